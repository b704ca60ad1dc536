"""What is asked and what is found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal

from streams.errors import BadInput

Sort = Literal["relevance", "newest", "oldest"]
"""The order of hits; by time it is the time of publication, and what has none comes last."""

KINDS: Final = ("direct", "mixed", "indirect")
"""Of quotations."""

HIGHLIGHT: Final = ("\ue000", "\ue001")
"""Around highlighted words: private-use characters, so that markup in an article cannot be taken for ours."""

SHOWN_AROUND: Final = 40
"""Most characters of a query that an error shows on each side of the place."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the hits must be, all of them optional.

    Attributes:
        language: language code.
        person: a name among the persons (any part of it, accents and case aside).
        organisation: a name among the organisations, as `person`.
        location: a name among the locations, as `person`.
        speaker: a name of who is quoted, as `person`.
        kind: of quotation: direct, mixed or indirect.
        source: outlet.
        since: earliest publication.
        until: publication before this.

    Quotations have no persons, organisations and locations of their own: those are looked for in their articles.
    """

    language: str | None = None
    person: str | None = None
    organisation: str | None = None
    location: str | None = None
    speaker: str | None = None
    kind: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bucket:
    """A value of a facet and how many of all hits (not only of the page) have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One found document.

    Attributes:
        id: its `_id`.
        score: relevance; 0 where hits are sorted by time.
        fields: its summary fields (articles) or all fields (quotations).
        highlights: sentences of an article, or a quotation, with HIGHLIGHT around what was searched for.
        duplicates: how many more near duplicates of it were found (with collapsing).
        title: an article's title with HIGHLIGHT in it; None where nothing of it was searched for.
    """

    id: str
    score: float
    fields: dict[str, Any]
    highlights: list[str]
    duplicates: int = 0
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, the number of all, and the facets of all by name (empty unless asked for)."""

    total: int
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Bucket]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpeakerReport:
    """All that somebody is quoted with.

    Attributes:
        name: as it was asked for.
        total: how many quotations.
        by_month: how many in each month (`2026-09`) that has any, in the order of time.
        by_source: how many in each outlet, most first.
        found: a page of the quotations, newest first.
    """

    name: str
    total: int
    by_month: list[Bucket]
    by_source: list[Bucket]
    found: Found


class QueryError(BadInput):
    """A query that cannot be understood.

    Attributes:
        query: as it was written.
        position: of the problem in the query, in characters from 0.
        problem: what is wrong and what to write instead.
    """

    def __init__(self, query: str, position: int, problem: str) -> None:
        self.query, self.position, self.problem = query, position, _printable(problem)
        before, after = self.around
        super().__init__(f"{self.problem} (in: {before}▶{after})")

    @property
    def around(self) -> tuple[str, str]:
        """The query before the place and from it on, on one line; `…` where it is cut."""
        shown = _printable(self.query)
        before, after = shown[: self.position], shown[self.position :]
        left = "…" if len(before) > SHOWN_AROUND else ""
        right = "…" if len(after) > SHOWN_AROUND else ""
        return left + before[-SHOWN_AROUND:], after[:SHOWN_AROUND] + right


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def unmarked(highlight: str) -> str:
    """A highlighted text without its marks."""
    return highlight.replace(HIGHLIGHT[0], "").replace(HIGHLIGHT[1], "")


def moment(text: str) -> datetime:
    """An ISO 8601 date or time; UTC where it names no zone.

    Raises:
        ValueError: it is none.
    """
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def pieces(highlight: str) -> Iterator[tuple[str, bool]]:
    """A highlighted text as (piece, whether it was searched for)."""
    for position, part in enumerate(highlight.split(HIGHLIGHT[0])):
        if position == 0:
            yield part, False
            continue
        inside, _, outside = part.partition(HIGHLIGHT[1])
        yield inside, True
        yield outside, False
