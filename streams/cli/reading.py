"""`quotewire search` and `quotes`: what is found, as tables or as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from streams.cli.common import JsonOption, console, highlighted, load_settings, parse_date, plain, print_json
from streams.search import HIGHLIGHT, Filters, Found, Hit, Reader

LanguageOption = Annotated[str | None, typer.Option(help="Language code, such as de.")]
PersonOption = Annotated[str | None, typer.Option(help="A person named in the article.")]
SpeakerOption = Annotated[str | None, typer.Option(help="Somebody quoted.")]
SourceOption = Annotated[str | None, typer.Option(help="The outlet.")]
SinceOption = Annotated[str | None, typer.Option(help="Published on or after this date, such as 2026-09-01.")]
UntilOption = Annotated[str | None, typer.Option(help="Published before this date.")]
SizeOption = Annotated[int, typer.Option("--size", "-n", min=1, max=1000, help="Most hits to show.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("search")(search)
    app.command("quotes")(quotes)


def search(  # noqa: PLR0913, PLR0917 - the options of one command
    query: Annotated[str, typer.Argument(help='Words, "an exact phrase", -not; blank for the newest.')] = "",
    language: LanguageOption = None,
    person: PersonOption = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    size: SizeOption = 10,
    collapse: Annotated[bool, typer.Option("--collapse", help="Show one of each group of near duplicates.")] = False,
    json: JsonOption = False,
) -> None:
    """Search the articles. The exit code is 0 whether or not something is found."""
    filters = Filters(
        language=_code(language),
        person=person,
        speaker=speaker,
        source=source,
        since=parse_date(since),
        until=parse_date(until),
    )
    with _reader() as reader:
        found = reader.articles(query, filters, size=size, collapse=collapse)
    if json:
        _print_found_json(found)
        return
    out = console()
    out.print(f"{found.total:,} article{'' if found.total == 1 else 's'}")
    for hit in found.hits:
        fields = hit.fields
        line = Text(plain(fields.get("title") or "(no title)"), style="bold")
        out.print(line)
        facts = [
            (fields.get("published_at") or "")[:10],
            fields.get("source") or "",
            fields["language"]["code"],
            f"{fields.get('quote_count', 0)} quotations",
            f"and {hit.duplicates} near duplicates" if hit.duplicates else "",
            fields.get("url") or fields["article_id"],
        ]
        out.print(Text("  " + " · ".join(plain(fact) for fact in facts if fact), style="dim"))
        for piece in hit.highlights[:2]:
            out.print(Text("  ") + highlighted(piece))


def quotes(
    query: Annotated[str, typer.Argument(help="Words in the quotation; blank for the newest.")] = "",
    speaker: SpeakerOption = None,
    language: LanguageOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    size: SizeOption = 20,
    json: JsonOption = False,
) -> None:
    """Search the quotations: who said what."""
    filters = Filters(
        language=_code(language), speaker=speaker, source=source, since=parse_date(since), until=parse_date(until)
    )
    with _reader() as reader:
        found = reader.quotes(query, filters, size=size)
    if json:
        _print_found_json(found)
        return
    out = console()
    out.print(f"{found.total:,} quotation{'' if found.total == 1 else 's'}")
    out.print(quotes_table(found.hits))


def quotes_table(hits: list[Hit]) -> Table:
    """Who said what, as a table."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name, ratio in (("speaker", 3), ("quotation", 9), ("source", 2), ("published", 2)):
        table.add_column(name, ratio=ratio)
    for hit in hits:
        fields = hit.fields
        # A short quotation is highlighted whole; of a long one the highlights would leave out the rest.
        whole = hit.highlights[0] if hit.highlights else ""
        words = whole if whole.replace(HIGHLIGHT[0], "").replace(HIGHLIGHT[1], "") == fields["text"] else fields["text"]
        table.add_row(
            plain(fields.get("speaker") or "—"),
            highlighted(words),
            plain(fields.get("source") or ""),
            (fields.get("published_at") or "")[:10],
        )
    return table


def _code(language: str | None) -> str | None:
    """A language as the index has it: `nb` and `no-NO` are `no`, `pt-BR` is `pt`."""
    from processors.language_codes import language_code

    return (language_code(language.strip()) or language.strip().lower()) if language else None


@contextmanager
def _reader() -> Iterator[Reader]:
    reader = Reader(load_settings())
    try:
        yield reader
    finally:
        reader.close()


def _print_found_json(found: Found) -> None:
    marked = {ord(HIGHLIGHT[0]): "<em>", ord(HIGHLIGHT[1]): "</em>"}
    hits = [
        {
            "id": hit.id,
            "score": hit.score,
            **hit.fields,
            "highlights": [piece.translate(marked) for piece in hit.highlights],
            "duplicates": hit.duplicates,
        }
        for hit in found.hits
    ]
    print_json({"total": found.total, "hits": hits})
