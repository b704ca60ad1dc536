"""`/speaker?name=`: everything somebody is quoted with, over time and by outlet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import QueryParams
from starlette.responses import Response

from streams.errors import BadInput
from streams.search import Bucket, Reader
from streams.web.asking import LONGEST_VALUE, read_page
from streams.web.paging import Pages
from streams.web.rendering import Renderer
from streams.web.searching import quotation_text

SIZE: Final = 20
"""Quotations on a page."""

FEWEST_BARS: Final = 12
"""At least a year is shown: one bar alone says nothing about time."""

MOST_BARS: Final = 36
"""Longer times are shown by year: bars of months would be too thin to tell apart."""

HIGHEST: Final = 120
"""Height of the highest bar in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart.

    Attributes:
        label: the month (`Sep`) or the year.
        year: shown with the month where it begins.
        count: quotations in it.
        height: in pixels.
    """

    label: str
    year: str
    count: int
    height: float


def speaker_page(renderer: Renderer, reader: Reader, parameters: QueryParams) -> Response:
    """The speaker: 200; 400 without a name; 404 where nobody of that name is quoted, or behind the last page."""
    name = parameters.get("name", "").strip()
    page, problem = read_page(parameters)
    if not name:
        problem = "A speaker's page needs a name, such as /speaker?name=Hollstein."
    elif len(name) > LONGEST_VALUE:
        problem = f"The name has {len(name):,} characters; at most {LONGEST_VALUE} can be meant."
    if problem:
        return renderer.page("error.html", status=400, heading="Which speaker?", problem=problem, section="")
    try:
        report = reader.speaker(name, size=SIZE, page=page)
    except BadInput as error:
        return renderer.page("error.html", status=400, heading="This page cannot be shown", problem=str(error),
                             section="")  # fmt: skip
    if report.total == 0:
        problem = f"Nobody called “{name}” is quoted in what is indexed. Names are matched by their words."
        return renderer.page("error.html", status=404, heading="No quotations", problem=problem, section="")
    pages = Pages(page, SIZE, report.total)
    drawn = bars(report.by_month)
    dated = sum(bucket.count for bucket in report.by_month)
    return renderer.page(
        "speaker.html",
        status=404 if pages.beyond else 200,
        section="",
        report=report,
        bars=drawn,
        in_other_years=dated - sum(bar.count for bar in drawn),
        undated=report.total - dated,
        pages=pages,
        most=max((bucket.count for bucket in report.by_source), default=1),
        quotation_text=quotation_text,
    )


def bars(by_month: Sequence[Bucket]) -> list[Bar]:
    """One bar for each month from the first to the last, those without quotations too; years where months are many.

    At most MOST_BARS: of more years, those with most quotations.
    """
    counts = {bucket.value: bucket.count for bucket in by_month}
    if not counts:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(counts), max(counts)))
    first = max(min(first, last - FEWEST_BARS + 1), 12)  # there is no year 0
    if last - first >= MOST_BARS:
        years: Sequence[int] = range(first // 12, last // 12 + 1)
        if len(years) > MOST_BARS:  # hostile dates: only years that have quotations, and of those the ones with most
            by_year = Counter[int]()
            for month, count in counts.items():
                by_year[int(month[:4])] += count
            years = sorted(year for year, _ in by_year.most_common(MOST_BARS))
        shown = [(str(year), "", _in_year(counts, year)) for year in years]
    else:
        shown = [
            (
                _NAMES[month % 12],
                str(month // 12) if month == first or month % 12 == 0 else "",
                counts.get(f"{month // 12:04}-{month % 12 + 1:02}", 0),
            )
            for month in range(first, last + 1)
        ]
    most = max(count for _, _, count in shown)
    return [Bar(label, year, count, round(HIGHEST * count / most, 1)) for label, year, count in shown]


def _in_year(counts: dict[str, int], year: int) -> int:
    return sum(count for month, count in counts.items() if month[:4] == f"{year:04}")


_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
