"""Publishers compress as they like: every codec of Kafka is read."""

import asyncio
import json

import pytest
from aiokafka import AIOKafkaProducer

from schemas import decode_raw
from schemas.identity import article_id
from tests.integration.conftest import Pipeline
from tests.integration.invented import articles

CODECS = (None, "gzip", "snappy", "lz4", "zstd")


@pytest.mark.parametrize("codec", CODECS)
def test_raw_articles_in_every_compression_are_searchable(running: Pipeline, codec: str | None):
    made = articles(40, f"in-{codec}")
    values = [json.dumps(article).encode() for article in made]

    async def produce() -> None:
        # Not kafka-python: it needs a package of its own for each codec.
        producer = AIOKafkaProducer(
            bootstrap_servers=running.settings.kafka_brokers, compression_type=codec, acks="all", linger_ms=50
        )
        await producer.start()
        try:
            answers = [await producer.send(running.settings.raw_topic, value) for value in values]
            await asyncio.gather(*answers)
        finally:
            await producer.stop()

    asyncio.run(produce())
    running.await_searchable([article_id(decode_raw(value)) for value in values])
    running.await_no_lag()
    assert running.dead_letters() == []
    assert "Traceback" not in running.log()
