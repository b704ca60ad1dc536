"""Reading: what is asked of Elasticsearch, and what becomes of its answer."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.index_templates import ANALYZERS
from streams.search import HIGHLIGHT, Filters, Hit, Reader, pieces
from streams.search.collapsing import collapsed as collapse
from streams.search.reader import COLLAPSE_FACTOR
from streams.settings import Settings

ON, OFF = HIGHLIGHT


# Pieces


@pytest.mark.parametrize(
    ("highlight", "shown"),
    [
        ("", [("", False)]),
        ("nothing", [("nothing", False)]),
        (f"a {ON}b{OFF} c", [("a ", False), ("b", True), (" c", False)]),
        (f"{ON}a{OFF}{ON}b{OFF}", [("", False), ("a", True), ("", False), ("b", True), ("", False)]),
        (f"a {ON}b", [("a ", False), ("b", True), ("", False)]),
        (f"a{OFF} b", [(f"a{OFF} b", False)]),
    ],
)
def test_pieces(highlight: str, shown: list[tuple[str, bool]]) -> None:
    assert list(pieces(highlight)) == shown


@given(st.text(st.sampled_from(f"ab{ON}{OFF}"), max_size=20))
def test_pieces_lose_no_letter(highlight: str) -> None:
    letters = highlight.replace(ON, "").replace(OFF, "")
    assert "".join(piece for piece, _ in pieces(highlight)).replace(ON, "").replace(OFF, "") == letters


# Collapsing


def hit(name: str, *keys: str) -> Hit:
    return Hit(name, 1.0, {"near_duplicate_keys": list(keys)}, ["x"])


def collapsed(*hits: Hit) -> list[tuple[str, int]]:
    return [(one.id, one.duplicates) for one in collapse(hits)]


def test_the_best_of_each_group_is_shown_with_the_number_of_the_others() -> None:
    hits = [hit("a", "1", "2"), hit("b", "9"), hit("c", "2", "3"), hit("d", "9"), hit("e", "1")]
    assert collapsed(*hits) == [("a", 2), ("b", 1)]
    assert collapse(hits)[0].highlights == ["x"]


def test_groups_are_linked_through_others() -> None:
    assert collapsed(hit("a", "1"), hit("b", "1", "2"), hit("c", "2")) == [("a", 2)]


def test_a_hit_that_links_two_groups_makes_them_one() -> None:
    assert collapsed(hit("a", "1"), hit("b", "2"), hit("c", "1", "2")) == [("a", 2)]


def test_hits_without_keys_are_no_duplicates() -> None:
    bare = Hit("a", 1.0, {}, [])
    assert collapsed(bare, hit("b"), hit("c")) == [("a", 0), ("b", 0), ("c", 0)]
    assert collapsed() == []


# What is asked


def answered(*hits: dict, total: int = 0) -> dict:
    """What Elasticsearch answers to a search."""
    return {"_shards": {"total": 2, "failed": 0}, "hits": {"total": {"value": total}, "hits": list(hits)}}


class Asked:
    """Stands for the client: remembers what is asked and gives prepared answers."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answers = list(answers)

    def search(self, **request: Any) -> SimpleNamespace:
        self.requests.append(request)
        return SimpleNamespace(body=self.answers.pop(0) if self.answers else answered())

    def close(self) -> None:
        pass


def reader(*answers: dict[str, Any]) -> tuple[Reader, Asked]:
    made = Reader(Settings(index_prefix="blue"))
    made.close()
    asked = Asked(*answers)
    made._client = asked  # type: ignore[assignment] # what is asked is shown on a real Elasticsearch in tests/integration
    return made, asked


def filters_of(request: dict[str, Any]) -> list[dict[str, Any]]:
    clauses: list[dict[str, Any]] = request["query"]["bool"]["filter"]
    return clauses


def matching_of(request: dict[str, Any]) -> dict[str, Any]:
    (matching,) = request["query"]["bool"]["must"]
    return dict(matching)


def test_a_blank_query_asks_for_the_newest() -> None:
    for query in ("", "  \n"):
        made, asked = reader()
        made.articles(query, Filters())
        (request,) = asked.requests
        assert matching_of(request) == {"match_all": {}}
        assert request["sort"] == [{"published_at": {"order": "desc", "missing": "_last"}}, {"article_id": "asc"}]
        assert request["index"] == "blue-articles"


def test_a_query_is_asked_of_every_language_once() -> None:
    made, asked = reader()
    made.articles("pier", Filters())
    (request,) = asked.requests
    queries = matching_of(request)["bool"]["must"][0]["dis_max"]["queries"]
    fields = [query["bool"]["must"][0]["simple_query_string"]["fields"] for query in queries]
    assert sorted(fields) == sorted([f"body.{code}"] for code in [*ANALYZERS, "other"])
    assert request["sort"][0] == {"_score": "desc"}
    for query in queries:
        (field,) = query["bool"]["must"][0]["simple_query_string"]["fields"]
        assert query["bool"]["filter"] == [{"exists": {"field": field}}]


@pytest.mark.parametrize(
    ("language", "field"), [("de", "body.de"), ("ja", "body.ja"), ("uk", "body.other"), ("und", "body.other")]
)
def test_with_a_language_only_its_body_is_asked(language: str, field: str) -> None:
    made, asked = reader()
    made.articles("pier", Filters(language=language))
    (query,) = matching_of(asked.requests[0])["bool"]["must"][0]["dis_max"]["queries"]
    assert query["bool"]["must"][0]["simple_query_string"]["fields"] == [field]
    assert filters_of(asked.requests[0]) == [{"term": {"language.code": language}}]


@pytest.mark.parametrize(
    ("typed", "asked_for"),
    [
        ("pier AND ship", "pier + ship"),
        ("pier OR ship", "pier | ship"),
        ('"pier AND ship" OR dock', '"pier AND ship" | dock'),
        ("BRAND ORden and or", "BRAND ORden and or"),
        ('an open "pier AND', 'an open "pier +'),
    ],
)
def test_words_for_operators(typed: str, asked_for: str) -> None:
    made, asked = reader()
    made.quotes(typed, Filters(language="en"))
    (query,) = matching_of(asked.requests[0])["bool"]["must"][0]["dis_max"]["queries"]
    assert query["bool"]["must"][0]["simple_query_string"]["query"] == asked_for


def test_filters_of_articles() -> None:
    made, asked = reader()
    since, until = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    made.articles("", Filters(person="Talbot", source="hafenpost", since=since, until=until))
    assert filters_of(asked.requests[0]) == [
        {"term": {"source": "hafenpost"}},
        {"range": {"published_at": {"gte": "2026-09-01T00:00:00+00:00", "lt": "2026-10-01T00:00:00+00:00"}}},
        {"match": {"persons.text": {"query": "Talbot", "operator": "and"}}},
    ]


@pytest.mark.parametrize("name", ["since", "until"])
def test_half_a_range_of_dates(name: str) -> None:
    made, asked = reader()
    made.articles("", Filters(**{name: datetime(2026, 9, 1, tzinfo=UTC)}))
    limit = {"since": "gte", "until": "lt"}[name]
    assert filters_of(asked.requests[0]) == [{"range": {"published_at": {limit: "2026-09-01T00:00:00+00:00"}}}]


def test_no_filter_is_no_clause() -> None:
    made, asked = reader()
    made.articles("", Filters(language="", person="", speaker="", source=""))
    assert filters_of(asked.requests[0]) == []


def test_articles_by_speaker_are_those_with_a_quotation_of_theirs() -> None:
    buckets = {"articles": {"buckets": [{"key": "a:1"}, {"key": "a:2"}]}}
    made, asked = reader(answered() | {"aggregations": buckets})
    made.articles("", Filters(speaker="Talbot"))
    quotations, articles = asked.requests
    assert quotations["index"] == "blue-quotes"
    assert [next(iter(clause["match"])) for clause in filters_of(quotations)[0]["bool"]["should"]] == [
        "speaker.text", "speaker_mention.text"
    ]  # fmt: skip
    assert filters_of(articles) == [{"terms": {"article_id": ["a:1", "a:2"]}}]


def test_quotations_by_speaker_and_article() -> None:
    made, asked = reader()
    made.quotes("", Filters(speaker="Talbot"), articles=["a:1"])
    speaker, terms = filters_of(asked.requests[0])
    assert terms == {"terms": {"article_id": ["a:1"]}}
    assert speaker["bool"]["minimum_should_match"] == 1
    assert asked.requests[0]["index"] == "blue-quotes"


# What is answered


def answer(*hits: dict[str, Any]) -> dict[str, Any]:
    return answered(*hits, total=40)


def test_hits_have_their_fields_and_highlights() -> None:
    first = {
        "_id": "a",
        "_score": 2.5,
        "_source": {"title": "T"},
        "highlight": {"body.de": ["x", "y"], "body.en": ["z"]},
    }
    made, _ = reader(answer(first, {"_id": "b", "_score": None}))
    found = made.articles("pier", Filters())
    assert found.total == 40
    assert found.hits == [Hit("a", 2.5, {"title": "T"}, ["x", "y", "z"]), Hit("b", 0.0, {}, [])]


def test_collapsing_reads_more_and_shows_as_many_as_asked() -> None:
    hits = [{"_id": str(n), "_score": 1.0, "_source": {"near_duplicate_keys": [str(n // 2)]}} for n in range(10)]
    made, asked = reader(answer(*hits))
    found = made.articles("pier", Filters(), size=3, collapse=True)
    assert asked.requests[0]["size"] == 3 * COLLAPSE_FACTOR
    assert [(one.id, one.duplicates) for one in found.hits] == [("0", 1), ("2", 1), ("4", 1)]


def test_the_most_named_person_is_one_or_nobody() -> None:
    for buckets, name in (([{"key": "Ines Talbot"}], "Ines Talbot"), ([], None)):
        made, _ = reader(answered() | {"aggregations": {"persons": {"buckets": buckets}}})
        assert made.most_named(["a"]) == name


def test_searchable_articles_are_those_found() -> None:
    made, _ = reader(answer({"_id": "a"}))
    assert made.searchable(["a", "b"]) == {"a"}
