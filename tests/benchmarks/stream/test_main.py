"""`make bench`: what can be asked of it, what it writes; and a tiny run of it on the real servers of the tests."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks.stream import context as defaults
from benchmarks.stream.__main__ import MODULES, _options, main
from benchmarks.stream.fresh import _percentile
from benchmarks.stream.memory import _growth, _resident
from benchmarks.stream.row import Row
from benchmarks.stream.table import table, write
from streams.elasticsearch_client import sync_client
from streams.nlp_process import THREAD_VARIABLES
from streams.settings import Settings
from streams.setup import initialise
from tests.stack import STACK

ROWS = [
    Row("a", "end to end : bare [x]", (9.0, 10.0, 11.0), (10.0, 10.0, 10.0), "articles/s", 0.9, note="two each"),
    Row("i", "cold start", (9.0,), None, "s", 8.0, at_least=False),
    Row("e", "freshness, p50", (0.5,), None, "s", None),
]


def test_by_default_all_rows_are_measured_in_full() -> None:
    options = _options([])
    assert options.modules == list(MODULES)
    assert (options.articles, options.rounds, options.processes) == (5_000, 3, 2)
    assert options.memory_articles == defaults.MEMORY_ARTICLES
    assert options.warm_up >= 10_000


def test_rows_are_chosen_by_their_keys() -> None:
    assert _options(["--only", "g,a"]).modules == ["end_to_end", "nlp_alone"]
    assert _options(["--only", "A"]).modules == ["end_to_end"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--only", "a,x"], "--only: there is no row x; the rows are A, a,"),
        (["--articles", "0"], "'0' is no whole number above 0"),
        (["--warm-up", "few"], "'few' is no whole number above 0"),
        (["--rounds", "-1"], "'-1' is no whole number above 0"),
        (["--memory-articles", "100,10"], "'100,10': write the smaller number first, such as 1000,20000"),
    ],
)
def test_a_mistake_is_told_in_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err.splitlines()[-1]


def test_a_process_that_grows_is_seen_beside_others_that_do_not() -> None:
    still = [(articles, 100e6) for articles in range(1_000, 21_000, 100)]
    growing = [(articles, 500e6 + 1_000 * articles) for articles in range(1_000, 21_000, 100)]
    growth = _growth({1: still, 2: still, 3: still, 4: growing, 5: still[:1]})
    assert growth == pytest.approx({1: 0.0, 2: 0.0, 3: 0.0, 4: 1_000 * 10_000 / 2**20})


def test_the_table_has_all_figures_of_a_row() -> None:
    console = Console(width=150, record=True)
    console.print(table(ROWS, "title"))
    lines = console.export_text().splitlines()
    (first,) = (line for line in lines if "end to end : bare [x]" in line)
    for figure in ("10.0 articles/s", "1.00", "20%", "≥ 0.9", "met"):
        assert figure in first
    (second,) = (line for line in lines if "cold start" in line)
    assert "≤ 8" in second and "MISSED" in second


def test_results_are_a_file_of_the_moment(tmp_path: Path) -> None:
    path = write(ROWS, {"machine": {"cores": 2}}, tmp_path / "results", datetime(2026, 11, 26, 15, 4, tzinfo=UTC))
    assert path.name == "2026-11-26-1504.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["machine"] == {"cores": 2} and content["at"] == "2026-11-26T15:04:00+00:00"
    assert [(row["key"], row["met"]) for row in content["rows"]] == [("a", True), ("i", False), ("e", None)]


def test_results_of_one_minute_are_files_of_their_own(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 26, 15, 4, tzinfo=UTC)
    paths = [write(ROWS, {"run": number}, tmp_path, moment) for number in range(3)]
    assert [path.stem for path in paths] == ["2026-11-26-1504", "2026-11-26-1504-2", "2026-11-26-1504-3"]
    assert [json.loads(path.read_text(encoding="utf-8"))["run"] for path in paths] == [0, 1, 2]


def test_percentiles_are_values_that_were_seen() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert [_percentile(values, percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert _percentile([3.0], 50) == 3.0


def test_shared_pages_are_counted_once() -> None:
    import os

    resident, shared_out = _resident(os.getpid(), "Rss"), _resident(os.getpid(), "Pss")
    assert 0 < shared_out[os.getpid()] <= resident[os.getpid()]


@pytest.mark.integration
def test_a_tiny_run_measures_writes_and_leaves_nothing(
    endpoints: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Row e, which measures the capacity end to end first."""
    for name in THREAD_VARIABLES:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("QUOTEWIRE_REFRESH_INTERVAL", "100ms")  # so that a few articles are not all seen at once
    prefixes: list[str] = []  # other lanes measure on the same servers

    def initialised(settings: Settings) -> None:
        prefixes.append(settings.index_prefix)
        initialise(settings)

    monkeypatch.setattr("benchmarks.stream.pipeline.initialise", initialised)
    options = [
        "--only",
        "e",
        "--articles",
        "60",
        "--rounds",
        "1",
        "--processes",
        "1",
        "--load-seconds",
        "2",
        "--warm-up",
        "30",
    ]
    code = main([*options, "--stack", str(STACK), "--output", str(tmp_path)])
    shown = capsys.readouterr().out
    assert code in (0, 1), shown  # whether the bar was reached is a time
    assert "not measured" not in shown and "articles/s" in shown
    (path,) = tmp_path.glob("*.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert content["machine"]["cores"] >= 1 and content["versions"]["spacy"] and content["options"]["articles"] == 60
    assert [row["key"] for row in content["rows"]] == ["e"] * 6
    p50, p95, p99 = (row["value"] for row in content["rows"][:3])
    assert 0 < p50 <= p95 <= p99
    assert len(prefixes) == 3, "one to warm the servers, one to measure the capacity, one for the loads"
    assert not left_of(prefixes, endpoints), shown


def left_of(prefixes: list[str], endpoints: dict[str, str]) -> set[str]:
    """The indices with one of these prefixes."""
    values: dict[str, Any] = {**endpoints}
    with sync_client(Settings(_env_file=None, **values)) as client:
        return {name for name in client.indices.get(index="*") if name.startswith(tuple(prefixes))}
