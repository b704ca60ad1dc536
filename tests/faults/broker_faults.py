"""Faults of Kafka: three brokers, replication 3, two in-sync replicas for a write."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from streams.apps import SESSION_SECONDS
from tests.faults.cluster import BROKERS, Cluster
from tests.faults.publishing import Publishing
from tests.faults.trial import Trial, fault

MORE_SECONDS = 10.0
"""A broker stands still for so much longer than the session timeout."""

PUBLISHING_SECONDS = 30.0


@contextmanager
def cluster_of(trial: Trial) -> Iterator[Cluster]:
    """A cluster with a pipeline on it that has a worker; what is there in the end is gathered before it is stopped."""
    folder = trial.folder / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        cluster.start()
        elasticsearch = trial.servers.shared().endpoints["elasticsearch_url"]
        trial.begin(
            {"kafka_brokers": ",".join(cluster.addresses), "elasticsearch_url": elasticsearch},
            replication=BROKERS,
        )
        trial.publish(len(trial.items) // 5)
        trial.start_worker()
        trial.await_busy()
        yield cluster
        trial.over()
        trial.settle()
        trial.remember()
        trial.stop()
    finally:
        trial.stop()
        cluster.stop()


@fault("f", "one broker of three SIGKILL and back")
def one_killed(trial: Trial) -> None:
    with cluster_of(trial) as cluster:
        leader = cluster.coordinator(trial.pipeline.settings.group("enrich"))
        with Publishing(trial, PUBLISHING_SECONDS):
            pid = cluster.kill(leader)
            trial.prove(cluster.answer() < BROKERS, f"broker {leader} (process {pid}), which led a group, killed")
            trial.wait(lambda: trial.published > len(trial.items) // 2, "articles to be published meanwhile")
            trial.wait(lambda: trial.in_flight("enrich") > 0, "the worker to go on")
            trial.prove(cluster.in_sync() < BROKERS, "partitions had fewer replicas in sync meanwhile")
            cluster.start([leader])


@fault("g", "all brokers stopped and back")
def all_stopped(trial: Trial) -> None:
    with cluster_of(trial) as cluster, Publishing(trial, PUBLISHING_SECONDS):
        trial.wait(lambda: trial.published > len(trial.items) // 3, "articles to be published")
        cluster.stop()
        trial.prove(cluster.answer() == 0, "no broker answered")
        published = trial.published
        time.sleep(MORE_SECONDS)
        trial.prove(trial.published == published < len(trial.items), "nothing could be published meanwhile")
        cluster.start()


@fault("h", "broker SIGSTOP for longer than the session timeout, and on")
def one_frozen(trial: Trial) -> None:
    with cluster_of(trial) as cluster:
        leader = cluster.coordinator(trial.pipeline.settings.group("enrich"))
        with Publishing(trial, PUBLISHING_SECONDS):
            with cluster.paused(leader) as pid:
                begun = time.monotonic()
                trial.wait(lambda: time.monotonic() - begun > SESSION_SECONDS + MORE_SECONDS, "the time to pass")
                trial.prove(
                    cluster.in_sync() < BROKERS,
                    f"broker {leader} (process {pid}), which led a group, stood still for "
                    f"{time.monotonic() - begun:.0f} s (session timeout {SESSION_SECONDS:.0f} s)",
                )
            trial.wait(lambda: cluster.in_sync() == BROKERS, "all brokers to be in sync again")
