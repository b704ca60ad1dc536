"""The message on `news.dead-letters`: what could not be processed, where, why, and everything needed to try again."""

import base64
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.article import MessagePlace
from schemas.versions import DEAD_LETTER_VERSION, SchemaVersion

Stage = Literal["decode", "enrich", "index"]

Status = Literal["open", "replayed", "dropped"]
"""What was done about a dead letter; it is kept in the index of dead letters, not in the message."""

REPLAY_HEADER: Final = "quotewire-replay"
"""Header of a message that was sent again because of its dead letter: a Replay as JSON."""


class Header(BaseModel):
    """One Kafka record header; the value is base64 because headers are bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    value: str | None


class DeadLetter(BaseModel):
    """A message that can never be processed as it is, with its original bytes and the reason.

    `key` and `value` are base64 of the original bytes, null where they were null. A message that was sent again and
    failed again keeps the place of the first, and so its id; where it stood last is `replayed_as`.
    """

    model_config = ConfigDict(extra="forbid")

    schema_version: SchemaVersion = DEAD_LETTER_VERSION
    topic: str
    partition: int = Field(ge=0)
    offset: int = Field(ge=0)
    timestamp: int = Field(description="of the original message, milliseconds since 1970, -1 if it had none")
    key: str | None
    value: str | None
    value_bytes: int | None = Field(
        default=None, ge=0, description="length of the original value, where `value` holds only its beginning"
    )
    value_sha256: str | None = Field(default=None, description="of the whole original value, where it is cut")
    headers: list[Header] = Field(default_factory=list)
    truncated: bool = Field(
        default=False, description="whether key, value or headers are not whole; the whole message is at its place"
    )
    replayed_as: MessagePlace | None = Field(
        default=None, description="the place of the message that failed last, if it was sent again"
    )
    article_id: str | None = Field(default=None, description="where it could be told")
    stage: Stage
    error: str = Field(description="the kind of error, such as `invalid-field` or `document_parsing_exception`")
    message: str = Field(description="what is wrong, for a person; never holds the article's text")
    attempts: int = Field(default=1, ge=1)
    first_failure: int = Field(description="milliseconds since 1970")
    last_failure: int = Field(description="milliseconds since 1970")

    @property
    def id(self) -> str:
        """`topic-partition-offset`: the same dead letter written twice has one id."""
        return f"{self.topic}-{self.partition}-{self.offset}"

    @property
    def exact_id(self) -> str:
        """`topic-partition-offset@timestamp`: also tells it from one of a topic that had the same name before."""
        return f"{self.id}@{self.timestamp}"

    @property
    def is_whole(self) -> bool:
        """Whether the original message is all in it."""
        return not self.truncated and self.value_sha256 is None

    @property
    def failed_at(self) -> tuple[str, int, int]:
        """Topic, partition and offset of the message that failed last: the one whose bytes these are."""
        last = self.replayed_as or self
        return last.topic, last.partition, last.offset

    def original_value(self) -> bytes | None:
        """The value of the original message, byte for byte."""
        return None if self.value is None else base64.b64decode(self.value)

    def original_key(self) -> bytes | None:
        """The key of the original message, byte for byte."""
        return None if self.key is None else base64.b64decode(self.key)

    def original_headers(self) -> list[tuple[str, bytes | None]]:
        """Names and raw values of the original message's headers, in order."""
        return [
            (header.key, None if header.value is None else base64.b64decode(header.value)) for header in self.headers
        ]


class Replay(BaseModel):
    """What a message that is sent again carries of its dead letter, so that the letter goes on if it fails again.

    `topic`, `partition`, `offset` and `timestamp` are those of the message that failed first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    partition: int = Field(ge=0, lt=2**31)
    offset: int = Field(ge=0, lt=2**63)
    timestamp: int = Field(ge=-1, lt=2**62)
    attempts: int = Field(ge=1, le=1_000_000, description="how often it has failed so far")
    first_failure: int = Field(ge=0, lt=2**62, description="milliseconds since 1970")
    at: int = Field(ge=0, lt=2**62, description="when it was sent again, milliseconds since 1970; after `last_failure`")


def encoded(data: bytes | None) -> str | None:
    """Bytes as base64 text; null stays null."""
    return None if data is None else base64.b64encode(data).decode("ascii")
