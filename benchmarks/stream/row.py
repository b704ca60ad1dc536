"""What is measured: one row of the table of `make bench`."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, or the ratio of two that were measured beside each other.

    Attributes:
        key: what `--only` names it by (a, A, b, …); rows of one key belong together.
        name: what was measured against what.
        ours: the value of each round.
        other: that of what it is compared with, in the same rounds; None where it is held to the bar itself.
        unit: of both.
        bar: what the ratio, or the value where nothing is compared, must reach; None where it is only told.
        at_least: whether the bar is a lower limit, else an upper one.
        note: what a reader must know beside it.
    """

    key: str
    name: str
    ours: tuple[float, ...]
    other: tuple[float, ...] | None
    unit: str
    bar: float | None
    at_least: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        if not self.ours:
            raise ValueError(f"row {self.key} ({self.name}) has no round")
        if self.other is not None and len(self.other) != len(self.ours):
            raise ValueError(
                f"row {self.key} ({self.name}): {len(self.ours)} rounds of ours, {len(self.other)} of other"
            )

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours to the other, of each round; empty where nothing is compared."""
        return tuple(ours / other for ours, other in zip(self.ours, self.other or (), strict=False))

    @property
    def judged(self) -> tuple[float, ...]:
        """What is held to the bar, of each round: the ratios, or the values where nothing is compared."""
        return self.ratios or self.ours

    @property
    def value(self) -> float:
        """Median of ours."""
        return statistics.median(self.ours)

    @property
    def other_value(self) -> float | None:
        """Median of the other's values."""
        return None if self.other is None else statistics.median(self.other)

    @property
    def ratio(self) -> float | None:
        """Median of the ratios of the rounds."""
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def spread(self) -> float:
        """How far the rounds lie apart: largest less smallest of what is judged, as a share of its median."""
        return spread(self.judged)

    @property
    def met(self) -> bool | None:
        """Whether the median reaches the bar; None without one."""
        if self.bar is None:
            return None
        middle = statistics.median(self.judged)
        return middle >= self.bar if self.at_least else middle <= self.bar

    def json(self) -> dict[str, Any]:
        """All of it, for the file of results."""
        return {
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "ours": list(self.ours),
            "other": None if self.other is None else list(self.other),
            "value": self.value,
            "other_value": self.other_value,
            "ratio": self.ratio,
            "spread": self.spread,
            "bar": self.bar,
            "at_least": self.at_least,
            "met": self.met,
            "note": self.note,
        }


def spread(values: Sequence[float]) -> float:
    """Largest less smallest, as a share of the median; 0 where the median is."""
    middle = statistics.median(values)
    return (max(values) - min(values)) / abs(middle) if middle else 0.0
