"""Writes a trained pipeline as a folder that `spacy.load` reads, with what a user must know in `meta.json`."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from spacy.language import Language

from training.network import Trained, assembled
from training.recipes import Recipe

LARGEST = 6_000_000
"""Bytes a model may take on disk: three of them travel with every copy of the project."""


class TooLargeError(Exception):
    """The folder is larger than `LARGEST`."""


def size_on_disk(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _sources(recipe: Recipe) -> list[dict[str, str]]:
    """The data sets that were trained on, each once."""
    used = {source.dataset.name: source.dataset for source in recipe.trained_on()}
    return [asdict(dataset) for dataset in used.values()]


def _write_meta(nlp: Language, recipe: Recipe, folder: Path, details: dict[str, object]) -> int:
    """Completes `meta.json`, whose own length is part of the size it tells; returns that size in bytes."""
    path = folder / "meta.json"
    size = -1
    while size != (size := size_on_disk(folder)):
        meta = nlp.meta | {
            "name": "quotewire_ner",
            "version": recipe.version,
            "description": recipe.description,
            "author": "Quotewire",
            "license": recipe.license,
            "size": size,
            "sources": _sources(recipe),
            **details,
        }
        path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return size


def save(trained: Trained, recipe: Recipe, scores: dict[str, object], seed: int, folder: Path) -> int:
    """Writes the model, replacing one that stands there.

    Args:
        trained: The weights.
        recipe: Goes into `meta.json` with its parameters.
        scores: By data file, as `Scores.figures` gives them.
        seed: Of the training.
        folder: Where to.

    Returns:
        Its size in bytes.

    Raises:
        TooLargeError: It is larger than `LARGEST`; `folder` is left as it was.
    """
    nlp = assembled(recipe, trained.weights)
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    nlp.to_disk(fresh, exclude=["vectors", "lookups"])
    parameters = {
        "size": asdict(recipe.size),
        "rates": asdict(recipe.rates),
        "learn_rate": recipe.learn_rate,
        "dropout": recipe.dropout,
        "weights": {source.file: source.weight for source in recipe.sources if source.dev + source.test < 1},
        "base": recipe.base,
        "seed": seed,
        "steps": trained.steps,
        "words": trained.words,
    }
    size = _write_meta(nlp, recipe, fresh, {"scores": scores, "recipe": parameters})
    if size > LARGEST:
        raise TooLargeError(f"{fresh} takes {size:,} bytes, more than {LARGEST:,}: make the recipe's network smaller.")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return size
