"""Blocks of the event loop: computing counts on both clocks, waiting only on the wall's, idling on neither."""

import asyncio
import time
from collections.abc import Callable

from streams.metrics.loop import NOTICED_SECONDS, watched_loop
from streams.pauses import WORK_SECONDS, Pauses


def blocks_of(work: Callable[[], object]) -> list[tuple[float, float]]:
    """The blocks while `work` is called on a watched loop that has nothing else to do."""
    blocks: list[tuple[float, float]] = []

    async def run() -> None:
        await asyncio.sleep(0.05)
        blocks.clear()  # what the start took
        work()
        await asyncio.sleep(0.05)

    loop = watched_loop(lambda wall, cpu: blocks.append((wall, cpu)))
    try:
        loop.run_until_complete(run())
    finally:
        loop.close()
    return blocks


def compute(seconds: float) -> None:
    begun = time.thread_time()
    while time.thread_time() - begun < seconds:
        pass


def test_computing_is_a_block_on_both_clocks() -> None:
    wall, cpu = max(blocks_of(lambda: compute(0.1)))
    assert wall >= cpu >= 0.1


def test_waiting_is_a_block_for_others_and_no_work() -> None:
    wall, cpu = max(blocks_of(lambda: time.sleep(0.1)))
    assert wall >= 0.1 and cpu < wall / 2


def test_an_idle_loop_is_not_blocked() -> None:
    assert sum(cpu for _, cpu in blocks_of(lambda: None)) < 2 * NOTICED_SECONDS


def test_long_work_with_pauses_is_many_short_blocks() -> None:
    """Ratios of CPU time: however busy the machine, no block holds more than a few steps of the work."""
    step, steps = WORK_SECONDS / 4, 40
    blocks: list[tuple[float, float]] = []

    async def work(pausing: bool) -> None:
        pauses = Pauses()
        for _ in range(steps):
            compute(step)
            if pausing:
                await pauses.maybe()

    def longest(pausing: bool) -> float:
        blocks.clear()
        loop = watched_loop(lambda wall, cpu: blocks.append((wall, cpu)))
        try:
            loop.run_until_complete(work(pausing))
            loop.run_until_complete(asyncio.sleep(0))
        finally:
            loop.close()
        return max(cpu for _, cpu in blocks)

    assert longest(False) >= steps * step
    assert longest(True) < steps * step / 4
