"""Rows b, c and d of `make bench`, with few articles: that both sides do the same, and all of it."""

import json
from pathlib import Path

import orjson
import pytest

from benchmarks.stream.context import Context
from benchmarks.stream.held import below, cpu_seconds, held_pipeline
from benchmarks.stream.indexing import annotated, bulk_bodies, measure_agent, measure_raw, numbered
from benchmarks.stream.pipeline import Standstill, pipeline
from benchmarks.stream.publishing import java_speed, our_speed, records_a_second
from benchmarks.stream.quix import same_work
from benchmarks.stream.stand_in import identity_chain
from benchmarks.stream.transport import measure, raw_messages, start_agents
from schemas import MessagePlace
from streams.indexing.changes import change_of
from streams.indexing.generations import Indices
from streams.indexing.state import decide
from streams.indexing.writer import operations_for
from streams.messages import Enriched, Message
from streams.nlp_process import enrich_messages
from streams.settings import Settings
from tests.integration.processes import alive

PLACE = MessagePlace(topic="news.raw", partition=3, offset=7, timestamp=1_796_000_000_000)


def few(endpoints: dict[str, str], folder: Path, count: int) -> Context:
    return Context(endpoints, folder, lambda _: None, count=count, rounds=1)


def written_by_agents(key: bytes, value: bytes) -> tuple[dict, same_work.Document]:
    """The enriched article and the document that the agents would make of an article without any finding."""
    (enriched,) = enrich_messages(identity_chain(), [Message(key, value, PLACE)])
    assert isinstance(enriched, Enriched)
    change = change_of(Message(key, enriched.value, PLACE))
    (operation,) = operations_for(Indices("news", 1), change, decide(change, None))
    return orjson.loads(enriched.value), (operation.index, operation.id, operation.source)


def without_processing(article: dict) -> dict:
    """Which version of what has made it, and how long that took, is of no account."""
    return {name: value for name, value in article.items() if name != "processing"}


def test_quix_streams_is_given_the_same_work(tmp_path: Path) -> None:
    for key, value in raw_messages(few({}, tmp_path, 20), 20):
        article, (index, identifier, source) = written_by_agents(key, value)
        theirs = same_work.enriched(value, PLACE)
        assert without_processing(orjson.loads(theirs)) == without_processing(article)
        assert same_work.document(theirs, "news")[:2] == (index, identifier)
        made = same_work.document(theirs, "news")[2]
        assert without_processing(orjson.loads(made)) == without_processing(orjson.loads(source))


def test_the_plain_job_fills_the_same_documents_but_for_what_it_does_not_compute(tmp_path: Path) -> None:
    ((key, value),) = raw_messages(few({}, tmp_path, 1), 1)
    _, (index, identifier, source) = written_by_agents(key, value)
    made = same_work.plain_document(same_work.plainly_enriched(value, key, PLACE.model_dump()), "news")
    assert made[:2] == (index, identifier)
    document, plain = orjson.loads(source), orjson.loads(made[2])
    assert {name: plain[name] for name in ("body", "heading", "text", "raw")} == {
        name: document[name] for name in ("body", "heading", "text", "raw")
    }


def test_raw_requests_hold_the_agents_operations(tmp_path: Path) -> None:
    context = few({}, tmp_path, 3)
    articles = numbered(annotated(context.articles(2)), 3)
    assert [article.article_id for article in articles] == [
        f"{article.source}:{n}" for n, article in enumerate(articles)
    ]
    settings = Settings(_env_file=None, bulk_bytes=10_000)
    bodies = list(bulk_bodies(settings, articles))
    lines = [orjson.loads(line) for body in bodies for line in body.splitlines()]
    written = [next(iter(line.values()))["_index"] for line in lines[::2]]
    quotations = sum(len(article.quotes) for article in articles)
    assert len(written) == 3 + quotations + 3
    assert quotations > 0
    assert written.count("news-state") == 3
    assert len(bodies) > 1
    assert all(body.endswith(b"\n") for body in bodies)


def test_the_performance_tests_last_line_is_read() -> None:
    said = (
        "4001 records sent, 800.1 records/sec (1.00 MB/sec), 2.0 ms avg latency, 9.0 ms max latency.\n"
        "20000 records sent, 17094.017094 records/sec (55.27 MB/sec), 1.2 ms avg latency, 90 ms max.\n"
    )
    assert records_a_second(said, 20_000) == 17_094.017094
    with pytest.raises(Standstill, match="says nothing of 30,000 records"):
        records_a_second(said, 30_000)


@pytest.mark.integration
def test_the_agents_are_measured_over_all_articles(endpoints: dict[str, str], tmp_path: Path) -> None:
    context = few(endpoints, tmp_path, 60)
    speed, milliseconds = measure(context, start_agents, raw_messages(context, context.count))
    assert speed > 0
    assert milliseconds > 0


@pytest.mark.integration
def test_agent_and_raw_requests_fill_the_same_indices(endpoints: dict[str, str], tmp_path: Path) -> None:
    context = few(endpoints, tmp_path, 10)
    articles = numbered(annotated(context.articles(3)), 12)
    messages = [(article.article_id.encode(), article.model_dump_json().encode()) for article in articles]
    assert measure_agent(context, messages) > 0
    assert measure_raw(context, articles) > 0


@pytest.mark.integration
def test_publisher_and_performance_test_send_every_article(endpoints: dict[str, str], tmp_path: Path) -> None:
    context = few(endpoints, tmp_path, 50)
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(article) + "\n" for article in context.articles()), encoding="utf-8")
    with pipeline(context, partitions=2) as made:
        assert our_speed(made, file, 50) > 0
        assert java_speed(made, file, 50) > 0
        with pytest.raises(Standstill, match="50 of 60 articles were acknowledged"):
            our_speed(made, file, 60)


@pytest.mark.integration
def test_held_processes_do_nothing(endpoints: dict[str, str], tmp_path: Path) -> None:
    with held_pipeline(few(endpoints, tmp_path, 1)) as made:
        busy = made.start("-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])")
        made.until(lambda: cpu_seconds(below([busy.pid])) > 0.2, "the processes to compute")
        with made.held():
            before = cpu_seconds(below([busy.pid]))
            made.fill(made.settings.raw_topic, [(b"key", b"value")])
            assert cpu_seconds(below([busy.pid])) == before
        made.until(lambda: cpu_seconds(below([busy.pid])) > before, "the processes to go on")
        pids = made.pids()
        assert len(pids) == 2
    assert not [pid for pid in pids if alive(pid)]
