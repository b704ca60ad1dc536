"""The topics: made from the settings, and looked at for `quotewire status`."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewTopic
from kafka.errors import (
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    KafkaError,
    NotCoordinatorError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
)

from streams.errors import KafkaUnavailable
from streams.security.kafka_login import kafka_python_options
from streams.security.kafka_reasons import RIGHTS, diagnosis, unavailable, who
from streams.security.privileges import Acl
from streams.settings import Settings
from streams.topic_identity import is_of_topic

BOOTSTRAP_MS = 10_000
HOUR_MS = 3_600_000

COORDINATOR_SECONDS = 30.0
"""In which brokers have agreed who leads a group; the first group ever asked for has a topic made for it."""
COORDINATOR_AGAIN_SECONDS = 0.2

SEGMENT_HOURS = 24
"""Kafka deletes whole files: without a bound a message stays up to a week after its time, until its file is full."""

COMPACTED_WITHIN_HOURS = 7 * 24
"""After the time for which every message is kept: without it a deleted article stays until half of its topic is new."""

_CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
"""Where Kafka's names of operations have an underscore in a client: DescribeConfigs, DESCRIBE_CONFIGS."""

NO_TOPIC_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """How far a consumer group is behind on one partition, in messages.

    Attributes:
        committed: the offset of the next message to read, None before the first commit.
        end: the offset of the next message to be written.
        lag: messages not yet acknowledged.
    """

    topic: str
    partition: int
    committed: int | None
    end: int
    lag: int


@contextmanager
def admin_client(settings: Settings) -> Iterator[KafkaAdminClient]:
    """An admin client that is closed at the end.

    Raises:
        KafkaUnavailable: no broker answers.
    """
    with kafka_errors(settings):
        admin = KafkaAdminClient(**connection(settings))
        try:
            yield admin
        finally:
            admin.close()


@contextmanager
def kafka_errors(settings: Settings) -> Iterator[None]:
    """Turns the client's errors into one that says what to do.

    Raises:
        KafkaUnavailable: instead of any KafkaError.
    """
    try:
        yield
    except KafkaError as error:
        raise unavailable(settings, error) from error


def connection(settings: Settings) -> dict[str, object]:
    """What every kafka-python client needs to connect.

    Raises:
        KafkaUnavailable: the brokers refuse us: told at once, before a client tries it for ten seconds.
    """
    if settings.kafka_security_protocol != "PLAINTEXT":
        refusal = diagnosis(settings)
        if refusal is not None:
            raise KafkaUnavailable(f"{refusal}.")
    return {
        "bootstrap_servers": settings.kafka_brokers.split(","),
        "client_id": "quotewire",
        "bootstrap_timeout_ms": BOOTSTRAP_MS,
        **kafka_python_options(settings),
    }


def topic_configurations(settings: Settings) -> dict[str, dict[str, str]]:
    """The three topics with their configuration."""
    largest = {"max.message.bytes": str(settings.max_message_bytes)}
    aged = largest | {"segment.ms": str(SEGMENT_HOURS * HOUR_MS)}
    history = settings.enriched_history_hours
    return {
        settings.raw_topic: aged | {"retention.ms": str(settings.raw_retention_hours * HOUR_MS)},
        # Compacted: the newest revision of each article is kept, so that an index can be built again.
        settings.enriched_topic: largest
        | {
            "cleanup.policy": "compact",
            "min.compaction.lag.ms": str(history * HOUR_MS),
            "max.compaction.lag.ms": str((history + COMPACTED_WITHIN_HOURS) * HOUR_MS),
        },
        settings.dead_letter_topic: aged | {"retention.ms": str(settings.dead_letter_retention_hours * HOUR_MS)},
    }


def create_topics(settings: Settings) -> list[str]:
    """Creates the topics that are not there, and returns their names."""
    with admin_client(settings) as admin:
        there = set(admin.list_topics())
        created = []
        for name, configuration in topic_configurations(settings).items():
            if name in there:
                continue
            topic = NewTopic(name, settings.partitions, settings.replication, topic_configs=configuration)
            try:
                admin.create_topics([topic])
            except TopicAlreadyExistsError:
                continue  # somebody else's `init` was faster
            created.append(name)
    return created


def topic_ids(settings: Settings, names: Iterable[str]) -> dict[str, str | None]:
    """Those of these topics that are there, each with its id, which no other topic has had; None where there is none.

    Raises:
        KafkaUnavailable: no broker answers, or we have no right to one of these topics.
    """
    with admin_client(settings) as admin:
        described = _described(settings, admin, names)
    return {topic["name"]: _id(topic) for topic in described if topic["error_code"] == 0}


def usable_topics(settings: Settings, acls: Sequence[Acl]) -> dict[str, str | None]:
    """As `topic_ids`, of the topics among these rights; we have all of them, as far as the brokers tell that.

    Args:
        settings: where Kafka is, who we are.
        acls: what we are about to do.

    Raises:
        KafkaUnavailable: a right is missing, or no broker answers.
    """
    with admin_client(settings) as admin:
        described = _described(settings, admin, [acl.name for acl in acls if acl.resource == "topic"])
        granted = {topic["name"]: topic.get("authorized_operations") for topic in described}
        if all(topic["error_code"] == 0 for topic in described):
            for name in [acl.name for acl in acls if acl.resource == "group"]:
                found = describe_group(admin, name, include_authorized_operations=True)
                granted[name] = found.get("authorized_operations")
    missing = [
        f"{operation} on {acl.resource} {acl.name}"
        for acl in acls
        for operation in acl.operations
        if (rights := granted.get(acl.name)) and _CAMEL.sub("_", operation).upper() not in rights
    ]
    if missing:
        where = f"Kafka at {settings.kafka_brokers}"
        raise KafkaUnavailable(f"{where}: {who(settings)} lacks {', '.join(missing)}; {RIGHTS}.")
    return {topic["name"]: _id(topic) for topic in described if topic["error_code"] == 0}


def _described(settings: Settings, admin: KafkaAdminClient, names: Iterable[str]) -> list[dict[str, Any]]:
    described: list[dict[str, Any]] = admin.describe_topics(list(names))
    hidden = [topic["name"] for topic in described if topic["error_code"] == TopicAuthorizationFailedError.errno]
    if hidden:
        raise unavailable(settings, TopicAuthorizationFailedError(", ".join(hidden)))
    return described


def missing_topics(settings: Settings, names: Sequence[str]) -> list[str]:
    """Which of these topics are not there; none if Kafka cannot be asked."""
    try:
        there = topic_ids(settings, names)
    except KafkaUnavailable:
        return []
    return [name for name in names if name not in there]


def _id(topic: Mapping[str, Any]) -> str | None:
    """The id of a described topic; brokers before Kafka 2.8 give none, or only zeros."""
    identity = topic.get("topic_id")
    return str(identity) if identity and str(identity) != NO_TOPIC_ID else None


def describe_group(admin: KafkaAdminClient, group: str, **options: Any) -> dict[str, Any]:
    """What the brokers say of a consumer group, once one of them leads it.

    Args:
        admin: a client.
        group: its name.
        options: of kafka-python's `describe_groups`.

    Raises:
        KafkaError: as kafka-python's; that nobody leads the group only after COORDINATOR_SECONDS.
    """
    until = time.monotonic() + COORDINATOR_SECONDS
    while True:
        try:
            described: dict[str, Any] = admin.describe_groups([group], **options)[group]
            return described
        except (CoordinatorNotAvailableError, CoordinatorLoadInProgressError, NotCoordinatorError):
            if time.monotonic() > until:
                raise
            time.sleep(COORDINATOR_AGAIN_SECONDS)


def lag(settings: Settings, group: str, topic: str) -> list[PartitionLag]:
    """How far a group is behind on each partition of a topic; no rows if the topic does not exist.

    What was committed for an earlier topic of this name counts as nothing committed.
    """
    identity = topic_ids(settings, [topic]).get(topic)
    with kafka_errors(settings):
        # Not the admin client: a consumer waits for a coordinator or a leader that is just being chosen.
        consumer = KafkaConsumer(group_id=group, enable_auto_commit=False, **connection(settings))
        try:
            numbers = consumer.partitions_for_topic(topic) or set()
            partitions = [TopicPartition(topic, number) for number in sorted(numbers)]
            begins, ends = consumer.beginning_offsets(partitions), consumer.end_offsets(partitions)
            rows = []
            for partition in partitions:
                found = consumer.committed(partition, metadata=True)
                committed = found.offset if found is not None and is_of_topic(found.metadata, identity) else None
                end, begin = ends[partition], begins[partition]
                behind = messages_behind(begin, committed, end)
                rows.append(PartitionLag(topic, partition.partition, committed, end, behind))
        finally:
            consumer.close()
    return rows


def messages_behind(begin: int, committed: int | None, end: int) -> int:
    """Messages between what a group has acknowledged and the end of a partition.

    Args:
        begin: the first offset that is there.
        committed: the offset of the next message to read; None before the first commit.
        end: the offset of the next message to be written.
    """
    return max(0, end - max(begin, committed or 0))


def message_count(settings: Settings, topic: str) -> int:
    """How many messages a topic holds now (of a topic that is not compacted)."""
    with kafka_errors(settings):
        consumer = KafkaConsumer(enable_auto_commit=False, **connection(settings))
        try:
            partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
            begins, ends = consumer.beginning_offsets(partitions), consumer.end_offsets(partitions)
        finally:
            consumer.close()
    return sum(ends[partition] - begins[partition] for partition in partitions)


def offsets_between(settings: Settings, topic: str, since_ms: int, until_ms: int) -> dict[int, tuple[int, int]]:
    """The first offset of each partition from one moment on, and the first from another one on.

    By Kafka's time: of partitions in which it goes back and forth, the offsets that are wholly before are left out.
    """
    with kafka_errors(settings):
        consumer = KafkaConsumer(enable_auto_commit=False, **connection(settings))
        try:
            partitions = [
                TopicPartition(topic, number) for number in sorted(consumer.partitions_for_topic(topic) or ())
            ]
            ends = consumer.end_offsets(partitions)
            found = []
            for moment in (since_ms, until_ms):
                at = consumer.offsets_for_times(dict.fromkeys(partitions, moment))
                found.append({place: at[place].offset if at[place] else ends[place] for place in partitions})
        finally:
            consumer.close()
    first, behind = found
    return {place.partition: (first[place], max(first[place], behind[place])) for place in partitions}


def retention_ms(settings: Settings, topic: str) -> int | None:
    """How long a topic keeps its messages; None where it is for ever, or compacted.

    Raises:
        KafkaUnavailable: no broker answers, or it does not tell us.
    """
    found = _configuration(settings, topic, ["retention.ms", "cleanup.policy"])
    if "delete" not in found["cleanup.policy"]:
        return None
    milliseconds = int(found["retention.ms"])
    return milliseconds if milliseconds >= 0 else None


def uncompacted_ms(settings: Settings, topic: str) -> int:
    """How long a compacted topic keeps every message before it keeps only the newest of each key.

    Raises:
        KafkaUnavailable: no broker answers, or it does not tell us.
    """
    return int(_configuration(settings, topic, ["min.compaction.lag.ms"])["min.compaction.lag.ms"])


def _configuration(settings: Settings, topic: str, names: list[str]) -> dict[str, str]:
    resource = ConfigResource(ConfigResourceType.TOPIC, topic, names)
    with admin_client(settings) as admin:
        answer = admin.describe_configs([resource], config_filter="all")
    return {name: entry["value"] for name, entry in answer["topic"][topic].items()}


def read_all(settings: Settings, topic: str) -> Iterator[Any]:
    """The records of a topic, partition by partition, from its beginning to its end as it is now."""
    with kafka_errors(settings), reader(settings) as consumer:
        for number in sorted(consumer.partitions_for_topic(topic) or ()):
            yield from _read(consumer, TopicPartition(topic, number), 0, None)


def read_ranges(settings: Settings, topic: str, ranges: Mapping[int, tuple[int, int]]) -> Iterator[Any]:
    """The records of some partitions between two offsets, as far as they are still there.

    Args:
        settings: where Kafka is.
        topic: to read.
        ranges: first and last offset to read, by partition.
    """
    with kafka_errors(settings), reader(settings) as consumer:
        there = consumer.partitions_for_topic(topic) or ()
        for number, (first, last) in sorted(ranges.items()):
            if number in there:
                yield from _read(consumer, TopicPartition(topic, number), first, last)


@contextmanager
def reader(settings: Settings) -> Iterator[KafkaConsumer]:
    """A consumer of no group, which is closed at the end."""
    consumer = KafkaConsumer(
        enable_auto_commit=False, auto_offset_reset="earliest", max_partition_fetch_bytes=16 * 1024 * 1024,
        **connection(settings),
    )  # fmt: skip
    try:
        yield consumer
    finally:
        consumer.close()


def _read(consumer: KafkaConsumer, partition: TopicPartition, first: int, last: int | None) -> Iterator[Any]:
    consumer.assign([partition])
    position = max(first, consumer.beginning_offsets([partition])[partition])
    end = consumer.end_offsets([partition])[partition]
    if last is not None:
        end = min(end, last + 1)
    if position >= end:
        return
    consumer.seek(partition, position)
    while consumer.position(partition) < end:
        for records in consumer.poll(timeout_ms=1000).values():
            yield from (record for record in records if first <= record.offset < end)
