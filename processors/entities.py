"""From a Doc with `doc.ents` to the article's entities: labels, edges, canonical names, facets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc

from processors.names import NameBook
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

SKIPPED_SECTIONS: Final = frozenset({"boilerplate", "tag"})

EDGE_CHARACTERS: Final = " \t\r\n\xa0\u200b\u00ad„“”‟«»‹›\"'‘’‚,.;:!?()[]–—-"
"""Stripped from the edges of a name; a closing full stop or apostrophe inside a name stays."""


Mention = tuple[int, int, EntityLabel]
"""Start and end in the article's text, label."""


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
    text: str, mentions: Sequence[Mention], sections: Sequence[Section], language: str = "und"
) -> list[Entity]:
    """The entities of an article from its mentions, with canonical names; boilerplate and tags are left out.

    A person's canonical name is the fullest form in the article, without titles: `Ishiba` and `Ishibas` have
    `Shigeru Ishiba`. A surname that two people of the article share stays as it is.

    Args:
        text: the article's text.
        mentions: sorted by start.
        sections: of the same text; none means that all of it is read.
        language: ISO 639-1 code, for titles and case endings.
    """
    skipped = [(section.start, section.end) for section in sections if section.kind in SKIPPED_SECTIONS]
    kept = [
        (start, end, label)
        for start, end, label in mentions
        if not any(start < stop and end > begin for begin, stop in skipped)
    ]
    book = NameBook((text[start:end] for start, end, label in kept if label == "PER"), language)
    entities = []
    for start, end, label in kept:
        mention = text[start:end]
        name = book.canonical(mention) if label == "PER" else " ".join(mention.split())
        entities.append(Entity(text=mention, label=label, start=start, end=end, canonical=name))
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
    if text[end - 1] != ".":
        return False
    return "." in text[start : end - 1] or text[start : end - 1].rpartition(" ")[2] in ABBREVIATED
