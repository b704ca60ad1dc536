"""A real Kafka and a real Elasticsearch for the tests that need them.

The stack is the project's own (deploy/local) in a folder of its own with free ports: tests never touch what `make up`
started, nor an existing cluster that the environment names. QUOTEWIRE_TEST_STACK_DIR names another folder; the
stack there is used as it is, started if none runs, and left running (`QUOTEWIRE_STACK_DIR=… deploy/local/stack.py down`
ends it).
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
STACK = Path(os.environ.get("QUOTEWIRE_TEST_STACK_DIR", ROOT / ".stack" / "test"))


def stack(verb: str, *arguments: str, folder: Path = STACK, fast: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs deploy/local/stack.py for the stack of the tests, or for another one.

    Args:
        verb: up, wipe, …
        arguments: of the verb.
        folder: of the stack.
        fast: quick to start and small, at half the speed.
    """
    given = ("QUOTEWIRE_KAFKA_BROKERS", "QUOTEWIRE_ELASTICSEARCH_URL")
    environ = {name: value for name, value in os.environ.items() if name not in given} | {
        "QUOTEWIRE_STACK_DIR": str(folder),
        "QUOTEWIRE_STACK_DIST": os.environ.get("QUOTEWIRE_STACK_DIST", str(ROOT / ".stack" / "dist")),
        "QUOTEWIRE_STACK_FAST": "1" if fast else "0",
        "QUOTEWIRE_STACK_WAIT": "300",
    }
    command = [sys.executable, str(ROOT / "deploy" / "local" / "stack.py"), verb, *arguments]
    return subprocess.run(command, env=environ, check=False, capture_output=True, text=True)


def addresses(folder: Path = STACK) -> dict[str, str]:
    """Where the stack of the tests is, or another one."""
    read: dict[str, str] = json.loads((folder / "endpoints.json").read_text())
    return read


def running() -> Iterator[dict[str, str]]:
    """Addresses of a stack that runs for this session."""
    if "QUOTEWIRE_TEST_STACK_DIR" in os.environ:
        # Others may be using it, or just starting it: one that answers slowly is waited for, and never wiped.
        up = stack("up", "--ports", "auto")
        assert up.returncode == 0, f"the stack in {STACK} does not answer:\n{up.stdout}\n{up.stderr}"
        yield addresses()
        return
    assert stack("wipe").returncode == 0
    up = stack("up", "--ports", "auto")
    try:
        assert up.returncode == 0, f"the stack does not start:\n{up.stdout}\n{up.stderr}"
        yield addresses()
    finally:
        assert stack("wipe").returncode == 0
