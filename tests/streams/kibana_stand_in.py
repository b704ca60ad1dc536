"""A stand-in for Kibana's import of saved objects: Kibana itself does not run where the tests do.

It behaves as Kibana's API documentation says of POST /api/saved_objects/_import: the header kbn-xsrf, the login, a
multipart body with one `file` of lines of JSON, `overwrite`, spaces, conflicts, references that do not exist. What
Kibana makes of the attributes of an object it cannot tell.
"""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]
PATH = "/api/saved_objects/_import"


@dataclass
class StandIn:
    """What it knows, what it is told to answer, and what it was asked."""

    url: str = ""
    base_path: str = ""
    login: str | None = None
    """The whole Authorization header that it wants."""
    not_ready: int = 0
    """So many requests are answered 503."""
    answer: tuple[int, bytes] | None = None
    """For every request, if given."""
    unknown_types: frozenset[str] = frozenset()
    spaces: dict[str, dict[tuple[str, str], Json]] = field(default_factory=lambda: {"default": {}, "desk-2": {}})
    requests: list[Json] = field(default_factory=list)

    def handle(self, target: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        self.requests.append({"target": target, "headers": headers})
        if self.not_ready > 0:
            self.not_ready -= 1
            return 503, b"Kibana server is not ready yet"
        return self.answer or self.ready(target, headers, body)

    def ready(self, target: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        url = urlsplit(target)
        path = url.path.removeprefix(self.base_path)
        if self.login and headers.get("authorization") != self.login:
            return refusal(401, "Unauthorized", "[security_exception]: unable to authenticate")
        if "kbn-xsrf" not in headers:
            return refusal(400, "Bad Request", "Request must contain a kbn-xsrf header.")
        space = "default"
        if path.startswith("/s/"):
            space, path = unquote(path.split("/")[2]), "/" + path.split("/", 3)[3]
        if path != PATH or space not in self.spaces:
            return refusal(404, "Not Found", "Not Found")
        lines = the_file(headers, body)
        if lines is None:
            return refusal(400, "Bad Request", "[request body.file]: expected value of type [Stream]")
        overwrite = parse_qs(url.query).get("overwrite") == ["true"]
        return 200, json.dumps(self.take(space, [json.loads(line) for line in lines], overwrite)).encode()

    def take(self, space: str, objects: list[Json], overwrite: bool) -> Json:
        there = self.spaces[space]
        known = set(there) | {(item["type"], item["id"]) for item in objects}
        errors, done = [], []
        for item in objects:
            key = (item["type"], item["id"])
            missing = [ref for ref in item["references"] if (ref["type"], ref["id"]) not in known]
            cause: Json | None = None
            if item["type"] in self.unknown_types:
                cause = {"type": "unsupported_type"}
            elif missing:
                cause = {"type": "missing_references", "references": missing}
            elif key in there and not overwrite:
                cause = {"type": "conflict"}
            if cause:
                errors.append({"type": key[0], "id": key[1], "meta": {}, "error": cause})
            else:
                there[key] = item
                done.append({"type": key[0], "id": key[1], "meta": {}})
        answer: Json = {"successCount": len(done), "success": not errors, "warnings": [], "successResults": done}
        return answer | ({"errors": errors} if errors else {})


def refusal(status: int, error: str, message: str) -> tuple[int, bytes]:
    return status, json.dumps({"statusCode": status, "error": error, "message": message}).encode()


def the_file(headers: dict[str, str], body: bytes) -> list[bytes] | None:
    """Lines of the one file of a multipart body."""
    head = f"Content-Type: {headers.get('content-type', '')}\r\n\r\n".encode()
    message = message_from_bytes(head + body, policy=HTTP)
    if message.get_content_type() != "multipart/form-data":
        return None
    parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
    if set(parts) != {"file"} or not (parts["file"].get_filename() or "").endswith(".ndjson"):
        return None
    content = parts["file"].get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.splitlines()


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Runs one at a free port of this machine."""
    kibana = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = kibana.handle(self.path, headers, body)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/login")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kibana.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield kibana
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
