"""The page about metrics, the definitions and the metrics themselves are the same ones."""

import re
from pathlib import Path

import pytest

from schemas.index_mappings import OUTCOMES as MAPPED_OUTCOMES
from schemas.index_mappings import STAGES as MAPPED_STAGES
from streams.metrics.definitions import AGENT_STAGES, DEFINITIONS, OUTCOMES, STAGES
from streams.metrics.exposition import Exposition
from streams.metrics.folder import AgentState, write_state
from streams.metrics.health import Health
from streams.metrics.monitor import Monitor
from streams.settings import Settings

PAGE = (Path(__file__).parents[3] / "docs" / "metrics.md").read_text()
ROW = re.compile(r"^\| `(quotewire_\w+)` \| (\w+) \|([\w, ]*)\|", re.MULTILINE)
SUFFIXES = {"counter": ("",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}


def test_the_page_lists_every_metric_with_kind_and_labels():
    listed = [(name, kind, tuple(labels.replace(",", " ").split())) for name, kind, labels in ROW.findall(PAGE)]
    assert listed == [(metric.name, metric.kind, metric.labels) for metric in DEFINITIONS]


def test_every_metric_has_an_example_and_no_example_asks_for_another():
    examples = "\n".join(line for line in PAGE.splitlines() if line.startswith("    "))
    asked = set(re.findall(r"quotewire_\w+", examples))
    series = {metric.name: {metric.name + suffix for suffix in SUFFIXES[metric.kind]} for metric in DEFINITIONS}
    assert all(asked & names for names in series.values())
    assert asked <= {name for names in series.values() for name in names}


def test_a_worker_shows_exactly_these_metrics(tmp_path):
    shown = set()
    for agent in ("enrich", "index"):
        for metric in Monitor(Settings(_env_file=None), agent).counters.registry.collect():
            shown.add(metric.name + ("_total" if metric.type == "counter" else ""))
        write_state(tmp_path, agent, AgentState(lag=[("news.raw", 0, 1)], models=["de 1"]))
    text = Exposition(tmp_path, Health(tmp_path, ["enrich", "index"])).text().decode()
    shown |= set(re.findall(r"^(quotewire_\w+)", text, re.MULTILINE))
    assert shown == {metric.name for metric in DEFINITIONS}


@pytest.mark.parametrize("metric", DEFINITIONS, ids=lambda metric: metric.name)
def test_buckets_grow(metric):
    assert (metric.kind == "histogram") == bool(metric.buckets)
    assert list(metric.buckets) == sorted(set(metric.buckets))


def test_documents_have_a_field_for_each_outcome_and_stage():
    assert set(MAPPED_STAGES) == set(STAGES) == {stage for stages in AGENT_STAGES.values() for stage in stages}
    assert set(MAPPED_OUTCOMES) == {name.replace("-", "_") for names in OUTCOMES.values() for name in names}
