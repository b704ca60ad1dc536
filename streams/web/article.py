"""`/article/ID`: the text of an article, with what was found in it marked by its offsets."""

import html
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from pydantic import TypeAdapter
from starlette.responses import Response

from schemas import Entity, Quote, Section
from schemas.identity import MAX_ID_BYTES
from streams.search import Reader
from streams.web.marking import Span, marked, paragraphs
from streams.web.rendering import Renderer

PARAGRAPH, SECTION, QUOTATION, SPEAKER, CUE, ENTITY = range(6)
"""Layers, outermost first."""

LABELS: Final = {"PER": "person", "ORG": "organisation", "LOC": "location", "MISC": "other name"}
CLASSES: Final = {"PER": "person", "ORG": "organisation", "LOC": "location", "MISC": "misc"}
SECTIONS: Final = {"boilerplate": "boilerplate", "tag": "boilerplate", "title": "repeated", "lead": "lead"}
"""Classes of the sections that look different from the body."""
NAMES: Final = {"persons": ("person", "Persons"), "organisations": ("organisation", "Organisations"),
                "locations": ("location", "Locations")}  # fmt: skip

_SECTIONS: Final = TypeAdapter(list[Section])
_ENTITIES: Final = TypeAdapter(list[Entity])
_QUOTES: Final = TypeAdapter(list[Quote])


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says in one go: the pieces of a quotation around its attribution.

    Attributes:
        number: of the statement in the article, from 0.
        speaker: who says it, as well as can be told; None where it cannot.
        mention: how the text calls the speaker there, where that differs.
        kinds: direct, mixed, indirect.
        pieces: position of each piece among the article's quotations, and its text, HTML references read.
    """

    number: int
    speaker: str | None
    mention: str | None
    kinds: str
    pieces: list[tuple[int, str]]


def article_page(renderer: Renderer, reader: Reader, article_id: str) -> Response:
    """The article: 200, or 404 where there is none with this id."""
    possible = 0 < len(article_id.encode()) <= MAX_ID_BYTES
    source = reader.article(article_id) if possible else None
    if source is None:
        problem = "It may have been deleted, or not have been indexed yet."
        return renderer.page("error.html", status=404, heading="No article has this id", problem=problem, section="")
    quotes = _QUOTES.validate_python(source.get("quotes", []))
    said = statements(quotes)
    return renderer.page(
        "article.html",
        section="search",
        source=source,
        article_id=article_id,
        language=_code(source),
        text=marked_article(source, quotes, said),
        statements=said,
        names=[(*NAMES[name], source[name]) for name in NAMES if source.get(name)],
    )


def statements(quotes: Sequence[Quote]) -> list[Statement]:
    """The quotations, those that share a group and a speaker as one, in the order of the text."""
    together: dict[tuple[int, str | None], list[tuple[int, Quote]]] = {}
    for position, quote in enumerate(quotes):
        together.setdefault((quote.group, _name(quote)), []).append((position, quote))
    found = []
    for number, ((_, speaker), members) in enumerate(together.items()):
        first = members[0][1].speaker
        mention = first.text if first and first.text != speaker else None
        kinds = " and ".join(dict.fromkeys(quote.kind for _, quote in members))
        found.append(
            Statement(number, speaker, mention, kinds, [(place, html.unescape(quote.text)) for place, quote in members])
        )
    return found


def marked_article(source: dict[str, Any], quotes: Sequence[Quote], said: Sequence[Statement]) -> Any:
    """The text as HTML: paragraphs, dimmed boilerplate, quotations with who says them, cues, speakers, entities."""
    text = str(source.get("text", ""))
    parts = paragraphs(text)
    spans = [Span(start, end, PARAGRAPH, "p") for start, end in parts]
    for section in _SECTIONS.validate_python(source.get("sections", [])):
        if section.kind in SECTIONS:
            spans += _inline(parts, section.start, section.end, SECTION, "span", {"class": SECTIONS[section.kind]})
    spans += _quotation_spans(parts, quotes, said)
    for entity in _ENTITIES.validate_python(source.get("entities", [])):
        code = f" ({entity.id})" if entity.id else ""
        title = f"{LABELS[entity.label]}: {entity.canonical}{code}"
        about = {"class": f"entity {CLASSES[entity.label]}", "title": title}
        spans += _inline(parts, entity.start, entity.end, ENTITY, "span", about)
    return marked(text, spans)


def _quotation_spans(
    parts: Sequence[tuple[int, int]], quotes: Sequence[Quote], said: Sequence[Statement]
) -> Iterator[Span]:
    statement_of = {place: statement for statement in said for place, _ in statement.pieces}
    seen: set[tuple[int, int, int]] = set()
    for position, quote in enumerate(quotes):
        statement = statement_of[position]
        label = f"said by {statement.speaker}" if statement.speaker else "speaker unknown"
        about = {"class": f"quotation {quote.kind}", "data-said": label}
        once = {"id": f"q{position}", "tabindex": "0", "aria-describedby": f"said-{statement.number}"}
        yield from _inline(parts, quote.start, quote.end, QUOTATION, "mark", about, once)
        # Pieces of one statement share their cue and their speaker.
        for layer, place, name in ((SPEAKER, quote.speaker, "speaker"), (CUE, quote.cue, "cue")):
            if place and (layer, place.start, place.end) not in seen:
                seen.add((layer, place.start, place.end))
                yield from _inline(parts, place.start, place.end, layer, "span", {"class": name})


def _inline(
    parts: Sequence[tuple[int, int]],
    start: int,
    end: int,
    layer: int,
    tag: str,
    attributes: dict[str, str],
    once: dict[str, str] | None = None,
) -> Iterator[Span]:
    """A span divided at paragraphs, so that no element holds only the blank lines between them."""
    for first, last in islice(parts, bisect_right(parts, start, key=itemgetter(1)), None):
        if first >= end:
            break
        yield Span(max(first, start), min(last, end), layer, tag, attributes, once or {})
        once = None


def _name(quote: Quote) -> str | None:
    return (quote.speaker.entity or quote.speaker.text) if quote.speaker else None


def _code(source: dict[str, Any]) -> str:
    return str((source.get("language") or {}).get("code", "und"))
