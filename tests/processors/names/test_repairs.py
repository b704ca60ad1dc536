"""Repairs after the model: each on invented texts, and what holds for all of them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.names.labels import Mention
from processors.names.repairs import REPAIRS, repaired
from schemas import EntityLabel
from tests.timing import slowdown

LABELS: tuple[EntityLabel, ...] = ("PER", "ORG", "LOC", "MISC")


def read(marked: str) -> tuple[str, list[Mention]]:
    """The text and the mentions of a text in which each is marked: `{Ines Talbot|PER}`."""
    text, mentions, at = "", list[Mention](), 0
    for match in re.finditer(r"\{([^|}]+)\|(PER|ORG|LOC|MISC)\}", marked):
        text += marked[at : match.start()]
        label: EntityLabel = next(label for label in LABELS if label == match[2])
        mentions.append((len(text), len(text) + len(match[1]), label))
        text += match[1]
        at = match.end()
    return text + marked[at:], mentions


def after(marked: str, language: str = "en", only: str | None = None) -> str:
    """The text after the repairs, marked in the same way."""
    text, mentions = read(marked)
    found = repaired(text, mentions, language, None if only is None else [REPAIRS[only]])
    result, at = "", 0
    for start, end, label in found:
        result += f"{text[at:start]}{{{text[start:end]}|{label}}}"
        at = end
    return result + text[at:]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("near {Talbot. Meier|PER} went", "near {Talbot|PER}. {Meier|PER} went"),
        ("to {Ines Talbot\n\nGrünhagen|LOC} lies", "to {Ines Talbot|LOC}\n\n{Grünhagen|LOC} lies"),
        ("a {Talbot! Enders|ORG} b", "a {Talbot|ORG}! {Enders|ORG} b"),
    ],
)
def test_names_end_with_their_sentence(before: str, expected: str) -> None:
    assert after(before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "{Ines Talbot Grünhagen|PER} verlässt. In {Grünhagen|LOC} blieb Talbots Haus.",
            "{Ines Talbot|PER} {Grünhagen|LOC} verlässt. In {Grünhagen|LOC} blieb Talbots Haus.",
        ),
        (
            "{Ines Talbot NATO|PER} und {NATO|ORG}; Talbot sagte",
            "{Ines Talbot|PER} {NATO|ORG} und {NATO|ORG}; Talbot sagte",
        ),
        # nothing tells that the surname is another
        ("{Ines Talbot Grünhagen|PER} kam nach {Grünhagen|LOC}", None),
        # two people are called so
        ("{Ines Talbot Aue|PER}, {Rolf Aue|PER} in {Aue|LOC}; Talbot sagte", None),
        # only a surname is left
        ("{Talbot Aue|PER} in {Aue|LOC}; Talbot sagte", None),
        ("{Ines Talbot Aue|PER} sagte; Talbot Aue aus {Aue|LOC}", None),
    ],
)
def test_a_place_behind_a_person_is_a_name_of_its_own(before: str, expected: str | None) -> None:
    assert after(before, "de", only="a place behind a person") == (expected or before)


@pytest.mark.parametrize(
    "text",
    [
        "{Ines\nTalbot|PER} in a text cut at a width",
        "{Talbot Bros. Pictures|ORG}",
        "{St. Erasmus|LOC}",
        "{Tango! Hafenlichter|MISC} is a film",
        "{J. F. Talbot|PER}",
        "{Talbot. und|ORG} so",
    ],
)
def test_what_is_inside_a_name_does_not_end_it(text: str) -> None:
    assert after(text, only="split at ends of sentences and paragraphs") == text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("in {Grünhagen (Aue|LOC}) lebt", "in {Grünhagen (Aue)|LOC} lebt"),
        ("in {Grünhagen (Aue|LOC}, wo", "in {Grünhagen|LOC} (Aue, wo"),
        ("{Hafenpartei“ in Aue|ORG}", "{Hafenpartei|ORG}“ in Aue"),
        ("wohin das {kommt.“Eine|ORG} Frau", "wohin das kommt.“Eine Frau"),
        ("{Ada „Wal“ Enders|PER}", "{Ada „Wal“ Enders|PER}"),
        ("{Grünhagen (Aue)|LOC}", "{Grünhagen (Aue)|LOC}"),
    ],
)
def test_brackets_and_quotation_marks_have_partners(before: str, expected: str) -> None:
    assert after(before, "de") == expected


@pytest.mark.parametrize(
    ("before", "expected", "language"),
    [
        ("a {Aue y|LOC} Talbot", "a {Aue|LOC} y Talbot", "es"),
        ("{Narodna banka i u|ORG} Aue", "{Narodna banka|ORG} i u Aue", "sr"),
        ("metodo {di Talbot|PER}", "metodo di {Talbot|PER}", "it"),
        ("bei {Aue 11|LOC} km Stau", "bei {Aue|LOC} 11 km Stau", "de"),
        ("{Hafenbank, und|ORG} so", "{Hafenbank|ORG}, und so", "de"),
        ("{of the|LOC} and {of the|MISC}", "{of the|LOC} and {of the|MISC}", "tr"),
    ],
)
def test_no_name_ends_with_a_function_word(before: str, expected: str, language: str) -> None:
    assert after(before, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{von Talbot|PER} und {de Aue|PER}", "de"),
        ("{de Talbot|PER}", "fr"),
        ("{In the Mood|MISC}, {of Aue|MISC}", "en"),
        ("{Bundesstraße 11|LOC} bei {A 7|LOC}. {Linie 5|LOC} Kilometer", "de"),
        ("{Bank of Aue|ORG}", "en"),
        ("{Aue y|LOC}", "de"),
    ],
)
def test_function_words_inside_and_particles_stay(text: str, language: str) -> None:
    assert after(text, language) == text


@pytest.mark.parametrize(
    ("before", "expected", "language"),
    [
        ("{Ana Ruiz y Luis Soto|PER} van", "{Ana Ruiz|PER} y {Luis Soto|PER} van", "es"),
        ("de {Almedina y Torrealba|LOC}.", "de {Almedina|LOC} y {Torrealba|LOC}.", "es"),
        ("in {Grünhagen und Aue|LOC}", "in {Grünhagen|LOC} und {Aue|LOC}", "de"),
    ],
)
def test_two_names_around_and_are_two(before: str, expected: str, language: str) -> None:
    assert after(before, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{Pérez y Soto|PER}", "es"),  # two surnames of one person
        ("{Ruiz y Soto|ORG}", "es"),
        ("{Trinidad und Tobago|LOC}", "de"),
        ("{Bosna i Hercegovina|LOC}", "hr"),
        ("u {Bosni i Hercegovini|LOC}", "hr"),
        ("{Bosnia and Herzegovina|LOC}", "en"),
        ("{Castilla y León|LOC}", "es"),
        ("{Schleswig und Holstein|LOC}", "de"),
        ("{Hafen und küste|LOC}", "de"),
        ("{Aue und Talbot und Enders|LOC}", "de"),
        ("{Grünhagen und Aue|LOC}, dann {Grünhagen und Aue|LOC}", "de"),  # it is called so
        ("{Aue y Talbot|LOC}", "de"),
    ],
)
def test_and_inside_one_name_does_not_split_it(text: str, language: str) -> None:
    assert after(text, language) == text


@pytest.mark.parametrize(
    ("before", "expected", "language"),
    [
        ("{Dr. Talbot|PER} is in", "Dr. {Talbot|PER} is in", "en"),
        ("{Prof. Dr. Ines Talbot|PER}", "Prof. Dr. {Ines Talbot|PER}", "de"),
        ("{Präsident Talbot|PER} kam", "Präsident {Talbot|PER} kam", "de"),
        ("{Verteidigungsministerin Ines Talbot|PER} kam", "Verteidigungsministerin {Ines Talbot|PER} kam", "de"),
        ("{Präsident|PER} und", "Präsident und", "de"),
        ("{Ministeri Aino Talbot|PER} puhui", "Ministeri {Aino Talbot|PER} puhui", "fi"),
    ],
)
def test_titles_are_no_part_of_a_name(before: str, expected: str, language: str) -> None:
    assert after(before, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{Papst Erasmus|PER}", "de"),
        ("{Queen Ines|PER}", "en"),
        ("{Lord Talbot|PER}", "en"),
        ("{Präsident Talbot|ORG}", "de"),
        ("{李主席|PER}说", "zh"),
        ("{Präsident von Aue|PER}", "de"),
    ],
)
def test_a_title_that_somebody_is_known_by_stays(text: str, language: str) -> None:
    assert after(text, language) == text


@pytest.mark.parametrize(
    ("before", "expected", "language"),
    [
        ("Schlosser {Andreas R|PER}. schwieg", "Schlosser {Andreas R.|PER} schwieg", "de"),
        ("Kaiser {Erasmus II|PER}. auf", "Kaiser {Erasmus II.|PER} auf", "de"),
        ("Kaiser {Erasmus II|PER}. Auf", "Kaiser {Erasmus II|PER}. Auf", "de"),
        ("of {Erasmus II|PER}. the", "of {Erasmus II|PER}. the", "en"),
        ("at {Block R|LOC}. no", "at {Block R|LOC}. no", "en"),
        ("mit {Talbot|PER}. Er", "mit {Talbot|PER}. Er", "de"),
    ],
)
def test_the_full_stop_of_an_initial_is_part_of_the_name(before: str, expected: str, language: str) -> None:
    assert after(before, language) == expected


def test_signs_and_numbers_are_no_names() -> None:
    assert after("{$|MISC} 5, {1984|MISC}, {@|PER}, {A7|LOC}") == "$ 5, 1984, @, {A7|LOC}"


@pytest.mark.parametrize(
    ("before", "expected", "language"),
    [
        (
            "{Ines Talbot|PER} kam. Dann ging Talbot, und Talbots Hund blieb bei Ines Talbot.",
            "{Ines Talbot|PER} kam. Dann ging {Talbot|PER}, und {Talbots|PER} Hund blieb bei {Ines Talbot|PER}.",
            "de",
        ),
        ("{Q. Enders|PER} left. \"No,\" Enders said.", "{Q. Enders|PER} left. \"No,\" {Enders|PER} said.", "en"),
        ("{Anna Talbot|PER} írt. Most Talbottal élek.", "{Anna Talbot|PER} írt. Most {Talbottal|PER} élek.", "hu"),
        ("{Ines Talbot|PER}. By Mrs. Talbot or", "{Ines Talbot|PER}. By Mrs. {Talbot|PER} or", "en"),
        ("{Marco van Aue|PER} won. Van Aue wept.", "{Marco van Aue|PER} won. {Van Aue|PER} wept.", "nl"),
        (
            "{Qiru|PER} and {Qiru|PER} said that Qiru slept",
            "{Qiru|PER} and {Qiru|PER} said that {Qiru|PER} slept",
            "en",
        ),
    ],
)  # fmt: skip
def test_people_are_found_again(before: str, expected: str, language: str) -> None:
    assert after(before, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("{Ines Talbot|PER} at Talbot Motors, Neu-Talbot and #Talbot", "en"),  # other names
        ("{Ines Talbot|PER} of Talbot &amp; Aue, Aue &amp; Talbot, Aue & Talbot", "en"),
        ("{Ines Meadow|PER} crossed a meadow. Meadow of flowers", "en"),  # an ordinary word
        ("{Qiru|PER} slept. So Qiru woke", "en"),  # found once, no first name
        ("{Qiru|PER}, {Qiru|PER}, da ist Qiru", "de"),  # twice is too little where all nouns have capitals
        ("{Ines Talbot|PER}, {Talbot|LOC}, {Talbot|LOC}: in Talbot", "en"),  # as often a place
        ("{Ines Talbot|PER} and the Talbotians, talbot", "en"),
        ("{Hafenpartei|ORG} {Hafenpartei|ORG}, the Hafenpartei", "en"),  # no person
        ("{Ines Lee|PER} saw Lee", "en"),  # short
        ("{INES TALBOT|PER} AND TALBOT", "en"),
    ],
)
def test_other_words_are_not_found_again(text: str, language: str) -> None:
    assert after(text, language) == text


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("STORM IN GRÜNHAGEN\n\nIn {Grünhagen|LOC} it", "STORM IN {GRÜNHAGEN|LOC}\n\nIn {Grünhagen|LOC} it"),
        ("INES TALBOT WINS\n\n{Ines Talbot|PER}", "{INES TALBOT|PER} WINS\n\n{Ines Talbot|PER}"),
        ("NEUGRÜNHAGEN, AUE\n\n{Grünhagen|LOC} {Aue|LOC}", "NEUGRÜNHAGEN, AUE\n\n{Grünhagen|LOC} {Aue|LOC}"),
    ],
)
def test_names_of_the_article_are_found_in_the_capitals_of_its_title(before: str, expected: str) -> None:
    assert after(before) == expected


PARTS = st.sampled_from(
    ["Ines", "Talbot", "Talbots", "talbot", "TALBOT", "van", "R", "R.", "II", "Dr.", "Präsident", "und", "y", "and",
     "(", ")", "“", "\"", ".", "\n", "\n\n", "Grünhagen.", "ß", "İ", "李主席", "$", "7", "-", "Россия", "😀", "Herr",
     "de", "11", "km"]
)  # fmt: skip


@given(
    st.lists(st.tuples(st.lists(PARTS, min_size=1, max_size=4), st.sampled_from([None, *LABELS])), max_size=12),
    st.sampled_from(["", " "]),
    st.sampled_from(["de", "en", "es", "nl", "zh", "tr", "und"]),
)
@settings(deadline=None)  # tables are read at first use
def test_mentions_stay_sorted_disjoint_and_inside_the_text(
    parts: list[tuple[list[str], EntityLabel | None]], between: str, language: str
) -> None:
    text, mentions = "", list[Mention]()
    for words, label in parts:
        name = " ".join(words)
        if label is not None and name.strip() == name:
            mentions.append((len(text), len(text) + len(name), label))
        text += name + between
    for repairs in (None, *([repair] for repair in REPAIRS.values())):
        given_before = list(mentions)
        found = repaired(text, mentions, language, repairs)
        assert mentions == given_before
        assert all(0 <= start < end <= len(text) for start, end, _ in found)
        assert all(end <= start for (_, end, _), (start, _, _) in pairwise(found))
        assert all(text[start:end] == text[start:end].strip() for start, end, _ in found)


def test_repairs_change_nothing_a_second_time() -> None:
    marked = "{Dr. Ines Talbot|PER} and {Aue and Grünhagen|LOC}. TALBOT. Then Talbot, {$|MISC}, {Aue (Holm|LOC})."
    once = after(marked)
    assert once != marked
    assert after(once) == once


def test_the_time_is_in_proportion_to_the_length() -> None:
    def work(size: int) -> None:
        text, mentions = "", list[Mention]()
        for number in range(size // 20):
            name = f"Ines Tal{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}bot"
            if number % 2:
                mentions.append((len(text), len(text) + len(name), "PER"))
            text += name + " said. "
        repaired(text, mentions, "en")

    assert slowdown(work, small=20_000, factor=8) < 20
