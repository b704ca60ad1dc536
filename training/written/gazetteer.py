"""Words that names are made of, by class: a lexicon for features of a network.

given surname        first and last names of the people of the language's countries, and of those abroad
town                 towns of GeoNames, and the places that stand in the templates
country language     as CLDR calls them
organisation work    what the templates mark as ORG and as MISC
calendar             months and weekdays: capitals in some languages, never a name
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel import Locale

from training.written import sections
from training.written.grammar import Choice, Marked, Template
from training.written.names import (
    FOREIGN,
    GENDERS,
    SETTINGS,
    cities_abroad,
    country_names,
    first_names,
    language_names,
    last_names,
    native_names,
    towns,
)

CLASSES = ("given", "surname", "town", "country", "language", "organisation", "work", "calendar")
SHORTEST = 3
"""Characters; shorter words ("de", "la") are more often something else. Han characters count as long."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _words(names: Iterable[str]) -> frozenset[str]:
    found = (word.lower() for name in names for word in _WORD.findall(name))
    return frozenset(word for word in found if len(word) >= SHORTEST or "\u3400" <= word[0] <= "\u9fff")


def _options(template: Template) -> Iterator[str]:
    """The literal texts in a template."""
    for part in template:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            for option in part.options:
                yield from _options(option)
        elif isinstance(part, Marked):
            yield from _options(part.body)


def _marked(template: Template, label: str) -> Iterator[str]:
    """The literal texts in the names of a label."""
    for part in template:
        if isinstance(part, Marked):
            if part.label == label:
                yield from _options(part.body)
        elif isinstance(part, Choice):
            for option in part.options:
                yield from _marked(option, label)


def _written(language: str, label: str) -> Iterator[str]:
    for section in sections(language).values():
        for lines in section.forms.values():
            for line in lines:
                yield from _marked(line, label)


def _people(language: str, kind: str) -> Iterator[str]:
    setting = SETTINGS[language]
    for gender in GENDERS:
        for locale in dict.fromkeys(setting.people):
            yield from native_names(locale, gender)[kind == "surname"]
        for locale in (*FOREIGN, "ar") if setting.latin else ():
            yield from last_names(locale, gender) if kind == "surname" else first_names(locale, gender)
    own = sections(language)
    foreign = ("foreign_last",) if kind == "surname" else ("foreign_first_male", "foreign_first_female")
    for name in foreign:
        if name in own:
            yield from (text for line in own[name].forms[""] for text in _options(line))


@cache
def gazetteer(language: str) -> Mapping[str, frozenset[str]]:
    """Lower-cased words by class; a word may be in several.

    Args:
        language: One of `training.written.languages()`.

    Returns:
        A set for each of `CLASSES`.
    """
    setting = SETTINGS[language]
    calendar = Locale.parse("sr_Latn" if language == "sr" else language)
    local = [name for country in dict.fromkeys(setting.countries) for name in towns(country)]
    abroad = cities_abroad(language) if setting.latin else ()
    return {
        "given": _words(_people(language, "given")),
        "surname": _words(_people(language, "surname")),
        "town": _words((*local, *abroad, *_written(language, "LOC"))),
        "country": _words(country_names(language)),
        "language": _words(language_names(language)),
        "organisation": _words(_written(language, "ORG")),
        "work": _words(_written(language, "MISC")),
        "calendar": _words(
            name
            for names in (calendar.months, calendar.days)
            for context in ("format", "stand-alone")
            for name in names[context]["wide"].values()
        ),
    }
