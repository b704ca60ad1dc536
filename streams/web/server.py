"""Runs the search page until SIGTERM or Ctrl-C."""

import ipaddress
import logging
import signal
import socket
import ssl
from collections.abc import Callable
from typing import Final

import uvicorn

from streams.errors import BadInput
from streams.settings import Settings
from streams.web.app import create_app
from streams.web.certificate import Certificate
from streams.web.connections import Connection, ProxiedConnection
from streams.web.guard import HEAD_BYTES
from streams.web.login import check_opened, credentials

log = logging.getLogger(__name__)

STOP_SECONDS: Final = 5
"""Longest time for answers under way when it is stopped."""

CERTIFICATE_SECONDS: Final = 30
"""A new certificate in the files is used after so long."""


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page.

    Args:
        settings: address, allowed hosts, login, where Elasticsearch is.
        announce: gets the page's address when it can be opened.

    Raises:
        BadInput: the address cannot be listened on, or must not without a login; the login or the certificate is none.
    """
    server, listening, address = prepare(settings)
    # Uvicorn stops in order at these signals, and raises them again afterwards: it was a stop, not a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    # Below: one line for each request that is none, from whoever sends them.
    logging.getLogger("uvicorn").setLevel("ERROR")
    announce(address)
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()


def prepare(settings: Settings) -> tuple[uvicorn.Server, socket.socket, str]:
    """The server, not yet running; the socket that it is to listen on; and the page's address.

    Raises:
        BadInput: as `serve`.
    """
    asked = credentials(settings)
    certificate = Certificate.of(settings)
    app = create_app(settings)
    proxies = _proxies(settings)
    listening = _listen(settings, lambda host: check_opened(settings, host, asked))
    config = uvicorn.Config(
        app,
        http=ProxiedConnection if proxies else Connection,
        ws="none",
        log_config=None,
        access_log=False,  # what people search for is nobody else's business
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        h11_max_incomplete_event_size=HEAD_BYTES,
        timeout_graceful_shutdown=STOP_SECONDS,
        callback_notify=certificate.renew if certificate else None,
        timeout_notify=CERTIFICATE_SECONDS,
    )
    config.load()
    if certificate:
        config.ssl = certificate.context
    elif asked and not _is_own(listening):
        log.warning(
            "the login and the articles travel unencrypted: set QUOTEWIRE_WEB_CERTIFICATE_FILE and "
            "QUOTEWIRE_WEB_KEY_FILE, or put a proxy with TLS in front"
        )
    return uvicorn.Server(config), listening, _address(listening, config.ssl)


def _listen(settings: Settings, check: Callable[[str], None]) -> socket.socket:
    host, port = settings.web_host, settings.web_port
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_loopback:
            check(host)
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _cannot_listen(settings, error) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(socket.SOMAXCONN)  # from now on a browser that comes early waits instead of being refused
    except OSError as error:
        listening.close()
        raise _cannot_listen(settings, error) from error
    return listening


def _cannot_listen(settings: Settings, error: OSError) -> BadInput:
    return BadInput(
        f"cannot listen on {settings.web_host} port {settings.web_port} ({error.strerror}); "
        "choose others with QUOTEWIRE_WEB_HOST and QUOTEWIRE_WEB_PORT (0: any free port)"
    )


def _proxies(settings: Settings) -> list[str]:
    """The addresses and networks whose X-Forwarded-For is believed.

    Raises:
        BadInput: one is neither.
    """
    named = [name.strip() for name in settings.web_trusted_proxies.split(",") if name.strip()]
    for name in named:
        try:
            ipaddress.ip_network(name)
        except ValueError as error:
            raise BadInput(
                f"QUOTEWIRE_WEB_TRUSTED_PROXIES: {error}; write addresses or networks, such as 10.0.0.7,172.18.0.0/16"
            ) from None
    return named


def _is_own(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _address(listening: socket.socket, tls: ssl.SSLContext | None) -> str:
    host, port = listening.getsockname()[:2]
    return f"http{'s' if tls else ''}://{f'[{host}]' if ':' in host else host}:{port}/"
