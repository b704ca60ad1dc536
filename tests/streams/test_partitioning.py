"""An article's partition is the one that Kafka's own client, kafka-python and aiokafka give its key."""

import random

import pytest
from aiokafka.partitioner import murmur2 as by_aiokafka
from kafka.cluster import ClusterMetadata
from kafka.partitioner.default import DefaultPartitioner
from kafka.partitioner.default import murmur2 as by_kafka_python

from streams.partitioning import KeyPartitioner, murmur2


# Hashes that Kafka's own tests of its Java client hold it to, as the signed numbers of Java.
@pytest.mark.parametrize(
    ("key", "hashed"),
    [(b"21", -973932308), (b"foobar", -790332482), (b"a-little-bit-long-string", -985981536),
     (b"a-little-bit-longer-string", -1486304829), (b"abc", 479470107)],
)  # fmt: skip
def test_javas_client_gives_the_same_hash(key, hashed):
    assert murmur2(key) == hashed & 0xFFFFFFFF


@pytest.mark.parametrize("length", range(70))
def test_other_clients_give_the_same_hash(length):
    for number in range(20):
        key = random.Random(f"{length} {number}").randbytes(length)
        assert murmur2(key) == by_kafka_python(key) == by_aiokafka(key)


@pytest.mark.parametrize("partitions", [1, 3, 8, 240])
def test_the_partition_is_kafka_pythons(partitions, monkeypatch):
    cluster = ClusterMetadata()
    known = set(range(partitions))
    monkeypatch.setattr(cluster, "topics", lambda: {"news.raw"})
    monkeypatch.setattr(cluster, "partitions_for_topic", lambda _: known)
    monkeypatch.setattr(cluster, "available_partitions_for_topic", lambda _: known)
    keys = [f"agency:{number}".encode() for number in range(5000)]
    ours, theirs = KeyPartitioner(), DefaultPartitioner()
    given = [ours.partition("news.raw", key, key, b"", b"", cluster) for key in keys]
    assert given == [theirs.partition("news.raw", key, key, b"", b"", cluster) for key in keys]
    assert set(given) == known
