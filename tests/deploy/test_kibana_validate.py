"""Elastic's own validator of packages, package-spec, over Kibana's saved objects (`make kibana-validate`)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OBJECTS = ROOT / "deploy" / "kibana" / "quotewire.ndjson"

pytestmark = pytest.mark.skipif(shutil.which("go") is None, reason="the validator is a Go program, and there is no Go")


def validate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "deploy" / "kibana" / "validate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_validator_finds_nothing_wrong() -> None:
    done = validate()
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(OBJECTS.read_text("utf-8").splitlines())
    assert f"nothing wrong with {count} objects" in done.stdout
    # What is excluded is what is known, and no more: two dashboards without a filter.
    assert "found 2 validation errors" in done.stdout and done.stdout.count("SVR00002") == 2


def test_the_validator_would_find_something(tmp_path: Path) -> None:
    objects = [json.loads(line) for line in OBJECTS.read_text("utf-8").splitlines()]
    (newsroom,) = [item for item in objects if item["id"] == "quotewire-news-newsroom"]
    newsroom["references"].append({"type": "lens", "id": "nowhere", "name": "x:savedObjectRef"})
    broken = tmp_path / "broken.ndjson"
    broken.write_text("".join(f"{json.dumps(item)}\n" for item in objects))
    done = validate(str(broken))
    assert done.returncode != 0
    assert "dangling reference found: nowhere (lens)" in done.stdout
