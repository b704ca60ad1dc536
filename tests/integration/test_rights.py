"""Each identity of `quotewire security print` can do its job, and nothing else."""

import json
import shlex
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import AuthorizationException, Elasticsearch
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import (
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ConfigResource,
    ConfigResourceType,
    KafkaAdminClient,
    NewTopic,
    ResourcePatternFilter,
    ResourceType,
)
from kafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    TopicAuthorizationFailedError,
    for_code,
)
from kafka.structs import OffsetAndMetadata

from streams.backup import places
from streams.elasticsearch_client import sync_client
from streams.kafka_admin import connection, lag
from streams.security.privileges import IDENTITIES, Identity
from streams.settings import Settings
from tests.integration.conftest import Pipeline
from tests.integration.secured_pipeline import Secured, identities, secured_pipeline
from tests.integration.secured_stack import run_kafka_tool

PREFIXES = ("topic_prefix", "index_prefix", "group_prefix")
REFUSALS = (ClusterAuthorizationFailedError, GroupAuthorizationFailedError, TopicAuthorizationFailedError)


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    with secured_pipeline(tmp_path_factory.mktemp("rights")) as made:
        yield made


def test_the_identities_run_a_pipeline_from_nothing_and_bring_it_back(secured: Secured, tmp_path: Path) -> None:
    pipeline = Pipeline(secured.pipeline.settings.model_copy(update=dict.fromkeys(PREFIXES, "nothing-yet")), tmp_path)
    secured = identities(secured.stack, pipeline)

    def run(user: str, *arguments: str, stdin: str | None = None) -> str:
        done = secured.run("SCRAM-SHA-512", user, *arguments, stdin=stdin)
        assert done.returncode == 0, f"{user} {arguments}: {done.stdout}{done.stderr}"
        return str(done.stdout)

    assert "created topic" in run("setup", "init")
    assert secured.publish("certificate", "1", "2").returncode == 0
    run("publisher", "delete", "test:2")
    with pipeline.producer() as producer:
        producer.send(pipeline.settings.raw_topic, key=b"bad", value=b"no article")
        producer.flush()
    pipeline.variables = secured.environ("PLAIN", "worker")
    pipeline.start_worker()
    pipeline.await_no_lag()
    pipeline.await_searchable(["test:1"])

    assert json.loads(run("reader", "search", "roof", "--json"))["total"] == 1
    run("reader", "quotes", "--speaker", "Lindqvist", "--all", "--json")
    assert json.loads(run("reader", "status", "--json"))["dead_letters"] == 1
    assert "not-json" in run("reader", "dead-letters", "list")

    run("setup", "dead-letters", "replay", "--all", "--yes")
    pipeline.await_no_lag()
    assert len(pipeline.dead_letters()) == 2
    assert "1 articles in generation 2" in run("setup", "reindex", "--drop-old")
    assert "1 articles in generation 3" in run("setup", "replay", "--since", "2026-01-01", "--swap", "--drop-old")
    run("setup", "expire", "--older-than", "3650d")
    assert "security_exception" not in pipeline.log()
    assert "AuthorizationFailed" not in pipeline.log()
    pipeline.stop()

    with sync_client(secured.pipeline.settings) as superuser:
        [node] = superuser.nodes.info(metric="settings")["nodes"].values()
        run("backup", "backup", "register", f"{node['settings']['path']['repo'][0]}/nothing-yet")
        assert "1 articles, 1 quotations" in run("backup", "backup", "create", "--keep", "1")
        assert "deleted" in run("backup", "backup", "create", "--keep", "1")
        for user in ("setup", "worker", "reader"):
            refused = secured.run("SCRAM-SHA-512", user, "backup", "create").stderr
            assert "--identity backup" in refused or user != "setup", refused
            assert refused.count("\n") == 1
        superuser.indices.delete(index=list(superuser.indices.get(index="nothing-yet-*")))
    assert "1 articles are back" in run("backup", "restore")
    assert json.loads(run("reader", "search", "roof", "--json"))["total"] == 1
    assert json.loads(run("backup", "backup", "list", "--json"))[0]["articles"] == 1


def test_a_broker_that_stalls_has_lost_no_message(secured: Secured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds without a message were taken for a gap: a restore would have refused, or begun too late."""
    settings = secured.settings("SCRAM-SHA-512", "backup")
    topic, last = settings.enriched_topic, secured.pipeline.settings.partitions - 1
    with closing(KafkaProducer(**connection(secured.pipeline.settings))) as producer:
        for partition in (0, last):
            producer.send(topic, key=b"stalled", value=b"x", partition=partition).get(timeout=30)
    rows = lag(secured.pipeline.settings, settings.group("index"), topic)
    ends = {row.partition: row.end for row in rows if row.partition in (0, last)}
    monkeypatch.setattr(places, "POLL_MS", 100)
    with ExitStack() as stalled:

        def stall(_found: int) -> None:
            if released.ident is None:
                stalled.enter_context(secured.stack.door.stuck())
                released.start()

        released = threading.Timer(STALL_SECONDS, stalled.close)
        gone = places.gone_since(settings, topic, {number: end - 1 for number, end in ends.items()}, ends, stall)
    assert released.ident is not None, "it stalled"
    released.join()
    assert gone == 0


STALL_SECONDS = 3.0
"""Thirty polls of this test."""


# Nothing else


class KafkaUser:
    """What an identity tries with Kafka."""

    def __init__(self, settings: Settings, topics: tuple[str, str, str], groups: tuple[str, str]) -> None:
        self._options = connection(settings)
        self._raw, self._enriched, self._letters = topics
        self._group, self._index = groups
        self._admin = KafkaAdminClient(**self._options)

    def close(self) -> None:
        self._admin.close()

    def _write(self, topic: str) -> None:
        with closing(KafkaProducer(enable_idempotence=False, **self._options)) as producer:
            producer.send(topic, key=b"tried", value=None).get(timeout=30)

    def _read(self, topic: str) -> None:
        (described,) = self._admin.describe_topics([topic])
        if described["error_code"]:  # a consumer would wait for the topic to come
            raise for_code(described["error_code"])(topic)
        with closing(KafkaConsumer(enable_auto_commit=False, **self._options)) as consumer:
            consumer.assign([TopicPartition(topic, 0)])
            consumer.seek(TopicPartition(topic, 0), 0)
            consumer.poll(timeout_ms=2000)

    def write_raw(self) -> None:
        self._write(self._raw)

    def write_enriched(self) -> None:
        self._write(self._enriched)

    def write_dead_letters(self) -> None:
        self._write(self._letters)

    def read_raw(self) -> None:
        self._read(self._raw)

    def read_enriched(self) -> None:
        self._read(self._enriched)

    def read_dead_letters(self) -> None:
        self._read(self._letters)

    def commit_for_the_agents(self) -> None:
        with closing(KafkaConsumer(group_id=self._group, enable_auto_commit=False, **self._options)) as consumer:
            partition = TopicPartition(self._raw, 0)
            consumer.assign([partition])
            consumer.commit({partition: OffsetAndMetadata(0, "", -1)})

    def see_the_agents_group(self) -> None:
        self._admin.describe_groups([self._group])

    def delete_topic(self) -> None:
        self._admin.delete_topics([self._enriched])

    def make_another_topic(self) -> None:
        self._admin.create_topics([NewTopic("elsewhere.raw", 1, 1)])

    def set_the_index_agent_back(self) -> None:
        with closing(KafkaConsumer(group_id=self._index, enable_auto_commit=False, **self._options)) as consumer:
            partition = TopicPartition(self._enriched, 0)
            consumer.assign([partition])
            consumer.commit({partition: OffsetAndMetadata(0, "", -1)})

    def change_a_topic(self) -> None:
        resource = ConfigResource(ConfigResourceType.TOPIC, self._raw, {"retention.ms": "1000"})
        answer = self._admin.alter_configs([resource], raise_on_unknown=False)
        if "AuthorizationFailed" in str(answer):
            raise TopicAuthorizationFailedError(answer)

    def see_rights(self) -> None:
        anything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
        self._admin.describe_acls(ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, anything))


MAY_WITH_KAFKA: dict[str, set[str]] = {
    "write_raw": {"setup", "publisher"},
    "write_enriched": {"setup", "worker"},
    "write_dead_letters": {"worker"},
    "read_raw": {"setup", "worker", "reader"},
    "read_enriched": {"setup", "worker", "reader", "backup"},
    "read_dead_letters": {"setup", "worker", "reader", "backup"},
    "commit_for_the_agents": {"worker"},
    "set_the_index_agent_back": {"worker", "backup"},
    "see_the_agents_group": {"setup", "worker", "reader"},
    "delete_topic": set(),
    "make_another_topic": set(),
    "change_a_topic": set(),
    "see_rights": set(),
}


def may(action: Callable[[], object], refusals: tuple[type[Exception], ...]) -> bool:
    try:
        action()
    except refusals:
        return False
    return True


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_identity_may_do_no_more_with_kafka(secured: Secured, identity: Identity) -> None:
    settings = secured.pipeline.settings
    topics = (settings.raw_topic, settings.enriched_topic, settings.dead_letter_topic)
    groups = (settings.group("enrich"), settings.group("index"))
    with closing(KafkaUser(secured.settings("certificate", identity), topics, groups)) as user:
        able = {name for name in MAY_WITH_KAFKA if may(getattr(user, name), REFUSALS)}
    assert able == {name for name, identities in MAY_WITH_KAFKA.items() if identity in identities}


MAY_WITH_ELASTICSEARCH: dict[str, tuple[set[str], Callable[[Elasticsearch, str], Any]]] = {
    "search": (
        {"setup", "worker", "reader", "backup"},
        lambda client, prefix: client.search(index=f"{prefix}-articles"),
    ),
    "write": ({"setup", "worker"}, lambda client, prefix: client.index(index=f"{prefix}-x", id="1", document={})),
    "delete a document": ({"setup", "worker"}, lambda client, prefix: client.delete(index=f"{prefix}-x", id="1")),
    "delete an index": ({"setup", "backup"}, lambda client, prefix: client.indices.delete(index=f"{prefix}-x")),
    "close an index": (
        {"setup", "backup"},
        lambda client, prefix: client.indices.put_settings(index=f"{prefix}-y", settings={"index.priority": 2}),
    ),
    "change a template": (
        {"setup", "backup"},
        lambda client, prefix: client.indices.put_index_template(name=f"{prefix}-y", index_patterns=[f"{prefix}-y"]),
    ),
    "see templates": (
        {"setup", "worker", "backup"},
        lambda client, prefix: client.indices.exists_index_template(name=f"{prefix}-articles"),
    ),
    "read another index": (set(), lambda client, prefix: client.search(index="elsewhere")),
    "write another index": (set(), lambda client, prefix: client.index(index="elsewhere", document={})),
    "see users": (set(), lambda client, prefix: client.security.get_user()),
    "make a role": (set(), lambda client, prefix: client.security.put_role(name="x")),
    "see snapshots": ({"backup"}, lambda client, prefix: client.snapshot.get_repository()),
    "delete a snapshot": (
        {"backup"},
        lambda client, prefix: client.options(ignore_status=404).snapshot.delete(repository="none", snapshot="none"),
    ),
    "delete a repository": (
        set(),
        lambda client, prefix: client.options(ignore_status=404).snapshot.delete_repository(name="none"),
    ),
    "change the cluster": (
        set(),
        lambda client, prefix: client.cluster.put_settings(persistent={"search.max_buckets": None}),
    ),
}


@pytest.mark.parametrize("identity", [one for one in IDENTITIES if one != "publisher"])
def test_an_identity_may_do_no_more_with_elasticsearch(secured: Secured, identity: Identity) -> None:
    prefix = secured.pipeline.settings.index_prefix
    with sync_client(secured.pipeline.settings) as superuser:
        for index in (f"{prefix}-x", f"{prefix}-y", "elsewhere"):
            superuser.index(index=index, id="1", document={}, refresh=True)
    with sync_client(secured.settings("SCRAM-SHA-512", identity)) as client:
        able = {
            name
            for name, (_, action) in MAY_WITH_ELASTICSEARCH.items()
            if may(lambda action=action: action(client, prefix), (AuthorizationException,))
        }
    assert able == {name for name, (identities, _) in MAY_WITH_ELASTICSEARCH.items() if identity in identities}


# What is printed


def test_printed_commands_are_those_of_kafka(secured: Secured) -> None:
    printed = secured.run(
        "SCRAM-SHA-512",
        "setup",
        "security",
        "print",
        "--kafka",
        "--identity",
        "setup",
        kafka_brokers=secured.stack.plain,
        **NO_LOGIN,
    ).stdout
    commands = [shlex.split(line) for line in printed.splitlines() if line.startswith("kafka-acls.sh")]
    assert len(commands) == 6
    prefixed = next(command for command in commands if "prefixed" in command)
    tried = [word for word in prefixed[1:] if word not in ("--command-config", "admin.properties")]
    done = run_kafka_tool("org.apache.kafka.tools.AclCommand", *tried)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PREFIXED" in done.stdout
    assert secured.pipeline.settings.group_prefix in done.stdout


NO_LOGIN = {
    "kafka_security_protocol": "PLAINTEXT",
    **dict.fromkeys(("kafka_sasl_mechanism", "kafka_ca_file", "kafka_user", "kafka_password"), ""),
}


@pytest.mark.parametrize("identity", [one for one in IDENTITIES if one != "publisher"])
def test_a_printed_role_and_key_are_taken_by_elasticsearch(secured: Secured, identity: Identity) -> None:
    printed = secured.run(
        "PLAIN", "setup", "security", "print", "--elasticsearch", "--identity", identity, "--expires", "5m"
    )
    role, key = printed.stdout.partition("PUT ")[2].split("POST ")
    with sync_client(secured.pipeline.settings) as superuser:
        for method, request in (("PUT", role), ("POST", key)):
            path, _, body = request.partition("\n")
            headers = {"accept": "application/json", "content-type": "application/json"}
            answer = superuser.perform_request(method, path, headers=headers, body=json.loads(body))
            assert answer.meta.status == 200
        assert answer["expiration"] > 0
