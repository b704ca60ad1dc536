"""A pipeline with topics, indices and consumer groups of its own, and workers on it."""

import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError

from benchmarks.stream.context import Context
from schemas import decode_raw
from streams.elasticsearch_client import sync_client
from streams.kafka_admin import message_count
from streams.publisher import Publisher
from streams.setup import initialise
from streams.sources import Article

ROOT: Final = Path(__file__).parents[2]

POLL_SECONDS: Final = 0.1

STANDSTILL_SECONDS: Final = 180.0
"""What has not moved for so long never will."""

STOP_SECONDS: Final = 60.0
DELETE_SECONDS: Final = 60.0


class Standstill(RuntimeError):  # noqa: N818 - says what is wrong
    """The pipeline does not go on, so nothing can be measured."""


class Pipeline:
    """One pipeline.

    Attributes:
        settings: of it.
        workers: that were started, those that have ended too.

    Args:
        context: of the run.
        others: settings that differ from the defaults.
    """

    def __init__(self, context: Context, **others: Any) -> None:
        name = f"b{uuid.uuid4().hex[:8]}"
        names = {"topic_prefix": name, "index_prefix": name, "group_prefix": name}
        usual = {"nlp_processes": context.processes, "metrics_port": 0}
        self.settings = context.settings(**(names | usual | others))
        self.workers: list[subprocess.Popen[bytes]] = []
        self._log = context.folder / f"{name}.log"
        self._tell = context.tell
        initialise(self.settings)

    @property
    def environ(self) -> dict[str, str]:
        """Of its workers."""
        given = self.settings.model_dump(exclude_unset=True)
        return os.environ | {f"QUOTEWIRE_{key.upper()}": str(value) for key, value in given.items()}

    def start_worker(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a worker in a session of its own, so that a Ctrl-C is ours alone."""
        command = [sys.executable, "-m", "streams.cli", "worker", *arguments]
        with self._log.open("ab") as log:
            worker = subprocess.Popen(
                command, env=self.environ, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.workers.append(worker)
        return worker

    def publish(self, articles: Sequence[Mapping[str, Any]]) -> None:
        """Publishes articles as fast as the broker takes them; all are acknowledged on return."""
        publisher = Publisher(self.settings)
        try:
            report = publisher.publish(article_of(raw) for raw in articles)
        finally:
            publisher.close()
        if report.acknowledged != len(articles):
            raise Standstill(f"{report.acknowledged} of {len(articles)} articles published: {report.stopped_by}")

    def searchable(self) -> int:
        """How many articles a search finds now."""
        try:
            with sync_client(self.settings) as client:
                return int(client.count(index=f"{self.settings.index_prefix}-articles")["count"])
        except (ApiError, TransportError):  # while the first index is made
            return 0

    def await_searchable(self, count: int, seen: Callable[[int], None] = lambda _: None) -> tuple[float, int]:
        """Waits until a search finds so many articles.

        Args:
            count: how many.
            seen: told of how many it finds, each time that it is asked.

        Returns:
            The moment at which it did (time.monotonic), and how many it found then.

        Raises:
            Standstill: the number does not change any more.
        """
        last, moved = -1, time.monotonic()
        while True:
            found, now = self.searchable(), time.monotonic()
            seen(found)
            if found >= count:
                return now, found
            if found != last:
                last, moved = found, now
            ended = [worker.poll() for worker in self.workers if worker.poll() is not None]
            if ended or now - moved > STANDSTILL_SECONDS:
                why = f"a worker ended with code {ended[0]}" if ended else f"none more in {STANDSTILL_SECONDS:.0f} s"
                raise Standstill(f"{found} of {count} articles are searchable: {why}; the worker says:\n{self.log()}")
            time.sleep(POLL_SECONDS)

    def await_enriched(self, count: int) -> tuple[float, int]:
        """Waits until the broker has so many enriched articles.

        Args:
            count: how many.

        Returns:
            The moment at which it had (time.monotonic), and how many there were then.

        Raises:
            Standstill: they do not come.
        """
        deadline = time.monotonic() + STANDSTILL_SECONDS
        while (found := message_count(self.settings, self.settings.enriched_topic)) < count:
            if time.monotonic() > deadline:
                raise Standstill(f"{found} of {count} articles are enriched; the worker says:\n{self.log()}")
            time.sleep(POLL_SECONDS)
        return time.monotonic(), found

    def await_ready(self) -> None:
        """Waits until the agents of all workers have said that they are ready."""
        deadline = time.monotonic() + STANDSTILL_SECONDS
        while len(re.findall(r"the (enrich|index) agent is ready", self.log(whole=True))) < 2 * len(self.workers):
            if time.monotonic() > deadline:
                raise Standstill(f"the worker is not ready; it says:\n{self.log()}")
            time.sleep(POLL_SECONDS)

    def log(self, whole: bool = False) -> str:
        """What the workers have printed last."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return text if whole else text[-3000:]

    def end(self) -> None:
        """Stops the workers and deletes the indices: a thousand shards are soon used up."""
        for worker in self.workers:
            if worker.poll() is None:
                worker.terminate()
        for worker in self.workers:
            try:
                worker.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        self._delete_indices()

    def _delete_indices(self) -> None:
        """Until none is left: a busy server may answer too late, or carry out an ended worker's request afterwards."""
        pattern = f"{self.settings.index_prefix}-*"
        deadline = time.monotonic() + DELETE_SECONDS
        why = "new ones are made again and again"
        with sync_client(self.settings) as client:
            while time.monotonic() < deadline:
                try:
                    names = list(client.indices.get(index=pattern, expand_wildcards="all"))
                    if not names:
                        return
                    client.indices.delete(index=names, ignore_unavailable=True)
                except (ApiError, TransportError) as error:
                    why = str(error)
                    time.sleep(1)
        self._tell(f"the indices {pattern} are still there: {why}")  # what was measured counts nevertheless


@contextmanager
def pipeline(context: Context, **others: Any) -> Iterator[Pipeline]:
    """A new, initialised pipeline without a worker; ended at the end.

    Args:
        context: of the run.
        others: settings that differ from the defaults.
    """
    made = Pipeline(context, **others)
    try:
        yield made
    finally:
        made.end()


def article_of(raw: Mapping[str, Any]) -> Article:
    """An article for the publisher."""
    value = json.dumps(raw, ensure_ascii=False).encode()
    return Article(decode_raw(value), value, str(raw["id"]))
