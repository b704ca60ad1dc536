"""Waiting before the next try: growing, jittered, bounded; without end."""

import random
from collections.abc import Iterator

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 15.0
GROWTH = 2.0


def delays() -> Iterator[float]:
    """Seconds to wait before each next try: between half and all of 0.2, 0.4, … 15, 15, …

    The jitter keeps many workers from coming back at the same moment ("Exponential Backoff And Jitter", AWS
    Architecture Blog, 2015).
    """
    delay = FIRST_SECONDS
    while True:
        yield delay * random.uniform(0.5, 1.0)
        delay = min(delay * GROWTH, LONGEST_SECONDS)
