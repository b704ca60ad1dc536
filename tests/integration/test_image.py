"""The steps of deploy/Dockerfile, carried out in a clean directory, and a worker run from what they install.

As in a container the worker is an ordinary user, starts in a directory where it can write nothing, and sees no
environment but the image's.
"""

import json
import platform
import shutil
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "deploy" / "image"), str(ROOT / "deploy" / "local")]

from ports import choose_free  # noqa: E402  # no packages
from steps import Built, build  # noqa: E402


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Built:
    return build(tmp_path_factory.mktemp("image"))


def test_only_what_dockerignore_lets_through_was_there(image):
    assert not (image.source / "tests").exists()
    assert not (image.source / "deploy" / "local").exists()
    assert (image.source / "processors" / "models").is_dir()


def test_the_user_can_read_all_of_it_and_change_none(image):
    assert image.unreadable() == []


def test_nothing_can_be_installed_into_it(image):
    assert not list(image.home.glob("bin/pip*"))


def test_its_files_depend_on_the_lock_file_and_the_python_alone(image):
    (packages,) = image.home.glob("lib/python3*/site-packages")
    compiled = list(packages.rglob("*.pyc"))
    assert len(compiled) > 1000
    # Valid by themselves (PEP 552: flags 1), so neither the time of the build nor that of an unpacking is in them.
    assert [path for path in compiled if path.read_bytes()[4:8] != b"\1\0\0\0"] == []
    for distribution in metadata.distributions(path=[str(packages)]):
        assert distribution.read_text("direct_url.json") is None, "it names the folder of the build"
        for file in distribution.files:
            path = Path(file.locate())
            if file.hash is not None and "tests" not in file.parts and ".." not in file.parts:
                digest = urlsafe_b64encode(sha256(path.read_bytes()).digest()).decode().rstrip("=")
                assert (file.hash.mode, file.hash.value) == ("sha256", digest), path


def test_its_quotations_are_found_by_the_compiled_form(image):
    command = [
        str(image.home / "bin" / "python"),
        "-c",
        "from processors import compiled; print(compiled.is_compiled())",
    ]
    done = subprocess.run(command, cwd="/", env={}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_its_bill_of_materials_names_what_is_there(image):
    (packages,) = image.home.glob("lib/python3*/site-packages")
    (listed,) = (image.home / "share" / "doc" / "quotewire").glob("*.cdx.json")
    bill = json.loads(listed.read_text())
    found = {
        component["purl"].removeprefix("pkg:pypi/"): component
        for component in bill["components"]
        if component.get("purl", "").startswith("pkg:pypi/")
    }
    there = {
        f"{one.name.lower().replace('_', '-')}@{one.version}" for one in metadata.distributions(path=[str(packages)])
    }
    project = bill["metadata"]["component"]
    assert there - found.keys() == {f"{project['name']}@{project['version']}"}
    assert found.keys() <= there
    assert all(component["licenses"] for component in found.values())
    hashes = {
        file["name"]: file["hashes"][0]["content"]
        for component in bill["components"]
        for file in component.get("components", ())
    }
    models = [path for path in packages.glob("processors/models/*/ner/model")]
    assert len(models) > 10
    for path in models:
        assert hashes[path.relative_to(packages).as_posix()] == sha256(path.read_bytes()).hexdigest()


def test_its_bill_of_materials_names_the_packages_beneath(image):
    (listed,) = (image.home / "share" / "doc" / "quotewire").glob("*.cdx.json")
    purls = [component.get("purl", "") for component in json.loads(listed.read_text())["components"]]
    assert f"pkg:generic/python@{platform.python_version()}" in purls
    assert bool(shutil.which("dpkg-query")) == any(purl.startswith("pkg:deb/") for purl in purls)


def test_it_enriches_with_the_models_inside(image):
    samples = (ROOT / "samples" / "articles.jsonl").read_text().splitlines()
    answers = [json.loads(line) for line in image.run("enrich", "-", stdin="\n".join(samples)).splitlines()]
    assert len(answers) == len(samples)
    for language in ("de", "en"):
        texts = [answer for answer in answers if answer["language"]["code"] == language]
        assert any(answer["entities"] and answer["quotes"] for answer in texts), language


def test_it_has_the_files_of_the_search_page_and_of_kibana(image):
    objects = [json.loads(line) for line in image.run("kibana", "import", "--output", "-").splitlines()]
    assert {"dashboard", "index-pattern"} <= {item["type"] for item in objects}
    (packages,) = image.home.glob("lib/python3*/site-packages")
    for package in ("schemas", "processors", "streams"):
        installed = {path.relative_to(packages) for path in (packages / package).rglob("*") if path.is_file()}
        there = {path.relative_to(image.source) for path in (image.source / package).rglob("*") if path.is_file()}
        assert there - installed == set(), "not among the package data of pyproject.toml"


def test_its_worker_processes_articles_until_it_is_stopped(image, pipeline):
    (port,) = choose_free(1)
    worker = start(image, pipeline, "worker", metrics_port=port)
    (identifier,) = pipeline.send(
        {"text": "“We mended the roof,” said the headmistress Oda Lindqvist.", "source": "test"}
    )
    pipeline.await_no_lag()
    pipeline.await_searchable([identifier])
    assert healthy(image, port, "/healthz")
    worker.terminate()
    assert worker.wait(60) == 0, pipeline.log()[-4000:]
    assert not healthy(image, port, "/healthz")


def test_its_search_page_answers_until_it_is_stopped(image, pipeline):
    (port,) = choose_free(1)
    page = start(image, pipeline, "web", web_port=port)
    pipeline.wait(lambda: healthy(image, port, "/healthz"), "the search page")
    assert healthy(image, port, "/")
    assert not healthy(image, port, "/nowhere")
    page.terminate()
    assert page.wait(60) == 0, pipeline.log()[-4000:]


def start(image: Built, pipeline, command: str, **settings: int) -> subprocess.Popen:
    """Starts the image's program with the pipeline's settings and no other environment; it is stopped in the end."""
    given = {name: value for name, value in pipeline.environ.items() if name.startswith("QUOTEWIRE_")}
    environ = {**image.environment, **given} | {f"QUOTEWIRE_{name.upper()}": str(settings[name]) for name in settings}
    with (pipeline.folder / f"worker-image-{command}.log").open("wb") as log:
        process = subprocess.Popen(
            image.command(command), cwd="/", env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    pipeline.workers.append(process)
    return process


def healthy(image: Built, port: int, path: str) -> bool:
    """What the image's health check says of an address."""
    command = [sys.executable, str(image.home / "healthy.py"), f"http://127.0.0.1:{port}{path}"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
