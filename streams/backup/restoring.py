"""`quotewire restore`: the indices of a snapshot into a cluster without them; the index agent goes back in Kafka.

    the state index       first, as it says where in Kafka the snapshot ends
    looked at             whether Kafka still has every message from there on
    the consumer group    set back to there
    all the rest          with its aliases; templates are put by this version of Quotewire

Then index agents read what came since. What they have done before is done again: versions and state make it the same.
"""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from elasticsearch import ApiError, Elasticsearch

from schemas.index_templates import (
    articles_alias,
    articles_index,
    dead_letters_index,
    metrics_alias,
    quotes_alias,
    quotes_index,
    state_index,
)
from streams.backup.places import Places, gone_since, noted_places, set_back, starts
from streams.backup.repository import Snapshot, repository_errors, snapshot_named
from streams.elasticsearch_client import sync_client
from streams.errors import BadInput, NotInitialised, UserError
from streams.indexing.generations import Indices
from streams.kafka_admin import lag, missing_topics, topic_ids
from streams.rebuild.cluster import addressable
from streams.rebuild.filling import Report
from streams.rebuild.following import members_left
from streams.settings import Settings
from streams.setup import elasticsearch_errors, put_templates

TELL_SECONDS: Final = 5.0
STUCK_SECONDS: Final = 60.0
"""A shard that nobody works on for so long does not come."""

FIGURES_TRIES: Final = 3
_ADDED_UP: Final = ("timed_out", "initializing_shards", "unassigned_shards", "active_primary_shards")


class RestoreIncomplete(UserError):  # noqa: N818 - says what happened
    """The indices are not there as the snapshot has them."""


@dataclass(slots=True)
class Restored:
    """What was restored.

    Attributes:
        snapshot: from which.
        articles: that can be searched.
        behind: messages to catch up, by topic.
        anew: topics that were deleted and made anew since the snapshot.
        gone: messages since the snapshot that compaction has removed.
    """

    snapshot: Snapshot
    articles: int = 0
    behind: dict[str, int] = field(default_factory=dict)
    anew: list[str] = field(default_factory=list)
    gone: int = 0


def restore(settings: Settings, report: Report, name: str | None = None, *, accept_gaps: bool = False) -> Restored:
    """Restores a snapshot, and sets the index agent's consumer group back.

    Args:
        settings: of the pipeline, and the repository.
        report: told how far it is, for a person.
        name: of the snapshot; the newest if not given.
        accept_gaps: whether to go on although Kafka no longer has every message since.

    Raises:
        BadInput: the indices are there; index agents run; there is no such snapshot; Kafka has gaps.
        RestoreIncomplete: shards do not come back.
        UserError: Kafka or Elasticsearch do not answer.
    """
    with elasticsearch_errors(settings), sync_client(settings) as client:
        snapshot = snapshot_named(settings, client, name)
        _assert_ready(settings)
        _clear(settings, client, report)
        restored, indices = Restored(snapshot), Indices(settings.index_prefix, snapshot.generation)
        report(f"restoring {snapshot.name}, taken at {snapshot.taken_at:%Y-%m-%d %H:%M:%S} UTC")
        _bring(settings, client, snapshot, [indices.state], report)
        try:
            _go_back(settings, noted_places(client, indices), restored, report, accept_gaps)
        except BaseException:
            client.indices.delete(index=indices.state)
            raise
        figures = [one for one in snapshot.indices if one.startswith(f"{metrics_alias(settings.index_prefix)}-")]
        rest = [one for one in snapshot.indices if one != indices.state and one not in figures]
        _bring(settings, client, snapshot, rest, report)
        _bring_figures(settings, client, snapshot, figures, report)
        for line in put_templates(client, settings):
            report(line)
        client.indices.refresh(index=",".join(indices.all))
        restored.articles = client.count(index=articles_alias(settings.index_prefix))["count"]
        quotations = client.count(index=quotes_alias(settings.index_prefix))["count"]
    if (restored.articles, quotations) != (snapshot.articles, snapshot.quotations):
        raise RestoreIncomplete(
            f"{restored.articles:,} articles and {quotations:,} quotations are back, but the snapshot {snapshot.name} "
            f"had {snapshot.articles:,} and {snapshot.quotations:,}; delete the indices and restore another snapshot"
        )
    return restored


def _assert_ready(settings: Settings) -> None:
    missing = missing_topics(settings, [settings.enriched_topic, settings.dead_letter_topic])
    if missing:
        raise NotInitialised(f"topic {missing[0]}")
    group = settings.group("index")
    if members_left(settings, group):
        raise BadInput(
            f"index agents run (consumer group {group}): stop all workers that have one first, or they would write "
            "while the indices come back. Those started with `--agents enrich` may go on"
        )


def _clear(settings: Settings, client: Elasticsearch, report: Report) -> None:
    """Deletes the empty indices that `quotewire init` has made.

    Raises:
        BadInput: there are others.
    """
    prefix = settings.index_prefix
    patterns = [
        articles_index(prefix, "*").replace("-v1-", "-v*-"),
        quotes_index(prefix, "*").replace("-v1-", "-v*-"),
        state_index(prefix),
        f"{state_index(prefix)}-v*",
        dead_letters_index(prefix),
    ]
    there = sorted(client.indices.get(index=",".join(patterns), expand_wildcards="all", ignore_unavailable=True))
    held = [name for name in there if not _is_empty(client, name)]
    if held:
        raise BadInput(
            f"Elasticsearch at {settings.elasticsearch_url} holds {len(held)} of these indices already, such as "
            f"{held[0]}: restore only into a cluster without them. If they are not needed (a restore that was "
            "broken off), delete them first, each by its name"
        )
    for name in there:
        client.indices.delete(index=name)
        report(f"deleted the empty index {name}")


def _is_empty(client: Elasticsearch, name: str) -> bool:
    try:
        client.indices.refresh(index=name)
        return bool(client.count(index=name)["count"] == 0)
    except ApiError:  # closed, or a shard that is not there: who knows what it holds
        return False


def _go_back(settings: Settings, places: Places, restored: Restored, report: Report, accept_gaps: bool) -> None:
    """Sets the consumer group back to where the snapshot ends.

    Raises:
        BadInput: Kafka no longer has all from there on.
    """
    ids, group = topic_ids(settings, places.topics), settings.group("index")
    wanted: dict[str, dict[int, int]] = {}
    for topic, place in places.topics.items():
        rows = lag(settings, group, topic)
        wanted[topic], same = starts(place, ids.get(topic), rows)
        ends = {row.partition: row.end for row in rows}
        restored.behind[topic] = sum(ends[number] - offset for number, offset in wanted[topic].items())
        if not same:
            restored.anew.append(topic)
        elif topic == settings.enriched_topic:
            told = _Telling(report, f"looking at what {topic} has since the snapshot")
            restored.gone = gone_since(settings, topic, wanted[topic], ends, told)
    if (restored.gone or restored.anew) and not accept_gaps:
        raise BadInput(_gaps(settings, restored))
    set_back(settings, group, wanted)
    report(f"the consumer group {group} goes on where the snapshot ends")


def _gaps(settings: Settings, restored: Restored) -> str:
    if restored.anew:
        what = f"{restored.anew[0]} was deleted and made anew since the snapshot: what only the earlier one had is lost"
    else:
        what = (
            f"{restored.gone:,} messages since the snapshot are no longer in {settings.enriched_topic}, as it was "
            "compacted: an article deleted since can come back, and an older version be taken for the newest"
        )
    return (
        f"{what}. Nothing was restored. `--accept-gaps` restores all the same; a newer snapshot may have none. "
        "QUOTEWIRE_ENRICHED_HISTORY_HOURS says how long a new topic keeps every message"
    )


def _bring(settings: Settings, client: Elasticsearch, snapshot: Snapshot, names: list[str], report: Report) -> None:
    """Restores some indices, and waits until their shards answer.

    Raises:
        RestoreIncomplete: one does not come.
    """
    with repository_errors(settings):
        client.snapshot.restore(
            repository=settings.backup_repository,
            snapshot=snapshot.name,
            indices=",".join(names),
            include_global_state=False,
            include_aliases=True,
            ignore_index_settings="index.blocks.write",
            wait_for_completion=False,
        )
    told = worked = time.monotonic()
    while True:
        health = _health(client, names)
        if not health["timed_out"]:
            return
        now = time.monotonic()
        if health["initializing_shards"]:
            worked = now
        if now - worked > STUCK_SECONDS:
            raise RestoreIncomplete(
                f"{health['unassigned_shards']} shards of the snapshot {snapshot.name} do not come back "
                "(`GET _cluster/allocation/explain` says why); delete the indices before you restore again"
            )
        if now - told > TELL_SECONDS:
            told = now
            report(f"{health['active_primary_shards']} shards are back, {health['initializing_shards']} are coming")


def _health(client: Elasticsearch, names: Iterable[str]) -> Counter[str]:
    """Numbers of shards of some indices, added up; `timed_out` is how many requests did not find them all there."""
    sums: Counter[str] = Counter()
    for some in addressable(names):
        waiting = client.options(ignore_status=408)  # what it answers when the time is over
        answer = waiting.cluster.health(index=",".join(some), wait_for_status="yellow", timeout="1s")
        sums.update({name: int(answer[name]) for name in _ADDED_UP})
    return sums


def _bring_figures(
    settings: Settings, client: Elasticsearch, snapshot: Snapshot, names: list[str], report: Report
) -> None:
    """Restores the figures over those that workers have written since: without them, nothing but a chart is poorer."""
    reason = "the snapshot has none"
    for _ in range(FIGURES_TRIES if names else 0):
        there = client.indices.get(
            index=f"{metrics_alias(settings.index_prefix)}-*", filter_path="*.settings.index.uuid"
        )
        for name in sorted(there):
            client.options(ignore_status=404).indices.delete(index=name)
            report(f"deleted {name}, the figures that workers have written since Elasticsearch is back")
        try:
            _bring(settings, client, snapshot, names, report)
            return
        except BadInput as error:  # a worker was faster, every ten seconds
            reason = str(error)
    report(f"the figures of the pipeline were not restored: {reason}")


class _Telling:
    """Tells a growing number now and then."""

    def __init__(self, report: Report, what: str) -> None:
        self._report = report
        self._what = what
        self._told = time.monotonic()

    def __call__(self, count: int) -> None:
        if time.monotonic() - self._told > TELL_SECONDS:
            self._told = time.monotonic()
            self._report(f"{self._what}: {count:,} messages")
