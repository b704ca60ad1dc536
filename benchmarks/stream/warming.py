"""Servers as they are after some time of work, before anything is measured.

Elasticsearch and Kafka are compiled while they run: of the articles of a fresh Elasticsearch the first ones take five
times the processor time of those after ten thousand (docs/performance.md).
"""

from typing import Final

from benchmarks.stream.context import Context
from benchmarks.stream.held import held_pipeline
from benchmarks.stream.indexing import BATCH, annotated, numbered, start_index_agent

ANALYSED: Final = 10 * BATCH
"""Articles that are annotated; the others are these again under other ids."""

AT_ONCE: Final = 2_000
"""Written to the topic together."""


def warm_servers(context: Context, count: int) -> None:
    """Indexes so many articles with their quotations in a pipeline that is thrown away."""
    context.tell(f"warming the servers with {count:,} articles")
    articles = annotated(context.articles(min(ANALYSED, count)))
    with held_pipeline(context) as pipeline:
        start_index_agent(pipeline)
        for start in range(0, count, AT_ONCE):
            some = numbered(articles, min(start + AT_ONCE, count))[start:]
            pipeline.warm_up(
                pipeline.settings.enriched_topic,
                [(article.article_id.encode(), article.model_dump_json().encode()) for article in some],
            )
