"""Quotation marks: which of them open, which close, and what they enclose.

One pass over the marks with a stack of bounded depth, so the time is proportional to the text whatever it holds. What a
mark does is told by the marks open before it and by the blanks around it; the language decides only where these do not.
Nothing is raised: a mark that fits nowhere is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

MAX_DEPTH = 4
"""Marks kept open inside one another; of more, the outermost is given up (real articles nest two, rarely three)."""
MAX_CARRIED_PARAGRAPHS = 4
"""A quotation over more paragraphs than this, with no mark in between, is taken for a forgotten closing mark."""
MIN_UNCLOSED_WORDS = 4
"""An unclosed quotation of fewer words is dropped: it is more often a stray mark than a statement."""

CLOSERS: dict[str, str] = {
    "„": '“”"‟',
    "“": '”"‟',
    "”": "”“",
    "‟": "”“",
    '"': '"“”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’'",
    "‘": "’'",
    "’": "’",
    "'": "'’",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〟〞",
    "＂": "＂",
    "❝": "❞",
    "``": "''",
    "''": "''",
    "<<": ">>",
}
"""Opening sign -> the signs that may close it; a sign of two characters stands for itself."""
SAME_SIGN = frozenset({'"', "”", "’", "'", "＂", "''", "»", "“"})
"""Signs that may close what the same sign opened; the blanks around them decide which they do."""
SINGLE = frozenset("‚‘’'‹›")
ALWAYS_OPEN = frozenset({"„", "‚", "「", "『", "｢", "﹁", "﹃", "〝", "❝", "``", "<<"})
NEVER_OPEN = frozenset({"」", "』", "｣", "﹂", "﹄", "〟", "〞", "❞", ">>"})
GUILLEMETS_OUTWARD = frozenset({"fr", "es", "it", "pt", "ru", "uk", "be", "el", "ca", "gl", "ro", "no", "nb", "nn"})
"""Languages in which » only ever closes; elsewhere (German, Danish, Swedish, Finnish ...) it may open."""
APOSTROPHE_OPENS = frozenset({"sv", "fi", "da", "no", "nb", "nn"})
"""Languages in which ’ may open a quotation (’så här’); elsewhere a leading ’ is an apostrophe (’90s)."""

_SIGN = re.compile(
    "''|``|<<|>>|[" + "".join(sorted({c for s in CLOSERS for c in s if len(s) == 1})) + "」』｣﹂﹄〟〞❞]"
)
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_TERMINAL = tuple(".!?…。！？؟।")
_HEBREW_PREFIXES = frozenset("הובכלמש")
_OPENING_PUNCTUATION = frozenset("([{<¿¡—–-/:；：，、„“«»‹›‘‚\"'「『")
_ELISION = re.compile(r"['’](?:\d\ds?\b|(?:em|til|tis|twas|cause|n|s|t|ll|re|ve|d|m)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between a pair of marks.

    `start` and `end` (code points) include the marks, `inner_start` and `inner_end` do not. `depth` is 0 unless another
    kept pair encloses it. `closed` is false where the closing mark is missing; `continued` is true where it goes on a
    quotation of the paragraph before that re-opens its marks.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    sign: str
    depth: int = 0
    closed: bool = True
    continued: bool = False

    def last_sign(self, text: str) -> str:
        """Returns the last sign inside the marks that is no blank."""
        for index in range(self.inner_end - 1, max(self.inner_start, self.inner_end - 4) - 1, -1):
            if not text[index].isspace():
                return text[index]
        return " "


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
        self.language = language
        self.lines = lines
        self.stack: list[_Open] = []
        self.found: list[Marked] = []

    def run(self) -> list[Marked]:
        signs = [(m.group(), m.start(), m.end()) for m in _SIGN.finditer(self.text)]
        if not signs:
            return []
        starts = [start for start, _ in self.lines]
        current = 0
        later_single = self._later_single_closers(signs, starts)
        for number, (sign, start, end) in enumerate(signs):
            paragraph = max(bisect_right(starts, start) - 1, 0)
            if paragraph != current:
                self._leave(current, paragraph, sign, start)
                current = paragraph
            self._handle(sign, start, end, paragraph, later_single[number])
        for left in self.stack[:1]:
            self._give_up(left)
        return _with_depth(self.found)

    # What one sign does.

    def _handle(self, sign: str, start: int, end: int, paragraph: int, single_follows: bool) -> None:
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        if self._is_apostrophe(sign, start, before, after, single_follows):
            return
        opens_here = (before.isspace() or before in "([{") and not after.isspace() and after not in ".,;:!?)]}…"
        closes_here = not before.isspace() and (
            after.isspace() or (not after.isalnum() and after not in _OPENING_PUNCTUATION)
        )
        if self._close(sign, start, end, paragraph, opens_here, closes_here):
            return
        if self._may_open(sign, before, after, opens_here, closes_here):
            at_line_start = start == self.lines[paragraph][0]
            continued = at_line_start and bool(self.found) and not self.found[-1].closed and self._adjoins(paragraph)
            self.stack.append(_Open(sign, start, end, paragraph, continued))
            if len(self.stack) > MAX_DEPTH:
                del self.stack[0]

    def _is_apostrophe(self, sign: str, start: int, before: str, after: str, single_follows: bool) -> bool:
        if sign == '"' and before.isalnum() and after.isalnum():
            return not self._is_hebrew_prefix(start, before)
        if sign in {'"', "''"} and before.isdigit() and not self.stack:
            return True  # inches, seconds of arc
        if sign not in {"'", "’", "‘"}:
            return False
        if before.isalnum() and after.isalnum():
            return True
        if not before.isalnum() and _ELISION.match(self.text, start) and not any(o.sign in SINGLE for o in self.stack):
            return True
        # "the workers’ rights’": with another closing sign to come, the first one after an s is a possessive.
        return before in "sSzZxX" and after == " " and single_follows and any(o.sign in SINGLE for o in self.stack)

    def _is_hebrew_prefix(self, start: int, before: str) -> bool:
        """Tells ה"ארץ" (an article before an opening mark) from צה"ל (an abbreviation: one letter after the mark)."""
        following = self.text[start + 1 : start + 3]
        earlier = self.text[start - 2 : start - 1] if start >= 2 else " "
        return before in _HEBREW_PREFIXES and not earlier.isalnum() and len(following) == 2 and following[1].isalnum()

    def _close(self, sign: str, start: int, end: int, paragraph: int, opens_here: bool, closes_here: bool) -> bool:
        for index in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[index]
            same = opened.sign == sign and sign in SAME_SIGN
            if not same and sign not in _closers(opened.sign):
                continue
            if opens_here and sign not in {"”", "’"}:
                continue  # a blank before it and none after: it opens an inner quotation
            if same and sign in {"“", "»"} and not closes_here:
                continue
            if opened.sign in {"'", "‘", "’", "‚"} and (
                self.text[start - 1].isspace() or self.text[end : end + 1].isalnum()
            ):
                continue
            if opened.end == start:
                del self.stack[index:]
                return True  # an empty pair encloses nothing
            del self.stack[index:]
            self.found.append(Marked(opened.start, end, opened.end, start, opened.sign, continued=opened.continued))
            return True
        return False

    def _may_open(  # noqa: PLR0911 - one case for each family of signs
        self, sign: str, before: str, after: str, opens_here: bool, closes_here: bool
    ) -> bool:
        if sign in NEVER_OPEN:
            return False
        if sign in ALWAYS_OPEN:
            return True
        if sign in {"'", "‘"}:
            return opens_here or (not before.isalnum() and before not in ".,!?;" and after.isalnum())
        if sign == "’":
            return opens_here and self.language in APOSTROPHE_OPENS
        if sign in {"»", "›"}:
            return self.language not in GUILLEMETS_OUTWARD and (
                opens_here or (not before.isalnum() and before not in ".,!?;" and after.isalnum())
            )
        if sign in {"”", "‟"}:
            return opens_here
        return not closes_here

    # Paragraph ends.

    def _leave(self, old: int, new: int, sign: str, start: int) -> None:
        """Called at the first sign of paragraph `new`: decides what becomes of marks still open from before."""
        if not self.stack:
            return
        bottom = self.stack[0]
        del self.stack[1:]
        if bottom.sign in SINGLE or new - bottom.paragraph > MAX_CARRIED_PARAGRAPHS:
            self.stack.clear()
            self._give_up(bottom)
            return
        reopened = start == self.lines[new][0] and sign == bottom.sign
        if reopened and new == old + 1:
            self.stack.clear()
            self._cut(bottom)
            return
        after = self.text[start + len(sign) : start + len(sign) + 1] or " "
        closing = sign in _closers(bottom.sign) or (sign == bottom.sign and sign in SAME_SIGN)
        if not closing or ((self.text[start - 1 : start] or " ").isspace() and not after.isspace()):
            self.stack.clear()
            self._give_up(bottom)

    def _cut(self, opened: _Open) -> None:
        end = self.lines[opened.paragraph][1]
        while self.found and self.found[-1].start > opened.start:
            self.found.pop()
        self.found.append(Marked(opened.start, end, opened.end, end, opened.sign, 0, False, opened.continued))

    def _give_up(self, opened: _Open) -> None:
        """Keeps an unclosed quotation up to its paragraph's end if it looks like a statement, else drops it."""
        line_start, line_end = self.lines[opened.paragraph]
        if opened.sign in SINGLE or (self.found and self.found[-1].end > opened.start):
            return
        lead = self.text[line_start : opened.start].rstrip()
        body = self.text[opened.end : line_end]
        introduced = not lead or lead.endswith((":", "："))
        if (
            introduced
            and body.rstrip().endswith(_TERMINAL)
            and len(body.split(None, MIN_UNCLOSED_WORDS)) >= MIN_UNCLOSED_WORDS
        ):
            self._cut(opened)

    def _adjoins(self, paragraph: int) -> bool:
        return paragraph > 0 and self.found[-1].end == self.lines[paragraph - 1][1]

    def _later_single_closers(self, signs: Sequence[tuple[str, int, int]], starts: Sequence[int]) -> list[bool]:
        """For each sign: does a single mark that may close follow in the same paragraph before one that opens?"""
        answer = [False] * len(signs)
        follows = False
        paragraph = -1
        for number in range(len(signs) - 1, -1, -1):
            sign, start, end = signs[number]
            here = bisect_right(starts, start) - 1
            if here != paragraph:
                follows, paragraph = False, here
            answer[number] = follows
            if sign in {"'", "’"}:
                before = self.text[start - 1] if start else " "
                after = self.text[end] if end < len(self.text) else " "
                if not before.isspace() and not after.isalnum():
                    follows = True
            elif sign in {"‘", "‚"}:
                follows = False
        return answer


def _closers(sign: str) -> tuple[str, ...] | str:
    listed = CLOSERS.get(sign, "")
    return (listed,) if len(sign) == 2 else listed


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
