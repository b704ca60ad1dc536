"""Rows a and A: from a full topic of raw articles to searchable ones, against spaCy alone over the same texts."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.stream.bare import bare, our_reader, stock_reader
from benchmarks.stream.context import Context
from benchmarks.stream.held import HeldPipeline, held_pipeline, messages_of
from benchmarks.stream.pipeline import Standstill
from benchmarks.stream.roles import cpu_by_role
from benchmarks.stream.row import Row
from benchmarks.stream.stock import stock_models

BAR: Final = 0.90
STOCK_BAR: Final = 2.0

SETTLE_SECONDS: Final = 60.0
"""Merges of what was indexed, and what is compiled, end before."""
IDLE: Final = 0.08
"""Of a core, that two servers and a worker without work take."""


def rows(context: Context) -> list[Row]:
    folders, names = stock_models(context)
    # With one NLP process the agents and servers have the other core; with two they take their share of both.
    return [row for count in sorted({1, context.processes}) for row in _rows(context, count, folders, names)]


def _rows(context: Context, processes: int, folders: Mapping[str, Path], names: str) -> list[Row]:
    """Both rows with so many NLP processes, and as many of bare spaCy."""
    values: dict[str, list[float]] = {"stream": [], "ours": [], "stock": []}
    with (
        stream(context, processes) as whole,
        bare(context, our_reader, processes=processes) as ours,
        bare(context, stock_reader, folders, processes=processes) as stock,
    ):
        steps: dict[str, Callable[[int], float]] = {
            "stream": whole.measure, "ours": ours.measure, "stock": stock.measure,
        }  # fmt: skip
        for number in range(context.rounds):
            order = list(steps) if number % 2 == 0 else list(reversed(steps))
            for name in order:
                values[name].append(steps[name](number))
                context.tell(
                    f"{processes} NLP, round {number + 1} of {context.rounds}: {name} {values[name][-1]:.1f} articles/s"
                )
    if processes == context.processes:
        context.capacity.extend(values["stream"])
    found, each = tuple(values["stream"]), f"{processes} process{'es' * (processes > 1)} each"
    return [
        Row(
            "a", f"end to end : bare nlp.pipe, all our components; {each}", found, tuple(values["ours"]),
            "articles/s", BAR, note=f"ms of processor time for an article in the last round: {whole.spent}",
        ),
        Row(
            "A", f"end to end : bare nlp.pipe of stock spaCy (names only); {each}", found, tuple(values["stock"]),
            "articles/s", STOCK_BAR, note=names,
        ),
    ]  # fmt: skip


class Stream:
    """A worker that has done the articles of the warm-up, and waits.

    Attributes:
        spent: in the last round, milliseconds of processor time that each kind of process took for an article.

    Args:
        context: of the run.
        pipeline: new.
    """

    def __init__(self, context: Context, pipeline: HeldPipeline) -> None:
        self.spent = ""
        self._context = context
        self._pipeline = pipeline
        self._worker = pipeline.start("-m", "streams.cli", "worker").pid
        warm = messages_of(context.warm_up())
        pipeline.warm_up(pipeline.settings.raw_topic, warm)
        self._done = len(warm)
        pipeline.await_searchable(self._done)
        self._settle()

    def measure(self, number: int) -> float:
        """Articles a second of a round, from a full topic of raw articles until a search finds all of them.

        The second or two that the last ones need on their way count against it.
        """
        messages = messages_of(self._context.round_of(number))
        with self._pipeline.held():
            self._pipeline.fill(self._pipeline.settings.raw_topic, messages)
            used = cpu_by_role(self._context, self._worker)
            start = time.monotonic()
        self._done += len(messages)
        end, found = self._pipeline.await_searchable(self._done)
        if found != self._done:
            raise Standstill(f"{found:,} articles are searchable, of {self._done:,} that were published")
        used = cpu_by_role(self._context, self._worker) - used
        each = {role: 1000 * seconds / len(messages) for role, seconds in used.most_common()}
        self.spent = ", ".join(f"{role} {value:.1f}" for role, value in each.items() if value >= 0.05)
        self._settle()
        return len(messages) / (end - start)

    def _settle(self) -> None:
        """Waits until servers and worker do nothing: what is measured next has the machine to itself."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < deadline:
            used = cpu_by_role(self._context, self._worker).total()
            time.sleep(1)
            if cpu_by_role(self._context, self._worker).total() - used < IDLE:
                return
        self._context.tell(f"servers and worker are still busy after {SETTLE_SECONDS:.0f} s")


@contextmanager
def stream(context: Context, processes: int) -> Iterator[Stream]:
    """A worker with so many NLP processes, warm; ended at the end."""
    with held_pipeline(context, nlp_processes=processes) as pipeline:
        yield Stream(context, pipeline)
