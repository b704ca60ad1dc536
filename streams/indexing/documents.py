"""The Elasticsearch documents of an article and of its quotations (schemas/index_templates.py has their mappings)."""

import html
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from schemas import EnrichedArticle, Quote
from schemas.identity import bounded_id, message_time
from schemas.index_templates import body_field

_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
"""Soft hyphen, zero-width space, word joiner, byte order mark."""

SEARCHED_SECTIONS = frozenset({"title", "lead", "body"})

ABOUT: Final = 0.5
"""Salience of the names under `about`: of what is in the title and named early, or named again and again."""

Document = dict[str, Any]


def quote_id(article_id: str, position: int) -> str:
    """The `_id` of an article's quotation at a position (0, 1, …)."""
    return bounded_id(f"{article_id}#{position}")


def article_document(article: EnrichedArticle) -> Document:
    """The document of an article: everything it came with, and what is searched.

    That is `body.<language>` (title, lead and body) and `heading.<language>` (the title again, to count for more).
    `about` has the names of the most salient entities: Elasticsearch counts values and does not weigh them.
    """
    document = article.model_dump(mode="json", exclude_none=True)
    language = body_field(article.language.code)
    document["body"] = {language: _searched_text(article)}
    if article.title:
        document["heading"] = {language: searchable(article.title)}
    document["quote_count"] = len(article.quotes)
    speakers = (_speaker(quote) for quote in article.quotes)
    document["speaker"] = list(dict.fromkeys(name for name in speakers if name))
    document["about"] = list(dict.fromkeys(e.canonical for e in article.entities if (e.salience or 0) >= ABOUT))
    _add_received(document, article)
    return document


def quote_documents(article: EnrichedArticle) -> Iterator[Document]:
    """One document for each quotation, in order, with what is needed to show it without its article."""
    shared: Document = {
        "article_id": article.article_id,
        "version": article.version,
        "language": article.language.code,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published_at": _time(article.published_at),
    }
    _add_received(shared, article)
    for position, quote in enumerate(article.quotes):
        speaker = quote.speaker
        document = shared | {
            "position": position,
            "text": quote.text,
            "body": {body_field(article.language.code): searchable(quote.text)},
            "start": quote.start,
            "end": quote.end,
            "kind": quote.kind,
            "group": quote.group,
            "confidence": quote.confidence,
            "speaker": _speaker(quote),
            "speaker_mention": speaker.text if speaker else None,
            "speaker_confidence": speaker.confidence if speaker else None,
            "cue": quote.cue.text if quote.cue else None,
        }
        yield {name: value for name, value in document.items() if value is not None}


def _speaker(quote: Quote) -> str | None:
    """The speaker's full name where the article has it, else as the sentence names them."""
    return (quote.speaker.entity or quote.speaker.text) if quote.speaker else None


def _searched_text(article: EnrichedArticle) -> list[str]:
    """Title, lead and body; boilerplate and tags are not searched."""
    parts = [article.text[part.start : part.end] for part in article.sections if part.kind in SEARCHED_SECTIONS]
    kinds = {part.kind for part in article.sections}
    if article.title and "title" not in kinds:
        parts.insert(0, article.title)
    if article.lead and "lead" not in kinds:
        parts.insert(1 if article.title else 0, article.lead)
    if not parts:
        parts = [article.text]  # nothing but boilerplate: better found by that than not at all
    return [searchable(part) for part in parts]


def searchable(text: str) -> str:
    """A text as it is searched and shown in highlights.

    HTML entities are what they stand for, letters and their accents one character, and without the invisible
    characters at which words may be broken: with them Elasticsearch would not find the word.
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    for character in _INVISIBLE:  # a fiftieth of the time that str.translate takes
        text = text.replace(character, "")
    return text


def _add_received(document: Document, article: EnrichedArticle) -> None:
    received = message_time(article.raw.timestamp) if article.raw else None
    if received is not None:
        document["received_at"] = _time(received)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None
