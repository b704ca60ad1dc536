"""Names that a model found in one place of an article and missed in another; two of the repairs."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from processors.names.declension import cases
from processors.names.given_names import gender_of_first_name
from processors.names.labels import Mention
from processors.names.people import MAX_WORDS, MIN_STEM
from processors.names.titles import titles_for
from schemas import EntityLabel

LONGEST_NAME: Final = 200
"""Characters; a longer mention is no name, and is not looked for."""

MAX_NAMES_AGAIN: Final = 200
"""Names of an article that are looked for again, the most frequent first: bounds the work for a list of names."""

MIN_LETTERS: Final = 4
"""Of a name that is looked for again alone; shorter ones are other words too often."""

LONGEST_CHANGE: Final = 2
"""Letters at the end of a name that its cases may lack; with more it could be another name."""

NOUNS_IN_CAPITALS: Final = frozenset({"de", "lb"})
"""Languages where any noun may look like a name: one more mention is asked for."""

GENITIVE_S: Final = frozenset({"da", "de", "lb", "nb", "nn", "no", "sv"})
"""Languages in which any name takes an -s without an apostrophe."""

_BESIDE: Final = 40
"""Characters before a name in which its left neighbour is looked for."""
_WORD_BEFORE: Final = re.compile(r"([^\W\d_][\w.'’-]*)[ -]$")
_CAPITAL_AFTER: Final = re.compile(r" ?(?:[-/]|&(?:amp;)?)? ?([^\W\d_])")
_JOINED_BEFORE: Final = re.compile(r"(?:[-/'’#@]|&(?:amp;)? ?)$")
_REST_OF_WORD: Final = re.compile(r"\w{1,40}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)+")


def people_again(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """People who are found in the article once more where the model missed them.

    Looked for are full names that begin with a known first name or an initial, their surnames alone, and other names
    that the model found twice (in German three times); not what is as often found as another kind of name, what is an
    ordinary word of the article too, or what stands beside another capitalised word. A name also stands in other
    cases (processors/names/declension.py).
    """
    names = _sure_people(text, mentions, language)
    if not names:
        return mentions
    added = _Places(mentions)
    for name in names:
        ordinary: bool | None = None if " " not in name else False
        for start, end in _occurrences(text, _forms(name, language)):
            genitive = language in GENITIVE_S and end - start > len(name)
            if not added.free(start, end) or not (" " in name or _stands_alone(text, start, end, language, genitive)):
                continue
            if ordinary is None:
                ordinary = any(True for _ in _occurrences(text, {name.lower()}))
            if ordinary:
                break
            added.add((start, end, "PER"))
    return added.mentions


def _sure_people(text: str, mentions: Sequence[Mention], language: str) -> list[str]:
    """Names to look for again, longest first."""
    counts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for start, end, label in mentions:
        name = text[start : min(end, start + LONGEST_NAME)]
        if label != "PER":
            others[name] += 1
            continue
        words = name.split(" ")
        if len(words) > MAX_WORDS or not name[0].isupper() or name.isupper():
            continue
        if len(words) == 1:
            counts[name] += 1
        elif words[-1][:1].isupper():
            weight = 3 if _begins_with_first_name(words[0], language) else 1
            counts[name] += weight
            for form in _surname(words):
                counts[form] += weight
    enough = 3 if language in NOUNS_IN_CAPITALS else 2
    sure = [
        name
        for name, count in counts.most_common(MAX_NAMES_AGAIN)
        if count >= enough and len(name) >= MIN_LETTERS and count > 2 * others[name] and not name.isupper()
    ]
    return sorted(sure, key=len, reverse=True)


def _surname(words: Sequence[str]) -> tuple[str, ...]:
    """The last name, with its particles: `Basten` of Marco van Basten is `van Basten`, or `Van Basten`."""
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    name = " ".join(words[first:])
    return (name,) if name[0].isupper() else (name, name[0].upper() + name[1:])


def _begins_with_first_name(word: str, language: str) -> bool:
    return gender_of_first_name(word, language) is not None or _INITIALS.fullmatch(word) is not None


def _forms(name: str, language: str) -> set[str]:
    """A name and, of a single word, its cases; with the genitive -s of the language."""
    if language in GENITIVE_S:
        return {name} if name[-1] in "sxzß" else {name, name + "s"}
    if " " in name:
        return {name}
    begin = name[: max(len(name) - LONGEST_CHANGE, MIN_STEM)].lower()
    return {name, *(name[0] + form[1:] for form in cases(name, language) if form.startswith(begin))}


def _occurrences(text: str, forms: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where one of the forms of a name, which begin alike, stands as a word."""
    stem = min(forms, key=len)
    while not all(form.startswith(stem) for form in forms):
        stem = stem[:-1]
    at = text.find(stem)
    while at >= 0:
        rest = _REST_OF_WORD.match(text, at + len(stem))
        end = rest.end() if rest else at + len(stem)
        if text[at:end] in forms and not _in_word(text[at - 1 : at]):
            yield at, end
        at = text.find(stem, end)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _stands_alone(text: str, start: int, end: int, language: str, genitive: bool) -> bool:
    """Whether no other capitalised word stands beside it, but a title, the beginning of a sentence, or what it owns."""
    after = _CAPITAL_AFTER.match(text, end)
    if (after and after[1].isupper() and not genitive) or _JOINED_BEFORE.search(text, max(0, start - 6), start):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _BESIDE), start)
    if before is None or not before[1][0].isupper():
        return True
    if titles_for(language).head(before[1].lower().rstrip(".")) is not None:
        return True
    further = text[max(0, before.start() - 3) : before.start()].rstrip()
    return not further or further[-1] in '.!?:„“"»«–-'


def in_capitals(text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """Names in the capitals of a headline that stand in the article in ordinary spelling: `BREMEN`, found as Bremen."""
    counts: Counter[tuple[str, EntityLabel]] = Counter()
    for start, end, label in mentions:
        name = text[start : min(end, start + LONGEST_NAME)]
        if len(name) >= MIN_LETTERS and name[0].isupper() and not name.isupper() and not any(map(str.isdigit, name)):
            counts[name.upper(), label] += 1
    added, seen = _Places(mentions), set()
    for (name, label), _ in counts.most_common(MAX_NAMES_AGAIN):
        if name not in seen:
            seen.add(name)
            for start, end in _occurrences(text, {name}):
                if added.free(start, end):
                    added.add((start, end, label))
    return added.mentions


class _Places:
    """Mentions to which others are added where none stands."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._sorted = list(mentions)
        self._added: list[Mention] = []
        self._taken: set[int] = set()

    def free(self, start: int, end: int) -> bool:
        """Whether no mention overlaps."""
        index = bisect_right(self._sorted, start, key=lambda mention: mention[1])  # the first that ends behind start
        if index < len(self._sorted) and self._sorted[index][0] < end:
            return False
        return self._taken.isdisjoint(range(start, end))

    def add(self, mention: Mention) -> None:
        """Adds a mention at a free place."""
        self._added.append(mention)
        self._taken.update(range(mention[0], mention[1]))

    @property
    def mentions(self) -> list[Mention]:
        """All, by start."""
        return sorted([*self._sorted, *self._added]) if self._added else self._sorted
