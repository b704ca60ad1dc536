"""What is read ahead is bounded in messages and in bytes, and nothing of it is left out or changes its order."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.consumer.subscription_state import SubscriptionState
from aiokafka.structs import TopicPartition
from hypothesis import given, settings
from hypothesis import strategies as st
from mode.utils.queues import FlowControlEvent

from streams.read_ahead import HANDED_ON_BYTES, Buffer, FetchResult

PLACE = TopicPartition("news.raw", 0)


class Records:
    """Stands in for what a broker has sent of a partition."""

    def __init__(self, sizes: list[int]) -> None:
        self._rest = iter([record(offset, size) for offset, size in enumerate(sizes)])
        self.next_fetch_offset = 0

    def __iter__(self) -> "Records":
        return self

    def __next__(self) -> Any:
        given = next(self._rest)
        self.next_fetch_offset = given.offset + 1
        return given


NOISE = bytes(2 * HANDED_ON_BYTES)
VALUES = {size: NOISE[:size] for size in (0, 300, HANDED_ON_BYTES // 3, HANDED_ON_BYTES, 2 * HANDED_ON_BYTES)}


def record(offset: int, size: int) -> Any:
    return SimpleNamespace(offset=offset, key=None, value=VALUES[size], headers=())


def fetched(sizes: list[int]) -> FetchResult:
    """A result of a partition that is assigned and read from its beginning."""
    subscriptions = SubscriptionState()
    subscriptions.subscribe({PLACE.topic})
    subscriptions.assign_from_subscribed([PLACE])
    assignment = subscriptions.subscription.assignment
    assignment.state_value(PLACE).reset_to(0)
    return FetchResult(PLACE, partition_records=Records(sizes), assignment=assignment, backoff=0)


async def parts_of(sizes: list[int], most: int | None) -> list[list[Any]]:
    result = fetched(sizes)
    parts = []
    while result.has_more():
        parts.append(result.getall(most))
    return parts


@settings(deadline=None)
@given(st.lists(st.sampled_from(list(VALUES)), max_size=12), st.none() | st.integers(1, 5))
def test_records_are_handed_on_in_order_and_in_bounded_parts(sizes: list[int], most: int | None) -> None:
    parts = asyncio.run(parts_of(sizes, most))
    assert [one.offset for part in parts for one in part] == list(range(len(sizes)))
    for part in parts:
        assert most is None or len(part) <= most
        assert sum(len(one.value) for one in part[:-1]) < HANDED_ON_BYTES
    if most is None:  # and no part is smaller than it has to be
        assert all(sum(len(one.value) for one in part) >= HANDED_ON_BYTES for part in parts[:-1])


def event(size: int, number: int = 0, **headers: bytes) -> Any:
    return SimpleNamespace(number=number, message=SimpleNamespace(key=b"k", value=b"x" * size, headers=headers))


def buffer(most: int, size: int) -> Buffer:
    control = FlowControlEvent()
    control.resume()
    return Buffer(most, size, flow_control=control, clear_on_resume=True)


@pytest.mark.parametrize(("sizes", "let_in"), [([49, 49, 49], 2), ([99, 1], 1), ([500, 1], 1), ([0] * 9, 4)])
def test_a_buffer_is_full_at_its_bytes_or_its_events(sizes: list[int], let_in: int) -> None:
    async def run() -> None:
        held = buffer(4, 100)
        for size in sizes[:let_in]:
            assert not held.full()
            held.put_nowait(event(size))
        assert held.full()

    asyncio.run(run())


def test_headers_count_too() -> None:
    async def run() -> None:
        held = buffer(4, 100)
        held.put_nowait(event(1, large=b"x" * 100))
        assert held.full()

    asyncio.run(run())


def test_who_waits_at_a_full_buffer_is_let_in_in_order() -> None:
    async def run() -> None:
        held = buffer(100, 100)
        putting = [asyncio.create_task(held.put(event(60, number))) for number in range(5)]
        await asyncio.sleep(0)
        assert held.qsize() == 2 and held.size_in_bytes == 122
        given = []
        for _ in range(5):
            given.append((await held.get()).number)
            await asyncio.sleep(0)
            assert held.qsize() <= 2
        assert given == [0, 1, 2, 3, 4]
        assert held.size_in_bytes == 0
        await asyncio.gather(*putting)

    asyncio.run(run())


def test_a_buffer_that_is_cleared_is_empty_in_bytes_too() -> None:
    async def run() -> None:
        held = buffer(100, 100)
        held.put_nowait(event(500))
        held.clear()
        assert not held.full() and held.size_in_bytes == 0

    asyncio.run(run())


def test_a_buffer_without_a_bound_is_never_full() -> None:
    async def run() -> None:
        held = buffer(0, 100)
        for _ in range(50):
            held.put_nowait(event(500))
        assert not held.full()

    asyncio.run(run())


def test_what_is_no_event_of_a_message_has_no_size() -> None:
    async def run() -> None:
        held = buffer(10, 100)
        held.put_nowait(None)
        assert held.size_in_bytes == 0 and await held.get() is None

    asyncio.run(run())
