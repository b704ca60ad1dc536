"""Quotation marks: which of them open, which close, and what they enclose.

One pass over the marks with a stack of bounded depth, so the time is proportional to the text whatever it holds. What a
mark does is told by the marks open before it and by what stands on either side; the language (`conventions`) decides
only where these do not. Nothing is raised: a mark that fits nowhere is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from processors.quotes.conventions import ELIDING, INNER_BLANKS, openers
from processors.quotes.signs import COLONS, COMMAS, DASH_SIGNS, INVERTED, SEMICOLONS, TERMINAL

MAX_DEPTH: Final = 4
"""Marks kept open inside one another; of more, the outermost is given up (real articles nest two, rarely three)."""
MAX_CARRIED_PARAGRAPHS: Final = 4
"""A quotation over more paragraphs than this, with no mark in between, is taken for a forgotten closing mark."""
MIN_UNCLOSED_WORDS: Final = 4
"""An unclosed quotation of fewer words is dropped: it is more often a stray mark than a statement."""

CLOSERS: dict[str, tuple[str, ...]] = {
    sign: tuple(closing.split())
    for sign, closing in {
        "„": '“ ” " ‟',
        "“": '” " ‟',
        "”": '” “ "',
        "‟": '” “ "',
        '"': '" “ ”',
        "״": "״ ” “",
        "«": "»",
        "»": "«",
        "‹": "›",
        "›": "‹",
        "‚": "‘ ’ '",
        "‘": "’ '",
        "’": "’ ‘",
        "'": "' ’",
        "「": "」",
        "『": "』",
        "｢": "｣",
        "﹁": "﹂",
        "﹃": "﹄",
        "〝": "〟 〞",
        "＂": "＂",
        "❝": "❞",
        ",,": "'' `` “ ” \"",
        "``": "'' ”",
        "''": "''",
    }.items()
}
"""Opening sign -> the signs that may close it; `''` and the like are one sign typed as two."""
DOUBLED: Final = {"‚‚": ",,", "‘‘": "“", "’’": "”", "<<": "«", ">>": "»"}
"""Two signs typed for one -> the sign they are read as."""
SAME_SIGN: Final = frozenset({'"', "”", "’", "'", "＂", "»", "“", "״", "''"})
"""Signs that may close what the same sign opened; the blanks around them decide which they do."""
STRAIGHT: Final = frozenset({'"', "”", "“", "״", "''"})
"""Double marks that also stand for inches, seconds of arc or gershayim."""
SINGLE: Final = frozenset("‚‘’'‹›")
ALWAYS_OPEN: Final = frozenset({"„", ",,", "‚", "「", "『", "｢", "﹁", "﹃", "〝", "❝"})
NEVER_OPEN: Final = frozenset({"」", "』", "｣", "﹂", "﹄", "〟", "〞", "❞"})

_SIGN: Final = re.compile(
    r"(?<![^\s(\[])(?:,,(?![,\s])|‚‚)"  # ,,quoted''
    r"|(?<=\S)'(?=''(?!['\w]))|(?<=\S)’(?=’’(?![’\w]))"  # of three in a row at an end, the first is a single one
    r"|''|``|‘‘|’’|(?<!<)<<(?!<)|(?<!>)>>(?!>)"
    "|[" + "".join(sorted(c for c in CLOSERS if len(c) == 1)) + "」』｣﹂﹄〟〞❞]"
)
_FIRST: Final = re.compile("[,‚'’`‘<>" + "".join(sorted(c for c in CLOSERS if len(c) == 1)) + "」』｣﹂﹄〟〞❞]")
"""Any first sign of one of `_SIGN`, which is slow to look for everywhere."""
_PARAGRAPH: Final = re.compile(r"[^\n\r\u2028\u2029]+")
_TERMINAL: Final = tuple(TERMINAL)
_HEBREW_PREFIX: Final = re.compile(r"(?<![\u05d0-\u05ea])[הובכלמש]{1,4}\Z")
_CLOSING_PUNCTUATION: Final = TERMINAL | COMMAS | SEMICOLONS | COLONS | frozenset(")]}")
_STOPS: Final = (TERMINAL | COMMAS | SEMICOLONS) - {"…"}
"""Signs after which a mark without a blank closes; after an ellipsis it may open what is said."""
_OPENING_PUNCTUATION: Final = INVERTED | COLONS | frozenset(DASH_SIGNS) | frozenset("([{</；，、„“«»‹›‘‚\"'「『")
_ELISION: Final = re.compile(
    r"['’](?:\d\d(?:s|ers?)?\b|(?:em|til|tis|twas|cause|n|s|t|k|ll|re|ve|d|m)\b)", re.IGNORECASE
)
_CURLED_ELISION: Final = re.compile(r"‘(?:\d\ds?|[Ee]m|[Tt]is|[Tt]was|[Nn])\b")
_DROPPED_LETTER: Final = re.compile(r"(?:in|\b(?:o|ol|th))\Z", re.IGNORECASE)
_FEET: Final = re.compile(r"\d\s?['’′‘]\s?\d{1,2}\Z")
_DASH_FOLLOWS: Final = re.compile(rf"[,.!?…]{{0,3}}\s?[{DASH_SIGNS}]\s")
_NUMBER: Final = re.compile(r"[\d.,\s]*")
LOOK_BACK: Final = 8
"""How many signs before a mark can tell what it is: 6' 2", a prefix of up to four letters."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between a pair of marks.

    `start` and `end` (code points) include the marks, `inner_start` and `inner_end` do not. `depth` is 0 unless another
    kept pair encloses it. `closed` is false where the closing mark is missing; `continued` is true where it goes on a
    quotation before it: of the paragraph before that re-opens its marks, or, in speech without marks, before an
    attribution. `spoken` is true where a dash, a name or an attribution inside the marks tells that it is speech.
    `named` is where the text names the speaker beside a colon (transcripts).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    sign: str
    depth: int = 0
    closed: bool = True
    continued: bool = False
    spoken: bool = False
    named: tuple[int, int] | None = None

    def last_sign(self, text: str) -> str:
        """Returns the last sign inside the marks that is no blank."""
        for index in range(self.inner_end - 1, max(self.inner_start, self.inner_end - 4) - 1, -1):
            if not text[index].isspace():
                return text[index]
        return " "


@dataclass(frozen=True, slots=True)
class _Sign:
    """One mark, and what its neighbours say of it."""

    sign: str
    start: int
    end: int
    before: str
    after: str
    opens: bool
    """A blank or bracket before it and something after: it looks like an opening mark."""
    closes: bool
    """Something before it, and a blank or punctuation after: it looks like a closing mark."""

    @property
    def in_word(self) -> bool:
        """Whether letters or digits of a script with blanks stand on both sides."""
        return _is_word(self.before) and _is_word(self.after)


@dataclass(slots=True)
class _Open:
    sign: str
    start: int
    end: int
    paragraph: int
    continued: bool


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Returns the lines of `text` that hold more than blanks, as (start, end), blanks at both ends left out."""
    found: list[tuple[int, int]] = []
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(stripped)))
    return found


def find_marked(text: str, language: str = "und", lines: Sequence[tuple[int, int]] | None = None) -> list[Marked]:
    """Finds all pairs of quotation marks in `text`.

    Args:
        text: any string.
        language: ISO 639-1 code, or `und`/`mixed`: then the signs and blanks alone decide.
        lines: `paragraphs(text)`, if the caller has it already.

    Returns:
        The pairs sorted by start, nested ones included (`depth` > 0).
    """
    return _Scanner(text, language, paragraphs(text) if lines is None else lines).run()


class _Scanner:
    """The stack machine; one instance per text."""

    def __init__(self, text: str, language: str, lines: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.openers = openers(language)
        code = language.partition("-")[0]
        self.elides = code in ELIDING
        self.inner_blanks = code in INNER_BLANKS
        self.lines = lines
        self.stack: list[_Open] = []
        self.found: list[Marked] = []

    def run(self) -> list[Marked]:
        signs = self._signs()
        if not signs:
            return []
        starts = [start for start, _ in self.lines]
        at = [max(bisect_right(starts, sign.start) - 1, 0) for sign in signs]
        closer_follows = self._closer_follows(signs, at)
        current = 0
        for sign, paragraph, follows in zip(signs, at, closer_follows, strict=True):
            handled = sign
            if paragraph != current:
                handled = self._leave(current, paragraph, sign)
                current = paragraph
            self._handle(handled, paragraph, follows)
        for left in self.stack[:1]:
            self._give_up(left)
        return _with_depth(self.found)

    def _signs(self) -> list[_Sign]:
        text, size = self.text, len(self.text)
        found: list[_Sign] = []
        end = 0
        for first in _FIRST.finditer(text):
            match = _SIGN.match(text, first.start()) if first.start() >= end else None
            if match is None:
                continue
            start, end = match.span()
            before = text[start - 1] if start else " "
            after = text[end] if end < size else " "
            written = match.group()
            if written == "<<" and after.isspace() and not self.inner_blanks:
                continue  # an operator, an arrow
            opens = (
                (before.isspace() or before in "([{" or self._after_elision(start, before))
                and not after.isspace()
                and after not in _CLOSING_PUNCTUATION
            )
            closes = not (before.isspace() or before in "([{") and (
                after.isspace() or (not after.isalnum() and after not in _OPENING_PUNCTUATION)
            )
            sign = DOUBLED.get(written, written)
            found.append(_Sign(sign, start, end, before, after, opens, closes))
        return found

    def _after_elision(self, start: int, before: str) -> bool:
        """Whether an article with an apostrophe leads into the mark: dell'"anno"."""
        return self.elides and before in "'’" and start > 1 and self.text[start - 2].isalpha()

    def _closer_follows(self, signs: Sequence[_Sign], at: Sequence[int]) -> list[tuple[bool, bool]]:
        """For each sign: does a mark that may close follow in its paragraph before one that opens? (single, double)."""
        answer = [(False, False)] * len(signs)
        single = double = False
        paragraph = -1
        for number in range(len(signs) - 1, -1, -1):
            sign = signs[number]
            if at[number] != paragraph:
                single, double, paragraph = False, False, at[number]
            answer[number] = (single, double)
            if sign.sign in "'’":
                single = single or (not sign.before.isspace() and not sign.after.isalnum())
            elif sign.sign in "‘‚":
                single = False
            elif sign.opens or sign.sign in ALWAYS_OPEN:
                double = False
            elif sign.closes:
                double = True
        return answer

    # What one sign does.

    def _handle(self, sign: _Sign, paragraph: int, follows: tuple[bool, bool]) -> None:
        if sign.end - sign.start == 2 and not sign.opens and self.stack and self.stack[-1].sign in SINGLE:
            written = self.text[sign.start]
            if written in "'’":  # two single marks, the inner one first: ‘He called it ‘odd’’
                middle = sign.start + 1
                self._handle(replace(sign, sign=written, end=middle, after=" ", closes=True), paragraph, follows)
                self._handle(replace(sign, sign=written, start=middle, before=written), paragraph, follows)
                return
        if self._is_apostrophe(sign, follows[0]) or self._is_measure(sign, follows[1]):
            return
        if sign.in_word and _is_hebrew(sign.before) and sign.sign in STRAIGHT:
            if not self._is_hebrew_prefix(sign):
                return
            sign = replace(sign, opens=True, closes=False)
        if self._close(sign, follows[1]):
            return
        if self._may_open(sign, paragraph):
            at_line_start = sign.start == self.lines[paragraph][0]
            continued = at_line_start and bool(self.found) and not self.found[-1].closed and self._adjoins(paragraph)
            self.stack.append(_Open(sign.sign, sign.start, sign.end, paragraph, continued))
            if len(self.stack) > MAX_DEPTH:
                del self.stack[0]

    def _is_apostrophe(self, sign: _Sign, single_follows: bool) -> bool:
        if sign.sign not in {"'", "’", "‘"}:
            return False
        if sign.in_word:
            return True
        inside = any(o.sign in SINGLE for o in self.stack)
        pattern = _CURLED_ELISION if sign.sign == "‘" else _ELISION
        if not sign.before.isalnum() and pattern.match(self.text, sign.start) and not (inside and sign.closes):
            return True
        # "the workers’ rights’": with another closing sign to come, the first one after an s is a possessive.
        if not (inside and single_follows and sign.after == " "):
            return False
        dropped = _DROPPED_LETTER.search(self.text, max(sign.start - LOOK_BACK, 0), sign.start)
        return sign.before in "sSzZxX" or sign.before.isdigit() or dropped is not None

    def _is_measure(self, sign: _Sign, double_follows: bool) -> bool:
        """Tells inches and seconds (6'2", 46"N) from a mark after a number."""
        if sign.sign not in STRAIGHT or not sign.before.isdigit():
            return False
        opened = next((o for o in reversed(self.stack) if sign.sign in CLOSERS[o.sign]), None)
        if opened is None or _is_word(sign.after):
            return True
        if not double_follows:
            return False
        if _FEET.search(self.text, max(sign.start - LOOK_BACK, 0), sign.start):
            return True
        return _NUMBER.fullmatch(self.text[opened.end : min(sign.start, opened.end + LOOK_BACK)]) is None

    def _is_hebrew_prefix(self, sign: _Sign) -> bool:
        """Tells ה"ארץ" (small words before an opening mark) from צה"ל (an abbreviation: one letter after the mark)."""
        following = self.text[sign.end : sign.end + 2]
        if len(following) != 2 or not following[1].isalnum():
            return False
        return _HEBREW_PREFIX.search(self.text, max(sign.start - LOOK_BACK, 0), sign.start) is not None

    def _close(self, sign: _Sign, double_follows: bool) -> bool:
        for index in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[index]
            same = opened.sign == sign.sign and sign.sign in SAME_SIGN
            if not same and sign.sign not in CLOSERS[opened.sign]:
                continue
            if sign.opens and sign.sign not in {"”", "’"}:
                continue  # a blank before it and none after: it opens an inner quotation
            if same and sign.sign in {"“", "»"} and not sign.closes:
                continue
            if opened.sign in {"'", "‘", "’", "‚"} and (sign.before.isspace() or _is_word(sign.after)):
                continue
            del self.stack[index:]
            if opened.end == sign.start:
                return True  # an empty pair encloses nothing
            self.found.append(self._pair(opened, sign))
            self._close_collapsed(sign, double_follows)
            return True
        return False

    def _close_collapsed(self, sign: _Sign, double_follows: bool) -> None:
        """«We read «The Dawn», — she said: one closing guillemet stands for the inner and the outer one."""
        if sign.sign != "»" or double_follows or not self.stack or self.stack[-1].sign != "«":
            return
        inner = self.found[-1].start
        if self.text[max(inner - 2, 0) : inner].rstrip().endswith(_TERMINAL):
            return  # another sentence: the outer mark was forgotten
        if _DASH_FOLLOWS.match(self.text, sign.end):
            self.found.append(self._pair(self.stack.pop(), sign))

    @staticmethod
    def _pair(opened: _Open, sign: _Sign) -> Marked:
        return Marked(opened.start, sign.end, opened.end, sign.start, opened.sign, continued=opened.continued)

    def _may_open(self, sign: _Sign, paragraph: int) -> bool:  # noqa: PLR0911 - one case for each family of signs
        mark = sign.sign
        if mark in NEVER_OPEN:
            return False
        if mark in ALWAYS_OPEN:
            return True
        leads_in = not _is_word(sign.before) and sign.before not in _STOPS and sign.after.isalnum()
        if mark in {"'", "‘"}:
            return sign.opens or leads_in
        if mark == "’":
            return sign.opens and mark in self.openers
        if mark in {"»", "›"}:
            return mark in self.openers and (sign.opens or leads_in)
        if mark in {"”", "‟"}:
            alone = not self.stack and sign.start == self.lines[paragraph][0]
            # Where a language opens with it and closes with another, it may follow a word without a blank.
            paired = mark in self.openers and "’" in self.openers and not self.stack and sign.after.isalnum()
            return sign.opens or alone or (mark in self.openers and leads_in) or paired
        if mark == "«" and "»" not in self.openers:
            return True
        return not sign.closes

    # Paragraph ends.

    def _leave(self, old: int, new: int, sign: _Sign) -> _Sign:
        """Called at the first sign of paragraph `new`: decides what becomes of marks still open from before.

        Returns the sign as it is to be read: a » that takes a quotation up again stands for «.
        """
        if not self.stack:
            return sign
        bottom = self.stack[0]
        del self.stack[1:]
        if bottom.sign in SINGLE or new - bottom.paragraph > MAX_CARRIED_PARAGRAPHS:
            self.stack.clear()
            self._give_up(bottom)
            return sign
        at_start = sign.start == self.lines[new][0]
        taken_up = bottom.sign == "«" and sign.sign == "»" and sign.end < self.lines[new][1]
        if at_start and new == old + 1 and (sign.sign == bottom.sign or taken_up):
            self.stack.clear()
            self._cut(bottom)
            return replace(sign, sign=bottom.sign, closes=False)
        closing = sign.sign in CLOSERS[bottom.sign] or (sign.sign == bottom.sign and sign.sign in SAME_SIGN)
        if not closing or (sign.before.isspace() and not sign.after.isspace()):
            self.stack.clear()
            self._give_up(bottom)
        return sign

    def _cut(self, opened: _Open) -> None:
        end = self.lines[opened.paragraph][1]
        while self.found and self.found[-1].start > opened.start and self.found[-1].end > end:
            self.found.pop()
        self.found.append(Marked(opened.start, end, opened.end, end, opened.sign, 0, False, opened.continued))

    def _give_up(self, opened: _Open) -> None:
        """Keeps an unclosed quotation up to its paragraph's end if it looks like a statement, else drops it."""
        line_start, line_end = self.lines[opened.paragraph]
        if opened.sign in SINGLE:
            return
        lead = self.text[line_start : opened.start].rstrip()
        body = self.text[opened.end : line_end]
        led_to = lead.endswith(tuple(COLONS))
        introduced = not lead or led_to
        if self.found and self.found[-1].end > opened.start and not (led_to and self._only_nested(opened, line_end)):
            return
        if (
            introduced
            and body.rstrip().endswith(_TERMINAL)
            and len(body.split(None, MIN_UNCLOSED_WORDS)) >= MIN_UNCLOSED_WORDS
        ):
            self._cut(opened)

    def _only_nested(self, opened: _Open, line_end: int) -> bool:
        """Whether the pairs after an open mark stand in a sentence that began before them, so that they are nested."""
        for pair in reversed(self.found):
            if pair.start < opened.start:
                return True
            lead = self.text[max(pair.start - 2, opened.end) : pair.start].rstrip()
            if pair.end > line_end or not lead or lead.endswith((*_TERMINAL, *COLONS)):
                return False
        return True

    def _adjoins(self, paragraph: int) -> bool:
        return paragraph > 0 and self.found[-1].end == self.lines[paragraph - 1][1]


def _is_word(sign: str) -> bool:
    """Whether it is a letter or digit of a script that writes blanks on both sides of a word."""
    return sign.isalnum() and not (
        "\u0e00" <= sign <= "\u109f"  # Thai, Lao, Tibetan, Burmese
        or "\u1100" <= sign <= "\u11ff"
        or "\u1780" <= sign <= "\u17ff"  # Khmer
        or "\u2e80" <= sign <= "\ud7ff"  # Chinese, Japanese, Korean (whose particles follow a mark without a blank)
        or "\uf900" <= sign <= "\ufaff"
        or sign >= "\U00020000"
    )


def _is_hebrew(sign: str) -> bool:
    return "\u05d0" <= sign <= "\u05ea"


def _with_depth(found: list[Marked]) -> list[Marked]:
    ordered = sorted(found, key=lambda m: (m.start, -m.end))
    result: list[Marked] = []
    enclosing: list[int] = []
    for marked in ordered:
        while enclosing and enclosing[-1] <= marked.start:
            enclosing.pop()
        result.append(replace(marked, depth=len(enclosing)) if enclosing else marked)
        enclosing.append(marked.end)
    return result
