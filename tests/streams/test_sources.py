"""Articles from files and from the standard input: every record, with its place, whatever stands beside it."""

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import decode_raw
from schemas.article import MAX_FIELD_CHARACTERS
from schemas.decoding import MAX_MESSAGE_BYTES
from streams import sources
from streams.errors import BadInput
from streams.sources import Article, Mistake, Record, read_articles


def write(path: Path, data: str | bytes) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def read(path: str | Path) -> list[Record]:
    return list(read_articles([str(path)]))


def texts(records: list[Record]) -> list[str]:
    """The texts of articles; None of the records may be a mistake, and each value must decode to its article."""
    for record in records:
        assert isinstance(record, Article), record
        assert decode_raw(record.value) == record.raw
    return [record.raw.text for record in records if isinstance(record, Article)]


LINES = '{"text": "eins"}\n{"text": "zwei", "id": 2}\n\n  \n{"text": "drei"}'


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a", "a.log"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_json_lines_under_any_name(tmp_path: Path, name: str, newline: str) -> None:
    path = write(tmp_path / name, LINES.replace("\n", newline))
    records = read(path)
    assert texts(records) == ["eins", "zwei", "drei"]
    assert [record.where for record in records] == [f"{path}, line {number}" for number in (1, 2, 5)]


def test_a_line_is_sent_as_it_came(tmp_path: Path) -> None:
    line = '{"wire" : 1.0,"text":"\\u00e4"  }'
    (record,) = read(write(tmp_path / "a.jsonl", f"  {line}\r\n"))
    assert isinstance(record, Article)
    assert record.value == line.encode()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_under_any_name(tmp_path: Path, name: str, indent: int | None) -> None:
    items = [{"text": "eins", "wire": 1}, {"title": "kein Text"}, 5, {"text": "vier"}]
    path = write(tmp_path / name, "\n " + json.dumps(items, indent=indent))
    first, second, third, fourth = read(path)
    assert texts([first, fourth]) == ["eins", "vier"]
    assert first.where == f"{path}, item 0"
    assert second == Mistake(f"{path}, item 1", "`text`: Field required")
    assert third == Mistake(f"{path}, item 2", "a JSON object is expected, this is a number")


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object(tmp_path: Path, indent: int | None) -> None:
    path = write(tmp_path / "a.json", json.dumps({"text": "eins", "wire": {"a": None}}, indent=indent))
    (record,) = read(path)
    assert texts([record]) == ["eins"]
    assert record.where == path


def test_what_a_document_cannot_hold_is_replaced_as_in_a_line(tmp_path: Path) -> None:
    items = r'[{"text": "a\ud800\u0000"}, {"text": "b", "wire": [1e999]}, {"text": "c", "wire": NaN}]'
    first, second, third = read(write(tmp_path / "a.json", items))
    assert texts([first]) == ["a\ufffd\ufffd"]
    assert isinstance(second, Mistake)
    assert "`wire.0`: a number out of range" in second.reason
    assert isinstance(third, Mistake)


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a", "a.html"])
def test_plain_text_is_the_text_and_its_first_line_the_title(tmp_path: Path, name: str) -> None:
    text = "\n  Der Hafen wächst \r\n\r\nEine neue Mole.\n"
    (record,) = read(write(tmp_path / name, text))
    assert texts([record]) == [text]
    assert isinstance(record, Article)
    assert record.raw.title == "Der Hafen wächst"
    assert record.where == str(tmp_path / name)


def test_text_that_looks_like_json_is_text_under_its_own_ending(tmp_path: Path) -> None:
    assert texts(read(write(tmp_path / "a.txt", '{"text": "eins"}'))) == ['{"text": "eins"}']


def test_a_long_first_line_is_cut_for_the_title_only(tmp_path: Path) -> None:
    text = "ä" * (MAX_FIELD_CHARACTERS + 5)
    (record,) = read(write(tmp_path / "a.txt", text))
    assert isinstance(record, Article)
    assert (record.raw.text, record.raw.title) == (text, text[:MAX_FIELD_CHARACTERS])


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a", "b.jsonl"])
@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_file_is_a_mistake_and_empty_lines_are_nothing(tmp_path: Path, name: str, content: str) -> None:
    records = read(write(tmp_path / name, content))
    if name == "b.jsonl":
        assert records == []
        return
    (record,) = records
    assert isinstance(record, Mistake)
    assert record.where == str(tmp_path / name)
    assert record.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", LINES), ("a.json", json.dumps([{"text": "eins"}])), ("a.txt", "eins"), ("a", LINES)],
)
def test_a_byte_order_mark_is_no_part_of_the_article(tmp_path: Path, name: str, content: str) -> None:
    records = read(write(tmp_path / name, b"\xef\xbb\xbf" + content.encode()))
    assert texts(records)[0] == "eins"


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl.gz", LINES), ("a.json.gz", '[{"text": "eins"}]'), ("a.txt.gz", "eins")]
)
def test_compressed_files(tmp_path: Path, name: str, content: str) -> None:
    assert texts(read(write(tmp_path / name, gzip.compress(content.encode()))))[0] == "eins"
    assert texts(read(tmp_path))[0] == "eins"


def test_broken_compressed_files_are_named(tmp_path: Path) -> None:
    whole = gzip.compress(LINES.encode() * 1000)
    flipped = bytearray(whole)
    flipped[20:40] = b"\xff" * 20  # found: zlib.error is no OSError
    for number, data in enumerate([b"not compressed", whole[:-20], bytes(flipped), whole[:-8] + b"\0" * 8]):
        path = write(tmp_path / f"{number}.jsonl.gz", data)
        with pytest.raises(BadInput) as caught:
            read(path)
        assert path in str(caught.value)


def test_bad_lines_are_numbered_and_hide_no_other(tmp_path: Path) -> None:
    lines = [
        b'{"text": "eins"}',
        b"{bad",
        b'{"text": "drei"}',
        b'"text"',
        b'{"text": "\xff"}',
        b'{"text": 6}',
        b'{"text": "sieben"}',
    ]
    path = write(tmp_path / "a.jsonl", b"\n".join(lines))
    records = read(path)
    assert [record.where for record in records] == [f"{path}, line {number}" for number in range(1, 8)]
    assert [isinstance(record, Article) for record in records] == [True, False, True, False, False, False, True]
    reasons = [record.reason for record in records if isinstance(record, Mistake)]
    for reason, says in zip(reasons, ["not JSON", "a string", "byte 0xff", "`text`"], strict=True):
        assert says in reason


def test_a_first_line_that_is_an_array_hides_no_other(tmp_path: Path) -> None:
    records = read(write(tmp_path / "a.jsonl", '[1]\n{"text": "zwei"}\n'))
    assert [isinstance(record, Article) for record in records] == [False, True]


def test_a_bad_line_hides_no_other_under_json(tmp_path: Path) -> None:
    records = read(write(tmp_path / "a.json", '{"text": "eins"}\ngarbage\n{"text": "drei"}\n'))
    assert [isinstance(record, Article) for record in records] == [True, False, True]


def test_a_line_that_is_too_long_is_a_mistake_and_the_next_is_read(tmp_path: Path) -> None:
    head, tail = '{"text": "a", "wire": "', '"}'
    fits = head + "b" * (MAX_MESSAGE_BYTES - len(head) - len(tail)) + tail
    assert len(fits) == MAX_MESSAGE_BYTES
    longer = [
        head + "b" * (MAX_MESSAGE_BYTES + more - len(head) - len(tail)) + tail for more in (1, 2, 3, MAX_MESSAGE_BYTES)
    ]
    for end in ("", "\n", "\r\n"):
        path = write(tmp_path / "a.jsonl", "\n".join([*longer, '{"text": "b"}', fits]) + end)
        records = read(path)
        assert texts(records[4:]) == ["a", "b"][::-1]
        for number, record in enumerate(records[:4], start=1):
            assert isinstance(record, Mistake)
            assert record.where == f"{path}, line {number}"
            assert "8,388,608" in record.reason


def test_only_a_long_line_at_the_end(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path / "a.jsonl", "{" * (MAX_MESSAGE_BYTES + 1)))
    assert isinstance(record, Mistake)


def test_an_item_that_is_too_large_for_a_message_is_a_mistake(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path / "a.json", json.dumps([{"text": "a", "wire": "b" * MAX_MESSAGE_BYTES}])))
    assert isinstance(record, Mistake)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.json", "a"])
def test_what_is_not_utf8_is_a_mistake(tmp_path: Path, name: str) -> None:
    data = b'{"text": "caf\xe9"}' if name != "a.txt" else b"caf\xe9"
    (record,) = read(write(tmp_path / name, data))
    assert isinstance(record, Mistake)
    assert "utf-8" in record.reason.lower()
    assert "0xe9" in record.reason


def test_a_document_that_is_no_json_says_where(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path / "a.json", '[{"text": "eins"},\n  {"text": }\n]'))
    assert isinstance(record, Mistake)
    assert "line 2" in record.reason
    (deep,) = read(write(tmp_path / "b.json", "[" * 100_000))
    assert isinstance(deep, Mistake)


def test_a_folder_is_its_files_by_name(tmp_path: Path) -> None:
    for name, content in (
        ("b.txt", "zwei"),
        ("a.jsonl", LINES),
        ("c.json", '{"text": "c"}'),
        ("x.png", b"\x89PNG"),
        (".a", "x"),
    ):
        write(tmp_path / name, content)
    (tmp_path / "d.txt").mkdir()
    assert texts(read(tmp_path)) == ["eins", "zwei", "drei", "zwei", "c"]


def test_several_paths_in_their_order(tmp_path: Path) -> None:
    one, two = write(tmp_path / "b.txt", "b"), write(tmp_path / "a.txt", "a")
    assert texts(list(read_articles([one, two, one]))) == ["b", "a", "b"]


def test_missing_paths_and_empty_folders_are_named(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path / "none.jsonl", "no such file or folder"),
        (tmp_path, "no files ending in .json .jsonl"),
    ):
        with pytest.raises(BadInput, match=says) as caught:
            read(path)
        assert str(path) in str(caught.value)


def test_what_stands_before_a_missing_path_is_read(tmp_path: Path) -> None:
    records = read_articles([write(tmp_path / "a.txt", "a"), str(tmp_path / "none")])
    assert texts([next(records)]) == ["a"]
    with pytest.raises(BadInput):
        next(records)


def test_json_lines_from_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO(LINES.encode() + b"\n[]"))
    monkeypatch.setattr(sys, "stdin", stdin)
    *good, bad = read("-")
    assert texts(good) == ["eins", "zwei", "drei"]
    assert good[-1].where == "standard input, line 5"
    assert bad == Mistake("standard input, line 6", "a JSON object is expected, this is an array")


def test_a_file_is_not_read_as_a_whole_before_its_first_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "eins"}\n' * 1000)
    seen: list[bytes] = []
    decode = sources.decode_raw
    monkeypatch.setattr(sources, "decode_raw", lambda value: seen.append(value) or decode(value))
    next(read_articles([path]))
    assert len(seen) == 1


@given(st.binary(max_size=80), st.sampled_from(["a.jsonl", "a.json", "a.txt", "a"]))
def test_any_file_is_articles_and_mistakes(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = write(tmp_path_factory.getbasetemp() / name, data)
    for record in read(path):
        assert isinstance(record, Article | Mistake)
        assert record.where.startswith(path)
