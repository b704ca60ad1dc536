"""What a search page's address asks for, read leniently: what is wrong is said on the page, beside the form."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, get_args

from starlette.datastructures import QueryParams

from streams.search import KINDS, Filters, Sort, moment
from streams.web.rendering import link

Show = Literal["articles", "quotations"]

FILTERS: Final = ("language", "source", "person", "organisation", "location", "speaker", "kind")
"""Parameters that narrow the hits; each is a field of Filters."""

LONGEST_VALUE: Final = 500
"""Characters of a parameter other than the query: longer than any name or outlet."""

HIGHEST_PAGE: Final = 1_000_000
"""Beyond it a page number is no number; how far pages go is the Reader's business."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as the address has it.

    Attributes:
        query: words; see streams/search.
        show: articles or quotations.
        chosen: filters by the name of their parameter.
        since: first day, as written.
        until: day behind the last, as written.
        sort: order; None for the best matches first, or the newest without a query.
        collapse: whether to show one of each group of near duplicates.
        page: from 1.
        problems: what cannot be understood, for a person.
    """

    query: str = ""
    show: Show = "articles"
    chosen: dict[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sort: Sort | None = None
    collapse: bool = False
    page: int = 1
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, parameters: QueryParams) -> "Asked":
        """Reads an address; unknown parameters are nobody's business."""
        problems: list[str] = []
        values = {name: parameters.get(name, "").strip() for name in (*FILTERS, "since", "until")}
        for name, value in values.items():
            if len(value) > LONGEST_VALUE:
                problems.append(f"{name} has {len(value):,} characters; at most {LONGEST_VALUE} can be meant.")
                values[name] = ""
        for name in ("since", "until"):
            if values[name] and _day(values[name]) is None:
                problems.append(f"{values[name][:40]!r} is not a date; write it as 2026-09-01.")
        show: Show = "articles"
        match parameters.get("show", ""):
            case "quotations":
                show = "quotations"
            case "" | "articles":
                pass
            case other:
                problems.append(f"{other[:40]!r} cannot be shown; choose articles or quotations.")
        given = parameters.get("sort", "")
        sort = next((known for known in get_args(Sort) if known == given), None)
        if given and sort is None:
            problems.append(f"{given[:40]!r} is no order; choose {', '.join(get_args(Sort))}.")
        if values["kind"] and values["kind"] not in KINDS:
            problems.append(f"{values['kind'][:40]!r} is no kind of quotation; choose {', '.join(KINDS)}.")
        page, problem = read_page(parameters)
        if problem:
            problems.append(problem)
        return cls(
            query=parameters.get("q", "").strip(),
            show=show,
            chosen={name: values[name] for name in FILTERS if values[name]},
            since=values["since"],
            until=values["until"],
            sort=sort,
            collapse=parameters.get("collapse", "") not in ("", "0"),
            page=page,
            problems=tuple(problems),
        )

    @property
    def filters(self) -> Filters:
        """What the hits must be."""
        return Filters(**self.chosen, since=_day(self.since), until=_day(self.until))

    @property
    def narrowed(self) -> bool:
        """Whether anything but the query narrows the hits."""
        return bool(self.chosen or self.since or self.until)

    def link(self, **changes: object) -> str:
        """The address of this search with other parameters; it begins at page 1 again unless that is changed."""
        parameters: dict[str, object] = {
            "q": self.query,
            "show": "quotations" if self.show == "quotations" else None,
            **self.chosen,
            "since": self.since,
            "until": self.until,
            "sort": self.sort,
            "collapse": "1" if self.collapse else None,
        }
        return link("/", **(parameters | changes))


def read_page(parameters: QueryParams) -> tuple[int, str | None]:
    """The number of the page, and what is wrong with it."""
    text = parameters.get("page", "").strip() or "1"
    if text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_PAGE)) and 1 <= int(text) <= HIGHEST_PAGE:
        return int(text), None
    return 1, f"{text[:40]!r} is no page number; pages begin at 1."


def _day(text: str) -> datetime | None:
    try:
        return moment(text)
    except ValueError:
        return None
