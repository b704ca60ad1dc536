"""Workers stop, are killed, join and leave under load: nothing is lost, and everything is visible once.

The tests of this module share a pipeline and its first worker, and need their order.
"""

import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from streams.worker import AGENT_MALLOC
from tests.integration.conftest import Pipeline, working_pipeline
from tests.integration.invented import articles, write_lines
from tests.integration.load import Load, said
from tests.integration.processes import agent, alive, descendants, nlp_processes

ARTICLES = articles(60)


@pytest.fixture(scope="module")
def loaded(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with a worker whose agents take small batches: a few hundred articles are a long way for it."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("loaded"), enrich_batch=4, index_batch=10) as made:
        yield made


@pytest.fixture(scope="module")
def quotations(loaded: Pipeline) -> list[list[Any]]:
    """What `quotewire enrich` finds in each of the articles."""
    source, output = write_lines(loaded.folder / "articles.jsonl", ARTICLES), loaded.folder / "out.jsonl"
    assert loaded.run("enrich", str(source), "--output", str(output)).returncode == 0
    found = [[said(quote) for quote in json.loads(line)["quotes"]] for line in output.read_text().splitlines()]
    assert len(found) == len(ARTICLES) <= sum(map(len, found))
    return found


def assert_all_there_once(pipeline: Pipeline, load: Load, quotations: list[list[Any]]) -> None:
    """All articles are searchable, each once, with its quotations; nothing waits, nothing was given up."""
    expected = load.expected(quotations)
    pipeline.await_no_lag()
    found = Counter(doc["_id"] for doc in pipeline.documents("articles") if doc["_id"] in expected)
    assert found == Counter(list(expected))
    quotes: dict[str, list[Any]] = {identifier: [] for identifier in expected}
    for doc in sorted(pipeline.documents("quotes"), key=lambda doc: (doc["article_id"], doc["position"])):
        if doc["article_id"] in expected:
            quotes[doc["article_id"]].append(said(doc))
    assert quotes == expected
    assert pipeline.dead_letters() == []


def assert_stops_in_order(pipeline: Pipeline, worker: subprocess.Popen) -> None:
    """SIGTERM ends the worker by itself with exit code 0, and all that it had started."""
    below = descendants(worker.pid)
    assert below
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    assert "did not stop in" not in pipeline.log()
    pipeline.wait(lambda: not any(alive(pid) for pid in below), f"the processes of worker {worker.pid} to end")


def restarts(pipeline: Pipeline) -> int:
    return pipeline.log().count("starting it again")


def test_a_second_worker_joins_and_leaves_under_load(loaded: Pipeline, quotations: list[list[Any]]):
    with Load(loaded, ARTICLES, "joined") as load:
        load.await_more(40)
        second = loaded.start_worker()
        loaded.wait(lambda: loaded.members() == [2, 2], "the second worker to get partitions")
        load.await_more(150)
        assert_stops_in_order(loaded, second)
        loaded.wait(lambda: loaded.members() == [1, 1], "the first worker to get them back")
        load.await_more(150)
    assert_all_there_once(loaded, load, quotations)
    assert restarts(loaded) == 0 and "Traceback" not in loaded.log()


def environ_of_process(pid: int) -> dict[str, str]:
    """What a process was started with."""
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs) if name}


def test_only_agents_allocate_like_agents(loaded: Pipeline):
    """What they read at once after an outage is given back; the NLP processes' matrices are not mapped one by one."""
    worker = loaded.workers[0]
    loaded.wait(lambda: len(nlp_processes(worker.pid)) == 1, "an NLP process")
    for name in ("enrich", "index"):
        pid = agent(worker.pid, name)
        assert pid
        assert AGENT_MALLOC.items() <= environ_of_process(pid).items()
    (nlp,) = nlp_processes(worker.pid)
    assert not AGENT_MALLOC.keys() & environ_of_process(nlp).keys()


def test_killed_agents_are_started_again_and_lose_nothing(loaded: Pipeline, quotations: list[list[Any]]):
    worker = loaded.workers[0]
    with Load(loaded, ARTICLES, "killed") as load:
        load.await_more(40)
        below: list[int] = []
        for name in ("index", "enrich"):
            killed = agent(worker.pid, name)
            assert killed
            below += descendants(killed)
            os.kill(killed, signal.SIGKILL)
            gone = (None, killed)
            loaded.wait(lambda name=name, gone=gone: agent(worker.pid, name) not in gone, f"a new {name} agent")
        # The NLP processes notice that nobody is there any more.
        loaded.wait(lambda: not any(alive(pid) for pid in below), "what the killed agents had started to end")
        load.await_more(200)
    assert_all_there_once(loaded, load, quotations)
    for name in ("index", "enrich"):
        assert f"the {name} agent ended with code -9; starting it again" in loaded.log()
    assert restarts(loaded) == 2


def test_a_killed_nlp_process_blames_no_article(loaded: Pipeline, quotations: list[list[Any]]):
    worker = loaded.workers[0]
    restarts_before = restarts(loaded)
    with Load(loaded, ARTICLES, "killed-nlp") as load:
        for _ in range(3):
            load.await_more(60)
            (killed,) = nlp_processes(worker.pid)
            os.kill(killed, signal.SIGKILL)
            loaded.wait(lambda old=killed: nlp_processes(worker.pid) not in ([], [old]), "a new NLP process")
        load.await_more(60)
    assert_all_there_once(loaded, load, quotations)
    assert restarts(loaded) == restarts_before
    assert loaded.log().count("(signal 9)") >= 3


def test_sigterm_in_the_middle_and_a_new_start(loaded: Pipeline, quotations: list[list[Any]]):
    restarts_before = restarts(loaded)
    with Load(loaded, ARTICLES, "stopped") as load:
        load.await_more(60)
        assert_stops_in_order(loaded, loaded.workers[0])
        assert load.searchable() < load.sent, "nothing was left to be done when the worker was stopped"
        loaded.start_worker()
        load.await_more(200)
    assert_all_there_once(loaded, load, quotations)
    assert restarts(loaded) == restarts_before


def test_a_killed_supervisor_leaves_no_process_behind(loaded: Pipeline, quotations: list[list[Any]]):
    worker = loaded.workers[-1]
    with Load(loaded, ARTICLES, "orphaned") as load:
        load.await_more(60)
        below = descendants(worker.pid)
        worker.kill()
        worker.wait(60)
        loaded.wait(lambda: not any(alive(pid) for pid in below), "the agents to end after their supervisor")
        worker = loaded.start_worker()
        load.await_more(200)
    assert_all_there_once(loaded, load, quotations)
    assert_stops_in_order(loaded, worker)


def test_sigterm_while_it_starts(loaded: Pipeline):
    worker = loaded.start_worker()
    loaded.wait(lambda: agent(worker.pid, "enrich") is not None, "the enrich agent's process")
    below = descendants(worker.pid)
    worker.send_signal(signal.SIGTERM)
    worker.wait(60)
    loaded.wait(lambda: not any(alive(pid) for pid in below), "all it had started to end")
    # Of all workers of this module: stopping and starting is no news to anybody.
    assert "Traceback" not in loaded.log()
