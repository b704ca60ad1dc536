"""`quotewire kibana`: data views, saved searches and dashboards for Kibana."""

from pathlib import Path
from typing import Annotated

import typer

from streams.cli.common import JsonOption, console, error_console, load_settings, print_json, print_mistake
from streams.errors import BadInput


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Data views, saved searches and dashboards for Kibana 9.", no_args_is_help=True)
    group.command("import")(import_into_kibana)
    app.add_typer(group, name="kibana")


def import_into_kibana(
    space: Annotated[str | None, typer.Option(help="Into this space of Kibana, by its id, instead of Default.")] = None,
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for a Kibana that is just starting.")] = 0,
    output: Annotated[
        Path | None, typer.Option(help="Only write the file that Kibana's own import page takes; - prints it.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Import the dashboards "Newsroom" and "Pipeline", their saved searches and data views; may be run again.

    What has the same ids is replaced: own changes belong into copies. The login is QUOTEWIRE_KIBANA_USER and
    _PASSWORD, or _API_KEY; the indices are those of QUOTEWIRE_INDEX_PREFIX.
    """
    from streams.kibana.client import import_objects
    from streams.kibana.objects import ndjson

    settings = load_settings()
    objects = ndjson(settings.index_prefix)
    if output is not None:
        _write(output, objects)
        return
    errors = error_console()
    imported = import_objects(
        settings,
        objects,
        space=space,
        wait_seconds=wait,
        waiting=lambda reason: errors.print(f"waiting for Kibana at {settings.kibana_url}: {reason}", soft_wrap=True),
    )
    if json:
        problems = [{"type": item.kind, "id": item.id, "reason": item.reason} for item in imported.problems]
        print_json({"imported": imported.count, "problems": problems})
    else:
        for problem in imported.problems:
            print_mistake(errors, f"{problem.kind} {problem.id}", problem.reason)
        out = console()
        out.print(f"{imported.count} objects imported into Kibana at {settings.kibana_url}", soft_wrap=True)
        if not imported.problems:
            out.print("open Dashboards there: Newsroom, Pipeline")
    if imported.problems:
        raise typer.Exit(1)


def _write(path: Path, objects: str) -> None:
    if str(path) == "-":
        typer.echo(objects, nl=False)
        return
    try:
        path.write_text(objects, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror})") from None
    typer.echo(f"{path}: {len(objects.splitlines())} saved objects", err=True)
