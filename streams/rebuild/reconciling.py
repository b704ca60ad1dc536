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

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from elasticsearch import AsyncElasticsearch
from pydantic import ValidationError

from schemas import EnrichedArticle, MessagePlace
from streams.backoff import delays
from streams.errors import BadInput
from streams.indexing.changes import Change, Deletion
from streams.indexing.generations import Indices
from streams.indexing.state import Decision, State, decide
from streams.indexing.writer import IndexAgent
from streams.messages import Message

log = logging.getLogger(__name__)

PAGE: Final = 500
KEEP_ALIVE: Final = "10m"

_FIELDS: Final = set(EnrichedArticle.model_fields)


@dataclass(slots=True)
class Reconciled:
    """How many articles were compared, and how many of them carried over."""

    compared: int = 0
    carried: int = 0
    refused: int = 0


class Reconciliation:
    """Compares two generations and carries over what the next one lacks.

    Args:
        client: Elasticsearch.
        agent: writes to the next generation.
        old: the serving generation.
        new: the next one.
    """

    def __init__(self, client: AsyncElasticsearch, agent: IndexAgent, old: Indices, new: Indices) -> None:
        self._client = client
        self._agent = agent
        self._old = old
        self._new = new
        self.done = Reconciled()

    async def run(self) -> None:
        """Compares all articles; the serving generation may change meanwhile, what changes is in the topic."""
        async for states in self._pages():
            known = await self._states(self._new, list(states))
            wanted = {name: state for name, state in states.items() if is_lacking(state, known.get(name))}
            articles = await self._articles(wanted)
            changes = [_change(name, state, articles.get(name)) for name, state in wanted.items()]
            taken = [(_stand_in(change.article_id), change) for change in changes if change is not None]
            if taken:
                refused = await self._agent.carry(taken, Carried(wanted))
                self.done.refused += refused
                self.done.carried += len(taken) - refused
            self.done.compared += len(states)

    async def _pages(self) -> AsyncIterator[dict[str, State]]:
        """All states of the serving generation as they are when it begins."""
        await self._client.indices.refresh(index=self._old.state)
        pit = (await self._client.open_point_in_time(index=self._old.state, keep_alive=KEEP_ALIVE))["id"]
        after: list[Any] | None = None
        try:
            while True:
                response = await self._client.search(
                    pit={"id": pit, "keep_alive": KEEP_ALIVE},
                    size=PAGE,
                    sort=[{"_shard_doc": "asc"}],
                    search_after=after,
                    track_total_hits=False,
                )
                hits = response["hits"]["hits"]
                if not hits:
                    return
                pit, after = response["pit_id"], hits[-1]["sort"]
                yield {hit["_id"]: State(**hit["_source"]) for hit in hits}
        finally:
            await self._client.close_point_in_time(id=pit)

    async def _states(self, indices: Indices, identifiers: Sequence[str]) -> dict[str, State]:
        docs = [{"_index": indices.state, "_id": name} for name in identifiers]
        return {found["_id"]: State(**found["_source"]) for found in await self._got(docs)}

    async def _articles(self, states: Mapping[str, State]) -> dict[str, EnrichedArticle]:
        """The articles that the serving generation shows, as they were in the topic."""
        docs = [
            {"_index": self._old.articles(state.month), "_id": name}
            for name, state in states.items()
            if not state.deleted and state.month is not None
        ]
        if not docs:
            return {}
        return {found["_id"]: _article(found["_source"]) for found in await self._got(docs)}

    async def _got(self, docs: Sequence[Mapping[str, str]]) -> list[Mapping[str, Any]]:
        """Those of these documents that are there; tried again until Elasticsearch answers for each of them.

        An error for one document (no shard just now) does not say that it is not there: taken so, the article would
        be left behind for good. Only an index that is missing says it.
        """
        for delay in delays():
            response = await self._client.mget(docs=list(docs))
            errors = [found["error"] for found in response["docs"] if "error" in found]
            passing = [error for error in errors if error.get("type") != "index_not_found_exception"]
            if not passing:
                return [found for found in response["docs"] if found.get("found")]
            log.warning("Elasticsearch: cannot read (%s); trying again in %.1f s", passing[0].get("reason"), delay)
            await asyncio.sleep(delay)
        raise AssertionError("delays() has no end")


def is_lacking(old: State, known: State | None) -> bool:
    """Whether the next generation lacks what the serving one knows of an article."""
    if known is None:
        return True
    if known.deletion_ms > old.deletion_ms:
        return False  # it has seen a deletion that the serving one has not
    if old.deleted:
        return known.version <= old.version and not (known.deleted and known.version == old.version)
    return known.version < old.version or (not known.deleted and known.deletion_ms < old.deletion_ms)


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
        if known is not None and known.version >= old.version:
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


def _article(source: Mapping[str, Any]) -> EnrichedArticle:
    """The article in a document, which leaves out what is null and has more than the article."""
    fields = {name: value for name, value in source.items() if name in _FIELDS}
    try:
        return EnrichedArticle.model_validate(fields)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False, include_context=False):
            if problem["type"] == "missing":
                _set_null(fields, problem["loc"])
    try:
        return EnrichedArticle.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadInput(
            f"the stored article {fields.get('article_id')} does not fit this version (`{place}`: {first['msg']}); "
            "publish it again or delete it, then run `quotewire reindex` again"
        ) from None


def _set_null(data: Any, place: Sequence[int | str]) -> None:
    for part in place[:-1]:
        data = data[part]
    data[place[-1]] = None


def _stand_in(identifier: str) -> Message:
    place = MessagePlace(topic="news-state", partition=0, offset=0, timestamp=-1)
    return Message(identifier.encode(), None, place)
