"""What is found, as people and programs get it."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.cli.results import (
    COLUMNS,
    Page,
    cell,
    print_all_json,
    print_articles,
    print_csv,
    print_page_json,
    print_quotes,
)
from streams.search import HIGHLIGHT, Bucket, Found, Hit

ON, OFF = HIGHLIGHT
ARTICLE = {
    "article_id": "a:1",
    "title": 'A "harbour", and\na line\x1b[31m',
    "url": "https://example.com/1",
    "source": "=HYPERLINK(1)",
    "published_at": "2026-09-01T08:00:00Z",
    "language": {"code": "en"},
    "persons": ["-Lin Jian", "Wang Wu"],
    "quote_count": 2,
}
QUOTE = {
    "article_id": "a:1",
    "position": 0,
    "text": "„Ja“",
    "kind": "direct",
    "confidence": 0.5,
    "language": "de",
    "speaker": "Lin",
}


def test_csv_is_read_back_as_it_was_with_a_header(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_csv(iter([Hit("a:1", 1.0, ARTICLE, []), Hit("a:2", 1.0, {"article_id": "a:2"}, [])]), "articles")
    written = capsysbinary.readouterr().out.decode()
    header, first, second = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert header == COLUMNS["articles"]
    row = dict(zip(header, first, strict=True))
    assert row["title"] == ARTICLE["title"]
    assert row["language"] == "en"
    assert row["quote_count"] == "2"
    assert second == ["a:2"] + [""] * (len(header) - 1)
    assert written.startswith("article_id,title,")
    assert written.endswith("\r\n")
    assert written.count("\r\n") == 3


def test_a_spreadsheet_computes_nothing(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_csv(iter([Hit("a:1", 1.0, ARTICLE, [])]), "articles")
    header, first = csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline=""))
    row = dict(zip(header, first, strict=True))
    assert row["source"] == "'=HYPERLINK(1)"
    assert row["persons"] == "'-Lin Jian; Wang Wu"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
     ("a=1", "a=1"), ("", ""), (None, ""), (0, "0"), (-0.5, "-0.5"), ([], ""), (["a", "b"], "a; b")],
)  # fmt: skip
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell(text).endswith(text)


def test_quotations_as_csv(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_csv(iter([Hit("a:1#0", 1.0, QUOTE, [])]), "quotes")
    header, first = csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline=""))
    row = dict(zip(header, first, strict=True))
    assert (row["position"], row["text"], row["confidence"], row["language"]) == ("0", "„Ja“", "0.5", "de")


def test_no_hits_are_a_header(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_csv(iter([]), "quotes")
    assert capsysbinary.readouterr().out.decode() == ",".join(COLUMNS["quotes"]) + "\r\n"


@pytest.mark.parametrize("number", [0, 1, 3])
def test_all_hits_are_one_object(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    print_all_json(Hit(str(one), 0.0, {"title": "T"}, [f"a {ON}b{OFF}"]) for one in range(number))
    out = capsys.readouterr().out
    answer = json.loads(out)
    assert answer["total"] == number
    assert [hit["id"] for hit in answer["hits"]] == [str(one) for one in range(number)]
    assert all(hit["highlights"] == ["a <em>b</em>"] for hit in answer["hits"])
    assert out.count("\n") == 1


def test_nothing_is_written_before_the_first_hit_is_there(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def fails():
        raise OSError
        yield

    for write in (print_all_json, lambda hits: print_csv(hits, "articles")):
        with pytest.raises(OSError):
            write(fails())
    assert capsysbinary.readouterr().out == b""


FACETS = {"language": [Bucket("en", 1200), Bucket("de", 3)], "persons": [], "source": [Bucket("[/b]\n\x1b[31mx", 1)]}


def test_a_page_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    print_page_json(Page(Found(1203, [Hit("a:1", 1.5, ARTICLE, [])], FACETS), 2, 10))
    answer = json.loads(capsys.readouterr().out)
    assert (answer["total"], answer["page"], answer["hits"][0]["score"]) == (1203, 2, 1.5)
    assert answer["facets"]["language"] == [{"value": "en", "count": 1200}, {"value": "de", "count": 3}]
    print_page_json(Page(Found(0), 1, 10))
    assert json.loads(capsys.readouterr().out) == {"total": 0, "page": 1, "hits": []}


def test_facets_are_shown_with_their_counts(capsys: pytest.CaptureFixture[str]) -> None:
    print_articles(Page(Found(1203, [Hit("a:1", 1.5, ARTICLE, [])], FACETS), 1, 1203))
    out = capsys.readouterr().out
    assert "en 1,200 · de 3" in out
    assert "persons" not in out
    assert "[/b] [31mx 1" in out
    assert "\x1b" not in out


def test_what_was_searched_for_stands_out_in_the_title(capsys: pytest.CaptureFixture[str]) -> None:
    found = Found(1, [Hit("a:1", 1.5, ARTICLE, [], title=f"A {ON}harbour{OFF}, and\na line\x1b[31m")])
    print_articles(Page(found, 1, 10))
    assert capsys.readouterr().out.splitlines()[1].startswith("A harbour, and a line")
    print_page_json(Page(found, 1, 10))
    [hit] = json.loads(capsys.readouterr().out)["hits"]
    assert hit["highlighted_title"].startswith("A <em>harbour</em>, and")
    assert hit["title"] == ARTICLE["title"]


@pytest.mark.parametrize(
    ("total", "number", "hits", "says"),
    [
        (1, 1, 1, None),
        (0, 1, 0, None),
        (0, 7, 0, None),
        (41, 1, 10, "page 1 of 5; more with --page 2"),
        (41, 5, 1, "page 5 of 5"),
        (12_345, 1, 10, "page 1 of 1,000; more with --page 2"),  # no page reaches further
        (41, 6, 0, "page 6 has none; the last is --page 5"),
    ],
)
def test_people_are_told_where_they_are(
    total: int, number: int, hits: int, says: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page(Found(total, [Hit("a", 0.0, QUOTE, [])] * hits), number, 10)
    print_quotes(page)
    last = capsys.readouterr().out.splitlines()[-1]
    assert (last == says) if says else "page" not in last
