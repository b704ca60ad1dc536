"""`quotewire backup create`: a snapshot in which articles, quotations and state are of one moment.

Elasticsearch writes the shards of a snapshot one after the other. While articles come in, what is known of an article
would be of another moment than the article: read again from Kafka, it could be taken for done and be missing. So the
indices are closed for writing while the snapshot is taken. What index agents try to write is refused, waits in Kafka
and is written afterwards, as in the handover of `quotewire reindex`. To keep that short, a provisional snapshot is
taken first, in peace: snapshots share what they have in common, so only what has changed meanwhile is left to write.

Elasticsearch finishes a snapshot also when the run that asked for it has died and others have opened the indices
meanwhile. So a snapshot counts as whole only when its provisional one is gone, which is deleted after everything was
found to be in order. The next run deletes what is not whole.
"""

import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType
from typing import Final

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from schemas.index_templates import articles_alias, dead_letters_index, metrics_alias, quotes_alias
from streams.backup.places import Places, note_places, noted_places, read_places
from streams.backup.repository import (
    PROVISIONAL,
    Snapshot,
    await_snapshot,
    begin_snapshot,
    delete_snapshot,
    delete_unfinished,
    snapshot_named,
    snapshots,
)
from streams.elasticsearch_client import sync_client
from streams.errors import BadInput, UserError
from streams.indexing.generations import Indices
from streams.kafka_admin import missing_topics
from streams.rebuild.cluster import Cluster
from streams.rebuild.filling import Report
from streams.rebuild.reindex import serving
from streams.rebuild.replay_record import what_is_unfinished
from streams.settings import Settings
from streams.setup import elasticsearch_errors

PAUSE_SECONDS: Final = 60.0
"""Longest pause of indexing in one try."""

TRIES: Final = 3


class BackupIncomplete(UserError):  # noqa: N818 - says what happened
    """No snapshot was taken; nothing else has changed, unless it says so."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A snapshot that was just taken.

    Attributes:
        snapshot: itself.
        paused: seconds in which nothing was indexed.
        deleted: older snapshots that were deleted.
    """

    snapshot: Snapshot
    paused: float
    deleted: list[str]


def create(settings: Settings, report: Report, *, keep: int | None = None) -> Taken:
    """Takes a snapshot.

    Args:
        settings: of the pipeline, and the repository.
        report: told how far it is, for a person.
        keep: so many whole snapshots are kept, this one included; older ones are deleted. None: all.

    Raises:
        BackupIncomplete: it took too long, or was disturbed.
        BadInput: the repository cannot be used; a reindex or a replay is unfinished.
        UserError: Kafka or Elasticsearch do not answer, or are not initialised.
    """
    with elasticsearch_errors(settings), sync_client(settings) as client, _stopped_in_order():
        old = serving(client, settings)
        cluster = Cluster(client, settings, old, Indices(old.prefix, old.generation + 1))
        _assert_ready(settings, cluster)
        if cluster.is_closed():
            cluster.unblock()
            report("an earlier run ended while the indices were closed; index agents can write again")
        for left in snapshots(settings, client):
            if left.name.endswith(PROVISIONAL):
                delete_unfinished(settings, client, left.name)
        name = f"{settings.index_prefix}-{datetime.now(UTC):%Y.%m.%d-%H.%M.%S}"
        paused = _taken(settings, cluster, name, report)
        made = snapshot_named(settings, client, name)
        return Taken(made, paused, _let_go(settings, client, keep))


def _assert_ready(settings: Settings, cluster: Cluster) -> None:
    missing = missing_topics(settings, [settings.enriched_topic, settings.dead_letter_topic])
    if missing:
        raise BadInput(f"topic {missing[0]} is missing, so nothing could be caught up from it; run `quotewire init`")
    if cluster.is_begun():
        raise BadInput(what_is_unfinished(cluster.client, cluster.new))


def _taken(settings: Settings, cluster: Cluster, name: str, report: Report) -> float:
    """Takes the snapshot; the seconds of the pause."""
    client, provisional = cluster.client, name + PROVISIONAL
    try:
        for number in range(TRIES):
            report("carrying the large part ahead; indexing goes on" if number == 0 else "once more, it has less to do")
            begin_snapshot(settings, client, provisional, _names(settings, cluster), {})
            await_snapshot(settings, client, provisional)
            paused = _taken_in_a_pause(settings, cluster, name)
            if paused is not None:
                delete_snapshot(settings, client, provisional)  # from now on the other one is whole
                return paused
            report(f"not finished in {PAUSE_SECONDS:.0f} s of pause; index agents can write again")
            delete_unfinished(settings, client, name)
    except BaseException:
        delete_unfinished(settings, client, name)  # when index agents can write again: it may take a minute
        raise
    raise BackupIncomplete(
        f"in {TRIES} tries the snapshot was not finished in {PAUSE_SECONDS:.0f} s of pause: the repository is too slow "
        "for what changes meanwhile; take it when fewer articles come in"
    )


def _taken_in_a_pause(settings: Settings, cluster: Cluster, name: str) -> float | None:
    """Takes the snapshot while nothing is written; the seconds of the pause, None if it took too long."""
    # Before the pause: what was acknowledged by now is written; what is written and not acknowledged comes again.
    places, started = read_places(settings, uuid.uuid4().hex), time.monotonic()
    with _undisturbed() as stopped:
        whole = _taken_closed(settings, cluster, name, places, stopped)
    return time.monotonic() - started if whole else None


def _taken_closed(settings: Settings, cluster: Cluster, name: str, places: Places, stopped: Callable[[], bool]) -> bool:
    """Closes the indices, takes the snapshot, opens them again whatever happened; whether it was finished in time."""
    client = cluster.client
    try:
        cluster.close()
        note_places(client, cluster.old, places)
        client.indices.refresh(index=",".join(cluster.old.all))
        facts = {
            "generation": cluster.old.generation,
            "articles": client.count(index=articles_alias(settings.index_prefix))["count"],
            "quotations": client.count(index=quotes_alias(settings.index_prefix))["count"],
        }
        begin_snapshot(settings, client, name, _names(settings, cluster), facts)
        if not await_snapshot(settings, client, name, PAUSE_SECONDS, stopped):
            return False
        if not cluster.is_closed() or noted_places(client, cluster.old).token != places.token:
            raise BackupIncomplete(
                "the indices were opened for writing while the snapshot was taken (another `quotewire backup create`, "
                "or `quotewire reindex`, ran at the same time): it was deleted; run it again alone"
            )
        return True
    finally:
        _open(settings, cluster)


def _open(settings: Settings, cluster: Cluster) -> None:
    try:
        cluster.unblock()
    except (ApiError, TransportError) as error:
        raise BackupIncomplete(
            "indexing is stopped: the indices were closed for the snapshot and cannot be opened again "
            f"({type(error).__name__} of Elasticsearch at {settings.elasticsearch_url}). Nothing is lost, but new "
            "articles wait: run `quotewire backup create` again when Elasticsearch answers"
        ) from error


def _names(settings: Settings, cluster: Cluster) -> list[str]:
    """What a snapshot holds: the serving generation, dead letters, figures."""
    return [*cluster.old.all, dead_letters_index(settings.index_prefix), f"{metrics_alias(settings.index_prefix)}-*"]


def _let_go(settings: Settings, client: Elasticsearch, keep: int | None) -> list[str]:
    whole = [one.name for one in snapshots(settings, client) if one.whole]
    gone = whole[:-keep] if keep else []
    for name in gone:
        delete_snapshot(settings, client, name)
    return gone


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """SIGTERM ends what is under way as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise BackupIncomplete("stopped; no snapshot was taken")

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _undisturbed() -> Iterator[Callable[[], bool]]:
    """Holds SIGTERM and Ctrl-C back, however often they come: what was closed must be opened again.

    Yields:
        Whether one has come: then what is inside should come to its end soon. It takes effect after that.
    """
    held: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: held.append(number))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield lambda: bool(held)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if held:
        signal.raise_signal(signal.Signals(held[0]))
