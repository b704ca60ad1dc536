"""`python -m tests.faults`: makes faults happen under load, and accounts for every message.

Exit code 0 if in every row nothing is lost, duplicated or wrong; 1 if not, or if a fault could not be made to happen.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from tests.faults.interrupting import end_undisturbed, interruptible
from tests.faults.report import Row, show, write
from tests.faults.rows import FAULTS, run
from tests.faults.servers import Servers
from tests.faults.trial import Enricher, Fault, Trial

FEWEST = 40
"""Articles with which each kind of poison is there and a fault still has something to hit."""


def main() -> int:
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 160)
    chosen = [fault for fault in FAULTS if not options.only or fault.letter in options.only]
    chosen.sort(key=lambda fault: fault.letter)
    if options.list:
        for fault in chosen:
            console.print(f"{fault.letter}  {fault.name}", markup=False)
        return 0
    return interruptible(lambda: _carry_out(chosen, options, console))


def _carry_out(chosen: Sequence[Fault], options: argparse.Namespace, console: Console) -> int:
    servers, enricher = Servers(), Enricher()
    rows: list[Row] = []
    try:
        for number, fault in enumerate(chosen, start=1):
            console.print(f"[{number}/{len(chosen)}] {fault.letter} {fault.name}", markup=False)
            rows.append(_row(fault, servers, enricher, options))
            _tell(console, rows[-1])
            if options.output:
                write(options.output, rows, options.seed)
    finally:
        end_undisturbed()
        servers.close()
    show(console, rows)
    console.print(f"{sum(row.seconds or 0 for row in rows) / 60:.0f} minutes", highlight=False)
    return 0 if all(row.passed for row in rows) else 1


def _row(fault: Fault, servers: Servers, enricher: Enricher, options: argparse.Namespace) -> Row:
    folder = servers.folder / f"{fault.letter}-{time.monotonic_ns()}"
    folder.mkdir()
    trial = Trial(servers, enricher, options.articles, f"{options.seed}-{fault.letter}", folder)
    row = run(fault, trial)
    if not row.passed and options.output:
        keep_logs(folder, options.output / f"logs-{fault.letter}-{fault.name.split()[0]}")
    return row


def keep_logs(folder: Path, kept: Path) -> None:
    """Copies what the workers of a trial have printed."""
    kept.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("worker-*.log"):
        shutil.copy(path, kept)


def _tell(console: Console, row: Row) -> None:
    told = [*row.evidence, *(row.balance.examples if row.balance else [])]
    for line in told:
        console.print(f"    {line}", markup=False, highlight=False)
    state = "even" if row.passed else f"NOT EVEN {row.error or ''}"
    recovery = "" if row.recovery is None else f", recovery {row.recovery:.0f} s"
    console.print(f"    {state}{recovery}, {row.seconds or 0:.0f} s in all", markup=False, highlight=False)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description="Makes faults happen on real servers under load, and accounts for every message afterwards.",
        epilog="It starts and wipes a stack of its own; QUOTEWIRE_TEST_STACK_DIR names one that runs, which is then "
        "used for all faults that do not touch the servers.",
    )
    parser.add_argument("--only", type=_letters, default=[], metavar="a,e,i", help="only these faults (see --list)")
    parser.add_argument("--articles", type=int, default=3000, metavar="N", help="messages under way in each [3000]")
    parser.add_argument("--seed", default="1", help="of everything that is random [1]")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where to write faults.md, faults.json and logs")
    parser.add_argument("--list", action="store_true", help="say which faults there are, and end")
    options = parser.parse_args()
    if options.articles < FEWEST:
        parser.error(f"--articles {options.articles}: at least {FEWEST} are needed for a fault to have work to hit")
    return options


def _letters(value: str) -> list[str]:
    letters = [letter.strip() for letter in value.split(",") if letter.strip()]
    unknown = [letter for letter in letters if letter not in {fault.letter for fault in FAULTS}]
    if unknown:
        known = ", ".join(sorted({fault.letter for fault in FAULTS}))
        raise argparse.ArgumentTypeError(f"no fault is called {', '.join(unknown)}; there are {known}")
    return letters


if __name__ == "__main__":
    sys.exit(main())
