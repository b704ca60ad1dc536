"""Servers that exist already and are used instead of our own: QUOTEWIRE_KAFKA_BROKERS, QUOTEWIRE_ELASTICSEARCH_URL."""

import socket
from urllib.parse import urlsplit

from console import StackError, say
from settings import Settings, without_password

_REACH_SECONDS = 5.0


def announce(settings: Settings) -> None:
    """Say which servers are not ours, in the form of `status`."""
    if settings.external_kafka:
        say(f"Kafka          not ours: {settings.external_kafka} (QUOTEWIRE_KAFKA_BROKERS)")
    if settings.external_elasticsearch:
        url = without_password(settings.external_elasticsearch)
        say(f"Elasticsearch  not ours: {url} (QUOTEWIRE_ELASTICSEARCH_URL)")


def use(settings: Settings, wanted: frozenset[str]) -> None:
    """Say which of the wanted servers exist already, and check that somebody listens there.

    Raises:
        StackError: Nobody does.
    """
    if settings.external_kafka and "kafka" in wanted:
        brokers = settings.external_kafka
        say(f"Using the Kafka at {brokers} (QUOTEWIRE_KAFKA_BROKERS is set): none is started.")
        # Faust separates brokers with a semicolon and puts `kafka://` before them, other clients use commas.
        names = [broker.strip().rpartition("://")[2] for broker in brokers.replace(";", ",").split(",")]
        if not any(_reachable(f"//{name}", default_port=9092) for name in names):
            raise StackError(f"Nobody listens at QUOTEWIRE_KAFKA_BROKERS={brokers}. Unset it to start one.")
    if settings.external_elasticsearch and "elasticsearch" in wanted:
        url = without_password(settings.external_elasticsearch)
        say(f"Using the Elasticsearch at {url} (QUOTEWIRE_ELASTICSEARCH_URL is set): none is started.")
        # The default of the Elasticsearch client is the port of the scheme.
        if not _reachable(url, default_port=443 if url.startswith("https:") else 80):
            raise StackError(f"Nobody listens at QUOTEWIRE_ELASTICSEARCH_URL={url}. Unset it to start one.")


def _reachable(url: str, default_port: int) -> bool:
    try:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname or "", parts.port or default_port), timeout=_REACH_SECONDS):
            return True
    except (OSError, ValueError):  # ValueError: the port is no number
        return False
