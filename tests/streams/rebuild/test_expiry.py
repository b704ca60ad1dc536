"""Which months are older than an age."""

from datetime import UTC, datetime

import pytest

from streams.errors import BadInput
from streams.rebuild.expiry import expired, first_kept_moment, first_kept_month, is_before, month_of, parse_age


@pytest.mark.parametrize(
    ("now", "days", "month"),
    [
        ("2026-11-24", 365, "2025.11"),
        ("2026-11-24", 23, "2026.11"),
        ("2026-11-24", 24, "2026.10"),
        ("2026-01-01", 1, "2025.12"),
        ("2026-01-01", 999_999, "0001.01"),
    ],
)
def test_the_month_of_the_limit_itself_is_kept(now: str, days: int, month: str) -> None:
    assert first_kept_month(days, datetime.fromisoformat(now).replace(tzinfo=UTC)) == month


def test_only_months_wholly_before_go() -> None:
    names = [f"news-articles-v1-{month}" for month in ("archive", "1999.12", "2025.09", "2025.10", "2026.01")]
    assert expired(names, "2025.10") == names[:3]
    assert expired([*names, "news-articles", "news-state", "news-articles-v1-2025.9"], "0001.01") == names[:1]
    assert not is_before("2025.09", None)


def test_the_month_is_the_end_of_the_name() -> None:
    assert month_of("a-2024.01-articles-v12-2026.09") == "2026.09"
    assert month_of("news-metrics-2026.09") == "2026.09"
    assert month_of("news-state") == month_of("news-articles-v1") == ""


@pytest.mark.parametrize("text", ["365", "0d", "-1d", "1y", "d", "", "1.5d", "１d ago", "9999999d"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(BadInput, match="such as 365d"):
        parse_age(text)


def test_an_age_is_a_number_of_days() -> None:
    assert parse_age("365d") == 365
    assert parse_age(" 1d ") == 1


def test_a_retention_longer_than_time_lets_nothing_go() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert first_kept_moment(36, now) == datetime(2026, 11, 23, 0, tzinfo=UTC)
    assert first_kept_moment(10**9, now) is None
    assert first_kept_moment(10**30, now) is None
