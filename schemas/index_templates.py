"""The Elasticsearch indices: which exist, how they are named, how each field is analysed.

    <prefix>-articles-v1-YYYY.MM    one document an article            alias <prefix>-articles
    <prefix>-quotes-v1-YYYY.MM      one document a quotation           alias <prefix>-quotes
    <prefix>-state                  one small document an article: version, month, number of quotations, deleted

`v1` is the generation of the mappings. The text as published is stored in `text` and not searched; what is searched
is `body.<language>`, analysed in that language. Mappings are strict: a field that nobody declared is refused.
"""

from typing import Any, Final

GENERATION: Final = "v1"

ANALYZERS: Final[dict[str, str]] = {
    "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "ca": "catalan", "ckb": "sorani", "cs": "czech",
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "gl": "galician",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "ja": "cjk",
    "ko": "cjk", "lt": "lithuanian", "lv": "latvian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "th": "thai", "tr": "turkish",
    "zh": "cjk",
}  # fmt: skip
"""Language code to Elasticsearch's analyzer of that language; see its reference, "Language analyzers"."""

OTHER_LANGUAGES: Final = "other"
"""`body.other`: languages without an analyzer of their own, `und` and `mixed`; words are only folded."""

FOLDING: Final = "quotewire_folding"

Json = dict[str, Any]


def body_field(language: str) -> str:
    """The subfield of `body` that holds text in this language: its code, or `other`."""
    return language if language in ANALYZERS else OTHER_LANGUAGES


def articles_index(prefix: str, month: str) -> str:
    """The index of articles filed under a month (`YYYY.MM` or `archive`)."""
    return f"{prefix}-articles-{GENERATION}-{month}"


def quotes_index(prefix: str, month: str) -> str:
    """The index of quotations of articles filed under a month."""
    return f"{prefix}-quotes-{GENERATION}-{month}"


def articles_alias(prefix: str) -> str:
    """What readers search for articles."""
    return f"{prefix}-articles"


def quotes_alias(prefix: str) -> str:
    """What readers search for quotations."""
    return f"{prefix}-quotes"


def state_index(prefix: str) -> str:
    """The index of what is known of each article; the writer's own."""
    return f"{prefix}-state"


def component_templates(prefix: str) -> dict[str, Json]:
    """Component templates by name: what the indices share."""
    return {f"{prefix}-analysis": {"template": {"settings": {"analysis": _analysis()}}}}


def index_templates(prefix: str) -> dict[str, Json]:
    """Index templates by name, without settings of scale (shards, replicas, refresh): the deployment adds those."""
    return {
        articles_alias(prefix): _template(
            f"{prefix}-articles-{GENERATION}-*", prefix, _article_fields(), articles_alias(prefix)
        ),
        quotes_alias(prefix): _template(
            f"{prefix}-quotes-{GENERATION}-*", prefix, _quote_fields(), quotes_alias(prefix)
        ),
        state_index(prefix): _template(state_index(prefix), prefix, _state_fields(), None),
    }


def _template(pattern: str, prefix: str, fields: Json, alias: str | None) -> Json:
    template: Json = {"mappings": {"dynamic": "strict", "properties": fields}}
    if alias:
        template["aliases"] = {alias: {}}
    return {
        "index_patterns": [pattern],
        "priority": 500,
        "composed_of": [f"{prefix}-analysis"],
        "template": template,
        "_meta": {"managed_by": "quotewire"},
    }


def _analysis() -> Json:
    return {
        "analyzer": {
            FOLDING: {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding"]},
        },
        "normalizer": {"quotewire_folded": {"type": "custom", "filter": ["lowercase", "asciifolding"]}},
    }


_KEYWORD: Final[Json] = {"type": "keyword", "ignore_above": 2048}
_DATE: Final[Json] = {"type": "date"}
_STORED: Final[Json] = {"type": "object", "enabled": False}
"""Kept in `_source`, not indexed."""
_STORED_TEXT: Final[Json] = {"type": "keyword", "index": False, "doc_values": False}
_FOLDED: Final[Json] = {"type": "text", "analyzer": FOLDING}
_NAME: Final[Json] = {**_KEYWORD, "fields": {"text": _FOLDED}}
"""A name: exact for facets, folded words for search."""


def _body() -> Json:
    languages: Json = {code: {"type": "text", "analyzer": analyzer} for code, analyzer in sorted(ANALYZERS.items())}
    return {"properties": languages | {OTHER_LANGUAGES: _FOLDED}}


def _shared_fields() -> Json:
    return {
        "article_id": _KEYWORD,
        "version": {"type": "long"},
        "title": _FOLDED,
        "text": _STORED_TEXT,
        "body": _body(),
        "url": _KEYWORD,
        "source": _KEYWORD,
        "published_at": _DATE,
        "received_at": _DATE,
    }


def _article_fields() -> Json:
    return _shared_fields() | {
        "schema_version": {"type": "short"},
        "content_hash": _KEYWORD,
        "id": _KEYWORD,
        "lead": _FOLDED,
        "authors": _NAME,
        "updated_at": _DATE,
        "tags": _KEYWORD,
        "extra": _STORED,
        "language": {
            "properties": {"code": _KEYWORD, "confidence": {"type": "float"}, "candidates": _STORED},
        },
        "language_hint": _KEYWORD,
        "sections": _STORED,
        "entities": _STORED,
        "quotes": _STORED,
        "quote_count": {"type": "integer"},
        "persons": _NAME,
        "organisations": _NAME,
        "locations": _NAME,
        "near_duplicate_keys": _KEYWORD,
        "processing": {
            "properties": {
                "quotewire": _KEYWORD,
                "models": {"properties": {"language": _KEYWORD, "entities": _KEYWORD, "quotations": _KEYWORD}},
                "seconds": _STORED,
                "notes": _KEYWORD,
            }
        },
        "raw": {
            "properties": {
                "topic": _KEYWORD,
                "partition": {"type": "integer"},
                "offset": {"type": "long"},
                "timestamp": {"type": "date", "format": "epoch_millis"},
            }
        },
    }


def _quote_fields() -> Json:
    return _shared_fields() | {
        "position": {"type": "integer"},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "kind": _KEYWORD,
        "group": {"type": "integer"},
        "confidence": {"type": "float"},
        "speaker": _NAME,
        "speaker_mention": _NAME,
        "cue": _KEYWORD,
        "language": _KEYWORD,
    }


def _state_fields() -> Json:
    return {
        "version": {"type": "long"},
        "month": _KEYWORD,
        "quotes": {"type": "integer"},
        "content_hash": _KEYWORD,
        "deleted": {"type": "boolean"},
        "deletion_ms": {"type": "long"},
    }
