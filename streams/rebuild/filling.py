"""One run that fills the next generation of the indices and hands over to it (streams/rebuild/reindex.py says how).

`quotewire reindex` is such a run; `quotewire replay` does more between filling and handing over.
"""

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from streams.elasticsearch_client import async_client
from streams.errors import ElasticsearchUnavailable, UserError
from streams.indexing.bulk import BulkWriter
from streams.indexing.changes import Change
from streams.indexing.generations import OneGeneration
from streams.indexing.state import Decision, State, decide
from streams.indexing.writer import Decide, IndexAgent
from streams.outcomes import Outcomes
from streams.rebuild.cluster import Cluster
from streams.rebuild.expiry import expired_before, is_before, retention_limit, utc_now
from streams.rebuild.following import Follower, Refusals, Unobserved, reindex_group
from streams.rebuild.reconciling import Reconciled, Reconciliation
from streams.security.elasticsearch_reasons import reason
from streams.settings import Settings
from streams.setup import serving_generation

log = logging.getLogger(__name__)

HANDOVER_SECONDS: Final = 30.0
"""Longest pause of indexing for reading to the end in one try to hand over, also if Kafka or Elasticsearch are away."""

HANDOVER_TRIES: Final = 5

Report = Callable[[str], None]


class ReindexIncomplete(UserError):  # noqa: N818 - says what happened
    """The run stopped before the aliases were moved; what it did is kept."""


@dataclass(slots=True)
class Result:
    """What a run did.

    Attributes:
        generation: that serves now.
        articles: it has.
        reconciled: what was carried over from the generation before.
        refused: kinds of error of articles that the new generation does not take, with their number.
        removed: indices of earlier generations that were deleted.
        left: earlier generations that are still there.
    """

    generation: int
    articles: int = 0
    reconciled: Reconciled = field(default_factory=Reconciled)
    refused: dict[str, int] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Commands:
    """What a person types about a run that has stopped.

    Attributes:
        again: lets it go on and hand over.
        give_up: deletes what it has made.
    """

    again: str
    give_up: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills the next generation.

    Attributes:
        client: Elasticsearch.
        agent: writes to the next generation.
        follower: has it index what is in the enriched topic.
    """

    client: AsyncElasticsearch
    agent: IndexAgent
    follower: Follower


class Run:
    """One run, from filling to the handover."""

    def __init__(
        self, settings: Settings, cluster: Cluster, report: Report, accept_missing: bool, commands: Commands
    ) -> None:
        self._settings = settings
        self._cluster = cluster
        self._report = report
        self._accept_missing = accept_missing
        self._commands = commands
        self._refusals = Refusals()
        self._limit = retention_limit(settings, expired_before(cluster.client, cluster.old), utc_now())

    @property
    def limit(self) -> str | None:
        """Articles filed before this month (`YYYY.MM`) have expired: they are known, and not shown."""
        return self._limit

    @property
    def refusals(self) -> Refusals:
        """What the new generation does not take."""
        return self._refusals

    async def carry_out(self) -> Result:
        """Fills, reconciles and hands over; SIGTERM ends it in order, as Ctrl-C does."""
        async with self.opened() as filling:
            await self.follow(filling)
            return await self.hand_over(filling, await self.reconcile(filling))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Filling"]:
        """What fills the next generation, from when this run is the only one to do so; closed at the end."""
        task = asyncio.current_task()
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        async with AsyncExitStack() as stack:
            client = async_client(self._settings)
            stack.push_async_callback(client.close)
            agent = IndexAgent(
                client,
                BulkWriter(client, self._settings.bulk_bytes),
                OneGeneration(self._cluster.new),
                self._refusals,
                Outcomes(),
                Unobserved(),
                keeping(self._limit),
            )
            group = reindex_group(self._settings, self._cluster.new.generation)
            follower = Follower(self._settings, group, agent)
            await follower.start()
            stack.push_async_callback(follower.stop)
            yield Filling(client, agent, follower)

    async def follow(self, filling: "Filling") -> None:
        """Reads on until less than one step has come in since it reached an end of the topic."""
        await self._follow(filling.follower, Progress(self._report))

    async def reconcile(self, filling: "Filling") -> Reconciled:
        """Carries over what the topic no longer tells, and follows meanwhile."""
        return await self._reconcile(filling.client, filling.agent, filling.follower)

    async def hand_over(self, filling: "Filling", reconciled: Reconciled) -> Result:
        """Hands over, in some tries.

        Raises:
            ReindexIncomplete: in none of them.
        """
        follower = filling.follower
        for tries_left in reversed(range(HANDOVER_TRIES)):
            articles = await self._hand_over(follower)
            if articles is not None:
                self._report(f"generation {self._cluster.new.generation} serves")
                refused = dict(self._refusals.counts)
                return Result(self._cluster.new.generation, articles, reconciled, refused)
            if tries_left:
                self._report(
                    f"the end of the topic was not reached in {HANDOVER_SECONDS:.0f} s: it grows faster than it is "
                    "read, or Kafka or Elasticsearch do not answer; index agents can write again; following on"
                )
                await self._follow(follower, Progress(self._report))
        raise ReindexIncomplete(
            f"in {HANDOVER_TRIES} tries of {HANDOVER_SECONDS:.0f} s the end of {self._settings.enriched_topic} was not "
            f"reached; run `{self._commands.again}` when fewer articles come in, or when the log above has no more "
            "errors"
        )

    async def _follow(self, follower: Follower, progress: "Progress") -> None:
        near = self._settings.index_batch * self._settings.index_batches_in_flight
        ends = await follower.ends()
        while True:
            behind = await follower.behind(ends)
            if behind == 0:
                ends = await follower.ends()
                behind = await follower.behind(ends)
                if behind <= near:
                    progress.tell(follower.done, await follower.share_done(ends), behind, last=True)
                    return
            progress.tell(follower.done, await follower.share_done(ends), behind)
            await follower.step()

    async def _reconcile(self, client: AsyncElasticsearch, agent: IndexAgent, follower: Follower) -> Reconciled:
        reconciliation = Reconciliation(client, agent, self._cluster.old, self._cluster.new, self._refusals)
        task = asyncio.create_task(reconciliation.run())
        try:
            while not task.done():
                await follower.step()
            await task
        except (ApiError, TransportError) as error:
            raise ElasticsearchUnavailable(
                self._settings.elasticsearch_url, reason(error)[:300], answered=True
            ) from error
        finally:
            task.cancel()
        done = reconciliation.done
        self._report(f"compared {done.compared:,} articles with generation {self._cluster.old.generation}; "
                     f"carried {done.carried:,} over")  # fmt: skip
        return done

    async def _hand_over(self, follower: Follower) -> int | None:
        """Closes the old generation, reads to the end, moves the aliases; None if that takes too long.

        If it is not the new generation that serves then, the old one can be written to again.

        Returns:
            The number of articles that serve now.

        Raises:
            ReindexIncomplete: neither can be written to; or there are fewer articles.
            TopicMadeAnew: what was read is not all of the topic.
        """
        try:
            articles = await self._closed_and_moved(follower)
        except BaseException as error:
            await self._open_again(error)
            raise
        if articles is None:
            await self._open_again(None)
        return articles

    async def _closed_and_moved(self, follower: Follower) -> int | None:
        cluster, started = self._cluster, time.monotonic()
        await follower.assert_same_topic()
        try:
            async with asyncio.timeout(HANDOVER_SECONDS) as limit:
                await _whole(cluster.close)
                # Whatever the old generation has came from messages before these ends.
                ends = await follower.ends()
                while await follower.behind(ends) > 0:
                    await follower.step()
        except TimeoutError:
            if limit.expired():
                return None
            raise
        await _whole(cluster.make_readable)
        articles = await _whole(self._counted)
        await _whole(cluster.swap)
        self._report(f"the handover took {time.monotonic() - started:.1f} s")
        return articles

    async def _open_again(self, cause: BaseException | None) -> None:
        """Lets the old generation be written to again, if it is the one that serves.

        Args:
            cause: what ended the handover, if it was an error.

        Raises:
            ReindexIncomplete: Elasticsearch does not take that.
        """
        try:
            await _whole(self._open)
        except (ApiError, TransportError) as error:
            before = f"{cause}; and " if isinstance(cause, UserError) else ""
            raise ReindexIncomplete(
                f"{before}indexing is stopped: generation {self._cluster.old.generation} of the indices was closed for "
                f"the handover, and cannot be opened again ({type(error).__name__} of Elasticsearch at "
                f"{self._settings.elasticsearch_url}). Nothing is lost, but new articles wait: run "
                f"`{self._commands.again}` or `{self._commands.give_up}` when Elasticsearch answers"
            ) from error

    def _open(self) -> None:
        cluster = self._cluster
        if serving_generation(cluster.client, self._settings.index_prefix) == cluster.old.generation:
            cluster.put_next_templates()
            cluster.open()

    def _counted(self) -> int:
        """How many articles the new generation has.

        Raises:
            ReindexIncomplete: fewer than the old one.
        """
        before = self._cluster.count(self._cluster.old, self._limit)
        after = self._cluster.count(self._cluster.new)
        if after >= before or self._accept_missing:
            return after
        refused = ", ".join(f"{name} {count:,}" for name, count in self._refusals.counts.items())
        raise ReindexIncomplete(
            f"generation {self._cluster.new.generation} has {after:,} articles, {before - after:,} fewer than "
            f"generation {self._cluster.old.generation}, which goes on serving. Not taken: {refused or 'nothing'}. "
            f"`{self._commands.again} --accept-missing` hands over all the same; `{self._commands.give_up}` deletes "
            "the new generation"
        )


Value = TypeVar("Value")


async def _whole(function: Callable[[], Value]) -> Value:
    """Runs a function in a thread to its end, also if this task is cancelled meanwhile: half of it must not go on."""
    task = asyncio.create_task(asyncio.to_thread(function))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        task.result()  # an error of its own says more than that it was to stop
        raise


def keeping(limit: str | None, deciding: Decide = decide) -> Decide:
    """Decides as ever, but articles filed before a month (`YYYY.MM`) are only known, not shown: those have expired."""

    def decided(change: Change, known: State | None) -> Decision:
        decision = deciding(change, known)
        state = decision.state
        if decision.outcome == "indexed" and state is not None and is_before(state.month or "", limit):
            return Decision("unchanged", known, replace(state, quotes=0))
        return decision

    return decided


class Progress:
    """Tells how far it is, every few seconds.

    Args:
        report: told the lines.
    """

    EVERY_SECONDS: Final = 5.0

    def __init__(self, report: Report) -> None:
        self._report = report
        self._started = time.monotonic()
        self._told = 0.0
        self._done_before: int | None = None

    def tell(self, done: int, share: float, behind: int, last: bool = False) -> None:
        """Tells the number of messages, the rate and the share of the topic, if it is time to."""
        now = time.monotonic()
        if self._done_before is None:
            self._done_before = done
        if not last and now - self._told < self.EVERY_SECONDS:
            return
        self._told = now
        seconds = max(now - self._started, 0.001)
        rate = (done - self._done_before) / seconds
        left = f", about {_duration(behind / rate)} left" if rate > 0 and not last else ""
        self._report(f"{share:4.0%} of the topic, {done:,} articles, {rate:,.0f} articles/s{left}")


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.0f} h"
