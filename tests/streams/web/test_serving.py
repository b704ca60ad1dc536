"""The page's server over real sockets: who is let in, and that the large, the slow and the many do not hold it up.

Without Elasticsearch: its files need a sign-in like everything else, and are answered without it.
"""

import asyncio
import contextlib
import http.client
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from streams.errors import BadInput
from streams.settings import Settings
from streams.web import connections, guard
from streams.web.certificate import Certificate
from streams.web.guard import HEAD_BYTES, HEADERS
from streams.web.server import prepare
from tests.sockets import everything

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60.0
TOKEN = "0123456789abcdef0123456789abcdef"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}
WRONG = {"Authorization": "Bearer another-token-of-thirty-two-chars"}
FILE = "/static/style.css"
EVERYTHING = ["/", "/?q=a", "/article/x", "/speaker?name=x", "/live", "/live.json", FILE, "/static/nothing", "/nothing"]
OTHER_CLIENT = "127.0.0.2"


@dataclass
class Site:
    """A page that is being served."""

    server: uvicorn.Server
    host: str
    port: int

    def ask(self, path: str = FILE, method: str = "GET", source: str = "127.0.0.1", **headers: str):
        """Status, headers and body of an answer on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def status(self, *arguments, **options) -> int:
        return self.ask(*arguments, **options)[0]

    def connect(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60, source_address=(source, 0))

    def raw(self, request: bytes) -> bytes:
        """All that is answered to some bytes, until the connection is closed."""
        with self.connect() as connection:
            connection.sendall(request)
            return everything(connection)

    def await_connections(self, count: int) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.server.server_state.connections) != count:
            assert time.monotonic() < deadline, f"{len(self.server.server_state.connections)} connections"
            time.sleep(0.02)


def settings(**given) -> Settings:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return Settings(_env_file=None, elasticsearch_url=f"http://127.0.0.1:{port}", web_port=0, **given)


@contextmanager
def serving(**given) -> Iterator[Site]:
    server, listening, _ = prepare(settings(**given))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(server, *listening.getsockname()[:2])
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[Site]:
    with serving(web_token=TOKEN, web_user="desk", web_password="correct horse") as site:
        yield site


# --- Who is let in


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_opened_without_a_login_it_does_not_start(host):
    with pytest.raises(
        BadInput, match=r"QUOTEWIRE_WEB_TOKEN.*QUOTEWIRE_WEB_LOGIN=proxy.*QUOTEWIRE_WEB_HOST=127"
    ) as said:
        prepare(settings(web_host=host))
    assert host in str(said.value) and "\n" not in str(said.value)


def test_the_command_says_so_on_one_line():
    environ = os.environ | {"QUOTEWIRE_WEB_PORT": "0"}
    command = [sys.executable, "-m", "streams.cli", "web", "--host", "0.0.0.0"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: the search page on 0.0.0.0 ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("given", [{"web_token": TOKEN}, {"web_login": "proxy"}])
def test_opened_with_a_login_it_starts(given):
    with serving(web_host="0.0.0.0", **given) as site:
        assert site.host == "0.0.0.0"
        assert site.status("/healthz") == 200
        assert site.status() == (401 if "web_token" in given else 200)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_on_this_machine_alone_nobody_is_asked_unless_wanted(host):
    with serving(web_host=host) as site:
        status, headers, _ = site.ask("/nothing")
        assert (status, headers["cache-control"]) == (404, "no-cache")


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_is_shown_without_signing_in(shared, path, method):
    status, headers, body = shared.ask(path, method)
    assert (status, headers["cache-control"]) == (401, "no-store")
    assert [challenge.partition(" ")[0] for challenge in headers.get_all("www-authenticate")] == ["Basic", "Bearer"]
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert body == (
        b"" if method == "HEAD" else b"Sign in: as user and password, or with `Authorization: Bearer TOKEN`.\n"
    )


def test_with_the_token_or_the_password_everything_is_there(shared):
    basic = {"Authorization": "Basic ZGVzazpjb3JyZWN0IGhvcnNl"}
    assert [shared.status(path, **RIGHT) for path in EVERYTHING] == [503] * 6 + [200, 404, 404]
    assert shared.ask(FILE, **basic)[0] == 200
    status, headers, _ = shared.ask("/nothing", **basic)
    assert (status, headers["cache-control"]) == (404, "no-store"), "what needs a sign-in is not left in a browser"


def test_two_sign_ins_in_one_request_are_none(shared):
    right = f"Authorization: Bearer {TOKEN}\r\n".encode()
    head = b"GET /static/style.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    assert shared.raw(head + right + b"\r\n").startswith(b"HTTP/1.1 200")
    assert shared.raw(head + right + right + b"\r\n").startswith(b"HTTP/1.1 401")


def test_guessing_has_to_wait_and_nobody_else_has():
    with serving(web_token=TOKEN) as site:
        seen = []
        while 429 not in seen:
            seen.append(site.status(**WRONG))
            assert len(seen) < 20
        assert set(seen[:-1]) == {401} and len(seen[:-1]) >= 5
        status, headers, body = site.ask(**RIGHT)
        assert status == 429 and int(headers["retry-after"]) >= 1
        assert body.startswith(b"Too many wrong sign-ins from your address")
        assert site.status() == 401, "who does not try is told to sign in"
        assert site.status(source=OTHER_CLIENT, **RIGHT) == 200


def test_a_token_that_is_replaced_in_its_file_counts_at_once_and_a_half_written_one_does_not(tmp_path, caplog):
    file, other = tmp_path / "token", "another-token-of-thirty-two-chars"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    with serving(web_token_file=file) as site:
        assert [site.status(**RIGHT), site.status(**WRONG)] == [200, 401]
        file.write_text("half")
        assert [site.status(**RIGHT) for _ in range(3)] == [200] * 3
        assert caplog.text.count("the earlier one counts") == 1 and TOKEN not in caplog.text
        file.write_text(other + "\n")
        assert [site.status(**RIGHT), site.status(**WRONG)] == [401, 200]


def test_a_foreign_name_is_refused_before_the_sign_in_is_looked_at(shared):
    assert shared.status(Host="evil.example", **WRONG) == 421
    assert shared.status("/healthz", Host="10.0.0.7") == 200


# --- How much


def test_too_many_requests_are_told_when_to_come_again():
    with serving(web_requests_per_minute=8) as site:
        assert [site.status() for _ in range(2)] == [200, 200]
        status, headers, body = site.ask()
        assert (status, body) == (
            429,
            f"Too many requests from your address: again in {headers['retry-after']} s.\n".encode(),
        )
        assert 0 < int(headers["retry-after"]) <= 60
        assert headers["cache-control"] == "no-store"
        assert site.status(source=OTHER_CLIENT) == 200
        assert {site.status("/healthz") for _ in range(20)} == {200}, "probes are not counted"


def test_a_proxy_that_is_trusted_says_whom_requests_count_for():
    with serving(web_requests_per_minute=4, web_trusted_proxies="127.0.0.1, 10.0.0.0/8") as site:

        def seen(sources, source="127.0.0.1"):
            return [site.status(source=source, **{"X-Forwarded-For": one}) for one in sources]

        assert seen(["192.0.2.1", "192.0.2.2", "192.0.2.1"]) == [200, 200, 429]
        assert seen(["192.0.2.9, 192.0.2.1", "198.51.100.1, 192.0.2.3, 10.1.2.3", "192.0.2.3"]) == [429, 200, 429]
        assert seen(["192.0.2.4", "192.0.2.5"], OTHER_CLIENT) == [200, 429], "a stranger's word is not believed"


def test_a_proxy_that_is_no_address_is_refused():
    with pytest.raises(BadInput, match=r"QUOTEWIRE_WEB_TRUSTED_PROXIES.*'nginx'"):
        prepare(settings(web_trusted_proxies="10.0.0.1,nginx"))


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /?q=" + b"x" * 2 * HEAD_BYTES + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?q=" + b"x" * 2 * HEAD_BYTES,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2 * HEAD_BYTES + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * HEAD_BYTES,
    ],
    ids=["line", "line without end", "header", "headers without end"],
)
def test_a_head_that_is_too_large_is_refused(shared, request_head):
    answer = shared.raw(request_head)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"x-content-type-options: nosniff" in answer and b"xxxx" not in answer


@pytest.mark.parametrize("header", ["Content-Length: 1", "Content-Length: 999999999", "Transfer-Encoding: chunked"])
def test_a_body_is_not_even_read(shared, header):
    answer = shared.raw(f"GET / HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 413 ") and b"connection: close" in answer


@pytest.mark.parametrize(
    "nonsense", [b"<script>alert(1)</script>\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9\r\n\r\n"]
)
def test_nonsense_is_not_repeated(shared, nonsense):
    answer = shared.raw(nonsense + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ") and b"content-security-policy" in answer
    assert b"script>" not in answer


def test_more_requests_at_once_than_can_be_answered_are_told_to_come_again(monkeypatch):
    monkeypatch.setattr(guard, "REQUESTS_AT_ONCE", 0)
    with serving() as site:
        status, headers, _ = site.ask()
        assert (status, headers["retry-after"]) == (503, "1")
        assert site.status("/healthz") == 200


# --- How slow, and how many connections


def trickled(connection: socket.socket, data: bytes) -> int:
    """Sends byte after byte; how many the other side took."""
    connection.settimeout(0.02)
    for sent, byte in enumerate(data):
        with contextlib.suppress(TimeoutError):
            try:
                connection.sendall(bytes([byte]))
                if connection.recv(1) == b"":
                    return sent
            except ConnectionError:
                return sent
    return len(data)


def test_a_head_that_comes_byte_by_byte_is_cut_off_and_nobody_waits_for_it(monkeypatch):
    monkeypatch.setattr(connections, "HEAD_SECONDS", 1.0)
    with serving() as site, site.connect() as first, site.connect() as again:
        again.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert again.recv(65_536).startswith(b"HTTP/1.1 200")
        site.await_connections(2)
        slow = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 5000
        assert trickled(first, slow) < len(slow)
        assert trickled(again, slow) < len(slow), "nor after an answer"
        site.await_connections(0)
        assert site.status() == 200


def test_a_silent_connection_is_closed(monkeypatch):
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    with serving() as site, site.connect() as silent:
        assert everything(silent) == b""


def test_answers_that_nobody_takes_are_thrown_away(monkeypatch):
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connections, "ANSWER_SECONDS", 1.0)
    with serving(web_requests_per_minute=1_000_000) as site, site.connect() as greedy:
        greedy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = f"GET {FILE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        greedy.settimeout(0.5)
        with contextlib.suppress(TimeoutError, ConnectionError):
            for _ in range(5000):
                greedy.sendall(request)
        site.await_connections(1)
        site.await_connections(0)
        assert site.status() == 200


def test_one_address_cannot_have_all_connections(monkeypatch):
    monkeypatch.setattr(connections.Connection, "most_of_one_client", 3)
    with serving() as site, contextlib.ExitStack() as held:
        for _ in range(3):
            held.enter_context(site.connect())
        site.await_connections(3)
        with site.connect() as more:
            assert everything(more) == b""
        assert site.status(source=OTHER_CLIENT) == 200


def test_connections_are_limited_altogether(monkeypatch):
    monkeypatch.setattr(connections, "CONNECTIONS", 4)
    with serving() as site, contextlib.ExitStack() as held:
        for number in range(4):
            held.enter_context(site.connect(f"127.0.0.{number + 1}"))
        site.await_connections(4)
        with site.connect("127.0.0.9") as more:
            assert everything(more) == b""
        held.close()
        site.await_connections(0)
        assert site.status() == 200


# --- TLS


def make_certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for localhost that is its own authority, and its key."""
    file, key = folder / "page.pem", folder / "page.key"
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost", "-out", str(file), "-keyout", str(key),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return file, key


def subject(site: Site, authority: Path) -> str:
    """The name in the certificate that a new connection is shown, checked by an authority."""
    context = ssl.create_default_context(cafile=authority)
    with site.connect() as plain, context.wrap_socket(plain, server_hostname="localhost") as connection:
        connection.sendall(f"GET {FILE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert everything(connection).startswith(b"HTTP/1.1 200 ")
        return dict(pair for part in connection.getpeercert()["subject"] for pair in part)["commonName"]


def test_with_a_certificate_the_page_is_served_by_https_alone(tmp_path):
    file, key = make_certificate(tmp_path, "first")
    _, listening, address = prepare(settings(web_certificate_file=str(file), web_key_file=str(key)))
    listening.close()
    assert address.startswith("https://127.0.0.1:")
    with serving(web_certificate_file=str(file), web_key_file=str(key)) as site:
        assert subject(site, file) == "first"
        assert not site.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP")


def test_a_new_certificate_is_used_without_a_restart_and_a_half_new_one_is_not(tmp_path):
    file, key = make_certificate(tmp_path, "first")
    with serving(web_certificate_file=str(file), web_key_file=str(key)) as site:
        renew = site.server.config.callback_notify
        old_key = key.read_bytes()
        (tmp_path / "old.pem").write_bytes(file.read_bytes())
        make_certificate(tmp_path, "second")
        new_key = key.read_bytes()
        key.write_bytes(old_key)
        asyncio.run(renew())
        assert subject(site, tmp_path / "old.pem") == "first", "the key of another certificate"
        key.write_bytes(new_key)
        asyncio.run(renew())
        assert subject(site, file) == "second"
        (tmp_path / "old.pem").write_bytes(file.read_bytes())
        file.unlink()
        asyncio.run(renew())
        assert subject(site, tmp_path / "old.pem") == "second", "a file that is away changes nothing"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"web_certificate_file": "here.pem"}, "belong together"),
        ({"web_key_file": "here.pem"}, "belong together"),
        ({"web_certificate_file": "nowhere.pem", "web_key_file": "nowhere.key"}, "nowhere.pem.*No such file"),
        ({"web_certificate_file": __file__, "web_key_file": __file__}, "PEM"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_said_at_once(given, named):
    with pytest.raises(BadInput, match=named):
        Certificate.of(settings(**given))
