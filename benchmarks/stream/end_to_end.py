"""Rows a and A: from a full topic of raw articles to searchable ones, against spaCy alone over the same texts."""

from collections.abc import Callable
from typing import Final

from benchmarks.stream.bare import bare, our_reader, stock_reader
from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import pipeline
from benchmarks.stream.roles import cpu_by_role
from benchmarks.stream.row import Row
from benchmarks.stream.stock import stock_models

BAR: Final = 0.90
STOCK_BAR: Final = 2.0

WARM_UP_SHARE: Final = 0.1
"""Articles before those that count, as a share of them: until then models, indices and connections are made."""


def rows(context: Context) -> list[Row]:
    folders, names = stock_models(context)
    spent: list[str] = []
    values: dict[str, list[float]] = {"stream": [], "ours": [], "stock": []}
    with bare(context, our_reader) as ours, bare(context, stock_reader, folders) as stock:
        steps: dict[str, Callable[[], float]] = {
            "stream": lambda: end_to_end(context, spent), "ours": ours.measure, "stock": stock.measure,
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
            note=f"{context.processes} processes each; ms of processor time for an article of the stream: {spent[-1]}",
        ),
        Row(
            "A", "end to end : bare nlp.pipe of stock spaCy (names only)", stream, tuple(values["stock"]),
            "articles/s", STOCK_BAR, note=names,
        ),
    ]  # fmt: skip


def end_to_end(context: Context, spent: list[str] | None = None) -> float:
    """Articles a second of a warm worker, from the raw topic until a search finds them.

    The clock starts when the NLP processes are done with the warm-up, and stops when the last article is searchable:
    the second or two that the last ones need on their way count against it.

    Args:
        context: of the run.
        spent: is added to, if given: the processor time that each process took for an article, for a person.
    """
    warm_up = max(1, round(context.count * WARM_UP_SHARE))
    articles = context.articles(context.count + warm_up)
    with pipeline(context) as made:
        made.publish(articles[context.count :] + articles[: context.count])
        worker = made.start_worker().pid
        start, before = made.await_enriched(warm_up)
        used = cpu_by_role(context, worker)
        end, after = made.await_searchable(len(articles))
        if spent is not None:
            used = cpu_by_role(context, worker) - used
            each = {role: 1000 * seconds / max(1, after - before) for role, seconds in used.most_common()}
            spent.append(", ".join(f"{role} {value:.1f}" for role, value in each.items() if value >= 0.05))
    if after <= before:
        raise RuntimeError(f"all {after} articles were enriched at once: too few to measure; give more (--articles)")
    return (after - before) / (end - start)
