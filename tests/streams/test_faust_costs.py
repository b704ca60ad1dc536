"""Messages are handed on without tasks where nothing has to be waited for, and as before where something has."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from faust.transport.drivers import aiokafka as driver
from mode import Service

from streams.faust_costs import LOOK_SECONDS, Consumer, HandsOnAtOnce, ReadsOnAtOnce


class Handing(HandsOnAtOnce, Service):
    """What Faust's consumer is, as far as its waiting goes."""


def in_loop(test: Callable[[Handing], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        await test(Handing())

    asyncio.run(run())


async def handed(to: list[str], what: str, after: "asyncio.Event | None" = None) -> str:
    to.append(f"{what} begins")
    if after is not None:
        await after.wait()
    to.append(what)
    return what


def test_what_need_not_wait_is_done_without_a_task() -> None:
    async def test(service: Handing) -> None:
        done: list[str] = []
        never = asyncio.Event()
        message = handed(done, "message")
        others = asyncio.all_tasks()
        results = await service.wait_first(message, never.wait())
        assert done == ["message begins", "message"]
        assert (results.done, results.results, results.stopped) == ([message], ["message"], False)
        assert asyncio.all_tasks() == others

    in_loop(test)


def test_what_has_to_wait_goes_on_where_it_was() -> None:
    async def test(service: Handing) -> None:
        done: list[str] = []
        room, never = asyncio.Event(), asyncio.Event()
        waiting = asyncio.create_task(service.wait_first(handed(done, "message", room), never.wait()))
        await asyncio.sleep(0.01)
        assert done == ["message begins"]
        room.set()
        results = await waiting
        assert done == ["message begins", "message"]
        assert results.results == ["message"]

    in_loop(test)


def test_several_waits_and_pauses_are_passed_on() -> None:
    async def test(service: Handing) -> None:
        async def message() -> int:
            await asyncio.sleep(0)
            found = await asyncio.get_running_loop().run_in_executor(None, int, "7")
            await asyncio.sleep(0.001)
            return found

        assert (await service.wait_first(message(), asyncio.Event().wait())).results == [7]

    in_loop(test)


def test_a_rebalance_ends_the_waiting_and_the_message_is_cancelled() -> None:
    async def test(service: Handing) -> None:
        cancelled = []
        room, rebalance = asyncio.Event(), asyncio.Event()

        async def message() -> None:
            try:
                await room.wait()
            except asyncio.CancelledError:
                cancelled.append(True)
                raise

        waiting = asyncio.create_task(service.wait_first(message(), rebalance.wait()))
        await asyncio.sleep(0.01)
        rebalance.set()
        assert (await waiting).results == [True]
        await asyncio.sleep(0)
        assert cancelled == [True]

    in_loop(test)


@pytest.mark.parametrize("waits", [False, True])
def test_an_exception_is_the_callers(waits: bool) -> None:
    async def test(service: Handing) -> None:
        async def message() -> None:
            if waits:
                await asyncio.sleep(0)
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            await service.wait_first(message(), asyncio.Event().wait())

    in_loop(test)


def test_a_stop_is_told_though_the_message_is_handed_on() -> None:
    async def test(service: Handing) -> None:
        done: list[str] = []
        service._stopped.set()
        results = await service.wait_first(handed(done, "message"), asyncio.Event().wait())
        assert done == ["message begins", "message"]
        assert results.stopped

    in_loop(test)


class Faust(Service):
    """Of Faust's consumer what is asked about partitions whose buffers are full."""

    def __init__(self, active: set[str], buffered: set[str]) -> None:
        self.active, self._buffered_partitions = active, buffered
        self.flow_active = True
        self.asked: list[float] = []
        self.records = {"one": ["message"]}
        super().__init__()

    def _get_active_partitions(self) -> set[str]:
        return self.active

    def on_buffer_drop(self, partition: str) -> None:
        self._buffered_partitions.discard(partition)
        self.active.add(partition)

    async def _wait_next_records(self, timeout: float) -> tuple[dict[str, list[str]], set[str]]:
        self.asked.append(timeout)
        return self.records, self.active


class Reading(ReadsOnAtOnce, Faust):
    pass


FOREVER = 10_000.0


def test_reading_goes_on_when_a_buffer_has_room() -> None:
    async def run() -> None:
        consumer = Reading(set(), {"one", "two"})
        reading = asyncio.create_task(consumer._wait_next_records(FOREVER))
        await asyncio.sleep(0.01)
        assert not reading.done() and consumer.asked == []
        consumer.on_buffer_drop("two")
        records, active = await asyncio.wait_for(reading, 10)
        assert records == {"one": ["message"]} and active == {"two"}
        assert consumer.asked == [LOOK_SECONDS], "the other one may soon have room too"

    asyncio.run(run())


def test_nothing_is_read_while_all_buffers_are_full() -> None:
    async def run() -> None:
        consumer = Reading(set(), {"one"})
        assert await consumer._wait_next_records(0.01) == ({}, set())
        assert consumer.asked == []
        consumer.on_buffer_drop("one")
        consumer.active.clear()  # it is full again at once
        consumer._buffered_partitions.add("one")
        assert await consumer._wait_next_records(0.01) == ({}, set()), "room that there was before is none"

    asyncio.run(run())


def test_a_stop_does_not_wait_for_room() -> None:
    async def run() -> None:
        consumer = Reading(set(), {"one"})
        reading = asyncio.create_task(consumer._wait_next_records(FOREVER))
        await asyncio.sleep(0.01)
        consumer._stopped.set()
        assert await asyncio.wait_for(reading, 10) == ({}, set())

    asyncio.run(run())


def test_what_is_looked_for_in_vain_is_looked_for_less_often() -> None:
    async def run() -> None:
        consumer = Reading({"one"}, {"two"})
        consumer.records = {}
        for _ in range(7):
            await consumer._wait_next_records(1.0)
        assert consumer.asked == [LOOK_SECONDS * 2**number for number in range(5)] + [1.0, 1.0]
        consumer.on_buffer_drop("three")
        await consumer._wait_next_records(1.0)
        consumer.records = {"one": ["message"]}
        await consumer._wait_next_records(1.0)
        await consumer._wait_next_records(1.0)
        assert consumer.asked[7:] == [LOOK_SECONDS, LOOK_SECONDS * 2, LOOK_SECONDS]

    asyncio.run(run())


def test_fausts_consumer_asks_this_one() -> None:
    """Names of Faust's own that are not public."""
    consumer = Consumer.__mro__
    assert consumer.index(ReadsOnAtOnce) < consumer.index(driver.Consumer)
    for name in ("_wait_next_records", "on_buffer_drop", "_get_active_partitions"):
        assert callable(getattr(driver.Consumer, name))
    assert "_wait_next_records" in driver.Consumer.getmany.__code__.co_names
    asks = driver.Consumer.on_buffer_full.__code__.co_names
    assert {"_buffered_partitions", "_get_active_partitions"} <= set(asks)


@pytest.mark.parametrize(
    ("active", "buffered", "flows", "timeout"),
    [({"one"}, {"two"}, True, LOOK_SECONDS), ({"one"}, set(), True, 1.0), (set(), set(), True, 1.0),
     (set(), {"one"}, False, 1.0)],
)  # fmt: skip
def test_otherwise_it_waits_as_faust_does(active: set, buffered: set, flows: bool, timeout: float) -> None:
    async def run() -> None:
        consumer = Reading(active, buffered)
        consumer.flow_active = flows
        await consumer._wait_next_records(1.0)
        assert consumer.asked == [timeout]

    asyncio.run(run())
