"""Faults of Elasticsearch: it is away, stands still, answers badly, or refuses what has nothing to do with a document.

While it refuses, nothing may become a dead letter but the poison that is among the articles anyway.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from elasticsearch import Elasticsearch

from streams.elasticsearch_client import sync_client
from tests.faults.corpus import Item, Reason, item
from tests.faults.nodes import NODES, Nodes
from tests.faults.proxy import KINDS, Proxy
from tests.faults.trial import Trial, fault
from tests.integration.invented import articles
from tests.integration.load import Unmoved
from tests.integration.secured import (
    PASSWORD,
    PASSWORDS,
    SUPERUSER,
    secured_elasticsearch,
    set_up,
)

MONTHS = ("2026.10", "2026.11")
"""Of the articles in tests/integration/invented.py."""

OUTAGE_SECONDS = 60
POLL_SECONDS = 20


def busy(trial: Trial, share: int = 6) -> None:
    """Publishes all, and waits until some of it is indexed and more is in hand."""
    trial.publish()
    if not trial.pipeline.workers:
        trial.start_worker()
    before = trial.pipeline.count()
    trial.wait(lambda: trial.pipeline.count() > before + len(trial.items) // share // 2, "some articles")


def prove_waiting(trial: Trial, least: int) -> None:
    """Proves that enriched articles wait to be indexed, so many at least or all."""
    pipeline = trial.pipeline

    def waits() -> bool:
        return pipeline.lag_of("index") >= least or (pipeline.lag_of("enrich") == 0 and pipeline.lag_of("index") > 0)

    trial.wait(waits, f"{least} articles to wait")
    trial.prove(True, f"{pipeline.lag_of('index')} enriched articles waited")


def prove_no_wrong_letter(trial: Trial) -> None:
    """Proves that only poison has become a dead letter so far."""
    known = {(sent.place, sent.reason) for sent in trial.items if sent.reason and sent.place}
    wrong = trial.letters_so_far() - known
    trial.prove(not wrong, f"no good article became a dead letter meanwhile {sorted(wrong)[:3] or ''}".strip())


@contextmanager
def administrator(trial: Trial) -> Iterator[Elasticsearch]:
    with sync_client(trial.pipeline.settings) as client:
        yield client


@fault("i", "Elasticsearch SIGKILL and back")
def killed(trial: Trial) -> None:
    stack = trial.servers.own()
    trial.begin(stack.endpoints)
    busy(trial)
    gone = stack.kill("elasticsearch")
    try:
        prove_waiting(trial, len(trial.items) // 6)
        trial.prove(True, f"{len(gone)} processes of Elasticsearch killed")
        trial.prove_logged("ConnectionError")
    finally:
        stack.restarted("elasticsearch")
    trial.over()


@fault("i", f"Elasticsearch away for {OUTAGE_SECONDS} s, poll interval {POLL_SECONDS} s")
def killed_for_long(trial: Trial) -> None:
    stack = trial.servers.own()
    # Batches so small that a buffer is full before all partitions are closed: only then nobody asks for messages.
    pipeline = trial.begin(
        stack.endpoints, constants={"streams.apps.NEVER_SECONDS": float(POLL_SECONDS)}, index_batch=4
    )
    busy(trial)
    stack.kill("elasticsearch")
    begun = time.monotonic()
    try:
        prove_waiting(trial, len(trial.items) // 6)
        unmoved = Unmoved(lambda: trial.taken("index", 0))
        trial.wait(lambda: unmoved.seconds() > 1.5 * POLL_SECONDS, "no message to be taken for longer than that")
        trial.wait(lambda: time.monotonic() - begun > OUTAGE_SECONDS, "the outage to last")
        trial.prove(
            unmoved.seconds() > POLL_SECONDS,
            f"Elasticsearch away for {time.monotonic() - begun:.0f} s, no message taken for {unmoved.seconds():.0f} s",
        )
        trial.prove(pipeline.members() == [1, 1], "both agents were in their groups all the same")
    finally:
        stack.restarted("elasticsearch")
    trial.over()


@fault("j", "Elasticsearch SIGSTOP for longer than the time limit of a request, and on")
def frozen(trial: Trial) -> None:
    stack = trial.servers.own()
    trial.begin(stack.endpoints, constants={"streams.elasticsearch_client.REQUEST_SECONDS": 8})
    busy(trial)
    with stack.paused("elasticsearch"):
        prove_waiting(trial, len(trial.items) // 6)
        trial.prove_logged("ConnectionTimeout", least=3)
    trial.over()


@fault("k", "one Elasticsearch node of three SIGKILL and back")
def node_lost(trial: Trial) -> None:
    trial.folder.chmod(0o755)
    folder = trial.folder / "nodes"
    folder.mkdir(mode=0o755)
    nodes = Nodes(folder)
    try:
        nodes.start()
        pipeline = trial.begin(
            # This process asks the node that stays; the workers know all three.
            trial.servers.shared().endpoints | {"elasticsearch_url": nodes.urls[0]},
            variables={"QUOTEWIRE_ELASTICSEARCH_URL": ",".join(nodes.urls)},
            replicas=1,
        )
        trial.publish(len(trial.items) // 3)
        trial.start_worker()
        trial.wait(lambda: pipeline.count() > len(trial.items) // 12, "some articles")
        trial.wait(lambda: nodes.state() == (NODES, "green"), "each shard of the new indices to have its copy")
        lost, shards = nodes.holder(f"{pipeline.settings.index_prefix}-*")
        pid = nodes.kill(lost)
        trial.prove(shards > 0, f"node {lost} (process {pid}) killed, which held {shards} primary shards")
        trial.wait(lambda: nodes.state() == (NODES - 1, "yellow"), "the cluster to notice")
        indexed, rest = pipeline.count(), len(trial.items) // 8
        trial.publish()
        trial.wait(lambda: pipeline.count() > indexed + rest, f"{rest} articles to be indexed meanwhile")
        trial.prove(True, f"{pipeline.count() - indexed} articles became searchable with two nodes of three")
        nodes.start([lost])
        trial.over()
        trial.settle()
        trial.remember()
    finally:
        trial.end()
        nodes.stop()


@fault("l", "bulk answers 429, 503, a cut connection, an answer too late, a partial failure")
def bad_answers(trial: Trial) -> None:
    limit, least = 3, 3
    address = trial.servers.shared().endpoints
    with closing(Proxy(address["elasticsearch_url"], limit + 2, 0.5, trial.seed)) as proxy:
        trial.begin(
            address | {"elasticsearch_url": proxy.url},
            constants={"streams.elasticsearch_client.REQUEST_SECONDS": limit},
        )
        proxy.active = True
        trial.publish()
        trial.start_worker()
        trial.wait(lambda: min(proxy.done[kind] for kind in KINDS) >= least, f"{least} of each kind")
        trial.wait(lambda: trial.pipeline.lag_of("enrich") == 0, "all to be enriched")
        trial.prove(True, f"bulk requests answered badly: {dict(proxy.done)}")
        prove_no_wrong_letter(trial)
        proxy.active = False
        trial.over()
        trial.settle()
        trial.remember()
        trial.stop()


@fault("n", "mapping refused for some documents")
def refused(trial: Trial) -> None:
    reason = Reason("index", "document_parsing_exception")
    bad = [_refused(article, reason) for article in articles(max(2, min(10, trial.count // 50)), "refused")]
    pipeline = trial.begin(items=trial.corpus(poison=bad))
    name = f"{pipeline.settings.index_prefix}-articles-v1"
    with administrator(trial) as client:
        for month in MONTHS:  # as somebody's own mapping would have it: outlets have numbers
            client.indices.create(index=f"{name}-{month}", mappings={"properties": {"source": {"type": "long"}}})
    trial.publish()
    trial.start_worker()
    trial.prove_logged("document_parsing_exception", least=len(bad))
    trial.over()


def _refused(article: dict[str, Any], reason: Reason) -> Item:
    sent = item(article | {"source": "nordblatt"}, key=f"nordblatt:{article['id']}")
    return Item(sent.key, sent.value, reason=reason)


@fault("p", "disk full: flood-stage read-only, and release")
def flood_stage(trial: Trial) -> None:
    stack = trial.servers.own()
    pipeline = trial.begin(stack.endpoints)
    busy(trial)
    watermark = "cluster.routing.allocation.disk.watermark"
    marks = {f"{watermark}.low": "30pb", f"{watermark}.high": "20pb", f"{watermark}.flood_stage": "10pb"}
    prefix = pipeline.settings.index_prefix
    names = f"{prefix}-articles-*"
    with administrator(trial) as client:
        # A new index would get no shard then, which is another fault.
        monthly = [f"{prefix}-{kind}-v1-{month}" for kind in ("articles", "quotes") for month in MONTHS]
        trial.wait(lambda: all(client.indices.exists(index=name) for name in monthly), "all months' indices")
        client.cluster.health(index=monthly, wait_for_status="yellow", timeout="50s")
        client.cluster.put_settings(persistent=marks | {"cluster.info.update.interval": "10s"})
        try:
            trial.wait(lambda: bool(_blocked(client, names)), "indices to be made read-only")
            trial.prove(True, f"read-only by the flood stage: {len(_blocked(client, names))} indices")
            trial.prove_logged("flood-stage watermark")
            prove_waiting(trial, len(trial.items) // 8)
            prove_no_wrong_letter(trial)
        finally:
            client.cluster.put_settings(persistent=dict.fromkeys([*marks, "cluster.info.update.interval"]))
        client.cluster.put_settings(persistent={"cluster.info.update.interval": "10s"})
        trial.wait(lambda: not _blocked(client, names), "indices to be released")
    trial.over()


def _blocked(client: Elasticsearch, names: str) -> list[str]:
    found = client.indices.get_settings(index=names, name="index.blocks.read_only_allow_delete", flat_settings=True)
    return [name for name, answer in found.items() if answer["settings"].values()]


@fault("s", "write-blocked indices")
def write_blocked(trial: Trial) -> None:
    pipeline = trial.begin()
    busy(trial)
    names = [f"{pipeline.settings.index_prefix}-articles-v1-{month}" for month in MONTHS]
    with administrator(trial) as client:
        client.indices.put_settings(index=names, settings={"index.blocks.write": True})
        try:
            prove_refusal(trial, "cluster_block_exception")
        finally:
            client.indices.put_settings(index=names, settings={"index.blocks.write": None})
    trial.over()


@fault("s", "closed indices")
def closed(trial: Trial) -> None:
    pipeline = trial.begin()
    busy(trial)
    names = [f"{pipeline.settings.index_prefix}-articles-v1-{month}" for month in MONTHS]
    with administrator(trial) as client:
        client.indices.close(index=names)
        try:
            prove_refusal(trial, "index_closed_exception")
        finally:
            client.indices.open(index=names)
    trial.over()


@fault("s", "shard limit reached")
def shard_limit(trial: Trial) -> None:
    stack = trial.servers.own()
    trial.begin(stack.endpoints)
    with administrator(trial) as client:
        there = client.cluster.health()["active_primary_shards"]
        client.cluster.put_settings(persistent={"cluster.max_shards_per_node": there})
        try:
            trial.publish()
            trial.start_worker()
            prove_refusal(trial, "maximum normal shards open")
        finally:
            client.cluster.put_settings(persistent={"cluster.max_shards_per_node": None})
    trial.over()


@fault("s", "rights revoked")
def rights_revoked(trial: Trial) -> None:
    trial.folder.chmod(0o755)
    with secured_elasticsearch(trial.folder / "secured") as url:
        login = {"elasticsearch_user": SUPERUSER, "elasticsearch_password": PASSWORD}
        user = "quotewire_worker"
        pipeline = trial.begin(
            trial.servers.shared().endpoints | {"elasticsearch_url": url},
            variables={"QUOTEWIRE_ELASTICSEARCH_USER": user, "QUOTEWIRE_ELASTICSEARCH_PASSWORD": PASSWORDS[user]},
            **login,
        )
        done = set_up(pipeline)
        assert done.returncode == 0, done.stderr
        busy(trial)
        with administrator(trial) as client:
            role = client.security.get_role(name=user)[user]
            try:
                client.security.put_role(name=user, cluster=[], indices=[])
                prove_refusal(trial, "is unauthorized for user")
            finally:
                client.security.put_role(name=user, cluster=role["cluster"], indices=_plain(role["indices"]))
        trial.over()
        trial.settle()
        trial.remember()
        trial.stop()


def _plain(indices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"names": one["names"], "privileges": one["privileges"]} for one in indices]


def prove_refusal(trial: Trial, text: str) -> None:
    """Proves that Elasticsearch refuses so, that articles wait, and that none of them is given up."""
    since = len(trial.pipeline.log())
    trial.prove_logged(text, least=2, since=since)
    prove_waiting(trial, len(trial.items) // 8)
    prove_no_wrong_letter(trial)
