"""`quotewire models`: which entity model is used for which language; official ones installed."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.filesize import decimal
from rich.table import Column, Table

from streams.cli.common import JsonOption, console, error_console, load_settings, plain, print_json
from streams.errors import CANNOT_START

if TYPE_CHECKING:
    from streams.model_overview import Listed, Overview


class Size(StrEnum):
    """Of an official package."""

    sm = "sm"
    md = "md"
    lg = "lg"


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help=show.__doc__, invoke_without_command=True)
    group.callback()(show)
    group.command("install")(install)
    app.add_typer(group, name="models")


def show(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also show what is used for each language.")] = False,
    json: JsonOption = False,
) -> None:
    """Show the entity models that are there, and what each is used for.

    An installed official package (lg before md before sm) comes before the shipped model of the language, that before
    the shipped model of a close language, and that before the multilingual one (xx). QUOTEWIRE_ENTITY_MODELS forces
    another: de=de_core_news_md,fr=/path/to/model,ar=none.

    The exit code is 78 where a worker would not start because of a model.
    """
    if context.invoked_subcommand is not None:
        return
    from streams.model_overview import overview

    found = overview(load_settings().entity_models)
    if json:
        print_json(_as_json(found))
    else:
        _print(found, everything)
    errors = error_console()
    for problem in found.refusals:
        errors.print(plain(problem), style="red", soft_wrap=True)
    if found.refusals:
        raise typer.Exit(CANNOT_START)


def install(
    language: Annotated[str, typer.Argument(help="Code of the language, such as fr.")],
    size: Annotated[Size, typer.Option(help="Larger ones find more, and need more memory.")] = Size.sm,
) -> None:
    """Download an official spaCy package for a language, and say which model is used for it now.

    Without a network, fetch the package (a wheel) elsewhere and install it with pip; it is found as well.
    """
    from processors.entity_models.choice import ModelChoice
    from processors.entity_models.files import read_model
    from streams.model_install import install as install_package
    from streams.model_install import package_name

    settings = load_settings()
    package = package_name(language, size)
    errors = error_console()
    with errors.status(f"downloading {package}"):
        installed = install_package(package)
    typer.echo(f"{installed.name} is installed ({decimal(installed.size)}, {installed.licence or 'no licence told'})")
    code = language_of(language)
    used = ModelChoice(forced=settings.entity_models).of(code)
    if used is None:
        typer.echo(f"`{code}` has no model all the same: QUOTEWIRE_ENTITY_MODELS says so")
    elif used.source == package:
        typer.echo(f"`{code}` is read with it; running workers take it at their next start")
    else:
        typer.echo(f"`{code}` is read with {read_model(used).name} all the same ({used.reason})")


def language_of(tag: str) -> str:
    """The code that detection gives a language."""
    from processors.language_codes import language_code

    return language_code(tag) or tag


def _print(found: "Overview", everything: bool) -> None:
    from streams.model_overview import languages_text, scores_text

    out = console()
    table = Table(Column("model", no_wrap=True), "from", "size", "F1, strict, %", "licence", "used for", box=None)
    for model in found.models:
        files = model.files
        if files is None:
            table.add_row(plain(_name(model)), model.choice.reason, "", "unusable", "", languages_text(model))
            continue
        table.add_row(
            plain(files.name),
            model.choice.reason,
            decimal(files.size),
            scores_text(files),
            plain(files.licence),
            languages_text(model),
        )
    out.print(table)
    if everything:
        out.print(_by_language(found))
    without = [code for code, choice in found.languages.items() if choice is None]
    if without:
        out.print(f"no model: {', '.join(without)}")


def _by_language(found: "Overview") -> Table:
    names = {model.choice.source: _name(model) for model in found.models}
    table = Table("language", "model", "why", box=None)
    for code, choice in found.languages.items():
        if choice is not None:
            reason = f"{choice.reason} ({choice.model_of})" if choice.reason == "family" else choice.reason
            table.add_row(code, plain(names[choice.source]), reason)
    return table


def _name(model: "Listed") -> str:
    return model.files.name if model.files else model.choice.source


def _as_json(found: "Overview") -> dict[str, Any]:
    names = {model.choice.source: _name(model) for model in found.models}
    return {
        "models": [
            {
                "model": _name(model),
                "source": model.choice.source,
                "from": model.choice.reason,
                "size": model.files.size if model.files else None,
                "f1": {name: round(100 * score, 1) for name, score in model.files.scores().items()}
                if model.files
                else {},
                "licence": model.files.licence if model.files else None,
                "languages": model.languages,
                "problem": model.problem,
            }
            for model in found.models
        ],
        "languages": {
            code: {"model": names[choice.source], "reason": choice.reason} if choice else None
            for code, choice in found.languages.items()
        },
    }
