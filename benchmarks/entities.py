"""How well and how fast named entities are found, by language and data set.

    python -m benchmarks.entities                                    all sets
    python -m benchmarks.entities --only de,en --texts 200           a quick look
    python -m benchmarks.entities --only de --model de=build/de      what is used now against a new model
    python -m benchmarks.entities --repairs --articles               what each repair after the model gives

Sets: DIR/ner/<language>/<set>.jsonl.gz and DIR/ner/measure_only/…, DIR from --data, else NEWS_DATA, else
../shared/data. Of a set that a model was trained on only the texts that no recipe trains on are read, without those
that share ten words in a row with a training text (so figures may differ a little from those in meta.json). Parts:
`dev` decided when a training stopped, `held out` decided nothing, `measure only` may not be trained on.

What is scored is what the pipeline finds: the model that it would use for the language, then all that follows up to
the entity; only the language is taken as given. Strict: a name counts if its start, its end and its label are right;
only labels that a set annotates count. `3 labels` is F1 of PER, ORG and LOC; `untyped` is F1 of spans whatever their
label. A bar (≥ met, < missed) stands where a set stands for a kind of text that the project is judged by. The sets of
one sentence a text are harder than news: --articles joins the sentences of a document. The Turkish set marks common
nouns and years as names, all with one label, so its figures say little.

Speed: words and punctuation marks a second of CPU time, one process, one BLAS thread (OPENBLAS_NUM_THREADS=1, which
`make` sets): of 20,000 words that a model read, the first of each part, joined to articles, 24 articles at a time. The
exit code is 0 whatever the scores, 2 where data or a model is missing.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.entity_pipeline import Pipeline, Used, as_found
from benchmarks.entity_sets import Part, as_articles, language_of, parts_of, set_names
from processors.entity_models.store import ModelStore
from processors.errors import ModelError
from processors.names.labels import Mention
from processors.names.repairs import REPAIRS, Repair, repaired
from training.data import LABELS, DataError, Span, data_folder
from training.evaluate import Scores, annotated_labels, score_spans

ROOT: Final = Path(__file__).resolve().parent.parent
NAMED: Final = ("PER", "ORG", "LOC")
ANY: Final = "ANY"

BARS: Final[Mapping[str, Mapping[str, float]]] = {
    "de/germeval-test": {"F1": 66, "3 labels": 62, "untyped": 68},
    "de/smartdata-v3-test": {"untyped": 68},
    "en/wikigold": {"F1": 60},
    "en/uner-en_ewt-dev": {"3 labels": 68},
    "pt/uner-pt_bosque-dev": {"3 labels": 60},
    "ru/wikiner-dev": {"3 labels": 60},
    "sv/webbnyheter-train": {"3 labels": 60},
    "measure_only/es/wikineural-val": {"F1": 55},
    "measure_only/fr/wikineural-val": {"F1": 55},
    "measure_only/it/wikineural-val": {"F1": 55},
    "measure_only/nl/wikineural-val": {"F1": 55},
    "measure_only/pl/wikineural-val": {"F1": 55},
}
"""Percent, by set and column. GermEval also stands for German PUD and German news, WikiGold for English world news,
the others' three labels for PUD in their language."""

ALL_REPAIRS: Final = "all"

UNTYPED: Final = ("de",)
"""Languages with a bar for spans whatever their label."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one model, or pipeline, finds in one part of a set.

    Attributes:
        part: what was read.
        model: what most of it was read with; empty for none.
        scores: by label.
        named: PER, ORG and LOC alone.
        untyped: whatever the label.
        against: whether this is the second of two models that are compared.
    """

    part: Part
    model: str
    scores: Scores
    named: Scores
    untyped: Scores
    against: bool = False

    def figures(self) -> dict[str, float]:
        """Percent, by column; of labels only those that the set annotates."""
        total = self.scores.total
        shares = {"P": total.precision, "R": total.recall, "F1": total.f1}
        shares |= {label: score.f1 for label, score in self.scores.by_label.items()}
        if self.named.by_label:
            shares["3 labels"] = self.named.total.f1
        shares["untyped"] = self.untyped.total.f1
        return {name: round(100 * share, 1) for name, share in shares.items()}


def score(part: Part, mentions: Sequence[Sequence[Mention]], model: str, *, against: bool = False) -> Row:
    """Compares what was found with the annotation."""
    gold = [record.spans for record in part.records]
    found = [[Span(*mention) for mention in some] for some in mentions]
    labels = annotated_labels(part.records)
    pairs = list(zip(gold, found, strict=True))
    untyped = [
        (
            [Span(start, end, ANY) for start, end in ((s.start, s.end) for s in record.spans)]
            + [Span(start, end, ANY) for start, end in record.unknown],
            [Span(s.start, s.end, ANY) for s in spans],
        )
        for record, spans in zip(part.records, found, strict=True)
    ]
    return Row(
        part,
        model,
        score_spans(pairs, labels),
        score_spans(pairs, [label for label in NAMED if label in labels]),
        score_spans(untyped, [ANY]),
        against,
    )


def chosen_parts(folder: Path, options: argparse.Namespace, pipeline: Pipeline) -> Iterator[Part]:
    """The parts of all sets that are asked for, joined and cut as asked."""
    for name in set_names(folder):
        language = language_of(name)
        if options.only and language not in options.only and name not in options.only:
            continue
        choice = pipeline.choice(language)
        for part in parts_of(folder, name, choice.model_of if choice else ""):
            records = as_articles(part.records) if options.articles else part.records
            yield Part(part.name, part.language, part.kind, records[: options.texts], part.near)


def score_table(rows: Sequence[Row], *, compared: bool) -> Table:
    """The scores of all rows; of two models that are compared, the difference in F1."""
    table = Table(title="Strict spans, %: P, R, F1; F1 by label", title_justify="left")
    columns = ["set", "part", "texts", "names", *(["", "model"] if compared else ["model"])]
    for column in columns:
        table.add_column(column, no_wrap=column == "set")
    for column in ("P", "R", "F1", *LABELS, "3 labels", "untyped", *(["change"] if compared else [])):
        table.add_column(column, justify="right")
    before = 0.0
    for row in rows:
        figures, bars = row.figures(), BARS.get(row.part.name, {})
        cells = [row.part.name, row.part.kind, f"{len(row.part.records):,}", f"{row.scores.total.gold:,}"]
        if row.against:
            cells = [""] * 4
        if compared:
            cells.append("B" if row.against else "A")
        cells.append(row.model or "none")
        for column in ("P", "R", "F1", *LABELS, "3 labels"):
            cells.append(_with_bar(figures.get(column), bars.get(column)))
        cells.append(_with_bar(figures["untyped"], bars.get("untyped")) if row.part.language in UNTYPED else "")
        if compared:
            cells.append(f"{figures['F1'] - before:+.1f}" if row.against else "")
        before = figures["F1"]
        table.add_row(*cells)
    return table


def _with_bar(figure: float | None, bar: float | None) -> str:
    if figure is None:
        return ""
    if bar is None:
        return f"{figure:.1f}"
    return f"[green]{figure:.1f} ≥ {bar:.0f}[/]" if figure >= bar else f"[red]{figure:.1f} < {bar:.0f}[/]"


def speed_table(pipelines: Sequence[Pipeline]) -> Table:
    """What each model is, and how fast: alone, and with all that makes entities of its mentions."""
    table = Table(title="Models: words and marks a second and core", title_justify="left")
    for column in ("model", "bytes", "words timed", "words/s", "with names", "from"):
        table.add_column(column, justify="left" if column in ("model", "from") else "right")
    for used in _all_used(pipelines):
        speeds = f"{used.speed:,.0f}", f"{used.speed_with_names:,.0f}"
        table.add_row(used.name, f"{used.size:,}", f"{used.words:,}", *speeds, _shown(used.source))
    return table


def _all_used(pipelines: Sequence[Pipeline]) -> list[Used]:
    return [used for pipeline in pipelines for used in pipeline.used.values() if used.words]


def _shown(source: str) -> str:
    path = Path(source)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else source


def as_json(rows: Sequence[Row], pipelines: Sequence[Pipeline]) -> dict[str, Any]:
    """All figures, for a program."""
    return {
        "scores": [
            {
                "set": row.part.name,
                "language": row.part.language,
                "part": row.part.kind,
                "texts": len(row.part.records),
                "left_out": row.part.near,
                "names": row.scores.total.gold,
                "model": row.model or None,
                "compared": "B" if row.against else "A",
                "percent": row.figures(),
                "by_label": row.scores.figures()["by_label"],
                "bars": BARS.get(row.part.name, {}),
            }
            for row in rows
        ],
        "models": [
            {
                "model": u.name,
                "source": u.source,
                "bytes": u.size,
                "words": u.words,
                "words_per_second": round(u.speed),
                "words_per_second_with_names": round(u.speed_with_names),
            }
            for u in _all_used(pipelines)
        ],
    }


def scored(
    parts: Sequence[Part],
    pipelines: Sequence[Pipeline],
    seen: Callable[[Part, Sequence[Sequence[Mention]]], None] = lambda _part, _found: None,
) -> Iterator[Row]:
    """The scores of each part with each pipeline; of later pipelines only where they use another model.

    Args:
        parts: what is read.
        pipelines: that which is in use, and one to compare with it.
        seen: called with a part and what was found in it.
    """
    for part in parts:
        for pipeline in pipelines:
            against = pipeline is not pipelines[0]
            if against and pipeline.choice(part.language) == pipelines[0].choice(part.language):
                continue
            found, model = pipeline.find(part.records, part.language)
            seen(part, found)
            yield score(part, found, model, against=against)


@dataclass(slots=True)
class Gain:
    """What a repair changes.

    Attributes:
        name: of the repair.
        changes: of F1, in percent, by set and part.
    """

    name: str
    changes: dict[str, float]

    @property
    def mean(self) -> float:
        """Over all sets."""
        return sum(self.changes.values()) / len(self.changes) if self.changes else 0.0

    def sets(self, sign: int) -> list[str]:
        """The sets that it changes for the better (1) or the worse (-1), the most changed first, with the change."""
        changed = sorted(self.changes.items(), key=lambda item: -sign * item[1])
        return [f"{name} {change:+.2f}" for name, change in changed if round(sign * change, 2) > 0]


def repair_gains(parts: Sequence[Part], pipeline: Pipeline) -> list[Gain]:
    """The change of F1 by each repair alone, and by all, against the model's own mentions."""
    gains = {name: Gain(name, {}) for name in (*REPAIRS, ALL_REPAIRS)}
    for part in parts:
        found, model = pipeline.find(part.records, part.language, as_found)
        before = score(part, found, model).scores.total.f1
        for name, gain in gains.items():
            repairs = None if name == ALL_REPAIRS else [REPAIRS[name]]
            after = score(part, _all_repaired(part, found, repairs), model).scores.total.f1
            gain.changes[f"{part.name} ({part.kind})"] = 100 * (after - before)
    return list(gains.values())


def _all_repaired(part: Part, found: Sequence[list[Mention]], repairs: Sequence[Repair] | None) -> list[list[Mention]]:
    return [
        repaired(record.text, mentions, part.language, repairs)
        for record, mentions in zip(part.records, found, strict=True)
    ]


def gain_table(gains: Sequence[Gain]) -> Table:
    """What each repair gives."""
    table = Table(title="F1 with each repair alone against none, in points of %", title_justify="left")
    table.add_column("repair", no_wrap=True)
    for column in ("mean", "better", "worse"):
        table.add_column(column, justify="right")
    table.add_column("most")
    for gain in gains:
        better, worse = gain.sets(1), gain.sets(-1)
        most = ", ".join([*better[:4], *worse[:2]])
        table.add_row(gain.name, f"{gain.mean:+.2f}", str(len(better)), str(len(worse)), most)
    return table


def print_errors(console: Console, part: Part, found: Sequence[Sequence[Mention]], most: int) -> None:
    """Prints wrong and missed names, as many as asked, evenly over the part."""
    if not most:
        return
    errors = []
    for record, mentions in zip(part.records, found, strict=True):
        spans = [Span(*mention) for mention in mentions]
        for mark, names in (("+", set(spans) - set(record.spans)), ("-", set(record.spans) - set(spans))):
            for name in sorted(names, key=lambda span: span.start):
                around = record.text[max(0, name.start - 40) : name.start], record.text[name.end : name.end + 40]
                inside = record.text[name.start : name.end]
                errors.append(f"{mark} {name.label:4} {around[0]}[{inside}]{around[1]}".replace("\n", "⏎"))
    step = max(1, len(errors) // most)
    for line in errors[::step][:most]:
        console.print(f"{part.name} {line}", markup=False, highlight=False)


def _forced(value: str) -> tuple[str, str]:
    language, sign, source = value.partition("=")
    if not (language and sign and source):
        raise argparse.ArgumentTypeError(f"{value!r} is not LANGUAGE=MODEL, such as de=build/de or xx=/path/to/model")
    return language, source


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.entities",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    default = Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=default, metavar="DIR", help=f"[{default}]")
    parser.add_argument("--only", type=lambda value: value.split(","), metavar="de,en", help="languages or sets")
    parser.add_argument("--texts", type=int, metavar="N", help="no more texts of a set than this")
    parser.add_argument("--articles", action="store_true", help="join the sentences of a document, or neighbours")
    parser.add_argument("--model", type=_forced, action="append", default=[], metavar="LANGUAGE=MODEL",
        help="B: another model (folder, package) of a language, against A, what is used; may be repeated")  # fmt: skip
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print N errors (+ wrong, - missed)")
    parser.add_argument("--repairs", action="store_true", help="the change of F1 by each repair after the model")
    parser.add_argument("--json", action="store_true", help="for a program: one object, percent as numbers")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores every set and prints the tables."""
    options = parse(arguments)
    console, errors = Console(width=180), Console(stderr=True)
    forced = dict(options.model)
    pipelines = [Pipeline(ModelStore()), *([Pipeline(ModelStore(forced=forced))] if forced else [])]
    try:
        folder = data_folder(options.data)
        parts = list(chosen_parts(folder, options, pipelines[0]))
        if not parts:
            errors.print(
                f"{folder} has no set of {', '.join(options.only or ['any'])}",
                markup=False,
                style="red",
                soft_wrap=True,
            )
            return 2
        if options.repairs:
            gains = repair_gains(parts, pipelines[-1])
            if options.json:
                print(json.dumps({gain.name: gain.changes for gain in gains}, indent=1))
            else:
                console.print(gain_table(gains))
            return 0
        rows = list(scored(parts, pipelines, lambda part, found: print_errors(console, part, found, options.errors)))
    except (DataError, ModelError) as error:
        errors.print(str(error), markup=False, style="red", soft_wrap=True)
        return 2
    for used in _all_used(pipelines):
        used.measure()
    if options.json:
        print(json.dumps(as_json(rows, pipelines), ensure_ascii=False, indent=1))
        return 0
    console.print(score_table(rows, compared=bool(forced)))
    if left_out := sum(part.near for part in parts):
        console.print(f"left out: {left_out:,} texts that share ten words in a row with a training text")
    console.print(speed_table(pipelines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
