"""Whether a worker is alive (its processes run, their event loops turn) and ready (nothing that it needs is missing).

Alive says whether starting the worker again could help; ready says whether articles get through.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from streams.metrics.folder import AgentState, forget_state, read_state
from streams.settings import AgentName

STALE_SECONDS = 30.0
"""An agent writes its state every second; one that has not for so long hangs."""

STARTING_SECONDS = 120.0
"""Longest time until a new process writes its first state: it imports much, for which a busy machine needs long."""

NOT_THERE = "agent"
"""What is missing where an agent's process itself is."""


class Health:
    """What the supervisor knows of its agents: from their processes, and from the states that they write.

    Args:
        folder: of the worker.
        agents: which run in it.
    """

    def __init__(self, folder: Path, agents: Sequence[AgentName]) -> None:
        self._folder = folder
        self._agents = tuple(agents)
        self._started: dict[AgentName, float] = dict.fromkeys(agents, time.monotonic())
        self._ended: dict[AgentName, str] = {}
        self._starts: dict[AgentName, int] = dict.fromkeys(agents, 0)

    def started(self, agent: AgentName) -> None:
        """An agent's process has been started."""
        self._started[agent] = time.monotonic()
        self._starts[agent] += 1
        self._ended.pop(agent, None)

    def ended(self, agent: AgentName, why: str) -> None:
        """An agent's process has ended; its gauges end with it."""
        self._ended[agent] = why
        forget_state(self._folder, agent)

    def starts(self) -> dict[AgentName, int]:
        """How often each agent's process has been started."""
        return dict(self._starts)

    def states(self) -> dict[AgentName, AgentState | None]:
        """The state of each agent; None where there is none yet, or no longer."""
        return {agent: read_state(self._folder, agent) for agent in self._agents}

    def dead(self) -> dict[AgentName, str]:
        """The agents that are not alive, and why."""
        dead = {}
        for agent, state in self.states().items():
            if agent in self._ended:
                dead[agent] = self._ended[agent]
            elif state is None:
                waited = time.monotonic() - self._started[agent]
                if waited > STARTING_SECONDS:
                    dead[agent] = f"has not begun to work in {waited:.0f} s"
            elif (silent := time.monotonic() - state.beat) > STALE_SECONDS:
                dead[agent] = f"its event loop has stood still for {silent:.0f} s"
        return dead

    def missing(self) -> dict[AgentName, dict[str, str]]:
        """For each agent what it needs and has not, with the reason; all empty means ready."""
        dead = self.dead()
        missing: dict[AgentName, dict[str, str]] = {}
        for agent, state in self.states().items():
            if agent in dead:
                missing[agent] = {NOT_THERE: dead[agent]}
            else:
                missing[agent] = {NOT_THERE: "is starting"} if state is None else state.missing
        return missing

    def alive_report(self) -> tuple[bool, dict[str, Any]]:
        """Whether all is alive, and what /healthz says."""
        dead = self.dead()
        agents: dict[str, dict[str, Any]] = {agent: {"alive": True} for agent in self._agents}
        agents |= {agent: {"alive": False, "why": why} for agent, why in dead.items()}
        return not dead, {"alive": not dead, "agents": agents}

    def ready_report(self) -> tuple[bool, dict[str, Any]]:
        """Whether all is ready, and what /readyz says."""
        missing = self.missing()
        ready = not any(missing.values())
        agents = {agent: {"ready": not reasons, "missing": reasons} for agent, reasons in missing.items()}
        return ready, {"ready": ready, "agents": agents}
