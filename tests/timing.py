"""How long work takes, for tests that compare it with more of the same."""

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of `work`, without the garbage collector: it would go through all that other tests have left."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def slowdown(work: Callable[[int], object], small: int = 4_000, factor: int = 8) -> float:
    """How many times longer `factor` times the work takes: `factor` if it is linear, its square if it is not."""

    def seconds(size: int) -> float:
        return cpu_seconds(lambda: work(size))

    return min(seconds(small * factor) for _ in range(2)) / max(min(seconds(small) for _ in range(3)), 0.002)
