"""`quotewire init` on a cluster where an earlier version has made indices."""

from typing import Any

from schemas.index_templates import articles_index, dead_letters_index, metrics_alias, quotes_index
from streams.elasticsearch_client import sync_client
from streams.indexing.documents import article_document, quote_documents
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
