"""How fast the stream is, against what it could be, on a real Kafka and a real Elasticsearch of its own.

    python -m benchmarks.stream                                all rows; an hour on two cores, which must be idle
    python -m benchmarks.stream --only a,g --articles 500 --rounds 1 --memory-articles 200,1000

Each row is a ratio of two things that were measured in turn, after a warm-up, on the same articles (or a value held to
a bar): the median of the rounds, and how far they lie apart. `make bench OPTIONS="…"` is the same. What the rows are,
and how the figures came about: docs/performance.md. Words a second of other networks: `make bench-networks`.
"""

import argparse
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from benchmarks.stream import context as defaults
from benchmarks.stream.context import Context
from benchmarks.stream.machine import machine, versions
from benchmarks.stream.row import Row
from benchmarks.stream.table import RESULTS, table, write
from streams.errors import UserError
from streams.nlp_process import THREAD_VARIABLES
from tests.faults.interrupting import INTERRUPTED, interrupt
from tests.faults.servers import Stack

MODULES: Final = {
    "end_to_end": "a A",
    "transport": "b",
    "indexing": "c",
    "publishing": "d",
    "fresh": "e",
    "memory": "f",
    "nlp_alone": "g",
    "cold_start": "i",
    "processors_alone": "j",
}
"""Modules of this package with a function `rows(context)`, in the order of measuring, and the keys of their rows."""

SERVERS: Final = ("kafka", "elasticsearch")

ON_WARM_SERVERS: Final = frozenset({"end_to_end", "transport", "indexing", "fresh"})
"""Modules whose rows tell how much of the machine the servers take."""

BUSY_LOAD: Final = 0.5
"""Processes that wanted to run before anything was started: with more, the figures are about the others too."""

console = Console(width=150, soft_wrap=True, highlight=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints and writes.

    Returns:
        The exit code: 0 all bars reached; 1 one missed, or a row could not be measured; 130 interrupted.
    """
    options = _options(arguments)
    # Before numpy is imported, with the first module that measures; what is started below inherits it.
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))
    signal.signal(signal.SIGTERM, interrupt)
    about: dict[str, Any] = {"machine": machine(), "versions": versions()}
    load = about["machine"]["load"]
    if load > BUSY_LOAD:
        console.print(f"[yellow]the machine is busy (load {load}): the figures are preliminary[/yellow]")
    folder = Path(tempfile.mkdtemp(prefix="quotewire-bench-"))
    folder.chmod(0o755)  # every user may enter: Elasticsearch runs as `nobody` where root starts it
    stack = Stack(options.stack or folder / "stack", fast=False)
    rows: list[Row] = []
    failed: list[str] = []
    interrupted = False
    started = time.monotonic()

    def tell(text: str) -> None:
        console.print(f"[dim]{(time.monotonic() - started) / 60:6.1f} min[/dim]  {text}", markup=True)

    try:
        tell("starting Kafka and Elasticsearch")
        stack.up()
        context = Context(
            stack.endpoints, folder, tell, options.articles, options.rounds, options.processes,
            options.memory_articles, options.load_seconds, servers={name: stack.processes(name) for name in SERVERS},
        )  # fmt: skip
        if options.warm_up and ON_WARM_SERVERS.intersection(options.modules):
            importlib.import_module("benchmarks.stream.warming").warm_servers(context, options.warm_up)
        for name in options.modules:
            tell(f"[bold]{MODULES[name]}[/bold] ({name})")
            try:
                rows += importlib.import_module(f"benchmarks.stream.{name}").rows(context)
            except (RuntimeError, UserError, OSError) as error:
                failed.append(f"{MODULES[name]}: {error}")
                tell(f"[red]could not be measured:[/red] {error}")
    except KeyboardInterrupt:
        interrupted = True
        tell("interrupted")
    except (RuntimeError, UserError, OSError) as error:
        failed.append(str(error))
    finally:
        if options.stack is None:
            tell("ending Kafka and Elasticsearch")
            with suppress(RuntimeError):
                stack.wipe()
        shutil.rmtree(folder, ignore_errors=True)
    if rows:
        _report(rows, about, options, interrupted)
    for failure in failed:
        console.print(f"not measured: {failure}", style="red", markup=False)
    if interrupted:
        return INTERRUPTED
    return 1 if failed or any(row.met is False for row in rows) else 0


def _report(rows: Sequence[Row], about: dict[str, Any], options: argparse.Namespace, interrupted: bool) -> None:
    asked = {
        "articles": options.articles, "rounds": options.rounds, "processes": options.processes,
        "warm_up": options.warm_up, "memory_articles": list(options.memory_articles),
        "load_seconds": options.load_seconds, "interrupted": interrupted,
    }  # fmt: skip
    title = f"articles: {options.articles:,}; rounds: {options.rounds}; NLP processes: {options.processes}"
    console.print(table(rows, title))
    path = write(rows, {**about, "options": asked}, options.output, datetime.now().astimezone())
    console.print(f"written to {os.path.relpath(path)}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stream", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    few, many = defaults.MEMORY_ARTICLES
    parser.add_argument("--only", metavar="a,c", help="which rows [all]")
    parser.add_argument("--articles", type=_positive, default=defaults.ARTICLES, help="of a round [5000]")
    parser.add_argument("--rounds", type=_positive, default=defaults.ROUNDS, help="that are measured [3]")
    parser.add_argument(
        "--warm-up", type=_count, default=defaults.WARM_UP, metavar="ARTICLES",
        help=f"that are indexed first, so that the servers are compiled; 0: none [{defaults.WARM_UP}]",
    )  # fmt: skip
    parser.add_argument("--processes", type=_positive, default=defaults.PROCESSES, help="NLP processes [2]")
    parser.add_argument(
        "--memory-articles", type=_pair, default=defaults.MEMORY_ARTICLES, metavar="FEW,MANY",
        help=f"after how many articles row f looks at memory [{few},{many}]",
    )  # fmt: skip
    parser.add_argument(
        "--load-seconds", type=float, default=defaults.LOAD_SECONDS, help="length of each load of row e [60]"
    )
    parser.add_argument(
        "--output", type=Path, default=RESULTS, metavar="DIR", help="where to write [benchmarks/results]"
    )
    parser.add_argument(
        "--stack",
        type=Path,
        metavar="DIR",
        help="a stack of deploy/local/stack.py, to be used and left running [its own]",
    )
    options = parser.parse_args(arguments)
    keys = {key for named in MODULES.values() for key in named.split()}
    wanted = set((options.only or ",".join(keys)).replace(" ", "").split(","))
    if wanted - keys:
        parser.error(
            f"--only: there is no row {', '.join(sorted(wanted - keys))}; the rows are {', '.join(sorted(keys))}"
        )
    options.modules = [name for name, named in MODULES.items() if wanted & set(named.split())]
    return options


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _count(text: str) -> int:
    return 0 if text == "0" else _positive(text)


def _pair(text: str) -> tuple[int, int]:
    few, _, many = text.partition(",")
    pair = _positive(few), _positive(many)
    if pair[0] >= pair[1]:
        raise argparse.ArgumentTypeError(f"{text!r}: write the smaller number first, such as 1000,20000")
    return pair


if __name__ == "__main__":
    sys.exit(main())
