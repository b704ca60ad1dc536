"""The named outcomes of messages, and their counters in one worker.

Every message that enters an agent ends in exactly one of its outcomes:

    enrich: enriched, deleted (passed on), dead-lettered
    index:  indexed, unchanged, superseded, deleted, dead-lettered
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from streams.messages import Rejected

Outcome = Literal["enriched", "indexed", "unchanged", "superseded", "deleted", "dead-lettered"]
Counted = Callable[[Counter[Outcome], Sequence[Rejected]], None]


def field_of(outcome: Outcome) -> str:
    """The outcome's field in `news-metrics`."""
    return outcome.replace("-", "_")


class Outcomes:
    """Counts deliveries by outcome, from the worker's start.

    Args:
        counted: told what is added, with the reasons of those dead-lettered.
    """

    def __init__(self, counted: Counted = lambda _counts, _rejections: None) -> None:
        self.counts: Counter[Outcome] = Counter()
        self._counted = counted

    def count(self, outcomes: Iterable[Outcome], rejections: Sequence[Rejected] = ()) -> None:
        """Adds one delivery for each outcome, and one dead-lettered for each rejection."""
        counts = Counter(outcomes)
        if rejections:
            counts["dead-lettered"] += len(rejections)
        self.counts += counts
        self._counted(counts, rejections)

    def summary(self) -> str:
        """The counts on one line, for the log."""
        return ", ".join(f"{name} {count:,}" for name, count in sorted(self.counts.items())) or "nothing yet"
