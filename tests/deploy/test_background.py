"""The search page in the background, as `make demo` and `make down` start and stop it; no server is needed."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from background import Background, endpoints
from console import StackError
from settings import from_environment

LOCAL = Path(__file__).parents[2] / "deploy" / "local"


@pytest.fixture
def environ(tmp_path):
    stack = tmp_path / "stack"
    (stack / "run").mkdir(parents=True)
    addresses = {"kafka_brokers": "127.0.0.1:1", "elasticsearch_url": "http://127.0.0.1:1"}
    (stack / "endpoints.json").write_text(json.dumps(addresses))
    usual = {name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_")}
    return usual | {"QUOTEWIRE_STACK_DIR": str(stack), "QUOTEWIRE_WEB_PORT": "0"}


def web(verb: str, environ: dict[str, str]) -> str:
    command = [sys.executable, str(LOCAL / "web.py"), verb]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def alive(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}healthz", timeout=30) as answer:
            return answer.read() == b"alive\n"
    except urllib.error.URLError:
        return False


def test_the_page_is_started_said_started_again_and_stopped(environ):
    try:
        first = re.search(r"http://\S+", web("start", environ))[0]
        assert alive(first)
        second = re.search(r"http://\S+", web("start", environ))[0]
        assert alive(second)
        assert second == first or not alive(first), "one page at a time"
    finally:
        said = web("stop", environ)
    assert "is stopped" in said
    assert not alive(second)
    assert web("stop", environ) == "", "a second time there is nothing to stop"


def test_the_way_out_where_no_stack_was_started(tmp_path):
    settings = from_environment({"QUOTEWIRE_STACK_DIR": str(tmp_path / "none")})
    with pytest.raises(StackError, match="make up"):
        endpoints(settings)
    assert not Background("web", 1.0).stop(settings)
