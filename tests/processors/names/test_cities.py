"""Cities that an article has in another case only."""

import pytest

from processors.entities import entities_of
from processors.names.cities import base_form


@pytest.mark.parametrize(
    ("language", "forms", "city"),
    [
        ("pl", "Warszawy Warszawie Warszawą WARSZAWA", "Warszawa"),
        ("pl", "Kijowa Kijowie", "Kijów"),
        ("cs", "Prahy Prahou Praze", "Praha"),
        ("ru", "Лондона Лондоне", "Лондон"),
        ("uk", "Києва Києві", "Київ"),
        ("sr", "Beogradu Beograda", "Beograd"),
        ("sr", "Београду Београда", "Београд"),
        ("hr", "Zagrebu Zagreba", "Zagreb"),
        ("fi", "Helsingissä Helsinkiin", "Helsinki"),
        ("hu", "Budapesten Budapestről", "Budapest"),
        ("de", "Moskaus", "Moskau"),
        ("de", "Reykjavíks REYKJAVIK", "Reykjavík"),
        ("sv", "Stockholms", "Stockholm"),
    ],
)
def test_the_base_form(language: str, forms: str, city: str) -> None:
    assert {form: base_form(form, language) for form in forms.split()} == dict.fromkeys(forms.split(), city)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("pl", "Warszawa"),  # is in its base form
        ("pl", "Brzezinie"),  # no city of the table
        ("sr", "Tula"),  # is a city of its own
        ("hu", "Malabon"),
        ("de", "Mérida"),  # has other accents there, and may keep them
        ("en", "Moskaus"),  # has no cases
        ("xx", "Warszawie"),
        ("ru", ""),
        ("ru", "Лондоне" * 100),
    ],
)
def test_all_else_is_left(language: str, name: str) -> None:
    assert base_form(name, language) is None


def test_a_city_has_one_name_in_every_article() -> None:
    text = "Spotkali się w Warszawie, potem w Londynie."
    mentions = [(15, 24, "LOC"), (34, 42, "LOC")]
    assert [entity.canonical for entity in entities_of(text, mentions, (), "pl")] == ["Warszawa", "Londyn"]


def test_the_form_that_the_article_has_comes_before_that_of_the_table() -> None:
    text = "Wiedeń i Kijew, mówił o Kijewa."
    mentions = [(9, 14, "LOC"), (24, 30, "LOC")]
    assert {entity.canonical for entity in entities_of(text, mentions, (), "pl")} == {"Kijew"}


def test_of_people_and_organisations_no_city_is_made() -> None:
    text = "Grał klub Londynu."
    assert [entity.canonical for entity in entities_of(text, [(10, 17, "ORG")], (), "pl")] == ["Londynu"]
