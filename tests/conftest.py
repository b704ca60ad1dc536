"""Shared fixtures: the measured data, and the rule that integration tests are never skipped."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack import running

ROOT = Path(__file__).parents[1]

_executed = {"integration": 0}


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
    if item.get_closest_marker("integration"):
        if report.skipped and not hasattr(report, "wasxfail"):
            report.outcome = "failed"
            report.longrepr = f"integration tests must run, this one was skipped: {report.longrepr}"
        elif report.when == "call":
            _executed["integration"] += 1
    return report


def pytest_sessionfinish(session, exitstatus):
    """In CI, a run of the whole suite without a single integration test has failed."""
    whole_suite = not session.config.args or session.config.args == session.config.getini("testpaths")
    if os.environ.get("CI") and whole_suite and exitstatus == 0 and not _executed["integration"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\nno integration test was run")
