"""At-least-once delivery over a Faust stream: take batches, work on several at once, acknowledge in order.

Knows nothing of news. An agent gives it a coroutine that returns only when every message of its batch has its
outcome safely elsewhere (acknowledged by the broker, answered by Elasticsearch):

    async def agent(stream):
        await delivery.run(stream, work)

What is guaranteed: a message is acknowledged only after `work` has returned for its batch and for all batches before
it. A stop, a crash or a cancelled agent leaves the rest unacknowledged, to be delivered again.

Why not Faust's `async for` or `take`: both acknowledge in a `finally`, also when the agent failed or was cancelled.
`noack_take` acknowledges nothing. Why in order: Faust's commit takes a gap of one message for none, and does not look
for gaps at all before the first commit of a partition.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from schemas import MessagePlace
from streams.messages import Message, header_pairs, replay_of

log = logging.getLogger(__name__)


class Turn:
    """Lets the batches of one stream do a part of their work in the order in which they came.

    Args:
        before: of the batch before.
        awaited: told when the batch begins to wait for its turn.

    Attributes:
        waiting: whether the batch has nothing to do but to wait for its turn.
    """

    def __init__(self, before: "Turn | None", awaited: Callable[[], None] = lambda: None) -> None:
        self.waiting = False
        self._before = before
        self._awaited = awaited
        self._passed = asyncio.Event()

    async def come(self) -> None:
        """Waits until all batches before this one have passed."""
        self.waiting = True
        self._awaited()
        before = self._before
        while before is not None:
            await before._passed.wait()
            before = before._before
        self.waiting = False

    def passed(self) -> None:
        """Lets the next batch go on; called for every batch once its work has ended without a defect, if not before."""
        self._passed.set()

    def forget(self) -> None:
        """Cuts the chain behind a batch whose predecessors have all ended, so that it can be freed."""
        self._before = None


Work = Callable[[Sequence[Message], Turn], Awaitable[None]]


@dataclass(slots=True)
class _InFlight:
    events: Sequence[Any]
    size: int
    turn: Turn
    task: "asyncio.Task[None]"

    @property
    def waits(self) -> bool:
        """Whether it has nothing to do but to wait for the batches before it."""
        return self.turn.waiting or self.task.done()


class Delivery:
    """Bounded, ordered delivery for one agent.

    Args:
        batch: most messages in one batch.
        batch_bytes: most bytes of keys and values in one batch (one message is always let in).
        within: longest wait in seconds for a batch to fill.
        batches_in_flight: most batches that are worked on at once.
        bytes_in_flight: most bytes of keys and values in hand (one batch is always let in).
        batches_waiting: most batches besides those that have nothing to do but to wait for one before them, so that a
            batch that takes very long does not hold up all others.
        taken: told of each batch whose work begins.
    """

    def __init__(
        self,
        *,
        batch: int,
        batch_bytes: int,
        within: float,
        batches_in_flight: int,
        bytes_in_flight: int,
        batches_waiting: int = 0,
        taken: Callable[[Sequence[Message]], None] = lambda _messages: None,
    ) -> None:
        self._batch = batch
        self._batch_bytes = batch_bytes
        self._within = within
        self._batches_in_flight = batches_in_flight
        self._bytes_in_flight = bytes_in_flight
        self._batches_waiting = batches_waiting
        self._taken = taken
        self._queue: deque[_InFlight] = deque()
        self._changed = asyncio.Event()
        self._failure: BaseException | None = None
        self._stopping = False

    @property
    def in_flight(self) -> tuple[int, int]:
        """Messages that are worked on or wait to be acknowledged, and the bytes of their keys and values."""
        return sum(len(batch.events) for batch in self._queue), sum(batch.size for batch in self._queue)

    async def run(self, stream: Any, work: Work) -> None:
        """Delivers the stream's messages to `work` until the stream ends.

        Args:
            stream: a Faust stream with raw keys and values.
            work: returns when every message of the batch has its outcome. It must not raise: an exception is a
                defect, and crashes the app so that its supervisor starts it again (all unacknowledged messages are
                delivered once more).
        """
        self._failure, self._stopping = None, False
        acknowledging = asyncio.create_task(self._acknowledge(stream))
        try:
            async for events in stream.noack_take(self._batch, within=self._within):
                for batch in self._batches(events):
                    await self._begin(work, batch)
        finally:
            self._stopping = True
            acknowledging.cancel()
            for begun in self._queue:
                begun.task.cancel()
            self._queue.clear()

    def _batches(self, events: Sequence[Any]) -> Iterator[list[tuple[Any, Message]]]:
        """What was taken at once, in as many batches as its bytes ask for."""
        batch: list[tuple[Any, Message]] = []
        size = 0
        for event in events:
            message = message_of(event)
            if batch and size + message.size > self._batch_bytes:
                yield batch
                batch, size = [], 0
            batch.append((event, message))
            size += message.size
        if batch:
            yield batch

    async def _begin(self, work: Work, batch: Sequence[tuple[Any, Message]]) -> None:
        """Begins the work on a batch once there is room for it."""
        messages = [message for _, message in batch]
        size = sum(message.size for message in messages)
        await self._until(partial(self._has_room, size))
        turn = Turn(self._queue[-1].turn if self._queue else None, self._changed.set)
        task = asyncio.create_task(self._work(work, messages, turn))
        task.add_done_callback(self._ended)
        self._queue.append(_InFlight([event for event, _ in batch], size, turn, task))
        self._taken(messages)
        self._changed.set()

    def _has_room(self, size: int) -> bool:
        if self._failure is not None:
            return False
        if not self._queue:
            return True
        working = sum(not batch.waits for batch in self._queue)
        return (
            working < self._batches_in_flight
            and len(self._queue) < self._batches_in_flight + self._batches_waiting
            and sum(batch.size for batch in self._queue) + size <= self._bytes_in_flight
        )

    async def _until(self, condition: Callable[[], bool]) -> None:
        """Waits until a condition holds; it is asked again whenever the queue or one of its batches has changed."""
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    async def _work(self, work: Work, messages: Sequence[Message], turn: Turn) -> None:
        try:
            await work(messages, turn)
        except asyncio.CancelledError:
            if self._stopping:
                raise
            # Somebody else's future was cancelled under it. Passed on, it would end the acknowledging without a word.
            raise RuntimeError("the work on a batch was cancelled, though nothing stops") from None
        turn.passed()  # not after a failure: what is behind it will come again, and need not be sent twice

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """Called when the work on a batch has ended, however it did."""
        if not task.cancelled() and self._failure is None:
            self._failure = task.exception()
        self._changed.set()

    async def _acknowledge(self, stream: Any) -> None:
        """Acknowledges the batch at the head of the queue when its work has ended, then the next.

        Wherever in the queue a batch fails, the app crashes at once.
        """
        try:
            while True:
                await self._until(self._something_to_acknowledge)
                if self._failure is not None:
                    raise self._failure
                head = self._queue[0]
                for event in head.events:
                    await stream.ack(event)
                self._queue.popleft()
                head.turn.forget()
                self._changed.set()
                await asyncio.sleep(0)  # what has waited behind one batch is acknowledged a batch at a time
        except Exception as error:
            log.exception("a batch failed with a defect; stopping, so that it is delivered again")
            await stream.app.crash(error)

    def _something_to_acknowledge(self) -> bool:
        return self._failure is not None or (bool(self._queue) and self._queue[0].task.done())


def message_of(event: Any) -> Message:
    """The Kafka message of a Faust event on a topic with raw keys and values.

    The timestamp of one that was sent again is that of the first, whatever Kafka's is (streams/dead_letters).
    """
    record = event.message
    # Faust gives seconds as a float; rounding restores Kafka's milliseconds exactly.
    return message_of_record(record, -1 if record.timestamp is None else round(record.timestamp * 1000))


def message_of_record(record: Any, timestamp: int) -> Message:
    """The message in a record of a consumer, as `message_of`.

    Args:
        record: of aiokafka, or Faust's of the same form.
        timestamp: Kafka's, in milliseconds; -1 where it has none.
    """
    pairs = header_pairs(record.headers)
    replay = replay_of(record.topic, pairs)
    if replay is not None and replay.timestamp >= 0:
        timestamp = replay.timestamp
    place = MessagePlace(
        topic=record.topic, partition=record.partition, offset=record.offset, timestamp=max(-1, timestamp)
    )
    return Message(key=record.key, value=record.value, place=place, headers=pairs)
