"""`quotewire reindex` and `quotewire expire`: making the indices anew, and letting old months go."""

from typing import TYPE_CHECKING, Annotated

import typer

from streams.cli.common import load_settings
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.rebuild.expiry import Expiry
    from streams.rebuild.filling import Result
    from streams.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("reindex")(reindex)
    app.command("expire")(expire)


def reindex(
    drop_old: Annotated[
        bool, typer.Option("--drop-old", help="Delete earlier generations once the new one serves.")
    ] = False,
    accept_missing: Annotated[
        bool, typer.Option("--accept-missing", help="Hand over even if the new generation has fewer articles.")
    ] = False,
    abandon: Annotated[bool, typer.Option("--abandon", help="Delete an unfinished new generation instead.")] = False,
    only_drop_old: Annotated[
        bool, typer.Option("--only-drop-old", help="Delete earlier generations, and make no new one.")
    ] = False,
) -> None:
    """Make the indices anew from news.enriched, with today's mappings, while the present ones serve.

    Nothing is analysed again. Search goes on all the time, and moves to the new indices in one step; for a few seconds
    before it, new articles wait. Ctrl-C stops it; given again, it goes on where it stopped.
    """
    from streams.rebuild import reindex as rebuild

    settings = load_settings()
    if sum((abandon, only_drop_old, drop_old or accept_missing)) > 1:
        raise BadInput("--abandon and --only-drop-old are given alone")
    if abandon:
        print_removed(rebuild.abandon(settings))
        return
    if only_drop_old:
        print_removed(rebuild.drop_earlier(settings))
        return
    print_handover(rebuild.reindex(settings, typer.echo, drop_old=drop_old, accept_missing=accept_missing))


def print_handover(result: "Result") -> None:
    """Prints what serves now, what is not in it, and what is left of earlier generations."""
    typer.echo(f"{result.articles:,} articles in generation {result.generation}")
    for error, count in sorted(result.refused.items()):
        typer.secho(f"not taken: {count:,} × {error}; the log above says which", fg="red", err=True)
    if result.removed:
        print_removed(result.removed)
    if result.left:
        numbers = ", ".join(str(number) for number in result.left)
        typer.echo(f"generation {numbers} is still there; `quotewire reindex --only-drop-old` deletes it")


def expire(
    older_than: Annotated[
        str | None, typer.Option("--older-than", help="Articles and quotations of months wholly before, such as 365d.")
    ] = None,
    metrics_older_than: Annotated[
        str | None, typer.Option("--metrics-older-than", help="The same for figures of the pipeline.")
    ] = "30d",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be deleted.")] = False,
) -> None:
    """Delete whole months of articles, quotations and figures that lie before an age; documents of old dead letters.

    Without --older-than, QUOTEWIRE_ARTICLE_RETENTION_DAYS says it; without that, articles and quotations are kept for
    ever. What is known of their articles stays: delivered again, they do not come back.

    A dead letter's document goes when its last failure is older than QUOTEWIRE_DEAD_LETTER_RETENTION_HOURS: the topic
    of dead letters, which keeps the message, no longer has it either.
    """
    from streams.elasticsearch_client import sync_client
    from streams.rebuild import expiry
    from streams.rebuild.reindex import assert_nothing_unfinished, serving
    from streams.setup import elasticsearch_errors

    settings = load_settings()
    days = expiry.parse_age(older_than) if older_than is not None else settings.article_retention_days
    metrics_days = expiry.parse_age(metrics_older_than) if metrics_older_than is not None else None
    with elasticsearch_errors(settings), sync_client(settings) as client:
        indices = serving(client, settings)
        assert_nothing_unfinished(client, settings)
        planned = expiry.plan(client, settings, days=days, metrics_days=metrics_days, now=expiry.utc_now())
        _print_plan(planned, settings, dry_run)
        if not dry_run:
            expiry.carry_out(client, indices, planned)


def _print_plan(planned: "Expiry", settings: "Settings", dry_run: bool) -> None:
    if planned.before is None:
        typer.echo("articles and quotations are kept for ever (no --older-than, no QUOTEWIRE_ARTICLE_RETENTION_DAYS)")
    else:
        typer.echo(f"articles and quotations filed before {planned.before} go")
    if planned.metrics_before is not None:
        typer.echo(f"figures before {planned.metrics_before} go")
    if planned.letters_before is not None:
        typer.echo(
            f"dead letters that last failed before {planned.letters_before:%Y-%m-%d %H:%M} UTC go "
            f"({settings.dead_letter_topic} keeps them for {settings.dead_letter_retention_hours:,} hours)"
        )
    deletes = "would delete" if dry_run else "deletes"
    for name, count in planned.indices.items():
        typer.echo(f"{deletes} {name} ({count:,} documents)")
    if planned.letters:
        typer.echo(f"{deletes} {planned.letters:,} documents of {planned.letters_index}")
    if not planned.indices and not planned.letters:
        typer.echo("nothing is that old")


def print_removed(names: list[str]) -> None:
    """Prints the names of deleted indices."""
    for name in names:
        typer.echo(f"deleted {name}")
    if not names:
        typer.echo("nothing to delete")
