"""`quotewire expire`: old months go, whole indices at a time; and the documents of dead letters that are gone.

An article is filed under a month, and stays there; so a month that lies wholly before the limit holds nothing younger.
What is known of its articles (`news-state`) stays: a revision that is delivered once more is then still known, and
does not come back as a new article. That costs about 150 bytes an article. The limit is noted in the state index, so
that `quotewire reindex`, which reads all of `news.enriched`, does not bring the months back.

Dead letters are in one index without months. Their documents go by themselves when their last failure is further back
than the retention of the topic of dead letters: Kafka has deleted the message then, and nobody can publish it again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from elasticsearch import ApiError, Elasticsearch

from schemas.identity import ARCHIVE
from schemas.index_templates import articles_alias, dead_letters_index, metrics_alias, quotes_alias
from streams.errors import BadInput
from streams.indexing.generations import Indices
from streams.settings import Settings

AGE: Final = re.compile(r"(\d{1,6})d")
LONGEST_MONTH_DAYS: Final = 31

DELETING_SECONDS: Final = 3600.0
"""Longest wait for deleting documents one by one: some thousands a second."""

LIMIT: Final = "expired_before"
"""In the `_meta` of the state index: articles filed before this month (`YYYY.MM`) are known, and not shown."""


@dataclass(slots=True)
class Expiry:
    """What goes, or would go.

    Attributes:
        before: articles and quotations filed before this month (`YYYY.MM`) go; None where none were asked for.
        metrics_before: figures before this month go.
        letters_before: documents of dead letters with a last failure before this moment go; None where the retention
            is longer than time.
        letters_index: where they are.
        letters: how many they are.
        indices: their names, with the number of documents.
    """

    before: str | None
    metrics_before: str | None
    letters_before: datetime | None
    letters_index: str
    letters: int = 0
    indices: dict[str, int] = field(default_factory=dict)


def parse_age(text: str) -> int:
    """Days in an age as it is written: `365d`.

    Raises:
        BadInput: it is no age.
    """
    found = AGE.fullmatch(text.strip())
    if not found or int(found.group(1)) < 1:
        raise BadInput(f"{text!r} is no age; write a number of days, such as 365d")
    return int(found.group(1))


def first_kept_month(days: int, now: datetime) -> str:
    """The month (`YYYY.MM`) of the moment so many days ago: earlier months lie wholly before it."""
    try:
        moment = now - timedelta(days=days)
    except OverflowError:
        return "0001.01"
    return f"{moment.year:04d}.{moment.month:02d}"


def plan(
    client: Elasticsearch, settings: Settings, *, days: int | None, metrics_days: int | None, now: datetime
) -> Expiry:
    """Which indices go, and how many documents of dead letters.

    Args:
        client: Elasticsearch.
        settings: of the pipeline.
        days: articles and quotations of months wholly before so many days ago; None for none.
        metrics_days: the same for figures.
        now: the time; its own month never goes.
    """
    before = first_kept_month(days, now) if days is not None else None
    metrics_before = first_kept_month(metrics_days, now) if metrics_days is not None else None
    prefix = settings.index_prefix
    names: list[str] = []
    for alias, limit in (
        (articles_alias(prefix), before),
        (quotes_alias(prefix), before),
        (metrics_alias(prefix), metrics_before),
    ):
        if limit is not None:
            found = client.options(ignore_status=404).indices.get_alias(name=alias)
            names += expired(found if found.meta.status == 200 else (), limit)
    counts = {name: client.count(index=name)["count"] for name in sorted(names)}
    letters_before, letters_index = (
        first_kept_moment(settings.dead_letter_retention_hours, now),
        dead_letters_index(prefix),
    )
    letters = 0
    if letters_before is not None:
        gone = client.count(index=letters_index, query=_failed_before(letters_before), ignore_unavailable=True)
        letters = gone["count"]
    return Expiry(before, metrics_before, letters_before, letters_index, letters, counts)


def first_kept_moment(hours: int, now: datetime) -> datetime | None:
    """The moment so many hours ago; None where that is before all time."""
    try:
        return now - timedelta(hours=hours)
    except OverflowError:
        return None


def _failed_before(moment: datetime) -> dict[str, Any]:
    return {"range": {"last_failure": {"lt": moment.isoformat()}}}


def expired(names: Iterable[str], before: str) -> list[str]:
    """The indices of months wholly before a month (`YYYY.MM`)."""
    return [name for name in names if (month := month_of(name)) and is_before(month, before)]


def month_of(index: str) -> str:
    """The month (`YYYY.MM` or `archive`) at the end of an index's name; empty where there is none."""
    found = re.search(r"-(\d{4}\.\d\d|archive)$", index)
    return found.group(1) if found else ""


def is_before(month: str, limit: str | None) -> bool:
    """Whether articles filed under a month (`YYYY.MM` or `archive`) are older than the month `limit`."""
    return limit is not None and (month == ARCHIVE or month < limit)


def expired_before(client: Elasticsearch, indices: Indices) -> str | None:
    """The month before which the articles of a generation have expired; None if none have."""
    limit = state_meta(client, indices).get(LIMIT)
    return str(limit) if limit else None


def note_limit(client: Elasticsearch, indices: Indices, before: str) -> None:
    """Notes in the state index that articles filed before a month have expired; a later month noted before stays."""
    meta = state_meta(client, indices)
    later = max(before, str(meta.get(LIMIT) or ""))
    client.indices.put_mapping(index=indices.state, meta=meta | {LIMIT: later})


def state_meta(client: Elasticsearch, indices: Indices) -> dict[str, Any]:
    """What is noted in the state index about the whole of it."""
    mappings = client.indices.get_mapping(index=indices.state)[indices.state]["mappings"]
    return dict(mappings.get("_meta", {}))


def carry_out(client: Elasticsearch, indices: Indices, expiry: Expiry) -> None:
    """Deletes what an expiry names: indices, of articles and quotations those that serve; documents of dead letters."""
    if expiry.before is not None:
        note_limit(client, indices, expiry.before)  # first: what is gone must be known to be gone
    deleting = client.options(request_timeout=DELETING_SECONDS)
    archives = (indices.articles(ARCHIVE), indices.quotes(ARCHIVE))
    for name in expiry.indices:
        if name in archives:  # emptied: with them the aliases are always there
            deleting.delete_by_query(index=name, query={"match_all": {}}, conflicts="proceed", refresh=True)
        else:
            client.options(ignore_status=404).indices.delete(index=name)
    if expiry.letters_before is not None and expiry.letters:
        # One that fails again meanwhile is a conflict, and stays.
        query = _failed_before(expiry.letters_before)
        deleting.delete_by_query(index=expiry.letters_index, query=query, conflicts="proceed", refresh=True)


def put_retention(client: Elasticsearch, settings: Settings) -> tuple[dict[str, Any], str]:
    """Has the cluster delete old months itself, where it can and the settings ask for it.

    Returns:
        The settings that new indices of articles and quotations get for it, and a line that says what was set.
    """
    days = settings.article_retention_days
    if days is None:
        return {}, "articles are kept for ever (QUOTEWIRE_ARTICLE_RETENTION_DAYS is not set)"
    if not lifecycle_answers(client):
        return {}, (
            f"articles are to be kept for {days} days, and this cluster has no index lifecycle management (ILM): "
            "run `quotewire expire` once a day"
        )
    policy = f"{settings.index_prefix}-retention"
    client.ilm.put_lifecycle(name=policy, policy=lifecycle_policy(days))
    return {"lifecycle": {"name": policy}}, f"put ILM policy {policy}: articles are kept for {days} days"


def lifecycle_answers(client: Elasticsearch) -> bool:
    """Whether this cluster has index lifecycle management (ILM)."""
    try:
        return bool(client.ilm.get_status()["operation_mode"])
    except ApiError:
        return False


def lifecycle_policy(days: int) -> dict[str, Any]:
    """A policy that deletes an index when all of its month is older than so many days.

    ILM counts from when an index was made, which is no earlier than its month (unless a publisher's clock is ahead).
    """
    return {"phases": {"delete": {"min_age": f"{days + LONGEST_MONTH_DAYS}d", "actions": {"delete": {}}}}}


def retention_limit(settings: Settings, noted: str | None, now: datetime) -> str | None:
    """The month before which articles are not shown: by what has expired and by the settings."""
    days = settings.article_retention_days
    by_settings = first_kept_month(days, now) if days is not None else None
    return max(filter(None, (noted, by_settings)), default=None)


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
