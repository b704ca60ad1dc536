"""Codes of international organisations by their names and abbreviations: NATO, OTAN, НАТО -> `org:NATO`.

The names are in tables/organisations.txt. They are read in the article's language; those of other languages
only where it is unknown or mixed, or the table does not have it.
"""

from functools import cache, lru_cache

from processors.names.known_names import EVERY_LANGUAGE, LONGEST_NAME, REMEMBERED, TABLES, Known, KnownNames


def find_organisation(name: str, language: str = "und") -> Known | None:
    """The organisation that a mention is a name of, in any case that its language has; None where it is none.

    Args:
        name: the mention.
        language: ISO 639-1 code of the text, `und` or `mixed`.
    """
    return _find(name, language) if len(name) <= LONGEST_NAME else None


@lru_cache(maxsize=REMEMBERED)
def _find(name: str, language: str) -> Known | None:
    return organisation_names(language if language in _languages() else "und").find(name)


@cache
def organisation_names(language: str) -> KnownNames:
    """The names of a language and of all; `und` has those that mean the same in every language that has them."""
    return KnownNames(
        [
            (code, name)
            for code, languages, name in organisation_table()
            if language == "und" or language in languages or EVERY_LANGUAGE in languages
        ],
        language,
    )


@cache
def organisation_table() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Each name of the table with its code and its languages, in the table's order."""
    found = []
    code = ""
    for line in (TABLES / "organisations.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            languages, _, names = line.partition(":")
            found += [(code, frozenset(languages.split()), name.strip()) for name in names.split(";")]
        elif line and not line.startswith("#"):
            code = f"org:{line.strip()}"
    return tuple(found)


@cache
def _languages() -> frozenset[str]:
    return frozenset(language for _, languages, _ in organisation_table() for language in languages)
