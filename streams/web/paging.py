"""Pages of hits: how many there are, and which are linked."""

from dataclasses import dataclass
from typing import Final

from streams.search.reader import DEEPEST_HIT, last_page

AROUND: Final = 2
"""Linked pages on each side of the current one."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the hits a page is.

    Attributes:
        current: the number of the page, from 1.
        size: hits on a page.
        total: hits in all.
    """

    current: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The last page that can be shown; 1 without hits."""
        return last_page(self.total, self.size)

    @property
    def beyond(self) -> bool:
        """Whether the page lies behind the last one."""
        return self.current > self.last

    @property
    def cut(self) -> bool:
        """Whether there are hits that no page shows."""
        return self.total > DEEPEST_HIT

    @property
    def linked(self) -> list[int | None]:
        """Numbers to link: the first, the last, those around the current one; None where some are left out."""
        shown = {1, self.last, *range(self.current - AROUND, self.current + AROUND + 1)}
        numbers: list[int | None] = []
        for number in sorted(number for number in shown if 1 <= number <= self.last):
            previous = numbers[-1] if numbers else None
            if previous is not None and number > previous + 1:
                numbers.append(None)
            numbers.append(number)
        return numbers
