"""The parts of a search request beside its query: fields, order, facets."""

from typing import Any, Final

from streams.search.model import Sort
from streams.search.relevance import Target

SUMMARY_FIELDS: Final = [
    "article_id", "title", "url", "source", "published_at", "language.code", "persons", "organisations", "locations",
    "near_duplicate_keys", "quote_count", "version",
]  # fmt: skip
"""What a hit among the articles has; `Reader.article` gives the rest."""

FACETS: Final[dict[Target, dict[str, str]]] = {
    "articles": {
        "language": "language.code",
        "source": "source",
        "persons": "persons",
        "organisations": "organisations",
        "locations": "locations",
    },
    "quotes": {"language": "language", "source": "source", "speaker": "speaker", "kind": "kind"},
}
"""Name of each facet to its field."""

FACET_VALUES: Final = 10
"""Most values of a facet."""

Json = dict[str, Any]


def facet_requests(target: Target) -> Json:
    """The aggregations of the facets."""
    return {name: {"terms": {"field": field, "size": FACET_VALUES}} for name, field in FACETS[target].items()}


def order(sort: Sort, target: Target) -> list[Json]:
    """The sort of a search; total, so that pages neither repeat nor leave out a hit."""
    by_time: Json = {"published_at": {"order": "asc" if sort == "oldest" else "desc", "missing": "_last"}}
    last: list[Json] = [{"article_id": "asc"}, *([{"position": "asc"}] if target == "quotes" else [])]
    return [{"_score": "desc"}, by_time, *last] if sort == "relevance" else [by_time, *last]
