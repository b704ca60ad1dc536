"""The fields of each kind of index. Mappings are strict: a field that nobody declared is refused."""

from typing import Final

from schemas.index_analysis import FOLDING, NAME_PREFIXES, NAMES, Json, text_fields

STAGES: Final = ("decode", "sections", "language", "entities", "quotations", "fingerprints", "encode", "index")
"""Stages whose time is measured, in the order in which an article passes them."""

OUTCOMES: Final = ("enriched", "indexed", "unchanged", "superseded", "deleted", "dead_lettered")
"""Outcomes as they are called in metrics."""

_KEYWORD: Final[Json] = {"type": "keyword", "ignore_above": 2048}
_DATE: Final[Json] = {"type": "date"}
_INTEGER: Final[Json] = {"type": "integer"}
_LONG: Final[Json] = {"type": "long"}
_FLOAT: Final[Json] = {"type": "float"}
_DOUBLE: Final[Json] = {"type": "double"}
_STORED: Final[Json] = {"type": "object", "enabled": False}
"""Kept in `_source`, not indexed."""
_STORED_TEXT: Final[Json] = {"type": "keyword", "index": False, "doc_values": False}
_FOLDED: Final[Json] = {"type": "text", "analyzer": FOLDING}
_NAME: Final[Json] = {
    **_KEYWORD,
    "fields": {
        "text": {"type": "text", "analyzer": NAMES},
        "prefix": {
            "type": "text",
            "analyzer": NAME_PREFIXES,
            "search_analyzer": NAMES,
            "index_options": "docs",
            "norms": False,
        },
    },
}
"""A name: exact for facets, folded words and their beginnings for search."""


def article_fields() -> Json:
    """One document an article: everything it came with, and what is searched."""
    return _shared_fields() | {
        "schema_version": {"type": "short"},
        "content_hash": _KEYWORD,
        "id": _KEYWORD,
        "heading": text_fields(),
        "lead": _FOLDED,
        "authors": _NAME,
        "updated_at": _DATE,
        "tags": _KEYWORD,
        "extra": _STORED,
        "language": {
            "properties": {"code": _KEYWORD, "confidence": _FLOAT, "candidates": _STORED},
        },
        "language_hint": _KEYWORD,
        "sections": _STORED,
        "entities": _STORED,
        "quotes": _STORED,
        "quote_count": _INTEGER,
        "speaker": _KEYWORD,  # all of them, under the name that quotations have: one filter narrows down both
        "persons": _NAME,
        "organisations": _NAME,
        "locations": _NAME,
        "places": _KEYWORD,
        "organisation_codes": _KEYWORD,
        "about": _KEYWORD,
        "near_duplicate_keys": _KEYWORD,
        "processing": {
            "properties": {
                "quotewire": _KEYWORD,
                "models": {"properties": {"language": _KEYWORD, "entities": _KEYWORD, "quotations": _KEYWORD}},
                "seconds": _STORED,
                "notes": _KEYWORD,
                "replayed": _LONG,
            }
        },
        "raw": {
            "properties": {
                "topic": _KEYWORD,
                "partition": _INTEGER,
                "offset": _LONG,
                "timestamp": {"type": "date", "format": "epoch_millis"},
            }
        },
    }


def quote_fields() -> Json:
    """One document a quotation, with what is needed to show it without its article."""
    return _shared_fields() | {
        "position": _INTEGER,
        "start": _INTEGER,
        "end": _INTEGER,
        "kind": _KEYWORD,
        "group": _INTEGER,
        "confidence": _FLOAT,
        "speaker": _NAME,
        "speaker_mention": _NAME,
        "speaker_confidence": _FLOAT,
        "cue": _KEYWORD,
        "language": _KEYWORD | {"fields": {"code": _KEYWORD}},  # `language.code` as articles have it
    }


def state_fields() -> Json:
    """One small document for each article_id; the writer's own."""
    return {
        "version": _LONG,
        "month": _KEYWORD,
        "quotes": _INTEGER,
        "content_hash": _KEYWORD,
        "deleted": {"type": "boolean"},
        "deletion_ms": _LONG,
        "replayed": _LONG,
    }


def dead_letter_fields() -> Json:
    """One document a dead letter, never with its value; `last_failure` is the time field."""
    return {
        "topic": _KEYWORD,
        "partition": _INTEGER,
        "offset": _LONG,
        "timestamp": _DATE,
        "article_id": _KEYWORD,
        "stage": _KEYWORD,
        "error": _KEYWORD,
        "message": {"type": "text", "analyzer": FOLDING, "fields": {"keyword": _KEYWORD}},
        "attempts": _INTEGER,
        "first_failure": _DATE,
        "last_failure": _DATE,
        "status": _KEYWORD,
        "status_at": _DATE,
        "value_bytes": _LONG,
        "key": _KEYWORD,
    }


def metric_fields() -> Json:
    """One document for each agent process and interval; counts and sums are of the interval."""
    return {
        "@timestamp": _DATE,
        "worker": _KEYWORD,
        "agent": _KEYWORD,
        "interval_seconds": _FLOAT,
        "articles": _LONG,
        "articles_per_second": _FLOAT,
        "bytes": _LONG,
        "bytes_per_second": _FLOAT,
        "outcomes": {"properties": dict.fromkeys(OUTCOMES, _LONG)},
        "stage_seconds": {"properties": dict.fromkeys(STAGES, _DOUBLE)},
        "freshness": {"properties": {"count": _LONG, **dict.fromkeys(("p50", "p95", "p99", "max"), _FLOAT)}},
        "lag": _LONG,
        "in_flight": {"properties": {"messages": _LONG, "bytes": _LONG}},
        "bulk": {"properties": dict.fromkeys(("requests", "documents", "bytes", "retries", "refusals"), _LONG)},
    }


def _shared_fields() -> Json:
    return {
        "article_id": _KEYWORD,
        "version": _LONG,
        "title": _FOLDED,
        "text": _STORED_TEXT,
        "body": text_fields(),
        "url": _KEYWORD,
        "source": _KEYWORD,
        "published_at": _DATE,
        "received_at": _DATE,
    }
