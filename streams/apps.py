"""The two Faust apps: enrich (`news.raw` -> `news.enriched`) and index (`news.enriched` -> Elasticsearch).

Two apps and not one with two agents, so that a rebalance of one consumer group does not stop the other. Every setting
below that differs from Faust's default is there because the default loses, duplicates or blocks.
"""

import logging
from functools import partial
from typing import Any, Final

import faust
from yarl import URL

from streams import nlp_process
from streams.committing import go_back_to_beginnings, tell_topics_apart
from streams.consumer_thread import ask_no_ended_thread
from streams.dead_letters.writing import DeadLetterWriter
from streams.delivery import Delivery
from streams.elasticsearch_client import async_client
from streams.enrich_agent import EnrichAgent
from streams.errors import KafkaUnavailable
from streams.faust_costs import Monitor as FaustMonitor
from streams.faust_costs import hand_on_at_once
from streams.indexing.bulk import BulkWriter
from streams.indexing.dead_letters import DeadLetterIndexer, await_dead_letters_index
from streams.indexing.generations import ServingGenerations
from streams.indexing.writer import IndexAgent
from streams.kafka_admin import topic_ids
from streams.membership import consumer_of, stay_in_group, why_out_for_good
from streams.metrics.monitor import Monitor
from streams.nlp_pool import PRELOADED, NlpPool
from streams.outcomes import Outcomes
from streams.producing import ProducedTopic
from streams.read_ahead import BUFFERED_BYTES, FETCHED_BYTES, READ_AHEAD_BATCHES, Buffer, bound_what_is_handed_on
from streams.records import accept_any_header_name
from streams.security.connector import faust_credentials
from streams.settings import AgentName, Settings
from streams.topic_identity import TopicIds, why_to_start_anew

log = logging.getLogger(__name__)

NEVER_SECONDS: Final = 604_800.0
"""A week, as the longest time between polls: a worker that waits behind an outage must not be put out of its group. It
counts only while the event loop stands still (streams/membership.py)."""

SESSION_SECONDS: Final = 30.0
COMMIT_SECONDS: Final = 1.0
"""Offsets are committed this often: what is delivered again after a kill is at most about this long ago."""

TOPIC_CHECK_SECONDS: Final = 20.0
"""An agent whose topic was made anew reads none of it, or goes on in its middle, until it is noticed."""

MEMBERSHIP_CHECK_SECONDS: Final = 5.0

ENRICHED_AT_ONCE_BYTES: Final = 1024 * 1024
"""Of raw messages in one batch: what spaCy holds for a text is hundreds of times as large."""

ENRICHED_WAITING: Final = 128
"""Batches that are enriched and wait for one before them, which has a document that hangs: for six times the limit of a
document it keeps one NLP process from its work, and would keep all from it."""

PRODUCED_BATCH_BYTES: Final = 256 * 1024
"""Of messages for one partition, before compression, that are sent together; a larger message goes alone."""

DEAD_LETTER_BATCH: Final = 50
"""Dead letters in one batch; each can be 8 MB, and nobody waits for them."""


class QuotewireApp(faust.App):
    """A Faust app that keeps nothing on disk."""

    def _create_directories(self) -> None:
        """Faust makes folders for tables in the current one; there are no tables."""

    def FlowControlQueue(  # noqa: N802 - Faust's name
        self, maxsize: int | None = None, *, clear_on_resume: bool = False
    ) -> Buffer:
        """The buffer of a topic."""
        return Buffer(maxsize or 0, BUFFERED_BYTES, flow_control=self.flow_control, clear_on_resume=clear_on_resume)


class DeliveredEvent(faust.Event):
    """An event that is acknowledged only if it was handed to the agent.

    Faust's stream in pure Python (without its compiled part) acknowledges messages that it skips because a rebalance
    has just begun. They come again, but a worker killed before they do would have committed past them.
    """

    def ack(self) -> bool:
        """Acknowledges the message if it was delivered; whether this was its last acknowledgement."""
        return bool(super().ack()) if self.message.tracked else False


def enrich_app(settings: Settings, monitor: Monitor, topics: TopicIds) -> faust.App:
    """The app that enriches raw articles; `topics` as they are before it joins its group."""
    app = _app(settings, "enrich", settings.enrich_batch)
    tell_topics_apart(topics)
    enriched, dead_letters = ProducedTopic(app, settings.enriched_topic), _dead_letters(app, settings)
    outcomes = Outcomes(monitor.outcomes)
    delivery = Delivery(
        batch=settings.enrich_batch,
        batch_bytes=ENRICHED_AT_ONCE_BYTES,
        within=settings.take_seconds,
        batches_in_flight=settings.nlp_processes * 2,
        bytes_in_flight=settings.bytes_in_flight,
        batches_waiting=ENRICHED_WAITING,
        taken=monitor.taken,
    )
    monitor.asks_in_flight(lambda: delivery.in_flight)

    async def enrich(stream: Any) -> None:
        pool = nlp_pool(settings)
        try:
            await pool.start()
            monitor.models(pool.models)
            log.info("the enrich agent is ready")
            await delivery.run(stream, EnrichAgent(pool, enriched, dead_letters, outcomes, monitor))
        except Exception as error:
            await app.crash(error)
        finally:
            await pool.stop()

    app.agent(_topic(app, settings.raw_topic), name="enrich")(enrich)
    _add_reports(app, settings, outcomes, topics)
    return app


def nlp_pool(settings: Settings) -> NlpPool:
    """The NLP processes, not yet started, with the models of the settings."""
    nlp_process.preload(PRELOADED, settings.entity_models)
    return NlpPool(
        settings.nlp_processes,
        settings.nlp_seconds_per_document,
        settings.nlp_documents_per_process,
        target=partial(nlp_process.main, forced=settings.entity_models),
    )


def index_app(settings: Settings, monitor: Monitor, topics: TopicIds) -> faust.App:
    """The app that indexes enriched articles; `topics` as they are before it joins its group."""
    app = _app(settings, "index", settings.index_batch)
    tell_topics_apart(topics)
    dead_letters = _dead_letters(app, settings)
    outcomes = Outcomes(monitor.outcomes)
    delivery = Delivery(
        batch=settings.index_batch,
        batch_bytes=settings.bulk_bytes,
        within=settings.take_seconds,
        batches_in_flight=settings.index_batches_in_flight,
        bytes_in_flight=settings.bytes_in_flight,
        taken=monitor.taken,
    )
    monitor.asks_in_flight(lambda: delivery.in_flight)

    async def index(stream: Any) -> None:
        client = async_client(settings)  # its addresses were checked with the settings
        try:
            bulk = BulkWriter(client, settings.bulk_bytes, monitor)
            log.info("the index agent is ready")
            generations = ServingGenerations(client, settings.index_prefix)
            work = IndexAgent(client, bulk, generations, dead_letters, outcomes, monitor)
            await delivery.run(stream, work)
        except Exception as error:
            await app.crash(error)
        finally:
            await client.close()

    app.agent(_topic(app, settings.enriched_topic), name="index")(index)
    _add_dead_letter_index(app, settings)
    used = (settings.enriched_topic, settings.dead_letter_topic)
    _add_reports(app, settings, outcomes, {name: topics[name] for name in used})
    return app


def _add_dead_letter_index(app: faust.App, settings: Settings) -> None:
    """A second agent of the index app: dead letters become documents too, in the same consumer group."""
    delivery = Delivery(
        batch=DEAD_LETTER_BATCH,
        batch_bytes=settings.bulk_bytes,
        within=settings.take_seconds,
        batches_in_flight=1,
        bytes_in_flight=settings.bulk_bytes,
    )

    async def index_dead_letters(stream: Any) -> None:
        client = async_client(settings)
        indexer = DeadLetterIndexer(client, BulkWriter(client, settings.bulk_bytes), settings.index_prefix)
        try:
            await await_dead_letters_index(client, settings.index_prefix)
            await delivery.run(stream, indexer)
        except Exception as error:
            await app.crash(error)
        finally:
            if indexer.counts:
                log.info("dead letters: %s", indexer.summary())
            await client.close()

    topic = _topic(app, settings.dead_letter_topic)
    # Never full: Faust hands on what was fetched in one sequence, so a full buffer here would hold up the articles
    # while dead letters wait. It still stops fetching them as long as some are in the buffer.
    topic.maxsize = 0
    app.agent(topic, name="index-dead-letters")(index_dead_letters)


def _app(settings: Settings, agent: AgentName, batch: int) -> faust.App:
    accept_any_header_name()
    bound_what_is_handed_on()
    go_back_to_beginnings()
    ask_no_ended_thread()
    hand_on_at_once()
    return QuotewireApp(
        settings.group(agent),
        broker=[URL(f"aiokafka://{broker}") for broker in settings.kafka_brokers.split(",")],
        broker_credentials=faust_credentials(settings),
        autodiscover=False,
        Event=DeliveredEvent,
        Monitor=FaustMonitor,
        store="memory://",
        # Topics are created by `quotewire init`, from settings.
        topic_disable_leader=True,
        topic_allow_declare=False,
        broker_commit_interval=COMMIT_SECONDS,
        broker_session_timeout=SESSION_SECONDS,
        broker_heartbeat_interval=SESSION_SECONDS / 10,
        broker_max_poll_interval=NEVER_SECONDS,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=FETCHED_BYTES,
        broker_max_poll_records=batch * READ_AHEAD_BATCHES,
        # With the default (True) a stop waits for batches that wait for an outage, and a rebalance does too.
        stream_wait_empty=False,
        stream_buffer_maxsize=batch * READ_AHEAD_BATCHES,
        producer_acks=-1,
        producer_compression_type="zstd",
        producer_linger=0.005,
        # Faust's 16 KB are three articles: a request for them, and a compressor that has seen nothing like them.
        producer_max_batch_size=PRODUCED_BATCH_BYTES,
        # The broker's own limit is on compressed batches; ours is on what we hold in memory.
        producer_max_request_size=4 * settings.max_message_bytes,
        web_enabled=False,
    )


def _topic(app: faust.App, name: str) -> Any:
    """A topic of raw keys and values: Faust acknowledges a message that it cannot decode before it says so."""
    return app.topic(name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")


def _dead_letters(app: faust.App, settings: Settings) -> DeadLetterWriter:
    return DeadLetterWriter(ProducedTopic(app, settings.dead_letter_topic), settings.max_message_bytes)


def _add_reports(app: faust.App, settings: Settings, outcomes: Outcomes, topics: TopicIds) -> None:
    """Every ten seconds what was done, if anything; and whether topics and group are still what they must be."""
    reported = Outcomes()

    async def report_outcomes() -> None:
        if outcomes.counts != reported.counts:
            reported.counts = outcomes.counts.copy()
            log.info("outcomes: %s", outcomes.summary())

    async def check_topics() -> None:
        try:
            now = await app.loop.run_in_executor(None, topic_ids, settings, topics)
        except KafkaUnavailable:
            return
        reason = why_to_start_anew(topics, now)
        if reason is not None:
            await app.crash(RuntimeError(reason))

    async def check_membership() -> None:
        stay_in_group(app)
        consumer = consumer_of(app)
        reason = why_out_for_good(consumer) if consumer is not None else None
        if reason is not None:
            await app.crash(RuntimeError(f"{reason}; only a new start brings it back"))

    app.timer(interval=10.0)(report_outcomes)
    app.timer(interval=MEMBERSHIP_CHECK_SECONDS)(check_membership)
    app.timer(interval=TOPIC_CHECK_SECONDS)(check_topics)
