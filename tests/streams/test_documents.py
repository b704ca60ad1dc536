"""The documents keep their mappings, and say what the article says."""

from typing import Any

import orjson
import pytest

from schemas import Entity, Language, Section
from schemas.identity import MAX_ID_BYTES
from schemas.index_templates import index_templates
from streams.indexing.documents import article_document, quote_documents, quote_id
from tests.streams.articles import QUOTES, TEXT, enriched

FULL = {
    "id": "17", "url": "https://hafenpost.example.org/17", "lead": "Eine Mole.", "source": "hafenpost",
    "authors": ["Ole Brandt"], "updated_at": "2026-09-02", "tags": ["Hafen"], "language_hint": "de-DE",
    "extra": {"wire": {"": [None, 1.5]}, "a.b": 1},
}  # fmt: skip


def undeclared(document: Any, properties: dict[str, Any], path: str = "") -> list[str]:
    """Fields that a strict mapping would refuse."""
    missing = []
    for name, value in document.items():
        field = properties.get(name)
        if field is None:
            missing.append(path + name)
        elif "properties" in field:
            for item in value if isinstance(value, list) else [value]:
                missing += undeclared(item, field["properties"], f"{path}{name}.")
    return missing


def properties(kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = index_templates("news")[f"news-{kind}"]["template"]["mappings"]["properties"]
    return fields


def test_documents_have_no_field_that_is_not_declared() -> None:
    article = enriched(**FULL)
    assert undeclared(article_document(article), properties("articles")) == []
    for document in quote_documents(article):
        assert undeclared(document, properties("quotes")) == []
    assert undeclared({"unknown": 1, "language": {"name": 1}}, properties("articles")) == ["unknown", "language.name"]


def test_every_declared_field_is_filled_by_a_full_article() -> None:
    article = enriched(**FULL)
    assert set(properties("articles")) - set(article_document(article)) == set()
    filled = set().union(*quote_documents(article))
    assert set(properties("quotes")) - filled == set()


def test_documents_are_json() -> None:
    article = enriched(**FULL)
    for document in (article_document(article), *quote_documents(article)):
        assert orjson.loads(orjson.dumps(document)) == document


def test_the_text_stays_and_what_is_searched_is_read() -> None:
    document = article_document(enriched())
    assert document["text"] == TEXT
    assert document["body"] == {"de": ["Der Hafen wächst", TEXT.replace("&quot;", '"')]}


def test_the_title_is_searched_as_a_heading_in_its_language() -> None:
    assert article_document(enriched())["heading"] == {"de": "Der Hafen wächst"}
    unknown = enriched(language=Language(code="sw", confidence=1), title="Tom &amp; Jerry")
    assert article_document(unknown)["heading"] == {"other": "Tom & Jerry"}
    assert "heading" not in article_document(enriched(title=None))


def test_words_are_searched_without_what_breaks_them_invisibly() -> None:
    title = "Ver\u00adtei\u00addi\u00adgung in Mu\u0308nchen&shy;&#8203;!"
    document = article_document(enriched(title=title))
    assert document["heading"] == {"de": "Verteidigung in München!"}
    assert document["title"] == title


def test_boilerplate_and_tags_are_not_searched() -> None:
    kinds = ["title", "lead", "body", "boilerplate", "tag"]
    sections = [Section(kind=kind, start=place * 5, end=place * 5 + 5) for place, kind in enumerate(kinds)]
    document = article_document(enriched(sections=sections, lead="Eine Mole."))
    assert document["body"]["de"] == [TEXT[0:5], TEXT[5:10], TEXT[10:15]]


@pytest.mark.parametrize(
    ("title", "lead", "kinds", "searched"),
    [
        ("T", "L", ["body"], ["T", "L", "b"]),
        (None, "L", ["body"], ["L", "b"]),
        ("T", None, ["body"], ["T", "b"]),
        ("T", "L", ["title", "body"], ["b", "L", "b"]),
        ("T", "L", ["lead", "body"], ["T", "b", "b"]),
        (None, None, ["body"], ["b"]),
    ],
)
def test_title_and_lead_are_searched_where_the_text_does_not_repeat_them(
    title: str | None, lead: str | None, kinds: list[str], searched: list[str]
) -> None:
    sections = [Section(kind=kind, start=place, end=place + 1) for place, kind in enumerate(kinds)]
    article = enriched(
        text="b" * 9,
        title=title,
        lead=lead,
        sections=sections,
        quotes=[],
        entities=[],
        language=Language(code="sw", confidence=1),
    )
    assert article_document(article)["body"] == {"other": searched}


def test_an_article_of_nothing_but_boilerplate_is_found_by_its_words() -> None:
    document = article_document(enriched(title=None, sections=[Section(kind="boilerplate", start=0, end=len(TEXT))]))
    assert document["body"]["de"] != []


def test_what_is_not_known_is_left_out() -> None:
    document = article_document(enriched(published_at=None, raw=None, title=None))
    for name in ("published_at", "updated_at", "raw", "received_at", "title", "id", "url", "source", "language_hint"):
        assert name not in document
    assert document["authors"] == document["tags"] == []


def test_extra_is_kept_with_its_nulls() -> None:
    assert article_document(enriched(**FULL))["extra"] == FULL["extra"]


def test_times_are_dates_with_milliseconds() -> None:
    article = enriched()
    assert article_document(article)["published_at"] == "2026-09-01T08:00:00.123000Z"
    (first, *_) = quote_documents(article)
    assert first["published_at"] == "2026-09-01T08:00:00.123+00:00"
    assert first["received_at"] == article_document(article)["received_at"] == "2026-09-21T14:13:20.000+00:00"
    assert next(quote_documents(enriched(published_at="0999-01-01")))["published_at"] == "0999-01-01T00:00:00.000+00:00"


def test_one_document_a_quotation() -> None:
    first, second = quote_documents(enriched(**FULL))
    assert [first["position"], second["position"]] == [0, 1]
    assert first["text"] == QUOTES[0].text
    assert (first["speaker"], first["speaker_mention"], first["cue"]) == ("Wiebke Jessenius", "Jessenius", "sagte")
    assert second["body"] == {"de": '„Im Frühjahr "bald"“'}
    assert not {"speaker", "speaker_mention", "cue"} & set(second)
    assert (first["language"], first["source"], first["article_id"]) == ("de", "hafenpost", "hafenpost:17")
    assert list(quote_documents(enriched(quotes=[]))) == []


def test_a_speaker_without_a_name_is_shown_as_mentioned() -> None:
    unnamed = QUOTES[0].model_copy(update={"speaker": QUOTES[0].speaker.model_copy(update={"entity": None})})
    (document,) = quote_documents(enriched(quotes=[unnamed]))
    assert document["speaker"] == document["speaker_mention"] == "Jessenius"


def test_an_article_names_each_of_its_speakers_once() -> None:
    assert article_document(enriched(quotes=[*QUOTES, *QUOTES]))["speaker"] == ["Wiebke Jessenius"]
    assert article_document(enriched(quotes=[QUOTES[1]]))["speaker"] == []


def test_the_id_of_a_quotation_is_one_elasticsearch_takes() -> None:
    # Found: an article_id of 512 bytes is taken, and "#0" behind it was refused, with the article.
    assert quote_id("hafenpost:17", 3) == "hafenpost:17#3"
    for length in (509, 510, 512):
        assert len(quote_id("x" * length, 10).encode()) <= MAX_ID_BYTES
    assert len({quote_id("x" * 512, position) for position in range(100)}) == 100


def test_an_article_is_about_its_most_salient_names_each_once() -> None:
    weights = (("Halvorn", 0.5), ("Ole Brandt", 0.49), ("Halvorn", 0.5), ("Grünhagen", 0.9), ("Bremen", None))
    entities = [
        Entity(text="x", label="ORG", start=0, end=1, canonical=name, salience=salience) for name, salience in weights
    ]
    assert article_document(enriched(entities=entities))["about"] == ["Halvorn", "Grünhagen"]
