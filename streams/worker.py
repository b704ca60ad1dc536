"""`quotewire worker`: runs agents until it is told to stop.

Each agent runs as a child process of a supervisor, so that the event loops have a core each and the consumer groups
rebalance apart; a child that ends unexpectedly is started again. The supervisor serves metrics and health for all.
"""

import asyncio
import gc
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processors.errors import ModelError
from streams.backoff import delays
from streams.entity_models import check_entity_models
from streams.errors import CANNOT_START, KafkaUnavailable, NotInitialised, UserError
from streams.kafka_admin import topic_configurations, usable_topics
from streams.logs import set_up_logging
from streams.metrics.exposition import Exposition
from streams.metrics.folder import count_into, new_folder
from streams.metrics.health import Health
from streams.metrics.server import serving
from streams.nlp_process import one_thread_per_process
from streams.security.privileges import kafka_acls
from streams.settings import AgentName, Settings
from streams.topic_identity import TopicIds

if TYPE_CHECKING:
    from streams.metrics.monitor import Monitor

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0
"""Longest time from SIGTERM to the end; after it a child is killed, which loses nothing."""

AGENT_STOP_SECONDS = 8.0
"""Longest time for one agent after a signal or a crash; what it had not finished comes again, as after a kill."""

STEADY_SECONDS = 60.0
"""A child that ran this long counts as started well: the next wait before a restart is the first one again."""

COLLECTED: Final = (100_000, 10, 100)
"""Thresholds of an agent's garbage collector. Articles in hand are hundreds of thousands of objects, in no cycle, and
with Python's own thresholds they were gone through again and again: a sixth of the index agent's time."""

AGENT_MALLOC = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""How the C library of an agent's process allocates, unless the environment says otherwise.

An agent passes bytes on: with an arena for each thread, and what Kafka has sent in one piece on the heap, it keeps what
an outage made it read at once (steps of 2 MB). One arena costs nothing, the interpreter's lock is around it; a larger
block that is mapped by itself is given back when it is freed.
"""


def run_agent(settings: Settings, agent: AgentName, folder: Path) -> None:
    """Runs one agent in this process; ends it with exit code 0 after SIGTERM or SIGINT, else not 0.

    Args:
        settings: of the worker.
        agent: which.
        folder: of the worker; what this agent counts, and its state, are written there.
    """
    set_up_logging(settings.log_level, agent)
    one_thread_per_process()
    _keep_malloc_to_this_process()
    if agent == "enrich":
        check_entity_models(settings.entity_models)
    count_into(folder, agent)
    from streams.metrics.loop import watched_loop
    from streams.metrics.monitor import LAST_SECONDS, Monitor

    monitor = Monitor(settings, agent, folder)
    asyncio.set_event_loop(watched_loop(monitor.counters.loop_blocked))
    topics = _wait_for_topics(settings, monitor)
    import faust

    from streams.apps import enrich_app, index_app

    gc.freeze()  # the collector need not go through all that is imported, which stays, again and again
    gc.set_threshold(*COLLECTED)
    app = enrich_app(settings, monitor, topics) if agent == "enrich" else index_app(settings, monitor, topics)
    log.info("the %s agent starts: Kafka %s", agent, settings.kafka_brokers)

    class Worker(faust.Worker):
        """Ends the process if stopping takes too long: behind an outage the producer would wait for minutes."""

        def _schedule_shutdown(self, number: signal.Signals) -> None:
            _exit_later(folder, 0)
            super()._schedule_shutdown(number)
            # Where stopping takes too long, the last interval is written before the end, else after all has stopped.
            self.loop.call_later(AGENT_STOP_SECONDS - 2 * LAST_SECONDS, lambda: asyncio.ensure_future(monitor.close()))

        def _crash(self, reason: BaseException) -> None:
            _exit_later(folder, 1)  # committing and flushing would wait for a broker that is away
            super()._crash(reason)

        async def on_first_start(self) -> None:
            await super().on_first_start()
            self.add_future(monitor.run(app))

        async def on_shutdown(self) -> None:
            await monitor.close()
            await super().on_shutdown()

    worker = Worker(app, override_logging=False, redirect_stdouts=False, quiet=True, loglevel=settings.log_level)
    worker.spinner = None  # it writes terminal codes between the log's lines, also where there is no terminal
    worker.execute_from_commandline()


def _keep_malloc_to_this_process() -> None:
    """The NLP processes, which inherit the environment, map and unmap no matrices."""
    for name, value in AGENT_MALLOC.items():
        if os.environ.get(name) == value:
            del os.environ[name]


def _wait_for_topics(settings: Settings, monitor: "Monitor") -> TopicIds:
    """Waits until a broker answers and gives us our rights, without end; the topics as they are now.

    A refused login is waited for too: a password may just be being replaced, and who started the worker is told.

    Raises:
        NotInitialised: it answers, and topics are missing.
    """
    for delay in delays():
        monitor.write_state()
        try:
            there = usable_topics(settings, kafka_acls(settings)["worker"])
        except KafkaUnavailable as error:
            log.warning("%s Trying again in %.1f s.", error, delay)
            monitor.lacks("kafka", str(error))
            monitor.write_state()
            time.sleep(delay)
            continue
        missing = [name for name in topic_configurations(settings) if name not in there]
        if missing:
            raise NotInitialised(f"topics {', '.join(missing)}")
        return there
    raise AssertionError("delays() has no end")


_orphaned = threading.Event()
"""Set when the supervisor has ended before this process: its folder is then ours to remove."""


def end_with_parent() -> None:
    """Ends this process in order when its standard input closes, which is when its supervisor ends."""

    def watch() -> None:
        while os.read(0, 1024):  # not sys.stdin: its lock would be held when the interpreter ends
            pass
        _orphaned.set()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="quotewire-parent").start()


def _clear(folder: Path) -> None:
    """Removes the worker's folder if its supervisor can no longer do so."""
    if _orphaned.is_set():
        shutil.rmtree(folder, ignore_errors=True)


def _exit_later(folder: Path, code: int) -> None:
    """Ends this process with an exit code if it has not ended by itself after `AGENT_STOP_SECONDS`."""

    def exit_now() -> None:
        _clear(folder)
        os._exit(code)

    deadline = threading.Timer(AGENT_STOP_SECONDS, exit_now)
    deadline.daemon = True
    deadline.start()


class Supervisor:
    """Runs one child process for each agent.

    Args:
        settings: of the worker.
        agents: which.
        folder: of the worker, for what the agents count and their states.
    """

    def __init__(self, settings: Settings, agents: Sequence[AgentName], folder: Path) -> None:
        self._settings = settings
        self._agents = tuple(agents)
        self._folder = folder
        self._health = Health(folder, agents)
        self._stopping = threading.Event()
        self._exit_code = 0

    def run(self) -> int:
        """Returns when all children have ended after SIGTERM or SIGINT.

        Returns:
            0, or the exit code of a child that cannot start.

        Raises:
            AddressTaken: metrics cannot be served at the address in the settings.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        exposition = Exposition(self._folder, self._health)
        with serving(self._settings.metrics_host, self._settings.metrics_port, exposition, self._health) as address:
            log.info("metrics and health at %s/metrics, /healthz, /readyz", address)
            self._run_children()
        return self._exit_code

    def _run_children(self) -> None:
        threads = [threading.Thread(target=self._keep_running, args=(agent,)) for agent in self._agents]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.1)  # in slices: a signal handler runs only in the main thread, between its calls

    def _keep_running(self, agent: AgentName) -> None:
        waits = delays()
        while not self._stopping.is_set():
            started = time.monotonic()
            try:
                code = self._run_child(agent)
            except OSError as error:  # no memory or no process left for it just now
                log.error("the %s agent cannot be started: %s", agent, error)
                code = error.errno or 1
            self._health.ended(agent, f"its process ended with code {code} and is started again")
            if self._stopping.is_set():
                return
            if code == CANNOT_START:
                self._exit_code = code
                self._stopping.set()
                return
            if time.monotonic() - started > STEADY_SECONDS:
                waits = delays()
            delay = next(waits)
            log.error("the %s agent ended with code %s; starting it again in %.1f s", agent, code, delay)
            self._stopping.wait(delay)

    def _run_child(self, agent: AgentName) -> int:
        command = [sys.executable, "-m", "streams.cli", "worker", "--agents", agent, "--folder", str(self._folder)]
        # A session of its own: a Ctrl-C reaches the supervisor, which stops the children in order.
        environ = AGENT_MALLOC | os.environ
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environ, start_new_session=True) as child:
            self._health.started(agent)
            while child.poll() is None and not self._stopping.wait(0.1):
                pass
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    log.warning("the %s agent did not stop in %.0f s; killing it", agent, STOP_SECONDS)
                    child.kill()
            return child.wait()


def run(settings: Settings, agents: Sequence[AgentName]) -> int:
    """Runs the agents under a supervisor and returns the exit code of the command."""
    set_up_logging(settings.log_level)
    try:
        with new_folder() as folder:
            return Supervisor(settings, agents, folder).run()
    except UserError as error:
        log.error("%s", error)
        return CANNOT_START


def run_child(settings: Settings, agent: AgentName, folder: Path) -> int:
    """Runs one agent of a supervisor, which has made the folder, and returns the exit code of the command."""
    end_with_parent()
    try:
        run_agent(settings, agent, folder)
        return 0
    except (UserError, ModelError) as error:
        log.error("%s", error)
        return CANNOT_START
    finally:
        _clear(folder)
