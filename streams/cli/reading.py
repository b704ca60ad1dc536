"""`quotewire search` and `quotes`: what is asked. How it is printed: streams/cli/results.py."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from streams.cli.common import JsonOption, load_settings, parse_date, parse_language
from streams.cli.results import Page, print_all_json, print_articles, print_csv, print_page_json, print_quotes
from streams.errors import BadInput
from streams.search import Filters, Reader, Sort
from streams.search.relevance import Target

QUERY_LANGUAGE = """
\b
The query:
  harbour pier               both words, in any form, in the language of the article
  "harbour pier"             these words side by side, as they are written
  harb*                      words that begin so
  -ship, NOT ship            without this word
  pier OR mole               one of them
  (pier OR mole) -ship       parentheses
  person:"Lin Jian"          a person named in the article; also organisation:
                             (org:), location: (place:)
  place:Germany, place:DE    a country, in articles of all languages; org:NATO too
  speaker:Lin                somebody quoted; accents and case do not matter
  source:nikkei              the outlet; source:nik* begins so
  language:de                also lang:; author: tag: title: kind: id:
  confidence:0.9             quotation and speaker are at least so sure
  since:2026-09-01           published on or after; until:2026-10 before
\b
Examples:
  quotewire search 'ferry OR Fähre since:2026-09'
  quotewire search 'person:"Lin Jian" -source:nikkei' --sort newest
  quotewire quotes 'tunnel speaker:Lin kind:direct' --facets
  quotewire search --all --csv > articles.csv
\b
A query that begins with a minus sign goes behind two: quotewire search -- -ship
"""

QueryArgument = Annotated[str, typer.Argument(help="See above; without it, everything, the newest first.")]
LanguageOption = Annotated[str | None, typer.Option(help="Language code, such as de.")]
PersonOption = Annotated[str | None, typer.Option(help="A person named in the article.")]
OrganisationOption = Annotated[str | None, typer.Option(help="An organisation named in the article.")]
LocationOption = Annotated[str | None, typer.Option(help="A place named in the article.")]
SpeakerOption = Annotated[str | None, typer.Option(help="Somebody quoted.")]
SourceOption = Annotated[str | None, typer.Option(help="The outlet.")]
SinceOption = Annotated[str | None, typer.Option(help="Published on or after this date, such as 2026-09-01.")]
UntilOption = Annotated[str | None, typer.Option(help="Published before this date.")]
SizeOption = Annotated[int, typer.Option("--size", "-n", min=1, max=1000, help="Most hits on a page.")]
PageOption = Annotated[int | None, typer.Option("--page", "-p", min=1, help="Which page to show, from 1.")]
SortOption = Annotated[
    Sort | None,
    typer.Option(
        metavar="ORDER",
        help="relevance, newest or oldest; if not given: relevance, and newest where no words are asked for.",
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="All hits instead of a page, however many there are.")]
FacetsOption = Annotated[bool, typer.Option("--facets", help="Count what all hits have in common.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV with a header for spreadsheets.")]
CollapseOption = Annotated[bool, typer.Option("--collapse", help="Show one of each group of near duplicates.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("search", help=f"{search.__doc__}\n\n{QUERY_LANGUAGE}")(search)
    app.command("quotes", help=f"{quotes.__doc__}\n\n{QUERY_LANGUAGE}")(quotes)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A command as it was given."""

    target: Target
    query: str
    filters: Filters
    size: int
    page: int | None
    sort: Sort | None
    everything: bool
    facets: bool
    json: bool
    csv: bool
    collapse: bool = False


def search(  # noqa: PLR0913, PLR0917 - the options of one command
    query: QueryArgument = "",
    language: LanguageOption = None,
    person: PersonOption = None,
    organisation: OrganisationOption = None,
    location: LocationOption = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    size: SizeOption = 10,
    page: PageOption = None,
    sort: SortOption = None,
    collapse: CollapseOption = False,
    everything: AllOption = False,
    facets: FacetsOption = False,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Search the articles. The exit code is 0 whether or not something is found."""
    filters = _filters(language, person, organisation, location, speaker, source, since, until)
    _run(_Asked("articles", query, filters, size, page, sort, everything, facets, json, csv, collapse))


def quotes(  # noqa: PLR0913, PLR0917 - the options of one command
    query: QueryArgument = "",
    speaker: SpeakerOption = None,
    language: LanguageOption = None,
    person: PersonOption = None,
    organisation: OrganisationOption = None,
    location: LocationOption = None,
    source: SourceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    size: SizeOption = 20,
    page: PageOption = None,
    sort: SortOption = None,
    everything: AllOption = False,
    facets: FacetsOption = False,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Search the quotations: who said what. Words are those of the quotation."""
    filters = _filters(language, person, organisation, location, speaker, source, since, until)
    _run(_Asked("quotes", query, filters, size, page, sort, everything, facets, json, csv))


def _filters(
    language: str | None,
    person: str | None,
    organisation: str | None,
    location: str | None,
    speaker: str | None,
    source: str | None,
    since: str | None,
    until: str | None,
) -> Filters:
    return Filters(
        language=parse_language(language),
        person=person,
        organisation=organisation,
        location=location,
        speaker=speaker,
        source=source,
        since=parse_date(since),
        until=parse_date(until),
    )


def _run(asked: _Asked) -> None:
    _check(asked)
    with _reader() as reader:
        if asked.everything:
            _print_everything(asked, reader)
        else:
            _print_page(asked, reader)


def _check(asked: _Asked) -> None:
    """Options that do not go together."""
    if asked.json and asked.csv:
        raise BadInput("--json and --csv: choose one of them")
    if asked.csv and asked.facets:
        raise BadInput("--facets has no place in CSV; leave it out, or use --json")
    if asked.everything:
        for name, given in (("--page", asked.page), ("--collapse", asked.collapse), ("--facets", asked.facets)):
            if given:
                raise BadInput(f"--all and {name} do not go together; leave one of them out")
        if not (asked.json or asked.csv):
            raise BadInput("--all is for programs; add --json or --csv, or use --page and --size")


def _print_everything(asked: _Asked, reader: Reader) -> None:
    read = reader.all_articles if asked.target == "articles" else reader.all_quotes
    # Closed here, while the reader can still tell Elasticsearch, and not by the garbage collector, after `| head`.
    with closing(read(asked.query, asked.filters, sort=asked.sort)) as hits:
        if asked.csv:
            print_csv(hits, asked.target)
        else:
            print_all_json(hits)


def _print_page(asked: _Asked, reader: Reader) -> None:
    number = asked.page or 1
    options: dict[str, Any] = {"size": asked.size, "page": number, "sort": asked.sort, "facets": asked.facets}
    if asked.target == "articles":
        found = reader.articles(asked.query, asked.filters, collapse=asked.collapse, **options)
    else:
        found = reader.quotes(asked.query, asked.filters, **options)
    page = Page(found, number, asked.size)
    if asked.json:
        print_page_json(page)
    elif asked.csv:
        print_csv(iter(found.hits), asked.target)
    elif asked.target == "articles":
        print_articles(page)
    else:
        print_quotes(page)


@contextmanager
def _reader() -> Iterator[Reader]:
    reader = Reader(load_settings())
    try:
        yield reader
    finally:
        reader.close()
