"""Commands that are forked say and do what those of a new interpreter do."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.conftest import ROOT
from tests.integration.forked import CommandServer
from tests.integration.processes import alive

ENVIRON = os.environ | {"QUOTEWIRE_TOPIC_PREFIX": "gazette"}


@pytest.fixture(scope="module")
def server() -> Iterator[CommandServer]:
    made = CommandServer()
    yield made
    made.close()
    assert not alive(made._process.pid)


def untimed(text: str) -> str:
    """Without the seconds that the processors took."""
    return re.sub(r"\d+\.\d+", "0", text)


@pytest.mark.parametrize("arguments", [["settings"], ["nonsense"], ["enrich", "-"]])
def test_a_forked_command_answers_as_one_of_a_new_interpreter(server: CommandServer, arguments: list[str]):
    given = '{"text": "Andrée said nothing."}\n{"title": 1}\n'
    command = [sys.executable, "-m", "streams.cli", *arguments]
    usual = subprocess.run(command, env=ENVIRON, cwd=ROOT, input=given, capture_output=True, text=True, check=False)
    forked = server.run(arguments, ENVIRON, ROOT, given, seconds=300)
    assert (forked.returncode, forked.stderr) == (usual.returncode, usual.stderr)
    assert untimed(forked.stdout) == untimed(usual.stdout)
    assert forked.stdout or forked.stderr


def test_environment_and_folder_are_those_of_one_command(server: CommandServer, tmp_path: Path):
    (tmp_path / ".env").write_text("QUOTEWIRE_GROUP_PREFIX=from-the-folder\n")
    there = server.run(["settings"], ENVIRON, tmp_path, None, seconds=300).stdout
    assert "gazette" in there and "from-the-folder" in there
    elsewhere = server.run(["settings"], os.environ, ROOT, None, seconds=300).stdout
    assert "gazette" not in elsewhere and "from-the-folder" not in elsewhere


def test_a_command_that_takes_too_long_is_ended(server: CommandServer):
    # Nobody listens there: it goes on asking for many times as long.
    environ = ENVIRON | {"QUOTEWIRE_KAFKA_BROKERS": "127.0.0.1:1"}
    assert server.run(["dead-letters", "list"], environ, ROOT, None, seconds=1).returncode == -14
    assert server.run(["settings"], environ, ROOT, None, seconds=300).returncode == 0
