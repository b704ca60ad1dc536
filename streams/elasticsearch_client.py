"""Clients of Elasticsearch, made from the settings; retries are ours (streams/indexing/bulk.py), not theirs.

The login is put on each request as it is then (streams/security/secrets.py), so a replaced key needs no new client.
"""

import base64
import ipaddress
import logging
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from elastic_transport import AsyncTransport, NodeConfig, Transport, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import AsyncElasticsearch, Elasticsearch

from streams.security.secrets import hide
from streams.security.tls import Tls
from streams.settings import Settings

log = logging.getLogger(__name__)

REQUEST_SECONDS = 60


def async_client(settings: Settings) -> AsyncElasticsearch:
    """The client of the index agent."""
    login = Login(settings)

    class Signed(AsyncTransport):
        async def perform_request(  # type: ignore[override]  # the library has it so too
            self, method: str, target: str, *, headers: Any = DEFAULT, **options: Any
        ) -> Any:
            login.renew_trust()
            return await super().perform_request(method, target, headers=login.added_to(headers), **options)

    return AsyncElasticsearch(**_options(settings, login), transport_class=Signed)


def sync_client(settings: Settings) -> Elasticsearch:
    """The client of the command line."""
    login = Login(settings)

    class Signed(Transport):
        def perform_request(self, method: str, target: str, *, headers: Any = DEFAULT, **options: Any) -> Any:
            login.renew_trust()
            return super().perform_request(method, target, headers=login.added_to(headers), **options)

    return Elasticsearch(**_options(settings, login), transport_class=Signed, node_class=_Node)


class _Node(Urllib3HttpNode):
    """Trusts the authorities of its context only; the library's own adds the usual ones to each context."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        if config.ssl_context is not None:
            self.pool.ca_certs = None  # type: ignore[attr-defined]  # of urllib3's pool for https


class Login:
    """What we show Elasticsearch, and whom we trust, as it is now.

    Args:
        settings: user and password, or API key; authority.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        pinned = settings.elasticsearch_fingerprint is not None
        https = "https://" in settings.elasticsearch_url
        self._tls = Tls(settings.elasticsearch_ca_file) if https and not pinned else None
        self.context: ssl.SSLContext | None = None if self._tls is None else self._tls.current()
        if self.header() is not None:
            warn_if_unencrypted("QUOTEWIRE_ELASTICSEARCH_URL", settings.elasticsearch_url)

    def header(self) -> str | None:
        """The Authorization header; None without a login."""
        key = self._settings.secret("elasticsearch_api_key")
        if key is not None:
            return f"ApiKey {key}"
        password = self._settings.secret("elasticsearch_password")
        return basic(self._settings.elasticsearch_user, password)

    def added_to(self, headers: Any) -> Any:
        """The headers of a request, with ours."""
        header = self.header()
        if header is None:
            return headers
        others: Mapping[str, str] = {} if headers is DEFAULT or headers is None else headers
        return {**others, "authorization": header}

    def renew_trust(self) -> None:
        """Trusts the authorities that have come into the file too; one that has gone goes with the next start."""
        if self._tls is not None and self.context is not None and self._tls.current() is not self.context:
            self.context.load_verify_locations(self._settings.elasticsearch_ca_file)
            self._tls.keep(self.context)


def basic(user: str | None, password: str | None) -> str | None:
    """The header of basic authentication; None without a user."""
    if user is None or password is None:
        return None
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    hide(pair)
    return f"Basic {pair}"


@cache
def warn_if_unencrypted(setting: str, urls: str) -> None:
    """Says once that a login goes over the network unencrypted.

    Args:
        setting: the variable with the addresses.
        urls: one address, or several separated by commas.
    """
    for url in urls.split(","):
        parts = urlsplit(url)
        if parts.scheme == "http" and not _is_this_machine(parts.hostname or ""):
            log.warning(
                "%s is %s: the login is sent unencrypted; use https://, unless this network is secured by other means",
                setting,
                url,
            )
            return


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _options(settings: Settings, login: Login) -> dict[str, Any]:
    options: dict[str, Any] = {
        "hosts": settings.elasticsearch_url.split(","),
        "request_timeout": REQUEST_SECONDS,
        "max_retries": 0,
        "retry_on_timeout": False,
    }
    if login.context is not None:
        options["ssl_context"] = login.context
    if settings.elasticsearch_fingerprint is not None:
        options["ssl_assert_fingerprint"] = settings.elasticsearch_fingerprint
    return options
