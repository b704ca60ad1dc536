"""How long the event loop of an agent is blocked: between two looks at its sockets and timers it notices nothing.

An event loop looks, and then calls whatever is due; the next look comes when all of that has returned. A stop, an
answer of Elasticsearch or a timer waits as long. What is measured is this time, on two clocks: that of the wall, which
is what others notice, and the time for which the thread of the loop was computing, which says the same on a machine
with more to do than it can.
"""

import asyncio
import selectors
import time
from collections.abc import Callable
from typing import Any, Final

NOTICED_SECONDS: Final = 0.01
"""Shorter blocks are not told: there are thousands in a second, and nobody minds them."""

Blocked = Callable[[float, float], None]
"""Told of a block: seconds by the clock, and seconds of them in which the loop's thread was computing."""


class WatchedSelector(selectors.DefaultSelector):
    """The selector of an event loop that tells how long the loop did not look.

    Args:
        blocked: told of each block of NOTICED_SECONDS and more.
    """

    def __init__(self, blocked: Blocked) -> None:
        super().__init__()
        self._blocked = blocked
        self._looked: tuple[float, float] | None = None

    def select(self, timeout: float | None = None) -> Any:
        """Waits for what is ready, as every selector does."""
        if self._looked is not None:
            wall = time.monotonic() - self._looked[0]
            if wall >= NOTICED_SECONDS:
                self._blocked(wall, min(wall, time.thread_time() - self._looked[1]))
        try:
            return super().select(timeout)
        finally:
            self._looked = time.monotonic(), time.thread_time()


def watched_loop(blocked: Blocked) -> asyncio.AbstractEventLoop:
    """A new event loop that tells how long it is blocked."""
    return asyncio.SelectorEventLoop(WatchedSelector(blocked))
