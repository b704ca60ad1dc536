"""Texts in which signs stand as HTML references (&quot; &#8222; &amp;raquo;), as feeds that escape twice deliver them.

The article is read with the signs in their places; what is found is told in offsets of the text as it came.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from schemas.annotations import Cue, Entity, Quote, Section, Speaker

_REFERENCE = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_Given = TypeVar("_Given", Entity, Section)
_Found = TypeVar("_Found", Speaker, Cue, Quote)


@dataclass(slots=True)
class _Spans:
    """Where the references, or the signs they stand for, are."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class Unescaped:
    """A text with its references resolved, and the way between its offsets and those of the original.

    `text` is the resolved text. True where there is any reference, else `text` is the original.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._references, self._signs = _Spans(), _Spans()
        pieces: list[str] = []
        position = length = 0
        for match in _REFERENCE.finditer(original) if "&" in original else ():
            sign = html.unescape(f"&{match.group(1)};")
            if not sign or (len(sign) > 1 and sign.endswith(";")):
                continue  # not the name of a sign
            pieces += (original[position : match.start()], sign)
            length += match.start() - position
            position = match.end()
            self._references.starts.append(match.start())
            self._references.ends.append(position)
            self._signs.starts.append(length)
            length += len(sign)
            self._signs.ends.append(length)
        self.text = "".join(pieces) + original[position:] if pieces else original

    def __bool__(self) -> bool:
        return bool(self._signs.starts)

    def inward(self, spans: Sequence[_Given]) -> list[_Given]:
        """Returns entities or sections of the original with offsets into the resolved text."""
        moved = ((_moved(span.start, span.end, self._references, self._signs), span) for span in spans)
        return [
            span if (start, end) == (span.start, span.end) else span.model_copy(update={"start": start, "end": end})
            for (start, end), span in moved
        ]

    def outward(self, quotes: Sequence[Quote]) -> list[Quote]:
        """Returns quotations of the resolved text with offsets into the original, and its very words."""
        return [self._quote_back(quote) for quote in quotes]

    def _quote_back(self, quote: Quote) -> Quote:
        speaker, cue = quote.speaker and self._back(quote.speaker), quote.cue and self._back(quote.cue)
        moved = self._back(quote)
        if moved is quote and speaker is quote.speaker and cue is quote.cue:
            return quote
        return moved.model_copy(update={"speaker": speaker, "cue": cue})

    def _back(self, found: _Found) -> _Found:
        start, end = _moved(found.start, found.end, self._signs, self._references)
        if (start, end) == (found.start, found.end):
            return found
        return found.model_copy(update={"start": start, "end": end, "text": self.original[start:end]})


def _moved(start: int, end: int, here: _Spans, there: _Spans) -> tuple[int, int]:
    """The offsets of a stretch of one text in the other; a reference, or a sign, it touches belongs to it whole."""
    at = bisect_right(here.starts, start) - 1
    if at >= 0:
        start = there.starts[at] if start < here.ends[at] else there.ends[at] + start - here.ends[at]
    at = bisect_left(here.starts, end) - 1
    if at >= 0:
        end = there.ends[at] + max(end - here.ends[at], 0)
    return start, end
