"""From a Doc with `doc.ents` to the article's entities: labels, edges, canonical names, facets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc

from schemas import Entity, EntityLabel, Section

LABELS: Final[dict[str, EntityLabel]] = {
    "PER": "PER", "PERSON": "PER", "PS": "PER", "persName": "PER",
    "ORG": "ORG", "ORGANIZATION": "ORG", "OG": "ORG", "orgName": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "LC": "LOC", "placeName": "LOC", "geogName": "LOC",
    "MISC": "MISC", "NORP": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC",
    "LANGUAGE": "MISC",
}  # fmt: skip
"""Labels of the shipped and of the official models; others (dates, amounts) are no names."""

SKIPPED_SECTIONS: Final = frozenset({"boilerplate", "tag"})

EDGE_CHARACTERS: Final = " \t\r\n\xa0\u200b\u00ad„“”‟«»‹›\"'‘’‚,.;:!?()[]–—-"
"""Stripped from the edges of a name; a closing full stop or apostrophe inside a name stays."""


def find_entities(doc: Doc, sections: Sequence[Section] = ()) -> list[Entity]:
    """The named entities of an article, in order; those in boilerplate and tags are left out.

    Args:
        doc: with `doc.ents` set by a model.
        sections: of the same text; none means that all of it is read.
    """
    skipped = [(section.start, section.end) for section in sections if section.kind in SKIPPED_SECTIONS]
    mentions = []
    for span in doc.ents:
        label = LABELS.get(span.label_)
        start, end = _without_edges(doc.text, span.start_char, span.end_char)
        if label is None or start >= end or any(start < stop and end > begin for begin, stop in skipped):
            continue
        mentions.append((start, end, label))
    canonical = _canonical_names([doc.text[start:end] for start, end, label in mentions if label == "PER"])
    entities = []
    for start, end, label in mentions:
        text = doc.text[start:end]
        name = canonical.get(text, text) if label == "PER" else " ".join(text.split())
        entities.append(Entity(text=text, label=label, start=start, end=end, canonical=name))
    return entities


def facet(entities: Iterable[Entity], label: EntityLabel) -> list[str]:
    """The canonical names of one label, most mentioned first, then in order of appearance."""
    counts = Counter(entity.canonical for entity in entities if entity.label == label)
    return [name for name, _ in counts.most_common()]


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE_CHARACTERS:
        start += 1
    while end > start and text[end - 1] in EDGE_CHARACTERS and not _belongs(text, start, end):
        end -= 1
    return start, end


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the last full stop is part of the name, as in `J. F. K.` or `Acme Inc.`."""
    return text[end - 1] == "." and "." in text[start : end - 1]


def _canonical_names(persons: Sequence[str]) -> dict[str, str]:
    """Each person's mention with the fullest name it stands for: `Ishiba` and `Ishibas` with `Shigeru Ishiba`.

    A surname that two people of the article share stays as it is.
    """
    full = {" ".join(name.split()): None for name in persons if len(name.split()) > 1}
    by_surname: dict[str, set[str]] = {}
    for name in full:
        by_surname.setdefault(name.split()[-1], set()).add(name)
    canonical = {}
    for mention in persons:
        name = " ".join(mention.split())
        for form in (name, name.removesuffix("s"), name.removesuffix("'s"), name.removesuffix("’s")):
            owners = by_surname.get(form.split()[-1] if form else "", set())
            fitting = {owner for owner in owners if owner == form or owner.endswith(f" {form}")}
            if len(fitting) == 1:
                name = fitting.pop()
                break
        canonical[mention] = name
    return canonical
