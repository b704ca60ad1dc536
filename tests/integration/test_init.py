"""`quotewire init` on a cluster where an earlier version has made indices."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from schemas.index_templates import (
    articles_index,
    dead_letters_index,
    index_templates,
    metrics_alias,
    metrics_index,
    quotes_index,
)
from streams.elasticsearch_client import async_client, sync_client
from streams.indexing.documents import article_document, quote_documents
from streams.metrics.documents import DocumentWriter
from streams.metrics.interval import Interval
from streams.metrics.totals import outcome_totals
from streams.rebuild.expiry import month_of
from streams.setup import initialise
from tests.integration.conftest import Pipeline
from tests.streams.articles import enriched

FOLDED = {"type": "text", "analyzer": "quotewire_folding"}
EARLIER: dict[str, Any] = {
    "settings": {
        "analysis": {
            "analyzer": {
                "quotewire_folding": {
                    "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding"]
                },
            },
        },
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "article_id": {"type": "keyword", "ignore_above": 2048},
            "title": FOLDED,
            "persons": {"type": "keyword", "ignore_above": 2048, "fields": {"text": FOLDED}},
            "body": {"properties": {"de": {"type": "text", "analyzer": "german"}, "other": FOLDED}},
        },
    },
}  # fmt: skip


def test_indices_of_an_earlier_version_take_the_documents_of_today(pipeline: Pipeline) -> None:
    prefix = pipeline.settings.index_prefix
    names = [articles_index(prefix, "2026.08"), quotes_index(prefix, "2026.08")]
    article = enriched()
    with sync_client(pipeline.settings) as client:
        client.indices.delete_index_template(name=f"{prefix}-articles,{prefix}-quotes")
        for name in names:
            client.indices.create(index=name, **EARLIER)
        said = initialise(pipeline.settings)
        for name in names:
            assert [line for line in said if line.startswith(name) and "quotewire reindex" in line]
        client.index(index=names[0], id="1", document=article_document(article))
        for document in quote_documents(article):
            client.index(index=names[1], document=document, refresh=True)
        kept = client.indices.get_mapping(index=names[0])[names[0]]["mappings"]["properties"]
        assert kept["body"]["properties"]["de"]["analyzer"] == "german"
        assert kept["heading"]["properties"]["de"]["analyzer"] == "quotewire_folding"


def test_init_may_be_run_again_and_makes_what_readers_expect(pipeline: Pipeline) -> None:
    prefix = pipeline.settings.index_prefix
    said = initialise(pipeline.settings)
    assert not [line for line in said if line.startswith("created") or "quotewire reindex" in line]
    with sync_client(pipeline.settings) as client:
        assert client.count(index=dead_letters_index(prefix))["count"] == 0
        assert client.count(index=metrics_alias(prefix))["count"] == 0


def forget_metrics(pipeline: Pipeline) -> None:
    """Leaves the cluster as a version without figures had initialised it."""
    alias = metrics_alias(pipeline.settings.index_prefix)
    with sync_client(pipeline.settings) as client:
        client.indices.delete(index=list(client.indices.get_alias(name=alias)))
        client.indices.delete_index_template(name=alias)


def figures(articles: int) -> dict[str, Any]:
    """A document as the index agent writes it."""
    interval = Interval()
    interval.outcomes["indexed"] = articles
    interval.add_stage("index", 0.5)
    document = {"@timestamp": datetime.now(UTC).isoformat(), "worker": "host:1", "agent": "index", "lag": 0}
    return document | {"in_flight": {"messages": 0, "bytes": 0}} | interval.document("index", interval.began + 10)


def shown(pipeline: Pipeline) -> int:
    """Articles indexed, as readers of the figures count them."""
    return outcome_totals(pipeline.settings).get("index", {}).get("indexed", 0)


def test_figures_that_were_written_before_their_template_are_shown(pipeline: Pipeline) -> None:
    prefix = pipeline.settings.index_prefix
    guessed, fitting = metrics_index(prefix, "2026.10"), metrics_index(prefix, "2026.11")
    fields = index_templates(prefix)[metrics_alias(prefix)]["template"]["mappings"]
    forget_metrics(pipeline)
    with sync_client(pipeline.settings) as client:
        client.indices.create(index=fitting, mappings=fields)
        for number in range(3):
            client.index(index=guessed, id=str(number), document=figures(number), refresh=True)
        client.index(index=fitting, document=figures(10), refresh=True)
        said = initialise(pipeline.settings)
        copy = f"{metrics_alias(prefix)}-copied-2026.10"
        assert f"added the alias {metrics_alias(prefix)} to index {fitting}" in said
        assert f"{guessed} was made without its template: made anew as {copy} (3 documents)" in said
        assert set(client.indices.get_alias(name=metrics_alias(prefix))) == {fitting, copy}
        assert not client.indices.exists(index=guessed)
        # Readers count in fields that a guessed index does not have.
        assert shown(pipeline) == 13
        assert month_of(copy) == "2026.10", "it goes with its month"
        again = initialise(pipeline.settings)
        assert not [line for line in again if "alias" in line or "anew" in line]
        # The month goes on under its own name.
        client.index(index=guessed, document=figures(7), refresh=True)
        assert shown(pipeline) == 20


def test_figures_that_do_not_fit_stay_where_they_are_and_that_is_said(pipeline: Pipeline) -> None:
    prefix = pipeline.settings.index_prefix
    index = metrics_index(prefix, "2026.10")
    forget_metrics(pipeline)
    with sync_client(pipeline.settings) as client:
        client.index(index=index, document=figures(1))
        client.index(index=index, document=figures(1) | {"unheard_of": 1}, refresh=True)
        (said,) = [line for line in initialise(pipeline.settings) if line.startswith(index)]
        assert "cannot be made anew" in said and "not shown" in said
        assert client.count(index=index)["count"] == 2
        client.index(index=index, document=figures(1), refresh=True)
        assert shown(pipeline) == 0


def test_a_worker_that_is_newer_than_init_writes_no_figures_and_keeps_them(pipeline: Pipeline, caplog) -> None:
    prefix = pipeline.settings.index_prefix
    forget_metrics(pipeline)

    async def write() -> None:
        client = async_client(pipeline.settings)
        counts = iter([1, 20, 300, 4000])
        documents = DocumentWriter(
            client,
            prefix,
            lambda: Interval(outcomes=Counter({"indexed": next(counts)})),
            lambda interval: figures(interval.outcomes["indexed"]),
        )
        assert not await documents.write()
        assert not await documents.write()
        assert not await client.indices.exists(index=f"{metrics_alias(prefix)}-*", allow_no_indices=False)
        initialise(pipeline.settings)
        assert await documents.write()
        assert await documents.write()
        await client.close()

    asyncio.run(write())
    # kafka-python warns too, on a busy machine.
    ours = [record for record in caplog.records if record.name.startswith("streams.")]
    (warning,) = [record.message for record in ours if record.levelname == "WARNING"]
    assert "run `quotewire init`" in warning
    pipeline.refresh()
    assert shown(pipeline) == 4321
    assert sorted(document["articles"] for document in pipeline.documents("metrics")) == [321, 4000]
