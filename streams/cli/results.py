"""What is found, as tables for people, and as JSON or CSV for programs."""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from streams.cli.common import console, highlighted, plain, print_json
from streams.search import HIGHLIGHT, Bucket, Found, Hit, unmarked
from streams.search.reader import last_page
from streams.search.relevance import Target

COLUMNS: Final[dict[Target, list[str]]] = {
    "articles": [
        "article_id", "title", "url", "source", "published_at", "language", "persons", "organisations", "locations",
        "quote_count",
    ],
    "quotes": [
        "article_id", "position", "speaker", "speaker_mention", "text", "kind", "cue", "confidence", "language",
        "source", "published_at", "title", "url", "speaker_confidence",
    ],
}  # fmt: skip
"""Columns of the CSV; names that do not change, in an order that does not."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet computes a cell that begins so, and an article is hostile input; an apostrophe in front of it makes it
text (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits as it was asked for."""

    found: Found
    number: int
    size: int

    @property
    def last(self) -> int:
        """The last page that can be shown; 1 without hits."""
        return last_page(self.found.total, self.size)


def print_articles(page: Page) -> None:
    """Articles for people: title, facts, the best sentences."""
    out = console()
    found = page.found
    out.print(f"{found.total:,} article{'' if found.total == 1 else 's'}")
    _print_facets(out, found)
    for hit in found.hits:
        fields = hit.fields
        title = Text(style="bold")
        title.append_text(highlighted(hit.title) if hit.title else Text(plain(fields.get("title") or "(no title)")))
        out.print(title)
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
    _print_place(out, page)


def print_quotes(page: Page) -> None:
    """Quotations for people, as a table."""
    out = console()
    found = page.found
    out.print(f"{found.total:,} quotation{'' if found.total == 1 else 's'}")
    _print_facets(out, found)
    if found.hits:
        out.print(quotes_table(found.hits))
    _print_place(out, page)


def quotes_table(hits: Sequence[Hit]) -> Table:
    """Who said what, as a table."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name, ratio in (("speaker", 3), ("quotation", 9), ("source", 2), ("published", 2)):
        table.add_column(name, ratio=ratio)
    for hit in hits:
        fields = hit.fields
        # A short quotation is highlighted whole; of a long one the highlights would leave out the rest.
        whole = hit.highlights[0] if hit.highlights else ""
        words = whole if unmarked(whole) == fields["text"] else fields["text"]
        table.add_row(
            plain(fields.get("speaker") or "—"),
            highlighted(words),
            plain(fields.get("source") or ""),
            (fields.get("published_at") or "")[:10],
        )
    return table


def print_page_json(page: Page) -> None:
    """A page as one JSON object."""
    found = page.found
    answer: dict[str, Any] = {"total": found.total, "page": page.number, "hits": [_json(hit) for hit in found.hits]}
    if found.facets:
        answer["facets"] = {
            name: [{"value": bucket.value, "count": bucket.count} for bucket in buckets]
            for name, buckets in found.facets.items()
        }
    print_json(answer)


def print_all_json(hits: Iterator[Hit]) -> None:
    """All hits as one JSON object, written while they are read."""
    first = next(hits, None)
    typer.echo('{"hits":[', nl=False)
    total = 0
    for hit in _again(first, hits):
        typer.echo(("," if total else "") + orjson.dumps(_json(hit)).decode(), nl=False)
        total += 1
    typer.echo(f'],"total":{total}}}')


def print_csv(hits: Iterator[Hit], target: Target) -> None:
    """Hits as CSV (RFC 4180), written while they are read; several values in a cell are separated by `; `."""
    first = next(hits, None)
    _write_row(COLUMNS[target])
    for hit in _again(first, hits):
        _write_row([cell(_value(hit, name)) for name in COLUMNS[target]])


def cell(value: Any) -> str:
    """A value as a spreadsheet shows it, and never computes it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _value(hit: Hit, name: str) -> Any:
    value = hit.fields.get(name)
    return value.get("code") if isinstance(value, dict) else value


def _write_row(cells: Sequence[str]) -> None:
    row = StringIO()
    csv.writer(row).writerow(cells)
    # As bytes: nothing on the way is to change the ends of lines.
    sys.stdout.buffer.write(row.getvalue().encode())


def _again(first: Hit | None, others: Iterator[Hit]) -> Iterator[Hit]:
    """All of them; the first has been read already, so that a mistake shows before anything is written."""
    if first is not None:
        yield first
    yield from others


def _json(hit: Hit) -> dict[str, Any]:
    marked = {ord(HIGHLIGHT[0]): "<em>", ord(HIGHLIGHT[1]): "</em>"}
    return {
        "id": hit.id,
        "score": hit.score,
        **hit.fields,
        "highlights": [piece.translate(marked) for piece in hit.highlights],
        "highlighted_title": hit.title.translate(marked) if hit.title else None,
        "duplicates": hit.duplicates,
    }


def _print_facets(out: Console, found: Found) -> None:
    if not any(found.facets.values()):
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    table.add_column(style="dim")
    table.add_column()
    for name, buckets in found.facets.items():
        if buckets:
            table.add_row(name, _counted(buckets))
    out.print(table)


def _counted(buckets: Sequence[Bucket]) -> Text:
    line = Text()
    for bucket in buckets:
        line.append(" · " if line else "")
        line.append(plain(bucket.value))
        line.append(f" {bucket.count:,}", style="dim")
    return line


def _print_place(out: Console, page: Page) -> None:
    """Which of all hits these are, and how to see more."""
    total, last = page.found.total, page.last
    if not total:
        return
    if not page.found.hits:
        out.print(Text(f"page {page.number} has none; the last is --page {last}", style="dim"))
    elif page.number < last:
        out.print(Text(f"page {page.number} of {last:,}; more with --page {page.number + 1}", style="dim"))
    elif page.number > 1:
        out.print(Text(f"page {page.number} of {last:,}", style="dim"))
