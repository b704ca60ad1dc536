"""From a Doc with `doc.ents` to the article's entities: labels, edges, canonical names, codes, salience, facets."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc

from processors.folding import fold
from processors.names.canonical import OtherNames, tidy
from processors.names.declension import cases
from processors.names.labels import Mention, with_one_label
from processors.names.people import NameBook
from processors.names.repairs import repaired
from processors.names.salience import salience
from schemas import Entity, EntityLabel, Section

LABELS: Final[dict[str, EntityLabel]] = {
    "PER": "PER", "PERSON": "PER", "PS": "PER", "persName": "PER",
    "ORG": "ORG", "ORGANIZATION": "ORG", "OG": "ORG", "orgName": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "LC": "LOC", "placeName": "LOC", "geogName": "LOC",
    "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC",
    "LANGUAGE": "MISC",
}  # fmt: skip
"""Labels of the shipped and of the official models; others (dates, amounts) are no names."""

ABBREVIATED: Final = frozenset({"Bros", "Co", "Corp", "Inc", "Jr", "Ltd", "Sr"})
"""Last words of names whose full stop is their own."""

NAMES_VERSION: Final = "rules 4"
"""Raised when repairs, labels, canonical names, codes or salience change for what a model has found."""

SKIPPED_SECTIONS: Final = frozenset({"boilerplate", "tag"})

EDGE_CHARACTERS: Final = " \t\r\n\xa0\u200b\u00ad„“”‟«»‹›\"'‘’‚,.;:!?()[]–—-"
"""Stripped from the edges of a name; a closing full stop or apostrophe inside a name stays."""

LONGEST_TITLE: Final = 1_000
"""Characters of a title in which names are looked for."""


def find_entities(doc: Doc, sections: Sequence[Section] = (), language: str = "und") -> list[Entity]:
    """The named entities of an article that is one Doc, in order; those in boilerplate and tags are left out.

    Args:
        doc: with `doc.ents` set by a model.
        sections: of the same text; none means that all of it is read.
        language: ISO 639-1 code, for titles and case endings of names.
    """
    text = doc.text
    return entities_of(text, find_mentions(doc, text, 0), sections, language)


def find_mentions(doc: Doc, text: str, offset: int) -> list[Mention]:
    """The mentions in a Doc of a piece of an article, with offsets into the article.

    Args:
        doc: with `doc.ents` set by a model.
        text: `doc.text`, given because spaCy joins its tokens each time it is asked.
        offset: where the piece begins in the article.
    """
    mentions = []
    for span in doc.ents:
        label = LABELS.get(span.label_)
        start, end = _without_edges(text, span.start_char, span.end_char)
        if label is not None and start < end:
            mentions.append((start + offset, end + offset, label))
    return mentions


def entities_of(
    text: str, mentions: Sequence[Mention], sections: Sequence[Section], language: str = "und", title: str | None = None
) -> list[Entity]:
    """The entities of an article from its mentions; boilerplate and tags are left out.

    The mentions are repaired first (processors/names/repairs.py), and those of one name get one label where there is
    evidence for it. A person's canonical name is the fullest form in the article, without titles: `Ishiba` and
    `Ishibas` have `Shigeru Ishiba`. A surname that two people of the article share stays as it is. Countries, regions
    and international organisations have a code.

    Args:
        text: the article's text.
        mentions: sorted by start.
        sections: of the same text; none means that all of it is read.
        language: ISO 639-1 code, for titles, case endings and names of countries.
        title: of the article, if it is not in the text, for salience.
    """
    mentions = repaired(text, mentions, language)
    skipped = [(section.start, section.end) for section in sections if section.kind in SKIPPED_SECTIONS]
    kept = [
        (start, end, label)
        for start, end, label in mentions
        if not any(start < stop and end > begin for begin, stop in skipped)
    ]
    people = _people(text, kept, language)
    labelled = with_one_label(text, kept, people, language)
    if labelled != kept:
        kept, people = labelled, _people(text, labelled, language)
    others = OtherNames(text, kept, language)
    names = [
        (people.canonical(tidy(text[start:end])), None) if label == "PER" else others.of(text[start:end], label)
        for start, end, label in kept
    ]
    weights = _weights(text, kept, names, _title_words(text, sections, title), language)
    return [
        Entity(text=text[start:end], label=label, start=start, end=end, canonical=name, id=code, salience=weight)
        for (start, end, label), (name, code), weight in zip(kept, names, weights, strict=True)
    ]


def facet(entities: Iterable[Entity], label: EntityLabel) -> list[str]:
    """The canonical names of one label, most salient first, then in order of appearance."""
    return _by_salience((entity.canonical, entity.salience) for entity in entities if entity.label == label)


def codes(entities: Iterable[Entity], label: EntityLabel) -> list[str]:
    """The codes of one label, most salient first, then in order of appearance."""
    return _by_salience((entity.id, entity.salience) for entity in entities if entity.label == label and entity.id)


def _by_salience(names: Iterable[tuple[str, float | None]]) -> list[str]:
    return [name for name, _ in sorted(dict(names).items(), key=lambda item: -(item[1] or 0))]


def _people(text: str, mentions: Sequence[Mention], language: str) -> NameBook:
    return NameBook((tidy(text[start:end]) for start, end, label in mentions if label == "PER"), language)


def _title_words(text: str, sections: Sequence[Section], title: str | None) -> str:
    """The words of the title, folded, single blanks between and around them."""
    parts = [text[part.start : part.end] for part in sections if part.kind == "title"]
    joined = " ".join(part[:LONGEST_TITLE] for part in (title or "", *parts))
    return f" {' '.join(_WORD.findall(fold(joined)))} "


_WORD: Final = re.compile(r"\w+")


def _weights(
    text: str, mentions: Sequence[Mention], names: Sequence[tuple[str, str | None]], title: str, language: str
) -> list[float]:
    """The salience of what each mention names: the same for all mentions of one name."""
    keys: list[object] = [code or (label, name) for (_, _, label), (name, code) in zip(mentions, names, strict=True)]
    groups: dict[object, list[int]] = {}
    for index, key in enumerate(keys):
        groups.setdefault(key, []).append(index)
    found = {}
    for key, group in groups.items():
        forms = {names[group[0]][0], *(text[mentions[index][0] : mentions[index][1]] for index in group)}
        entitled = _in_title(forms, mentions[group[0]][2], title, language)
        found[key] = salience(len(group), mentions[group[0]][0] / len(text), entitled)
    return [found[key] for key in keys]


def _in_title(forms: Iterable[str], label: EntityLabel, title: str, language: str) -> bool:
    """Whether a title has one of the forms of a name, a person's surname, or the name in another case."""
    for form in forms:
        words = _WORD.findall(fold(form))
        if not words:
            continue
        if f" {' '.join(words)} " in title or (label == "PER" and len(words) > 1 and f" {words[-1]} " in title):
            return True
        if len(words) == 1 and any(f" {case} " in title for case in cases(form, language)):
            return True
    return False


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE_CHARACTERS:
        start += 1
    while end > start and text[end - 1] in EDGE_CHARACTERS and not _belongs(text, start, end):
        end -= 1
    return start, end


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the last full stop is part of the name, as in `J. F. K.` or `Acme Inc.`."""
    if text[end - 1] != ".":
        return False
    return "." in text[start : end - 1] or text[start : end - 1].rpartition(" ")[2] in ABBREVIATED
