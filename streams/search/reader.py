"""Asking Elasticsearch for articles and quotations."""

import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from elasticsearch import BadRequestError

from schemas.index_templates import articles_alias, quotes_alias
from streams.elasticsearch_client import sync_client
from streams.errors import BadInput, ElasticsearchUnavailable, UserError
from streams.search.collapsing import collapsed
from streams.search.compiling import Compiled, compile_query, speaker_clause
from streams.search.model import Bucket, Filters, Found, Hit, Sort, SpeakerReport
from streams.search.relevance import Clause, Target, highlight
from streams.search.requests import FACETS, SUMMARY_FIELDS, facet_requests, order
from streams.search.sentences import shown, texts, title_of
from streams.settings import Settings
from streams.setup import elasticsearch_errors

COLLAPSE_FACTOR: Final = 5
"""With collapsing, so many times as many hits are read as are shown."""

DEEPEST_HIT: Final = 10_000
"""Elasticsearch's `index.max_result_window`; `all_articles` and `all_quotes` go beyond it."""

MOST_LOOKED_UP: Final = 65_536
"""Most articles that one index can name to the other in a search (`index.max_terms_count`)."""

LANGUAGES_KNOWN_SECONDS: Final = 10.0
"""The first article in a new language is found by its words after so long."""

READ_AT_ONCE: Final = 1_000
"""Hits in one answer, where all are read."""

KEEP_ALIVE: Final = "5m"
"""How long Elasticsearch keeps the state of a reading of all hits from one answer to the next."""

SHARD_WAITS_SECONDS: Final = (0.1, 0.3, 0.6, 1.0)
"""The shards of a month's index that was made this moment do not answer yet."""

TOO_MUCH: Final = (
    "the query has more words and fields than this Elasticsearch has the memory to look for at once; leave words out, "
    "or name a language (language:de)"
)

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
        self._known_languages: dict[Target, tuple[float, list[str]]] = {}

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
            return self._page("articles", query, filters, size, page, sort, facets)
        _check_page(size, page)
        read = min(page * size * COLLAPSE_FACTOR, DEEPEST_HIT)
        compiled = self._compiled("articles", query, filters)
        keys = self._ask("articles", compiled, read, 1, sort, facets, keys_only=True)
        best = collapsed(keys.hits)[(page - 1) * size : page * size]
        if not best:
            return replace(keys, hits=[])
        # Fields and highlights only of what is shown: those of all that was read would be megabytes.
        whole = self._ask("articles", compiled, len(best), 1, sort, False, [hit.id for hit in best])
        by_id = {hit.id: hit for hit in whole.hits}
        shown = [replace(by_id[hit.id], duplicates=hit.duplicates) for hit in best if hit.id in by_id]
        return replace(keys, hits=shown)

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
        return self._page("quotes", query, filters, size, page, sort, facets, articles)

    def all_articles(
        self, query: str, filters: Filters = NO_FILTERS, *, sort: Sort | None = None
    ) -> Generator[Hit, None, None]:
        """All articles that match, as they were at the first one's reading; without highlights and without limit."""
        return self._all("articles", query, filters, sort)

    def all_quotes(
        self, query: str, filters: Filters = NO_FILTERS, *, sort: Sort | None = None
    ) -> Generator[Hit, None, None]:
        """All quotations that match, as they were at the first one's reading; without highlights and without limit."""
        return self._all("quotes", query, filters, sort)

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
        response = self._answer(self._alias["articles"], {"query": query, "size": len(identifiers), "source": False})
        return {hit["_id"] for hit in response["hits"]["hits"]}

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _page(
        self,
        target: Target,
        query: str,
        filters: Filters,
        size: int,
        page: int,
        sort: Sort | None,
        facets: bool,
        articles: Sequence[str] | None = None,
    ) -> Found:
        _check_page(size, page)
        return self._ask(target, self._compiled(target, query, filters), size, page, sort, facets, articles)

    def _ask(
        self,
        target: Target,
        compiled: Compiled,
        size: int,
        page: int,
        sort: Sort | None,
        facets: bool,
        articles: Sequence[str] | None = None,
        keys_only: bool = False,
    ) -> Found:
        """The hits; with `keys_only` nothing of them but their near_duplicate_keys."""
        within = [{"terms": {"article_id": list(articles)}}] if articles is not None else []
        response = self._request(
            target,
            query={"bool": {"must": [compiled.clause], "filter": within}},
            size=size,
            from_=(page - 1) * size,
            sort=order(sort or compiled.usual_sort, target),
            source_includes=["near_duplicate_keys"] if keys_only else _fields(target),
            track_total_hits=True,
            highlight=highlight(target, self._languages(target)) if compiled.scores and not keys_only else None,
            aggs=facet_requests(target) if facets else None,
        )
        found = _found(response, target)
        if facets:
            answers = response["aggregations"]
            return replace(found, facets={name: _buckets(answers[name]) for name in FACETS[target]})
        return found

    def _all(self, target: Target, query: str, filters: Filters, sort: Sort | None) -> Generator[Hit, None, None]:
        compiled = self._compiled(target, query, filters)
        with elasticsearch_errors(self._settings):
            point = self._client.open_point_in_time(index=self._alias[target], keep_alive=KEEP_ALIVE)["id"]
        after: list[Any] | None = None
        try:
            while True:
                response = self._request(
                    None,
                    pit={"id": point, "keep_alive": KEEP_ALIVE},
                    query=compiled.clause,
                    size=READ_AT_ONCE,
                    sort=order(sort or compiled.usual_sort, target),
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
            # If Elasticsearch is away by now, it forgets the point itself after KEEP_ALIVE.
            with suppress(UserError), elasticsearch_errors(self._settings):
                self._client.close_point_in_time(id=point)

    def _compiled(self, target: Target, query: str, filters: Filters) -> Compiled:
        return compile_query(query, filters, target, lambda: self._languages(target), self._look_up)

    def _languages(self, target: Target) -> list[str]:
        """The subfields of `body` that the index has anything in; known again after LANGUAGES_KNOWN_SECONDS."""
        known = self._known_languages.get(target)
        if known is None or time.monotonic() - known[0] > LANGUAGES_KNOWN_SECONDS:
            with elasticsearch_errors(self._settings):
                response = self._client.field_caps(
                    index=self._alias[target], fields="body.*", include_empty_fields=False, filters="-parent"
                )
            names = {name.split(".")[1] for name in response["fields"]}
            known = self._known_languages[target] = (time.monotonic(), sorted(names))
        return known[1]

    def _look_up(self, target: Target, clauses: list[Clause]) -> list[str]:
        """The articles that these clauses find in an index, for a search in the other."""
        aggregations = {"articles": {"terms": {"field": "article_id", "size": MOST_LOOKED_UP}}}
        response = self._request(target, query={"bool": {"filter": clauses}}, size=0, aggs=aggregations)
        answer = response["aggregations"]["articles"]
        if answer["sum_other_doc_count"]:
            raise BadInput(
                f"more than {MOST_LOOKED_UP:,} articles fit one of the fields of this query, more than a search can "
                "combine; name it more exactly, or add since:, until: or source:"
            )
        return [bucket["key"] for bucket in answer["buckets"]]

    def _request(self, target: Target | None, **request: Any) -> dict[str, Any]:
        """What Elasticsearch answers, from all shards. Without a target the request names a point in time."""
        for wait in (*SHARD_WAITS_SECONDS, None):
            response = self._answer(self._alias[target] if target else None, request)
            failed = response["_shards"]["failed"]
            if not failed:
                return response
            if wait is not None:
                time.sleep(wait)
        reason = f"{failed} of {response['_shards']['total']} shards do not answer; the hits would not be complete"
        raise ElasticsearchUnavailable(self._settings.elasticsearch_url, reason, answered=True)

    def _answer(self, index: str | None, request: Mapping[str, Any]) -> dict[str, Any]:
        with elasticsearch_errors(self._settings):
            try:
                response: dict[str, Any] = self._client.search(index=index, **request).body
                return response
            except BadRequestError as error:
                if "too many" in str(error.body):
                    raise BadInput(TOO_MUCH) from error
                raise


def last_page(total: int, size: int) -> int:
    """The number of the last page that can be asked for, of so many hits; 1 without hits."""
    return max(1, -(-min(total, DEEPEST_HIT) // size))


def _check_page(size: int, page: int) -> None:
    if page < 1 or size < 1:
        raise BadInput(f"page {page} of {size} hits: pages and hits are counted from 1")
    if page * size > DEEPEST_HIT:
        raise BadInput(
            f"page {page} of {size} hits is beyond the {DEEPEST_HIT:,}th hit; narrow the search (dates, source, "
            "language), sort the other way round, or read all hits (`quotewire search --all`)"
        )


def _fields(target: Target) -> list[str] | None:
    return SUMMARY_FIELDS if target == "articles" else None


def _found(response: Mapping[str, Any], target: Target = "articles") -> Found:
    return Found(response["hits"]["total"]["value"], [_hit(hit, target) for hit in response["hits"]["hits"]])


def _buckets(answer: Mapping[str, Any]) -> list[Bucket]:
    return [Bucket(str(bucket["key"]), bucket["doc_count"]) for bucket in answer["buckets"]]


def _hit(hit: Mapping[str, Any], target: Target = "articles") -> Hit:
    found = hit.get("highlight", {})
    highlights = shown(found) if target == "articles" else texts(found)
    return Hit(hit["_id"], hit["_score"] or 0.0, hit.get("_source", {}), highlights, title=title_of(found))
