"""What spaCy is given of a text: pieces of bounded length, without runs that its tokenizer would take hours for.

Its memory grows with the length of a Doc, and its tokenizer's time with the square of a word's: 10,000 quotation marks
in a row took 25 seconds.
"""

import re
from typing import Final

LONGEST_PIECE: Final = 10_000
"""Characters; four times an ordinary article, which stays whole. Bounds a Doc at some 30 MB of matrices."""

EDGES: Final = ("\n\n", "\n", ". ", "? ", "! ", "。", " ")
"""Where a piece ends best, best first: paragraph, line, sentence, word."""


_ENDLESS: Final = re.compile(r"[^\s\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]{200,}")
"""A word of 200 characters or more is no name: a long address, encoded data, marks. Scripts without spaces aside."""


def readable(text: str) -> str:
    """The text with endless words replaced by as many spaces: every offset stays what it is."""
    return _ENDLESS.sub(lambda match: " " * len(match.group()), text)


def pieces(text: str, longest: int = LONGEST_PIECE) -> list[tuple[int, int]]:
    """The text as (start, end) of consecutive pieces that cover it, each at most `longest` characters.

    A piece ends at the last paragraph end in its second half, else line end, sentence end or space there, else where it
    is full. Time is in proportion to the length.

    Args:
        text: any text.
        longest: in code points, at least 2.
    """
    found = []
    start = 0
    while len(text) - start > longest:
        end = _end(text, start, start + longest)
        found.append((start, end))
        start = end
    if start < len(text):
        found.append((start, len(text)))
    return found


def _end(text: str, start: int, full: int) -> int:
    half = start + (full - start) // 2
    for edge in EDGES:
        at = text.rfind(edge, half, full)
        if at >= 0:
            return at + len(edge)
    return full
