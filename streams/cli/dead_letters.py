"""`quotewire dead-letters`: what could not be processed, why, and what to do about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from streams.cli.common import JsonOption, console, error_console, load_settings, print_json
from streams.cli.letter_choice import (
    DryRunOption,
    EditOption,
    ErrorOption,
    EveryOption,
    IdsOption,
    SinceOption,
    StageOption,
    StatusOption,
    UntilOption,
    YesOption,
    ask,
    choice_of,
    choose,
    edit_of,
    filter_of,
    interruptible,
    named,
    nothing_to,
    progress,
    read_topic,
    statuses_if_known,
)  # fmt: skip
from streams.cli.letter_results import (
    Listed,
    beginning,
    counted,
    list_as_json,
    print_counts,
    print_letter,
    print_list,
    print_message,
    print_reasons,
    print_report,
    status_as_json,
    write_value,
)  # fmt: skip
from streams.dead_letters.reading import Stored, checked_id, read_whole
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.dead_letters.replaying import Replayer
    from streams.dead_letters.statuses import Known
    from streams.settings import Settings

EXAMPLES: Final[dict[str, str]] = {
    "list": """
Examples:
  quotewire dead-letters list --since 2026-09-01 --per day
  quotewire dead-letters list --stage decode --error not-json -n 100
  quotewire dead-letters list --status all --json
""",
    "show": """
Examples:
  quotewire dead-letters show news.raw-3-17
  quotewire dead-letters show news.raw-3-17 --value article.json
  quotewire dead-letters show news.raw-3-17 --value - | jq .
""",
    "replay": """
Examples:
  quotewire dead-letters replay --stage index --since 2026-09-01
  quotewire dead-letters replay --error not-utf8 --edit 'iconv -f latin1 -t utf8'
  quotewire dead-letters replay --error invalid-field --edit "jq '.text |= tostring'" --dry-run
  quotewire dead-letters replay --id news.raw-3-17 --value article.json
""",
    "drop": """
Examples:
  quotewire dead-letters drop --id news.raw-3-17 --id news.raw-3-18
  quotewire dead-letters drop --stage decode --until 2026-09-01 --yes
""",
}


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(
        help="Look at messages that could not be processed, send them again, or drop them.", no_args_is_help=True
    )
    for name, command in (("list", list_dead_letters), ("show", show), ("replay", replay), ("drop", drop)):
        group.command(name, help=f"{cleandoc(command.__doc__ or '')}\n\n\b\n{EXAMPLES[name].strip()}")(command)
    app.add_typer(group, name="dead-letters")


def list_dead_letters(
    stage: StageOption = None,
    error: ErrorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    status: Annotated[
        Literal["open", "replayed", "dropped", "all"] | None,
        typer.Option(metavar="STATUS", help="open (if not given), replayed, dropped, or all of them."),
    ] = None,
    per: Annotated[
        Literal["day", "hour"] | None, typer.Option(metavar="PERIOD", help="Count them by day or hour too (UTC).")
    ] = None,
    size: Annotated[int, typer.Option("--size", "-n", min=1, help="Most dead letters to show, newest first.")] = 20,
    json: JsonOption = False,
) -> None:
    """List the dead letters: counts by stage and error, then the newest with their reason.

    A dead letter is open until it is replayed or dropped, and again when its message fails again. Without
    Elasticsearch, which knows the statuses, all are listed.
    """
    settings = load_settings()
    asked = filter_of(stage, error, since, until)
    matching = [stored for stored in read_topic(settings) if asked.takes(stored)]
    known = statuses_if_known(settings, matching, required=status not in (None, "all"))
    chosen, wanted = matching, status or "open"
    if known is not None and wanted != "all":
        chosen = [one for one in matching if known[one.id].status == wanted]
    chosen.sort(key=lambda stored: stored.letter.last_failure, reverse=True)
    if json:
        print_json(list_as_json(matching, chosen, known, per, size))
    else:
        print_list(Listed(matching, chosen, known, wanted, per, size))


def show(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="topic-partition-offset, as `quotewire dead-letters list` shows it.")
    ],
    value: Annotated[
        str | None,
        typer.Option(
            "--value", metavar="FILE", help="Write the original value there, byte for byte; - for the output."
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show a dead letter: where and why it failed, how often, and its message, readable.

    Of a message that was too large for a dead letter, the whole is read from its own topic, while it is there.
    """
    from streams.dead_letters.originals import OriginalGone, original

    if value is not None and json:
        raise BadInput("--value and --json: choose one of them")
    settings = load_settings()
    (stored,) = named(read_topic(settings), [checked_id(identifier)], settings)
    whole = next(read_whole(settings, [stored]), None)
    if whole is None:
        raise BadInput(f"{stored.id} is no longer in {settings.dead_letter_topic}")
    letter = whole.letter
    problem, message = None, None
    try:
        message = original(settings, letter)
    except OriginalGone as gone:
        problem = str(gone)
    if value is not None:
        write_value(value, stored.id, message, problem)
        return
    known = statuses_if_known(settings, [stored], required=False)
    status = known[stored.id] if known else None
    if json:
        failures = [
            {"at": one.at, "stage": one.stage, "error": one.error, "message": one.message} for one in stored.failures
        ]
        print_json({"id": stored.id} | letter.model_dump() | status_as_json(status) | {"failures": failures})
        return
    print_letter(stored, status)
    # Where the whole message is gone, what the letter has of it.
    print_message(message or beginning(letter), problem)


def replay(  # noqa: PLR0913, PLR0917 - the options of one command
    stage: StageOption = None,
    error: ErrorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    ids: IdsOption = None,
    everything: EveryOption = False,
    status: StatusOption = "open",
    edit: EditOption = None,
    value: Annotated[
        str | None,
        typer.Option("--value", metavar="FILE", help="The mended value of a single letter; - for the input."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also what has failed QUOTEWIRE_DEAD_LETTER_ATTEMPTS times.")
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Send the messages of dead letters again, to the topic they came from, with their key, headers and timestamp.

    What fails again is open again and says how often it has failed; what has failed too often is refused. An article
    that is sent twice is indexed once. The exit code is 1 if a letter that was chosen is not sent.
    """  # fmt: skip
    from streams.dead_letters.replaying import Replayer, Report

    settings = load_settings()
    chosen = choice_of(filter_of(stage, error, since, until, ids), everything)
    replayer = Replayer(settings, edit_of(edit, value, chosen), force)
    letters, known, reasons = choose(settings, chosen, status)
    errors = error_console()
    if dry_run:
        _print_dry_run(settings, replayer, letters, known, reasons)
        return
    willing = [one for one in letters if replayer.refusal(one.letter) is None]
    if not letters and not reasons:
        typer.echo(nothing_to(chosen, status, "replay"))
        return
    print_counts(errors, willing)
    ask("replay", len(willing), yes)
    with progress("sent", len(letters)) as show_done, interruptible() as interrupted:
        whole = read_whole(settings, letters)
        report = replayer.run(whole, known, lambda report: show_done(report.done), interrupted) if letters else Report()
    report.refused |= reasons
    print_report(errors, report)
    if interrupted():
        typer.echo("interrupted; the same command goes on with the rest")
        raise typer.Exit(130)
    if report.refused or report.skipped or report.unmarked or report.stopped_by:
        raise typer.Exit(1)


def drop(  # noqa: PLR0913, PLR0917 - the options of one command
    stage: StageOption = None,
    error: ErrorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    ids: IdsOption = None,
    everything: EveryOption = False,
    status: StatusOption = "open",
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Mark dead letters as dropped: lists and pages count them no more. Nothing is deleted.

    `quotewire dead-letters replay --status dropped` sends what was dropped by mistake.
    """
    settings = load_settings()
    chosen = choice_of(filter_of(stage, error, since, until, ids), everything)
    letters, known, reasons = choose(settings, chosen, status)
    errors = error_console()
    print_reasons(errors, reasons)
    if not letters and not reasons:
        typer.echo(nothing_to(chosen, status, "drop"))
        return
    if dry_run:
        print_counts(console(), letters)
        typer.echo(f"would drop {counted(len(letters))}")
        return
    print_counts(errors, letters)
    ask("drop", len(letters), yes)
    results = Counter(_mark_dropped(settings, letters, known))
    typer.echo(f"{counted(results['marked'])} dropped")
    if results["failed again"]:
        errors.print(f"{results['failed again']:,} failed again meanwhile and stay open", style="red")
    if results["refused"]:
        errors.print(f"{results['refused']:,} refused by Elasticsearch; `quotewire init` may help", style="red")
    if reasons or results["refused"] or results["failed again"]:
        raise typer.Exit(1)


def _mark_dropped(settings: "Settings", letters: Sequence[Stored], known: "Mapping[str, Known]") -> list[str]:
    import asyncio

    from streams.dead_letters.statuses import StatusWriter, moment_after
    from streams.elasticsearch_client import async_client

    async def mark() -> list[str]:
        client = async_client(settings)
        try:
            marks = [(one.letter, known[one.id].document, moment_after(one.letter, known[one.id])) for one in letters]
            return list(await StatusWriter(client, settings).mark(marks, "dropped"))
        finally:
            await client.close()

    return asyncio.run(mark())


def _print_dry_run(
    settings: "Settings",
    replayer: "Replayer",
    letters: Sequence[Stored],
    known: "Mapping[str, Known]",
    refused: dict[str, str],
) -> None:
    """What a replay would do, with what the edit makes of each value."""
    from streams.dead_letters.replaying import LeftAlone, Skipped

    skipped: dict[str, str] = {}
    by_topic: Counter[str] = Counter()
    with progress("looked at", len(letters)) as show_done:
        for number, letter in enumerate(read_whole(settings, letters), start=1):
            try:
                by_topic[replayer.ready(letter, known[letter.id]).letter.topic] += 1
            except Skipped as error:
                skipped[letter.id] = str(error)
            except LeftAlone as error:
                refused[letter.id] = str(error)
            show_done(number)
    print_counts(console(), letters)
    print_reasons(error_console(), refused | skipped)
    for topic, count in sorted(by_topic.items()):
        typer.echo(f"would send {count:,} to {topic}")
    typer.echo(f"{sum(by_topic.values()):,} would be sent, {len(refused):,} refused, {len(skipped):,} skipped")
