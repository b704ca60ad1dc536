"""Countries, regions and international organisations by their names."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.names.known_names import LONGEST_NAME, KnownNames, is_short, plain
from processors.names.organisations import find_organisation, organisation_names, organisation_table
from processors.names.places import find_place, place_names
from processors.names.titles import word_set

PLACES = {
    "de": "Deutschland=DE Deutschlands=DE DEUTSCHLAND=DE USA=US Vereinigten_Staaten=US die_Türkei=TR "
    "Niger=NE Nigerias=NG Großbritanniens=GB Bosnien-Herzegowina=BA Georgien=GE Schweiz=CH Elfenbeinküste=CI "
    "Tschechien=CZ Europas=150",
    "en": "U.S.=US US=US the_United_States=US UK=GB Britain’s=GB Turkey=TR Ivory_Coast=CI Niger=NE Nigeria=NG "
    "Guinea=GN Guinea-Bissau=GW Papua_New_Guinea=PG South_Sudan=SS Latin_America=419 Hong_Kong=HK",
    "fr": "États-Unis=US Etats-Unis=US les_États-Unis=US ETATS-UNIS=US Royaume-Uni=GB Côte_d'Ivoire=CI "
    "Côte_d’Ivoire=CI",
    "es": "EE.UU.=US EE._UU.=US Estados_Unidos=US Perú=PE PERU=PE",
    "it": "Stati_Uniti=US Germania=DE",
    "pt": "EUA=US Polónia=PL Polônia=PL",
    "nl": "VS=US Verenigde_Staten=US Duitslands=DE",
    "pl": "Niemczech=DE Stanach_Zjednoczonych=US Wielkiej_Brytanii=GB Korei_Północnej=KP Ukrainie=UA",
    "ru": "США=US Соединённых_Штатов=US России=RU Южной_Кореи=KR Нигера=NE Нигерии=NG Нидерландах=NL Грузии=GE",
    "uk": "України=UA США=US Німеччині=DE",
    "sv": "USA:s=US Sveriges=SE Tyskland=DE",
    "da": "Danmarks=DK USA=US",
    "no": "Norges=NO Sør-Korea=KR",
    "fi": "Yhdysvaltain=US Venäjällä=RU Saksaan=DE Britannian=GB",
    "hu": "Egyesült_Államokban=US Oroszországgal=RU Ukrajnát=UA",
    "az": "Almaniya'da=DE",
    "tr": "ABD'nin=US Türkiye'de=TR Rusya’ya=RU Almanya'nın=DE",
    "cs": "Německa=DE Spojených_státech=US Ruskem=RU",
    "sk": "Nemecku=DE",
    "hr": "Njemačkoj=DE SAD=US",
    "sr": "Србије=RS Srbije=RS Немачкој=DE",
    "zh": "美国=US 美國=US 中國=CN",
    "und": "Germany=DE Deutschland=DE США=US",
}
ORGANISATIONS = {
    "de": "Nato=NATO NATO=NATO Nordatlantikpakts=NATO EUs=EU Vereinten_Nationen=UN Uno=UN "
    "Weltgesundheitsorganisation=WHO",
    "en": "NATO’s=NATO the_United_Nations=UN U.N.=UN IMF=IMF World_Bank=WORLD-BANK",
    "fr": "l'Otan=NATO l’ONU=UN OMS=WHO FMI=IMF UE=EU",
    "es": "OTAN=NATO ONU=UN Unión_Europea=EU",
    "ru": "НАТО=NATO ООН=UN Евросоюза=EU Европейского_союза=EU ВОЗ=WHO МВФ=IMF",
    "tr": "NATO'nun=NATO BM'nin=UN AB'ye=EU",
    "hu": "ENSZ-ben=UN EU-ban=EU Európai_Unióval=EU",
    "fi": "Naton=NATO EU:n=EU YK:n=UN Euroopan_unionin=EU",
    "sv": "FN:s=UN",
    "pl": "ONZ=UN Unii_Europejskiej=EU",
    "zh": "北约=NATO 联合国=UN",
}


@pytest.mark.parametrize(("language", "names"), PLACES.items())
def test_places_in_many_languages_and_cases(language: str, names: str) -> None:
    expected = dict(pair.replace("_", " ").split("=") for pair in names.split())
    found = {name: find_place(name, language) for name in expected}
    codes = {name: known.id.partition(":")[2] if known else None for name, known in found.items()}
    assert codes == expected
    assert {known.id.partition(":")[0] for known in found.values() if known} <= {"country", "region"}


@pytest.mark.parametrize(("language", "names"), ORGANISATIONS.items())
def test_organisations_in_many_languages_and_cases(language: str, names: str) -> None:
    expected = dict(pair.replace("_", " ").split("=") for pair in names.split())
    found = {name: find_organisation(name, language) for name in expected}
    assert {name: known.id.removeprefix("org:") if known else None for name, known in found.items()} == expected


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Island"), ("en", "America"), ("en", "Korea"), ("de", "Kongo"), ("de", "Grünhagen"), ("en", "us"),
     ("en", "Us"), ("it", "Monaco"), ("en", "Jersey"), ("und", "Island"), ("de", "Germany"), ("en", "New Georgia"),
     ("en", "turkey"), ("es", "Granada"), ("pt", "Salvador"), ("it", "Sant'Elena"),
     ("fr", "Salvador"), ("de", "Moldau"),      ("en", ""), ("en", " "), ("en", "United"), ("de", "Deutschlandfunk")],
)  # fmt: skip
def test_what_may_be_something_else_has_no_code(language: str, name: str) -> None:
    assert find_place(name, language) is None


@pytest.mark.parametrize(("language", "name"), [("en", "Who"), ("en", "who"), ("fr", "FN"), ("en", "AB"), ("en", "BM")])
def test_an_abbreviation_counts_as_it_is_written_and_in_its_languages(language: str, name: str) -> None:
    assert find_organisation(name, language) is None


def test_the_base_form_is_told() -> None:
    assert [getattr(find_place(name, "de"), "name", None) for name in ("Deutschlands", "DEUTSCHLAND")] == [
        "Deutschland"
    ] * 2
    assert getattr(find_organisation("Европейского союза", "ru"), "name", None) == "Европейский союз"


LANGUAGES = sorted({language for _, languages, _ in organisation_table() for language in languages} - {"*"})


def test_there_are_many_organisations_in_many_languages() -> None:
    table = organisation_table()
    assert len({code for code, _, _ in table}) >= 80
    wanted = word_set("de en fr es it pt nl pl ru uk sv da no fi hu tr cs sk hr sr zh")
    for code in ("org:UN", "org:EU", "org:NATO", "org:WHO", "org:IMF"):
        there = {language for each, languages, _ in table if each == code for language in languages}
        assert wanted <= there, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_belongs_to_two_organisations_or_to_a_country_too(language: str) -> None:
    names = [
        (code, name) for code, languages, name in organisation_table() if language in languages or "*" in languages
    ]
    owners = Counter(name for _, name in names)
    assert [name for name, count in owners.items() if count > 1] == []
    found = {name: organisation_names(language).find(name) for _, name in names}
    assert [name for code, name in names if getattr(found[name], "id", None) != code] == []
    assert [name for _, name in names if find_place(name, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_code_by_its_own_name(language: str) -> None:
    names = ("Germany", "France", "Japan", "Brazil")
    english = {name: find_place(name, "en") for name in names}
    codes = {known.id for known in english.values() if known}
    assert len(codes) == len(names)
    assert codes <= {known.id for known in place_names(language).every}


@pytest.mark.parametrize(
    ("name", "short"),
    [("WHO", True), ("U.S.", True), ("EE.UU.", True), ("EE. UU.", True), ("G20", True), ("США", True), ("Nato", False),
     ("МОП", True), ("IStGH", False), ("Europol", False), ("ABCDEFGHIJKL", False), ("", False)],
)  # fmt: skip
def test_what_is_an_abbreviation_in_capitals(name: str, short: bool) -> None:
    assert is_short(name) is short


ANY_NAME = st.text(max_size=LONGEST_NAME + 10) | st.lists(
    st.sampled_from(
        ["Vereinigte", "Staaten", "U.S.", "'s", "’", " ", "\u00ad", "Россия", "the ", "l'", "İ", "ß", "NATO", ":n"]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@given(ANY_NAME, st.sampled_from(["de", "en", "fr", "ru", "tr", "fi", "hu", "pl", "sr", "und", "mixed", "xx", ""]))
@settings(deadline=None)  # tables are read at first use
def test_any_text_may_be_looked_up_and_white_space_makes_no_difference(name: str, language: str) -> None:
    place, body = find_place(name, language), find_organisation(name, language)
    assert place == find_place(f" {plain(name)}\n", language)
    for known in (place, body):
        assert known is None or (known.id.partition(":")[0] in ("country", "region", "org") and known.name)


def test_a_form_of_two_names_is_known_as_neither() -> None:
    names = KnownNames([("a", "Ost"), ("b", "Osta"), ("a", "Ostland"), ("a", "Osten"), ("b", "Osten")], "ru")
    assert names.find("Osten") is None
    assert getattr(names.find("Ostland"), "id", None) == "a"
    russian = KnownNames([("a", "Заря"), ("b", "Зарь")], "ru")
    assert russian.find("Зарю") is None
    assert getattr(russian.find("Зарь"), "id", None) == "b"
