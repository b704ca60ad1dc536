"""`quotewire replay`: articles annotated anew by the present models, in new indices beside those that serve.

    begin     the next generation of the indices; which offsets of `news.raw` are to be read is fixed
    fill      all of `news.enriched` into it, as `quotewire reindex` does: so it has every article, also those whose raw
              message Kafka no longer has, with the annotations that they have
    replay    the raw messages again: decoded, annotated by the present models, written over the same revision; and
              deletions, also those that came later, of articles that nothing else knows
    follow    what has come in meanwhile; reconcile with what serves
    compare   what has changed, for a person to decide
    swap      follow and reconcile once more, hand over as `quotewire reindex` does, and write the new annotations to
              `news.enriched`, so that they are not lost when indices are made anew. Or discard the new generation.

Old models and new ones are told apart by `processing.replayed`, the beginning of the replay: of one revision the latest
replay holds (streams/indexing/state.py). Until the swap nothing but the new indices is written to, so that discarding
leaves nothing behind.
"""

import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from typing import Any, Final

from elasticsearch import Elasticsearch

from streams.elasticsearch_client import async_client, sync_client
from streams.entity_models import check_entity_models, names_of_entity_models
from streams.errors import BadInput, KafkaUnavailable, NotInitialised
from streams.indexing.generations import Indices
from streams.kafka_admin import lag, missing_topics, offsets_between, topic_ids
from streams.rebuild.cluster import Cluster
from streams.rebuild.comparing import Comparison, compare
from streams.rebuild.expiry import utc_now
from streams.rebuild.filling import Commands, ReindexIncomplete, Report, Result, Run
from streams.rebuild.following import delete_group, reindex_group
from streams.rebuild.publishing import Published, publish
from streams.rebuild.raw_reading import RawTopicMadeAnew
from streams.rebuild.reindex import NOT_PUBLISHED, assert_alone, begin, cluster_of, with_earlier
from streams.rebuild.replay_record import ReplayRecord, note, record_in, what_is_unfinished
from streams.rebuild.rereading import read_again
from streams.settings import Settings
from streams.setup import elasticsearch_errors, serving_generation

NONE_IS_BEGUN: Final = "no replay is unfinished; `quotewire replay --since 2026-09-01` begins one"

KEPT_FREE: Final = 0.10
"""Share of a disk that Elasticsearch keeps free before it moves shards away (its default)."""

DISK_THRESHOLD: Final = "cluster.routing.allocation.disk.threshold_enabled"

COMMANDS: Final = Commands(again="quotewire replay --swap", give_up="quotewire replay --discard")


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
        published: what was written to the enriched topic.
    """

    record: ReplayRecord
    comparison: Comparison | None = None
    handover: Result | None = None
    published: Published = field(default_factory=Published)


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
            if not swap or _otherwise(pending, asked):
                raise BadInput(NOT_PUBLISHED)
            serving = Result(cluster.old.generation, cluster.count(cluster.old))
            done = _publish(settings, client, cluster.old, Replayed(pending, handover=serving), report)
            with_earlier(client, settings, serving, drop_old)
            return done
        record = _begun(settings, client, cluster, asked, report)
        run = Run(settings, cluster, report, accept_missing, COMMANDS)
        try:
            done = asyncio.run(_carry_out(run, settings, cluster, record, report, swap))
        except (KeyboardInterrupt, asyncio.CancelledError):
            if serving_generation(client, settings.index_prefix) == cluster.new.generation:
                raise ReindexIncomplete(f"stopped; {_not_published(settings, cluster.new)}") from None
            raise ReindexIncomplete(
                "stopped; what was done is kept, and the serving generation goes on. `quotewire replay` goes on from "
                f"there, `{COMMANDS.give_up}` deletes it"
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
        raise BadInput(NONE_IS_BEGUN)
    return record


def _begun(settings: Settings, client: Elasticsearch, cluster: Cluster, asked: Asked, report: Report) -> ReplayRecord:
    """The replay that goes on, or a new one.

    Raises:
        BadInput: it was begun otherwise, or with other models; there is a reindex; or the disk is too small.
        RawTopicMadeAnew: its messages are gone.
    """
    if not cluster.is_begun():
        if asked.since is None:
            raise BadInput(NONE_IS_BEGUN)
        missing = missing_topics(settings, [settings.raw_topic])
        if missing:
            raise NotInitialised(f"topic {missing[0]}")
        check_entity_models(settings.entity_models)
        _assert_space(client, cluster, report)
        record = _new(settings, client, cluster, asked)
        begin(settings, cluster, report)
        note(client, cluster.new, record)
        return record
    there = record_in(client, cluster.new)
    if there is None:
        raise BadInput(what_is_unfinished(client, cluster.new))
    _assert_same(there, asked)
    if not there.finished:
        check_entity_models(settings.entity_models)
        _assert_same_models(there, _annotators(settings))
        now = topic_ids(settings, [settings.raw_topic]).get(settings.raw_topic)
        if there.topic_id is not None and now is not None and now != there.topic_id:
            raise RawTopicMadeAnew(settings.raw_topic)
    report(f"going on with the replay of {_what(there)}")
    begin(settings, cluster, report)
    return there


def _new(settings: Settings, client: Elasticsearch, cluster: Cluster, asked: Asked) -> ReplayRecord:
    assert asked.since is not None  # noqa: S101 - for the type checker
    now = utc_now()
    until = min(asked.until or now, now)
    if asked.since >= until:
        end = "--until" if until == asked.until else "now,"
        raise BadInput(f"--since {_shown(asked.since)} is not before {end} {_shown(until)}")
    before = record_in(client, cluster.old)
    begun_ms = max(_milliseconds(now), before.begun_ms + 1 if before else 0)
    ranges = offsets_between(settings, settings.raw_topic, _milliseconds(asked.since), _milliseconds(until))
    behind = offsets_between(settings, settings.raw_topic, _milliseconds(until), sys.maxsize)
    begins = {number: first for number, (first, _) in ranges.items()}
    return ReplayRecord(
        begun_ms=begun_ms,
        since=asked.since,
        until=asked.until or now,
        languages=sorted(asked.languages),
        models=_annotators(settings),
        topic_id=topic_ids(settings, [settings.raw_topic]).get(settings.raw_topic),
        begins=begins,
        ends={number: end for number, (_, end) in ranges.items()},
        tails={number: end for number, (_, end) in behind.items()},
        nexts=begins,
    )


def _otherwise(record: ReplayRecord, asked: Asked) -> list[str]:
    """The options that ask for another replay than this one."""
    return [
        name
        for name, was, now in (
            ("--since", record.since, asked.since),
            ("--until", record.until, asked.until),
            ("--language", record.languages, sorted(asked.languages) or None),
        )
        if now is not None and now != was
    ]


def _assert_same(record: ReplayRecord, asked: Asked) -> None:
    otherwise = _otherwise(record, asked)
    if otherwise:
        raise BadInput(
            f"a replay of {_what(record)} is unfinished, and {', '.join(otherwise)} says otherwise: `quotewire replay` "
            f"without it goes on, `{COMMANDS.give_up}` deletes it"
        )


def _annotators(settings: Settings) -> list[str]:
    """What articles are annotated with here."""
    return [f"quotewire {package_version('quotewire')}", *names_of_entity_models(settings.entity_models)]


def _assert_same_models(record: ReplayRecord, now: list[str]) -> None:
    gone, new = sorted(set(record.models) - set(now)), sorted(set(now) - set(record.models))
    if gone or new:
        raise BadInput(
            f"this replay began with {', '.join(gone) or 'nothing'} where now {', '.join(new) or 'nothing'} is used: "
            f"go on with what it began with, or delete it with `{COMMANDS.give_up}` and begin anew"
        )


def _what(record: ReplayRecord) -> str:
    languages = f", only {', '.join(record.languages)}" if record.languages else ""
    return f"raw messages since {_shown(record.since)} until {_shown(record.until)}{languages}"


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _assert_space(client: Elasticsearch, cluster: Cluster, report: Report) -> None:
    """Makes sure that a second set of indices has room: a full disk stops those that serve too."""
    store = client.indices.stats(index=cluster.old.all, metric="store")["_all"]["total"].get("store", {})
    needed = int(store.get("size_in_bytes", 0))
    free = free_bytes(client.nodes.stats(metric="fs")["nodes"].values(), kept=KEPT_FREE if _keeps_free(client) else 0)
    line = f"the new indices need about {needed / 1e9:,.1f} GB of disk, {free / 1e9:,.1f} GB are free"
    if needed > free:
        raise BadInput(f"{line}; `quotewire reindex --only-drop-old` deletes earlier generations")
    report(line)


def _keeps_free(client: Elasticsearch) -> bool:
    """Whether Elasticsearch moves shards away from, and blocks, disks that are nearly full."""
    found = client.cluster.get_settings(include_defaults=True, flat_settings=True, filter_path=f"*.{DISK_THRESHOLD}")
    for kind in ("transient", "persistent", "defaults"):
        if DISK_THRESHOLD in found.get(kind, {}):
            return str(found[kind][DISK_THRESHOLD]) == "true"
    return True


def free_bytes(nodes: Iterable[Mapping[str, Any]], kept: float) -> int:
    """What indices can take of the disks of an Elasticsearch.

    Args:
        nodes: statistics of the file systems of each node.
        kept: share of each disk that stays free.
    """
    disks: dict[tuple[str, str], int] = {}
    for node in nodes:
        if not any(role.startswith("data") for role in node.get("roles", ["data"])):
            continue
        for disk in node["fs"]["data"]:
            usable = int(disk["available_in_bytes"]) - round(kept * int(disk["total_in_bytes"]))
            disks[node["host"], disk["mount"]] = max(0, usable)  # two nodes on one disk have it together
    return sum(disks.values())


async def _carry_out(
    run: Run, settings: Settings, cluster: Cluster, record: ReplayRecord, report: Report, swap: bool
) -> Replayed:
    async with run.opened() as filling:
        await run.follow(filling)
        if not record.finished:
            record = await read_again(run, settings, cluster, filling, record, report)
            await run.follow(filling)
        reconciled = await run.reconcile(filling)
        done = Replayed(record, await compare(filling.client, cluster.old, cluster.new, record.begun_ms))
        if swap:
            await run.follow(filling)  # what came in while it compared
            done.handover = await run.hand_over(filling, reconciled)
        return done


def _publish(settings: Settings, client: Elasticsearch, indices: Indices, done: Replayed, report: Report) -> Replayed:
    """Writes the new annotations to the topic, and notes that.

    Raises:
        ReindexIncomplete: not all are there.
    """
    report(f"writing the new annotations to {settings.enriched_topic}")
    rest = _not_published(settings, indices)
    try:
        if not done.record.indexed:
            # Before the first is written: what comes in from here on may have been overtaken by it.
            rows = lag(settings, settings.group("index"), settings.enriched_topic)
            indexed = {row.partition: row.committed or 0 for row in rows}
            done.record = done.record.model_copy(update={"indexed": indexed})
            note(client, indices, done.record)
        done.published = publish(settings, indices, done.record.begun_ms, done.record.indexed)
    except KeyboardInterrupt:
        raise ReindexIncomplete(f"stopped; {rest}") from None
    except KafkaUnavailable as error:
        raise ReindexIncomplete(f"{error} {rest[0].upper()}{rest[1:]}") from error
    done.record = done.record.model_copy(update={"published": True})
    note(client, indices, done.record)
    return done


def _not_published(settings: Settings, indices: Indices) -> str:
    return (
        f"generation {indices.generation} serves, and its new annotations are not all in {settings.enriched_topic} "
        f"yet: `{COMMANDS.again}` writes them there"
    )


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
