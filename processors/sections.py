"""What each stretch of an article's text is for the reader: title, lead, body, boilerplate or tag.

Works on lines; nothing is cut or changed. Later processors skip what is marked `boilerplate` and `tag`.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from processors.boilerplate import is_boilerplate, is_hashtag_line, is_tag_line
from schemas.annotations import Section, SectionKind

MAX_TITLE_CHARACTERS = 250
"""Longest title in code points, the outlet's name behind it included."""

MAX_GUESSED_TITLE_CHARACTERS = 140
"""Longest first line in code points that is taken for a title when no title is given."""

TITLE_LINES = 6
"""Lines at the beginning among which repeated titles are looked for; advertising may stand between them."""

LEAD_LINES = 5
"""Lines after the titles among which the given lead is looked for."""

MAX_LEAD_CHARACTERS = 500
LEAD_TO_BODY = 2
"""A single sentence is a lead only if what follows is at least this many times as long."""

NEARLY_SAME = 0.9
"""Ratio of equal signs (difflib) from which two lines of some length are one title in two spellings."""

MIN_NEARLY_SAME_CHARACTERS = 20

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_OUTLET = re.compile(r"\s+[—–|·•‹›»«-]\s+[^\s—–|·•].{0,59}$|\s*[|｜]\s*[^|｜]{1,60}$")
_SENTENCE_END = re.compile(r"""[.!?…。！？।؟۔:;,،、][\s"'”“’»«›‹)\]]*$""")
_LAST_WORD = re.compile(r"\w+$")
_NEXT_SENTENCE = re.compile(r"""([.!?…])[”“"'’»«)\]]*\s+[„“«»"'(¿¡]*([^\W\d_])|[。！？।؟۔]\s*[^\s”」』）"]""")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, by its offsets, and whether the next line is blank."""

    start: int
    end: int
    before_blank: bool


def find_sections(text: str, title: str | None = None, lead: str | None = None) -> list[Section]:
    """The sections of an article's text, in order.

    Args:
        text: the article's text as published; linear time, two seconds at worst for a million characters.
        title: its title, if it has one of its own.
        lead: its lead (standfirst), likewise.

    Returns:
        Sections that do not overlap, neighbours of different kinds. They begin and end with a sign that is no white
        space, and each such sign of the text is in exactly one; a text of white space has none.
    """
    lines = _lines(text)
    kinds: list[SectionKind] = ["body"] * len(lines)
    after_titles = _mark_titles(text, lines, kinds, title)
    for index, line in enumerate(lines):
        if kinds[index] == "body" and is_boilerplate(text[line.start : line.end]):
            kinds[index] = "boilerplate"
    _mark_tags(text, lines, kinds)
    _mark_lead(text, lines, kinds, lead, after_titles)
    return _merged(lines, kinds)


def _lines(text: str) -> list[_Line]:
    spans: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        raw = match[0]
        stripped = raw.strip()
        if stripped:
            start = match.start() + len(raw) - len(raw.lstrip())
            spans.append((start, start + len(stripped)))
    following = [start for start, _ in spans[1:]] + [len(text)]
    return [
        _Line(start, end, _blank_line(text[end:after])) for (start, end), after in zip(spans, following, strict=False)
    ]


def _blank_line(gap: str) -> bool:
    """Whether the white space between two lines has a blank line in it."""
    return len(gap) > 1 and (gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap or gap.count("\u2028") > 1)


@lru_cache(maxsize=256)
def _key(line: str) -> str:
    """A line's letters and digits, so that marks, spacing, entities and case make no difference."""
    plain = unicodedata.normalize("NFKC", html.unescape(line)).casefold()
    return "".join(filter(str.isalnum, plain)) or "".join(plain.split())


def _same_title(line: str, title: str) -> bool:
    """Whether a line is a title, in another spelling or with the outlet's name behind one of the two."""
    if len(line) > MAX_TITLE_CHARACTERS or len(title) > MAX_TITLE_CHARACTERS:
        return line == title
    key, wanted = _key(line), _key(title)
    if key == wanted or _key(_OUTLET.sub("", line)) == wanted or key == _key(_OUTLET.sub("", title)):
        return True
    for short, full in ((line, wanted), (title, key)):  # cut off by a content management system
        if (
            short.endswith(("…", "..."))
            and len(_key(short)) >= MIN_NEARLY_SAME_CHARACTERS
            and full.startswith(_key(short))
        ):
            return True
    if min(len(key), len(wanted)) < MIN_NEARLY_SAME_CHARACTERS:
        return False
    matcher = SequenceMatcher(None, key, wanted, autojunk=False)
    return matcher.real_quick_ratio() >= NEARLY_SAME and matcher.quick_ratio() >= NEARLY_SAME <= matcher.ratio()


def _mark_titles(text: str, lines: list[_Line], kinds: list[SectionKind], title: str | None) -> int:
    """Marks the title's repetitions among the first lines; returns how many lines that made (0: no title found)."""
    first = [text[line.start : line.end] for line in lines[:TITLE_LINES]]
    known = [title.strip()] if title and title.strip() else []
    if not known and _guessed_title(first, lines):
        known = [first[0]]
    last = -1
    for index, line in enumerate(first):
        if any(_same_title(line, one) for one in known):
            kinds[index] = "title"
            known.append(line)
            last = index
        elif index - last > 1 or not is_boilerplate(line):
            break
    return last + 1


def _guessed_title(first: list[str], lines: list[_Line]) -> bool:
    """Whether the first line is a title though none is given: it is repeated, or short, unended and set apart."""
    if len(first) < 2 or len(first[0]) > MAX_TITLE_CHARACTERS or is_boilerplate(first[0]):
        return False
    if _same_title(first[1], first[0]):
        return True
    return (
        lines[0].before_blank
        and len(first[0]) <= MAX_GUESSED_TITLE_CHARACTERS
        and _SENTENCE_END.search(first[0]) is None
        and not is_hashtag_line(first[0])
        and not is_tag_line(first[0])
    )


def _mark_tags(text: str, lines: list[_Line], kinds: list[SectionKind]) -> None:
    """Marks the tags that end the text, boilerplate between them aside, and lines of hashtags anywhere."""
    trailing = True
    for index in range(len(lines) - 1, 0, -1):
        line = text[lines[index].start : lines[index].end]
        if kinds[index] == "body" and (is_tag_line(line) if trailing else is_hashtag_line(line)):
            kinds[index] = "tag"
        elif kinds[index] != "boilerplate":
            trailing = False


def _mark_lead(text: str, lines: list[_Line], kinds: list[SectionKind], lead: str | None, after_titles: int) -> None:
    paragraphs = _first_paragraphs(lines, kinds, after_titles)
    if lead and lead.strip():
        wanted = _key(lead) if len(lead) <= 10 * MAX_LEAD_CHARACTERS else lead
        for first, last in paragraphs:
            paragraph = text[lines[first].start : lines[last - 1].end]
            if len(paragraph) <= 2 * len(lead) + MAX_LEAD_CHARACTERS and wanted in (paragraph, _key(paragraph)):
                kinds[first:last] = ["lead"] * (last - first)
                return
    if not after_titles or not paragraphs:
        return
    first, last = paragraphs[0]
    paragraph = text[lines[first].start : lines[last - 1].end]
    rest = sum(line.end - line.start for line, kind in zip(lines[last:], kinds[last:], strict=True) if kind == "body")
    if len(paragraph) <= MAX_LEAD_CHARACTERS and _is_one_sentence(paragraph) and rest >= LEAD_TO_BODY * len(paragraph):
        kinds[first:last] = ["lead"] * (last - first)


def _first_paragraphs(lines: list[_Line], kinds: list[SectionKind], start: int) -> list[tuple[int, int]]:
    """The first paragraphs of the body as ranges of lines; a text without blank lines has one to a line."""
    beginning = range(start, min(len(lines), start + LEAD_LINES * 4))
    single = not any(lines[index].before_blank for index in range(start, max(start, len(lines) - 1)))
    found: list[tuple[int, int]] = []
    first = None
    for index in beginning:
        if kinds[index] != "body":
            first = None
            continue
        first = index if first is None else first
        if single or lines[index].before_blank or index + 1 == len(lines) or kinds[index + 1] != "body":
            found.append((first, index + 1))
            first = None
        if len(found) == LEAD_LINES:
            break
    return found


def _is_one_sentence(paragraph: str) -> bool:
    """Whether a paragraph is a sentence, and no second one begins in it."""
    if _SENTENCE_END.search(paragraph) is None:
        return False
    for match in _NEXT_SENTENCE.finditer(paragraph):
        letter = match[2]
        if letter is None or not (letter.islower() or _abbreviated(paragraph, match.start())):
            return False
    return True


def _abbreviated(paragraph: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an ordinal, an initial or a short abbreviation (`27.`, `J.`, `Dr.`)."""
    word = _LAST_WORD.search(paragraph[max(0, stop - 12) : stop])
    return paragraph[stop] == "." and word is not None and (word[0].isdigit() or len(word[0]) <= 2)


def _merged(lines: list[_Line], kinds: list[SectionKind]) -> list[Section]:
    sections: list[tuple[SectionKind, int, int]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if sections and sections[-1][0] == kind:
            sections[-1] = (kind, sections[-1][1], line.end)
        else:
            sections.append((kind, line.start, line.end))
    return [Section(kind=kind, start=start, end=end) for kind, start, end in sections]
