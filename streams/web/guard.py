"""What every request must be and every answer carries, around the whole application (its error pages too).

The Host header is checked because a page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and read what
only this machine should: <https://owasp.org/www-community/attacks/DNS_Rebinding>.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streams.web.limits import Rate, client_key
from streams.web.login import Login, too_many

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
"""Answers under any name, without login and however often: probes use addresses, and there is nothing in it."""

HEAD_BYTES: Final = 16 * 1024
"""Most bytes of a request's first line and headers together; the longest query (10,000 characters) fits."""


REQUESTS_AT_ONCE: Final = 100
"""Being answered; more are told to come again. Each waits for Elasticsearch in a thread, of which there are 40."""


class Guard:
    """Refuses what is too large, too often, no reading, under a foreign name or not signed in; puts HEADERS on answers.

    Args:
        app: what it is around.
        hosts: names and addresses, lower case, without port.
        rate: of each client.
        login: of each client.
        kept: whether browsers may keep pages, if they ask before they show them again.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], rate: Rate, login: Login, kept: bool) -> None:
        self._app = app
        self._hosts = hosts
        self._rate = rate
        self._login = login
        self._cache = "no-cache" if kept else "no-store"
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if not refusal and self._under_way >= REQUESTS_AT_ONCE and scope["path"] != HEALTH:
            refusal = PlainTextResponse("Too much is asked at once: again in 1 s.\n", 503, {"retry-after": "1"})

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if refusal:
                    headers["cache-control"] = "no-store"
                headers.setdefault("cache-control", self._cache)
            await send(message)

        self._under_way += 1
        try:
            await (refusal or self._app)(scope, receive, send_guarded)
        finally:
            self._under_way -= 1

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        client = client_key(scope["client"][0] if scope.get("client") else None)
        return self._bad_form(scope) or self._too_often(scope, client) or self._not_admitted(scope, client)

    def _bad_form(self, scope: Scope) -> ASGIApp | None:
        if scope["method"] not in METHODS:
            return PlainTextResponse(
                "This page is only read: GET or HEAD.\n", 405, {"allow": ", ".join(METHODS), "connection": "close"}
            )
        head = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        head += sum(len(name) + len(value) for name, value in scope["headers"])
        if head > HEAD_BYTES:
            return PlainTextResponse(
                f"The address and the headers have more than {HEAD_BYTES} bytes.\n", 431, {"connection": "close"}
            )
        if _values(scope, b"transfer-encoding") or any(size.strip("0") for size in _values(scope, b"content-length")):
            return PlainTextResponse("A request here has no body.\n", 413, {"connection": "close"})
        return None

    def _too_often(self, scope: Scope, client: str) -> ASGIApp | None:
        wait = 0.0 if scope["path"] == HEALTH else self._rate.wait(client)
        return too_many(wait, "Too many requests from your address") if wait else None

    def _not_admitted(self, scope: Scope, client: str) -> ASGIApp | None:
        if scope["path"] == HEALTH:
            return None
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self._hosts:
            return PlainTextResponse(
                "This page is not served under that name. QUOTEWIRE_WEB_ALLOWED_HOSTS lists those it is.\n", 421
            )
        return self._login.refusal(client, _values(scope, b"authorization"))


def host_name(header: str) -> str:
    """The name or address in a Host header, lower case, without port and brackets."""
    text = header.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for header, value in scope["headers"] if header == name]
