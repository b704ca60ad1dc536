"""One small HTTP server for each worker: /metrics, /healthz and /readyz, for reading only."""

import contextlib
import io
import json
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from streams.errors import UserError
from streams.metrics.exposition import CONTENT_TYPE, Exposition
from streams.metrics.health import Health

log = logging.getLogger(__name__)

REQUEST_SECONDS = 5.0
"""Longest time for a client to say what it wants, and as long to take the answer; no byte puts the end off."""

HEAD_BYTES = 8 * 1024
"""Most bytes of a request; one has no body."""

DISCARDED_PARTS = 16
"""Of a request that is too large, each as large as the largest one."""

CONNECTIONS = 16
"""Most requests answered at once; further ones are closed."""

CLIENT_CONNECTIONS = 8
"""Of them from one address: the probes find a place whatever one client does."""

OK, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, HEAD_TOO_LARGE, FAILED, UNAVAILABLE = 200, 404, 405, 413, 431, 500, 503


class AddressTaken(UserError):  # noqa: N818 - says what is wrong
    """The worker cannot listen at the address in the settings."""

    def __init__(self, host: str, port: int, cause: OSError) -> None:
        super().__init__(
            f"metrics cannot be served at {host}:{port} ({cause.strerror or cause}); if another worker is there, set "
            "QUOTEWIRE_METRICS_PORT to another port, or to 0 for any free one (the log says which)"
        )


@contextmanager
def serving(host: str, port: int, exposition: Exposition, health: Health) -> Iterator[str]:
    """Serves in threads until the block ends.

    Args:
        host: to listen at.
        port: 0 for any free one.
        exposition: answers /metrics.
        health: answers /healthz and /readyz.

    Yields:
        The server's address, such as `http://127.0.0.1:9464`.

    Raises:
        AddressTaken: it cannot listen there.
    """
    try:
        server = _Server(host, port, exposition, health)
    except OSError as error:  # gaierror too
        raise AddressTaken(host, port, error) from error
    thread = threading.Thread(target=server.serve_forever, name="quotewire-metrics", kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        shown = f"[{host}]" if ":" in host else host
        yield f"http://{shown}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, port: int, exposition: Exposition, health: Health) -> None:
        self.exposition = exposition
        self.health = health
        self._lock = threading.Lock()
        self._places: Counter[str] = Counter()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        # Not HTTPServer's: it asks the name service for the name of the host, which can take long.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._take_place(client_address[0]):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no thread can be started just now
            self._leave_place(client_address[0])
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._leave_place(client_address[0])

    def _take_place(self, client: str) -> bool:
        with self._lock:
            if self._places.total() >= CONNECTIONS or self._places[client] >= CLIENT_CONNECTIONS:
                return False
            self._places[client] += 1
            return True

    def _leave_place(self, client: str) -> None:
        with self._lock:
            self._places[client] -= 1
            if not self._places[client]:
                del self._places[client]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is no news."""
        log.debug("a request for metrics ended early", exc_info=True)


class _Head(io.RawIOBase):
    """What a client says, until it has said too much or taken too long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = time.monotonic() + REQUEST_SECONDS
        self._left = HEAD_BYTES
        self.exceeded = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any raw stream; what is too large ends."""
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        if not self._left:
            self.exceeded = True
            return 0
        self._connection.settimeout(seconds)
        got = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._left -= got
        return got

    def discard(self) -> None:
        """Takes a little of what is left, once it is answered: closed on unread bytes, the answer could be lost."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            for _ in range(DISCARDED_PARTS):
                self._connection.settimeout(max(0.0, self._until - time.monotonic()))
                if not self._connection.recv(HEAD_BYTES):
                    return


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "quotewire"
    sys_version = ""

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self._head = _Head(self.connection)
        self.rfile = io.BufferedReader(self._head)

    def parse_request(self) -> bool:
        good = super().parse_request()
        if good and self._head.exceeded:
            self.send_error(HEAD_TOO_LARGE)
            return False
        if good and ("Transfer-Encoding" in self.headers or self.headers.get("Content-Length", "0").strip("0")):
            self.send_error(TOO_LARGE)
            return False
        return good

    def do_GET(self) -> None:
        try:
            status, kind, body = self._answer(self.path.partition("?")[0])
        except Exception:
            log.exception("a request for metrics cannot be answered")
            status, kind, body = FAILED, "text/plain; charset=utf-8", b"cannot be answered; the log says why\n"
        self._send(status, kind, body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def _refuse(self) -> None:
        self._send(NOT_ALLOWED, "text/plain; charset=utf-8", b"only GET and HEAD\n")

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815

    def _answer(self, path: str) -> tuple[int, str, bytes]:
        if path == "/metrics":
            return OK, CONTENT_TYPE, self.server.exposition.text()
        if path in ("/healthz", "/readyz"):
            good, report = (
                self.server.health.alive_report() if path == "/healthz" else self.server.health.ready_report()
            )
            return OK if good else UNAVAILABLE, "application/json", json.dumps(report).encode() + b"\n"
        return NOT_FOUND, "text/plain; charset=utf-8", b"/metrics, /healthz and /readyz are here\n"

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.connection.settimeout(REQUEST_SECONDS)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if status == NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A request that is none, or too large: the status alone, without a page that repeats it."""
        self.close_connection = True
        if self._head.exceeded:
            code, self.request_version = HEAD_TOO_LARGE, "HTTP/1.0"  # whatever the part that was read looked like
        self._send(code, "text/plain; charset=utf-8", f"{HTTPStatus(code).phrase}\n".encode())
        self._head.discard()

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged: a probe comes every few seconds."""
