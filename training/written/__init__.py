"""Training texts for the entity models, made from templates written for this project and drawn names.

`written_records` draws texts of a language; the templates stand in `languages/`, what they look like in `grammar.py`.

What is a name, in every language alike:

- PER: people by name, with initials and particles ("J. van der Berg"), without titles and roles ("président",
  "Dr."), also families and figures of stories.
- LOC: countries, towns, regions, rivers, mountains, streets, buildings that are places; without an article or a
  preposition ("les <Alpes>", "à <Paris>"), but with what belongs to the name ("<La Haye>").
- ORG: parties, ministries, firms with their legal form, clubs, universities, newspapers, agencies, bands. A long form
  and its acronym in brackets are two names. A town that stands for its team is left to the club's own form ("<PSG>").
- MISC: titles of works without their quotation marks, competitions, prizes, wars and other events, products; languages
  and peoples where the language writes them with a capital as nouns or adjectives (English "<American>").
- No names: demonym adjectives in small letters, months, weekdays, roles, currencies, common nouns at any place.
- Left open (`Record.unknown`): Dutch, German and Danish words that annotators treat in different ways.
- A case ending belongs to the name; an article or ending after an apostrophe does not.
- Names next to each other without a word between them are names of their own.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from training.augment import joined, upper_case
from training.data import Record, Span
from training.written.cyrillic import cyrillic
from training.written.grammar import OPEN, Choice, Number, Section, Slot, Template, read_sections
from training.written.links import linked
from training.written.names import (
    SETTINGS,
    Person,
    cities_abroad,
    country_names,
    dates,
    full_name,
    language_names,
    last_name,
    person,
    towns,
)

FOLDER = Path(__file__).parent / "languages"
KINDS = {"sentence": 0.71, "plain": 0.19, "headline": 0.1}
"""The sections texts are drawn from, and their shares; `plain` holds no names."""
PARAGRAPH = (0.45, 0.3, 0.15, 0.1)
"""Shares of the texts of one, two, three and four sentences."""
DATELINE = 0.1
LEAD = 0.1
TAIL = 0.15
"""Shares of the sentences with the opening or the addition of another."""
CAPITALS = {"headline": 0.2, "plain": 0.04, "sentence": 0.01}
"""Shares of the texts in capitals, by what they begin with."""
CYRILLIC = 0.5
"""Share of the Serbian texts in Cyrillic letters."""
CURVED = 0.5
"""Share of the texts with curved apostrophes."""
ENDS = frozenset('.!?…»”“"。！？”؟')
HEADED = 0.15
"""Share of the texts of several sentences that begin with a headline of their own."""

_PEOPLE = {
    f"{kind}{suffix}": (kind, gender)
    for kind in ("per", "surname", "given")
    for suffix, gender in (("", None), ("_m", "male"), ("_f", "female"))
}
_DATES = ("date", "daymonth", "month", "weekday", "year", "past")


class _Page:
    """A text in the making."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language = language
        self.rng = rng
        self.text = ""
        self.spans: list[Span] = []
        self.last: Person | None = None
        self.inside = False

    def write(self, template: Template) -> None:
        for part in template:
            if isinstance(part, str):
                self.text += part
            elif isinstance(part, Number):
                self.text += str(self.rng.randint(part.least, part.most))
            elif isinstance(part, Choice):
                self.write(self.rng.choice(part.options))
            elif isinstance(part, Slot):
                self.fill(part)
            else:
                self.mark(part.label, lambda body=part.body: self.write(body))  # type: ignore[misc]  # bound at once

    def mark(self, label: str, write: Callable[[], None]) -> None:
        """Writes a name; within another name it is a part of that."""
        outer, self.inside = self.inside, True
        start = len(self.text)
        write()
        self.inside = outer
        if not outer:
            self.spans.append(Span(start, len(self.text), label))

    def add(self, text: str) -> None:
        self.text += text

    def name(self, label: str, text: str) -> None:
        self.mark(label, lambda: self.add(text))

    def fill(self, slot: Slot) -> None:
        section = sections(self.language).get(slot.name)
        if section:
            self.write(self.rng.choice(section.forms[slot.form]))
        elif slot.name in _PEOPLE:
            self.person(*_PEOPLE[slot.name], slot.form)
        elif slot.name == "again":
            someone = self.last or person(self.language, self.rng)
            self.name("PER", someone.last)
        elif slot.name in ("first", "last"):
            self.add(getattr(self.drawn(None, plain=True), slot.name))
        elif slot.name in ("town", "town_name"):
            town = self.rng.choice(towns(self.rng.choice(SETTINGS[self.language].countries)))
            self.name("LOC", town) if slot.name == "town" else self.add(town)
        elif slot.name == "abroad":
            self.name("LOC", self.rng.choice(cities_abroad(self.language)))
        elif slot.name == "country_name":
            self.name("LOC", self.rng.choice(country_names(self.language)))
        elif slot.name == "acronym":
            self.add("".join(self.rng.choices("ABCDEFGILMNOPRSTUV", k=self.rng.choice((1, 2, 2, 3)))))
        elif slot.name == "language_name":
            self.add(self.rng.choice(language_names(self.language)))
        else:
            self.add(dates(self.language, self.rng)[slot.name])

    def drawn(self, gender: str | None, *, plain: bool) -> Person:
        """A person; where the language has another script than most names abroad, those of its file count as well."""
        own = sections(self.language)
        if "foreign_last" in own and not plain and self.rng.random() < 0.2:
            gender = gender or self.rng.choice(("male", "female"))
            parts = []
            for name in (f"foreign_first_{gender}", "foreign_last"):
                page = _Page(self.language, self.rng)
                page.write(self.rng.choice(own[name].forms[""]))
                parts.append(page.text)
            return Person(parts[0], parts[1], gender == "male")
        return person(self.language, self.rng, gender, plain=plain)

    def person(self, kind: str, gender: str | None, case: str) -> None:
        someone = self.drawn(gender, plain=bool(case) and self.language != "de")
        if kind == "given":
            self.name("PER", someone.first if "." not in someone.first else someone.last)
        elif kind == "surname":
            self.last = someone
            self.name("PER", last_name(someone, self.language, case))
        else:
            self.last = someone
            self.name("PER", full_name(someone, self.language, case))

    def record(self) -> Record:
        """The text with its first letter in capitals and its linked words in their forms."""
        text, moves = linked(self.text[:1].upper() + self.text[1:], self.language)
        return _moved(Record(text, tuple(self.spans)), moves)


def _moved(record: Record, moves: Sequence[tuple[int, int]]) -> Record:
    """The record with the spans where `linked` or `cyrillic` moved them, those that are left open apart."""

    def place(offset: int) -> int:
        return offset + next(by for begin, by in reversed(moves) if begin <= offset)

    spans = [Span(place(span.start), place(span.end), span.label) for span in record.spans]
    unknown = [(place(start), place(end)) for start, end in record.unknown]
    unknown += [(span.start, span.end) for span in spans if span.label == OPEN]
    return Record(record.text, tuple(span for span in spans if span.label != OPEN), tuple(unknown))


BUILT_IN = frozenset(
    {
        *_PEOPLE,
        *_DATES,
        "again",
        "first",
        "last",
        "acronym",
        "town",
        "town_name",
        "abroad",
        "country_name",
        "language_name",
    }
)
"""Slots that are no section of a file."""


@cache
def sections(language: str) -> dict[str, Section]:
    """The file of a language, read once."""
    return read_sections(FOLDER / f"{language}.txt")


def languages() -> tuple[str, ...]:
    """The languages that have templates, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def _extended(template: Template, language: str, rng: random.Random) -> Template:
    """A sentence now and then with the opening ("lead") or the addition ("tail") of another."""
    own = sections(language)
    ending = template[-1]
    if not isinstance(ending, str) or not ending.endswith("."):
        return template
    if "tail" in own and rng.random() < TAIL:
        template = (*template[:-1], ending[:-1], *rng.choice(own["tail"].forms[""]), ".")
    opening = template[0]
    whole = not isinstance(opening, str) or (opening[0].isalpha() and ":" not in opening)
    if "lead" in own and whole and rng.random() < LEAD:
        lower = opening[:1].lower() + opening[1:] if isinstance(opening, str) else opening
        template = (*rng.choice(own["lead"].forms[""]), " ", lower, *template[1:])
    return template


def _sentence(
    language: str, kind: str, rng: random.Random, last: Person | None, *, first: bool
) -> tuple[Record, Person | None]:
    page = _Page(language, rng)
    page.last = last
    if first and kind == "sentence" and rng.random() < DATELINE and "dateline" in sections(language):
        page.write(rng.choice(sections(language)["dateline"].forms[""]))
        page.text += " "
        start = len(page.text)
        page.write(_extended(rng.choice(sections(language)["sentence"].forms[""]), language, rng))
        page.text = page.text[:start] + page.text[start : start + 1].upper() + page.text[start + 1 :]
    else:
        template = rng.choice(sections(language)[kind].forms[""])
        page.write(_extended(template, language, rng) if kind == "sentence" else template)
    return page.record(), page.last


def written_records(language: str, count: int, rng: random.Random) -> list[Record]:
    """Draws texts: sentences, headlines and short paragraphs, with their names.

    Args:
        language: One of `languages()`.
        count: How many texts.
        rng: What is drawn from; the same state gives the same texts.

    Returns:
        Records whose spans are sorted and apart from each other; each a group of its own.

    Raises:
        KeyError: There are no templates for the language.
    """
    if language not in languages():
        raise KeyError(f"no templates for {language!r}; there are some for {', '.join(languages())}")
    space = "" if language == "zh" else " "
    result: list[Record] = []
    for number in range(count):
        kinds = rng.choices(list(KINDS), list(KINDS.values()), k=rng.choices((1, 2, 3, 4), PARAGRAPH)[0])
        if len(kinds) > 1:  # a headline stands for itself or above a text
            kinds = [kind if kind != "headline" else "sentence" for kind in kinds]
        parts: list[Record] = []
        last: Person | None = None
        for kind in kinds:
            part, last = _sentence(language, kind, rng, last, first=not parts)
            parts.append(part)
        text = parts[0]
        for part in parts[1:]:  # what has no full stop, as a caption, stands in a line of its own
            text = joined((text, part), space if text.text[-1] in ENDS else "\n")
        if len(kinds) > 1 and rng.random() < HEADED:
            head, _ = _sentence(language, "headline", rng, last, first=False)
            text = joined((head, text), rng.choice(("\n", "\n\n")))
        if rng.random() < CAPITALS.get(kinds[0], 0):
            text = upper_case(text)
        if language == "sr" and rng.random() < CYRILLIC:
            letters, moves = cyrillic(text.text)
            text = _moved(replace(text, text=letters), moves)
        if rng.random() < CURVED:
            text = replace(text, text=text.text.replace("'", "’"))
        result.append(Record(text.text, text.spans, text.unknown, f"written-{language}-{number}"))
    return result
