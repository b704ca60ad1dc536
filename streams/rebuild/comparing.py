"""What a replay has changed: the articles of two generations side by side.

Compared are the articles that the replay has annotated anew and of which both generations have the same revision.
"""

from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from elasticsearch import AsyncElasticsearch

from streams.indexing.generations import Indices
from streams.indexing.reading import read_pages, read_shown, read_states

PAGE: Final = 200

EXAMPLES: Final = 5
"""Most articles that are shown for one kind of change in one language."""

NAMES: Final = 5
"""Most things that are named of one article."""

NAME_CHARACTERS: Final = 80

COMPARED: Final = ("version", "content_hash", "language", "entities", "quotes")
"""What is read of an article's document to compare it: not its text."""

Kind = Literal["language", "entities", "quotations", "speakers"]
KINDS: Final[tuple[Kind, ...]] = ("language", "entities", "quotations", "speakers")


@dataclass(slots=True)
class Tally:
    """Counts of the articles of one language, as the new generation has it.

    Attributes:
        articles: compared.
        changed: with any change.
        kinds: with a change of a kind.
        before: entities and quotations in the old generation.
        after: and in the new one.
    """

    articles: int = 0
    changed: int = 0
    kinds: "Counter[Kind]" = field(default_factory=Counter)
    before: "Counter[str]" = field(default_factory=Counter)
    after: "Counter[str]" = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Example:
    """One change of one article.

    Attributes:
        article_id: which.
        language: as the new generation has it.
        kind: what has changed.
        gone: what only the old generation has; some of it.
        new: what only the new one has; some of it.
    """

    article_id: str
    language: str
    kind: Kind
    gone: list[str]
    new: list[str]


@dataclass(slots=True)
class Comparison:
    """What a replay has changed.

    Attributes:
        old: the generation that serves.
        new: the one that the replay fills.
        languages: counts by language.
        other_revision: articles of which the two generations have different revisions: a newer one came.
        only_new: articles that only the new one has.
        examples: some changes.
    """

    old: int
    new: int
    languages: dict[str, Tally] = field(default_factory=dict)
    other_revision: int = 0
    only_new: int = 0
    examples: list[Example] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """The counts of all languages together."""
        whole = Tally()
        for tally in self.languages.values():
            whole.articles += tally.articles
            whole.changed += tally.changed
            for mine, others in (
                (whole.kinds, tally.kinds),
                (whole.before, tally.before),
                (whole.after, tally.after),
            ):
                mine.update(others)  # type: ignore[arg-type]  # the keys of each pair are of one type
        return whole


async def compare(client: AsyncElasticsearch, old: Indices, new: Indices, begun_ms: int) -> Comparison:
    """Compares what a replay has annotated anew with what serves.

    Args:
        client: Elasticsearch.
        old: the generation that serves.
        new: the one that the replay fills.
        begun_ms: when the replay began.
    """
    found = Comparison(old.generation, new.generation)
    shown: Counter[tuple[Kind, str]] = Counter()
    async with aclosing(replayed_articles(client, new, begun_ms, COMPARED)) as pages:
        async for page in pages:
            served = await read_shown(client, old, await read_states(client, old, page), COMPARED)
            for name, after in page.items():
                _add(found, name, served.get(name), after, shown)
    return found


def replayed_articles(
    client: AsyncElasticsearch, indices: Indices, begun_ms: int, fields: Sequence[str] | None = None
) -> AsyncGenerator[dict[str, dict[str, Any]], None]:
    """The documents of the articles that a replay has annotated anew, by id, page by page.

    Args:
        client: Elasticsearch.
        indices: the generation that the replay fills.
        begun_ms: when it began.
        fields: what to read of each; None for all.
    """
    query = {"term": {"processing.replayed": begun_ms}}
    return read_pages(client, indices.articles("*"), PAGE, query=query, fields=fields)


def _add(
    found: Comparison,
    name: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    shown: "Counter[tuple[Kind, str]]",
) -> None:
    if before is None:
        found.only_new += 1
        return
    if (before["version"], before["content_hash"]) != (after["version"], after["content_hash"]):
        found.other_revision += 1
        return
    language = str(after["language"]["code"])
    tally = found.languages.setdefault(language, Tally())
    tally.articles += 1
    for counter, source in ((tally.before, before), (tally.after, after)):
        counter.update({"entities": len(source.get("entities", ())), "quotations": len(source.get("quotes", ()))})
    changed = False
    for kind in KINDS:
        had, has = things(before, kind), things(after, kind)
        if kind == "speakers":
            # Of a quotation that only one of them has, that is a change of quotations.
            both = spans(before) & spans(after)
            had, has = ({thing for thing in some if thing[1:] in both} for some in (had, has))
        if had == has:
            continue
        changed = True
        tally.kinds[kind] += 1
        shown[kind, language] += 1
        if shown[kind, language] <= EXAMPLES:
            found.examples.append(Example(name, language, kind, _named(had - has), _named(has - had)))
    tally.changed += changed


def things(source: Mapping[str, Any], kind: Kind) -> set[tuple[Any, ...]]:
    """What an article's document has of a kind: each thing's name, and what else makes it another thing."""
    quotes = source.get("quotes", ())
    match kind:
        case "language":
            return {(source["language"]["code"],)}
        case "entities":
            found = source.get("entities", ())
            return {(f"{one['canonical']} ({one['label']})", one["start"], one["end"], one.get("id")) for one in found}
        case "quotations":
            return {(one["text"], one["start"], one["end"], one["kind"]) for one in quotes}
        case "speakers":
            return {(_speaker(one) + one["text"], one["start"], one["end"]) for one in quotes}


def spans(source: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Where the quotations of an article's document are."""
    return {(one["start"], one["end"]) for one in source.get("quotes", ())}


def _speaker(quote: Mapping[str, Any]) -> str:
    speaker = quote.get("speaker") or {}
    return f"{speaker.get('entity') or speaker.get('text') or 'nobody'}: "


def _named(some: set[tuple[Any, ...]]) -> list[str]:
    names = list(dict.fromkeys(str(thing[0]) for thing in sorted(some, key=lambda thing: (thing[1:2], thing[0]))))
    return [name if len(name) <= NAME_CHARACTERS else name[: NAME_CHARACTERS - 1] + "…" for name in names[:NAMES]]
