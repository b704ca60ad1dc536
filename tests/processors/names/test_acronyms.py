"""Acronyms and their long forms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.names.acronyms import declared_acronyms, is_acronym, split_acronym, stands_for


@pytest.mark.parametrize(
    ("acronym", "long_form"),
    [
        ("LDP", "Liberaldemokratische Partei"),
        ("LPR", "Liberaldemokratische Partei"),
        ("WHO", "Weltgesundheitsorganisation"),
        ("IWF", "Internationaler Währungsfonds"),
        ("MKOl", "Międzynarodowy Komitet Olimpijski"),
        ("OMS", "Organisation mondiale de la santé"),
        ("АСВ", "Агентство по страхованию вкладов"),
        ("HB", "Hafenbund der Banken"),
        ("VdK", "Verband der Kutterfischer"),
    ],
)
def test_letters_that_fit(acronym: str, long_form: str) -> None:
    assert stands_for(acronym, long_form)


@pytest.mark.parametrize(
    ("acronym", "long_form"),
    [
        ("OMS", "Weltgesundheitsorganisation"),
        ("HA", "Hafenamt"),
        ("LDP", "Nationale Partei"),
        ("DLP", "Liberaldemokratische Partei"),
        ("LDP", "LDP Partei"),
        ("Ldp", "Liberaldemokratische Partei"),
        ("AB", "ABc"),
        ("LDP", "Liberaldemokratische Partei " + "und so weiter " * 20),
        ("", "Liberaldemokratische Partei"),
    ],
)
def test_letters_that_do_not_fit(acronym: str, long_form: str) -> None:
    assert not stands_for(acronym, long_form)


def mentions(text: str, *names: tuple[str, str]) -> list[tuple[int, int, str]]:
    found = [
        (match.start(), match.end(), label) for name, label in names for match in re.finditer(re.escape(name), text)
    ]
    return sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "Die Liberaldemokratische Partei (LDP) trat an.",
        "Die Liberaldemokratische Partei („LDP“) trat an.",
        "Die LDP (Liberaldemokratische Partei) trat an.",
        "Die Liberaldemokratische Partei LDP trat an.",
        "Die Liberaldemokratische Partei, kurz Partei; Liberaldemokratische Partei [LDP].",
    ],
)
def test_an_acronym_beside_its_long_form_in_either_order(text: str) -> None:
    found = mentions(text, ("Liberaldemokratische Partei", "ORG"), ("LDP", "ORG"))
    assert declared_acronyms(text, found) == {"LDP": "Liberaldemokratische Partei"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PARIS (AFP) Der Hafen", [("PARIS", "LOC")]),
        ("Ines Talbot (LDP) kam.", [("Ines Talbot", "PER")]),
        ("Die Hafenpartei (LDP) kam.", [("Hafenpartei", "ORG")]),
        ("Der Präsident USA", [("Präsident", "ORG"), ("USA", "LOC")]),
        ("Berliner Energierat (BER) und Bund der Eltern Rostock (BER)",
         [("Berliner Energierat", "ORG"), ("Bund der Eltern Rostock", "ORG")]),
        ("Grünhagen (GHN)", [("Grünhagen", "LOC")]),
    ],
)  # fmt: skip
def test_what_declares_no_acronym(text: str, names: list[tuple[str, str]]) -> None:
    assert declared_acronyms(text, mentions(text, *names)) == {}


def test_a_place_is_shortened_to_the_first_letters_of_its_words() -> None:
    text = "In Nordrhein-Westfalen Süd (NWS) regnet es."
    assert declared_acronyms(text, mentions(text, ("Nordrhein-Westfalen Süd", "LOC"))) == {
        "NWS": "Nordrhein-Westfalen Süd"
    }


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Weltgesundheitsorganisation WHO", ("Weltgesundheitsorganisation", "WHO")),
        ("Liberaldemokratische Partei (LDP", ("Liberaldemokratische Partei", "LDP")),
        ("Liberaldemokratische Partei (LDP)", ("Liberaldemokratische Partei", "LDP")),
        ("Borussia BVB", None),
        ("Hafenbund AG", None),
        ("WHO", None),
    ],
)
def test_a_mention_that_has_both(name: str, parts: tuple[str, str] | None) -> None:
    assert split_acronym(name) == parts


NAME = st.text(max_size=20) | st.sampled_from(["LDP", "Liberaldemokratische Partei", "(LDP)", "A", "ÄÖ"])


@given(
    st.lists(st.tuples(NAME, st.sampled_from(["ORG", "LOC", "PER", "MISC"])), max_size=6),
    st.sampled_from([" ", " (", "(", ") "]),
)
def test_whatever_stands_beside_each_other_an_acronym_fits_its_long_form(
    names: list[tuple[str, str]], between: str
) -> None:
    text = ""
    spans = []
    for name, label in names:
        spans.append((len(text), len(text) + len(name), label))
        text += name + between
    for acronym, long_form in declared_acronyms(text, spans).items():
        assert is_acronym(acronym)
        assert stands_for(acronym, long_form)
