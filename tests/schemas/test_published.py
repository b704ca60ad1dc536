"""The published JSON Schemas and index templates are those of the code, and messages keep them."""

import json
from pathlib import Path

import jsonschema
import pytest

from processors.chain import Chain
from processors.enrichment import enrich
from processors.entity_models.store import ModelStore
from schemas import DeadLetter, EnrichedArticle, InvalidArticle, MessagePlace, RawArticle, decode_raw
from schemas.__main__ import HERE, published_files
from streams.indexing.documents import article_document

SAMPLES = [
    json.loads(line)
    for line in (HERE.parent / "samples" / "articles.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((HERE / "json" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("path", published_files(), ids=lambda path: path.name)
def test_published_files_are_current(path: Path) -> None:
    assert path.read_text("utf-8") == published_files()[path], "run `make schemas`"


def test_nothing_else_is_published() -> None:
    there = {path for folder in ("json", "elasticsearch") for path in (HERE / folder).iterdir()}
    assert there == set(published_files())


def test_samples_are_raw_articles() -> None:
    published = validator("raw-article")
    assert len(SAMPLES) >= 36
    for sample in SAMPLES:
        published.validate(sample)
        assert decode_raw(json.dumps(sample).encode()).text == sample["text"]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"text": ""}, {"text": " "}, {"text": 3}, {"text": "a", "authors": [3]}, {"text": "a", "schema_version": 0},
     {"text": "a", "title": {}}, {"text": "a", "extra": [1]}, {"text": "a", "title": "b" * 10_001}],
)  # fmt: skip
def test_what_the_published_schema_refuses_decoding_refuses_too(wrong: dict) -> None:
    assert not validator("raw-article").is_valid(wrong)
    with pytest.raises(InvalidArticle):
        decode_raw(json.dumps(wrong).encode())


def test_an_enriched_article_keeps_its_schema(tmp_path: Path) -> None:
    chain = Chain(ModelStore(tmp_path))
    place = MessagePlace(topic="news.raw", partition=0, offset=7, timestamp=1_790_000_000_000)
    raw = [decode_raw(json.dumps(sample).encode()) for sample in SAMPLES]
    published = validator("enriched-article")
    quotations = 0
    for article in enrich(chain, [(article, place) for article in raw] + [(raw[0], None)]):
        message = json.loads(article.model_dump_json())
        published.validate(message)
        quotations += len(message["quotes"])
    assert quotations > len(SAMPLES)
    assert published.is_valid(message | {"schema_version": 99, "novel": 1})  # of a newer version
    assert not published.is_valid(message | {"quotes": [{}]})


def test_a_message_of_an_earlier_version_is_read_and_keeps_its_schema() -> None:
    message = (Path(__file__).parent / "recorded" / "enriched-article" / "1-first.json").read_text("utf-8")
    validator("enriched-article").validate(json.loads(message))
    article = EnrichedArticle.model_validate_json(message)
    assert (article.persons, article.places, article.organisation_codes) == (["Mareike Tönnhof"], [], [])
    assert [entity.salience for entity in article.entities] == [None] * 5
    document = article_document(article)
    assert (document["places"], document["about"]) == ([], [])


def test_a_dead_letter_keeps_its_schema() -> None:
    letter = DeadLetter(
        topic="news.raw", partition=0, offset=7, timestamp=-1, key=None, value="AA==", stage="decode", error="not-json",
        message="not JSON", first_failure=1, last_failure=2,
    )  # fmt: skip
    validator("dead-letter").validate(json.loads(letter.model_dump_json()))
    assert letter.id == "news.raw-0-7"
    assert (letter.original_key(), letter.original_value()) == (None, b"\0")


def test_every_field_of_a_raw_article_is_published() -> None:
    schema = json.loads((HERE / "json" / "raw-article.schema.json").read_text("utf-8"))
    assert set(schema["properties"]) == set(RawArticle.model_fields)
    assert schema["required"] == ["text"]
    assert schema["additionalProperties"] is True
