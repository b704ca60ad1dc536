"""What an agent tells of itself: what it counts, what it lacks, what it has in flight."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from streams.messages import Message, Rejected
from streams.metrics.counters import Counters
from streams.metrics.folder import AgentState, write_state
from streams.metrics.lag import ConsumerLag, KafkaAway
from streams.outcomes import Outcome
from streams.settings import AgentName, Settings

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
LAG_SECONDS = 2.0

Need = Literal["kafka", "elasticsearch", "models"]
NEEDS: dict[AgentName, tuple[Need, ...]] = {"enrich": ("kafka", "models"), "index": ("kafka", "elasticsearch")}


class Monitor:
    """Of one agent process; the agent and its parts tell it what happens.

    Args:
        settings: of the worker.
        agent: which.
        folder: where its state is written; nowhere if not given.
    """

    def __init__(self, settings: Settings, agent: AgentName, folder: Path | None = None) -> None:
        self.agent = agent
        self.counters = Counters(agent)
        self._settings = settings
        self._folder = folder
        self._missing: dict[str, str] = dict.fromkeys(NEEDS[agent], "is starting")
        self._models: list[str] = []
        self._in_flight: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self._lag: dict[tuple[str, int], int] = {}

    def lacks(self, need: Need, why: str) -> None:
        """The agent cannot work, or not get on, for want of this."""
        self._missing[need] = why

    def has(self, need: Need) -> None:
        """It lacks this no longer."""
        self._missing.pop(need, None)

    def models(self, names: Iterable[str]) -> None:
        """The models are loaded."""
        self._models = sorted({*self._models, *names})
        self.has("models")

    def taken(self, messages: Sequence[Message]) -> None:
        """The work on messages begins."""
        self.counters.taken(messages)

    def asks_in_flight(self, in_flight: Callable[[], tuple[int, int]]) -> None:
        """Where to ask for the messages and bytes in flight."""
        self._in_flight = in_flight

    def outcomes(self, counts: Counter[Outcome], rejections: Sequence[Rejected]) -> None:
        """Deliveries reached their outcome; of those dead-lettered, why."""
        self.counters.outcomes(counts)
        self.counters.dead_letters(rejections)

    def write_state(self) -> None:
        """Writes the state of the agent, which is its heartbeat too."""
        if self._folder is None:
            return
        messages, size = self._in_flight()
        state = AgentState(
            missing=dict(self._missing),
            in_flight_messages=messages,
            in_flight_bytes=size,
            lag=[(topic, partition, count) for (topic, partition), count in sorted(self._lag.items())],
            models=self._models,
        )
        write_state(self._folder, self.agent, state)

    async def run(self, app: Any) -> None:
        """Keeps the state up to date until it is cancelled.

        Args:
            app: the agent's Faust app.
        """
        loops = [self._beat(), self._ask_lag(ConsumerLag(app))]
        await asyncio.gather(*loops)

    async def _beat(self) -> None:
        while True:
            self.write_state()
            await asyncio.sleep(BEAT_SECONDS)

    async def _ask_lag(self, lag: ConsumerLag) -> None:
        while True:
            try:
                self._lag = await lag.ask()
                self.has("kafka")
            except KafkaAway as away:
                self.lacks("kafka", str(away))
            await asyncio.sleep(LAG_SECONDS)
