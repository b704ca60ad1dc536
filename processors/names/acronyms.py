"""Acronyms and what they stand for, as an article says it: "Liberaldemokratische Partei (LDP)", "LDP (…)".

The letters of an acronym must stand in its long form in their order, the first at the beginning of a word: after
Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
"""

import re
from collections.abc import Sequence
from typing import Final

LONGEST_LONG_FORM: Final = 120
"""Characters of a name that an acronym may stand for."""

_ACRONYM: Final = r"[^\W\d_][^\W_]{1,8}"
_BEHIND: Final = re.compile(rf"[’'\"“”»]?\s?[(\[]\s?[„“\"«]?({_ACRONYM})[“”\"»]?\s?[)\],;]")
_INSIDE: Final = re.compile(rf"(.+?)\s?[(\[]({_ACRONYM})[)\]]?")
_BESIDE: Final = re.compile(rf"(.+)\s({_ACRONYM})")
_NEXT: Final = re.compile(rf"\s({_ACRONYM})(?![\w’'-])")
_AGENCIES: Final = frozenset({"AP", "AFP", "DPA", "APA", "EFE", "ANSA", "PAP", "ČTK", "TASS", "KNA", "EPD", "SDA"})
"""News agencies stand in brackets behind a place: PARIS (AFP)."""
_OPENING: Final = frozenset({" (", " [", "(", " („", ' ("', " («", " (“"})
_CLOSING: Final = frozenset(')]“”"»')
_SEPARATORS: Final = re.compile(r"[\s/–—-]+")


def is_acronym(name: str) -> bool:
    """Whether a name is one word, half of it capitals or more, at least two."""
    capitals = sum(letter.isupper() for letter in name)
    return 2 <= len(name) <= 9 and name.isalnum() and capitals >= max(2, len(name) / 2) and name[0].isupper()


def stands_for(acronym: str, long_form: str) -> bool:
    """Whether a name may be the long form of an acronym: its letters are there, and the name has room for them.

    An acronym of two letters needs two words that begin with them.
    """
    if not is_acronym(acronym) or not len(acronym) + 2 < len(long_form) <= LONGEST_LONG_FORM:
        return False
    if acronym in long_form:
        return False
    if len(acronym) == 2:
        return all_begin_words(acronym, long_form)
    text, letters = long_form.lower(), acronym.lower()
    at = len(text)
    for position in range(len(letters) - 1, -1, -1):
        at = text.rfind(letters[position], 0, at)
        while position == 0 and at > 0 and text[at - 1].isalnum():
            at = text.rfind(letters[position], 0, at)
        if at < 0:
            return False
    return True


def all_begin_words(acronym: str, long_form: str) -> bool:
    """Whether each letter of an acronym begins a word of the long form, in order; small words may be passed over."""
    words = iter(word for word in _SEPARATORS.split(long_form) if word)
    return all(any(word[0].lower() == letter for word in words) for letter in acronym.lower())


def declared_acronyms(text: str, mentions: Sequence[tuple[int, int, str]]) -> dict[str, str]:
    """The acronyms that an article declares, each with its long form as it is written there.

    An acronym that is declared twice, for two names, is left out.

    Args:
        text: the article's text.
        mentions: start, end and label of names, by start; those of persons are passed over.
    """
    found: dict[str, set[str]] = {}
    for index, (start, end, label) in enumerate(mentions):
        if label == "PER":
            continue
        name = text[start:end]
        follower = mentions[index + 1] if index + 1 < len(mentions) else None
        for acronym, long_form in _pairs(text, name, end, follower):
            fits = stands_for if label != "LOC" else all_begin_words
            if acronym not in _AGENCIES and is_acronym(acronym) and fits(acronym, long_form):
                found.setdefault(acronym, set()).add(" ".join(long_form.split()))
    return {acronym: longs.pop() for acronym, longs in found.items() if len(longs) == 1}


def split_acronym(name: str) -> tuple[str, str] | None:
    """The long form and the acronym of a mention that has both: "Weltgesundheitsorganisation WHO"."""
    if len(name) > LONGEST_LONG_FORM:
        return None
    match = _INSIDE.fullmatch(name) or _BESIDE.fullmatch(name)
    return (match[1], match[2]) if match and len(match[2]) > 2 and stands_for(match[2], match[1]) else None


def _pairs(text: str, name: str, end: int, follower: tuple[int, int, str] | None) -> list[tuple[str, str]]:
    """Acronyms and long forms that may belong together, around one mention."""
    if len(name) > LONGEST_LONG_FORM:
        return []
    pairs = []
    both = split_acronym(name)
    if both is not None:
        pairs.append((both[1], both[0]))
    behind = _BEHIND.match(text, end)
    if behind:
        pairs.append((behind[1], name))
    beside = _NEXT.match(text, end)
    if beside and len(beside[1]) > 2:
        pairs.append((beside[1], name))
    if follower is not None and is_acronym(name):
        start, stop, label = follower
        if label != "PER" and text[end:start] in _OPENING and text[stop : stop + 1] in _CLOSING:
            pairs.append((name, text[start:stop]))
    return pairs
