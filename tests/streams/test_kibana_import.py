"""`quotewire kibana import` against a stand-in for Kibana (kibana_stand_in.py says what it can tell and what not)."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from streams.cli.app import app
from streams.errors import BadInput, KibanaUnavailable
from streams.kibana import client
from streams.kibana.objects import ndjson, saved_objects
from tests.streams.kibana_stand_in import StandIn, basic, refusal, standing_in

SECRET = "gEh3im"
OBJECTS = [json.loads(line) for line in ndjson().splitlines()]


@pytest.fixture
def kibana(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StandIn]:
    for name in list(os.environ):
        if name.upper().startswith("QUOTEWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(client, "PAUSE_SECONDS", 0.01)
    with standing_in() as made:
        monkeypatch.setenv("QUOTEWIRE_KIBANA_URL", made.url)
        yield made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["kibana", "import", *arguments])


def test_all_objects_arrive_and_again_replace_themselves(kibana: StandIn) -> None:
    for _ in range(2):
        done = run()
        assert done.exit_code == 0, done.output
        assert f"{len(OBJECTS)} objects imported" in done.stdout
        assert list(kibana.spaces["default"].values()) == OBJECTS
    assert not kibana.spaces["desk-2"]


def test_into_a_space_and_under_a_base_path(kibana: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    kibana.base_path = "/tools/kibana"
    monkeypatch.setenv("QUOTEWIRE_KIBANA_URL", f"{kibana.url}/tools/kibana/")
    assert json.loads(run("--space", "desk-2", "--json").stdout) == {"imported": len(OBJECTS), "problems": []}
    assert len(kibana.spaces["desk-2"]) == len(OBJECTS) and not kibana.spaces["default"]
    with pytest.raises(BadInput, match="no space 'desk/3'"):
        reraise(run("--space", "desk/3"))


def reraise(result: Result) -> None:
    assert result.exception is not None
    raise result.exception


def test_the_indices_are_those_of_the_prefix(kibana: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_INDEX_PREFIX", "blue")
    assert run().exit_code == 0
    assert list(kibana.spaces["default"].values()) == saved_objects("blue")


@pytest.mark.parametrize(
    ("environment", "login"),
    [
        ({"KIBANA_USER": "jörg", "KIBANA_PASSWORD": SECRET}, basic("jörg", SECRET)),
        ({"KIBANA_API_KEY": SECRET}, f"ApiKey {SECRET}"),
    ],
)
def test_a_login(kibana: StandIn, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], login: str) -> None:
    kibana.login = login
    with pytest.raises(KibanaUnavailable, match=r"wants a login.*QUOTEWIRE_KIBANA_USER"):
        reraise(run())
    for name, value in environment.items():
        monkeypatch.setenv(f"QUOTEWIRE_{name}", value)
    done = run()
    assert done.exit_code == 0 and SECRET not in done.output
    kibana.login = "ApiKey another"
    refused = run()
    assert isinstance(refused.exception, KibanaUnavailable) and SECRET not in str(refused.exception)


def test_it_waits_for_a_kibana_that_starts(kibana: StandIn) -> None:
    kibana.not_ready = 3
    with pytest.raises(KibanaUnavailable, match=r"not ready \(status 503\).*--wait"):
        reraise(run())
    done = run("--wait", "60")
    assert done.exit_code == 0 and len(kibana.requests) == 4
    assert done.stderr.count("waiting for Kibana") == 1
    assert len(kibana.spaces["default"]) == len(OBJECTS)


def test_nobody_listens(kibana: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("QUOTEWIRE_KIBANA_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        for arguments in ([], ["--wait", "0.05"]):
            with pytest.raises(KibanaUnavailable, match=r"no answer.*Start it, or set QUOTEWIRE_KIBANA_URL"):
                reraise(run(*arguments))


def test_what_kibana_did_not_take_is_listed(kibana: StandIn) -> None:
    kibana.unknown_types = frozenset({"search"})
    done = run()
    assert done.exit_code == 1
    assert f"{len(OBJECTS) - 3} objects imported" in done.stdout
    assert "search quotewire-news-newest-articles: this Kibana does not know the kind" in done.stderr
    assert done.stderr.count("\n") == 3
    listed = json.loads(run("--json").stdout)
    assert [item["type"] for item in listed["problems"]] == ["search"] * 3


def test_references_that_are_missing_are_named(kibana: StandIn) -> None:
    settings = client.Settings(_env_file=None, kibana_url=kibana.url)
    dashboards = "".join(f"{json.dumps(item)}\n" for item in OBJECTS if item["type"] == "dashboard")
    imported = client.import_objects(settings, dashboards)
    assert imported.count == 0
    assert [problem.id for problem in imported.problems] == ["quotewire-news-newsroom", "quotewire-news-pipeline"]
    assert "index-pattern quotewire-news-metrics" in imported.problems[1].reason


REFUSALS = {
    "may not import saved objects.*Unable to bulk_create": refusal(403, "Forbidden", "Unable to bulk_create search"),
    r"refuses the import \(status 422\): newer": refusal(422, "Unprocessable", "newer than this Kibana"),
    r"refuses the import \(status 413\)": refusal(413, "Payload Too Large", ""),
    r"not answer as Kibana does \(status 200\)": (200, b"<html>It works!</html>"),
    r"not answer as Kibana does \(status 200\) ?": (200, b"[]"),
    r"not answer as Kibana does \(status 302\)": (302, b""),
    r"not answer as Kibana does \(status 404\)": (404, b"nginx"),
}


@pytest.mark.parametrize("message", REFUSALS)
def test_a_refusal_says_why_and_what_to_do(kibana: StandIn, message: str) -> None:
    kibana.answer = REFUSALS[message]
    with pytest.raises(KibanaUnavailable, match=message):
        reraise(run("--wait", "60"))
    assert len(kibana.requests) == 1  # nothing that waiting would help


def test_the_file_instead(kibana: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = run("--output", "objects.ndjson")
    assert done.exit_code == 0 and (tmp_path / "objects.ndjson").read_text("utf-8") == ndjson()
    assert done.stdout == ""
    monkeypatch.setenv("QUOTEWIRE_INDEX_PREFIX", "blue")
    assert run("--output", "-").stdout == ndjson("blue")
    with pytest.raises(BadInput, match="cannot be written"):
        reraise(run("--output", str(tmp_path)))
    assert not kibana.requests


@pytest.mark.parametrize(
    "wrong",
    ["", "localhost:5601", "ftp://a", "http://", "http://a:99999", "http://elastic:gEh3im@a", "http://a/?b=1", "http://a/#c"],
)  # fmt: skip
def test_an_impossible_address(kibana: StandIn, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("QUOTEWIRE_KIBANA_URL", wrong)
    with pytest.raises(BadInput, match="QUOTEWIRE_KIBANA_URL: ") as raised:
        reraise(run())
    assert SECRET not in str(raised.value)


def test_user_and_password_belong_together(kibana: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTEWIRE_KIBANA_USER", "elastic")
    with pytest.raises(BadInput, match="QUOTEWIRE_KIBANA_PASSWORD belong together"):
        reraise(run())
