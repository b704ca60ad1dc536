"""Real packages, made by `spacy package` and installed by pip: which is used, what is refused, how one is installed."""

import asyncio
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.cli.package import package as make_package
from spacy.training import Example
from spacy.util import fix_random_seed

from processors.entity_models.choice import official_packages
from streams import model_install, nlp_process
from streams.apps import nlp_pool
from streams.cli import main
from streams.entity_models import check_entity_models
from streams.errors import CANNOT_START
from streams.messages import Enriched
from streams.model_install import package_name
from streams.nlp_pool import Outcome
from streams.settings import Settings
from tests.packages import packages_forgotten
from tests.streams.articles import message

ROOT = Path(__file__).parents[2]

TEXT = "Wiebke Jessenius sprach am Dienstag in Grünhagen mit den Friesen."
NAMES = [("Wiebke Jessenius", "PERSON"), ("Grünhagen", "GPE"), ("Friesen", "NORP"), ("Dienstag", "DATE")]
LABELS = {"Wiebke Jessenius": "PER", "Grünhagen": "LOC", "Friesen": "MISC"}
OTHER = "Gestern schien in der Stadt die Sonne."

SMALL = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
    "hidden_width": 32, "maxout_pieces": 2, "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 32, "depth": 1,
        "embed_size": 500, "window_size": 1, "maxout_pieces": 2, "subword_features": False,
    },
}  # fmt: skip
"""A network that learns one sentence by heart."""


def trained(folder: Path) -> Path:
    """A German pipeline with labels like those of English official packages, and a component that is not needed."""
    fix_random_seed(0)
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("ner", config={"model": SMALL})
    spans = [(start := TEXT.index(name), start + len(name), label) for name, label in NAMES]
    examples = [
        Example.from_dict(nlp.make_doc(TEXT), {"entities": spans}),
        Example.from_dict(nlp.make_doc(OTHER), {"entities": []}),
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(100):
        nlp.update(examples, sgd=optimizer)
    assert {ent.text: ent.label_ for ent in nlp(TEXT).ents} == dict(NAMES)
    nlp.meta["license"], nlp.meta["performance"] = "MIT", {"ents_f": 0.8125}
    nlp.to_disk(folder)
    return folder


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PIP_NO_INDEX": "1"})


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as spaCy's training leaves it: nobody has written sums."""
    return trained(tmp_path_factory.mktemp("pipeline") / "model-best")


@pytest.fixture(scope="module")
def wheels(pipeline: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages de_core_news_sm and de_core_news_lg."""
    built, wheels = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("wheels")
    for size, version in (("sm", "3.8.0"), ("lg", "3.8.1")):
        folder = shutil.copytree(pipeline, built / size)
        meta = json.loads((folder / "meta.json").read_text())
        (folder / "meta.json").write_text(json.dumps(meta | {"name": f"core_news_{size}", "version": version}))
        with warnings.catch_warnings(action="ignore"):  # it leaves files to the garbage collector
            make_package(folder, built, create_sdist=False)
    made = sorted(built.glob("de_core_news_*-*"))
    pip("wheel", "--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", wheels, *made)
    return wheels


@pytest.fixture(scope="module")
def installed(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both are installed."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--quiet", "--target", target, *wheels.glob("*.whl"))
    return target


@pytest.fixture
def site(installed: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(installed, tmp_path / "site"))


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in list(os.environ):
        if name.upper().startswith("QUOTEWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr(nlp_process, "one_thread_per_process", lambda: None)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}))
    with packages_forgotten():
        yield


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    """Puts a folder of installed packages on the path, but for some of them."""

    def put(site: Path, *, without: str = "") -> Path:
        for found in site.glob(f"{without}*") if without else ():
            shutil.rmtree(found)
        monkeypatch.syspath_prepend(str(site))
        official_packages.cache_clear()
        return site

    return put


@pytest.fixture
def quotewire(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str, **settings: str) -> tuple[object, str, str]:
        for name, value in settings.items():
            monkeypatch.setenv(f"QUOTEWIRE_{name}", value)
        monkeypatch.setattr(sys, "argv", ["quotewire", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


def in_a_process(
    *arguments: str, folder: Path, packages: Path | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(str(part) for part in (packages, ROOT) if part)
    return subprocess.run(
        [sys.executable, "-m", "streams.cli", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": path} | environ, timeout=300,
    )  # fmt: skip


def labels(article: str | bytes) -> dict[str, str]:
    return {entity["text"]: entity["label"] for entity in json.loads(article)["entities"]}


def assert_refused(code: object, out: str, err: str, *words: str) -> None:
    assert (code, out) == (CANNOT_START, "")
    assert err.startswith("error: the entity model ")
    assert err.count("\n") == 1
    for word in words:
        assert word in err


# Which is used


def test_an_installed_package_comes_before_the_shipped_model_and_its_labels_are_ours(
    use, site: Path, tmp_path: Path
) -> None:
    use(site, without="de_core_news_lg")
    done = in_a_process("enrich", "a.jsonl", folder=tmp_path, packages=site)
    assert (done.returncode, done.stderr) == (0, "")
    article = json.loads(done.stdout)
    assert article["processing"]["models"]["entities"] == "de_core_news_sm 3.8.0"
    assert labels(done.stdout) == LABELS
    assert (article["persons"], article["locations"]) == (["Wiebke Jessenius"], ["Grünhagen"])


def test_the_large_package_comes_before_the_small_one(use, installed: Path, quotewire) -> None:
    use(installed)
    code, out, _ = quotewire("enrich", "a.jsonl")
    assert code == 0
    assert json.loads(out)["processing"]["models"]["entities"] == "de_core_news_lg 3.8.1"
    assert labels(out) == LABELS


def test_a_package_or_a_folder_is_forced_or_none_at_all(use, installed: Path, pipeline: Path, quotewire) -> None:
    use(installed)
    for forced, name in (
        ("de=de_core_news_sm", "de_core_news_sm 3.8.0"),
        (json.dumps({"de": str(pipeline)}), "de_pipeline 0.0.0"),
        ("de=none", None),
    ):
        code, out, err = quotewire("enrich", "a.jsonl", ENTITY_MODELS=forced)
        assert (code, err) == (0, "")
        article = json.loads(out)
        assert article["processing"]["models"]["entities"] == name
        assert labels(out) == (LABELS if name else {})
    assert article["processing"]["notes"] == ["no entity model for language `de`"]


def test_the_nlp_processes_of_a_worker_use_what_is_forced(pipeline: Path) -> None:
    async def run() -> tuple[list[str], Outcome]:
        pool = nlp_pool(Settings(nlp_processes=1, entity_models={"de": str(pipeline), "en": "none", "xx": "none"}))
        try:
            await pool.start()
            return pool.models, (await pool.enrich([message(json.dumps({"text": TEXT}).encode())]))[0]
        finally:
            await pool.stop()

    models, outcome = asyncio.run(run())
    assert [name for name in models if name.endswith(" 0.0.0")] == ["de_pipeline 0.0.0"]
    assert isinstance(outcome, Enriched)
    assert labels(outcome.value) == LABELS


# What is refused


def broken_version(site: Path) -> Path:
    for path in site.glob("de_core_news_lg/**/meta.json"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"spacy_version": ">=3.4.0,<3.5.0"}))
    return site


def test_a_package_for_another_spacy_is_refused_by_name_before_anything_is_read(use, site: Path, quotewire) -> None:
    use(broken_version(site))
    assert_refused(
        *quotewire("enrich", "no-such-file"), "de_core_news_lg cannot be used", ">=3.4.0,<3.5.0", spacy.__version__,
        "quotewire models install de --size lg", "QUOTEWIRE_ENTITY_MODELS",
    )  # fmt: skip
    # The way out: another is forced.
    assert quotewire("enrich", "a.jsonl", ENTITY_MODELS="de=de_core_news_sm")[0] == 0


def test_a_package_with_damaged_weights_is_refused(use, site: Path, quotewire) -> None:
    (weights,) = site.glob("de_core_news_lg/de_core_news_lg-*/ner/model")
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    use(site)
    assert_refused(*quotewire("enrich", "a.jsonl"), f"{weights} is damaged")


def test_a_forced_model_that_is_not_there_is_refused(quotewire) -> None:
    ran = quotewire("enrich", "a.jsonl", ENTITY_MODELS="fr=fr_core_news_lg")
    assert_refused(
        *ran, "fr_core_news_lg cannot be used: it is no installed package", "QUOTEWIRE_ENTITY_MODELS", "`fr`"
    )


def test_a_forced_folder_that_cannot_be_judged_by_its_files_is_loaded_once(pipeline: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(pipeline, tmp_path / "model-best")
    check_entity_models({"fr": str(folder)})
    (folder / "ner" / "model").write_bytes((folder / "ner" / "model").read_bytes()[:-50])
    with pytest.raises(
        RuntimeError, match=r"model-best cannot be used: it cannot be loaded \(.*QUOTEWIRE_ENTITY_MODELS"
    ):
        check_entity_models({"fr": str(folder)})


def test_a_worker_does_not_start_with_a_model_that_cannot_be_used(site: Path, tmp_path: Path) -> None:
    # Before anything else: no Kafka is needed for it.
    done = in_a_process("worker", folder=tmp_path, packages=broken_version(site), QUOTEWIRE_METRICS_PORT="0")
    assert done.returncode == CANNOT_START
    assert done.stderr.count("the entity model de_core_news_lg cannot be used") == 1
    assert "Traceback" not in done.stderr


# What is shown


def test_the_table_is_as_wide_on_a_terminal_that_tells_no_width(use, installed: Path, quotewire, monkeypatch) -> None:
    use(installed)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "dumb")
    _, out, _ = quotewire("models")
    assert any({"de_core_news_lg", "official", "81.2", "MIT"} <= {*line.split()} for line in out.splitlines())


def test_what_is_there_and_what_it_is_used_for(use, installed: Path, pipeline: Path, quotewire) -> None:
    use(installed)
    code, out, err = quotewire("models", "--json", ENTITY_MODELS=f"fr={pipeline},ar=none")
    assert (code, err) == (0, "")
    report = json.loads(out)
    models = {model["model"]: model for model in report["models"]}
    large, small = models["de_core_news_lg 3.8.1"], models["de_core_news_sm 3.8.0"]
    assert (large["languages"], small["languages"], large["from"]) == (["de"], [], "official")
    assert (large["f1"], large["licence"], large["problem"]) == ({"its own test": 81.2}, "MIT", None)
    assert large["size"] > 10_000
    forced = next(model for model in report["models"] if model["source"] == str(pipeline))
    assert (forced["from"], forced["languages"]) == ("forced", ["fr"])
    used = report["languages"]
    assert used["de"] == {"model": "de_core_news_lg 3.8.1", "reason": "official"}
    assert (used["en"]["reason"], used["es"]["reason"]) == ("shipped", "multilingual")
    assert used["ar"] is used["th"] is None
    assert {code for model in report["models"] for code in model["languages"]} >= {
        code for code, model in used.items() if model
    }

    code, out, _ = quotewire("models", "--all")
    assert code == 0
    line = next(line for line in out.splitlines() if "de_core_news_lg" in line)
    assert {"official", "MIT", "81.2"} <= set(line.replace(",", " ").split())
    assert any(line.split() == ["de", "de_core_news_lg", "3.8.1", "official"] for line in out.splitlines())
    assert "ar, bn" in out


def test_a_model_that_cannot_be_used_is_shown_as_such(use, site: Path, quotewire) -> None:
    use(broken_version(site))
    code, out, err = quotewire("models")
    assert code == CANNOT_START
    assert next(line for line in out.splitlines() if "de_core_news_lg" in line).split()[2:3] == ["unusable"]
    assert ">=3.4.0,<3.5.0" in err
    # One that is not used does no harm.
    assert quotewire("models", ENTITY_MODELS="de=de_core_news_sm")[0] == 0


# Installing


@pytest.mark.parametrize(
    ("language", "package"),
    [
        ("fr", "fr_core_news_sm"), ("en-GB", "en_core_web_sm"), ("no", "nb_core_news_sm"), ("nb", "nb_core_news_sm"),
        ("bs", "hr_core_news_sm"), ("zh-Hant", "zh_core_web_sm"),
    ],
)  # fmt: skip
def test_the_package_of_a_language(language: str, package: str) -> None:
    assert package_name(language, "sm") == package


def test_without_a_network_the_way_out_is_a_wheel(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        environ = {name: nobody for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "PIP_INDEX_URL")}
        done = in_a_process("models", "install", "fr", "--size", "md", folder=tmp_path, **environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: fr_core_news_md cannot be downloaded: there is no network, or it is blocked")
    assert f"{sys.executable} -m pip install path/to/fr_core_news_md-" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def mirror(wheels: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """spaCy's place of packages on this machine; the environment that makes spaCy's download ask there."""
    place = tmp_path / "mirror"
    minor = ".".join(spacy.__version__.split(".")[:2])
    for wheel in wheels.glob("*.whl"):
        name, version = wheel.name.split("-")[:2]
        (place / f"{name}-{version}").mkdir(parents=True)
        shutil.copy(wheel, place / f"{name}-{version}")
    known = {"de_core_news_sm": ["3.8.0"], "fr_core_news_sm": ["3.8.0"]}
    (place / "compatibility.json").write_text(json.dumps({"spacy": {minor: known}}))

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(place))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    address = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'download' in sys.orig_argv:\n    import spacy.about\n"
        f"    spacy.about.__download_url__ = '{address}'\n"
        f"    spacy.about.__compatibility__ = '{address}/compatibility.json'\n"
    )
    yield {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"}
    server.shutdown()
    serving.join()
    server.server_close()


def test_after_an_installation_it_says_what_is_used(mirror: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    environ = mirror | {"PIP_TARGET": str(target), "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, target, ROOT)))}
    done = in_a_process("models", "install", "de", folder=tmp_path, **environ)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith("de_core_news_sm 3.8.0 is installed (") and "MIT" in first
    assert second == "`de` is read with it; running workers take it at their next start"
    assert (target / "de_core_news_sm" / "meta.json").is_file()


def test_a_package_that_is_not_on_the_server_is_said(mirror: dict[str, str], tmp_path: Path) -> None:
    environ = mirror | {"PYTHONPATH": os.pathsep.join(map(str, (tmp_path, ROOT)))}
    done = in_a_process("models", "install", "fr", folder=tmp_path, **environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: there is no package fr_core_news_sm for this version of spaCy")
    assert "try another --size" in done.stderr


SAID = {
    "\n✘ No compatible package found for 'fr_core_news_sm' (spaCy v3.8.18)\n": "there is no package fr_core_news_sm",
    "\n✘ No compatible packages found for v3.9 of spaCy\n": "there is no package fr_core_news_sm",
    "\n✘ Server error (503)\nCouldn't fetch compatibility table.\n": "fr_core_news_sm cannot be downloaded",
    "socket.gaierror: [Errno -3] Temporary failure in name resolution": "fr_core_news_sm cannot be downloaded",
    "Collecting x\nERROR: [Errno 13] Permission denied: '/x'\n": "cannot be installed: ERROR: [Errno 13] Permission",
    " \n": "cannot be installed: it did not say why",
}


@pytest.mark.parametrize(("printed", "says"), SAID.items())
def test_what_spacy_and_pip_print_becomes_one_line(printed: str, says: str) -> None:
    said = model_install._reason("fr_core_news_sm", printed)
    assert says in said
    assert "\n" not in said
    assert "-m pip install path/to/fr_core_news_sm-" in said
