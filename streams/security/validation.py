"""Which settings of connections belong together: checked when they are read, each mistake told by name."""

import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from streams.security.secrets import BadSecretFile, is_readable
from streams.security.tls import client_context, is_certificate_problem

if TYPE_CHECKING:
    from streams.settings import Settings

_FINGERPRINT: Final = re.compile(r"[0-9a-fA-F]{64}")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"QUOTEWIRE_{name.upper()}"


def connection_problems(settings: "Settings") -> list[str]:
    """What is wrong with the settings of connections, one line each; never a secret."""
    files = list(_files(settings))
    if files:
        return files  # the rest would only repeat it
    return [*_kafka(settings), *_elasticsearch(settings), *_kibana(settings)]


def _files(settings: "Settings") -> Iterator[str]:
    """Files that are not there or hold no secret, and secrets that are given twice."""
    for name in settings.secrets():
        path: Path | None = getattr(settings, f"{name}_file")
        if path is not None and getattr(settings, name) is not None:
            yield f"{variable(name)} and {variable(name)}_FILE are both set; leave one out"
            continue
        try:
            value = settings.secret(name)
        except BadSecretFile as error:
            yield str(error) if path is None else f"{variable(name)}_FILE: {error}"
            continue
        if value is not None and name.endswith("_api_key") and not value.isascii():
            yield f"{variable(name)} holds letters that no API key has; copy it again, as Elasticsearch gave it"
    for name in (
        "kafka_ca_file",
        "kafka_certificate_file",
        "kafka_key_file",
        "elasticsearch_ca_file",
        "kibana_ca_file",
    ):
        path = getattr(settings, name)
        if path is not None and not is_readable(path):
            yield f"{variable(name)}: {path} is no file that can be read here"


def _kafka(settings: "Settings") -> Iterator[str]:
    protocol = settings.kafka_security_protocol
    says = f"QUOTEWIRE_KAFKA_SECURITY_PROTOCOL is {protocol}"
    password = settings.secret("kafka_password")
    if protocol.startswith("SASL"):
        if settings.kafka_sasl_mechanism is None:
            yield f"{says}: set QUOTEWIRE_KAFKA_SASL_MECHANISM to PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"
        if settings.kafka_user is None:
            yield f"{says}: QUOTEWIRE_KAFKA_USER is missing"
        if password is None:
            yield f"{says}: QUOTEWIRE_KAFKA_PASSWORD (or QUOTEWIRE_KAFKA_PASSWORD_FILE) is missing"
    else:
        given = {
            "kafka_sasl_mechanism": settings.kafka_sasl_mechanism,
            "kafka_user": settings.kafka_user,
            "kafka_password": password,
        }
        names = " and ".join(variable(name) for name, value in given.items() if value is not None)
        if names:
            yield f"{names} would not be used, {says}; set that to SASL_SSL"
    yield from _kafka_tls(settings, says)


def _kafka_tls(settings: "Settings", says: str) -> Iterator[str]:
    key, certificate = settings.kafka_key_file, settings.kafka_certificate_file
    if not settings.kafka_security_protocol.endswith("SSL"):
        given = {"kafka_ca_file": settings.kafka_ca_file, "kafka_certificate_file": certificate, "kafka_key_file": key}
        names = " and ".join(variable(name) for name, value in given.items() if value is not None)
        if names:
            yield f"{names} would not be used, {says}; set that to SSL or SASL_SSL"
        return
    if key is not None and certificate is None:
        yield "QUOTEWIRE_KAFKA_KEY_FILE is set, and QUOTEWIRE_KAFKA_CERTIFICATE_FILE is missing"
    elif settings.secret("kafka_key_password") is not None and certificate is None:
        yield "QUOTEWIRE_KAFKA_KEY_PASSWORD is set, and QUOTEWIRE_KAFKA_CERTIFICATE_FILE is missing"
    elif settings.kafka_ca_file is not None and is_certificate_problem(settings.kafka_ca_file):
        yield f"QUOTEWIRE_KAFKA_CA_FILE: {settings.kafka_ca_file} holds no certificate (PEM)"
    elif certificate is not None:
        try:
            client_context(settings.kafka_ca_file, certificate, key, settings.secret("kafka_key_password"))
        except (ssl.SSLError, ValueError):
            yield (
                f"QUOTEWIRE_KAFKA_CERTIFICATE_FILE ({certificate}) and QUOTEWIRE_KAFKA_KEY_FILE ({key or certificate}) "
                "do not belong together, are not PEM, or QUOTEWIRE_KAFKA_KEY_PASSWORD does not open the key"
            )


def _elasticsearch(settings: "Settings") -> Iterator[str]:
    if (settings.elasticsearch_user is None) != (settings.secret("elasticsearch_password") is None):
        yield "QUOTEWIRE_ELASTICSEARCH_USER and QUOTEWIRE_ELASTICSEARCH_PASSWORD belong together (or its _FILE)"
    yield from _two_logins(settings, "elasticsearch")
    fingerprint, ca_file = settings.elasticsearch_fingerprint, settings.elasticsearch_ca_file
    if fingerprint is not None and not _FINGERPRINT.fullmatch(fingerprint.replace(":", "")):
        yield "QUOTEWIRE_ELASTICSEARCH_FINGERPRINT is not 64 hex digits (SHA-256, colons between them are allowed)"
    if fingerprint is not None and ca_file is not None:
        yield "QUOTEWIRE_ELASTICSEARCH_CA_FILE and QUOTEWIRE_ELASTICSEARCH_FINGERPRINT are both set; leave one out"
    urls = settings.elasticsearch_url.split(",")
    plain = [url for url in urls if url.startswith("http://")]
    if plain and len(plain) < len(urls):
        yield f"QUOTEWIRE_ELASTICSEARCH_URL mixes http:// ({plain[0]}) and https://; set one of them"
        return
    for name, value in {"elasticsearch_ca_file": ca_file, "elasticsearch_fingerprint": fingerprint}.items():
        if value is not None and plain:
            yield f"{variable(name)} would not be used: QUOTEWIRE_ELASTICSEARCH_URL begins with http:// ({plain[0]})"
    if ca_file is not None and is_certificate_problem(ca_file):
        yield f"QUOTEWIRE_ELASTICSEARCH_CA_FILE: {ca_file} holds no certificate (PEM)"


def _kibana(settings: "Settings") -> Iterator[str]:
    if (settings.kibana_user is None) != (settings.secret("kibana_password") is None):
        yield "QUOTEWIRE_KIBANA_USER and QUOTEWIRE_KIBANA_PASSWORD belong together (or its _FILE)"
    yield from _two_logins(settings, "kibana")
    if settings.kibana_ca_file is not None and settings.kibana_url.startswith("http://"):
        yield "QUOTEWIRE_KIBANA_CA_FILE would not be used: QUOTEWIRE_KIBANA_URL begins with http://"
    elif settings.kibana_ca_file is not None and is_certificate_problem(settings.kibana_ca_file):
        yield f"QUOTEWIRE_KIBANA_CA_FILE: {settings.kibana_ca_file} holds no certificate (PEM)"


def _two_logins(settings: "Settings", service: str) -> Iterator[str]:
    """An API key and a user: only one of them would be used, and the other may be the one that was meant."""
    if settings.secret(f"{service}_api_key") is not None and getattr(settings, f"{service}_user") is not None:
        yield f"{variable(f'{service}_api_key')} and {variable(f'{service}_user')} are both set; leave one out"
