"""The two agents' job with Quix Streams, processors left out: `python -m benchmarks.stream.quix.job enrich|index`.

    enrich   a raw article is decoded and checked, gets its identity, and goes to the enriched topic
    index    an enriched article is decoded and checked, becomes a document, and goes to Elasticsearch in bulk requests

What is done with an article is in same_work.py; the rest is as Quix Streams means it to be. With `--plain` nothing is
checked: dictionaries in, dictionaries out.

What the agents do beyond it: they read and write what is known of each article (`news-state`), remove quotations that
are no longer there, give each document its version, make dead letters of what cannot be processed, and count.

Runs in the environment of environment.py, with this project's packages on its path; settings as a worker has them.
"""

import argparse
import os
from typing import Any

import orjson
from elasticsearch import Elasticsearch
from quixstreams import Application, message_context
from quixstreams.sinks import BatchingSink, SinkBatch

from benchmarks.stream.quix import same_work
from schemas import MessagePlace

COMMIT_SECONDS = 1.0
"""As the agents do; a sink writes when its offsets are committed."""

DOCUMENTS_PER_REQUEST = 500


def setting(name: str) -> str:
    """A setting of the pipeline, as a worker is given it."""
    return os.environ[f"QUOTEWIRE_{name}"]


def place(timestamp: int) -> dict[str, Any]:
    """Where the message at hand stands in Kafka."""
    context = message_context()
    return {
        "topic": context.topic, "partition": context.partition, "offset": context.offset, "timestamp": timestamp
    }  # fmt: skip


def enriched(value: bytes, _key: bytes, timestamp: int, _headers: Any) -> bytes:
    """What the enrich process does with a message."""
    return same_work.enriched(value, MessagePlace(**place(timestamp)))


def plainly_enriched(value: bytes, key: bytes, timestamp: int, _headers: Any) -> bytes:
    """The same with nothing checked."""
    return same_work.plainly_enriched(value, key, place(timestamp))


class BulkSink(BatchingSink):  # type: ignore[misc]  # no types in the environment that checks them
    """Documents into the index of their month; what Quix Streams ships knows one index only."""

    def __init__(self) -> None:
        super().__init__()
        self._client: Elasticsearch | None = None

    def setup(self) -> None:
        self._client = Elasticsearch(setting("ELASTICSEARCH_URL"), request_timeout=60)

    def write(self, batch: SinkBatch) -> None:
        assert self._client is not None
        for chunk in batch.iter_chunks(DOCUMENTS_PER_REQUEST):
            lines: list[Any] = []
            for item in chunk:
                index, identifier, source = item.value
                lines += (orjson.dumps({"index": {"_index": index, "_id": identifier}}), source)
            answer = self._client.bulk(operations=lines, filter_path="errors,items.*.error")
            if answer["errors"]:
                raise RuntimeError(f"Elasticsearch refuses documents: {str(answer['items'])[:500]}")


def main() -> None:
    """Runs one of the two until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("agent", choices=["enrich", "index"])
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    app = Application(
        setting("KAFKA_BROKERS"),
        consumer_group=f"{setting('GROUP_PREFIX')}-{options.agent}",
        auto_offset_reset="earliest",
        commit_interval=COMMIT_SECONDS,
        auto_create_topics=False,
        use_changelog_topics=False,
        producer_extra_config={"compression.type": "zstd", "linger.ms": 5, "acks": "all"},
        loglevel="WARNING",
    )
    raw, passed = f"{setting('TOPIC_PREFIX')}.raw", f"{setting('TOPIC_PREFIX')}.enriched"
    as_bytes = {"key_deserializer": "bytes", "value_deserializer": "bytes"}
    if options.agent == "enrich":
        frame = app.dataframe(app.topic(raw, **as_bytes))
        frame = frame.apply(plainly_enriched if options.plain else enriched, metadata=True)
        frame.to_topic(
            app.topic(passed, key_serializer="bytes", value_serializer="bytes")
        )  # the key stays: it is the id
    else:
        make, prefix = same_work.plain_document if options.plain else same_work.document, setting("INDEX_PREFIX")
        app.dataframe(app.topic(passed, **as_bytes)).apply(lambda value: make(value, prefix)).sink(BulkSink())
    app.run()


if __name__ == "__main__":
    main()
