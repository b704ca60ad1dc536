"""deploy/grafana: what Grafana reads at its start fits together, and is what its description says.

That every query gives something is in tests/integration/test_watching.py.
"""

import json
import shutil
import subprocess
import sys

import pytest
import yaml

from streams.metrics.definitions import DEFINITIONS
from tests.deploy.watching import (
    DASHBOARD,
    GRAFANA,
    PROMETHEUS,
    dashboard,
    dashboard_queries,
    expressions,
    labels_of,
    legend_labels,
    metrics_of,
    panels,
    rules,
)

PROMETHEUS_OWN = {"up", "ALERTS"}
"""Series that Prometheus itself makes."""

LABELS_OF_PROMETHEUS = {"job", "instance", "le", "alertname", "alertstate"}
EXPRESSIONS = list(expressions())


def exported():
    """Names of the series that a worker shows, with their labels."""
    suffixes = {"counter": ("",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}
    return {made.name + suffix: set(made.labels) for made in DEFINITIONS for suffix in suffixes[made.kind]}


def check(folder):
    command = [sys.executable, str(folder / "build.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_dashboard_is_what_its_description_says():
    done = check(GRAFANA)
    assert done.returncode == 0, done.stderr


def test_dashboard_that_was_edited_is_found_out(tmp_path):
    shutil.copytree(GRAFANA, tmp_path / "grafana")
    copy = tmp_path / "grafana" / "dashboards" / DASHBOARD.name
    copy.write_text(copy.read_text().replace("Readiness", "Readyness"))
    done = check(tmp_path / "grafana")
    assert done.returncode == 1
    assert "make grafana" in done.stderr


def test_datasource_is_the_one_that_the_dashboard_chooses():
    (source,) = yaml.safe_load((GRAFANA / "provisioning/datasources/quotewire.yml").read_text())["datasources"]
    variables = {variable["name"]: variable for variable in dashboard()["templating"]["list"]}
    assert source["type"] == variables["datasource"]["query"] == "prometheus"
    assert source["uid"] == variables["datasource"]["current"]["value"] == "quotewire-prometheus"
    asked = [target for panel in panels() for target in panel["targets"]]
    assert {json.dumps(part["datasource"]) for part in [*asked, *panels(), variables["worker"]]} == {
        json.dumps({"type": "prometheus", "uid": "${datasource}"})
    }


def test_datasource_knows_how_often_prometheus_reads_the_workers():
    (source,) = yaml.safe_load((GRAFANA / "provisioning/datasources/quotewire.yml").read_text())["datasources"]
    configuration = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    assert source["jsonData"]["timeInterval"] == configuration["global"]["scrape_interval"]


def test_panels_have_places_of_their_own():
    every = dashboard()["panels"]
    assert len({panel["id"] for panel in every}) == len(every)
    taken = set()
    for panel in every:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel["title"])
def test_every_panel_says_what_it_shows(panel):
    assert panel["description"]
    assert [target["refId"] for target in panel["targets"]] == ["A", "B", "C"][: len(panel["targets"])]


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS, ids=[title for title, _ in EXPRESSIONS])
def test_metrics_and_labels_exist(title, expression):
    series = exported()
    recorded = {rule["record"]: labels_of(rule["expr"]) for rule in rules() if "record" in rule}
    metrics = metrics_of(expression)
    assert metrics, "an expression about nothing"
    assert metrics <= set(series) | set(recorded) | PROMETHEUS_OWN
    known = set().union(*((series | recorded).get(name, set()) for name in metrics)) | LABELS_OF_PROMETHEUS
    assert labels_of(expression) <= known


def test_every_metric_is_on_the_dashboard():
    """What a worker counts can be seen; the messages taken show in their outcomes, in flight and as bytes."""
    shown = set().union(*(metrics_of(asked.with_values("x", "1m", "1h")) for asked in dashboard_queries()))
    unseen = {made.name for made in DEFINITIONS if not any(name.startswith(made.name) for name in shown)}
    assert unseen <= {"quotewire_messages_total"}


@pytest.mark.parametrize(
    ("expression", "metrics", "labels"),
    [
        ('sum by (le, stage) (rate(a_bucket{instance=~"x|y", agent="b"}[5m])) > 0.5', {"a_bucket"}, None),
        ("(c unless c offset 1h) or increase(c[1h])", {"c"}, set()),
        ('d:e:sum{outcome="f"} / ignoring (outcome) sum without (agent) (d:e:sum) > 1e3', {"d:e:sum"}, None),
    ],
)
def test_names_are_read_from_expressions(expression, metrics, labels):
    assert metrics_of(expression) == metrics
    expected = {"le", "stage", "instance", "agent"} if "le" in expression else {"outcome", "agent"}
    assert labels_of(expression) == (expected if labels is None else labels)


def test_legends_name_labels_that_the_query_keeps():
    for asked in dashboard_queries():
        if asked.legend != "__auto":
            assert legend_labels(asked.legend) <= labels_of(asked.expression), asked.title
