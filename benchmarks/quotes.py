"""Quotations: quality on annotated articles, confidence against accuracy, and speed.

    python -m benchmarks.quotes [--data DIR] [--only SET] [--no-entities] [--errors N]

DIR (default: the environment variable NEWS_DATA, else ../shared/data) holds quotes/*.jsonl and quotes/score_quotes.py,
which does the scoring. An article goes through the sections and the entities first, as in the pipeline; the speed is
that of the quotations alone (CPU time), on top of them.
"""

import argparse
import gc
import importlib.util
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from processors.entities import entities_of
from processors.entity_models.store import ModelStore
from processors.mentions import mentions_in
from processors.quotes import find_quotations
from processors.scripts import main_script
from processors.sections import find_sections
from schemas.annotations import Entity, Quote, Section

ROOT = Path(__file__).resolve().parent.parent
UNREAD_MARKS: Final = "''"
"""Marks that the annotation of `en_dev` does not take for marks: what they enclose is called indirect there."""

Article = dict[str, Any]
Bars = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes:
        name: as printed.
        data: the set.
        scope: of the scorer.
        bars: what must be reached, by the name of the column; of `false alarm`, what must not be passed.
        without: articles with this in the text are left out.
    """

    name: str
    data: str
    scope: str = "marked"
    bars: Bars = field(default_factory=dict)
    without: str | None = None


ROWS: Final = (
    Row("German", "de_dev", bars={"F": 0.88, "speaker": 0.75, "joint F": 0.62, "false alarm": 0.10}),
    Row("English", "en_dev", bars={"F": 0.96, "speaker": 0.86, "joint F": 0.82, "false alarm": 0.30}),
    Row("English, without articles that write ''…''", "en_dev", without=UNREAD_MARKS),
    Row("English, indirect", "en_dev", scope="indirect", bars={"P": 0.75, "F": 0.40}),
    Row("German, indirect", "de_dev", scope="indirect"),
    Row("18 languages (silver)", "pud_silver_dev", bars={"R": 0.90, "speaker": 0.80}),
    Row("one article by hand", "seed_de_gold", bars={"R": 1.0, "joint F": 0.90, "entity": 0.88, "false alarm": 0.0}),
)
KNOWN: Final = {
    "textacy": (0.61, None),
    "GenderGapTracker's extractor": (0.64, None),
    "careful regular expressions": (0.70, 0.44),
    "a learned tagger": (0.74, 0.47),
}
"""Joint F of other systems on held-back news, English and German."""

BINS: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001)


def load_scorer(path: Path) -> ModuleType:
    """Imports the scoring script that comes with the data."""
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"no scorer at {path}: point --data to a folder with quotes/score_quotes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_entities(
    store: ModelStore, articles: Sequence[Article], sections: Sequence[Sequence[Section]]
) -> list[list[Entity]]:
    """The entities of each article, as the pipeline finds them; only the language is taken as given."""
    found: list[list[Entity]] = []
    for article, parts in zip(articles, sections, strict=True):
        text, language = article["text"], article["lang"]
        model = store.for_language(language, main_script(text))
        mentions = mentions_in(model, [text])[0] if model is not None else []
        found.append(entities_of(text, mentions, parts, language))
    return found


def as_row(quote: Quote) -> dict[str, Any]:
    """Writes a quotation the way the scorer reads it."""
    row: dict[str, Any] = {"start": quote.start, "end": quote.end, "type": quote.kind, "group": quote.group}
    if quote.speaker is not None:
        row |= {
            "speaker": quote.speaker.text,
            "speaker_start": quote.speaker.start,
            "speaker_end": quote.speaker.end,
            "speaker_entity": quote.speaker.entity,
        }
    if quote.cue is not None:
        row |= {"cue": quote.cue.text, "cue_start": quote.cue.start, "cue_end": quote.cue.end}
    return row


@dataclass(slots=True)
class Found:
    """What was found in the articles of a set."""

    articles: list[Article]
    quotes: list[list[Quote]]
    seconds: float
    entity_seconds: float
    """CPU time of the entities of the same articles, in the same run."""

    @property
    def rate(self) -> float:
        """Megabytes of text a second of CPU time."""
        return sum(len(article["text"].encode()) for article in self.articles) / self.seconds / 1e6

    @property
    def share(self) -> str:
        """What the quotations take of the time that both take, in percent; nothing without models."""
        return f"{100 * self.seconds / (self.seconds + self.entity_seconds):.0f} %" if self.entity_seconds else "-"


def find_all(path: Path, store: ModelStore | None) -> Found:
    """Runs the quotations over a set, without entities where there are no models."""
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    gc.collect()
    gc.freeze()  # as the pipeline's NLP processes do
    sections = [find_sections(a["text"]) for a in articles]
    entities: list[list[Entity]] = [[] for _ in articles]
    entity_seconds = 0.0
    if store is not None:
        store.load(sorted({a["lang"] for a in articles}))
        begin = time.process_time()
        entities = find_entities(store, articles, sections)
        entity_seconds = time.process_time() - begin
    for article in articles:
        find_quotations(article["text"][:500], article["lang"], [])  # loads the lexicons
    begin = time.process_time()
    quotes = [find_quotations(a["text"], a["lang"], e, s) for a, e, s in zip(articles, entities, sections, strict=True)]
    return Found(articles, quotes, time.process_time() - begin, entity_seconds)


def score(scorer: ModuleType, found: Found, row: Row) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Scores what was found as the row asks for it; the scores, and the errors."""
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch) / "gold.jsonl", Path(scratch) / "predicted.jsonl"
        taken = [
            (article, quotes)
            for article, quotes in zip(found.articles, found.quotes, strict=True)
            if row.without is None or row.without not in article["text"]
        ]
        gold.write_text("".join(json.dumps(article) + "\n" for article, _ in taken), encoding="utf-8")
        lines = [{"id": article["id"], "quotes": [as_row(quote) for quote in quotes]} for article, quotes in taken]
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        scores, _, errors = scorer.run(str(gold), str(predicted), row.scope)
    false_alarms = scores.get("false_alarm") if row.scope == "marked" else None
    values = {
        **scores["overlap"],
        "speaker": scores["speaker"]["name"] or 0.0,
        "entity": scores.get("entity", {}).get("recall"),
        "joint F": scores["joint"]["F"],
        "false alarm": false_alarms["rate"] if false_alarms else None,
        "cue": scores["cue"]["acc"],
        "articles": len(taken),
    }
    return values, errors


def shown(column: str, value: float | None, bars: Bars) -> str:
    """A value with its bar, if it has one."""
    if value is None:
        return "-"
    bar = bars.get(column)
    if bar is None:
        return f"{value:.3f}"
    met = value <= bar if column == "false alarm" else value >= bar
    return f"{value:.3f} {'≤' if column == 'false alarm' else '≥'} {bar:.2f} {'met' if met else 'MISSED'}"


def calibration(scorer: ModuleType, sets: Sequence[Found]) -> Table:
    """Confidence against accuracy, of quotations in marks and of their speakers."""
    seen: dict[str, list[tuple[float, bool]]] = {"quotation": [], "speaker": []}
    for found in sets:
        for article, quotes in zip(found.articles, found.quotes, strict=True):
            if UNREAD_MARKS not in article["text"]:
                _compare(scorer, article, quotes, seen)
    table = Table("confidence", *(f"{name}s, right" for name in seen), title="Confidence against accuracy")
    for low, high in pairwise(BINS):
        cells = []
        for pairs in seen.values():
            inside = [right for confidence, right in pairs if low <= confidence < high]
            cells.append(f"{sum(inside) / len(inside):.2f} of {len(inside)}" if inside else "-")
        table.add_row(f"{low:.2f}-{min(high, 1):.2f}", *cells)
    return table


def _compare(
    scorer: ModuleType, article: Article, quotes: Sequence[Quote], seen: dict[str, list[tuple[float, bool]]]
) -> None:
    text = article["text"]

    def share(gold: Article, quote: Quote) -> float:
        return float(
            scorer.iou(scorer.norm(text, gold["start"], gold["end"]), scorer.norm(text, quote.start, quote.end))
        )

    for quote in quotes:
        if quote.kind == "indirect":
            continue
        best = max(article["quotes"], key=lambda gold: share(gold, quote), default=None)
        hit = best is not None and share(best, quote) >= 0.5
        if best is not None and hit and best["type"] not in {"direct", "mixed"}:
            continue  # the annotation leaves it open
        seen["quotation"].append((quote.confidence, hit))
        if best is not None and hit and best.get("speaker") and quote.speaker is not None:
            seen["speaker"].append((quote.speaker.confidence or 0.0, bool(scorer.name_ok(best, as_row(quote)))))


def main() -> None:
    """Scores every set and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data")))
    parser.add_argument("--no-entities", action="store_true", help="find speakers without any entity")
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of each row")
    parser.add_argument("--only", choices=sorted({row.data for row in ROWS}), help="one set alone")
    options = parser.parse_args()
    folder = options.data / "quotes"
    scorer = load_scorer(folder / "score_quotes.py")
    store = None if options.no_entities else ModelStore()
    console = Console(width=180)
    columns = ("P", "R", "F", "speaker", "entity", "joint F", "false alarm", "cue")
    source = "none" if store is None else "as in the pipeline"
    title = f"Quotations: spans by overlap, joint = span and speaker; entities: {source}"
    table = Table("", "articles", *columns, "MB/s", "of time", title=title)
    sets: dict[str, Found] = {}
    for row in ROWS:
        if options.only and row.data != options.only:
            continue
        if row.data not in sets:
            sets[row.data] = find_all(folder / f"{row.data}.jsonl", store)
        values, errors = score(scorer, sets[row.data], row)
        cells = [shown(column, values[column], row.bars) for column in columns]
        table.add_row(row.name, str(values["articles"]), *cells, f"{sets[row.data].rate:.2f}", sets[row.data].share)
        for error in errors[: options.errors]:
            console.print(" | ".join(str(part) for part in error), markup=False)
    console.print(table)
    others = Table("joint F of other systems, on held-back news", "English", "German")
    for name, figures in KNOWN.items():
        others.add_row(name, *("-" if figure is None else f"{figure:.2f}" for figure in figures))
    console.print(others)
    console.print(calibration(scorer, [found for name, found in sets.items() if name != "seed_de_gold"]))


if __name__ == "__main__":
    main()
