"""Connections of aiokafka's clients, under Faust and beside it: with the secrets of now, and told why they are refused.

aiokafka 0.14 makes all its connections with `aiokafka.client.create_conn`, with the password its client was made with.
That function is replaced. So a password or a certificate that was replaced in its file counts for every connection
after that; a refusal is said once, in one line; and the next try waits longer each time: aiokafka alone tries ten
times a second, for ever.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import aiokafka.client
from aiokafka.conn import create_conn
from aiokafka.errors import KafkaConnectionError
from faust import SASLCredentials, SSLCredentials

from streams.backoff import delays
from streams.kafka_trouble import refuses, takes
from streams.security.kafka_login import has_login, kafka_tls
from streams.security.kafka_reasons import connect_reason
from streams.settings import Settings

log = logging.getLogger(__name__)

SAID_SECONDS: Final = 60.0
"""A refusal that goes on is said again after so long."""


def aiokafka_options(settings: Settings) -> dict[str, Any]:
    """What a client of aiokafka needs to connect; from now on all of them in this process do so with these settings."""
    connector = use_connector(settings)
    return {"bootstrap_servers": settings.kafka_brokers.split(","), **connector.options()}


def faust_credentials(settings: Settings) -> SASLCredentials | SSLCredentials | None:
    """What a Faust app needs to connect; from now on all of aiokafka's connections are made with these settings."""
    options = use_connector(settings).options()
    if has_login(settings):
        return SASLCredentials(
            username=options["sasl_plain_username"],
            password=options["sasl_plain_password"],
            ssl_context=options.get("ssl_context"),
            mechanism=options["sasl_mechanism"],
        )
    return SSLCredentials(options["ssl_context"]) if "ssl_context" in options else None


@dataclass(slots=True)
class _Tries:
    """How one broker is tried while it refuses: when next, and what was said of it."""

    waits: Iterator[float] = field(default_factory=delays)
    not_before: float = 0.0
    said: str = ""
    said_at: float = 0.0


class Connector:
    """Makes aiokafka's connections: with the secrets of now, and slower to a broker that refuses them.

    Args:
        settings: of the process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tls = kafka_tls(settings)
        self._tries: dict[str, _Tries] = {}

    def options(self) -> dict[str, Any]:
        """What aiokafka needs for a connection now."""
        settings = self._settings
        options: dict[str, Any] = {"security_protocol": settings.kafka_security_protocol}
        if self._tls is not None:
            options["ssl_context"] = self._tls.current()
        if has_login(settings):
            options["sasl_mechanism"] = settings.kafka_sasl_mechanism
            options["sasl_plain_username"] = settings.kafka_user
            options["sasl_plain_password"] = settings.secret("kafka_password")
        return options

    async def connect(self, host: str, port: int, **options: Any) -> Any:
        """Makes a connection, in place of aiokafka's own function.

        Raises:
            KafkaConnectionError: it is refused for our login, our certificate or that of the broker.
        """
        broker = f"{host}:{port}"
        if broker in self._tries:
            await asyncio.sleep(max(0.0, self._tries[broker].not_before - time.monotonic()))
        try:
            connection = await create_conn(host, port, **(options | self.options()))
        except Exception as error:
            reason = connect_reason(error, self._settings, certain=True)
            if reason is None:
                raise
            problem = f"Kafka at {broker}: {reason}"
            self._refused(broker, problem)
            raise KafkaConnectionError(problem) from None
        takes("connection", broker)
        self._tries.pop(broker, None)
        return connection

    def _refused(self, broker: str, problem: str) -> None:
        refuses("connection", broker, problem)
        tries = self._tries.setdefault(broker, _Tries())
        now = time.monotonic()
        tries.not_before = now + next(tries.waits)
        if problem != tries.said or now - tries.said_at > SAID_SECONDS:
            log.error("%s. Trying again, slower each time", problem)
            tries.said, tries.said_at = problem, now


_connector: Connector | None = None


def use_connector(settings: Settings) -> Connector:
    """Makes all of aiokafka's connections in this process with these settings from now on."""
    global _connector  # noqa: PLW0603 - aiokafka has one function for all its clients
    if _connector is None or _connector._settings != settings:
        _connector = Connector(settings)
        aiokafka.client.create_conn = _connector.connect
    return _connector
