"""Writes a trained pipeline as a folder that `spacy.load` reads, with what a user must know in `meta.json`."""

import hashlib
import json
import shutil
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from packaging.version import Version

from processors.entity_models.files import MODEL_SIZE, SUMS
from processors.entity_models.lexicon import FOLDER
from training.lexicon import frequency_lexicon
from training.lexicon import sources as lexicon_sources
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
    """The data sets that were trained on and those of the lexicon, each once."""
    used = {source.dataset.name: source.dataset for source in recipe.trained_on()}
    used |= {dataset.name: dataset for dataset in lexicon_sources(recipe)}
    return [asdict(dataset) for dataset in used.values()]


def _spacy_versions() -> str:
    """The range of spaCy that reads the model: any of the minor version that wrote it."""
    major, minor = Version(version("spacy")).release[:2]
    return f">={major}.{minor}.0,<{major}.{minor + 1}.0"


def write_meta(folder: Path, meta: dict[str, Any]) -> int:
    """Writes `meta.json` with the size of the model and the SHA-256 of its other files.

    A worker compares them at its start. The length of `meta.json` is part of the size it tells.

    Args:
        folder: Of the model; all its other files are there.
        meta: All else that it is to say.

    Returns:
        The size in bytes.
    """
    path = folder / "meta.json"
    others = sorted(file for file in folder.rglob("*") if file.is_file() and file != path)
    sums = {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in others}
    size = -1
    while size != (size := size_on_disk(folder)):
        whole = meta | {"spacy_version": _spacy_versions(), MODEL_SIZE: size, SUMS: sums}
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return size


def write_lexicons(recipe: Recipe, folder: Path) -> None:
    """Writes the lexicons that are stored beside a model, replacing those that are there."""
    there = folder / FOLDER
    shutil.rmtree(there, ignore_errors=True)
    for language in recipe.lexicons:
        there.mkdir(exist_ok=True)
        (there / language).write_bytes(frequency_lexicon(language).to_bytes())


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
    write_lexicons(recipe, fresh)
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
    meta = nlp.meta | {
        "name": "quotewire_ner",
        "version": recipe.version,
        "description": recipe.description,
        "author": "Quotewire",
        "license": recipe.license,
        "sources": _sources(recipe),
        "scores": scores,
        "recipe": parameters,
    }
    size = write_meta(fresh, meta)
    if size > LARGEST:
        raise TooLargeError(f"{fresh} takes {size:,} bytes, more than {LARGEST:,}: make the recipe's network smaller.")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return size
