"""All settings of Quotewire in one class, from the environment (prefix `QUOTEWIRE_`) or a `.env` file.

Passed in where they are needed; no other module reads the environment.
"""

import os
from typing import Annotated, Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

NAME = r"^[a-z0-9][a-z0-9._-]*$"
AgentName = Literal["enrich", "index"]


class Settings(BaseSettings):
    """What may be set, with its unit and its default. `QUOTEWIRE_KAFKA_BROKERS=…` sets `kafka_brokers`."""

    model_config = SettingsConfigDict(
        env_prefix="QUOTEWIRE_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    # Where Kafka and Elasticsearch are
    kafka_brokers: str = Field(default="127.0.0.1:9092", description="host:port, several separated by commas")
    elasticsearch_url: str = Field(default="http://127.0.0.1:9200", description="several separated by commas")
    elasticsearch_user: str | None = Field(default=None, description="for basic authentication")
    elasticsearch_password: SecretStr | None = None
    elasticsearch_api_key: SecretStr | None = None

    # Names: two pipelines on one cluster differ in these
    topic_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = "news"
    index_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = "news"
    group_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = "quotewire"

    # Topics, as `quotewire init` creates them
    partitions: Annotated[int, Field(ge=1, le=10_000)] = 8
    replication: Annotated[int, Field(ge=1, le=32)] = 1
    max_message_bytes: Annotated[int, Field(ge=1024)] = 8 * 1024 * 1024
    raw_retention_hours: Annotated[int, Field(ge=1)] = 7 * 24
    dead_letter_retention_hours: Annotated[int, Field(ge=1)] = 30 * 24

    # Indices, as `quotewire init` creates them
    shards: Annotated[int, Field(ge=1, le=1024)] = 1
    replicas: Annotated[int, Field(ge=0, le=32)] = 0
    refresh_interval: Annotated[str, Field(pattern=r"^(-1|\d+(ms|s|m))$")] = "1s"

    # Enriching
    nlp_processes: Annotated[int, Field(ge=1, le=256)] = Field(default_factory=lambda: os.cpu_count() or 1)
    nlp_seconds_per_document: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        default=60.0, description="a document alone that takes longer, and 1 s more for each 5 kB, is poison"
    )
    nlp_documents_per_process: Annotated[int, Field(ge=1)] = Field(
        default=20_000, description="an NLP process is replaced after so many documents; bounds its memory"
    )
    enrich_batch: Annotated[int, Field(ge=1, le=10_000)] = 24
    # Small on purpose: batches of 8 to 32 articles keep spaCy's matrices in the cache.

    # Indexing
    index_batch: Annotated[int, Field(ge=1, le=10_000)] = 200
    index_batches_in_flight: Annotated[int, Field(ge=1, le=64)] = 3
    bulk_bytes: Annotated[int, Field(ge=1024)] = 5 * 1024 * 1024

    # Both
    take_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        default=0.2, description="longest wait for a batch to fill"
    )
    bytes_in_flight: Annotated[int, Field(ge=1024)] = 64 * 1024 * 1024
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("kafka_brokers")
    @classmethod
    def _brokers(cls, value: str) -> str:
        parts = _listed(value)
        for part in parts:
            host, _, port = part.rpartition(":")
            if not host or not port.isdecimal() or "/" in host:
                raise ValueError("each broker is written host:port, such as 127.0.0.1:9092")
        return ",".join(parts)

    @field_validator("elasticsearch_url")
    @classmethod
    def _urls(cls, value: str) -> str:
        parts = _listed(value)
        for part in parts:
            url = urlsplit(part)
            if url.scheme not in ("http", "https") or not url.hostname:
                raise ValueError("each address is written http://host:port or https://host:port")
            if "@" in url.netloc:
                # The address is shown in messages and logs; a password has a setting of its own, which is not.
                raise ValueError(
                    "a user and a password do not belong into the address; set QUOTEWIRE_ELASTICSEARCH_USER and "
                    "QUOTEWIRE_ELASTICSEARCH_PASSWORD"
                )
        # The client wants a port; these are the defaults of the schemes.
        return ",".join(part if urlsplit(part).port else _with_port(part) for part in parts)

    @property
    def raw_topic(self) -> str:
        """What publishers write."""
        return f"{self.topic_prefix}.raw"

    @property
    def enriched_topic(self) -> str:
        """What the enrich agent writes, compacted."""
        return f"{self.topic_prefix}.enriched"

    @property
    def dead_letter_topic(self) -> str:
        """What could not be processed."""
        return f"{self.topic_prefix}.dead-letters"

    def group(self, agent: AgentName) -> str:
        """The consumer group of an agent."""
        return f"{self.group_prefix}-{agent}"


def _listed(value: str) -> list[str]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not parts:
        raise ValueError("at least one address is needed")
    return parts


def _with_port(address: str) -> str:
    url = urlsplit(address)
    return urlunsplit(url._replace(netloc=f"{url.netloc}:{443 if url.scheme == 'https' else 80}"))
