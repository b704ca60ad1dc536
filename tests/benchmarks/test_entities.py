"""`make bench-entities`, on small sets made here with the shipped models, and on what the measured data hold."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.entities import BARS, main, repair_gains, score
from benchmarks.entity_pipeline import Pipeline, as_found
from benchmarks.entity_sets import MEASURE_ONLY, Part, as_articles, language_of, parts_of, set_names
from processors.entity_models.choice import SHIPPED
from processors.entity_models.store import ModelStore
from processors.names.labels import Mention
from processors.names.repairs import REPAIRS
from training.data import Counts, Record, Span, data_folder, read_records, split_records
from training.recipes import RECIPES


def write(folder: Path, name: str, rows: Sequence[tuple[str, list[list[object]]]]) -> None:
    path = folder / "ner" / f"{name}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"text": text, "spans": spans, "id": number}) for number, (text, spans) in enumerate(rows)]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A German and a Spanish set."""
    write(
        tmp_path,
        "de/smartdata-v3-test",
        [("Angela Merkel besuchte am Montag Paris.", [[0, 13, "PER"], [33, 38, "LOC"]]), ("Es regnete.", [])],
    )
    write(tmp_path, f"{MEASURE_ONLY}/es/wikineural-val", [("Vive en Madrid.", [[8, 14, "LOC"]])])
    return tmp_path


def percent(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["--data", str(data), "--json", *arguments]) == 0
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result


def test_it_scores_what_the_pipeline_finds(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data)]) == 0
    shown = capsys.readouterr().out
    assert "de/smartdata-v3-test" in shown
    assert "measure_only/es/wikineural-val" in shown
    assert "measure only" in shown
    assert "held out" in shown
    assert "words/s" in shown
    assert "processors/models/de" in shown


def test_the_figures_are_there_for_a_program(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = percent(data, capsys)
    german, spanish = found["scores"]  # type: ignore[misc]  # of json
    assert (german["set"], german["part"], german["texts"], german["names"]) == (
        "de/smartdata-v3-test", "held out", 2, 2,
    )  # fmt: skip
    assert german["model"].startswith("de_quotewire_ner ")
    assert german["percent"]["F1"] == german["percent"]["3 labels"] == 100.0
    assert "MISC" not in german["percent"]  # the set has none
    assert (spanish["part"], spanish["language"]) == ("measure only", "es")
    models = {model["source"]: model for model in found["models"]}  # type: ignore[attr-defined]
    assert models[str(SHIPPED / "de")]["words"] == 7 + 3
    assert 1_000_000 < models[str(SHIPPED / "de")]["bytes"] < 6_000_000
    assert all(model["words_per_second"] > 0 for model in models.values())


def test_sets_and_texts_can_be_chosen(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = percent(data, capsys, "--only", "de", "--texts", "1")["scores"]
    assert [(row["set"], row["texts"]) for row in scores] == [("de/smartdata-v3-test", 1)]  # type: ignore[attr-defined]
    scores = percent(data, capsys, "--only", "measure_only/es/wikineural-val")["scores"]
    assert [row["language"] for row in scores] == ["es"]  # type: ignore[attr-defined]


def test_two_models_are_compared_where_they_differ(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = percent(data, capsys, "--model", f"de={SHIPPED / 'xx'}")["scores"]
    assert [(row["language"], row["compared"]) for row in scores] == [  # type: ignore[attr-defined]
        ("de", "A"), ("de", "B"), ("es", "A"),
    ]  # fmt: skip
    assert [row["model"][:2] for row in scores[:2]] == ["de", "xx"]  # type: ignore[index]
    assert main(["--data", str(data), "--model", f"de={SHIPPED / 'xx'}"]) == 0
    assert "change" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--data", "/nowhere"], "NEWS_DATA"),
        (["--only", "tlh"], "no set of tlh"),
        (["--model", "de=/nowhere"], "/nowhere"),
    ],
)
def test_what_is_missing_is_said(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["--data", str(data), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_model_needs_a_language(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--data", str(data), "--model", "build/de"])
    assert "LANGUAGE=MODEL" in capsys.readouterr().err


def test_the_gain_of_each_repair_is_shown(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--repairs"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in (*REPAIRS, "all"))


def test_a_gain_is_the_change_of_f1() -> None:
    class Stub(Pipeline):
        """Finds a name with its title."""

        def find(self, records, language, finish=as_found):
            return [[(0, 10, "PER")]], "stub"

    part = Part("en/set", "en", "dev", [Record("Dr. Talbot fell", (Span(4, 10, "PER"),))])
    gains = {gain.name: gain for gain in repair_gains([part], Stub(ModelStore()))}
    assert gains["titles before people"].changes == {"en/set (dev)": 100.0}
    assert gains["titles before people"].sets(1) == ["en/set (dev) +100.00"]
    assert gains["signs and numbers"].changes == {"en/set (dev)": 0.0}
    assert gains["signs and numbers"].sets(1) == gains["signs and numbers"].sets(-1) == []
    assert gains["all"].mean == 100.0


def test_scores_are_strict_and_labels_that_a_set_lacks_do_not_count() -> None:
    records = [Record("Ines Talbot in Aue", (Span(0, 11, "PER"), Span(15, 18, "LOC")))]
    found: list[Mention] = [(0, 4, "PER"), (5, 11, "MISC"), (15, 18, "ORG")]
    row = score(Part("de/x", "de", "dev", records), [found], "m")
    assert (row.scores.total.found, row.scores.total.predicted, row.scores.total.gold) == (0, 1, 2)
    assert (row.untyped.total.found, row.untyped.total.predicted) == (1, 3)


def test_sentences_are_joined_into_articles_with_their_names() -> None:
    records = [
        Record("Ines kam.", (Span(0, 4, "PER"),), group="a"),
        Record("Aue schlief.", (Span(0, 3, "LOC"),), ((4, 11),), group="a"),
        Record("Neu.", group="b"),
    ]
    first, second = as_articles(records)
    assert first.text == "Ines kam. Aue schlief."
    assert [first.text[span.start : span.end] for span in first.spans] == ["Ines", "Aue"]
    assert [first.text[start:end] for start, end in first.unknown] == ["schlief"]
    assert second.text == "Neu."


def test_a_text_that_a_recipe_trains_on_is_never_measured(tmp_path: Path) -> None:
    rows: list[tuple[str, list[list[object]]]] = [
        (f"Satz {number} von Haus {number * 7} steht hier am Rand.", []) for number in range(2_000)
    ]
    write(tmp_path, "de/germeval-test", rows)
    write(tmp_path, "de/mobie-train", [("Nur zum Lernen.", [])])
    folder = tmp_path / "ner"
    assert parts_of(folder, "de/mobie-train") == []
    parts = parts_of(folder, "de/germeval-test", "de")
    assert [part.kind for part in parts] == ["dev", "held out"]
    records = read_records(folder / "de" / "germeval-test.jsonl.gz", Counts())
    for recipe in RECIPES.values():
        for source in recipe.sources:
            if source.file == "de/germeval-test":
                trained = {record.text for record in split_records(records, source.dev, source.test).train}
                assert trained
                assert trained.isdisjoint(record.text for part in parts for record in part.records)


def test_a_text_that_is_like_a_training_text_is_left_out(tmp_path: Path) -> None:
    run = "eins zwei drei vier fünf sechs sieben acht neun zehn"
    write(tmp_path, "de/mobie-train", [(f"Heute: {run}.", [])])
    write(tmp_path, "de/mobie-test", [(f"Gestern aber {run} elf.", []), ("Etwas anderes.", [])])
    (part,) = parts_of(tmp_path / "ner", "de/mobie-test")
    assert [record.text for record in part.records] == ["Etwas anderes."]
    assert part.near == 1


def test_every_bar_stands_for_a_set_that_is_there(news_data: Path) -> None:
    folder = data_folder(news_data)
    names = set_names(folder)
    assert set(BARS) <= set(names)
    assert {"de", "en", "es", "zh"} < {language_of(name) for name in names}
    for name in BARS:
        assert parts_of(folder, name, language_of(name))
