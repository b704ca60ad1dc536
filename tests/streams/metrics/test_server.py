"""What a worker's server answers, and what it does not."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams.metrics import health as health_module
from streams.metrics import server
from streams.metrics.exposition import Exposition
from streams.metrics.folder import AgentState, new_folder, write_state
from streams.metrics.health import Health
from streams.metrics.server import CLIENT_CONNECTIONS, CONNECTIONS, HEAD_BYTES, AddressTaken, serving
from streams.worker import CANNOT_START
from tests.sockets import everything


@pytest.fixture
def health(tmp_path: Path) -> Health:
    return Health(tmp_path, ["enrich", "index"])


@pytest.fixture
def address(tmp_path: Path, health: Health) -> Iterator[tuple[str, int]]:
    with serving("127.0.0.1", 0, Exposition(tmp_path, health), health) as url:
        parts = urlsplit(url)
        assert parts.hostname and parts.port
        yield parts.hostname, parts.port


def ask(address: tuple[str, int], path: str, method: str = "GET") -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(*address, timeout=30)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def write(folder: Path, **missing: dict[str, str]) -> None:
    for agent in ("enrich", "index"):
        write_state(folder, agent, AgentState(missing=missing.get(agent, {})))


def test_a_worker_that_starts_is_alive_and_not_ready(address, tmp_path: Path):
    assert ask(address, "/healthz")[0].status == 200
    response, body = ask(address, "/readyz")
    assert response.status == 503
    assert json.loads(body)["agents"]["enrich"] == {"ready": False, "missing": {"agent": "is starting"}}
    write(tmp_path)
    response, body = ask(address, "/readyz?verbose")
    assert (response.status, json.loads(body)["ready"]) == (200, True)


def test_what_is_missing_is_named_by_agent(address, tmp_path: Path):
    write(tmp_path, index={"elasticsearch": "no answer (ConnectionError)"})
    response, body = ask(address, "/readyz")
    assert response.status == 503
    assert response.headers["Content-Type"] == "application/json"
    report = json.loads(body)
    assert report["agents"]["enrich"] == {"ready": True, "missing": {}}
    assert report["agents"]["index"]["missing"] == {"elasticsearch": "no answer (ConnectionError)"}
    assert ask(address, "/healthz")[0].status == 200
    ready = {
        sample.labels["agent"]: sample.value
        for family in text_string_to_metric_families(ask(address, "/metrics")[1].decode())
        for sample in family.samples
        if sample.name == "quotewire_ready"
    }
    assert ready == {"enrich": 1, "index": 0}


def test_an_agent_that_has_ended_or_hangs_is_not_alive(
    address, tmp_path: Path, health: Health, monkeypatch: pytest.MonkeyPatch
):
    write(tmp_path)
    health.ended("index", "its process ended with code -9 and is started again")
    response, body = ask(address, "/healthz")
    assert response.status == 503
    assert json.loads(body)["agents"] == {
        "enrich": {"alive": True},
        "index": {"alive": False, "why": "its process ended with code -9 and is started again"},
    }
    assert b'in_flight_messages{agent="index"}' not in ask(address, "/metrics")[1]
    health.started("index")
    assert ask(address, "/healthz")[0].status == 200
    assert ask(address, "/readyz")[0].status == 503
    write(tmp_path)
    assert ask(address, "/readyz")[0].status == 200

    monkeypatch.setattr(health_module, "STALE_SECONDS", 0.0)
    response, body = ask(address, "/healthz")
    assert response.status == 503
    assert "stood still" in json.loads(body)["agents"]["enrich"]["why"]
    assert ask(address, "/readyz")[0].status == 503


def test_an_agent_that_never_begins_is_not_alive(address, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health_module, "STARTING_SECONDS", 0.0)
    response, body = ask(address, "/healthz")
    assert response.status == 503
    assert "has not begun" in json.loads(body)["agents"]["index"]["why"]


def test_only_reading_is_answered(address, tmp_path: Path):
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        response, _ = ask(address, "/metrics", method)
        assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")
    response, body = ask(address, "/metrics", "HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) > 0
    for path in ("/", "/table", "/../../etc/passwd", "/metrics/", "/%2e%2e/metrics"):
        assert ask(address, path)[0].status == 404
    assert "Python" not in response.headers["Server"]


def test_nonsense_and_silence_do_not_disturb_others(address, tmp_path: Path):
    write(tmp_path)
    with socket.create_connection(address) as nonsense:
        nonsense.sendall(b"<script>alert(1)</script>\r\n\r\n")
        answer = nonsense.recv(65_536)
        assert b"script" not in answer
    silent = [socket.create_connection(address) for _ in range(3 * CONNECTIONS)]
    for connection in silent:
        connection.close()
    deadline = time.monotonic() + 60
    while True:
        try:
            assert ask(address, "/readyz")[0].status == 200
            break
        except (ConnectionError, http.client.HTTPException):  # all places were taken a moment ago
            assert time.monotonic() < deadline


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /healthz?" + b"x" * HEAD_BYTES + b" HTTP/1.1\r\n\r\n", 431),
        (b"x" * 8 * HEAD_BYTES, 431),
        (b"GET " + b"x" * HEAD_BYTES, 431),
        (b"GET /healthz HTTP/1.1\r\nX: " + b"y" * HEAD_BYTES + b"\r\n\r\n", 431),
        (b"GET /healthz HTTP/1.1\r\n" + b"X: y\r\n" * HEAD_BYTES, 431),
        (b"GET /healthz HTTP/1.1\r\nContent-Length: 7\r\n\r\n", 413),
        (b"GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
        (b"GET /healthz?" + b"x" * (HEAD_BYTES - 100) + b" HTTP/1.1\r\n\r\n", 200),
    ],
    ids=["line", "line without end", "half a line", "header", "headers without end", "body", "chunks", "just fits"],
)
def test_what_is_too_large_is_refused(address, request_head, status):
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(request_head)
        if status == 431:
            connection.shutdown(socket.SHUT_WR)
        answer = everything(connection)
    assert answer.startswith(f"HTTP/1.0 {status} ".encode())
    assert b"xxxx" not in answer


def test_a_request_that_comes_byte_by_byte_is_cut_off(address, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(server, "REQUEST_SECONDS", 1.0)
    slow, sent = b"GET /healthz HTTP/1.1\r\nX: " + b"y" * 5000, 0
    with socket.create_connection(address, timeout=60) as connection:
        connection.settimeout(0.02)
        while sent < len(slow):
            try:
                connection.sendall(slow[sent : sent + 1])
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                pass
            except ConnectionError:
                break
            sent += 1
    assert 0 < sent < len(slow)


def test_an_answer_that_nobody_takes_frees_its_place(tmp_path: Path, health: Health, monkeypatch: pytest.MonkeyPatch):
    class Large(Exposition):
        def text(self) -> bytes:
            return b"#" * 50_000_000

    monkeypatch.setattr(server, "REQUEST_SECONDS", 1.0)
    monkeypatch.setattr(server, "CLIENT_CONNECTIONS", 1)
    with serving("127.0.0.1", 0, Large(tmp_path, health), health) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port)) as greedy:
            greedy.sendall(b"GET /metrics HTTP/1.1\r\n\r\n")
            deadline = time.monotonic() + 60
            while True:
                with contextlib.suppress(ConnectionError, http.client.HTTPException):
                    assert ask((parts.hostname, parts.port), "/healthz")[0].status == 200
                    break
                assert time.monotonic() < deadline


def test_one_client_does_not_take_the_place_of_the_probes(address):
    held = []
    try:
        for _ in range(CLIENT_CONNECTIONS):
            held.append(socket.create_connection(address, source_address=("127.0.0.2", 0)))
            held[-1].sendall(b"GET /healthz HTTP/1.1\r\n")
        with socket.create_connection(address, timeout=60, source_address=("127.0.0.2", 0)) as more:
            assert everything(more) == b""
        assert ask(address, "/healthz")[0].status == 200
    finally:
        for connection in held:
            connection.close()


def test_a_failure_is_logged_and_not_shown(address, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "counter_enrich.db").write_bytes(b"\x10")
    response, body = ask(address, "/metrics")
    assert (response.status, body) == (500, b"cannot be answered; the log says why\n")
    assert "cannot be answered" in caplog.text


def test_a_taken_port_says_what_to_do(address, tmp_path: Path, health: Health):
    with pytest.raises(AddressTaken, match=rf"{address[1]}.*QUOTEWIRE_METRICS_PORT"):  # noqa: SIM117
        with serving("127.0.0.1", address[1], Exposition(tmp_path, health), health):
            pass


def test_a_worker_on_a_taken_port_ends_at_once_and_says_what_to_do(address, tmp_path: Path):
    # Before anything else: no Kafka is needed for it.
    environ = os.environ | {"QUOTEWIRE_METRICS_PORT": str(address[1])}
    command = [sys.executable, "-m", "streams.cli", "worker", "--agents", "index"]
    done = subprocess.run(
        command, env=environ, cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == CANNOT_START
    assert f"127.0.0.1:{address[1]}" in done.stderr and "QUOTEWIRE_METRICS_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_here_says_so(tmp_path: Path, health: Health):
    with pytest.raises(AddressTaken, match=r"203\.0\.113\.1"):  # noqa: SIM117
        with serving("203.0.113.1", 0, Exposition(tmp_path, health), health):
            pass


def test_the_folder_is_private_and_goes():
    with new_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        write_state(folder, "enrich", AgentState())
    assert not folder.exists()
    write_state(folder, "enrich", AgentState())  # an agent that outlives its supervisor for a moment
    assert not folder.exists()
