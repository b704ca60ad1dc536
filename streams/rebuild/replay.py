"""`quotewire replay`: articles annotated anew by the present models, in new indices beside those that serve.

    begin     the next generation of the indices; which offsets of `news.raw` are to be read is fixed
    fill      all of `news.enriched` into it, as `quotewire reindex` does: so it has every article, also those whose raw
              message Kafka no longer has, with the annotations that they have
    replay    the raw messages again: decoded, annotated by the present models, written over the same revision
    follow    what has come in meanwhile; reconcile with what serves
    compare   what has changed, for a person to decide
    swap      follow and reconcile once more, hand over as `quotewire reindex` does, and write the new annotations to
              `news.enriched`, so that they are not lost when indices are made anew. Or discard the new generation.

Old models and new ones are told apart by `processing.replayed`, the beginning of the replay: of one revision the latest
replay holds (streams/indexing/state.py). Until the swap nothing but the new indices is written to, so that discarding
leaves nothing behind.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as package_version

from elasticsearch import Elasticsearch

from streams.apps import nlp_pool
from streams.elasticsearch_client import sync_client
from streams.entity_models import check_entity_models
from streams.errors import BadInput
from streams.indexing.generations import Indices
from streams.kafka_admin import offsets_between, topic_ids
from streams.nlp_pool import NlpPool
from streams.rebuild.cluster import Cluster
from streams.rebuild.comparing import Comparison, compare
from streams.rebuild.expiry import utc_now
from streams.rebuild.filling import Filling, ReindexIncomplete, Report, Result, Run
from streams.rebuild.following import delete_group, reindex_group
from streams.rebuild.publishing import publish
from streams.rebuild.raw_reading import RawReader, RawTopicMadeAnew, unfinished
from streams.rebuild.reindex import NOT_PUBLISHED, assert_alone, begin, cluster_of, with_earlier
from streams.rebuild.replay_record import ReplayRecord, note, record_in
from streams.rebuild.replaying import Replaying
from streams.settings import Settings
from streams.setup import elasticsearch_errors

log = logging.getLogger(__name__)

REPORT_EVERY = 5.0
"""Seconds between two lines about how far it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a replay is to read; None where nothing was said.

    Attributes:
        since: raw messages from this moment on.
        until: and before this one.
        languages: only articles in these.
    """

    since: datetime | None = None
    until: datetime | None = None
    languages: tuple[str, ...] = ()


@dataclass(slots=True)
class Replayed:
    """What a run has done.

    Attributes:
        record: the replay, with its counts.
        comparison: what it changes; None where that was not looked at.
        handover: None where the old generation still serves.
        published: articles written to the enriched topic.
        too_large: articles that it does not take.
    """

    record: ReplayRecord
    comparison: Comparison | None = None
    handover: Result | None = None
    published: int = 0
    too_large: list[str] = field(default_factory=list)


def replay(
    settings: Settings,
    report: Report,
    asked: Asked,
    *,
    swap: bool = False,
    drop_old: bool = False,
    accept_missing: bool = False,
) -> Replayed:
    """Begins a replay or goes on with one, up to its comparison; hands over if asked to.

    Args:
        settings: of the pipeline, with the models.
        report: told how far it is, for a person.
        asked: what to read; for a replay that was begun nothing, or the same.
        swap: whether the new generation is to serve then.
        drop_old: whether to delete earlier generations at the end.
        accept_missing: whether to hand over although the new generation has fewer articles.

    Raises:
        AnotherReindexRuns: only one may run.
        ReindexIncomplete: it stopped on the way; run again, it goes on.
        BadInput: there is nothing to go on with, or it was begun otherwise.
        ModelError: a model cannot be used.
    """
    with _opened(settings) as (client, cluster):
        assert_alone(settings, cluster)
        pending = record_in(client, cluster.old)
        if pending is not None and not pending.published:
            if asked != Asked() or not swap:
                raise BadInput(NOT_PUBLISHED)
            return _publish(settings, client, cluster.old, Replayed(pending), report)
        record = _begun(settings, client, cluster, asked, report)
        run = Run(settings, cluster, report, accept_missing)
        try:
            done = asyncio.run(_carry_out(run, settings, cluster, record, report, swap))
        except (KeyboardInterrupt, asyncio.CancelledError):
            raise ReindexIncomplete(
                "stopped; what was done is kept, and the serving generation goes on. `quotewire replay` goes on from "
                "there, `quotewire replay --discard` deletes it"
            ) from None
        if done.handover is not None:
            _publish(settings, client, cluster.new, done, report)
            with_earlier(client, settings, done.handover, drop_old)
        return done


def comparison(settings: Settings) -> Replayed:
    """What an unfinished replay has changed so far.

    Raises:
        BadInput: there is none.
    """
    with _opened(settings) as (client, cluster):
        record = _unfinished(client, cluster)

        async def look() -> Comparison:
            from streams.elasticsearch_client import async_client

            other = async_client(settings)
            try:
                return await compare(other, cluster.old, cluster.new, record.begun_ms)
            finally:
                await other.close()

        return Replayed(record, asyncio.run(look()))


def discard(settings: Settings) -> list[str]:
    """Deletes the new generation of a replay; the names of its indices.

    Raises:
        AnotherReindexRuns: it is being filled just now.
        BadInput: there is none.
    """
    with _opened(settings) as (client, cluster):
        assert_alone(settings, cluster)
        _unfinished(client, cluster)
        names = cluster.abandon()
        delete_group(settings, reindex_group(settings, cluster.new.generation))
        return names


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Elasticsearch, Cluster]]:
    with elasticsearch_errors(settings), sync_client(settings) as client:
        yield client, cluster_of(client, settings)


def _unfinished(client: Elasticsearch, cluster: Cluster) -> ReplayRecord:
    record = record_in(client, cluster.new) if cluster.is_begun() else None
    if record is None:
        raise BadInput("there is no unfinished replay; `quotewire replay --since 2026-09-01` begins one")
    return record


def _begun(settings: Settings, client: Elasticsearch, cluster: Cluster, asked: Asked, report: Report) -> ReplayRecord:
    """The replay that goes on, or a new one.

    Raises:
        BadInput: it was begun otherwise; there is a reindex; or the disk is too small.
    """
    if not cluster.is_begun():
        if asked.since is None:
            raise BadInput("say from when on: `quotewire replay --since 2026-09-01`")
        check_entity_models(settings.entity_models)
        _assert_space(client, cluster, report)
        record = _new(settings, client, cluster, asked)
        begin(settings, cluster, report)
        note(client, cluster.new, record)
        return record
    record = _there(client, cluster)
    _assert_same(record, asked)
    if not record.finished:
        check_entity_models(settings.entity_models)
    now = topic_ids(settings, [settings.raw_topic]).get(settings.raw_topic)
    if not record.finished and record.topic_id is not None and now is not None and now != record.topic_id:
        raise RawTopicMadeAnew(settings.raw_topic)
    begin(settings, cluster, report)
    return record


def _there(client: Elasticsearch, cluster: Cluster) -> ReplayRecord:
    record = record_in(client, cluster.new)
    if record is None:
        raise BadInput(
            f"a reindex into generation {cluster.new.generation} is unfinished; let `quotewire reindex` come to its "
            "end first, or give it up with `quotewire reindex --abandon`"
        )
    return record


def _new(settings: Settings, client: Elasticsearch, cluster: Cluster, asked: Asked) -> ReplayRecord:
    assert asked.since is not None  # noqa: S101 - for the type checker
    now = utc_now()
    until = min(asked.until or now, now)
    if asked.since >= until:
        raise BadInput(f"--since {asked.since:%Y-%m-%d %H:%M} is not before {until:%Y-%m-%d %H:%M}")
    before = record_in(client, cluster.old)
    begun_ms = max(_milliseconds(now), before.begun_ms + 1 if before else 0)
    ranges = offsets_between(settings, settings.raw_topic, _milliseconds(asked.since), _milliseconds(until))
    begins = {number: first for number, (first, _) in ranges.items()}
    return ReplayRecord(
        begun_ms=begun_ms,
        since=asked.since,
        until=until,
        languages=sorted(asked.languages),
        topic_id=topic_ids(settings, [settings.raw_topic]).get(settings.raw_topic),
        begins=begins,
        ends={number: end for number, (_, end) in ranges.items()},
        nexts=begins,
    )


def _assert_same(record: ReplayRecord, asked: Asked) -> None:
    otherwise = [
        name
        for name, was, now in (
            ("--since", record.since, asked.since),
            ("--until", record.until, asked.until),
            ("--language", record.languages, sorted(asked.languages) or None),
        )
        if now is not None and now != was
    ]
    if otherwise:
        languages = f", languages {', '.join(record.languages)}" if record.languages else ""
        raise BadInput(
            f"a replay of articles since {record.since.astimezone(UTC):%Y-%m-%d %H:%M} UTC{languages} is unfinished, "
            f"and {', '.join(otherwise)} says otherwise: `quotewire replay` without it goes on, "
            "`quotewire replay --discard` deletes it"
        )


def _assert_space(client: Elasticsearch, cluster: Cluster, report: Report) -> None:
    """Makes sure that a second set of indices has room: a full disk stops those that serve too."""
    store = client.indices.stats(index=cluster.old.all, metric="store")["_all"]["total"].get("store", {})
    needed = int(store.get("size_in_bytes", 0))
    nodes = client.nodes.stats(metric="fs")["nodes"].values()
    free = sum(int(node["fs"]["total"]["available_in_bytes"]) for node in nodes)
    line = f"the new indices need about {needed / 1e9:,.1f} GB of disk, {free / 1e9:,.1f} GB are free"
    if needed > free:
        raise BadInput(f"{line}; `quotewire reindex --only-drop-old` deletes earlier generations")
    report(line)


async def _carry_out(
    run: Run, settings: Settings, cluster: Cluster, record: ReplayRecord, report: Report, swap: bool
) -> Replayed:
    async with run.opened() as filling:
        await run.follow(filling)
        if not record.finished:
            record = await _read_again(run, settings, cluster, filling, record, report)
            await run.follow(filling)
        reconciled = await run.reconcile(filling)
        done = Replayed(record, await compare(filling.client, cluster.old, cluster.new, record.begun_ms))
        if swap:
            done.handover = await run.hand_over(filling, reconciled)
        return done


async def _read_again(
    run: Run, settings: Settings, cluster: Cluster, filling: Filling, record: ReplayRecord, report: Report
) -> ReplayRecord:
    """Reads the raw messages that are left, and notes each step; the record afterwards."""
    pool = nlp_pool(settings)
    reader = RawReader(settings, settings.enrich_batch * settings.nlp_processes * 2)
    try:
        await pool.start()
        record = _with_models(settings, pool, record)
        await asyncio.to_thread(note, cluster.client, cluster.new, record)
        await reader.start()
        await reader.seek(record)
        work = Replaying(
            filling.client, pool, filling.agent, cluster.new, record,
            limit=run.limit, batch=settings.enrich_batch, refusals=run.refusals,
        )  # fmt: skip
        loop = asyncio.get_running_loop()
        told, started, done_before = 0.0, loop.time(), record.done
        while unfinished(record):
            step = await reader.step(record)
            if not step.nexts:
                continue
            outcomes, not_taken = await work(step.messages)
            outcomes["gone"] += step.gone
            record = record.after(step.nexts, +outcomes, not_taken)
            await asyncio.to_thread(note, cluster.client, cluster.new, record)
            if loop.time() - told > REPORT_EVERY:
                told = loop.time()
                rate = (record.done - done_before) / max(told - started, 0.001)
                share = record.done / max(1, record.total)
                report(f"{share:4.0%} of {record.total:,} raw messages read again, {rate:,.1f}/s")
    finally:
        await reader.stop()
        await pool.stop()
    record = record.model_copy(update={"finished": True})
    await asyncio.to_thread(note, cluster.client, cluster.new, record)
    report(f"{record.total:,} raw messages read again: {summary(record)}")
    return record


def _with_models(settings: Settings, pool: NlpPool, record: ReplayRecord) -> ReplayRecord:
    """The record with what annotates its articles.

    Raises:
        BadInput: it began with other models.
    """
    forced = [f"{language}={model}" for language, model in sorted(settings.entity_models.items())]
    models = [f"quotewire {package_version('quotewire')}", *pool.models, *forced]
    if record.models and record.models != models:
        raise BadInput(
            f"this replay began with {', '.join(record.models)}, and the models are now {', '.join(models)}: go on "
            "with those, or delete it with `quotewire replay --discard` and begin anew"
        )
    return record.model_copy(update={"models": models})


def _publish(settings: Settings, client: Elasticsearch, indices: Indices, done: Replayed, report: Report) -> Replayed:
    report(f"writing the new annotations to {settings.enriched_topic}")
    done.published, done.too_large = publish(settings, indices, done.record.begun_ms)
    done.record = done.record.model_copy(update={"published": True})
    note(client, indices, done.record)
    return done


def summary(record: ReplayRecord) -> str:
    """The counts on one line."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(record.counts.items())) or "nothing"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
