"""Snapshots and coming back from them on the real Elasticsearch; `make drill` destroys one for it."""

import json
import os
import signal
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from kafka.admin import ConfigResource, ConfigResourceType

from streams.backup import restoring, taking
from streams.backup.repository import PROVISIONAL, snapshot_named
from streams.backup.taking import BackupIncomplete
from streams.elasticsearch_client import sync_client
from streams.indexing.generations import Indices
from streams.kafka_admin import admin_client, create_topics, lag, uncompacted_ms
from streams.rebuild.cluster import Cluster
from tests.faults.drill import carried_out, indices_deleted
from tests.faults.servers import Servers
from tests.faults.trial import Enricher, Trial
from tests.integration.conftest import Pipeline, new_pipeline
from tests.integration.invented import articles
from tests.stack import STACK

MESSAGES = 200


def repository_folder(pipeline: Pipeline) -> str:
    with sync_client(pipeline.settings) as client:
        [node] = client.nodes.info(metric="settings")["nodes"].values()
    return f"{node['settings']['path']['repo'][0]}/{pipeline.settings.index_prefix}"


def said(pipeline: Pipeline, *arguments: str, code: int = 0) -> str:
    done = pipeline.run(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def kept(endpoints, tmp_path_factory):
    """A pipeline without workers, its articles indexed, and a repository of its own."""
    made = new_pipeline(endpoints, tmp_path_factory.mktemp("kept"), backup_repository="kept")
    made = Pipeline(made.settings.model_copy(update={"backup_repository": made.settings.index_prefix}), made.folder)
    made.settings.__pydantic_fields_set__.add("backup_repository")
    worker = made.start_worker()
    made.send(*articles(20))
    made.await_no_lag()
    worker.terminate()
    worker.wait(60)
    try:
        yield made
    finally:
        made.end()


def test_nothing_is_registered_unasked(kept):
    for command in (["create"], ["list"], ["drop", "x"]):
        assert "quotewire backup register" in said(kept, "backup", *command, code=1)
    assert "quotewire backup register" in said(kept, "restore", code=1)
    refused = said(kept, "backup", "register", "/nowhere/at/all", code=1)
    assert "path.repo" in refused and refused.count("\n") == 1


def test_snapshots_are_taken_listed_kept_and_dropped(kept):
    said(kept, "backup", "register", repository_folder(kept))
    said(kept, "backup", "register", repository_folder(kept))
    assert "stays as it is" in said(kept, "backup", "register", "/elsewhere", code=1)
    taken = said(kept, "backup", "create")
    assert "20 articles, 20 quotations" in taken
    said(kept, "backup", "create")
    said(kept, "backup", "create", "--keep", "2")
    listed = kept.json("backup", "list")
    assert [(one["state"], one["articles"], one["generation"]) for one in listed] == [("SUCCESS", 20, 1)] * 2
    assert taken.split(":")[0].splitlines()[-1] not in {one["name"] for one in listed}
    said(kept, "backup", "drop", listed[0]["name"])
    assert said(kept, "backup", "list").count("\n") == 1
    assert "no snapshot 'x'" in said(kept, "backup", "drop", "x", code=1)


def test_it_is_not_restored_over_indices_or_under_an_index_agent(kept):
    refused = said(kept, "restore", code=1)
    assert "holds" in refused and kept.settings.index_prefix in refused and refused.count("\n") == 1
    assert kept.count() == 20
    worker = kept.start_worker("--agents", "index")
    kept.wait(lambda: kept.members()[1] == 1, "the index agent to join")
    assert "stop all workers" in said(kept, "restore", code=1)
    worker.terminate()
    worker.wait(60)


def cluster_of(pipeline: Pipeline, client: Elasticsearch) -> Cluster:
    prefix = pipeline.settings.index_prefix
    return Cluster(client, pipeline.settings, Indices(prefix, 1), Indices(prefix, 2))


def closed(pipeline: Pipeline) -> bool:
    with sync_client(pipeline.settings) as client:
        return cluster_of(pipeline, client).is_closed()


DISTURBED = {
    "too slow": "3 tries",
    "opened by others": "opened for writing",
    "told twice to stop": "stopped; no snapshot",
    "told to stop while it opens": "stopped; no snapshot",
}
"""What happens in the pause, and what is said then."""


@pytest.mark.parametrize("how", DISTURBED)
def test_whatever_happens_in_the_pause_indexing_goes_on(kept, monkeypatch, how):
    seen, before = [], kept.json("backup", "list")
    await_snapshot, unblock = taking.await_snapshot, Cluster.unblock

    def disturbed(settings, client, name, seconds=None, stopped=lambda: False):
        if seconds is None:
            return await_snapshot(settings, client, name)
        seen.append(closed(kept))
        if how == "too slow":
            return False
        if how == "told twice to stop":
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGTERM)
        taken = await_snapshot(settings, client, name, seconds, stopped)
        if how == "opened by others":
            unblock(cluster_of(kept, client))
        return taken

    def told_to_stop(cluster):
        os.kill(os.getpid(), signal.SIGTERM)
        unblock(cluster)

    monkeypatch.setattr(taking, "await_snapshot", disturbed)
    if how == "told to stop while it opens":
        monkeypatch.setattr(Cluster, "unblock", told_to_stop)
    with pytest.raises(BackupIncomplete, match=DISTURBED[how]):
        taking.create(kept.settings, lambda _line: None)
    assert set(seen) == {True}, "nothing is written while it is taken"
    assert not closed(kept)
    assert kept.json("backup", "list") == before, "nothing half is left"


def test_a_run_that_was_killed_in_the_pause_is_made_good_by_the_next(kept, monkeypatch):
    """Elasticsearch finishes its snapshot all the same, perhaps when others write again: it does not count."""

    def killed(settings, client, name, seconds=None, stopped=lambda: False):
        await_snapshot(settings, client, name)
        if seconds is not None:
            raise KeyboardInterrupt

    before = kept.json("backup", "list")
    with monkeypatch.context() as patched:
        await_snapshot = taking.await_snapshot
        patched.setattr(taking, "await_snapshot", killed)
        for left_out in ("delete_unfinished", "_open"):  # what a killed run does not come to
            patched.setattr(taking, left_out, lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            taking.create(kept.settings, lambda _line: None)
    assert closed(kept)
    left = {one["name"]: one["state"] for one in kept.json("backup", "list") if one not in before}
    (name,) = (name for name in left if not name.endswith(PROVISIONAL))
    assert left == {name: "UNFINISHED", name + PROVISIONAL: "SUCCESS"}
    assert "not whole (UNFINISHED)" in said(kept, "restore", name, code=1)
    with sync_client(kept.settings) as client:
        assert snapshot_named(kept.settings, client, None).name == before[-1]["name"], "the newest whole one"
    assert "index agents can write again" in said(kept, "backup", "create", "--keep", str(len(before) + 1))
    assert not closed(kept)
    after = kept.json("backup", "list")
    assert after[:-1] == before, "the killed one is gone, and counts for nothing"
    assert after[-1]["state"] == "SUCCESS"


def test_a_topic_that_was_made_anew_since_is_told(kept):
    settings = kept.settings
    said(kept, "backup", "create")
    with sync_client(settings) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{settings.index_prefix}-*")))
    # `quotewire init` runs by itself in some places; what it makes is empty.
    said(kept, "init")
    with admin_client(settings) as admin:
        admin.delete_topics([settings.enriched_topic])
    kept.wait(lambda: settings.enriched_topic in _made(settings), "the topic to be made anew")
    refused = said(kept, "restore", code=1)
    assert "deleted and made anew" in refused and "--accept-gaps" in refused and refused.count("\n") == 1
    with sync_client(settings) as client:
        assert not client.indices.exists(index=f"{settings.index_prefix}-state"), "nothing was restored"
    done = kept.run("restore", "--accept-gaps")
    assert done.returncode == 0, done.stderr
    assert "20 articles are back" in done.stdout and "another topic" in done.stderr
    assert kept.count() == 20
    assert sum(row.lag for row in lag(settings, settings.group("index"), settings.enriched_topic)) == 0


def _made(settings) -> list[str]:
    try:
        return create_topics(settings)
    except Exception:  # it is still being deleted
        return []


def test_more_indices_than_fit_into_an_address_are_waited_for(kept):
    """Elasticsearch refuses an address over 4 kB; seven years of months are as long as that."""
    names = [f"{kept.settings.index_prefix}-articles-v1-{number:060}" for number in range(80)]
    with sync_client(kept.settings) as client:
        assert restoring._health(client, names)["timed_out"] == 2
        assert restoring._health(client, [Indices(kept.settings.index_prefix, 1).state])["timed_out"] == 0


def test_new_topics_keep_every_message_for_a_week_and_what_was_deleted_for_two(kept):
    topic = kept.settings.enriched_topic
    assert uncompacted_ms(kept.settings, topic) == 7 * 24 * 3_600_000
    with admin_client(kept.settings) as admin:
        asked = ConfigResource(ConfigResourceType.TOPIC, topic, ["max.compaction.lag.ms"])
        answer = admin.describe_configs([asked], config_filter="all")["topic"][topic]
    assert answer["max.compaction.lag.ms"]["value"] == str(14 * 24 * 3_600_000)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_restored_snapshot_catches_up_to_the_last_message(endpoints, tmp_path):
    shared = "QUOTEWIRE_TEST_STACK_DIR" in os.environ
    servers = Servers(STACK, None if shared else STACK)
    lines: list[str] = []
    try:
        folder = Path(servers.folder / "drill")
        folder.mkdir()
        trial = Trial(servers, Enricher(), MESSAGES, "drill", folder, expensive=0)
        row = carried_out(trial, indices_deleted, lines.append)
    finally:
        servers.close()
    assert row.balance is not None and row.balance.even, row.balance and row.balance.examples
    assert row.balance.letters_expected == 10 and len(row.evidence) == 6, json.dumps(row.evidence)
