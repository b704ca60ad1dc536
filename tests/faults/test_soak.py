"""What a soak says of memory and of its account, on invented readings; and what it publishes."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from processors.chain import Chain
from schemas import MessagePlace
from streams.messages import Message
from streams.nlp_process import enrich_messages
from tests.faults.accounting import Balance
from tests.faults.corpus import Item
from tests.faults.memory import MEGABYTE, MOST_POINTS, Memory, Point, Reading, theil_sen
from tests.faults.report import Row
from tests.faults.soak import CHUNK, FAULTS, LEAST_SPAN, TEXTS, Result, chunk, identity
from tests.integration.invented import articles
from tests.integration.processes import resident


def noisy(slope: float, points: int = 200, noise: float = 1.0, outliers: float = 0.1) -> list[Point]:
    """A series that grows by `slope` a step, with noise, and jumps up now and then as memory does in an outage."""
    chance = random.Random(points)
    return [
        (x, slope * x + chance.gauss(0, noise) + (500 * noise if chance.random() < outliers else 0))
        for x in range(points)
    ]


def test_the_slope_of_a_line_is_found_exactly() -> None:
    assert theil_sen([[(x, 3 * x + 7) for x in (5, 1, 2, 40)]]) == 3


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.5, 4.0])
def test_noise_and_outliers_do_not_move_it_far(slope: float) -> None:
    found = theil_sen([noisy(slope)])
    assert found is not None and abs(found - slope) < 0.1


def test_processes_of_different_sizes_are_not_compared() -> None:
    small, large = [(x, 100.0) for x in range(10)], [(x, 900.0) for x in range(20, 30)]
    assert theil_sen([small, large]) == 0
    assert theil_sen([small + large]) != 0


@pytest.mark.parametrize("series", [[], [[]], [[(1, 5)]], [[(1, 5)], [(2, 9)]], [[(1, 5), (1, 9)]]])
def test_without_a_pair_there_is_no_slope(series: list[list[Point]]) -> None:
    assert theil_sen(series) is None


def test_a_long_series_is_thinned_and_keeps_its_slope() -> None:
    found = theil_sen([noisy(0.5, points=20 * MOST_POINTS)])
    assert found is not None and abs(found - 0.5) < 0.05


def readings(role: str, pid: int, megabytes: Any, count: int = 100, first: int = 0) -> list[Reading]:
    """A process that takes 200 articles between two readings; its size is a function of the articles so far."""
    return [Reading(5.0 * n, role, pid, first + 200 * n, round(megabytes(200 * n) * MEGABYTE)) for n in range(count)]


def test_a_slope_is_in_megabytes_for_ten_thousand_articles_after_the_warm_up() -> None:
    def size(taken: int) -> float:
        return 200 + taken / 20 if taken < 2000 else 300 + (taken - 2000) * 3 / 10_000

    memory = Memory(2000, readings("NLP process", 7, size))
    slope = memory.slope("NLP process")
    assert slope == pytest.approx(3, abs=0.01)
    assert memory.span("NLP process") == 19_800 - 2000
    assert memory.extremes("NLP process")[0] == pytest.approx(300)


def test_the_warm_up_is_that_of_each_process() -> None:
    later = readings("index agent", 8, lambda taken: 500 - taken / 100 if taken < 2000 else 90, first=50_000)
    memory = Memory(2000, readings("index agent", 7, lambda _: 80) + later)
    assert memory.slope("index agent") == 0
    assert [points[0][0] for points in memory.after_warm_up("index agent")] == [2000, 52_000]


def test_a_process_that_never_gets_warm_has_no_slope_and_still_a_size() -> None:
    memory = Memory(2000, readings("enrich agent", 7, lambda _: 80, count=3))
    assert memory.slope("enrich agent") is None and memory.span("enrich agent") == 0
    assert memory.extremes("enrich agent") == (80, 80)


def result(growth: float, span: int = 20_000, **uneven: int) -> Result:
    count = (span + 2000) // 200 + 1
    memory = Memory(2000, readings("index agent", 7, lambda taken: 80 + taken * growth / 10_000, count))
    row = Row("", "soak", 1000, Balance(letters_expected=3, letters_found=3, **uneven), 2.0)
    return Result("5", 10.0, row, memory, {"worker SIGKILL": 2}, ["1 s: worker SIGKILL: exit code -9"])


@pytest.mark.parametrize(
    ("made", "verdict", "passed"),
    [
        (result(0.9), "flat", True),
        (result(-3), "flat", True),
        (result(1.2), "grows", False),
        (result(9, span=LEAST_SPAN - 400), "too few articles", True),
        (result(0, lost=1), "flat", False),
        (result(0, duplicated=1), "flat", False),
        (result(0, wrong=1), "flat", False),
        (result(0, lag=1), "flat", False),
    ],
    ids=["grows little", "shrinks", "grows", "too short to tell", "lost", "duplicated", "wrong", "lag"],
)
def test_a_soak_passes_if_all_is_even_and_nothing_grows(made: Result, verdict: str, passed: bool) -> None:
    assert (made.verdict("index agent"), made.passed) == (verdict, passed)


def test_the_report_tells_what_was_found(tmp_path: Path) -> None:
    made = result(1.2, wrong=4)
    made.write(tmp_path)
    text, told = (tmp_path / "soak.md").read_text(), json.loads((tmp_path / "soak.json").read_text())
    assert "seed 5" in text and "2 times worker SIGKILL" in text and "| +1.20 | grows |" in text
    assert told["passed"] is False and told["verdicts"] == {"index agent": "grows"}
    assert told["slopes"]["index agent"] == pytest.approx(1.2, abs=0.001)
    assert told["row"]["balance"]["wrong"] == 4
    assert len(told["memory"]["readings"]) == len(made.memory.readings)


def test_a_running_process_has_a_size_and_one_that_is_gone_has_none() -> None:
    assert resident([1, 2**22 + 1])[1] > 0
    assert 2**22 + 1 not in resident([1, 2**22 + 1]) and resident([]) == {}


def test_each_chunk_has_ids_of_its_own_and_one_message_in_twenty_is_poison() -> None:
    templates = articles(TEXTS, "soak")
    first, second = chunk("1", 0, templates), chunk("1", 1, templates)
    assert first == chunk("1", 0, templates) != chunk("2", 0, templates)
    for items in (first, second):
        assert len(items) == CHUNK
        assert sum(1 for item in items if item.reason) == CHUNK // 20
        assert not any(item.reason and item.reason.error in ("process-died", "process-hung") for item in items)
    ids = [item.article["id"] for item in first + second if item.article]
    assert len(set(ids)) == len(ids)
    assert {item.article["text"] for item in first if item.article} == {article["text"] for article in templates}


def test_an_article_under_another_id_differs_in_what_is_known_to_depend_on_it() -> None:
    """What is expected of thousands of articles is worked out from a few."""
    chain = Chain()
    (first,) = articles(1, "soak")

    def enriched(article: dict[str, Any]) -> dict[str, Any]:
        item = Item(article["id"].encode(), json.dumps(article).encode())
        place = MessagePlace(topic="news.raw", partition=0, offset=0, timestamp=1_790_000_000_000)
        (made,) = enrich_messages(chain, [Message(item.key, item.value, place)])
        fields: dict[str, Any] = json.loads(made.value)  # type: ignore[union-attr]
        del fields["processing"]
        return fields

    other = first | {"id": "another"}
    assert enriched(first) | identity(other) == enriched(other) != enriched(first)


def test_every_kind_of_fault_has_its_turn() -> None:
    kinds = {"worker SIGTERM", "worker SIGKILL", "NLP process SIGKILL"}
    assert set(FAULTS) == kinds | {
        f"{name} {sign}" for name in ("Elasticsearch", "Kafka") for sign in ("SIGKILL", "SIGSTOP")
    }
