"""The sentences to show of a highlighted text.

Elasticsearch's own sentences are those of Java's BreakIterator: it ends one at "am 27." and at "Dr.", and begins the
next with what closes the last. So it gives the whole text with its marks, and the sentences are found here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from streams.search.model import HIGHLIGHT

MOST_SENTENCES: Final = 2
"""Shown of one hit."""

LONGEST_SHOWN: Final = 400
"""Characters of one sentence; of a longer one, what is around the first mark."""

_OPEN, _CLOSE = HIGHLIGHT
_CLOSING: Final = f"\"'»«”“’‘›‹)\\]」』）】{_CLOSE}"
_CLOSING_WIDE: Final = f"”’」』）】》{_CLOSE}"
_OPENING: Final = f"\"'«»„“”‚‘’‹›(\\[¿¡—–-{_OPEN}"

_END: Final = re.compile(
    rf"[。！？]+(?![。！？{_CLOSING_WIDE}])"  # no space needed
    rf"|[。！？]+[{_CLOSING_WIDE}]+(?=[\s「『“]|$)"  # what is said, without who says it: 「…。」と話す。
    rf"|[.!?…؟।۔‽]+[{_CLOSING}]*(?=\s|$)"
    rf"|(?<=[^\W\d_][^\W\d_])[.!?](?=[„«“»]?[^\W\d_][^\W\d_])"  # the space was forgotten
    r"|\n\s*\n"
)
_NEXT: Final = re.compile(rf"[\s{_OPENING}]*(.)?", re.DOTALL)
_LAST_WORD: Final = re.compile(rf"([\w]+){_CLOSE}?\.[{_CLOSING}]*$")

_ABBREVIATIONS: Final = frozenset(
    [
        "dr", "prof", "mr", "mrs", "ms", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "rev", "mt",
        "vs", "inc", "corp", "co", "ltd", "jr", "sr", "bzw", "ca", "usw", "etc", "evtl", "ggf", "sog", "inkl", "nr",
        "str", "hl", "vgl", "mme", "mlle", "mgr", "sra", "srta", "sres", "dott", "sig", "ing", "av", "ul", "np", "tj",
        "tzv", "mj", "art", "им", "ул", "др", "проф", "акад", "руб", "млн", "млрд", "тыс",
    ]
)  # fmt: skip


def shown(highlighted: Mapping[str, Sequence[str]]) -> list[str]:
    """The sentences to show of a hit: those with most that was searched for, in the order of the text.

    Args:
        highlighted: Elasticsearch's `highlight` of a hit: of each field the whole values in which something was found.

    Returns:
        At most MOST_SENTENCES whole sentences with their marks, none that only repeats the title (see `title_of`).
    """
    title = title_of(highlighted)
    marked = [sentence for value in texts(highlighted) for sentence in marked_sentences(value)]
    found = [sentence for sentence in marked if title is None or not _repeats(sentence, title)]
    best = sorted(range(len(found)), key=lambda place: (-_worth(found[place]), place))[:MOST_SENTENCES]
    return [bounded(found[place]) for place in sorted(best)]


def texts(highlighted: Mapping[str, Sequence[str]]) -> list[str]:
    """The whole texts in which something was found (of a quotation: itself)."""
    return [value for name, field in highlighted.items() if name.startswith("body.") for value in field]


def title_of(highlighted: Mapping[str, Sequence[str]]) -> str | None:
    """The title with its marks; None where nothing was found in it."""
    return next((field[0] for name, field in highlighted.items() if name.startswith("heading.") and field), None)


def marked_sentences(text: str) -> Iterator[str]:
    """The sentences of a text that have a mark, each once."""
    if _OPEN not in text:
        return
    seen: set[str] = set()
    for start, end in pairwise([0, *_boundaries(text), len(text)]):
        sentence = text[start:end].strip()
        if _OPEN in sentence and sentence not in seen:
            seen.add(sentence)
            yield sentence


def bounded(sentence: str) -> str:
    """The sentence; of one longer than LONGEST_SHOWN, whole words around its first mark, with … where it is cut."""
    if len(sentence) <= LONGEST_SHOWN:
        return sentence
    first = max(sentence.find(_OPEN), 0)
    start = max(min(first - LONGEST_SHOWN // 3, len(sentence) - LONGEST_SHOWN), 0)
    end = min(start + LONGEST_SHOWN, len(sentence))
    if start:
        space = sentence.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(sentence):
        space = sentence.rfind(" ", sentence.find(_CLOSE, start, end) + 1, end)
        end = space if space >= 0 else end
    cut = sentence[start:end]
    if cut.rfind(_OPEN) > cut.rfind(_CLOSE):  # the cut is inside of a mark
        cut += _CLOSE
    return ("…" if start else "") + cut + ("…" if end < len(sentence) else "")


def _repeats(sentence: str, title: str) -> bool:
    """Whether it is the title, perhaps with other signs and the outlet's name behind it."""
    return _letters(title) in _letters(sentence) and len(sentence) < 2 * len(title)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _worth(sentence: str) -> int:
    """How many different words of a sentence are marked."""
    return len({word.lower() for word in re.findall(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}", sentence)})


def _boundaries(text: str) -> Iterator[int]:
    for end in _END.finditer(text):
        if "\n" in end.group() or _ends(text, end):
            yield end.end()


def _ends(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence ends where a text has a point or the like, and not an abbreviation or a number."""
    after = _NEXT.match(text, end.end())
    following = after.group(1) if after else None
    if following and following.islower():
        return False
    if end.group()[0] != "." or end.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(end.start() - 20, 0), end.end())
    if before is None:
        return True
    word = before.group(1)
    # "27. September", "J. Smith", "Dr. Jones"
    ordinal = word.isdecimal() and len(word) <= 2 and bool(following) and text[end.end() : end.end() + 1] == " "
    return not (ordinal or len(word) == 1 or word.lower() in _ABBREVIATIONS)
