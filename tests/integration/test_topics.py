"""A topic that is deleted and made anew under its name: all of it is read, from its beginning."""

import asyncio
import json
import os
import signal
from typing import Any

import aiokafka
import pytest
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient
from kafka.structs import OffsetAndMetadata

from streams.committing import go_back_to_beginnings
from streams.kafka_admin import admin_client, lag, topic_ids
from streams.rebuild.following import Follower
from streams.setup import initialise
from streams.topic_identity import note_of
from tests.integration.conftest import ROOT, Pipeline
from tests.integration.invented import articles
from tests.integration.load import Unmoved
from tests.integration.processes import agent

OLD, NEW = 80, 300


def check_often(pipeline: Pipeline, seconds: float) -> None:
    """Has workers look at their topics every so many seconds."""
    pipeline.variables = {
        "PYTHONPATH": str(ROOT / "tests" / "faults" / "orders"),
        "QUOTEWIRE_FAULTS_CONSTANTS": json.dumps({"streams.apps.TOPIC_CHECK_SECONDS": seconds}),
    }


def make_anew(pipeline: Pipeline, topic: str) -> None:
    before = topic_ids(pipeline.settings, [topic])
    with admin_client(pipeline.settings) as admin:
        admin.delete_topics([topic])
    pipeline.wait(lambda: topic in "\n".join(initialise(pipeline.settings)), f"{topic} to be made anew")
    assert topic_ids(pipeline.settings, [topic]).keys() == before.keys()
    assert topic_ids(pipeline.settings, [topic]) != before


def offsets(admin: KafkaAdminClient, group: str, topic: str) -> dict[int, OffsetAndMetadata]:
    """What a group has committed, by partition."""
    found = admin.list_group_offsets(group)[group]
    return {partition.partition: committed for partition, committed in found.items() if partition.topic == topic}


def assert_all_there(pipeline: Pipeline, sent: list[str]) -> None:
    pipeline.await_searchable(sent)
    pipeline.await_no_lag()
    assert {doc["_id"] for doc in pipeline.documents("articles")} >= set(sent)
    assert pipeline.dead_letters() == []


def test_a_running_worker_whose_topic_is_gone_for_less_than_a_check(pipeline: Pipeline):
    check_often(pipeline, 5.0)
    settings, topic = pipeline.settings, pipeline.settings.raw_topic
    pipeline.start_worker()
    pipeline.await_searchable(pipeline.send(*articles(OLD, "old")))
    pipeline.await_no_lag()
    make_anew(pipeline, topic)
    sent = pipeline.send(*articles(NEW, "new"))
    assert_all_there(pipeline, sent)
    assert f"topics were deleted and made anew: {topic}" in pipeline.log()
    assert "the enrich agent ended with code 1; starting it again" in pipeline.log()
    assert "the index agent ended" not in pipeline.log()
    identity = topic_ids(settings, [topic])[topic]
    with admin_client(settings) as admin:
        committed = offsets(admin, settings.group("enrich"), topic)
    assert {found.metadata for found in committed.values()} == {note_of(identity)}
    assert sum(found.offset for found in committed.values()) == NEW


def test_a_worker_that_stands_still_while_its_topic_is_made_anew_and_filled(pipeline: Pipeline):
    """One of two: it goes on in the middle of the new topic, and commits there, before it notices."""
    check_often(pipeline, 5.0)
    topic = pipeline.settings.raw_topic
    worker, _ = pipeline.start_worker(), pipeline.start_worker()
    pipeline.wait(lambda: pipeline.members() == [2, 2], "both workers to be there")
    pipeline.await_searchable(pipeline.send(*articles(OLD, "old")))
    pipeline.await_no_lag()
    stopped = agent(worker.pid, "enrich")
    assert stopped is not None
    os.kill(stopped, signal.SIGSTOP)
    try:
        make_anew(pipeline, topic)
        sent = pipeline.send(*articles(NEW, "new"))
        restarted = "the enrich agent ended with code 1; starting it again"
        pipeline.wait(lambda: restarted in pipeline.log(), "the other worker to notice")
    finally:
        os.kill(stopped, signal.SIGCONT)
    assert_all_there(pipeline, sent)
    pipeline.wait(lambda: pipeline.log().count(restarted) == 2, "both workers to have noticed")


def committed_in_the_middle(pipeline: Pipeline, group: str, topic: str, metadata: str) -> list[str]:
    """Articles in a topic, and offsets of a group after about half of them; their article_ids."""
    with pipeline.producer() as producer:
        for article in (sent := articles(40, "mid")):
            producer.send(topic, key=article["id"].encode(), value=json.dumps(article).encode())
        producer.flush()
    lag(pipeline.settings, group, topic)  # waits until the group has a coordinator
    with admin_client(pipeline.settings) as admin:
        partitions = [TopicPartition(topic, number) for number in range(pipeline.settings.partitions)]
        answers = admin.alter_group_offsets(
            group, {partition: OffsetAndMetadata(5, metadata, -1) for partition in partitions}
        )
    assert {error.errno for error in answers.values()} == {0}
    return [article["id"] for article in sent]


def test_offsets_of_another_topic_are_none(pipeline: Pipeline):
    settings, topic = pipeline.settings, pipeline.settings.raw_topic
    group = settings.group("enrich")
    other = note_of("3f2c0a52-7d0e-4a2f-9c0b-1f6f0a8f4d11")
    sent = committed_in_the_middle(pipeline, group, topic, other)
    rows = lag(settings, group, topic)
    assert sum(row.lag for row in rows) == len(sent) and {row.committed for row in rows} == {None}
    pipeline.start_worker()
    assert_all_there(pipeline, sent)
    assert "offsets of another topic of the same name, not used" in pipeline.log()
    assert "starting it again" not in pipeline.log()


def test_offsets_without_an_id_are_those_of_an_earlier_version(pipeline: Pipeline):
    settings, topic = pipeline.settings, pipeline.settings.raw_topic
    sent = committed_in_the_middle(pipeline, settings.group("enrich"), topic, "")
    rows = lag(settings, settings.group("enrich"), topic)
    left = sum(row.lag for row in rows)
    assert {row.committed for row in rows} == {5} and 0 < left < len(sent)
    pipeline.start_worker()
    pipeline.await_no_lag()
    unmoved = Unmoved(pipeline.count)
    pipeline.wait(lambda: unmoved.seconds() > 2, "nothing more to come")
    assert pipeline.count() == left


def test_a_reindex_does_not_go_on_in_another_topic(pipeline: Pipeline):
    settings, topic, group = pipeline.settings, pipeline.settings.enriched_topic, "any"
    sent = committed_in_the_middle(pipeline, group, topic, note_of("3f2c0a52-7d0e-4a2f-9c0b-1f6f0a8f4d11"))

    async def run() -> int:
        unused: Any = None
        follower = Follower(settings, group, unused)
        await follower.start()
        try:
            await follower.assert_same_topic()
            return await follower.behind(await follower.ends())
        finally:
            await follower.stop()

    assert asyncio.run(run()) == len(sent)


def test_what_was_dropped_comes_again_where_nothing_was_committed(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch):
    """In a rebalance Faust drops what it is handed, and seeks to what was committed, or to the beginning."""
    settings, topic = pipeline.settings, pipeline.settings.raw_topic
    pipeline.send(*articles(40, "dropped"), key="one partition")

    async def run() -> list[list[int]]:
        go_back_to_beginnings()
        consumer = aiokafka.AIOKafkaConsumer(
            bootstrap_servers=settings.kafka_brokers,
            group_id="any",
            enable_auto_commit=False,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        try:
            consumer.subscribe([topic])
            read = []
            for _ in range(2):
                offsets: list[int] = []
                while len(offsets) < 10:
                    found = await consumer.getmany(timeout_ms=1000, max_records=10)
                    offsets += [record.offset for records in found.values() for record in records]
                read.append(offsets)
                assert set((await consumer.seek_to_committed()).values()) == {None}
            return read
        finally:
            await consumer.stop()

    monkeypatch.setattr(aiokafka, "AIOKafkaConsumer", aiokafka.AIOKafkaConsumer)  # put back at the end
    assert asyncio.run(run()) == [list(range(10)), list(range(10))]
