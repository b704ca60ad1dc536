"""All settings of Quotewire in one class, from the environment (prefix `QUOTEWIRE_`) or a `.env` file.

Passed in where they are needed; no other module reads them from the environment.
"""

import json
import os
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import SplitResult, urlsplit, urlunsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from processors.entity_models.choice import MULTILINGUAL
from processors.language_codes import MIXED, UNDETERMINED, language_code
from streams.security.secrets import hide, one_line, secret_in
from streams.security.validation import connection_problems

NAME = r"^[a-z0-9][a-z0-9._-]*$"
AgentName = Literal["enrich", "index"]

FROM_FILE = "the same from a file, read again when it changes"

MODEL_LANGUAGES = frozenset({UNDETERMINED, MIXED, MULTILINGUAL})
"""What a model may be forced for, besides languages."""


def _usable_cores() -> int:
    """Cores that this process may use, which in a container can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """What may be set, with its unit and its default. `QUOTEWIRE_KAFKA_BROKERS=…` sets `kafka_brokers`."""

    model_config = SettingsConfigDict(
        env_prefix="QUOTEWIRE_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    # Where Kafka and Elasticsearch are, and who we are to them (docs/security.md). Each secret has a twin `…_file`.
    kafka_brokers: str = Field(default="127.0.0.1:9092", description="host:port, several separated by commas")
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        default="PLAINTEXT", description="SSL: TLS, certificates always checked; SASL: with user and password"
    )
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] | None = Field(
        default=None, description="how user and password are checked; with SASL only"
    )
    kafka_user: str | None = Field(default=None, description="with SASL only")
    kafka_password: SecretStr | None = Field(default=None, description="belongs to the user")
    kafka_password_file: Path | None = Field(default=None, description=FROM_FILE)
    kafka_ca_file: Path | None = Field(
        default=None, description="who signs Kafka's certificates (PEM); else the system"
    )
    kafka_certificate_file: Path | None = Field(default=None, description="of this client (PEM), for mutual TLS")
    kafka_key_file: Path | None = Field(default=None, description="of that certificate (PEM), if not in the same file")
    kafka_key_password: SecretStr | None = Field(default=None, description="of an encrypted key")
    kafka_key_password_file: Path | None = Field(default=None, description=FROM_FILE)
    elasticsearch_url: str = Field(
        default="http://127.0.0.1:9200", description="several separated by commas; https:// for TLS, always checked"
    )
    elasticsearch_ca_file: Path | None = Field(
        default=None, description="who signs Elasticsearch's certificates (PEM); else the usual authorities"
    )
    elasticsearch_fingerprint: str | None = Field(
        default=None, description="SHA-256 of the certificate of the one node, in hex; instead of a CA file"
    )
    elasticsearch_user: str | None = Field(default=None, description="for basic authentication")
    elasticsearch_password: SecretStr | None = Field(default=None, description="belongs to the user")
    elasticsearch_password_file: Path | None = Field(default=None, description=FROM_FILE)
    elasticsearch_api_key: SecretStr | None = Field(default=None, description="instead of user and password")
    elasticsearch_api_key_file: Path | None = Field(default=None, description=FROM_FILE)

    # Kibana, only for `quotewire kibana import`
    kibana_url: str = Field(default="http://127.0.0.1:5601", description="with its base path, if it has one")
    kibana_ca_file: Path | None = Field(default=None, description="who signs its certificate (PEM); else the system")
    kibana_user: str | None = Field(default=None, description="for basic authentication")
    kibana_password: SecretStr | None = Field(default=None, description="belongs to the user")
    kibana_password_file: Path | None = Field(default=None, description=FROM_FILE)
    kibana_api_key: SecretStr | None = Field(default=None, description="instead of user and password")
    kibana_api_key_file: Path | None = Field(default=None, description=FROM_FILE)

    # Names: two pipelines on one cluster differ in these
    topic_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = Field(
        default="news", description="topics are <prefix>.raw, .enriched, .dead-letters"
    )
    index_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = Field(
        default="news", description="aliases are <prefix>-articles and -quotes"
    )
    group_prefix: Annotated[str, Field(pattern=NAME, max_length=100)] = Field(
        default="quotewire", description="consumer groups are <prefix>-enrich and -index"
    )

    # Topics, as `quotewire init` creates them
    partitions: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=8, description="of each new topic; most workers that can share the work"
    )
    replication: Annotated[int, Field(ge=1, le=32)] = Field(default=1, description="of each new topic; 3 in production")
    max_message_bytes: Annotated[int, Field(ge=4096)] = Field(
        default=8 * 1024 * 1024, description="max.message.bytes of each new topic"
    )
    raw_retention_hours: Annotated[int, Field(ge=1)] = Field(default=7 * 24, description="of a new raw topic")
    enriched_history_hours: Annotated[int, Field(ge=0)] = Field(
        default=7 * 24,
        description="a new enriched topic keeps every message so long before it is compacted; a snapshot (`quotewire "
        "backup`) not older than that is caught up exactly",
    )
    dead_letter_retention_hours: Annotated[int, Field(ge=1)] = Field(
        default=30 * 24,
        description="of a new topic of dead letters; their documents are deleted after so long by `quotewire expire`",
    )

    # Dead letters
    dead_letter_attempts: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=5, description="a message that has failed so often is not sent again by `quotewire dead-letters replay`"
    )

    # Indices, as `quotewire init` creates them
    shards: Annotated[int, Field(ge=1, le=1024)] = Field(default=1, description="of each new index")
    replicas: Annotated[int, Field(ge=0, le=32)] = Field(default=0, description="of each new index; 1 in production")
    refresh_interval: Annotated[str, Field(pattern=r"^(-1|\d+(ms|s|m))$")] = Field(
        default="1s", description="of each new index: an indexed article is searchable after so long"
    )

    article_retention_days: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="older months are deleted by `quotewire expire`, or by ILM; none = kept for ever"
    )

    backup_repository: Annotated[str, Field(pattern=NAME, max_length=100)] = Field(
        default="quotewire", description="Elasticsearch's snapshot repository for `quotewire backup` and `restore`"
    )

    # Enriching
    nlp_processes: Annotated[int, Field(ge=1, le=256)] = Field(
        default_factory=_usable_cores, description="each holds its models, about 300 MB; default: one a core"
    )
    nlp_seconds_per_document: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        default=60.0, description="a document alone that takes longer, and 1 s more for each 5 kB, is poison"
    )
    nlp_documents_per_process: Annotated[int, Field(ge=1)] = Field(
        default=20_000, description="an NLP process is replaced after so many documents; bounds its memory"
    )
    entity_models: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict,
        description="model forced for a language: de=de_core_news_md,fr=/path/to/model,ar=none, or a JSON object; "
        "xx = the model for languages without one of their own",
    )
    enrich_batch: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=24, description="most articles in one batch; 8 to 32 keep spaCy's matrices in the cache"
    )

    # Indexing
    index_batch: Annotated[int, Field(ge=1, le=10_000)] = Field(default=200, description="most articles in one batch")
    index_batches_in_flight: Annotated[int, Field(ge=1, le=64)] = Field(default=3, description="written at once")
    bulk_bytes: Annotated[int, Field(ge=1024)] = Field(
        default=5 * 1024 * 1024, description="most bytes in one bulk request (one document is always let in)"
    )

    # Metrics and health of a worker
    metrics_host: Annotated[str, Field(min_length=1)] = Field(
        default="127.0.0.1", description="where a worker serves /metrics, /healthz, /readyz; 0.0.0.0 = everywhere"
    )
    metrics_port: Annotated[int, Field(ge=0, le=65_535)] = Field(
        default=9464, description="of that server, one for each worker; 0 = any free one, which the log says"
    )

    # The search page
    web_host: str = Field(default="127.0.0.1", description="address `quotewire web` listens on")
    web_port: Annotated[int, Field(ge=0, le=65_535)] = Field(default=8080, description="its port; 0 = any free one")
    web_allowed_hosts: str = Field(
        default="", description="names it is reached by besides this machine's own, separated by commas"
    )
    web_login: Literal["own", "proxy"] = Field(
        default="own", description="who asks for a login: the page itself, or a proxy in front of it"
    )
    web_token: SecretStr | None = Field(default=None, description="for `Authorization: Bearer`, and as a password")
    web_token_file: Path | None = Field(default=None, description=FROM_FILE)
    web_user: str | None = Field(default=None, description="whom a browser signs in as")
    web_password: SecretStr | None = Field(default=None, description="belongs to the user")
    web_password_file: Path | None = Field(default=None, description=FROM_FILE)
    web_certificate_file: str | None = Field(default=None, description="PEM, with its chain: the page by https")
    web_key_file: str | None = Field(default=None, description="PEM, of the certificate")
    web_key_password: SecretStr | None = Field(default=None, description="of the key, if it has one")
    web_key_password_file: Path | None = Field(default=None, description=FROM_FILE)
    web_requests_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=1200, description="most from one address; more are answered 429"
    )
    web_trusted_proxies: str = Field(
        default="", description="addresses or networks whose X-Forwarded-For is believed, separated by commas"
    )

    # Both agents
    take_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        default=0.2, description="longest wait for a batch to fill"
    )
    bytes_in_flight: Annotated[int, Field(ge=1024)] = Field(
        default=64 * 1024 * 1024, description="most bytes that an agent has in hand (one batch is always let in)"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG shows the libraries' messages too, and may show texts"
    )

    @field_validator("kafka_brokers")
    @classmethod
    def _brokers(cls, value: str) -> str:
        parts = _listed(value)
        for part in parts:
            host, _, port = part.rpartition(":")
            if not host or not port.isdecimal() or not 0 < int(port) < 65_536 or "/" in host:
                raise ValueError("each broker is written host:port, such as 127.0.0.1:9092")
        return ",".join(parts)

    @field_validator("entity_models", mode="before")
    @classmethod
    def _models(cls, value: object) -> dict[str, str]:
        models: dict[str, str] = {}
        for language, model in _assignments(value):
            code = language if language in MODEL_LANGUAGES else language_code(language)
            if code is None:
                raise ValueError(f"{language!r} is not the code of a language; write one such as de, or xx")
            if not isinstance(model, str) or not model.strip():
                raise ValueError(f"no model is named for `{language}`; write a package, a folder, or none")
            if code in models:
                raise ValueError(f"`{code}` has two models; name one")
            models[code] = model.strip()
        return models

    @field_validator("elasticsearch_url")
    @classmethod
    def _urls(cls, value: str) -> str:
        parts = _listed(value)
        for part in parts:
            url = urlsplit(part)
            if url.scheme not in ("http", "https") or not url.hostname or not _has_port_in_range(url):
                raise ValueError("each address is written http://host:port or https://host:port")
            if "@" in url.netloc:
                # The address is shown in messages and logs; a password has a setting of its own, which is not.
                raise ValueError(
                    "a user and a password do not belong into the address; set QUOTEWIRE_ELASTICSEARCH_USER and "
                    "QUOTEWIRE_ELASTICSEARCH_PASSWORD"
                )
        # The client wants a port; these are the defaults of the schemes.
        return ",".join(part if urlsplit(part).port else _with_port(part) for part in parts)

    @field_validator("kibana_url")
    @classmethod
    def _kibana(cls, value: str) -> str:
        url = urlsplit(value.strip())
        if url.scheme not in ("http", "https") or not url.hostname or not _has_port_in_range(url):
            raise ValueError("the address is written http://host:port or https://host:port, with a base path if any")
        if "@" in url.netloc:
            raise ValueError(
                "a user and a password do not belong into the address; set QUOTEWIRE_KIBANA_USER and "
                "QUOTEWIRE_KIBANA_PASSWORD"
            )
        if url.query or url.fragment:
            raise ValueError("the address ends with the port or the base path, without ? and #")
        return value.strip().rstrip("/")

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: ValidationInfo) -> object:
        """`QUOTEWIRE_KAFKA_USER=` sets no user: how files of variables leave something out."""
        optional = cls.model_fields[info.field_name or ""].default is None
        return None if optional and value == "" else value

    @model_validator(mode="after")
    def _connections(self) -> "Settings":
        problems = connection_problems(self)
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def secret(self, name: str) -> str | None:
        """A secret as it is now: the one given, or what its file says; None where there is neither.

        Args:
            name: of the setting, such as kafka_password.

        Raises:
            BadSecretFile: its file cannot be read, and never could; or it is not one line.
        """
        path: Path | None = getattr(self, f"{name}_file")
        if path is not None:
            return secret_in(path)
        given: SecretStr | None = getattr(self, name)
        if given is None:
            return None
        value = one_line(given.get_secret_value(), f"QUOTEWIRE_{name.upper()}")
        hide(value)
        return value

    @classmethod
    def secrets(cls) -> list[str]:
        """The names of all settings that are secret."""
        return [name for name, field in cls.model_fields.items() if SecretStr in get_args(field.annotation)]

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


def _assignments(value: object) -> list[tuple[str, object]]:
    """The pairs of `de=x,fr=y`, of a JSON object, or of a dict."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise ValueError(f"not JSON: {error}") from None
    if isinstance(value, str):
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        return [(language.strip(), model) for language, _, model in pairs]
    if isinstance(value, dict):
        return [(str(language).strip(), model) for language, model in value.items()]
    raise ValueError("write de=de_core_news_md,fr=/path/to/model, or a JSON object")


def _has_port_in_range(url: SplitResult) -> bool:
    try:
        return url.port is None or url.port > 0
    except ValueError:
        return False


def _listed(value: str) -> list[str]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not parts:
        raise ValueError("at least one address is needed")
    return parts


def _with_port(address: str) -> str:
    url = urlsplit(address)
    return urlunsplit(url._replace(netloc=f"{url.netloc}:{443 if url.scheme == 'https' else 80}"))
