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
import time
from typing import Final

from elasticsearch import Elasticsearch

from streams.elasticsearch_client import sync_client
from streams.errors import BadInput, NotInitialised
from streams.indexing.generations import Indices
from streams.kafka_admin import missing_topics
from streams.rebuild.cluster import Cluster
from streams.rebuild.expiry import expired_before, note_limit
from streams.rebuild.filling import Commands, ReindexIncomplete, Report, Result, Run
from streams.rebuild.following import AnotherReindexRuns, delete_group, members_left, reindex_group, runs_elsewhere
from streams.rebuild.replay_record import record_in, what_is_unfinished
from streams.settings import Settings
from streams.setup import elasticsearch_errors, serving_generation

NOT_PUBLISHED: Final = (
    "the new annotations of the last replay are not all in the topic of enriched articles yet: `quotewire replay "
    "--swap` writes them there"
)

COMMANDS: Final = Commands(again="quotewire reindex", give_up="quotewire reindex --abandon")

FORGOTTEN_SECONDS: Final = 15.0
"""A run that was killed is forgotten by the broker before that."""


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
        cluster = cluster_of(client, settings)
        assert_alone(settings, cluster)
        assert_no_replay(client, cluster)
        begin(settings, cluster, report)
        run = Run(settings, cluster, report, accept_missing, COMMANDS)
        try:
            result = asyncio.run(run.carry_out())
        except (KeyboardInterrupt, asyncio.CancelledError):
            raise ReindexIncomplete(
                f"stopped; what was done is kept, and the serving generation goes on. `{COMMANDS.again}` goes on from "
                f"there, `{COMMANDS.give_up}` deletes it"
            ) from None
        return with_earlier(client, settings, result, drop_old)


def begin(settings: Settings, cluster: Cluster, report: Report) -> None:
    """Makes the next generation, empty, or goes on with the one that is there; index agents can write in any case."""
    client = cluster.client
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


def with_earlier(client: Elasticsearch, settings: Settings, result: Result, drop_old: bool) -> Result:
    """The result with the generations before the new one that are left, or were deleted."""
    if drop_old:
        result.removed = drop_earlier(settings)
    result.left = [indices.generation for indices in cluster_of(client, settings).earlier()]
    return result


def assert_no_replay(client: Elasticsearch, cluster: Cluster) -> None:
    """Makes sure that no replay is in the next generation, or has not been written to the topic.

    Raises:
        BadInput: there is one.
    """
    if cluster.is_begun() and record_in(client, cluster.new) is not None:
        raise BadInput(what_is_unfinished(client, cluster.new))
    serving_one = record_in(client, cluster.old)
    if serving_one is not None and not serving_one.published:
        raise BadInput(NOT_PUBLISHED)


def abandon(settings: Settings) -> list[str]:
    """Deletes an unfinished next generation; the names of its indices.

    Raises:
        AnotherReindexRuns: it is being filled just now.
        BadInput: there is none.
    """
    with elasticsearch_errors(settings), sync_client(settings) as client:
        cluster = cluster_of(client, settings)
        assert_alone(settings, cluster)
        if not cluster.is_begun() and not cluster.is_closed():
            raise BadInput("there is no unfinished reindex to abandon")
        if cluster.is_begun() and record_in(client, cluster.new) is not None:
            raise BadInput(what_is_unfinished(client, cluster.new))
        names = cluster.abandon()
        delete_group(settings, reindex_group(settings, cluster.new.generation))
        return names


def drop_earlier(settings: Settings) -> list[str]:
    """Deletes the generations before the one that serves, and their consumer groups; the names of the indices."""
    with elasticsearch_errors(settings), sync_client(settings) as client:
        cluster = cluster_of(client, settings)
        names = []
        for indices in cluster.earlier():
            names += cluster.remove(indices)
        for generation in range(2, cluster.old.generation + 1):
            delete_group(settings, reindex_group(settings, generation))
        return names


def assert_nothing_unfinished(client: Elasticsearch, settings: Settings) -> None:
    """Makes sure that no generation was begun that does not serve.

    Raises:
        BadInput: one was.
    """
    cluster = cluster_of(client, settings)
    if cluster.is_begun():
        raise BadInput(what_is_unfinished(client, cluster.new))


def serving(client: Elasticsearch, settings: Settings) -> Indices:
    """The indices of the generation that serves.

    Raises:
        NotInitialised: there are none.
    """
    generation = serving_generation(client, settings.index_prefix)
    if generation is None:
        raise NotInitialised(f"indices {settings.index_prefix}-*")
    return Indices(settings.index_prefix, generation)


def cluster_of(client: Elasticsearch, settings: Settings) -> Cluster:
    """The generation that serves, and the one after it."""
    old = serving(client, settings)
    return Cluster(client, settings, old, Indices(settings.index_prefix, old.generation + 1))


def assert_alone(settings: Settings, cluster: Cluster) -> None:
    """Makes sure that nobody else fills the next generation; waits until the broker has forgotten who was killed.

    Raises:
        AnotherReindexRuns: somebody does.
        NotInitialised: the topic of enriched articles is missing.
    """
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
