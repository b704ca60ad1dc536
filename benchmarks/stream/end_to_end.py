"""Rows a and A: from a full topic of raw articles to searchable ones, against spaCy alone over the same texts."""

from collections.abc import Callable
from typing import Final

from benchmarks.stream.bare import bare, our_reader, stock_reader
from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import pipeline
from benchmarks.stream.row import Row
from benchmarks.stream.stock import stock_models

BAR: Final = 0.90
STOCK_BAR: Final = 2.0

WARM_UP_SHARE: Final = 0.1
"""Articles before those that count, as a share of them: until then models, indices and connections are made."""


def rows(context: Context) -> list[Row]:
    folders, names = stock_models(context)
    values: dict[str, list[float]] = {"stream": [], "ours": [], "stock": []}
    with bare(context, our_reader) as ours, bare(context, stock_reader, folders) as stock:
        steps: dict[str, Callable[[], float]] = {
            "stream": lambda: end_to_end(context), "ours": ours.measure, "stock": stock.measure,
        }  # fmt: skip
        for number in range(context.rounds):
            order = list(steps) if number % 2 == 0 else list(reversed(steps))
            for name in order:
                values[name].append(steps[name]())
                context.tell(f"round {number + 1} of {context.rounds}: {name} {values[name][-1]:.1f} articles/s")
    context.capacity.extend(values["stream"])
    stream = tuple(values["stream"])
    return [
        Row(
            "a", "end to end : bare nlp.pipe, all our components", stream, tuple(values["ours"]), "articles/s", BAR,
            note=f"{context.processes} processes each",
        ),
        Row(
            "A", "end to end : bare nlp.pipe of stock spaCy (names only)", stream, tuple(values["stock"]),
            "articles/s", STOCK_BAR, note=names,
        ),
    ]  # fmt: skip


def end_to_end(context: Context) -> float:
    """Articles a second of a warm worker, from the raw topic until a search finds them."""
    warm_up = max(1, round(context.count * WARM_UP_SHARE))
    articles = context.articles(context.count + warm_up)
    with pipeline(context) as made:
        made.publish(articles[context.count :] + articles[: context.count])
        made.start_worker()
        start, before = made.await_searchable(warm_up)
        end, after = made.await_searchable(len(articles))
    if after <= before:
        raise RuntimeError(f"all {after} articles were searchable at once: too few to measure; give more (--articles)")
    return (after - before) / (end - start)
