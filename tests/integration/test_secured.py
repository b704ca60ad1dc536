"""Kafka and Elasticsearch with TLS, logins and rights: who may comes in, who may not is told what to change."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from streams import kafka_trouble
from streams.elasticsearch_client import async_client
from streams.metrics.readiness import lacking
from streams.security.connector import aiokafka_options
from streams.settings import Settings
from tests.certificates import KEY_PASSWORD, tls_server
from tests.integration.load import Load
from tests.integration.secured_pipeline import ARTICLE, ROTATED, WRONG, Secured, Worker, secured_pipeline
from tests.integration.secured_stack import PASSWORDS


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    with secured_pipeline(tmp_path_factory.mktemp("secured")) as made:
        yield made


def told(done: Any, secured: Secured) -> str:
    """The one line with which a command has failed; it shows no secret."""
    assert done.returncode == 1, done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    assert not [secret for secret in secured.secrets() if secret in done.stdout + done.stderr]
    return line.removeprefix("error: ")


# Kafka


@pytest.mark.parametrize("kind", ["PLAIN", "SCRAM-SHA-512", "certificate"])
def test_each_kind_of_login_publishes_and_asks_for_the_lag(secured: Secured, kind: str) -> None:
    done = secured.publish(kind, f"{kind}-1", f"{kind}-2")
    assert done.returncode == 0, done.stderr
    asked = secured.run(kind, "reader", "status", "--json")
    assert asked.returncode == 0, asked.stderr
    assert sum(row["end"] for row in json.loads(asked.stdout)["lag"]) >= 2


LOGINS = ["PLAIN", "SCRAM-SHA-512"]
SIGNED = [*LOGINS, "certificate"]

REFUSED_BY_KAFKA: list[tuple[str, list[str], dict[str, str], str]] = [
    ("wrong password", LOGINS, {"kafka_password": WRONG}, "refuses the user publisher .* QUOTEWIRE_KAFKA_PASSWORD"),
    ("unknown user", LOGINS, {"kafka_user": "nobody"}, "refuses the user nobody .* set QUOTEWIRE_KAFKA_USER"),
    ("unknown authority", SIGNED, {"kafka_ca_file": "{stranger}"}, "authority that is not trusted .*KAFKA_CA_FILE"),
    ("expired", LOGINS, {"kafka_brokers": "{EXPIRED}"}, "certificate has expired; renew"),
    ("other name", LOGINS, {"kafka_brokers": "{OTHER}"}, "for another name .* QUOTEWIRE_KAFKA_BROKERS"),
    ("TLS to a plain port", SIGNED, {"kafka_brokers": "{CLEAR}"}, "does not speak TLS; .*KAFKA_SECURITY_PROTOCOL"),
    ("login where none is taken", LOGINS, {"kafka_brokers": "{MUTUAL}"}, "wants a client certificate"),
    (
        "no login where one is wanted",
        ["certificate"],
        {"kafka_brokers": "{SASL}"},
        "set .*KAFKA_SECURITY_PROTOCOL to SASL_SSL",
    ),
    ("no certificate", ["certificate"], {"kafka_certificate_file": "", "kafka_key_file": ""}, "KAFKA_CERTIFICATE_FILE"),
    ("mechanism", ["PLAIN"], {"kafka_sasl_mechanism": "SCRAM-SHA-256"}, "set QUOTEWIRE_KAFKA_SASL_MECHANISM"),
    ("no right", SIGNED, {"as": "reader"}, "lacks Write on topic .*quotewire security print"),
]
"""What is wrong, for which logins, the settings that make it so, what is said."""

CLEAR = {"kafka_security_protocol": "SASL_PLAINTEXT", "kafka_ca_file": ""}
PLAIN = {name: "" for name in ("kafka_ca_file", "kafka_user", "kafka_password", "kafka_sasl_mechanism")}

REFUSED_BY_KAFKA += [
    (
        "login in the clear to a port for TLS",
        LOGINS,
        CLEAR,
        "it speaks TLS; set QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to SASL_SSL",
    ),
    (
        "plain to a port for TLS",
        ["PLAIN"],
        PLAIN | {"kafka_security_protocol": "PLAINTEXT"},
        "it speaks TLS; set QUOTE",
    ),
]


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        pytest.param(kind, changes, said, id=f"{what}, {kind}")
        for what, kinds, changes, said in REFUSED_BY_KAFKA
        for kind in kinds
    ],
)
def test_a_refusal_of_kafka_is_one_line_that_says_what_to_change(
    secured: Secured, kind: str, changes: dict[str, str], said: str
) -> None:
    places = secured.stack.brokers | {"stranger": str(secured.stack.stranger.file)}
    given = {name: value.format(**places) for name, value in changes.items()}
    user = given.pop("as", "publisher")
    assert re.search(said, told(secured.publish(kind, "refused", user=user, **given), secured))
    if "certificate" in said or "refuses the user" in said:
        assert re.search(said, told_by_aiokafka(secured.settings(kind, user, **given)))


def told_by_aiokafka(settings: Settings) -> str:
    """Why a client of aiokafka does not connect, as a worker tells it."""

    async def connect() -> None:
        producer = AIOKafkaProducer(**aiokafka_options(settings))
        with pytest.raises(KafkaError):
            await producer.start()
        await producer.stop()
        # A refused TLS connection is closed by the event loop, which must not end before.
        await asyncio.sleep(0.25)

    kafka_trouble._refused.clear()
    asyncio.run(connect())
    try:
        return kafka_trouble.refusal() or ""
    finally:
        kafka_trouble._refused.clear()


@pytest.mark.parametrize("command", [["init"], ["dead-letters", "list"], ["reindex"]], ids="-".join)
def test_other_commands_are_told_the_same(secured: Secured, command: list[str]) -> None:
    line = told(secured.run("SCRAM-SHA-512", "setup", *command, kafka_password=WRONG), secured)
    assert "QUOTEWIRE_KAFKA_PASSWORD" in line


# Elasticsearch

REFUSED_BY_ELASTICSEARCH: dict[str, tuple[dict[str, str], str]] = {
    "wrong key": ({"elasticsearch_api_key": "d3Jvbmc6a2V5"}, "401.*QUOTEWIRE_ELASTICSEARCH_API_KEY"),
    "no login": ({"elasticsearch_api_key": ""}, "401.*QUOTEWIRE_ELASTICSEARCH_USER"),
    "wrong password": (
        {"elasticsearch_api_key": "", "elasticsearch_user": "set-up", "elasticsearch_password": WRONG},
        "401.*QUOTEWIRE_ELASTICSEARCH_PASSWORD",
    ),
    "unknown authority": ({"elasticsearch_ca_file": "{stranger}"}, "not trusted .*QUOTEWIRE_ELASTICSEARCH_CA_FILE"),
    "usual authorities": ({"elasticsearch_ca_file": ""}, "not trusted .*QUOTEWIRE_ELASTICSEARCH_CA_FILE"),
    "another fingerprint": (
        {"elasticsearch_ca_file": "", "elasticsearch_fingerprint": "ab" * 32},
        "QUOTEWIRE_ELASTICSEARCH_FINGERPRINT",
    ),
    "expired": ({"elasticsearch_url": "{expired}"}, "certificate has expired"),
    "other name": ({"elasticsearch_url": "{other}"}, "another name .*QUOTEWIRE_ELASTICSEARCH_URL"),
    "plain to a port for TLS": (
        {"elasticsearch_url": "{plain}", "elasticsearch_ca_file": ""},
        "QUOTEWIRE_ELASTICSEARCH_URL must begin with https",
    ),
    "TLS to a plain port": ({"elasticsearch_url": "https://{kafka}"}, "QUOTEWIRE_ELASTICSEARCH_URL must .*http://"),
    "no right": (
        {"elasticsearch_api_key": "{powerless}"},
        "(unauthorized|may see).*quotewire security print --elasticsearch",
    ),
    "ended key": ({"elasticsearch_api_key": "{ended}"}, "401.*QUOTEWIRE_ELASTICSEARCH_API_KEY"),
}


@pytest.fixture(scope="module")
def places(secured: Secured) -> Iterator[dict[str, str]]:
    """What the settings of the table below name."""
    stack, settings = secured.stack, secured.pipeline.settings
    other = settings.model_copy(update={"index_prefix": "elsewhere"})
    powerless, ended = stack.new_key(other, "reader"), stack.new_key(settings, "reader")
    elsewhere = json.loads(json.dumps({"powerless": powerless.secret, "ended": ended.secret}))
    stack.revoke_key(settings, ended)
    with (
        tls_server(stack.authority.issue("expired", "127.0.0.1", expired=True)) as expired,
        tls_server(stack.authority.issue("other", "search.example")) as other_name,
    ):
        yield elsewhere | {
            "stranger": str(stack.stranger.file),
            "expired": expired,
            "other": other_name,
            "plain": stack.url.replace("https", "http"),
            "kafka": stack.plain,
        }


@pytest.mark.parametrize("what", REFUSED_BY_ELASTICSEARCH)
def test_a_refusal_of_elasticsearch_is_one_line_that_says_what_to_change(
    secured: Secured, places: dict[str, str], what: str
) -> None:
    changes, said = REFUSED_BY_ELASTICSEARCH[what]
    given = {name: value.format(**places) for name, value in changes.items()}
    done = secured.run("SCRAM-SHA-512", "reader", "search", "roof", **given)
    assert re.search(said, told(done, secured))
    assert re.search(said, asked_by_agent(secured.settings("SCRAM-SHA-512", "reader", **given)) or "")


def asked_by_agent(settings: Settings) -> str | None:
    """Why an index agent could not write; None if it could."""

    async def ask() -> str | None:
        async with async_client(settings) as client:
            return await lacking(client, settings.index_prefix)

    return asyncio.run(ask())


def test_the_fingerprint_of_the_certificate_is_enough(secured: Secured) -> None:
    given = {"elasticsearch_ca_file": "", "elasticsearch_fingerprint": secured.stack.certificate.fingerprint}
    assert secured.run("SCRAM-SHA-512", "reader", "search", "roof", **given).returncode == 0
    assert asked_by_agent(secured.settings("SCRAM-SHA-512", "reader", **given)) is None


# The worker


def test_a_worker_waits_for_its_secrets_and_rights_and_loses_nothing(secured: Secured, tmp_path: Path) -> None:
    stack, pipeline = secured.stack, secured.pipeline
    settings = pipeline.settings
    worker = Worker(secured, tmp_path, WRONG)
    worker.await_refusal("refuses the user worker .*QUOTEWIRE_KAFKA_PASSWORD")
    with Load(pipeline, [ARTICLE], "rotated", paced=False) as load:
        worker.give_password(PASSWORDS["worker"])
        load.await_more(1)
        agents = worker.agents()
        pipeline.wait(lambda: pipeline.get("/readyz")[0] == 200, "the worker to be ready")

        # The password is replaced, then connections are made anew.
        stack.set_scram_password("worker", ROTATED)
        worker.give_password(ROTATED)
        with stack.door.shut():
            pass
        load.await_more(20)

        # The user is taken away, and comes back with another password.
        stack.set_scram_password("worker", None)
        worker.await_refusal("refuses the user worker .*QUOTEWIRE_KAFKA_PASSWORD")
        refused, sent = stack.refused_logins(), load.sent
        pipeline.wait(lambda: load.sent >= sent + 300, "a quarter of a minute")
        tries = stack.refused_logins() - refused
        assert 0 < tries < 100, "each of two agents, with three clients, tries ever more slowly"
        stack.set_scram_password("worker", PASSWORDS["worker"])
        worker.give_password(PASSWORDS["worker"])
        load.await_more(20)

        # The key is revoked, and another one takes its place.
        stack.revoke_key(settings, secured.keys["worker"])
        worker.await_refusal("401.*QUOTEWIRE_ELASTICSEARCH_API_KEY")
        secured.keys["worker before"] = secured.keys["worker"]
        secured.keys["worker"] = stack.new_key(settings, "worker")
        worker.give_key(secured.keys["worker"].secret)
        load.await_more(20)
        assert worker.agents() == agents, "nothing was started again for a secret"

        # The rights are taken away, and given again.
        stack.grant(settings, "worker", taken_away=True)
        worker.await_refusal("quotewire security print --kafka")
        stack.grant(settings, "worker")
        load.await_more(20)
    pipeline.await_no_lag()
    pipeline.await_searchable([f"test:{name}" for name in load.identifiers])
    # Only of this load: what other tests have published as somebody who may was waiting for a worker.
    found = [doc["_id"] for doc in pipeline.documents("articles") if "rotated" in doc["_id"]]
    assert len(found) == len(set(found)) == load.sent
    assert pipeline.dead_letters() == []
    assert_no_secret_was_written(secured, secured.run("SCRAM-SHA-512", "worker", "settings").stdout)


# Kafka's login, Elasticsearch's login, and how Elasticsearch's certificate is known; other workers have the rest.
WAYS = [
    ("certificate", "password", "authority"),
    ("PLAIN", "key", "fingerprint"),
    ("SCRAM-SHA-512", "password", "fingerprint"),
]


@pytest.mark.parametrize("way", WAYS, ids=", ".join)
def test_a_worker_makes_an_article_searchable_with_each_kind_of_login(secured: Secured, way: tuple[str, ...]) -> None:
    kafka, elasticsearch, known_by = way
    stack, pipeline = secured.stack, secured.pipeline
    pipeline.stop()
    given = {"log_level": "DEBUG"}
    if kafka == "certificate":
        given |= {"kafka_key_file": str(stack.clients["worker"].locked_key), "kafka_key_password": KEY_PASSWORD}
    if elasticsearch == "password":
        user = stack.new_user(pipeline.settings, "worker", PASSWORDS["worker"])
        given |= {
            "elasticsearch_api_key": "",
            "elasticsearch_user": user,
            "elasticsearch_password": PASSWORDS["worker"],
        }
    if known_by == "fingerprint":
        given |= {"elasticsearch_ca_file": "", "elasticsearch_fingerprint": stack.certificate.fingerprint}
    pipeline.variables = secured.environ(kafka, "worker", **given)
    published = f"{kafka}-{elasticsearch}-{known_by}"
    assert secured.publish(kafka, published).returncode == 0
    worker = pipeline.start_worker()
    number = len(pipeline.workers) - 1
    pipeline.await_searchable([f"test:{published}"])
    pipeline.wait(lambda: pipeline.get("/readyz", number)[0] == 200, "the worker to be ready")
    assert_no_secret_was_written(secured, pipeline.run("settings").stdout, number)
    worker.terminate()
    assert worker.wait(60) == 0
    assert_no_trace(pipeline.log(number))


def assert_no_secret_was_written(secured: Secured, settings: str, worker: int = 0) -> None:
    """Nothing that a worker (its number) wrote or serves holds a secret, at log level DEBUG, nor its `settings`."""
    pipeline = secured.pipeline
    shown = {path: pipeline.get(path, worker)[1] for path in ("/metrics", "/healthz", "/readyz")}
    shown["documents"] = json.dumps(pipeline.documents("metrics"))
    shown["log"] = pipeline.log(worker)
    assert '"level": "DEBUG"' in shown["log"]
    shown["settings"] = settings
    assert "********" in shown["settings"]
    found = [(where, secret) for where, text in shown.items() for secret in secured.secrets() if secret in text]
    assert found == []
    assert_no_trace(shown["log"])


def assert_no_trace(log: str) -> None:
    """An operator is shown no trace of Python, and one more is no help: all that is wrong has its line."""
    lines = [line for line in log.splitlines() if '"level": "DEBUG"' not in line]
    assert not [line for line in lines if "Traceback" in line]
