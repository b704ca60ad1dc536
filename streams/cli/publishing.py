"""`quotewire publish` and `delete`: what goes in at Kafka."""

import sys
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from streams.cli.common import error_console, load_settings, plain, print_mistake
from streams.errors import BadInput

MISTAKES_SHOWN = 20
IDS_SHOWN = 3


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("publish")(publish)
    app.command("delete")(delete)


def publish(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files or folders: JSON Lines, a JSON array, plain text (first line the title), each also .gz; "
            "- for JSON Lines from the standard input.",
        ),
    ],
    rate: Annotated[float | None, typer.Option(min=0.001, help="Most articles per second.")] = None,
    skip: Annotated[int, typer.Option(min=0, help="Pass over so many records, as an interrupted run said.")] = 0,
) -> None:
    """Publish articles to Kafka; every one is acknowledged by all in-sync replicas.

    A record that is no article is reported with its place and reason and not sent; the exit code is then 1.
    After Ctrl-C the last line says how to go on.
    """
    from streams.publisher import Publisher, Report, collect_rarely
    from streams.sources import read_articles

    errors = error_console()
    settings = load_settings()
    publisher = Publisher(settings, rate)
    collect_rarely()
    columns = (
        SpinnerColumn(), TextColumn("published"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("", total=None, speed="")

        def show(report: Report) -> None:
            elapsed = bar.tasks[0].elapsed or 1e-9
            speed = f"{report.acknowledged / elapsed:,.0f}/s"
            bar.update(task, completed=report.acknowledged, total=report.sent, speed=speed)

        try:
            report = publisher.publish(read_articles(paths), skip, show)
        finally:
            publisher.close()
    problems = [*report.mistakes, *report.failed]
    for mistake in problems[:MISTAKES_SHOWN]:
        print_mistake(errors, mistake.where, mistake.reason)
    if len(problems) > MISTAKES_SHOWN:
        errors.print(f"and {len(problems) - MISTAKES_SHOWN:,} more", style="red")
    typer.echo(
        f"{report.acknowledged:,} of {report.sent:,} articles acknowledged, {len(report.mistakes):,} records not sent"
        + (f", {report.skipped:,} skipped" if report.skipped else "")
    )
    if report.stopped_by:
        errors.print(report.stopped_by, style="red", soft_wrap=True)
    if report.interrupted or report.failed or report.stopped_by:
        typer.echo(f"to go on: the same command with --skip {report.resume_at}")
    if report.interrupted:
        raise typer.Exit(130)
    if problems or report.stopped_by:
        raise typer.Exit(1)


def delete(
    article_ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Each an article_id, as `quotewire search --json` shows.")
    ] = None,
    found: Annotated[
        str | None,
        typer.Option(
            "--found",
            metavar="FILE",
            help="Delete what a search has found: what `quotewire search --all --json` (or quotes) printed, or one id "
            "a line; - for the standard input.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print the ids.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask, also for what was found.")] = False,
) -> None:
    """Delete articles and their quotations: publishes a message without a value under each id.

    \b
    All that an author has written, for good (docs/operations.md says what is left where, and for how long):
      quotewire search 'author:"Jane Roe"' --all --json > found.json
      quotewire delete --found found.json --dry-run
      quotewire delete --found found.json
    """
    from streams.identifiers import read_ids
    from streams.publisher import Publisher

    given = [one for one in article_ids or [] if one.strip()]
    if bool(given) == (found is not None):
        raise BadInput(
            "an article_id is needed, such as `quotewire search --json` shows; or --found FILE, and not both"
        )
    ids = given if found is None else read_ids(found)
    if dry_run:
        for one in ids:
            typer.echo(plain(one))
        return
    if found is not None and not yes:
        _confirm(ids)
    publisher = Publisher(load_settings())
    try:
        publisher.delete(*ids)
    finally:
        publisher.close()
    what = plain(ids[0]) if len(ids) == 1 else f"{len(ids):,} articles"
    typer.echo(f"the deletion of {what} is published; it takes effect within seconds")


def _confirm(ids: list[str]) -> None:
    """Goes on if it may.

    Raises:
        BadInput: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise BadInput(f"this would delete {len(ids):,} articles; add --yes to do it, or --dry-run to look first")
    shown = ", ".join(plain(one) for one in ids[:IDS_SHOWN]) + (", …" if len(ids) > IDS_SHOWN else "")
    if not typer.confirm(f"delete {len(ids):,} articles ({shown})?", err=True):
        raise typer.Exit(1)
