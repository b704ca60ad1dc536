"""What is refused counts for the broker or the topic that refuses it, until it takes it or is tried no more."""

from collections.abc import Iterator

import pytest

from streams import kafka_trouble
from streams.kafka_trouble import COUNTS_SECONDS, refusal, refuses, takes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [1000.0]
    monkeypatch.setattr(kafka_trouble.time, "monotonic", lambda: now[0])
    kafka_trouble._refused.clear()
    yield now
    kafka_trouble._refused.clear()


def test_one_that_takes_says_nothing_of_another_that_refuses(clock: list[float]) -> None:
    refuses("connection", "kafka-1:9093", "expired")
    clock[0] += 1
    refuses("connection", "kafka-2:9093", "another name")
    assert refusal() == "another name"
    takes("connection", "kafka-2:9093")
    assert refusal() == "expired"
    takes("sending", "kafka-1:9093")
    assert refusal() == "expired"
    takes("connection", "kafka-1:9093")
    assert refusal() is None


def test_a_topic_that_may_be_written_says_nothing_of_another(clock: list[float]) -> None:
    """Enriched articles went on while a dead letter had no right to be written: a worker that stood still was ready."""
    refuses("sending", "news.dead-letters", "no right to write it")
    takes("sending", "news.enriched")
    assert refusal() == "no right to write it"


def test_what_is_tried_no_more_is_over(clock: list[float]) -> None:
    refuses("sending", "news.dead-letters", "no right to write it")
    clock[0] += COUNTS_SECONDS - 1
    assert refusal() is not None
    refuses("sending", "news.dead-letters", "no right to write it")
    clock[0] += COUNTS_SECONDS - 1
    assert refusal() is not None
    clock[0] += 1
    assert refusal() is None
