"""The script of a text, and Serbian Cyrillic in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.scripts import BEGINNING, in_latin_letters, main_script

TEXTS = {
    "LATIN": "Der Hafen wächst – «Порт».",
    "CYRILLIC": "Порт растёт, пишет Hafenpost.",
    "CJK": "港口在扩建 (Hafen)。",
    "HANGUL": "항구가 넓어진다 AB",
    "THAI": "ท่าเรือขยายตัว",
}


@pytest.mark.parametrize("script", TEXTS)
def test_the_script_is_that_of_most_letters(script: str) -> None:
    assert main_script(TEXTS[script]) == script


def test_without_letters_there_is_no_script() -> None:
    assert main_script("") is None
    assert main_script("12:30 — 14:00 … 😀") is None


def test_only_the_beginning_is_read() -> None:
    assert main_script("a" * BEGINNING + "я" * 10 * BEGINNING) == "LATIN"


def test_serbian_in_latin_letters() -> None:
    assert in_latin_letters("Ђура, Љиља и Џон иду у Ниш; Њујорк ЋЧЖШ") == "Đura, Lila i Đon idu u Niš; Nujork ĆČŽŠ"


@given(st.text())
def test_no_offset_moves(text: str) -> None:
    assert len(in_latin_letters(text)) == len(text)
    assert in_latin_letters(in_latin_letters(text)) == in_latin_letters(text)
