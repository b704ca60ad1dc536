"""The form of dashboards.toml: what a data view, a saved search, a dashboard and a panel are described by."""

import tomllib
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

COLUMNS = 48
"""Width of Kibana's grid of panels; a row is 20 pixels high."""

Format = Literal["link", "bytes", "percent", "seconds", "decimal"]
Function = Literal["count", "unique_count", "sum", "average", "max"]
Chart = Literal[
    "line", "area_stacked", "bar_stacked", "bar_horizontal", "bar_horizontal_stacked", "metric", "donut", "search"
]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class Part(BaseModel):
    """What every part of the description has in common: nothing but the known keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DataView(Part):
    """Which index is looked at, by which time field."""

    name: str
    index: str = Field(description="the alias or index without its prefix")
    time: str = Field(description="the field of Kibana's time range; documents without it are never shown")
    formats: dict[str, Format] = Field(default_factory=dict, description="by field")
    describe: dict[str, str] = Field(default_factory=dict, description="by field; shown in the list of fields")


class Search(Part):
    """A saved search: a table of documents, newest first."""

    title: str
    description: str
    view: Name
    columns: list[str] = Field(min_length=1)
    query: str = Field(default="", description="in Kibana's query language")
    widths: dict[str, int] = Field(default_factory=dict, description="pixels, by column")


class Terms(Part):
    """The most frequent values of a field."""

    field: str
    size: int = Field(ge=1, le=100)
    other: bool = Field(default=False, description="one more for all other values")
    missing: bool = Field(default=False, description="one more for documents without the field")
    order: Literal["value", "alphabetical"] = Field(default="value", description="value: by the first of `values`")


class Over(Part):
    """Time as the horizontal axis."""

    field: str
    interval: str = Field(default="auto", description="a fixed one, such as 1d, for a field other than the time field")
    empty: bool = Field(default=True, description="show intervals without documents; not for such another field")


class Value(Part):
    """A figure: a function of a field."""

    function: Function
    field: str | None = Field(default=None, description="none for count")
    query: str = Field(default="", description="only documents that it finds, in Kibana's query language")
    per: Literal["second"] | None = Field(default=None, description="divided by the length of the interval")
    label: str | None = None
    format: Format | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.field is None) != (self.function == "count"):
            raise ValueError(f"{self.function}: every function but count needs a field, and count has none")
        return self


class Panel(Part):
    """One chart, number or table of a dashboard."""

    id: Name
    title: str
    at: tuple[int, int, int, int] = Field(description="column, row, width and height on the grid of 48 columns")
    chart: Chart
    view: Name | None = None
    query: str = Field(default="", description="in Kibana's query language")
    over: Over | None = None
    rows: Terms | None = Field(default=None, description="one bar or slice for each value")
    by: Terms | None = Field(default=None, description="one series for each value")
    values: list[Value] = Field(default_factory=list)
    search: Name | None = Field(default=None, description="chart search: the name of a saved search")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        left, top, width, height = self.at
        if min(left, top) < 0 or min(width, height) < 1 or left + width > COLUMNS:
            raise ValueError(f"panel {self.id}: {self.at} is outside of the grid of {COLUMNS} columns")
        if self.chart == "search":
            if self.search is None or self.view or self.values or self.over or self.rows or self.by or self.query:
                raise ValueError(f"panel {self.id}: a search has nothing but the name of a saved search")
            return self
        if self.view is None or not self.values or self.search:
            raise ValueError(f"panel {self.id}: a {self.chart} needs a view and values")
        axes = (self.over is not None) + (self.rows is not None)
        wanted = 0 if self.chart == "metric" else 1
        if axes != wanted:
            raise ValueError(f"panel {self.id}: a {self.chart} needs {wanted} of `over` and `rows`")
        if self.by and self.chart in ("metric", "donut"):
            raise ValueError(f"panel {self.id}: a {self.chart} has no `by`")
        if self.chart == "donut" and self.rows is None:
            raise ValueError(f"panel {self.id}: a donut needs `rows`")
        if any(value.per for value in self.values) and self.over is None:
            raise ValueError(f"panel {self.id}: `per` needs `over`")
        return self


class Control(Part):
    """A choice of values at the head of a dashboard. It narrows down every panel: all their indices need the field."""

    title: str
    view: Name
    field: str


class Dashboard(Part):
    """Panels on a grid, with a time range."""

    title: str
    description: str
    since: str = Field(alias="from", description="beginning of the time range; its end is now")
    refresh_seconds: int = Field(ge=5)
    controls: list[Control] = Field(default_factory=list)
    panels: list[Panel] = Field(min_length=1)


class Description(Part):
    """The whole of dashboards.toml."""

    data_views: dict[Name, DataView]
    searches: dict[Name, Search]
    dashboards: dict[Name, Dashboard]

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        used = {search.view for search in self.searches.values()}
        for dashboard in self.dashboards.values():
            used |= {control.view for control in dashboard.controls}
            used |= {panel.view for panel in dashboard.panels if panel.view}
            dated = [panel for panel in dashboard.panels if panel.view in self.data_views and panel.over]
            for panel in dated:
                self._check_dates(panel)
            names = [panel.id for panel in dashboard.panels]
            if len(set(names)) < len(names):
                raise ValueError(f"dashboard {dashboard.title}: two panels have one id")
            unknown = {panel.search for panel in dashboard.panels if panel.search} - set(self.searches)
            if unknown:
                raise ValueError(f"dashboard {dashboard.title}: there is no saved search {', '.join(sorted(unknown))}")
        if used - set(self.data_views):
            raise ValueError(f"there is no data view {', '.join(sorted(used - set(self.data_views)))}")
        return self

    def _check_dates(self, panel: Panel) -> None:
        """Another field than the time field has no range: its intervals would be without number."""
        over, time = panel.over, self.data_views[str(panel.view)].time
        if over and over.field != time and (over.interval == "auto" or over.empty):
            raise ValueError(f"panel {panel.id}: {over.field} needs a fixed interval and empty = false")


def read() -> Description:
    """The description as it stands in dashboards.toml."""
    text = files("streams.kibana").joinpath("dashboards.toml").read_text(encoding="utf-8")
    return Description.model_validate(tomllib.loads(text))
