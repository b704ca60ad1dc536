"""A broker that stands still: the publisher holds no more than it may, gives up in the end, and says how to go on."""

import functools
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kafka import KafkaProducer

from schemas import decode_raw
from streams import publisher
from streams.kafka_admin import message_count
from streams.publisher import KEPT_FOR_ARTICLE, UNANSWERED_BYTES, Publisher
from streams.sources import Article
from tests.faults.servers import Stack
from tests.integration.conftest import Pipeline, new_pipeline

TEXT = "Die Schleuse bleibt zu. " * 5_000

COUNT = 600
"""Articles, twice as many bytes as the publisher may hold."""


@pytest.fixture
def quiet(servers: Stack, tmp_path: Path) -> Iterator[Pipeline]:
    """Topics and indices without a worker."""
    made = new_pipeline(servers.endpoints, tmp_path)
    try:
        yield made
    finally:
        made.end()


class Source:
    """Articles, and how many of them were read."""

    def __init__(self) -> None:
        self.values = [json.dumps({"id": f"still-{number}", "text": TEXT}).encode() for number in range(COUNT)]
        self.read = 0
        self.size = len(self.values[0])

    def __iter__(self) -> Iterator[Article]:
        for number, value in enumerate(self.values):
            self.read += 1
            yield Article(decode_raw(value), value, f"article {number}")


def published(quiet: Pipeline) -> int:
    return message_count(quiet.settings, quiet.settings.raw_topic)


def test_no_more_is_read_than_may_wait_for_answers_and_all_arrives(quiet: Pipeline, servers: Stack) -> None:
    source = Source()
    assert COUNT * source.size > 2 * UNANSWERED_BYTES
    publishing = Publisher(quiet.settings)
    try:
        assert publishing.publish([next(iter(Source()))]).acknowledged == 1  # it knows the broker
        with ThreadPoolExecutor(1) as thread:
            with servers.paused("kafka"):
                running = thread.submit(publishing.publish, source)
                most = UNANSWERED_BYTES // (source.size + KEPT_FOR_ARTICLE) + 1
                quiet.wait(lambda: source.read >= most, "the publisher to have read as much as it may")
                time.sleep(2)  # in which it could read on
                assert source.read == most
            report = running.result()
    finally:
        publishing.close()
    assert report.acknowledged == report.sent == source.read == COUNT
    assert not report.failed and report.stopped_by is None
    assert published(quiet) >= COUNT + 1  # more where an answer came too late and it was sent again


def test_a_broker_that_answers_nothing_ends_it_and_going_on_completes(
    quiet: Pipeline, servers: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As kafka-python gives up, after two minutes, but sooner.
    hurried = functools.partial(KafkaProducer, delivery_timeout_ms=4_000, request_timeout_ms=2_000)
    monkeypatch.setattr(publisher, "KafkaProducer", hurried)
    monkeypatch.setattr(publisher, "FLUSH_SECONDS", 5)
    publishing = Publisher(quiet.settings)
    try:
        publishing.publish([next(iter(Source()))])
        source = Source()
        with servers.paused("kafka"):
            report = publishing.publish(source)
            publishing.close()
    finally:
        publishing.close()
    assert source.read < COUNT
    assert report.stopped_by == "Kafka does not take more articles (KafkaTimeoutError)"  # not what a login would mend
    assert report.resume_at == 0 and report.acknowledged == 0
    assert len(report.failed) == report.sent == source.read

    monkeypatch.undo()
    again = Publisher(quiet.settings)
    try:
        rest = again.publish(Source(), skip=report.resume_at)
    finally:
        again.close()
    assert rest.acknowledged == COUNT
    assert published(quiet) >= COUNT + 1
