"""The command that trains models: `python -m training.train de fr --data ../shared/data/ner`."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from training.corpus import Corpus, load_corpus
from training.data import LABELS, DataError, data_folder, read_records
from training.evaluate import Scores, evaluate
from training.lexicon import lexicon
from training.model import TooLargeError, save
from training.network import Limits, Progress, Trained, assembled, train
from training.recipes import RECIPES, ROWS, Recipe, Size

MODELS = Path("processors/models")
CHECK_SIZE = Size(width=16, depth=1, embed_width=16, rows=dict.fromkeys(ROWS, 50), hidden=16)
CHECK_WORDS = 2_000

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
console = Console(width=120, soft_wrap=True, highlight=False)  # as wide where the output is no terminal


def _report(progress: Progress) -> None:
    console.print(
        f"step {progress.step:>6,}  words {progress.words:>10,}  loss {progress.loss:>9.1f}  "
        f"dev F1 {100 * progress.score:5.1f}{'*' if progress.best else ' '}  {progress.speed:>6,.0f} words/s",
    )


def _measure(trained: Trained, recipe: Recipe, corpus: Corpus, folder: Path) -> dict[str, Scores]:
    """Scores by file, with the lexicons that the model has; the name of a part that nothing was decided by says so."""
    nlp = assembled(recipe, trained.weights)
    stored = {language: lexicon(language) for language in recipe.lexicons}
    scores = {f"{name} (dev)": evaluate(nlp, records, stored) for name, records in corpus.dev.items()}
    scores |= {f"{name} (held out)": evaluate(nlp, records, stored) for name, records in corpus.test.items()}
    for name in recipe.measured:
        path = folder / f"{name}.jsonl.gz"
        if path.is_file():
            scores[f"{name} (never trained on)"] = evaluate(nlp, read_records(path, type(corpus.counts)()), stored)
    return scores


def _table(title: str, scores: dict[str, Scores]) -> Table:
    table = Table("data", "names", "P", "R", "F1", *LABELS, title=title)
    for name, score in scores.items():
        total = score.total
        figures = [f"{100 * value:.1f}" for value in (total.precision, total.recall, total.f1)]
        labels = [f"{100 * score.by_label[label].f1:.1f}" if label in score.by_label else "" for label in LABELS]
        table.add_row(name, str(total.gold), *figures, *labels)
    return table


def _names(corpus: Corpus) -> int:
    return sum(len(record.spans) for _, records in corpus.train.values() for record in records)


def _train_one(recipe: Recipe, folder: Path, limits: Limits, seed: int, target: Path, *, check: bool) -> None:
    corpus = load_corpus(recipe, folder, missing_ok=check)
    texts = sum(len(records) for _, records in corpus.train.values())
    console.print(f"[bold]{recipe.lang}[/]: {texts:,} texts to train on; {corpus.counts}")
    base = None
    if recipe.base is not None:
        base = target.parent / recipe.base
        if not (base / "meta.json").is_file():
            raise DataError(f"{recipe.lang} starts from {base}, which is missing: train {recipe.base} first.")
    if recipe.first_words:
        first = train(recipe, corpus, replace(limits, words=min(limits.words, recipe.first_words)), seed, _report, base)
        before = _names(corpus)
        corpus = corpus.filled_in(assembled(recipe, first.weights))
        console.print(
            f"names of kinds that some files do not annotate: {_names(corpus) - before:,}, found by this model"
        )
    trained = train(recipe, corpus, limits, seed, _report, base)
    scores = _measure(trained, recipe, corpus, folder)
    size = save(trained, recipe, {name: score.figures() for name, score in scores.items()}, seed, target)
    console.print(_table(f"{recipe.lang} {recipe.version}, strict spans, %", scores))
    console.print(
        f"{target}: {size:,} bytes; {trained.words:,} words in {trained.steps:,} steps, {trained.speed:,.0f} words/s; "
        f"{trained.counts.misaligned:,} spans off the token edges",
    )


@app.command()
def main(
    languages: Annotated[list[str], typer.Argument(help=f"{', '.join(RECIPES)} or all")],
    data: Annotated[Path, typer.Option(envvar="NEWS_DATA", help="Folder of the data, or its subfolder ner.")] = Path(
        "../shared/data"
    ),
    minutes: Annotated[float, typer.Option(min=0.01, help="Longest training of each, in processor time.")] = 240.0,
    seed: Annotated[int, typer.Option(help="Of all random choices.")] = 0,
    output: Annotated[Path | None, typer.Option(help=f"Folder of the models [default: {MODELS}].")] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="A few steps of a tiny network on the files that are there: does all of it run?"),
    ] = False,
) -> None:
    """Train named entity models and write them as folders that spaCy loads."""
    unknown = [language for language in languages if language != "all" and language not in RECIPES]
    if unknown:
        raise typer.BadParameter(f"no recipe for {', '.join(unknown)}; there are {', '.join(RECIPES)} and all")
    recipes = [recipe for recipe in RECIPES.values() if recipe.lang in languages or "all" in languages]
    if output is None:
        # A check must not replace a shipped model.
        output = Path(tempfile.mkdtemp(prefix="quotewire-check-")) if check else MODELS
    try:
        folder = data_folder(data)
        for recipe in recipes:
            chosen = replace(recipe, size=CHECK_SIZE, words=CHECK_WORDS, base=None) if check else recipe
            limits = Limits(chosen.words, 60 * minutes)
            _train_one(chosen, folder, limits, seed, output / recipe.lang, check=check)
    except (DataError, TooLargeError) as error:
        console.print(f"[red]{error}[/]")
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app()
