"""Documents read by id, tried again until Elasticsearch answers for each of them.

An error for one document (no shard just now) does not say that it is not there: taken so, an article that is known
would be taken for a new one, and one that is to be carried over would be left behind for good.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from streams.backoff import delays
from streams.security.elasticsearch_reasons import reason as reason_of

log = logging.getLogger(__name__)

INDEX_IS_MISSING: Final = "index_not_found_exception"

Waits = Callable[[object, str | None], None]
"""Told that something waits behind a passing failure (why), or no longer (None), as Observer.waits is."""


async def read_documents(
    client: AsyncElasticsearch,
    places: Sequence[tuple[str, str]],
    *,
    missing_index_is_empty: bool = False,
    fields: Sequence[str] | None = None,
    before_retry: Callable[[], Awaitable[None]] | None = None,
    waits: Waits = lambda _who, _why: None,
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


def _is_failure(found: Mapping[str, Any], missing_index_is_empty: bool) -> bool:
    if "error" not in found:
        return False
    return not (missing_index_is_empty and found["error"].get("type") == INDEX_IS_MISSING)
