"""From raw articles to enriched ones: nothing of the raw article is lost, and the message is one of its schema."""

from datetime import UTC, datetime

import pytest

from processors.chain import Chain
from processors.enrichment import QUOTEWIRE_VERSION, enrich, with_seconds
from processors.entity_models.store import ModelStore
from schemas import EnrichedArticle, MessagePlace, RawArticle, validate_raw
from schemas.identity import article_id, content_hash

SENT = 1_790_000_000_000
PLACE = MessagePlace(topic="news.raw", partition=3, offset=7, timestamp=SENT)

FULL = validate_raw(
    {
        "id": 17, "source": "hafenpost", "url": "https://hafenpost.example.org/17", "title": "Der Hafen wächst",
        "lead": "Eine neue Mole.",
        "text": "„Wir bauen im Frühjahr eine neue Mole“, sagte Wiebke Jessenius am Dienstag.",
        "authors": "Ole Brandt", "published_at": "2026-09-01T08:00:00.123Z", "updated_at": "2026-09-02",
        "tags": ["Hafen"], "language": "de-DE", "wire": {"urgency": 3, "note": None},
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return Chain(ModelStore(tmp_path_factory.mktemp("models")))


def test_every_raw_field_stays(chain: Chain) -> None:
    (enriched,) = enrich(chain, [(FULL, PLACE)])
    for name in set(RawArticle.model_fields) - {"schema_version", "language"}:
        assert getattr(enriched, name) == getattr(FULL, name), name
    assert enriched.language_hint == "de-DE"
    assert enriched.language.code == "de"
    assert enriched.raw == PLACE


def test_identity_and_version_are_those_of_the_schemas(chain: Chain) -> None:
    bare = RawArticle(text="Ein Satz.")
    first, second, third = enrich(chain, [(FULL, PLACE), (bare, PLACE), (bare, None)])
    assert (first.article_id, first.version) == ("hafenpost:17", 1_788_307_200_000)
    assert datetime.fromtimestamp(first.version / 1000, UTC) == FULL.updated_at
    assert (second.version, third.version) == (SENT, 0)
    assert second.article_id == third.article_id == article_id(bare)
    assert [article.content_hash for article in (first, second)] == [content_hash(FULL), content_hash(bare)]
    assert third.raw is None


def test_what_was_made_without_validation_is_valid(chain: Chain) -> None:
    for article in enrich(chain, [(FULL, PLACE), (RawArticle(text="?"), None)]):
        assert EnrichedArticle.model_validate_json(article.model_dump_json()) == article


def test_how_it_was_processed_is_said(chain: Chain) -> None:
    (enriched,) = enrich(chain, [(FULL, PLACE)])
    assert enriched.processing.quotewire == QUOTEWIRE_VERSION
    assert enriched.processing.models.entities is None
    assert enriched.processing.notes == ["no entity model for language `de`"]
    assert enriched.processing.seconds == {}


def test_seconds_are_added_to_a_copy(chain: Chain) -> None:
    (enriched,) = enrich(chain, [(FULL, PLACE)])
    timed = with_seconds(enriched, {"language": 0.25})
    assert timed.processing.seconds == {"language": 0.25}
    assert enriched.processing.seconds == {}
    assert timed.model_copy(update={"processing": enriched.processing}) == enriched


def test_no_articles_are_no_work(chain: Chain) -> None:
    assert enrich(chain, []) == []


def test_the_order_is_kept(chain: Chain) -> None:
    raws = [RawArticle(id=str(number), text=f"Satz {number}.") for number in range(40)]
    assert [article.article_id for article in enrich(chain, [(raw, PLACE) for raw in raws])] == [
        str(number) for number in range(40)
    ]
