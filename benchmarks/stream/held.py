"""A pipeline whose processes are held while the topics are filled, so that nothing but their work is measured.

with held_pipeline(context) as pipeline:
    pipeline.start("-m", "streams.cli", "worker", "--agents", "index")
    pipeline.warm_up(topic, few)
    seconds, cpu = pipeline.measure(topic, many)
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from kafka import KafkaProducer

from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import ROOT, STANDSTILL_SECONDS, Pipeline, Standstill
from schemas import decode_raw
from schemas.identity import article_id
from streams.elasticsearch_client import sync_client
from streams.kafka_admin import connection

LOOK_SECONDS: Final = 0.05
"""Between two looks at what is written; one takes Elasticsearch about a millisecond."""

END_SECONDS: Final = 10.0
"""What killed processes take at most to be gone."""

TICKS: Final = os.sysconf("SC_CLK_TCK")

Pair = tuple[bytes, bytes]
"""Key and value of a message."""


class HeldPipeline(Pipeline):
    """One pipeline, whose workers may be any processes; `written` counts what Elasticsearch has taken.

    Args:
        context: of the run.
        others: settings that differ from the defaults.
    """

    def __init__(self, context: Context, **others: Any) -> None:
        super().__init__(context, **others)
        self._client = sync_client(self.settings)
        self._warm = 0

    def start(
        self, *arguments: str, program: str = sys.executable, variables: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Starts a process that ends when its standard input closes, which is when we end.

        Args:
            arguments: of the interpreter.
            program: the interpreter.
            variables: of its environment, besides those of a worker.
        """
        environ = self.environ | {"PYTHONPATH": str(ROOT)} | dict(variables or {})
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [program, *arguments], env=environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.workers.append(process)
        return process

    def folder(self) -> Path:
        """A new folder that agents of one worker share."""
        return Path(tempfile.mkdtemp(prefix="worker-", dir=self._log.parent))

    def fill(self, topic: str, messages: Iterable[Pair]) -> None:
        """Writes messages as they are; all are acknowledged on return."""
        producer = KafkaProducer(
            acks="all", compression_type="zstd", linger_ms=20, batch_size=256 * 1024, **connection(self.settings)
        )
        try:
            for key, value in messages:
                producer.send(topic, key=key, value=value)
            producer.flush()
        finally:
            producer.close()

    def warm_up(self, topic: str, messages: Sequence[Pair]) -> None:
        """Fills the topic, and waits until the documents of all of these articles are written."""
        self.fill(topic, messages)
        self._warm += len(messages)
        self.await_written(self._warm)

    def measure(self, topic: str, messages: Sequence[Pair]) -> tuple[float, float]:
        """Fills the topic while nobody works, then lets them work.

        Args:
            topic: that is read first.
            messages: of articles that were not there before.

        Returns:
            Seconds until Elasticsearch had taken all of their documents, and seconds of user and system time that the
            processes took for it.

        Raises:
            Standstill: documents are missing, or the work does not go on.
        """
        wanted = self._warm + len(messages)
        with self.held():
            self.fill(topic, messages)
            used = cpu_seconds(self.pids())
            started = time.perf_counter()
        self.await_written(wanted)
        seconds, used = time.perf_counter() - started, cpu_seconds(self.pids()) - used
        found = self.count("articles")
        if found != wanted:
            raise Standstill(f"{found:,} of {wanted:,} articles are there, though as many were written")
        self._warm = wanted
        return seconds, used

    @contextmanager
    def held(self) -> Iterator[None]:
        """All processes stand still meanwhile; not longer than some seconds, or Kafka takes them for dead."""
        pids = self.pids()
        try:
            for pid in pids:
                _signal(pid, signal.SIGSTOP)
            self.until(lambda: all(map(_stands_still, pids)), "the processes to stand still")
            yield
        finally:
            for pid in pids:
                _signal(pid, signal.SIGCONT)

    def pids(self) -> list[int]:
        """The processes that were started, and those that they have started."""
        return below(worker.pid for worker in self.workers)

    @property
    def _articles(self) -> str:
        return f"{self.settings.index_prefix}-articles"

    def until(self, condition: Callable[[], bool], what: str, seen: Callable[[], object] = lambda: None) -> None:
        """Waits until a condition holds.

        Args:
            condition: asked again and again.
            what: is waited for.
            seen: what changes as long as there is hope.

        Raises:
            Standstill: a process has ended, or nothing changes any more.
        """
        last, moved = None, time.monotonic()
        while not condition():
            if (now := seen()) != last:
                last, moved = now, time.monotonic()
            ended = [worker.poll() for worker in self.workers if worker.poll() is not None]
            if ended or time.monotonic() - moved > STANDSTILL_SECONDS:
                why = (
                    f"a process ended with code {ended[0]}" if ended else f"nothing more in {STANDSTILL_SECONDS:.0f} s"
                )
                raise Standstill(f"waited in vain for {what}: {why}; they say:\n{self.log()}")
            time.sleep(LOOK_SECONDS)

    def count(self, name: str) -> int:
        """How many documents there are after a refresh.

        Args:
            name: of the indices: articles, quotes or state.
        """
        index = f"{self.settings.index_prefix}-{name}"
        self._client.indices.refresh(index=index)
        return int(self._client.count(index=index)["count"])

    def merged_bytes(self, name: str) -> int:
        """Bytes of one copy of indices (articles, quotes or state), once each is one segment."""
        index = f"{self.settings.index_prefix}-{name}"
        self._client.options(request_timeout=300).indices.forcemerge(index=index, max_num_segments=1, flush=True)
        found = self._client.indices.stats(index=index, metric="store")
        return int(found["_all"]["primaries"]["store"]["size_in_bytes"])

    def await_written(self, count: int) -> None:
        """Waits until Elasticsearch has taken so many documents of articles, whether a search finds them or not."""
        written = 0

        def enough() -> bool:
            nonlocal written
            written = documents_taken(self._client, self._articles)
            return written >= count

        self.until(enough, f"{count:,} articles to be written", lambda: written)

    def end(self) -> None:
        """Stops the processes, and what they have started and left; deletes the indices."""
        for worker in self.workers:
            if worker.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    worker.stdin.close()
        super().end()
        left = in_sessions(worker.pid for worker in self.workers)
        for pid in left:
            _signal(pid, signal.SIGKILL)
        deadline = time.monotonic() + END_SECONDS
        while not all(map(_has_ended, left)) and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)
        self._client.close()


@contextmanager
def held_pipeline(context: Context, **others: Any) -> Iterator[HeldPipeline]:
    """A new, initialised pipeline without processes; ended at the end.

    Args:
        context: of the run.
        others: settings that differ from the defaults.
    """
    made = HeldPipeline(context, **others)
    try:
        yield made
    finally:
        made.end()


def messages_of(articles: Iterable[Mapping[str, Any]]) -> list[Pair]:
    """The messages of raw articles, under their keys."""
    values = [json.dumps(article, ensure_ascii=False).encode() for article in articles]
    return [(article_id(decode_raw(value)).encode(), value) for value in values]


def documents_taken(client: Elasticsearch, index: str) -> int:
    """Documents that were written to indices since they were made; 0 while there are none.

    Args:
        client: Elasticsearch.
        index: their names, alias or pattern.
    """
    try:
        found = client.indices.stats(index=index, metric="indexing", filter_path="_all.primaries.indexing.index_total")
    except (ApiError, TransportError):  # while the first index is made
        return 0
    return int(found["_all"]["primaries"]["indexing"]["index_total"])


def below(pids: Iterable[int]) -> list[int]:
    """These processes and those that they have started, and so on, as far as they live."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))) is not None:
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found: list[int] = []
    waiting = list(pids)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def in_sessions(leaders: Iterable[int]) -> list[int]:
    """The processes that live in sessions; those are called after the process that began each."""
    wanted = {str(leader) for leader in leaders}
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return [pid for pid in pids if (fields := _stat(pid)) is not None and fields[3] in wanted]


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of these processes together, of those that live (proc(5), `stat`: utime and stime)."""
    found = [fields for pid in pids if (fields := _stat(pid)) is not None]
    return sum(int(fields[11]) + int(fields[12]) for fields in found) / TICKS


def _stat(pid: int) -> list[str] | None:
    """What /proc says of a process from its state on; None if it has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text.rpartition(")")[2].split()


def _stands_still(pid: int) -> bool:
    fields = _stat(pid)
    return fields is None or fields[0] in "TtZX"


def _has_ended(pid: int) -> bool:
    fields = _stat(pid)
    return fields is None or fields[0] in "ZX"


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
