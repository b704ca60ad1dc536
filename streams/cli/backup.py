"""`quotewire backup` and `quotewire restore`: snapshots of the indices, and coming back from one."""

from dataclasses import asdict
from typing import Annotated

import typer

from streams.cli.common import JsonOption, load_settings, print_json
from streams.settings import Settings

RepositoryOption = Annotated[
    str | None, typer.Option("--repository", help="Elasticsearch's; default: QUOTEWIRE_BACKUP_REPOSITORY.")
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(
        no_args_is_help=True,
        help="Snapshots of the indices by Elasticsearch. What came since is still in Kafka: `quotewire restore` brings "
        "a snapshot back and has the rest read again.",
    )
    for name, command in (("register", register), ("create", create), ("list", show), ("drop", drop)):
        group.command(name)(command)
    app.add_typer(group, name="backup")
    app.command("restore")(restore)


def register(
    path: Annotated[str, typer.Argument(help="A folder that all nodes share, under path.repo of their settings.")],
    repository: RepositoryOption = None,
) -> None:
    """Make a repository in a folder. For others (S3, Azure, …) use Elasticsearch's own commands, then only its name."""
    from streams.backup import repository as repositories
    from streams.elasticsearch_client import sync_client

    settings = _settings(repository)
    with sync_client(settings) as client, repositories.repository_errors(settings):
        repositories.register(settings, client, path)
    typer.echo(f"snapshots go to the repository {settings.backup_repository} in {path}")


def create(
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="Delete older snapshots, so that so many are left.")
    ] = None,
    repository: RepositoryOption = None,
) -> None:
    """Take a snapshot: articles, quotations, what is known of them, documents of dead letters, figures.

    Run it every night. Search goes on; indexing pauses for the seconds that the end of it takes, and what comes
    meanwhile waits in Kafka. Ctrl-C stops it; if it is killed in the pause, indexing waits until it is run again.
    """
    from streams.backup.taking import create as take

    settings = _settings(repository)
    taken = take(settings, typer.echo, keep=keep)
    one = taken.snapshot
    typer.echo(
        f"{one.name}: {one.articles:,} articles, {one.quotations:,} quotations; "
        f"indexing paused for {taken.paused:.1f} s"
    )
    for name in taken.deleted:
        typer.echo(f"deleted {name}")
    _warn_of_compaction(settings)


def show(repository: RepositoryOption = None, as_json: JsonOption = False) -> None:
    """List the snapshots of this pipeline, oldest first."""
    from streams.backup import repository as repositories
    from streams.elasticsearch_client import sync_client

    settings = _settings(repository)
    with sync_client(settings) as client, repositories.repository_errors(settings):
        found = repositories.snapshots(settings, client)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        typer.echo(
            f"{one.name}  {one.taken_at:%Y-%m-%d %H:%M:%S} UTC  {one.state}  {one.articles:,} articles  "
            f"{one.quotations:,} quotations  generation {one.generation}"
        )
    if not found:
        typer.echo(f"no snapshots of {settings.index_prefix}-* in {settings.backup_repository}")


def drop(
    name: Annotated[str, typer.Argument(help="As `quotewire backup list` shows it.")],
    repository: RepositoryOption = None,
) -> None:
    """Delete a snapshot. What others share with it stays."""
    from streams.backup import repository as repositories
    from streams.elasticsearch_client import sync_client
    from streams.errors import BadInput

    settings = _settings(repository)
    with sync_client(settings) as client, repositories.repository_errors(settings):
        if name not in {one.name for one in repositories.snapshots(settings, client)}:
            raise BadInput(f"there is no snapshot {name!r} of this pipeline; `quotewire backup list` shows all")
        if name.endswith(repositories.PROVISIONAL):
            repositories.delete_unfinished(settings, client, name)
        else:
            repositories.delete_snapshot(settings, client, name)
    typer.echo(f"deleted {name}")


def restore(
    snapshot: Annotated[str | None, typer.Argument(help="Its name; default: the newest.")] = None,
    accept_gaps: Annotated[
        bool, typer.Option("--accept-gaps", help="Go on although Kafka no longer has every message since.")
    ] = False,
    repository: RepositoryOption = None,
) -> None:
    """Bring the indices of a snapshot back into an Elasticsearch without them, and have the rest read from Kafka.

    Stop all workers with an index agent first, and start them afterwards: they read what came since the snapshot. The
    end is reached when `quotewire status` shows no lag. It refuses where the indices are there, and where Kafka no
    longer has every message since the snapshot. What only Elasticsearch had is as in the snapshot: figures, and which
    dead letters were dropped or replayed.
    """
    from streams.backup.restoring import restore as bring_back

    settings = _settings(repository)
    done = bring_back(settings, typer.echo, snapshot, accept_gaps=accept_gaps)
    typer.echo(f"{done.articles:,} articles are back from {done.snapshot.name}")
    for topic in done.anew:
        typer.secho(f"{topic} is another topic than at the snapshot: it is read from its beginning", fg="red", err=True)
    if done.gone:
        typer.secho(f"{done.gone:,} messages since the snapshot are gone from Kafka", fg="red", err=True)
    for topic, behind in done.behind.items():
        typer.echo(f"{topic}: {behind:,} messages to catch up")
    typer.echo("now start the workers; `quotewire status` shows when they have caught up")


def _settings(repository: str | None) -> Settings:
    settings = load_settings()
    return settings.model_copy(update={"backup_repository": repository}) if repository else settings


def _warn_of_compaction(settings: Settings) -> None:
    from streams.kafka_admin import HOUR_MS, uncompacted_ms

    wanted, found = settings.enriched_history_hours * HOUR_MS, uncompacted_ms(settings, settings.enriched_topic)
    if found < wanted:
        typer.secho(
            f"{settings.enriched_topic} keeps every message for {found / HOUR_MS:,.0f} hours only "
            f"(min.compaction.lag.ms {found}): catching up from an older snapshot can be inexact. Kafka's own command "
            f"changes it: kafka-configs.sh --alter --entity-type topics --entity-name {settings.enriched_topic} "
            f"--add-config min.compaction.lag.ms={wanted}",
            fg="yellow",
            err=True,
        )
