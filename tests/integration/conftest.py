"""Pipelines and workers on the real Kafka and the real Elasticsearch of the tests (tests/stack.py)."""

import atexit
import contextlib
import functools
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from elastic_transport import TransportError
from elasticsearch import ApiError
from kafka import KafkaProducer
from prometheus_client.parser import text_string_to_metric_families

from schemas import DeadLetter, decode_raw
from schemas.identity import article_id
from streams.elasticsearch_client import sync_client
from streams.errors import ElasticsearchUnavailable
from streams.kafka_admin import admin_client, lag, read_all
from streams.search import Reader
from streams.settings import Settings
from streams.setup import initialise
from tests.faults.servers import Servers, Stack
from tests.integration.forked import CommandServer

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 240.0
"""For things that take seconds on an idle machine; only a failure waits so long."""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="module")
def servers() -> Iterator[Stack]:
    """A stack that the tests of a module may stop and start; no others use it."""
    servers = Servers()
    try:
        yield servers.own()
    finally:
        servers.close()


@functools.cache
def command_server() -> CommandServer:
    """The one of this process."""
    server = CommandServer()
    atexit.register(server.close)
    return server


@dataclass
class Pipeline:
    """One pipeline with topics, indices and consumer groups of its own.

    `variables` are more of the environment of what it runs; `code` is where the packages are imported from.
    """

    settings: Settings
    folder: Path
    workers: list[subprocess.Popen] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    code: Path = ROOT

    @property
    def environ(self) -> dict[str, str]:
        given = self.settings.model_dump(exclude_unset=True)
        named = {f"QUOTEWIRE_{name.upper()}": str(value) for name, value in given.items()}
        return os.environ | named | self.variables

    def run(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess:
        """Runs `quotewire` with these arguments."""
        if not self.variables:
            return command_server().run(arguments, self.environ, ROOT, stdin, seconds=300)
        # What they say may be for the interpreter (PYTHONPATH): it has to be a new one.
        command = [sys.executable, "-m", "streams.cli", *arguments]
        return subprocess.run(
            command, env=self.environ, cwd=ROOT, capture_output=True, text=True, input=stdin, timeout=300, check=False
        )

    def json(self, *arguments: str) -> dict:
        """The JSON that a command prints."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start_worker(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "streams.cli", "worker", *arguments]
        with (self.folder / f"worker-{len(self.workers)}.log").open("wb") as log:
            worker = subprocess.Popen(
                command, env=self.environ, cwd=self.code, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.workers.append(worker)
        return worker

    def log(self, worker: int | str = "*") -> str:
        """What all workers have printed, or one of them (its number)."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob(f"worker-{worker}.log")))

    def address(self, worker: int = 0) -> str:
        """Where a worker (its number) serves metrics and health, as its log says; waits until it does."""
        path = self.folder / f"worker-{worker}.log"
        found: list[str] = []

        def said() -> bool:
            found[:] = re.findall(r"metrics and health at (http://[^/ ]+)/metrics", path.read_text(errors="replace"))
            return bool(found)

        self.wait(said, "the worker to say where its metrics are")
        return found[0]

    def get(self, path: str, worker: int = 0) -> tuple[int, str]:
        """Status and body of what a worker answers at a path (/metrics, /healthz, /readyz)."""
        try:
            with urllib.request.urlopen(self.address(worker) + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def series(self, name: str, worker: int = 0, **labels: str) -> list[tuple[dict[str, str], float]]:
        """Labels and value of a worker's series with this name and these labels."""
        status, text = self.get("/metrics", worker)
        assert status == 200, text
        return [
            (sample.labels, sample.value)
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ]

    def metric(self, name: str, worker: int = 0, **labels: str) -> float:
        """The sum of a worker's series with this name and these labels; 0 where there is none."""
        return sum(value for _, value in self.series(name, worker, **labels))

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        reader = Reader(self.settings)
        try:
            yield reader
        finally:
            reader.close()

    def await_searchable(self, identifiers: Sequence[str]) -> None:
        """Waits until a search finds all of these articles."""

        def found() -> bool:
            try:
                return set(identifiers) <= reader.searchable(identifiers)
            except ElasticsearchUnavailable:  # the first article of a month makes an index, which takes a moment
                return False

        with self.reader() as reader:
            self.wait(found, "articles to become searchable")

    def documents(self, alias: str) -> list[dict[str, Any]]:
        """All articles or quotations (`alias`), each with `_id` and `_index`, of up to 10,000."""
        self.refresh()
        with sync_client(self.settings) as client:
            response = client.search(index=f"{self.settings.index_prefix}-{alias}", size=10_000)
        return [hit["_source"] | {"_id": hit["_id"], "_index": hit["_index"]} for hit in response["hits"]["hits"]]

    def count(self, alias: str = "articles") -> int:
        """How many articles or quotations are searchable now."""
        with sync_client(self.settings) as client:
            return client.count(index=f"{self.settings.index_prefix}-{alias}")["count"]

    def dead_letters(self) -> list[DeadLetter]:
        records = read_all(self.settings, self.settings.dead_letter_topic)
        return [DeadLetter.model_validate_json(record.value) for record in records]

    def send(self, *articles: dict[str, Any], key: str | None = None) -> list[str]:
        """Produces articles in order, without the publisher; all are acknowledged on return.

        Args:
            articles: each as it is to be in the message.
            key: for all of them; their article_ids if not given.

        Returns:
            Their article_ids.
        """
        identifiers = []
        with self.producer() as producer:
            for article in articles:
                value = json.dumps(article).encode()
                identifiers.append(article_id(decode_raw(value)))
                producer.send(self.settings.raw_topic, key=(key or identifiers[-1]).encode(), value=value)
            producer.flush()
        return identifiers

    @contextmanager
    def producer(self, **options: Any) -> Iterator[KafkaProducer]:
        """A producer of raw bytes."""
        servers = self.settings.kafka_brokers.split(",")
        producer = KafkaProducer(bootstrap_servers=servers, acks="all", max_request_size=32 * 1024 * 1024, **options)
        try:
            yield producer
        finally:
            producer.close()

    def lag(self) -> int:
        """Messages that have not reached their outcome, of both agents, and dead letters not yet indexed."""
        return self.lag_of("enrich") + self.lag_of("index") + self.lag_of_dead_letters()

    def lag_of(self, agent: str) -> int:
        topic = self.settings.raw_topic if agent == "enrich" else self.settings.enriched_topic
        return sum(row.lag for row in lag(self.settings, self.settings.group(agent), topic))

    def lag_of_dead_letters(self) -> int:
        """Dead letters that the index agent has not yet made documents of."""
        return sum(row.lag for row in lag(self.settings, self.settings.group("index"), self.settings.dead_letter_topic))

    def members(self) -> list[int]:
        """How many workers share each agent's partitions; 0 while they are being shared out."""
        groups = [self.settings.group("enrich"), self.settings.group("index")]
        with admin_client(self.settings) as admin:
            described = admin.describe_groups(groups)
        return [len(described[name]["members"]) if described[name]["group_state"] == "Stable" else 0 for name in groups]

    def await_no_lag(self) -> None:
        """Waits until everything published is acknowledged by both agents, and visible; dead letters too."""
        # In this order: what enrich has acknowledged is in the enriched topic or among the dead letters.
        self.wait(
            lambda: self.lag_of("enrich") == 0 and self.lag_of("index") == 0 and self.lag_of_dead_letters() == 0,
            "the lag to become 0",
        )
        self.refresh()

    def refresh(self) -> None:
        with sync_client(self.settings) as client:
            client.indices.refresh(index=f"{self.settings.index_prefix}-*")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, f"waited in vain for {what}; workers say:\n{self.log()[-4000:]}"
            time.sleep(0.2)

    def stop(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGTERM)
        for worker in self.workers:
            worker.wait(60)

    def end(self) -> None:
        """Stops, and takes the indices away: a thousand shards are soon used up."""
        self.stop()
        with contextlib.suppress(ApiError, TransportError), sync_client(self.settings) as client:
            names = list(client.indices.get(index=f"{self.settings.index_prefix}-*", expand_wildcards="all"))
            if names:
                client.indices.delete(index=names)


@pytest.fixture
def pipeline(endpoints: dict[str, str], tmp_path: Path) -> Iterator[Pipeline]:
    """A new, initialised pipeline without a worker; workers that a test starts are stopped after it."""
    made = new_pipeline(endpoints, tmp_path)
    try:
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def running(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with a worker, shared by the tests of a module."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("running")) as made:
        yield made


@pytest.fixture(scope="session")
def sampled(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline whose worker has indexed the samples (51 articles); shared by all tests that only read."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("sampled")) as made:
        done = made.run("publish", str(ROOT / "samples"))
        assert done.returncode == 0, done.stderr
        made.await_no_lag()
        yield made


@pytest.fixture(scope="module")
def indexing(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with an index agent only, shared by the tests of a module: its articles are enriched already."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("indexing"), "--agents", "index") as made:
        yield made


@contextmanager
def working_pipeline(endpoints: dict[str, str], folder: Path, *arguments: str, **other: Any) -> Iterator[Pipeline]:
    """A new pipeline with a worker (given these arguments); it and all later workers are stopped at the end."""
    made = new_pipeline(endpoints, folder, **other)
    made.start_worker(*arguments)
    try:
        yield made
    finally:
        made.end()


def new_pipeline(endpoints: dict[str, str], folder: Path, **other: Any) -> Pipeline:
    """Topics, indices and groups under a name of their own; `other` settings replace this and those of the tests."""
    name = f"t{uuid.uuid4().hex[:8]}"
    usual = {"partitions": 4, "nlp_processes": 1, "refresh_interval": "200ms", "metrics_port": 0}
    names = {"topic_prefix": name, "index_prefix": name, "group_prefix": name}
    settings = Settings(_env_file=None, **endpoints, **(names | usual | other))
    initialise(settings)
    return Pipeline(settings, folder)
