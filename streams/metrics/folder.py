"""What the processes of a worker share: a folder with files of counters, and with the state of each agent.

The supervisor makes it, and removes it at its end. Only its user can read it.
"""

import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from streams.settings import AgentName

log = logging.getLogger(__name__)

AGAIN_SECONDS = 60.0
"""A state that cannot be written is said at first, and again after so long; tried it is every second."""


@dataclass(slots=True)
class AgentState:
    """What is so in an agent process now.

    Attributes:
        beat: when it was written, on the monotonic clock that all processes of the machine share.
        missing: what the agent needs and has not, with the reason; ready means nothing is missing.
        in_flight_messages: taken and not yet acknowledged.
        in_flight_bytes: of their keys and values.
        lag: messages without outcome, by topic and partition.
        models: names of the models that are loaded.
    """

    beat: float = 0.0
    missing: dict[str, str] = field(default_factory=dict)
    in_flight_messages: int = 0
    in_flight_bytes: int = 0
    lag: list[tuple[str, int, int]] = field(default_factory=list)
    models: list[str] = field(default_factory=list)


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder (mode 0700) that is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="quotewire-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def count_into(folder: Path, agent: AgentName) -> None:
    """Makes the metrics of this process count into files; before the first of them is made.

    The files are named after the agent, not after the process: the next process of a killed agent goes on with the
    counts, and the files stay as many as there are agents.
    """
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(lambda: agent)  # type: ignore[no-untyped-call]  # theirs


def write_state(folder: Path, agent: AgentName, state: AgentState) -> None:
    """Writes the agent's state, and with it its heartbeat.

    Raises:
        OSError: it cannot be written, for example because the disk is full.
    """
    state.beat = time.monotonic()
    path = _state_path(folder, agent)
    new = path.with_suffix(".new")
    try:
        new.write_text(json.dumps(asdict(state)))
        new.replace(path)
    except FileNotFoundError:
        pass  # the supervisor has ended and removed the folder: this process ends next


class Heartbeat:
    """Writes an agent's state; a full disk makes a worker look dead, and must not make it so.

    Args:
        folder: of the worker.
        agent: whose state it is.
    """

    def __init__(self, folder: Path, agent: AgentName) -> None:
        self._folder = folder
        self._agent: AgentName = agent
        self._said: float | None = None

    def write(self, state: AgentState) -> None:
        """Writes the state, or says in the log that it cannot: at first, once a minute, and when it can again."""
        path, now = _state_path(self._folder, self._agent), time.monotonic()
        try:
            write_state(self._folder, self._agent, state)
        except OSError as error:
            if self._said is None or now - self._said >= AGAIN_SECONDS:
                log.warning("%s: cannot be written (%s); the agent works on, and may look dead", path, error.strerror)
                self._said = now
            return
        if self._said is not None:
            log.info("%s: can be written again", path)
            self._said = None


def read_state(folder: Path, agent: AgentName) -> AgentState | None:
    """The agent's state; None where its process has not yet written one."""
    try:
        content: dict[str, Any] = json.loads(_state_path(folder, agent).read_text())
    except FileNotFoundError:
        return None
    content["lag"] = [(topic, partition, count) for topic, partition, count in content["lag"]]
    return AgentState(**content)


def forget_state(folder: Path, agent: AgentName) -> None:
    """What was so in a process that has ended is so no longer."""
    _state_path(folder, agent).unlink(missing_ok=True)


def _state_path(folder: Path, agent: AgentName) -> Path:
    return folder / f"{agent}.json"
