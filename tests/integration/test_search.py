"""Searching a real Elasticsearch: what the query language finds, pages, order, facets, all hits, mistakes."""

import csv
import io
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.index_templates import articles_index, quotes_index
from streams.elasticsearch_client import sync_client
from streams.errors import BadInput
from streams.search import Filters, QueryError, Reader, compiling
from streams.search.syntax import DEEPEST_NESTING, FIELDS
from streams.settings import Settings
from streams.setup import put_templates
from tests.integration.conftest import ROOT, Pipeline

MANY = 10_500
"""More than Elasticsearch shows in pages."""


def article(name: str, language: str, title: str, text: str, **more: Any) -> dict[str, Any]:
    """A small article as it is indexed."""
    code = more.pop("code", language)
    return {
        "article_id": name,
        "title": title,
        "language": {"code": code},
        "heading": {language: title},
        "body": {language: [title, text]},
        "published_at": "2026-08-01T00:00:00Z",
    } | more


ARTICLES = [
    article(
        "wall", "en", "Harbour wall fails", "The old wall failed at 12:30. See http://example.org/wall or write to us.",
        persons=["Lin Jian", "Wang Wu"], organisations=["NATO"], locations=["Kyjiw"], authors=["Åsa Öberg"],
        tags=["Sport"], source="Nikkei Asia", published_at="2026-09-01T08:00:00Z",
    ),
    article(
        "ferry", "en", "Ferries wait", "A wall of the harbour is why ferries wait.",
        persons=["Lin Wang"], source="gazette", published_at="2026-09-15T08:00:00Z",
    ),
    article(
        "mole", "de", "Alte Häfen", "Die alten Häfen brauchen neue Mauern.",
        persons=["José Müller"], source="Hafenpost", published_at="2026-10-01T00:00:00Z",
    ),
    article("minato", "ja", "東京の古い港", "東京の古い港に新しい桟橋ができた。"),
    article("mina", "ar", "الميناء القديم", "أغلق الميناء القديم يوم الاثنين."),
    article("namal", "other", "הנמל הישן", 'צה"ל הודיע על סגירת הנמל.', code="he"),
    {"article_id": "undated", "title": "Undated", "language": {"code": "en"}, "body": {"en": ["Undated lighthouse"]}},
]  # fmt: skip

QUOTES = [
    {"article_id": "wall", "position": 0, "text": "“The wall is old”", "body": {"en": "“The wall is old”"},
     "speaker": "Lin Jian", "kind": "direct", "confidence": 0.9, "speaker_mention": "Lin", "language": "en",
     "source": "Nikkei Asia", "published_at": "2026-09-01T08:00:00Z"},
    {"article_id": "wall", "position": 1, "text": "“old”", "body": {"en": "“old”"}, "kind": "mixed", "confidence": 0.6,
     "language": "en", "source": "Nikkei Asia", "published_at": "2026-09-01T08:00:00Z"},
    {"article_id": "mole", "position": 0, "text": "„Die Häfen sind alt“", "body": {"de": "„Die Häfen sind alt“"},
     "kind": "direct", "speaker": "José Müller", "speaker_mention": "der Minister", "language": "de",
     "confidence": 0.97, "speaker_confidence": 0.96, "source": "Hafenpost", "published_at": "2026-10-01T00:00:00Z"},
]  # fmt: skip


def indices_only(endpoints: dict[str, str], folder: Path) -> Pipeline:
    """A pipeline with indices of its own, without topics and workers."""
    name = f"t{uuid.uuid4().hex[:8]}"
    made = Pipeline(Settings(_env_file=None, **endpoints, index_prefix=name), folder)
    with sync_client(made.settings) as client:
        put_templates(client, made.settings)
    return made


@pytest.fixture(scope="module")
def library(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """A pipeline without a worker whose indices have ARTICLES, QUOTES, and MANY small articles of the source `many`."""
    made = indices_only(endpoints, tmp_path_factory.mktemp("library"))
    prefix = made.settings.index_prefix
    index, quotes = articles_index(prefix, "2026.09"), quotes_index(prefix, "2026.09")
    operations: list[Any] = []
    for document in ARTICLES:
        operations += [{"index": {"_index": index, "_id": document["article_id"]}}, document]
    for document in QUOTES:
        name = f"{document['article_id']}#{document['position']}"
        operations += [{"index": {"_index": quotes, "_id": name}}, document]
    first = datetime(2020, 1, 1, tzinfo=UTC)
    for number in range(MANY):
        # Three of each time: the order among them must be the same on every page.
        moment = (first + timedelta(hours=number // 3)).isoformat()
        document = {"article_id": f"m{number}", "source": "many", "published_at": moment}
        operations += [{"index": {"_index": index, "_id": f"m{number}"}}, document]
    with sync_client(made.settings) as client:
        answer = client.bulk(operations=operations, refresh=True)
    assert not answer["errors"]
    return made


@pytest.fixture
def reader(library: Pipeline) -> Iterator[Reader]:
    with library.reader() as made:
        yield made


def found(reader: Reader, query: str, filters: Filters = Filters()) -> set[str]:  # noqa: B008 - immutable
    """The articles that a query finds, without the many."""
    hits = reader.articles(query, filters, size=100).hits
    return {hit.id for hit in hits if hit.fields.get("source") != "many"}


ALL = {document["article_id"] for document in ARTICLES}


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        # Words, in any form, in the language of the article
        ("harbour", {"wall", "ferry"}),
        ("HARBOURS walls", {"wall", "ferry"}),
        ("the harbour", {"wall", "ferry"}),
        ("Hafen", {"mole"}),
        ("harbour Hafen", set()),
        ("12:30", {"wall"}),
        ("http://example.org/wall", {"wall"}),
        # As they are written
        ('"harbour wall"', {"wall"}),
        ('"wall of the harbour"', {"ferry"}),
        ("“Harbour Wall”", {"wall"}),
        # Without, one of, parentheses
        ("harbour -ferry", {"wall"}),
        ("harbour NOT ferry", {"wall"}),
        ("harbour -(ferry OR monday)", {"wall"}),
        ('harbour -"harbour wall"', {"ferry"}),
        ("Hafen OR ferry", {"mole", "ferry"}),
        ("(Hafen OR harbour) (neue OR fail)", {"mole", "wall"}),
        ("-harbour -source:many", ALL - {"wall", "ferry"}),
        ("NOT (harbour OR source:many)", ALL - {"wall", "ferry"}),
        ("ferr*", {"ferry"}),
        ("FER* OR Häf*", {"ferry", "mole"}),
        # Names: folded words in any order within one name, or as they are written
        ("person:lin", {"wall", "ferry"}),
        ('person:"Lin Jian"', {"wall"}),
        ('person:"Jian Lin"', set()),
        ("person:(Jian Lin)", {"wall"}),
        ("person:(Lin Wang)", {"ferry"}),  # not wall, which has a Lin and a Wang
        ("person:jose person:muller", {"mole"}),
        ("person:ji*", {"wall"}),
        ("person:(Müller OR Wu)", {"wall", "mole"}),
        ("org:nato place:kyj*", {"wall"}),
        ("author:oberg", {"wall"}),
        # Other fields
        ('source:"nikkei asia"', {"wall"}),
        ("source:nik* OR source:GAZETTE", {"wall", "ferry"}),
        ("tag:sport", {"wall"}),
        ("title:wall", {"wall"}),
        ('title:"ferries wait"', {"ferry"}),
        ("title:ferr*", {"ferry"}),
        ("id:mole", {"mole"}),
        ("language:de OR lang:heb", {"mole", "namal"}),
        ("since:2026-09-15 until:2026-10-01", {"ferry"}),
        ("since:2026-09 until:2026-10", {"wall", "ferry"}),
        ("wall until:2026-09-01T08:01", {"wall"}),
        # What only the quotations know
        ("speaker:lin", {"wall"}),
        ("speaker:minister", {"mole"}),
        ("harbour -speaker:lin", {"ferry"}),
        ("kind:direct", {"wall", "mole"}),
        ("kind:mixed OR speaker:müller", {"wall", "mole"}),
        # Other scripts, from right to left
        ("東京", {"minato"}),
        ("「古い港」", {"minato"}),
        ("الميناء", {"mina"}),
        ("الميناء -القديم", set()),
        ("הודיע", {"namal"}),
        ('צה"ל', {"namal"}),
        ("🚀", set()),
    ],
)  # fmt: skip
def test_what_a_query_finds(query: str, articles: set[str], reader: Reader) -> None:
    assert found(reader, query) == articles


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(person="wang lin"), {"ferry"}),
        (Filters(organisation="Nato", location="KYJIW"), {"wall"}),
        (Filters(speaker="Jian"), {"wall"}),
        (Filters(source="gazette", language="en"), {"ferry"}),
        (Filters(since=datetime(2026, 10, 1, tzinfo=UTC)), {"mole"}),
        (Filters(person="\ud800\x00"), set()),
    ],
)
def test_what_filters_find(filters: Filters, articles: set[str], reader: Reader) -> None:
    assert found(reader, "", filters) == articles


@pytest.mark.parametrize(
    ("query", "quotations"),
    [
        ("old", {"wall#0", "wall#1"}),
        ("old kind:mixed", {"wall#1"}),
        # A quotation that an earlier version indexed does not tell how sure its speaker is.
        ("confidence:0.8", {"wall#0", "mole#0"}),
        ("confidence:0.95", {"mole#0"}),
        ("-confidence:0,8", {"wall#1"}),
        ("Hafen", {"mole#0"}),
        ("speaker:(Müller José)", {"mole#0"}),
        ("speaker:minister", {"mole#0"}),
        ("-speaker:lin", {"wall#1", "mole#0"}),
        # What only the articles know
        ("person:wu", {"wall#0", "wall#1"}),
        ("org:nato -kind:mixed", {"wall#0"}),
        ("author:öberg tag:SPORT", {"wall#0", "wall#1"}),
        ("id:mole", {"mole#0"}),
        ("since:2026-09-02", {"mole#0"}),
    ],
)
def test_what_a_query_finds_among_quotations(query: str, quotations: set[str], reader: Reader) -> None:
    assert {hit.id for hit in reader.quotes(query).hits} == quotations


def test_quotations_of_articles_by_filter(reader: Reader) -> None:
    filters = Filters(organisation="NATO", location="Kyjiw", person="Wang Wu", language="en")
    assert {hit.id for hit in reader.quotes("", filters).hits} == {"wall#0", "wall#1"}


# Order and pages


def test_order(reader: Reader) -> None:
    dated = ["wall", "ferry", "mole"]
    query = "since:2026-09 OR id:undated"
    assert [hit.id for hit in reader.articles(query, sort="oldest").hits] == [*dated, "undated"]
    assert [hit.id for hit in reader.articles(query, sort="newest").hits] == [*dated[::-1], "undated"]
    assert [hit.id for hit in reader.articles(query).hits] == [*dated[::-1], "undated"]
    by_relevance = reader.articles("harbour").hits
    assert [hit.id for hit in by_relevance] == ["wall", "ferry"]  # it stands in the title
    assert by_relevance[0].score > by_relevance[1].score > 0


def test_pages_have_every_hit_once(reader: Reader) -> None:
    for sort in ("newest", "oldest", "relevance"):
        names = [
            hit.id for page in (1, 2, 3) for hit in reader.articles("source:many", size=100, page=page, sort=sort).hits
        ]
        assert len(set(names)) == 300
    beyond = reader.articles("source:many", size=1000, page=10)
    assert (len(beyond.hits), beyond.total) == (1000, MANY)
    with pytest.raises(BadInput, match="beyond the 10,000th hit"):
        reader.articles("source:many", size=1000, page=11)


def test_a_page_beyond_the_end_is_empty_and_has_the_total(reader: Reader) -> None:
    page = reader.articles("harbour", page=50)
    assert (page.hits, page.total) == ([], 2)
    assert reader.quotes("old", page=50).total == 2


def open_contexts(client: Elasticsearch, index: str) -> int:
    """How many readings of an index Elasticsearch keeps the state of."""
    return client.indices.stats(index=index, metric="search")["_all"]["total"]["search"]["open_contexts"]


def test_all_hits_without_limit_as_they_were_when_the_reading_began(library: Pipeline, reader: Reader) -> None:
    hits = reader.all_articles("source:many", sort="oldest")
    names = [next(hits).id]
    index = articles_index(library.settings.index_prefix, "2026.09")
    late = {"article_id": "late", "source": "many", "published_at": "2026-01-01T00:00:00Z"}
    with sync_client(library.settings) as client:
        client.index(index=index, id="late", document=late, refresh=True)
        assert open_contexts(client, index) == 1
        names += [hit.id for hit in hits]
        assert open_contexts(client, index) == 0
        client.delete(index=index, id="late", refresh=True)
        assert len(names) == len(set(names)) == MANY
        assert "late" not in names
        times = [int(name[1:]) // 3 for name in names]
        assert times == sorted(times)
    assert {hit.id for hit in reader.all_quotes("old")} == {"wall#0", "wall#1"}
    assert [hit.id for hit in reader.all_articles("harbour")] == ["wall", "ferry"]


def test_the_command_line_reads_all_hits(library: Pipeline) -> None:
    done = library.run("search", "source:many", "--all", "--csv")
    assert done.returncode == 0, done.stderr
    header, *rows = csv.reader(io.StringIO(done.stdout, newline=""))
    assert header[0] == "article_id"
    assert len({row[0] for row in rows}) == len(rows) == MANY


def test_who_reads_only_the_beginning_sees_no_trace(library: Pipeline) -> None:
    # `quotewire search --all --csv | head -1`
    command = [sys.executable, "-m", "streams.cli", "search", "--all", "--json"]
    with subprocess.Popen(
        command, env=library.environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(8) == b'{"hits":'
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_command_line_shows_pages_and_facets(library: Pipeline) -> None:
    shown = library.run("search", "harbour OR Hafen", "--facets", "--size", "2")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[0] == "3 articles"
    assert "en 2 · de 1" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "page 1 of 2; more with --page 2"
    beyond = library.run("search", "harbour", "--page", "9")
    assert beyond.stdout.splitlines() == ["2 articles", "page 9 has none; the last is --page 1"]
    answer = library.json("search", "--organisation", "NATO", "--location", "Kyjiw", "--facets")
    assert [hit["id"] for hit in answer["hits"]] == ["wall"]
    assert answer["facets"]["persons"] == [{"value": "Lin Jian", "count": 1}, {"value": "Wang Wu", "count": 1}]
    newest = library.json("search", "since:2026-09", "--sort", "newest", "--size", "1", "--page", "2")
    assert [hit["id"] for hit in newest["hits"]] == ["ferry"]


# Whatever is written


PIECES = st.one_of(
    st.text(max_size=5),
    st.sampled_from([
        "harbour", "the", "東京", "الميناء", 'צה"ל', "…", "-", "+", "*", "a*", "ß*", "Jean-Lu*", "東京都*", "OR", "AND",
        "NOT", "(", ")", '"', "“", "\ud800", "\u202e", "\0", "😀", "a:b", "2026-09-01", "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00", "de", "direct", "~2", "^3", "[a TO b]", "\\", "/re/", "{}", ":", "&&", "||",
    ]),
    st.sampled_from([f"{name}:" for name in FIELDS]),
    st.sampled_from([f'{name}:"Lin Jian"' for name in FIELDS]),
    st.sampled_from([f"{name}:a*" for name in FIELDS]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=10).map(" ".join), st.lists(PIECES).map("".join)),
    quotes=st.booleans(),
)
def test_any_query_is_answered_or_a_query_error(query: str, quotes: bool, reader: Reader) -> None:
    try:
        (reader.quotes if quotes else reader.articles)(query, size=1)
    except QueryError as error:
        assert 0 <= error.position <= len(query)


def test_the_deepest_query_is_answered(reader: Reader) -> None:
    query = "z"
    for number in range(DEEPEST_NESTING):
        query = f"(a{number} OR b{number} Jean-Lu* -person:Jo-A* {query})"
    for ask in (reader.articles, reader.quotes):
        assert ask(query).total == 0
        assert ask(f"-{query}").total > 0


def test_more_words_than_elasticsearch_takes_are_a_mistake_and_no_trace(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = ("a b c d e f g h i j k l m n o p q r s t u v w x y z " * 40)[:2000]
    with pytest.raises(QueryError, match=r"too many words .* language:de"):
        reader.articles(long)
    assert reader.articles(f"{long[:1000]} language:de").total == 0
    # Elasticsearch's own limit depends on its memory; where it is lower than ours, its refusal says the same.
    monkeypatch.setattr(compiling, "MOST_CLAUSES", 10**9)
    with pytest.raises(BadInput, match="more words and fields than this Elasticsearch"):
        reader.articles(long)


def test_an_empty_index_finds_nothing(endpoints: dict[str, str], tmp_path: Path) -> None:
    with indices_only(endpoints, tmp_path).reader() as reader:
        for query in ("", "harbour", "-harbour", "speaker:x", '"a b"'):
            assert reader.articles(query, facets=True).total == 0
            assert list(reader.all_quotes(query)) == []
        assert reader.article("x") is None
        assert reader.speaker("x").total == 0


# The samples, through the whole pipeline


def test_facets_count_all_hits(sampled: Pipeline) -> None:
    documents = sampled.documents("articles")
    with sampled.reader() as reader:
        facets = reader.articles("", size=1, facets=True).facets
        assert list(facets) == ["language", "source", "persons", "organisations", "locations"]
        for name, value in (("language", "code"), ("persons", None)):
            counted = Counter(
                each
                for document in documents
                for each in ([document["language"][value]] if value else document["persons"])
            )
            assert facets[name]
            assert all(counted[bucket.value] == bucket.count for bucket in facets[name])
            counts = [bucket.count for bucket in facets[name]]
            assert counts == sorted(counted.values(), reverse=True)[: len(counts)]
        # A value of a facet as a filter finds as many as the facet says.
        language = facets["language"][0]
        assert reader.articles("", Filters(language=language.value)).total == language.count
        kinds = reader.quotes("", facets=True).facets["kind"]
        assert sum(bucket.count for bucket in kinds) == reader.count()[1]


def test_an_article_whole(sampled: Pipeline) -> None:
    with sampled.reader() as reader:
        name = reader.articles("").hits[0].id
        whole = reader.article(name)
        assert whole is not None
        assert whole["quotes"]
        assert all(whole["text"][quote["start"] : quote["end"]] == quote["text"] for quote in whole["quotes"])
        assert whole["entities"]
        assert reader.article("no such article") is None


def test_a_speakers_quotations_over_time_and_by_outlet(sampled: Pipeline) -> None:
    documents = sampled.documents("quotes")
    name, times = Counter(document["speaker"] for document in documents if "speaker" in document).most_common(1)[0]
    with sampled.reader() as reader:
        report = reader.speaker(name, size=2)
        assert report.name == name
        assert report.total >= times
        assert sum(bucket.count for bucket in report.by_month) == report.total
        assert sum(bucket.count for bucket in report.by_source) == report.total
        assert [bucket.value for bucket in report.by_month] == sorted(bucket.value for bucket in report.by_month)
        dates = [hit.fields["published_at"] for hit in report.found.hits]
        assert dates == sorted(dates, reverse=True)
        others = reader.speaker(name, size=2, page=2).found.hits
        assert {hit.id for hit in others}.isdisjoint(hit.id for hit in report.found.hits)
        # The name's words in another order and without their accents find no less.
        assert reader.speaker(" ".join(reversed(name.upper().split()))).total == report.total
        assert reader.quotes(f'speaker:"{name}"').total == report.total
