"""Long work on the event loop, with pauses in which the loop looks for what else is due."""

import asyncio
import time
from typing import Final

WORK_SECONDS: Final = 0.02
"""Between two pauses, and what the step under way takes more."""


class Pauses:
    """Of one piece of work, which says after each of its steps that a pause would suit it."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    async def maybe(self) -> None:
        """Returns at once, or, if the last pause is WORK_SECONDS ago, after the loop has looked."""
        if time.perf_counter() - self._since >= WORK_SECONDS:
            await asyncio.sleep(0)
            self._since = time.perf_counter()
