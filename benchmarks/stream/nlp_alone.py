"""Row g: how much faster two NLP processes are than one, without Kafka and Elasticsearch."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from benchmarks.stream.bare import bare, our_reader
from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import article_of
from benchmarks.stream.row import Row
from schemas import MessagePlace
from streams.apps import nlp_pool
from streams.messages import Message, Rejected
from streams.nlp_pool import NlpPool

BAR: Final = 1.85

MOST: Final = 2_000
"""Articles of a round: one process reads them in half a minute."""


def rows(context: Context) -> list[Row]:
    context = replace(context, count=min(context.count, MOST))
    many: list[float] = []
    one: list[float] = []
    bare_many: list[float] = []
    bare_one: list[float] = []
    two = max(2, context.processes)
    with (
        bare(context, our_reader, processes=two) as two_alone,
        bare(context, our_reader, processes=1) as one_alone,
        Pool(context, two) as two_pooled,
        Pool(context, 1) as one_pooled,
    ):
        for number in range(context.rounds):
            steps: list[tuple[list[float], Callable[[int], float]]] = [
                (many, two_pooled.measure), (one, one_pooled.measure),
                (bare_many, two_alone.measure), (bare_one, one_alone.measure),
            ]  # fmt: skip
            for values, step in steps if number % 2 == 0 else reversed(steps):
                values.append(step(number))
            context.tell(
                f"round {number + 1} of {context.rounds}: {many[-1]:.1f} and {one[-1]:.1f} articles/s, "
                f"{bare_many[-1]:.1f} and {bare_one[-1]:.1f} bare"
            )
    alone = Row("g", "bare", tuple(bare_many), tuple(bare_one), "articles/s", None)
    note = f"bare nlp.pipe on this machine, beside it: {alone.ratio:.2f}"
    return [Row("g", f"NLP stage alone, {two} processes : one", tuple(many), tuple(one), "articles/s", BAR, note=note)]


class Pool:
    """NLP processes that have read the articles of the warm-up, and wait.

    Args:
        context: of the run.
        processes: how many.
    """

    def __init__(self, context: Context, processes: int) -> None:
        self._context = context
        self._processes = processes
        self._size = context.settings().enrich_batch
        self._pool = nlp_pool(context.settings(nlp_processes=processes))
        self._runner = asyncio.Runner()

    def measure(self, number: int) -> float:
        """Articles a second of a round, in batches as the enrich agent makes them, two in hand for each process."""
        articles = self._context.round_of(number)
        return len(articles) / self._runner.run(self._seconds(articles))

    def __enter__(self) -> "Pool":
        self._runner.run(self._pool.start())
        self._runner.run(self._seconds(self._context.warm_up()))
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._pool.stop())
        self._runner.close()

    async def _seconds(self, articles: Sequence[dict[str, object]]) -> float:
        messages = [_message(number, raw) for number, raw in enumerate(articles)]
        waiting = iter([messages[start : start + self._size] for start in range(0, len(messages), self._size)])
        start = time.monotonic()
        await asyncio.gather(*(_take(self._pool, waiting) for _ in range(2 * self._processes)))
        return time.monotonic() - start


def _message(number: int, raw: dict[str, object]) -> Message:
    article = article_of(raw)
    return Message(b"", article.value, MessagePlace(topic="bench", partition=0, offset=number, timestamp=0))


async def _take(pool: NlpPool, waiting: Iterator[Sequence[Message]]) -> None:
    for batch in waiting:
        for outcome in await pool.enrich(batch):
            if isinstance(outcome, Rejected):
                raise RuntimeError(f"an article was rejected: {outcome.message}")
