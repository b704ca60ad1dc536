"""Runs the search page until SIGTERM or Ctrl-C."""

import logging
import signal
import socket
from collections.abc import Callable
from typing import Final

import uvicorn

from streams.errors import BadInput
from streams.settings import Settings
from streams.web.app import create_app

STOP_SECONDS: Final = 5
"""Longest time for answers under way when it is stopped."""

CONNECTIONS: Final = 200
"""At once; more are answered 503."""


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves the page.

    Args:
        settings: address, allowed hosts, where Elasticsearch is.
        announce: gets the page's address when it can be opened.

    Raises:
        BadInput: the address cannot be listened on.
    """
    listening = _listen(settings)
    address = _address(listening)
    # Uvicorn stops in order at these signals, and raises them again afterwards: it was a stop, not a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    logging.getLogger("uvicorn").setLevel("WARNING")
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,  # what people search for is nobody else's business
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    announce(address)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.web_host, settings.web_port
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
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


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
