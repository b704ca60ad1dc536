"""Importing saved objects into a running Kibana: POST /api/saved_objects/_import.

See "Import saved objects" in Kibana's API documentation. With `overwrite=true` it may be done again at any time.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import orjson
import urllib3

from streams.elasticsearch_client import basic, warn_if_unencrypted
from streams.errors import BadInput, KibanaUnavailable
from streams.security.reasons import KIBANA, tls_reason
from streams.security.tls import client_context
from streams.settings import Settings

ANSWER_SECONDS: Final = 120.0
"""A Kibana that has just started takes its time for a first import."""
PAUSE_SECONDS: Final = 2.0
"""Between tries while Kibana starts."""
_STARTING: Final = frozenset({502, 503, 504})
"""Kibana answers 503 until it is ready, a proxy before it 502 or 504."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An object that Kibana did not take."""

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import."""

    count: int
    """Objects that are there now."""
    problems: list[Problem]


def import_objects(
    settings: Settings,
    ndjson: str,
    *,
    space: str | None = None,
    wait_seconds: float = 0.0,
    waiting: Callable[[str], None] = lambda reason: None,
) -> Imported:
    """Imports saved objects, in place of those with the same ids.

    Args:
        settings: the address and the login.
        ndjson: one saved object a line.
        space: a space of Kibana, by its id; the default space if not given.
        wait_seconds: how long to try again while Kibana does not answer or starts.
        waiting: told the reason, before the first pause.

    Raises:
        KibanaUnavailable: it does not answer in time, refuses the login or the request, or is no Kibana.
        BadInput: the space does not exist.
    """
    path = f"/s/{quote(space, safe='')}" if space else ""
    url = f"{settings.kibana_url}{path}/api/saved_objects/_import?overwrite=true"
    deadline = time.monotonic() + wait_seconds
    told = False
    if _login(settings):
        warn_if_unencrypted("QUOTEWIRE_KIBANA_URL", settings.kibana_url)
    timeout = urllib3.Timeout(connect=10.0, read=ANSWER_SECONDS)
    trust = client_context(settings.kibana_ca_file)
    with urllib3.PoolManager(retries=False, timeout=timeout, ssl_context=trust) as pool:
        while True:
            try:
                response = pool.request(
                    "POST",
                    url,
                    fields={"file": ("quotewire.ndjson", ndjson.encode(), "application/x-ndjson")},
                    headers={"kbn-xsrf": "quotewire"} | _login(settings),
                    redirect=False,
                )
            except urllib3.exceptions.HTTPError as error:
                refused = tls_reason(error, KIBANA)
                if refused is not None:
                    raise KibanaUnavailable(f"Kibana at {settings.kibana_url}: {refused}.") from error
                problem = f"no answer ({type(error).__name__})"
            else:
                if response.status not in _STARTING:
                    return _outcome(settings, response, space)
                problem = f"it is not ready (status {response.status})"
            if time.monotonic() >= deadline:
                raise KibanaUnavailable(
                    f"Kibana at {settings.kibana_url}: {problem}. Start it, or set QUOTEWIRE_KIBANA_URL to where it "
                    "is; `--wait 300` waits for it, 300 seconds at most."
                )
            if not told:
                waiting(problem)
                told = True
            time.sleep(min(PAUSE_SECONDS, max(0.0, deadline - time.monotonic())))


def _login(settings: Settings) -> dict[str, str]:
    key = settings.secret("kibana_api_key")
    header = f"ApiKey {key}" if key is not None else basic(settings.kibana_user, settings.secret("kibana_password"))
    return {} if header is None else {"Authorization": header}


def _outcome(settings: Settings, response: urllib3.BaseHTTPResponse, space: str | None) -> Imported:
    """Reads what Kibana answered."""
    where = f"Kibana at {settings.kibana_url}"
    answer = _answer(response.data)
    message = str(answer.get("message", "")).strip()
    if response.status == 200 and "successCount" in answer:
        return Imported(int(answer["successCount"]), [_problem(error) for error in answer.get("errors", [])])
    if response.status == 401:
        raise KibanaUnavailable(
            f"{where} wants a login, or refuses the one given. Set QUOTEWIRE_KIBANA_USER and "
            "QUOTEWIRE_KIBANA_PASSWORD, or QUOTEWIRE_KIBANA_API_KEY."
        )
    if response.status == 403:
        raise KibanaUnavailable(
            f"{where}: this login may not import saved objects{_said(message)}. It needs the privilege "
            '"Saved Objects Management: all" in the space, and "all" for Dashboards, Discover and data views.'
        )
    if response.status == 404 and space:
        raise BadInput(f"{where} has no space {space!r}; `--space` takes the id of a space, as its address shows it")
    if answer.get("statusCode") == response.status:
        raise KibanaUnavailable(f"{where} refuses the import (status {response.status}){_said(message)}")
    raise KibanaUnavailable(
        f"{where} does not answer as Kibana does (status {response.status}). Set QUOTEWIRE_KIBANA_URL to its address, "
        "with its base path, if it has one."
    )


def _said(message: str) -> str:
    return f": {message[:500]}" if message else ""


def _answer(data: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(data)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _problem(error: dict[str, Any]) -> Problem:
    cause = error.get("error") or {}
    kind = str(cause.get("type", "unknown"))
    reasons = {
        "conflict": "there is one with this id that may not be replaced",
        "ambiguous_conflict": "there are several that it could replace",
        "unsupported_type": "this Kibana does not know the kind",
        "missing_references": "it needs what is not there: "
        + ", ".join(f"{item.get('type')} {item.get('id')}" for item in cause.get("references", [])),
    }
    reason = reasons.get(kind) or str(cause.get("message") or kind)
    return Problem(str(error.get("type", "")), str(error.get("id", "")), reason)
