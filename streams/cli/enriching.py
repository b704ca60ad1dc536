"""`quotewire enrich`: the processors alone, without a server."""

import contextlib
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Annotated

import typer
from rich.console import Console

from streams.cli.common import plain
from streams.errors import BadInput

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

    A record that is no article is reported with its place and reason; the exit code is then 1.
    """
    from streams.nlp_process import StageClock, one_thread_per_process
    from streams.sources import Article, Mistake, read_articles

    one_thread_per_process()
    from processors.chain import Chain
    from processors.enrichment import enrich, with_seconds

    errors = Console(stderr=True, highlight=False)
    chain = Chain()
    records = read_articles([source])
    done = mistakes = 0
    with _writer(output) as out:
        while batch := list(islice(records, BATCH)):
            for record in batch:
                if isinstance(record, Mistake):
                    mistakes += 1
                    errors.print(f"{record.where}: {plain(record.reason)}", style="red", markup=False, soft_wrap=True)
            articles = [record.raw for record in batch if isinstance(record, Article)]
            clock = StageClock()
            for article in enrich(chain, [(raw, None) for raw in articles], clock.observe):
                seconds = {stage: round(total / len(articles), 6) for stage, total in clock.seconds.items()}
                out.write(with_seconds(article, seconds).model_dump_json().encode() + b"\n")
            done += len(articles)
            if errors.is_terminal and (output or not sys.stdout.isatty()):
                errors.print(f"{done:,} articles enriched", end="\r")
    if mistakes:
        errors.print(f"{done:,} articles enriched, {mistakes:,} records left out", style="red")
        raise typer.Exit(1)


@contextlib.contextmanager
def _writer(path: Path | None) -> Iterator[IO[bytes]]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as stream:
            yield stream
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror})") from error
