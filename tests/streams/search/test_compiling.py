"""Queries as Elasticsearch gets them; what they find is shown in tests/integration/test_search.py."""

from datetime import UTC, datetime
from typing import Any

import pytest

from streams.search import Filters, QueryError
from streams.search.compiling import MOST_CLAUSES, MOST_LOOK_UPS, compile_query
from streams.search.relevance import Target, words
from streams.search.syntax import DEEPEST_NESTING


class Other:
    """Stands for the other index: remembers what was looked up."""

    def __init__(self) -> None:
        self.looked_up: list[tuple[str, Any]] = []

    def __call__(self, target: Target, clauses: list[dict[str, Any]]) -> list[str]:
        self.looked_up.append((target, clauses))
        return ["a:1"]


NO_FILTERS = Filters()


def compiled(query: str, filters: Filters = NO_FILTERS, target: Target = "articles", languages=("de", "en")) -> Any:
    return compile_query(query, filters, target, lambda: languages, Other()).clause


def inside(clause: Any) -> list[Any]:
    """Every clause in a clause."""
    parts = clause.values() if isinstance(clause, dict) else clause if isinstance(clause, list) else []
    return [clause, *(found for part in parts for found in inside(part))]


def test_nothing_asked_is_everything() -> None:
    assert compiled("") == {"match_all": {}}


def test_words_are_asked_of_each_language_as_one() -> None:
    clause = compiled("old AND pier")
    each = [words("old pier", "word", language, "articles") for language in ("de", "en")]
    assert {"dis_max": {"queries": each}} in inside(clause)


@pytest.mark.parametrize(
    ("query", "filters"),
    [("pier language:de", Filters()), ("pier", Filters(language="de")), ("pier lang:DEU", Filters(language="de"))],
)
def test_with_a_language_only_its_words_are_asked(query: str, filters: Filters) -> None:
    clause = compiled(query, filters)
    assert {"dis_max": {"queries": [words("pier", "word", "de", "articles")]}} in inside(clause)
    assert {"term": {"language.code": "de"}} in inside(clause)
    assert {"term": {"language": "de"}} in inside(compiled(query, filters, "quotes"))


def test_one_language_of_several_leaves_the_others() -> None:
    assert words("pier", "word", "en", "articles") in inside(compiled("pier (language:de OR tag:x)"))
    assert words("pier", "word", "en", "articles") in inside(compiled("pier -language:de"))


def test_an_index_without_words_finds_none() -> None:
    assert {"match_none": {}} in inside(compiled("pier", languages=()))


def test_filters_and_fields_ask_the_same() -> None:
    since, until = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    filters = Filters(source="Hafenpost", organisation="NATO", location="Kyjiw", person="Lin", since=since, until=until)
    query = "source:Hafenpost org:NATO place:Kyjiw person:Lin since:2026-09-01 until:2026-10"
    by_filters, by_query = compiled("", filters), compiled(query)
    for clause in (
        {"term": {"source": {"value": "Hafenpost", "case_insensitive": True}}},
        {"range": {"published_at": {"gte": "2026-09-01T00:00:00+00:00"}}},
        {"range": {"published_at": {"lt": "2026-10-01T00:00:00+00:00"}}},
    ):
        assert clause in inside(by_filters)
        assert clause in inside(by_query)
    for name in ("persons.text", "organisations.text", "locations.text"):
        assert [name in str(clause) for clause in (by_filters, by_query)] == [True, True]


def test_a_name_in_a_query_stands_for_all_names_with_its_code_and_in_a_filter_for_itself() -> None:
    by_code = [{"term": {"places": "country:DE"}}, {"term": {"organisation_codes": "org:NATO"}}]
    query = "place:Germany org:OTAN"
    assert all(clause in inside(compiled(query)) for clause in by_code)
    filters = Filters(location="Germany", organisation="OTAN")
    assert not any(clause in inside(compiled("", filters)) for clause in by_code)
    assert not any(clause in inside(compiled("place:German* org:Hafenbund")) for clause in by_code)


def test_empty_filters_ask_nothing() -> None:
    assert compiled("", Filters(language="", person="", speaker="", source="")) == {"match_all": {}}


def test_an_unknown_language_in_a_filter_finds_nothing_and_in_a_query_is_a_mistake() -> None:
    assert {"term": {"language.code": "klingon"}} in inside(compiled("", Filters(language="klingon")))
    assert {"term": {"language.code": "und"}} in inside(compiled("language:und"))
    for query in ("language:klingon", "pier language:d*"):
        with pytest.raises(QueryError, match="not the code of a language; write one such as language:de"):
            compiled(query)


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ("pier since:yesterday", 5, "'yesterday' is not a date; write since:2026-09-01 or since:2026-09-01T12:00"),
        ("until:2026-02-30", 0, "'2026-02-30' is not a date; write until:"),
        ("until:2026*", 0, "'2026' is not a date"),
        ("pier confidence:1.5", 5, "'1.5' is no confidence; write a number from 0 to 1, such as confidence:0.9"),
        ("confidence:sure", 0, "'sure' is no confidence"),
        ("confidence:0*", 0, "'0' is no confidence"),
        ("-kind:oral", 1, "there is no kind of quotation 'oral'; write kind:direct, kind:mixed or kind:indirect"),
    ],
)
def test_values_that_a_field_cannot_have(query: str, position: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        compiled(query)
    assert caught.value.position == position
    assert says in caught.value.problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("2026-09", "2026-09-01T00:00:00+00:00"),
        ("2026-09-01", "2026-09-01T00:00:00+00:00"),
        ("2026-09-01T12:30", "2026-09-01T12:30:00+00:00"),
        ("2026-09-01T12:30+02:00", "2026-09-01T12:30:00+02:00"),
    ],
)
def test_dates(written: str, meant: str) -> None:
    assert {"range": {"published_at": {"gte": meant}}} in inside(compiled(f"since:{written}"))


def test_what_only_the_other_index_knows_is_looked_up_there_once() -> None:
    other = Other()
    query = "speaker:Talbot (pier OR speaker:Talbot) kind:direct since:2026-09-01"
    clause = compile_query(query, Filters(source="x"), "articles", lambda: ["de"], other).clause
    assert [target for target, _ in other.looked_up] == ["quotes", "quotes"]
    assert inside(clause).count({"terms": {"article_id": ["a:1"]}}) == 3
    # What must be true anyway makes the look-up smaller.
    for _, clauses in other.looked_up:
        assert {"range": {"published_at": {"gte": "2026-09-01T00:00:00+00:00"}}} in clauses
        assert {"term": {"source": {"value": "x", "case_insensitive": True}}} in clauses


def test_each_index_is_asked_itself_for_what_it_has() -> None:
    for target, query in (
        ("articles", "person:a org:a place:a author:a tag:a title:a source:a id:a language:de since:2026"),
        ("quotes", "speaker:a kind:direct confidence:0.9 title:a source:a id:a language:de since:2026"),
    ):
        other = Other()
        compile_query(query, Filters(), target, lambda: ["de"], other)
        assert other.looked_up == []


def test_look_ups_are_bounded() -> None:
    fits = " ".join(f"speaker:a{number}" for number in range(MOST_LOOK_UPS))
    assert compiled(fits)
    with pytest.raises(QueryError, match=f"at most {MOST_LOOK_UPS} fields of this kind") as caught:
        compiled(f"{fits} speaker:b")
    assert caught.value.position == len(fits) + 1


def test_too_many_words_for_the_languages_are_refused_with_a_way_out() -> None:
    many = " ".join(f"w{number}" for number in range(300))
    languages = [f"x{number}" for number in range(MOST_CLAUSES // 300 + 1)]
    with pytest.raises(QueryError, match=r"from character 1 on .* language:de"):
        compiled(many, languages=languages)
    assert compiled(many, languages=["de"])
    assert compiled(" ".join(f"w{number}" for number in range(10)), languages=["de", "en", "fr"])


def depth(clause: Any) -> int:
    """How many bool and dis_max are inside each other, as Elasticsearch counts levels."""
    if isinstance(clause, list):
        return max(map(depth, clause), default=0)
    if isinstance(clause, dict):
        return max((depth(inner) + (name in ("bool", "dis_max")) for name, inner in clause.items()), default=0)
    return 0


def test_the_deepest_query_is_within_what_elasticsearch_allows() -> None:
    query = "z"
    for number in range(DEEPEST_NESTING):
        query = f"(a{number} OR b{number} Jean-Lu* -person:Jo-A* {query})"
    assert depth(compiled(f"-{query}")) < 28  # of 30; the search puts it into one more
    assert depth(compiled(query)) < 28


def test_only_words_make_one_hit_better_than_another() -> None:
    for query, scores in (
        ("pier", True),
        ("-pier", False),
        ("person:Lin since:2026", False),
        ("person:Lin OR pier", True),
        ("", False),
    ):
        assert compile_query(query, Filters(), "articles", lambda: ["de"], Other()).scores is scores
