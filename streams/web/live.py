"""`/live`: whether the stream keeps up. The page is complete by itself; a script asks `/live.json` for what changes.

Both are made from one `View`: texts by the id of their element, rows by the id of their table, bars by the id of their
drawing. So nothing is formatted twice.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from starlette.responses import JSONResponse, Response

from streams.web.figures import LETTERS_WINDOW, Figures, Stage, Stream
from streams.web.rendering import Renderer, counted, number
from streams.web.text import harmless

REFRESH_SECONDS: Final = 5
"""Figures come every ten seconds; half of that shows each soon."""

COURSE_HEIGHT: Final = 100.0
"""Height of the highest bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class View:
    """The live page, formatted.

    Attributes:
        state: `running`, `stopped` or `unknown`; decides the colour of the state's sign.
        texts: by the id of their element.
        rows: cells of each row, by the id of their table's body.
        bars: heights, by the id of their drawing.
    """

    state: str
    texts: dict[str, str]
    rows: dict[str, list[list[str]]]
    bars: dict[str, list[float]]


def live_page(renderer: Renderer, figures: Figures) -> Response:
    """The page."""
    view = view_of(figures.read())
    return renderer.page("live.html", section="live", view=view, refresh=REFRESH_SECONDS, height=COURSE_HEIGHT)


def live_json(figures: Figures) -> Response:
    """What the page's script asks for."""
    return JSONResponse(asdict(view_of(figures.read())), headers={"cache-control": "no-store"})


def view_of(stream: Stream) -> View:
    """The stream as the page shows it."""
    texts = {"state": _state(stream), "at": f"{stream.at:%H:%M:%S} UTC", "letters": number(stream.dead_letters)}
    texts["letters-period"] = f"of the last {LETTERS_WINDOW // timedelta(hours=1)} hours"
    bars = {}
    highest = max((rate for agent in stream.agents.values() for rate in agent.course), default=0.0)
    for name, agent in stream.agents.items():
        known = agent.processes > 0
        texts |= {
            f"{name}-rate": rate(agent.articles_per_second) if known else "—",
            f"{name}-bytes": f"{human_bytes(agent.bytes_per_second)}/s" if known else "—",
            f"{name}-lag": number(agent.lag) if known else "—",
            f"{name}-in-flight": number(agent.in_flight) if known else "—",
            f"{name}-processes": counted(agent.processes, "process", "processes") if known else "none reports",
            f"{name}-highest": f"highest {rate(max(agent.course, default=0.0))}",
        }
        bars[f"{name}-course"] = [
            round(COURSE_HEIGHT * one / highest, 1) if highest else 0.0 for one in agent.course
        ]  # fmt: skip
    fresh = stream.freshness
    for name in ("p50", "p95", "p99", "max"):
        texts[f"fresh-{name}"] = seconds(getattr(fresh, name)) if fresh else "—"
    texts["fresh-at"] = f"of the articles indexed at {_clock(fresh.at, stream.at)}" if fresh else "nothing indexed yet"
    rows = {
        "outcomes": [[name.replace("_", "-"), number(count)] for name, count in stream.outcomes.items()],
        "stages": [_stage_row(stage) for stage in stream.stages],
        "reasons": [
            [harmless(one.stage), harmless(one.error), number(one.count), _clock(one.last, stream.at)]
            for one in stream.reasons
        ],
    }
    return View("stopped" if stream.stopped else "running", texts, rows, bars)


def _state(stream: Stream) -> str:
    if stream.age is None:
        return "No figures yet: no worker has run. The command: quotewire worker"
    if stream.stopped:
        return (
            f"No figures for {duration(stream.age)}: no worker runs, or it does not reach Elasticsearch. "
            "The command quotewire status shows the lag, quotewire worker starts one."
        )
    silent = [name for name, agent in stream.agents.items() if agent.processes == 0]
    if silent:
        return f"No figures of the {silent[0]} agent: no worker runs it, or it does not reach Elasticsearch."
    lag = sum(agent.lag for agent in stream.agents.values())
    return "Running: nothing waits." if lag == 0 else f"Running: {counted(lag, 'message')} wait{'s' * (lag == 1)}."


def _stage_row(stage: Stage) -> list[str]:
    return [stage.name, milliseconds(stage.seconds_per_article), f"{stage.share:.0%}"]


def rate(value: float) -> str:
    """Articles per second, with a digit behind the point where it says something."""
    return number(value) if value >= 100 else f"{value:.1f}"


def seconds(value: float) -> str:
    """Seconds as a person reads them."""
    if value >= 120:
        return duration(timedelta(seconds=value))
    return f"{value:.0f} s" if value >= 10 else f"{value:.1f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def milliseconds(value: float) -> str:
    """The cost of a stage."""
    return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.2f} ms"


def duration(value: timedelta) -> str:
    """`40 s`, `3 min`, `2 h 5 min`, `3 days`."""
    whole = int(value.total_seconds())
    if whole < 120:
        return f"{whole} s"
    if whole < 7200:
        return f"{whole // 60} min"
    if whole < 172_800:
        return f"{whole // 3600} h {whole % 3600 // 60} min"
    return f"{whole // 86_400} days"


def human_bytes(value: float) -> str:
    """Decimal units."""
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if value >= 10 or unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def _clock(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "—"
    if now - moment < timedelta(hours=24):
        return f"{moment:%H:%M:%S} UTC"
    return f"{moment.day} {moment:%b} {moment.year}"
