"""Checks Kibana's saved objects with Elastic's own validator of packages, package-spec (a Go module).

    deploy/kibana/validate.py [FILE]        quotewire.ndjson beside it, if none is given

The objects are put into a package of the kind that Kibana's integrations are, as their form wants them: one file for
each, named by its id. A check that does not apply here is excluded as packages do it (validation.yml), and what it
finds is shown: see EXCLUDED. The exit code is that of the validator; 2 where there is no Go.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OBJECTS = HERE / "quotewire.ndjson"
FOLDERS = {"index-pattern": "index_pattern"}
"""By kind, where it is not the folder's name."""

EXCLUDED = {
    "SVR00002": "panels without a filter: meant for data views such as logs-*, shared by all packages; ours are our own"
}
"""Checks that do not apply, by their code, with the reason."""

MANIFEST = """\
format_version: 3.5.0
name: quotewire
title: Quotewire
description: Articles, who is named in them and who said what.
version: 0.1.0
type: integration
source:
  license: Apache-2.0
conditions:
  kibana:
    version: ^9.0.0
owner:
  github: quotewire/quotewire
  type: community
"""
CHANGELOG = """\
- version: 0.1.0
  changes:
    - description: Dashboards, saved searches and data views.
      type: enhancement
      link: https://example.org/quotewire
"""


def main() -> int:
    """Returns the exit code."""
    if shutil.which("go") is None:
        print("Go is needed (1.24 or newer): apt-get install golang-go, or from the Go project", file=sys.stderr)
        return 2
    objects = Path(sys.argv[1]) if len(sys.argv) > 1 else OBJECTS
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "quotewire"
        make_package(folder, objects)
        return validate(folder)


def make_package(folder: Path, file: Path) -> None:
    """Writes the objects as a package into a folder that does not exist."""
    objects = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for item in objects:
        place = folder / "kibana" / FOLDERS.get(item["type"], item["type"]) / f"{item['id']}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(item, indent=2), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "README.md").write_text("# Quotewire\n", encoding="utf-8")
    (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    (folder / "changelog.yml").write_text(CHANGELOG, encoding="utf-8")
    checks = "".join(f"    - {code} # {reason}\n" for code, reason in EXCLUDED.items())
    (folder / "validation.yml").write_text(f"errors:\n  exclude_checks:\n{checks}", encoding="utf-8")


def validate(folder: Path) -> int:
    """Runs the validator; its complaints go to the standard output."""
    done = subprocess.run(["go", "run", ".", str(folder.resolve())], cwd=HERE / "validator", check=False)
    if done.returncode == 0:
        count = len(list(folder.glob("kibana/*/*.json")))
        print(f"package-spec finds nothing wrong with {count} objects")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
