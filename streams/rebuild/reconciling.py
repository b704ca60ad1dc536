"""What the serving generation knows and the topic no longer tells is carried over into the next one.

`news.enriched` is compacted: of each article only the message written last is kept, and a deletion only for a day
(`delete.retention.ms`). So a generation filled from the topic alone could

- show an article whose deletion was compacted away while the run was interrupted;
- not know that an article was deleted, and take an old revision that is delivered late for a new article;
- have an older revision, where that one came late and so is the last message of its article;
- miss an article whose message is gone.

The states of the serving generation tell all of it. They are compared with those of the next one, page by page, while
that one is followed; a batch of changes takes its turn among those from the topic.
"""

from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from elasticsearch import AsyncElasticsearch
from pydantic import ValidationError

from schemas import EnrichedArticle, MessagePlace, read_fields
from streams.indexing.changes import Change, Deletion
from streams.indexing.generations import Indices
from streams.indexing.reading import read_pages, read_shown, read_states
from streams.indexing.state import Decision, State, decide
from streams.indexing.writer import IndexAgent
from streams.messages import Message, Rejected
from streams.rebuild.following import Refusals

PAGE: Final = 500

_FIELDS: Final = set(EnrichedArticle.model_fields)


@dataclass(slots=True)
class Reconciled:
    """How many articles were compared, and how many of them carried over."""

    compared: int = 0
    carried: int = 0


class Reconciliation:
    """Compares two generations and carries over what the next one lacks.

    Args:
        client: Elasticsearch.
        agent: writes to the next generation.
        old: the serving generation.
        new: the next one.
        refusals: where it is noted what cannot be carried over.
    """

    def __init__(
        self, client: AsyncElasticsearch, agent: IndexAgent, old: Indices, new: Indices, refusals: Refusals
    ) -> None:
        self._client = client
        self._agent = agent
        self._old = old
        self._new = new
        self._refusals = refusals
        self.done = Reconciled()

    async def run(self) -> None:
        """Compares all articles; the serving generation may change meanwhile, what changes is in the topic."""
        async with aclosing(read_pages(self._client, self._old.state, PAGE)) as pages:
            async for page in pages:
                states = {name: State.of(source) for name, source in page.items()}
                known = await read_states(self._client, self._new, states)
                wanted = {name: state for name, state in states.items() if is_lacking(state, known.get(name))}
                changes = self._changes(wanted, await self._articles(wanted))
                if changes:
                    outcomes = await self._agent.carry(changes, Carried(wanted))
                    refused = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
                    for rejected in refused:
                        self._refusals.note(str(rejected.article_id), rejected)
                    self.done.carried += len(changes) - len(refused)
                self.done.compared += len(states)

    def _changes(
        self, wanted: Mapping[str, State], articles: Mapping[str, EnrichedArticle | Rejected]
    ) -> list[tuple[Message, Change]]:
        """What is to be carried over, each with a message that stands for it; an invalid article is left out.

        Of that one not even the state is carried over: published again, it must not be taken for known.
        """
        changes = []
        for name, state in wanted.items():
            article = articles.get(name)
            if isinstance(article, Rejected):
                self._refusals.note(name, article)
                continue
            change = _change(name, state, article)
            if change is not None:
                changes.append((_stand_in(name), change))
        return changes

    async def _articles(self, states: Mapping[str, State]) -> dict[str, EnrichedArticle | Rejected]:
        """The articles that the serving generation shows, as they were in the topic; or what is wrong with one."""
        found = await read_shown(self._client, self._old, states)
        return {name: stored_article(name, source) for name, source in found.items()}


def is_lacking(old: State, known: State | None) -> bool:
    """Whether the next generation lacks what the serving one knows of an article."""
    if known is None:
        return True
    if known.deletion_ms > old.deletion_ms:
        return False  # it has seen a deletion that the serving one has not
    if old.deleted:
        return known.version <= old.version and not (known.deleted and known.version == old.version)
    if is_annotated_later(old, known):
        return True
    return known.version < old.version or (not known.deleted and known.deletion_ms < old.deletion_ms)


def is_annotated_later(old: State, known: State) -> bool:
    """Whether the serving generation has the same revision as the next one, annotated anew by a later replay."""
    same = (old.version, old.content_hash, old.deleted) == (known.version, known.content_hash, known.deleted)
    return same and not old.deleted and known.replayed < old.replayed


@dataclass(frozen=True, slots=True)
class Carried:
    """Decides with what the serving generation knows of the articles."""

    states: Mapping[str, State]

    def __call__(self, change: Change, known: State | None) -> Decision:
        """What is to be done with an article, given what the next generation knows of it by now."""
        old = self.states[change.article_id]
        if not is_lacking(old, known):
            return Decision("unchanged", known, None)
        if old.deleted and isinstance(change, Deletion):
            return decide(change, known)
        annotated = known is not None and is_annotated_later(old, known) and not isinstance(change, Deletion)
        if known is not None and known.version >= old.version and not annotated:
            remembered = replace(known, deletion_ms=max(known.deletion_ms, old.deletion_ms))
            return Decision("unchanged", known, remembered)
        if isinstance(change, Deletion):  # not shown any more: its month is no longer kept
            return Decision("unchanged", known, replace(old, quotes=known.quotes if known else 0))
        month = known.month if known is not None and known.month is not None else old.month
        return Decision("indexed", known, replace(old, month=month, quotes=len(change.quotes)))


def _change(name: str, state: State, article: EnrichedArticle | None) -> Change | None:
    """The article if it is shown; else a deletion, which stands for what is only to be remembered too."""
    if article is not None and not state.deleted:
        # The document may be newer than the state; then its message is in the topic, and is read from there.
        return article if article.version == state.version else None
    return Deletion(name, state.deletion_ms, state.version)


def stored_article(name: str, source: Mapping[str, Any]) -> EnrichedArticle | Rejected:
    """The article in a document, which leaves out what is null and has more than the article; or why it is none."""
    fields = {field: value for field, value in source.items() if field in _FIELDS}
    try:
        article = read_fields(EnrichedArticle, fields)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False, include_context=False):
            if problem["type"] == "missing":
                _set_null(fields, problem["loc"])
        try:
            article = read_fields(EnrichedArticle, fields)
        except ValidationError as again:
            first = again.errors(include_url=False, include_input=False, include_context=False)[0]
            return _invalid(name, ".".join(str(part) for part in first["loc"]), first["msg"])
    if article.article_id != name:
        return _invalid(name, "article_id", f"is another one, {article.article_id!r}")
    return article


def _invalid(name: str, field: str, problem: str) -> Rejected:
    what = f"what is stored does not fit this version (`{field}`: {problem}); publish the article again, or delete it"
    return Rejected("index", "invalid-stored-article", what, name)


def _set_null(data: Any, place: Sequence[int | str]) -> None:
    with suppress(LookupError, TypeError):  # what holds the field is not there either: the next look at it says so
        for part in place[:-1]:
            data = data[part]
        data[place[-1]] = None


def _stand_in(identifier: str) -> Message:
    place = MessagePlace(topic="news-state", partition=0, offset=0, timestamp=-1)
    return Message(identifier.encode(), None, place)
