"""A panel in the form of Lens, Kibana's editor of charts: a data layer with columns, and how they are drawn.

The form is that of Kibana 9.0 (`formBased` data source); later versions bring it up to date when they read it. A column
is one aggregation: bucketed ones (dates, most frequent values) first, figures after them.
"""

from typing import Any, Final

from streams.kibana.description import Chart, Format, Over, Panel, Terms, Value

Json = dict[str, Any]

LAYER: Final = "layer"
DOCUMENTS: Final = "___records___"
"""What Lens counts."""

_FORMATS: Final[dict[Format, Json]] = {
    "bytes": {"id": "bytes", "params": {"decimals": 1}},
    "percent": {"id": "percent", "params": {"decimals": 0}},
    "seconds": {"id": "number", "params": {"decimals": 2, "suffix": " s"}},
    "decimal": {"id": "number", "params": {"decimals": 2}},
}
_SERIES: Final[dict[Chart, str]] = {
    "line": "line",
    "area_stacked": "area_stacked",
    "bar_stacked": "bar_stacked",
    "bar_horizontal": "bar_horizontal",
    "bar_horizontal_stacked": "bar_horizontal_stacked",
}


def reference(data_view: str) -> Json:
    """How a chart names the data view of its layer."""
    return {"type": "index-pattern", "id": data_view, "name": f"indexpattern-datasource-layer-{LAYER}"}


def attributes(panel: Panel, data_view: str, time: str) -> Json:
    """The attributes of the chart of a panel, which stand in the panel itself ("by value").

    Args:
        panel: not of the kind `search`.
        data_view: id of its data view.
        time: the time field of that.
    """
    columns = _columns(panel, time)
    kind, visualization = _visualization(panel)
    return {
        "title": panel.title,
        "description": "",
        "type": "lens",
        "visualizationType": kind,
        "references": [reference(data_view)],
        "state": {
            "datasourceStates": {
                "formBased": {
                    "layers": {
                        LAYER: {
                            "columnOrder": list(columns),
                            "columns": columns,
                            "incompleteColumns": {},
                            "sampling": 1,
                            "ignoreGlobalFilters": False,
                        }
                    }
                }
            },
            "visualization": visualization,
            "query": {"language": "kuery", "query": panel.query},
            "filters": [],
            "internalReferences": [],
            "adHocDataViews": {},
        },
    }


def _columns(panel: Panel, time: str) -> dict[str, Json]:
    """By id; the order is that of the nested aggregations, each series within it having its own buckets."""
    columns: dict[str, Json] = {}
    if panel.by:
        columns["by"] = _terms(panel.by)
    if panel.over:
        columns["over"] = _dates(panel.over, time)
    if panel.rows:
        columns = {"rows": _terms(panel.rows), **columns}
    return columns | {f"value-{number}": _value(value, panel.title) for number, value in enumerate(panel.values)}


def _terms(terms: Terms) -> Json:
    by_value = terms.order == "value"
    return {
        "label": terms.field,
        "dataType": "string",
        "operationType": "terms",
        "scale": "ordinal",
        "sourceField": terms.field,
        "isBucketed": True,
        "params": {
            "size": terms.size,
            "orderBy": {"type": "column", "columnId": "value-0"} if by_value else {"type": "alphabetical"},
            "orderDirection": "desc" if by_value else "asc",
            "otherBucket": terms.other,
            "missingBucket": terms.missing,
            "parentFormat": {"id": "terms"},
            "include": [],
            "exclude": [],
            "includeIsRegex": False,
            "excludeIsRegex": False,
        },
    }


def _dates(over: Over, time: str) -> Json:
    params: Json = {"interval": over.interval, "includeEmptyRows": over.empty, "dropPartials": False}
    if over.field != time:
        # Else Lens would take the range for this field, in place of the data view's.
        params["ignoreTimeRange"] = True
    return {
        "label": over.field,
        "dataType": "date",
        "operationType": "date_histogram",
        "scale": "interval",
        "sourceField": over.field,
        "isBucketed": True,
        "params": params,
    }


def _value(value: Value, title: str) -> Json:
    # An interval without documents is a gap in the line, not a 0: nothing was measured.
    params: Json = {"emptyAsNull": True} if value.function in ("count", "sum", "unique_count") else {}
    if value.format:
        params["format"] = _FORMATS[value.format]
    column = {
        "label": value.label or title,
        "customLabel": True,
        "dataType": "number",
        "operationType": value.function,
        "scale": "ratio",
        "sourceField": value.field or DOCUMENTS,
        "isBucketed": False,
        "params": params,
    }
    if value.query:
        column["filter"] = {"language": "kuery", "query": value.query}
    if value.per:
        column["timeScale"] = "s"
    return column


def _visualization(panel: Panel) -> tuple[str, Json]:
    """The kind of chart, and what it draws of the columns."""
    values = [f"value-{number}" for number in range(len(panel.values))]
    if panel.chart == "metric":
        return "lnsMetric", {"layerId": LAYER, "layerType": "data", "metricAccessor": values[0]}
    if panel.chart == "donut":
        layer = {
            "layerId": LAYER,
            "layerType": "data",
            "primaryGroups": ["rows"],
            "metrics": values,
            "numberDisplay": "percent",
            "categoryDisplay": "default",
            "legendDisplay": "default",
            "nestedLegend": False,
        }
        return "lnsPie", {"shape": "donut", "layers": [layer]}
    series = _SERIES[panel.chart]
    layer = {
        "layerId": LAYER,
        "layerType": "data",
        "seriesType": series,
        "xAccessor": "over" if panel.over else "rows",
        "accessors": values,
        "position": "top",
        "showGridlines": False,
    }
    if panel.by:
        layer["splitAccessor"] = "by"
    one_series = len(values) == 1 and not panel.by
    return "lnsXY", {
        "layers": [layer],
        "preferredSeriesType": series,
        "legend": {"isVisible": not one_series, "position": "right", "shouldTruncate": True, "maxLines": 1},
        "valueLabels": "show" if panel.chart == "bar_horizontal" else "hide",
        "fittingFunction": "None",
        "axisTitlesVisibilitySettings": {"x": False, "yLeft": False, "yRight": False},
        "tickLabelsVisibilitySettings": {"x": True, "yLeft": True, "yRight": True},
        "gridlinesVisibilitySettings": {"x": False, "yLeft": True, "yRight": True},
        "labelsOrientation": {"x": 0, "yLeft": 0, "yRight": 0},
        "yLeftExtent": {"mode": "full"},
    }
