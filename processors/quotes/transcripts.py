"""Transcripts and interviews: lines that begin with who speaks and a colon, one turn after the other.

A single such line says little (a topic, a place, a score begin lines too), so at least three turns must alternate
between at least two names; each turn is then a direct quotation without marks. The time is that of one search per line.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from processors.quotes.kinds import count_words
from processors.quotes.marks import Marked
from processors.quotes.signs import DASH_SIGNS, QUESTION_MARKS, TERMINAL
from processors.quotes.tokens import UNCASED

SIGN: Final = ":"
"""`Marked.sign` of a turn."""
MIN_TURNS: Final = 3
MIN_NAMES: Final = 2
MAX_NAMES: Final = 12
"""More different ones are the entries of a glossary or an index."""
MAX_LABEL: Final = 40
"""Code points of a name before the colon."""
MAX_LABEL_UNSPACED: Final = 10
MAX_BETWEEN: Final = 6
"""Paragraphs without a name that may go on a turn."""
MIN_TURN_WORDS: Final = 4
"""Mean length from which turns are speech and not the fields of a table."""
MIN_CONTINUED_WORDS: Final = 4

_WORD: Final = r"[^\W\d_](?:[\w'’\-]|\.(?!\s|$))*\.?"
_LABEL: Final = re.compile(
    rf"[\"“”„«»‹'‘]?\s?(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
    r"(?: ?\([^()\n]{1,20}\))? ?[:：](?=\s|(?<=：)|[^\x00-\x7f])\s*"
)
_MARKS: Final = frozenset('"“”„‟«»')
_ASIDE: Final = re.compile(r"[\"“„«]?\s?[(\[*][^\n]*[)\]*][\"”“»]?")
_ENDING: Final = frozenset('"”“»«)]') | frozenset(DASH_SIGNS) | TERMINAL


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: int
    name: tuple[int, int]
    start: int
    end: int


def find_turns(text: str, language: str, lines: Sequence[tuple[int, int]]) -> list[Marked]:
    """Finds the turns of transcripts in `text`.

    Args:
        text: the article.
        language: ISO 639-1 code; where its script has capitals, every word of a name must have one.
        lines: `marks.paragraphs(text)`.

    Returns:
        The turns without names and without marks around them, sorted; `Marked.named` is where the name stands, and
        paragraphs that go on a turn are `continued`.
    """
    run: list[_Turn] = []
    found: list[Marked] = []
    for number, (start, end) in enumerate(lines):
        turn = _turn(text, language, number, start, end)
        if turn is None:
            continue
        if run and number - run[-1].paragraph > MAX_BETWEEN:
            found += _marked(text, lines, _accepted(text, language, run))
            run = []
        run.append(turn)
    return found + _marked(text, lines, _accepted(text, language, run))


def _turn(text: str, language: str, number: int, start: int, end: int) -> _Turn | None:
    limit = min(end, start + 2 * MAX_LABEL)
    if text.find(":", start, limit) < 0 and text.find("：", start, limit) < 0:
        return None
    match = _LABEL.match(text, start, limit)
    if match is None or match.end() >= end:
        return None
    name = match.group("name")
    if language in UNCASED:
        if len(name) > (MAX_LABEL if " " in name else MAX_LABEL_UNSPACED):
            return None
    elif len(name) > MAX_LABEL or not (name[0].isupper() and name.rpartition(" ")[2][0].isupper()):
        return None
    return _Turn(number, match.span("name"), match.end(), end)


def _accepted(text: str, language: str, run: Sequence[_Turn]) -> Sequence[_Turn]:
    """The turns of a run that make a transcript; names that come once only are left off at its ends."""
    names = [text[slice(*turn.name)] for turn in run]
    often = {name for name, count in Counter(names).items() if count > 1}
    first, last = 0, len(run)
    while first < last and names[first] not in often:
        first += 1
    while last > first and names[last - 1] not in often:
        last -= 1
    turns, names = run[first:last], names[first:last]
    if all(name.isupper() for name in often):  # then a name in small letters begins no turn
        turns = [turn for turn, name in zip(turns, names, strict=True) if name.isupper()]
        names = [name for name in names if name.isupper()]
    changes = sum(at == 0 or name != names[at - 1] for at, name in enumerate(names))
    if changes < MIN_TURNS or not MIN_NAMES <= len(set(names)) <= MAX_NAMES:
        return []
    spoken = [text[turn.start : turn.end].rstrip() for turn in turns]
    ended = sum(turn[-1:] in _ENDING for turn in spoken)
    words = sum(count_words(turn, language) for turn in spoken)
    asked = any(sign in turn for turn in spoken for sign in QUESTION_MARKS)
    told = asked or (words >= 2 * MIN_TURN_WORDS * len(turns) and all(name.isupper() for name in names))
    long = words >= MIN_TURN_WORDS * len(turns)
    return turns if told and long and 3 * ended >= 2 * len(turns) else []


def _marked(text: str, lines: Sequence[tuple[int, int]], turns: Sequence[_Turn]) -> list[Marked]:
    found: list[Marked] = []
    for at, turn in enumerate(turns):
        start, end = turn.start, turn.end
        if text[turn.name[0] - 1 : turn.name[0]] in _MARKS and text[end - 1] in _MARKS:
            end -= 1  # the marks are around name and turn
        if not (text[start] in _MARKS and text[end - 1] in _MARKS) and start < end:
            found.append(Marked(start, end, start, end, SIGN, spoken=True, named=turn.name))
        following = turns[at + 1].paragraph if at + 1 < len(turns) else turn.paragraph
        for line in lines[turn.paragraph + 1 : following]:
            if _goes_on(text, *line):
                start = line[0] + (text[line[0]] in _MARKS)
                end = line[1] - (text[line[1] - 1] in _MARKS)
                found.append(Marked(start, end, start, end, SIGN, continued=True, spoken=True))
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a paragraph between two turns is part of the first: sentences, not a heading or a stage direction."""
    line = text[start:end]
    return (
        line[-1] in _ENDING
        and len(line.split(None, MIN_CONTINUED_WORDS)) >= MIN_CONTINUED_WORDS
        and not _ASIDE.fullmatch(line)
    )
