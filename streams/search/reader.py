"""Asking Elasticsearch for articles and quotations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from schemas.index_templates import ANALYZERS, OTHER_LANGUAGES, articles_alias, body_field, quotes_alias
from streams.elasticsearch_client import sync_client
from streams.errors import BadInput, ElasticsearchUnavailable
from streams.search.collapsing import collapsed
from streams.search.model import Bucket, Filters, Found, Hit, Sort, SpeakerReport
from streams.search.relevance import BOOSTED, Clause, Target, highlight
from streams.search.requests import FACETS, SUMMARY_FIELDS, facet_requests, filter_clauses, order, speaker_clause
from streams.settings import Settings
from streams.setup import elasticsearch_errors

COLLAPSE_FACTOR: Final = 5
"""With collapsing, so many times as many hits are read as are shown."""

DEEPEST_HIT: Final = 10_000
"""Elasticsearch's `index.max_result_window`; `all_articles` and `all_quotes` go beyond it."""

MOST_NAMES_LOOKED_UP: Final = 10_000
"""Most articles that one index can name to the other in a search (it allows 65,536 terms)."""

READ_AT_ONCE: Final = 1_000
"""Hits in one answer, where all are read."""

KEEP_ALIVE: Final = "5m"
"""How long Elasticsearch keeps the state of a reading of all hits from one answer to the next."""

NO_FILTERS: Final = Filters()


class Reader:
    """Searches the aliases.

    Args:
        settings: where Elasticsearch is, the prefix of the index names.

    All methods raise ElasticsearchUnavailable where Elasticsearch does not answer or refuses, and QueryError where a
    query cannot be understood.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = sync_client(settings)
        self._alias: dict[Target, str] = {
            "articles": articles_alias(settings.index_prefix),
            "quotes": quotes_alias(settings.index_prefix),
        }

    def articles(
        self,
        query: str,
        filters: Filters = NO_FILTERS,
        *,
        size: int = 10,
        page: int = 1,
        sort: Sort | None = None,
        collapse: bool = False,
        facets: bool = False,
    ) -> Found:
        """A page of the articles that match.

        Args:
            query: words (all must be there), "exact phrase", -not, word*; blank for all.
            filters: what they must be.
            size: most hits on a page.
            page: which page, from 1.
            sort: None: by relevance, and without a query the newest first.
            collapse: whether to show one of each group of near duplicates; `total` counts all of them.
            facets: whether to count languages, sources, persons, organisations and locations.

        Raises:
            BadInput: the page is beyond the 10,000th hit.
        """
        if not collapse:
            return self._page("articles", query, self._article_clauses(filters), filters, size, page, sort, facets)
        _check_page(size, page)
        read = min(page * size * COLLAPSE_FACTOR, DEEPEST_HIT)
        found = self._page("articles", query, self._article_clauses(filters), filters, read, 1, sort, facets)
        return Found(found.total, collapsed(found.hits)[(page - 1) * size : page * size], found.facets)

    def quotes(
        self,
        query: str,
        filters: Filters = NO_FILTERS,
        *,
        size: int = 20,
        page: int = 1,
        sort: Sort | None = None,
        articles: Sequence[str] | None = None,
        facets: bool = False,
    ) -> Found:
        """A page of the quotations that match.

        Args:
            query: as for `articles`.
            filters: what they must be.
            size: most hits on a page.
            page: which page, from 1.
            sort: None: by relevance, and without a query the newest first.
            articles: only quotations in these articles (article_ids).
            facets: whether to count languages, sources, speakers and kinds.

        Raises:
            BadInput: the page is beyond the 10,000th hit.
        """
        clauses = self._quote_clauses(filters)
        if articles is not None:
            clauses.append({"terms": {"article_id": list(articles)}})
        return self._page("quotes", query, clauses, filters, size, page, sort, facets)

    def all_articles(self, query: str, filters: Filters = NO_FILTERS, *, sort: Sort | None = None) -> Iterator[Hit]:
        """All articles that match, as they were at the first one's reading; without highlights and without limit."""
        return self._all("articles", query, self._article_clauses(filters), filters, sort)

    def all_quotes(self, query: str, filters: Filters = NO_FILTERS, *, sort: Sort | None = None) -> Iterator[Hit]:
        """All quotations that match, as they were at the first one's reading; without highlights and without limit."""
        return self._all("quotes", query, self._quote_clauses(filters), filters, sort)

    def article(self, article_id: str) -> dict[str, Any] | None:
        """The whole document of an article: text, sections, entities, quotes, …; None if there is none."""
        response = self._request("articles", query={"ids": {"values": [article_id]}}, size=1)
        hits = response["hits"]["hits"]
        return dict(hits[0]["_source"]) if hits else None

    def speaker(self, name: str, *, size: int = 50, page: int = 1) -> SpeakerReport:
        """What somebody is quoted with, over time and by outlet, and a page of it, newest first.

        Args:
            name: all of its words, in any order, accents and case aside; so `Fischer` reports on all of that name.
            size: most quotations on a page.
            page: which page, from 1.

        Raises:
            BadInput: the page is beyond the 10,000th quotation.
        """
        _check_page(size, page)
        response = self._request(
            "quotes",
            query=speaker_clause(name),
            size=size,
            from_=(page - 1) * size,
            track_total_hits=True,
            sort=order("newest", "quotes"),
            aggs={
                "months": {
                    "date_histogram": {
                        "field": "published_at", "calendar_interval": "month", "format": "yyyy-MM", "min_doc_count": 1,
                    }
                },
                "sources": {"terms": {"field": "source", "size": 1_000}},
            },
        )  # fmt: skip
        found = _found(response)
        months = response["aggregations"]["months"]["buckets"]
        return SpeakerReport(
            name,
            found.total,
            [Bucket(bucket["key_as_string"], bucket["doc_count"]) for bucket in months],
            _buckets(response["aggregations"]["sources"]),
            found,
        )

    def count(self) -> tuple[int, int]:
        """How many articles and how many quotations are searchable."""
        with elasticsearch_errors(self._settings):
            articles, quotes = (self._client.count(index=alias)["count"] for alias in self._alias.values())
            return articles, quotes

    def most_named(self, articles: Sequence[str]) -> str | None:
        """The person named in most of these articles; None if nobody is."""
        aggregations = {"persons": {"terms": {"field": "persons", "size": 1}}}
        response = self._request("articles", query={"ids": {"values": list(articles)}}, size=0, aggs=aggregations)
        buckets = response["aggregations"]["persons"]["buckets"]
        return buckets[0]["key"] if buckets else None

    def searchable(self, identifiers: Sequence[str]) -> set[str]:
        """Which of these articles a search finds now."""
        query = {"ids": {"values": list(identifiers)}}
        response = self._request("articles", query=query, size=len(identifiers), source=False)
        return {hit["_id"] for hit in response["hits"]["hits"]}

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _page(
        self,
        target: Target,
        query: str,
        clauses: list[Clause],
        filters: Filters,
        size: int,
        page: int,
        sort: Sort | None,
        facets: bool,
    ) -> Found:
        _check_page(size, page)
        response = self._request(
            target,
            query={"bool": {"must": [_matching(query, filters, target)], "filter": clauses}},
            size=size,
            from_=(page - 1) * size,
            sort=order(sort or _usual(query), target),
            source_includes=_fields(target),
            track_total_hits=True,
            highlight=highlight(target),
            aggs=facet_requests(target) if facets else None,
        )
        found = _found(response)
        if facets:
            answers = response["aggregations"]
            return replace(found, facets={name: _buckets(answers[name]) for name in FACETS[target]})
        return found

    def _all(
        self, target: Target, query: str, clauses: list[Clause], filters: Filters, sort: Sort | None
    ) -> Iterator[Hit]:
        with elasticsearch_errors(self._settings):
            point = self._client.open_point_in_time(index=self._alias[target], keep_alive=KEEP_ALIVE)["id"]
        after: list[Any] | None = None
        try:
            while True:
                response = self._request(
                    None,
                    pit={"id": point, "keep_alive": KEEP_ALIVE},
                    query={"bool": {"must": [_matching(query, filters, target)], "filter": clauses}},
                    size=READ_AT_ONCE,
                    sort=order(sort or _usual(query), target),
                    source_includes=_fields(target),
                    track_total_hits=False,
                    search_after=after,
                )
                point = response["pit_id"]
                hits = response["hits"]["hits"]
                yield from map(_hit, hits)
                if len(hits) < READ_AT_ONCE:
                    return
                after = hits[-1]["sort"]
        finally:
            with elasticsearch_errors(self._settings):
                self._client.close_point_in_time(id=point)

    def _article_clauses(self, filters: Filters) -> list[Clause]:
        clauses = filter_clauses(filters, "articles")
        if filters.speaker:
            quoting = self._article_ids("quotes", filter_clauses(filters, "quotes"))
            clauses.append({"terms": {"article_id": quoting}})
        return clauses

    def _quote_clauses(self, filters: Filters) -> list[Clause]:
        clauses = filter_clauses(filters, "quotes")
        if filters.person or filters.organisation or filters.location:
            naming = self._article_ids("articles", filter_clauses(filters, "articles"))
            clauses.append({"terms": {"article_id": naming}})
        return clauses

    def _article_ids(self, target: Target, clauses: list[Clause]) -> list[str]:
        """The articles that these clauses find in an index, as that is known only there."""
        aggregations = {"articles": {"terms": {"field": "article_id", "size": MOST_NAMES_LOOKED_UP}}}
        response = self._request(target, query={"bool": {"filter": clauses}}, size=0, aggs=aggregations)
        return [bucket["key"] for bucket in response["aggregations"]["articles"]["buckets"]]

    def _request(self, target: Target | None, **request: Any) -> dict[str, Any]:
        # Without a target the request names a point in time.
        with elasticsearch_errors(self._settings):
            response: dict[str, Any] = self._client.search(
                index=self._alias[target] if target else None, **request
            ).body
        failed = response["_shards"]["failed"]
        if failed:
            reason = f"{failed} of {response['_shards']['total']} shards do not answer; the hits would not be complete"
            raise ElasticsearchUnavailable(self._settings.elasticsearch_url, reason, answered=True)
        return response


def _check_page(size: int, page: int) -> None:
    if page < 1 or size < 1:
        raise BadInput(f"page {page} of {size} hits: pages and hits are counted from 1")
    if page * size > DEEPEST_HIT:
        raise BadInput(
            f"page {page} of {size} hits is beyond the {DEEPEST_HIT:,}th hit; narrow the search (dates, source, "
            "language), sort the other way round, or read all hits (--all)"
        )


def _usual(query: str) -> Sort:
    return "relevance" if query.strip() else "newest"


def _fields(target: Target) -> list[str] | None:
    return SUMMARY_FIELDS if target == "articles" else None


def _found(response: Mapping[str, Any]) -> Found:
    return Found(response["hits"]["total"]["value"], [_hit(hit) for hit in response["hits"]["hits"]])


def _buckets(answer: Mapping[str, Any]) -> list[Bucket]:
    return [Bucket(str(bucket["key"]), bucket["doc_count"]) for bucket in answer["buckets"]]


def _hit(hit: Mapping[str, Any]) -> Hit:
    pieces = [piece for field_pieces in hit.get("highlight", {}).values() for piece in field_pieces]
    return Hit(hit["_id"], hit["_score"] or 0.0, hit.get("_source", {}), pieces)


def _matching(query: str, filters: Filters, target: Target) -> Clause:
    """Documents whose body, in its own language, has what the query asks for; hits in the boosted fields come first."""
    if not query.strip():
        return {"match_all": {}}
    each = [_in_body(query, name) for name in _languages(filters)]
    return {"bool": {"must": [{"dis_max": {"queries": each}}], "should": [_simple(query, BOOSTED[target], "or")]}}


def _in_body(query: str, language: str) -> Clause:
    # A document has its body in one language only; without `exists` a -not would find all the others.
    field = f"body.{language}"
    return {"bool": {"must": [_simple(query, [field], "and")], "filter": [{"exists": {"field": field}}]}}


def _simple(query: str, fields: list[str], operator: str) -> Clause:
    # The simple syntax has no errors: what it does not understand, it reads as words.
    return {
        "simple_query_string": {
            "query": _OPERATOR.sub(lambda match: _SIGNS.get(match.group(), match.group()), query),
            "fields": fields,
            "default_operator": operator,
            "flags": "PHRASE|NOT|AND|OR|PREFIX|PRECEDENCE|WHITESPACE|ESCAPE",
        }
    }


_OPERATOR: Final = re.compile(r'"[^"]*"|\b(?:AND|OR)\b')
_SIGNS: Final = {"AND": "+", "OR": "|"}


def _languages(filters: Filters) -> list[str]:
    return [body_field(filters.language)] if filters.language else [*ANALYZERS, OTHER_LANGUAGES]
