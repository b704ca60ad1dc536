"""Why a broker refuses us, in one line that names what to change.

The clients' own errors do not tell: kafka-python says that it could not bootstrap, aiokafka that it could not connect,
and the cause is in their logs. So when one has failed, `diagnosis` makes one connection itself, with one request, and
says what became of it.
"""

import asyncio
import socket
import ssl
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from kafka.errors import BrokerResponseError

from streams.errors import KafkaUnavailable
from streams.security.reasons import KAFKA, causes, tls_reason
from streams.settings import Settings

PROBE_SECONDS: Final = 5.0
CLOSE_SECONDS: Final = 0.5

_NO_SUCH_MECHANISM, _NO_LOGIN_HERE, _LOGIN_REFUSED = 33, 34, 58
_TOPIC, _GROUP, _CLUSTER, _TRANSACTION = 29, 30, 31, 53
_RIGHTS: Final = {_TOPIC: "a topic", _GROUP: "a consumer group", _CLUSTER: "the cluster", _TRANSACTION: "a transaction"}

RIGHTS: Final = "give it what `quotewire security print --kafka` lists"


def connect_reason(error: BaseException, settings: Settings, certain: bool = False) -> str | None:
    """Why a connection was refused, and what to change; None if a broker is just not there.

    Args:
        error: of aiokafka's.
        settings: that the connection was made with.
        certain: whether to say only what cannot be a broker that stops or starts just then.
    """
    login = _login_reason(error, settings)
    if login is not None:
        return login
    reason = tls_reason(error, KAFKA)
    if reason is None or (certain and "closes the connection" in reason):
        return None
    return reason


def _login_reason(error: BaseException, settings: Settings) -> str | None:
    for cause in causes(error):
        code = _code(cause)
        if code == _NO_SUCH_MECHANISM:
            return (
                f"it does not take the mechanism {settings.kafka_sasl_mechanism} here; set "
                "QUOTEWIRE_KAFKA_SASL_MECHANISM to one that this listener has (PLAIN, SCRAM-SHA-256, SCRAM-SHA-512)"
            )
        if code == _NO_LOGIN_HERE:
            without = "SSL" if settings.kafka_security_protocol == "SASL_SSL" else "PLAINTEXT"
            return (
                "it takes no user and password at this port; set QUOTEWIRE_KAFKA_BROKERS to its port for those, or "
                f"QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to {without}"
            )
        if code == _LOGIN_REFUSED:
            return (
                f"it refuses the user {settings.kafka_user} with this password; set QUOTEWIRE_KAFKA_USER and "
                "QUOTEWIRE_KAFKA_PASSWORD (or what is in QUOTEWIRE_KAFKA_PASSWORD_FILE)"
            )
    return None


def is_missing_right(error: BaseException) -> bool:
    """Whether a broker refuses a request because we have no right to it; of kafka-python or aiokafka."""
    return _code(error) in _RIGHTS


def _code(error: BaseException) -> int | None:
    """The broker's error code, of either library; an OSError has numbers of another kind."""
    return None if isinstance(error, OSError) else getattr(error, "errno", None)


def rights_reason(error: BaseException, settings: Settings) -> str | None:
    """What we have no right to, and where the rights are listed; None if it is not about that."""
    for cause in causes(error):
        if is_missing_right(cause):
            named = str(cause.args[0]) if cause.args and isinstance(cause.args[0], str | set | list) else ""
            what = _RIGHTS[_code(cause) or 0]
            return f"{who(settings)} has no right to {what} it uses{f' ({named})' if named else ''}; {RIGHTS}"
    return None


def who(settings: Settings) -> str:
    """How we are called to Kafka, for a person."""
    if settings.kafka_user is not None:
        return f"the user {settings.kafka_user}"
    return "the owner of our certificate" if settings.kafka_certificate_file is not None else "a client without a login"


def unavailable(settings: Settings, error: BaseException) -> KafkaUnavailable:
    """What to raise for an error of a Kafka client.

    Args:
        settings: of the client.
        error: kafka-python's or aiokafka's.
    """
    brokers = settings.kafka_brokers
    rights = rights_reason(error, settings)
    if rights is not None:
        return KafkaUnavailable(f"Kafka at {brokers}: {rights}.")
    if isinstance(error, BrokerResponseError) or (_code(error) or 0) > 0:
        return KafkaUnavailable(f"Kafka at {brokers} refuses the request: {error}")
    refusal = diagnosis(settings)
    if refusal is not None:
        return KafkaUnavailable(f"{refusal}.")
    return KafkaUnavailable(
        f"Kafka does not answer at {brokers} ({type(error).__name__}). "
        "Start it (`make up`), or set QUOTEWIRE_KAFKA_BROKERS to where it is."
    )


def diagnosis(settings: Settings) -> str | None:
    """Why brokers refuse a connection of ours, for a person; None if one takes it, or none is there."""
    # In a thread of its own: the caller may be in an event loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_run, _first_refusal(settings)).result()


def _run(asked: Coroutine[Any, Any, str | None]) -> str | None:
    return asyncio.run(asked)


async def _first_refusal(settings: Settings) -> str | None:
    from aiokafka.errors import KafkaError, RequestTimedOutError  # here: most processes never need it

    refusal: str | None = None
    for broker in settings.kafka_brokers.split(","):
        host, _, port = broker.rpartition(":")
        try:
            await asyncio.wait_for(_try(host.strip("[]"), int(port), settings), PROBE_SECONDS)
            return None
        except (KafkaError, OSError, TimeoutError, EOFError, AssertionError) as error:
            reason = connect_reason(error, settings, certain=True)
            silent = isinstance(error, ConnectionRefusedError | socket.gaierror | TimeoutError | RequestTimedOutError)
            if reason is None and not silent:  # it hung up on us
                reason = await asyncio.to_thread(_other_protocol, host.strip("[]"), int(port), settings)
            if reason is not None:
                refusal = refusal or f"Kafka at {broker}: {reason}"
    return refusal


async def _try(host: str, port: int, settings: Settings) -> None:
    """One connection and one request, which a broker that wants a login does not answer."""
    from aiokafka.conn import AIOKafkaConnection
    from aiokafka.protocol.metadata import MetadataRequest

    from streams.security.connector import Connector

    patience = int(PROBE_SECONDS * 1000)
    options = Connector(settings).options()
    connection = AIOKafkaConnection(host, port, client_id="quotewire", request_timeout_ms=patience, **options)
    try:
        await connection.connect()
        await connection.send(MetadataRequest([]))
    finally:
        closed = connection.close()
        if connection._protocol is not None:  # there was a connection: wait until it is gone, the loop ends next
            await asyncio.wait([closed], timeout=CLOSE_SECONDS)


def _other_protocol(host: str, port: int, settings: Settings) -> str | None:
    """What a broker speaks that hangs up on us, told from an attempt at TLS; None if that tells nothing."""
    tls = speaks_tls(host, port)
    if settings.kafka_security_protocol.endswith("SSL"):
        if not tls:
            return f"it does not speak TLS; {KAFKA.plain}" if _is_open(host, port) else None
        if settings.kafka_security_protocol == "SSL":
            return (
                "it closes the connection after TLS; if it wants a user and a password, set "
                "QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to SASL_SSL"
            )
        return None
    if tls:
        other = "SASL_SSL" if settings.kafka_security_protocol == "SASL_PLAINTEXT" else "SSL or SASL_SSL"
        return f"it speaks TLS; set QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to {other}"
    if settings.kafka_security_protocol == "PLAINTEXT" and _is_open(host, port):
        return (
            "it closes the connection; if it wants a user and a password, set QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to "
            "SASL_PLAINTEXT"
        )
    return None


def speaks_tls(host: str, port: int) -> bool:
    """Whether TLS is spoken at an address; whose certificate it is does not matter here, nothing is sent."""
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, port), PROBE_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host),
        ):
            return True
    except ssl.SSLCertVerificationError:
        return True
    except OSError:
        return False


def _is_open(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), PROBE_SECONDS).close()
    except OSError:
        return False
    return True
