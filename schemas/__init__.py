"""What travels through Quotewire: the messages, their identity, their decoding, the index templates.

Imports nothing of `processors` or `streams`.
"""

from schemas.annotations import (
    Cue,
    Entity,
    EntityLabel,
    Language,
    LanguageCandidate,
    Quote,
    QuoteKind,
    Section,
    SectionKind,
    Speaker,
)
from schemas.article import Annotations, EnrichedArticle, MessagePlace, ModelVersions, Processing, RawArticle
from schemas.dead_letter import DeadLetter, Header
from schemas.decoding import InvalidArticle, decode_raw, validate_raw
from schemas.versions import read_fields, read_json

__all__ = [
    "Annotations",
    "Cue",
    "DeadLetter",
    "EnrichedArticle",
    "Entity",
    "EntityLabel",
    "Header",
    "InvalidArticle",
    "Language",
    "LanguageCandidate",
    "MessagePlace",
    "ModelVersions",
    "Processing",
    "Quote",
    "QuoteKind",
    "RawArticle",
    "Section",
    "SectionKind",
    "Speaker",
    "decode_raw",
    "read_fields",
    "read_json",
    "validate_raw",
]
