"""Reads `news.enriched` into the next generation, with a consumer group of its own, so that it can be resumed."""

import asyncio
import logging
import os
import socket
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from kafka.errors import KafkaError as AdminError

from schemas import MessagePlace
from streams.backoff import delays
from streams.committing import tell_topics_apart
from streams.delivery import Turn, message_of_record
from streams.errors import KafkaUnavailable, UserError
from streams.indexing.writer import IndexAgent
from streams.kafka_admin import admin_client, describe_group, topic_ids
from streams.messages import Message, Rejected
from streams.metrics.freshness import Written
from streams.security.connector import aiokafka_options
from streams.security.kafka_reasons import unavailable
from streams.settings import Settings
from streams.topic_identity import TopicIds, why_to_start_anew

log = logging.getLogger(__name__)

SESSION_MS: Final = 10_000
"""A run that was killed is forgotten by the broker after so long."""

NEVER_MS: Final = 604_800_000
"""A week, as the longest time between two polls: an outage of Elasticsearch can be long."""

JOIN_SECONDS: Final = 60.0
"""Longest wait for all partitions."""

FETCH_BYTES: Final = 16 * 1024 * 1024


HOLLOW_STEPS: Final = 6
"""After so many steps without a message, offsets that the broker has told of hold none, if it answers meanwhile."""


class AnotherReindexRuns(UserError):  # noqa: N818 - says what is wrong
    """Two runs would fill one generation and exchange it under each other."""

    def __init__(self, group: str, who: str) -> None:
        super().__init__(
            f"another reindex or replay runs ({who}, consumer group {group}); wait for its end, or stop it first"
        )


class TopicMadeAnew(UserError):  # noqa: N818 - says what is wrong
    """The topic was deleted and made anew while it was read."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            f"{topic} was deleted and made anew while it was read; given again, it is read from its beginning"
        )


class Refusals:
    """What the next generation does not take: logged, and counted; no dead letter, as the serving one has it.

    Each article is counted once, under the kind of its last error: one that is not taken from the topic is not taken
    when it is to be carried over either, and a message can be read again.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}

    @property
    def counts(self) -> Counter[str]:
        """Kinds of error with the number of articles."""
        return Counter(self._kinds.values())

    async def write(self, rejections: Sequence[tuple[Message, Rejected]]) -> None:
        """Notes the messages with their reasons."""
        for message, rejected in rejections:
            self.note(rejected.article_id or _told_by(message), rejected, message.place)

    def note(self, article: str, rejected: Rejected, place: MessagePlace | None = None) -> None:
        """Notes one article.

        Args:
            article: which; its article_id, where that can be told.
            rejected: why it is not taken.
            place: of its message, if there is one.
        """
        self._kinds[article] = rejected.error
        where = {} if place is None else place.model_dump(include={"topic", "partition", "offset"})
        log.warning(
            "not taken into the next generation: %r: %s (%s)",
            article,
            rejected.message,
            rejected.error,
            extra={"article_id": article} | where,
        )


class Unobserved:
    """Told what the metrics of an agent are told, and does nothing with it: a reindex is no agent."""

    def batch_indexed(self, messages: int, seconds: float) -> None:
        """A batch has its outcomes."""

    def written(self, articles: Sequence[Written], in_order: bool) -> None:
        """Articles are written."""

    def deleted(self, ids: Iterable[str]) -> None:
        """Articles are deleted."""

    def waits(self, who: object, why: str | None) -> None:
        """Something waits behind a passing failure; the log says it."""


class Follower:
    """Takes messages from the enriched topic and has them indexed, in order, committing what is done.

    Args:
        settings: where Kafka is, the topic, the size of batches.
        group: the consumer group; its committed offsets are where a later run goes on.
        agent: indexes the messages.
    """

    def __init__(self, settings: Settings, group: str, agent: IndexAgent) -> None:
        self._settings = settings
        self._group = group
        self._agent = agent
        self._topic = settings.enriched_topic
        self._consumer = AIOKafkaConsumer(
            client_id=client_id(),
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=SESSION_MS,
            max_poll_interval_ms=NEVER_MS,
            max_partition_fetch_bytes=FETCH_BYTES,
            **aiokafka_options(settings),
        )
        self._listener = _AllOrNone()
        self.done = 0
        self._empty_steps = 0
        self._topics: TopicIds = {}
        self._still: dict[TopicPartition, tuple[int, int]] = {}
        self._begins: dict[TopicPartition, int] = {}

    async def start(self) -> None:
        """Joins the group and waits until all partitions are this run's.

        Raises:
            KafkaUnavailable: no broker answers.
            AnotherReindexRuns: another run has joined at the same time.
        """
        self._topics = await asyncio.to_thread(topic_ids, self._settings, [self._topic])
        tell_topics_apart(self._topics)
        try:
            await self._consumer.start()
            self._consumer.subscribe([self._topic], listener=self._listener)
            deadline = time.monotonic() + JOIN_SECONDS
            while not self._has_all():
                if time.monotonic() > deadline:
                    await self.stop()
                    raise AnotherReindexRuns(self._group, "it has part of the topic")
                await asyncio.sleep(0.1)
            partitions = sorted(self._consumer.assignment())
            self._begins = await self._consumer.beginning_offsets(partitions)
        except KafkaError as error:
            await self.stop()
            raise unavailable(self._settings, error) from error

    async def stop(self) -> None:
        """Leaves the group."""
        try:
            await self._consumer.stop()
        except KafkaError as error:
            log.debug("leaving the group: %s", error)

    async def step(self) -> int:
        """Indexes the next messages, if there are any within half a second, and commits; how many.

        If it fails or is cancelled, the next step reads the same messages again.

        Raises:
            AnotherReindexRuns: this run is no longer alone.
        """
        batch, batches = self._settings.index_batch, self._settings.index_batches_in_flight
        try:
            found = await self._consumer.getmany(timeout_ms=500, max_records=batch * batches)
        except KafkaError as error:
            log.warning("cannot read %s (%s); trying again", self._topic, error)
            await asyncio.sleep(1.0)
            return 0
        self._assert_alone()
        self._empty_steps = 0 if found else self._empty_steps + 1
        messages = [message_of_record(record, record.timestamp) for records in found.values() for record in records]
        pieces = [messages[begin : begin + batch] for begin in range(0, len(messages), batch)]
        try:
            # Tasks begin in this order, so that batches with an article in common are written in theirs.
            await asyncio.gather(*(self._agent(piece, Turn(None)) for piece in pieces))
            if messages:
                await self._commit({partition: records[-1].offset + 1 for partition, records in found.items()})
        except BaseException:
            self._go_back({partition: records[0].offset for partition, records in found.items()})
            raise
        self.done += len(messages)
        return len(messages)

    async def assert_same_topic(self) -> None:
        """Makes sure, as far as a broker says it, that all that was read is of one topic.

        Raises:
            TopicMadeAnew: it is not.
        """
        try:
            now = await asyncio.to_thread(topic_ids, self._settings, [self._topic])
        except KafkaUnavailable:
            return
        if why_to_start_anew(self._topics, now) is not None:
            raise TopicMadeAnew(self._topic)

    async def ends(self) -> dict[TopicPartition, int]:
        """The offsets after the last messages, as they are now; waits until a broker says it."""
        for delay in delays():
            try:
                found: dict[TopicPartition, int] = await self._consumer.end_offsets(sorted(self._consumer.assignment()))
                return found
            except KafkaError as error:
                log.warning("cannot ask for the end of %s (%s); trying again in %.1f s", self._topic, error, delay)
                await asyncio.sleep(delay)
        raise AssertionError("delays() has no end")

    async def behind(self, ends: dict[TopicPartition, int]) -> int:
        """How many offsets before these ends the run is."""
        self._assert_alone()
        behind = 0
        for partition, end in ends.items():
            position = await self._consumer.position(partition)
            if position < end and not self._is_hollow(partition, position, end):
                behind += end - position
        return behind

    def _is_hollow(self, partition: TopicPartition, position: int, end: int) -> bool:
        """Whether a partition has nothing left before its end: compaction can remove the last messages too.

        A broker that is away gives no messages either: it must have answered since the run came to this position.
        """
        still, since_ms = self._still.get(partition, (-1, 0))
        if still != position:
            self._still[partition] = (position, int(time.time() * 1000))  # as the consumer notes its answers
            return False
        highwater, answered_ms = self._consumer.highwater(partition), self._consumer.last_poll_timestamp(partition)
        if self._empty_steps < HOLLOW_STEPS or highwater is None or answered_ms is None:
            return False
        return bool(highwater >= end and answered_ms > since_ms)

    def _go_back(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Has the messages from these offsets on read again."""
        there = self._consumer.assignment()
        for partition, offset in offsets.items():
            self._still.pop(partition, None)
            if partition in there:
                self._consumer.seek(partition, offset)

    async def share_done(self, ends: dict[TopicPartition, int]) -> float:
        """How much of the topic is behind the run, 0 to 1, by offsets."""
        whole = sum(end - self._begins.get(partition, 0) for partition, end in ends.items())
        return 1.0 if whole <= 0 else max(0.0, 1.0 - await self.behind(ends) / whole)

    def _has_all(self) -> bool:
        numbers = self._consumer.partitions_for_topic(self._topic) or set()
        self._assert_alone()
        return bool(numbers) and len(self._consumer.assignment()) == len(numbers)

    def _assert_alone(self) -> None:
        if self._listener.lost:
            raise AnotherReindexRuns(self._group, "it has joined just now")

    async def _commit(self, offsets: dict[TopicPartition, int]) -> None:
        try:
            await self._consumer.commit(offsets)
        except (CommitFailedError, IllegalStateError) as error:
            raise AnotherReindexRuns(self._group, f"the broker has given its place away: {error}") from error
        except KafkaError as error:
            log.warning("cannot commit (%s); the next commit covers it", error)


class _AllOrNone(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    """Notes when partitions that were this run's are taken away: somebody else has joined the group."""

    def __init__(self) -> None:
        self.lost = False
        self._had: set[TopicPartition] = set()

    async def on_partitions_revoked(self, revoked: Any) -> None:
        """Called before each rebalance; what is revoked may come back."""

    async def on_partitions_assigned(self, assigned: Any) -> None:
        """Called after each rebalance."""
        now = set(assigned)
        self.lost = self.lost or bool(self._had - now)
        self._had |= now


def client_id() -> str:
    """Says who runs: host and process."""
    return f"quotewire-reindex:{socket.gethostname()}:{os.getpid()}"


def reindex_group(settings: Settings, generation: int) -> str:
    """The consumer group that fills a generation."""
    return f"{settings.group_prefix}-reindex-v{generation}"


def runs_elsewhere(settings: Settings, group: str) -> str | None:
    """Who runs with this group now; None if nobody does, or only one that was killed on this machine."""
    for member in _members(settings, group):
        _, _, place = member.partition(":")
        host, _, pid = place.rpartition(":")
        if host == socket.gethostname() and pid.isdecimal() and not _is_alive(int(pid)):
            continue
        return place.replace(":", ", process ") or member
    return None


def members_left(settings: Settings, group: str) -> bool:
    """Whether the broker still counts somebody in the group."""
    return bool(_members(settings, group))


def delete_group(settings: Settings, group: str) -> None:
    """Forgets the committed offsets of a group, if there are any.

    Raises:
        KafkaUnavailable: no broker answers, or somebody is in the group.
    """
    with admin_client(settings) as admin:
        described = describe_group(admin, group)
        if described["group_state"] != "Dead":
            admin.delete_groups([group])


def _members(settings: Settings, group: str) -> list[str]:
    with admin_client(settings) as admin:
        try:
            described = describe_group(admin, group)
        except AdminError as error:
            raise unavailable(settings, error) from error
    return [str(member["client_id"]) for member in described["members"]]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _told_by(message: Message) -> str:
    """The article that a message is about; its place where it has no usable key."""
    try:
        name = (message.key or b"").decode()
    except UnicodeDecodeError:
        name = ""
    place = message.place
    return name or f"{place.topic}-{place.partition}@{place.offset}"
