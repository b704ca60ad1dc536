"""`python -m training.territories`: writes the names of countries and regions from CLDR into processors/names/tables.

Babel's own lookup is not used at run time: to find a name in any language it would hold all locales, 147 MB and half a
second of CPU, where this table takes a hundredth.
"""

import shutil
from pathlib import Path
from typing import Final

import babel
from babel import Locale, UnknownLocaleError

from processors.language_codes import NEWS_LANGUAGES
from processors.names.known_names import TABLES

TABLE: Final = TABLES / "territories.txt"

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


def table() -> str:
    """The text of processors/names/tables/territories.txt."""
    lines = [
        "# Names of countries (ISO 3166-1) and regions (UN M.49) by language, from Unicode CLDR by way of Babel "
        f"{babel.__version__}.",
        "# Copyright Unicode, Inc.; licence Unicode-3.0, in LICENSE.unicode beside this file.",
        "# Made by `python -m training.territories`; not to be edited: names of our own are in places.txt.",
    ]
    for language in sorted(NEWS_LANGUAGES):
        names = territory_names(language)
        if names:
            lines += ["", f"[{language}]", *(f"{code} {name}" for code, name in names)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the table and its licence."""
    TABLE.write_text(table(), "utf-8")
    shutil.copyfile(Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode", TABLES / "LICENSE.unicode")


if __name__ == "__main__":
    main()
