"""The rows of a run as a table for a person, and as a file."""

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from benchmarks.stream.row import Row

RESULTS: Final = Path(__file__).parents[1] / "results"


def table(rows: Sequence[Row], title: str) -> Table:
    """One line for each row, with its note below."""
    made = Table(
        "", "row", "ours", "other", "ratio", "spread", "bar", "met", title=title, title_justify="left", show_lines=True
    )  # fmt: skip
    for row in rows:
        name = escape(row.name) + (f"\n[dim]{escape(row.note)}[/dim]" if row.note else "")
        made.add_row(
            row.key, name, f"{shown(row.value)} {row.unit}", _other(row), _ratio(row), f"{row.spread:.0%}",
            _bar(row), {True: "met", False: "MISSED", None: ""}[row.met],
        )  # fmt: skip
    return made


def shown(value: float) -> str:
    """A figure with three digits, or all before the point."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _other(row: Row) -> str:
    return "" if row.other_value is None else f"{shown(row.other_value)} {row.unit}"


def _ratio(row: Row) -> str:
    return "" if row.ratio is None else f"{row.ratio:.2f}"


def _bar(row: Row) -> str:
    return "" if row.bar is None else f"{'≥' if row.at_least else '≤'} {row.bar:g}"


def write(rows: Sequence[Row], about: dict[str, Any], folder: Path, now: datetime) -> Path:
    """Writes the rows as JSON; the path of the file, whose name is the moment (and a number, in one minute).

    Args:
        rows: measured.
        about: machine, versions, options.
        folder: made if it is missing.
        now: the moment, with its zone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moment = f"{now:%Y-%m-%d-%H%M}"
    names = chain([moment], (f"{moment}-{number}" for number in count(2)))
    path = next(free for name in names if not (free := folder / f"{name}.json").exists())
    content = {"at": now.isoformat(timespec="seconds"), **about, "rows": [row.json() for row in rows]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
