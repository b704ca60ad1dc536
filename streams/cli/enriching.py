"""`quotewire enrich`: the processors alone, without a server."""

import contextlib
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from streams.cli.common import error_console, load_settings, print_mistake
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.sources import Record

BATCH = 32


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("enrich")(enrich_files)


def enrich_files(
    source: Annotated[
        str,
        typer.Argument(
            metavar="IN", help="A file or folder as for `publish`, or - for JSON Lines from standard input."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; standard output if not given.")
    ] = None,
) -> None:
    """Enrich articles without Kafka or Elasticsearch: one JSON line for each, in the order of the input.

    A record that is no article is reported with its place and reason; the exit code is then 1. A model that
    cannot be used is named before anything is read; the exit code is then 78.
    """
    from streams.entity_models import check_entity_models
    from streams.messages import Rejected
    from streams.nlp_process import enrich_articles, one_thread_per_process
    from streams.sources import Article, Mistake, read_articles

    one_thread_per_process()
    forced = load_settings().entity_models
    check_entity_models(forced)
    from processors.chain import Chain
    from processors.entity_models.store import ModelStore

    errors = error_console()
    chain = Chain(ModelStore(forced=forced))
    records = read_articles([source])
    done = mistakes = 0

    def report(where: str, reason: str) -> None:
        nonlocal mistakes
        mistakes += 1
        print_mistake(errors, where, reason)

    first = list(islice(records, BATCH))  # a missing input is found out before the output is touched
    with _writer(output) as out:
        for batch in _batches(first, records):
            for record in batch:
                if isinstance(record, Mistake):
                    report(record.where, record.reason)
            articles = [record for record in batch if isinstance(record, Article)]
            enriched = enrich_articles(chain, [(article.raw, None) for article in articles])
            for article, outcome in zip(articles, enriched, strict=True):
                if isinstance(outcome, Rejected):
                    report(article.where, outcome.message)
                else:
                    out.write(outcome.model_dump_json().encode() + b"\n")
                    done += 1
            if errors.is_terminal and (output or not sys.stdout.isatty()):
                errors.print(f"{done:,} articles enriched", end="\r")
    if mistakes:
        errors.print(f"{done:,} articles enriched, {mistakes:,} records left out", style="red")
        raise typer.Exit(1)


def _batches(first: "list[Record]", records: "Iterator[Record]") -> "Iterator[list[Record]]":
    """The first batch, then the following ones."""
    batch = first
    while batch:
        yield batch
        batch = list(islice(records, BATCH))


@contextlib.contextmanager
def _writer(path: Path | None) -> Iterator[IO[bytes]]:
    """Where to write; a file gets its name when it is complete, so that nothing is lost if the run ends early."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file():  # /dev/stdout, a pipe
        with path.open("wb") as stream:
            yield stream
        return
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
