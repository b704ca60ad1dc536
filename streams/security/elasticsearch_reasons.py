"""Why Elasticsearch cannot be used just now, in one line that names what to change."""

import re
from collections.abc import Mapping
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError

from streams.security.reasons import ELASTICSEARCH, causes, tls_reason

UNAUTHENTICATED, FORBIDDEN = 401, 403

LOGIN: Final = (
    "set QUOTEWIRE_ELASTICSEARCH_API_KEY, or QUOTEWIRE_ELASTICSEARCH_USER and QUOTEWIRE_ELASTICSEARCH_PASSWORD "
    "(or what is in their files)"
)
RIGHTS: Final = "give this login what `quotewire security print --elasticsearch` lists"
SNAPSHOT_RIGHTS: Final = (
    "`quotewire backup` and `restore` need the login of the identity backup: `quotewire security print --elasticsearch "
    "--identity backup` lists its rights"
)

_SNAPSHOTS: Final = re.compile(r"action \[cluster:admin/(snapshot|repository)/")
"""What only the identity backup may do."""

_HUNG_UP: Final = frozenset({"ServerDisconnectedError", "RemoteDisconnected", "ConnectionResetError"})
"""How a connection is called that is closed without an answer: what a port does that expects the other protocol."""


def reason(error: ApiError | TransportError) -> str:
    """What is wrong, for a person, on one line.

    Args:
        error: of a client of Elasticsearch.
    """
    if isinstance(error, ApiError):
        return _refusal(error)
    refused = tls_reason(error, ELASTICSEARCH)
    if refused is not None:
        return refused
    if any(type(cause).__name__ in _HUNG_UP for cause in causes(error)):
        return (
            "it closes the connection; if that stays so, QUOTEWIRE_ELASTICSEARCH_URL must begin with https:// where it "
            "speaks TLS, with http:// where it does not"
        )
    return f"no answer ({type(error).__name__})"


def is_refusal(error: ApiError | TransportError) -> bool:
    """Whether it is about our login, our rights or a certificate: trying again helps only when that is mended."""
    if isinstance(error, ApiError):
        return error.meta.status in (UNAUTHENTICATED, FORBIDDEN)
    return tls_reason(error, ELASTICSEARCH) is not None


def _refusal(error: ApiError) -> str:
    status = error.meta.status
    if status == UNAUTHENTICATED:
        return f"it refuses the login, or wants one (401); {LOGIN}"
    if status == FORBIDDEN and error.message == "security_exception":
        missing = missing_right(error.body)
        return f"{missing}; {SNAPSHOT_RIGHTS if _SNAPSHOTS.search(missing) else RIGHTS} (403)"
    return f"it refuses the request ({status} {error.message})"


def missing_right(body: Any) -> str:
    """What we have no right to, as far as an answer says it."""
    found = body.get("error") if isinstance(body, Mapping) else None
    said = str(found.get("reason", "")) if isinstance(found, Mapping) else ""
    # "action [indices:data/write/bulk] is unauthorized for user [x] with effective roles [y] on indices [z], this …"
    return said.split(", this action", 1)[0][:300] or "this login has no right to the request"
