"""Messages and enriched articles for the tests of streams/."""

from typing import Any

from schemas import (
    Cue,
    EnrichedArticle,
    Entity,
    Language,
    MessagePlace,
    ModelVersions,
    Processing,
    Quote,
    Section,
    Speaker,
)
from streams.messages import Message

SENT = 1_790_000_000_000  # September 2026

TEXT = "„Wir bauen weiter“, sagte Wiebke Jessenius. „Im Frühjahr &quot;bald&quot;“, so Jessenius."


def message(value: bytes | None, offset: int = 0, key: bytes | None = b"a", **fields: Any) -> Message:
    """A message of `news.raw` or `news.enriched`."""
    place = MessagePlace(topic="news.raw", partition=0, offset=offset, timestamp=fields.pop("timestamp", SENT))
    return Message(key=key, value=value, place=place, **fields)


def quote(text: str, *, speaker: bool = True, group: int = 0, start: int | None = None) -> Quote:
    """A quotation that stands in TEXT."""
    begin = TEXT.index(text) if start is None else start
    name = TEXT.index("Wiebke Jessenius")
    said = TEXT.index("sagte")
    return Quote(
        text=text,
        start=begin,
        end=begin + len(text),
        kind="direct",
        group=group,
        confidence=0.9,
        speaker=Speaker(text="Jessenius", start=name + 7, end=name + 16, entity="Wiebke Jessenius", confidence=0.8)
        if speaker
        else None,
        cue=Cue(text="sagte", start=said, end=said + 5) if speaker else None,
    )


QUOTES = [quote("„Wir bauen weiter“"), quote("„Im Frühjahr &quot;bald&quot;“", speaker=False, group=1)]


def enriched(version: int = SENT, content_hash: str = "one", **fields: Any) -> EnrichedArticle:
    """An enriched article with two quotations."""
    name = TEXT.index("Wiebke Jessenius")
    base: dict[str, Any] = {
        "article_id": "hafenpost:17",
        "version": version,
        "content_hash": content_hash,
        "text": TEXT,
        "title": "Der Hafen wächst",
        "published_at": "2026-09-01T08:00:00.123Z",
        "sections": [Section(kind="body", start=0, end=len(TEXT))],
        "language": Language(code="de", confidence=0.99),
        "entities": [
            Entity(text="Wiebke Jessenius", label="PER", start=name, end=name + 16, canonical="Wiebke Jessenius")
        ],
        "quotes": QUOTES,
        "persons": ["Wiebke Jessenius"],
        "organisations": [],
        "locations": [],
        "near_duplicate_keys": ["0:abc"],
        "processing": Processing(
            quotewire="1", models=ModelVersions(language="1", entities=None, quotations="1"), seconds={"language": 0.1}
        ),
        "raw": MessagePlace(topic="news.raw", partition=0, offset=7, timestamp=SENT),
    }
    return EnrichedArticle.model_validate(base | fields)
