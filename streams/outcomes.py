"""The named outcomes of messages, and their counters in one worker.

Every message that enters an agent ends in exactly one of its outcomes:

    enrich: enriched, deleted (passed on), dead-lettered
    index:  indexed, unchanged, superseded, deleted, dead-lettered
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

Outcome = Literal["enriched", "indexed", "unchanged", "superseded", "deleted", "dead-lettered"]


class Outcomes:
    """Counts deliveries by outcome, from the worker's start."""

    def __init__(self) -> None:
        self.counts: Counter[Outcome] = Counter()

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Adds one delivery for each outcome."""
        self.counts.update(outcomes)

    def summary(self) -> str:
        """The counts on one line, for the log."""
        return ", ".join(f"{name} {count:,}" for name, count in sorted(self.counts.items())) or "nothing yet"
