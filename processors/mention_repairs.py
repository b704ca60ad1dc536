"""Cautious repairs of what a model has found: edges, pairs, titles, and names that it found only here and there.

Each was kept because it helps on annotated texts of several languages or is plainly right; what each gives is in
docs/models.md and is measured by `python -m benchmarks.entities --repairs`.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from processors.declension import cases
from processors.given_names import gender_of_first_name
from processors.labels import Mention
from processors.names import MAX_WORDS, MIN_STEM
from processors.places import find_place
from processors.titles import KEPT_TITLES, titles_for, word_set
from schemas import EntityLabel

Repair = Callable[[str, list[Mention], str], list[Mention]]
"""Takes the text, the mentions, and the language; mentions are sorted by start and disjoint, before and after."""

LONGEST_REPAIRED: Final = 200
"""Characters; a longer mention is no name and is left as it is."""

MAX_NAMES_AGAIN: Final = 200
"""Names of an article that are looked for again, the most frequent first: bounds the work for a list of names."""

MIN_LETTERS: Final = 4
"""Of a name that is looked for again alone; shorter ones are other words too often."""

LONGEST_CHANGE: Final = 2
"""Letters at the end of a name that its cases may lack; with more it could be another name."""

NOUNS_IN_CAPITALS: Final = frozenset({"de", "lb"})
"""Languages where any noun may look like a name: one more mention is asked for."""

_SENTENCE_END: Final = re.compile(r"[^\W\d_]{4,}[a-zà-ÿа-яё]([.?!])\s+(?=[^\W\d_])")
_PARAGRAPH_END: Final = re.compile(r"\s*\n\n\s*")
_MARK: Final = re.compile(r"\s*[\"“”„»«]\s*")
_STOPS: Final = " .,;:!?"
_INITIAL: Final = re.compile(r"(?:^|[\s.])([^\W\d_])$")
_ROMAN: Final = re.compile(r"\s[IVX]+$")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_][\w.'’-]*)[ -]$")
_CAPITAL_AFTER: Final = re.compile(r" ?[-/&]? ?([^\W\d_])")
_REST_OF_WORD: Final = re.compile(r"\w{1,40}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)+")
_LETTER_RANGE: Final = 40
"""Characters before a name in which its left neighbour is looked for."""

CONJUNCTIONS: Final[Mapping[str, str]] = {
    "ca": "i", "cs": "a", "da": "og", "de": "und", "en": "and", "es": "y", "fi": "ja", "fr": "et", "gl": "e",
    "hr": "i", "hu": "és", "it": "e", "nl": "en", "no": "og", "pl": "i", "pt": "e", "ro": "și", "ru": "и", "sk": "a",
    "sr": "i", "bs": "i", "sv": "och", "uk": "і",
}  # fmt: skip
ONE_PLACE: Final = ("cundinamarca", "holstein", "krajin", "labrador", "león", "metohij", "romagna", "vorpommern")
"""How the second half of a region with "and" in its name begins, lower case; the table of places has the countries."""

NOT_TITLES: Final = word_set("don doña donna dom lord lady sir dame saint")
"""Titles that are part of the name by which somebody is known (Don Rosa, Lord Byron)."""

GENITIVE_S: Final = frozenset({"da", "de", "lb", "nb", "nn", "no", "sv"})
"""Languages in which any name takes an -s without an apostrophe."""

ORDINAL_STOP: Final = frozenset({"da", "de", "lb", "no"})
"""Languages that write a full stop behind an ordinal number: Wilhelm II."""


def repaired(
    text: str, mentions: Sequence[Mention], language: str, repairs: Sequence[Repair] | None = None
) -> list[Mention]:
    """The mentions of an article after all repairs: sorted by start, disjoint, none empty.

    Time is in proportion to the length of the text and the number of mentions.

    Args:
        text: of the article.
        mentions: as the model gives them, sorted by start, disjoint.
        language: ISO 639-1 code.
        repairs: other than all of them, in this order.
    """
    found = list(mentions)
    for repair in REPAIRS.values() if repairs is None else repairs:
        if not found:
            break
        found = repair(text, found, language)
    return _disjoint(found)


def _disjoint(mentions: list[Mention]) -> list[Mention]:
    """Ends that were moved on to the next mention are taken back."""
    for index in range(len(mentions) - 1):
        start, end, label = mentions[index]
        if end > mentions[index + 1][0]:
            mentions[index] = (start, mentions[index + 1][0], label)
    return mentions


def split_at_ends(text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """Two names with the end of a paragraph or of a sentence between them: `in Bonn. Meier`.

    A single line break may stand inside a name, in texts whose lines are cut at a width. Shorter words before a full
    stop are abbreviations too often (Warner Bros. Pictures).
    """
    found = []
    for start, end, label in mentions:
        name = text[start:end]
        short = end - start <= LONGEST_REPAIRED
        if "\n\n" not in name and not (short and (". " in name or "? " in name or "! " in name)):
            found.append((start, end, label))
            continue
        cuts = [(match.start(), match.end()) for match in _PARAGRAPH_END.finditer(name)]
        for match in _SENTENCE_END.finditer(name) if short else ():
            # "Oh! Calcutta" is a title; a full stop ends a sentence if a capital follows.
            if name[match.end()].isupper() and not (label == "MISC" and match[1] != "."):
                cuts.append((match.start(1), match.end()))
        found += _without_cuts(start, end, label, sorted(cuts))
    return found


def _without_cuts(start: int, end: int, label: EntityLabel, cuts: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    begin = start
    for cut_start, cut_end in cuts:
        if begin < start + cut_start:
            yield begin, start + cut_start, label
        begin = max(begin, start + cut_end)
    if begin < end:
        yield begin, end, label


def close_marks(text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """A bracket or quotation mark inside that has no partner: `Frankfurt (Main` takes its bracket, or the name ends
    before it."""
    ends = ((start, _closed(text, start, end), label) for start, end, label in mentions)
    return [(start, end, label) for start, end, label in ends if start < end]


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name that closes what it opens."""
    name = text[start:end]
    if "(" in name and name.count("(") == name.count(")") + 1:
        name = text[start : end + 1] if text.startswith(")", end) else name[: name.rindex("(")].rstrip()
    marks = list(_MARK.finditer(name))
    if len(marks) == 1 and marks[0].start() > 0:
        name = name[: marks[0].start()].rstrip(_STOPS)
        if name.islower():  # `führt.“Eine`: the end of a sentence
            return start
    return start + len(name)


def split_pairs(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """Two people with first and last name, or two places, around "and": `Ana Ruiz y Luis Soto`, `Sonora y Chihuahua`.

    Organisations and works stay whole, and so does what is known as one place, or stands elsewhere as one.
    """
    conjunction = CONJUNCTIONS.get(language)
    if conjunction is None:
        return mentions
    joint, found = f" {conjunction} ", []
    whole = Counter(text[start:end] for start, end, _ in mentions if joint in text[start : min(end, start + 99)])
    for start, end, label in mentions:
        name = text[start:end]
        first, between, second = name.partition(joint)
        splits = (
            between
            and joint not in second
            and first[:1].isupper()
            and second[:1].isupper()
            and whole[name] == 1
            and _is_pair(first, second, label)
            and not (label == "LOC" and find_place(name, language))
        )
        if splits:
            found += [(start, start + len(first), label), (end - len(second), end, label)]
        else:
            found.append((start, end, label))
    return found


def _is_pair(first: str, second: str, label: EntityLabel) -> bool:
    if label == "PER":
        return " " in first and " " in second
    return label == "LOC" and not second.lower().startswith(ONE_PLACE)


def without_titles(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """A person's titles at the front of the name, and mentions that are nothing but one: `Dr. Cooper`, `Präsident`.

    `Papst Franziskus` and `Queen Mary` stay: the title is what they are known by.
    """
    titles, found = titles_for(language), []

    def is_title(word: str) -> bool:
        word = word.lower()
        return word not in NOT_TITLES and titles.head(word.rstrip(".")) is not None

    for start, end, label in mentions:
        if label != "PER" or end - start > LONGEST_REPAIRED or titles.suffixes:
            found.append((start, end, label))
            continue
        words = list(re.finditer(r"\S+", text[start:end]))
        first = 0
        while first < len(words) - 1 and is_title(words[first].group()) and words[first + 1].group()[0].isupper():
            if first == len(words) - 2 and words[first].group().lower() in KEPT_TITLES:
                break
            first += 1
        alone = len(words) == 1 and is_title(words[0].group()) and not _INITIAL.search(words[0].group())
        if not (alone and gender_of_first_name(words[0].group(), language) is None):
            found.append((start + words[first].start(), end, label))
    return found


def with_stops(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """The full stop of an initial or ordinal number at the end of a person's name: `Andreas R.`, `Wilhelm II.`."""
    return [
        (start, end + (label == "PER" and text.startswith(".", end) and _owns_stop(text, start, end, language)), label)
        for start, end, label in mentions
    ]


def _owns_stop(text: str, start: int, end: int, language: str) -> bool:
    name = text[max(start, end - _LETTER_RANGE) : end]
    if _ROMAN.search(name):
        after = text[end + 1 : end + 3].strip()
        return language in ORDINAL_STOP and after[:1].islower()
    initial = _INITIAL.search(name)
    return initial is not None and initial[1].isupper()


def without_signs(text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """Mentions without any letter, such as numbers and currency signs."""
    return [(start, end, label) for start, end, label in mentions if any(map(str.isalpha, text[start:end]))]


def people_again(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """People who are found in the article once more where the model missed them.

    Looked for are full names that begin with a known first name or an initial, their surnames alone, and other names
    that the model found twice (in German three times); not what is as often found as another kind of name, what is an
    ordinary word of the article too, or what stands beside another capitalised word. A name also stands in other
    cases (processors/declension.py).
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
        name = text[start : min(end, start + LONGEST_REPAIRED)]
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
    if (after and after[1].isupper() and not genitive) or text[start - 1 : start] in ("-", "/", "'", "’", "#", "@"):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _LETTER_RANGE), start)
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
        name = text[start : min(end, start + LONGEST_REPAIRED)]
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


REPAIRS: Final[Mapping[str, Repair]] = {
    "split at ends of sentences and paragraphs": split_at_ends,
    "brackets and quotation marks": close_marks,
    "pairs with and": split_pairs,
    "titles before people": without_titles,
    "full stop of an initial": with_stops,
    "signs and numbers": without_signs,
    "people found again": people_again,
    "capitals of headlines": in_capitals,
}
"""By name, in the order in which they are done."""
