"""What is said when a connection, a login or a request is refused: one line that names what to change.

The libraries wrap what went wrong in errors of their own, several deep; what is looked for here is at the bottom.
"""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_UNKNOWN_AUTHORITY: Final = frozenset({2, 18, 19, 20, 21})
"""OpenSSL's X509_V_ERR_…: no issuer is known, or the chain ends in a certificate that signs itself."""

_NOT_YET_VALID, _EXPIRED = 9, 10
_OTHER_NAME: Final = frozenset({62, 64})

_NOT_TLS: Final = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
"""OpenSSL's words for an answer that is no TLS."""

_MOST_CAUSES: Final = 50


@dataclass(frozen=True, slots=True)
class Words:
    """How a service and its settings are called in what is said.

    Attributes:
        service: Kafka, Elasticsearch or Kibana.
        address: the setting with its address.
        authority: the setting with the authority's certificate.
        certificate: the settings with our own certificate, if it takes one.
        plain: what to set where it does not speak TLS.
    """

    service: str
    address: str
    authority: str
    certificate: str
    plain: str


KAFKA: Final = Words(
    "Kafka",
    "QUOTEWIRE_KAFKA_BROKERS",
    "QUOTEWIRE_KAFKA_CA_FILE",
    "QUOTEWIRE_KAFKA_CERTIFICATE_FILE and QUOTEWIRE_KAFKA_KEY_FILE",
    "set QUOTEWIRE_KAFKA_SECURITY_PROTOCOL to PLAINTEXT or SASL_PLAINTEXT, or QUOTEWIRE_KAFKA_BROKERS to its port for "
    "TLS",
)
ELASTICSEARCH: Final = Words(
    "Elasticsearch",
    "QUOTEWIRE_ELASTICSEARCH_URL",
    "QUOTEWIRE_ELASTICSEARCH_CA_FILE",
    "a proxy before it, or no client certificates at all (xpack.security.http.ssl.client_authentication: none)",
    "QUOTEWIRE_ELASTICSEARCH_URL must then begin with http://",
)
KIBANA: Final = Words(
    "Kibana",
    "QUOTEWIRE_KIBANA_URL",
    "QUOTEWIRE_KIBANA_CA_FILE",
    "no client certificates (server.ssl.clientAuthentication: none)",
    "QUOTEWIRE_KIBANA_URL must then begin with http://",
)


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error and all that it says it comes from, nearest first."""
    waiting: list[Any] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_CAUSES:
        found = waiting.pop(0)
        if not isinstance(found, BaseException) or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        named = ("reason", "certificate_error", "os_error", "original_error", "__cause__", "__context__")
        waiting += [getattr(found, name, None) for name in named]
        waiting += [*getattr(found, "errors", ()), *found.args] if _is_plain(found) else []


def _is_plain(error: BaseException) -> bool:
    return isinstance(getattr(error, "errors", ()), tuple | list)


def tls_reason(error: BaseException, words: Words) -> str | None:
    """Why TLS did not come about, and what to change; None if the error is not about TLS."""
    for cause in causes(error):
        # aiohttp's own errors are of these classes too, but empty.
        if isinstance(cause, ssl.SSLCertVerificationError) and hasattr(cause, "verify_code"):
            return _distrust(cause, words)
        if "ingerprint" in type(cause).__name__ or "Fingerprints did not match" in str(cause):
            return (
                f"its certificate is not the one with the fingerprint in "
                f"QUOTEWIRE_{words.service.upper()}_FINGERPRINT; set that to the SHA-256 of its "
                "certificate, if it was you who changed it"
            )
    broken = [cause for cause in causes(error) if isinstance(cause, ssl.SSLError)]
    told = [cause for cause in broken if isinstance(getattr(cause, "reason", None), str)]
    return _broken((told or broken)[0], words) if broken else None


def _distrust(error: ssl.SSLCertVerificationError, words: Words) -> str:
    code = error.verify_code
    if code in _UNKNOWN_AUTHORITY:
        return (
            f"its certificate is signed by an authority that is not trusted here ({error.verify_message}); set "
            f"{words.authority} to that authority's certificate"
        )
    if code == _EXPIRED:
        return "its certificate has expired; renew the certificate of the server (or set this machine's clock)"
    if code == _NOT_YET_VALID:
        return "its certificate is not valid yet; set this machine's clock, or renew the certificate of the server"
    if code in _OTHER_NAME:
        return (
            f"its certificate is for another name ({error.verify_message.rstrip('.')}); write one of the names in the "
            f"certificate in {words.address}, or renew the certificate with this name"
        )
    return f"its certificate is not accepted ({error.verify_message}); renew the certificate of the server"


def _broken(error: ssl.SSLError, words: Words) -> str:
    reason = getattr(error, "reason", None) or type(error).__name__
    if reason in _NOT_TLS:
        return f"it does not speak TLS; {words.plain}"
    if "ALERT" in reason and ("CERT" in reason or "UNKNOWN_CA" in reason or "HANDSHAKE" in reason):
        return f"it wants a client certificate that it trusts ({reason}); set {words.certificate}"
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or "EOF" in reason:
        return f"it closes the connection instead of speaking TLS; {words.plain}"
    return f"TLS fails ({reason}); its settings and ours must have a version and a cipher in common"
