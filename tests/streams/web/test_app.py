"""The application without Elasticsearch: what every answer carries, who is refused, what is said when it is away."""

import asyncio
import socket

import httpx
import pytest
from starlette.types import ASGIApp

from streams.errors import BadInput
from streams.settings import Settings
from streams.web import server
from streams.web.app import allowed_hosts, create_app
from streams.web.guard import HEADERS


class Client:
    """Asks the application without a network."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def request(self, method: str, path: str, **options) -> httpx.Response:
        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
                return await client.request(method, path, **options)

        return asyncio.run(answer())

    def get(self, path: str, **options) -> httpx.Response:
        return self.request("GET", path, **options)


PAGES = ["/", "/?q=a", "/article/x", "/speaker?name=x", "/live"]


@pytest.fixture(scope="module")
def settings() -> Settings:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return Settings(_env_file=None, elasticsearch_url=f"http://127.0.0.1:{port}", web_allowed_hosts="news.example:443")


@pytest.fixture(scope="module")
def client(settings):
    return Client(create_app(settings))


@pytest.mark.parametrize("path", PAGES)
def test_without_elasticsearch_a_page_says_so_and_the_way_out(client, path):
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "Elasticsearch" in answer.text and "QUOTEWIRE_ELASTICSEARCH_URL" in answer.text
    assert "Traceback" not in answer.text


def test_without_elasticsearch_the_figures_say_so_too(client):
    answer = client.get("/live.json")
    assert answer.status_code == 503
    assert "Elasticsearch" in answer.json()["problem"]


def test_it_is_alive_without_elasticsearch_and_under_any_name(client):
    assert client.get("/healthz", headers={"host": "10.0.0.7:8080"}).text == "alive\n"


@pytest.mark.parametrize(
    "path", [*PAGES, "/nothing", "/static/style.css", "/static/nothing.css", "/healthz", "/?page=x"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_headers(client, path, method):
    answer = client.request(method, path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_it_is_only_read(client, method):
    answer = client.request(method, "/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_it_does_not_answer_to_foreign_names(client, host):
    assert client.get("/?page=x", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LocalHost:9999", "[::1]:8080", "127.0.0.1", "news.example"])
def test_it_answers_to_its_own_names(client, host):
    assert client.get("/?page=x", headers={"host": host}).status_code == 400


def test_the_address_it_listens_on_is_one_of_its_names(settings):
    assert "192.0.2.7" in allowed_hosts(settings.model_copy(update={"web_host": "192.0.2.7"}))


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "nothing.css", ".", ""])
def test_nothing_but_the_files_is_served(client, name):
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("style.css", "text/css"), ("live.js", "text/javascript")])
def test_files_are_what_they_are(client, name, kind):
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/?page=0", "pages begin at 1"),
        ("/?since=soon", "is not a date"),
        ("/?sort=up", "is no order"),
        ("/speaker", "needs a name"),
        ("/speaker?name=x&page=y", "no page number"),
        ("/speaker?name=" + "x" * 501, "501 characters"),
    ],
)
def test_bad_values_are_refused_with_what_is_wrong(client, path, said):
    answer = client.get(path)
    assert answer.status_code == 400 and said in answer.text


def test_what_is_refused_is_shown_escaped(client):
    answer = client.get("/", params={"sort": "<script>x</script>", "q": '"><script>y</script>'})
    assert answer.status_code == 400
    assert "<script>" not in answer.text and "&lt;script&gt;" in answer.text


def test_a_fault_of_ours_is_a_page_without_a_trace(client, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the secret of the day")

    monkeypatch.setattr("streams.web.app.search_page", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "The fault is ours" in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_a_taken_port_is_said_with_the_way_out(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = settings.model_copy(update={"web_port": taken.getsockname()[1]})
        with pytest.raises(BadInput, match="QUOTEWIRE_WEB_PORT"):
            server.serve(busy, lambda _address: pytest.fail("it cannot be opened"))
