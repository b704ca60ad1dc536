"""What a worker says about itself agrees with what it did: every count exactly, and readiness with its reasons.

The tests that share `counted` need their order.
"""

import json
import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.dead_letter import DeadLetter
from streams.kafka_admin import lag
from streams.metrics.definitions import STAGES
from streams.publisher import Publisher
from tests.integration.conftest import Pipeline, new_pipeline, working_pipeline
from tests.integration.forwarder import Forwarder
from tests.integration.invented import articles
from tests.integration.processes import agent, alive, descendants, nlp_processes
from tests.streams.articles import enriched

AGENTS = ("enrich", "index")
LATER, EARLIER = {"updated_at": "2026-12-01T00:00:00Z"}, {"updated_at": "2025-01-01T00:00:00Z"}


def test_a_worker_that_has_done_the_samples_says_so(sampled: Pipeline):
    assert sampled.get("/healthz")[0] == 200
    sampled.wait(lambda: sampled.get("/readyz")[0] == 200, "the worker to be ready")
    assert json.loads(sampled.get("/readyz")[1]) == {
        "ready": True,
        "agents": {name: {"ready": True, "missing": {}} for name in AGENTS},
    }
    for name in AGENTS:
        assert sampled.metric("quotewire_ready", agent=name) == 1
    models = {labels["model"] for labels, _ in sampled.series("quotewire_model_info")}
    assert {name.split()[0] for name in models} > {"pycld2", "quotations:"}
    assert any(name.startswith("de") for name in models)


@pytest.fixture(scope="module")
def counted(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """A pipeline with a worker, to which a known mix of messages was sent, all with their outcome."""
    with working_pipeline(endpoints, tmp_path_factory.mktemp("counted"), enrich_batch=4, index_batch=8) as made:
        send_mix(made, "first")
        yield made


MIX: dict[tuple[str, str], int] = {
    ("enrich", "enriched"): 12 + 4 + 5 + 3 + 2,
    ("enrich", "deleted"): 3,
    ("enrich", "dead-lettered"): 3,
    ("index", "indexed"): 12 + 2,
    ("index", "unchanged"): 4,
    ("index", "superseded"): 5 + 3,
    ("index", "deleted"): 3,
    ("index", "dead-lettered"): 2 + 1,
}
"""The outcomes of one mix. After a newer revision (2), the older ones (3 + 5) come too late."""

REASONS: dict[tuple[str, str], int] = {
    ("decode", "not-json"): 2,
    ("decode", "invalid-field"): 1,
    ("index", "invalid-enriched-article"): 2,
    ("index", "document_parsing_exception"): 1,
}
"""The dead letters of one mix by stage and error."""


def send_mix(pipeline: Pipeline, name: str) -> None:
    """New, unchanged, newer, superseded, deleted and impossible ones; returns when each has its outcome."""
    new = articles(12, name)
    pipeline.send(*new)
    pipeline.await_no_lag()
    pipeline.send(*new[:4])
    pipeline.send(*(article | LATER for article in new[4:6]))
    pipeline.send(*(article | EARLIER for article in new[4:6] * 4))
    with pipeline.producer() as producer:
        for value in (b"not JSON", b'{"text"', b'{"title": "no text"}'):
            producer.send(pipeline.settings.raw_topic, value=value)
        refused = enriched(article_id=f"{name}-refused").model_dump(mode="json")
        refused["raw"]["partition"] = 2**40  # more than the index has room for
        for key, value in ((b"a", b"no article"), (b"b", b"{}"), (b"c", json.dumps(refused).encode())):
            producer.send(pipeline.settings.enriched_topic, key=key, value=value)
        producer.flush()
    publisher = Publisher(pipeline.settings)
    try:
        for number in (7, 8, 9):
            publisher.delete(f"{name}-{number}")
    finally:
        publisher.close()
    pipeline.await_no_lag()


def outcomes(pipeline: Pipeline, workers: int) -> Counter[tuple[str, str]]:
    """The outcomes that the workers show in all."""
    shown: Counter[tuple[str, str]] = Counter()
    for worker in range(workers):
        for labels, value in pipeline.series("quotewire_outcomes_total", worker):
            shown[labels["agent"], labels["outcome"]] += int(value)
    return shown


def await_found(pipeline: Pipeline, count: int, worker: int = 0, workers: int = 1) -> None:
    """Waits until the workers from this one on have seen so many articles become searchable; not one more."""

    def found() -> float:
        return sum(
            pipeline.metric("quotewire_freshness_seconds_count", number) for number in range(worker, worker + workers)
        )

    pipeline.wait(lambda: found() >= count, f"{count} articles to be found")
    assert found() == count


def written(documents: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """The outcomes that figures tell in all."""
    found: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for outcome, count in document["outcomes"].items():
            found[document["agent"], outcome.replace("_", "-")] += count
    return found


def freshness_count(documents: list[dict[str, Any]]) -> int:
    """How many articles were seen to become searchable, as figures tell."""
    return sum(document.get("freshness", {}).get("count", 0) for document in documents)


SUMS = {
    "quotewire_bulk_requests_total": ("bulk", "requests"),
    "quotewire_bulk_refusals_total": ("bulk", "refusals"),
} | {f"quotewire_stage_seconds_sum {stage}": ("stage_seconds", stage) for stage in STAGES}
"""Series whose sum over two workers the figures tell too, and their fields."""


def total(pipeline: Pipeline, name: str) -> float:
    """The sum of a series (`name`, or `name stage`) over two workers."""
    series, _, stage = name.partition(" ")
    labels = {"stage": stage} if stage else {}
    return sum(pipeline.metric(series, worker, **labels) for worker in (0, 1))


def folder_of(worker: int) -> Path:
    """Where the processes of a worker write what they count."""
    (command, *_) = [command for command in descendants(worker).values() if "--folder" in command]
    return Path(command.partition("--folder ")[2].split()[0])


def times(mix: dict[tuple[str, str], int], count: int) -> Counter[tuple[str, str]]:
    return Counter({name: number * count for name, number in mix.items()})


def test_every_counter_agrees_with_what_was_published(counted: Pipeline):
    assert outcomes(counted, 1) == Counter(MIX)
    letters: list[DeadLetter] = counted.dead_letters()
    assert Counter((letter.stage, letter.error) for letter in letters) == Counter(REASONS)
    shown = {
        (labels["stage"], labels["error"]): value for labels, value in counted.series("quotewire_dead_letters_total")
    }
    assert shown == REASONS
    taken = {name: sum(count for (of, _), count in MIX.items() if of == name) for name in AGENTS}
    for name in AGENTS:
        assert counted.metric("quotewire_messages_total", agent=name) == taken[name]
        assert counted.metric("quotewire_in_flight_messages", agent=name) == 0
    languages = {labels["language"]: value for labels, value in counted.series("quotewire_articles_by_language_total")}
    assert set(languages) == {"de", "en"}
    assert sum(languages.values()) == MIX["enrich", "enriched"]
    stages = {labels["stage"]: value for labels, value in counted.series("quotewire_stage_seconds_count")}
    decoded = taken["enrich"] - MIX["enrich", "deleted"]
    assert stages.pop("decode") == decoded
    assert stages.pop("index") == taken["index"]
    assert stages == dict.fromkeys(
        ("sections", "language", "entities", "quotations", "fingerprints", "encode"), MIX["enrich", "enriched"]
    )
    assert all(value > 0 for _, value in counted.series("quotewire_stage_seconds_sum"))
    refusals = {labels["error"]: value for labels, value in counted.series("quotewire_bulk_refusals_total")}
    assert refusals == {"document_parsing_exception": 1}
    assert counted.metric("quotewire_bulk_retries_total") == 0
    assert counted.metric("quotewire_bulk_requests_total") > 0


def test_every_article_that_was_indexed_is_seen_to_become_searchable(counted: Pipeline):
    await_found(counted, MIX["index", "indexed"])
    assert counted.metric("quotewire_freshness_seconds_sum") > 0


def test_the_lag_is_the_one_that_kafka_tells(counted: Pipeline):
    settings = counted.settings
    stopped = nlp_processes(counted.workers[0].pid)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        again = articles(30, "behind")
        counted.send(*again)
        told = {row.partition: row.lag for row in lag(settings, settings.group("enrich"), settings.raw_topic)}
        assert sum(told.values()) == len(again)

        def shown() -> dict[int, int]:
            rows = counted.series("quotewire_lag", agent="enrich", topic=settings.raw_topic)
            return {int(labels["partition"]): int(value) for labels, value in rows}

        counted.wait(lambda: shown() == told, "the lag to be shown")
        counted.wait(lambda: counted.metric("quotewire_in_flight_messages", agent="enrich") > 0, "articles in flight")
        assert counted.metric("quotewire_in_flight_bytes", agent="enrich") > 0
        assert counted.get("/readyz")[0] == 200
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    counted.await_no_lag()
    counted.wait(lambda: counted.metric("quotewire_lag") == 0, "the lag to be shown as gone")


def test_the_counts_of_a_killed_agent_are_kept_and_its_next_process_goes_on(counted: Pipeline):
    mix = times(MIX, 1) + Counter({("enrich", "enriched"): 30, ("index", "indexed"): 30})
    assert outcomes(counted, 1) == mix
    await_found(counted, mix["index", "indexed"])
    # A killed process cannot write its last figures: here it has none that are not written.
    counted.wait(lambda: written(counted.documents("metrics")) == +mix, "the figures to be written")
    fresh = mix["index", "indexed"]
    counted.wait(lambda: freshness_count(counted.documents("metrics")) == fresh, "those of freshness to be written")
    killed = agent(counted.workers[0].pid, "index")
    assert killed
    os.kill(killed, signal.SIGKILL)
    counted.wait(lambda: "starting it again" in counted.log(), "the supervisor to notice")
    assert outcomes(counted, 1) == mix
    counted.wait(lambda: counted.get("/readyz")[0] == 200, "the worker to be ready again")
    send_mix(counted, "second")
    # What was done and not yet acknowledged when it was killed came again; here all was.
    assert outcomes(counted, 1) == mix + times(MIX, 1)


def test_two_workers_and_their_documents_agree_with_what_was_published(counted: Pipeline):
    counted.start_worker()
    counted.wait(lambda: counted.get("/readyz", 1)[0] == 200, "the second worker to be ready")
    counted.wait(lambda: bool(counted.series("quotewire_lag", 1, agent="index")), "it to get partitions")
    counted.wait(lambda: counted.get("/readyz", 0)[0] == 200, "the first worker to be ready")
    send_mix(counted, "third")
    assert all(counted.metric("quotewire_outcomes_total", worker) > 0 for worker in (0, 1))
    expected = times(MIX, 3) + Counter({("enrich", "enriched"): 30, ("index", "indexed"): 30})
    assert outcomes(counted, 2) == expected
    wanted = expected["index", "indexed"]
    await_found(counted, wanted, workers=2)
    taken = total(counted, "quotewire_message_bytes_total")
    shown = {name: total(counted, name) for name in SUMS}
    folders = [folder_of(worker.pid) for worker in counted.workers]
    assert all(folder.is_dir() for folder in folders)
    counted.stop()

    documents = counted.documents("metrics")
    assert written(documents) == expected
    assert all(sum(document["outcomes"].values()) == document["articles"] for document in documents)
    assert freshness_count(documents) == wanted
    summed = {
        name: sum(document.get(field, {}).get(of, 0) for document in documents) for name, (field, of) in SUMS.items()
    }
    assert summed == pytest.approx(shown)
    assert sum(document["bytes"] for document in documents) == taken
    assert len({document["worker"] for document in documents}) == 2
    assert not any(folder.exists() for folder in folders)
    # `quotewire status` adds up the same documents.
    status = counted.json("status")
    assert status["outcomes"] == {
        name: {outcome: expected[name, outcome] for of, outcome in MIX if of == name} for name in AGENTS
    }
    assert f"enriched {expected['enrich', 'enriched']}" in counted.run("status").stdout


def test_elasticsearch_away_is_said_and_costs_no_count(endpoints: dict[str, str], tmp_path):
    door = Forwarder(endpoints["elasticsearch_url"])
    behind = new_pipeline(endpoints | {"elasticsearch_url": door.url}, tmp_path)
    try:
        enriching, indexing = (behind.start_worker("--agents", name) for name in AGENTS)
        for worker, name in enumerate(AGENTS):
            behind.wait(lambda worker=worker: behind.get("/readyz", worker)[0] == 200, f"the {name} agent to be ready")
            assert list(json.loads(behind.get("/readyz", worker)[1])["agents"]) == [name]
        with door.shut():
            behind.send(*articles(20, "away"))
            behind.wait(lambda: behind.get("/readyz", 1)[0] == 503, "the worker to be not ready")
            behind.wait(
                lambda: behind.metric("quotewire_outcomes_total", outcome="enriched") == 20, "enriching to go on"
            )
            assert list(missing(behind)) == ["elasticsearch"]
            assert "closes the connection" in missing(behind)["elasticsearch"]
            assert behind.metric("quotewire_ready", 1, agent="index") == 0
            assert behind.metric("quotewire_ready", 0, agent="enrich") == 1
            assert behind.get("/healthz", 1)[0] == 200
            for name in AGENTS:
                waiting = re.compile(rf'metrics wait to be written.*"agent": "{name}"')
                behind.wait(lambda waiting=waiting: waiting.search(behind.log()) is not None, "figures that wait")
        behind.wait(lambda: behind.get("/readyz", 1)[0] == 200, "the worker to be ready again")
        behind.await_no_lag()
        await_found(behind, 20, worker=1)
        assert behind.metric("quotewire_freshness_seconds_sum", 1) > 20  # it was away for seconds
        behind.wait(lambda: written(behind.documents("metrics")) == BOTH, "the figures to be written")

        # A supervisor that is killed leaves neither a process nor its folder behind.
        folder, below = folder_of(indexing.pid), descendants(indexing.pid)
        indexing.kill()
        indexing.wait(60)
        behind.wait(lambda: not any(alive(pid) for pid in below), "the agent to end after its supervisor")
        assert not folder.exists()
        behind.stop()
        assert enriching.returncode == 0
        assert written(behind.documents("metrics")) == BOTH
        assert "Traceback" not in behind.log()
    finally:
        behind.stop()
        door.close()


BOTH = Counter({("enrich", "enriched"): 20, ("index", "indexed"): 20})


def missing(pipeline: Pipeline) -> dict[str, str]:
    """What the index agent lacks, the second worker here."""
    return json.loads(pipeline.get("/readyz", 1)[1])["agents"]["index"]["missing"]
