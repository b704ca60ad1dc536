"""What Faust does for each message, made cheaper; what is delivered, and when, is as before.

Measured with `make bench` (docs/performance.md). Two things cost more than everything of ours together:

- The consumer hands each message to its agent's buffer in a task, with three more tasks that wait for a stop, a crash
  or a rebalance: four tasks a message, though a buffer with room takes it without waiting.
- Faust's sensors count each message six times, for a web page that is switched off here.
"""

import asyncio
from collections.abc import Coroutine, Generator, Iterable
from functools import partial
from time import monotonic
from types import coroutine
from typing import Any

import faust
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


class Consumer(HandsOnAtOnce, driver.Consumer):
    """Hands a message on at once where nothing has to be waited for; else as Faust does."""


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
    """Makes Faust's consumers in this process hand messages on without a task for each."""
    driver.Transport.Consumer = Consumer
