"""`python -m training.territories`: writes the names of countries, regions and cities from CLDR into
processors/names/tables.

Babel's own lookup is not used at run time: to find a name in any language it would hold all locales, 147 MB and half a
second of CPU, where this table takes a hundredth.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import babel
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from processors.language_codes import NEWS_LANGUAGES
from processors.names.declension import has_cases
from processors.names.known_names import TABLES

TABLE: Final = TABLES / "territories.txt"
CITIES: Final = TABLES / "cities.txt"

REGIONS: Final = frozenset({"002", "003", "005", "009", "013", "029", "142", "150", "419"})
"""UN M.49 codes of continents and what is named like one. 019 is missing: `America` is most often the country."""

LEFT_OUT: Final = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "MF", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"}
)
"""No codes of ISO 3166-1, unions (organisations.txt has those), Saint Martin (a name of many places)."""

ALSO: Final = {"no": "nn", "pt": "pt_PT", "sr": "sr_Latn", "zh": "zh_Hant"}
"""Languages that are written in two ways, with the locale of the other."""


def territory_names(language: str) -> list[tuple[str, str]]:
    """Codes and names of countries and regions in a language; none where CLDR does not have the language."""
    found: dict[tuple[str, str], None] = {}
    for locale in (language, ALSO.get(language, language)):
        try:
            names: dict[str, str] = dict(Locale.parse(locale).territories)
        except (UnknownLocaleError, ValueError):
            continue
        codes = [code for code in names if (code in REGIONS or code.isalpha()) and code not in LEFT_OUT]
        found |= {(code, " ".join(names[code].split())): None for code in codes}
    return sorted(found, key=lambda pair: pair[0])


def city_names(language: str) -> list[tuple[str, str]]:
    """Time zones and the names, in a language, of the cities (and some islands) that they are called after."""
    found: dict[tuple[str, str], None] = {}
    former: dict[str, list[str]] = {}
    for alias, zone in get_global("zone_aliases").items():
        former.setdefault(zone, []).append(alias)  # Europe/Kiev, under which CLDR has the names
    for locale in (language, ALSO.get(language, language)):
        try:
            zones = Locale.parse(locale).time_zones
        except (UnknownLocaleError, ValueError):
            continue
        for zone in sorted(get_global("zone_territories")):
            area, _, city = zone.partition("/")
            if area != "Antarctica" and "/" not in city:
                named = (zones.get(each, {}).get("city") for each in (zone, *former.get(zone, ())))
                name = next(filter(None, named), city.replace("_", " "))
                found[zone, " ".join(name.partition(" (")[0].split())] = None
    return list(found)


def _table(what: str, note: str, names: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    lines = [
        f"# Names of {what} by language, from Unicode CLDR by way of Babel {babel.__version__}.",
        "# Copyright Unicode, Inc.; licence Unicode-3.0, in LICENSE.unicode beside this file.",
        f"# Made by `python -m training.territories`; not to be edited{note}.",
    ]
    for language, pairs in names:
        if pairs:
            lines += ["", f"[{language}]", *(f"{code} {name}" for code, name in pairs)]
    return "\n".join(lines) + "\n"


def table() -> str:
    """The text of processors/names/tables/territories.txt."""
    names = ((language, territory_names(language)) for language in sorted(NEWS_LANGUAGES))
    return _table("countries (ISO 3166-1) and regions (UN M.49)", ": names of our own are in places.txt", names)


def cities_table() -> str:
    """The text of processors/names/tables/cities.txt: in the languages that have cases."""
    names = ((language, city_names(language)) for language in sorted(NEWS_LANGUAGES) if has_cases(language))
    return _table("cities, each with the time zone that is called after it,", "", names)


def main() -> None:
    """Writes the tables and their licence."""
    TABLE.write_text(table(), "utf-8")
    CITIES.write_text(cities_table(), "utf-8")
    shutil.copyfile(Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode", TABLES / "LICENSE.unicode")


if __name__ == "__main__":
    main()
