"""Where the names of languages without blanks begin and end.

A recogniser that sees no blanks takes in words beside a name (林小溪说, 据林小溪) or part of a title (市|长林小溪).
What the lexicon knows as a verb of saying, a title or a small word is cut off again, so that it can do its own work.
"""

from collections.abc import Sequence
from typing import Final

from processors.quotes.cues import CueClass, Lexicon
from schemas.annotations import Entity

LANGUAGES: Final = frozenset({"zh", "yue", "ja"})
MIN_NAME_SIGNS: Final = 2
"""A name is never cut to fewer signs."""
MAX_NAME_SIGNS: Final = 30
"""A longer entity is no name with a word too many; it is left alone."""
MAX_WORD_SIGNS: Final = 5
"""Longest word looked for at the edges of a name."""
FULL_NAME_SIGNS: Final = 3
"""A small word of one sign is cut off only from a longer name: 和, 为 and 于 stand in names, too."""


def trimmed(text: str, lexicon: Lexicon, entities: Sequence[Entity]) -> list[Entity]:
    """Returns `entities` without the words around names that they have taken in; the others as they are.

    Args:
        text: the article.
        lexicon: its language's.
        entities: sorted by start.

    Returns:
        The entities, sorted as before; places and bodies that are the half of somebody's title are left out.
    """
    if not LANGUAGES.intersection(lexicon.languages):
        return list(entities)
    found = [_trimmed(text, lexicon, entity) for entity in entities]
    return [entity for entity in found if entity is not None]


def _trimmed(text: str, lexicon: Lexicon, entity: Entity) -> Entity | None:
    start, end = entity.start, entity.end
    if end - start > MAX_NAME_SIGNS or end - start < MIN_NAME_SIGNS:
        return entity
    start, end = _without_shared_titles(text, lexicon, start, end)
    if (start, end) != (entity.start, entity.end) and entity.label != "PER":
        return None  # 山川市|長: no town, but a mayor
    start = _begin(text, lexicon, start, end)
    if entity.label == "PER":
        end = _first_cue(text, lexicon, start, end)
    end = _end(text, lexicon, start, end)
    if (start, end) == (entity.start, entity.end):
        return entity
    name = text[start:end]
    canonical = name if entity.canonical == entity.text else entity.canonical
    return entity.model_copy(update={"text": name, "start": start, "end": end, "canonical": canonical})


def _without_shared_titles(text: str, lexicon: Lexicon, start: int, end: int) -> tuple[int, int]:
    """Gives back the part of a title that the entity shares with the words beside it: 部|长林小溪, 山川市|長."""
    for outside in range(1, MAX_WORD_SIGNS):
        for inside in (1, 2):
            if start >= outside and text[start - outside : start + inside] in lexicon.roles and end - start > inside:
                return start + inside, end
            if text[end - inside : end + outside] in lexicon.roles and end - start > inside:
                return start, end - inside
    return start, end


def _begin(text: str, lexicon: Lexicon, start: int, end: int) -> int:
    for length in range(MAX_WORD_SIGNS, 0, -1):
        word = text[start : start + length]
        known = lexicon.cues.get(word) is CueClass.ACCORDING or (length > 1 and word in lexicon.roles)
        if known and end - start - length >= MIN_NAME_SIGNS:
            return start + length
    return start


def _first_cue(text: str, lexicon: Lexicon, start: int, end: int) -> int:
    """Where a verb of saying begins inside a person's name; those from abroad, with a point, are left alone."""
    if "·" in text[start:end] or "・" in text[start:end]:
        return end
    for index in range(start + MIN_NAME_SIGNS, end):
        for length in range(1, MAX_WORD_SIGNS + 1):
            if index + length <= end and lexicon.cues.get(text[index : index + length]) is CueClass.SAY:
                return index
    return end


def _end(text: str, lexicon: Lexicon, start: int, end: int) -> int:
    small = lexicon.prepositions | lexicon.adverbs | lexicon.auxiliaries | lexicon.conjunctions
    for _ in range(2):
        for length in range(MAX_WORD_SIGNS, 0, -1):
            word, left = text[end - length : end], end - start - length
            known = word in lexicon.cues or (length > 1 and word in lexicon.roles)
            known = known or (word in small and (length > 1 or left >= FULL_NAME_SIGNS))
            if known and left >= MIN_NAME_SIGNS:
                end -= length
                break
    return end
