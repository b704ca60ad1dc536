"""Reading what is indexed: articles, quotations, counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from schemas.index_templates import ANALYZERS, OTHER_LANGUAGES, articles_alias, body_field, quotes_alias
from streams.elasticsearch_client import sync_client
from streams.errors import ElasticsearchUnavailable
from streams.settings import Settings
from streams.setup import elasticsearch_errors

HIGHLIGHT: Final = ("\ue000", "\ue001")
"""Around highlighted words: private-use characters, so that markup in an article cannot be taken for ours."""

LONGEST_HIGHLIGHTED: Final = 999_999
"""UTF-16 units; Elasticsearch's own limit is 1,000,000 (`index.highlight.max_analyzed_offset`)."""

SUMMARY_FIELDS: Final = [
    "article_id", "title", "url", "source", "published_at", "language.code", "persons", "organisations", "locations",
    "near_duplicate_keys", "quote_count", "version",
]  # fmt: skip

COLLAPSE_FACTOR: Final = 5
"""With collapsing, so many times as many hits are read as are shown."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the hits must be, all of them optional.

    Attributes:
        language: language code.
        person: a name among the persons (any part of it, accents and case aside).
        speaker: a name of who is quoted.
        source: outlet.
        since: earliest publication.
        until: publication before this.
    """

    language: str | None = None
    person: str | None = None
    speaker: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One found document.

    Attributes:
        id: its `_id`.
        score: relevance.
        fields: its summary fields (articles) or all fields (quotations).
        highlights: pieces of the text with HIGHLIGHT around what was searched for.
        duplicates: how many more near duplicates of it were found (with collapsing).
    """

    id: str
    score: float
    fields: dict[str, Any]
    highlights: list[str]
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and the number of all."""

    total: int
    hits: list[Hit] = field(default_factory=list)


class Reader:
    """Searches the aliases.

    Args:
        settings: where Elasticsearch is, the prefix of the index names.

    All methods raise ElasticsearchUnavailable where Elasticsearch does not answer or refuses.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = sync_client(settings)
        self._articles = articles_alias(settings.index_prefix)
        self._quotes = quotes_alias(settings.index_prefix)

    def articles(self, query: str, filters: Filters, size: int = 10, collapse: bool = False) -> Found:
        """The articles that match best.

        Args:
            query: words (all must be there), "exact phrase", -not, word*; blank for all, newest first.
            filters: what they must be.
            size: most hits.
            collapse: whether to show one of each group of near duplicates.
        """
        clauses = _common(filters)
        if filters.person:
            clauses.append(_name_query("persons", filters.person))
        if filters.speaker:
            identifiers = self._articles_quoting(filters.speaker)
            clauses.append({"terms": {"article_id": identifiers}})
        found = self._search(
            self._articles,
            _matching(query, filters, ["title^3", "lead^2", "persons.text^2", "organisations.text", "locations.text"]),
            clauses,
            size * COLLAPSE_FACTOR if collapse else size,
            SUMMARY_FIELDS,
        )
        return Found(found.total, _collapsed(found.hits)[:size]) if collapse else found

    def quotes(self, query: str, filters: Filters, size: int = 20, articles: Sequence[str] | None = None) -> Found:
        """The quotations that match best; a blank query for all, newest first.

        Args:
            query: as for `articles`.
            filters: what they must be.
            size: most hits.
            articles: only quotations in these articles (article_ids).
        """
        clauses = _common(filters)
        if articles is not None:
            clauses.append({"terms": {"article_id": list(articles)}})
        if filters.speaker:
            names = [_name_query("speaker", filters.speaker), _name_query("speaker_mention", filters.speaker)]
            clauses.append({"bool": {"should": names, "minimum_should_match": 1}})
        return self._search(self._quotes, _matching(query, filters, ["speaker.text^2"]), clauses, size, None)

    def count(self) -> tuple[int, int]:
        """How many articles and how many quotations are searchable."""
        with elasticsearch_errors(self._settings):
            articles = self._client.count(index=self._articles)["count"]
            return articles, self._client.count(index=self._quotes)["count"]

    def most_named(self, articles: Sequence[str]) -> str | None:
        """The person named in most of these articles; None if nobody is."""
        with elasticsearch_errors(self._settings):
            response = self._client.search(
                index=self._articles,
                query={"ids": {"values": list(articles)}},
                size=0,
                aggs={"persons": {"terms": {"field": "persons", "size": 1}}},
            )
        buckets = response["aggregations"]["persons"]["buckets"]
        return buckets[0]["key"] if buckets else None

    def searchable(self, identifiers: Sequence[str]) -> set[str]:
        """Which of these articles a search finds now."""
        with elasticsearch_errors(self._settings):
            response = self._client.search(
                index=self._articles,
                query={"ids": {"values": list(identifiers)}},
                size=len(identifiers),
                source=False,
            )
        return {hit["_id"] for hit in response["hits"]["hits"]}

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _articles_quoting(self, speaker: str) -> list[str]:
        names = [_name_query("speaker", speaker), _name_query("speaker_mention", speaker)]
        with elasticsearch_errors(self._settings):
            response = self._client.search(
                index=self._quotes,
                query={"bool": {"should": names, "minimum_should_match": 1}},
                size=0,
                aggs={"articles": {"terms": {"field": "article_id", "size": 10_000}}},
            )
        return [bucket["key"] for bucket in response["aggregations"]["articles"]["buckets"]]

    def _search(
        self,
        index: str,
        matching: dict[str, Any],
        clauses: list[dict[str, Any]],
        size: int,
        source: list[str] | None,
    ) -> Found:
        newest_first = "match_all" in matching
        with elasticsearch_errors(self._settings):
            response = self._client.search(
                index=index,
                query={"bool": {"must": [matching], "filter": clauses}},
                size=size,
                sort=[{"published_at": {"order": "desc", "missing": "_last"}}] if newest_first else None,
                source=True,
                source_includes=source,
                track_total_hits=True,
                highlight={
                    "pre_tags": [HIGHLIGHT[0]],
                    "post_tags": [HIGHLIGHT[1]],
                    "number_of_fragments": 2,
                    "fragment_size": 160,
                    # Beyond it nothing is highlighted; without it the whole search fails for a long article.
                    "max_analyzed_offset": LONGEST_HIGHLIGHTED,
                    "fields": {"body.*": {}},
                },
            )
        failed = response["_shards"]["failed"]
        if failed:
            reason = f"{failed} of {response['_shards']['total']} shards do not answer; the hits would not be complete"
            raise ElasticsearchUnavailable(self._settings.elasticsearch_url, reason, answered=True)
        return Found(response["hits"]["total"]["value"], [_hit(hit) for hit in response["hits"]["hits"]])


def _hit(hit: Mapping[str, Any]) -> Hit:
    pieces = [piece for field_pieces in hit.get("highlight", {}).values() for piece in field_pieces]
    return Hit(hit["_id"], hit["_score"] or 0.0, hit.get("_source", {}), pieces)


def _matching(query: str, filters: Filters, boosted: list[str]) -> dict[str, Any]:
    """Documents whose body, in its own language, has what the query asks for; hits in the boosted fields come first.

    One clause for each language, and not one query over all fields: with different analyzers a word such as "the",
    which only some of them drop, would have to be found in the others.
    """
    if not query.strip():
        return {"match_all": {}}
    each = [_in_body(query, name) for name in _languages(filters)]
    return {
        "bool": {
            "must": [{"dis_max": {"queries": each}}],
            "should": [_simple(query, boosted, "or")],
        }
    }


def _in_body(query: str, language: str) -> dict[str, Any]:
    # A document has its body in one language only; without `exists` a -not would find all the others.
    field = f"body.{language}"
    return {"bool": {"must": [_simple(query, [field], "and")], "filter": [{"exists": {"field": field}}]}}


def _simple(query: str, fields: list[str], operator: str) -> dict[str, Any]:
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
"""The words people write, outside of phrases, as the signs of Elasticsearch's simple query syntax."""


def _languages(filters: Filters) -> list[str]:
    """The subfields of `body` that can hold what is searched for."""
    return [body_field(filters.language)] if filters.language else [*ANALYZERS, OTHER_LANGUAGES]


def _common(filters: Filters) -> list[dict[str, Any]]:
    clauses: list[dict[str, Any]] = []
    if filters.language:
        # Articles have an object (code, confidence), quotations the code alone.
        exact = [{"term": {name: filters.language}} for name in ("language.code", "language")]
        clauses.append({"bool": {"should": exact, "minimum_should_match": 1}})
    if filters.source:
        clauses.append({"term": {"source": filters.source}})
    if filters.since or filters.until:
        limits = {"gte": filters.since, "lt": filters.until}
        dates = {name: moment.isoformat() for name, moment in limits.items() if moment}
        clauses.append({"range": {"published_at": dates}})
    return clauses


def _name_query(name: str, value: str) -> dict[str, Any]:
    return {"match": {f"{name}.text": {"query": value, "operator": "and"}}}


def _collapsed(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for each group of near duplicates: hits linked by shared keys, the best hit of each group."""
    group_of: dict[str, int] = {}
    groups: dict[int, list[Hit]] = {}
    for position, hit in enumerate(hits):
        keys = hit.fields.get("near_duplicate_keys", [])
        linked = {group_of[key] for key in keys if key in group_of}
        # A hit may link groups that were apart: all become the first of them.
        group = min(linked, default=position)
        members = [member for number in sorted(linked) for member in groups.pop(number)]
        groups[group] = [*members, hit]
        group_of |= {key: group for member in groups[group] for key in member.fields.get("near_duplicate_keys", [])}
    return [replace(members[0], duplicates=len(members) - 1) for _, members in sorted(groups.items())]


def pieces(highlight: str) -> Iterator[tuple[str, bool]]:
    """A highlighted text as (piece, whether it was searched for)."""
    for position, part in enumerate(highlight.split(HIGHLIGHT[0])):
        if position == 0:
            yield part, False
            continue
        inside, _, outside = part.partition(HIGHLIGHT[1])
        yield inside, True
        yield outside, False
