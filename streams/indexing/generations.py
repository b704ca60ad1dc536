"""Generations of the indices: which one is current, and how a writer notices that another one is.

    <prefix>-articles-v1-2026.09, <prefix>-quotes-v1-2026.09, <prefix>-state       generation 1
    <prefix>-articles-v2-2026.09, <prefix>-quotes-v2-2026.09, <prefix>-state-v2    generation 2, filled by `reindex`

The current generation is the one behind the alias of articles; nothing else says it. `quotewire reindex` closes the old
one for writing before it moves the aliases (streams/rebuild/reindex.py). So a writer need not ask before each batch:
what it writes to the old one is not taken, and only then it looks again; or where it has nothing to write.
"""

import asyncio
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from schemas.index_templates import articles_alias, articles_index, quotes_index, state_index
from streams.backoff import delays
from streams.security.elasticsearch_reasons import reason as reason_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Indices:
    """The names of the indices of one generation."""

    prefix: str
    generation: int

    def articles(self, month: str) -> str:
        """The index of articles filed under a month."""
        return articles_index(self.prefix, month, self.generation)

    def quotes(self, month: str) -> str:
        """The index of quotations of those articles."""
        return quotes_index(self.prefix, month, self.generation)

    @property
    def state(self) -> str:
        """The index of what is known of each article."""
        return state_index(self.prefix, self.generation)

    @property
    def all(self) -> list[str]:
        """Patterns of all indices of this generation."""
        return [self.articles("*"), self.quotes("*"), self.state]


class GenerationMoved(Exception):  # noqa: N818 - says what happened
    """Another generation is current than the one that was written to; the batch is to be done again there."""


class Generations(Protocol):
    """Tells a writer which indices to write to."""

    async def current(self) -> Indices:
        """The indices to write to; waits until that is known."""

    async def look_again(self, indices: Indices) -> None:
        """Asked before an operation that was not taken is tried again, and where a batch has nothing to write.

        Raises:
            GenerationMoved: these are no longer the indices to write to.
        """


class ServingGenerations:
    """The generation behind the alias: read once, and again only when something is not taken.

    Args:
        client: Elasticsearch.
        prefix: of the index names.
    """

    def __init__(self, client: AsyncElasticsearch, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._known: Indices | None = None

    async def current(self) -> Indices:
        """The indices to write to; waits until Elasticsearch says it."""
        if self._known is not None:
            return self._known
        for delay in delays():
            try:
                found = await self.ask()
                if found is not None:
                    self._known = found
                    return found
                reason = nothing_serves(self._prefix)
            except (ApiError, TransportError) as error:
                reason = reason_of(error)
            log.warning("Elasticsearch: %s; trying again in %.1f s", reason[:300], delay)
            await asyncio.sleep(delay)
        raise AssertionError("delays() has no end")

    async def look_again(self, indices: Indices) -> None:
        """Raises GenerationMoved if another generation is behind the alias now; says nothing if it cannot be asked."""
        try:
            found = await self.ask()
        except (ApiError, TransportError):
            return
        if found is not None and found != indices:
            if found != self._known:
                log.info("the index agent goes over to generation %d of the indices", found.generation)
            self._known = found
            raise GenerationMoved

    async def ask(self) -> Indices | None:
        """The generation that is behind the alias now; None if nothing is.

        Raises:
            ApiError: Elasticsearch refuses.
            TransportError: it does not answer.
        """
        names = await self._client.options(ignore_status=404).indices.get_alias(name=articles_alias(self._prefix))
        generation = generation_behind(names, self._prefix) if names.meta.status == 200 else None
        return None if generation is None else Indices(self._prefix, generation)


def nothing_serves(prefix: str) -> str:
    """What is said where no generation is found: Elasticsearch hides what we have no right to, as if it were away."""
    return (
        f"nothing is behind the alias {articles_alias(prefix)} that this login may see; run `quotewire init`, or "
        "give the login what `quotewire security print --elasticsearch` lists"
    )


@dataclass(frozen=True, slots=True)
class OneGeneration:
    """Always the same generation: for the writer that fills the next one."""

    indices: Indices

    async def current(self) -> Indices:
        """The indices to write to."""
        return self.indices

    async def look_again(self, indices: Indices) -> None:
        """Nothing else is ever current."""


def generation_of(index: str, prefix: str) -> int | None:
    """The generation that an index of articles belongs to, by its name; None if it is none."""
    found = re.match(rf"{re.escape(articles_alias(prefix))}-v(\d+)-", index)
    return int(found.group(1)) if found else None


def generation_behind(names: Iterable[str], prefix: str) -> int | None:
    """The generation of the indices (of articles) behind the alias; None if there is none."""
    generations = {generation_of(name, prefix) for name in names} - {None}
    return max((number for number in generations if number is not None), default=None)
