"""Kibana's dashboards against a real Elasticsearch: every field exists with its type, every panel has rows.

Kibana cannot run here. So the requests behind the panels are built from the generated objects (kibana_queries.py), and
what comes back is compared with what the documents say.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.index_templates import dead_letters_index, metrics_index
from streams.elasticsearch_client import sync_client
from streams.kibana.objects import saved_objects
from tests.integration.conftest import Pipeline, new_pipeline
from tests.integration.kibana_queries import Json, Kibana, Range, chosen, kql_fields, panels_of, suggestions_request

NUMBERS = {"long", "integer", "short", "float", "double"}
ANY_PREFIX = saved_objects()
"""To name the tests; each asks with the objects of its pipeline's prefix."""


PANELS = panels_of(ANY_PREFIX)
CHARTS = [name for name, panel in PANELS.items() if panel["type"] == "lens"]
TABLES = [name for name, panel in PANELS.items() if panel["type"] == "search"]


@pytest.fixture(scope="module")
def newsroom(sampled: Pipeline) -> Kibana:
    """Over the samples, in a range that holds the time of their arrival."""
    now = datetime.now(UTC)
    return Kibana(sampled, Range(now - timedelta(hours=6), now + timedelta(hours=1)))


@pytest.fixture(scope="module")
def watched(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kibana]:
    """Over invented metrics and dead letters of an hour, in indices as `quotewire init` makes them."""
    pipeline = new_pipeline(endpoints, tmp_path_factory.mktemp("watched"))
    until = datetime.now(UTC)
    span = Range(until - timedelta(hours=1), until)
    prefix = pipeline.settings.index_prefix
    with sync_client(pipeline.settings) as client:
        for document in invented_metrics(span):
            client.index(index=metrics_index(prefix, f"{until:%Y.%m}"), document=document)
        for number, document in enumerate(invented_dead_letters(span)):
            client.index(index=dead_letters_index(prefix), id=f"{prefix}.raw-0-{number}", document=document)
        client.indices.refresh(index=f"{prefix}-*")
    yield Kibana(pipeline, span)


WORKERS = ("desk:101", "desk:102")
ARTICLES = {"enrich": 40, "index": 38}
"""In each interval, of each worker."""


def invented_metrics(span: Range) -> list[Json]:
    """Three intervals of two workers, with one process for each agent."""
    return [
        measured(span.since + timedelta(minutes=15 * (number + 1)), worker, agent, number)
        for number in range(3)
        for worker in WORKERS
        for agent in ("enrich", "index")
    ]


def measured(moment: datetime, worker: str, agent: str, number: int) -> Json:
    articles = ARTICLES[agent]
    document: Json = {
        "@timestamp": moment.isoformat(), "worker": worker, "agent": agent, "interval_seconds": 10.0,
        "articles": articles, "articles_per_second": articles / 10, "bytes": 2500 * articles,
        "bytes_per_second": 250.0 * articles, "lag": 100 * (number + 1) + (7 if agent == "enrich" else 0),
        "in_flight": {"messages": 24, "bytes": 60_000},
    }  # fmt: skip
    if agent == "enrich":
        stages = ("decode", "sections", "language", "entities", "quotations", "fingerprints", "encode")
        return document | {
            "outcomes": {"enriched": articles - 1, "dead_lettered": 1},
            "stage_seconds": {stage: 0.5 for stage in stages},
        }
    outcomes = {"indexed": 30, "unchanged": 4, "superseded": 2, "deleted": 1, "dead_lettered": 1}
    return document | {
        "outcomes": outcomes,
        "stage_seconds": {"index": 1.5},
        "freshness": {"count": 30, "p50": 1.0 + number, "p95": 2.0 + number, "p99": 3.0 + number, "max": 4.0 + number},
        "bulk": {"requests": 5, "documents": 150, "bytes": 500_000, "retries": 1, "refusals": 2},
    }


def invented_dead_letters(span: Range) -> list[Json]:
    reasons = [("decode", "not-json", "open"), ("decode", "not-json", "open"), ("enrich", "killed", "open"),
               ("index", "document_parsing_exception", "replayed")]  # fmt: skip
    moment = (span.since + timedelta(minutes=30)).isoformat()
    return [
        {
            "topic": "news.raw", "partition": 0, "offset": number, "timestamp": moment, "stage": stage, "error": error,
            "message": "not JSON: line 1", "attempts": 1, "first_failure": moment, "last_failure": moment,
            "status": status, "value_bytes": 17, "key": "a",
        }
        for number, (stage, error, status) in enumerate(reasons)
    ]  # fmt: skip


@pytest.fixture
def kibana(request: pytest.FixtureRequest) -> Callable[[str], Kibana]:
    """The one for a panel."""
    return lambda name: request.getfixturevalue("newsroom" if name.startswith("Newsroom") else "watched")


@pytest.mark.parametrize("view", [item["attributes"]["name"] for item in ANY_PREFIX if item["type"] == "index-pattern"])
def test_a_data_view_fits_its_index(newsroom: Kibana, view: str) -> None:
    (found,) = [
        newsroom.views[item["id"]]
        for item in newsroom.objects
        if item["type"] == "index-pattern" and item["attributes"]["name"].startswith(f"{view} (")
    ]
    fields = newsroom.fields(found)
    assert fields[found.time]["type"] == "date" and fields[found.time]["aggregatable"]
    missing = [name for name in found.fields if name not in fields]
    assert not missing


@pytest.mark.parametrize("name", CHARTS)
def test_every_field_of_a_chart_has_the_type_it_needs(kibana: Callable[[str], Kibana], name: str) -> None:
    asked = kibana(name)
    fields = asked.fields(asked.view_of(name))
    state = asked.panels[name]["embeddableConfig"]["attributes"]["state"]
    ((_, layer),) = state["datasourceStates"]["formBased"]["layers"].items()
    for column in layer["columns"].values():
        operation, field = column["operationType"], column["sourceField"]
        for used in [*kql_fields(state["query"]), *kql_fields(column.get("filter", {"query": ""}))]:
            assert fields[used]["searchable"], used
        if operation == "count":
            continue
        assert fields[field]["aggregatable"], field
        kinds = {"date_histogram": {"date"}, "terms": {"keyword"}, "unique_count": {"keyword"}}.get(operation, NUMBERS)
        assert fields[field]["type"] in kinds, field


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_exists(kibana: Callable[[str], Kibana], name: str) -> None:
    asked = kibana(name)
    attributes = asked.panels[name]["embeddableConfig"]["attributes"]
    fields = asked.fields(asked.view_of(name))
    assert set(attributes["columns"]) <= set(fields)
    assert all(fields[field]["type"] == "date" for field, _ in attributes["sort"])


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_rows(kibana: Callable[[str], Kibana], name: str) -> None:
    asked = kibana(name)
    found = asked.rows(name)
    figures = [column for column in found[0] if column.startswith("value-")]
    for column in figures:  # none of its figures is empty everywhere
        assert any(row[column] is not None and row[column] > 0 for row in found), column


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_rows_newest_first(kibana: Callable[[str], Kibana], name: str) -> None:
    asked = kibana(name)
    hits = asked.hits(name)
    assert hits
    columns = asked.panels[name]["embeddableConfig"]["attributes"]["columns"]
    for column in columns:
        assert any(hit["fields"].get(column) for hit in hits), column
    order = [hit["sort"][0] for hit in hits]
    assert order == sorted(order, reverse=True)


def counted(documents: list[Json], field: str) -> Counter[str]:
    """Documents by value of a field."""
    values: Counter[str] = Counter()
    for document in documents:
        value: Any = document
        for part in field.split("."):
            value = value.get(part, []) if isinstance(value, dict) else value
        values.update(set(value if isinstance(value, list) else [value]))
    return values


SHOWN = {
    "persons": ("articles", "persons"), "organisations": ("articles", "organisations"),
    "places": ("articles", "locations"), "most-quoted": ("quotes", "speaker"),
    "languages": ("articles", "language.code"),
}  # fmt: skip


@pytest.mark.parametrize("panel", SHOWN)
def test_the_most_frequent_are_those_of_the_documents(newsroom: Kibana, panel: str) -> None:
    alias, field = SHOWN[panel]
    expected = counted(newsroom.pipeline.documents(alias), field)
    found = newsroom.rows(f"Newsroom/{panel}")
    assert all(expected[row["rows"]] == row["value-0"] for row in found)
    most = sorted(expected.values(), reverse=True)[: len(found)]
    assert [row["value-0"] for row in found] == most


def test_the_figures_of_the_newsroom_are_those_of_the_documents(newsroom: Kibana) -> None:
    articles, quotes = newsroom.pipeline.documents("articles"), newsroom.pipeline.documents("quotes")
    shown = {
        name: newsroom.rows(f"Newsroom/{name}")[0]["value-0"]
        for name in ("articles", "quotations", "speakers", "sources")
    }
    assert shown == {
        "articles": len(articles),
        "quotations": len(quotes),
        "speakers": len({quote["speaker"] for quote in quotes if "speaker" in quote}),
        "sources": len({article["source"] for article in articles if "source" in article}),
    }
    assert len(articles) >= 51


def test_articles_over_time_are_all_articles(newsroom: Kibana) -> None:
    """Also those without a date of publication, which the panel of these dates leaves out."""
    articles = newsroom.pipeline.documents("articles")
    by_source = newsroom.rows("Newsroom/articles-by-source")
    largest = Counter(article.get("source", "__missing__") for article in articles).most_common(10)
    assert sum(row["value-0"] or 0 for row in by_source) == sum(count for _, count in largest)
    by_date = newsroom.rows("Newsroom/publication")
    assert sum(row["value-0"] for row in by_date) == sum("published_at" in article for article in articles)
    assert any("published_at" not in article for article in articles)


def test_a_control_narrows_down_every_panel(newsroom: Kibana) -> None:
    """A field that the other index lacks would leave its panels empty."""
    for title, (field, view) in newsroom.controls().items():
        others = {newsroom.view_of(name) for name in PANELS if name.startswith("Newsroom/")}
        for other in others:
            caps = newsroom.fields(other)[field]
            assert (caps["type"], caps["searchable"], caps["aggregatable"]) == ("keyword", True, True), (title, other)
        # Elasticsearch takes upper and lower case for one in ASCII only: a speaker in Cyrillic would not be suggested.
        quoted = [
            quote
            for quote in newsroom.pipeline.documents("quotes")
            if "source" in quote and quote.get("speaker", "é")[:4].isascii()
        ]
        value = {"Language": "en", "Source": quoted[0]["source"], "Speaker": quoted[0]["speaker"]}[title]
        answer = newsroom.ask(view, suggestions_request(field, value[:4].upper()))
        assert value in [choice["key"] for choice in answer["aggregations"]["choices"]["buckets"]]
        alike = chosen(field, value)
        for name in ("articles", "quotations"):
            assert (
                0
                < newsroom.rows(f"Newsroom/{name}", alike)[0]["value-0"]
                < newsroom.rows(f"Newsroom/{name}")[0]["value-0"]
            )
        for name in ("newest-articles", "newest-quotations"):
            assert newsroom.hits(f"Newsroom/{name}", alike)


def test_the_rate_is_that_of_all_workers_together(watched: Kibana) -> None:
    found = watched.rows("Pipeline/rate")
    seconds = watched.span.interval_seconds()
    for agent, articles in ARTICLES.items():
        rates = [row["value-0"] for row in found if row["by"] == agent and row["value-0"]]
        assert rates == pytest.approx([articles * len(WORKERS) / seconds] * 3)


def test_each_delivery_has_one_outcome(watched: Kibana) -> None:
    found = watched.rows("Pipeline/outcomes")
    total = sum(row[column] or 0 for row in found for column in row if column.startswith("value-"))
    deliveries = 3 * len(WORKERS) * ARTICLES["index"] + 3 * len(WORKERS)  # and those that enrich could not do
    assert total == deliveries


def test_the_lag_is_told_apart_by_worker_and_agent(watched: Kibana) -> None:
    found = [row for row in watched.rows("Pipeline/lag") if row["value-0"] is not None]
    assert {row["by"] for row in found} == set(WORKERS)
    assert {(row["value-0"], row["value-1"]) for row in found} == {(107, 100), (207, 200), (307, 300)}


def test_dead_letters_by_reason(watched: Kibana) -> None:
    found = {(row["rows"], row["by"]): row["value-0"] for row in watched.rows("Pipeline/dead-letters-by-reason")}
    assert found == {
        ("not-json", "decode"): 2, ("killed", "enrich"): 1, ("document_parsing_exception", "index"): 1
    }  # fmt: skip
    assert watched.rows("Pipeline/open-dead-letters-count") == [{"value-0": 3}]
    assert {hit["fields"]["status"][0] for hit in watched.hits("Pipeline/open-dead-letters")} == {"open"}
