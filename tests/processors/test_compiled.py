"""The compiled form of processors/quotes: used where it fits the sources, and the same in what it finds."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from processors import compiled

ROOT = Path(__file__).parents[2]

READ = """
import hashlib, json, re
from benchmarks.stream.corpus import articles
from processors.compiled import is_compiled
from processors.quotes import find_quotations
from processors.sections import find_sections
from schemas.annotations import Entity

# Pairs of capitalised words stand for what entity recognition finds: enough for speakers to be resolved.
PAIR = re.compile(r"[^\\W\\d_]\\w+ [^\\W\\d_]\\w+")

def names(text):
    for pair in PAIR.finditer(text):
        if pair[0].istitle():
            yield Entity(
                text=pair[0], start=pair.start(), end=pair.end(), label="PER", canonical=pair[0], salience=0.1
            )

read, found = hashlib.sha256(), 0
for article in articles(120):
    text = article["text"]
    quotes = find_quotations(text, article["tags"][1], list(names(text)), find_sections(text))
    read.update(json.dumps([quote.model_dump() for quote in quotes]).encode())
    found += len(quotes)
print(json.dumps([is_compiled(), read.hexdigest(), found]))
"""


def ran(root: Path = ROOT, code: str = READ, **environ: str) -> list[object]:
    inherited = {name: value for name, value in os.environ.items() if name != compiled.SWITCH}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**inherited, "PYTHONPATH": str(root), **environ},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [*json.loads(done.stdout), done.stderr]


def copied(folder: Path) -> Path:
    """All that the compiled form hangs on."""
    for name in ("processors", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("models", "__pycache__", "tables"))
    for name in ("setup.py", "requirements-dev.lock"):
        shutil.copy2(ROOT / name, folder / name)
    return folder


WHERE = "import json, processors.quotes.tokens as t; print(json.dumps([t.__file__]))"


@pytest.fixture(scope="module")
def built() -> Path:
    """The compiled form of the present sources, as `make test` makes it."""
    assert compiled.is_whole(compiled.folder()), "make compiled"
    return compiled.folder()


def test_both_forms_find_the_same(built):
    fast, slow = ran(), ran(QUOTEWIRE_COMPILED="no")
    assert (fast[0], slow[0]) == (True, False)
    assert fast[1:3] == slow[1:3]
    assert slow[2] > 500


def test_all_of_the_package_is_compiled_but_what_is_left_out_with_a_reason(built):
    code = """
import json, pkgutil, importlib, processors.quotes
print(json.dumps(sorted(
    name for _, name, package in pkgutil.iter_modules([processors.quotes.__path__[-1]])
    if not package and importlib.import_module(f"processors.quotes.{name}").__file__.endswith(".py")
)))
"""
    assert {f"{name}.py" for name in ran(code=code)[:-1]} == compiled.LEFT_OUT - {"__init__.py"}


@pytest.mark.parametrize(
    "changed", ["processors/quotes/tokens.py", "processors/names/titles.py", "schemas/annotations.py", "setup.py"]
)
def test_a_changed_source_is_what_runs(tmp_path, built, changed):
    copied(tmp_path)
    (tmp_path / "build").symlink_to(ROOT / "build")
    before = Path(str(ran(tmp_path, WHERE)[0]))
    with (tmp_path / changed).open("a") as file:
        file.write("\n# changed\n")
    after = Path(str(ran(tmp_path, WHERE)[0]))
    assert (before.suffix, after.suffix) == (".so", ".py")
    assert after == tmp_path / "processors" / "quotes" / "tokens.py"


def test_a_form_that_is_not_whole_is_passed_over(tmp_path, built):
    copied(tmp_path)
    there = tmp_path / "build" / "compiled" / built.name
    shutil.copytree(built, there)
    assert str(ran(tmp_path, WHERE)[0]).endswith(".so")
    next(there.glob("processors/quotes/weights.*")).unlink()
    assert str(ran(tmp_path, WHERE)[0]).endswith(".py")


def test_a_library_that_cannot_be_loaded_is_told_and_passed_over(tmp_path, built):
    copied(tmp_path)
    there = tmp_path / "build" / "compiled" / built.name
    shutil.copytree(built, there)
    next(there.glob(f"{compiled.LIBRARY}*")).write_bytes(b"of another machine")
    where, told = ran(tmp_path, WHERE)
    assert str(where).endswith(".py")
    assert "cannot be loaded" in str(told)


def test_the_switch_turns_an_installed_form_off_too(tmp_path, built):
    copied(tmp_path)
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)  # beside the sources, as in an installed package
    assert str(ran(tmp_path, WHERE)[0]).endswith(".so")
    assert str(ran(tmp_path, WHERE, QUOTEWIRE_COMPILED="no")[0]).endswith(".py")


def test_the_python_form_passes_the_tests_of_quotations_too(built):
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/processors/quotes"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, compiled.SWITCH: "no"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None and int(passed[1]) > 1500


def test_compiling_again_does_nothing(built):
    library = next(built.glob("*.so"))
    before = library.stat()
    command = [sys.executable, str(ROOT / "deploy" / "compile.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = library.stat()
    assert (done.stdout, done.stderr) == ("", "")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_without_a_compiler_it_says_what_installs_one(tmp_path):
    copied(tmp_path)
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, str(tmp_path / "deploy" / "compile.py")], env={"PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "apt-get install gcc" in done.stdout
    assert not (tmp_path / "build").exists()


def test_it_is_not_compiled_beside_the_sources():
    for command in (["build_ext", "--inplace"], ["editable_wheel"]):
        done = subprocess.run(
            [sys.executable, "setup.py", *command], cwd=ROOT, env={**os.environ, "QUOTEWIRE_COMPILE": "yes"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "make compiled" in done.stderr
