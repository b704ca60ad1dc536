"""Row g: how much faster two NLP processes are than one, without Kafka and Elasticsearch."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from benchmarks.stream.bare import bare, our_reader
from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import article_of
from benchmarks.stream.row import Row
from schemas import MessagePlace
from streams.apps import nlp_pool
from streams.messages import Message, Rejected
from streams.nlp_pool import NlpPool
from streams.settings import Settings

BAR: Final = 1.85

MOST: Final = 2_000
"""Articles of a round: one process reads them in half a minute."""


def rows(context: Context) -> list[Row]:
    settings = context.settings()
    context = replace(context, count=min(context.count, MOST))
    messages = [_message(number, raw) for number, raw in enumerate(context.articles())]
    many: list[float] = []
    one: list[float] = []
    bare_many: list[float] = []
    bare_one: list[float] = []
    two = max(2, context.processes)
    with bare(context, our_reader, processes=two) as two_alone, bare(context, our_reader, processes=1) as one_alone:
        for number in range(context.rounds):
            steps: list[tuple[list[float], Callable[[], float]]] = [
                (many, lambda: asyncio.run(_rate(settings, two, messages))),
                (one, lambda: asyncio.run(_rate(settings, 1, messages))),
                (bare_many, partial(two_alone.measure, number)),
                (bare_one, partial(one_alone.measure, number)),
            ]
            for values, step in steps if number % 2 == 0 else reversed(steps):
                values.append(step())
            context.tell(
                f"round {number + 1} of {context.rounds}: {many[-1]:.1f} and {one[-1]:.1f} articles/s, "
                f"{bare_many[-1]:.1f} and {bare_one[-1]:.1f} bare"
            )
    alone = Row("g", "bare", tuple(bare_many), tuple(bare_one), "articles/s", None)
    note = f"bare nlp.pipe on this machine, beside it: {alone.ratio:.2f}"
    return [Row("g", f"NLP stage alone, {two} processes : one", tuple(many), tuple(one), "articles/s", BAR, note=note)]


def _message(number: int, raw: dict[str, object]) -> Message:
    article = article_of(raw)
    return Message(b"", article.value, MessagePlace(topic="bench", partition=0, offset=number, timestamp=0))


async def _rate(settings: Settings, processes: int, messages: Sequence[Message]) -> float:
    """Articles a second of a warm pool, in batches as the enrich agent makes them, two in hand for each process."""
    pool = nlp_pool(settings.model_copy(update={"nlp_processes": processes}))
    size = settings.enrich_batch
    batches = [messages[start : start + size] for start in range(0, len(messages), size)]
    await pool.start()
    try:
        await asyncio.gather(*(pool.enrich(batches[number % len(batches)]) for number in range(4 * processes)))
        start = time.monotonic()
        waiting = iter(batches)
        await asyncio.gather(*(_take(pool, waiting) for _ in range(2 * processes)))
        return len(messages) / (time.monotonic() - start)
    finally:
        await pool.stop()


async def _take(pool: NlpPool, waiting: Iterator[Sequence[Message]]) -> None:
    for batch in waiting:
        for outcome in await pool.enrich(batch):
            if isinstance(outcome, Rejected):
                raise RuntimeError(f"an article was rejected: {outcome.message}")
