"""Reading: what is asked of Elasticsearch, and what becomes of its answer (tests/integration asks a real one)."""

from types import SimpleNamespace
from typing import Any

import pytest

from streams.errors import BadInput, ElasticsearchUnavailable
from streams.search import HIGHLIGHT, Bucket, Filters, Hit, Reader
from streams.search.reader import COLLAPSE_FACTOR, DEEPEST_HIT
from streams.settings import Settings

ON, OFF = HIGHLIGHT


def answered(*hits: dict[str, Any], total: int = 0, **more: Any) -> dict[str, Any]:
    """What Elasticsearch answers to a search."""
    return {"_shards": {"total": 2, "failed": 0}, "hits": {"total": {"value": total}, "hits": list(hits)}, **more}


class Asked:
    """Stands for the client: remembers what is asked and gives prepared answers."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answers = list(answers)
        self.closed: list[str] = []

    def search(self, **request: Any) -> SimpleNamespace:
        self.requests.append(request)
        return SimpleNamespace(body=self.answers.pop(0) if self.answers else answered())

    def field_caps(self, **request: Any) -> dict[str, Any]:
        return {"fields": {"body.de": {}, "body.de.exact": {}, "body.other": {}}}

    def open_point_in_time(self, **request: Any) -> dict[str, str]:
        return {"id": f"point in {request['index']}"}

    def close_point_in_time(self, **request: Any) -> None:
        self.closed.append(request["id"])

    def close(self) -> None:
        pass


def reader(*answers: dict[str, Any]) -> tuple[Reader, Asked]:
    made = Reader(Settings(index_prefix="blue"))
    made.close()
    asked = Asked(*answers)
    made._client = asked  # type: ignore[assignment] # it does what is used of a client
    return made, asked


def test_what_is_asked_of_which_index_in_which_order() -> None:
    newest = {"published_at": {"order": "desc", "missing": "_last"}}
    oldest = {"published_at": {"order": "asc", "missing": "_last"}}
    for query, sort, first in (
        ("", None, newest),
        (" ", "oldest", oldest),
        ("pier", None, {"_score": "desc"}),
        ("-pier language:de", None, newest),
        ("pier", "newest", newest),
        ("", "relevance", {"_score": "desc"}),
    ):
        made, asked = reader()
        made.articles(query, sort=sort)
        made.quotes(query, sort=sort)
        articles, quotes = asked.requests
        assert (articles["index"], quotes["index"]) == ("blue-articles", "blue-quotes")
        assert articles["sort"][0] == quotes["sort"][0] == first
        # Total orders: pages neither repeat nor leave out.
        assert articles["sort"][-1:] == [{"article_id": "asc"}]
        assert quotes["sort"][-2:] == [{"article_id": "asc"}, {"position": "asc"}]


def test_pages() -> None:
    made, asked = reader()
    made.articles("", size=25, page=4)
    assert (asked.requests[0]["from_"], asked.requests[0]["size"]) == (75, 25)
    made.articles("", size=DEEPEST_HIT // 10, page=10)
    for call in (made.articles, made.quotes, lambda _, **page: made.speaker("x", **page)):
        for size, page in ((10, 1001), (DEEPEST_HIT + 1, 1)):
            with pytest.raises(BadInput, match=r"beyond the 10,000th hit; narrow the search .*--all"):
                call("", size=size, page=page)
        for size, page in ((10, 0), (10, -1), (0, 1)):
            with pytest.raises(BadInput, match="counted from 1"):
                call("", size=size, page=page)
    with pytest.raises(BadInput, match="beyond"):
        made.articles("", size=10, page=1001, collapse=True)


def test_articles_by_speaker_are_those_with_a_quotation_of_theirs() -> None:
    buckets = [{"key": "a:1", "doc_count": 2}, {"key": "a:2", "doc_count": 1}]
    made, asked = reader(answered(aggregations={"articles": {"buckets": buckets, "sum_other_doc_count": 0}}))
    made.articles("", Filters(speaker="Talbot"))
    quotations, articles = asked.requests
    assert quotations["index"] == "blue-quotes"
    assert {"terms": {"article_id": ["a:1", "a:2"]}} in _clauses(articles["query"])


def test_more_articles_than_can_be_combined_are_an_error_and_not_left_out() -> None:
    made, _ = reader(answered(aggregations={"articles": {"buckets": [], "sum_other_doc_count": 1}}))
    with pytest.raises(BadInput, match=r"more than 65,536 articles .* add since:"):
        made.articles("speaker:a")


def _clauses(query: Any) -> list[Any]:
    """Every clause in a query."""
    inner = query.values() if isinstance(query, dict) else query if isinstance(query, list) else []
    return [query, *(clause for part in inner for clause in _clauses(part))]


def test_quotations_of_some_articles() -> None:
    made, asked = reader()
    made.quotes("", articles=["a:1"])
    assert {"terms": {"article_id": ["a:1"]}} in _clauses(asked.requests[0]["query"])


def test_hits_have_their_fields_and_highlights() -> None:
    first = {
        "_id": "a",
        "_score": 2.5,
        "_source": {"title": "T"},
        "highlight": {"body.de": [f"{ON}x{OFF}"]},
    }
    made, _ = reader(answered(first, {"_id": "b", "_score": None}, total=40))
    found = made.articles("pier", Filters())
    assert found.total == 40
    assert found.hits == [Hit("a", 2.5, {"title": "T"}, [f"{ON}x{OFF}"]), Hit("b", 0.0, {}, [])]
    assert found.facets == {}


def test_an_article_shows_sentences_and_a_quotation_itself() -> None:
    text = f"Ein Satz. Die {ON}Mole{OFF} wächst. Noch ein Satz."
    highlight = {"heading.de": [f"{ON}Mole{OFF}"], "body.de": [f"{ON}Mole{OFF}", text]}
    made, _ = reader(answered({"_id": "a", "_score": 1.0, "highlight": highlight}))
    (hit,) = made.articles("pier").hits
    assert (hit.title, hit.highlights) == (f"{ON}Mole{OFF}", [f"Die {ON}Mole{OFF} wächst."])
    made, _ = reader(answered({"_id": "a#0", "_score": 1.0, "highlight": {"body.de": [text]}}))
    (hit,) = made.quotes("pier").hits
    assert (hit.title, hit.highlights) == (None, [text])


def test_facets_in_their_order() -> None:
    names = ("locations", "organisations", "persons", "source", "language")
    buckets = {name: {"buckets": [{"key": name, "doc_count": 3}]} for name in names}
    made, _ = reader(answered(aggregations=buckets))
    facets = made.articles("", facets=True).facets
    assert list(facets) == ["language", "source", "persons", "organisations", "locations"]
    assert facets["language"] == [Bucket("language", 3)]


def test_collapsing_reads_more_and_shows_as_many_as_asked() -> None:
    hits = [{"_id": str(n), "_score": 1.0, "_source": {"near_duplicate_keys": [str(n // 2)]}} for n in range(10)]
    best = [hits[number] for number in (4, 2, 0, 8, 6)]  # in whichever order the second answer has them
    made, asked = reader(answered(*hits), answered(*best[:3]), answered(*hits), answered(*best[3:]))
    found = made.articles("pier", Filters(), size=3, collapse=True)
    keys, whole = asked.requests
    assert keys["size"] == 3 * COLLAPSE_FACTOR
    assert (keys["source_includes"], keys["highlight"]) == (["near_duplicate_keys"], None)
    assert whole["query"]["bool"]["filter"] == [{"terms": {"article_id": ["0", "2", "4"]}}]
    assert whole["highlight"] is not None
    assert [(one.id, one.duplicates) for one in found.hits] == [("0", 1), ("2", 1), ("4", 1)]
    second = made.articles("pier", Filters(), size=3, page=2, collapse=True)
    assert asked.requests[2]["size"] == 6 * COLLAPSE_FACTOR
    assert [one.id for one in second.hits] == ["6", "8"]


def test_all_hits_are_read_from_one_point_in_time_that_is_closed() -> None:
    made, asked = reader(answered({"_id": "a", "_score": None, "sort": [1]}) | {"pit_id": "later"})
    assert [hit.id for hit in made.all_articles("")] == ["a"]
    assert asked.requests[0]["pit"]["id"] == "point in blue-articles"
    assert asked.closed == ["later"]


def test_a_reading_that_is_given_up_is_closed_too() -> None:
    made, asked = reader(answered({"_id": "a", "_score": None, "sort": [1]}) | {"pit_id": "later"})
    hits = made.all_quotes("")
    next(hits)
    hits.close()
    assert asked.closed == ["later"]


INCOMPLETE = {"_shards": {"total": 2, "failed": 1}, "hits": {"total": {"value": 0}, "hits": []}}


def test_hits_that_would_not_be_complete_are_no_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.search.reader.SHARD_WAITS_SECONDS", (0.0, 0.0))
    made, asked = reader(INCOMPLETE, INCOMPLETE, INCOMPLETE)
    with pytest.raises(ElasticsearchUnavailable, match="1 of 2 shards do not answer"):
        made.articles("")
    assert len(asked.requests) == 3


def test_shards_that_are_being_made_are_waited_for() -> None:
    # A new month's index failed every search for a moment.
    made, _ = reader(INCOMPLETE, answered(total=7))
    assert made.articles("").total == 7


def test_the_most_named_person_is_one_or_nobody() -> None:
    for buckets, name in (([{"key": "Ines Talbot"}], "Ines Talbot"), ([], None)):
        made, _ = reader(answered(aggregations={"persons": {"buckets": buckets}}))
        assert made.most_named(["a"]) == name


def test_searchable_articles_are_those_found() -> None:
    made, _ = reader(answered({"_id": "a"}))
    assert made.searchable(["a", "b"]) == {"a"}
