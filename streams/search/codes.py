"""Codes of countries and organisations for what somebody writes in a query: `place:Germany` is `country:DE` too.

So a name in one language finds the articles of all. What somebody writes may be a code itself: `place:DE`.
"""

import re
from typing import Final

from processors.names.organisations import find_organisation
from processors.names.places import find_place
from streams.search.syntax import FieldName

CODE_FIELDS: Final[dict[FieldName, str]] = {"location": "places", "organisation": "organisation_codes"}
"""Fields of names, each with the field that has their codes."""

_CODE: Final = re.compile(r"country:[A-Z]{2}|region:\d{3}|org:[A-Z0-9-]+")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def code_of(field: FieldName, text: str) -> str | None:
    """The code that is meant by a text after `location:` or `organisation:`; None where there is none, or two fit."""
    if field not in CODE_FIELDS:
        return None
    if _CODE.fullmatch(text):
        return text
    find = find_place if field == "location" else find_organisation
    for name in (text, text[:1].upper() + text[1:], text.upper()):
        known = find(name, "und")
        if known is not None:
            return known.id
    return f"country:{text}" if field == "location" and _COUNTRY.fullmatch(text) else None
