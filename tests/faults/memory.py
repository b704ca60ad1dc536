"""Resident memory of processes over articles, and whether it grows."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]

MOST_POINTS = 300
"""Of a longer series so many are compared, evenly spread: pairs grow with the square."""

MEGABYTE = 1024 * 1024
PER_ARTICLES = 10_000


def theil_sen(series: Iterable[Sequence[Point]]) -> float | None:
    """The median of the slopes between all pairs of points of the same series; None where there is no such pair.

    Up to 29 % of the points of a series may be anything without moving it far (P. K. Sen, "Estimates of the Regression
    Coefficient Based on Kendall's Tau", 1968). Points of different series are not compared: each process has a size
    of its own from its start.

    Args:
        series: of points (x, y), in any order.
    """
    slopes = []
    for points in series:
        ordered = _some(sorted(points))
        for position, (x, y) in enumerate(ordered):
            slopes += [(other_y - y) / (other_x - x) for other_x, other_y in ordered[position + 1 :] if other_x > x]
    return statistics.median(slopes) if slopes else None


def growth(series: Iterable[Sequence[Point]]) -> float | None:
    """Megabytes in PER_ARTICLES articles: the median slope of series of (articles, bytes); None as in `theil_sen`."""
    slope = theil_sen(series)
    return None if slope is None else slope * PER_ARTICLES / MEGABYTE


def _some(points: Sequence[Point]) -> Sequence[Point]:
    if len(points) <= MOST_POINTS:
        return points
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return [points[round(number * step)] for number in range(MOST_POINTS)]


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one process at one moment.

    Attributes:
        seconds: since the beginning of the soak.
        role: what the process does: enrich agent, index agent, NLP.
        pid: which it is.
        articles: that its agent has taken so far.
        rss: resident bytes.
    """

    seconds: float
    role: str
    pid: int
    articles: int
    rss: int


@dataclass(slots=True)
class Memory:
    """All readings of a soak.

    Attributes:
        warm_up: articles that a process has had before its readings count: until then models and caches fill.
    """

    warm_up: int
    readings: list[Reading] = field(default_factory=list)

    def roles(self) -> list[str]:
        """Which there are, sorted."""
        return sorted({reading.role for reading in self.readings})

    def after_warm_up(self, role: str) -> list[list[Point]]:
        """Articles and bytes of each process with a role, without its warm-up."""
        series: dict[int, list[Point]] = {}
        begun: dict[int, int] = {}
        for reading in self.readings:
            if reading.role == role:
                first = begun.setdefault(reading.pid, reading.articles)
                if reading.articles - first >= self.warm_up:
                    series.setdefault(reading.pid, []).append((reading.articles, reading.rss))
        return list(series.values())

    def slope(self, role: str) -> float | None:
        """Megabytes that a process with a role grows in PER_ARTICLES articles, after its warm-up."""
        return growth(self.after_warm_up(role))

    def span(self, role: str) -> int:
        """Articles that the longest series of a role covers."""
        return max((round(points[-1][0] - points[0][0]) for points in self.after_warm_up(role)), default=0)

    def extremes(self, role: str) -> tuple[float, float]:
        """The least and the most megabytes after the warm-up; of all readings where none is after it."""
        sizes = [size for points in self.after_warm_up(role) for _, size in points]
        sizes = sizes or [reading.rss for reading in self.readings if reading.role == role]
        return min(sizes) / MEGABYTE, max(sizes) / MEGABYTE
