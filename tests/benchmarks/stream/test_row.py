"""What a row says of its rounds."""

import json

import pytest

from benchmarks.stream.row import Row


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    row = Row("a", "x : y", (10.0, 30.0, 20.0), (10.0, 10.0, 40.0), "articles/s", 0.9)
    assert row.ratios == (1.0, 3.0, 0.5)
    assert (row.value, row.other_value, row.ratio) == (20.0, 10.0, 1.0)
    assert row.spread == pytest.approx(2.5)
    assert row.met is True


@pytest.mark.parametrize(
    ("bar", "at_least", "met"), [(2.0, True, True), (2.1, True, False), (2.0, False, True), (1.9, False, False)]
)
def test_a_value_alone_is_held_to_the_bar_itself(bar: float, at_least: bool, met: bool) -> None:
    row = Row("i", "x", (1.0, 2.0, 9.0), None, "s", bar, at_least)
    assert row.ratio is None and row.other_value is None
    assert row.met is met
    assert row.judged == row.ours


def test_without_a_bar_nothing_is_met_or_missed() -> None:
    assert Row("e", "x", (1.0,), None, "s", None).met is None


def test_a_row_without_rounds_or_with_other_rounds_is_no_row() -> None:
    with pytest.raises(ValueError, match=r"row a \(x\) has no round"):
        Row("a", "x", (), None, "s", None)
    with pytest.raises(ValueError, match="2 rounds of ours, 1 of other"):
        Row("a", "x", (1.0, 2.0), (1.0,), "s", None)


def test_all_of_it_goes_into_the_file() -> None:
    row = Row("a", "x : y", (10.0, 20.0), (5.0, 5.0), "articles/s", 0.9, note="two processes")
    written = json.loads(json.dumps(row.json()))
    assert written["ours"] == [10.0, 20.0] and written["other"] == [5.0, 5.0]
    assert (written["ratio"], written["met"], written["note"]) == (3.0, True, "two processes")
