"""A consumer that cannot come back into its group by itself is told from one that can, and its worker starts anew.

Real consumers of aiokafka in a real group: what is looked at is private to it, and another version may differ.
"""

import asyncio
import json
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from streams.kafka_admin import admin_client
from streams.membership import note_alive, why_out_for_good
from tests.integration.conftest import PATIENCE_SECONDS, ROOT, Pipeline, new_pipeline
from tests.integration.forwarder import Forwarder
from tests.integration.invented import articles
from tests.integration.load import Unmoved

POLL_SECONDS = 2.0
LONGEST_SECONDS = 6.0
"""Between polls of a worker; it says every second that it lives."""

LEFT = "no message was taken for so long that the consumer has left its group"


class Slow(ConsumerRebalanceListener):
    """Takes longer than the longest time between polls to give its partitions away."""

    async def on_partitions_revoked(self, revoked: Any) -> None:
        if revoked:
            await asyncio.sleep(POLL_SECONDS + 1)

    def on_partitions_assigned(self, assigned: Any) -> None:
        pass


class Defective(RoundRobinPartitionAssignor):
    @classmethod
    def on_assignment(cls, assignment: Any) -> None:
        raise RuntimeError("a defect")


@pytest.fixture(scope="module")
def topics(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline without a worker."""
    made = new_pipeline(endpoints, tmp_path_factory.mktemp("topics"))
    try:
        yield made
    finally:
        made.end()


@asynccontextmanager
async def member(pipeline: Pipeline, group: str, assignor: Any = RoundRobinPartitionAssignor) -> AsyncIterator[Any]:
    """A consumer of the raw topic in a group, which it begins to join."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=pipeline.settings.kafka_brokers,
        group_id=group,
        enable_auto_commit=False,
        session_timeout_ms=6000,
        heartbeat_interval_ms=300,
        max_poll_interval_ms=int(POLL_SECONDS * 1000),
        partition_assignment_strategy=[assignor],
    )
    await consumer.start()
    consumer.subscribe([pipeline.settings.raw_topic], listener=Slow())
    try:
        yield consumer
    finally:
        await consumer.stop()


async def until(condition: Callable[[], Any], consumer: Any = None) -> None:
    """Waits, and asks a consumer for messages meanwhile."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        if consumer is not None:
            await consumer.getmany(timeout_ms=100)
        await asyncio.sleep(0.05)


def test_one_that_is_asked_for_messages_stays(topics: Pipeline):
    async def run() -> None:
        async with member(topics, f"g{uuid.uuid4().hex}") as asked:
            reasons = set()
            begun = time.monotonic()
            while time.monotonic() - begun < 2 * POLL_SECONDS or not asked.assignment():
                await asked.getmany(timeout_ms=100)
                reasons.add(why_out_for_good(asked))
            assert reasons == {None}
        assert why_out_for_good(asked) is None  # it has stopped

    asyncio.run(run())


def test_one_that_is_said_to_be_alive_stays_without_being_asked(topics: Pipeline):
    async def run() -> None:
        async with member(topics, f"g{uuid.uuid4().hex}") as waiting:
            await until(waiting.assignment, waiting)
            name, generation = waiting._coordinator.member_id, waiting._coordinator.generation
            begun = time.monotonic()
            while time.monotonic() - begun < 3 * POLL_SECONDS:
                note_alive(waiting)
                await asyncio.sleep(POLL_SECONDS / 10)
                assert why_out_for_good(waiting) is None
            assert (waiting._coordinator.member_id, waiting._coordinator.generation) == (name, generation)

    asyncio.run(run())


def test_one_that_was_not_asked_for_messages_has_left_until_it_is(topics: Pipeline):
    async def run() -> None:
        async with member(topics, f"g{uuid.uuid4().hex}") as idle:
            await until(idle.assignment, idle)
            assert why_out_for_good(idle) is None
            await until(lambda: not idle._coordinator.member_id)
            await until(lambda: why_out_for_good(idle) == LEFT)
            await asyncio.sleep(2 * POLL_SECONDS)
            assert why_out_for_good(idle) == LEFT  # not by itself
            await until(lambda: why_out_for_good(idle) is None and idle._coordinator.member_id, idle)

    asyncio.run(run())


def test_one_whose_time_ran_out_in_a_rebalance_has_a_name_and_is_out_all_the_same(topics: Pipeline):
    async def run() -> None:
        group = f"g{uuid.uuid4().hex}"
        async with member(topics, group) as first:
            await until(first.assignment, first)
            async with member(topics, group) as second:  # for which the first gives its partitions away, slowly
                await until(lambda: first._subscription.reassignment_in_progress)
                first._coordinator._heartbeat_task.cancel()  # as if its broker did not answer: it would leave the group
                await until(lambda: why_out_for_good(first) == LEFT)
                assert first._coordinator.member_id
                await until(second.assignment, second)
                await until(lambda: why_out_for_good(first) is None, first)

    asyncio.run(run())


def test_one_that_the_group_does_not_take_for_its_kind(topics: Pipeline):
    async def run() -> None:
        group = f"g{uuid.uuid4().hex}"
        async with member(topics, group) as first:
            await until(first.assignment, first)
            async with member(topics, group, RangePartitionAssignor) as other:
                await until(lambda: why_out_for_good(other), first)
                assert "InconsistentGroupProtocol" in (why_out_for_good(other) or "")

    asyncio.run(run())


def test_one_whose_coordination_has_ended(topics: Pipeline):
    async def run() -> None:
        async with member(topics, f"g{uuid.uuid4().hex}", Defective) as broken:
            await until(lambda: why_out_for_good(broken))
            assert why_out_for_good(broken) == "the coordination with the consumer group has ended"
            broken._coordinator._coordination_task.exception()  # which stopping it would raise
            broken._coordinator._coordination_task = asyncio.ensure_future(asyncio.sleep(0))

    asyncio.run(run())


def test_a_worker_that_waits_longer_than_the_longest_time_between_polls(endpoints: dict[str, str], tmp_path: Path):
    """Behind an outage nobody asks for messages; it would leave its group, and could not come back by itself.

    Faust goes on asking for messages of any partition with room in its buffer, and dead letters always have some. It
    stops only when a message comes for which there is no room: a buffer counts as full for a partition when a message
    of that partition finds it at four fifths. One of 8 is full before the third of four partitions is closed, however
    slowly the articles come.
    """
    door = Forwarder(endpoints["elasticsearch_url"])
    pipeline = new_pipeline(endpoints | {"elasticsearch_url": door.url}, tmp_path, index_batch=4)
    pipeline.variables = {
        "PYTHONPATH": str(ROOT / "tests" / "faults" / "orders"),
        "QUOTEWIRE_FAULTS_CONSTANTS": json.dumps(
            {"streams.apps.NEVER_SECONDS": LONGEST_SECONDS, "streams.apps.MEMBERSHIP_CHECK_SECONDS": 1.0}
        ),
    }
    many = articles(120)
    try:
        pipeline.start_worker("--agents", "index")
        pipeline.start_worker("--agents", "enrich")
        first = pipeline.send(*many[:20])
        pipeline.await_searchable(first)
        with door.shut():
            sent = pipeline.send(*many)
            pipeline.wait(lambda: pipeline.lag_of("enrich") == 0, "all to be enriched")
            unmoved = Unmoved(lambda: pipeline.metric("quotewire_messages_total", 0, agent="index"))
            pipeline.wait(lambda: unmoved.seconds() > 2 * LONGEST_SECONDS, "nothing to be taken for long enough")
            assert pipeline.members() == [1, 1]
        pipeline.await_searchable(sent)
        pipeline.await_no_lag()
        assert Counter(doc["_id"] for doc in pipeline.documents("articles")) == Counter(sent)
        assert pipeline.dead_letters() == []
        assert "LeaveGroup" not in pipeline.log() and "starting it again" not in pipeline.log()
    finally:
        pipeline.end()
        door.close()


def test_an_agent_that_must_start_anew_does_not_wait_for_long_until_it_has_stopped(pipeline: Pipeline):
    """Where a broker is away, stopping in order would wait for it; here it may take no time at all."""
    pipeline.variables = {
        "PYTHONPATH": str(ROOT / "tests" / "faults" / "orders"),
        "QUOTEWIRE_FAULTS_CONSTANTS": json.dumps(
            {"streams.apps.TOPIC_CHECK_SECONDS": 0.5, "streams.worker.AGENT_STOP_SECONDS": 0.0}
        ),
    }
    pipeline.start_worker("--agents", "index")
    pipeline.wait(lambda: "the index agent is ready" in pipeline.log(), "the agent to be ready")
    with admin_client(pipeline.settings) as admin:
        admin.delete_topics([pipeline.settings.enriched_topic])
    pipeline.wait(lambda: "the index agent ended with code 1" in pipeline.log(), "the agent to end")
    assert "topics are missing" in pipeline.log() and "Reraising" not in pipeline.log()
