"""A real Kafka and a real Elasticsearch for the integration tests, and workers on them.

The stack is the project's own (deploy/local) in a folder of its own with free ports: tests never touch what `make up`
started, nor an existing cluster that the environment names.
"""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from streams.search import Reader
from streams.settings import Settings
from streams.setup import initialise

ROOT = Path(__file__).parents[2]
STACK = ROOT / ".stack" / "test"
PATIENCE_SECONDS = 240.0
"""For things that take seconds on an idle machine; only a failure waits so long."""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def endpoints() -> Iterator[dict[str, str]]:
    """Addresses of a stack that runs for this session."""
    given = ("QUOTEWIRE_KAFKA_BROKERS", "QUOTEWIRE_ELASTICSEARCH_URL")
    environ = {name: value for name, value in os.environ.items() if name not in given} | {
        "QUOTEWIRE_STACK_DIR": str(STACK),
        "QUOTEWIRE_STACK_DIST": os.environ.get("QUOTEWIRE_STACK_DIST", str(ROOT / ".stack" / "dist")),
        "QUOTEWIRE_STACK_FAST": "1",
        "QUOTEWIRE_STACK_WAIT": "300",
    }
    script = [sys.executable, str(ROOT / "deploy" / "local" / "stack.py")]
    subprocess.run([*script, "wipe"], env=environ, check=True, stdout=subprocess.DEVNULL)
    up = subprocess.run([*script, "up", "--ports", "auto"], env=environ, check=False, capture_output=True, text=True)
    try:
        assert up.returncode == 0, f"the stack does not start:\n{up.stdout}\n{up.stderr}"
        yield json.loads((STACK / "endpoints.json").read_text())
    finally:
        subprocess.run([*script, "wipe"], env=environ, check=True, stdout=subprocess.DEVNULL)


@dataclass
class Pipeline:
    """One pipeline with topics, indices and consumer groups of its own."""

    settings: Settings
    folder: Path
    workers: list[subprocess.Popen] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        given = self.settings.model_dump(exclude_unset=True)
        return os.environ | {f"QUOTEWIRE_{name.upper()}": str(value) for name, value in given.items()}

    def run(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess:
        """Runs `quotewire` with these arguments."""
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
                command, env=self.environ, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.workers.append(worker)
        return worker

    def log(self) -> str:
        """What all workers have printed."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("worker-*.log")))

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        reader = Reader(self.settings)
        try:
            yield reader
        finally:
            reader.close()

    def await_searchable(self, identifiers: Sequence[str]) -> None:
        """Waits until a search finds all of these articles."""
        with self.reader() as reader:
            self.wait(lambda: set(identifiers) <= reader.searchable(identifiers), "articles to become searchable")

    def lag(self) -> int:
        return sum(row["lag"] for row in self.json("status")["lag"])

    def await_no_lag(self) -> None:
        """Waits until everything published is acknowledged by both agents, and visible."""
        from streams.kafka_admin import lag

        def settled() -> bool:
            rows = lag(self.settings, self.settings.group("enrich"), self.settings.raw_topic)
            # In this order: what enrich has acknowledged is in the enriched topic.
            return sum(row.lag for row in rows) == 0 and sum(
                row.lag for row in lag(self.settings, self.settings.group("index"), self.settings.enriched_topic)
            ) == 0

        self.wait(settled, "the lag to become 0")
        self.refresh()

    def refresh(self) -> None:
        from streams.elasticsearch_client import sync_client

        with sync_client(self.settings) as client:
            client.indices.refresh(index=f"{self.settings.index_prefix}-*")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, f"waited in vain for {what}; workers say:\n{self.log()[-4000:]}"
            time.sleep(0.2)

    def stop(self) -> None:
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            worker.wait(60)


@pytest.fixture
def pipeline(endpoints: dict[str, str], tmp_path: Path) -> Iterator[Pipeline]:
    """A new, initialised pipeline without a worker; workers that a test starts are stopped after it."""
    made = new_pipeline(endpoints, tmp_path)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def running(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with a worker, shared by the tests of a module."""
    made = new_pipeline(endpoints, tmp_path_factory.mktemp("running"))
    made.start_worker()
    yield made
    made.stop()


def new_pipeline(endpoints: dict[str, str], folder: Path) -> Pipeline:
    name = f"t{uuid.uuid4().hex[:8]}"
    settings = Settings(
        _env_file=None,
        kafka_brokers=endpoints["kafka_brokers"],
        elasticsearch_url=endpoints["elasticsearch_url"],
        topic_prefix=name,
        index_prefix=name,
        group_prefix=name,
        partitions=4,
        nlp_processes=1,
        refresh_interval="200ms",
    )
    initialise(settings)
    return Pipeline(settings, folder)
