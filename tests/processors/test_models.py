"""Which model is taken for which language, and what is said of one that cannot be loaded."""

import json
import shutil
import sys
from pathlib import Path

import pytest
import spacy

from processors import models
from processors.models import LONGEST_TEXT, NOT_MULTILINGUAL, SHIPPED, ModelError, ModelStore, shipped_models

LANGUAGES = {"de": "de", "en": "en", "xx": "xx"}


@pytest.fixture(autouse=True)
def no_memory_of_packages():
    """What was found installed and imported is remembered; tests install their own."""
    before = set(sys.modules)
    models._official_package.cache_clear()
    yield
    models._official_package.cache_clear()
    for name in set(sys.modules) - before:
        if "_core_" in name:
            del sys.modules[name]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models by language; empty ones, which find nothing."""
    folder = tmp_path_factory.mktemp("made")
    for language, code in LANGUAGES.items():
        save(folder / language, code, f"{language}_shipped")
    return folder


@pytest.fixture
def shipped(made: Path, tmp_path: Path) -> Path:
    """A copy of them that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "shipped"))


def save(folder: Path, code: str, name: str, *, component: str = "ner", extra: str | None = None) -> None:
    nlp = spacy.blank(code)
    if extra:
        nlp.add_pipe(extra)
    nlp.add_pipe(component)
    if component == "ner":
        nlp.get_pipe("ner").add_label("PER")
    nlp.initialize()
    nlp.meta["name"], nlp.meta["version"] = name, "1.2.3"
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)


def install(monkeypatch: pytest.MonkeyPatch, site: Path, package: str, code: str) -> None:
    """An importable package like the official ones."""
    save(site / package / "data", code, package.partition("_")[2], extra="sentencizer")
    (site / package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_path\n"
        "def load(**overrides):\n    return load_model_from_path(Path(__file__).parent / 'data', **overrides)\n"
    )
    (site / f"{package}-1.2.3.dist-info").mkdir()
    (site / f"{package}-1.2.3.dist-info" / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2.3\n"
    )
    monkeypatch.syspath_prepend(str(site))


def name_of(store: ModelStore, language: str) -> str | None:
    model = store.for_language(language)
    return model.name if model else None


def test_the_languages_own_model_comes_before_the_multilingual_one(shipped: Path) -> None:
    store = ModelStore(shipped)
    assert name_of(store, "de") == "de_de_shipped 1.2.3"
    assert name_of(store, "fr") == "xx_xx_shipped 1.2.3"
    assert name_of(store, "und") == name_of(store, "mixed") == "xx_xx_shipped 1.2.3"


def test_an_installed_official_package_comes_first_the_largest_before_others(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert name_of(ModelStore(shipped), "de") == "de_de_shipped 1.2.3"
    for size in ("sm", "md", "lg"):
        install(monkeypatch, tmp_path / size, f"de_core_news_{size}", "de")
        models._official_package.cache_clear()
        assert name_of(ModelStore(shipped), "de") == f"de_core_news_{size} 1.2.3"
    assert name_of(ModelStore(shipped), "en") == "en_en_shipped 1.2.3"


def test_packages_of_the_other_genre_and_of_another_code_are_found(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path / "site", "en_core_web_sm", "en")
    install(monkeypatch, tmp_path / "site", "nb_core_news_sm", "nb")
    models._official_package.cache_clear()
    assert name_of(ModelStore(shipped), "en") == "en_core_web_sm 1.2.3"
    assert name_of(ModelStore(shipped), "no") == "nb_core_news_sm 1.2.3"


def test_of_an_official_package_only_what_finds_entities_runs(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path / "site", "de_core_news_sm", "de")
    models._official_package.cache_clear()
    model = ModelStore(shipped).for_language("de")
    assert model is not None
    assert model.nlp.pipe_names == ["ner"]
    assert model.nlp.max_length == LONGEST_TEXT


def test_languages_in_other_scripts_have_no_model(made: Path) -> None:
    store = ModelStore(made)
    assert {store.for_language(language) for language in NOT_MULTILINGUAL} == {None}


def test_without_a_multilingual_model_other_languages_have_none(shipped: Path) -> None:
    shutil.rmtree(shipped / "xx")
    store = ModelStore(shipped)
    assert name_of(store, "fr") is None
    assert name_of(store, "de") == "de_de_shipped 1.2.3"
    assert ModelStore(shipped / "nowhere").for_language("de") is None


def test_a_model_of_another_script_that_is_shipped_is_used(shipped: Path) -> None:
    shutil.copytree(shipped / "xx", shipped / "ar")
    assert name_of(ModelStore(shipped), "ar") == "xx_xx_shipped 1.2.3"


def test_a_model_is_loaded_once(shipped: Path) -> None:
    store = ModelStore(shipped)
    store.load(["fr", "de"])
    shutil.rmtree(shipped / "xx" / "ner")
    assert store.for_language("it") is store.for_language("fr")


BREAKERS = {
    "half copied": lambda folder: shutil.rmtree(folder / "ner"),
    "no configuration": lambda folder: (folder / "config.cfg").unlink(),
    "configuration cut off": lambda folder: (folder / "config.cfg").write_text("[nlp"),
    "meta cut off": lambda folder: (folder / "meta.json").write_text("{"),
    "weights cut off": lambda folder: (folder / "ner" / "model").write_bytes(b"\x81"),
    "weights kept elsewhere": lambda folder: (folder / "ner" / "model").write_text("version https://large.example\n"),
}


@pytest.mark.parametrize("breaker", BREAKERS.values(), ids=BREAKERS)
def test_a_broken_model_is_named_with_the_way_out(breaker, shipped: Path) -> None:
    breaker(shipped / "de")
    store = ModelStore(shipped)
    with pytest.raises(ModelError) as caught:
        store.for_language("de")
    assert str(shipped / "de") in str(caught.value)
    assert "make train-models" in str(caught.value)
    assert name_of(store, "en") == "en_en_shipped 1.2.3"


def test_a_model_that_finds_no_entities_is_named(shipped: Path) -> None:
    shutil.rmtree(shipped / "de")
    save(shipped / "de", "de", "other", component="sentencizer")
    with pytest.raises(ModelError, match=r"has no `ner` component") as caught:
        ModelStore(shipped).for_language("de")
    assert str(shipped / "de") in str(caught.value)


def test_the_shipped_models_load_and_are_listed() -> None:
    listed = shipped_models()
    assert {"de", "en"} <= set(listed)
    store = ModelStore()
    for language, meta in listed.items():
        if models._official_package(language) is None:
            assert name_of(store, language) == f"{meta['lang']}_{meta['name']} {meta['version']}"
            assert json.loads((SHIPPED / language / "meta.json").read_text("utf-8")) == meta


def test_an_empty_folder_lists_nothing(tmp_path: Path) -> None:
    assert shipped_models(tmp_path) == {}
