"""Hostile bytes made readable: indented JSON, text, hexadecimal; nothing that a terminal would obey."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.cli.letter_view import (
    HEX_BYTES,
    LINE_CHARACTERS,
    TEXT_CHARACTERS,
    indented,
    period_of,
    shown,
    shown_on_a_line,
    time_of,
    visible,
)

WHITE = re.compile(r"\s")


def test_json_is_indented_and_its_letters_are_letters() -> None:
    value = rb'{"title":"Der Hafen w\u00e4chst","n":[1.10,1e999,{}],"title":"again","e":[],"s":"a\u202eb\/"}'
    found = shown(value)
    assert (found.form, found.left_out) == ("JSON", 0)
    # A name that is there twice and the number as it was written are not lost.
    assert found.text.splitlines() == [
        "{",
        '  "title": "Der Hafen wächst",',
        '  "n": [',
        "    1.10,",
        "    1e999,",
        "    {}",
        "  ],",
        '  "title": "again",',
        '  "e": [],',
        '  "s": "a\\u202eb/"',
        "}",
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_indented_json_is_the_same_json(data: object) -> None:
    for ascii_only in (True, False):
        assert json.loads(visible(indented(json.dumps(data, ensure_ascii=ascii_only)))) == data


@given(st.binary() | st.text().map(lambda text: text.encode(errors="surrogatepass")))
def test_nothing_that_is_shown_is_obeyed(value: bytes) -> None:
    for text in (shown(value).text, shown_on_a_line(value)):
        assert all(char.isprintable() or char in "\n\t\u200c\u200d" or WHITE.fullmatch(char) for char in text)
        assert not set(text) & set("\x1b\r\x07\x00\x85\x9b\u202e\u2028\u2066")
    assert "\n" not in shown_on_a_line(value) and "\t" not in shown_on_a_line(value)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (b'{"a": 1}', "JSON"),
        (b" [1, 2]", "JSON"),
        (b'{"n": ' + b"9" * 5000 + b"}", "JSON"),  # a number that Python does not read
        (b'{"a": 1', "text"),
        (b"[" * 100_000 + b"]" * 100_000, "text"),  # too deep to read
        (b'"only words"', "text"),
        (b"", "text"),
        ("caf\u00e9\u00a0: \u00ab\u202foui\u202f\u00bb\n\tet".encode(), "text"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645".encode(), "text"),
        (b"caf\xe9", "bytes"),
        (b"PK\x03\x04\x00\x00\x00\x08", "bytes"),  # UTF-8, and no text
    ],
)
def test_what_a_value_is_taken_for(value: bytes, form: str) -> None:
    assert shown(value).form == form


def test_long_values_say_what_is_left_out() -> None:
    assert shown(b"x" * (TEXT_CHARACTERS + 7)).left_out == 7
    found = shown(b"\xff" * (HEX_BYTES + 9))
    assert found.left_out == 9
    assert len(found.text.splitlines()) == HEX_BYTES / 16
    assert found.text.splitlines()[1].startswith("00000010  ff ff ")
    assert len(shown_on_a_line(b"\xff" * 9_000_000)) == len(shown_on_a_line(b"x" * 9_000_000)) == LINE_CHARACTERS + 1


def test_a_hexadecimal_line_has_the_letters_beside_it() -> None:
    assert shown(b"\xff{text}\x1b").text == "00000000  ff 7b 74 65 78 74 7d 1b" + " " * 26 + ".{text}."


def test_what_cannot_be_seen_is_written_as_json_escapes_it() -> None:
    assert visible("a\x1b\u202e\U000e0041\ud800b\u00a0c") == "a\\u001b\\u202e\\udb40\\udc41\\ud800b\u00a0c"
    assert shown_on_a_line(None) == "(null)"
    assert shown_on_a_line(b"a\nb\tc") == "a\\u000ab\\u0009c"
    assert shown_on_a_line(b"\xff\x00") == "0xff00"


def test_moments() -> None:
    assert time_of(1_790_000_000_123) == "2026-09-21 14:13:20"
    assert [period_of(1_790_000_000_123, per) for per in ("day", "hour")] == ["2026-09-21", "2026-09-21 14"]
    assert [time_of(at) for at in (-1, 2**62)] == ["—", "—"]
