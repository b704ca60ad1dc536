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


class Connector:
    """Makes aiokafka's connections: with the secrets of now, and slower while they are refused.

    Args:
        settings: of the process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tls = kafka_tls(settings)
        self._waits: Iterator[float] = delays()
        self._not_before = 0.0
        self._said = ("", 0.0)

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
        await asyncio.sleep(max(0.0, self._not_before - time.monotonic()))
        try:
            connection = await create_conn(host, port, **(options | self.options()))
        except Exception as error:
            reason = connect_reason(error, self._settings, certain=True)
            if reason is None:
                raise
            problem = f"Kafka at {host}:{port}: {reason}"
            self._refused(problem)
            raise KafkaConnectionError(problem) from None
        takes("connection")
        self._waits, self._not_before = delays(), 0.0
        return connection

    def _refused(self, problem: str) -> None:
        refuses("connection", problem)
        self._not_before = time.monotonic() + next(self._waits)
        before, when = self._said
        if problem != before or time.monotonic() - when > SAID_SECONDS:
            log.error("%s. Trying again, slower each time", problem)
            self._said = (problem, time.monotonic())


_connector: Connector | None = None


def use_connector(settings: Settings) -> Connector:
    """Makes all of aiokafka's connections in this process with these settings from now on."""
    global _connector  # noqa: PLW0603 - aiokafka has one function for all its clients
    if _connector is None or _connector._settings != settings:
        _connector = Connector(settings)
        aiokafka.client.create_conn = _connector.connect
    return _connector
