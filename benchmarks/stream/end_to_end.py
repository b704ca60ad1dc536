"""Rows a and A: from a full topic of raw articles to searchable ones, against spaCy alone over the same texts."""

from collections.abc import Callable, Mapping
from pathlib import Path
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
    # With one NLP process the agents and servers have the other core; with two they take their share of both.
    return [row for count in sorted({1, context.processes}) for row in _rows(context, count, folders, names)]


def _rows(context: Context, processes: int, folders: Mapping[str, Path], names: str) -> list[Row]:
    """Both rows with so many NLP processes, and as many of bare spaCy."""
    spent: list[str] = []
    values: dict[str, list[float]] = {"stream": [], "ours": [], "stock": []}
    with (
        bare(context, our_reader, processes=processes) as ours,
        bare(context, stock_reader, folders, processes=processes) as stock,
    ):
        steps: dict[str, Callable[[], float]] = {
            "stream": lambda: end_to_end(context, processes, spent), "ours": ours.measure, "stock": stock.measure,
        }  # fmt: skip
        for number in range(context.rounds):
            order = list(steps) if number % 2 == 0 else list(reversed(steps))
            for name in order:
                values[name].append(steps[name]())
                context.tell(
                    f"{processes} NLP, round {number + 1} of {context.rounds}: {name} {values[name][-1]:.1f} articles/s"
                )
    if processes == context.processes:
        context.capacity.extend(values["stream"])
    stream, each = tuple(values["stream"]), f"{processes} process{'es' * (processes > 1)} each"
    return [
        Row(
            "a", f"end to end : bare nlp.pipe, all our components; {each}", stream, tuple(values["ours"]),
            "articles/s", BAR, note=f"ms of processor time for an article of the stream: {spent[-1]}",
        ),
        Row(
            "A", f"end to end : bare nlp.pipe of stock spaCy (names only); {each}", stream, tuple(values["stock"]),
            "articles/s", STOCK_BAR, note=names,
        ),
    ]  # fmt: skip


def end_to_end(context: Context, processes: int, spent: list[str] | None = None) -> float:
    """Articles a second of a warm worker, from the raw topic until a search finds them.

    The clock starts when the NLP processes are done with the warm-up, and stops when the last article is searchable:
    the second or two that the last ones need on their way count against it.

    Args:
        context: of the run.
        processes: NLP processes of the worker.
        spent: is added to, if given: the processor time that each process took for an article, for a person.
    """
    warm_up = max(1, round(context.count * WARM_UP_SHARE))
    articles = context.articles(context.count + warm_up)
    with pipeline(context, nlp_processes=processes) as made:
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
