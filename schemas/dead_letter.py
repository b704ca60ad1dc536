"""The message on `news.dead-letters`: what could not be processed, where, why, and everything needed to try again."""

import base64
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.article import SCHEMA_VERSION

Stage = Literal["decode", "enrich", "index"]


class Header(BaseModel):
    """One Kafka record header; the value is base64 because headers are bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    value: str | None


class DeadLetter(BaseModel):
    """A message that can never be processed as it is, with its original bytes and the reason.

    `key` and `value` are base64 of the original bytes, null where they were null.
    """

    model_config = ConfigDict(extra="forbid")

    schema_version: Literal[1] = SCHEMA_VERSION
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

    def original_value(self) -> bytes | None:
        """The value of the original message, byte for byte."""
        return None if self.value is None else base64.b64decode(self.value)

    def original_key(self) -> bytes | None:
        """The key of the original message, byte for byte."""
        return None if self.key is None else base64.b64decode(self.key)


def encoded(data: bytes | None) -> str | None:
    """Bytes as base64 text; null stays null."""
    return None if data is None else base64.b64encode(data).decode("ascii")
