"""What passes between the agents, the NLP processes and Kafka: plain immutable records, cheap to pickle."""

import hashlib
from dataclasses import dataclass

from schemas import DeadLetter, Header, MessagePlace
from schemas.dead_letter import Stage, encoded

VALUE_KEPT_BYTES = 64 * 1024
"""Of a value that does not fit into a dead letter, so much of its beginning is kept: enough to see what it is."""

RAW_TIMESTAMP_HEADER = "quotewire-raw-timestamp"
"""On a deletion in `news.enriched`: the raw message's timestamp in milliseconds, as decimal text."""


ENRICH_STAGES = ("decode", "sections", "language", "entities", "quotations", "fingerprints", "encode")
"""What is done with a message in an NLP process, in this order; each of it is timed."""


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
        seconds: spent in each of ENRICH_STAGES.
    """

    article_id: str
    value: bytes
    language: str
    seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that can never be processed as it is; it goes to the dead letters.

    Attributes:
        stage: where it failed.
        error: what kind of error, short enough to count by.
        message: what is wrong, for a person; without the article's text.
        article_id: where it could be told.
        seconds: spent in the first of ENRICH_STAGES, as far as it came.
    """

    stage: Stage
    error: str
    message: str
    article_id: str | None = None
    seconds: tuple[float, ...] = ()


def dead_letter(message: Message, rejected: Rejected, now_ms: int, largest: int | None = None) -> DeadLetter:
    """The dead letter for a message.

    Args:
        message: the original message.
        rejected: why.
        now_ms: the time of the failure, milliseconds since 1970.
        largest: most bytes of key, value and headers that fit; of a longer value its beginning is kept with its
            length and hash (the whole is at its place in Kafka until retention), and of longer headers none.
    """
    value, headers = message.value, message.headers
    cut = largest is not None and message.size + _size(headers) > largest
    if cut:
        headers = headers if _size(headers) < VALUE_KEPT_BYTES else ()
        value = value[:VALUE_KEPT_BYTES] if value is not None else None
    return DeadLetter(
        topic=message.place.topic,
        partition=message.place.partition,
        offset=message.place.offset,
        timestamp=message.place.timestamp,
        key=encoded(message.key if not cut else (message.key or b"")[:VALUE_KEPT_BYTES]),
        value=encoded(value),
        value_bytes=len(message.value) if cut and message.value is not None else None,
        value_sha256=hashlib.sha256(message.value).hexdigest() if cut and message.value is not None else None,
        headers=[Header(key=name, value=encoded(content)) for name, content in headers],
        article_id=rejected.article_id,
        stage=rejected.stage,
        error=rejected.error,
        message=rejected.message,
        first_failure=now_ms,
        last_failure=now_ms,
    )


def _size(headers: tuple[tuple[str, bytes | None], ...]) -> int:
    return sum(len(name.encode()) + len(value or b"") for name, value in headers)
