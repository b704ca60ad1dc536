"""The counters and histograms of one agent process."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram

from streams.messages import Rejected
from streams.metrics import definitions
from streams.metrics.definitions import AGENT_STAGES, OUTCOMES, Definition
from streams.outcomes import Outcome
from streams.settings import AgentName

MOST_VALUES = 100
"""Different values of a label that comes from outside (an error's name); more are counted as `other`."""

LONGEST_VALUE = 80


class Counters:
    """What one agent counts. In a worker its values are in files (`folder.count_into`), else in memory.

    Args:
        agent: whose.
        registry: where the metrics are registered; one of their own if not given.
    """

    def __init__(self, agent: AgentName, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self._agent = agent
        self._outcomes = self._counter(definitions.OUTCOMES_TOTAL)
        self._messages = self._counter(definitions.MESSAGES_TOTAL).labels(agent)
        self._bytes = self._counter(definitions.MESSAGE_BYTES_TOTAL).labels(agent)
        self._dead_letters = self._counter(definitions.DEAD_LETTERS_TOTAL)
        stages = self._histogram(definitions.STAGE_SECONDS)
        blocked = self._histogram(definitions.LOOP_BLOCKED_SECONDS)
        self._blocked_wall, self._blocked_cpu = blocked.labels(agent, "wall"), blocked.labels(agent, "cpu")
        # From the start with 0: a rate has no beginning without.
        for outcome in OUTCOMES[agent]:
            self._outcomes.labels(agent, outcome)
        self._stage = {stage: stages.labels(stage) for stage in AGENT_STAGES[agent]}
        if agent == "enrich":
            self._languages = self._counter(definitions.ARTICLES_BY_LANGUAGE_TOTAL)
        else:
            self._bulk_requests = self._counter(definitions.BULK_REQUESTS_TOTAL)
            self._bulk_retries = self._counter(definitions.BULK_RETRIES_TOTAL)
            self._bulk_refusals = self._counter(definitions.BULK_REFUSALS_TOTAL)
            self._freshness = self._histogram(definitions.FRESHNESS_SECONDS)
        self._seen: dict[str, set[str]] = {}

    def taken(self, messages: int, size: int) -> None:
        """Counts messages taken from the topic, and the bytes of their keys and values."""
        self._messages.inc(messages)
        self._bytes.inc(size)

    def outcomes(self, counts: Mapping[Outcome, int]) -> None:
        """Counts deliveries that reached their outcome."""
        for outcome, count in counts.items():
            self._outcomes.labels(self._agent, outcome).inc(count)

    def dead_letters(self, rejections: Iterable[Rejected]) -> None:
        """Counts dead letters that are written."""
        for rejected in rejections:
            self._dead_letters.labels(rejected.stage, self._bounded("error", rejected.error)).inc()

    def language(self, code: str) -> None:
        """Counts an article enriched (enrich agent)."""
        self._languages.labels(self._bounded("language", code)).inc()

    def stage(self, stage: str, seconds: float) -> None:
        """Adds the seconds that one article spent in a stage."""
        self._stage[stage].observe(seconds)

    def bulk_request(self) -> None:
        """Counts a bulk request (index agent, as all below)."""
        self._bulk_requests.inc()

    def bulk_retry(self, reason: str) -> None:
        """Counts a write that waits and is tried again."""
        self._bulk_retries.labels(self._bounded("reason", reason)).inc()

    def bulk_refusal(self, error: str) -> None:
        """Counts a document that Elasticsearch will never take."""
        self._bulk_refusals.labels(self._bounded("error", error)).inc()

    def freshness(self, seconds: float) -> None:
        """Adds the time from published to searchable of one article."""
        self._freshness.observe(seconds)

    def loop_blocked(self, wall: float, cpu: float) -> None:
        """Adds a block of the agent's event loop: its seconds, and those in which the loop's thread was computing."""
        self._blocked_wall.observe(wall)
        self._blocked_cpu.observe(cpu)

    def _counter(self, definition: Definition) -> Counter:
        return Counter(definition.name, definition.meaning, definition.labels, registry=self.registry)

    def _histogram(self, definition: Definition) -> Histogram:
        return Histogram(
            definition.name, definition.meaning, definition.labels, buckets=definition.buckets, registry=self.registry
        )

    def _bounded(self, label: str, value: str) -> str:
        """The value, or `other`: whatever comes in, the number of series is bounded."""
        value = value[:LONGEST_VALUE]
        seen = self._seen.setdefault(label, set())
        if value not in seen:
            if len(seen) >= MOST_VALUES:
                return "other"
            seen.add(value)
        return value
