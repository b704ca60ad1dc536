"""First names and what they tell of gender."""

import pytest

from processors.names.given_names import BY_LANGUAGE, MEN, WOMEN, gender_of_first_name


@pytest.mark.parametrize(
    ("name", "language", "gender"),
    [
        ("Anna", "de", "f"),
        ("Peter", "xx", "m"),
        ("Anna-Lena", "de", "f"),
        ("Karl-Theodor", "de", "m"),
        ("Andrea", "it", "m"),
        ("Andrea", "de", "f"),
        ("Andrea", "en", None),
        ("Jean", "fr", "m"),
        ("Jean", "en", "f"),
        ("Kim", "en", None),
        ("Ольгой", "ru", "f"),
        ("Ивана", "ru", "m"),
        ("Дмитрием", "ru", "m"),
        ("Ewą", "pl", "f"),
        ("Janem", "pl", "m"),
        ("Grünhagen", "de", None),
        ("", "de", None),
    ],
)
def test_gender_of_first_name(name: str, language: str, gender: str | None) -> None:
    assert gender_of_first_name(name, language) == gender


def test_no_name_is_in_both_lists_or_twice_in_one() -> None:
    men, women = MEN.split(), WOMEN.split()
    assert not set(men) & set(women)
    assert len(men) == len(set(men))
    assert len(women) == len(set(women))


def test_names_of_one_language_only_are_not_in_the_common_lists_with_another_gender() -> None:
    for names in BY_LANGUAGE.values():
        assert not set(names.get("m", "").split()) & set(WOMEN.split())
        assert not set(names.get("f", "").split()) & set(MEN.split())
