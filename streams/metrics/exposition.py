"""The counters of all agents of a worker, and the gauges made of their states, as Prometheus reads them."""

import struct
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version as package_version
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from streams.metrics import definitions
from streams.metrics.definitions import Definition
from streams.metrics.folder import AgentState
from streams.metrics.health import Health
from streams.settings import AgentName

CONTENT_TYPE = CONTENT_TYPE_LATEST

READINGS = 3
"""A file of counters that an agent has just begun cannot be read for a moment."""


class Exposition:
    """What /metrics answers.

    Args:
        folder: of the worker.
        health: knows the states of its agents.
    """

    def __init__(self, folder: Path, health: Health) -> None:
        self._registry = CollectorRegistry(auto_describe=False)
        MultiProcessCollector(self._registry, path=str(folder))  # type: ignore[no-untyped-call]  # theirs
        self._registry.register(_Supervised(health))

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        for reading in range(READINGS):
            try:
                return generate_latest(self._registry)
            except (OSError, ValueError, struct.error):
                if reading == READINGS - 1:
                    raise
                time.sleep(0.05)
        raise AssertionError("the last reading returns or raises")


class _Supervised(Collector):
    """What the supervisor knows itself."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        states = self._health.states()
        present = [(agent, state) for agent, state in states.items() if state is not None]
        yield _gauge(definitions.IN_FLIGHT_MESSAGES, [((agent,), state.in_flight_messages) for agent, state in present])
        yield _gauge(definitions.IN_FLIGHT_BYTES, [((agent,), state.in_flight_bytes) for agent, state in present])
        yield _gauge(definitions.LAG, [row for agent, state in present for row in _lag(agent, state)])
        models = sorted({model for _, state in present for model in state.models})
        yield _gauge(definitions.MODEL_INFO, [((model,), 1) for model in models])
        missing = self._health.missing()
        yield _gauge(definitions.READY, [((agent,), 0 if reasons else 1) for agent, reasons in missing.items()])
        starts = CounterMetricFamily(
            definitions.AGENT_STARTS_TOTAL.name, definitions.AGENT_STARTS_TOTAL.meaning, labels=["agent"]
        )
        for agent, count in self._health.starts().items():
            starts.add_metric([agent], count)
        yield starts
        yield _gauge(definitions.BUILD_INFO, [((package_version("quotewire"),), 1)])


def _lag(agent: AgentName, state: AgentState) -> list[tuple[tuple[str, ...], float]]:
    return [((agent, topic, str(partition)), count) for topic, partition, count in state.lag]


def _gauge(definition: Definition, rows: Iterable[tuple[Sequence[str], float]]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(definition.name, definition.meaning, labels=definition.labels)
    for labels, value in rows:
        family.add_metric(labels, value)
    return family
