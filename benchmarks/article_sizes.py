"""What one article costs in bytes and in CPU: the figures that benchmarks/sizing.py reckons with.

Real articles: those of NEWS_DATA/quotes, each once (recombined paragraphs would be compressed far too well); without
them the recombined ones, which is said. Sizes are measured on these; CPU on as many as are asked for, the same again
under other ids.

In Kafka every message is a batch of its own here: at some articles a second and partition nothing else happens, and a
compressor that sees one article at a time makes it half as large, not a fifth.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kafka import KafkaProducer
from rich.console import Console

from benchmarks.sizing import MEASURED, Measured
from benchmarks.stream.context import Context
from benchmarks.stream.held import HeldPipeline, below, cpu_seconds, held_pipeline
from benchmarks.stream.indexing import annotated, numbered, start_index_agent
from benchmarks.stream.pipeline import ROOT
from benchmarks.stream.transport import start_agents
from processors.chain import Chain
from schemas import EnrichedArticle
from streams.kafka_admin import connection
from streams.nlp_process import collect_seldom
from tests.faults.servers import Stack

FILES: Final = ("de_dev.jsonl", "en_dev.jsonl")
ENOUGH: Final = 3_000
"""Articles whose CPU is measured."""

WARM_UP: Final = 1_000
MONTH: Final = "2026-11-{:02}T12:00:00Z"


def print_sizes(context: Context, stack: Stack, console: Console) -> None:
    """Measures, and prints the figures as benchmarks/sizing.py has them."""
    articles = real_articles()
    if not articles:
        console.print("NEWS_DATA is missing: recombined articles, which are compressed far too well")
        articles = context.articles(300)
    characters = sum(len(article["text"]) for article in articles) / len(articles)
    console.print(f"{len(articles)} articles of {characters:,.0f} characters (mean)")
    half, chain = len(articles) // 2, Chain()
    enriched = annotated(articles[:half], chain)  # the models are loaded then, and know the common words
    collect_seldom()  # as an NLP process does
    started = time.process_time()
    enriched += annotated(articles[half:], chain)
    found = replace(
        MEASURED,
        nlp_seconds=(time.process_time() - started) / (len(articles) - half),
        quotations=sum(len(article.quotes) for article in enriched) / len(enriched),
    )
    found = _with_bytes(found, context, stack, articles, enriched)
    console.print(f"so far: {found}")
    found = _with_cpu(found, context, stack, articles, enriched)
    for name in Measured.__slots__:
        console.print(f"{name:<20} {getattr(found, name):12,.4f}")


def real_articles() -> list[dict[str, Any]]:
    """The articles of NEWS_DATA/quotes as a publisher would send them; none where the folder is missing."""
    folder = Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data")) / "quotes"
    lines = [line for name in FILES if (folder / name).exists() for line in (folder / name).open(encoding="utf-8")]
    return [_raw(json.loads(line), number) for number, line in enumerate(lines)]


def _raw(found: dict[str, Any], number: int) -> dict[str, Any]:
    text = found["text"]
    return {
        "id": f"{number}",
        "source": f"outlet-{number % 40}",
        "url": f"https://outlet-{number % 40}.example.org/2026/11/article-{number}",
        "title": text.strip().splitlines()[0][:100],
        "text": text,
        "published_at": MONTH.format(1 + number % 25),
        "authors": [f"Author {number % 200}"],
        "tags": ["news", found["lang"]],
    }


def _with_bytes(
    found: Measured,
    context: Context,
    stack: Stack,
    articles: Sequence[dict[str, Any]],
    enriched: Sequence[EnrichedArticle],
) -> Measured:
    """Bytes in both topics and in the three indices, each article once."""
    with held_pipeline(context, partitions=1) as pipeline:
        settings = pipeline.settings
        raws = [json.dumps(article, ensure_ascii=False).encode() for article in articles]
        pairs = [(article.article_id.encode(), article.model_dump_json().encode()) for article in enriched]
        _send_singly(pipeline, settings.raw_topic, [(key, raw) for (key, _), raw in zip(pairs, raws, strict=True)])
        _send_singly(pipeline, settings.enriched_topic, pairs)
        raw, passed = (_log_bytes(stack, topic) for topic in (settings.raw_topic, settings.enriched_topic))
        start_index_agent(pipeline)
        pipeline.await_written(len(enriched))
        pipeline.until(lambda: pipeline.count("state") >= len(enriched), "all states to be there")
        sizes = [pipeline.merged_bytes(alias) / len(enriched) for alias in ("articles", "quotes", "state")]
    return replace(
        found,
        raw_bytes=raw / len(raws), enriched_bytes=passed / len(pairs),
        article_bytes=sizes[0], quotes_bytes=sizes[1], state_bytes=sizes[2],
    )  # fmt: skip


def _send_singly(pipeline: HeldPipeline, topic: str, messages: Sequence[tuple[bytes, bytes]]) -> None:
    """Sends each message when the one before is acknowledged, as it is where few come in a second."""
    producer = KafkaProducer(acks="all", compression_type="zstd", **connection(pipeline.settings))
    try:
        for key, value in messages:
            producer.send(topic, key=key, value=value).get(60)
    finally:
        producer.close()


def _log_bytes(stack: Stack, topic: str) -> int:
    """Bytes of a topic's segments on the broker's disk."""
    return sum(path.stat().st_size for path in (stack.folder / "kafka" / "data").glob(f"{topic}-*/*.log"))


def _with_cpu(
    found: Measured,
    context: Context,
    stack: Stack,
    articles: Sequence[dict[str, Any]],
    enriched: Sequence[EnrichedArticle],
) -> Measured:
    """CPU of agents and servers for one article."""
    kafka, elasticsearch = (stack.processes(name) for name in ("kafka", "elasticsearch"))
    raws = [(str(n).encode(), _raw_value(articles[n % len(articles)], n)) for n in range(WARM_UP + ENOUGH)]
    with held_pipeline(context) as pipeline:
        start_agents(pipeline)
        topic = pipeline.settings.raw_topic
        pipeline.warm_up(topic, raws[:WARM_UP])
        (agent, *_) = pipeline.workers
        nlp = [pid for pid in below([agent.pid]) if pid != agent.pid]
        before = [cpu_seconds([agent.pid]), cpu_seconds(kafka)]
        pipeline.measure(topic, raws[WARM_UP:])
        enrich_s, kafka_s = (
            now - then for now, then in zip((cpu_seconds([agent.pid]), cpu_seconds(kafka)), before, strict=True)
        )
        assert nlp, "the stand-in has no NLP process"
    pairs = [(a.article_id.encode(), a.model_dump_json().encode()) for a in numbered(enriched, WARM_UP + ENOUGH)]
    with held_pipeline(context) as pipeline:
        start_index_agent(pipeline)
        topic = pipeline.settings.enriched_topic
        pipeline.warm_up(topic, pairs[:WARM_UP])
        elastic = cpu_seconds(elasticsearch)
        _, index_s = pipeline.measure(topic, pairs[WARM_UP:])
        elastic = cpu_seconds(elasticsearch) - elastic
    return replace(
        found,
        enrich_ms=enrich_s / ENOUGH * 1000, kafka_ms=kafka_s / ENOUGH * 1000, index_ms=index_s / ENOUGH * 1000,
        elasticsearch_ms=elastic / ENOUGH * 1000,
    )  # fmt: skip


def _raw_value(article: dict[str, Any], number: int) -> bytes:
    return json.dumps(article | {"id": str(number)}, ensure_ascii=False).encode()
