"""Cautious repairs of what a model has found: edges, pairs, titles, and names that it found only here and there.

Each was kept because it helps on annotated texts of several languages or is plainly right; what each gives is in
docs/models.md and is measured by `python -m benchmarks.entities --repairs`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from processors.names.again import in_capitals, people_again
from processors.names.given_names import gender_of_first_name
from processors.names.labels import Mention
from processors.names.places import find_place
from processors.names.titles import KEPT_TITLES, titles_for, word_set
from schemas import EntityLabel

Repair = Callable[[str, list[Mention], str], list[Mention]]
"""Takes the text, the mentions, and the language; mentions are sorted by start and disjoint, before and after."""

LONGEST_REPAIRED: Final = 200
"""Characters; a longer mention is no name and is left as it is."""

_SENTENCE_END: Final = re.compile(r"[^\W\d_]{4,}[a-zà-ÿа-яё]([.?!])\s+(?=[^\W\d_])")
_PARAGRAPH_END: Final = re.compile(r"\s*\n\n\s*")
_MARK: Final = re.compile(r"\s*[\"“”„»«]\s*")
_LOOSE: Final = ' \t\r\n,;:-–(„“"'
_NUMBER_AT_END: Final = re.compile(r"\s+\d{1,4}$")
_COUNTED: Final = re.compile(r"\s?(?:km|cm|mm|kg|m|%|€|°C?)(?!\w)")
_STOPS: Final = " .,;:!?"
_INITIAL: Final = re.compile(r"(?:^|[\s.])([^\W\d_])$")
_ROMAN: Final = re.compile(r"\s[IVX]+$")
_WORD: Final = re.compile(r"[\w-]+")
_LETTER_RANGE: Final = 40
"""Characters before a name in which its left neighbour is looked for."""

LOOSE_WORDS: Final[Mapping[str, str]] = {
    "cs": "a nebo v na s z do o k", "da": "og eller i på af med for til", "de": "und oder im von mit für bei sowie",
    "en": "and or of in at for the by with to on from", "es": "y e o u de del en con a al la el los las que",
    "fi": "ja tai sekä", "fr": "et ou de du des en à la le les au aux", "hr": "i ili u na s iz za te od",
    "hu": "és vagy az", "it": "e ed o di del dello della in a da dal con che il la", "nl": "en of van in de het op met",
    "pl": "i oraz lub w z na do od", "pt": "e ou de do da dos das em com a o os as que",
    "ru": "и или в на с из от для", "sk": "a alebo v na s z do o", "sv": "och eller i på av med för till",
    "uk": "і й та або в у на з від для",
}  # fmt: skip
"""Conjunctions, prepositions and articles that no name ends with, nor a person, place or organisation begins with."""
SAME_WORDS: Final[Mapping[str, str]] = {
    "bs": "hr",
    "sl": "hr",
    "sr": "hr",
    "nb": "da",
    "no": "da",
    "ca": "es",
    "gl": "pt",
}

PARTICLES: Final = word_set("da das de del della dello den des do dos du la van von")
"""Words that a person's name may begin with: von der Leyen, de Gaulle."""

CONJUNCTIONS: Final[Mapping[str, str]] = {
    "ca": "i", "cs": "a", "da": "og", "de": "und", "en": "and", "es": "y", "fi": "ja", "fr": "et", "gl": "e",
    "hr": "i", "hu": "és", "it": "e", "nl": "en", "no": "og", "pl": "i", "pt": "e", "ro": "și", "ru": "и", "sk": "a",
    "sr": "i", "bs": "i", "sv": "och", "uk": "і",
}  # fmt: skip
ONE_PLACE: Final = ("cundinamarca", "holstein", "krajin", "labrador", "león", "metohij", "romagna", "vorpommern")
"""How the second half of a region with "and" in its name begins, lower case; the table of places has the countries."""

NOT_TITLES: Final = word_set("don doña donna dom lord lady sir dame saint")
"""Titles that are part of the name by which somebody is known (Don Rosa, Lord Byron)."""

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


def without_loose_words(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """Conjunctions, prepositions and articles in lower case at the edges, and a number that counts what follows:
    `Talbot y`, `Aue 11` of `Aue 11 km`."""
    words = _loose_words(SAME_WORDS.get(language, language))
    found = []
    for start, end, label in mentions:
        first, last = start, end
        if " " in text[start : min(end, start + LONGEST_REPAIRED)] and end - start <= LONGEST_REPAIRED:
            if _COUNTED.match(text, end) and (number := _NUMBER_AT_END.search(text, start, end)):
                last = number.start()
            while (blank := text.rfind(" ", first, last)) > first and text[blank + 1 : last] in words:
                last = first + len(text[first:blank].rstrip(_LOOSE))
            front = frozenset() if label == "MISC" else words - PARTICLES if label == "PER" else words
            while (blank := text.find(" ", first, last)) > first and text[first:blank] in front:
                first = last - len(text[blank:last].lstrip())
        found.append((first, last, label))
    return [(start, end, label) for start, end, label in found if start < end]


@cache
def _loose_words(language: str) -> frozenset[str]:
    return word_set(LOOSE_WORDS.get(language, ""))


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


def split_neighbours(text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """A person and the place or organisation right behind: `weil Ines Talbot Grünhagen verlässt`.

    Split where the article itself tells them apart: what is behind is a mention of its own and ends no other person's
    name, and the surname before it stands elsewhere without it.
    """
    alone: dict[str, EntityLabel] = {}
    people: Counter[str] = Counter()
    for start, end, label in mentions:
        if label in ("LOC", "ORG"):
            alone.setdefault(text[start:end], label)
        elif label == "PER" and end - start <= LONGEST_REPAIRED:
            people[text[start:end].rpartition(" ")[2]] += 1
    joined = {}
    for start, end, label in mentions:
        if label == "PER" and end - start <= LONGEST_REPAIRED:
            person, _, behind = text[start:end].rpartition(" ")
            if " " in person and behind in alone and people[behind] == 1:
                joined[start] = person, behind
    apart = _standing_apart(text, joined.values()) if joined else frozenset()
    found = []
    for start, end, label in mentions:
        person, behind = joined.get(start, ("", ""))
        if (person, behind) in apart:
            found += [(start, start + len(person), label), (end - len(behind), end, alone[behind])]
        else:
            found.append((start, end, label))
    return found


def _standing_apart(text: str, joined: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those pairs of a person and what is behind whose surname stands elsewhere with something else behind it."""
    behind_surname: dict[str, list[tuple[str, str]]] = {}
    for pair in joined:
        behind_surname.setdefault(pair[0].rpartition(" ")[2], []).append(pair)
    found = set()
    for word in _WORD.finditer(text):
        for pair in behind_surname.get(word.group(), ()) or behind_surname.get(word.group().removesuffix("s"), ()):
            if not text.startswith(f" {pair[1]}", word.end()):
                found.add(pair)
    return frozenset(found)


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


REPAIRS: Final[Mapping[str, Repair]] = {
    "split at ends of sentences and paragraphs": split_at_ends,
    "brackets and quotation marks": close_marks,
    "function words at the edges": without_loose_words,
    "pairs with and": split_pairs,
    "a place behind a person": split_neighbours,
    "titles before people": without_titles,
    "full stop of an initial": with_stops,
    "signs and numbers": without_signs,
    "people found again": people_again,
    "capitals of headlines": in_capitals,
}
"""By name, in the order in which they are done."""
