"""Names that a table knows, found in any spelling, case and script variant in which an article has them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from processors.folding import fold
from processors.names.declension import cases, is_case_of

TABLES: Final = Path(__file__).parent / "tables"

EVERY_LANGUAGE: Final = "*"

LONGEST_NAME: Final = 120
"""Characters; longer mentions are no name of a table."""

REMEMBERED: Final = 4096
"""Mentions whose meaning is remembered; many times what an article has."""

_SIGNS: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})
_UNSEEN: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_SHORT: Final = re.compile(
    r"(?=.*[^\W\d_])[^\W_a-zß-öø-ÿа-я][^\W_a-zß-öø-ÿа-яёєіїґў]{0,6}|(?:[^\W\d_]\.){2,5}|[^\W\d_]{2}[. ]+[^\W\d_]{2}\.?"
)
"""Names in capitals, compared as they are written: WHO is no `Who`."""
_SUFFIXES: Final[Mapping[str, re.Pattern[str]]] = {
    "tr": re.compile(r"(?<=\w)'[a-zçğıöşü]{1,6}$"),
    "az": re.compile(r"(?<=\w)'[a-zçəğıöşü]{1,6}$"),
    "fi": re.compile(r"(?<=\w):\w{1,5}$"),
    "sv": re.compile(r"(?<=\w):s$"),
    "hu": re.compile(r"(?<=[A-ZÁÉÍÓÖŐÚÜŰ])-\w{1,4}$"),
    "pl": re.compile(r"(?<=[A-Z])(?:-(?:u|owi|em|ie|om))$"),
    "hr": re.compile(r"(?<=[A-Z])-(?:a|u|om|em)$"),
}
"""What a language writes on to names behind a sign: ABD'nin, EU:n, NATO-ban."""
_GENITIVE: Final = re.compile(r"(?<=\w)'s?$|(?<=[A-Z]{2})s$")
_ARTICLES: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"the (?=\w)"),
    "de": re.compile(r"(?:der|die|das|den|dem|des) (?=\w)"),
    "fr": re.compile(r"(?:le|la|les) (?=\w)|l'"),
    "es": re.compile(r"(?:el|la|los|las) (?=\w)"),
    "pt": re.compile(r"(?:os|as|o|a) (?=\w)"),
    "it": re.compile(r"(?:il|lo|la|i|gli|le) (?=\w)|(?:l|un)'"),
    "nl": re.compile(r"(?:de|het) (?=\w)"),
    "ca": re.compile(r"(?:el|la|els|les) (?=\w)|l'"),
}
"""Articles that a model may take into a name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name that a table knows.

    Attributes:
        id: the code.
        name: the name in its base form, as the table spells it.
    """

    id: str
    name: str


def sections_of(table: str) -> dict[str, list[str]]:
    """The lines of a file in `TABLES` by the language whose `[code]` stands above them, without comments."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (TABLES / table).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


def plain(name: str) -> str:
    """A name with single blanks, without the invisible characters at which words may be broken."""
    return " ".join((name if name.isascii() else name.translate(_UNSEEN)).split())


def straight(name: str) -> str:
    """A name with one form of apostrophe and one of hyphen."""
    return name.translate(_SIGNS)


def key_of(name: str) -> str:
    """A name for comparison: without regard to capitals, accents and the form of apostrophes and hyphens."""
    return fold(straight(plain(name)))


def without_suffix(name: str, language: str) -> str:
    """A name without what its language writes on to it behind a sign: Boğazı'nın, FN:s, NATO's."""
    bare = straight(name)
    pattern = _SUFFIXES.get(language)
    bare = pattern.sub("", bare) if pattern is not None else bare
    return name[: len(_GENITIVE.sub("", bare))]


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation in capitals (WHO, U.S., EE.UU.)."""
    return _SHORT.fullmatch(name) is not None and name == name.upper()


class KnownNames:
    """The names of one language in a table, or of several."""

    def __init__(self, names: Iterable[tuple[str, str]], language: str) -> None:
        """Makes them ready for lookup; a form that leads to two codes leads to none.

        Args:
            names: each code with a name in its base form; an earlier name is the better one for its code.
            language: ISO 639-1 code, for cases and articles.
        """
        self._language = language
        self._short: dict[str, Known | None] = {}
        self._exact: dict[str, Known | None] = {}
        self._cases: dict[str, Known | None] = {}
        self._long: dict[tuple[int, str], list[Known]] = {}
        for code, name in names:
            known = Known(code, name)
            if is_short(name):
                _put(self._short, name, known)
                continue
            key = key_of(name)
            if key in self._exact:
                _put(self._exact, key, known)
                continue
            self._exact[key] = known
            words = key.split(" ")
            if len(words) == 1:
                for form in {fold(form) for form in cases(name, language)} - {key}:
                    _put(self._cases, form, known)
            else:
                self._long.setdefault((len(words), words[0][:2]), []).append(known)

    @property
    def every(self) -> list[Known]:
        """Every name that leads to one code."""
        found = [*self._short.values(), *self._exact.values()]
        return [known for known in found if known is not None]

    def find(self, mention: str) -> Known | None:
        """Returns what a mention is a name of; None where it is unknown, or may be two."""
        name = straight(plain(mention[: LONGEST_NAME + 1]))
        if not name or len(name) > LONGEST_NAME:
            return None
        if name[0].islower():
            return self._without_article(name)
        found = self._find(name)
        if found is None and (bare := without_suffix(name, self._language)) != name:
            found = self._find(bare)
        return found if found is not None else self._without_article(name)

    def _without_article(self, name: str) -> Known | None:
        pattern = _ARTICLES.get(self._language)
        match = pattern.match(name[:5].lower() + name[5:]) if pattern is not None else None
        rest = name[match.end() :] if match is not None else ""
        return self.find(rest) if rest[:1].isupper() else None

    def _find(self, name: str) -> Known | None:
        if name in self._short:
            return self._short[name]
        key = fold(name)
        if key in self._exact:
            return self._exact[key]
        words = key.split(" ")
        if len(words) == 1:
            return self._cases.get(key)
        fitting = [
            known
            for known in self._long.get((len(words), words[0][:2]), ())
            if is_case_of(key, straight(known.name), self._language)
        ]
        return fitting[0] if len({known.id for known in fitting}) == 1 else None


def _put(names: dict[str, Known | None], form: str, known: Known) -> None:
    there = names.setdefault(form, known)
    if there is not None and there.id != known.id:
        names[form] = None
