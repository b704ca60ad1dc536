"""Elasticsearch or Kafka is away for a while: everything waits, nothing is given up, and all arrives afterwards."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.elasticsearch_client import sync_client
from tests.faults.servers import Stack
from tests.integration.conftest import Pipeline, new_pipeline, working_pipeline
from tests.integration.invented import articles
from tests.integration.load import Load
from tests.integration.processes import alive
from tests.stack import stack

ARTICLES = articles(40)


@pytest.fixture(scope="module")
def steady(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with a worker that takes small batches; its servers run again when the module is done."""
    folder = tmp_path_factory.mktemp("steady")
    with working_pipeline(servers.endpoints, folder, enrich_batch=8, index_batch=20) as made:
        yield made


def start_again(pipeline: Pipeline, servers: Stack) -> None:
    """Starts the servers, at the addresses they had, and waits until the pipeline's indices can be asked."""
    servers.restarted("the stack")
    with sync_client(pipeline.settings) as client:
        client.cluster.health(index=f"{pipeline.settings.index_prefix}-*", wait_for_status="yellow", timeout="50s")


def assert_all_arrived(pipeline: Pipeline, load: Load) -> None:
    pipeline.await_searchable(load.identifiers)
    pipeline.await_no_lag()
    found = Counter(doc["_id"] for doc in pipeline.documents("articles") if doc["_id"] in set(load.identifiers))
    assert found == Counter(load.identifiers)
    assert pipeline.dead_letters() == []
    assert "starting it again" not in pipeline.log()


def test_elasticsearch_that_does_not_answer(steady: Pipeline, servers: Stack):
    with Load(steady, ARTICLES, "frozen", paced=False) as load:
        load.await_more(20)
        with servers.paused("elasticsearch"):
            sent, lag = load.sent, steady.lag_of("index")
            steady.wait(lambda: load.sent >= sent + 100, "articles to be published meanwhile")
            # Enriching goes on; what it has made waits.
            steady.wait(lambda: steady.lag_of("index") >= lag + 100, "the lag to grow")
            assert steady.dead_letters() == []
        load.await_more(150)
    assert_all_arrived(steady, load)


def test_elasticsearch_that_is_stopped_and_started(steady: Pipeline, servers: Stack):
    with Load(steady, ARTICLES, "away", paced=False) as load:
        load.await_more(20)
        node = servers.processes("elasticsearch")[0]
        os.kill(node, signal.SIGTERM)
        try:
            steady.wait(lambda: not alive(node), "Elasticsearch to stop")
            sent, lag = load.sent, steady.lag_of("index")
            steady.wait(lambda: load.sent >= sent + 60, "articles to be published meanwhile")
            steady.wait(lambda: steady.lag_of("index") >= lag + 60, "the lag to grow")
            assert steady.dead_letters() == []
            status = steady.run("status")
            assert status.returncode == 1
            assert "Elasticsearch   no answer" in status.stdout and "lag in all" in status.stdout
        finally:
            start_again(steady, servers)
        load.await_more(100)
    assert_all_arrived(steady, load)
    assert "ConnectionError" in steady.log()


def test_both_stopped_and_started_and_a_worker_that_is_there_before_them(
    steady: Pipeline, servers: Stack, tmp_path: Path
):
    late = new_pipeline(servers.endpoints, tmp_path)
    waiting = late.send(*ARTICLES)
    with Load(steady, ARTICLES, "before") as load:
        load.await_more(60)
    # Not all of them is done yet: the load keeps a backlog.
    assert stack("down", folder=servers.folder).returncode == 0
    try:
        late.start_worker()
        late.wait(lambda: "Kafka does not answer" in late.log(), "the worker to say what it waits for")
        start_again(steady, servers)
        steady.await_searchable(load.identifiers)
        with Load(steady, ARTICLES, "after") as more:
            more.await_more(60)
        assert_all_arrived(steady, load)
        assert_all_arrived(steady, more)
        # aiokafka repeats itself a thousand times a second while no broker answers.
        assert 0 < steady.log().count("Unable connect to node") < 100

        late.await_searchable(waiting)
        late.await_no_lag()
        assert late.dead_letters() == [] and "starting it again" not in late.log()
    finally:
        late.stop()
