"""Puts together what a recipe names: texts to train on, to stop by, and to measure on."""

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.language import Language

from training.augment import NamePool, Rates, documents, name_pool
from training.data import (
    Counts,
    DataError,
    Record,
    Span,
    Split,
    names_only,
    read_records,
    split_records,
    without_held_out,
)
from training.evaluate import annotated_labels, doc_of
from training.recipes import Recipe, Source
from training.written import written_records

SUFFIX = ".jsonl.gz"
NOTHING: Mapping[str, int] = {}


@dataclass(slots=True)
class Corpus:
    """All data of a recipe.

    Attributes:
        train: Training texts with the weight of their source, by file.
        dev: What the training is stopped by, by file.
        test: What nothing was decided by, by file.
        counts: What was repaired or dropped, over all files.
        names: The names of the training texts, by file.
    """

    train: dict[str, tuple[float, list[Record]]] = field(default_factory=dict)
    dev: dict[str, list[Record]] = field(default_factory=dict)
    test: dict[str, list[Record]] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    names: dict[str, NamePool] = field(default_factory=dict)

    def draw(self, rates: Rates, rng: random.Random, written: Mapping[str, int] = NOTHING) -> Iterator[Record]:
        """One pass over the training texts: each source by its weight, varied, in random order.

        Args:
            rates: of the variants.
            rng: Of all random choices.
            written: How many texts of the project's own sentences are among them, by language; new ones each pass.
        """
        drawn: list[Record] = []
        for name, (weight, records) in self.train.items():
            if name not in self.names:
                self.names[name] = name_pool(records)
            pool = self.names[name]
            times, rest = divmod(weight, 1)
            for _ in range(int(times)):
                drawn.extend(documents(records, rates, pool, rng))
            if rest:
                # Whole stretches are left out, so that neighbours stay neighbours and can be joined.
                groups = {record.group for record in records}
                chosen = {group for group in sorted(groups) if rng.random() < rest}
                drawn.extend(documents([record for record in records if record.group in chosen], rates, pool, rng))
        for language, count in written.items():
            texts = [replace(text, language=language) for text in written_records(language, count, rng)]
            # Other names would not fit the articles, cases and genders around them.
            drawn.extend(documents(texts, replace(rates, renamed=0.0), {}, rng))
        rng.shuffle(drawn)
        yield from drawn

    def filled_in(self, teacher: Language) -> "Corpus":
        """The same data, whose training texts also have the names of kinds that their file does not annotate.

        A file without a kind would teach that its texts name none. The names are those that a model finds; what lies
        across an annotated name, or where it is not known whether there is one, is not taken. Self-training, as in
        D. Yarowsky, "Unsupervised Word Sense Disambiguation Rivaling Supervised Methods", 1995.

        Args:
            teacher: With an entity recogniser, trained on the files that annotate those kinds.
        """
        every = {label for _, records in self.train.values() for label in annotated_labels(records)}
        train = {}
        for name, (weight, records) in self.train.items():
            missing = every.difference(annotated_labels(records))
            train[name] = weight, list(_filled_in(records, teacher, missing)) if missing else records
        return replace(self, train=train, names={})


def _filled_in(records: Sequence[Record], teacher: Language, labels: Set[str]) -> Iterator[Record]:
    docs = teacher.pipe((doc_of(teacher, record) for record in records), batch_size=32)
    for record, doc in zip(records, docs, strict=True):
        taken = [(span.start, span.end) for span in record.spans] + list(record.unknown)
        found = [
            Span(entity.start_char, entity.end_char, entity.label_)
            for entity in doc.ents
            if entity.label_ in labels
            and not any(entity.start_char < end and start < entity.end_char for start, end in taken)
        ]
        yield replace(record, spans=tuple(sorted((*record.spans, *found), key=lambda span: span.start)))


def _read(folder: Path, source: Source, counts: Counts) -> Split:
    records = read_records(folder / f"{source.file}{SUFFIX}", counts)
    return split_records(records, source.dev, source.test)


def load_corpus(recipe: Recipe, folder: Path, *, missing_ok: bool = False) -> Corpus:
    """Reads the files of a recipe.

    Args:
        recipe: Names the files.
        folder: Holds them, as `<language>/<name>.jsonl.gz`.
        missing_ok: Go on without files that are missing.

    Raises:
        DataError: A file is missing or faulty, or nothing is left for training or for development.
    """

    def present(source: Source) -> bool:
        return not missing_ok or (folder / f"{source.file}{SUFFIX}").is_file()

    corpus = Corpus()
    for source in filter(present, recipe.sources):
        parts = _read(folder, source, corpus.counts)
        for name, part in (("dev", parts.dev), ("test", parts.test)):
            if part:
                getattr(corpus, name)[source.file] = part
        if parts.train:
            corpus.train[source.file] = (source.weight, [names_only(item, source.common) for item in parts.train])
    held_out: list[Record] = []
    for source in filter(present, recipe.held_out()):
        parts = _read(folder, source, Counts())
        held_out += parts.dev + parts.test
    for name, (weight, records) in corpus.train.items():
        corpus.train[name] = (weight, without_held_out(records, held_out, corpus.counts))
    if recipe.sources and not (corpus.train and corpus.dev):
        raise DataError(
            f"{folder} holds none of the {'training' if corpus.dev else 'development'} files of {recipe.lang!r}."
        )
    return corpus
