"""Articles in at Kafka, searchable in Elasticsearch: what a user sees."""

import json
from collections import Counter
from pathlib import Path

import pytest

from schemas import decode_raw
from schemas.identity import article_id
from tests.integration.conftest import Pipeline

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="module")
def published(running: Pipeline) -> list[str]:
    """The samples, published and searchable: their article_ids."""
    done = running.run("publish", str(SAMPLES / "articles.jsonl"), str(SAMPLES / "text"))
    assert done.returncode == 0, done.stderr
    lines = (SAMPLES / "articles.jsonl").read_bytes().splitlines()
    identifiers = [article_id(decode_raw(line)) for line in lines]
    assert f"{len(lines) + 3} of {len(lines) + 3} articles acknowledged, 0 records not sent" in done.stdout
    running.await_searchable(identifiers)
    running.await_no_lag()
    return identifiers


def documents(running: Pipeline, alias: str) -> list[dict]:
    from streams.elasticsearch_client import sync_client

    with sync_client(running.settings) as client:
        response = client.search(index=f"{running.settings.index_prefix}-{alias}", size=1000)
    return [hit["_source"] | {"_id": hit["_id"]} for hit in response["hits"]["hits"]]


def test_every_sample_is_searchable_once_with_offsets_that_hold(running: Pipeline, published: list[str]):
    found = documents(running, "articles")
    assert Counter(doc["_id"] for doc in found) == Counter(
        published + [doc["_id"] for doc in found if doc["_id"] not in published]
    )
    assert len(found) == len(published) + 3
    for doc in found:
        for annotation in [*doc["entities"], *doc["quotes"]]:
            assert doc["text"][annotation["start"] : annotation["end"]] == annotation["text"]
        for quote in doc["quotes"]:
            for part in ("speaker", "cue"):
                if quote.get(part):
                    assert doc["text"][quote[part]["start"] : quote[part]["end"]] == quote[part]["text"]


def test_annotations_are_those_of_quotewire_enrich(running: Pipeline, published: list[str], tmp_path: Path):
    output = tmp_path / "enriched.jsonl"
    done = running.run("enrich", str(SAMPLES / "articles.jsonl"), "--output", str(output))
    assert done.returncode == 0, done.stderr
    alone = {doc["article_id"]: doc for doc in map(json.loads, output.read_text().splitlines())}
    assert list(alone) == published  # in the order of the input
    indexed = {doc["_id"]: doc for doc in documents(running, "articles")}
    for identifier in published:
        for name in ("language", "sections", "entities", "quotes", "persons", "near_duplicate_keys", "content_hash"):
            assert indexed[identifier][name] == without_none(alone[identifier][name]), (identifier, name)


def without_none(value):
    if isinstance(value, dict):
        return {name: without_none(item) for name, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


def test_quotations_are_documents_with_what_is_needed_to_show_them(running: Pipeline, published: list[str]):
    articles = {doc["_id"]: doc for doc in documents(running, "articles")}
    quotes = documents(running, "quotes")
    assert len(quotes) == sum(doc["quote_count"] for doc in articles.values()) > 100
    for quote in quotes:
        article = articles[quote["article_id"]]
        assert quote["_id"] == f"{quote['article_id']}#{quote['position']}"
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]
        assert quote.get("title") == article.get("title")


def test_search_finds_inflected_german_words_and_marks_them(running: Pipeline, published: list[str]):
    found = running.json("search", "Fischer", "--language", "de")
    assert found["total"] >= 1
    assert all(hit["language"]["code"] == "de" for hit in found["hits"])
    assert any("<em>" in piece for hit in found["hits"] for piece in hit["highlights"])


def test_search_filters_and_excludes(running: Pipeline, published: list[str]):
    everything = running.json("search", "--size", "100")
    assert everything["total"] == len(published) + 3
    nordblatt = {hit["source"] for hit in everything["hits"] if hit.get("source")}
    one = sorted(nordblatt)[0]
    of_one = running.json("search", "--source", one)
    assert {hit["source"] for hit in of_one["hits"]} == {one}
    october = running.json("search", "--since", "2026-10-01", "--until", "2026-11-01", "--size", "100")
    assert 0 < october["total"] < everything["total"]
    assert all(hit["published_at"].startswith("2026-10") for hit in october["hits"])


def test_quotes_by_speaker(running: Pipeline, published: list[str]):
    speakers = Counter(doc["speaker"] for doc in documents(running, "quotes") if doc.get("speaker"))
    name, count = next((name, count) for name, count in speakers.most_common() if " " in name)
    found = running.json("quotes", "--speaker", name.split()[-1])
    assert found["total"] >= count
    assert all(name.split()[-1] in hit["speaker"] + hit["speaker_mention"] for hit in found["hits"])


def test_the_tables_are_readable(running: Pipeline, published: list[str]):
    table = running.run("quotes", "--size", "5")
    assert table.returncode == 0
    assert "speaker" in table.stdout and "quotation" in table.stdout
    assert running.run("search", "zzzzunfindable").stdout.strip() == "0 articles"


def test_status_shows_lag_documents_and_no_dead_letters(running: Pipeline, published: list[str]):
    status = running.json("status")
    assert status["articles"] == len(published) + 3
    assert status["dead_letters"] == 0
    assert [row["lag"] for row in status["lag"]] == [0] * 12  # four partitions of each topic
    assert running.run("status").returncode == 0


def test_publishing_again_changes_nothing(running: Pipeline, published: list[str]):
    before = {doc["_id"]: doc for doc in documents(running, "articles")}
    assert running.run("publish", str(SAMPLES / "articles.jsonl")).returncode == 0
    running.await_no_lag()
    after = {doc["_id"]: doc for doc in documents(running, "articles")}
    # Not even where the message came from: an unchanged article is not written again.
    assert after == before


def test_collapse_shows_one_of_two_copies(running: Pipeline, published: list[str]):
    text = (SAMPLES / "text" / "en-brackwater-clock.txt").read_text()
    copies = [{"id": f"copy-{n}", "source": f"outlet-{n}", "title": "A copied clock", "text": text} for n in range(3)]
    assert running.run("publish", "-", stdin="\n".join(map(json.dumps, copies))).returncode == 0
    running.await_searchable([f"outlet-{n}:copy-{n}" for n in range(3)])
    assert running.json("search", "A copied clock")["total"] >= 3
    collapsed = [
        hit
        for hit in running.json("search", "A copied clock", "--collapse")["hits"]
        if hit["title"] == "A copied clock"
    ]
    assert len(collapsed) == 1
    assert collapsed[0]["duplicates"] >= 2
