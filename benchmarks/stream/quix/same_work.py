"""What the job does with one article: the same as the agents, made of the same functions, and a plain way beside it."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from schemas import (
    EnrichedArticle,
    Language,
    MessagePlace,
    ModelVersions,
    Processing,
    RawArticle,
    Section,
    decode_raw,
)
from schemas.article import OF_RAW_ARTICLES
from schemas.identity import article_id, content_hash, month, version
from schemas.index_templates import OTHER_LANGUAGES, articles_index
from streams.indexing.documents import article_document

NOTHING: Final[Mapping[str, Any]] = {
    "entities": [], "quotes": [], "persons": [], "organisations": [], "locations": [], "places": [],
    "organisation_codes": [], "near_duplicate_keys": [],
}  # fmt: skip
"""What no processor has found; the whole text is one section, so that all of it is searched."""

NAME: Final = "stand-in"

Document = tuple[str, str, bytes]
"""Index, id, and the document as JSON."""


def enriched(value: bytes, place: MessagePlace) -> bytes:
    """The enriched article of a raw one: decoded, checked, identified, encoded."""
    raw = decode_raw(value)
    fields = {name: getattr(raw, name) for name in RawArticle.model_fields if name not in OF_RAW_ARTICLES}
    article = EnrichedArticle.model_construct(
        **fields,
        **NOTHING,
        sections=[Section(kind="body", start=0, end=len(raw.text))],
        language=Language(code="und", confidence=0.0),
        article_id=article_id(raw),
        version=version(raw, place.timestamp),
        content_hash=content_hash(raw),
        language_hint=raw.language,
        processing=Processing(quotewire=NAME, models=ModelVersions(language=NAME, entities=None, quotations=NAME)),
        raw=place,
    )
    return article.model_dump_json().encode()


def document(value: bytes, prefix: str) -> Document:
    """The document of an enriched article: decoded, checked, encoded.

    Args:
        value: of the message.
        prefix: of the index names.
    """
    article = EnrichedArticle.model_validate_json(value)
    filed = month(article.published_at, article.raw.timestamp if article.raw else None)
    return articles_index(prefix, filed), article.article_id, orjson.dumps(article_document(article))


def plainly_enriched(value: bytes, key: bytes, place: Mapping[str, Any]) -> bytes:
    """A dictionary with what an enriched article has; nothing is checked, nothing hashed."""
    article = {
        **orjson.loads(value),
        **NOTHING,
        "article_id": key.decode(),
        "version": place["timestamp"],
        "raw": place,
    }
    article["sections"] = [{"kind": "body", "start": 0, "end": len(article["text"])}]
    return orjson.dumps(article)


def plain_document(value: bytes, prefix: str) -> Document:
    """The document of such a dictionary."""
    article = orjson.loads(value)
    article["body"] = {OTHER_LANGUAGES: [article["title"], article["text"]]}
    article["heading"] = {OTHER_LANGUAGES: article["title"]}
    index = articles_index(prefix, article["published_at"][:7].replace("-", "."))
    return index, article["article_id"], orjson.dumps(article)
