"""Writes the articles that a replay has annotated anew to `news.enriched`, once the new generation serves.

Index agents that read them find them known, and do nothing. They are there for what is filled from the topic later:
`quotewire reindex`, indices that were lost, other consumers. An article that is revised or deleted in between has a
message of a later version; one of an earlier version behind it is what the pipeline is used to.
"""

import asyncio
import logging
from typing import Final

from kafka import KafkaProducer
from kafka.errors import MessageSizeTooLargeError

from streams.elasticsearch_client import async_client
from streams.indexing.generations import Indices
from streams.kafka_admin import connection, kafka_errors
from streams.messages import Rejected
from streams.rebuild.comparing import replayed_articles
from streams.rebuild.reconciling import stored_article
from streams.settings import Settings

log = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 60.0
"""Longest wait for the broker's answer to a message."""


def publish(settings: Settings, indices: Indices, begun_ms: int) -> tuple[int, list[str]]:
    """Writes them all; done again, it writes them again.

    Args:
        settings: where Kafka and Elasticsearch are, the topic.
        indices: the generation that the replay has filled.
        begun_ms: when the replay began.

    Returns:
        How many were written, and the article_ids of those that the topic does not take.

    Raises:
        KafkaUnavailable: the brokers did not acknowledge one.
    """
    with kafka_errors(settings):
        producer = KafkaProducer(
            acks="all",
            compression_type="zstd",
            linger_ms=20,
            max_request_size=4 * settings.max_message_bytes,  # before compression
            allow_auto_create_topics=False,
            **connection(settings),
        )
        try:
            return asyncio.run(_publish(settings, indices, begun_ms, producer))
        finally:
            producer.close(timeout=5)


async def _publish(
    settings: Settings, indices: Indices, begun_ms: int, producer: KafkaProducer
) -> tuple[int, list[str]]:
    client = async_client(settings)
    written, refused = 0, []
    try:
        async for page in replayed_articles(client, indices, begun_ms):
            answers = []
            for name, source in page.items():
                article = stored_article(name, source)
                if isinstance(article, Rejected):
                    log.warning("not written to %s: %r: %s", settings.enriched_topic, name, article.message)
                    refused.append(name)
                    continue
                value = article.model_dump_json().encode()
                try:
                    answers.append((name, producer.send(settings.enriched_topic, key=name.encode(), value=value)))
                except MessageSizeTooLargeError:
                    refused.append(name)
            for name, answer in answers:
                try:
                    await asyncio.to_thread(answer.get, timeout=ANSWER_SECONDS)
                    written += 1
                except MessageSizeTooLargeError:
                    refused.append(name)
    finally:
        await client.close()
    return written, refused
