"""A real Prometheus reads a real worker: the alert rules and the dashboard's queries work, and the counts are true."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams.metrics.definitions import DEFINITIONS, OUTCOMES
from streams.publisher import Publisher
from tests.deploy.watching import Asked, dashboard, dashboard_queries, expressions, legend_labels, rules
from tests.integration.conftest import ROOT, Pipeline, working_pipeline
from tests.integration.invented import articles
from tests.integration.processes import agent
from tests.integration.prometheus import Prometheus, numbers, prometheus

SAMPLES = 51
WHOLE_TEST = "30m"
"""What the dashboard shows, and for rates: from before the first article, however slow the machine is."""

OUTCOMES_NOW = "sum by (agent, outcome) (quotewire_outcomes_total)"
QUERIES = dashboard_queries()

Counts = dict[tuple[str, ...], float]


@dataclass
class Watched:
    """A pipeline whose worker is watched, after articles of every outcome and a restart of its index agent.

    Attributes:
        worker: host:port of its metrics.
        started: before anything was published, in seconds since 1970.
        with_samples: deliveries by agent and outcome, when only the samples had been published.
        expected: the same after all, from what was published.
    """

    pipeline: Pipeline
    prometheus: Prometheus
    worker: str
    started: float
    with_samples: Counts = field(default_factory=dict)
    expected: Counts = field(default_factory=dict)

    def await_ready(self) -> None:
        """Waits until Prometheus shows both agents ready."""
        ready = {("enrich",): 1.0, ("index",): 1.0}
        self.pipeline.wait(lambda: self.prometheus.values("quotewire_ready", "agent") == ready, "readiness")

    def await_outcomes(self, expected: dict[str, int]) -> Counts:
        """Waits until Prometheus shows at least so many outcomes of each agent, and returns them by outcome."""

        def arrived() -> bool:
            totals = self.prometheus.values("sum by (agent) (quotewire_outcomes_total)", "agent")
            return all(totals.get((agent,), 0) >= count for agent, count in expected.items())

        self.pipeline.wait(arrived, f"outcomes in Prometheus: {expected}")
        return self.prometheus.values(OUTCOMES_NOW, "agent", "outcome")


@pytest.fixture(scope="module")
def watched(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    with working_pipeline(endpoints, folder) as pipeline:
        worker = pipeline.address().removeprefix("http://")
        (folder / "prometheus").mkdir()
        with prometheus(folder / "prometheus", [worker]) as server:
            made = Watched(pipeline, server, worker, time.time())
            # From 0 on: a rate needs the values before and after.
            made.await_ready()
            _publish_samples(made)
            _publish_every_outcome(made)
            _end_index_agent(made)
            yield made


def _publish_samples(watched: Watched) -> None:
    done = watched.pipeline.run("publish", str(ROOT / "samples"))
    assert done.returncode == 0, done.stderr
    watched.with_samples = watched.await_outcomes({"enrich": SAMPLES, "index": SAMPLES})


def _publish_every_outcome(watched: Watched) -> None:
    """Eight more messages, in the order in which they must be processed: those of one article share a partition."""
    new, other, bad = articles(3, "watched")
    corrected = new | {"text": new["text"] + " Das wurde später berichtigt.", "updated_at": "2026-11-01T08:00:00Z"}
    gone = watched.pipeline.send(new, corrected, corrected, new, other)[0]
    # An article's freshness is known when a search has found it: after its outcome, and not after its deletion.
    found = {(): float(SAMPLES + 3)}
    watched.pipeline.wait(lambda: watched.prometheus.values("quotewire_freshness_seconds_count") == found, "freshness")
    publisher = Publisher(watched.pipeline.settings)
    try:
        publisher.delete(gone)
    finally:
        publisher.close()
    with watched.pipeline.producer() as producer:
        for text in (12, " "):
            producer.send(watched.pipeline.settings.raw_topic, json.dumps(bad | {"text": text}).encode())
    watched.expected = dict.fromkeys(
        ((agent, outcome) for agent, outcomes in OUTCOMES.items() for outcome in outcomes), 0
    ) | {
        ("enrich", "enriched"): SAMPLES + 5,
        ("enrich", "deleted"): 1,
        ("enrich", "dead-lettered"): 2,
        ("index", "indexed"): SAMPLES + 3,  # new, corrected, other
        ("index", "unchanged"): 1,
        ("index", "superseded"): 1,
        ("index", "deleted"): 1,
    }
    watched.await_outcomes({"enrich": SAMPLES + 8, "index": SAMPLES + 6})


def _end_index_agent(watched: Watched) -> None:
    """Ends its process between two deliveries; the worker starts it again."""
    watched.pipeline.await_no_lag()
    process = agent(watched.pipeline.workers[0].pid, "index")
    assert process
    os.kill(process, signal.SIGTERM)
    starts = {("enrich",): 1.0, ("index",): 2.0}
    watched.pipeline.wait(
        lambda: watched.prometheus.values("quotewire_agent_starts_total", "agent") == starts, "the second start"
    )
    watched.await_ready()


def test_counts_are_those_of_the_samples(watched: Watched):
    assert {key: count for key, count in watched.with_samples.items() if count} == {
        ("enrich", "enriched"): SAMPLES,
        ("index", "indexed"): SAMPLES,
    }


def test_counts_agree_with_what_was_published(watched: Watched):
    """Also those of the index agent, though its process is another one by now."""
    assert watched.prometheus.values(OUTCOMES_NOW, "agent", "outcome") == watched.expected
    ask = watched.prometheus.values
    assert ask("sum(quotewire_articles_by_language_total)") == {(): SAMPLES + 5}
    assert ask("sum(quotewire_freshness_seconds_count)") == {(): SAMPLES + 3}
    assert sum(ask("quotewire_dead_letters_total", "stage", "error").values()) == len(watched.pipeline.dead_letters())
    watched.pipeline.refresh()
    assert watched.pipeline.count() == SAMPLES + 1


@pytest.mark.parametrize("asked", QUERIES, ids=[f"{asked.title} {asked.legend}" for asked in QUERIES])
def test_every_query_of_the_dashboard_shows_something(watched: Watched, asked: Asked):
    expression = asked.with_values(re.escape(watched.worker).replace("\\", "\\\\"), WHOLE_TEST, WHOLE_TEST)
    server = watched.prometheus
    series = server.now(expression) if asked.instant else server.between(expression, watched.started, time.time())
    if asked.may_be_empty and not series:
        return  # that its metric exists is in tests/deploy/test_grafana.py
    assert any(numbers(each) for each in series)
    for each in series:
        assert legend_labels(asked.legend) <= set(each["metric"]), "the legend names a label that is not there"


def test_another_worker_chosen_shows_nothing_of_this_one(watched: Watched):
    """Every query heeds the choice of workers; only the alerts are everybody's."""
    for asked in QUERIES:
        series = watched.prometheus.now(asked.with_values("elsewhere:1", WHOLE_TEST, WHOLE_TEST))
        assert asked.title == "Alerts" or not series, asked.title


def test_workers_can_be_chosen(watched: Watched):
    (variable,) = [made for made in dashboard()["templating"]["list"] if made["name"] == "worker"]
    metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["query"]["query"]).groups()
    assert watched.prometheus.ask(f"label/{label}/values", **{"match[]": metric}) == [watched.worker]


def test_every_rule_is_evaluated_without_error(watched: Watched):
    def evaluated() -> list[dict]:
        groups = watched.prometheus.ask("rules")["groups"]
        return [rule for group in groups for rule in group["rules"]]

    watched.pipeline.wait(lambda: all(rule["health"] != "unknown" for rule in evaluated()), "rules to be evaluated")
    assert {rule["name"]: rule["health"] for rule in evaluated()} == {
        rule.get("alert") or rule["record"]: "ok" for rule in rules()
    }


@pytest.mark.parametrize("name", sorted({rule["record"] for rule in rules() if "record" in rule}))
def test_recorded_figures_are_there(watched: Watched, name: str):
    watched.pipeline.wait(lambda: bool(watched.prometheus.now(name)), f"Prometheus to record {name}")


def test_nothing_is_alarming_about_a_pipeline_that_works(watched: Watched):
    alerts = watched.prometheus.ask("alerts")["alerts"]
    assert not [alert for alert in alerts if alert["state"] == "firing"]


def test_expressions_are_all_accepted(watched: Watched):
    for _, expression in expressions():
        watched.prometheus.now(expression)


def test_worker_shows_the_metrics_that_are_defined(watched: Watched):
    text = httpx.get(f"http://{watched.worker}/metrics", trust_env=False).text
    shown = {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_created")
    }
    suffix = {"counter": "", "gauge": "", "histogram": "_count"}
    defined = {made.name + suffix[made.kind]: set(made.labels) for made in DEFINITIONS}
    beginning_late = {"quotewire_bulk_retries_total", "quotewire_bulk_refusals_total"}
    assert set(defined) - set(shown) <= beginning_late
    for name, labels in shown.items():
        if name in defined:
            assert labels == defined[name], name
    others = {name for name in shown if name not in defined and not re.search(r"_(bucket|sum)$", name)}
    assert not others, "metrics that streams/metrics/definitions.py does not know"
