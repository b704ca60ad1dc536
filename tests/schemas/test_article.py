"""The lenient forms a raw article may come in, and what they become."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from schemas import InvalidArticle, RawArticle, validate_raw
from schemas.article import MAX_FIELD_CHARACTERS, MAX_LIST_ITEMS
from tests.timing import cpu_seconds


def article(**fields: object) -> RawArticle:
    return validate_raw({"text": "Ein Satz."} | fields)


def test_only_text_is_needed() -> None:
    raw = article()
    assert raw.model_dump(exclude_defaults=True) == {"text": "Ein Satz."}
    assert raw.schema_version == 1
    assert raw.authors == raw.tags == []
    assert raw.extra == {}


@pytest.mark.parametrize("text", ["\n  Ein Satz.\r\n", "a", "\u200b", "&quot;<p>&nbsp;"])
def test_the_text_stays_as_it_came(text: str) -> None:
    assert article(text=text).text == text


@pytest.mark.parametrize(
    ("given", "kept"), [(17, "17"), (-3, "-3"), (0, "0"), ("017", "017"), ("  ", None), (None, None)]
)
def test_an_id_may_be_a_whole_number(given: object, kept: str | None) -> None:
    assert article(id=given).id == kept


@pytest.mark.parametrize("given", [True, False, 1.0, [1], {"a": 1}])
def test_an_id_is_nothing_else(given: object) -> None:
    with pytest.raises(InvalidArticle, match="`id`"):
        article(id=given)


@pytest.mark.parametrize("field", ["authors", "tags"])
@pytest.mark.parametrize(
    ("given", "kept"), [(None, []), ([], []), ("Ole Brandt", ["Ole Brandt"]), (["a", "b", "a"], ["a", "b", "a"])]
)
def test_lists_may_be_null_or_a_single_text(field: str, given: object, kept: list[str]) -> None:
    assert getattr(article(**{field: given}), field) == kept


@pytest.mark.parametrize("field", ["id", "url", "title", "lead", "source", "language", "published_at", "updated_at"])
@pytest.mark.parametrize("blank", [None, "", " ", "\n\t\u00a0"])
def test_blank_is_none(field: str, blank: str | None) -> None:
    assert getattr(article(**{field: blank}), field) is None


@pytest.mark.parametrize("field", ["id", "url", "title", "lead", "source", "language"])
def test_fields_are_taken_up_to_their_limit(field: str) -> None:
    assert len(getattr(article(**{field: "ä" * MAX_FIELD_CHARACTERS}), field)) == MAX_FIELD_CHARACTERS
    with pytest.raises(InvalidArticle, match=f"`{field}`"):
        article(**{field: "ä" * (MAX_FIELD_CHARACTERS + 1)})


def test_lists_are_taken_up_to_their_limit() -> None:
    assert len(article(tags=["a"] * MAX_LIST_ITEMS).tags) == MAX_LIST_ITEMS
    with pytest.raises(InvalidArticle, match=r"`tags\.1`"):
        article(tags=["a", "b" * (MAX_FIELD_CHARACTERS + 1)])


# Dates

TEN = datetime(2024, 9, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2024-09-24T10:00:00Z", TEN),
        ("2024-09-24T12:00:00+02:00", TEN),
        ("2024-09-24T12:00:00+0200", TEN),
        ("2024-09-24 10:00:00", TEN),
        ("2024-09-24T10:00", TEN),
        ("2024-09-24", TEN.replace(hour=0)),
        ("2024-09-24T10:00:00.123Z", TEN.replace(microsecond=123_000)),
        ("2024-09-24T10:00:00.123999Z", TEN.replace(microsecond=123_000)),
        ("Tue, 24 Sep 2024 10:00:00 GMT", TEN),
        ("Tue, 24 Sep 2024 12:00:00 +0200", TEN),
        ("Tue, 24 Sep 2024 06:00:00 EDT", TEN),
        ("Tue, 24 Sep 2024 10:00:00 -0000", TEN),
        ("Tue, 24 Sep 24 10:00:00 GMT", TEN),
        ("Tue, 24 Sep 2024 10:00 GMT", TEN),
        (1727172000, TEN),
        (1727172000000, TEN),
        (datetime(2024, 9, 24, 10), TEN),
        (TEN.astimezone(timezone(timedelta(hours=-9))), TEN),
        ("1650-03-02T00:00:00Z", datetime(1650, 3, 2, tzinfo=UTC)),
        ("2199-12-31T23:59:59Z", datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("field", ["published_at", "updated_at"])
def test_dates_as_feeds_have_them_are_kept_in_utc(field: str, given: object, kept: datetime) -> None:
    value = getattr(article(**{field: given}), field)
    assert value == kept
    assert value.tzinfo == UTC


@pytest.mark.parametrize(
    "given",
    [
        "24.09.2024", "09/24/2024", "Dienstag, 24. September 2024", "Tue, 24 Sep 2024", "24:00", "2024-09-31",
        "2024-09-24T25:00:00Z", "2024-09-24T10:00:00+99:00", "Tue, 31 Sep 2024 10:00:00 GMT", "T", "Z", [], {}, False,
        "Tue, 24 Sep 2024 10:00:00 +9999999999",
    ],
)  # fmt: skip
def test_other_dates_are_refused_by_name(given: object) -> None:
    with pytest.raises(InvalidArticle) as caught:
        article(published_at=given)
    assert caught.value.field == "published_at"


@pytest.mark.parametrize("given", ["2024", "20240924", 2024, 20240924])
def test_a_year_is_not_a_number_of_seconds(given: object) -> None:
    try:
        published = article(published_at=given).published_at
    except InvalidArticle:
        return
    assert published is not None
    assert published.year == 2024


@pytest.mark.parametrize(
    "given", [" 2024-09-24T10:00:00Z", "\n Tue, 24 Sep 2024 10:00:00 GMT", "24 Sep 2024 10:00:00 GMT"]
)
def test_dates_may_stand_between_white_space_and_without_the_name_of_the_day(given: str) -> None:
    assert article(published_at=given).published_at == TEN


# Unknown fields


def test_unknown_fields_are_kept_as_they_came() -> None:
    raw = article(wire={"urgency": 3, "notes": [None, 1.5, "ä"]}, Text="other", _x=None)
    assert raw.extra == {"wire": {"urgency": 3, "notes": [None, 1.5, "ä"]}, "Text": "other", "_x": None}


def test_a_given_extra_is_kept_beside_unknown_fields() -> None:
    assert article(extra={"a": 1}).extra == {"a": 1}
    assert article(extra={"a": 1}, b=2).extra == {"a": 1, "b": 2}
    assert article(extra=None, b=2).extra == {"b": 2}


def test_extra_may_be_null_as_the_lists_may() -> None:
    assert article(extra=None).extra == {}


def test_an_unknown_field_is_not_dropped_for_one_of_its_name_in_extra() -> None:
    assert "top" in str(article(extra={"wire": "inner"}, wire="top").extra)


def test_many_fields_that_are_in_extra_too_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        names = [str(number) for number in range(count)]

        def read() -> None:
            raw = article(extra=dict.fromkeys(names, 1), **dict.fromkeys(names, 2))
            assert raw.extra == dict.fromkeys(names, 1) | {f"{name}_": 2 for name in names}

        return cpu_seconds(read)

    assert any(seconds(10_000) / min(seconds(1_000), seconds(1_000)) < 30 for _ in range(3))


@pytest.mark.parametrize("extra", [[1], "a", 3, True])
def test_an_extra_that_is_no_object_is_refused_by_name(extra: object) -> None:
    for fields in ({"extra": extra}, {"extra": extra, "wire": 1}):
        with pytest.raises(InvalidArticle) as caught:
            article(**fields)
        assert caught.value.field == "extra"


def test_extra_is_not_shared_with_what_it_was_made_from() -> None:
    given = {"text": "Ein Satz.", "wire": 1}
    raw = RawArticle.model_validate(given)
    raw.extra["more"] = 2
    assert given == {"text": "Ein Satz.", "wire": 1}
    assert article().extra == {}


def test_an_article_that_is_sent_on_reads_the_same() -> None:
    raw = article(id=5, authors="a", published_at="Tue, 24 Sep 2024 10:00:00 GMT", wire={"b": [1]}, language="de")
    assert RawArticle.model_validate_json(raw.model_dump_json()) == raw
    assert RawArticle.model_validate_json(raw.model_dump_json(exclude_defaults=True)) == raw


def test_the_model_itself_is_as_strict_as_decoding() -> None:
    with pytest.raises(ValidationError):
        RawArticle(text=" ")
