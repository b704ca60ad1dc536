"""Documents in `news-metrics-YYYY.MM`: one for each agent process every ten seconds, so that Kibana shows the stream.

Best effort, and exact: while Elasticsearch is away, the intervals that wait become one; a document whose answer got
lost is sent again under the same id, with what has come since. Before `quotewire init` has put the template of their
index nothing is written: Elasticsearch would guess the fields, and no reader would find them.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from schemas.index_templates import metrics_alias, metrics_index
from streams.metrics.interval import Interval
from streams.metrics.readiness import has_metrics_template
from streams.security.elasticsearch_reasons import reason

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 10.0

REQUEST_SECONDS = 5.0
"""Longest wait for an answer: the next interval comes soon."""

KEPT_SECONDS = 3600.0
"""Figures that wait for the template are let go after so long: one document of days would tell nothing of its time."""


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
        self._templated = False
        self._awaits_template = False
        self._one_at_a_time = asyncio.Lock()

    async def write(self) -> bool:
        """Writes the interval that ends now, with those that wait; whether Elasticsearch has taken it.

        Called while another call waits for its answer, it comes after that one: so none is written twice or lost.
        """
        async with self._one_at_a_time:
            return await self._write()

    async def _write(self) -> bool:
        interval = self._take()
        now = datetime.now(UTC)
        if self._pending is None:
            self._pending = _Pending(interval, metrics_index(self._prefix, f"{now:%Y.%m}"), uuid4().hex)
        else:
            self._pending.interval.merge(interval)
        pending = self._pending
        document = {"@timestamp": now.isoformat(timespec="milliseconds"), **self._describe(pending.interval)}
        try:
            if not await self._has_template():
                self._wait_for_template(pending)
                return False
            await self._client.index(index=pending.index, id=pending.id, document=document)
        except (ApiError, TransportError) as error:
            if not self._failing:
                log.warning("metrics wait to be written to %s: %s", pending.index, reason(error)[:300])
            self._failing = True
            return False
        self._failing = False
        self._pending = None
        return True

    async def _has_template(self) -> bool:
        """Asked until it is there, then believed: nobody takes it away from a pipeline in use."""
        self._templated = self._templated or await has_metrics_template(self._client, self._prefix)
        return self._templated

    def _wait_for_template(self, pending: _Pending) -> None:
        alias = metrics_alias(self._prefix)
        if not self._awaits_template:
            log.warning(
                "no index template %s: figures are not written to Elasticsearch; run `quotewire init` (those of the "
                "last hour are kept until then, articles are indexed meanwhile)",
                alias,
            )
        self._awaits_template = True
        if time.monotonic() - pending.interval.began > KEPT_SECONDS:
            log.warning("still no index template %s: figures of an hour are let go; run `quotewire init`", alias)
            self._pending = None
