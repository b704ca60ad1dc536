"""The message of a dead letter: in the letter, or, where that is truncated, still at its place in Kafka."""

import hashlib
from dataclasses import dataclass

from kafka.errors import CorruptRecordError

from schemas import DeadLetter
from streams.errors import KafkaUnavailable
from streams.kafka_admin import read_ranges
from streams.messages import Headers, without_replay
from streams.settings import Settings


class OriginalGone(Exception):  # noqa: N818 - says what is wrong
    """The letter holds only a part of its message, and the message is no longer at its place."""


@dataclass(frozen=True, slots=True)
class Original:
    """A message as its publisher sent it.

    Attributes:
        key: raw bytes, None where there was none.
        value: raw bytes, None for a deletion.
        headers: names and raw values in order.
    """

    key: bytes | None
    value: bytes | None
    headers: Headers


def original(settings: Settings, letter: DeadLetter) -> Original:
    """The whole message of a dead letter.

    Raises:
        OriginalGone: it is nowhere to be found; the reason is for a person.
        KafkaUnavailable: no broker answers.
    """
    if letter.is_whole:
        return Original(letter.original_key(), letter.original_value(), tuple(letter.original_headers()))
    topic, partition, offset = letter.failed_at
    where = f"{topic}, partition {partition}, offset {offset}"
    try:
        record = next(iter(read_ranges(settings, topic, {partition: (offset, offset)})), None)
    except KafkaUnavailable as error:
        # kafka-python takes a message for corrupt if a header's name is no UTF-8, its own or one in its batch.
        if not isinstance(error.__cause__, CorruptRecordError):
            raise
        raise OriginalGone(
            f"the letter holds only the beginning, and {where} cannot be read: {error.__cause__}"
        ) from None
    if record is None:
        raise OriginalGone(f"the letter holds only the beginning, and the message is no longer in {where}")
    if not _is_of(letter, record.key, record.value):
        raise OriginalGone(f"the letter holds only the beginning, and in {where} there is another message now")
    return Original(record.key, record.value, without_replay(tuple(record.headers)))


def _is_of(letter: DeadLetter, key: bytes | None, value: bytes | None) -> bool:
    """Whether a message is the one of a truncated letter."""
    if letter.value_sha256 is not None:
        return value is not None and hashlib.sha256(value).hexdigest() == letter.value_sha256
    beginning = letter.original_key()
    return value is None and (beginning is None) == (key is None) and (key or b"").startswith(beginning or b"")
