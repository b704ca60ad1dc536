"""Kibana's saved objects: those that are committed are those of the description, whole, and agree with each other."""

import json
import tomllib
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest
from pydantic import ValidationError

from streams.kibana.__main__ import FILE
from streams.kibana.description import COLUMNS, Description, read
from streams.kibana.objects import ndjson, saved_objects

OBJECTS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
BY_KEY = {(item["type"], item["id"]): item for item in OBJECTS}
DASHBOARDS = [item for item in OBJECTS if item["type"] == "dashboard"]

KNOWN_TO_KIBANA_9_0 = {"index-pattern": (8, 0, 0), "search": (10, 5, 0), "dashboard": (10, 2, 0)}
"""Versions of each type in Kibana 9.0; it refuses newer ones."""
LENS = {"lnsXY", "lnsMetric", "lnsPie"}
OPERATIONS = {"terms", "date_histogram", "count", "unique_count", "sum", "average", "max"}
SERIES = {"line", "area_stacked", "bar_stacked", "bar_horizontal", "bar_horizontal_stacked"}


def unpacked(value: Any) -> Any:
    """The object with the JSON in its strings read, at every depth; `...JSON` and the like must be JSON."""
    if isinstance(value, dict):
        return {
            name: unpacked(json.loads(item) if name.endswith("JSON") or name in IN_STRINGS else item)
            for name, item in value.items()
        }
    return [unpacked(item) for item in value] if isinstance(value, list) else value


IN_STRINGS = {"fieldFormatMap", "fieldAttrs", "fields", "runtimeFieldMap", "sourceFilters", "typeMeta"}


def panels(dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    return json.loads(dashboard["attributes"]["panelsJSON"])


ALL_PANELS = [
    pytest.param(dashboard, panel, id=f"{dashboard['attributes']['title']}-{panel['panelIndex']}")
    for dashboard in DASHBOARDS
    for panel in panels(dashboard)
]


def test_the_committed_file_is_current() -> None:
    assert FILE.read_text("utf-8") == ndjson(), "run `make kibana`"


def test_what_is_asked_for_is_there() -> None:
    titles = {(item["type"], item["attributes"].get("name", item["attributes"]["title"])) for item in OBJECTS}
    assert titles == {
        ("index-pattern", "Articles"), ("index-pattern", "Quotations"), ("index-pattern", "Dead letters"),
        ("index-pattern", "Metrics"), ("search", "Newest articles"), ("search", "Newest quotations"),
        ("search", "Open dead letters"), ("dashboard", "Newsroom"), ("dashboard", "Pipeline"),
    }  # fmt: skip


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: item["id"])
def test_each_object_is_whole(item: dict[str, Any]) -> None:
    unpacked(item)  # every JSON in a string is JSON
    assert set(item) == {
        "type", "id", "attributes", "references", "coreMigrationVersion", "typeMigrationVersion", "managed"
    }  # fmt: skip
    version = tuple(int(part) for part in item["typeMigrationVersion"].split("."))
    assert version <= KNOWN_TO_KIBANA_9_0[item["type"]]
    assert item["attributes"]["title"]


def test_ids_are_unique() -> None:
    assert len(BY_KEY) == len(OBJECTS)


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: item["id"])
def test_references_resolve_to_earlier_objects(item: dict[str, Any]) -> None:
    earlier = list(BY_KEY)[: list(BY_KEY).index((item["type"], item["id"]))]
    for reference in item["references"]:
        assert (reference["type"], reference["id"]) in earlier, reference
    names = [reference["name"] for reference in item["references"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("item", [item for item in OBJECTS if item["type"] == "search"], ids=lambda item: item["id"])
def test_a_saved_search_names_its_data_view(item: dict[str, Any]) -> None:
    source = json.loads(item["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
    (reference,) = item["references"]
    assert source["indexRefName"] == reference["name"]
    view = BY_KEY["index-pattern", reference["id"]]["attributes"]
    assert item["attributes"]["sort"] == [[view["timeFieldName"], "desc"]]
    assert set(item["attributes"]["grid"]["columns"]) <= set(item["attributes"]["columns"])


@pytest.mark.parametrize("dashboard", DASHBOARDS, ids=lambda item: item["id"])
def test_panels_stand_on_the_grid_without_overlap_or_gap(dashboard: dict[str, Any]) -> None:
    places = []
    for panel in panels(dashboard):
        grid = panel["gridData"]
        assert grid["i"] == panel["panelIndex"]
        assert min(grid["x"], grid["y"]) >= 0 and min(grid["w"], grid["h"]) > 0 and grid["x"] + grid["w"] <= COLUMNS
        places.append(
            {(x, y) for x in range(grid["x"], grid["x"] + grid["w"]) for y in range(grid["y"], grid["y"] + grid["h"])}
        )
    assert all(not one & other for one, other in combinations(places, 2))
    covered = set().union(*places)
    assert len(covered) == COLUMNS * (1 + max(y for _, y in covered))
    assert len({panel["panelIndex"] for panel in panels(dashboard)}) == len(places)


@pytest.mark.parametrize(("dashboard", "panel"), ALL_PANELS)
def test_a_panels_references_are_its_dashboards(dashboard: dict[str, Any], panel: dict[str, Any]) -> None:
    own = panel["embeddableConfig"]["attributes"]["references"]
    start = f"{panel['panelIndex']}:"
    of_dashboard = [
        item | {"name": item["name"].removeprefix(start)}
        for item in dashboard["references"]
        if item["name"].startswith(start)
    ]
    assert own == of_dashboard != []
    if panel["type"] == "lens":
        layers = panel["embeddableConfig"]["attributes"]["state"]["datasourceStates"]["formBased"]["layers"]
        assert {item["name"] for item in own} == {f"indexpattern-datasource-layer-{layer}" for layer in layers}


@pytest.mark.parametrize(("dashboard", "panel"), [item for item in ALL_PANELS if item.values[1]["type"] == "lens"])
def test_a_chart_draws_the_columns_that_it_has(dashboard: dict[str, Any], panel: dict[str, Any]) -> None:
    attributes = panel["embeddableConfig"]["attributes"]
    state = attributes["state"]
    ((layer_id, layer),) = state["datasourceStates"]["formBased"]["layers"].items()
    columns = layer["columns"]
    assert layer["columnOrder"] == list(dict.fromkeys(layer["columnOrder"])) and set(layer["columnOrder"]) == set(
        columns
    )
    buckets = [name for name in layer["columnOrder"] if columns[name]["isBucketed"]]
    assert layer["columnOrder"][: len(buckets)] == buckets
    assert {column["operationType"] for column in columns.values()} <= OPERATIONS
    for column in columns.values():
        assert (column["sourceField"] == "___records___") == (column["operationType"] == "count")
        order = column["params"].get("orderBy", {})
        if order.get("type") == "column":
            assert not columns[order["columnId"]]["isBucketed"]
    assert attributes["visualizationType"] in LENS
    assert drawn(attributes["visualizationType"], state["visualization"], layer_id) == sorted(columns)


def drawn(kind: str, visualization: dict[str, Any], layer_id: str) -> list[str]:
    """Ids of all columns that a chart draws."""
    if kind == "lnsMetric":
        assert visualization["layerId"] == layer_id
        return [visualization["metricAccessor"]]
    (layer,) = visualization["layers"]
    assert (layer["layerId"], layer["layerType"]) == (layer_id, "data")
    if kind == "lnsPie":
        return sorted(layer["primaryGroups"] + layer["metrics"])
    assert layer["seriesType"] == visualization["preferredSeriesType"] and layer["seriesType"] in SERIES
    return sorted(
        [layer["xAccessor"], *layer["accessors"], *([layer["splitAccessor"]] if "splitAccessor" in layer else [])]
    )


@pytest.mark.parametrize(("dashboard", "panel"), [item for item in ALL_PANELS if item.values[1]["type"] == "search"])
def test_a_search_in_a_dashboard_is_the_saved_search(dashboard: dict[str, Any], panel: dict[str, Any]) -> None:
    config = panel["embeddableConfig"]
    (saved,) = [item for item in OBJECTS if item["type"] == "search" and item["attributes"]["title"] == panel["title"]]
    assert config["attributes"] == saved["attributes"] | {"references": saved["references"]}


def test_controls_name_their_data_views() -> None:
    (newsroom,) = [item for item in DASHBOARDS if item["attributes"]["title"] == "Newsroom"]
    controls = json.loads(newsroom["attributes"]["controlGroupInput"]["panelsJSON"])
    fields = {}
    for identifier, control in controls.items():
        assert control["type"] == "optionsListControl" and control["explicitInput"]["id"] == identifier
        name = f"controlGroup_{identifier}:optionsListDataView"
        (reference,) = [item for item in newsroom["references"] if item["name"] == name]
        fields[control["explicitInput"]["fieldName"]] = BY_KEY["index-pattern", reference["id"]]["attributes"]["name"]
    assert fields == {"language.code": "Articles", "source": "Articles", "speaker": "Quotations"}
    assert sorted(control["order"] for control in controls.values()) == [0, 1, 2]


def test_every_reference_of_a_dashboard_is_used() -> None:
    for dashboard in DASHBOARDS:
        starts = {f"{panel['panelIndex']}:" for panel in panels(dashboard)}
        others = [item["name"] for item in dashboard["references"] if item["name"].split(":")[0] + ":" not in starts]
        assert all(name.startswith("controlGroup_") for name in others)


def test_another_prefix_has_objects_of_its_own() -> None:
    other = saved_objects("blue")
    assert [item["attributes"]["title"] for item in other if item["type"] == "index-pattern"] == [
        "blue-articles", "blue-quotes", "blue-dead-letters", "blue-metrics"
    ]  # fmt: skip
    assert not {item["id"] for item in other} & {item["id"] for item in OBJECTS}
    assert {item["id"] for item in other} >= {reference["id"] for item in other for reference in item["references"]}
    assert {item["attributes"]["title"] for item in other if item["type"] == "dashboard"} == {
        "Newsroom (blue)", "Pipeline (blue)"
    }  # fmt: skip
    assert "quotewire-news-" not in ndjson("blue")


def given() -> dict[str, Any]:
    return tomllib.loads(files("streams.kibana").joinpath("dashboards.toml").read_text("utf-8"))


MISTAKES = {
    "outside of the grid": lambda panel: panel | {"at": [40, 0, 9, 5]},
    "needs a view": lambda panel: {name: item for name, item in panel.items() if name != "view"},
    "no data view": lambda panel: panel | {"view": "nothing"},
    "needs a field": lambda panel: panel | {"values": [{"function": "sum"}]},
    "needs 0 of": lambda panel: panel | {"rows": {"field": "source", "size": 3}},
    "Extra inputs": lambda panel: panel | {"colour": "red"},
    "needs `over`": lambda panel: panel | {"values": [{"function": "sum", "field": "a", "per": "second"}]},
    "needs a fixed interval": lambda panel: panel | {"chart": "line", "over": {"field": "published_at"}},
    "two panels": lambda panel: panel | {"id": "quotations"},
    "nothing but the name": lambda panel: panel | {"chart": "search"},
    "no saved search": lambda panel: {"id": "x", "title": "X", "at": [0, 0, 1, 1], "chart": "search", "search": "y"},
}


@pytest.mark.parametrize("message", MISTAKES)
def test_a_mistake_in_the_description_is_named(message: str) -> None:
    wrong = given()
    wrong["dashboards"]["newsroom"]["panels"][0] = MISTAKES[message](wrong["dashboards"]["newsroom"]["panels"][0])
    with pytest.raises(ValidationError, match=message):
        Description.model_validate(wrong)


def test_the_description_is_read_from_the_package() -> None:
    assert read() == Description.model_validate(given())
