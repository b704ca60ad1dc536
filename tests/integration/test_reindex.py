"""The indices are made anew while they serve: nothing is missing, nothing is there twice, and nobody notices."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from schemas.index_templates import articles_alias, articles_index, quotes_alias, state_index
from streams.elasticsearch_client import sync_client
from streams.indexing.generations import Indices, generation_behind
from streams.kafka_admin import create_topics, lag
from streams.messages import RAW_TIMESTAMP_HEADER
from streams.rebuild.cluster import Cluster
from streams.rebuild.filling import ReindexIncomplete
from streams.rebuild.following import reindex_group, runs_elsewhere
from streams.rebuild.reindex import reindex
from tests.integration.conftest import ROOT, Pipeline, new_pipeline
from tests.integration.forwarder import Forwarder
from tests.integration.load import Meanwhile
from tests.streams.articles import SENT, enriched


def change(name: str, revision: int = 0, **fields: Any) -> tuple[bytes, bytes]:
    """Key and value of a message of the enriched topic."""
    other = {"version": SENT + revision, "content_hash": f"{name} {revision}", "title": f"revision {revision}"} | fields
    return name.encode(), enriched(article_id=name, **other).model_dump_json().encode()


def send(pipeline: Pipeline, *messages: tuple[bytes, bytes | None], deleted_ms: int = SENT + 60_000) -> None:
    with pipeline.producer() as producer:
        for key, value in messages:
            headers = [] if value is not None else [(RAW_TIMESTAMP_HEADER, str(deleted_ms).encode())]
            producer.send(pipeline.settings.enriched_topic, key=key, value=value, headers=headers)
        producer.flush()


def indexed(pipeline: Pipeline) -> None:
    pipeline.wait(lambda: pipeline.lag_of("index") == 0, "the messages to be indexed")
    pipeline.refresh()


def generation(pipeline: Pipeline) -> int:
    with sync_client(pipeline.settings) as client:
        prefix = pipeline.settings.index_prefix
        found = generation_behind(client.indices.get_alias(name=articles_alias(prefix)), prefix)
        quotes = client.indices.get_alias(name=quotes_alias(prefix))
    assert {name.split("-")[2] for name in quotes} == {f"v{found}"}
    assert found is not None
    return found


def articles(pipeline: Pipeline) -> dict[str, dict[str, Any]]:
    """What is searchable, by id; nothing is there twice, and each article has its quotations."""
    found = pipeline.documents("articles")
    assert max(Counter(doc["_id"] for doc in found).values(), default=1) == 1
    quotes = Counter(doc["article_id"] for doc in pipeline.documents("quotes"))
    assert quotes == Counter({doc["_id"]: doc["quote_count"] for doc in found if doc["quote_count"]})
    return {doc["_id"]: {name: value for name, value in doc.items() if name != "_index"} for doc in found}


@contextmanager
def reindexing(pipeline: Pipeline, *arguments: str) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "streams.cli", "reindex", *arguments]
    run = subprocess.Popen(
        command, env=pipeline.environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield run
    finally:
        if run.poll() is None:
            run.kill()
        run.wait()
        assert run.stdout is not None
        run.stdout.close()


class Watching(Meanwhile):
    """Searches without a pause from `with` on until the block ends, and notes what may never be seen.

    Articles called `stay-…` are never deleted: their number must not fall, and none may be seen twice.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        super().__init__()
        self._pipeline = pipeline
        self.problems: list[str] = []
        self.most = 0
        self.generations: Counter[str] = Counter()

    def _run(self) -> None:
        alias = articles_alias(self._pipeline.settings.index_prefix)
        with sync_client(self._pipeline.settings) as client:
            while not self._over.is_set():
                response = client.search(
                    index=alias, query={"prefix": {"article_id": "stay-"}}, size=10_000, source=False
                )
                if response["_shards"]["failed"]:
                    self.problems.append(f"failed shards: {response['_shards']}")
                    continue
                hits = response["hits"]["hits"]
                count = response["hits"]["total"]["value"]
                seen = Counter(hit["_id"] for hit in hits)
                if max(seen.values(), default=1) > 1:
                    self.problems.append(f"seen twice: {seen.most_common(3)}")
                if count < self.most:
                    self.problems.append(f"{count} articles after {self.most}")
                self.most = max(self.most, count)
                self._over.wait(0.02)  # leaves something of the machine to the others
                self.generations[",".join(sorted({hit["_index"].split("-")[2] for hit in hits}))] += 1


class Publishing(Meanwhile):
    """Publishes, revises and deletes articles from `with` on until the block ends, and knows what must come of it."""

    def __init__(self, pipeline: Pipeline) -> None:
        super().__init__()
        self._pipeline = pipeline
        self.expected: dict[str, int] = {}
        self.gone: set[str] = set()

    def _run(self) -> None:
        topic, number = self._pipeline.settings.enriched_topic, 0
        with self._pipeline.producer() as producer:
            while not self._over.is_set():
                for _ in range(5):
                    name, fleeting = f"stay-new-{number}", f"go-new-{number}"
                    for key, value in (change(name), change(fleeting)):
                        producer.send(topic, key=key, value=value)
                    revised = f"stay-{number % 300}"
                    key, value = change(revised, number + 1)
                    producer.send(topic, key=key, value=value)
                    self.expected |= {name: 0, revised: number + 1}
                    if number >= 20:
                        old = f"go-new-{number - 20}"
                        header = (RAW_TIMESTAMP_HEADER, str(SENT + 60_000).encode())
                        producer.send(topic, key=old.encode(), value=None, headers=[header])
                        self.gone.add(old)
                    number += 1
                producer.flush()
                self._over.wait(0.4)


def test_search_goes_on_under_load_and_moves_in_one_step(indexing: Pipeline):
    first = generation(indexing)
    send(indexing, *(change(f"stay-{n}") for n in range(300)), *(change(f"go-{n}") for n in range(40)))
    indexed(indexing)
    send(indexing, *((f"go-{n}".encode(), None) for n in range(20)))
    indexed(indexing)
    with Watching(indexing) as watching, Publishing(indexing) as publishing:
        indexing.wait(lambda: watching.most > 300, "articles of the load")
        done = indexing.run("reindex")
        assert done.returncode == 0, done.stdout + done.stderr
        most = watching.most
        indexing.wait(lambda: watching.most > most + 20, "articles after the handover")
    assert watching.problems == []
    assert set(watching.generations) == {f"v{first}", f"v{first + 1}"}
    assert generation(indexing) == first + 1
    indexed(indexing)
    found = articles(indexing)
    for name, revision in publishing.expected.items():
        assert found[name]["title"] == f"revision {revision}", name
    assert not publishing.gone & set(found)
    assert {f"go-{n}" for n in range(40)} & set(found) == {f"go-{n}" for n in range(20, 40)}
    assert set(publishing.expected) <= set(found)
    assert f"generation {first} is still there" in done.stdout
    assert f"generation {first + 1} serves" in done.stdout
    assert f"goes over to generation {first + 1}" in indexing.log()
    assert "starting it again" not in indexing.log() and "Traceback" not in indexing.log()

    # A second time, and the earlier ones go.
    assert indexing.run("init").returncode == 0
    again = indexing.run("reindex", "--drop-old")
    assert again.returncode == 0, again.stdout + again.stderr
    assert generation(indexing) == first + 2
    assert articles(indexing) == found
    send(indexing, change("stay-after", published_at="2024-03-03T00:00:00Z"))
    indexed(indexing)
    assert set(articles(indexing)) == {*found, "stay-after"}  # a month that was made after it has its alias
    with sync_client(indexing.settings) as client:
        prefix = indexing.settings.index_prefix
        names = set(client.indices.get(index=f"{prefix}-*"))
    assert not {name for name in names if f"-v{first}" in name or f"-v{first + 1}" in name}
    assert state_index(prefix) not in names


def test_what_the_topic_no_longer_tells_is_carried_over(indexing: Pipeline):
    """Compaction keeps the last message of an article, and a deletion for a day; simulated by another topic."""
    first, names = generation(indexing), {"plain", "late", "forgotten", "again", "unheard"}
    late = change("late", 5), change("late", 2)  # the older revision comes last
    send(indexing, change("plain"), *late, change("deleted", 100_000), change("forgotten"), change("again"))
    send(indexing, (b"deleted", None), (b"again", None))
    send(indexing, change("again", 90_000), change("unheard"))
    indexed(indexing)
    before = articles(indexing)
    assert names <= set(before) and "deleted" not in before
    # What is left of the topic after compaction, and after a day; all else is lost altogether.
    compacted = indexing.settings.model_copy(update={"topic_prefix": f"{indexing.settings.topic_prefix}x"})
    create_topics(compacted)
    send(
        Pipeline(compacted, indexing.folder),
        change("plain"),
        late[1],
        change("deleted", 100_000),
        change("again", 90_000),
    )
    reindex(compacted, lambda _: None)
    assert articles(indexing) == before
    assert generation(indexing) == first + 1
    # A revision from before the deletion, and the deletion from before the revision, delivered once more.
    send(indexing, change("deleted", 100_000), change("late", 2), (b"again", None))
    indexed(indexing)
    assert articles(indexing) == before


def test_it_goes_on_where_it_was_stopped_and_only_one_runs(endpoints: dict[str, str], tmp_path: Path):
    small = {"partitions": 1, "index_batch": 20, "index_batches_in_flight": 1}
    one = new_pipeline(endpoints, tmp_path, **small)
    group, settings = reindex_group(one.settings, 2), one.settings

    def committed() -> int:
        return sum(row.committed or 0 for row in lag(settings, group, settings.enriched_topic))

    send(one, *(change(f"stay-{n}") for n in range(100)))
    send(one, change("held", published_at="2025-02-02T00:00:00Z"))
    send(one, *(change(f"more-{n}") for n in range(100)))
    with sync_client(settings) as client:
        cluster = Cluster(client, settings, Indices(settings.index_prefix, 1), Indices(settings.index_prefix, 2))
        cluster.begin()
        # The next generation does not take the article in the middle of the topic: there a run has to wait.
        held = articles_index(settings.index_prefix, "2025.02", 2)
        client.indices.create(index=held, settings={"index.blocks.write": True})
        with reindexing(one) as run:
            one.wait(lambda: committed() > 80, "the articles before it")
            other = one.run("reindex")
            assert other.returncode == 1 and f"process {run.pid}" in other.stderr, other.stderr
            gone = one.run("reindex", "--abandon")
            assert gone.returncode == 1 and "another reindex or replay runs" in gone.stderr
            run.send_signal(signal.SIGINT)
            output = run.communicate(timeout=60)[0]
            assert run.returncode == 1 and "stopped; what was done is kept" in output, output
        assert generation(one) == 1
        assert "a reindex into generation 2 is unfinished" in one.run("init").stdout
        refused = one.run("expire", "--older-than", "1d")
        assert refused.returncode == 1 and "unfinished" in refused.stderr
        with reindexing(one) as run:
            one.wait(lambda: runs_elsewhere(settings, group) is not None, "another run")
            run.kill()
        client.indices.put_settings(index=held, settings={"index.blocks.write": None})
    reached = committed()
    assert 80 < reached <= 100
    done = one.run("reindex")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "going on with generation 2" in done.stdout
    assert f"100% of the topic, {201 - reached} articles" in done.stdout  # what was committed is not read again
    assert generation(one) == 2
    assert len(articles(one)) == 201


def test_a_run_that_was_killed_in_its_handover_can_be_abandoned_or_done_again(indexing: Pipeline):
    settings, prefix, first = indexing.settings, indexing.settings.index_prefix, generation(indexing)
    send(indexing, change("one"))
    indexed(indexing)
    before = set(articles(indexing))
    with sync_client(settings) as client:
        cluster = Cluster(client, settings, Indices(prefix, first), Indices(prefix, first + 1))
        cluster.begin()
        cluster.close()  # and there it ends
        refused = indexing.log().count("cluster_block_exception")
        send(indexing, change("two"), change("three", published_at="2025-02-02T00:00:00Z"))
        indexing.wait(
            lambda: indexing.log().count("cluster_block_exception") > refused, "the index agent to be refused"
        )
        assert set(articles(indexing)) == before
        assert indexing.lag_of("index") == 2
        abandoned = indexing.run("reindex", "--abandon")
        assert abandoned.returncode == 0, abandoned.stderr
        assert f"deleted {state_index(prefix, first + 1)}" in abandoned.stdout
        indexed(indexing)
        assert set(articles(indexing)) == {*before, "two", "three"}
        assert indexing.run("reindex", "--abandon").returncode == 1
        cluster.begin()
        cluster.close()
    lines: list[str] = []
    assert reindex(settings, lines.append).generation == first + 1
    assert "an earlier run ended in its handover; index agents can write again" in lines
    assert set(articles(indexing)) == {*before, "two", "three"}
    assert generation(indexing) == first + 1


def test_fewer_articles_are_not_handed_over_to(indexing: Pipeline):
    settings, first = indexing.settings, generation(indexing)
    before = set(articles(indexing))
    with sync_client(settings) as client:
        # A document that no message and no state tells of, as after a restored snapshot.
        index = articles_index(settings.index_prefix, "archive", first)
        client.index(index=index, id="stray", document={"article_id": "stray"}, refresh=True)
    done = indexing.run("reindex")
    assert done.returncode == 1
    assert f"1 fewer than generation {first}" in done.stderr, done.stderr
    assert generation(indexing) == first
    send(indexing, change("after"))  # and the old generation can be written to again
    indexed(indexing)
    assert indexing.count() == len(before) + 2
    reindex(settings, lambda _: None, accept_missing=True)
    assert set(articles(indexing)) == {*before, "after"}


@pytest.mark.timeout(120)  # without the limit it waits for ever
def test_a_handover_that_waits_is_given_up_and_what_it_has_read_is_read_again(indexing: Pipeline, monkeypatch):
    settings, first = indexing.settings, generation(indexing)
    held = articles_index(settings.index_prefix, "2023.05", first + 1)
    close, reopen, lines = Cluster.close, Cluster.open, []
    before = set(articles(indexing))

    def close_and_block(cluster: Cluster) -> None:
        close(cluster)
        if not cluster.client.indices.exists(index=held):
            # The next generation does not take what comes in just now: there the handover has to wait.
            cluster.client.indices.create(index=held, settings={"index.blocks.write": True})
            send(indexing, change("waiting", published_at="2023-05-05T00:00:00Z"))

    def unblock_and_open(cluster: Cluster) -> None:
        cluster.client.indices.put_settings(index=held, settings={"index.blocks.write": None})
        reopen(cluster)
        lines.append(f"closed: {cluster.is_closed()}")

    monkeypatch.setattr("streams.rebuild.filling.HANDOVER_SECONDS", 4.0)
    monkeypatch.setattr(Cluster, "close", close_and_block)
    monkeypatch.setattr(Cluster, "open", unblock_and_open)
    assert reindex(settings, lines.append).generation == first + 1
    opened = lines.index("closed: False")
    assert "was not reached in 4 s" in lines[opened + 1]
    assert generation(indexing) == first + 1
    indexed(indexing)
    assert set(articles(indexing)) == {*before, "waiting"}


def test_a_generation_that_cannot_be_opened_again_is_said_to_be_closed(indexing: Pipeline, monkeypatch):
    settings, prefix, first = indexing.settings, indexing.settings.index_prefix, generation(indexing)
    close, before = Cluster.close, set(articles(indexing))
    with sync_client(settings) as client, closing(Forwarder(settings.elasticsearch_url)) as door, ExitStack() as away:

        def close_and_go_away(cluster: Cluster) -> None:
            close(cluster)
            away.enter_context(door.shut())

        monkeypatch.setattr(Cluster, "close", close_and_go_away)
        with pytest.raises(ReindexIncomplete, match=r"indexing is stopped.*`quotewire reindex --abandon`"):
            reindex(settings.model_copy(update={"elasticsearch_url": door.url}), lambda _: None)
        cluster = Cluster(client, settings, Indices(prefix, first), Indices(prefix, first + 1))
        assert cluster.is_closed()
        send(indexing, change("stopped"))
        done = indexing.run("reindex", "--abandon")
        assert done.returncode == 0, done.stderr
        assert not cluster.is_closed()
        indexed(indexing)
        assert set(articles(indexing)) == {*before, "stopped"}
        # Elasticsearch went away before the closing had come to its end.
        close(cluster)
        client.indices.put_settings(index=",".join(cluster.old.all), settings={"index.blocks.write": None})
        assert cluster.is_closed()
        assert indexing.run("reindex", "--abandon").returncode == 0
        assert not cluster.is_closed()
    assert generation(indexing) == first


def test_what_the_new_generation_does_not_take_is_counted_once_and_printed(indexing: Pipeline):
    settings, prefix, first = indexing.settings, indexing.settings.index_prefix, generation(indexing)
    may = {"published_at": "2022-05-05T00:00:00Z"}
    send(indexing, change("refused", **may), change("refused-twice", **may), change("broken"), change("fine"))
    indexed(indexing)
    before = set(articles(indexing))
    (broken,) = [doc for doc in indexing.documents("articles") if doc["_id"] == "broken"]
    topic = settings.model_copy(update={"topic_prefix": f"{settings.topic_prefix}y"})
    create_topics(topic)
    elsewhere = Pipeline(topic, indexing.folder)
    send(elsewhere, change("refused-twice", **may))  # all others are gone from the topic
    with sync_client(settings) as client:
        client.update(index=broken["_index"], id="broken", doc={"version": -1}, refresh=True)
        Cluster(client, settings, Indices(prefix, first), Indices(prefix, first + 1)).begin()
        hostile = {"properties": {"title": {"type": "integer"}}}
        client.indices.create(index=articles_index(prefix, "2022.05", first + 1), mappings=hostile)
    stopped = elsewhere.run("reindex")
    assert stopped.returncode == 1
    assert f"3 fewer than generation {first}" in stopped.stderr
    assert "Not taken: document_parsing_exception 2, invalid-stored-article 1." in stopped.stderr
    assert "'broken': what is stored does not fit this version (`version`: " in stopped.stderr
    done = elsewhere.run("reindex", "--accept-missing")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not taken: 2 × document_parsing_exception" in done.stderr
    assert "not taken: 1 × invalid-stored-article" in done.stderr
    assert generation(indexing) == first + 1
    assert set(articles(indexing)) == before - {"refused", "refused-twice", "broken"}
    send(indexing, change("broken"))  # published again, it is not taken for known
    indexed(indexing)
    assert set(articles(indexing)) == before - {"refused", "refused-twice"}
