"""The network, and the loop that trains it."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import compile_infix_regex
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from processors.entity_models.lexicon import Lexicon
from processors.entity_models.stored_network import ARCHITECTURE as STORED_NETWORK
from processors.entity_models.stored_network import to_full_precision, to_half_precision
from processors.entity_models.word_embedding import ARCHITECTURE as WORD_EMBEDDING
from processors.entity_models.word_embedding import set_lexicon
from training.augment import Rates
from training.corpus import Corpus
from training.data import LABELS, Counts, Record, gold_doc, share
from training.evaluate import NONE, Scores, doc_of, evaluate
from training.lexicon import lexicon, lexicons
from training.recipes import Recipe, Size

FIRST_BATCH, LAST_BATCH, GROWTH = 150, 1000, 1.001  # words; factor a step. Small batches learn fast, large ones settle.
LAST_RATE = 0.03
"""The learning rate falls evenly to this share of its first value."""
WARM_UP = 0.02
"""Share of the training in which the learning rate rises from nothing."""
EVALUATIONS = 24
PATIENCE = 8
"""Training stops after this many evaluations without a better score."""
STOPPING_TEXTS = 300
"""Texts of each development file that are looked at during training; the scores at the end are of all."""
UNSEEN_FORMS = 4096
"""Invented word forms: as many as give the hash tables a new mixture of rows nearly every time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where training ends: after so many words (tokens), or so many seconds, whichever comes first.

    Seconds are of the processor, not of the clock: what else the machine does must not make a worse model.
    """

    words: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """What an evaluation saw. `score` is the mean F1 over the development files, `speed` words a second of training
    time."""

    step: int
    words: int
    loss: float
    score: float
    speed: float
    best: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """The best weights, and how they came about."""

    weights: bytes
    score: float
    steps: int
    words: int
    speed: float
    counts: Counts


def use_fast_products() -> None:
    """Multiplies matrices with NumPy's OpenBLAS, three times as fast as Thinc's own BLIS on current processors."""
    set_current_ops(NumpyOps(use_blis=False))


def network(size: Size) -> dict[str, Any]:
    """The model's configuration, of spaCy's own parts and those in processors/entity_models."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": size.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2" if size.stock else STORED_NETWORK,
            "embed": _embedding(size),
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": size.width,
                "depth": size.depth,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    }


def _embedding(size: Size) -> dict[str, Any]:
    columns, rows = list(size.rows), list(size.rows.values())
    if size.stock:
        return {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": size.width,
            "attrs": columns,
            "rows": rows,
            "include_static_vectors": False,
        }
    return {
        "@architectures": WORD_EMBEDDING,
        "width": size.width,
        "embed_width": size.embed_width,
        "features": columns,
        "rows": rows,
    }


def blank_pipeline(recipe: Recipe) -> Language:
    """A pipeline of the recipe's language with an untrained entity recogniser."""
    nlp = spacy.blank(recipe.lang)
    if recipe.infixes:
        infixes = [*(nlp.Defaults.infixes or ()), *recipe.infixes]
        tokenizer: Any = nlp.tokenizer  # declared as a mere callable
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    ner: Any = nlp.add_pipe("ner", config={"model": network(recipe.size)})  # declared as a mere callable
    for label in LABELS:
        ner.add_label(label)
    return nlp


def assembled(recipe: Recipe, weights: bytes) -> Language:
    """A pipeline with trained weights as they are stored. Its vocabulary has seen no text, so that none is saved."""
    nlp = blank_pipeline(recipe)
    nlp.initialize()
    ner: Any = nlp.get_pipe("ner")
    ner.from_bytes(weights)
    to_half_precision(ner.model)
    return nlp


def to_example(
    nlp: Language, record: Record, rates: Rates, lexicons: Mapping[str, Lexicon], rng: random.Random, counts: Counts
) -> Example:
    """Makes an example; a share of its words gets an invented word form in place of its own."""
    gold = gold_doc(nlp, record, counts)
    # The recogniser takes entities of the text it is given for settled, so that needs to be another Doc, without any.
    blank = doc_of(nlp, record, NONE if rng.random() < rates.unlisted else lexicons)
    for token in blank:
        if rng.random() < rates.unseen:
            token.norm_ = f"unseen-{rng.randrange(UNSEEN_FORMS)}"
    return Example(blank, gold)


def batches(examples: Iterable[Example], size: float) -> Iterator[tuple[list[Example], int]]:
    """Groups examples into batches of about `size` words, growing with each batch up to `LAST_BATCH`; yields them with
    their words."""
    batch: list[Example] = []
    words = 0
    for example in examples:
        batch.append(example)
        words += len(example.predicted)
        if words >= size:
            yield batch, words
            batch, words = [], 0
            size = min(size * GROWTH, LAST_BATCH)
    if batch:
        yield batch, words


def rate_at(done: float) -> float:
    """The factor of the learning rate when the share `done` of the training is over: a short rise, then an even
    fall."""
    if done < WARM_UP:
        return max(done / WARM_UP, 0.01)
    return 1 - (1 - LAST_RATE) * (done - WARM_UP) / (1 - WARM_UP)


def mean_f1(scores: Iterable[Scores]) -> float:
    """The mean over files: each counts the same, whatever its size."""
    figures = [score.total.f1 for score in scores]
    return sum(figures) / len(figures) if figures else 0.0


class Training:
    """A run under way: the network, its optimizer, and the best weights so far.

    The order of the data, the variants of its texts and the first weights follow from the seed.
    """

    def __init__(self, recipe: Recipe, corpus: Corpus, seed: int, base: Path | None) -> None:
        """Builds the network.

        Args:
            recipe: Network and rates.
            corpus: The data.
            seed: Of all random choices.
            base: Folder of the model to start from; None for random weights.
        """
        use_fast_products()
        fix_random_seed(seed)
        self.recipe = recipe
        self.corpus = corpus
        self.rng = random.Random(seed)
        self.nlp = blank_pipeline(recipe)
        self.nlp.initialize()
        self.ner = cast(Any, self.nlp.get_pipe("ner"))  # declared as a mere callable
        if base is not None:
            self.ner.from_disk(base / "ner", exclude=["vocab"])
            to_full_precision(self.ner.model)
        set_lexicon(self.ner.model, lexicon(recipe.lang))
        self.lexicons = lexicons(recipe)
        self.optimizer = Adam(recipe.learn_rate, L2=0.01, grad_clip=1.0, use_averages=True)
        self.counts = Counts()
        self.steps = self.words = self.since_best = 0
        self.seconds = 0.0  # spent on steps, evaluations not counted
        self.loss = 0.0  # since the last evaluation
        self.best = -1.0
        self.best_weights = b""
        self._stopping = [
            sorted(records, key=lambda record: share(record.text))[:STOPPING_TEXTS] for records in corpus.dev.values()
        ]

    def examples(self) -> Iterator[Example]:
        """Pass after pass over the data, each with other variants, without end."""
        rates = self.recipe.rates
        while True:
            for record in self.corpus.draw(rates, self.rng, self.recipe.written):
                if record.text.strip():
                    yield to_example(self.nlp, record, rates, self.lexicons, self.rng, self.counts)

    def step(self, batch: list[Example], words: int, done: float) -> None:
        """Learns from one batch, when the share `done` of the training is over."""
        self.optimizer.learn_rate = self.recipe.learn_rate * rate_at(done)
        losses: dict[str, float] = {}
        self.ner.update(batch, sgd=self.optimizer, drop=self.recipe.dropout, losses=losses)
        self.steps += 1
        self.words += words
        self.loss += losses["ner"]

    def evaluate(self) -> Progress:
        """Scores the averaged weights, and keeps them if they are the best so far; always without development files."""
        with self.nlp.use_params(self.optimizer.averages or {}):
            score = mean_f1(evaluate(self.nlp, records, self.lexicons) for records in self._stopping)
            better = score > self.best or not self._stopping
            if better:
                self.best, self.best_weights = score, self.ner.to_bytes(exclude=["vocab"])
        self.since_best = 0 if better else self.since_best + 1
        progress = Progress(self.steps, self.words, self.loss, score, self.speed, better)
        self.loss = 0.0
        return progress

    @property
    def speed(self) -> float:
        """Words a second, evaluations not counted."""
        return self.words / self.seconds if self.seconds else 0.0


def train(
    recipe: Recipe,
    corpus: Corpus,
    limits: Limits,
    seed: int,
    report: Callable[[Progress], None],
    base: Path | None = None,
) -> Trained:
    """Trains a model; returns the averaged weights that did best on the development files.

    The learning rate follows from the words seen, so that a run which `limits.seconds` does not cut short gives the
    same model again on the same machine; a slower machine goes through the same rates in fewer steps.

    Args:
        recipe: Network and rates.
        corpus: The data.
        limits: Where to end.
        seed: Of all random choices.
        report: Called after each evaluation.
        base: Folder of the model to start from; None for random weights.
    """
    run = Training(recipe, corpus, seed, base)
    started = resumed = time.process_time()
    evaluations = 0
    for batch, words in batches(run.examples(), FIRST_BATCH):
        done = min(1.0, max(run.words / limits.words, (time.process_time() - started) / limits.seconds))
        run.step(batch, words, done)
        if done < (evaluations + 1) / EVALUATIONS:
            continue
        evaluations += 1
        run.seconds += time.process_time() - resumed
        report(run.evaluate())
        if done >= 1 or run.since_best >= PATIENCE:
            break
        resumed = time.process_time()
    return Trained(run.best_weights, run.best, run.steps, run.words, run.speed, run.counts)
