"""The raw messages of a replay read again, step by step, each noted when its articles are written."""

import asyncio
import logging
from typing import Final

from elastic_transport import TransportError
from elasticsearch import ApiError

from streams.apps import nlp_pool
from streams.backoff import delays
from streams.rebuild.cluster import Cluster
from streams.rebuild.filling import Filling, Report, Run
from streams.rebuild.raw_reading import RawReader, unfinished
from streams.rebuild.replay_record import ReplayRecord, note
from streams.rebuild.replaying import Replaying
from streams.security.elasticsearch_reasons import reason
from streams.settings import Settings

log = logging.getLogger(__name__)

REPORT_EVERY: Final = 5.0
"""Seconds between two lines about how far it is."""


async def read_again(
    run: Run, settings: Settings, cluster: Cluster, filling: Filling, record: ReplayRecord, report: Report
) -> ReplayRecord:
    """Reads the raw messages that are left, and notes each step; the record afterwards.

    Raises:
        RawTopicMadeAnew: its messages are gone.
    """
    pool = nlp_pool(settings)
    reader = RawReader(settings, settings.enrich_batch * settings.nlp_processes * 2)
    try:
        await pool.start()
        await reader.start()
        await reader.seek(record)
        work = Replaying(
            filling.client, pool, filling.agent, cluster, record,
            limit=run.limit, batch=settings.enrich_batch, refusals=run.refusals,
        )  # fmt: skip
        loop = asyncio.get_running_loop()
        told, started, done_before = 0.0, loop.time(), record.done
        while unfinished(record):
            step = await reader.step(record)
            if not step.nexts:
                continue
            outcomes, not_taken = await work(step.messages)
            await work(step.deletions)
            outcomes["gone"] += step.gone
            record = record.after(step.nexts, +outcomes, not_taken)
            await _noted(cluster, record)
            if loop.time() - told > REPORT_EVERY:
                told = loop.time()
                rate = (record.done - done_before) / max(told - started, 0.001)
                share = record.done / max(1, record.total)
                report(f"{share:4.0%} of {record.total:,} raw messages read again, {rate:,.1f}/s")
    finally:
        await reader.stop()
        await pool.stop()
    record = record.model_copy(update={"finished": True})
    await _noted(cluster, record)
    report(f"{record.total:,} raw messages read again: {summary(record)}")
    return record


async def _noted(cluster: Cluster, record: ReplayRecord) -> None:
    """Notes how far a replay is; waits for Elasticsearch, as all that it writes does."""
    for delay in delays():
        try:
            await asyncio.to_thread(note, cluster.client, cluster.new, record)
            return
        except (ApiError, TransportError) as error:
            log.warning("Elasticsearch: cannot note what is done (%s); trying again in %.1f s", reason(error), delay)
            await asyncio.sleep(delay)


def summary(record: ReplayRecord) -> str:
    """The counts on one line."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(record.counts.items())) or "nothing"
