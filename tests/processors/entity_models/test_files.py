"""What is said of a model's files without loading it, and what is wrong with those that cannot be used."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from processors.entity_models import files as model_files
from processors.entity_models.choice import SHIPPED, Choice
from processors.entity_models.files import check_model, read_model
from processors.errors import ModelError
from training.model import write_meta

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with sums, that finds nothing."""
    folder = tmp_path_factory.mktemp("made") / "de"
    nlp = spacy.blank("de")
    nlp.add_pipe("ner").add_label("PER")
    nlp.add_pipe("sentencizer")
    nlp.initialize()
    nlp.to_disk(folder)
    write_meta(folder, nlp.meta | {"name": "made", "version": "1.2.3", "license": "MIT"})
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "de"))


def choice(folder: Path) -> Choice:
    return Choice(str(folder), "shipped", "de")


def edit(folder: Path, **fields: object) -> None:
    path = folder / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_what_the_files_say(folder: Path) -> None:
    files = check_model(choice(folder))
    assert files.name == "de_made 1.2.3"
    assert files.licence == "MIT"
    assert files.size == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert files.components == {"ner": "ner"}
    assert files.others == ("sentencizer",)
    assert set(files.sums) >= {"config.cfg", "ner/model", "tokenizer"}


def test_scores_of_shipped_and_of_official_models(folder: Path) -> None:
    assert read_model(choice(folder)).scores() == {}
    edit(folder, performance={"ents_f": 0.5, "ents_per_type": {}})
    assert list(read_model(choice(folder)).scores().values()) == [0.5]
    edit(folder, scores={"de/harbour (dev)": {"f1": 0.25}, "broken": None})
    assert read_model(choice(folder)).scores() == {"de/harbour (dev)": 0.25}


BROKEN = {
    "another spaCy": (lambda folder: edit(folder, spacy_version=">=3.4.0,<3.5.0"), "made for spaCy >=3.4.0,<3.5.0"),
    "another spaCy, exactly": (lambda folder: edit(folder, spacy_version="3.4.1"), "made for spaCy 3.4.1"),
    "no version at all": (lambda folder: edit(folder, spacy_version="new"), "made for spaCy new"),
    "no name": (lambda folder: edit(folder, name=None), "does not say its name"),
    "no object": (lambda folder: (folder / "meta.json").write_text("[]"), "holds no JSON object"),
    "no meta": (lambda folder: (folder / "meta.json").unlink(), "it has no meta.json"),
    "no folder": (shutil.rmtree, "it is no installed package and no folder"),
    "meta cut off": (lambda folder: (folder / "meta.json").write_text("{"), "meta.json cannot be read"),
    "meta in Latin-1": (
        lambda folder: (folder / "meta.json").write_bytes(b'{"a": "\xe4"}'),
        "meta.json cannot be read",
    ),
    "no configuration": (lambda folder: (folder / "config.cfg").unlink(), "config.cfg cannot be read"),
    "configuration cut off": (lambda folder: (folder / "config.cfg").write_text("[nlp"), "config.cfg cannot be read"),
    "an odd configuration": (
        lambda folder: (folder / "config.cfg").write_text("[nlp]\npipeline = 3\n"),
        "config.cfg cannot be read",
    ),
    "no recogniser": (lambda folder: (folder / "config.cfg").write_text('[nlp]\npipeline = ["tagger"]\n'), "no `ner`"),
    "a package that is not there": (
        lambda folder: edit(folder, requirements=["spacy-nothing>=1"]),
        "it needs the package spacy-nothing>=1, which is not installed",
    ),
    "a package that is too old": (
        lambda folder: edit(folder, requirements=["packaging>=9999"]),
        "it needs the package packaging>=9999, and ",
    ),
    "no weights": (lambda folder: (folder / "ner" / "model").unlink(), "ner/model is missing"),
    "empty weights": (lambda folder: (folder / "ner" / "model").write_bytes(b""), "ner/model is empty"),
    "one wrong bit": (lambda folder: change_a_byte(folder / "ner" / "model"), "ner/model is damaged"),
    "weights kept elsewhere": (
        lambda folder: (folder / "ner" / "model").write_text("version https://large.example\n"),
        "ner/model is damaged",
    ),
    "no strings": (lambda folder: (folder / "vocab" / "strings.json").unlink(), "vocab/strings.json is missing"),
}


@pytest.mark.parametrize(("breaker", "says"), BROKEN.values(), ids=BROKEN)
def test_a_model_that_cannot_be_used_is_named_with_what_is_wrong_and_the_way_out(breaker, says, folder: Path) -> None:
    breaker(folder)
    with pytest.raises(ModelError) as caught:
        check_model(choice(folder))
    said = str(caught.value)
    assert said.startswith(f"the entity model {folder} cannot be used: ")
    assert says in said
    assert "make train-models" in said
    assert "\n" not in said


def test_what_is_not_loaded_may_be_damaged_and_what_is_not_for_here_may_be_missing(folder: Path) -> None:
    change_a_byte(folder / "sentencizer.json")
    edit(folder, requirements=["spacy-nothing; python_version < '3'", "packaging>=1", "§"])
    check_model(choice(folder))


def test_without_sums_the_size_tells(folder: Path) -> None:
    path = folder / "meta.json"
    meta = {name: value for name, value in json.loads(path.read_text()).items() if name not in ("sums", "size")}
    path.write_text(json.dumps(meta))
    check_model(choice(folder))
    edit(folder, size=0)
    edit(folder, size=(size := read_model(choice(folder)).size + len(str(read_model(choice(folder)).size)) - 1))
    assert read_model(choice(folder)).size == size
    check_model(choice(folder))
    (folder / "ner" / "model").write_bytes((folder / "ner" / "model").read_bytes()[:-1])
    with pytest.raises(ModelError, match=rf"has {size - 1:,} bytes, and meta.json says {size:,}"):
        check_model(choice(folder))


@pytest.mark.parametrize(
    ("layer", "components"),
    [
        ("spacy.Tok2VecListener.v1", {"tok2vec": "tok2vec", "ner": "ner"}),
        ("spacy.Tok2Vec.v2", {"ner": "ner"}),
    ],
)
def test_a_recogniser_that_listens_to_nobody_runs_alone(layer: str, components: dict[str, str], folder: Path) -> None:
    (folder / "config.cfg").write_text(
        '[nlp]\npipeline = ["tok2vec","tagger","ner"]\n[components.tok2vec]\nfactory = "tok2vec"\n'
        '[components.tagger]\nfactory = "tagger"\n[components.ner]\nfactory = "ner"\n'
        f'[components.ner.model]\n@architectures = "x"\n[components.ner.model.tok2vec]\n@architectures = "{layer}"\n'
    )
    files = read_model(choice(folder))
    assert files.components == components
    assert set(files.others) == {"tok2vec", "tagger", "ner"} - set(components)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Choice("de_core_news_lg", "forced", "de"), "change what QUOTEWIRE_ENTITY_MODELS says for `de`"),
        (Choice("json", "forced", "de"), "it is no spaCy pipeline"),
        (Choice("json", "official", "nb"), "`pip uninstall json`"),
        (Choice("nb_core_news_md", "official", "nb"), "`quotewire models install nb --size md`"),
    ],
)
def test_the_way_out_is_that_of_where_the_model_comes_from(broken: Choice, says: str) -> None:
    with pytest.raises(ModelError) as caught:
        check_model(broken)
    assert says in str(caught.value)
    assert broken.source in str(caught.value)


def test_the_shipped_models_are_told_apart_from_damaged_ones_without_spacy() -> None:
    code = (
        "import sys\nfrom processors.entity_models.choice import ModelChoice\n"
        "from processors.entity_models.files import check_model\n"
        "print(len([check_model(choice).sums for choice in ModelChoice().in_use()]))\n"
        "print([name for name in ('spacy', 'thinc', 'numpy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    count, loaded = done.stdout.splitlines()
    assert int(count) >= 3
    assert loaded == "[]"


def test_large_files_are_measured_and_not_summed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_a_byte(folder / "ner" / "model")
    monkeypatch.setattr(model_files, "HASHED_BYTES", 1_000)
    check_model(choice(folder))


def test_the_shipped_folder_is_the_one_of_the_package() -> None:
    assert (SHIPPED / "xx" / "meta.json").is_file()
