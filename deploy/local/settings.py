"""Where the local stack lives, which ports it takes and how much memory: read from the environment, checked once."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from console import StackError

REPOSITORY = Path(__file__).resolve().parents[2]
LOCALHOST = "127.0.0.1"
HIGHEST_PORT = 65535
_MEGABYTES = {"m": 1, "g": 1024}

# Shown by --help and in README.md: name, default, meaning.
DOCUMENTED: tuple[tuple[str, str, str], ...] = (
    ("QUOTEWIRE_STACK_DIR", "<repository>/.stack", "data, logs and process files, in one folder"),
    ("QUOTEWIRE_STACK_DIST", "<repository>/.stack/dist", "the unpacked Kafka and Elasticsearch"),
    ("QUOTEWIRE_STACK_KAFKA_PORT", "9092", "Kafka for clients"),
    ("QUOTEWIRE_STACK_KAFKA_CONTROLLER_PORT", "9093", "Kafka's own controller"),
    ("QUOTEWIRE_STACK_ELASTICSEARCH_PORT", "9200", "Elasticsearch for clients (HTTP)"),
    ("QUOTEWIRE_STACK_ELASTICSEARCH_TRANSPORT_PORT", "9300", "Elasticsearch between nodes"),
    ("QUOTEWIRE_STACK_KAFKA_HEAP", "512m", "Java heap of Kafka"),
    ("QUOTEWIRE_STACK_ELASTICSEARCH_HEAP", "1g", "Java heap of Elasticsearch"),
    ("QUOTEWIRE_STACK_FAST", "0", "1: quick to start and small, half as fast afterwards; for tests"),
    ("QUOTEWIRE_STACK_WAIT", "180", "seconds to wait until both answer"),
    ("QUOTEWIRE_JAVA_HOME", "found", "the JDK to use (21 or newer)"),
    ("QUOTEWIRE_STACK_MAVEN_REPO", "Maven's own", "local repository of Maven"),
    ("QUOTEWIRE_STACK_KEEP_ZIP", "0", "1: leave the downloaded 947 MB archive in Maven's local repository"),
    ("QUOTEWIRE_KAFKA_BROKERS", "unset", "an existing Kafka: none is started"),
    ("QUOTEWIRE_ELASTICSEARCH_URL", "unset", "an existing Elasticsearch: none is started"),
)


@dataclass(frozen=True, slots=True)
class Ports:
    """The four ports of the stack, all on 127.0.0.1."""

    kafka: int
    kafka_controller: int
    elasticsearch: int
    elasticsearch_transport: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one stack.

    Attributes:
        stack_dir: Folder of data, logs and process files.
        dist_dir: Folder of the unpacked programs; several stacks may share it.
        kafka_heap_mb: Java heap of Kafka in MiB.
        elasticsearch_heap_mb: Java heap of Elasticsearch in MiB.
        wait_seconds: How long `up` waits until a server answers.
        java_home: The JDK the user insists on, or None to look for one.
        maven_repository: Maven's local repository, or None for the one Maven uses by itself.
        external_kafka: Brokers (`host:port,host:port`) that exist already, or None.
        external_elasticsearch: URL of an Elasticsearch that exists already, or None.
    """

    stack_dir: Path
    dist_dir: Path
    ports: Ports
    kafka_heap_mb: int
    elasticsearch_heap_mb: int
    fast: bool
    wait_seconds: int
    java_home: Path | None
    maven_repository: Path | None
    keep_zip: bool
    external_kafka: str | None
    external_elasticsearch: str | None

    @property
    def run_dir(self) -> Path:
        """Folder of the process files."""
        return self.stack_dir / "run"


def from_environment(environ: Mapping[str, str] = os.environ, dist: str | None = None) -> Settings:
    """Read and check the settings.

    Args:
        environ: The environment; names are listed in `DOCUMENTED`.
        dist: The value of `--dist`; it wins over QUOTEWIRE_STACK_DIST.

    Raises:
        StackError: A value cannot be used; the message names the variable and the value.
    """
    ports = Ports(
        kafka=_port(environ, "QUOTEWIRE_STACK_KAFKA_PORT", 9092),
        kafka_controller=_port(environ, "QUOTEWIRE_STACK_KAFKA_CONTROLLER_PORT", 9093),
        elasticsearch=_port(environ, "QUOTEWIRE_STACK_ELASTICSEARCH_PORT", 9200),
        elasticsearch_transport=_port(environ, "QUOTEWIRE_STACK_ELASTICSEARCH_TRANSPORT_PORT", 9300),
    )
    numbers = (ports.kafka, ports.kafka_controller, ports.elasticsearch, ports.elasticsearch_transport)
    if len(set(numbers)) != len(numbers):
        raise StackError(f"The four QUOTEWIRE_STACK_*_PORT must differ, they are {', '.join(map(str, numbers))}.")
    java_home = environ.get("QUOTEWIRE_JAVA_HOME")
    repository = environ.get("QUOTEWIRE_STACK_MAVEN_REPO")
    return Settings(
        stack_dir=_path(environ.get("QUOTEWIRE_STACK_DIR") or str(REPOSITORY / ".stack")),
        dist_dir=_path(dist or environ.get("QUOTEWIRE_STACK_DIST") or str(REPOSITORY / ".stack" / "dist")),
        ports=ports,
        kafka_heap_mb=_heap(environ, "QUOTEWIRE_STACK_KAFKA_HEAP", "512m"),
        elasticsearch_heap_mb=_heap(environ, "QUOTEWIRE_STACK_ELASTICSEARCH_HEAP", "1g"),
        fast=_switch(environ, "QUOTEWIRE_STACK_FAST"),
        wait_seconds=_whole(environ, "QUOTEWIRE_STACK_WAIT", 180),
        java_home=_path(java_home) if java_home else None,
        maven_repository=_path(repository) if repository else None,
        keep_zip=_switch(environ, "QUOTEWIRE_STACK_KEEP_ZIP"),
        external_kafka=environ.get("QUOTEWIRE_KAFKA_BROKERS") or None,
        external_elasticsearch=environ.get("QUOTEWIRE_ELASTICSEARCH_URL") or None,
    )


def without_password(url: str) -> str:
    """Return the URL without user name and password, for printing and for files."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write a small JSON file at once: a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def read_json(path: Path) -> dict[str, object]:
    """Return a small JSON object, or an empty one if the file is absent or damaged."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _whole(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise StackError(f"{name} must be a whole number above 0, not {text!r}.")
    return int(text)


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    port = _whole(environ, name, default)
    if port > HIGHEST_PORT:
        raise StackError(f"{name} must be a port between 1 and {HIGHEST_PORT}, not {port}.")
    return port


def _heap(environ: Mapping[str, str], name: str, default: str) -> int:
    text = environ.get(name) or default
    match = re.fullmatch(r"([1-9][0-9]*)([mMgG])", text)
    if match is None:
        raise StackError(f"{name} must be a size such as 512m or 2g, not {text!r}.")
    return int(match[1]) * _MEGABYTES[match[2].lower()]


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name) or "0"
    if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
        raise StackError(f"{name} must be 1 or 0, not {text!r}.")
    return text.lower() in {"1", "true", "yes"}
