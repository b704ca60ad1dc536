"""What a message on `news.enriched` asks for: that an article be indexed, or that it be deleted."""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from schemas import EnrichedArticle, read_json
from schemas.identity import LATEST_MS, bounded_id
from streams.messages import RAW_TIMESTAMP_HEADER, Message, Rejected

_INTEGER = re.compile(rb"-?\d{1,18}")  # at most what a version can be


@dataclass(frozen=True, slots=True)
class Deletion:
    """An article is to be deleted.

    Attributes:
        article_id: which.
        time_ms: the raw message's time, milliseconds since 1970; what is not newer does not bring the article back.
        version: the least version it takes, where it is known from another generation of the indices.
    """

    article_id: str
    time_ms: int
    version: int = 0


Change = EnrichedArticle | Deletion


def change_of(message: Message) -> Change | Rejected:
    """The change in a message, or why it is none."""
    if message.value is None:
        return _deletion(message)
    try:
        return read_json(EnrichedArticle, message.value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "(message)"
        return Rejected("index", "invalid-enriched-article", f"`{field}`: {first['msg']}")


def _deletion(message: Message) -> Deletion | Rejected:
    try:
        identifier = (message.key or b"").decode()
    except UnicodeDecodeError:
        identifier = ""
    if not identifier:
        return Rejected("index", "invalid-key", "a deletion (null value) needs the article_id as its key")
    stated = dict(message.headers).get(RAW_TIMESTAMP_HEADER)
    time_ms = int(stated) if stated is not None and _INTEGER.fullmatch(stated) else message.place.timestamp
    return Deletion(bounded_id(identifier), time_ms if 0 <= time_ms <= LATEST_MS else 0)
