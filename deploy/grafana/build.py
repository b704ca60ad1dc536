"""Writes Grafana's dashboard from its description in pipeline_dashboard.py (`make grafana`).

    build.py            writes dashboards/quotewire-pipeline.json
    build.py --check    fails where that file is not what would be written

The JSON model is that of Grafana 11 and 12 (schema version 39, which both read):
https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pipeline_dashboard import COLUMNS, ROWS, Panel, Query, Row

OUTPUT = Path(__file__).parent / "dashboards" / "quotewire-pipeline.json"
DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
WORKERS = 'instance=~"$worker"'
SCHEMA_VERSION = 39

GREEN, YELLOW, RED = "green", "yellow", "red"

Json = dict[str, Any]


def main() -> int:
    """Returns the exit code: with --check 1 where the file is not current."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the file is not current")
    text = json.dumps(dashboard(), indent=1, ensure_ascii=False) + "\n"
    if not parser.parse_args().check:
        OUTPUT.write_text(text, "utf-8")
        return 0
    if not OUTPUT.exists() or OUTPUT.read_text("utf-8") != text:
        print(f"{OUTPUT.name} is not what pipeline_dashboard.py describes: run `make grafana`", file=sys.stderr)
        return 1
    return 0


def dashboard() -> Json:
    """The whole dashboard."""
    return {
        "uid": "quotewire-pipeline",
        "title": "Quotewire pipeline",
        "description": "Whether the stream of articles keeps up, and what to look at when it does not.",
        "tags": ["quotewire"],
        "schemaVersion": SCHEMA_VERSION,
        "version": 1,
        "editable": True,
        "graphTooltip": 1,  # the crosshair is shared: one moment in all panels
        "timezone": "browser",
        "refresh": "10s",
        "time": {"from": "now-1h", "to": "now"},
        "timepicker": {},
        "annotations": {"list": [_alert_marks()]},
        "templating": {"list": [_datasource_variable(), _worker_variable()]},
        "links": [],
        "panels": _panels(),
    }


def _datasource_variable() -> Json:
    return {
        "name": "datasource",
        "label": "Prometheus",
        "type": "datasource",
        "query": "prometheus",
        "regex": "",
        "refresh": 1,
        "hide": 0,
        "includeAll": False,
        "multi": False,
        "options": [],
        "current": {"selected": False, "text": "Prometheus", "value": "quotewire-prometheus"},
    }


def _worker_variable() -> Json:
    query = "label_values(quotewire_build_info, instance)"
    return {
        "name": "worker",
        "label": "Worker",
        "type": "query",
        "datasource": DATASOURCE,
        "definition": query,
        "query": {"qryType": 1, "query": query, "refId": "PrometheusVariableQueryEditor-VariableQuery"},
        "refresh": 2,  # when the time shown changes: workers come and go
        "regex": "",
        "sort": 1,
        "hide": 0,
        "includeAll": True,
        "allValue": ".+",
        "multi": True,
        "options": [],
        "current": {"selected": True, "text": ["All"], "value": ["$__all"]},
    }


def _alert_marks() -> Json:
    """Marks in all panels the time in which an alert fires."""
    return {
        "name": "Alerts",
        "enable": True,
        "iconColor": RED,
        "datasource": DATASOURCE,
        "expr": 'ALERTS{alertname=~"Quotewire.*", alertstate="firing"}',
        "titleFormat": "{{alertname}}",
        "textFormat": "{{agent}} {{instance}}",
        "step": "60s",
    }


def _panels() -> list[Json]:
    """All rows with their panels, placed on the grid."""
    made: list[Json] = []
    top = 0
    for row in ROWS:
        made.append(_heading(row, len(made) + 1, top))
        top += 1
        left = 0
        for panel in row.panels:
            if left + panel.width > COLUMNS:
                left, top = 0, top + row.height
            place = {"x": left, "y": top, "w": panel.width, "h": row.height}
            made.append(_panel(panel, len(made) + 1, place))
            left += panel.width
        top += row.height
    return made


def _heading(row: Row, number: int, top: int) -> Json:
    place = {"x": 0, "y": top, "w": COLUMNS, "h": 1}
    return {"id": number, "type": "row", "title": row.title, "collapsed": False, "panels": [], "gridPos": place}


TYPES = {
    "timeseries": "timeseries",
    "stacked": "timeseries",
    "shares": "timeseries",
    "stat": "stat",
    "heatmap": "heatmap",
    "states": "state-timeline",
    "table": "table",
}
"""Grafana's panel type for each of ours."""


def _panel(panel: Panel, number: int, place: Json) -> Json:
    made = {
        "id": number,
        "type": TYPES[panel.kind],
        "title": panel.title,
        "description": _description(panel),
        "gridPos": place,
        "datasource": DATASOURCE,
        "targets": [_target(panel, query, chr(ord("A") + n)) for n, query in enumerate(panel.queries)],
        "fieldConfig": {"defaults": _defaults(panel), "overrides": []},
        "options": _options(panel),
    }
    if panel.kind == "table":
        made["transformations"] = [
            {"id": "organize", "options": {"excludeByName": {"Time": True}, "renameByName": {"Value": "workers"}}}
        ]
    return made


def _description(panel: Panel) -> str:
    empty = [f"May be empty: {query.may_be_empty}." for query in panel.queries if query.may_be_empty]
    return " ".join([panel.about, *empty])


def _target(panel: Panel, query: Query, reference: str) -> Json:
    now = panel.kind in {"stat", "table"}
    return {
        "refId": reference,
        "datasource": DATASOURCE,
        "editorMode": "code",
        "expr": query.expression.replace("{@", "{" + WORKERS),
        "legendFormat": query.legend or "__auto",
        "instant": now,
        "range": not now,
        "format": {"heatmap": "heatmap", "table": "table"}.get(panel.kind, "time_series"),
    }


def _defaults(panel: Panel) -> Json:
    """Unit, colours and the way of drawing."""
    steps: list[Json] = [{"color": GREEN, "value": None}]
    steps += [{"color": YELLOW, "value": panel.warn}] if panel.warn is not None else []
    steps += [{"color": RED, "value": panel.alarm}] if panel.alarm is not None else []
    made: Json = {"unit": panel.unit, "thresholds": {"mode": "absolute", "steps": steps}}
    if panel.kind == "states":
        ready = {
            "0": {"text": "not ready", "color": RED, "index": 0},
            "1": {"text": "ready", "color": GREEN, "index": 1},
        }
        made["mappings"] = [{"type": "value", "options": ready}]
        made["custom"] = {"fillOpacity": 70, "lineWidth": 0}
    elif panel.kind == "heatmap":
        made["custom"] = {"hideFrom": {"legend": False, "tooltip": False, "viz": False}}
    elif TYPES[panel.kind] == "timeseries":
        stacking = {"stacked": "normal", "shares": "percent"}.get(panel.kind, "none")
        made["min"] = 0
        made["color"] = {"mode": "palette-classic"}
        made["custom"] = {
            "drawStyle": "line",
            "lineWidth": 1,
            "fillOpacity": 0 if stacking == "none" else 50,
            "showPoints": "never",
            "spanNulls": False,
            "stacking": {"mode": stacking, "group": "A"},
            "thresholdsStyle": {"mode": "dashed" if panel.alarm is not None else "off"},
        }
    return made


def _options(panel: Panel) -> Json:
    """What is particular to the panel's type."""
    if panel.kind == "stat":
        return {
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
            "colorMode": "value",
            "graphMode": "none",
            "textMode": "value",
        }
    if panel.kind == "heatmap":
        return {
            "calculate": False,
            "cellGap": 1,
            "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64, "exponent": 0.5, "fill": "dark-orange"},
            "rowsFrame": {"layout": "auto"},
            "yAxis": {"unit": panel.unit, "axisPlacement": "left"},
            "tooltip": {"mode": "single", "yHistogram": False},
            "legend": {"show": True},
        }
    if panel.kind == "states":
        return {"showValue": "never", "mergeValues": True, "legend": {"showLegend": True, "placement": "bottom"}}
    if panel.kind == "table":
        return {"showHeader": True, "cellHeight": "sm"}
    return {
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
        "tooltip": {"mode": "multi", "sort": "desc"},
    }


if __name__ == "__main__":
    sys.exit(main())
