"""What Faust does for each message, made cheaper; what is delivered, and in which order, is as before.

Measured with `make bench` (docs/performance.md). Four things cost more than everything of ours together:

- The consumer hands each message to its agent's buffer in a task, with three more tasks that wait for a stop, a crash
  or a rebalance: four tasks a message, though a buffer with room takes it without waiting.
- Faust's sensors count each message six times, for a web page that is switched off here.
- While the buffers of all its partitions are full, the consumer sleeps a second, however soon there is room again; and
  while those of some are, it waits up to a second for messages of the others.
- aiokafka has one request at a broker. While it holds messages of some partitions it asks for the others' only, and
  Faust lets the broker wait 1.5 s for them: partitions whose messages are taken meanwhile are not asked for until then.
"""

import asyncio
from collections.abc import Coroutine, Generator, Iterable
from functools import partial
from time import monotonic
from types import coroutine
from typing import Any, Final

import faust
from aiokafka.consumer import consumer as aiokafka_consumer
from aiokafka.consumer import fetcher
from faust.transport.drivers import aiokafka as driver
from mode.services import WaitResults


class HandsOnAtOnce:
    """Before a service of mode's: what need not be waited for is done without tasks."""

    async def wait_first(self, *waited: Any, timeout: Any = None) -> Any:
        """What is there first of all that is waited for; all of it that is a coroutine begins.

        Faust waits so for each message: for it to be handed on, for a rebalance to begin, or for a stop. A message that
        a buffer takes without waiting is handed on whatever else is there already, in one task or in four.
        """
        first, *others = waited
        if timeout is not None or not others or not asyncio.iscoroutine(first):
            return await super().wait_first(*waited, timeout=timeout)  # type: ignore[misc]  # the service's
        try:
            awaited = first.send(None)
        except StopIteration as done:
            _close(others)
            ends = self._stopped.is_set() or self._crashed.is_set()  # type: ignore[attr-defined]  # the service's
            return WaitResults([], [], True) if ends else WaitResults([first], [done.value], False)
        except BaseException:
            _close(others)
            raise
        return await super().wait_first(_go_on(first, awaited), *others)  # type: ignore[misc]  # the service's


def _close(waited: Iterable[Any]) -> None:
    """Ends coroutines that have not begun, which Python would complain of."""
    for coroutine_ in waited:
        if asyncio.iscoroutine(coroutine_):
            coroutine_.close()


LOOK_SECONDS: Final = 0.05
"""While some buffers are full, the first wait for messages of other partitions; after each in vain the next is twice as
long. One cannot be given up when there is room again: what is fetched might be there already, and would be lost."""


class ReadsOnAtOnce:
    """Before Faust's consumer: reads on as soon as a buffer that was full has room."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._room = asyncio.Event()
        self._look = LOOK_SECONDS

    def on_buffer_drop(self, tp: Any) -> None:
        """Told by a buffer that it has room again."""
        super().on_buffer_drop(tp)  # type: ignore[misc]  # Faust's
        self._look = LOOK_SECONDS
        self._room.set()

    async def _wait_next_records(self, timeout: float) -> Any:
        """The next messages of partitions whose buffers have room, and these partitions."""
        consumer: Any = self
        if consumer.flow_active and consumer._buffered_partitions:
            if not consumer._get_active_partitions():
                self._room.clear()
                await consumer.wait(self._room.wait(), timeout=timeout)
                if not consumer._get_active_partitions():
                    return {}, set()
            timeout = min(timeout, self._look)
            self._look *= 2
        records, partitions = await super()._wait_next_records(timeout)  # type: ignore[misc]  # Faust's
        if records:
            self._look = LOOK_SECONDS
        return records, partitions


SHORT_WAIT_MS: Final = 100
"""How long a broker waits for messages while some partitions are left out: ten requests a second at most."""


class Fetcher(fetcher.Fetcher):  # type: ignore[misc]  # aiokafka has no types
    """Lets a broker wait as long as Faust wishes only where all partitions are asked for."""

    @property
    def _fetch_max_wait_ms(self) -> int:
        """For the request that is made now; partitions whose messages are still held are left out of it."""
        return min(SHORT_WAIT_MS, self._longest_wait_ms) if self._records else self._longest_wait_ms

    @_fetch_max_wait_ms.setter
    def _fetch_max_wait_ms(self, milliseconds: int) -> None:
        self._longest_wait_ms = milliseconds


class Consumer(HandsOnAtOnce, ReadsOnAtOnce, driver.Consumer):
    """Hands a message on at once where nothing has to be waited for, and reads on at once; else as Faust does."""


async def _go_on(begun: Coroutine[Any, Any, Any], awaited: Any) -> Any:
    """The rest of a coroutine that has begun, and waits."""
    return await _resumed(begun, awaited)


@coroutine
def _resumed(begun: Coroutine[Any, Any, Any], awaited: Any) -> Generator[Any, Any, Any]:
    """Passes what the coroutine waits for on to the event loop, as `await` would, and the answers back (PEP 380)."""
    while True:
        try:
            answer = yield awaited
        except GeneratorExit:
            begun.close()
            raise
        except BaseException as error:
            step = partial(begun.throw, error)
        else:
            step = partial(begun.send, answer)
        try:
            awaited = step()
        except StopIteration as done:
            return done.value


class Monitor(faust.Monitor):
    """Faust's own sensor, which notes of messages only when a partition was last heard of: that it looks at itself.

    What the agents count is in streams/metrics.
    """

    def on_message_in(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing is noted."""

    def on_message_out(self, tp: Any, offset: int, message: Any) -> None:
        """Nothing is noted."""

    def on_stream_event_in(self, tp: Any, offset: int, stream: Any, event: Any) -> None:
        """Notes the time, by which Faust tells in the log that a stream stands still."""
        self.stream_inbound_time[tp] = monotonic()

    def on_stream_event_out(self, tp: Any, offset: int, stream: Any, event: Any, state: Any = None) -> None:
        """Nothing is noted."""

    def track_tp_end_offset(self, tp: Any, offset: int) -> None:
        """Nothing is noted: the lag is asked of the consumer (streams/metrics/lag.py)."""


def hand_on_at_once() -> None:
    """Makes Faust's consumers in this process hand messages on without a task for each, and read on at once."""
    driver.Transport.Consumer = Consumer
    aiokafka_consumer.Fetcher = Fetcher
