"""What passes between the agents, the NLP processes and Kafka: plain immutable records, cheap to pickle."""

from dataclasses import dataclass

from schemas import DeadLetter, Header, MessagePlace
from schemas.dead_letter import Stage, encoded

RAW_TIMESTAMP_HEADER = "quotewire-raw-timestamp"
"""On a deletion in `news.enriched`: the raw message's timestamp in milliseconds, as decimal text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One Kafka message as it came.

    Attributes:
        key: raw bytes, None where there was none.
        value: raw bytes, None for a deletion.
        place: topic, partition, offset and timestamp.
        headers: names and raw values in order.
    """

    key: bytes | None
    value: bytes | None
    place: MessagePlace
    headers: tuple[tuple[str, bytes | None], ...] = ()

    @property
    def size(self) -> int:
        """Bytes of key and value."""
        return len(self.key or b"") + len(self.value or b"")


@dataclass(frozen=True, slots=True)
class Enriched:
    """A message that became an enriched article.

    Attributes:
        article_id: its identity, the key on `news.enriched`.
        value: the EnrichedArticle as JSON.
        language: its language code, for the counters.
    """

    article_id: str
    value: bytes
    language: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that can never be processed as it is; it goes to the dead letters.

    Attributes:
        stage: where it failed.
        error: what kind of error, short enough to count by.
        message: what is wrong, for a person; without the article's text.
        article_id: where it could be told.
    """

    stage: Stage
    error: str
    message: str
    article_id: str | None = None


def dead_letter(message: Message, rejected: Rejected, now_ms: int) -> DeadLetter:
    """The dead letter for a message.

    Args:
        message: the original message.
        rejected: why.
        now_ms: the time of the failure, milliseconds since 1970.
    """
    return DeadLetter(
        topic=message.place.topic,
        partition=message.place.partition,
        offset=message.place.offset,
        timestamp=message.place.timestamp,
        key=encoded(message.key),
        value=encoded(message.value),
        headers=[Header(key=name, value=encoded(value)) for name, value in message.headers],
        article_id=rejected.article_id,
        stage=rejected.stage,
        error=rejected.error,
        message=rejected.message,
        first_failure=now_ms,
        last_failure=now_ms,
    )
