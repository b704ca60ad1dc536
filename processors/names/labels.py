"""One label for one name: where a model calls the same name of an article now this and now that.

Evidence, strongest first: the surname of somebody who is named in full; what a table knows as a country or an
organisation (but a person is neither); what most of the mentions are called; at a tie, what the first of them is
called. A place behind a preposition of place ("in Talbot") stays a place, whoever else is called so.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from processors.names.known_names import plain
from processors.names.organisations import find_organisation
from processors.names.people import NameBook
from processors.names.places import find_place
from processors.names.titles import word_set
from schemas import EntityLabel

Mention = tuple[int, int, EntityLabel]
"""Start and end in the article's text, label."""

BEFORE_PLACES: Final = word_set("""
    in im aus nach near from à au aux en em no na nei a w we do z ze v ve u iz i från till fra til naar uit te în din la
    в во из на у з із
""")
"""Prepositions of place in many languages; some stand before persons too, which only keeps a label as it is."""

MOST_AGAINST: Final = 2
"""Mentions with another label that the surname of a person outweighs, where none of them is called a person."""

_WORD_BEFORE: Final = re.compile(r"(?:^|[\s(„“\"«])(\w{1,5})\s$")


def with_one_label(text: str, mentions: Sequence[Mention], book: NameBook, language: str) -> list[Mention]:
    """The mentions, each name with one label where there is evidence for it; start and end stay.

    Args:
        text: the article's text.
        mentions: by start.
        book: the people that the article names in full.
        language: ISO 639-1 code.
    """
    groups: dict[str, list[int]] = {}
    for index, (start, end, _) in enumerate(mentions):
        groups.setdefault(plain(text[start:end]).casefold(), []).append(index)
    found = list(mentions)
    for group in groups.values():
        start, end, first = mentions[group[0]]
        counts = Counter(mentions[index][2] for index in group)
        if len(counts) == 1 and first == "PER":
            continue
        if len(counts) > 1:
            # `in Talbot` says more than the label that a model gives.
            counts["LOC"] += sum(mentions[index][2] == "LOC" and _in_place(text, mentions[index][0]) for index in group)
        labels = _labels_of(text[start:end], counts, book, language)
        for index in group:
            start, end, own = mentions[index]
            label = labels.get(own, own)
            if label != own and not (own == "LOC" and label == "PER" and _in_place(text, start)):
                found[index] = (start, end, label)
    return found


def _labels_of(
    name: str, counts: Counter[EntityLabel], book: NameBook, language: str
) -> dict[EntityLabel, EntityLabel]:
    """What the labels of the mentions of a name become; those that stay are left out.

    Args:
        name: as it is written first.
        counts: mentions by label, in the order of the article.
        book: as above.
        language: as above.
    """
    known = _known_label(name, language)
    if known is not None:
        others: dict[EntityLabel, EntityLabel] = {label: known for label in counts if label != "PER"}
        outweighed = 2 * counts["PER"] <= counts.total() and not _owner(name, book)
        return others | {"PER": known} if outweighed else others
    if _owner(name, book) and (counts["PER"] or counts.total() <= MOST_AGAINST):
        return dict.fromkeys(counts, "PER")
    # Of equal counts the first that was met comes first.
    return dict.fromkeys(counts, counts.most_common(1)[0][0])


def _known_label(name: str, language: str) -> EntityLabel | None:
    if find_organisation(name, language) is not None:
        return "ORG"
    return "LOC" if find_place(name, language) is not None else None


def _owner(name: str, book: NameBook) -> str | None:
    """The one person, named in full, whose surname a name of one word is."""
    if " " in name or not book.may_own(name):
        return None
    owners = book.owners(name)
    return owners[0] if len(owners) == 1 and " " in owners[0] else None


def _in_place(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text[max(0, start - 8) : start])
    return before is not None and before[1].lower() in BEFORE_PLACES
