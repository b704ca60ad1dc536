"""What the processors say about a text: sections, language, entities, quotations.

Every annotation is standoff: `start` and `end` are Python code point offsets into the article's `text` (or, where a
caller annotates another string, into that string), and `text[start:end]` is exactly the annotated string.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SectionKind = Literal["title", "lead", "body", "boilerplate", "tag"]
EntityLabel = Literal["PER", "ORG", "LOC", "MISC"]
QuoteKind = Literal["direct", "mixed", "indirect"]

Offset = Annotated[int, Field(ge=0, description="Python code points into the article's text")]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class Annotation(BaseModel):
    """Base of all annotations: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(Annotation):
    """A stretch of the text and what it is for the reader; later processors skip `boilerplate` and `tag`."""

    kind: SectionKind
    start: Offset
    end: Offset


class LanguageCandidate(Annotation):
    """One language a text may be in."""

    code: str = Field(description="ISO 639-1 (ISO 639-3 where there is no two-letter code)")
    confidence: Confidence


class Language(Annotation):
    """The language of a text."""

    code: str = Field(description="ISO 639-1, or `und` (undetermined), or `mixed` (a second language holds a fifth)")
    confidence: Confidence
    candidates: list[LanguageCandidate] = Field(default_factory=list, description="best first, at most five")


class Entity(Annotation):
    """One mention of a named entity."""

    text: str
    label: EntityLabel
    start: Offset
    end: Offset
    canonical: str = Field(
        description="the name this mention stands for, the same for all of them: base form, a person's fullest form"
    )
    id: str | None = Field(
        default=None,
        description="a code for all languages: `country:US` (ISO 3166-1), `region:150` (UN M.49), `org:NATO`",
    )
    salience: Confidence | None = Field(
        default=None,
        description="how much the article is about it, the same for all mentions; null in messages of earlier versions",
    )


class Speaker(Annotation):
    """Who is quoted: the mention in the text and, where it can be told, the name it stands for."""

    text: str
    start: Offset
    end: Offset
    entity: str | None = Field(default=None, description="canonical name of the speaker, null rather than a guess")
    confidence: Confidence | None = Field(
        default=None, description="that the quotation is this speaker's; null where an earlier version did not tell"
    )


class Cue(Annotation):
    """The words that attribute a quotation: `said`, `laut`, `according to`."""

    text: str
    start: Offset
    end: Offset


class Quote(Annotation):
    """One contiguous quotation, its marks included where it has them."""

    text: str
    start: Offset
    end: Offset
    kind: QuoteKind
    group: int = Field(ge=0, description="pieces of one statement around its attribution share a group")
    confidence: Confidence = Field(description="that these words are a quotation")
    speaker: Speaker | None = None
    cue: Cue | None = None
