"""How every Kafka client signs in, and kafka-python's clients in particular.

The password is read again for each new connection, and so are certificates: kafka-python takes login mechanisms of our
own (`register_sasl_mechanism`), and asks a TLS context for nothing but `wrap_socket`.
"""

from typing import Any

from kafka.net.sasl import register_sasl_mechanism
from kafka.net.sasl.plain import SaslMechanismPlain
from kafka.net.sasl.scram import SaslMechanismScram

from streams.security.secrets import Secret
from streams.security.tls import Tls
from streams.settings import Settings


def kafka_tls(settings: Settings) -> Tls | None:
    """TLS to Kafka, with our own certificate if there is one; None where the protocol has none."""
    if not settings.kafka_security_protocol.endswith("SSL"):
        return None
    return Tls(
        settings.kafka_ca_file,
        settings.kafka_certificate_file,
        settings.kafka_key_file,
        lambda: settings.secret("kafka_key_password"),
    )


def has_login(settings: Settings) -> bool:
    """Whether we sign in with a user and a password."""
    return settings.kafka_security_protocol.startswith("SASL")


class CurrentPassword:
    """A password that is read when it is asked for, and does not show itself."""

    def __init__(self, password: Secret) -> None:
        self.read = password

    def __repr__(self) -> str:
        return "<password>"


def _as_text(config: dict[str, Any]) -> dict[str, Any]:
    password = config["sasl_plain_password"]
    return config | {"sasl_plain_password": password.read()} if isinstance(password, CurrentPassword) else config


class _Plain(SaslMechanismPlain):  # type: ignore[misc]  # kafka-python has no types
    def __init__(self, **config: Any) -> None:
        super().__init__(**_as_text(config))


class _Scram(SaslMechanismScram):  # type: ignore[misc]  # kafka-python has no types
    def __init__(self, **config: Any) -> None:
        super().__init__(**_as_text(config))


def kafka_python_options(settings: Settings) -> dict[str, object]:
    """What a client of kafka-python needs to connect, besides the brokers."""
    options: dict[str, object] = {"security_protocol": settings.kafka_security_protocol}
    tls = kafka_tls(settings)
    if tls is not None:
        options["ssl_context"] = tls
    if has_login(settings):
        register_sasl_mechanism("PLAIN", _Plain, overwrite=True)
        for name in ("SCRAM-SHA-256", "SCRAM-SHA-512"):
            register_sasl_mechanism(name, _Scram, overwrite=True)
        options["sasl_mechanism"] = settings.kafka_sasl_mechanism
        options["sasl_plain_username"] = settings.kafka_user
        options["sasl_plain_password"] = CurrentPassword(lambda: settings.secret("kafka_password"))
    return options
