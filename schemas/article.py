"""The two messages that carry an article: RawArticle on `news.raw`, EnrichedArticle on `news.enriched`.

Both have a `schema_version` (schemas/versions.py). A raw article is what a publisher sends; an
enriched one is the same with the annotations of the processors and the raw message's place in Kafka.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from schemas.annotations import Entity, Language, Quote, Section
from schemas.versions import ENRICHED_VERSION, RAW_VERSION, SchemaVersion

MAX_TEXT_CHARACTERS = 1_000_000
"""Longest accepted text in code points: about 150,000 words, far beyond any article; more is a feed gone wrong."""

MAX_FIELD_CHARACTERS = 10_000
"""Longest accepted id, URL, title, lead, source, author or tag in code points."""

MAX_LIST_ITEMS = 1_000
"""Most authors or tags of one article."""

PLACES: Final = "codes of countries and regions, the same in all languages, most salient first"
ORGANISATION_CODES: Final = "codes of international organisations, the same in all languages, most salient first"


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _number_is_text(value: object) -> object:
    """Publishers send numeric ids; a number is its decimal form, a boolean stays an error."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_is_list(value: object) -> object:
    """null is an empty list, a single string a list of one."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


EARLIEST_SECONDS = 100_000_000
"""1973-03-03. A smaller number is no time in seconds but a year (2024), a compact date (20240924), or nothing (0)."""


def _feed_date(value: object) -> object:
    """Dates as feeds have them: ISO 8601 (Atom), RFC 5322 (RSS 2), seconds or milliseconds since 1970."""
    value = _blank_is_none(value)
    if isinstance(value, bool):
        raise ValueError("a date is expected, not true or false")
    if isinstance(value, int | float) and value < EARLIEST_SECONDS:
        raise ValueError(f"{value} is no date; write it as 2026-09-01T08:30:00Z")
    return _written_date(value.strip()) if isinstance(value, str) else value


def _written_date(text: str) -> datetime | int | str:
    if text.isdecimal() and len(text) in (10, 13):
        return int(text)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parse(text)
    if re.match(r"\d{4}-\d", text):
        return text  # a date by its form: pydantic says what is wrong with it
    raise ValueError(f"not an ISO 8601 or RFC 5322 date: {text[:80]!r}")


def _in_utc(value: datetime) -> datetime:
    """Dates without a zone are UTC; all are kept in UTC, whole milliseconds (what Elasticsearch compares)."""
    try:
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"out of range in UTC: {value.isoformat()}") from None
    return aware.replace(microsecond=aware.microsecond // 1000 * 1000)


FieldText = Annotated[str, Field(max_length=MAX_FIELD_CHARACTERS)]
OptionalText = Annotated[FieldText | None, BeforeValidator(_blank_is_none)]
Identifier = Annotated[FieldText | None, BeforeValidator(_number_is_text), BeforeValidator(_blank_is_none)]
TextList = Annotated[list[FieldText], Field(max_length=MAX_LIST_ITEMS), BeforeValidator(_one_is_list)]
FeedDate = Annotated[Annotated[datetime, AfterValidator(_in_utc)] | None, BeforeValidator(_feed_date)]


class ArticleFields(BaseModel):
    """The fields that a raw and an enriched article share; all but `text` are optional."""

    model_config = ConfigDict(extra="forbid")

    schema_version: SchemaVersion = RAW_VERSION
    id: Identifier = Field(default=None, description="the publisher's id, unique within `source`")
    url: OptionalText = None
    title: OptionalText = None
    lead: OptionalText = None
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT_CHARACTERS, pattern=r"\S")]
    source: OptionalText = Field(default=None, description="the outlet or feed, such as `nordblatt`")
    authors: TextList = Field(default_factory=list)
    published_at: FeedDate = None
    updated_at: FeedDate = None
    tags: TextList = Field(default_factory=list)
    extra: dict[str, Any] = Field(default_factory=dict, description="fields the schema does not know, as they came")


OF_RAW_ARTICLES = frozenset({"schema_version", "language"})
"""Fields that an enriched article does not take over: it has a version of its own, and calls the other a hint."""


class RawArticle(ArticleFields):
    """An article as its publisher sends it. Unknown fields are kept in `extra`."""

    language: OptionalText = Field(default=None, description="a hint, used where detection is unsure")

    @model_validator(mode="before")
    @classmethod
    def _keep_unknown_fields(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        fields = cls.model_fields  # asked for once: it is worked out each time
        unknown = {name: value for name, value in data.items() if name not in fields}
        extra = data.get("extra")
        if extra is None:
            extra = {}
        if not isinstance(extra, dict):
            return data
        known = {name: value for name, value in data.items() if name in fields}
        taken = {*extra, *unknown}
        for name in extra:
            if name in unknown:
                free = _free_name(name, taken)
                taken.add(free)
                unknown[free] = unknown.pop(name)
        return known | {"extra": {**unknown, **extra}}


def _free_name(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


class MessagePlace(BaseModel):
    """Where a message stands in Kafka."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    partition: int = Field(ge=0)
    offset: int = Field(ge=0)
    timestamp: int = Field(description="milliseconds since 1970 as Kafka holds them; -1 where the producer set none")


class ModelVersions(BaseModel):
    """What annotated an article; null where there was no model for its language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    entities: str | None
    quotations: str


class Processing(BaseModel):
    """How an article was processed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quotewire: str = Field(description="version of Quotewire")
    models: ModelVersions
    seconds: dict[str, float] = Field(default_factory=dict, description="this article's share of each stage's time")
    notes: list[str] = Field(default_factory=list, description="what could not be done, such as no model for `ga`")
    replayed: int | None = Field(
        default=None,
        ge=0,
        description="the replay that annotated it anew: its beginning, milliseconds since 1970; null where none has",
    )


class Annotations(BaseModel):
    """What the processors found in one article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sections: list[Section]
    language: Language
    entities: list[Entity]
    quotes: list[Quote]
    persons: list[str] = Field(description="canonical names, most salient first")
    organisations: list[str]
    locations: list[str]
    places: list[str] = Field(default_factory=list, description=PLACES)
    organisation_codes: list[str] = Field(default_factory=list, description=ORGANISATION_CODES)
    near_duplicate_keys: list[str] = Field(description="MinHash bands; two articles that share one are near duplicates")


class EnrichedArticle(ArticleFields):
    """A raw article with its identity, its annotations and the raw message's place."""

    schema_version: SchemaVersion = ENRICHED_VERSION
    article_id: Annotated[str, Field(min_length=1)]
    version: int = Field(ge=0, description="revision time in milliseconds since 1970")
    content_hash: str = Field(description="32 hex digits over the raw fields; equal for equal articles")
    language_hint: OptionalText = Field(default=None, description="`language` of the raw article")
    sections: list[Section]
    language: Language
    entities: list[Entity]
    quotes: list[Quote]
    persons: list[str]
    organisations: list[str]
    locations: list[str]
    places: list[str] = Field(default_factory=list, description=PLACES)
    organisation_codes: list[str] = Field(default_factory=list, description=ORGANISATION_CODES)
    near_duplicate_keys: list[str]
    processing: Processing
    raw: MessagePlace | None = Field(default=None, description="null where the article came from a file")
