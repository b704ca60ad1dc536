"""deploy/Dockerfile read as text: the habits that make an image small, repeatable and harmless.

That its steps work, and that a worker runs from what they install, is shown by tests/integration/test_image.py.
"""

import json
import re
from pathlib import Path

import pytest
from dockerfile import Ignored, context, instructions, stages
from parts import shipped
from policy import read_policy

from tests.deploy.project import VERSION

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "deploy" / "Dockerfile").read_text()
IGNORED = Ignored.read((ROOT / ".dockerignore").read_text())
WHEEL, BUILD, FINAL = STAGES = stages(TEXT)


def test_base_images_are_pinned_to_a_version():
    for stage in STAGES:
        assert re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", stage.image), stage.image
    assert BUILD.image == FINAL.image  # the environment that is copied over names the Python that made it
    assert WHEEL.image.replace("bookworm", "slim-bookworm") == BUILD.image  # compiled for that very Python


def test_it_ends_as_an_ordinary_user_with_a_fixed_number():
    user = FINAL.all("USER")[-1]
    assert re.fullmatch(r"[1-9]\d{4,}:[1-9]\d{4,}", user.rest)
    assert FINAL.instructions.index(user) > max(
        number for number, one in enumerate(FINAL.instructions) if one.name in {"RUN", "COPY"}
    )
    made = next(one.rest for one in FINAL.all("RUN") if "useradd" in one.rest)
    assert f"--uid {user.rest.partition(':')[0]} " in made


def test_nothing_is_fetched_but_by_the_lock_file():
    install = (ROOT / "deploy" / "image" / "install.sh").read_text()
    assert not [one for one in instructions(TEXT) if one.name == "ADD"]
    lines = install.replace("\\\n", " ").splitlines()
    for line in [*(one.rest for one in instructions(TEXT) if one.name == "RUN"), *lines]:
        assert not re.search(r"\b(curl|wget|apt-get|apk|git clone)\b", line), line
        if "pip" in line and " install " in line:
            assert "--require-hashes" in line or "--no-index" in line, line
            assert "--only-binary :all:" in line or "--no-index" in line, line


def test_no_compiler_and_no_pip_of_its_own_comes_into_the_final_stage():
    assert all(
        one.flags.get("from") == "build" or one.rest.startswith(("deploy/image/healthy.py", "LICENSE"))
        for one in FINAL.all("COPY")
    )
    assert not [one for one in FINAL.all("RUN") if "pip" in one.rest or "install" in one.rest]
    # Of the stage with a compiler only the project's wheel goes on.
    assert [one.rest for stage in STAGES for one in stage.all("COPY") if one.flags.get("from") == WHEEL.name] == [
        "/opt/wheels /opt/wheels"
    ]


def test_it_holds_no_secret():
    for stage in STAGES:
        names = {*stage.environment(), *(one.rest.partition("=")[0] for one in stage.all("ARG"))}
        assert not [name for name in names if re.search("PASSWORD|SECRET|TOKEN|API_KEY|CREDENTIAL", name)]


def test_it_says_how_to_run_it_stop_it_and_see_that_it_is_well():
    assert json.loads(FINAL.all("ENTRYPOINT")[0].rest) == ["quotewire"]
    assert json.loads(FINAL.all("CMD")[0].rest) == ["worker"]
    assert FINAL.all("STOPSIGNAL")[0].rest == "SIGTERM"
    check = FINAL.all("HEALTHCHECK")[0]
    assert {"interval", "timeout", "start-period", "retries"} <= check.flags.keys()
    assert json.loads(check.rest.removeprefix("CMD")) == ["python", "/opt/quotewire/healthy.py"]
    assert FINAL.environment()["QUOTEWIRE_METRICS_HOST"] == "0.0.0.0"
    assert FINAL.all("EXPOSE")[0].rest == FINAL.environment()["QUOTEWIRE_METRICS_PORT"]


def test_its_labels_name_the_version_and_the_licences_of_code_models_and_data():
    label = FINAL.all("LABEL")[0].rest
    own = [part for part in shipped(read_policy()).parts if part.kind in {"model", "data"}]
    licences = sorted({"Apache-2.0", *(part.licence for part in own)})
    assert f'licenses="{" AND ".join(licences)}"' in label
    assert 'image.version="${VERSION}"' in label
    assert f"VERSION={VERSION}" in [one.rest for one in FINAL.all("ARG")]


def test_everything_that_is_copied_is_let_through():
    let_through = context(ROOT, IGNORED)
    for stage in STAGES:
        for one in stage.all("COPY"):
            if "from" not in one.flags:
                for name in one.rest.split()[:-1]:
                    assert [path for path in let_through if path == Path(name) or Path(name) in path.parents], name


def test_only_what_the_image_is_made_of_is_let_through():
    tops = {path.parts[0] for path in context(ROOT, IGNORED)}
    assert tops == {
        "LICENSE", "README.md", "deploy", "docs", "processors", "pyproject.toml", "requirements-dev.lock",
        "requirements.lock", "schemas", "setup.py", "streams",
    }  # fmt: skip
    assert {path.as_posix() for path in context(ROOT, IGNORED) if path.parts[0] in {"deploy", "docs"}} == {
        "deploy/bill/bill.py", "deploy/bill/licences.py", "deploy/bill/licences.toml", "deploy/bill/parts.py",
        "deploy/bill/policy.py", "deploy/image/healthy.py", "deploy/image/install.sh", "docs/licences.md",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("streams/settings.py", False),
        ("processors/models/de/model/ner/model", False),
        ("streams/__pycache__/settings.cpython-311.pyc", True),
        ("streams/.env", True),
        (".env", True),
        ("deploy/.env", True),
        ("tests/conftest.py", True),
        ("README.md.orig", True),
        (".git/config", True),
    ],
)
def test_secrets_caches_and_the_rest_stay_out(path, ignored):
    assert IGNORED(path) is ignored


@pytest.mark.parametrize(
    ("rules", "path", "ignored"),
    [
        ("*.md\n!README*.md", "README-old.md", False),
        ("*.md", "docs/a.md", False),  # a pattern without ** is for the top folder
        ("**/*.md", "docs/deep/a.md", True),
        ("docs", "docs/a/b", True),
        ("docs\n!docs/a", "docs/a/b", False),
        ("!docs/a\ndocs", "docs/a/b", True),
        ("# docs\n\n  a?c  ", "abc", True),
        ("a?c", "a/c", False),
    ],
)
def test_rules_are_read_as_docker_reads_them(rules, path, ignored):
    assert Ignored.read(rules)(path) is ignored


def test_instructions_are_read_with_their_flags_and_continued_lines():
    text = '# note\nFROM a:1 AS b\nCOPY --from=x --chown=1:1 c \\\n   # inside\n   d/\nENV A=1 B="two words"\n'
    (stage,) = stages(text)
    (copy,) = stage.all("COPY")
    assert (copy.flags, copy.rest.split()) == ({"from": "x", "chown": "1:1"}, ["c", "d/"])
    assert stage.environment() == {"A": "1", "B": "two words"}
    assert (stage.name, stage.image) == ("b", "a:1")
