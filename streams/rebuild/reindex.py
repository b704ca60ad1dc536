"""`quotewire reindex`: the next generation of the indices, filled from `news.enriched` while the current one serves.

    fill        the topic from its beginning (or from where an earlier run stopped) into the next generation
    reconcile   what the serving generation knows and the compacted topic no longer tells; following goes on
    hand over   close the serving generation for writing; read the topic to its end; refresh; move the aliases

Between closing and moving nobody writes: what index agents try to write is refused, so their messages wait, are not
acknowledged, and go to the next generation after it (streams/indexing/generations.py). Never do two writers write
to one generation at once, and nothing has to be told to the agents. The price is a pause of a few seconds in which no
article becomes searchable. A handover that takes too long is given up, and tried again after more following. Only if
Elasticsearch is away when the old generation is to be opened again does it stay closed, and the run ends and says so.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch, Elasticsearch

from streams.elasticsearch_client import async_client, sync_client
from streams.errors import BadInput, ElasticsearchUnavailable, NotInitialised, UserError
from streams.indexing.bulk import BulkWriter
from streams.indexing.changes import Change
from streams.indexing.generations import Indices, OneGeneration
from streams.indexing.state import Decision, State, decide
from streams.indexing.writer import IndexAgent
from streams.kafka_admin import missing_topics
from streams.outcomes import Outcomes
from streams.rebuild.cluster import Cluster
from streams.rebuild.expiry import expired_before, is_before, note_limit, retention_limit, utc_now
from streams.rebuild.following import (
    AnotherReindexRuns,
    Follower,
    Refusals,
    Unobserved,
    delete_group,
    members_left,
    reindex_group,
    runs_elsewhere,
)
from streams.rebuild.reconciling import Reconciled, Reconciliation
from streams.security.elasticsearch_reasons import reason
from streams.settings import Settings
from streams.setup import elasticsearch_errors, serving_generation

log = logging.getLogger(__name__)

HANDOVER_SECONDS: Final = 30.0
"""Longest pause of indexing for reading to the end in one try to hand over, also if Kafka or Elasticsearch are away."""

HANDOVER_TRIES: Final = 5

FORGOTTEN_SECONDS: Final = 15.0
"""A run that was killed is forgotten by the broker before that."""

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


def reindex(settings: Settings, report: Report, *, drop_old: bool = False, accept_missing: bool = False) -> Result:
    """Fills the next generation and hands over to it; goes on where an earlier run stopped.

    Args:
        settings: of the pipeline.
        report: told how far it is, for a person.
        drop_old: whether to delete earlier generations at the end.
        accept_missing: whether to hand over although the next generation has fewer articles.

    Raises:
        AnotherReindexRuns: only one may run.
        ReindexIncomplete: it stopped on the way; run again, it goes on.
        UserError: Kafka or Elasticsearch do not answer, or are not initialised.
    """
    with elasticsearch_errors(settings), sync_client(settings) as client:
        cluster = _cluster(client, settings)
        _assert_alone(settings, cluster)
        if not cluster.is_begun():
            delete_group(settings, reindex_group(settings, cluster.new.generation))
            cluster.begin()
            limit = expired_before(client, cluster.old)
            if limit is not None:
                note_limit(client, cluster.new, limit)
            report(f"generation {cluster.new.generation} of the indices is begun; {cluster.old.generation} serves")
        else:
            cluster.put_next_templates()
            report(f"going on with generation {cluster.new.generation}; {cluster.old.generation} serves")
        if cluster.is_closed():
            cluster.open()
            report("an earlier run ended in its handover; index agents can write again")
        run = _Run(settings, cluster, report, accept_missing)
        try:
            result = asyncio.run(run.carry_out())
        except (KeyboardInterrupt, asyncio.CancelledError):
            raise ReindexIncomplete(
                "stopped; what was done is kept, and the serving generation goes on. `quotewire reindex` goes on from "
                "there, `quotewire reindex --abandon` deletes it"
            ) from None
        if drop_old:
            result.removed = drop_earlier(settings)
        result.left = [indices.generation for indices in _cluster(client, settings).earlier()]
        return result


def abandon(settings: Settings) -> list[str]:
    """Deletes an unfinished next generation; the names of its indices.

    Raises:
        AnotherReindexRuns: it is being filled just now.
        BadInput: there is none.
    """
    with elasticsearch_errors(settings), sync_client(settings) as client:
        cluster = _cluster(client, settings)
        _assert_alone(settings, cluster)
        if not cluster.is_begun() and not cluster.is_closed():
            raise BadInput("there is no unfinished reindex to abandon")
        names = cluster.abandon()
        delete_group(settings, reindex_group(settings, cluster.new.generation))
        return names


def drop_earlier(settings: Settings) -> list[str]:
    """Deletes the generations before the one that serves, and their consumer groups; the names of the indices."""
    with elasticsearch_errors(settings), sync_client(settings) as client:
        cluster = _cluster(client, settings)
        names = []
        for indices in cluster.earlier():
            names += cluster.remove(indices)
        for generation in range(2, cluster.old.generation + 1):
            delete_group(settings, reindex_group(settings, generation))
        return names


def unfinished(client: Elasticsearch, settings: Settings) -> int | None:
    """The generation that a reindex has begun and not handed over to, if there is one."""
    cluster = _cluster(client, settings)
    return cluster.new.generation if cluster.is_begun() else None


def serving(client: Elasticsearch, settings: Settings) -> Indices:
    """The indices of the generation that serves.

    Raises:
        NotInitialised: there are none.
    """
    generation = serving_generation(client, settings.index_prefix)
    if generation is None:
        raise NotInitialised(f"indices {settings.index_prefix}-*")
    return Indices(settings.index_prefix, generation)


def _cluster(client: Elasticsearch, settings: Settings) -> Cluster:
    old = serving(client, settings)
    return Cluster(client, settings, old, Indices(settings.index_prefix, old.generation + 1))


def _assert_alone(settings: Settings, cluster: Cluster) -> None:
    missing = missing_topics(settings, [settings.enriched_topic])
    if missing:
        raise NotInitialised(f"topic {missing[0]}")
    group = reindex_group(settings, cluster.new.generation)
    deadline = time.monotonic() + FORGOTTEN_SECONDS
    who = runs_elsewhere(settings, group)
    if who is not None:
        raise AnotherReindexRuns(group, who)
    while members_left(settings, group):
        # Only a run that was killed is left; the broker forgets it soon.
        if time.monotonic() > deadline:
            raise AnotherReindexRuns(group, "the broker says so")
        time.sleep(0.5)


class _Run:
    """One run, from filling to the handover."""

    def __init__(self, settings: Settings, cluster: Cluster, report: Report, accept_missing: bool) -> None:
        self._settings = settings
        self._cluster = cluster
        self._report = report
        self._accept_missing = accept_missing
        self._refusals = Refusals()
        self._limit = retention_limit(settings, expired_before(cluster.client, cluster.old), utc_now())

    async def carry_out(self) -> Result:
        """Fills, reconciles and hands over; SIGTERM ends it in order, as Ctrl-C does."""
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
            await self._follow(follower, Progress(self._report))
            reconciled = await self._reconcile(client, agent, follower)
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
            "reached; run it again when fewer articles come in, or when the log above has no more errors"
        )

    async def _follow(self, follower: Follower, progress: "Progress") -> None:
        """Reads on until less than one step has come in since it reached an end."""
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
                f"{self._settings.elasticsearch_url}). Nothing is lost, but new articles wait: run `quotewire reindex` "
                "again or `quotewire reindex --abandon` when Elasticsearch answers"
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
            "`--accept-missing` hands over all the same; `--abandon` deletes the new generation"
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


def keeping(limit: str | None) -> Callable[[Change, State | None], Decision]:
    """Decides as ever, but articles filed before a month (`YYYY.MM`) are only known, not shown: those have expired."""

    def decided(change: Change, known: State | None) -> Decision:
        decision = decide(change, known)
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
