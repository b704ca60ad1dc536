"""From raw articles and their places in Kafka to the messages on `news.enriched`."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version as package_version

from processors.chain import Annotated, Chain, Observer, unobserved
from schemas import EnrichedArticle, MessagePlace, Processing, RawArticle
from schemas.article import OF_RAW_ARTICLES
from schemas.identity import article_id, content_hash, version

QUOTEWIRE_VERSION = package_version("quotewire")


def enrich(
    chain: Chain,
    articles: Sequence[tuple[RawArticle, MessagePlace | None]],
    observe: Observer = unobserved,
) -> list[EnrichedArticle]:
    """The enriched articles of a batch, in order.

    Args:
        chain: the processors.
        articles: each with its raw message's place, None where it came from a file.
        observe: called around each stage.
    """
    annotated = chain.annotate([raw for raw, _ in articles], observe)
    return [_enriched(raw, place, found) for (raw, place), found in zip(articles, annotated, strict=True)]


def with_seconds(article: EnrichedArticle, seconds: Mapping[str, float]) -> EnrichedArticle:
    """The article with the time that each stage took, in seconds."""
    processing = article.processing.model_copy(update={"seconds": dict(seconds)})
    return article.model_copy(update={"processing": processing})


def _enriched(raw: RawArticle, place: MessagePlace | None, found: Annotated) -> EnrichedArticle:
    message_ms = place.timestamp if place else None
    fields = {name: getattr(raw, name) for name in RawArticle.model_fields if name not in OF_RAW_ARTICLES}
    annotations = {name: getattr(found.annotations, name) for name in type(found.annotations).model_fields}
    # Every part has been validated where it was made; doing it again would cost more than making it.
    return EnrichedArticle.model_construct(
        **fields,
        **annotations,
        article_id=article_id(raw),
        version=version(raw, message_ms),
        content_hash=content_hash(raw),
        language_hint=raw.language,
        processing=Processing(quotewire=QUOTEWIRE_VERSION, models=found.models, notes=found.notes),
        raw=place,
    )
