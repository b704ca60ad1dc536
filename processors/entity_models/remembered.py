"""Rows of numbers that are remembered by a key, so many at most."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

LEAST: Final = 1024
"""Rows for which there is room from the first one on."""


class RememberedRows:
    """A row for each key, in the order in which the keys came.

    Attributes:
        places: the row of each key.

    Args:
        dtype: of the numbers.
        width: of a row; if it is not known yet, that of the first ones.
    """

    def __init__(self, dtype: DTypeLike, width: int = 0) -> None:
        self.places: dict[int, int] = {}
        self._rows: NDArray[Any] = np.zeros((0, width), dtype=dtype)

    def of(self, keys: Iterable[int]) -> NDArray[Any]:
        """The rows of keys, all of which are there, (keys, width); a copy."""
        places = self.places
        found: NDArray[Any] = self._rows[[places[key] for key in keys]]
        return found

    def add(self, keys: Iterable[int], rows: NDArray[Any], most: int) -> None:
        """Takes in rows.

        Args:
            keys: different ones, none of which is there.
            rows: of them, (keys, width).
            most: rows for which room is made ahead; more are taken too.
        """
        start = len(self.places)
        end = start + len(rows)
        if end > len(self._rows):
            size = max(end, min(2 * start, most), LEAST)
            room = np.zeros((size, rows.shape[1]), dtype=self._rows.dtype)
            if start:
                room[:start] = self._rows[:start]
            self._rows = room
        self._rows[start:end] = rows
        self.places.update(zip(keys, range(start, end), strict=True))

    def forget_later_half(self, most: int) -> None:
        """Keeps the keys that came first, half as many as `most`: common words do."""
        kept = most // 2
        self.places = {key: place for key, place in self.places.items() if place < kept}
        if len(self._rows) > most:  # a text had more words than that
            self._rows = self._rows[:kept].copy()
