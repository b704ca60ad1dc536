"""How good and how fast entity models of other sizes are: the table that the shipped network is chosen by.

    python -m benchmarks.networks                                German, all sizes (an hour and a half of one core)
    python -m benchmarks.networks --only 96/2,stock --words 100000

Each network is trained from random weights on the texts of the language's recipe, for the same number of words and
with the same seeds, and keeps the weights that did best on the parts for stopping. F1 is strict, of parts that nothing
was decided by: of the first one, and the mean over all, each the mean over the seeds.

`stock` is what `spacy init config` proposes for a CPU: MultiHashEmbed, width 96, depth 4, without a lexicon; its
matrices are multiplied by Thinc's own BLIS, as in spaCy by default, and once more by OpenBLAS as ours are. Ours are
read as the product reads them (processors/entity_models/store.py, for_reading), and have forgotten all words when a
round begins.

Speed: words (tokens) a second of CPU time, one process, one BLAS thread (OPENBLAS_NUM_THREADS=1, which `make` sets),
tokeniser included: the held-out texts, joined to articles, 24 at a time. All networks read them in turn in each round;
the figure is the median of the rounds, the ratio is to `stock`.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from thinc.api import NumpyOps

from benchmarks.entity_pipeline import ARTICLES_AT_ONCE
from benchmarks.entity_sets import as_articles
from processors.entity_models.store import for_reading, use_openblas
from processors.entity_models.word_vectors import forget_words
from training.corpus import Corpus, load_corpus
from training.data import DataError, data_folder
from training.evaluate import Scores, evaluate
from training.network import Limits, Progress, assembled, train
from training.recipes import RECIPES, STOCK, Recipe, Size

STOCK_NAME: Final = "stock"
SIZES: Final = {
    "64/2": Size(width=64, depth=2),
    "64/4": Size(width=64, depth=4),
    "96/1": Size(width=96, depth=1),
    "96/2": Size(width=96, depth=2),
    "96/3": Size(width=96, depth=3),
    "96/4": Size(width=96, depth=4),
    "128/2": Size(width=128, depth=2),
    "128/4": Size(width=128, depth=4),
    STOCK_NAME: STOCK,
}
"""Width of a word's vector / number of convolutions."""

TIMED_WORDS: Final = 30_000
"""Of each network in each round."""

console = Console(width=120, soft_wrap=True, highlight=False)


@dataclass(slots=True)
class Measured:
    """A trained network and its figures.

    Attributes:
        name: as in SIZES.
        nlp: trained with the first seed.
        scores: by held-out part, for each seed.
        speeds: words a second, for each round.
        size: bytes of its weights.
    """

    name: str
    nlp: Language
    scores: list[dict[str, Scores]]
    size: int
    speeds: list[float] = field(default_factory=list)

    @property
    def first(self) -> float:
        """F1 of the first part, %, mean over the seeds."""
        return 100 * statistics.mean(next(iter(parts.values())).total.f1 for parts in self.scores)

    @property
    def mean(self) -> float:
        """Mean F1 over the parts, %, mean over the seeds."""
        return 100 * statistics.mean(part.total.f1 for parts in self.scores for part in parts.values())

    @property
    def speed(self) -> float:
        """Words a second and core, the median of the rounds."""
        return statistics.median(self.speeds)


def _trained(name: str, recipe: Recipe, corpus: Corpus, seeds: int) -> Measured:
    def report(progress: Progress) -> None:
        console.print(f"  {progress.words:>9,} of {recipe.words:,} words, dev F1 {100 * progress.score:.1f}")

    scores = []
    first: tuple[Language, int] | None = None
    for seed in range(seeds):
        console.print(f"training {name}, seed {seed}")
        made = train(recipe, corpus, Limits(recipe.words, float("inf")), seed, report)
        nlp = assembled(recipe, made.weights)
        use_openblas(nlp) if name == STOCK_NAME else for_reading(nlp)
        scores.append({part: evaluate(nlp, records) for part, records in corpus.test.items()})
        first = first or (nlp, len(made.weights))
    assert first is not None
    return Measured(name, first[0], scores, first[1])


def _articles(corpus: Corpus, words: int) -> list[str]:
    texts: list[str] = []
    for records in corpus.test.values():
        texts += [article.text for article in as_articles(records)]
    chosen, count = [], 0
    for text in texts:
        if count >= words:
            break
        chosen.append(text)
        count += len(text.split())
    return chosen


def _speed(nlp: Language, texts: Sequence[str]) -> float:
    words = 0
    for _, component in nlp.pipeline:
        forget_words(component.model)  # type: ignore[attr-defined]  # a pipeline of one recogniser
    begin = time.process_time()
    for start in range(0, len(texts), ARTICLES_AT_ONCE):
        words += sum(len(doc) for doc in nlp.pipe(texts[start : start + ARTICLES_AT_ONCE]))
    return words / (time.process_time() - begin)


def _use_blis(nlp: Language) -> None:
    ops = NumpyOps()
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops


def _readers(all_measured: Sequence[Measured]) -> Iterator[tuple[str, Measured, bool]]:
    """What reads in each round: name, network, and whether with BLIS."""
    for measured in all_measured:
        if measured.name == STOCK_NAME:
            yield STOCK_NAME, measured, True
            yield f"{STOCK_NAME}, OpenBLAS", replace(measured, speeds=[]), False
        else:
            yield measured.name, measured, False


def _race(rows: Sequence[tuple[str, Measured, bool]], texts: Sequence[str], rounds: int) -> None:
    for number in range(rounds + 1):
        for _, measured, blis in rows:
            if measured.name == STOCK_NAME:
                (_use_blis if blis else use_openblas)(measured.nlp)
            speed = _speed(measured.nlp, texts)
            if number:  # the first round fills caches
                measured.speeds.append(speed)
        console.print(f"speed: {'warm-up' if not number else f'round {number} of {rounds}'} done")


def _table(recipe: Recipe, parts: Sequence[str], rows: Sequence[tuple[str, Measured, bool]]) -> Table:
    stock = next((measured.speed for _, measured, blis in rows if blis), None)
    title = (
        f"{recipe.lang}, {recipe.words:,} words from random weights; shipped: {recipe.size.width}/{recipe.size.depth}"
    )
    table = Table(
        "network",
        f"F1 {parts[0]}",
        f"mean F1 of {len(parts)} parts",
        "words/s",
        "spread",
        "to stock",
        "MB",
        title=title,
    )
    for name, measured, _ in rows:
        spread = (max(measured.speeds) - min(measured.speeds)) / measured.speed
        ratio = f"{measured.speed / stock:.2f}" if stock else ""
        table.add_row(
            name, f"{measured.first:.1f}", f"{measured.mean:.1f}", f"{measured.speed:,.0f}", f"{spread:.0%}", ratio,
            f"{measured.size / 1e6:.1f}",
        )  # fmt: skip
    return table


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.networks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    data = Path(os.environ.get("NEWS_DATA", "../shared/data"))
    parser.add_argument("--data", type=Path, default=data, metavar="DIR", help=f"NEWS_DATA, else [{data}]")
    parser.add_argument("--lang", choices=list(RECIPES), default="de", help="whose recipe [de]")
    parser.add_argument("--only", metavar="96/2,stock", default=",".join(SIZES), help="which networks [all]")
    parser.add_argument("--words", type=int, default=1_200_000, help="length of each training [1,200,000]")
    parser.add_argument("--seeds", type=int, default=1, help="trainings of each, whose scores are averaged [1]")
    parser.add_argument("--rounds", type=int, default=5, help="of the measuring of speed [5]")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, measures, prints the table; 2 where data are missing."""
    options = _options(arguments)
    names = [name.strip() for name in options.only.split(",")]
    if unknown := [name for name in names if name not in SIZES]:
        console.print(f"no network {', '.join(unknown)}; there are {', '.join(SIZES)}")
        return 2
    recipe = replace(RECIPES[options.lang], words=options.words, base=None)
    try:
        corpus = load_corpus(recipe, data_folder(options.data))
    except DataError as error:
        console.print(str(error))
        return 2
    if not corpus.test:
        console.print(f"the recipe of {options.lang} holds no part out: nothing to score by")
        return 2
    rows = list(_readers([_trained(name, replace(recipe, size=SIZES[name]), corpus, options.seeds) for name in names]))
    _race(rows, _articles(corpus, TIMED_WORDS), options.rounds)
    console.print(_table(recipe, list(corpus.test), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
