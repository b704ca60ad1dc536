"""`python -m tests.faults.soak`: a steady load for half an hour or for hours, with faults at random, and an account.

One worker is left alone: its memory is measured for as long as the soak lasts, through every outage. A second one
shares the work and is stopped, killed and started again; so are Kafka and Elasticsearch. In the end every message is
accounted for as after any fault (tests/faults/accounting.py).

Exit code 0 if nothing is lost, duplicated or wrong and no process grows by more than the bar; else 1.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from schemas import decode_raw
from schemas.identity import content_hash
from streams.errors import UserError
from tests.faults.accounting import balance
from tests.faults.corpus import Item, Reason, corpus
from tests.faults.interrupting import end_undisturbed, interruptible
from tests.faults.memory import MEGABYTE, PER_ARTICLES, Memory, Reading
from tests.faults.publishing import STEP
from tests.faults.report import Row, markdown
from tests.faults.servers import Servers, Stack
from tests.faults.trial import Enricher, Trial
from tests.faults.worker_faults import SHORT_SESSION, kill_with_all
from tests.integration.conftest import Pipeline
from tests.integration.invented import articles
from tests.integration.load import Meanwhile
from tests.integration.processes import agent, nlp_processes, resident

TEXTS = 200
"""Different articles; each is published again and again under new ids, so that what is expected of it is known."""

CHUNK = 1_000
"""Messages made at once: one in twenty is poison of the cheap kinds."""

BACKLOG = 600
"""Messages without an outcome at which publishing waits: on a slow machine the load is what the workers can do."""

READ_SECONDS = 5.0
TOLD_SECONDS = 30.0
RESTS = (15.0, 40.0)
"""Shortest and longest time between two faults."""

WARM_UP = 10_000
"""Articles of a process before its slope counts; an agent's first 20,000 add up to 14 MB, and the next 10,000 0.2."""

BAR = 1.0
"""Megabytes in PER_ARTICLES articles."""

LEAST_SPAN = PER_ARTICLES // 2
"""A slope over fewer articles tells nothing yet, and is not judged."""


class Templates(Enricher):
    """An Enricher of the same texts under ever new ids: each text is enriched once."""

    def enriched(self, pipeline: Pipeline, articles: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """The enriched articles, by article_id."""
        unlike = {article["text"]: article for article in articles}
        made = {found["text"]: found for found in super().enriched(pipeline, list(unlike.values())).values()}
        return {article["id"]: made[article["text"]] | identity(article) for article in articles}


def identity(article: dict[str, Any]) -> dict[str, str]:
    """What of an enriched article depends on its id."""
    return {
        "id": article["id"],
        "article_id": article["id"],
        "content_hash": content_hash(decode_raw(json.dumps(article).encode())),
    }


def chunk(seed: str, number: int, templates: Sequence[dict[str, Any]]) -> list[Item]:
    """A part of what is published, always the same for a seed and a number."""
    poison = len([item for item in corpus(CHUNK, seed, HARMLESS) if item.reason])
    first = number * CHUNK
    valid = [templates[n % len(templates)] | {"id": f"soak-{n}"} for n in range(first, first + CHUNK - poison)]
    return corpus(CHUNK, f"{seed}-{number}", HARMLESS, valid=valid)


HARMLESS = (("raise", Reason("enrich", "processor-error")),)
"""No poison that kills or hangs an NLP process: that would begin its memory anew every few seconds."""


class SteadyLoad(Meanwhile):
    """Publishes at an even rate from `with` on until the block ends, or as fast as the workers can if that is slower.

    Args:
        trial: whose items grow as they are published.
        seed: of the items.
        rate: messages in a second.
    """

    def __init__(self, trial: Trial, seed: str, rate: float) -> None:
        super().__init__()
        self._trial = trial
        self._seed = seed
        self._pause = STEP / rate
        self._templates = articles(TEXTS, "soak")
        self._chunks = 0

    @property
    def failed(self) -> bool:
        """Whether publishing has ended with an exception, which the end of the block raises."""
        return self._error is not None

    def _run(self) -> None:
        trial = self._trial
        with trial.pipeline.producer(delivery_timeout_ms=600_000) as producer:
            due = time.monotonic()
            while not self._over.is_set():
                if trial.published + STEP > len(trial.items):
                    trial.items += chunk(self._seed, self._chunks, self._templates)
                    self._chunks += 1
                trial.send(producer, trial.published + STEP)
                due = max(due + self._pause, time.monotonic() - self._pause)
                self._over.wait(max(0.0, due - time.monotonic()))
                while not self._over.is_set() and self._backlog() > BACKLOG:
                    self._over.wait(1.0)

    def _backlog(self) -> int:
        lag = lag_of(self._trial.pipeline)
        return BACKLOG + 1 if lag is None else lag


def lag_of(pipeline: Pipeline) -> int | None:
    """Messages without an outcome; None while Kafka is away."""
    try:
        return pipeline.lag()
    except (UserError, OSError):
        return None


@dataclass
class Soak:
    """One soak on one pipeline.

    Attributes:
        trial: its pipeline and what is published.
        stack: the servers, which only this soak uses.
        chance: when what happens.
        minutes: of load.
        memory: of the worker that is left alone, and of the other.
        done: faults by kind.
        evidence: a line for each fault.
    """

    trial: Trial
    stack: Stack
    chance: random.Random
    minutes: float
    memory: Memory = field(default_factory=lambda: Memory(WARM_UP))
    done: Counter[str] = field(default_factory=Counter)
    evidence: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    _read: float = 0.0
    _told: float = 0.0
    _last: tuple[float, int] = (0.0, 0)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def run(self, seed: str, rate: float) -> None:
        """Loads, and lets faults happen, for so many minutes; returns when the last fault is over."""
        self.trial.start_worker()
        self.trial.start_worker()
        with SteadyLoad(self.trial, seed, rate) as load:
            for kind in self._order():
                self.rest(self.chance.uniform(*RESTS))
                if self.seconds > self.minutes * 60 or load.failed:
                    break
                happened = FAULTS[kind](self)
                self.done[kind] += 1
                self.evidence.append(f"{self.seconds:.0f} s: {kind}: {happened}")
                print(f"    {self.evidence[-1]}", flush=True)

    def _order(self) -> Iterator[str]:
        """Each kind once, in random order, and so on: in a short soak too each has its turn."""
        while True:
            yield from self.chance.sample(sorted(FAULTS), len(FAULTS))

    def rest(self, seconds: float) -> None:
        """Lets the load go on for so long, or until the soak is over; reads memory and tells how far it is."""
        end = min(time.monotonic() + seconds, self.began + self.minutes * 60 + 1)
        while time.monotonic() < end:
            if time.monotonic() - self._read >= READ_SECONDS:
                self._read = time.monotonic()
                self.read_memory()
            if time.monotonic() - self._told >= TOLD_SECONDS:
                self._told = time.monotonic()
                self.tell()
            time.sleep(0.5)

    def read_memory(self) -> None:
        """A reading of each process of both workers."""
        workers = self.trial.pipeline.workers
        for name, number in (("", 0), (" (second worker)", len(workers) - 1)):
            if workers[number].poll() is not None:
                continue
            pid = workers[number].pid
            for kind in ("enrich", "index"):
                try:
                    taken = self.trial.taken(kind, number)
                except (OSError, AssertionError):  # it has not begun, or has just ended
                    continue
                roles = {found: f"{kind} agent{name}" for found in [agent(pid, kind)] if found}
                if kind == "enrich":
                    roles |= dict.fromkeys(nlp_processes(pid), f"NLP process{name}")
                for found, rss in resident(list(roles)).items():
                    self.memory.readings.append(Reading(self.seconds, roles[found], found, taken, rss))

    def tell(self) -> None:
        """One line of progress."""
        lag, published, now = lag_of(self.trial.pipeline), self.trial.published, self.seconds
        rate = (published - self._last[1]) / max(1.0, now - self._last[0])
        self._last = (now, published)
        latest = {reading.role: reading.rss for reading in self.memory.readings}
        sizes = ", ".join(f"{role} {size // MEGABYTE} MB" for role, size in latest.items() if "second" not in role)
        behind = "Kafka is away" if lag is None else f"{lag} without outcome"
        print(
            f"{now / 60:5.1f} of {self.minutes:g} min: {published:,} published ({rate:.0f}/s), {behind}, "
            f"{self.done.total()} faults; {sizes}",
            flush=True,
        )


Happen = Callable[[Soak], str]
FAULTS: dict[str, Happen] = {}


def _fault(kind: str) -> Callable[[Happen], Happen]:
    def register(happen: Happen) -> Happen:
        FAULTS[kind] = happen
        return happen

    return register


@_fault("worker SIGTERM")
def _terminated(soak: Soak) -> str:
    worker = soak.trial.pipeline.workers[-1]
    worker.send_signal(signal.SIGTERM)
    code = worker.wait(60)
    soak.rest(soak.chance.uniform(0, 10))
    soak.trial.start_worker()
    return f"exit code {code}"


@_fault("worker SIGKILL")
def _killed(soak: Soak) -> str:
    code = kill_with_all(soak.trial.pipeline.workers[-1])
    soak.rest(soak.chance.uniform(0, 10))
    soak.trial.start_worker()
    return f"exit code {code}"


@_fault("NLP process SIGKILL")
def _nlp_killed(soak: Soak) -> str:
    pids = nlp_processes(soak.trial.pipeline.workers[-1].pid)
    if not pids:
        return "the second worker has none just now"
    with contextlib.suppress(ProcessLookupError):
        os.kill(pids[0], signal.SIGKILL)
    return f"process {pids[0]}"


def _server_killed(name: str, longest: float) -> Happen:
    def happen(soak: Soak) -> str:
        gone = soak.stack.kill(name)
        begun = time.monotonic()
        try:
            soak.rest(soak.chance.uniform(3, longest))
        finally:
            soak.stack.restarted(name)
        return f"{len(gone)} processes, back after {time.monotonic() - begun:.0f} s"

    return happen


def _server_stopped(name: str, longest: float) -> Happen:
    def happen(soak: Soak) -> str:
        begun = time.monotonic()
        with soak.stack.paused(name) as stopped:
            soak.rest(soak.chance.uniform(3, longest))
        return f"{len(stopped)} processes, for {time.monotonic() - begun:.0f} s"

    return happen


FAULTS["Elasticsearch SIGKILL"] = _server_killed("elasticsearch", 20)
FAULTS["Elasticsearch SIGSTOP"] = _server_stopped("elasticsearch", 40)
FAULTS["Kafka SIGKILL"] = _server_killed("kafka", 10)
FAULTS["Kafka SIGSTOP"] = _server_stopped("kafka", 20)


@dataclass(slots=True)
class Result:
    """What is reported of a soak.

    Attributes:
        seed: of all that was random.
        minutes: of load.
        row: the account.
        memory: of each role.
        faults: by kind.
        evidence: a line for each fault.
    """

    seed: str
    minutes: float
    row: Row
    memory: Memory
    faults: dict[str, int]
    evidence: list[str]

    def verdict(self, role: str) -> str:
        """What a role's slope says: `flat`, `grows`, or that there are too few articles to say."""
        slope = self.memory.slope(role)
        if slope is None or self.memory.span(role) < LEAST_SPAN:
            return "too few articles"
        return "flat" if slope < BAR else "grows"

    @property
    def passed(self) -> bool:
        return self.row.passed and all(self.verdict(role) != "grows" for role in self.memory.roles())

    def markdown(self) -> str:
        """Both tables, for a document."""
        lines = [
            f"{self.minutes:.1f} minutes of load, seed {self.seed}: "
            + (", ".join(f"{count} times {kind}" for kind, count in sorted(self.faults.items())) or "no fault")
            + ".",
            "",
            markdown([self.row]),
            f"Memory after {self.memory.warm_up:,} articles of warm-up; slope by Theil-Sen, within each process:",
            "",
            f"| process | MB | articles | MB per {PER_ARTICLES:,} articles | |",
            "|---|---:|---:|---:|---|",
        ]
        for role in self.memory.roles():
            least, most = self.memory.extremes(role)
            slope = self.memory.slope(role)
            shown = "" if slope is None else f"{slope:+.2f}"
            lines.append(
                f"| {role} | {least:.0f} to {most:.0f} | {self.memory.span(role):,} | {shown} | {self.verdict(role)} |"
            )
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> None:
        """Writes soak.md and soak.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "soak.md").write_text(self.markdown(), encoding="utf-8")
        told = asdict(self) | {
            "passed": self.passed,
            "slopes": {role: self.memory.slope(role) for role in self.memory.roles()},
            "verdicts": {role: self.verdict(role) for role in self.memory.roles()},
        }
        (folder / "soak.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    options = _options()
    seed = options.seed or str(time.time_ns() // 1_000_000)
    print(f"seed {seed}, {options.minutes:g} minutes, at most {options.rate:g} messages a second", flush=True)
    return interruptible(lambda: _carry_out(options, seed))


def _carry_out(options: argparse.Namespace, seed: str) -> int:
    servers = Servers()
    trial = Trial(servers, Templates(), 0, seed, servers.folder / "soak")
    trial.folder.mkdir()
    row = Row("", f"soak of {options.minutes:g} minutes", 0)
    try:
        stack = servers.own()
        trial.begin(
            stack.endpoints,
            items=[],
            constants=SHORT_SESSION,
            variables={"QUOTEWIRE_FAULTS_SECONDS": "0"},
            nlp_processes=1,
            nlp_seconds_per_document=20,
        )
        soak = Soak(trial, stack, random.Random(seed), options.minutes)
        try:
            soak.run(seed, options.rate)
            minutes = soak.seconds / 60
            trial.over()
            row.recovery = round(trial.settle(), 1)
            trial.expect([item.article for item in trial.items[: trial.published] if item.article])
            row.articles = trial.published
            trial.remember()
            row.balance = balance(trial.expected(), trial.found())
        finally:
            trial.stop()
        result = Result(seed, minutes, row, soak.memory, dict(soak.done), soak.evidence)
        for line in row.balance.examples if row.balance else []:
            print(f"    {line}")
        print(result.markdown(), flush=True)
        if options.output:
            result.write(options.output)
            if not result.passed:
                for path in trial.folder.glob("worker-*.log"):
                    shutil.copy(path, options.output)
        print("passed" if result.passed else "NOT PASSED")
        return 0 if result.passed else 1
    finally:
        end_undisturbed()
        servers.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.soak",
        description="A steady load with faults at random, and an account of every message and of the memory.",
    )
    parser.add_argument("--minutes", type=float, default=30, metavar="N", help="of load [30]")
    parser.add_argument("--rate", type=float, default=40, metavar="N", help="most messages a second [40]")
    parser.add_argument("--seed", default="", help="of everything that is random [of the clock]")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where to write soak.md and soak.json")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
