"""What an agent tells of itself: what it counts, what it lacks, what it has in flight.

The agents and their parts call it; it keeps the counters for Prometheus, the current interval for `news-metrics`, and
the state that says whether the agent is alive and ready.
"""

import asyncio
import logging
import os
import socket
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from elasticsearch import AsyncElasticsearch

from streams.elasticsearch_client import async_client
from streams.indexing.bulk import BulkObserver
from streams.kafka_trouble import refusal
from streams.messages import ENRICH_STAGES, Enriched, Message, Rejected
from streams.metrics.counters import Counters
from streams.metrics.documents import INTERVAL_SECONDS, DocumentWriter
from streams.metrics.folder import AgentState, Heartbeat
from streams.metrics.freshness import Freshness, Written
from streams.metrics.interval import Interval
from streams.metrics.lag import ConsumerLag, KafkaAway, Partition
from streams.metrics.readiness import lacking
from streams.outcomes import Outcome
from streams.settings import AgentName, Settings

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
LAG_SECONDS = 2.0
PING_SECONDS = 5.0

MEND_SECONDS = 5.0
"""After an exception that nobody foresaw a loop begins again so much later."""

LAST_SECONDS = 2.0
"""Longest time for writing the last interval at a stop."""

Need = Literal["kafka", "elasticsearch", "models"]
NEEDS: dict[AgentName, tuple[Need, ...]] = {"enrich": ("kafka", "models"), "index": ("kafka", "elasticsearch")}


class Monitor(BulkObserver):
    """Of one agent process.

    Args:
        settings: of the worker.
        agent: which.
        folder: where its state is written; nowhere if not given.
    """

    def __init__(self, settings: Settings, agent: AgentName, folder: Path | None = None) -> None:
        self.agent = agent
        self.counters = Counters(agent)
        self._settings = settings
        self._heartbeat = Heartbeat(folder, agent) if folder else None
        self._worker = f"{socket.gethostname()}:{os.getppid()}"
        self._missing: dict[str, str] = dict.fromkeys(NEEDS[agent], "is starting")
        self._models: list[str] = []
        self._in_flight: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self._lag: dict[Partition, int] = {}
        self._interval = Interval()
        self._waits: dict[int, str] = {}
        self._no_answer: str | None = "is starting"
        self._client: AsyncElasticsearch | None = None
        self._documents: DocumentWriter | None = None
        self._freshness: Freshness | None = None
        self._closed = False
        self._loops: list[asyncio.Task[None]] = []

    def lacks(self, need: Need, why: str) -> None:
        """The agent cannot work, or not get on, for want of this."""
        self._missing[need] = why

    def has(self, need: Need) -> None:
        """It lacks this no longer."""
        self._missing.pop(need, None)

    def models(self, names: Iterable[str]) -> None:
        """The models are loaded."""
        self._models = sorted({*self._models, *names})
        self.has("models")

    def asks_in_flight(self, in_flight: Callable[[], tuple[int, int]]) -> None:
        """Where to ask for the messages and bytes in flight."""
        self._in_flight = in_flight

    def taken(self, messages: Sequence[Message]) -> None:
        """The work on messages begins."""
        size = sum(message.size for message in messages)
        self.counters.taken(len(messages), size)
        self._interval.size += size

    def outcomes(self, counts: Counter[Outcome], rejections: Sequence[Rejected]) -> None:
        """Deliveries reached their outcome; of those dead-lettered, why."""
        self.counters.outcomes(counts)
        self.counters.dead_letters(rejections)
        self._interval.outcomes += counts

    def processed(self, results: Iterable[Enriched | Rejected]) -> None:
        """The NLP processes have answered for messages."""
        for result in results:
            for stage, seconds in zip(ENRICH_STAGES, result.seconds, strict=False):
                self._stage(stage, seconds)

    def enriched(self, articles: Iterable[Enriched]) -> None:
        """Articles ended as enriched."""
        for article in articles:
            self.counters.language(article.language)

    def batch_indexed(self, messages: int, seconds: float) -> None:
        """Elasticsearch has answered for a batch; each message has its share of the time that took."""
        for _ in range(messages):
            self._stage("index", seconds / messages)

    def _stage(self, stage: str, seconds: float) -> None:
        self.counters.stage(stage, seconds)
        self._interval.add_stage(stage, seconds)

    def written(self, articles: Sequence[Written], in_order: bool) -> None:
        """Articles are in Elasticsearch; when a search finds them is watched from now on."""
        if self._freshness is not None:
            self._freshness.written(articles, in_order)

    def deleted(self, ids: Iterable[str]) -> None:
        """Articles are no longer in Elasticsearch."""
        if self._freshness is not None:
            self._freshness.deleted(ids)

    def _fresh(self, seconds: float) -> None:
        self.counters.freshness(seconds)
        self._interval.freshness.add(seconds)

    def sent(self, documents: int, size: int) -> None:
        """A bulk request is sent."""
        self.counters.bulk_request()
        self._interval.bulk.update(requests=1, documents=documents, bytes=size)

    def tries_again(self, reasons: Collection[str]) -> None:
        """A write that Elasticsearch did not take is tried again."""
        for reason in reasons:
            self.counters.bulk_retry(reason)
        self._interval.bulk["retries"] += len(reasons)

    def refused(self, error: str) -> None:
        """Elasticsearch will never take a document."""
        self.counters.bulk_refusal(error)
        self._interval.bulk["refusals"] += 1

    def waits(self, who: object, why: str | None) -> None:
        """Somebody (`who`) waits for Elasticsearch, or no longer (None)."""
        if why is None:
            self._waits.pop(id(who), None)
        else:
            self._waits[id(who)] = why
        self._judge_elasticsearch()

    def _judge_elasticsearch(self) -> None:
        why = next(iter(self._waits.values()), None) or self._no_answer
        if why is None:
            self.has("elasticsearch")
        else:
            self.lacks("elasticsearch", why[:300])

    def write_state(self) -> None:
        """Writes the state of the agent, which is its heartbeat too."""
        if self._heartbeat is None:
            return
        messages, size = self._in_flight()
        state = AgentState(
            missing=dict(self._missing),
            in_flight_messages=messages,
            in_flight_bytes=size,
            lag=[(topic, partition, count) for (topic, partition), count in sorted(self._lag.items())],
            models=self._models,
        )
        self._heartbeat.write(state)

    async def run(self, app: Any) -> None:
        """Keeps the state up to date, and writes an interval every ten seconds, until it is cancelled.

        Measuring never stops the agent: what goes wrong in a loop is logged, and the loop goes on. The heartbeat alone
        ends with its exception: without it nobody could tell that the agent is alive.

        Args:
            app: the agent's Faust app.
        """
        self._client = async_client(self._settings)
        self._documents = DocumentWriter(self._client, self._settings.index_prefix, self._take, self._describe)
        topic = self._settings.raw_topic if self.agent == "enrich" else self._settings.enriched_topic
        lag, client, documents = ConsumerLag(app, topic), self._client, self._documents
        loops: dict[str, Callable[[], Awaitable[None]]] = {
            "asking for the lag": lambda: self._ask_lag(lag),
            "writing figures": lambda: self._write_documents(documents),
        }
        if self.agent == "index":
            self._freshness = Freshness(client, self._fresh)
            loops |= {"watching freshness": self._freshness.run, "asking for readiness": lambda: self._ping(client)}
        self._loops = [asyncio.create_task(keep_going(what, loop)) for what, loop in loops.items()]
        try:
            await asyncio.gather(self._beat(), asyncio.wait(self._loops))
        finally:
            self._end_loops()

    def _end_loops(self) -> None:
        for loop in self._loops:
            loop.cancel()

    async def close(self) -> None:
        """Writes the last interval, if that is possible in a short time; after it nothing is written or asked."""
        if self._closed or self._client is None or self._documents is None:
            return
        self._closed = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._documents.write(), LAST_SECONDS)
        self._end_loops()
        await self._client.close()

    async def _beat(self) -> None:
        while True:
            self.write_state()
            await asyncio.sleep(BEAT_SECONDS)

    async def _ask_lag(self, lag: ConsumerLag) -> None:
        while True:
            why = None
            try:
                self._lag = await lag.ask()
            except KafkaAway as away:
                why = str(away)
            why = refusal() or why
            if why is None:
                self.has("kafka")
            else:
                self.lacks("kafka", why)
            await asyncio.sleep(LAG_SECONDS)

    async def _ping(self, client: AsyncElasticsearch) -> None:
        asking = client.options(request_timeout=PING_SECONDS)
        while True:
            self._no_answer = await lacking(asking, self._settings.index_prefix)
            self._judge_elasticsearch()
            await asyncio.sleep(PING_SECONDS)

    async def _write_documents(self, documents: DocumentWriter) -> None:
        due = time.monotonic()
        while True:
            due = max(due + INTERVAL_SECONDS, time.monotonic())
            await asyncio.sleep(due - time.monotonic())
            if self._closed:  # the last interval is being written, or is written
                return
            await documents.write()

    def _take(self) -> Interval:
        ended, self._interval = self._interval, Interval()
        return ended

    def _describe(self, interval: Interval) -> Mapping[str, Any]:
        messages, size = self._in_flight()
        return {
            "worker": self._worker,
            "agent": self.agent,
            "lag": sum(self._lag.values()),
            "in_flight": {"messages": messages, "bytes": size},
            **interval.document(self.agent, self._interval.began),
        }


async def keep_going(what: str, loop: Callable[[], Awaitable[None]]) -> None:
    """Runs a loop, and begins it again when an exception ends it, until it returns or is cancelled.

    Args:
        what: it does, for the log; each kind of trouble (exception and place) is logged once.
        loop: runs until it is cancelled.
    """
    said = set()
    while True:
        try:
            await loop()
            return
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = (type(error), place.filename, place.lineno)
            if kind not in said:
                log.exception("%s failed; the agent works on, and this is tried again", what)
                said.add(kind)
            await asyncio.sleep(MEND_SECONDS)
