"""deploy/prometheus: valid, and every alert tested by `promtool test rules`, explained, and about metrics that exist.

That the expressions work on what a real worker shows is in tests/integration/test_watching.py.
"""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

from streams.metrics.definitions import DEFINITIONS

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))
TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))


def promtool(*arguments):
    """What promtool says; it must be satisfied."""
    program = shutil.which("promtool")
    assert program, "promtool is missing; on Debian or Ubuntu: apt-get install prometheus (or download.prometheus.io)"
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def alerts():
    """The alert rules by name."""
    groups = [group for path in RULES for group in yaml.safe_load(path.read_text())["groups"]]
    return {rule["alert"]: rule for group in groups for rule in group["rules"] if "alert" in rule}


def alert_tests(name):
    """The test cases of an alert in the files for promtool."""
    cases = [case for path in TESTS for case in yaml.safe_load(path.read_text())["tests"]]
    return [test for case in cases for test in case.get("alert_rule_test", []) if test["alertname"] == name]


def headings(path):
    """The anchors of a Markdown file, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_configuration_is_valid():
    said = promtool("check", "config", PROMETHEUS / "prometheus.yml")
    assert f"{len(RULES)} rule files found" in said


def test_rules_are_valid():
    promtool("check", "rules", *RULES)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_rules_do_what_their_tests_say(path):
    assert "SUCCESS" in promtool("test", "rules", path)


@pytest.mark.parametrize("name", alerts())
def test_every_alert_is_tested_firing_and_quiet(name):
    tests = alert_tests(name)
    assert any(test.get("exp_alerts") for test in tests), "no test in which it fires"
    assert any(not test.get("exp_alerts") for test in tests), "no test in which it does not"


def test_every_test_is_about_an_alert_that_exists():
    cases = [case for path in TESTS for case in yaml.safe_load(path.read_text())["tests"]]
    assert {test["alertname"] for case in cases for test in case.get("alert_rule_test", [])} <= set(alerts())


@pytest.mark.parametrize("name", alerts())
def test_every_alert_says_what_it_means_and_what_to_do(name):
    rule = alerts()[name]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    said = rule["annotations"]
    assert said["summary"]
    assert "Look: " in said["description"] and "Do: " in said["description"]
    assert re.search(r"`quotewire (status|dead-letters list)", said["description"])


@pytest.mark.parametrize("name", alerts())
def test_every_alert_has_a_chapter_in_its_runbook(name):
    page, _, anchor = alerts()[name]["annotations"]["runbook"].partition("#")
    assert anchor in headings(ROOT / page)


def chapter(name):
    """What docs/alerts.md says of an alert."""
    (text,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", (ROOT / "docs" / "alerts.md").read_text(), re.M | re.S)
    return text


@pytest.mark.parametrize("name", alerts())
def test_every_chapter_says_how_bad_what_it_means_how_to_look_and_what_to_do(name):
    text = chapter(name)
    assert text.split("*")[1].lower().rstrip(".") == alerts()[name]["labels"]["severity"]
    for part in ("Meaning", "Look", "Do"):
        assert len(re.findall(rf"^- \*\*{part}:\*\*", text, re.M)) == 1
    shown = re.findall(r"^```\n(.*?)^```", text, re.M | re.S)
    assert shown, "no command with what it prints"
    for block in shown:
        lines = block.splitlines()
        assert re.match(r"\$ (quotewire|curl) ", lines[0])
        assert [line for line in lines if not line.startswith("$ ")], "a command without what it prints"


def test_metrics_in_the_runbook_exist():
    named = set(re.findall(r"quotewire_\w+", (ROOT / "docs" / "alerts.md").read_text()))
    shown = {f"{one.name}{suffix}" for one in DEFINITIONS for suffix in ("", "_total", "_bucket", "_count", "_sum")}
    assert named
    assert named <= shown


def test_whoever_is_on_call_finds_every_alert():
    page = (ROOT / "docs" / "operations.md").read_text()
    listed = re.findall(r"^\| \[(\w+)\]\(alerts\.md#(\w+)\) \| (\w+) \|", page, re.M)
    assert sorted(name for name, _, _ in listed) == sorted(alerts())
    for name, anchor, severity in listed:
        assert (anchor, severity) == (name.lower(), alerts()[name]["labels"]["severity"])


def test_runbook_has_no_chapter_of_an_alert_that_is_gone():
    chapters = {anchor for anchor in headings(ROOT / "docs" / "alerts.md") if anchor.startswith("quotewire")}
    assert chapters == {name.lower() for name in alerts()}
