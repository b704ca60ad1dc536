"""What deploy/prometheus and deploy/grafana ask Prometheus, read from their files for the tests."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"
GRAFANA = ROOT / "deploy" / "grafana"
DASHBOARD = GRAFANA / "dashboards" / "quotewire-pipeline.json"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))

sys.path.append(str(GRAFANA))  # its scripts are no package, as those of deploy/local

from pipeline_dashboard import ROWS  # noqa: E402 - needs the path

PROMQL_WORDS = {
    *("sum", "max", "min", "count", "rate", "increase", "deriv", "absent", "vector", "clamp_min", "round"),
    *("histogram_quantile", "and", "or", "unless", "offset", "by", "without", "on", "ignoring"),
}
"""Words of the query language that are used; any other name in an expression must be a metric's."""

MATCHED = re.compile(r"\{([^}]*)\}")
GROUPED = re.compile(r"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")
NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the dashboard.

    Attributes:
        title: of its panel.
        expression: as Grafana has it, with its variables.
        legend: how a series is named, with labels in double braces.
        instant: whether it is asked for now, not over time.
        may_be_empty: why a healthy pipeline may have no series; blank if it must have one.
    """

    title: str
    expression: str
    legend: str
    instant: bool
    may_be_empty: str

    def with_values(self, worker: str, interval: str, shown: str) -> str:
        """The expression as Grafana sends it.

        Args:
            worker: the chosen instance, as a regular expression.
            interval: for $__rate_interval.
            shown: the time that the dashboard shows, for $__range.
        """
        asked = self.expression.replace("$worker", worker).replace("$__rate_interval", interval)
        asked = asked.replace("$__range", shown)
        assert "$" not in asked, f"a variable that no test knows: {asked}"
        return asked


def dashboard() -> dict[str, Any]:
    """The dashboard as Grafana reads it."""
    return json.loads(DASHBOARD.read_text())


def panels() -> list[dict[str, Any]]:
    """The dashboard's panels without the rows' headings."""
    return [panel for panel in dashboard()["panels"] if panel["type"] != "row"]


def dashboard_queries() -> list[Asked]:
    """All queries of the dashboard."""
    described = [panel for row in ROWS for panel in row.panels]
    return [
        Asked(panel["title"], target["expr"], target["legendFormat"], target["instant"], query.may_be_empty)
        for panel, description in zip(panels(), described, strict=True)
        for target, query in zip(panel["targets"], description.queries, strict=True)
    ]


def rules() -> list[dict[str, Any]]:
    """All alert and recording rules."""
    return [rule for path in RULES for group in yaml.safe_load(path.read_text())["groups"] for rule in group["rules"]]


def expressions() -> Iterator[tuple[str, str]]:
    """Every expression with the name of the panel or rule it belongs to."""
    for asked in dashboard_queries():
        yield asked.title, asked.with_values("x", "1m", "1h")
    for rule in rules():
        yield rule.get("alert") or rule["record"], rule["expr"]
    for mark in dashboard()["annotations"]["list"]:
        yield mark["name"], mark["expr"]


def metrics_of(expression: str) -> set[str]:
    """Names of the metrics in an expression."""
    bare = re.sub(r'"[^"]*"', "", expression)
    bare = GROUPED.sub(" ", MATCHED.sub(" ", bare))
    bare = re.sub(r"\[[^]]*\]|\boffset \w+|\b\d[\w.]*", " ", bare)
    return set(NAME.findall(bare)) - PROMQL_WORDS


def labels_of(expression: str) -> set[str]:
    """Names of the labels that an expression matches or groups by."""
    bare = re.sub(r'"[^"]*"', "", expression)
    return {name for part in MATCHED.findall(bare) + GROUPED.findall(bare) for name in NAME.findall(part)}


def legend_labels(legend: str) -> set[str]:
    """Names of the labels in a legend."""
    return set(re.findall(r"\{\{(\w+)\}\}", legend))
