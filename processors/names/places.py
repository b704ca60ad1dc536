"""Codes of countries and regions by their names in any language: USA, Vereinigte Staaten, США -> `country:US`.

`country:` is followed by a code of ISO 3166-1 (two letters; XK for Kosovo, as in CLDR), `region:` by one
of UN M.49 (three digits; continents, Latin America, the Caribbean). Names are read in the article's language; those of
other languages only where it is unknown or mixed, or CLDR does not have it: `Island` is a country in German and none in
English. Cities, states of federations and rivers have no codes.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from processors.names.known_names import (
    EVERY_LANGUAGE,
    LONGEST_NAME,
    REMEMBERED,
    Known,
    KnownNames,
    key_of,
    sections_of,
)

NO_CODE: Final = "-"
"""In places.txt before a name that gets none."""

COMPANY: Final = {"Georgia": "country:GE", "Géorgie": "country:GE", "Geórgia": "country:GE"}
"""Names of a country and of something else, coded only in company of what is near the country."""
NEIGHBOURS: Final = frozenset({"country:AM", "country:AZ", "country:RU", "country:TR", "country:UA"})
ELSEWHERE: Final = frozenset({"country:US"})


def find_place(name: str, language: str = "und") -> Known | None:
    """The country or region that a mention is a name of, in any case that its language has; None where it is none.

    Args:
        name: the mention.
        language: ISO 639-1 code of the text, `und` or `mixed`.
    """
    return _find(name, language) if len(name) <= LONGEST_NAME else None


@lru_cache(maxsize=REMEMBERED)
def _find(name: str, language: str) -> Known | None:
    return place_names(language if language in _sections() else "und").find(name)


def needs_company(known: Known) -> bool:
    """Whether a name is that of a country only where the article is about that part of the world (Georgia)."""
    return known.name in COMPANY


def in_company(codes: frozenset[str] | set[str]) -> bool:
    """Whether an article with these other codes is about that part of the world."""
    return not NEIGHBOURS.isdisjoint(codes) and ELSEWHERE.isdisjoint(codes)


@cache
def place_names(language: str) -> KnownNames:
    """The names of a language; `und` has those that mean the same in every language that has them."""
    sections = _sections()
    languages = [language] if language in sections else [code for code in sections if code != EVERY_LANGUAGE]
    pairs = [pair for code in (*languages, EVERY_LANGUAGE) for pair in sections[code]]
    refused = {key_of(name) for code, name in pairs if code == NO_CODE}
    return KnownNames([(code, name) for code, name in pairs if key_of(name) not in refused], language)


@cache
def _sections() -> dict[str, list[tuple[str, str]]]:
    """The codes and names of each language: those of CLDR, then ours."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file, mark in (("territories.txt", " "), ("places.txt", ":")):
        for language, lines in sections_of(file).items():
            section = found.setdefault(language, [])
            for line in lines:
                code, _, names = line.partition(mark)
                section += _names(code, [names] if mark == " " else [name.strip() for name in names.split(";")])
    return found


def _names(code: str, names: list[str]) -> Iterator[tuple[str, str]]:
    full = code if code == NO_CODE else f"region:{code}" if code.isdigit() else f"country:{code}"
    for name in names:
        yield full, name.partition(" (")[0] if name.endswith(")") else name
