"""`/`: the search box, facets, articles or quotations."""

import html
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import QueryParams
from starlette.responses import Response

from streams.errors import BadInput
from streams.search import Bucket, Found, Hit, QueryError, Reader, unmarked
from streams.web.asking import Asked, Show
from streams.web.paging import Pages
from streams.web.rendering import Renderer

SIZE: Final[dict[Show, int]] = {"articles": 10, "quotations": 20}
"""Hits on a page."""

FACETS: Final[dict[Show, dict[str, tuple[str, str]]]] = {
    "articles": {
        "language": ("language", "Language"),
        "source": ("source", "Source"),
        "persons": ("person", "Persons"),
        "organisations": ("organisation", "Organisations"),
        "locations": ("location", "Locations"),
    },
    "quotations": {
        "speaker": ("speaker", "Speakers"),
        "kind": ("kind", "Kind"),
        "language": ("language", "Language"),
        "source": ("source", "Source"),
    },
}
"""Facet to the parameter it sets and its heading, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as the page shows it."""

    parameter: str
    heading: str
    buckets: list[Bucket]


def search_page(renderer: Renderer, reader: Reader, parameters: QueryParams) -> Response:
    """What was asked for: 200; 400 where it cannot be understood; 404 behind the last page."""
    asked = Asked.read(parameters)
    if asked.problems:
        return _refused(renderer, asked, " ".join(asked.problems))
    size = SIZE[asked.show]
    try:
        found = _found(reader, asked, size)
    except QueryError as error:
        return _refused(renderer, asked, error.problem, _place(error))
    except BadInput as error:
        return _refused(renderer, asked, str(error))
    pages = Pages(asked.page, size, _reachable(asked, found, size))
    return _page(renderer, asked, found, pages, status=404 if pages.beyond else 200)


def _reachable(asked: Asked, found: Found, size: int) -> int:
    """How many hits pages can show. Of near duplicates only one is, and how many those are is known page by page."""
    if not (asked.collapse and asked.show == "articles"):
        return found.total
    before = (asked.page - 1) * size
    return before + len(found.hits) + (len(found.hits) == size) if found.hits else 0


def _found(reader: Reader, asked: Asked, size: int) -> Found:
    if asked.show == "quotations":
        return reader.quotes(asked.query, asked.filters, size=size, page=asked.page, sort=asked.sort, facets=True)
    return reader.articles(
        asked.query,
        asked.filters,
        size=size,
        page=asked.page,
        sort=asked.sort,
        collapse=asked.collapse,
        facets=True,
    )


def _page(renderer: Renderer, asked: Asked, found: Found, pages: Pages, status: int) -> Response:
    facets = [
        Facet(parameter, heading, found.facets[name])
        for name, (parameter, heading) in FACETS[asked.show].items()
        if found.facets.get(name)
    ]
    return renderer.page("search.html", status=status, **_context(asked), found=found, pages=pages, facets=facets)


def _refused(renderer: Renderer, asked: Asked, problem: str, place: tuple[str, str, str] | None = None) -> Response:
    sentence = problem[:1].upper() + problem[1:] + ("" if problem.endswith(".") else ".")
    context = _context(asked) | {"problem": sentence, "place": place}
    return renderer.page("search.html", status=400, **context, found=None, pages=Pages(1, 1, 0), facets=[])


def _context(asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "quotation_text": quotation_text,
        "problem": None,
        "place": None,
        "section": "search",
    }


def _place(error: QueryError) -> tuple[str, str, str]:
    """The query before the place of the problem, at it, and behind it."""
    before, after = error.around
    return before, after[:1], after[1:]


def quotation_text(hit: Hit) -> str:
    """A quotation whole, highlighted where the highlights cover it; HTML references are read, as in the index."""
    text = html.unescape(str(hit.fields.get("text", "")))
    for piece in hit.highlights:
        plain = unmarked(piece)
        if plain in text:
            text = text.replace(plain, piece, 1)
    return text
