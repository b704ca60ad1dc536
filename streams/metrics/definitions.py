"""Every metric: its name, labels and meaning; docs/metrics.md describes the same ones."""

from dataclasses import dataclass
from typing import Final, Literal

from streams.messages import ENRICH_STAGES
from streams.outcomes import Outcome
from streams.settings import AgentName

OUTCOMES: Final[dict[AgentName, tuple[Outcome, ...]]] = {
    "enrich": ("enriched", "deleted", "dead-lettered"),
    "index": ("indexed", "unchanged", "superseded", "deleted", "dead-lettered"),
}
"""What a message can end in, by agent."""

AGENT_STAGES: Final[dict[AgentName, tuple[str, ...]]] = {"enrich": ENRICH_STAGES, "index": ("index",)}
"""Parts of the work on an article, in their order."""

STAGES: Final = (*AGENT_STAGES["enrich"], *AGENT_STAGES["index"])

STAGE_BUCKETS: Final = (
    0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0,
)  # fmt: skip
"""Seconds: from a short note's fingerprints to the longest text that is not poison."""

FRESHNESS_BUCKETS: Final = (
    0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0,
)  # fmt: skip
"""Seconds: from a refresh that happens at once to an hour's outage."""


LOOP_BUCKETS: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds: 0.2 is the most that is meant to be."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric.

    Attributes:
        name: as Prometheus shows it; a histogram's series have `_bucket`, `_sum` and `_count` added.
        kind: counter, histogram or gauge.
        labels: their names.
        meaning: one sentence.
        buckets: upper bounds of a histogram's.
    """

    name: str
    kind: Literal["counter", "histogram", "gauge"]
    labels: tuple[str, ...]
    meaning: str
    buckets: tuple[float, ...] = ()


OUTCOMES_TOTAL: Final = Definition(
    "quotewire_outcomes_total", "counter", ("agent", "outcome"), "Deliveries that reached their outcome."
)
MESSAGES_TOTAL: Final = Definition(
    "quotewire_messages_total", "counter", ("agent",), "Messages taken from the topic, redeliveries too."
)
MESSAGE_BYTES_TOTAL: Final = Definition(
    "quotewire_message_bytes_total", "counter", ("agent",), "Bytes of keys and values of the messages taken."
)
ARTICLES_BY_LANGUAGE_TOTAL: Final = Definition(
    "quotewire_articles_by_language_total", "counter", ("language",), "Articles enriched, by language code."
)
DEAD_LETTERS_TOTAL: Final = Definition(
    "quotewire_dead_letters_total", "counter", ("stage", "error"), "Dead letters written, by where and why."
)
BULK_REQUESTS_TOTAL: Final = Definition(
    "quotewire_bulk_requests_total", "counter", (), "Bulk requests sent to Elasticsearch."
)
BULK_RETRIES_TOTAL: Final = Definition(
    "quotewire_bulk_retries_total", "counter", ("reason",), "Times that a write waited and was tried again."
)
BULK_REFUSALS_TOTAL: Final = Definition(
    "quotewire_bulk_refusals_total", "counter", ("error",), "Documents that Elasticsearch will never take."
)
STAGE_SECONDS: Final = Definition(
    "quotewire_stage_seconds", "histogram", ("stage",), "Seconds per article in each stage.", STAGE_BUCKETS
)
FRESHNESS_SECONDS: Final = Definition(
    "quotewire_freshness_seconds", "histogram", (), "Seconds from the raw message's Kafka timestamp to searchable.",
    FRESHNESS_BUCKETS,
)  # fmt: skip
LOOP_BLOCKED_SECONDS: Final = Definition(
    "quotewire_loop_blocked_seconds", "histogram", ("agent", "clock"),
    "Seconds for which an agent's event loop noticed nothing, of 10 ms and more.", LOOP_BUCKETS,
)  # fmt: skip
IN_FLIGHT_MESSAGES: Final = Definition(
    "quotewire_in_flight_messages", "gauge", ("agent",), "Messages taken and not yet acknowledged."
)
IN_FLIGHT_BYTES: Final = Definition(
    "quotewire_in_flight_bytes", "gauge", ("agent",), "Bytes of the messages taken and not yet acknowledged."
)
LAG: Final = Definition(
    "quotewire_lag", "gauge", ("agent", "topic", "partition"), "Messages of an assigned partition without outcome."
)
MODEL_INFO: Final = Definition("quotewire_model_info", "gauge", ("model",), "1 for each model that is loaded.")
READY: Final = Definition(
    "quotewire_ready", "gauge", ("agent",), "1 where the agent has all it needs to work, else 0 (/readyz says why)."
)
AGENT_STARTS_TOTAL: Final = Definition(
    "quotewire_agent_starts_total", "counter", ("agent",), "Starts of the agent's process by this worker."
)
BUILD_INFO: Final = Definition("quotewire_build_info", "gauge", ("version",), "1 for the version that runs.")

DEFINITIONS: Final = (
    OUTCOMES_TOTAL, MESSAGES_TOTAL, MESSAGE_BYTES_TOTAL, ARTICLES_BY_LANGUAGE_TOTAL, DEAD_LETTERS_TOTAL,
    BULK_REQUESTS_TOTAL, BULK_RETRIES_TOTAL, BULK_REFUSALS_TOTAL, STAGE_SECONDS, FRESHNESS_SECONDS,
    LOOP_BLOCKED_SECONDS, IN_FLIGHT_MESSAGES, IN_FLIGHT_BYTES, LAG, MODEL_INFO, READY, AGENT_STARTS_TOTAL, BUILD_INFO,
)  # fmt: skip
