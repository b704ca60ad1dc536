"""Row i: from the start of a worker's process to its first article, which lies ready in the topic."""

import time
from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import pipeline
from benchmarks.stream.row import Row

BAR_SECONDS: Final = 8.0


def rows(context: Context) -> list[Row]:
    processed: list[float] = []
    searchable: list[float] = []
    for number in range(context.rounds + 1):
        with pipeline(context) as made:
            made.publish(context.articles(1))
            start = time.monotonic()
            made.start_worker()
            times = (made.await_enriched(1)[0] - start, made.await_searchable(1)[0] - start)
        which = f"round {number}" if number else "warm-up"
        context.tell(f"{which}: enriched after {times[0]:.2f} s, searchable {times[1]:.2f} s")
        if number:  # the first one reads the files from the disk
            processed.append(times[0])
            searchable.append(times[1])
    return [
        Row("i", "cold start to the first article processed", tuple(processed), None, "s", BAR_SECONDS, at_least=False),
        Row("i", "cold start to the first article searchable", tuple(searchable), None, "s", None, at_least=False),
    ]
