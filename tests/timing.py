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


def growth(seconds: Callable[[int], float], small: int, large: int, least: float = 0.002) -> float:
    """How many times longer the large work takes than the small one.

    What looks slow, twice as slow as in proportion, is measured once more: the machine may have been busy.

    Args:
        seconds: CPU time for a size.
        small: a size, of which three measurements are taken.
        large: another.
        least: the small work is taken to last at least so many seconds.
    """
    few = max(min(seconds(small) for _ in range(3)), least)
    many = seconds(large)
    if many > 2 * large / small * few:
        many = min(many, seconds(large))
    return many / few


def slowdown(work: Callable[[int], object], small: int = 4_000, factor: int = 8) -> float:
    """How many times longer `factor` times the work takes: `factor` if it is linear, its square if it is not."""
    return growth(lambda size: cpu_seconds(lambda: work(size)), small, small * factor)
