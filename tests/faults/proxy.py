"""A proxy in front of the real Elasticsearch that answers some requests as a bad day would."""

import http.client
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

KINDS = ("429", "503", "cut", "late", "partial")

_REJECTED = {"type": "es_rejected_execution_exception", "reason": "rejected execution of coordinating operation"}
_UNAVAILABLE = {"type": "unavailable_shards_exception", "reason": "primary shard is not active"}


class Proxy:
    """Passes requests on to a server; of the bulk requests a share ends badly, each kind in turn.

    429, 503     the server never sees the request
    cut          the server carries the request out; the connection ends in the middle of its answer
    late         the server carries the request out; the answer comes when nobody waits any more
    partial      the server sees every second operation; the others are answered 429 or 503

    Args:
        url: of the server.
        late_seconds: how long a late answer is kept back.
        share: of bulk requests that end badly.
        seed: of which those are.

    Attributes:
        done: how often each kind was done to a request.
        active: whether requests end badly at all.
    """

    def __init__(self, url: str, late_seconds: float, share: float, seed: str) -> None:
        self.server = urlsplit(url).netloc
        self.late_seconds = late_seconds
        self.done: Counter[str] = Counter()
        self.active = False
        self._share = share
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        proxy = self

        class Handler(_Handler):
            front = proxy

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def fate(self, path: str) -> str | None:
        """What becomes of the next request to a path; None if it is passed on."""
        with self._lock:
            if not self.active or "_bulk" not in path or self._chance.random() >= self._share:
                return None
            kind = KINDS[sum(self.done.values()) % len(KINDS)]
            self.done[kind] += 1
            return kind


class _Handler(BaseHTTPRequestHandler):
    front: Proxy
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:  # the other side went away
            self.close_connection = True

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.front.fate(self.path)
        if kind in ("429", "503"):
            error = _REJECTED if kind == "429" else {"type": "cluster_block_exception", "reason": "no master"}
            self._answer(int(kind), [("Content-Type", "application/json")], _error(error, int(kind)))
        elif kind == "partial":
            self._partial(body)
        else:
            status, headers, answer = self._pass_on(body)
            if kind == "late":
                time.sleep(self.front.late_seconds)
            self._answer(status, headers, answer, cut=kind == "cut")

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _handle  # noqa: N815 - as http.server calls them

    def _pass_on(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection(self.front.server, timeout=120)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            connection.request(self.command, self.path, body=body or None, headers=headers)
            answer = connection.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP]
            return answer.status, kept, answer.read()
        finally:
            connection.close()

    def _partial(self, body: bytes) -> None:
        operations = operations_of(body)
        passed = [operation for number, operation in enumerate(operations) if number % 2 == 0]
        status, headers, answer = self._pass_on(b"".join(line + b"\n" for lines in passed for line in lines))
        if status == 200:
            items = iter(json.loads(answer)["items"])
            merged = [
                next(items) if number % 2 == 0 else _failed(operation, number)
                for number, operation in enumerate(operations)
            ]
            answer = json.dumps({"errors": True, "items": merged}).encode()
        self._answer(status, headers, answer)

    def _answer(self, status: int, headers: Sequence[tuple[str, str]], body: bytes, cut: bool = False) -> None:
        self.send_response_only(status)
        for name, value in [*headers, ("X-Elastic-Product", "Elasticsearch")]:
            if name.lower() != "x-elastic-product" or value == "Elasticsearch":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True


_HOP = {"connection", "content-length", "host", "transfer-encoding", "accept-encoding", "x-elastic-product"}


def operations_of(body: bytes) -> list[list[bytes]]:
    """The operations of a bulk request, each as its lines."""
    lines = iter(line for line in body.split(b"\n") if line)
    return [[line] if b'"delete"' in line[:10] else [line, next(lines)] for line in lines]


def _failed(operation: list[bytes], number: int) -> dict[str, Any]:
    ((kind, meta),) = json.loads(operation[0]).items()
    status, error = (429, _REJECTED) if number % 4 == 1 else (503, _UNAVAILABLE)
    return {kind: {"_index": meta["_index"], "_id": meta["_id"], "status": status, "error": error}}


def _error(error: dict[str, str], status: int) -> bytes:
    return json.dumps({"error": error | {"root_cause": [error]}, "status": status}).encode()
