"""Variants of annotated texts that a news stream brings and annotated data sets hardly hold.

Every function returns a new `Record` whose spans still delimit the same names.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from opencc import OpenCC

from training.data import Record, Span

NamePool = dict[str, list[str]]
"""Names by label, each once."""

_STYLES = ["„“", "“”", "””", "«»", "»«", "‘’", "‚‘", "‹›", '""', "「」"]
QUOTE_STYLES = tuple((style[0], style[1]) for style in _STYLES)
_MARKS = frozenset('„“”«»"‹›')  # not the apostrophe-like ones: inside words they are no quotation marks
MIXED = 0.5
"""Share of the drawn names of persons that are put together from two."""
REPLACED = 0.5
"""Share of the names of a text that are replaced, if any is."""
SEPARATORS = (" ", " ", " ", "\n", "\n\n")


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares, 0 to 1, of the texts of a pass that are changed; each kind is drawn on its own.

    Attributes:
        joined: Texts that open a document of two or three neighbours.
        upper: Names and words in capitals, as in headlines and datelines.
        title: Each word with a capital, as in English headlines.
        unpunctuated: Without the closing full stop, as in headlines.
        requoted: With quotation marks of another style.
        quoted: Put in quotation marks as a whole.
        unseen: Words (not texts) whose form is hidden, so that the network learns to judge a word it has never seen by
            its first letter, ending, shape and neighbours.
        simplified: Chinese texts in simplified characters: the free annotated texts are in traditional ones.
        unlisted: Texts of which the words are looked up in the lexicon of no language, but in that of all.
    """

    joined: float = 0.35
    upper: float = 0.02
    title: float = 0.03
    unpunctuated: float = 0.08
    requoted: float = 0.3
    quoted: float = 0.04
    unseen: float = 0.1
    unlisted: float = 0.0
    renamed: float = 0.25
    simplified: float = 0.6


def shifted(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    """The spans, moved by a number of code points."""
    return tuple(Span(span.start + by, span.end + by, span.label) for span in spans)


def joined(records: Sequence[Record], separator: str) -> Record:
    """One document of several texts."""
    text = ""
    spans: list[Span] = []
    unknown: list[tuple[int, int]] = []
    for record in records:
        text += separator if text else ""
        spans.extend(shifted(record.spans, len(text)))
        unknown.extend((start + len(text), end + len(text)) for start, end in record.unknown)
        text += record.text
    return replace(records[0], text=text, spans=tuple(spans), unknown=tuple(unknown))


def upper_case(record: Record) -> Record:
    """Capitals throughout; letters whose capital is two letters (German sharp s) stay, as they do in many
    newspapers."""
    return replace(record, text="".join(c.upper() if len(c.upper()) == 1 else c for c in record.text))


def title_case(record: Record) -> Record:
    """A capital at the start of every word."""
    text = record.text
    capital = (
        c.upper() if len(c.upper()) == 1 and (i == 0 or text[i - 1].isspace()) else c for i, c in enumerate(text)
    )
    return replace(record, text="".join(capital))


def unpunctuated(record: Record) -> Record:
    """Without the closing full stop."""
    text = record.text.rstrip()
    last = record.spans[-1].end if record.spans else 0
    return replace(record, text=text[:-1]) if text.endswith(".") and last < len(text) else record


def requoted(record: Record, style: tuple[str, str]) -> Record:
    """Quotation marks replaced by those of `style`: after white space or at the start an opening one, else a closing
    one."""
    text = record.text
    opening, closing = style
    return replace(
        record,
        text="".join(
            (opening if i == 0 or text[i - 1].isspace() or text[i - 1] in "([" else closing) if c in _MARKS else c
            for i, c in enumerate(text)
        ),
    )


def quoted(record: Record, style: tuple[str, str]) -> Record:
    """The whole text in quotation marks."""
    by = len(style[0])
    unknown = tuple((start + by, end + by) for start, end in record.unknown)
    return replace(record, text=style[0] + record.text + style[1], spans=shifted(record.spans, by), unknown=unknown)


def name_pool(records: Iterable[Record]) -> NamePool:
    """All names of some texts, each once, in a fixed order."""
    pool: dict[str, set[str]] = {}
    for record in records:
        for span in record.spans:
            pool.setdefault(span.label, set()).add(record.text[span.start : span.end])
    return {label: sorted(names) for label, names in sorted(pool.items())}


def _other_name(label: str, pool: NamePool, rng: random.Random) -> str:
    """A name of the pool; of persons also a new one, of one's first and another's last name."""
    name = rng.choice(pool[label])
    first, space, _ = name.partition(" ")
    if label == "PER" and space and rng.random() < MIXED:
        return first + space + rng.choice(pool[label]).rpartition(" ")[2]
    return name


def renamed(record: Record, pool: NamePool, rng: random.Random) -> Record:
    """About half of the names replaced by others of the same label."""
    text = ""
    spans: list[Span] = []
    moved: list[tuple[int, int]] = []  # where each kept stretch began, and how far it has been moved
    last = 0
    for span in record.spans:
        moved.append((last, len(text) - last))
        text += record.text[last : span.start]
        name = record.text[span.start : span.end]
        if rng.random() < REPLACED:
            name = _other_name(span.label, pool, rng)
        spans.append(Span(len(text), len(text) + len(name), span.label))
        text += name
        last = span.end
    moved.append((last, len(text) - last))
    text += record.text[last:]
    unknown = []
    for start, end in record.unknown:
        by = [by for begin, by in moved if begin <= start][-1]
        unknown.append((start + by, end + by))
    return replace(record, text=text, spans=tuple(spans), unknown=tuple(unknown))


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(record: Record) -> Record:
    """A Chinese text in simplified characters, as many as before."""
    text = _simplifier().convert(record.text)
    if len(text) != len(record.text):
        text = "".join(map(_simplifier().convert, record.text))
    return replace(record, text=text) if len(text) == len(record.text) else record


def varied(record: Record, rates: Rates, pool: NamePool, rng: random.Random) -> Record:
    """Draws the changes of one text."""
    if record.language == "zh" and rng.random() < rates.simplified:
        record = simplified(record)
    if rng.random() < rates.renamed:
        record = renamed(record, pool, rng)
    if rng.random() < rates.unpunctuated:
        record = unpunctuated(record)
    if rng.random() < rates.requoted:
        record = requoted(record, rng.choice(QUOTE_STYLES))
    if rng.random() < rates.quoted:
        record = quoted(record, rng.choice(QUOTE_STYLES))
    case = rng.random()
    if case < rates.upper:
        return upper_case(record)
    return title_case(record) if case < rates.upper + rates.title else record


def documents(records: Sequence[Record], rates: Rates, pool: NamePool, rng: random.Random) -> list[Record]:
    """One pass over the texts of a data file: neighbours joined now and then, each varied, in the order of the file."""
    result: list[Record] = []
    at = 0
    while at < len(records):
        size = rng.choice((2, 3)) if rng.random() < rates.joined else 1
        parts = [varied(record, rates, pool, rng) for record in records[at : at + size]]
        result.append(joined(parts, rng.choice(SEPARATORS)))
        at += size
    return result
