"""Indirect quotations: what somebody is reported to have said, in no marks.

Each sentence is looked at for a few forms of news writing, told by the lexicon's words and by signs: a statement after
its cue ("Bell said that ...", `reported_clauses.py`), beside its attribution ("..., Bell said", "according to Bell,
...", `attributed.py`), and verb forms that show reported speech to go on (German Konjunktiv, here). What fits none is
left out: precision counts more than completeness. Saying that is negated, only possible, or part of a question is no
quotation. A sentence's length is bounded, so the time is proportional to the text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, repeat
from typing import Final

from processors.quotes.attributed import AttributedStatements
from processors.quotes.clauses import LEADING_SIGNS, TRAILING_SIGNS, Clauses, is_sign
from processors.quotes.cues import CONTENT, FINDING, REPORTING, VERBLESS, CueClass
from processors.quotes.layout import Layout
from processors.quotes.reported_clauses import ReportedClauses
from processors.quotes.signs import DASHES, QUESTION_MARKS
from processors.quotes.speakers import Attributor
from processors.quotes.statements import STATED, Statement
from processors.quotes.tokens import Token, TokenKind

MAX_SENTENCE_TOKENS: Final = 150
"""A longer sentence is a list or a table; where no blanks part words, three times as many signs."""
MIN_CUT_WORDS: Final = 5
"""What is left of a statement beside a marked part says something from this many words on."""


def find_statements(layout: Layout, attributor: Attributor, quoting: Iterable[int] = ()) -> list[Statement]:
    """Finds the indirect statements among the tokens of `layout`, sorted, not overlapping.

    Args:
        layout: the passages with cues.
        attributor: finds the subjects of cues.
        quoting: first tokens of the cues that belong to direct quotations: a clause after one of them has to have a
            conjunction.
    """
    return _Reporter(layout, attributor, frozenset(quoting)).run()


class _Reporter:
    """Goes through the sentences; one instance per text."""

    def __init__(self, layout: Layout, attributor: Attributor, quoting: frozenset[int]) -> None:
        self.layout = layout
        self.lexicon = layout.lexicon
        self.longest = MAX_SENTENCE_TOKENS * (3 if layout.unspaced else 1)
        self.tokens = layout.tokens
        self.clauses = Clauses(layout, attributor)
        self.reported = ReportedClauses(self.clauses, quoting)
        self.attributed = AttributedStatements(self.clauses, quoting)

    def run(self) -> list[Statement]:
        found: list[Statement] = []
        if len(self.lexicon.languages) > 1:
            return found  # a lexicon of several languages is too unsure
        tokens = self.tokens
        row: Statement | None = None
        for number in range(len(self.layout.sentence_starts) - 1):
            first, last = self.layout.sentence(number)
            if row is not None and first < last and tokens[first].paragraph != tokens[row.pieces[-1][0]].paragraph:
                row = None
            if not 0 < last - first <= self.longest:
                row = None
                continue
            stated = self._sentence(first, last)
            if not stated and row is not None:
                going_on = self._going_on(first, last, row)
                stated = [] if going_on is None else [going_on]
            row = stated[-1] if stated and self.lexicon.subjunctive else None
            found.extend(stated)
        return found

    def _sentence(self, first: int, last: int) -> list[Statement]:
        tokens = self.tokens
        while last > first and tokens[last - 1].kind in {TokenKind.BREAK, TokenKind.PUNCTUATION}:
            if tokens[last - 1].lower[0] in QUESTION_MARKS:
                return []
            last -= 1
        cues = self._cues(first, last)
        if not cues or tokens[first].lower in DASHES:
            return []  # after a dash, dialogue
        first = self._after_dateline(first, last)
        found: list[Statement] = []
        position = first
        if tokens[first].lower in self.lexicon.manner:
            led_in = map(self.attributed.led_in, cues, repeat(first), repeat(last))
            if (statement := next(filter(None, led_in), None)) is not None:
                return [statement]
        for cue in reversed(cues):
            if tokens[cue].cue in VERBLESS:
                behind = self.attributed.verbless(cue, first, last)
            else:
                found_out = tokens[cue].cue is None  # a verb for what documents say
                behind = self.attributed.behind(cue, first, last) if found_out or tokens[cue].cue in REPORTING else None
            if behind is not None:
                found.append(behind)
                attribution = behind.attribution.cue or (first, first)
                position = max(behind.pieces[-1][1], attribution[1])
                break
        for cue in cues:
            if cue < position or tokens[cue].cue in VERBLESS:
                continue
            ahead = self.reported.ahead(cue, position, last, found[-1] if found else None)
            if ahead is not None:
                found.append(ahead)
                position = ahead.pieces[-1][1]
        return found

    def _cues(self, first: int, last: int) -> list[int]:
        tokens, lexicon = self.tokens, self.lexicon
        found: list[int] = []
        free = first
        for index in range(first, last):
            token = tokens[index]
            kind = token.cue
            if index < free:
                continue
            if token.traits & CONTENT and self.reported.content(index, last) is not None:
                found.append(index)
                continue
            if (kind is None and not token.traits & FINDING) or kind is CueClass.NOUN:
                continue
            if kind is CueClass.CALL and token.lower not in lexicon.objects:
                continue
            free = index + token.cue_tokens
            phrase = token.lower
            if token.cue_tokens > 1:
                phrase = " ".join(t.lower for t in tokens[index:free])
            if phrase not in lexicon.marked_only and not self._is_name(index, first):
                found.append(index)
        return found

    def _is_name(self, index: int, first: int) -> bool:
        """Whether a cue's capital shows a noun or a part of a name: the United *States*."""
        token = self.tokens[index]
        return token.cue in REPORTING and token.capital and index > first and self.tokens[index - 1].word

    def _after_dateline(self, first: int, last: int) -> int:
        """The first token after "BRUSSELS (AP) —" where a paragraph begins so."""
        if first and self.tokens[first - 1].kind is not TokenKind.BREAK:
            return first
        for index in range(first + 1, min(first + 10, last - 1)):
            token = self.tokens[index]
            if token.lower in DASHES:
                return index + 1 if self.tokens[index - 1].lower == ")" or self._capitals(first, index) else first
        return first

    def _capitals(self, first: int, last: int) -> bool:
        return self.layout.text[self.tokens[first].start : self.tokens[last - 1].end].isupper()

    def _going_on(self, first: int, last: int, before: Statement) -> Statement | None:
        """A sentence that its verb form shows to go on the statement of the sentence before."""
        while last > first and self.tokens[last - 1].kind in {TokenKind.BREAK, TokenKind.PUNCTUATION}:
            if self.tokens[last - 1].lower[0] in QUESTION_MARKS:
                return None
            last -= 1
        piece = self.clauses.content(first, last)
        if piece is None or not self.clauses.in_subjunctive(*piece):
            return None
        attribution = replace(before.attribution, cue=None, cue_class=None, carried=True)
        return Statement((piece,), attribution, STATED["row"])


def unmarked_parts(
    layout: Layout, pieces: Sequence[tuple[int, int]], kept: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Cuts a statement at the marked quotations in it.

    Args:
        layout: the tokens.
        pieces: the statement's ranges of tokens.
        kept: sorted positions of the tokens that are quotations of their own.

    Returns:
        Of each piece (its first token, start, end in code points) the longest range without them. Nothing of a piece
        that is mostly marked, and nothing at all of a statement that is: the marked quotations stand for it. What is
        cut has to have `MIN_CUT_WORDS` words.
    """
    tokens = layout.tokens
    parts: list[tuple[int, int, int]] = []
    whole = unmarked = 0
    for first, last in pieces:
        inside = kept[bisect_left(kept, first) : bisect_left(kept, last)]
        runs = [_bare_run(tokens, low + 1, high) for low, high in pairwise([first - 1, *inside, last])]
        start, end = max(runs, key=lambda run: _length(tokens, run))
        length, longest = _length(tokens, (first, last)), _length(tokens, (start, end))
        whole += length
        unmarked += longest
        enough = not inside or (inside[0] > first and end - start >= MIN_CUT_WORDS)
        if start < end and enough and longest * 2 >= length:
            parts.append((first, tokens[start].start, tokens[end - 1].end))
    return parts if unmarked * 2 >= whole else []


def only_attributes(layout: Layout, part: tuple[int, int], cues: Sequence[int]) -> bool:
    """Whether a part of a statement only attributes a marked quotation: according to Bell, *the mayor told us*: "No."

    Args:
        layout: the tokens.
        part: its start and end, in code points.
        cues: the first tokens of the marked quotations' cues, sorted.
    """
    tokens, complementizers = layout.tokens, layout.lexicon.complementizers
    at = bisect_left(cues, part[0], key=lambda cue: tokens[cue].start)
    if at == len(cues) or tokens[cues[at]].start >= part[1]:
        return False
    told = 0  # words after a conjunction
    for token in tokens[cues[at] : cues[at] + MAX_SENTENCE_TOKENS]:
        if token.start >= part[1]:
            break
        told += bool(told) or token.lower in complementizers
    return told <= MIN_CUT_WORDS


def _bare_run(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The range without the signs at its ends."""
    while first < last and is_sign(tokens[first], LEADING_SIGNS):
        first += 1
    while last > first and is_sign(tokens[last - 1], TRAILING_SIGNS):
        last -= 1
    return first, last


def _length(tokens: Sequence[Token], run: tuple[int, int]) -> int:
    """The code points from a range's beginning to its end."""
    return tokens[run[1] - 1].end - tokens[run[0]].start if run[0] < run[1] else 0
