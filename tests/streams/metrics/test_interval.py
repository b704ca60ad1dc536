"""What is said of an interval is what happened in it, also where several have become one."""

import random

from hypothesis import given
from hypothesis import strategies as st

from streams.metrics.interval import KEPT, Interval, Sample

SECONDS = st.lists(st.floats(min_value=0, max_value=1e6), max_size=50)


def sample(values: list[float]) -> Sample:
    made = Sample()
    for value in values:
        made.add(value)
    return made


@given(SECONDS, SECONDS)
def test_two_samples_merged_are_one_of_both(first: list[float], second: list[float]):
    merged = sample(first)
    merged.merge(sample(second))
    values = sorted(first + second)
    assert merged.count == len(values)
    assert merged.largest == (values[-1] if values else 0)
    for percent in (50, 95, 99, 100):
        found = merged.percentile(percent)
        assert found == sample(values).percentile(percent)
        if values:
            assert sum(value <= found for value in values) * 100 >= percent * len(values)
            assert sum(value < found for value in values) * 100 < percent * len(values)


def test_a_large_sample_stays_small_and_fair():
    random.seed(5)
    low, high = sample([1.0] * 3 * KEPT), sample([9.0] * KEPT)
    low.merge(high)
    assert low.count == 4 * KEPT
    assert len(low._kept) == KEPT
    assert (low.percentile(50), low.percentile(70), low.percentile(80)) == (1.0, 1.0, 9.0)


def filled(began: float, indexed: int) -> Interval:
    interval = Interval(began=began)
    interval.outcomes.update({"indexed": indexed, "dead-lettered": 1})
    interval.size = 1000 * indexed
    interval.add_stage("index", 0.5 * indexed)
    interval.freshness.add(float(indexed))
    interval.bulk.update(requests=1, documents=indexed)
    return interval


def test_the_document_of_an_interval():
    assert filled(100.0, 4).document("index", 102.0) == {
        "interval_seconds": 2.0,
        "articles": 5,
        "articles_per_second": 2.5,
        "bytes": 4000,
        "bytes_per_second": 2000.0,
        "outcomes": {"indexed": 4, "dead_lettered": 1},
        "stage_seconds": {"index": 2.0},
        "freshness": {"count": 1, "p50": 4.0, "p95": 4.0, "p99": 4.0, "max": 4.0},
        "bulk": {"requests": 1, "documents": 4, "bytes": 0, "retries": 0, "refusals": 0},
    }


def test_an_idle_interval_says_so_and_has_no_percentiles():
    idle = Interval(began=100.0).document("index", 110.0)
    assert (idle["articles"], idle["articles_per_second"], idle["freshness"]) == (0, 0, {"count": 0})
    assert not {"freshness", "bulk"} & set(Interval().document("enrich", 110.0))


def test_intervals_that_waited_are_one_with_all_that_was_in_them():
    waiting = filled(100.0, 4)
    waiting.merge(filled(110.0, 6))
    document = waiting.document("index", 120.0)
    assert (document["interval_seconds"], document["articles"], document["articles_per_second"]) == (20.0, 12, 0.6)
    assert document["outcomes"] == {"indexed": 10, "dead_lettered": 2}
    assert document["stage_seconds"] == {"index": 5.0}
    assert (document["freshness"]["count"], document["freshness"]["max"]) == (2, 6.0)
    assert (document["bulk"]["requests"], document["bulk"]["documents"]) == (2, 10)
