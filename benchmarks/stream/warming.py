"""Servers as they are after some time of work, before anything is measured.

Elasticsearch and Kafka are compiled while they run: of the articles of a fresh Elasticsearch the first ones take five
times the processor time of those after ten thousand (docs/performance.md).
"""

from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.held import held_pipeline
from benchmarks.stream.indexing import enriched_articles, enriched_messages, start_index_agent

AT_ONCE: Final = 2_000
"""Written to the topic together."""


def warm_servers(context: Context, count: int) -> None:
    """Indexes so many articles with their quotations in a pipeline that is thrown away."""
    context.tell(f"warming the servers with {count:,} articles")
    articles = enriched_articles(context, count)
    with held_pipeline(context) as pipeline:
        start_index_agent(pipeline)
        for start in range(0, count, AT_ONCE):
            some = enriched_messages(articles[start : start + AT_ONCE])
            pipeline.warm_up(pipeline.settings.enriched_topic, some)
