"""The annotated sets of NEWS_DATA/ner for benchmarks/entities.py: of each the texts that no model was trained on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from training.corpus import SUFFIX
from training.data import Counts, Record, Span, read_records, split_records, without_held_out
from training.recipes import RECIPES, Source

MEASURE_ONLY: Final = "measure_only"
"""Folder of the sets whose licence forbids more than measuring."""

LONGEST_ARTICLE: Final = 4_000
"""Characters, about; of an article that is put together from the sentences of one document."""


@dataclass(frozen=True, slots=True)
class Part:
    """The texts of a set that are measured.

    Attributes:
        name: `<language>/<set>`, with `measure_only/` before it where the licence asks for that.
        language: its code.
        kind: `dev` (decided when a training stopped), `held out` (decided nothing), `never trained on`, `measure only`.
        records: the texts.
        near: How many texts were left out because they share ten words in a row with a training text.
    """

    name: str
    language: str
    kind: str
    records: Sequence[Record]
    near: int = 0


def set_names(folder: Path) -> list[str]:
    """The sets of a folder, sorted: `<language>/<set>` before `measure_only/<language>/<set>`."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob(f"*{SUFFIX}")]
    return sorted((name.removesuffix(SUFFIX) for name in files), key=lambda name: (name.startswith(MEASURE_ONLY), name))


def language_of(name: str) -> str:
    """The code of a set's language."""
    return name.removeprefix(f"{MEASURE_ONLY}/").partition("/")[0]


def parts_of(folder: Path, name: str, model_of: str = "") -> list[Part]:
    """The parts of a set without any text that is in the weights of a model, by any recipe; none if all are.

    Args:
        folder: `ner` in NEWS_DATA.
        name: of the set.
        model_of: language of the model that is measured, whose recipe says which part it was stopped by.
    """
    records = read_records(folder / f"{name}{SUFFIX}", Counts())
    language = language_of(name)
    if name.startswith(f"{MEASURE_ONLY}/"):
        return [Part(name, language, "measure only", records)]
    sources = _sources(name, model_of)
    if not sources:
        return [Part(name, language, "never trained on", records)]
    trained: set[str] = set()
    for source in sources:
        trained.update(record.text for record in split_records(records, source.dev, source.test).train)
    split = split_records(records, sources[0].dev, sources[0].test)
    read = _trained_texts(folder, language)
    found = []
    for kind, part in (("dev", split.dev), ("held out", split.test)):
        kept = [record for record in part if record.text not in trained]
        counts = Counts()
        kept = without_held_out(kept, read, counts) if kept else kept
        if kept:
            found.append(Part(name, language, kind, kept, counts.near_held_out))
    return found


def as_articles(records: Sequence[Record]) -> list[Record]:
    """Joins neighbours of one document, or of one stretch of a set that names no documents, with a blank."""
    return [_joined(list(part)) for _, part in groupby(_numbered(records), key=lambda item: item[0])]


def _numbered(records: Iterable[Record]) -> Iterable[tuple[tuple[str, int], Record]]:
    """Each record with the article it belongs to."""
    before, length, number = "", 0, 0
    for record in records:
        if record.group != before or length > LONGEST_ARTICLE:
            before, length, number = record.group, 0, number + 1
        length += len(record.text)
        yield (record.group, number), record


def _joined(items: Sequence[tuple[object, Record]]) -> Record:
    text, spans, unknown = "", [], []
    for _, record in items:
        text += " " if text else ""
        start = len(text)
        spans += [Span(span.start + start, span.end + start, span.label) for span in record.spans]
        unknown += [(begin + start, end + start) for begin, end in record.unknown]
        text += record.text
    return replace(items[0][1], text=text, spans=tuple(spans), unknown=tuple(unknown))


def _sources(name: str, model_of: str) -> list[Source]:
    """How each recipe uses a set, that of `model_of` first."""
    recipes = sorted(RECIPES.values(), key=lambda recipe: recipe.lang != model_of)
    return [source for recipe in recipes for source in recipe.sources if source.file == name]


_READ: dict[tuple[Path, str], list[Record]] = {}


def _trained_texts(folder: Path, language: str) -> list[Record]:
    """The texts of a language that some recipe trains on; read once."""
    if (folder, language) not in _READ:
        found: dict[str, Record] = {}
        for source in {source for recipe in RECIPES.values() for source in recipe.sources}:
            path = folder / f"{source.file}{SUFFIX}"
            if language_of(source.file) == language and path.is_file():
                train = split_records(read_records(path, Counts()), source.dev, source.test).train
                found |= {record.text: record for record in train}
        _READ[folder, language] = list(found.values())
    return _READ[folder, language]
