"""Which dead letters a command is about, and whether it may go on with them."""

import os
import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from schemas.dead_letter import Stage, Status
from streams.cli.common import error_console, parse_date
from streams.cli.letter_results import counted
from streams.cli.letter_view import time_of
from streams.dead_letters.reading import Filter, Stored, checked_id, read_letters
from streams.errors import BadInput, ElasticsearchUnavailable, NotInitialised

if TYPE_CHECKING:
    from streams.dead_letters.replaying import Edit
    from streams.dead_letters.statuses import Known
    from streams.settings import Settings

ASK_ABOVE: Final = 10
"""More dead letters than this are replayed or dropped only after a question, or with --yes."""

StageOption = Annotated[
    Stage | None, typer.Option(metavar="STAGE", help="Only those that failed here: decode, enrich or index.")
]
ErrorOption = Annotated[str | None, typer.Option(help="Only this kind of error, such as not-json.")]
SinceOption = Annotated[str | None, typer.Option(help="Failed on or after this date (UTC), such as 2026-09-01T14:00.")]
UntilOption = Annotated[str | None, typer.Option(help="Failed before this date.")]
IdsOption = Annotated[
    list[str] | None, typer.Option("--id", metavar="ID", help="This dead letter; may be given several times.")
]
EveryOption = Annotated[bool, typer.Option("--all", help="All of them, instead of a choice.")]
StatusOption = Annotated[
    Status, typer.Option(metavar="STATUS", help="Those with this status: open, replayed or dropped.")
]
EditOption = Annotated[
    str | None,
    typer.Option(
        "--edit",
        metavar="COMMAND",
        help="Pipe each value through this command (without a shell); where it fails, the letter is left alone.",
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=f"Do not ask, also for more than {ASK_ABOVE}.")]


def filter_of(
    stage: Stage | None, error: str | None, since: str | None, until: str | None, ids: Sequence[str] | None = None
) -> Filter:
    """The filter that these options make."""
    earliest, latest = parse_date(since), parse_date(until)
    return Filter(
        stage,
        error,
        int(earliest.timestamp() * 1000) if earliest else None,
        int(latest.timestamp() * 1000) if latest else None,
        frozenset(checked_id(written) for written in ids) if ids else None,
    )


def choice_of(chosen: Filter, everything: bool) -> Filter:
    """The filter, if one was given, or everything, if that was said.

    Raises:
        BadInput: neither, or both.
    """
    if everything and chosen != Filter():
        raise BadInput("--all and a choice do not go together; leave one of them out")
    if not everything and chosen == Filter():
        raise BadInput("say which: --stage, --error, --since, --until, --id, or --all for every one")
    return chosen


def choose(
    settings: "Settings", chosen: Filter, status: Status
) -> "tuple[list[Stored], Mapping[str, Known], dict[str, str]]":
    """The letters with this status that a filter takes; the statuses; why letters named by id are left out, by id."""
    from streams.dead_letters.statuses import check_index, read_statuses

    letters = read_topic(settings)
    check_index(settings)
    if chosen.ids is not None:
        named(letters, sorted(chosen.ids), settings)
    matching = [stored for stored in letters if chosen.takes(stored)]
    known = read_statuses(settings, matching)
    others = [stored for stored in matching if known[stored.id].status != status] if chosen.ids is not None else []
    reasons = {stored.id: other_status(known[stored.id], status) for stored in others}
    return [stored for stored in matching if known[stored.id].status == status], known, reasons


def named(letters: Sequence[Stored], ids: Sequence[str], settings: "Settings") -> list[Stored]:
    """The letters with these ids.

    Raises:
        BadInput: there is none with one of them.
    """
    by_id = {stored.letter.exact_id: stored for stored in letters} | {stored.id: stored for stored in letters}
    missing = [name for name in ids if name not in by_id]
    if missing:
        raise BadInput(f"no dead letter {', '.join(missing)} in {settings.dead_letter_topic}")
    return [by_id[name] for name in ids]


def read_topic(settings: "Settings") -> list[Stored]:
    """All dead letters, with a sign of life on a terminal; what is none is named."""
    errors = error_console()

    def unreadable(partition: int, offset: int) -> None:
        errors.print(f"partition {partition}, offset {offset}: not a dead letter", style="red")

    with progress("read", None) as show_done:
        return read_letters(settings, unreadable, show_done)


def statuses_if_known(
    settings: "Settings", letters: Sequence[Stored], required: bool
) -> "Mapping[str, Known] | None":  # fmt: skip
    """The statuses; where they cannot be read, and are not required, None, and it is said so."""
    from streams.dead_letters.statuses import read_statuses

    try:
        return read_statuses(settings, letters)
    except (ElasticsearchUnavailable, NotInitialised) as error:
        if required:
            raise
        error_console().print(f"statuses are not known: {error}", style="yellow", soft_wrap=True)
        return None


def other_status(known: "Known", status: Status) -> str:
    """Why a letter that was named is left out: it has another status than was asked for."""
    done = {"open": "is open", "replayed": "is replayed already", "dropped": "is dropped"}[known.status]
    when = f" ({time_of(known.at)} UTC)" if known.at is not None else ""
    return f"it {done}{when}; --status {known.status} is for those"


def nothing_to(chosen: Filter, status: Status, verb: str) -> str:
    """What is said where no letter is chosen."""
    return f"nothing to {verb}: " + (
        f"no dead letter is {status}" if chosen == Filter() else f"no {status} dead letter is like that"
    )


def edit_of(command: str | None, file: str | None, chosen: Filter) -> "Edit | None":
    """What is done to the values.

    Raises:
        BadInput: it cannot be done.
    """
    from streams.dead_letters.replaying import edit_by

    if file is not None:
        if command is not None:
            raise BadInput("--edit and --value: choose one of them")
        if chosen.ids is None or len(chosen.ids) != 1:
            raise BadInput("--value is the value of a single letter; say which with one --id")
        mended = _read_file(file)
        return lambda _value: mended
    if command is None:
        return None
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise BadInput(f"--edit {command!r}: {error}") from None
    if not words or shutil.which(words[0]) is None:
        raise BadInput(f"--edit: there is no command {words[0] if words else command!r}")
    return edit_by(words)


def _read_file(file: str) -> bytes:
    try:
        mended = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror})") from None
    if not mended:
        raise BadInput(f"{file}: there is nothing in it")
    return mended


def ask(verb: str, count: int, yes: bool) -> None:
    """Goes on if it may.

    Raises:
        BadInput: too many, and nobody to ask.
    """
    if yes or count <= ASK_ABOVE:
        return
    if not sys.stdin.isatty():
        raise BadInput(f"this would {verb} {counted(count)}; add --yes to do it, or --dry-run to look first")
    if not typer.confirm(f"{verb} {counted(count)}?", err=True):
        raise typer.Exit(1)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; yields what is to be told how many are done."""
    columns = (
        SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=error_console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """While inside, a first Ctrl-C only asks for an end: what is sent is to be marked. A second one ends at once."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            os._exit(130)
        asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
