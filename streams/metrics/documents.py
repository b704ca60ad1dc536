"""Documents in `news-metrics-YYYY.MM`: one for each agent process every ten seconds, so that Kibana shows the stream.

Best effort, and exact: while Elasticsearch is away, the intervals that wait become one; a document whose answer got
lost is sent again under the same id, with what has come since.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from schemas.index_templates import metrics_index
from streams.metrics.interval import Interval

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 10.0

REQUEST_SECONDS = 5.0
"""Longest wait for an answer: the next interval comes soon."""


@dataclass(slots=True)
class _Pending:
    """An interval on its way: under this id in this index, for as long as no answer has come."""

    interval: Interval
    index: str
    id: str


class DocumentWriter:
    """Writes intervals.

    Args:
        client: Elasticsearch.
        prefix: of the index names.
        take: ends the current interval and returns it.
        describe: the document of an interval, without its time.
    """

    def __init__(
        self,
        client: AsyncElasticsearch,
        prefix: str,
        take: Callable[[], Interval],
        describe: Callable[[Interval], Mapping[str, Any]],
    ) -> None:
        self._client = client.options(request_timeout=REQUEST_SECONDS)
        self._prefix = prefix
        self._take = take
        self._describe = describe
        self._pending: _Pending | None = None
        self._failing = False

    async def write(self) -> bool:
        """Writes the interval that ends now, with those that wait; whether Elasticsearch has taken it."""
        interval = self._take()
        now = datetime.now(UTC)
        if self._pending is None:
            self._pending = _Pending(interval, metrics_index(self._prefix, f"{now:%Y.%m}"), uuid4().hex)
        else:
            self._pending.interval.merge(interval)
        pending = self._pending
        document = {"@timestamp": now.isoformat(timespec="milliseconds"), **self._describe(pending.interval)}
        try:
            await self._client.index(index=pending.index, id=pending.id, document=document)
        except (ApiError, TransportError) as error:
            reason = f"{error.meta.status} {error.message}" if isinstance(error, ApiError) else type(error).__name__
            if not self._failing:
                log.warning("metrics wait to be written to %s: %s", pending.index, reason[:300])
            self._failing = True
            return False
        self._failing = False
        self._pending = None
        return True
