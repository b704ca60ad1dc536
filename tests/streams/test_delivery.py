"""The order of delivery: what is acknowledged when, how much is in flight, what a failure leaves.

The stream here is none of Faust's: only the logic is shown. That nothing is lost is shown on a real broker, in
tests/integration.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from streams.delivery import Delivery, Turn, message_of
from streams.messages import Message


class FakeStream:
    """Gives batches of events when told to, and remembers acknowledgements."""

    def __init__(self) -> None:
        self.batches: asyncio.Queue[list[Any] | None] = asyncio.Queue()
        self.acknowledged: list[int] = []
        self.crashes: list[BaseException] = []
        self.taken = 0
        self.app = SimpleNamespace(crash=self._crash)
        self._offset = 0

    async def noack_take(self, batch: int, within: float) -> Any:
        while (events := await self.batches.get()) is not None:
            self.taken += 1
            yield events

    async def ack(self, event: Any) -> None:
        self.acknowledged.append(event.message.offset)

    async def _crash(self, error: BaseException) -> None:
        self.crashes.append(error)

    def put(self, count: int = 2, size: int = 10) -> list[int]:
        """Gives a batch; returns its offsets."""
        offsets = list(range(self._offset, self._offset + count))
        self._offset += count
        self.batches.put_nowait([event(offset, value=b"x" * size) for offset in offsets])
        return offsets


def event(offset: int = 0, **fields: Any) -> Any:
    base = {"key": None, "value": b"x", "topic": "news.raw", "partition": 0, "timestamp": 1.5, "headers": None}
    return SimpleNamespace(message=SimpleNamespace(offset=offset, **base | fields))


class Worker:
    """Work whose batches end when a test says so."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.cancelled: list[int] = []
        self.turns: dict[int, Turn] = {}
        self._ends: dict[int, asyncio.Future[None]] = {}

    async def __call__(self, messages: Sequence[Message], turn: Turn) -> None:
        first = messages[0].place.offset
        self.begun.append(first)
        self.turns[first] = turn
        try:
            await self._end(first)
        except asyncio.CancelledError:
            self.cancelled.append(first)
            raise
        self.ended.append(first)

    def end(self, first: int, error: Exception | None = None) -> None:
        if error:
            self._end(first).set_exception(error)
        else:
            self._end(first).set_result(None)

    def _end(self, first: int) -> "asyncio.Future[None]":
        return self._ends.setdefault(first, asyncio.get_running_loop().create_future())


async def settle() -> None:
    """Lets everything run that can run."""
    for _ in range(50):
        await asyncio.sleep(0)


Scene = Callable[[FakeStream, Worker], Awaitable[None]]


def play(
    scene: Scene, *, batches: int = 3, size: int = 1000, batch_bytes: int = 1_000_000, waiting: int = 0
) -> tuple[FakeStream, Worker]:
    """Runs a scene while the delivery runs; ends the delivery as a stop does."""

    async def run() -> tuple[FakeStream, Worker]:
        stream, worker = FakeStream(), Worker()
        delivery = Delivery(
            batch=10,
            batch_bytes=batch_bytes,
            within=0.1,
            batches_in_flight=batches,
            bytes_in_flight=size,
            batches_waiting=waiting,
        )
        running = asyncio.create_task(delivery.run(stream, worker))
        try:
            await asyncio.wait_for(scene(stream, worker), 20)
        finally:
            running.cancel()
            await asyncio.wait([running])
            await settle()
        return stream, worker

    return asyncio.run(run())


def test_a_batch_is_acknowledged_after_its_work_and_not_before() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        offsets = stream.put(3)
        await settle()
        assert worker.begun == [0]
        assert stream.acknowledged == []
        worker.end(0)
        await settle()
        assert stream.acknowledged == offsets

    play(scene)


def test_the_last_batch_is_acknowledged_without_another_behind_it() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for first in (0, 2):
            stream.put()
            await settle()
            worker.end(first)
            await settle()
        assert stream.acknowledged == [0, 1, 2, 3]

    play(scene)


def test_a_later_batch_that_ends_first_waits_for_the_earlier_one() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(3):
            stream.put()
        await settle()
        worker.end(4)
        worker.end(2)
        await settle()
        assert sorted(worker.ended) == [2, 4]
        assert stream.acknowledged == []
        worker.end(0)
        await settle()
        assert stream.acknowledged == [0, 1, 2, 3, 4, 5]

    play(scene)


def test_no_more_batches_are_worked_on_than_allowed() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(6):
            stream.put()
        await settle()
        assert worker.begun == [0, 2, 4]
        assert stream.taken == 4  # one more waits for room
        worker.end(2)
        await settle()
        assert worker.begun == [0, 2, 4]  # ended, but not acknowledged: still in flight
        worker.end(0)
        await settle()
        assert worker.begun == [0, 2, 4, 6, 8]

    play(scene)


def test_no_more_bytes_are_worked_on_than_allowed_but_always_one_batch() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        stream.put(1, size=5000)  # alone larger than allowed
        stream.put(1, size=600)
        stream.put(1, size=400)
        stream.put(1, size=1)
        await settle()
        assert worker.begun == [0]
        worker.end(0)
        await settle()
        assert worker.begun == [0, 1, 2]
        worker.end(1)
        await settle()
        assert worker.begun == [0, 1, 2, 3]

    play(scene)


def test_batches_that_only_wait_for_one_before_them_leave_room_for_others() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(9):
            stream.put()
        await settle()
        assert worker.begun == [0, 2, 4]
        worker.end(2)  # ended
        turn = asyncio.create_task(worker.turns[4].come())  # and this one waits for its turn
        await settle()
        assert worker.begun == [0, 2, 4, 6, 8]
        worker.end(6)
        await settle()
        assert worker.begun == [0, 2, 4, 6, 8, 10]
        worker.end(8)
        worker.end(10)
        await settle()
        assert worker.begun == [0, 2, 4, 6, 8, 10, 12]  # three that work and four that wait, and no more
        assert stream.acknowledged == []
        worker.end(0)
        await asyncio.wait_for(turn, 20)
        await settle()
        assert stream.acknowledged == [0, 1, 2, 3]  # the one whose turn has come works again
        worker.end(4)
        worker.end(12)
        await settle()
        assert stream.acknowledged == list(range(14))

    play(scene, waiting=4)


def test_batches_that_wait_count_with_their_bytes() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for size in (400, 400, 300, 1):
            stream.put(1, size=size)
        await settle()
        worker.end(1)
        await settle()
        assert worker.begun == [0, 1]
        worker.end(0)
        await settle()
        assert worker.begun == [0, 1, 2, 3]

    play(scene, waiting=4)


def test_a_failing_batch_crashes_the_app_and_nothing_after_it_is_acknowledged() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(3):
            stream.put()
        await settle()
        worker.end(4)
        worker.end(0)
        await settle()
        assert stream.acknowledged == [0, 1]
        worker.end(2, RuntimeError("a defect"))
        await settle()
        assert [str(error) for error in stream.crashes] == ["a defect"]
        stream.put()
        await settle()
        assert stream.acknowledged == [0, 1]

    play(scene)


def test_a_failing_acknowledgement_crashes_the_app() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        async def ack(_: Any) -> None:
            raise RuntimeError("no acknowledgement")

        stream.ack = ack  # type: ignore[method-assign] # what this test is about
        stream.put()
        stream.put()
        await settle()
        worker.end(0)
        worker.end(2)
        await settle()
        assert len(stream.crashes) == 1

    stream, _ = play(scene)
    assert stream.acknowledged == []


def test_what_was_taken_at_once_is_worked_on_in_batches_of_bounded_bytes() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        stream.put(count=7, size=10)
        await settle()
        assert worker.begun == [0, 3]  # three messages each; the third batch waits for a place
        worker.end(3)
        await settle()
        assert stream.acknowledged == []
        worker.end(0)
        await settle()
        assert stream.acknowledged == [0, 1, 2, 3, 4, 5]
        assert worker.begun == [0, 3, 6]

    play(scene, batches=2, batch_bytes=35)


def test_a_message_larger_than_a_batch_is_a_batch_of_its_own() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        stream.put(count=2, size=50)
        await settle()
        assert worker.begun == [0, 1]

    play(scene, batch_bytes=35)


def test_a_stop_acknowledges_nothing_more_and_cancels_the_work() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(3):
            stream.put()
        await settle()
        worker.end(0)
        await settle()
        worker.end(4)
        await settle()

    stream, worker = play(scene)
    assert stream.acknowledged == [0, 1]
    assert worker.cancelled == [2]


def test_the_end_of_the_stream_leaves_what_is_in_flight() -> None:
    async def run() -> None:
        stream, worker = FakeStream(), Worker()
        stream.put()
        stream.batches.put_nowait(None)
        await asyncio.wait_for(
            Delivery(batch=1, batch_bytes=1_000_000, within=1, batches_in_flight=1, bytes_in_flight=1).run(
                stream, worker
            ),
            20,
        )
        await settle()
        assert stream.acknowledged == []
        assert stream.crashes == []

    asyncio.run(run())


# Turns


def test_turns_come_in_the_order_of_the_batches() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(3):
            stream.put()
        await settle()
        came: list[int] = []

        async def wait(first: int) -> None:
            await worker.turns[first].come()
            came.append(first)

        waits = [asyncio.create_task(wait(first)) for first in (4, 2, 0)]
        await settle()
        assert came == [0]
        worker.turns[2].passed()
        await settle()
        assert came == [0]  # the second has passed, the first has not
        worker.turns[0].passed()
        await settle()
        assert sorted(came) == [0, 2, 4]
        await asyncio.gather(*waits)

    play(scene)


def test_a_turn_passes_when_the_work_ends() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        stream.put()
        stream.put()
        await settle()
        waiting = asyncio.create_task(worker.turns[2].come())
        await settle()
        assert not waiting.done()
        worker.end(0)
        await settle()
        assert waiting.done()

    play(scene)


def test_behind_a_batch_that_fails_nothing_has_its_turn_and_nothing_begins() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        for _ in range(4):
            stream.put()
        await settle()
        worker.end(2, RuntimeError("a defect"))  # while the one before it goes on
        await settle()
        waiting = asyncio.create_task(worker.turns[4].come())
        assert [str(crash) for crash in stream.crashes] == ["a defect"]
        worker.end(0)
        await settle()
        assert not waiting.done()
        assert worker.begun == [0, 2, 4]
        assert stream.acknowledged == []
        waiting.cancel()

    play(scene, waiting=10)


def test_turns_of_batches_long_gone_are_freed() -> None:
    async def scene(stream: FakeStream, worker: Worker) -> None:
        stream.put()
        await settle()
        for first in range(0, 2000, 2):
            stream.put()  # always one in flight, so that the chain never ends by itself
            await settle()
            worker.end(first)
            await settle()
        chain = 0
        turn: Turn | None = worker.turns[2000]
        while turn is not None:
            turn, chain = turn._before, chain + 1
        assert chain <= 3
        assert len(stream.acknowledged) == 2000

    play(scene)


# Messages


@pytest.mark.parametrize(
    ("seconds", "milliseconds"),
    [(1_790_000_000.123, 1_790_000_000_123), (0.001, 1), (None, -1), (-0.001, -1), (-1.0, -1)],
)
def test_a_message_has_kafkas_milliseconds(seconds: float | None, milliseconds: int) -> None:
    assert message_of(event(timestamp=seconds)).place.timestamp == milliseconds


def test_every_millisecond_survives_fausts_seconds() -> None:
    for milliseconds in range(1_790_000_000_000, 1_790_000_002_000):
        assert message_of(event(timestamp=milliseconds / 1000.0)).place.timestamp == milliseconds


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        (None, ()),
        ([], ()),
        ({}, ()),
        ([("a", b"1"), ("b", None), ("a", b"2")], (("a", b"1"), ("b", None), ("a", b"2"))),
        ((("a", b"1"),), (("a", b"1"),)),
        ({"a": b"1"}, (("a", b"1"),)),
    ],
)
def test_a_message_has_its_headers_in_order(headers: Any, kept: tuple) -> None:
    assert message_of(event(headers=headers)).headers == kept


def test_a_message_is_as_large_as_its_key_and_value() -> None:
    assert message_of(event(key=b"abc", value=b"defg")).size == 7
    assert message_of(event(key=None, value=None)).size == 0
