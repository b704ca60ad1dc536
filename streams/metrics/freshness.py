"""Freshness: how long after it was published an article can be found, seen from outside.

Elasticsearch's answer to a bulk request says that documents are safe, not that a search finds them. So searches look
for what has been written, at half the refresh interval, one request for all: of a batch in one shard only the last
article, since a refresh shows all that was written before it; else every article.
"""

import asyncio
import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

log = logging.getLogger(__name__)

MOST_PENDING = 50_000
"""Articles that wait to be found; of more the oldest are forgotten."""

LOOKED_FOR = 500
"""Articles in one search."""

LOOKS, FORGET_SECONDS = 600, 600.0
"""A batch that so many answered searches in so long a time did not find is forgotten: somebody else deleted it."""

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two searches."""

REQUEST_SECONDS = 5.0

SETTINGS_SECONDS = 60.0
"""How long the settings of an index are believed."""

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


@dataclass(frozen=True, slots=True)
class Written:
    """An article that Elasticsearch has answered for.

    Attributes:
        index: where it is.
        id: its `_id`.
        version: an older one that is found is not it.
        content_hash: nor is another one with the same version.
        published_ms: the raw message's Kafka timestamp, milliseconds since 1970.
    """

    index: str
    id: str
    version: int
    content_hash: str
    published_ms: int

    def is_found(self, version: int, content_hash: str) -> bool:
        """Whether a document with this id is this article, or a later revision of it."""
        return version > self.version or (version == self.version and content_hash == self.content_hash)


@dataclass(slots=True)
class _Batch:
    """Articles in one index; when the last is found, all are."""

    articles: list[Written]
    looks: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def sought(self) -> Written:
        return self.articles[-1]


@dataclass(slots=True)
class _Index:
    """What is known of an index: in how many shards it is, how often it is refreshed (seconds; None for never)."""

    shards: int | None
    refresh: float | None
    asked: float = field(default_factory=time.monotonic)


class Freshness:
    """Watches for articles to become searchable.

    Args:
        client: Elasticsearch.
        observe: told the seconds from published to searchable of each article.
    """

    def __init__(self, client: AsyncElasticsearch, observe: Callable[[float], None]) -> None:
        self._client = client.options(request_timeout=REQUEST_SECONDS)
        self._observe = observe
        self._batches: deque[_Batch] = deque()
        self._count = 0
        self._indices: dict[str, _Index] = {}
        self._more = asyncio.Event()

    @property
    def pending(self) -> int:
        """Articles that have not been found yet."""
        return self._count

    def written(self, articles: Sequence[Written], in_order: bool) -> None:
        """Articles were written; nobody waits for them here.

        Args:
            articles: in the order in which they were written.
            in_order: whether that order is known.
        """
        by_index: dict[str, list[Written]] = {}
        for article in articles:
            by_index.setdefault(article.index, []).append(article)
        for together in by_index.values():
            for part in [together] if in_order else [[article] for article in together]:
                self._batches.append(_Batch(part))
        self._count += len(articles)
        while self._count > MOST_PENDING:
            self._count -= len(self._batches.popleft().articles)
        self._more.set()

    def deleted(self, ids: Iterable[str]) -> None:
        """Articles were deleted; what had not been found by then never will."""
        gone = set(ids)
        if not gone or not self._batches:
            return
        for batch in self._batches:
            if any(article.id in gone for article in batch.articles):
                left = [article for article in batch.articles if article.id not in gone]
                self._count -= len(batch.articles) - len(left)
                batch.articles = left
        self._batches = deque(batch for batch in self._batches if batch.articles)

    async def run(self) -> None:
        """Looks until it is cancelled."""
        while True:
            self._more.clear()
            if not self._batches:
                await self._more.wait()
            try:
                pause = await self._look()
            except (ApiError, TransportError) as error:
                log.debug("cannot look for what was written: %s", error)
                pause = LONGEST_PAUSE
            await asyncio.sleep(pause)

    async def _look(self) -> float:
        """Looks for what is pending; the seconds until the next look."""
        batches = list(self._batches)[:LOOKED_FOR]
        await self._ask_settings({batch.sought.index for batch in batches})
        self._take_apart(batches)
        batches = [batch for batch in self._batches if batch.sought.index in self._indices][:LOOKED_FOR]
        if not batches:
            return SHORTEST_PAUSE
        found = await self._search([batch.sought for batch in batches])
        now_ms = time.time() * 1000
        over = set()
        for batch in batches:
            batch.looks += 1
            seen = found.get(batch.sought.id) if batch.articles else None
            if seen is not None and batch.sought.is_found(*seen):
                for article in batch.articles:
                    self._observe(max(0.0, (now_ms - article.published_ms) / 1000))
                over.add(id(batch))
            elif batch.looks >= LOOKS and time.monotonic() - batch.since > FORGET_SECONDS:
                over.add(id(batch))
        self._count -= sum(len(batch.articles) for batch in self._batches if id(batch) in over)
        self._batches = deque(batch for batch in self._batches if id(batch) not in over)
        return self._pause({batch.sought.index for batch in batches if batch.articles})

    def _take_apart(self, batches: Sequence[_Batch]) -> None:
        """Makes a batch of each article where an index has several shards: each is refreshed by itself."""
        apart = {
            id(batch) for batch in batches if len(batch.articles) > 1 and self._indices[batch.sought.index].shards != 1
        }
        if apart:
            parts = (
                [_Batch([article]) for article in batch.articles] if id(batch) in apart else [batch]
                for batch in self._batches
            )
            self._batches = deque(part for several in parts for part in several)

    async def _search(self, sought: Sequence[Written]) -> dict[str, tuple[int, str]]:
        """Version and hash of those that a search finds, by id."""
        response = await self._client.search(
            index=sorted({article.index for article in sought}),
            query={"ids": {"values": sorted({article.id for article in sought})}},
            docvalue_fields=[{"field": "version"}, {"field": "content_hash"}],
            source=False,
            size=len(sought),
            ignore_unavailable=True,
            track_total_hits=False,
            filter_path="hits.hits._id,hits.hits.fields",
        )
        hits: list[Any] = response.get("hits", {}).get("hits", [])
        return {hit["_id"]: (hit["fields"]["version"][0], hit["fields"]["content_hash"][0]) for hit in hits}

    async def _ask_settings(self, names: Iterable[str]) -> None:
        now = time.monotonic()
        for name in names:
            known = self._indices.get(name)
            if known is not None and now - known.asked < SETTINGS_SECONDS:
                continue
            try:
                answer = await self._client.indices.get_settings(index=name, flat_settings=True)
            except ApiError as error:  # no right to ask, or the index is gone: suppose nothing
                log.debug("the settings of %s cannot be read: %s", name, error)
                self._indices[name] = _Index(None, 1.0)
                continue
            given = answer[name]["settings"] if name in answer else {}
            self._indices[name] = _Index(
                int(given.get("index.number_of_shards", 0)) or None, seconds(given.get("index.refresh_interval", "1s"))
            )

    def _pause(self, looked_at: Iterable[str]) -> float:
        """Half of the shortest time in which one of these indices is refreshed."""
        refreshes = (self._indices[name].refresh for name in looked_at)
        shortest = min((refresh for refresh in refreshes if refresh is not None), default=2 * LONGEST_PAUSE)
        return min(LONGEST_PAUSE, max(SHORTEST_PAUSE, shortest / 2))


def seconds(interval: str) -> float | None:
    """An interval as Elasticsearch writes it (`1s`, `200ms`), in seconds; None where it is -1, which means never."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)", interval.strip())
    return float(match[1]) * _UNITS[match[2]] if match else None
