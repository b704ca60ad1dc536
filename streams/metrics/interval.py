"""What an agent did in an interval, and the document in `news-metrics` that says so."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from streams.metrics.definitions import STAGES
from streams.outcomes import Outcome, field_of

KEPT = 5_000
"""Of more values than these a fair sample is kept for the percentiles."""


class Sample:
    """Of any number of values their count, their maximum, and enough of them for percentiles.

    A reservoir (J. S. Vitter, "Random Sampling with a Reservoir", 1985, algorithm R): each value has the same chance
    to be kept.
    """

    def __init__(self) -> None:
        self.count = 0
        self.largest = 0.0
        self._kept: list[float] = []

    def add(self, value: float) -> None:
        """Adds a value."""
        self.count += 1
        self.largest = max(self.largest, value)
        if len(self._kept) < KEPT:
            self._kept.append(value)
        elif (place := random.randrange(self.count)) < KEPT:
            self._kept[place] = value

    def merge(self, other: "Sample") -> None:
        """Adds what another sample has seen."""
        if self.count + other.count > KEPT:
            mine = round(KEPT * self.count / (self.count + other.count))
            kept = _some(self._kept, mine) + _some(other._kept, KEPT - mine)
        else:
            kept = self._kept + other._kept
        self._kept = kept
        self.count += other.count
        self.largest = max(self.largest, other.largest)

    def percentile(self, percent: float) -> float:
        """The smallest kept value that so many of a hundred do not exceed (nearest rank); 0 without values."""
        if not self._kept:
            return 0.0
        ordered = sorted(self._kept)
        return ordered[min(len(ordered) - 1, max(0, -int(-len(ordered) * percent // 100) - 1))]


def _some(values: list[float], count: int) -> list[float]:
    return random.sample(values, min(count, len(values)))


@dataclass(slots=True)
class Interval:
    """What was counted since the interval began.

    Attributes:
        began: on the monotonic clock.
        outcomes: deliveries by outcome.
        size: bytes of the messages taken.
        stage_seconds: seconds by stage, of all articles together.
        freshness: seconds from published to searchable.
        bulk: requests, documents, bytes, retries, refusals.
    """

    began: float = field(default_factory=time.monotonic)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    size: int = 0
    stage_seconds: dict[str, float] = field(default_factory=dict)
    freshness: Sample = field(default_factory=Sample)
    bulk: Counter[str] = field(default_factory=Counter)

    def add_stage(self, stage: str, seconds: float) -> None:
        """Adds seconds spent in a stage."""
        self.stage_seconds[stage] = self.stage_seconds.get(stage, 0.0) + seconds

    def merge(self, later: "Interval") -> None:
        """Goes on with an interval that began when this one ended."""
        self.outcomes += later.outcomes
        self.size += later.size
        for stage, seconds in later.stage_seconds.items():
            self.add_stage(stage, seconds)
        self.freshness.merge(later.freshness)
        self.bulk += later.bulk

    def document(self, agent: str, ended: float) -> dict[str, Any]:
        """The figures of the interval, as `news-metrics` has them.

        Args:
            agent: whose; what an agent does not do is left out.
            ended: on the monotonic clock.
        """
        seconds = max(ended - self.began, 1e-3)
        articles = self.outcomes.total()
        document: dict[str, Any] = {
            "interval_seconds": round(seconds, 3),
            "articles": articles,
            "articles_per_second": round(articles / seconds, 3),
            "bytes": self.size,
            "bytes_per_second": round(self.size / seconds, 1),
            "outcomes": {field_of(outcome): count for outcome, count in self.outcomes.items()},
            "stage_seconds": {stage: self.stage_seconds[stage] for stage in STAGES if stage in self.stage_seconds},
        }
        if agent == "index":
            document["bulk"] = {
                name: self.bulk[name] for name in ("requests", "documents", "bytes", "retries", "refusals")
            }
            document["freshness"] = {"count": self.freshness.count}
            if self.freshness.count:
                percentiles = {f"p{percent}": self.freshness.percentile(percent) for percent in (50, 95, 99)}
                document["freshness"] |= percentiles | {"max": self.freshness.largest}
        return document
