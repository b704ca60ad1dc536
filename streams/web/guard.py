"""What every request must be and every answer carries, around the whole application (its error pages too).

The Host header is checked because a page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and read what
only this machine should: <https://owasp.org/www-community/attacks/DNS_Rebinding>.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

METHODS: Final = ("GET", "HEAD")
HEALTH: Final = "/healthz"
"""Answers under any name: probes use addresses, and there is nothing in it."""


class Guard:
    """Refuses other methods and foreign Host headers, and puts HEADERS on every answer.

    Args:
        app: what it is around.
        hosts: names and addresses, lower case, without port.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if scope["method"] not in METHODS:
            return PlainTextResponse("This page is only read: GET or HEAD.\n", 405, {"allow": ", ".join(METHODS)})
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if scope["path"] == HEALTH or (len(hosts) == 1 and host_name(hosts[0]) in self._hosts):
            return None
        return PlainTextResponse(
            "This page is not served under that name. QUOTEWIRE_WEB_ALLOWED_HOSTS lists those it is.\n", 421
        )


def host_name(header: str) -> str:
    """The name or address in a Host header, lower case, without port and brackets."""
    text = header.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]
