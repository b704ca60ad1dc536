"""The training of the entity models, on sentences invented here."""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from training.augment import (
    Rates,
    documents,
    joined,
    quoted,
    renamed,
    requoted,
    simplified,
    title_case,
    unpunctuated,
    upper_case,
)
from training.corpus import Corpus
from training.data import (
    Counts,
    DataError,
    Record,
    Span,
    gold_doc,
    names_only,
    parse_record,
    read_records,
    split_records,
    without_held_out,
)
from training.datasets import CC_BY, CC_BY_SA
from training.evaluate import evaluate, score_spans
from training.model import LARGEST, size_on_disk
from training.network import LAST_RATE, rate_at
from training.recipes import RECIPES
from training.train import app

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "processors" / "models"
SHIPPED = sorted(path.parent.name for path in MODELS.glob("*/meta.json"))
PEOPLE = ("Mira Tellmann", "Jonte Arvidsen", "Odalys Brenk", "Prof. Ebba Quint")
PLACES = ("Nordau", "Bad Silberloh", "Kestrin", "Veltheim am See")
BODIES = ("Hafenwerk AG", "Grüne Liste", "TSV Kestrin")


def invented(number: int) -> dict[str, object]:
    """An annotated sentence about people and places that do not exist."""
    person, place, body = PEOPLE[number % 4], PLACES[number % 3], BODIES[number % 3]
    parts = [
        (person, "PER"),
        (" sprach am ", ""),
        (str(number), ""),
        (". Tag in ", ""),
        (place, "LOC"),
        (" für die ", ""),
    ]
    text, spans = "", []
    for part, label in [*parts, (body, "ORG"), (" vor Gästen.", "")]:
        if label:
            spans.append([len(text), len(text) + len(part), label])
        text += part
    return {"text": text, "spans": spans, "id": f"note{number // 3}#{number % 3}"}


def write(path: Path, items: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "ner"
    write(folder / "de" / "germeval-test.jsonl.gz", [invented(n) for n in range(60)])
    write(folder / "de" / "smartdata-v3-dev.jsonl.gz", [invented(n) for n in range(400, 420)])
    return folder


def record(number: int) -> Record:
    return parse_record(invented(number), number, Counts())


def names(item: Record) -> list[tuple[str, str]]:
    return [(item.text[span.start : span.end], span.label) for span in item.spans]


class TestData:
    def test_white_space_at_the_edges_of_a_span_is_trimmed(self) -> None:
        counts = Counts()
        item = parse_record({"text": "In Nordau \n regnet es.", "spans": [[2, 12, "LOC"]]}, 0, counts)
        assert names(item) == [("Nordau", "LOC")]
        assert counts.trimmed == 1

    def test_of_overlapping_spans_the_first_is_kept(self) -> None:
        counts = Counts()
        item = parse_record({"text": "Hafenwerk AG", "spans": [[0, 12, "ORG"], [10, 12, "ORG"]]}, 0, counts)
        assert names(item) == [("Hafenwerk AG", "ORG")]
        assert counts.overlapping == 1

    def test_a_name_of_untold_kind_is_neither_a_name_nor_the_lack_of_one(self) -> None:
        counts = Counts()
        item = parse_record({"text": "Nordau liegt still.", "spans": [[0, 6, "ENT"]]}, 0, counts)
        doc = gold_doc(spacy.blank("de"), item, counts)
        assert [token.ent_iob_ for token in doc] == ["", "O", "O", "O"]
        assert counts.untyped == 1

    def test_an_unknown_label_is_an_error_that_names_it(self) -> None:
        with pytest.raises(DataError, match="record 7: label 'GPE'"):
            parse_record({"text": "Nordau", "spans": [[0, 6, "GPE"]]}, 7, Counts())

    def test_a_faulty_line_is_named(self, tmp_path: Path) -> None:
        write(tmp_path / "bad.jsonl.gz", [invented(1), {"spans": []}])
        with pytest.raises(DataError, match="line 2"):
            read_records(tmp_path / "bad.jsonl.gz", Counts())

    def test_repeated_texts_are_read_once(self, tmp_path: Path) -> None:
        write(tmp_path / "twice.jsonl.gz", [invented(1), invented(2), invented(1)])
        assert len(read_records(tmp_path / "twice.jsonl.gz", Counts())) == 2

    def test_a_span_inside_a_token_is_dropped_counted_and_left_open(self) -> None:
        counts = Counts()
        text = "Der Kestrin-Chef traf Mira Tellmann."
        item = Record(text, (Span(4, 11, "LOC"), Span(22, 35, "PER")))
        doc = gold_doc(spacy.blank("de"), item, counts)
        assert [(ent.text, ent.label_) for ent in doc.ents] == [("Mira Tellmann", "PER")]
        assert doc[1].ent_iob_ == ""
        assert doc[0].ent_iob_ == "O"
        assert counts.misaligned == 1

    def test_common_words_that_were_marked_are_no_names(self) -> None:
        item = Record("nordauer Hafen in Nordau", (Span(0, 8, "LOC"), Span(18, 24, "LOC")))
        assert names(names_only(item, ("LOC",))) == [("Nordau", "LOC")]
        assert names_only(item, ("MISC",)) == item

    def test_the_split_keeps_groups_together_and_never_changes(self) -> None:
        records = [record(n) for n in range(300)]
        parts = split_records(records, dev=0.2, test=0.2)
        groups = [{item.group for item in part} for part in (parts.train, parts.dev, parts.test)]
        assert sum(len(group) for group in groups) == len(set().union(*groups)) == 100
        assert all(groups)
        assert split_records(reversed(records), dev=0.2, test=0.2).dev == parts.dev[::-1]

    @pytest.mark.parametrize(
        ("identity", "group"),
        [
            ("w124.conllup#7", "w124.conllup"),
            ("blog-x_ENG-0012", "blog-x_ENG"),
            (45, "block-2"),
            ("train-v2-45", "block-2"),
        ],
    )
    def test_the_group_is_the_document_or_else_the_neighbourhood(self, identity: object, group: str) -> None:
        assert parse_record({"text": "x", "spans": [], "id": identity}, 45, Counts()).group == group

    def test_a_training_text_that_repeats_a_held_out_one_is_dropped(self) -> None:
        counts = Counts()
        held_out = Record("Die Brücke bei Nordau bleibt bis zum Ende der Ferien in beide Richtungen gesperrt.")
        longer = Record(f"Meldung von heute: {held_out.text} Umleitung über Kestrin.")
        assert without_held_out([longer, record(3)], [held_out], counts) == [record(3)]
        assert counts.near_held_out == 1


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Texts of drawn pieces, every other one a name."""
    pieces = draw(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=8))
    text, spans = "", []
    for number, piece in enumerate(pieces):
        if number % 2 and piece.strip() == piece != "":
            spans.append(Span(len(text), len(text) + len(piece), "ORG"))
        text += piece
    return Record(text, tuple(spans))


def rest(item: Record) -> list[str]:
    """What stands around the names."""
    edges = [0, *(edge for span in item.spans for edge in (span.start, span.end)), len(item.text)]
    return [item.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


class TestAugment:
    @given(records())
    def test_spans_still_delimit_the_same_names(self, item: Record) -> None:
        lengths = [len(name) for name, _ in names(item)]
        for variant in (upper_case(item), title_case(item), requoted(item, ("«", "»"))):
            assert [len(name) for name, _ in names(variant)] == lengths
            assert len(variant.text) == len(item.text)
        assert names(quoted(item, ("„", "“"))) == names(item)
        assert names(unpunctuated(item)) == names(item)
        assert names(joined([item, item], "\n")) == 2 * names(item)

    @given(st.lists(records(), max_size=6), st.integers(0, 50))
    def test_a_pass_holds_every_name_once(self, items: list[Record], seed: int) -> None:
        rates = Rates(upper=0, title=0, requoted=0, renamed=0)
        drawn = documents(items, rates, {}, random.Random(seed))
        assert [name for item in drawn for name in names(item)] == [name for item in items for name in names(item)]

    @given(records(), st.integers(0, 50))
    def test_names_are_replaced_by_others_and_the_rest_stays(self, item: Record, seed: int) -> None:
        other = renamed(item, {"ORG": ["Hafenwerk AG", "TSV"]}, random.Random(seed))
        assert [span.label for span in other.spans] == [span.label for span in item.spans]
        for (old, _), (new, _) in zip(names(item), names(other), strict=True):
            assert new in (old, "Hafenwerk AG", "TSV")
        assert rest(other) == rest(item)

    def test_a_region_of_unknown_annotation_moves_along(self) -> None:
        item = Record("Mira Tellmann, Gast aus Nordau", (Span(0, 13, "PER"),), ((24, 30),))
        other = renamed(item, {"PER": ["Jonte"]}, random.Random(1))
        assert other.text == "Jonte, Gast aus Nordau"
        assert [other.text[start:end] for start, end in other.unknown] == ["Nordau"]

    def test_marks_become_those_of_another_style(self) -> None:
        item = Record('Sie sagte: "Ja." („Nein“)')
        assert requoted(item, ("«", "»")).text == "Sie sagte: «Ja.» («Nein»)"

    def test_capitals_keep_the_sharp_s(self) -> None:
        assert upper_case(Record("Straße")).text == "STRAßE"

    def test_chinese_is_simplified_character_by_character(self) -> None:
        record = Record("國際會議在臺北舉行。", (Span(5, 7, "LOC"),), language="zh")
        assert simplified(record).text == "国际会议在台北举行。"
        assert simplified(record).spans == record.spans


class TestScores:
    def test_only_the_same_edges_and_label_count(self) -> None:
        gold = [Span(0, 5, "PER"), Span(9, 12, "LOC"), Span(20, 25, "ORG")]
        predicted = [Span(0, 5, "PER"), Span(9, 13, "LOC"), Span(20, 25, "LOC")]
        scores = score_spans([(gold, predicted)])
        assert (scores.total.precision, scores.total.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
        assert scores.by_label["PER"].f1 == 1
        assert scores.by_label["LOC"].predicted == 2
        assert scores.by_label["MISC"].f1 == 0

    def test_a_label_that_the_data_does_not_know_is_not_held_against_the_model(self) -> None:
        nlp = spacy.blank("de")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "PER", "pattern": "Mira"}, {"label": "MISC", "pattern": "Hafenfest"}])
        scores = evaluate(nlp, [Record("Mira mag das Hafenfest.", (Span(0, 4, "PER"),))])
        assert list(scores.by_label) == ["PER"]
        assert scores.total.f1 == 1


class TestSelfTraining:
    def test_only_kinds_that_a_file_does_not_annotate_are_filled_in_and_never_across_what_is_known(self) -> None:
        text = "Mira kam zum Hafenfest nach Nordau, Jonte zum Radtag."
        full = Record(text, (Span(0, 4, "PER"), Span(13, 22, "MISC"), Span(28, 34, "LOC")))
        people_only = Record(text, (Span(0, 4, "PER"),), unknown=((49, 52),))
        teacher = spacy.blank("de")
        patterns = {"Jonte": "PER", "Mira": "ORG", "Hafenfest": "MISC", "Nordau": "LOC", "Radtag": "MISC"}
        teacher.add_pipe("entity_ruler").add_patterns([{"label": k, "pattern": p} for p, k in patterns.items()])
        corpus = Corpus(train={"full": (1.0, [full]), "people": (0.5, [people_only])})
        filled = corpus.filled_in(teacher)
        assert filled.train["full"] == (1.0, [full])
        assert filled.train["people"][0] == 0.5
        assert [names(record) for record in filled.train["people"][1]] == [
            [("Mira", "PER"), ("Hafenfest", "MISC"), ("Nordau", "LOC")]
        ]
        assert corpus.train["people"] == (0.5, [people_only])


def test_the_learning_rate_rises_shortly_and_falls_to_its_last_share() -> None:
    assert rate_at(0.0) < rate_at(0.01) < rate_at(0.02) == 1
    assert rate_at(0.5) > rate_at(0.9) > rate_at(1.0) == pytest.approx(LAST_RATE)


class TestRecipes:
    @pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
    def test_nothing_is_trained_on_that_must_not_be_used_commercially(self, recipe) -> None:
        for source in recipe.trained_on():
            assert "NC" not in source.dataset.license.split("-")
            assert not source.file.startswith("measure_only")

    @pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
    def test_share_alike_data_make_a_share_alike_model(self, recipe) -> None:
        trained_on = [source.dataset.license for source in recipe.trained_on()]
        share_alike = any("SA" in license for license in trained_on)
        assert recipe.license == (CC_BY_SA if share_alike else CC_BY)

    def test_what_one_model_is_measured_on_no_other_is_trained_on(self) -> None:
        shares: dict[str, set[tuple[float, float]]] = {}
        for recipe in RECIPES.values():
            for source in recipe.sources:
                shares.setdefault(source.file, set()).add((source.dev, source.test))
        assert {name: found for name, found in shares.items() if len(found) > 1} == {}


class TestCommand:
    def test_check_makes_a_model_that_a_fresh_process_loads_without_a_warning(self, data: Path, tmp_path: Path) -> None:
        output = tmp_path / "models"
        result = CliRunner().invoke(app, ["de", "--check", "--data", str(data), "--output", str(output)])
        assert result.exit_code == 0, result.output
        assert "dev F1" in result.output
        folder = output / "de"
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        assert meta["lang"] == "de"
        assert meta["license"] == RECIPES["de"].license
        assert meta["size"] == size_on_disk(folder)
        assert {"name", "license", "attribution", "url"} == set(meta["sources"][0])
        assert set(meta["scores"]["de/smartdata-v3-dev (dev)"]) >= {"precision", "recall", "f1", "entities"}
        assert "Tellmann" not in (folder / "vocab" / "strings.json").read_text(encoding="utf-8")
        code = (
            f"import spacy; nlp = spacy.load({str(folder)!r}); print(nlp.pipe_names, len(nlp('Mira in Nordau.').ents))"
        )
        loaded = subprocess.run(
            [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert loaded.returncode == 0, loaded.stderr
        assert loaded.stdout.startswith("['ner']")

    def test_the_same_seed_gives_the_same_model(self, data: Path, tmp_path: Path) -> None:
        weights = []
        for name in ("a", "b"):
            result = CliRunner().invoke(app, ["de", "--check", "--data", str(data), "--output", str(tmp_path / name)])
            assert result.exit_code == 0, result.output
            weights.append((tmp_path / name / "de" / "ner" / "model").read_bytes())
        assert weights[0] == weights[1]

    def test_without_data_it_says_what_to_do(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(app, ["de", "--data", str(tmp_path / "nowhere")])
        assert result.exit_code == 1
        assert "NEWS_DATA" in result.output

    def test_a_missing_file_is_named(self, data: Path) -> None:
        result = CliRunner().invoke(app, ["de", "--data", str(data)])
        assert result.exit_code == 1
        assert "smartdata-v1-train" in result.output

    def test_a_language_without_a_recipe_is_refused(self) -> None:
        result = CliRunner().invoke(app, ["tlh"])
        assert result.exit_code == 2


def test_the_tokeniser_of_the_multilingual_model_parts_names_from_articles_endings_and_each_other() -> None:
    from training.network import blank_pipeline

    nlp = blank_pipeline(RECIPES["xx"])
    for text, words in {
        "l’Orsenna d'Elvio": ["l’", "Orsenna", "d'", "Elvio"],
        "Kestrin'de": ["Kestrin", "'de"],
        "O'Brannon": ["O'Brannon"],
        "在北山。": ["在", "北", "山", "。"],
    }.items():
        assert [token.text for token in nlp.make_doc(text)] == words


SENTENCES = {
    "ar": ("قال محمد الحسيني يوم الاثنين في القاهرة إن المشروع انتهى.", "محمد الحسيني"),
    "cs": ("Petr Novotný byl v pondělí v Praze.", "Petr Novotný"),
    "da": ("Peter Hansen var mandag i København.", "Peter Hansen"),
    "de": ("Peter Hansen war am Montag in Berlin.", "Peter Hansen"),
    "en": ("Peter Hansen was in London on Monday.", "Peter Hansen"),
    "es": ("Pedro Almansa estuvo el lunes en Madrid.", "Pedro Almansa"),
    "fi": ("Pekka Virtanen oli maanantaina Helsingissä.", "Pekka Virtanen"),
    "fr": ("Pierre Lambert était lundi à Paris.", "Pierre Lambert"),
    "hr": ("Petar Kovačević bio je u ponedjeljak u Zagrebu.", "Petar Kovačević"),
    "hu": ("Kovács Péter hétfőn Budapesten járt.", "Kovács Péter"),
    "it": ("Pietro Ferrari era lunedì a Roma.", "Pietro Ferrari"),
    "nl": ("Peter Hansen was maandag in Amsterdam.", "Peter Hansen"),
    "pl": ("Piotr Nowak był w poniedziałek w Warszawie.", "Piotr Nowak"),
    "pt": ("Pedro Almeida esteve na segunda-feira em Lisboa.", "Pedro Almeida"),
    "ru": ("Пётр Ильин был в понедельник в Москве.", "Пётр Ильин"),
    "sk": ("Peter Kováč bol v pondelok v Bratislave.", "Peter Kováč"),
    "sr": ("Petar Petrović je u ponedeljak bio u Beogradu.", "Petar Petrović"),
    "sv": ("Peter Hansson var på måndagen i Stockholm.", "Peter Hansson"),
    "tr": ("Ahmet Yılmaz pazartesi günü Ankara'daydı.", "Ahmet Yılmaz"),
    "uk": ("Петро Шевченко був у понеділок у Києві.", "Петро Шевченко"),
    "xx": ("Peter Hansen war am Montag in Berlin.", "Peter Hansen"),
    "zh": ("外交部发言人王伟星期一在北京说，谈判将继续。", "王伟"),
}


@pytest.mark.parametrize("lang", SHIPPED)
def test_the_shipped_model_loads_is_small_and_finds_a_name(lang: str) -> None:
    folder = MODELS / lang
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert size_on_disk(folder) == meta["size"] <= LARGEST
    assert meta["version"] == RECIPES[lang].version
    sentence, person = SENTENCES[lang]
    assert (person, "PER") in [(ent.text, ent.label_) for ent in spacy.load(folder)(sentence).ents]
