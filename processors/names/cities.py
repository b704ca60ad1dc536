"""The base form of a city's name that an article has in another case: w Warszawie -> Warszawa.

The table has some 260 cities, capitals above all, in the languages that have cases.
"""

from functools import cache, lru_cache

from processors.names.declension import cases
from processors.names.known_names import LONGEST_NAME, REMEMBERED, KnownNames, key_of, sections_of


def base_form(name: str, language: str) -> str | None:
    """The base form of a city's name that stands in another case or in capitals.

    None for all other names, and for a form that may be that of two.

    Args:
        name: the mention.
        language: ISO 639-1 code of the text.
    """
    return _find(name, language) if len(name) <= LONGEST_NAME else None


@lru_cache(maxsize=REMEMBERED)
def _find(name: str, language: str) -> str | None:
    known = _names(language).find(name) if language in _sections() else None
    if known is None:
        return None
    same = key_of(known.name) == key_of(name)  # maybe with other accents: Mérida; but Warszawą is a case of Warszawa
    if same and not name.isupper() and name.lower() not in cases(known.name, language):
        return None
    return known.name


@cache
def _names(language: str) -> KnownNames:
    lines = (line.partition(" ") for line in _sections()[language])
    return KnownNames([(zone, name) for zone, _, name in lines], language)


@cache
def _sections() -> dict[str, list[str]]:
    return sections_of("cities.txt")
