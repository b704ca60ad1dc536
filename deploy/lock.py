"""Writes the lock files from pyproject.toml, or checks that they are current.

    requirements.lock       what runs
    requirements-dev.lock   that, what checks it, and what the models are trained with

In the form of pip-compile, for every platform and Python at once, with hashes and without index addresses; written by
`uv pip compile`.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("dev", "training")
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": [option for extra in EXTRAS for option in ("--extra", extra)],
}


def main() -> int:
    """Returns the exit code: with --check 1 where a lock file does not fit pyproject.toml."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a lock file is not current")
    check = parser.parse_args().check
    stale = []
    for name, options in LOCKS.items():
        path = ROOT / name
        if check:
            missing = _unlocked(path)
            if missing:
                stale.append(f"{name} lacks {', '.join(missing)}")
        else:
            _compile(path, options)
    if stale:
        print("; ".join(stale) + ": run `make lock`", file=sys.stderr)
    return 1 if stale else 0


def _compile(path: Path, options: list[str]) -> None:
    command = [
        str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock",
        *options, "pyproject.toml", "--output-file", path.name,
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    print(f"{path.name}: {len(_locked(path))} packages")


def _locked(path: Path) -> dict[str, str]:
    pins = re.findall(r"^([a-zA-Z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", path.read_text("utf-8"), re.MULTILINE)
    return {_canonical(name): version for name, version in pins}


def _unlocked(path: Path) -> list[str]:
    """Dependencies of pyproject.toml that the lock file does not pin. Needs no network, unlike a new resolution."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    if path.name == "requirements-dev.lock":
        wanted += [name for extra in EXTRAS for name in project["optional-dependencies"][extra]]
    locked = _locked(path) if path.exists() else {}
    names = [_canonical(re.match(r"[A-Za-z0-9._-]+", requirement)[0]) for requirement in wanted]  # type: ignore[index]
    return [name for name in names if name not in locked]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
