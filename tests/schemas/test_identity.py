"""Identity, version, month and content hash: from the article and its message alone, the same everywhere."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import InvalidArticle, RawArticle, decode_raw
from schemas.identity import ARCHIVE, MAX_AHEAD_MS, MAX_ID_BYTES, article_id, bounded_id, content_hash, month, version

SENT = 1_790_000_000_000  # September 2026


def article(**fields: object) -> RawArticle:
    return RawArticle.model_validate({"text": "Ein Satz."} | fields)


def ms(date: str) -> int:
    return round(datetime.fromisoformat(date).timestamp() * 1000)


# article_id


def test_the_publishers_id_comes_first() -> None:
    assert article_id(article(id="17", source="hafenpost", url="https://a.example.org/")) == "hafenpost:17"
    assert article_id(article(id=" 17 ", source=" hafenpost\n")) == "hafenpost:17"
    assert article_id(article(id=17)) == "17"


def test_then_the_url_whatever_else_the_article_says() -> None:
    one = article_id(article(url="https://a.example.org/x", source="a", title="b"))
    assert one == article_id(article(url=" https://a.example.org/x ", text="Anders."))
    assert len(one) == 32
    assert set(one) <= set("0123456789abcdef")


def test_then_source_title_and_text() -> None:
    base = {"source": "a", "title": "b", "text": "c"}
    assert article_id(article(**base)) == article_id(article(**base, lead="d", tags=["e"], published_at="2026-01-01"))
    others = [article_id(article(**base | {name: "x"})) for name in base]
    assert len({article_id(article(**base)), *others}) == 4


@pytest.mark.parametrize("length", [1, 511, 512, 513, 10_000])
def test_an_id_over_512_bytes_is_hashed(length: int) -> None:
    given = "x" * (length - 2)
    identifier = article_id(article(id=given, source="s")) if given else article_id(article(id="y"))
    assert len(identifier.encode()) <= MAX_ID_BYTES
    assert (len(identifier) == 32) == (length > MAX_ID_BYTES)


def test_the_limit_counts_bytes() -> None:
    assert bounded_id("ä" * 256) == "ä" * 256
    assert len(bounded_id("ä" * 257)) == 32
    assert bounded_id("ä" * 257) != bounded_id("ö" * 257)


URL = "https://hafenpost.example.org/a/b?x=1&y=2"


@pytest.mark.parametrize(
    "same",
    [
        "https://hafenpost.example.org/a/b?y=2&x=1",
        "https://hafenpost.example.org/a/b?x=1&y=2#comments",
        "HTTPS://HafenPost.Example.org/a/b?x=1&y=2",
        "https://hafenpost.example.org/%61/b?x=1&y=2",
    ],
)
def test_urls_that_mean_the_same_are_one_article(same: str) -> None:
    assert article_id(article(url=same)) == article_id(article(url=URL))


@pytest.mark.parametrize(
    "other",
    [
        "http://hafenpost.example.org/a/b?x=1&y=2",
        "https://hafenpost.example.org/a/B?x=1&y=2",
        "https://hafenpost.example.org/a/b/?x=1&y=2",
        "https://hafenpost.example.org/a/b?x=1&y=3",
        "https://hafenpost.example.org/a/b",
        "https://hafenpost.example.org:8443/a/b?x=1&y=2",
        "https://other.example.org/a/b?x=1&y=2",
    ],
)
def test_urls_that_may_mean_something_else_are_another(other: str) -> None:
    assert article_id(article(url=other)) != article_id(article(url=URL))


def test_letters_of_other_scripts_are_the_same_escaped() -> None:
    assert article_id(article(url="https://a.example.org/häfen")) == article_id(
        article(url="https://a.example.org/h%C3%A4fen")
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://a:port/",
        "urn:newsml:17",
        "//",
        "?",
        "http://" + "a" * 300,
        "http://xn--\ufffd/",
        "\ufffd",
    ],
)
def test_what_is_no_url_still_identifies(url: str) -> None:
    assert article_id(article(url=url)) == article_id(article(url=url, title="x"))
    assert article_id(article(url=url)) != article_id(article(url=url + "y"))


@given(st.text(min_size=1, max_size=60) | st.from_regex(r"https?://[^\s/]{0,20}(:\w{0,6})?/.{0,20}", fullmatch=True))
def test_any_url_and_any_id_give_an_identity(text: str) -> None:
    for field in ("url", "id"):
        identifier = article_id(article(**{field: text, "source": text}))
        assert identifier.strip()
        assert len(identifier.encode()) <= MAX_ID_BYTES


# version


def test_the_version_is_updated_else_published_else_the_messages_time() -> None:
    published, updated = "2026-09-01T08:00:00.123Z", "2026-09-02T08:00:00Z"
    assert version(article(published_at=published, updated_at=updated), SENT) == ms(updated)
    assert version(article(published_at=updated, updated_at=published), SENT) == ms(published)
    assert version(article(published_at=published), SENT) == ms(published)
    assert version(article(), SENT) == SENT


def test_without_a_messages_time_the_dates_stand_and_nothing_is_zero() -> None:
    for unknown in (None, -1):
        assert version(article(), unknown) == 0
        assert version(article(published_at="2199-01-01"), unknown) == ms("2199-01-01T00:00:00+00:00")
    assert version(article(), 0) == 0


def test_a_version_is_never_negative() -> None:
    assert version(article(published_at="1650-03-02"), SENT) == 0
    assert version(article(updated_at="1969-12-31T23:59:59.999Z"), SENT) == 0
    assert version(article(published_at="0001-01-01"), None) == 0


@pytest.mark.parametrize(("ahead", "counts"), [(0, True), (MAX_AHEAD_MS, True), (MAX_AHEAD_MS + 1, False)])
def test_a_version_more_than_a_day_ahead_is_the_messages_time(ahead: int, counts: bool) -> None:
    updated = datetime.fromtimestamp((SENT + ahead) / 1000, UTC)
    assert version(article(updated_at=updated), SENT) == (SENT + ahead if counts else SENT)


@pytest.mark.parametrize("date", ["2199-06-01T00:00:00Z", "9999-12-31T23:59:59.999Z"])
def test_a_date_in_the_far_future_is_the_messages_time(date: str) -> None:
    assert version(article(updated_at=date, published_at="2026-01-01"), SENT) == SENT


@given(st.integers(0, 253_402_300_799_999))
def test_no_millisecond_is_lost(moment: int) -> None:
    date = datetime(1970, 1, 1, tzinfo=UTC) + (datetime(1970, 1, 1, 0, 0, 0, 1000) - datetime(1970, 1, 1)) * moment
    assert version(article(updated_at=date), None) == moment


# month


@pytest.mark.parametrize(
    ("published", "filed"),
    [
        ("1650-03-02", ARCHIVE),
        ("1969-12-31", ARCHIVE),
        ("1999-12-31T23:59:59.999Z", ARCHIVE),
        ("2000-01-01T00:00:00Z", "2000.01"),
        ("2000-01-01T00:30:00+01:00", ARCHIVE),
        ("2026-08-31T23:30:00-02:00", "2026.09"),
        ("2026-09-01T00:30:00+02:00", "2026.08"),
        ("2026-09-30T23:59:59.999Z", "2026.09"),
        ("2199-06-01", "2026.09"),
    ],
)
def test_the_month_is_that_of_publication_in_utc(published: str, filed: str) -> None:
    assert month(article(published_at=published).published_at, SENT) == filed


def test_the_month_of_an_article_without_a_date_is_that_of_its_message() -> None:
    assert month(None, SENT) == "2026.09"
    assert month(None, None) == month(None, -1) == ARCHIVE
    assert month(article(published_at="2199-06-01").published_at, None) == "2199.06"


@pytest.mark.parametrize("message_ms", [SENT * 1000, 2**63 - 1])
def test_a_wrong_clock_of_the_producer_does_not_stop_filing(message_ms: int) -> None:
    assert month(None, message_ms)


# content_hash


def test_the_hash_is_of_the_content_not_of_the_order() -> None:
    one = b'{"text": "a", "title": "b", "wire": {"x": 1, "y": [1, 2]}, "id": 3}'
    two = b'{"id": "3", "wire": {"y": [1, 2], "x": 1}, "title": "b", "text": "a", "authors": null, "url": " "}'
    assert content_hash(decode_raw(one)) == content_hash(decode_raw(two))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Ein Satz. "}, {"title": "b"}, {"lead": "b"}, {"tags": ["b"]}, {"authors": ["b"]}, {"language": "de"},
        {"published_at": "2026-01-01"}, {"updated_at": "2026-01-01"}, {"wire": 1}, {"source": "b"}, {"url": "b"},
        {"id": 1},
    ],
)  # fmt: skip
def test_every_field_counts(change: dict) -> None:
    assert content_hash(article()) != content_hash(article(**change))


def test_the_hash_is_that_of_earlier_versions_and_of_other_processes() -> None:
    fields = {"text": "Ein Satz. 🚢", "tags": ["b", "a"], "published_at": "2026-01-01T00:00:00.5Z", "wire": {"ä": 1.5}}
    code = (
        "import sys; from schemas import decode_raw; from schemas.identity import article_id, content_hash;"
        "a = decode_raw(sys.stdin.buffer.read()); print(content_hash(a), article_id(a))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], input=json.dumps(fields).encode(), capture_output=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout.decode().split()[0]
        for seed in ("0", "7")
    }  # fmt: skip
    assert printed == {content_hash(article(**fields))} == {GOLDEN}


GOLDEN = "3bf684e408d917e26e7fcc61f5032bd9"


def test_a_number_over_64_bits_is_refused_and_one_of_64_hashed() -> None:
    # Python's own reader keeps it a whole number; neither the hash nor Elasticsearch could hold it.
    with pytest.raises(InvalidArticle, match="`n`: a number out of range"):
        decode_raw(rb'{"text": "\ud800", "n": 123456789012345678901234567890}')
    assert content_hash(decode_raw(rb'{"text": "\ud800", "n": 18446744073709551615}'))
