"""How far the index agent had come in its topics when a snapshot was taken, and going back there.

Kept in the `_meta` of the state index, which is in the snapshot: the metadata of a snapshot itself has room for 1 kB.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from elasticsearch import Elasticsearch
from kafka import KafkaConsumer, TopicPartition
from kafka.structs import OffsetAndMetadata
from pydantic import BaseModel, ConfigDict, ValidationError

from streams.errors import UserError
from streams.indexing.generations import Indices
from streams.kafka_admin import PartitionLag, admin_client, kafka_errors, lag, reader, topic_ids
from streams.rebuild.expiry import state_meta
from streams.security.kafka_reasons import unavailable
from streams.settings import Settings
from streams.topic_identity import note_of

META: Final = "backup"
"""In the `_meta` of the state index."""

POLL_MS: Final = 1000
EMPTY_ANSWERS: Final = 3
"""After so many answers of a broker without a message a partition has none left before its end."""

STALL_MS: Final = 120_000
"""A broker that does not answer for so long does not answer."""


class TopicPlace(BaseModel):
    """How far a group had come in a topic.

    Attributes:
        topic_id: of the topic; None where the broker gives none.
        offsets: of the next message to read, by partition; 0 where nothing was acknowledged.
    """

    model_config = ConfigDict(frozen=True)

    topic_id: str | None
    offsets: dict[int, int]


class Places(BaseModel):
    """What a snapshot knows of Kafka.

    Attributes:
        token: of the run that took it.
        topics: by name.
    """

    model_config = ConfigDict(frozen=True)

    token: str
    topics: dict[str, TopicPlace]


class NoPlaces(UserError):  # noqa: N818 - says what is wrong
    """The snapshot does not say where in Kafka to go on."""


def read_places(settings: Settings, token: str) -> Places:
    """How far the index agent has come by now in the topics that it reads."""
    names = [settings.enriched_topic, settings.dead_letter_topic]
    ids, group = topic_ids(settings, names), settings.group("index")
    topics = {}
    for name in names:
        rows = lag(settings, group, name)
        topics[name] = TopicPlace(topic_id=ids.get(name), offsets={row.partition: row.committed or 0 for row in rows})
    return Places(token=token, topics=topics)


def note_places(client: Elasticsearch, indices: Indices, places: Places) -> None:
    """Writes them into the state index."""
    meta = state_meta(client, indices)
    client.indices.put_mapping(index=indices.state, meta=meta | {META: places.model_dump(mode="json")})


def noted_places(client: Elasticsearch, indices: Indices) -> Places:
    """Those in the state index.

    Raises:
        NoPlaces: there are none.
    """
    try:
        return Places.model_validate(state_meta(client, indices).get(META))
    except ValidationError:
        raise NoPlaces(
            f"{indices.state} does not say how far the index agent had come: the snapshot was not taken by "
            "`quotewire backup create`, or by another version of it"
        ) from None


def starts(place: TopicPlace, topic_id: str | None, rows: list[PartitionLag]) -> tuple[dict[int, int], bool]:
    """Where to go on in a topic.

    Args:
        place: of the snapshot.
        topic_id: of the topic as it is now.
        rows: its partitions as they are now.

    Returns:
        The offset of the next message by partition, and whether it is still the same topic; in another one all
        partitions begin anew, as do those that were added since.
    """
    same = place.topic_id is None or topic_id is None or place.topic_id == topic_id
    offsets = {row.partition: min(place.offsets.get(row.partition, 0), row.end) if same else 0 for row in rows}
    return offsets, same


def set_back(settings: Settings, group: str, topics: Mapping[str, Mapping[int, int]]) -> None:
    """Commits offsets for a group of which no member is there.

    Raises:
        KafkaUnavailable: the broker does not take them.
    """
    ids = topic_ids(settings, topics)
    wanted = {
        TopicPartition(topic, partition): OffsetAndMetadata(offset, note_of(ids.get(topic)), -1)
        for topic, offsets in topics.items()
        for partition, offset in offsets.items()
    }
    with admin_client(settings) as admin:
        answers: Mapping[Any, Any] = admin.alter_group_offsets(group, wanted)
    refused = [error for error in answers.values() if error.errno != 0]
    if refused:
        raise unavailable(settings, refused[0](f"offsets of group {group}"))


def gone_since(settings: Settings, topic: str, offsets: Mapping[int, int], ends: Mapping[int, int],
               progress: Callable[[int], None]) -> int:  # fmt: skip
    """How many messages from some offsets on a topic no longer has, because it was compacted.

    Only what a broker answers counts: one that does not answer for a while says nothing about its messages.

    Args:
        settings: where Kafka is.
        topic: that was compacted, or not.
        offsets: where to begin, by partition.
        ends: the offsets after the last messages, by partition.
        progress: told how many messages were found so far.

    Raises:
        KafkaUnavailable: a broker does not answer, or refuses.
    """
    found = 0
    with kafka_errors(settings), reader(settings) as consumer:
        for number, first in offsets.items():
            for count in _records(consumer, TopicPartition(topic, number), first, ends[number]):
                found += count
                progress(found)
    return sum(max(0, ends[number] - first) for number, first in offsets.items()) - found


def _records(consumer: KafkaConsumer, partition: TopicPartition, first: int, end: int) -> Iterator[int]:
    """How many records came at once, until the end; or until none come any more: compaction can remove the last too."""
    consumer.assign([partition])
    consumer.seek(partition, first)
    empty = 0
    while consumer.position(partition) < end and empty < EMPTY_ANSWERS:
        records = consumer.poll(timeout_ms=POLL_MS).get(partition, [])
        yield sum(record.offset < end for record in records)
        empty = 0 if records else empty + 1
        if empty:
            # A broker answers the requests of a connection one after the other: with this one the poll's are answered.
            consumer.end_offsets([partition], timeout_ms=STALL_MS)
