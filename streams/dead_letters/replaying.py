"""Sending the messages of dead letters again: to the topic they came from, as they were, or with a mended value.

First the message is sent and acknowledged, then its letter is marked as replayed. A run that is killed in between
leaves the letter open; sent once more, its article is indexed once all the same.
"""

import asyncio
import itertools
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from schemas import DeadLetter
from schemas.dead_letter import REPLAY_HEADER, Replay
from streams.dead_letters.originals import Original, OriginalGone, original
from streams.dead_letters.reading import Stored
from streams.dead_letters.statuses import Known, StatusWriter, moment_after
from streams.elasticsearch_client import async_client
from streams.errors import ElasticsearchUnavailable, KafkaUnavailable
from streams.kafka_admin import retention_ms
from streams.messages import Headers
from streams.security.connector import aiokafka_options
from streams.security.kafka_reasons import unavailable
from streams.settings import Settings

SENT_AT_ONCE: Final = 100
BYTES_AT_ONCE: Final = 32 * 1024 * 1024
"""So many letters or bytes are sent before they are marked; after a kill at most so many are sent twice."""

EDIT_SECONDS: Final = 60.0
"""Longest time that a command may take for one value."""

REASON_CHARACTERS: Final = 200
"""Of what a command writes to its standard error."""

Edit = Callable[[bytes], bytes]


class LeftAlone(Exception):  # noqa: N818 - says what became of it
    """A letter is not sent; the reason is for a person."""


class Skipped(LeftAlone):
    """Its value could not be edited."""


@dataclass(slots=True)
class Report:
    """What became of the letters of one run.

    Attributes:
        sent: messages that the brokers have.
        refused: letters that are not sent, by id with the reason.
        skipped: letters whose value could not be edited, by id with the reason.
        failed_again: of those sent, letters that had failed again before they could be marked; they are open.
        unmarked: ids of those sent that could not be marked as replayed; they are shown as open.
        stopped_by: why the run ended before its last letter.
    """

    sent: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    failed_again: int = 0
    unmarked: list[str] = field(default_factory=list)
    stopped_by: str | None = None

    @property
    def done(self) -> int:
        """How many letters have been dealt with."""
        return self.sent + len(self.refused) + len(self.skipped)


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that is ready to be sent again; `document` is the id of its letter's document."""

    id: str
    letter: DeadLetter
    document: str
    message: Original
    at: int

    @property
    def size(self) -> int:
        """Bytes of key and value."""
        return len(self.message.key or b"") + len(self.message.value or b"")


def edit_by(command: Sequence[str]) -> Edit:
    """An edit that pipes each value through a command; no shell is involved.

    The edit raises Skipped where the command cannot be run, fails, takes too long, or writes nothing.
    """

    def edit(value: bytes) -> bytes:
        try:
            done = subprocess.run(command, input=value, capture_output=True, timeout=EDIT_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Skipped(f"{command[0]} took more than {EDIT_SECONDS:.0f} seconds") from None
        except OSError as error:
            raise Skipped(f"{command[0]} cannot be run ({error.strerror})") from None
        if done.returncode != 0:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            said = f": {lines[-1][:REASON_CHARACTERS]}" if lines else ""
            raise Skipped(f"{command[0]} ended with exit code {done.returncode}{said}")
        if not done.stdout:
            raise Skipped(f"{command[0]} wrote nothing")
        return done.stdout

    return edit


class Replayer:
    """Sends messages of dead letters again.

    Args:
        settings: where Kafka and Elasticsearch are, the topics, how often a message may fail.
        edit: what is done to each value; None to leave it as it was.
        force: whether to send what has failed too often too.
    """

    def __init__(self, settings: Settings, edit: Edit | None = None, force: bool = False) -> None:
        self._settings = settings
        self._edit = edit
        self._force = force

    def refusal(self, letter: DeadLetter) -> str | None:
        """Why this letter is not sent again, as far as that can be told without its message."""
        topics = (self._settings.raw_topic, self._settings.enriched_topic)
        if letter.topic not in topics:
            return f"its topic {letter.topic} is none of this pipeline's ({', '.join(topics)})"
        if letter.attempts >= self._settings.dead_letter_attempts and not self._force:
            times = "once" if letter.attempts == 1 else f"{letter.attempts} times"
            return f"it has failed {times}, which is the limit; mend it with --edit or --value, and add --force"
        return None

    def ready(self, stored: Stored, known: Known) -> Ready:
        """The message of a whole letter, edited.

        Raises:
            LeftAlone: it is not to be sent, or cannot be.
            KafkaUnavailable: a truncated letter's message cannot be read.
        """
        letter = stored.letter
        refusal = self.refusal(letter)
        if refusal is not None:
            raise LeftAlone(refusal)
        try:
            message = original(self._settings, letter)
        except OriginalGone as error:
            raise LeftAlone(f"{error}; its publisher has to publish it again") from None
        if self._edit is not None:
            if message.value is None:
                raise Skipped("it is a deletion: it has no value to edit")
            message = Original(message.key, self._edit(message.value), message.headers)
        if message.value is None and message.key is None:
            raise LeftAlone("it has neither key nor value: there is nothing to send; drop it")
        return Ready(stored.id, letter, known.document, message, moment_after(letter, known))

    def run(
        self,
        letters: Iterator[Stored],
        known: Mapping[str, Known],
        progress: Callable[[Report], None] = lambda _report: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Report:
        """Sends the messages of letters and marks the letters as replayed, some at a time.

        Args:
            letters: whole.
            known: the status of each.
            progress: called after each group of letters.
            stop: asked before each; True ends the run.

        Returns:
            What became of them.
        """
        report = Report()
        try:
            with asyncio.Runner() as runner, _Sender(runner, self._settings) as sender:
                for group in self._groups(letters, known, report, stop):
                    runner.run(sender.send(group, report))
                    progress(report)
                    if report.stopped_by is not None:
                        break
        except (KafkaUnavailable, ElasticsearchUnavailable) as error:
            report.stopped_by = str(error)
        return report

    def _groups(
        self, letters: Iterator[Stored], known: Mapping[str, Known], report: Report, stop: Callable[[], bool]
    ) -> Iterator[list[Ready]]:
        group: list[Ready] = []
        for stored in itertools.takewhile(lambda _stored: not stop(), letters):
            try:
                group.append(self.ready(stored, known[stored.id]))
            except Skipped as error:
                report.skipped[stored.id] = str(error)
            except LeftAlone as error:
                report.refused[stored.id] = str(error)
            if len(group) >= SENT_AT_ONCE or sum(ready.size for ready in group) >= BYTES_AT_ONCE:
                yield group
                group = []
        if group and not stop():
            yield group


class _Sender:
    """A producer and a writer of statuses on one event loop."""

    def __init__(self, runner: asyncio.Runner, settings: Settings) -> None:
        self._runner = runner
        self._settings = settings
        topics = (settings.raw_topic, settings.enriched_topic)
        self._retention = {topic: retention_ms(settings, topic) for topic in topics}
        self._producer: Any = None
        self._client: Any = None

    def __enter__(self) -> "_Sender":
        self._runner.run(self._open())
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._runner.run(self._close())

    async def _open(self) -> None:
        self._client = async_client(self._settings)
        self._producer = AIOKafkaProducer(
            client_id="quotewire",
            acks="all",
            enable_idempotence=True,
            compression_type="zstd",
            max_request_size=4 * self._settings.max_message_bytes,  # before compression
            **aiokafka_options(self._settings),
        )
        try:
            await self._producer.start()
        except KafkaError as error:
            await self._close()
            raise unavailable(self._settings, error) from error

    async def _close(self) -> None:
        await self._producer.stop()
        await self._client.close()

    async def send(self, group: Sequence[Ready], report: Report) -> None:
        """Sends messages, waits until the brokers have them, and marks their letters."""
        answers = [await self._begin(ready) for ready in group]
        sent = []
        for ready, answer in zip(group, answers, strict=True):
            try:
                await answer
                sent.append(ready)
            except MessageSizeTooLargeError:
                report.refused[ready.id] = f"{ready.size:,} bytes are more than {ready.letter.topic} takes"
            except KafkaError as error:
                if not error.retriable:
                    report.refused[ready.id] = f"{ready.letter.topic} does not take it ({error})"
                else:
                    report.stopped_by = str(unavailable(self._settings, error))
        report.sent += len(sent)
        await self._mark(sent, report)

    async def _begin(self, ready: Ready) -> "asyncio.Future[Any]":
        letter, message = ready.letter, ready.message
        replay = Replay(
            topic=letter.topic,
            partition=letter.partition,
            offset=letter.offset,
            timestamp=letter.timestamp,
            attempts=letter.attempts,
            first_failure=letter.first_failure,
            at=ready.at,
        )
        headers: Headers = (*message.headers, (REPLAY_HEADER, replay.model_dump_json().encode()))
        try:
            answer: asyncio.Future[Any] = await self._producer.send(
                letter.topic,
                value=message.value,
                key=message.key,
                partition=await self._partition(letter),
                timestamp_ms=kafka_timestamp(letter.timestamp, self._retention[letter.topic], int(time.time() * 1000)),
                headers=list(headers),
            )
        except KafkaError as error:
            answer = asyncio.get_running_loop().create_future()
            answer.set_exception(error)
        return answer

    async def _partition(self, letter: DeadLetter) -> int | None:
        """The one it came from, where the other revisions of its article are; by its key if there is none such."""
        return letter.partition if letter.partition in await self._producer.partitions_for(letter.topic) else None

    async def _mark(self, sent: Sequence[Ready], report: Report) -> None:
        writer = StatusWriter(self._client, self._settings)
        try:
            results = await writer.mark([(ready.letter, ready.document, ready.at) for ready in sent], "replayed")
        except ElasticsearchUnavailable:
            report.unmarked += [ready.id for ready in sent]
            raise
        report.failed_again += Counter(results)["failed again"]
        report.unmarked += [ready.id for ready, result in zip(sent, results, strict=True) if result == "refused"]


def kafka_timestamp(original_ms: int, retention: int | None, now_ms: int) -> int | None:
    """The timestamp of a message that is sent again: the original one, unless Kafka would soon delete it for its age.

    Kafka deletes by timestamp, at once if need be, read or not; so a message of which more than half of the retention
    is over gets the time of now. Its original one is in the header, and is what counts (streams/delivery.py).

    Args:
        original_ms: of the message that failed first, milliseconds since 1970; -1 where it had none.
        retention: of the topic in milliseconds; None for ever.
        now_ms: milliseconds since 1970.

    Returns:
        None for the time of now.
    """
    if original_ms < 0 or (retention is not None and now_ms - original_ms > retention // 2):
        return None
    return original_ms
