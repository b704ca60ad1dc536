"""Shared fixtures, the rule that integration tests are never skipped, and what the lanes of `make test` share.

`pytest -n 2` (pytest-xdist) runs modules in lanes, processes that share one stack. They are started in the order of
this run's list, integration tests first: those that take longest are not the last.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.integration.processes import alive
from tests.stack import STACK, running, stack

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

ROOT = Path(__file__).parents[1]
LANES_END_SECONDS = 120.0
"""What an interrupted lane needs at most to stop what it has started."""

_executed = {"integration": 0}
_lanes: list[Any] = []
"""The lanes' `WorkerController`s of pytest-xdist."""


@pytest.fixture(scope="session")
def news_data() -> Path:
    """The folder of measured data (NEWS_DATA, default ../shared/data); tests that need it are skipped without it."""
    folder = Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no measured data at {folder}; set NEWS_DATA to where it is")
    return folder


@pytest.fixture(scope="session")
def endpoints() -> Iterator[dict[str, str]]:
    """Addresses of a Kafka and an Elasticsearch that run for this session; they start with the first test that asks."""
    yield from running()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """An integration test that is skipped has failed: it is what shows that the real thing works."""
    report = yield
    if item.get_closest_marker("integration") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"integration tests must run, this one was skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable():
    """What a test has logged may be no Unicode; a lane could not send it."""
    return encodable((yield))


def encodable(value: Any) -> Any:
    """A report as data, with halves of surrogate pairs written as escapes."""
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(encodable, value))
    return value


def pytest_runtest_logreport(report):
    """Counts the integration tests of all lanes."""
    if report.when == "call" and "integration" in report.keywords:
        _executed["integration"] += 1


def pytest_configure(config):
    lane = hasattr(config, "workerinput")
    if not lane and config.getoption("dist", "no") != "no" and "QUOTEWIRE_TEST_STACK_DIR" not in os.environ:
        assert stack("wipe").returncode == 0
        os.environ["QUOTEWIRE_TEST_STACK_DIR"] = str(STACK)  # the first lane that asks starts it
        config.add_cleanup(_wipe)


def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        first = (ROOT / "tests" / "faults", ROOT / "tests" / "integration")
        items.sort(key=lambda item: not any(folder in item.path.parents for folder in first))


def _wipe() -> None:
    wiped = stack("wipe")
    assert wiped.returncode == 0, wiped.stderr


def pytest_runtest_setup(item):
    if hasattr(item.config, "workerinput"):
        signal.signal(signal.SIGINT, _interrupted_once)


def _interrupted_once(_number: int, _frame: object) -> None:
    """The next Ctrl-C does not keep a lane from stopping what it has started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


@pytest.hookimpl(optionalhook=True)
def pytest_testnodeready(node):
    _lanes.append(node)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    """Ctrl-C ends the lanes in order: pytest-xdist alone would kill them after some seconds.

    In CI, a run of the whole suite without a single integration test has failed.
    """
    if exitstatus == pytest.ExitCode.INTERRUPTED:
        _end_lanes()
    whole_suite = not session.config.args or session.config.args == session.config.getini("testpaths")
    lane = hasattr(session.config, "workerinput")
    if os.environ.get("CI") and whole_suite and exitstatus == 0 and not lane and not _executed["integration"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nno integration test was run")


def _end_lanes() -> None:
    pids = [lane.gateway._rinfo().pid for lane in _lanes]
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + LANES_END_SECONDS
    for lane, pid in zip(_lanes, pids, strict=True):
        # A lane whose session is over has sent its output, and waits to be told to end.
        while not hasattr(lane, "workeroutput") and alive(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
