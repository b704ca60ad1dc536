"""How dead letters, and what became of them, are printed."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import typer
from rich.console import Console
from rich.table import Table

from schemas import DeadLetter
from streams.cli.common import console, plain
from streams.cli.letter_view import period_of, shown, shown_on_a_line, time_of
from streams.dead_letters.reading import Stored
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.dead_letters.originals import Original
    from streams.dead_letters.replaying import Report
    from streams.dead_letters.statuses import Known

REASONS_SHOWN: Final = 20
"""Of letters that are not sent, each with its reason."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What `list` prints: letters that match, and those of them with the status asked for, the newest first."""

    matching: Sequence[Stored]
    chosen: Sequence[Stored]
    known: "Mapping[str, Known] | None"
    status: str
    per: Literal["day", "hour"] | None
    size: int


def counted(number: int) -> str:
    """A number of dead letters, in words."""
    return f"{number:,} dead letter{'' if number == 1 else 's'}"


def _by_reason(letters: Sequence[Stored]) -> Counter[tuple[str, str]]:
    return Counter((stored.letter.stage, stored.letter.error) for stored in letters)


def _by_time(letters: Sequence[Stored], per: Literal["day", "hour"]) -> list[tuple[str, int]]:
    return sorted(Counter(period_of(stored.letter.last_failure, per) for stored in letters).items(), reverse=True)


def _by_status(letters: Sequence[Stored], known: "Mapping[str, Known] | None") -> dict[str, int] | None:
    if known is None:
        return None
    counts = Counter(known[stored.id].status for stored in letters)
    return {status: counts[status] for status in ("open", "replayed", "dropped")}


def status_as_json(known: "Known | None") -> dict[str, Any]:
    """The status for programs; null where it is not known."""
    return {"status": known.status if known else None, "status_at": known.at if known else None}


def list_as_json(
    matching: Sequence[Stored],
    chosen: Sequence[Stored],
    known: "Mapping[str, Known] | None",
    per: Literal["day", "hour"] | None,
    size: int,
) -> dict[str, Any]:
    """What `list` prints for programs."""
    letters = [
        one.letter.model_dump(exclude={"value", "key", "headers"})
        | {"id": one.id}
        | status_as_json(known[one.id] if known else None)
        for one in chosen[:size]
    ]
    counts = [
        {"stage": stage, "error": error, "count": count} for (stage, error), count in _by_reason(chosen).most_common()
    ]
    found: dict[str, Any] = {"total": len(chosen), "statuses": _by_status(matching, known), "counts": counts}
    if per is not None:
        found["times"] = [{per: period, "count": count} for period, count in _by_time(chosen, per)]
    return found | {"dead_letters": letters}


def print_list(listed: Listed) -> None:
    """What `list` prints for people."""
    out = console()
    statuses = _by_status(listed.matching, listed.known)
    only = listed.status if statuses is not None and listed.status != "all" else ""
    others = [f"{count:,} {name}" for name, count in (statuses or {}).items() if count and name != only]
    title = counted(len(listed.chosen)).replace(" dead", f" {only} dead" if only else " dead", 1)
    if others and only:
        out.print(f"{title} (and {', '.join(others)}: --status all)")
    else:
        out.print(f"{title} ({', '.join(others)})" if others else title)
    if not listed.chosen:
        return
    print_counts(out, listed.chosen)
    if listed.per is not None:
        out.print()
        by_time = Table(f"{listed.per} (UTC)", "count", box=None)
        for period, count in _by_time(listed.chosen, listed.per):
            by_time.add_row(period, f"{count:,}")
        out.print(by_time)
    out.print()
    newest = Table("failed at (UTC)", "message", *(["status"] if statuses and not only else []), "reason", box=None)
    for one in listed.chosen[: listed.size]:
        letter = one.letter
        times = f" (failed {letter.attempts} times)" if letter.attempts > 1 else ""
        status = [listed.known[one.id].status] if listed.known and not only else []
        newest.add_row(time_of(letter.last_failure), plain(one.id), *status, plain(letter.message) + times)
    out.print(newest)


def print_counts(out: Console, letters: Sequence[Stored]) -> None:
    """How many letters there are by stage and error."""
    if not letters:
        return
    by_reason = Table("stage", "error", "count", box=None)
    for (stage, error), count in _by_reason(letters).most_common():
        by_reason.add_row(stage, plain(error), f"{count:,}")
    out.print(by_reason)


def print_letter(stored: Stored, known: "Known | None") -> None:
    """Everything of a letter but its message."""
    letter = stored.letter
    status: str = "not known" if known is None else known.status
    if known is not None and known.at is not None:
        status += f" ({time_of(known.at)} UTC)"
    rows = {
        "dead letter": plain(stored.id),
        "status": status,
        "stage": letter.stage,
        "error": plain(letter.error),
        "reason": plain(letter.message),
        "article_id": plain(letter.article_id) if letter.article_id else None,
        "published": f"{time_of(letter.timestamp)} UTC" if letter.timestamp >= 0 else None,
        "failed": f"{time_of(letter.last_failure)} UTC"
        + (f", {letter.attempts} times since {time_of(letter.first_failure)}" if letter.attempts > 1 else ""),
    }
    if letter.replayed_as is not None:
        last = letter.replayed_as
        rows["sent again as"] = plain(f"{last.topic}-{last.partition}-{last.offset}")
    out = console()
    for name, text in rows.items():
        if text is not None:
            out.print(f"{name:15}{text}", soft_wrap=True)
    if len(stored.failures) > 1:
        out.print("earlier failures", soft_wrap=True)
        for one in stored.failures[:-1]:
            out.print(f"  {time_of(one.at)}  {one.stage}  {plain(one.error)}: {plain(one.message)}", soft_wrap=True)


def beginning(letter: DeadLetter) -> "Original":
    """What a letter has of its message."""
    from streams.dead_letters.originals import Original

    return Original(letter.original_key(), letter.original_value(), tuple(letter.original_headers()))


def print_message(message: "Original", problem: str | None) -> None:
    """Key, headers and value of a message; where only its beginning is left, why."""
    out = console()
    out.print(f"{'key':15}{shown_on_a_line(message.key)}", soft_wrap=True)
    for name, content in message.headers:
        out.print(f"{'header':15}{shown_on_a_line(name.encode())}: {shown_on_a_line(content)}", soft_wrap=True)
    if message.value is None:
        out.print(f"{'value':15}(null): a deletion", soft_wrap=True)
        return
    value = shown(message.value)
    whole = "the beginning only: " + plain(problem) if problem else f"{len(message.value):,} bytes"
    out.print(f"{'value':15}{value.form}, {whole}", soft_wrap=True)
    out.print()
    out.print(value.text, soft_wrap=True)
    if value.left_out:
        unit = "bytes" if value.form == "bytes" else "characters"
        out.print(f"… and {value.left_out:,} more {unit}; --value FILE writes all of it", soft_wrap=True)


def write_value(file: str, identifier: str, message: "Original | None", problem: str | None) -> None:
    """Writes the value of a message to a file, or to the standard output."""
    if message is None:
        raise BadInput(f"{identifier}: {problem}")
    if message.value is None:
        raise BadInput(f"{identifier} has no value: it is a deletion")
    if file == "-":
        sys.stdout.buffer.write(message.value)
        sys.stdout.buffer.flush()
        return
    try:
        Path(file).write_bytes(message.value)
    except OSError as error:
        raise BadInput(f"{file}: cannot be written ({error.strerror})") from None
    typer.echo(f"{len(message.value):,} bytes written to {file}", err=True)


def print_reasons(errors: Console, reasons: Mapping[str, str]) -> None:
    """Letters that were left out, each with its reason."""
    for number, (identifier, reason) in enumerate(reasons.items()):
        if number == REASONS_SHOWN:
            errors.print(f"and {len(reasons) - REASONS_SHOWN:,} more", style="red")
            break
        errors.print(f"{plain(identifier)}: {plain(reason)}", style="red", soft_wrap=True)


def print_report(errors: Console, report: "Report") -> None:
    """What became of a replay."""
    print_reasons(errors, report.refused | report.skipped)
    typer.echo(f"{report.sent:,} sent, {len(report.refused):,} refused, {len(report.skipped):,} skipped")
    if report.failed_again:
        typer.echo(f"{report.failed_again:,} of them have failed again already and are open")
    if report.unmarked:
        errors.print(
            f"{len(report.unmarked):,} of them could not be marked as replayed and are shown as open; sent once "
            "more they are indexed once all the same",
            style="red",
            soft_wrap=True,
        )
    if report.stopped_by:
        errors.print(report.stopped_by, style="red", soft_wrap=True)
