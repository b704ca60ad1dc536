"""Which processes there are during a measurement, what each does, and how much of the processors' time it takes."""

from collections import Counter

from benchmarks.stream.context import Context
from benchmarks.stream.held import cpu_seconds
from tests.integration.processes import descendants, nlp_processes


def roles(worker: int) -> dict[int, str]:
    """What each process of a worker does, by its id.

    Args:
        worker: the process of its supervisor.
    """
    found = {worker: "supervisor"} | {pid: _role(command) for pid, command in descendants(worker).items()}
    return found | dict.fromkeys(nlp_processes(worker), "NLP")


def _role(command: str) -> str:
    for mark, role in (
        ("--agents enrich", "enrich agent"),
        ("--agents index", "index agent"),
        ("multiprocessing.resource_tracker", "resource tracker"),
        ("multiprocessing.forkserver", "fork server"),
    ):
        if mark in command:
            return role
    return "other"


def cpu_by_role(context: Context, worker: int) -> Counter[str]:
    """Seconds of processor time, user and system, that each role has taken since its start.

    Args:
        context: of the run; its servers count too.
        worker: the process of the supervisor.
    """
    named = roles(worker) | {pid: name for name, pids in context.servers.items() for pid in pids}
    seconds: Counter[str] = Counter()
    for pid, role in named.items():
        seconds[role] += cpu_seconds([pid])  # type: ignore[assignment]  # of floats too
    return seconds
