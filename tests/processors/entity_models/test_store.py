"""Which model is taken for which language, and what is said of one that cannot be loaded."""

import shutil
from pathlib import Path

import pytest
import spacy

from processors.chain import Chain
from processors.entity_models.choice import FAMILIES, NOT_MULTILINGUAL, SHIPPED, ModelChoice, official_packages
from processors.entity_models.lexicon import FOLDER
from processors.entity_models.store import LONGEST_TEXT, ModelStore
from processors.entity_models.word_embedding import OWN_LEXICON
from processors.errors import ModelError
from schemas import RawArticle
from tests.packages import packages_forgotten
from training.recipes import RECIPES

LANGUAGES = {"de": "de", "en": "en", "xx": "xx"}


@pytest.fixture(autouse=True)
def no_memory_of_packages():
    """What was found installed and imported is remembered; tests install their own."""
    with packages_forgotten():
        yield


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
    data = site / package / f"{package}-1.2.3"
    save(data, code, package.partition("_")[2], extra="sentencizer")
    shutil.copy(data / "meta.json", site / package)
    (site / package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
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
        official_packages.cache_clear()
        assert name_of(ModelStore(shipped), "de") == f"de_core_news_{size} 1.2.3"
    assert name_of(ModelStore(shipped), "en") == "en_en_shipped 1.2.3"


def test_packages_of_the_other_genre_and_of_another_code_are_found(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path / "site", "en_core_web_sm", "en")
    install(monkeypatch, tmp_path / "site", "nb_core_news_sm", "nb")
    official_packages.cache_clear()
    assert name_of(ModelStore(shipped), "en") == "en_core_web_sm 1.2.3"
    assert name_of(ModelStore(shipped), "no") == "nb_core_news_sm 1.2.3"


def test_of_an_official_package_only_what_finds_entities_runs(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, tmp_path / "site", "de_core_news_sm", "de")
    official_packages.cache_clear()
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
    assert ModelChoice(shipped).of("ar", "ARABIC").reason == "shipped"


def reasons(choice: ModelChoice, *texts: tuple[str, str | None]) -> list[tuple[str, str] | None]:
    found = [choice.of(language, script) for language, script in texts]
    return [(one.model_of, one.reason) if one else None for one in found]


def ship(shipped: Path, *codes: str) -> None:
    for code in codes:
        shutil.copytree(shipped / "xx", shipped / code)


def test_the_model_of_a_close_language_comes_before_the_multilingual_one(shipped: Path) -> None:
    ship(shipped, "hr", "sv", "da")
    choice = ModelChoice(shipped)
    texts = [("bs", None), ("sr", "CYRILLIC"), ("hr", "LATIN"), ("sv", "LATIN"), ("no", "LATIN"), ("es", "LATIN")]
    assert reasons(choice, *texts) == [
        ("hr", "family"), ("hr", "family"), ("hr", "shipped"), ("sv", "shipped"), ("xx", "multilingual"),
        ("xx", "multilingual"),
    ]  # fmt: skip
    ship(shipped, "sr")
    assert reasons(choice, ("bs", None), ("sr", "LATIN")) == [("hr", "family"), ("sr", "shipped")]


def test_families_name_other_languages_and_only_those_that_may_be_shipped() -> None:
    assert {code for close in FAMILIES.values() for code in close} == {"hr", "sr"} <= set(RECIPES)
    assert all(language not in close for language, close in FAMILIES.items())


def test_a_model_is_not_used_for_a_script_that_it_has_not_seen(shipped: Path) -> None:
    ship(shipped, "ru", "hr", "zh")
    choice = ModelChoice(shipped)
    assert reasons(choice, ("ru", "LATIN"), ("bs", "LATIN"), ("bs", "ARABIC")) == [
        ("xx", "multilingual"), ("hr", "family"), None
    ]  # fmt: skip
    assert reasons(choice, ("zh", "CJK"), ("zh", "LATIN"), ("ja", "CJK"), ("ku", "ARABIC")) == [
        ("zh", "shipped"), ("xx", "multilingual"), None, None
    ]  # fmt: skip
    assert reasons(choice, ("und", "THAI"), ("und", "LATIN"), ("mixed", None)) == [
        None, ("xx", "multilingual"), ("xx", "multilingual")
    ]  # fmt: skip


def test_serbian_cyrillic_is_read_in_latin_letters(shipped: Path) -> None:
    ship(shipped, "sr", "hr", "ru")
    choice = ModelChoice(shipped)
    for language, model_of in (("sr", "sr"), ("bs", "hr"), ("hr", "hr")):
        found = choice.of(language, "CYRILLIC")
        assert (found.model_of, found.latin) == (model_of, True)
        assert not choice.of(language, "LATIN").latin
    assert not choice.of("bg", "CYRILLIC").latin
    assert not ModelChoice(shipped, {"sr": "/a/model"}).of("sr", "CYRILLIC").latin


def test_what_is_forced_comes_first(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, tmp_path / "site", "de_core_news_lg", "de")
    install(monkeypatch, tmp_path / "site", "de_core_news_sm", "de")
    official_packages.cache_clear()
    forced = {"de": "de_core_news_sm", "fr": str(shipped / "en"), "en": "none"}
    store = ModelStore(shipped, forced)
    assert name_of(store, "de") == "de_core_news_sm 1.2.3"
    assert name_of(store, "fr") == "en_en_shipped 1.2.3"
    assert name_of(store, "en") is None
    assert name_of(store, "it") == "xx_xx_shipped 1.2.3"


def test_what_is_forced_for_xx_takes_the_place_of_the_multilingual_model(shipped: Path) -> None:
    store = ModelStore(shipped, {"xx": str(shipped / "en")})
    assert name_of(store, "fr") == name_of(store, "und") == "en_en_shipped 1.2.3"
    assert name_of(store, "de") == "de_de_shipped 1.2.3"
    assert name_of(store, "ar") is None
    assert name_of(ModelStore(shipped, {"xx": "none"}), "fr") is None


def test_all_that_could_be_used_is_known_beforehand(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship(shipped, "sk")
    install(monkeypatch, tmp_path / "site", "de_core_news_md", "de")
    install(monkeypatch, tmp_path / "site", "de_core_news_sm", "de")
    official_packages.cache_clear()
    choice = ModelChoice(shipped, {"en": "/a/model", "fr": "none"})
    used = {"de_core_news_md", "/a/model", *(str(shipped / code) for code in ("sk", "xx"))}
    assert {one.source for one in choice.in_use()} == used
    found = {one.source for language in (*FAMILIES, *NOT_MULTILINGUAL, "de", "en", "fr", "es", "sk", "mixed", "und")
             for script in (None, "LATIN", "CYRILLIC", "ARABIC") if (one := choice.of(language, script))}  # fmt: skip
    assert found == used


def test_the_multilingual_model_knows_the_words_of_the_language_that_it_reads() -> None:
    store = ModelStore()
    french, dutch, swahili = (store.for_language(language, "LATIN") for language in ("fr", "nl", "sw"))
    assert french is not None and dutch is not None and swahili is not None
    assert french.nlp is dutch.nlp is swahili.nlp
    assert french.lexicon is not None and dutch.lexicon is not None and swahili.lexicon is None
    assert dutch.lexicon.frequency("gemeenteraad") > 0 == french.lexicon.frequency("gemeenteraad")
    assert french.lexicon.names("paris") == dutch.lexicon.names("paris") != (0, 0)
    assert french.words_of("La maison.").user_data[OWN_LEXICON] is french.lexicon
    assert OWN_LEXICON not in swahili.words_of("La maison.").user_data
    assert store.for_language("fr") == french


def test_every_lexicon_that_is_shipped_is_of_a_language_that_the_multilingual_model_reads() -> None:
    stored = sorted(path.name for path in (SHIPPED / "xx" / FOLDER).iterdir())
    assert stored == sorted(RECIPES["xx"].lexicons)
    assert {ModelChoice().of(language).reason for language in stored} == {"multilingual"}


def test_a_damaged_lexicon_is_named(shipped: Path) -> None:
    (shipped / "xx" / FOLDER).mkdir()
    (shipped / "xx" / FOLDER / "fr").write_bytes(b"123")
    with pytest.raises(ModelError, match="lexicons/fr cannot be read"):
        ModelStore(shipped).for_language("fr")


def test_names_in_serbian_cyrillic_are_found_as_they_are_written() -> None:
    latin_text = "Predsednik Srbije Aleksandar Vučić sastao se u Beogradu sa Anom Brnabić u utorak."
    cyrillic_text = "Председник Србије Александар Вучић састао се у Београду са Аном Брнабић у уторак."
    articles = [RawArticle(text=text, language="sr") for text in (latin_text, cyrillic_text)]
    latin, cyrillic = (annotated.annotations for annotated in Chain().annotate(articles))
    assert cyrillic.language.code == "sr"
    assert [(one.label, one.start, one.end) for one in cyrillic.entities] == [
        (one.label, one.start, one.end) for one in latin.entities
    ]
    assert len(cyrillic.entities) >= 3
    assert all(one.text == cyrillic_text[one.start : one.end] for one in cyrillic.entities)


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


def test_the_shipped_models_are_whole_and_load(monkeypatch: pytest.MonkeyPatch) -> None:
    choice = ModelChoice()
    assert {"de", "en", "xx"} <= set(choice.shipped_codes())
    # As where no official package is installed.
    monkeypatch.setattr("processors.entity_models.choice.official_packages", dict)
    store = ModelStore()
    found = {files.choice.source: files for files in store.check()}
    for code in choice.shipped_codes():
        assert name_of(store, "und" if code == "xx" else code) == found[str(SHIPPED / code)].name
