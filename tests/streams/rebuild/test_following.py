"""Reading the topic into the next generation: nothing is passed over, and nothing is counted twice."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition

from streams.messages import Rejected
from streams.rebuild.following import HOLLOW_STEPS, Follower, Refusals
from streams.settings import Settings
from tests.streams.articles import message

PARTITION = TopicPartition("news.enriched", 0)


class Broker:
    """Stands for the consumer of one partition, whose broker can go away, which a shared one cannot be told to do."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.at = 0
        self.committed = 0
        self.away = False
        self.answered: int | None = None

    async def getmany(self, timeout_ms: int, max_records: int) -> dict[TopicPartition, list[Any]]:
        await asyncio.sleep(0.002)
        if self.away:
            return {}
        self.answered = int(time.time() * 1000)
        offsets = range(self.at, min(self.end, self.at + max_records))
        self.at += len(offsets)
        records = [
            SimpleNamespace(
                topic=PARTITION.topic, partition=0, offset=offset, timestamp=1, key=b"a", value=b"", headers=()
            )
            for offset in offsets
        ]
        return {PARTITION: records} if records else {}

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        self.committed = offsets[PARTITION]

    async def position(self, _partition: TopicPartition) -> int:
        return self.at

    def assignment(self) -> set[TopicPartition]:
        return {PARTITION}

    def seek(self, _partition: TopicPartition, offset: int) -> None:
        self.at = offset

    def highwater(self, _partition: TopicPartition) -> int | None:
        return 10

    def last_poll_timestamp(self, _partition: TopicPartition) -> int | None:
        return self.answered


class Agent:
    """Notes the offsets of what it is given; waits without end, or fails, where it is told to."""

    def __init__(self) -> None:
        self.offsets: list[int] = []
        self.waits = False
        self.error: Exception | None = None

    async def __call__(self, messages, _turn) -> None:
        if self.waits:
            await asyncio.Event().wait()
        if self.error is not None:
            raise self.error
        self.offsets += [message.place.offset for message in messages]


def with_follower(broker: Broker, agent: Agent, test: Callable[[Follower], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        settings = Settings(_env_file=None, index_batch=4, index_batches_in_flight=1)
        follower = Follower(settings, "group", agent)
        real, follower._consumer = follower._consumer, broker
        await real.stop()
        await test(follower)

    asyncio.run(run())


def test_what_a_cancelled_step_has_read_is_read_again() -> None:
    broker, agent = Broker(end=10), Agent()

    async def test(follower: Follower) -> None:
        assert await follower.step() == 4
        agent.waits = True
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await follower.step()
        assert (broker.committed, await follower.behind({PARTITION: 10})) == (4, 6)
        agent.waits = False
        while await follower.behind({PARTITION: 10}):
            await follower.step()
        assert agent.offsets == list(range(10))
        assert (broker.committed, follower.done) == (10, 10)

    with_follower(broker, agent, test)


def test_what_a_failed_step_has_read_is_read_again() -> None:
    broker, agent = Broker(end=3), Agent()

    async def test(follower: Follower) -> None:
        agent.error = ValueError("a defect")
        with pytest.raises(ValueError, match="a defect"):
            await follower.step()
        agent.error = None
        assert await follower.step() == 3

    with_follower(broker, agent, test)


def test_a_broker_that_is_away_is_not_taken_for_the_end_of_the_topic() -> None:
    broker, agent = Broker(end=7), Agent()

    async def test(follower: Follower) -> None:
        ends = {PARTITION: 10}  # offsets 7 to 9 were compacted away
        await follower.step()
        broker.away = True
        for _ in range(HOLLOW_STEPS + 2):
            assert await follower.behind(ends) == 6
            assert await follower.step() == 0
        broker.away = False
        assert await follower.step() == 3
        for _ in range(HOLLOW_STEPS + 2):
            await follower.behind(ends)
            await follower.step()
        assert await follower.behind(ends) == 0
        assert agent.offsets == list(range(7))

    with_follower(broker, agent, test)


def test_each_article_that_is_not_taken_is_counted_once_and_each_time_logged(caplog) -> None:
    refusals = Refusals()
    from_the_topic = Rejected("index", "document_parsing_exception", "no number", "one")
    asyncio.run(refusals.write([(message(b"{", 3, key=b"one"), from_the_topic)]))
    refusals.note("one", from_the_topic)  # and to be carried over
    refusals.note("two", Rejected("index", "invalid-stored-article", "`version`: is missing", "two"))
    assert refusals.counts == {"document_parsing_exception": 1, "invalid-stored-article": 1}
    assert caplog.messages[-1] == (
        "not taken into the next generation: 'two': `version`: is missing (invalid-stored-article)"
    )
    assert [(record.article_id, getattr(record, "offset", None)) for record in caplog.records] == [
        ("one", 3),
        ("one", None),
        ("two", None),
    ]


def test_messages_without_a_usable_key_are_different_ones() -> None:
    refusals = Refusals()
    rejected = Rejected("index", "invalid-key", "a deletion needs a key")
    asyncio.run(refusals.write([(message(None, offset, key=b"\xff"), rejected) for offset in (1, 2, 2)]))
    assert refusals.counts == {"invalid-key": 2}
