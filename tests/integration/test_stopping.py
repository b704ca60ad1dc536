"""Workers stop, are killed, join and leave under load: nothing is lost, and everything is visible once."""

import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Pipeline, new_pipeline
from tests.integration.invented import articles, write_lines
from tests.integration.processes import agent, alive, descendants, nlp_processes

COUNT = 500


@pytest.fixture
def steady(endpoints: dict[str, str], tmp_path: Path) -> Iterator[Pipeline]:
    """A pipeline whose agents take small batches, so that a few hundred articles are a long way."""
    made = new_pipeline(endpoints, tmp_path, enrich_batch=4, index_batch=10)
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def expected(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What `quotewire enrich` finds in each article: its quotations, by article_id."""
    folder = tmp_path_factory.mktemp("expected")
    source = write_lines(folder / "articles.jsonl", articles(COUNT))
    alone = Pipeline(new_pipeline(endpoints, folder).settings, folder)
    assert alone.run("enrich", str(source), "--output", str(folder / "enriched.jsonl")).returncode == 0
    lines = (folder / "enriched.jsonl").read_text().splitlines()
    return {doc["article_id"]: [quotation(quote) for quote in doc["quotes"]] for doc in map(json.loads, lines)}


def quotation(quote: dict[str, Any]) -> tuple[int, int, str, str | None]:
    speaker = quote.get("speaker")
    name = (speaker["entity"] or speaker["text"]) if isinstance(speaker, dict) else speaker
    return quote["start"], quote["end"], quote["text"], name


def assert_all_there_once(pipeline: Pipeline, expected: dict[str, list[Any]]) -> None:
    """All articles are searchable, each once, with its quotations; nothing waits, nothing was given up."""
    pipeline.await_searchable(list(expected))
    pipeline.await_no_lag()
    assert Counter(doc["_id"] for doc in pipeline.documents("articles")) == Counter(list(expected))
    quotes: dict[str, list[Any]] = {identifier: [] for identifier in expected}
    for doc in sorted(pipeline.documents("quotes"), key=lambda doc: (doc["article_id"], doc["position"])):
        quotes[doc["article_id"]].append(quotation(doc))
    assert quotes == expected
    assert sum(len(found) for found in quotes.values()) >= COUNT
    assert pipeline.dead_letters() == []


def await_some_indexed(pipeline: Pipeline, count: int) -> None:
    pipeline.wait(lambda: pipeline.count() >= count, f"{count} articles to be indexed")


def assert_stops_in_order(pipeline: Pipeline, worker: subprocess.Popen) -> None:
    """SIGTERM ends the worker by itself with exit code 0, and all that it had started."""
    below = descendants(worker.pid)
    assert below
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    log = pipeline.log()
    assert "did not stop in" not in log
    pipeline.wait(lambda: not any(alive(pid) for pid in below), f"the processes of worker {worker.pid} to end")


def test_sigterm_in_the_middle_and_a_new_start(steady: Pipeline, expected: dict[str, list[Any]]):
    steady.send(*articles(COUNT))
    for indexed in (60, 200):
        worker = steady.start_worker()
        await_some_indexed(steady, indexed)
        assert_stops_in_order(steady, worker)
        assert steady.count() < COUNT, "all was done before the worker was stopped: this has tested nothing"
    worker = steady.start_worker()
    assert_all_there_once(steady, expected)
    assert_stops_in_order(steady, worker)
    assert "Traceback" not in steady.log() and "starting it again" not in steady.log()


def test_a_second_worker_joins_and_leaves_under_load(steady: Pipeline, expected: dict[str, list[Any]]):
    steady.send(*articles(COUNT))
    first = steady.start_worker()
    await_some_indexed(steady, 20)
    second = steady.start_worker()
    steady.wait(lambda: has_worked(steady, 1), "the second worker to do a part of it")
    assert_stops_in_order(steady, second)
    assert_all_there_once(steady, expected)
    assert first.poll() is None
    assert_stops_in_order(steady, first)
    assert "starting it again" not in steady.log()


def has_worked(pipeline: Pipeline, number: int) -> bool:
    """Whether the log of a worker reports an article."""
    return '"message": "outcomes: ' in (pipeline.folder / f"worker-{number}.log").read_text(errors="replace")


@pytest.mark.parametrize("name", ["enrich", "index"])
def test_a_killed_agent_is_started_again_and_loses_nothing(
    steady: Pipeline, expected: dict[str, list[Any]], name: str
):
    steady.send(*articles(COUNT))
    worker = steady.start_worker()
    await_some_indexed(steady, 40)
    killed = agent(worker.pid, name)
    assert killed
    below = descendants(killed)
    os.kill(killed, signal.SIGKILL)
    assert steady.count() < COUNT
    steady.wait(lambda: agent(worker.pid, name) not in (None, killed), f"the {name} agent to be started again")
    # Its NLP processes notice that nobody is there any more.
    steady.wait(lambda: not any(alive(pid) for pid in below), "what the killed agent had started to end")
    assert_all_there_once(steady, expected)
    assert f"the {name} agent ended with code -9; starting it again" in steady.log()
    assert steady.log().count("starting it again") == 1  # the other agent went on
    assert_stops_in_order(steady, worker)


def test_a_killed_nlp_process_blames_no_article(steady: Pipeline, expected: dict[str, list[Any]]):
    steady.send(*articles(COUNT))
    worker = steady.start_worker()
    for indexed in (20, 120):
        await_some_indexed(steady, indexed)
        (killed,) = nlp_processes(worker.pid)
        os.kill(killed, signal.SIGKILL)
        steady.wait(lambda old=killed: nlp_processes(worker.pid) not in ([], [old]), "a new NLP process")
    assert steady.count() < COUNT
    assert_all_there_once(steady, expected)
    assert "(signal 9)" in steady.log() and "starting it again" not in steady.log()
    assert_stops_in_order(steady, worker)


def test_a_killed_supervisor_leaves_no_process_behind(steady: Pipeline, expected: dict[str, list[Any]]):
    steady.send(*articles(COUNT))
    worker = steady.start_worker()
    await_some_indexed(steady, 40)
    below = descendants(worker.pid)
    worker.kill()
    worker.wait(60)
    steady.wait(lambda: not any(alive(pid) for pid in below), "the agents to end after their supervisor")
    steady.start_worker()
    assert_all_there_once(steady, expected)
