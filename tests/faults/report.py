"""The table of a run: one row for each fault, on the terminal, as Markdown and as JSON."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.faults.accounting import Balance

COLUMNS = ("fault", "articles", "lost", "duplicated", "wrong", "dead letters", "lag", "recovery")


@dataclass(slots=True)
class Row:
    """What became of one fault.

    Attributes:
        letter: of the fault.
        name: of the fault.
        articles: messages published, poison among them.
        balance: None where it could not be drawn.
        recovery: seconds from the end of the fault until every message had its outcome.
        seconds: that all of it took, servers and accounting included.
        error: why there is no balance.
        evidence: that the fault happened.
    """

    letter: str
    name: str
    articles: int
    balance: Balance | None = None
    recovery: float | None = None
    seconds: float | None = None
    error: str | None = None
    evidence: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.error is None and self.balance is not None and self.balance.even

    def cells(self) -> list[str]:
        """One for each of COLUMNS."""
        name = f"{self.letter} {self.name}"
        if self.balance is None:
            return [name, f"{self.articles:,}", *["?"] * 5, self.error or "?"]
        balance = self.balance
        letters = f"{balance.letters_expected}/{balance.letters_found}"
        if balance.letters_wrong:
            letters += f" ({balance.letters_wrong} wrong)"
        numbers = (self.articles, balance.lost, balance.duplicated, balance.wrong)
        recovery = "?" if self.recovery is None else f"{self.recovery:.0f} s"
        return [name, *(f"{number:,}" for number in numbers), letters, f"{balance.lag:,}", recovery]


def show(console: Console, rows: list[Row]) -> None:
    """Prints the table."""
    table = Table(title="Faults (dead letters: expected/found)")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "fault" else "right")
    for row in rows:
        table.add_row(*(escape(cell[:200]) for cell in row.cells()), style=None if row.passed else "red")
    console.print(table)


def markdown(rows: list[Row]) -> str:
    """The table for a document."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|---{'|---:' * (len(COLUMNS) - 1)}|"]
    lines += [f"| {' | '.join(cell.replace('|', '/').splitlines()[0] for cell in row.cells())} |" for row in rows]
    return "\n".join(lines) + "\n"


def write(folder: Path, rows: list[Row], seed: str) -> None:
    """Writes faults.md and faults.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "faults.md").write_text(markdown(rows), encoding="utf-8")
    told = {"seed": seed, "passed": all(row.passed for row in rows), "faults": [asdict(row) for row in rows]}
    (folder / "faults.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
