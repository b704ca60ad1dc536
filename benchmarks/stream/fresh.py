"""Row e: how long an article takes from published to searchable, while the worker has half and nine tenths to do."""

import random
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.end_to_end import stream
from benchmarks.stream.pipeline import STANDSTILL_SECONDS, Pipeline, Standstill, article_of, pipeline
from benchmarks.stream.row import Row
from schemas.identity import article_id
from streams.errors import ElasticsearchUnavailable
from streams.metrics.freshness import seconds
from streams.publisher import Publisher
from streams.search import Reader
from streams.sources import Article

LOADS: Final = (0.5, 0.9)
BAR_LOAD: Final = 0.5
BEYOND_REFRESH: Final = 2.0
"""Seconds that the 95th percentile may take beyond the refresh interval, at BAR_LOAD."""

PERCENTILES: Final = (50, 95, 99)
POLL_SECONDS: Final = 0.1
LOOKED_FOR: Final = 1_000
"""Articles that one search asks for, the oldest first."""


def rows(context: Context) -> list[Row]:
    if not context.capacity:
        context.tell("no capacity measured in this run (row a): one end-to-end round first")
        with stream(context, context.processes) as whole:
            context.capacity.append(whole.measure(0))
    capacity = statistics.median(context.capacity)
    found: dict[float, list[list[float]]] = {load: [] for load in LOADS}
    with pipeline(context) as made:
        made.start_worker()
        made.await_ready()
        watch = _Watch(context, made)
        watch.measure(capacity * BAR_LOAD, context.load_seconds / 4)  # warm-up
        for number in range(context.rounds):
            for load in LOADS:
                times = watch.measure(capacity * load, context.load_seconds)
                found[load].append([_percentile(times, percent) for percent in PERCENTILES])
                told = ", ".join(f"p{p} {v:.2f} s" for p, v in zip(PERCENTILES, found[load][-1], strict=True))
                context.tell(f"round {number + 1} of {context.rounds}, {load:.0%}: {told} of {len(times)} articles")
        refresh = seconds(made.settings.refresh_interval) or 0.0
    return [
        _row(load, percent, [values[place] for values in found[load]], capacity, refresh)
        for load in LOADS
        for place, percent in enumerate(PERCENTILES)
    ]


def _row(load: float, percent: int, values: Sequence[float], capacity: float, refresh: float) -> Row:
    judged = load == BAR_LOAD and percent == 95
    return Row(
        "e", f"freshness at {load:.0%} of capacity, p{percent}", tuple(values), None, "s",
        refresh + BEYOND_REFRESH if judged else None, at_least=False,
        note=f"{load * capacity:.1f} articles/s, at random moments; refresh interval {refresh:g} s" if judged else "",
    )  # fmt: skip


class _Watch:
    """Publishes articles at random moments and looks for each until a search finds it."""

    def __init__(self, context: Context, made: Pipeline) -> None:
        self._context = context
        self._settings = made.settings
        self._published = 0
        self._log = made.log
        self._chance = random.Random(0)

    def measure(self, rate: float, length: float) -> list[float]:
        """Seconds from published to found, of each article.

        Args:
            rate: articles a second on average; they come independently of each other (a Poisson process).
            length: seconds of publishing.
        """
        count = max(1, round(rate * length))
        articles = [article_of(raw) for raw in self._context.articles(self._published + count)[self._published :]]
        self._published += count
        sent: dict[str, float] = {}
        failed: list[BaseException] = []

        def publish() -> None:
            publisher = Publisher(self._settings)
            try:
                report = publisher.publish(_paced(articles, rate, self._chance, sent))
                if report.acknowledged != count:
                    raise Standstill(f"{report.acknowledged} of {count} articles published: {report.stopped_by}")
            except BaseException as error:
                failed.append(error)
            finally:
                publisher.close()

        thread = threading.Thread(target=publish, name="publishing")
        thread.start()
        try:
            return self._found(count, sent, failed)
        finally:
            thread.join()

    def _found(self, count: int, sent: dict[str, float], failed: Sequence[BaseException]) -> list[float]:
        found: dict[str, float] = {}
        moved = time.monotonic()
        reader = Reader(self._settings)
        try:
            while len(found) < count:
                waiting = [name for name in list(sent) if name not in found][:LOOKED_FOR]
                try:
                    there = reader.searchable(waiting) if waiting else set()
                except ElasticsearchUnavailable:  # while the first index is made
                    there = set()
                now = time.monotonic()
                found |= {name: now - sent[name] for name in there}
                moved = now if there else moved
                if failed:
                    raise failed[0]
                if now - moved > STANDSTILL_SECONDS:
                    raise Standstill(f"{count - len(found)} articles are not found; the worker says:\n{self._log()}")
                time.sleep(POLL_SECONDS)
        finally:
            reader.close()
        return list(found.values())


def _paced(
    articles: Sequence[Article], rate: float, chance: random.Random, sent: dict[str, float]
) -> Iterator[Article]:
    """The articles, each at its moment, which is noted by its article_id (the publisher sends it at once)."""
    due = time.monotonic()
    for article in articles:
        due += chance.expovariate(rate)
        time.sleep(max(0.0, due - time.monotonic()))
        sent[article_id(article.raw)] = time.monotonic()
        yield article


def _percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent are not above (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
