"""What passes between the agents, the NLP processes and Kafka: plain immutable records, cheap to pickle."""

import hashlib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from schemas import DeadLetter, Header, MessagePlace
from schemas.dead_letter import REPLAY_HEADER, Replay, Stage, encoded
from schemas.decoding import holdable_text

Headers = tuple[tuple[str, bytes | None], ...]
"""Names and raw values of a message's headers, in order."""

REPLAY_HEADER_BYTES = 2_000
"""A longer one is not ours."""

CLOCKS_APART_MS = 24 * 3_600_000
"""A message said to be sent again later than so far from now is not ours: clocks differ by less."""

REASON_CHARACTERS = 2_000
"""Longest reason in a dead letter; those that are made here have some hundred."""

HEADER_BYTES = 24
"""Of a header without name and value in a dead letter's JSON."""

BARE_CHARACTERS = 300
"""Longest text in a dead letter that keeps nothing of its message."""

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
    headers: Headers = ()

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


def replay_of(topic: str, headers: Headers) -> Replay | None:
    """What the header of a message that was sent again says; None where there is none, or none of ours.

    Args:
        topic: that the message is in.
        headers: of the message.
    """
    stated = next((value for name, value in reversed(headers) if name == REPLAY_HEADER), None)
    if stated is None or len(stated) > REPLAY_HEADER_BYTES:
        return None
    try:
        replay = Replay.model_validate_json(stated)
    except ValidationError:
        return None
    return replay if replay.topic == topic else None


def without_replay(headers: Headers) -> Headers:
    """The headers as the publisher set them."""
    return tuple(header for header in headers if header[0] != REPLAY_HEADER)


def dead_letter(message: Message, rejected: Rejected, now_ms: int, kept: int | None = None) -> DeadLetter:
    """The dead letter for a message; of one that was sent again, the next edition of its first letter.

    Args:
        message: the original message.
        rejected: why.
        now_ms: the time of the failure, milliseconds since 1970.
        kept: where the message is too large for a dead letter: most bytes of its value, its key and its headers that
            are kept. The value's length and hash are noted; the whole is at its place in Kafka until retention. With 0
            the reason is shortened too.
    """
    place, headers, value, key = message.place, without_replay(message.headers), message.value, message.key
    replay = replay_of(place.topic, message.headers)
    if replay is not None and replay.at > now_ms + CLOCKS_APART_MS:
        replay = None
    # After the moment at which it was sent again, whatever this clock says: the status of a letter is ordered by time.
    failed = max(now_ms, replay.at + 1) if replay else now_ms
    truncated = kept is not None
    if kept is not None:
        value, key = value and value[:kept], key and key[:kept]
        headers = headers if header_bytes(headers) < kept else ()
    characters = BARE_CHARACTERS if kept == 0 else REASON_CHARACTERS
    whole = message.value if truncated else None
    return DeadLetter(
        topic=place.topic,
        partition=replay.partition if replay else place.partition,
        offset=replay.offset if replay else place.offset,
        timestamp=place.timestamp,
        key=encoded(key),
        value=encoded(value),
        value_bytes=None if whole is None else len(whole),
        value_sha256=None if whole is None else hashlib.sha256(whole).hexdigest(),
        headers=[Header(key=name, value=encoded(content)) for name, content in headers],
        truncated=truncated,
        replayed_as=place if replay else None,
        article_id=rejected.article_id and holdable_text(rejected.article_id[:characters]),
        stage=rejected.stage,
        error=holdable_text(rejected.error[:BARE_CHARACTERS]),
        message=holdable_text(rejected.message[:characters]),
        attempts=replay.attempts + 1 if replay else 1,
        first_failure=replay.first_failure if replay else failed,
        last_failure=failed,
    )


def header_pairs(headers: Any) -> Headers:
    """Headers as pairs; Faust and aiokafka give a mapping, a sequence, or None."""
    return tuple(headers.items() if hasattr(headers, "items") else headers or ())


def header_bytes(headers: Headers) -> int:
    """What headers take in a dead letter, roughly: a million of them can have no byte of their own."""
    return sum(len(name.encode()) + len(value or b"") + HEADER_BYTES for name, value in headers)
