"""The parts of a search request: filters, order, facets."""

from typing import Any, Final

from streams.search.model import Filters, Sort
from streams.search.relevance import Clause, Target

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


def filter_clauses(filters: Filters, target: Target) -> list[Clause]:
    """What each hit must be, without what has to be looked up in the other index."""
    clauses: list[Clause] = []
    if filters.language:
        clauses.append({"term": {"language.code" if target == "articles" else "language": filters.language}})
    if filters.source:
        clauses.append({"term": {"source": filters.source}})
    if filters.since or filters.until:
        limits = {"gte": filters.since, "lt": filters.until}
        dates = {name: moment.isoformat() for name, moment in limits.items() if moment}
        clauses.append({"range": {"published_at": dates}})
    if target == "articles":
        named = {
            "persons": filters.person, "organisations": filters.organisation, "locations": filters.location,
        }  # fmt: skip
        clauses += [name_clause(field, name) for field, name in named.items() if name]
    elif filters.speaker:
        clauses.append(speaker_clause(filters.speaker))
    return clauses


def speaker_clause(name: str) -> Clause:
    """Quotations of whoever has these words in their name or is called so in the text."""
    names = [name_clause("speaker", name), name_clause("speaker_mention", name)]
    return {"bool": {"should": names, "minimum_should_match": 1}}


def name_clause(field: str, name: str) -> Clause:
    """Names with all of these words, in any order, accents and case aside."""
    return {"match": {f"{field}.text": {"query": name, "operator": "and"}}}
