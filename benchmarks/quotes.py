"""Quotations: quality on annotated articles, and speed.

    python -m benchmarks.quotes [--data DIR] [--no-entities] [--errors N]

DIR (default: the environment variable NEWS_DATA, else ../shared/data) holds quotes/*.jsonl and quotes/score_quotes.py,
which does the scoring. The speed is that of the quotations alone (CPU time), on top of the entities.
"""

import argparse
import importlib.util
import json
import os
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from processors.quotes import find_quotations
from schemas.annotations import Entity, Quote

ROOT = Path(__file__).resolve().parent.parent
SETS = ("de_dev", "en_dev", "pud_silver_dev", "seed_de_gold")
BARS = {"de_dev": 0.40, "en_dev": 0.68}
"""Joint F that must be reached: span and speaker both right."""
LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})


def load_scorer(path: Path) -> ModuleType:
    """Imports the scoring script that comes with the data."""
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}: point --data to a folder with quotes/score_quotes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_models(folder: Path) -> dict[str, Language]:
    """Loads the entity models of the project, by language."""
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (path / "config.cfg").exists():
            found[path.name] = spacy.load(path)
    return found


def find_entities(model: Language | None, text: str) -> list[Entity]:
    """Runs a model; without one there are no entities."""
    if model is None:
        return []
    return [
        Entity(text=e.text, label=e.label_, start=e.start_char, end=e.end_char, canonical=e.text)
        for e in model(text).ents
        if e.label_ in LABELS
    ]


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


def main() -> None:
    """Scores every set and prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data")))
    parser.add_argument("--no-entities", action="store_true", help="find speakers without any entity")
    parser.add_argument("--scope", default="marked", choices=["marked", "direct"])
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of each set")
    parser.add_argument("--only", choices=SETS)
    options = parser.parse_args()
    folder = options.data / "quotes"
    scorer = load_scorer(folder / "score_quotes.py")
    models = {} if options.no_entities else load_models(ROOT / "processors" / "models")
    columns = ("articles", "P", "R", "overlap F", "speaker", "entity", "joint F", "bar", "false alarm", "cue", "MB/s")
    table = Table("set", *columns, title=f"Quotations, scope {options.scope}; models: {' '.join(models) or 'none'}")
    console = Console(width=140)
    for name in SETS:
        if options.only and name != options.only:
            continue
        gold = folder / f"{name}.jsonl"
        articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        entities = [find_entities(models.get(a["lang"], models.get("xx")), a["text"]) for a in articles]
        size = sum(len(a["text"].encode()) for a in articles)
        for article in articles:
            find_quotations(article["text"][:500], article["lang"], [])  # loads the lexicons
        begin = time.process_time()
        quotes = [find_quotations(a["text"], a["lang"], e) for a, e in zip(articles, entities, strict=True)]
        seconds = time.process_time() - begin
        with tempfile.TemporaryDirectory() as scratch:
            predicted = Path(scratch) / "predicted.jsonl"
            rows = [
                {"id": a["id"], "quotes": [as_row(q) for q in found]} for a, found in zip(articles, quotes, strict=True)
            ]
            predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            score, _, errors = scorer.run(str(gold), str(predicted), options.scope)
        entity = score.get("entity", {}).get("recall")
        bar = BARS.get(name)
        table.add_row(
            name,
            str(len(articles)),
            *(f"{score['overlap'][part]:.3f}" for part in "PRF"),
            f"{score['speaker']['name'] or 0:.3f}",
            "-" if entity is None else f"{entity:.3f}",
            f"{score['joint']['F']:.3f}",
            "-" if bar is None else f"{bar:.2f} {'met' if score['joint']['F'] >= bar else 'MISSED'}",
            f"{score['false_alarm']['rate']:.3f}" if score.get("false_alarm") else "-",
            f"{score['cue']['acc'] or 0:.3f}",
            f"{size / seconds / 1e6:.1f}",
        )
        for error in errors[: options.errors]:
            console.print(" | ".join(str(part) for part in error), markup=False)
    console.print(table)


if __name__ == "__main__":
    main()
