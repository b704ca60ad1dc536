"""What is asked of a broker while messages of some partitions are held, with aiokafka's consumer on a real Kafka."""

import asyncio
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.consumer import consumer as aiokafka_consumer
from aiokafka.protocol.fetch import FetchRequest

from streams.faust_costs import SHORT_WAIT_MS, Fetcher
from tests.integration.conftest import Pipeline

pytestmark = pytest.mark.integration

LONG_WAIT_MS = 60_000
PATIENCE_SECONDS = 30.0


class Asked(list[tuple[set[int], int]]):
    """The fetches of a consumer: the partitions that each asks for, and milliseconds that the broker may wait."""

    def __init__(self, consumer: Any) -> None:
        super().__init__()
        self._send = consumer._client.send
        consumer._client.send = self._sent

    async def _sent(self, node: int, request: Any, **options: Any) -> Any:
        if isinstance(request, FetchRequest):
            partitions = {partition for _, listed in request.topics for partition, *_ in listed}
            self.append((partitions, request._max_wait_ms))
        return await self._send(node, request, **options)

    async def until(self, partitions: set[int]) -> None:
        """Waits until these are asked for, and no others."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while all(asked != partitions for asked, _ in self):
                await asyncio.sleep(0.01)


def test_what_was_held_is_soon_asked_for_again(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a short wait it is not, before the broker has a message of another partition."""
    topic = pipeline.settings.raw_topic
    held, quiet = TopicPartition(topic, 0), TopicPartition(topic, 1)

    async def run() -> list[bytes]:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=pipeline.settings.kafka_brokers,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=LONG_WAIT_MS,
            request_timeout_ms=2 * LONG_WAIT_MS,
        )
        await consumer.start()
        asked = Asked(consumer)
        try:
            consumer.assign([held, quiet])
            await asked.until({0, 1})
            publish(b"first")
            await asked.until({1})  # the first is there, and nobody takes it
            taken = await one_of(consumer)
            publish(b"second")
            taken += await one_of(consumer)
            assert {wait for partitions, wait in asked if partitions == {0, 1}} == {LONG_WAIT_MS}
            assert {wait for partitions, wait in asked if partitions != {0, 1}} == {SHORT_WAIT_MS}
            return taken
        finally:
            await consumer.stop()

    async def one_of(consumer: Any) -> list[bytes]:
        found = await asyncio.wait_for(consumer.getmany(held, timeout_ms=2 * LONG_WAIT_MS), PATIENCE_SECONDS)
        return [record.value for record in found[held]]

    def publish(value: bytes) -> None:
        with pipeline.producer() as producer:
            producer.send(topic, value, partition=0).get(PATIENCE_SECONDS)

    monkeypatch.setattr(aiokafka_consumer, "Fetcher", Fetcher)
    assert asyncio.run(run()) == [b"first", b"second"]
