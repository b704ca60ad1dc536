"""Documents read by id, tried again until Elasticsearch answers for each of them; or all of an index, page by page.

An error for one document (no shard just now) does not say that it is not there: taken so, an article that is known
would be taken for a new one, and one that is to be carried over would be left behind for good.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from streams.backoff import delays
from streams.indexing.generations import Indices
from streams.indexing.state import State
from streams.security.elasticsearch_reasons import reason as reason_of

log = logging.getLogger(__name__)

KEEP_ALIVE: Final = "10m"
"""How long Elasticsearch keeps what an index was like, between two pages."""

INDEX_IS_MISSING: Final = "index_not_found_exception"

Waits = Callable[[object, str | None], None]
"""Told that something waits behind a passing failure (why), or no longer (None), as Observer.waits is."""


def ignored(_who: object, _why: str | None) -> None:
    """Where nobody has to know what is waited for; the log says it."""


async def read_documents(
    client: AsyncElasticsearch,
    places: Sequence[tuple[str, str]],
    *,
    missing_index_is_empty: bool = False,
    fields: Sequence[str] | None = None,
    before_retry: Callable[[], Awaitable[None]] | None = None,
    waits: Waits = ignored,
) -> dict[str, Mapping[str, Any]]:
    """Reads documents; returns only when it is known of each of them whether it is there.

    Args:
        client: Elasticsearch.
        places: index and id of each document; no id twice.
        missing_index_is_empty: whether nothing is there where an index is missing; else that is a failure that passes,
            and is waited for.
        fields: what to read of each; None for all.
        before_retry: called before it is tried again; may raise to give up.
        waits: told what is waited for.

    Returns:
        The sources of those that are there, by id.
    """
    if not places:
        return {}
    docs = [{"_index": index, "_id": identifier} for index, identifier in places]
    try:
        for delay in delays():
            index = places[0][0]
            try:
                response = await client.mget(docs=docs, source_includes=fields)
                failed = [found for found in response["docs"] if _is_failure(found, missing_index_is_empty)]
                if not failed:
                    return {found["_id"]: found["_source"] for found in response["docs"] if found.get("found")}
                index = failed[0].get("_index", index)
                reason = str(failed[0]["error"].get("reason", failed[0]["error"]))
            except (ApiError, TransportError) as error:
                reason = reason_of(error)
            log.warning("Elasticsearch: cannot read %s (%s); trying again in %.1f s", index, reason[:300], delay)
            waits(places, f"cannot read {index}: {reason}")
            await asyncio.sleep(delay)
            if before_retry is not None:
                await before_retry()
    finally:
        waits(places, None)
    raise AssertionError("delays() has no end")


async def read_states(
    client: AsyncElasticsearch,
    indices: Indices,
    names: Iterable[str],
    *,
    before_retry: Callable[[], Awaitable[None]] | None = None,
    waits: Waits = ignored,
) -> dict[str, State]:
    """What a generation knows of articles, by id; tried again as `read_documents`.

    Args:
        client: Elasticsearch.
        indices: the generation.
        names: article_ids, none twice.
        before_retry: called before it is tried again; may raise to give up.
        waits: told what is waited for.
    """
    places = [(indices.state, name) for name in names]
    found = await read_documents(client, places, before_retry=before_retry, waits=waits)
    return {name: State.of(source) for name, source in found.items()}


async def read_shown(
    client: AsyncElasticsearch, indices: Indices, states: Mapping[str, State], fields: Sequence[str] | None = None
) -> dict[str, Mapping[str, Any]]:
    """The documents of those articles that a generation shows, by id; tried again as `read_documents`.

    The index of a month that has expired is gone, and its articles with it.

    Args:
        client: Elasticsearch.
        indices: the generation.
        states: what it knows of the articles.
        fields: what to read of each; None for all.
    """
    places = [
        (indices.articles(state.month), name)
        for name, state in states.items()
        if state.month is not None and not state.deleted
    ]
    return await read_documents(client, places, missing_index_is_empty=True, fields=fields)


async def read_pages(
    client: AsyncElasticsearch,
    index: str,
    size: int,
    *,
    query: Mapping[str, Any] | None = None,
    fields: Sequence[str] | None = None,
) -> AsyncGenerator[dict[str, dict[str, Any]], None]:
    """The documents of indices as they are when it begins, by id, page by page; not one is left out.

    Close it before the client (contextlib.aclosing).

    Args:
        client: Elasticsearch.
        index: name or pattern.
        size: documents of a page.
        query: which; None for all.
        fields: what to read of each; None for all.

    Raises:
        ApiError: a shard does not answer.
    """
    await client.indices.refresh(index=index)
    pit = (await client.open_point_in_time(index=index, keep_alive=KEEP_ALIVE))["id"]
    after: list[Any] | None = None
    try:
        while True:
            response = await client.search(
                pit={"id": pit, "keep_alive": KEEP_ALIVE},
                query=query,
                source_includes=fields,
                allow_partial_search_results=False,
                size=size,
                sort=[{"_shard_doc": "asc"}],
                search_after=after,
                track_total_hits=False,
            )
            hits = response["hits"]["hits"]
            if not hits:
                return
            pit, after = response["pit_id"], hits[-1]["sort"]
            yield {hit["_id"]: hit["_source"] for hit in hits}
    finally:
        await client.close_point_in_time(id=pit)


def _is_failure(found: Mapping[str, Any], missing_index_is_empty: bool) -> bool:
    if "error" not in found:
        return False
    return not (missing_index_is_empty and found["error"].get("type") == INDEX_IS_MISSING)
