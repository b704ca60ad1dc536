"""From bytes to a RawArticle: what is replaced, and that everything else is refused by kind and by field."""

import json
import pickle
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import DeadLetter, InvalidArticle, RawArticle, decode_raw, validate_raw
from schemas.article import MAX_FIELD_CHARACTERS, MAX_LIST_ITEMS, MAX_TEXT_CHARACTERS
from schemas.decoding import MAX_DEPTH, MAX_MESSAGE_BYTES, holdable_text

GOOD = {
    "id": "17",
    "url": "https://hafenpost.example.org/a?b=1",
    "title": "Der Hafen wächst",
    "lead": "Eine neue Mole.",
    "text": "„Wir bauen weiter“, sagte Wiebke Jessenius. 🚢",
    "source": "hafenpost",
    "authors": ["Ole Brandt"],
    "published_at": "2026-11-20T08:30:00+01:00",
    "updated_at": None,
    "language": "de",
    "tags": ["Hafen"],
    "wire": {"urgency": 3},
}

BAD = {
    "empty": (b"", "not-json", None, "not JSON"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "not-utf8", None, "byte 0xe9 at position 13"),
    "UTF-16": (json.dumps({"text": "ab"}).encode("utf-16"), "not-utf8", None, "byte 0xff at position 0"),
    "byte order mark": (b'\xef\xbb\xbf{"text": "a"}', "not-json", None, "BOM"),
    "not JSON": (b'{"text": "a",}', "not-json", None, "line 1, column"),
    "cut off": (b'{"text": "a', "not-json", None, "line 1, column"),
    "two objects": (b'{"text": "a"}{"text": "b"}', "not-json", None, "line 1, column 14"),
    "bad line of many": (b'{\n "text": "a",\n "id": x\n}', "not-json", None, "line 3, column"),
    "array": (b'[{"text": "a"}]', "not-an-object", None, "this is an array"),
    "string": (b'"text"', "not-an-object", None, "this is a string"),
    "number": (b"17", "not-an-object", None, "this is a number"),
    "float": (b"1.5", "not-an-object", None, "this is a number"),
    "boolean": (b"true", "not-an-object", None, "this is a boolean"),
    "null": (b"null", "not-an-object", None, "this is null"),
    "no text": (b'{"title": "a"}', "invalid-field", "text", "`text`: Field required"),
    "text null": (b'{"text": null}', "invalid-field", "text", "`text`: Input should be a valid string"),
    "text a number": (b'{"text": 5}', "invalid-field", "text", "`text`"),
    "text an array": (b'{"text": ["a"]}', "invalid-field", "text", "`text`"),
    "text empty": (b'{"text": ""}', "invalid-field", "text", "`text`"),
    "text blank": (b'{"text": " \\n\\t\\u00a0"}', "invalid-field", "text", "`text`"),
    "text too long": (
        b'{"text": "%s"}' % (b"a" * (MAX_TEXT_CHARACTERS + 1)), "invalid-field", "text", "at most 1000000 characters"
    ),
    "impossible month": (b'{"text": "a", "published_at": "2026-13-01"}', "invalid-field", "published_at", "month"),
    "impossible day": (
        b'{"text": "a", "updated_at": "2026-02-30T10:00:00Z"}', "invalid-field", "updated_at", "`updated_at`"
    ),
    "zero date": (
        b'{"text": "a", "published_at": "0000-00-00 00:00:00"}', "invalid-field", "published_at", "`published_at`"
    ),
    "a word for a date": (b'{"text": "a", "published_at": "yesterday"}', "invalid-field", "published_at", "RFC 5322"),
    "a boolean for a date": (b'{"text": "a", "published_at": true}', "invalid-field", "published_at", "true or false"),
    "before the year 1 in UTC": (
        b'{"text": "a", "published_at": "0001-01-01T00:30:00+01:00"}', "invalid-field", "published_at", "out of range"
    ),
    "after the year 9999 in UTC": (
        b'{"text": "a", "updated_at": "9999-12-31T23:30:00-01:00"}', "invalid-field", "updated_at", "out of range"
    ),
    "a date far too large": (b'{"text": "a", "published_at": 1e300}', "invalid-field", "published_at", "9999"),
    "NaN": (b'{"text": "a", "score": NaN}', "not-json", None, "NaN is not JSON"),
    "Infinity": (b'{"text": "a", "score": -Infinity}', "not-json", None, "-Infinity is not JSON"),
    "number out of range": (
        b'{"text": "a", "section": [{"weight": 1e999}]}', "invalid-field", "section.0.weight", "out of range"
    ),
    "id a float": (b'{"text": "a", "id": 1.5}', "invalid-field", "id", "`id`"),
    "id a boolean": (b'{"text": "a", "id": true}', "invalid-field", "id", "`id`"),
    "title an object": (b'{"text": "a", "title": {}}', "invalid-field", "title", "`title`"),
    "author a number": (b'{"text": "a", "authors": ["b", 3]}', "invalid-field", "authors.1", "`authors.1`"),
    "tags an object": (b'{"text": "a", "tags": {"b": 1}}', "invalid-field", "tags", "`tags`"),
    "no schema version": (b'{"text": "a", "schema_version": 0}', "invalid-field", "schema_version", "equal to 1"),
    "extra no object": (b'{"text": "a", "extra": [1]}', "invalid-field", "extra", "`extra`"),
    "title too long": (
        json.dumps({"text": "a", "title": "b" * (MAX_FIELD_CHARACTERS + 1)}).encode(),
        "invalid-field", "title", "at most 10000 characters",
    ),
    "too many tags": (
        json.dumps({"text": "a", "tags": ["b"] * (MAX_LIST_ITEMS + 1)}).encode(),
        "invalid-field", "tags", "at most 1000 items",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "field", "says"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_by_kind_and_field(value: bytes, kind: str, field: str | None, says: str) -> None:
    with pytest.raises(InvalidArticle) as caught:
        decode_raw(value)
    assert (caught.value.kind, caught.value.field) == (kind, field)
    assert says in str(caught.value)
    if field:
        assert f"`{field}`" in str(caught.value)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [MAX_DEPTH, 500, 10_000, 1_000_000])
def test_deep_nesting_is_refused_by_the_field_that_has_it(opening: str, depth: int) -> None:
    closing = "]" if opening == "[" else "}"
    value = '{"text": "a", "wire": 1, "lead": ' + opening * depth + "1" + closing * depth + "}"
    with pytest.raises(InvalidArticle) as caught:
        decode_raw(value.encode())
    assert (caught.value.kind, caught.value.field) == ("too-deep", "lead")
    assert "`lead` is nested deeper than 100 levels" in str(caught.value)


def test_nesting_just_inside_the_limit_is_kept() -> None:
    depth = MAX_DEPTH - 2  # the message and `wire` itself are two levels
    value = '{"text": "a", "wire": ' + "[" * depth + "]" * depth + "}"
    assert json.dumps(decode_raw(value.encode()).extra["wire"]) == "[" * depth + "]" * depth


def test_nesting_that_never_closes_is_refused_too() -> None:
    with pytest.raises(InvalidArticle) as caught:
        decode_raw(b'{"wire": ' + b"[" * 10_000)
    assert (caught.value.kind, caught.value.field) == ("too-deep", "wire")


def test_brackets_in_text_are_no_nesting() -> None:
    text = '["{' * 5000
    assert decode_raw(json.dumps({"text": text + "\ud800"}).encode()).text == text + "\ufffd"


@pytest.mark.parametrize("surplus", [-1, 0, 1, 1000])
def test_a_message_is_taken_up_to_eight_mebibytes(surplus: int) -> None:
    head, tail = b'{"text": "a", "wire": "', b'"}'
    value = head + b"b" * (MAX_MESSAGE_BYTES + surplus - len(head) - len(tail)) + tail
    if surplus <= 0:
        assert decode_raw(value).text == "a"
        return
    with pytest.raises(InvalidArticle, match="at most 8,388,608 are accepted") as caught:
        decode_raw(value)
    assert (caught.value.kind, caught.value.field) == ("too-large", None)


def test_the_longest_text_is_taken() -> None:
    text = "ä" * MAX_TEXT_CHARACTERS
    assert decode_raw(json.dumps({"text": text}).encode()).text == text


def test_several_wrong_fields_are_all_named_and_the_first_is_the_field() -> None:
    with pytest.raises(InvalidArticle) as caught:
        decode_raw(b'{"text": 1, "title": 2, "lead": 3, "url": 4, "source": 5, "tags": 6, "language": 7}')
    assert str(caught.value).count("`") == 10
    assert str(caught.value).endswith("; and 2 more")
    assert caught.value.field in {"url", "text", "title", "lead", "source", "tags", "language"}


def test_the_message_never_holds_the_text_or_a_whole_long_field() -> None:
    secret = "Wiebke Jessenius spoke of nine ships. " * 50
    for wrong in ({"title": secret * 10}, {"tags": [secret] * 2000}, {"published_at": secret}, {"extra": secret}):
        with pytest.raises(InvalidArticle) as caught:
            validate_raw({"text": secret} | wrong)
        assert secret[:100] not in str(caught.value)
        assert len(str(caught.value)) < 1000


# What is replaced


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"a\ud800b", "a\ufffdb"),
        (r"a\udfffb", "a\ufffdb"),
        (r"\udc00\ud800", "\ufffd\ufffd"),
        (r"a\u0000b\u0000", "a\ufffdb\ufffd"),
        (r"\ud83d\udea2 \ud83d", "🚢 \ufffd"),
        (r"\ud83d\ud83d\udea2", "\ufffd🚢"),
    ],
)
def test_surrogates_and_nul_are_replaced_character_for_character(escaped: str, text: str) -> None:
    value = f'{{"text": "{escaped}", "tags": ["{escaped}"], "wire": {{"{escaped}": ["{escaped}"]}}}}'
    article = decode_raw(value.encode())
    assert article.text == text
    assert article.tags == [text]
    assert article.extra == {"wire": {text: [text]}}


@given(st.text(st.characters(exclude_categories=())))
def test_every_other_offset_stays(text: str) -> None:
    held = holdable_text(text)
    assert len(held) == len(text)
    held.encode()
    assert all(a == b or (b == "\ufffd" and (a == "\0" or "\ud800" <= a <= "\udfff")) for a, b in zip(text, held))  # noqa: B905 - lengths are compared above


def test_a_text_of_only_unholdable_characters_is_text() -> None:
    assert decode_raw(rb'{"text": "\ud800\u0000"}').text == "\ufffd\ufffd"


# Whatever comes: an article or InvalidArticle, quickly


def refused(value: bytes) -> InvalidArticle | None:
    """The refusal, which can always become a dead letter; None for an article, which can always be encoded."""
    try:
        article = decode_raw(value)
    except InvalidArticle as error:
        letter = DeadLetter(
            topic="news.raw", partition=0, offset=0, timestamp=0, key=None, value=None, stage="decode",
            error=error.kind, message=str(error), first_failure=0, last_failure=0,
        )  # fmt: skip
        letter.model_dump_json().encode()
        (error.field or "").encode()
        return error
    assert isinstance(article, RawArticle)
    assert decode_raw(article.model_dump_json().encode()) == article
    return None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=())), inner),
    max_leaves=12,
)


@given(st.binary(max_size=200))
@example(b"{}")
@example(b"\xed\xa0\x80")
@example(b'{"text": "a", "published_at": "T"}')
def test_arbitrary_bytes_raise_nothing_but_invalid_article(value: bytes) -> None:
    refused(value)


@given(JSON, st.booleans())
def test_arbitrary_json_raises_nothing_but_invalid_article(data: object, as_ascii: bool) -> None:
    refused(json.dumps(data, ensure_ascii=as_ascii).encode(errors="surrogatepass"))


@given(st.dictionaries(st.sampled_from([*RawArticle.model_fields, "wire"]), JSON | st.just("2026-09-01")), JSON)
def test_arbitrary_values_in_known_fields_raise_nothing_but_invalid_article(fields: dict, extra: object) -> None:
    refused(json.dumps(GOOD | fields | {"wire": extra}).encode())


@given(st.data())
def test_mutated_messages_raise_nothing_but_invalid_article(data: st.DataObject) -> None:
    value = bytearray(json.dumps(GOOD, ensure_ascii=data.draw(st.booleans())).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(value)))
        stop = start + data.draw(st.integers(0, 6))
        value[start:stop] = data.draw(
            st.sampled_from([b"", b'"', b"\\", b"{", b"[", b"\x00", b"\xff", b"9", b"\\ud800"])
        )
    refused(bytes(value))


DATE_PARTS = st.sampled_from(
    ["Tue", ",", " ", "24", "Sep", "2024", "99999999999", "10:00:00", "25:61:61", "+0200", "+9999", "GMT", "CEST", "-",
     "T",      "Z", "0000", "24", "٢٤", "1e5", "(x)", ":"]
)  # fmt: skip


@given(st.lists(DATE_PARTS, max_size=9).map("".join) | st.text(max_size=30))
@settings(max_examples=300)
def test_arbitrary_dates_raise_nothing_but_invalid_article(date: str) -> None:
    error = refused(json.dumps({"text": "a", "published_at": date}, ensure_ascii=True).encode())
    assert error is None or error.field == "published_at"


def test_a_name_that_is_no_text_does_not_spoil_the_dead_letter() -> None:
    # Found: the message of this refusal held the lone surrogate, and no dead letter could be written.
    error = refused(rb'{"text": "a", "\ud800": 1e999}')
    assert error is not None
    assert error.field == "\ufffd"


HOSTILE = {
    # Found: 40,000 bytes of the first took ten seconds. It is what a feed's HTML looks like when it is cut off.
    "escaped marks, cut off": b'{"text": "' + b'\\"' * 500_000,
    "a backslash before a line's end": b'{"text": "' + b'\\"' * 250_000 + b"\\\n" + b'\\"' * 250_000,
    "marks": b'"' * 1_000_000,
    "backslashes": b'{"text": "' + b"\\" * 1_000_001,
    "a long name over a long list": b'{"text": "a", "%s": [%s0]}' % (b"k" * 500_000, b"0," * 250_000),
    "long names, nested": b'{"text": "a", "x": ' + b'{"%s": ' % (b"k" * 10_000) * 90 + b"1" + b"}" * 91,
    "blanks": b'{"text": "' + b" " * 1_000_000 + b'"}',
    "many fields": b'{"text": "a"' + b"".join(b', "f%d": %d' % (n, n) for n in range(60_000)) + b"}",
    "digits": b'{"text": "\\ud800", "n": ' + b"9" * 1_000_000 + b"}",
}

TIMED = """
import sys
from schemas import InvalidArticle, decode_raw
try:
    decode_raw(sys.stdin.buffer.read())
except InvalidArticle:
    pass
"""


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_million_hostile_characters_take_no_longer_than_other_work(value: bytes) -> None:
    # In a process of its own: a regular expression cannot be interrupted. Quadratic, any of these takes hours.
    assert subprocess.run([sys.executable, "-c", TIMED], input=value, timeout=60, check=False).returncode == 0


def test_an_invalid_article_passes_between_processes() -> None:
    error = pickle.loads(pickle.dumps(InvalidArticle("too-deep", "`a` is too deep", "a")))
    assert (error.kind, str(error), error.field) == ("too-deep", "`a` is too deep", "a")
