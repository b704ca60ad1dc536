"""Row f: what a worker with its NLP processes holds in memory, and whether that grows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.pipeline import Standstill, pipeline
from benchmarks.stream.roles import roles
from benchmarks.stream.row import Row
from tests.faults.memory import MEGABYTE, Point, growth
from tests.integration.processes import descendants

MOST_GB: Final = 1.2
"""For two NLP processes with the German, the English and the multilingual model."""
MOST_GROWTH: Final = 1.0
"""Megabytes in 10,000 articles."""

BLOCK: Final = 1_000
"""Most articles published at once: the texts need not all be made, and the topic is never empty."""

BLOCKS: Final = 20
"""At least so many of them, so that there are readings of which to tell a slope."""


def rows(context: Context) -> list[Row]:
    few, many = context.memory_articles
    sizes: dict[str, dict[int, float]] = {"rss": {}, "pss": {}}
    series: dict[int, list[Point]] = defaultdict(list)
    with pipeline(context) as made:
        worker = made.start_worker()
        made.await_ready()

        def look(found: int) -> None:
            if found >= few:
                for pid, rss in _resident(worker.pid, "Rss").items():
                    series[pid].append((found, rss))

        published = 0
        most = max(1, min(BLOCK, many // BLOCKS))
        for goal in (few, many):
            while published < goal:
                block = min(most, goal - published)
                made.publish(context.articles(published + block)[published:])
                published += block
                # One block ahead of what is searchable, so that the processes never wait.
                made.await_searchable(published - (block if published < goal else 0), look)
            for kind, size in sizes.items():
                size[goal] = sum(_resident(worker.pid, kind.capitalize()).values()) / 1e9
            context.tell(
                f"after {goal:,} articles: {sizes['rss'][goal]:.2f} GB resident, {sizes['pss'][goal]:.2f} shared out"
            )
        names = roles(worker.pid)
        resident = {pid: size / MEGABYTE for pid, size in _resident(worker.pid, "Rss").items()}
        processes = made.settings.nlp_processes
    half = (few + many) // 2
    whole = _growth(series)
    later = _growth({pid: [point for point in points if point[0] >= half] for pid, points in series.items()})
    if not whole or not later:
        raise Standstill(f"too few readings between {few:,} and {many:,} articles: --memory-articles with more")
    shared = "each page counted once (PSS)"
    return [
        Row("f", f"memory after {few:,} articles, {shared}", (sizes["pss"][few],), None, "GB", MOST_GB, at_least=False),
        Row(
            "f", f"memory after {many:,} articles, {shared}", (sizes["pss"][many],), None, "GB", MOST_GB,
            at_least=False,
            note=f"resident MB: {_by_role(resident, names, 0)}; {processes} NLP processes",
        ),
        Row(
            "f", f"memory after {many:,} articles, shared pages counted for each process (RSS)",
            (sizes["rss"][many],), None, "GB", MOST_GB, at_least=False,
            note=f"after {few:,}: {sizes['rss'][few]:.2f} GB",
        ),
        Row(
            "f", "growth in 10,000 articles of the process that grows most", (max(whole.values()),), None,
            "MB", MOST_GROWTH, at_least=False,
            note=f"median slope (Theil-Sen) of each between {few:,} and {many:,} articles: {_by_role(whole, names)}",
        ),
        Row(
            "f", f"the same from {half:,} articles on", (max(later.values()),), None,
            "MB", None, at_least=False, note=_by_role(later, names),
        ),
    ]  # fmt: skip


def _growth(series: Mapping[int, Sequence[Point]]) -> dict[int, float]:
    """Megabytes that each process grows in 10,000 articles, by id; without those read only once."""
    return {pid: grown for pid, points in series.items() if (grown := growth([points])) is not None}


def _by_role(megabytes: Mapping[int, float], names: Mapping[int, str], digits: int = 1) -> str:
    """The figures of the processes that have a name, each with what it does."""
    return ", ".join(f"{names[pid]} {each:.{digits}f}" for pid, each in megabytes.items() if pid in names)


def _resident(worker: int, kind: str) -> Mapping[int, int]:
    """Bytes of a worker's processes, by id: `Rss`, or `Pss`, in which a page that several share is shared out."""
    found = {}
    for pid in (worker, *descendants(worker)):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:  # it has just ended
            continue
        found[pid] = sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{kind}:"))
    return found
