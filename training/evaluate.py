"""Strict scores: a name counts as found if its start, its end and its label are all right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from processors.entity_models.lexicon import Lexicon
from processors.entity_models.word_embedding import words_of
from training.data import LABELS, Record, Span

NONE: Mapping[str, Lexicon] = {}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of strict matches, and what follows from them (0 to 1)."""

    found: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted entities that are right."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated entities that were found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.found / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.predicted + other.predicted, self.gold + other.gold)

    def figures(self) -> dict[str, float]:
        """The figures for `meta.json`, rounded to four places."""
        return {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")} | {"entities": self.gold}


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one data set, by label; `total` is over all labels (micro average)."""

    by_label: dict[str, Score]

    @property
    def total(self) -> Score:
        """All labels together."""
        return sum(self.by_label.values(), Score())

    def figures(self) -> dict[str, object]:
        """The figures for `meta.json`."""
        return {**self.total.figures(), "by_label": {label: s.figures() for label, s in self.by_label.items()}}


def score_spans(pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]], labels: Sequence[str] = LABELS) -> Scores:
    """Compares pairs of (annotated, predicted) entities of a text; entities with other labels are left out on both
    sides."""
    counts = {label: [0, 0, 0] for label in labels}
    for gold, predicted in pairs:
        right = set(gold).intersection(predicted)
        for place, spans in enumerate((right, predicted, gold)):
            for span in spans:
                if span.label in counts:
                    counts[span.label][place] += 1
    return Scores({label: Score(*count) for label, count in counts.items()})


def doc_of(nlp: Language, record: Record, lexicons: Mapping[str, Lexicon] = NONE) -> Doc:
    """The words of a text, with the lexicon of its language if that is among `lexicons`."""
    return words_of(nlp, record.text, lexicons.get(record.language))


def annotated_labels(records: Iterable[Record]) -> tuple[str, ...]:
    """The labels a data set uses. One that knows no MISC cannot say whether a predicted MISC is wrong."""
    used = {span.label for record in records for span in record.spans}
    return tuple(label for label in LABELS if label in used)


def evaluate(nlp: Language, records: Sequence[Record], lexicons: Mapping[str, Lexicon] = NONE) -> Scores:
    """Runs a pipeline over the raw texts and scores its entities, for the labels that the data set uses.

    Every annotated entity counts, also those that the tokeniser makes unreachable.

    Args:
        nlp: With an entity recogniser.
        records: Annotated texts.
        lexicons: By language, where a text is not to be read with the lexicon of the model.
    """
    docs = nlp.pipe((doc_of(nlp, record, lexicons) for record in records), batch_size=32)
    predicted = ([Span(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs)
    gold = (record.spans for record in records)
    return score_spans(zip(gold, predicted, strict=True), annotated_labels(records))
