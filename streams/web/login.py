"""Who may see the page: those with the token, or with the user's name and password; or all, as the settings say.

HTTP's own two ways: `Authorization: Bearer TOKEN` for programs, and Basic for browsers, which ask for it themselves.
The page is only read, so there is no form, no cookie and no session that could be stolen or forged.
<https://www.rfc-editor.org/rfc/rfc6750>, <https://www.rfc-editor.org/rfc/rfc7617>
"""

import base64
import binascii
import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from streams.errors import BadInput
from streams.settings import Settings
from streams.web.limits import Failures

log = logging.getLogger(__name__)

SHORTEST_TOKEN: Final = 24
SHORTEST_PASSWORD: Final = 12
"""Characters. Shorter ones are found by trying, slow as that is made."""

TOKEN_HINT: Final = "openssl rand -hex 32"  # noqa: S105 - a command
WAYS: Final = (
    "set QUOTEWIRE_WEB_TOKEN, or QUOTEWIRE_WEB_USER and QUOTEWIRE_WEB_PASSWORD (each secret also as …_FILE), or, where "
    "a proxy in front of it asks for a login, QUOTEWIRE_WEB_LOGIN=proxy"
)

CHALLENGES: Final = ('Basic realm="Quotewire", charset="UTF-8"', 'Bearer realm="Quotewire"')


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is asked for, as hashes: comparing those takes the same time however much is right.

    Attributes:
        token: None where none is set.
        user: with the password; None where none is set.
    """

    token: bytes | None
    user: bytes | None

    def admit(self, header: str) -> bool:
        """Whether the value of an Authorization header is right."""
        scheme, _, given = header.strip().partition(" ")
        if scheme.lower() == "bearer":
            return self._is_token(given.strip().encode())
        if scheme.lower() != "basic":
            return False
        try:
            pair = base64.b64decode(given.strip(), validate=True)
        except (binascii.Error, ValueError):
            return False
        # A browser has no box for a token: it is taken as the password of any user.
        as_user = self.user is not None and hmac.compare_digest(self.user, _hash(pair))
        return self._is_token(pair.partition(b":")[2]) or as_user

    def _is_token(self, given: bytes) -> bool:
        return self.token is not None and hmac.compare_digest(self.token, _hash(given))


def credentials(settings: Settings) -> Credentials | None:
    """What the page asks for; None where it asks nobody.

    Raises:
        BadInput: the settings contradict each other, or what they ask for can be guessed.
    """
    token, user, password = settings.secret("web_token"), settings.web_user, settings.secret("web_password")
    if settings.web_login == "proxy":
        if token or user or password:
            raise BadInput(
                "QUOTEWIRE_WEB_LOGIN=proxy leaves the login to a proxy, but QUOTEWIRE_WEB_TOKEN or QUOTEWIRE_WEB_USER "
                "is set too: take one of them away"
            )
        return None
    if (user is None) != (password is None):
        raise BadInput("QUOTEWIRE_WEB_USER and QUOTEWIRE_WEB_PASSWORD belong together: set both, or neither")
    if user is not None and (not user or ":" in user):
        raise BadInput(f"QUOTEWIRE_WEB_USER is {user!r}: a name is needed, without a colon")
    if token is not None and not _is_long_enough(token):
        raise BadInput(
            f"QUOTEWIRE_WEB_TOKEN needs {SHORTEST_TOKEN} letters or digits or more, no spaces; {TOKEN_HINT} makes one"
        )
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"QUOTEWIRE_WEB_PASSWORD needs {SHORTEST_PASSWORD} characters or more")
    if token is None and password is None:
        return None
    return Credentials(
        token=_hash(token.encode()) if token else None,
        user=_hash(f"{user}:{password}".encode()) if password else None,
    )


class Asked:
    """What the page asks for now: a secret in a file counts as soon as it is replaced there.

    Args:
        settings: where the secrets are.

    Raises:
        BadInput: as `credentials`, at the start; later ones that cannot be a login leave the earlier ones.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last = credentials(settings)
        self._complaint = ""

    def __call__(self) -> Credentials | None:
        """What counts for a request that has just come."""
        try:
            self._last, self._complaint = credentials(self._settings), ""
        except (BadInput, ValueError) as error:  # ValueError: a file that holds no secret
            if str(error) != self._complaint:
                log.warning("the page's new login cannot be used, the earlier one counts: %s", error)
            self._complaint = str(error)
        return self._last


def check_opened(settings: Settings, address: str, asked: Credentials | None) -> None:
    """Refuses to open the page to other machines without a login.

    Args:
        settings: whether a proxy sees to it.
        address: that it is to listen on, other than this machine's own.
        asked: what it asks for.

    Raises:
        BadInput: it asks nobody, and nobody is said to do so in front of it.
    """
    if asked is None and settings.web_login != "proxy":
        raise BadInput(
            f"the search page on {address} could be read by everybody who reaches it: {WAYS}; or listen on this "
            "machine alone with QUOTEWIRE_WEB_HOST=127.0.0.1"
        )


class Login:
    """Decides on each request.

    Args:
        asked: what is asked for now; called for each request, so that a new secret counts at once.
        failures: wrong sign-ins so far.
    """

    def __init__(self, asked: Callable[[], Credentials | None], failures: Failures) -> None:
        self._asked = asked
        self._failures = failures

    def refusal(self, client: str, headers: list[str]) -> ASGIApp | None:
        """The answer to a request that may not see anything; None if it may.

        Args:
            client: whom wrong sign-ins count for.
            headers: values of its Authorization headers.
        """
        asked = self._asked()
        if asked is None:
            return None
        if not headers:
            return _unauthorized("Sign in: as user and password, or with `Authorization: Bearer TOKEN`.\n")
        wait = self._failures.wait(client)
        if wait:
            return too_many(wait, "Too many wrong sign-ins from your address")
        if len(headers) == 1 and asked.admit(headers[0]):
            return None
        wait = self._failures.add(client)
        if wait:
            log.warning("wrong sign-ins from %s: its next is looked at in %.0f s", client, wait)
        return _unauthorized("That is not the right user and password, or not the right token.\n")


def too_many(wait: float, what: str) -> PlainTextResponse:
    """429, with the seconds to wait."""
    whole = int(wait) + 1
    return PlainTextResponse(f"{what}: again in {whole} s.\n", 429, {"retry-after": str(whole)})


def _unauthorized(text: str) -> PlainTextResponse:
    answer = PlainTextResponse(text, 401)
    for challenge in CHALLENGES:
        answer.headers.append("www-authenticate", challenge)
    return answer


def _is_long_enough(token: str) -> bool:
    return len(token) >= SHORTEST_TOKEN and token.isascii() and token.isprintable() and " " not in token


def _hash(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()
