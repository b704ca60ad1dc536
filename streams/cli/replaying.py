"""`quotewire replay`: articles annotated anew, compared with what serves, and swapped in or discarded."""

from dataclasses import asdict
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.table import Column, Table

from streams.cli.common import JsonOption, console, load_settings, parse_date, parse_language, plain, print_json
from streams.cli.rebuilding import print_handover, print_removed
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.rebuild.comparing import Comparison, Tally
    from streams.rebuild.replay import Replayed

EXAMPLES: Final = """
Examples, with the new models in place and the workers started anew:
  quotewire replay --since 2026-11-01      # annotate what came in since then anew, beside what serves
  quotewire replay --compare               # show once more what it changes
  quotewire replay --swap                  # let the new indices serve; or:
  quotewire replay --discard
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("replay", help=f"{cleandoc(replay.__doc__ or '')}\n\n\b\n{EXAMPLES.strip()}")(replay)


def replay(  # noqa: PLR0913, PLR0917 - the options of one command
    since: Annotated[
        str | None, typer.Option("--since", help="Raw messages from this moment on, such as 2026-11-01.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="And before this one; else those until now.")] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", help="Only articles in this language (ISO 639-1); may be given several times."),
    ] = None,
    swap: Annotated[bool, typer.Option("--swap", help="Let the new indices serve when it is done.")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="Only show what it has changed so far.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Delete the new indices instead.")] = False,
    drop_old: Annotated[
        bool, typer.Option("--drop-old", help="With --swap: delete earlier generations at the end.")
    ] = False,
    accept_missing: Annotated[
        bool, typer.Option("--accept-missing", help="With --swap: even if the new generation has fewer articles.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Annotate articles anew with the present models, in new indices beside those that serve; compare; swap.

    Reads the topic of raw articles again. Articles that it no longer has, and those before --since, are taken over as
    they are; what comes in meanwhile is in both. Search goes on all the time. Ctrl-C stops it; given again, it goes on
    where it stopped, with the numbers it had.
    """
    first, last = parse_date(since), parse_date(until)
    languages = tuple(sorted({code for code in map(parse_language, language or ()) if code}))
    if compare + discard + swap > 1:
        raise BadInput("--swap, --compare and --discard exclude each other")
    if (compare or discard) and (first or last or languages):
        raise BadInput("--compare and --discard take no --since, --until or --language")
    if (drop_old or accept_missing) and not swap:
        raise BadInput("--drop-old and --accept-missing are for --swap")
    from streams.nlp_process import one_thread_per_process

    one_thread_per_process()
    from streams.rebuild import replay as replays

    settings = load_settings()
    if discard:
        print_removed(replays.discard(settings))
        return
    if compare:
        done = replays.comparison(settings)
    else:
        done = replays.replay(
            settings, lambda line: typer.echo(line, err=as_json), replays.Asked(first, last, languages),
            swap=swap, drop_old=drop_old, accept_missing=accept_missing,
        )  # fmt: skip
    if as_json:
        print_json(as_data(done))
        return
    _print(done)


def as_data(done: "Replayed") -> dict[str, Any]:
    """What a run has done, for programs."""
    record = done.record.model_dump(mode="json", exclude={"begins", "ends", "tails", "nexts", "topic_id", "indexed"})
    found = done.comparison
    compared = None
    if found is not None:
        compared = {
            "old_generation": found.old,
            "new_generation": found.new,
            "total": _counts(found.total),
            "languages": {code: _counts(tally) for code, tally in sorted(found.languages.items())},
            "other_revision": found.other_revision,
            "only_new": found.only_new,
            "examples": [asdict(example) for example in found.examples],
        }
    return {
        "replay": record | {"messages": done.record.total, "messages_done": done.record.done},
        "comparison": compared,
        "serving_generation": done.handover.generation if done.handover else None,
        "written_to_topic": done.published.written,
        "refused_by_topic": done.published.refused,
        "written_once_more": done.published.once_more,
    }


def _counts(tally: "Tally") -> dict[str, Any]:
    from streams.rebuild.comparing import KINDS

    kinds = {kind: tally.kinds[kind] for kind in KINDS}
    before, after = dict(tally.before), dict(tally.after)
    return {"articles": tally.articles, "changed": tally.changed, "kinds": kinds, "before": before, "after": after}


def _print(done: "Replayed") -> None:
    record = done.record
    typer.echo(f"annotated with {plain(', '.join(record.models))}")
    for outcome, count in sorted(record.counts.items()):
        typer.echo(f"{count:>9,} {outcome}")
    typer.echo(f"{sum(record.counts.values()):>9,} of {record.total:,} raw messages")
    for line in record.not_taken:
        typer.secho(f"not taken: {plain(line)}", fg="red", err=True)
    if done.comparison is not None:
        _print_comparison(done.comparison)
    if done.handover is not None:
        print_handover(done.handover)
    if record.published:
        typer.echo(f"{done.published.written:,} articles written to the topic of enriched articles")
        if done.published.once_more:
            typer.echo(f"{done.published.once_more:,} revisions and deletions that came meanwhile written once more")
        for name in done.published.refused:
            typer.secho(f"not written there, it is too large or not valid: {plain(name)}", fg="red", err=True)
    else:
        typer.echo(
            "the old indices go on serving: `quotewire replay --swap` lets the new ones serve, "
            "`quotewire replay --discard` deletes them"
        )


def _print_comparison(found: "Comparison") -> None:
    from streams.rebuild.comparing import KINDS

    right = [Column(name, justify="right") for name in ("articles", "changed", *KINDS, "entities", "quotations")]
    table = Table("language", *right, box=None)
    for code, tally in [*sorted(found.languages.items()), ("all", found.total)]:
        counts = [tally.articles, tally.changed, *(tally.kinds[kind] for kind in KINDS)]
        grown = [f"{tally.before[name]:,} → {tally.after[name]:,}" for name in ("entities", "quotations")]
        table.add_row(code, *(f"{count:,}" for count in counts), *grown)
    out = console()
    out.print(f"articles of generation {found.new} beside generation {found.old}, by what has changed:")
    out.print(table)
    if found.other_revision or found.only_new:
        typer.echo(f"not compared: {found.other_revision:,} revised meanwhile, {found.only_new:,} only in the new one")
    for example in found.examples:
        gone, new = ("; ".join(plain(name) for name in names) or "nothing" for names in (example.gone, example.new))
        typer.echo(f"{plain(example.article_id)} ({example.language}) {example.kind}: {gone}  →  {new}")
