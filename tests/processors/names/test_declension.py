"""The cases of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.folding import fold
from processors.names.declension import CASES, IRREGULAR, LONGEST_WORD, SHORTEST_STEM, cases, is_case_of


@pytest.mark.parametrize(
    ("language", "base", "forms"),
    [
        ("de", "Grünhagen", "Grünhagens"),
        ("de", "Niederlande", "Niederlanden"),
        ("sv", "Lyngholm", "Lyngholms"),
        ("ru", "Россия", "России Россию Россией"),
        ("ru", "Китай", "Китая Китаю Китаем Китае"),
        ("ru", "Казань", "Казани Казанью"),
        ("ru", "Нидерланды", "Нидерландов Нидерландах"),
        ("uk", "Україна", "України Україні Україну Україною"),
        ("uk", "Америка", "Америки Америці"),
        ("pl", "Rosja", "Rosji Rosją"),
        ("pl", "Kanada", "Kanady Kanadzie"),
        ("pl", "Kraków", "Krakowa Krakowie"),
        ("pl", "Niemcy", "Niemiec Niemczech"),
        ("cs", "Praha", "Prahy Praze Prahu Prahou"),
        ("cs", "Francie", "Francii Francií"),
        ("sk", "Slovensko", "Slovenska Slovensku"),
        ("hr", "Hrvatska", "Hrvatske Hrvatskoj"),
        ("sr", "Србија", "Србије Србији"),
        ("sr", "Srbija", "Srbije Srbiji"),
        ("fi", "Islanti", "Islannin Islannissa Islantiin Islantia"),
        ("fi", "Venäjä", "Venäjän Venäjällä Venäjään"),
        ("fi", "Turkki", "Turkin Turkissa Turkkiin"),
        ("fi", "Iran", "Iranin Iranissa"),
        ("hu", "Kanada", "Kanadában Kanadát Kanadának"),
        ("hu", "Oroszország", "Oroszországban Oroszországgal"),
        ("et", "Saksamaa", "Saksamaal Saksamaale"),
        ("ro", "România", "României"),
    ],
)
def test_cases_of_a_name(language: str, base: str, forms: str) -> None:
    assert {form.lower() for form in forms.split()} <= cases(base, language)
    assert {fold(form) for form in forms.split()} <= cases(base, language) | {fold(base)}


@pytest.mark.parametrize(
    ("language", "base", "other"),
    [("ru", "Нигер", "Нигерии"), ("ru", "Иран", "Ирака"), ("de", "Halle", "Haller"), ("en", "Texas", "Texass"),
     ("pl", "Wiatr", "Wiatrak"), ("xx", "Grünhagen", "Grünhagens"), ("de", "Ems", "Emss")],
)  # fmt: skip
def test_another_name_is_no_case(language: str, base: str, other: str) -> None:
    assert cases(base, language).isdisjoint({other.lower(), fold(other)})


@pytest.mark.parametrize(
    ("language", "base", "form"),
    [
        ("de", "Vereinigte Staaten", "vereinigten staaten"),
        ("ru", "Южная Корея", "южной кореи"),
        ("pl", "Stany Zjednoczone", "stanów zjednoczonych"),
        ("cs", "Evropská komise", "evropské komisi"),
        ("fi", "Euroopan unioni", "euroopan unionissa"),
        ("ru", "Министерство обороны Заречья", "министерства обороны заречья"),
    ],
)
def test_cases_of_a_name_of_several_words(language: str, base: str, form: str) -> None:
    assert is_case_of(form, base, language)
    assert is_case_of(fold(form), base, language)
    assert not is_case_of(fold(base), base, language)
    assert not is_case_of(form + " x", base, language)
    assert not is_case_of(form.replace(form[:3], "qqq"), base, language)


@given(st.text(max_size=LONGEST_WORD + 5), st.sampled_from([*CASES, *IRREGULAR, "bs", "en", "zh", "und"]))
def test_any_word_has_few_cases_and_is_none_of_them(word: str, language: str) -> None:
    found = cases(word, language)
    assert found.isdisjoint({word.lower(), fold(word.lower())})
    assert len(found) < 120
    if not SHORTEST_STEM < len(word) <= LONGEST_WORD:
        assert not found
