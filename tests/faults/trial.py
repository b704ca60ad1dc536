"""One fault on one pipeline: publishing, proving that the fault happened, and gathering what is there in the end."""

import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from elasticsearch.helpers import scan

from streams.elasticsearch_client import sync_client
from streams.kafka_admin import read_all
from tests.faults.accounting import Expected, Found, Place
from tests.faults.corpus import EXPENSIVE, Item, Reason, corpus
from tests.faults.servers import Servers
from tests.integration.conftest import Pipeline, new_pipeline

ORDERS = Path(__file__).parent / "orders"

TIMES = 10
"""How often a worker or an NLP process is ended in one run."""

WORK_SECONDS = 30.0
"""The articles of a trial take an NLP process at least so long in all, so that a fault has something to hit."""

SLOWEST_SECONDS = 0.1
"""Most seconds for an article, however few there are."""

STANDSTILL_SECONDS = 240.0
"""A lag that does not change for so long will never become 0."""


class NotHappened(AssertionError):  # noqa: N818 - says what is wrong
    """The fault could not be made to happen, so the trial shows nothing."""


class Enricher:
    """What `quotewire enrich` gives for articles; each is asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}

    def enriched(self, pipeline: Pipeline, articles: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """The enriched articles, by article_id."""
        lines = {hashlib.sha256(line.encode()).hexdigest(): line for line in map(json.dumps, articles)}
        new = {name: line for name, line in lines.items() if name not in self._known}
        if new:
            source, output = pipeline.folder / "articles.jsonl", pipeline.folder / "enriched.jsonl"
            source.write_text("".join(line + "\n" for line in new.values()))
            done = pipeline.run("enrich", str(source), "--output", str(output))
            assert done.returncode == 0, done.stderr
            made = [json.loads(line) for line in output.read_text().splitlines()]
            self._known |= dict(zip(new, made, strict=True))
        return {self._known[name]["article_id"]: self._known[name] for name in lines}


@dataclass
class Trial:
    """One fault on one pipeline.

    Attributes:
        servers: where stacks come from.
        enricher: what it knows is used again by later trials.
        count: of messages to publish while the fault happens.
        seed: of everything that is random.
        folder: of this trial.
        times: how often what happens several times happens.
        expensive: most articles that kill or hang an NLP process.
        evidence: that the fault happened, for a person.
        items: what is published.
        final: the articles that must be searchable in the end.
    """

    servers: Servers
    enricher: Enricher
    count: int
    seed: str
    folder: Path
    times: int = TIMES
    expensive: int = EXPENSIVE
    evidence: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    final: list[dict[str, Any]] = field(default_factory=list)
    over_at: float | None = None
    published: int = 0
    _pipeline: Pipeline | None = None
    _expected: dict[str, dict[str, Any]] = field(default_factory=dict)
    _found: Found | None = None
    _settled: float | None = None

    @property
    def pipeline(self) -> Pipeline:
        assert self._pipeline is not None, "begin() comes first"
        return self._pipeline

    def corpus(self, **given: Any) -> list[Item]:
        """The usual mixture, with what is `given` for it (see `corpus`)."""
        return corpus(self.count, self.seed, expensive=self.expensive, **given)

    def begin(
        self,
        endpoints: dict[str, str] | None = None,
        items: list[Item] | None = None,
        constants: dict[str, Any] | None = None,
        variables: dict[str, str] | None = None,
        final: list[dict[str, Any]] | None = None,
        **settings: Any,
    ) -> Pipeline:
        """Makes the pipeline, without a worker, and works out what must be there in the end.

        Args:
            endpoints: addresses of the servers; those of the shared stack if not given.
            items: to publish; the usual mixture if not given.
            constants: of the product's modules, with the values that its workers are to take instead.
            variables: more of the workers' environment.
            final: the articles that must be searchable in the end, where not all of the items are.
            settings: in place of those of the suite.
        """
        usual = {"nlp_processes": 2, "nlp_seconds_per_document": 3, "enrich_batch": 8, "index_batch": 20}
        made = new_pipeline(endpoints or self.servers.shared().endpoints, self.folder, **(usual | settings))
        self.items = self.corpus() if items is None else items
        self.final = [item.article for item in self.items if item.article] if final is None else final
        self._pipeline = made
        self.expect(self.final)
        temporary = self.folder / "tmp"
        temporary.mkdir()
        made.variables = {
            "PYTHONPATH": str(ORDERS),
            "TMPDIR": str(temporary),  # what killed workers leave there goes with the folder
            "QUOTEWIRE_FAULTS_CONSTANTS": json.dumps(constants or {}),
            "QUOTEWIRE_FAULTS_SECONDS": str(min(SLOWEST_SECONDS, WORK_SECONDS / max(1, len(self.items)))),
        } | (variables or {})
        return made

    def expect(self, final: list[dict[str, Any]]) -> None:
        """Works out what must be searchable in the end."""
        self.final = final
        self._expected = self.enricher.enriched(self.pipeline, final)

    def publish(self, count: int | None = None) -> None:
        """Publishes the next so many items, or all that are left; all are acknowledged on return."""
        with self.pipeline.producer() as producer:
            self.send(producer, self.published + count if count else len(self.items))

    def send(self, producer: Any, end: int) -> None:
        """Publishes the next items, until so many are published; all are acknowledged on return."""
        begun = self.items[self.published : end]
        topic = self.pipeline.settings.raw_topic
        answers = [producer.send(topic, key=item.key, value=item.value) for item in begun]
        producer.flush()
        for item, answer in zip(begun, answers, strict=True):
            sent = answer.get(timeout=0)
            item.place = (sent.topic, sent.partition, sent.offset, sent.timestamp)
        self.published += len(begun)

    def start_worker(self, *arguments: str) -> subprocess.Popen:
        return self.pipeline.start_worker(*arguments)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        self.pipeline.wait(condition, what)

    def done(self) -> int:
        """How many published messages the enrich agent has acknowledged."""
        return self.published - self.pipeline.lag_of("enrich")

    def await_done(self, count: int) -> None:
        """Waits until the enrich agent has acknowledged so many more messages, or all."""
        wanted = min(self.done() + count, self.published)
        self.wait(lambda: self.done() >= wanted, f"{wanted} messages to be enriched")

    def in_flight(self, agent: str, worker: int = -1) -> int:
        """Messages that an agent of a worker (its number) has in hand, as it last said."""
        number = worker % len(self.pipeline.workers)
        return int(self.pipeline.metric("quotewire_in_flight_messages", number, agent=agent))

    def taken(self, agent: str, worker: int) -> int:
        """Messages that an agent of a worker (its number) has taken from its topic so far."""
        return int(self.pipeline.metric("quotewire_messages_total", worker, agent=agent))

    def await_busy(self, agent: str = "enrich", worker: int = -1, taken: int = 0) -> int:
        """Waits until an agent of a worker has taken so many messages and has some in hand; returns how many in hand.

        Not until so many are acknowledged: while one document hangs none is, and all are as soon as it is done with.
        """
        number, found = worker % len(self.pipeline.workers), [0]

        def busy() -> bool:
            found[0] = self.in_flight(agent, number)
            return found[0] > 0 and self.taken(agent, number) >= taken

        self.wait(busy, f"the {agent} agent to have taken {taken} messages, and to have some in hand")
        return found[0]

    def prove(self, happened: bool, what: str) -> None:
        """Notes that something happened that the trial needs.

        Raises:
            NotHappened: it did not.
        """
        if not happened:
            raise NotHappened(f"could not be made to happen: {what}")
        self.evidence.append(what)

    def prove_logged(self, text: str, least: int = 1, since: int = 0) -> None:
        """Proves that the workers have logged a text (after so many characters) at least so often; waits for it."""
        self.wait(lambda: self.pipeline.log()[since:].count(text) >= least, f"{least} times {text!r} in the log")
        self.prove(True, f"log: {self.pipeline.log()[since:].count(text)} times {text!r}")

    def over(self) -> None:
        """The fault has ended: from now on the time of recovery counts."""
        self.over_at = time.monotonic()

    def settle(self) -> float:
        """Waits until no message is without an outcome; returns the seconds since the fault ended."""
        assert self.over_at is not None, "over() comes first"
        if self._settled is not None:
            return self._settled
        begun, last, changed = time.monotonic(), -1, time.monotonic()
        while (lag := self.pipeline.lag()) > 0:
            if lag != last:
                last, changed = lag, time.monotonic()
            standstill = time.monotonic() - changed > STANDSTILL_SECONDS
            nobody = all(worker.poll() is not None for worker in self.pipeline.workers)
            if standstill or nobody:
                break  # the accounting shows what is not there
            if time.monotonic() - begun > 30 and int(time.monotonic()) % 30 == 0:
                print(f"    lag {lag}", flush=True)
            time.sleep(0.5)
        self._settled = time.monotonic() - self.over_at
        self.pipeline.refresh()
        return self._settled

    def letters_so_far(self) -> set[tuple[Place, Reason]]:
        """Dead letters that are in the topic now."""
        return set(self._letters_in_topic())

    def expected(self) -> Expected:
        letters = {item.place: item.reason for item in self.items if item.reason and item.place}
        return Expected(self._expected, letters)

    def remember(self) -> None:
        """Gathers what is there now, once and for all: its server may be gone later."""
        if self._found is None:
            self._found = self.found()
            self.evidence.append(f"{self.delivered_again()} messages enriched again")

    def found(self) -> Found:
        """What is there now, unless it was remembered."""
        if self._found is not None:
            return self._found
        prefix = self.pipeline.settings.index_prefix
        with sync_client(self.pipeline.settings) as client:

            def documents(alias: str) -> list[dict[str, Any]]:
                hits = scan(client, index=f"{prefix}-{alias}", size=1000)
                return [hit["_source"] | {"_id": hit["_id"], "_index": hit["_index"]} for hit in hits]

            letters = documents("dead-letters")
            return Found(
                articles=documents("articles"),
                quotations=documents("quotes"),
                letters=[
                    (
                        self._raw_place(_place(letter), letter["stage"], letter.get("article_id")),
                        Reason(letter["stage"], letter["error"]),
                    )
                    for letter in letters
                ],
                letters_in_topic=self._letters_in_topic(),
                lag=self.pipeline.lag(),
            )

    def _letters_in_topic(self) -> list[tuple[Place, Reason]]:
        letters = self.pipeline.dead_letters()
        places = [(one.topic, one.partition, one.offset, one.timestamp) for one in letters]
        return [
            (self._raw_place(place, one.stage, one.article_id), Reason(one.stage, one.error))
            for place, one in zip(places, letters, strict=True)
        ]

    def _raw_place(self, place: Place, stage: str, article_id: str | None) -> Place:
        """The place of the raw message: a dead letter of the index agent has that of the enriched one."""
        if stage != "index" or article_id is None:
            return place
        return next((item.place for item in self.items if item.key.decode() == article_id and item.place), place)

    def delivered_again(self) -> int:
        """Enriched messages beyond one for each article: what a fault made the enrich agent do again."""
        settings = self.pipeline.settings
        return sum(1 for _ in read_all(settings, settings.enriched_topic)) - sum(
            1 for item in self.items if item.reason is None or item.reason.stage == "index"
        )

    def stop(self) -> None:
        """Ends all workers that still run."""
        if self._pipeline is not None:
            self._pipeline.stop()

    def end(self) -> None:
        """Ends all workers that still run, and takes the indices away where their server still runs."""
        if self._pipeline is not None:
            self._pipeline.end()


def _place(letter: dict[str, Any]) -> Place:
    moment = datetime.fromisoformat(letter["timestamp"])
    return letter["topic"], letter["partition"], letter["offset"], round(moment.timestamp() * 1000)


Run = Callable[[Trial], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the suite.

    Attributes:
        letter: as it is called in the list of faults; several may share one.
        name: what happens.
        run: makes it happen; returns when it is over.
    """

    letter: str
    name: str
    run: Run


FAULTS: list[Fault] = []
"""All that there are, once the modules that make them happen are imported (rows.py)."""


def fault(letter: str, name: str) -> Callable[[Run], Run]:
    """Makes a function a row of the suite."""

    def register(run: Run) -> Run:
        FAULTS.append(Fault(letter, name, run))
        return run

    return register
