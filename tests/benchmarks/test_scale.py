"""`make bench-scale`: the calculation of docs/scaling.md, and workers that share partitions."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.scale import Round, efficiency, main, measure
from benchmarks.sizing import MEASURED, Assumed, Need, table
from benchmarks.stream.context import Context

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "scaling.md"


@pytest.mark.parametrize("articles", [1_000_000, 100_000_000])
def test_the_page_says_what_the_calculator_prints(articles: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles-a-day", str(articles)]) == 0
    printed = capsys.readouterr().out.strip()
    assert printed.startswith(f"| {articles:,} articles a day |")
    assert printed in PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_figure_that_is_reckoned_with() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d,.]+) \|", page, re.MULTILINE))
    assert {name: float(value.replace(",", "")) for name, value in rows.items()} == {
        name: getattr(MEASURED, name) for name in MEASURED.__slots__
    }


def test_needs_are_reckoned_from_the_peak() -> None:
    measured = replace(MEASURED, nlp_seconds=0.05, enrich_ms=1.0, index_ms=2.0, raw_bytes=1_000, enriched_bytes=2_000)
    assumed = Assumed(peak=2.0, load=0.5, raw_days=7, enriched_days=30, kafka_copies=3, nlp_processes=4)
    need = Need(86_400 * 100, measured, assumed)
    assert (need.mean, need.peak) == (100, 200)
    assert need.nlp_processes == 20  # 200 articles a second, 0.05 s each, on cores half busy
    assert need.enrich_workers == 5
    assert need.index_workers == 1
    assert need.partitions == 10
    assert need.kafka_bytes == 86_400 * 100 * (7 * 1_000 + 30 * 2_000) * 3


def test_nodes_come_from_whichever_asks_for_more() -> None:
    small = replace(MEASURED, article_bytes=1.0, quotes_bytes=0.0, state_bytes=0.0)
    large = replace(MEASURED, elasticsearch_ms=0.001)
    by_cores, by_disk = Need(10**8, small), Need(10**8, large)
    assert by_cores.elasticsearch_nodes == max(3, by_cores.nodes_by_cores)
    assert by_cores.nodes_by_disk == 1
    assert by_disk.elasticsearch_nodes == by_disk.nodes_by_disk > by_disk.nodes_by_cores


def test_the_busiest_part_is_the_bottleneck() -> None:
    assert Need(10**8).bottleneck.startswith("natural language processing")
    assert Need(10**8, replace(MEASURED, nlp_seconds=1e-6)).bottleneck.startswith("Elasticsearch")


def test_efficiency_is_that_of_a_worker_for_one_alone() -> None:
    one, four = Round(1, 8, 50.0, 50.0, {}), Round(4, 8, 150.0, 200.0, {})
    assert efficiency(four, one) == 0.75
    assert four.of_ideal == 0.75


def test_what_is_no_number_of_articles_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles-a-day", "many"])
    assert "'many' is no whole number above 0" in capsys.readouterr().err


def test_the_table_has_a_line_for_everything() -> None:
    lines = table(Need(10**6)).splitlines()
    assert all(line.count("|") == 4 for line in lines)
    assert {line.how for line in Need(10**6).lines()} >= {"reckoned"}


@pytest.mark.integration
def test_two_workers_share_the_partitions_evenly(endpoints: dict[str, str], tmp_path: Path) -> None:
    context = Context(endpoints, tmp_path, lambda _: None, count=40, rounds=1)
    found = measure(context, workers=2, partitions=4, seconds=0.01)
    assert found.assigned == {"enrich": (2, 2), "index": (2, 2)}
    assert 0 < found.of_ideal <= 1.05
