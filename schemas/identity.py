"""Who an article is and which revision of it: `article_id`, `version`, `content_hash`, the month it is filed under.

One place computes them, from the article alone and its message's time, never from the clock or a Kafka offset: a
message that is delivered again, or replayed into another topic, gives the same answers.
"""

import hashlib
from datetime import UTC, datetime

import orjson
from w3lib.url import canonicalize_url

from schemas.article import RawArticle

MAX_ID_BYTES = 512
"""Elasticsearch refuses a longer `_id` (and with it the whole bulk request)."""

MAX_AHEAD_MS = 24 * 3600 * 1000
"""A revision time further ahead of its message than this is a mistake of the publisher's; the message's time holds."""

FIRST_MONTHLY_YEAR = 2000
"""Older articles share one archive index: an index a month back to 1650 would use up the cluster's shards."""

ARCHIVE = "archive"

LATEST_MS = 253_402_300_799_999
"""The end of the year 9999. A later message time is in another unit (microseconds), and counts as none."""


def article_id(article: RawArticle) -> str:
    """The identity of an article: Kafka key, Elasticsearch `_id`.

    The publisher's id (as `source:id` where a source is given too), else 32 hex digits of the SHA-256 of the
    canonical URL, else of source, title and text. Ids over 512 bytes are hashed too.
    """
    if article.id is not None:
        given = article.id.strip()
        return bounded_id(f"{article.source.strip()}:{given}" if article.source is not None else given)
    if article.url is not None:
        return _digest(_canonical_url(article.url.strip()))
    return _digest("\n".join([article.source or "", article.title or "", article.text]))


def bounded_id(identifier: str) -> str:
    """The identifier itself if Elasticsearch takes it as an `_id` (512 bytes of UTF-8), else its hash."""
    return identifier if len(identifier.encode()) <= MAX_ID_BYTES else _digest(identifier)


def version(article: RawArticle, message_ms: int | None) -> int:
    """The revision time in milliseconds since 1970, never negative: updated, else published, else the message's time.

    Args:
        article: the article.
        message_ms: the raw message's Kafka timestamp, milliseconds since 1970; None (or negative) where there is none.
    """
    return _time_of(article.updated_at or article.published_at, message_ms)


def month(published_at: datetime | None, message_ms: int | None) -> str:
    """`YYYY.MM` of publication (else of the message), in UTC; `archive` before the year 2000.

    Args:
        published_at: when the article was published, if that is known.
        message_ms: as in `version`.
    """
    filed = datetime.fromtimestamp(_time_of(published_at, message_ms) / 1000, UTC)
    return f"{filed.year:04d}.{filed.month:02d}" if filed.year >= FIRST_MONTHLY_YEAR else ARCHIVE


def message_time(message_ms: int) -> datetime | None:
    """A message's Kafka timestamp as a moment in UTC; None where it has none, or an impossible one."""
    if not 0 <= message_ms <= LATEST_MS:
        return None
    return datetime.fromtimestamp(message_ms // 1000, UTC).replace(microsecond=message_ms % 1000 * 1000)


def content_hash(article: RawArticle) -> str:
    """32 hex digits over all fields of the article, in a canonical JSON form."""
    fields = article.model_dump(mode="json", exclude={"schema_version"})
    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def _time_of(moment: datetime | None, message_ms: int | None) -> int:
    """The moment in milliseconds, unless it is unknown or too far ahead of its message; never negative."""
    known_ms = message_ms if message_ms is not None and 0 <= message_ms <= LATEST_MS else None
    if moment is None:
        return known_ms or 0
    moment_ms = max(0, _milliseconds(moment))
    return known_ms if known_ms is not None and moment_ms > known_ms + MAX_AHEAD_MS else moment_ms


def _milliseconds(moment: datetime) -> int:
    # Not moment.timestamp() * 1000: a float of seconds loses the last millisecond of some dates.
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // _MILLISECOND


_MILLISECOND = datetime(1970, 1, 1, 0, 0, 0, 1000) - datetime(1970, 1, 1)


def _canonical_url(url: str) -> str:
    try:
        return str(canonicalize_url(url))
    except ValueError:  # not a URL after all (an unclosed bracket, a port that is no number): its text identifies it
        return url


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
