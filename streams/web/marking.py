"""Spans of a text as HTML: elements that nest as HTML must, however the spans overlap.

A span of a lower layer is outside those of higher layers and stays in one piece as long as nothing of its own layer or
below cuts it; a span that crosses the border of one outside it is divided there. Without its tags, the result is the
text, character for character.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from streams.web.text import harmless

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text and the element around it.

    Attributes:
        start: first character (code point).
        end: behind the last one.
        layer: 0 is outermost.
        tag: the element's name; ours, never from an article.
        attributes: of every piece of it.
        once: of its first piece only, such as its id.
    """

    start: int
    end: int
    layer: int
    tag: str
    attributes: Attributes = field(default_factory=dict)
    once: Attributes = field(default_factory=dict)


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """The text, escaped and harmless, with its spans as elements.

    Args:
        text: as published.
        spans: in any order; those that are empty or reach outside the text are left out.
    """
    usable = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    usable.sort(key=lambda span: (span.start, span.layer, -span.end))
    shown = harmless(text)
    borders = sorted({0, len(text), *(span.start for span in usable), *(span.end for span in usable)})
    out: list[str] = []
    open_now: list[int] = []  # positions in `usable`, outermost first
    begun: set[int] = set()
    upcoming = 0
    for start, end in pairwise(borders):
        wanted = [one for one in open_now if usable[one].end > start]
        while upcoming < len(usable) and usable[upcoming].start <= start:
            wanted.append(upcoming)
            upcoming += 1
        wanted.sort(key=lambda one: (usable[one].layer, usable[one].start, -usable[one].end, one))
        kept = _common_length(open_now, wanted)
        out += [f"</{usable[one].tag}>" for one in reversed(open_now[kept:])]
        for one in wanted[kept:]:
            out.append(_opening(usable[one], first=one not in begun))
            begun.add(one)
        out.append(str(escape(shown[start:end])))
        open_now = wanted
    out += [f"</{usable[one].tag}>" for one in reversed(open_now)]
    return Markup("".join(out))  # noqa: S704 - every piece of it is escaped above


def _common_length(left: Sequence[int], right: Sequence[int]) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


def _opening(span: Span, first: bool) -> str:
    attributes = {**span.attributes, **(span.once if first else {})}
    return f"<{span.tag}" + "".join(f' {name}="{escape(harmless(value))}"' for name, value in attributes.items()) + ">"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between blank lines, without white space around them."""
    found = []
    start: int | None = None
    end = 0
    position = 0
    for line in text.splitlines(keepends=True):
        content = line.strip()
        if content:
            if start is None:
                start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip())
        elif start is not None:
            found.append((start, end))
            start = None
        position += len(line)
    if start is not None:
        found.append((start, end))
    return found
