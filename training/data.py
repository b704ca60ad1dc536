"""Reads annotated texts, repairs what can be repaired, and splits off parts that are never trained on.

A data file is gzipped JSON Lines: `{"text": str, "spans": [[start, end, label], ...], "id": ...}`, offsets in Python
code points into `text`. The errors that `DataError` stands for are about the folder or a file, and say what to do.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

LABELS = ("PER", "ORG", "LOC", "MISC")
UNTYPED = "ENT"
"""Marks a name whose kind the annotators did not say: neither trained on as a name nor as the lack of one."""

BLOCK = 20
"""Neighbouring records kept together by the split where ids are mere numbers: sentences of one text share their
names."""

SHINGLE = 10
"""A training text that shares a run of this many words with a held-out text is dropped: the same news travels in
several data sets. Shorter runs also meet set phrases ("closed in both directions between ...")."""


class DataError(Exception):
    """The data is missing or is not what a recipe expects."""


@dataclass(frozen=True, slots=True)
class Span:
    """A named entity: `text[start:end]`, in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A text with its entities.

    Attributes:
        text: The text, as published.
        spans: Its entities, sorted, without overlap, without white space at their edges.
        unknown: Regions (start, end) of which it is not known whether they are entities.
        group: What the split keeps together; records of one group stand next to each other in a text.
        language: Its code, where it is known: of the lexicon that a multilingual model is trained with.
    """

    text: str
    spans: tuple[Span, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    group: str = ""
    language: str = ""


@dataclass(slots=True)
class Counts:
    """What happened to the annotation on its way into training."""

    records: int = 0
    spans: int = 0
    trimmed: int = 0
    untyped: int = 0
    overlapping: int = 0
    misaligned: int = 0
    near_held_out: int = 0

    def add(self, other: "Counts") -> None:
        """Adds the figures of another part."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Split:
    """One data file, in parts that share no group."""

    train: list[Record] = field(default_factory=list)
    dev: list[Record] = field(default_factory=list)
    test: list[Record] = field(default_factory=list)


def data_folder(path: Path) -> Path:
    """Finds the folder of the NER data: `path` itself or its subfolder `ner`.

    Raises:
        DataError: There is no such folder.
    """
    for folder in (path / "ner", path):
        if folder.is_dir():
            return folder
    raise DataError(
        f"No training data at {path}. Give the folder that holds one subfolder for each language (de/, en/, ...) with "
        "--data, or set NEWS_DATA to the folder above it."
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _group(identity: object, number: int) -> str:
    """The document part of an id where it has one (`news_12#3`, `blog-0007`), else the block of neighbours it stands
    in."""
    text = str(identity)
    if isinstance(identity, int) or re.fullmatch(r"[a-z]*\d+", text):
        return f"block-{number // BLOCK}"
    stem = re.sub(r"[#_-]s?\d+$", "", text)
    # An id such as train-v2-17 numbers the whole file: its stem names no document.
    return f"block-{number // BLOCK}" if re.fullmatch(r"(train|dev|test|set)?([-.]\w\w)?", stem) else stem


def parse_record(item: dict[str, Any], number: int, counts: Counts) -> Record:
    """Makes a record of one line of a data file, with repaired spans.

    Args:
        item: The decoded line.
        number: Its place in the file, from 0.
        counts: Is added to.

    Raises:
        DataError: A label that is none of `LABELS` or `UNTYPED`.
    """
    text: str = item["text"]
    spans: list[Span] = []
    unknown: list[tuple[int, int]] = []
    last_end = 0
    for raw_start, raw_end, label in sorted(item["spans"]):
        start, end = _trimmed(text, raw_start, raw_end)
        counts.trimmed += (start, end) != (raw_start, raw_end)
        if label not in (*LABELS, UNTYPED):
            raise DataError(f"record {number}: label {label!r} is none of {', '.join((*LABELS, UNTYPED))}")
        if label == UNTYPED:
            counts.untyped += 1
            unknown.append((start, end))
        elif start < last_end or start >= end:
            counts.overlapping += 1
        else:
            spans.append(Span(start, end, label))
            last_end = end
    counts.records += 1
    counts.spans += len(spans)
    return Record(text, tuple(spans), tuple(unknown), _group(item.get("id", number), number))


def read_records(path: Path, counts: Counts) -> list[Record]:
    """Reads a data file; repeated texts are kept once.

    Raises:
        DataError: The file is missing, or a line is not as described in the module's docstring.
    """
    if not path.is_file():
        raise DataError(f"The recipe names {path}, which is missing.")
    records: dict[str, Record] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            try:
                record = parse_record(json.loads(line), number, counts)
            except (KeyError, ValueError, TypeError) as error:
                raise DataError(f"{path}, line {number + 1}: {error!r}") from error
            records.setdefault(record.text, replace(record, language=path.parent.name))
    return list(records.values())


def share(key: str) -> float:
    """A number in [0, 1) that depends on `key` alone: the same split on every machine and for every seed."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6]) / 2**48


def split_records(records: Iterable[Record], dev: float, test: float) -> Split:
    """Splits by the hash of the group.

    Args:
        records: All records of a file, in order.
        dev: Share of the groups for the development part, 0 to 1.
        test: Share of the groups for the test part.
    """
    parts = Split()
    for record in records:
        place = share(record.group)
        part = parts.dev if place < dev else parts.test if place < dev + test else parts.train
        part.append(record)
    return parts


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)} or {tuple(words)}


def without_held_out(records: Sequence[Record], held_out: Iterable[Record], counts: Counts) -> list[Record]:
    """Drops the records that share a run of `SHINGLE` words (short texts: all their words) with a held-out one."""
    seen = set().union(*(_shingles(record.text) for record in held_out))
    kept = [record for record in records if seen.isdisjoint(_shingles(record.text))]
    counts.near_held_out += len(records) - len(kept)
    return kept


def names_only(record: Record, common: Collection[str]) -> Record:
    """The record without the spans of the labels `common` that hold no capital letter: common words, not names."""
    spans = tuple(
        span for span in record.spans if span.label not in common or not record.text[span.start : span.end].islower()
    )
    return record if spans == record.spans else replace(record, spans=spans)


def gold_doc(nlp: Language, record: Record, counts: Counts) -> Doc:
    """Tokenises a record and sets its entities.

    A span whose edges are not token edges ("UN" in a token "UN-Soldaten") is dropped and counted; its tokens are
    marked as of unknown annotation, so that training takes them neither for a name nor for the lack of one. So are the
    `unknown` regions.
    """
    doc = nlp.make_doc(record.text)
    entities: list[TokenSpan] = []
    doubtful = list(record.unknown)
    for span in record.spans:
        entity = doc.char_span(span.start, span.end, label=span.label)
        if entity is None:
            counts.misaligned += 1
            doubtful.append((span.start, span.end))
        else:
            entities.append(entity)
    tokens: set[int] = set()
    for start, end in doubtful:
        region = doc.char_span(start, end, alignment_mode="expand")
        if region is not None:
            tokens.update(range(region.start, region.end))
    tokens.difference_update(i for entity in entities for i in range(entity.start, entity.end))
    doc.set_ents(entities, missing=[doc[i : i + 1] for i in sorted(tokens)])
    return doc
