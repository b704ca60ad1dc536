"""TLS of the clients: replaced files count for the next connection, and a refusal says what to change."""

import asyncio
import http.server
import logging
import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiokafka.conn import create_conn
from aiokafka.errors import KafkaConnectionError
from elastic_transport import TlsError

from streams.elasticsearch_client import async_client, sync_client
from streams.errors import KibanaUnavailable
from streams.kafka_trouble import refusal, takes
from streams.kibana.client import import_objects
from streams.security import connector as connections
from streams.security.connector import Connector
from streams.security.tls import Tls
from streams.settings import Settings
from tests.certificates import Authority, Certificate, tls_server

HERE = "127.0.0.1"


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers as Elasticsearch does, one request a connection."""

    def do_GET(self) -> None:
        body = b'{"version": {"number": "9.4.3"}}'
        self.send_response(200)
        for name, value in {"content-type": "application/json", "x-elastic-product": "Elasticsearch"}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Site:
    """An https server; `names` are the common names of the client certificates that it has seen."""

    def __init__(self, certificate: Certificate, client_authority: Path | None = None) -> None:
        self.names: list[str] = []
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=client_authority)
        if client_authority is not None:
            self._context.verify_mode = ssl.CERT_REQUIRED
        self.show(certificate)
        site = self

        class Server(http.server.HTTPServer):
            def get_request(self):  # type: ignore[no-untyped-def]
                plain, address = super().get_request()
                plain.settimeout(10)
                wrapped = site._context.wrap_socket(plain, server_side=True)
                subject = dict(pair for part in (wrapped.getpeercert() or {}).get("subject", ()) for pair in part)
                site.names.append(subject.get("commonName", ""))
                return wrapped, address

        self._server = Server((HERE, 0), Answer)
        self.url = f"https://{HERE}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def show(self, certificate: Certificate) -> None:
        self._context.load_cert_chain(certificate.certificate, certificate.key)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def serving(certificate: Certificate, client_authority: Path | None = None) -> Iterator[Site]:
    site = Site(certificate, client_authority)
    try:
        yield site
    finally:
        site.close()


@pytest.fixture
def first(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "first")


@pytest.fixture
def second(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "second")


def put(source: Path, place: Path) -> Path:
    new = place.with_suffix(".new")
    shutil.copyfile(source, new)
    return new.replace(place)


def ask(tls: Tls, site: Site) -> None:
    with (
        socket.create_connection((HERE, int(site.url.rpartition(":")[2]))) as plain,
        tls.wrap_socket(plain, server_hostname=HERE) as wrapped,
    ):
        wrapped.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert wrapped.recv(100).startswith(b"HTTP/1.0 200")


def test_a_replaced_client_certificate_is_shown_to_the_next_connection(first: Authority, tmp_path: Path) -> None:
    old, new = first.issue("old"), first.issue("new")
    certificate, key = put(old.certificate, tmp_path / "crt"), put(old.key, tmp_path / "key")
    with serving(first.issue("server", HERE), first.file) as site:
        tls = Tls(first.file, certificate, key)
        ask(tls, site)
        put(new.certificate, tmp_path / "crt")
        ask(tls, site)  # the key is still the old one's: the pair that was good counts
        put(new.key, tmp_path / "key")
        ask(tls, site)
    assert site.names == ["old", "old", "new"]


def test_an_authority_that_is_added_to_the_file_is_trusted_by_clients_that_are_there(
    first: Authority, second: Authority, tmp_path: Path
) -> None:
    trusted = put(first.file, tmp_path / "ca")
    with serving(first.issue("server", HERE)) as site:
        settings = Settings(_env_file=None, elasticsearch_url=site.url, elasticsearch_ca_file=trusted)

        async def run() -> None:
            async with async_client(settings) as agent:
                with sync_client(settings) as command:
                    assert (await agent.info())["version"] == command.info()["version"]
                    site.show(second.issue("server", HERE))
                    with pytest.raises(TlsError):
                        await agent.info()
                    with pytest.raises(TlsError):
                        command.info()
                    put(second.file, tmp_path / "ca")
                    assert (await agent.info())["version"] == command.info()["version"]

        asyncio.run(run())


@pytest.mark.parametrize(
    ("hosts", "expired", "known", "said"),
    [
        ([HERE], False, False, "not trusted .* QUOTEWIRE_KIBANA_CA_FILE"),
        ([HERE], True, True, "has expired; renew"),
        (["kibana.example"], False, True, "for another name .* QUOTEWIRE_KIBANA_URL"),
    ],
)
def test_kibana_is_refused_in_one_line(
    first: Authority, second: Authority, hosts: list[str], expired: bool, known: bool, said: str
) -> None:
    certificate = first.issue("kibana", *hosts, expired=expired)
    trusted = first.file if known else second.file
    with tls_server(certificate) as url:
        settings = Settings(_env_file=None, kibana_url=url, kibana_ca_file=trusted)
        with pytest.raises(KibanaUnavailable, match=said):
            import_objects(settings, "", wait_seconds=60)  # a refusal is not waited for


@contextmanager
def refused_by_a_broker(first: Authority, second: Authority) -> Iterator[tuple[Connector, str, int]]:
    """A connector that does not trust the certificate of the broker at this host and port."""
    with tls_server(first.issue("kafka", HERE)) as url:
        host, _, port = url.removeprefix("https://").rpartition(":")
        settings = Settings(
            _env_file=None, kafka_brokers=f"{host}:{port}", kafka_security_protocol="SSL", kafka_ca_file=second.file
        )
        yield Connector(settings), host, int(port)


def test_a_refused_connection_is_said_once_however_often_it_is_tried(
    first: Authority, second: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    with refused_by_a_broker(first, second) as (connector, host, port):

        async def tried() -> None:
            with pytest.raises(KafkaConnectionError, match="QUOTEWIRE_KAFKA_CA_FILE"):
                await connector.connect(host, port)

        with caplog.at_level(logging.INFO, "streams"):
            for _ in range(4):
                asyncio.run(tried())
    assert "QUOTEWIRE_KAFKA_CA_FILE" in (refusal() or "")
    takes("connection", f"{host}:{port}")
    assert refusal() is None
    assert len([record for record in caplog.records if "QUOTEWIRE_KAFKA_CA_FILE" in record.getMessage()]) == 1


def test_a_broker_that_takes_us_says_nothing_of_one_that_refuses_us(
    first: Authority, second: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was back made the worker ready, and hurried the tries of one that still refused it."""

    async def create(host: str, port: int, **options: Any) -> Any:
        return object() if host == "taking.example" else await create_conn(host, port, **options)

    monkeypatch.setattr(connections, "create_conn", create)
    with refused_by_a_broker(first, second) as (connector, host, port):

        async def run() -> None:
            for _ in range(2):
                with pytest.raises(KafkaConnectionError, match="QUOTEWIRE_KAFKA_CA_FILE"):
                    await connector.connect(host, port)
            next_try = connector._tries[f"{host}:{port}"].not_before
            await connector.connect("taking.example", 9093)
            assert connector._tries[f"{host}:{port}"].not_before == next_try

        asyncio.run(run())
    assert "QUOTEWIRE_KAFKA_CA_FILE" in (refusal() or "")
    takes("connection", f"{host}:{port}")
    assert refusal() is None
