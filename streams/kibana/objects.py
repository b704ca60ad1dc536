"""The saved objects of Kibana: data views, saved searches and dashboards, as its import reads them.

Each is one line of JSON; some of its attributes are JSON in a string. The versions are those of Kibana 9.0, the oldest
that is meant: a newer Kibana brings an object up to date on import, an older one refuses what it does not know.
"""

import json
from typing import Any, Final

from streams.kibana import lens
from streams.kibana.description import Control, Dashboard, DataView, Description, Format, Panel, Search, read

Json = dict[str, Any]

USUAL_PREFIX: Final = "news"
"""Of indices; dashboards of a pipeline with another one have it in their titles."""

CORE_VERSION: Final = "8.8.0"
TYPE_VERSIONS: Final = {"index-pattern": "8.0.0", "search": "10.5.0", "dashboard": "10.2.0"}

_FORMATS: Final[dict[Format, Json]] = {
    "link": {"id": "url", "params": {"type": "a", "openLinkInCurrentTab": False}},
    "bytes": {"id": "bytes", "params": {"pattern": "0,0.[0]b"}},
    "percent": {"id": "percent", "params": {"pattern": "0%"}},
    "seconds": {"id": "number", "params": {"pattern": "0,0.00"}},
    "decimal": {"id": "number", "params": {"pattern": "0,0.00"}},
}
_SEARCH_INDEX: Final = "kibanaSavedObjectMeta.searchSourceJSON.index"


def ndjson(prefix: str = USUAL_PREFIX) -> str:
    """The file to import.

    Args:
        prefix: of the indices that are looked at; also in each object's id, so that two pipelines share a Kibana.

    Returns:
        One saved object a line.
    """
    lines = (json.dumps(item, ensure_ascii=False, sort_keys=True) for item in saved_objects(prefix))
    return "".join(f"{line}\n" for line in lines)


def saved_objects(prefix: str = USUAL_PREFIX, description: Description | None = None) -> list[Json]:
    """All objects, each after those that it refers to."""
    description = description or read()
    names = _Names(prefix)
    return [
        *(_data_view(names, name, view) for name, view in description.data_views.items()),
        *(_search(names, name, search, description) for name, search in description.searches.items()),
        *(_dashboard(names, name, board, description) for name, board in description.dashboards.items()),
    ]


class _Names:
    """Ids and titles of the objects of one pipeline."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def id(self, name: str) -> str:
        return f"quotewire-{self.prefix}-{name}"

    def title(self, title: str) -> str:
        return title if self.prefix == USUAL_PREFIX else f"{title} ({self.prefix})"

    def index(self, name: str) -> str:
        return f"{self.prefix}-{name}"


def _object(kind: str, identifier: str, attributes: Json, references: list[Json]) -> Json:
    return {
        "type": kind,
        "id": identifier,
        "attributes": attributes,
        "references": references,
        "coreMigrationVersion": CORE_VERSION,
        "typeMigrationVersion": TYPE_VERSIONS[kind],
        "managed": False,
    }


def _in_string(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _data_view(names: _Names, name: str, view: DataView) -> Json:
    attributes = {
        "name": names.title(view.name),
        "title": names.index(view.index),
        "timeFieldName": view.time,
        "fieldFormatMap": _in_string({field: _FORMATS[form] for field, form in view.formats.items()}),
        "fieldAttrs": _in_string({field: {"customDescription": text} for field, text in view.describe.items()}),
        "fields": "[]",
        "runtimeFieldMap": "{}",
        "sourceFilters": "[]",
        "typeMeta": "{}",
        "allowHidden": False,
        "allowNoIndex": True,  # a data view may be there before its first document
    }
    return _object("index-pattern", names.id(name), attributes, [])


def _search_attributes(search: Search, time: str) -> Json:
    source = {
        "query": {"language": "kuery", "query": search.query},
        "filter": [],
        "highlightAll": True,
        "version": True,
        "indexRefName": _SEARCH_INDEX,
    }
    return {
        "title": search.title,
        "description": search.description,
        "columns": search.columns,
        "sort": [[time, "desc"]],
        "grid": {"columns": {column: {"width": width} for column, width in search.widths.items()}},
        "hideChart": False,
        "isTextBasedQuery": False,
        "timeRestore": False,
        "kibanaSavedObjectMeta": {"searchSourceJSON": _in_string(source)},
    }


def _search_reference(names: _Names, search: Search) -> Json:
    return {"type": "index-pattern", "id": names.id(search.view), "name": _SEARCH_INDEX}


def _search(names: _Names, name: str, search: Search, description: Description) -> Json:
    attributes = _search_attributes(search, description.data_views[search.view].time)
    attributes["title"] = names.title(search.title)
    return _object("search", names.id(name), attributes, [_search_reference(names, search)])


def _dashboard(names: _Names, name: str, board: Dashboard, description: Description) -> Json:
    references: list[Json] = []
    panels = []
    for panel in board.panels:
        made, its_references = _panel(names, panel, description)
        panels.append(made)
        references += [item | {"name": f"{panel.id}:{item['name']}"} for item in its_references]
    attributes = {
        "title": names.title(board.title),
        "description": board.description,
        "version": 1,
        "timeRestore": True,
        "timeFrom": board.since,
        "timeTo": "now",
        "refreshInterval": {"pause": False, "value": board.refresh_seconds * 1000},
        "panelsJSON": _in_string(panels),
        "optionsJSON": _in_string(
            {
                "useMargins": True,
                "syncColors": False,
                "syncCursor": True,
                "syncTooltips": False,
                "hidePanelTitles": False,
            }
        ),
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": _in_string({"query": {"language": "kuery", "query": ""}, "filter": []})
        },
    }
    if board.controls:
        attributes["controlGroupInput"] = _controls(names, board.controls)
        references += [
            {
                "type": "index-pattern",
                "id": names.id(control.view),
                "name": f"controlGroup_{_control_id(control)}:optionsListDataView",
            }
            for control in board.controls
        ]
    return _object("dashboard", names.id(name), attributes, references)


def _panel(names: _Names, panel: Panel, description: Description) -> tuple[Json, list[Json]]:
    """A panel and what it refers to; its chart or search stands in it as a whole, so that it is moved as one."""
    left, top, width, height = panel.at
    config: Json = {"title": panel.title, "enhancements": {}}
    if panel.search is not None:
        search = description.searches[panel.search]
        references = [_search_reference(names, search)]
        attributes = _search_attributes(search, description.data_views[search.view].time)
        config |= {"attributes": attributes | {"references": references}}
    else:
        view = names.id(str(panel.view))
        references = [lens.reference(view)]
        time = description.data_views[str(panel.view)].time
        config |= {"attributes": lens.attributes(panel, view, time)}
    made = {
        "type": "lens" if panel.search is None else "search",
        "title": panel.title,
        "panelIndex": panel.id,
        "gridData": {"i": panel.id, "x": left, "y": top, "w": width, "h": height},
        "embeddableConfig": config,
    }
    return made, references


def _control_id(control: Control) -> str:
    return f"control-{control.title.lower()}"


def _controls(names: _Names, controls: list[Control]) -> Json:
    panels = {
        _control_id(control): {
            "type": "optionsListControl",
            "order": order,
            "width": "medium",
            "grow": True,
            "explicitInput": {
                "id": _control_id(control),
                "title": control.title,
                "fieldName": control.field,
                "searchTechnique": "wildcard",
                "selectedOptions": [],
                "singleSelect": False,
                "sort": {"by": "_count", "direction": "desc"},
                "enhancements": {},
            },
        }
        for order, control in enumerate(controls)
    }
    ignore = dict.fromkeys(("ignoreFilters", "ignoreQuery", "ignoreTimerange", "ignoreValidations"), False)
    return {
        "chainingSystem": "HIERARCHICAL",
        "controlStyle": "oneLine",
        "showApplySelections": False,
        "ignoreParentSettingsJSON": _in_string(ignore),
        "panelsJSON": _in_string(panels),
    }
