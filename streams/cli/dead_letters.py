"""`quotewire dead-letters`: what could not be processed, and why."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from schemas import DeadLetter
from streams.cli.common import JsonOption, console, load_settings, parse_date, plain, print_json
from streams.kafka_admin import read_all
from streams.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Look at messages that could not be processed.", no_args_is_help=True)
    group.command("list")(list_dead_letters)
    app.add_typer(group, name="dead-letters")


def list_dead_letters(
    stage: Annotated[str | None, typer.Option(help="Only this stage: decode, enrich or index.")] = None,
    error: Annotated[str | None, typer.Option(help="Only this kind of error, such as not-json.")] = None,
    since: Annotated[str | None, typer.Option(help="Failed on or after this date.")] = None,
    size: Annotated[int, typer.Option("--size", "-n", min=1, help="Most dead letters to show, newest first.")] = 20,
    json: JsonOption = False,
) -> None:
    """List the dead letters: counts by stage and error, then the newest with their reason."""
    earliest = parse_date(since)
    earliest_ms = int(earliest.timestamp() * 1000) if earliest else 0
    letters = [
        letter
        for letter in _read(load_settings())
        if stage in (None, letter.stage) and error in (None, letter.error) and letter.last_failure >= earliest_ms
    ]
    letters.sort(key=lambda letter: letter.last_failure, reverse=True)
    counts = Counter((letter.stage, letter.error) for letter in letters)
    if json:
        without_value = [
            letter.model_dump(exclude={"value", "key", "headers"}) | {"id": letter.id} for letter in letters
        ]
        rows = [{"stage": stage, "error": error, "count": count} for (stage, error), count in counts.most_common()]
        print_json({"total": len(letters), "counts": rows, "dead_letters": without_value[:size]})
        return
    out = console()
    out.print(f"{len(letters):,} dead letter{'' if len(letters) == 1 else 's'}")
    if not letters:
        return
    by_reason = Table("stage", "error", "count", box=None)
    for (letter_stage, letter_error), count in counts.most_common():
        by_reason.add_row(letter_stage, letter_error, f"{count:,}")
    out.print(by_reason)
    out.print()
    newest = Table("failed at (UTC)", "message", "reason", box=None)
    for letter in letters[:size]:
        failed = datetime.fromtimestamp(letter.last_failure / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
        newest.add_row(failed, letter.id, plain(letter.message))
    out.print(newest)


def _read(settings: Settings) -> Iterator[DeadLetter]:
    for record in read_all(settings, settings.dead_letter_topic):
        try:
            letter = DeadLetter.model_validate_json(record.value or b"")
        except ValidationError:
            typer.secho(f"partition {record.partition}, offset {record.offset}: not a dead letter", fg="red", err=True)
            continue
        letter.value, letter.headers = None, []  # up to 8 MB each, and nothing that is listed
        yield letter
