"""Where the index agent goes on after a restore."""

import pytest

from streams.backup.places import TopicPlace, starts
from streams.kafka_admin import PartitionLag

SNAPSHOT = TopicPlace(topic_id="one", offsets={0: 40, 1: 7, 2: 0})


def rows(*ends: int) -> list[PartitionLag]:
    return [PartitionLag("news.enriched", number, None, end, end) for number, end in enumerate(ends)]


@pytest.mark.parametrize(
    ("topic_id", "ends", "offsets", "same"),
    [
        ("one", (90, 7, 3), {0: 40, 1: 7, 2: 0}, True),
        ("one", (90, 7, 3, 12), {0: 40, 1: 7, 2: 0, 3: 0}, True),  # a partition was added
        ("one", (30, 7, 3), {0: 30, 1: 7, 2: 0}, True),  # Kafka has lost some
        ("two", (90, 7, 3), {0: 0, 1: 0, 2: 0}, False),  # made anew
        (None, (90, 7, 3), {0: 40, 1: 7, 2: 0}, True),  # a broker that gives no ids
    ],
)
def test_it_goes_on_where_the_snapshot_ends_unless_the_topic_is_another(topic_id, ends, offsets, same):
    assert starts(SNAPSHOT, topic_id, rows(*ends)) == (offsets, same)


def test_places_are_the_same_after_they_were_noted():
    assert TopicPlace.model_validate(SNAPSHOT.model_dump(mode="json")) == SNAPSHOT
