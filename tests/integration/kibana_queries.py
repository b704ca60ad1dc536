"""What Kibana asks Elasticsearch for a chart, a search or a control: an independent, small translation.

The class Kibana asks. Written from what Lens' columns mean (its documentation, and the requests that Kibana's inspector
shows), and not from the generator of our objects: buckets nest in the order of the columns, figures stand in the
innermost one.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from streams.elasticsearch_client import sync_client
from streams.kibana.objects import saved_objects
from tests.integration.conftest import Pipeline

Json = dict[str, Any]
METRICS = {"unique_count": "cardinality", "sum": "sum", "average": "avg", "max": "max"}


@dataclass(frozen=True)
class View:
    """A data view of the file."""

    id: str
    title: str
    time: str
    fields: tuple[str, ...]
    """That have a format or a description."""

    @classmethod
    def of(cls, item: Json) -> "View":
        attributes = item["attributes"]
        named = json.loads(attributes["fieldFormatMap"]) | json.loads(attributes["fieldAttrs"])
        return cls(item["id"], attributes["title"], attributes["timeFieldName"], tuple(named))


@dataclass(frozen=True)
class Range:
    """The time range of a dashboard."""

    since: datetime
    until: datetime

    def clause(self, field: str) -> Json:
        bounds = {"gte": self.since.isoformat(), "lte": self.until.isoformat(), "format": "strict_date_optional_time"}
        return {"range": {field: bounds}}

    def interval_seconds(self) -> int:
        """A round interval that makes fewer than a hundred bars, as `auto` does."""
        seconds = (self.until - self.since).total_seconds() / 100
        return next(
            (step for step in (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 43_200) if step >= seconds), 86_400
        )


def kql(query: Json) -> list[Json]:
    """Clauses of a query in Kibana's language, of the part of it that is used: `field: value and field: value`."""
    assert query["language"] == "kuery"
    if not query["query"]:
        return []
    clauses = []
    for part in re.split(r" and ", query["query"]):
        match = re.fullmatch(r"([\w.@]+): ([\w-]+)", part)
        assert match, f"not understood: {part!r}"
        clauses.append({"bool": {"should": [{"match": {match[1]: match[2]}}], "minimum_should_match": 1}})
    return clauses


def kql_fields(query: Json) -> list[str]:
    return [part.split(":")[0] for part in re.split(r" and ", query["query"]) if part]


def chart_request(panel: Json, view: View, span: Range, filters: list[Json]) -> Json:
    """The search behind a chart."""
    state = panel["embeddableConfig"]["attributes"]["state"]
    ((_, layer),) = state["datasourceStates"]["formBased"]["layers"].items()
    columns = [(name, layer["columns"][name]) for name in layer["columnOrder"]]
    aggs = {name: aggregation(column, span) for name, column in columns if not column["isBucketed"]}
    for name, column in reversed([item for item in columns if item[1]["isBucketed"]]):
        aggs = {name: bucket(column, layer["columns"], span) | {"aggs": aggs}}
        order = column["params"].get("orderBy", {})
        if order.get("type") == "column":  # what it is ordered by stands right within it too
            by = order["columnId"]
            aggs[name]["aggs"] = {**aggs[name]["aggs"], by: aggregation(layer["columns"][by], span)}
    # The range is for the fields that stand as dates in the chart, for the data view's where there is none.
    dates = [
        column["sourceField"]
        for _, column in columns
        if column["operationType"] == "date_histogram" and not column["params"].get("ignoreTimeRange")
    ]
    ranges = [span.clause(field) for field in dates or [view.time]]
    clauses = [*ranges, *kql(state["query"]), *filters]
    assert state["filters"] == []
    return {"size": 0, "track_total_hits": True, "query": {"bool": {"filter": clauses}}, "aggs": aggs}


def aggregation(column: Json, span: Range) -> Json:
    """A figure, within a filter of its own if it has one."""
    operation, field = column["operationType"], column["sourceField"]
    if operation == "count":
        figure: Json = {"filter": {"match_all": {}}}  # its doc_count
    else:
        figure = {METRICS[operation]: {"field": field}}
    if "filter" in column:
        return {"filter": {"bool": {"filter": kql(column["filter"])}}, "aggs": {"figure": figure}}
    return figure


def bucket(column: Json, columns: Json, span: Range) -> Json:
    params, field = column["params"], column["sourceField"]
    if column["operationType"] == "date_histogram":
        empty = params["includeEmptyRows"]
        interval = f"{span.interval_seconds()}s" if params["interval"] == "auto" else params["interval"]
        unit = "calendar_interval" if interval == "1d" else "fixed_interval"
        histogram = {"field": field, unit: interval, "time_zone": "UTC", "min_doc_count": 0 if empty else 1}
        if empty:
            histogram["extended_bounds"] = {"min": span.since.isoformat(), "max": span.until.isoformat()}
        return {"date_histogram": histogram}
    assert column["operationType"] == "terms"
    by = params["orderBy"]
    if by["type"] == "alphabetical":
        order = "_key"
    else:
        target = columns[by["columnId"]]
        assert "filter" not in target
        order = "_count" if target["operationType"] == "count" else by["columnId"]
    terms = {"field": field, "size": params["size"], "order": {order: params["orderDirection"]}}
    return {"terms": terms | ({"missing": "__missing__"} if params["missingBucket"] else {})}


def rows(panel: Json, aggregations: Json, span: Range) -> list[Json]:
    """What the chart draws: one row for each innermost bucket, by column id."""
    state = panel["embeddableConfig"]["attributes"]["state"]
    ((_, layer),) = state["datasourceStates"]["formBased"]["layers"].items()
    columns = layer["columns"]
    buckets = [name for name in layer["columnOrder"] if columns[name]["isBucketed"]]
    figures = [name for name in layer["columnOrder"] if not columns[name]["isBucketed"]]

    def walk(level: int, here: Json, keys: Json) -> list[Json]:
        if level < len(buckets):
            found = here[buckets[level]]["buckets"]
            return [row for item in found for row in walk(level + 1, item, keys | {buckets[level]: item["key"]})]
        return [keys | {name: figure(columns[name], here[name], span) for name in figures}]

    return walk(0, aggregations, {})


def figure(column: Json, found: Json, span: Range) -> float | None:
    if "filter" in column:
        found = found["figure"]
    value = found["doc_count"] if column["operationType"] == "count" else found["value"]
    if column["params"].get("emptyAsNull") and value == 0:
        return None
    if column.get("timeScale") and value is not None:
        assert column["timeScale"] == "s"
        value /= span.interval_seconds()
    return value


def search_request(attributes: Json, view: View, span: Range, filters: list[Json]) -> Json:
    """The search behind a table of documents."""
    source = json.loads(attributes["kibanaSavedObjectMeta"]["searchSourceJSON"])
    assert source["filter"] == []
    return {
        "size": 500,
        "query": {"bool": {"filter": [span.clause(view.time), *kql(source["query"]), *filters]}},
        "sort": [{field: {"order": way}} for field, way in attributes["sort"]],
        "fields": [{"field": "*", "include_unmapped": "true"}],
        "_source": False,
    }


def suggestions_request(field: str, begin: str) -> Json:
    """What a control asks for its choices, after some letters were typed."""
    wildcard = {"wildcard": {field: {"value": f"*{begin}*", "case_insensitive": True}}}
    return {
        "size": 0,
        "query": {"bool": {"filter": [wildcard]}},
        "aggs": {"choices": {"terms": {"field": field, "size": 10}}},
    }


def chosen(field: str, value: str) -> Json:
    """The filter of a control in which one value is chosen."""
    return {"match_phrase": {field: value}}


def panels_of(objects: list[Json]) -> dict[str, Json]:
    """All panels by `<dashboard>/<panel>`."""
    return {
        f"{item['attributes']['title'].split(' (')[0]}/{panel['panelIndex']}": panel
        for item in objects
        if item["type"] == "dashboard"
        for panel in json.loads(item["attributes"]["panelsJSON"])
    }


class Kibana:
    """The objects of a pipeline, and its Elasticsearch asked as Kibana would."""

    def __init__(self, pipeline: Pipeline, span: Range) -> None:
        self.pipeline, self.span = pipeline, span
        self.objects = saved_objects(pipeline.settings.index_prefix)
        self.views = {item["id"]: View.of(item) for item in self.objects if item["type"] == "index-pattern"}
        self.panels = panels_of(self.objects)

    def ask(self, view: View, request: Json) -> Json:
        with sync_client(self.pipeline.settings) as client:
            return dict(client.search(index=view.title, **arguments(request)).body)

    def fields(self, view: View) -> dict[str, Json]:
        """Type, searchable and aggregatable of each field, of all indices of the view alike."""
        with sync_client(self.pipeline.settings) as client:
            caps = client.field_caps(index=view.title, fields="*", filters="-metadata")["fields"]
        one_type = {name: types for name, types in caps.items() if len(types) == 1}
        return {name: next(iter(types.values())) for name, types in one_type.items()}

    def view_of(self, name: str) -> View:
        (reference,) = self.panels[name]["embeddableConfig"]["attributes"]["references"]
        return self.views[reference["id"]]

    def rows(self, name: str, *filters: Json) -> list[Json]:
        panel, view = self.panels[name], self.view_of(name)
        answer = self.ask(view, chart_request(panel, view, self.span, list(filters)))
        return rows(panel, answer["aggregations"], self.span)

    def hits(self, name: str, *filters: Json) -> list[Json]:
        view = self.view_of(name)
        attributes = self.panels[name]["embeddableConfig"]["attributes"]
        return self.ask(view, search_request(attributes, view, self.span, list(filters)))["hits"]["hits"]

    def controls(self) -> dict[str, tuple[str, View]]:
        """Field and data view of each control, by its title."""
        (newsroom,) = [item for item in self.objects if item["id"].endswith("-newsroom")]
        found = {}
        for identifier, control in json.loads(newsroom["attributes"]["controlGroupInput"]["panelsJSON"]).items():
            name = f"controlGroup_{identifier}:optionsListDataView"
            (reference,) = [item for item in newsroom["references"] if item["name"] == name]
            state = control["explicitInput"]
            found[state["title"]] = (state["fieldName"], self.views[reference["id"]])
        return found


def arguments(request: Json) -> Json:
    """As the client takes them."""
    return {"source" if name == "_source" else name: value for name, value in request.items()}
