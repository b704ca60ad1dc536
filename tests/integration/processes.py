"""Which processes a worker consists of, and how large they are."""

import os
import subprocess
from collections.abc import Sequence


def descendants(pid: int) -> dict[int, str]:
    """The command lines of the processes that a process started, and of theirs, by process id."""
    command = ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    children: dict[int, list[tuple[int, str]]] = {}
    for line in listed.stdout.splitlines():
        number, parent, state, arguments = line.split(maxsplit=3)
        if not state.startswith("Z"):
            children.setdefault(int(parent), []).append((int(number), arguments))
    found: dict[int, str] = {}
    waiting = [pid]
    while waiting:
        for child, started_as in children.get(waiting.pop(), []):
            found[child] = started_as
            waiting.append(child)
    return found


def agent(worker: int, name: str) -> int | None:
    """The process of an agent (enrich, index) under a worker's supervisor."""
    return next((pid for pid, command in descendants(worker).items() if f"--agents {name}" in command), None)


def nlp_processes(worker: int) -> list[int]:
    """The processes that enrich: what the fork server of the enrich agent has started."""
    below = descendants(worker)
    servers = [pid for pid, command in below.items() if "multiprocessing.forkserver" in command]
    return [pid for server in servers for pid in descendants(server)]


def alive(pid: int) -> bool:
    """Whether a process runs (one that has ended and is not yet waited for does not)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


def resident(pids: Sequence[int]) -> dict[int, int]:
    """Resident bytes of processes; those that have ended are left out."""
    if not pids:
        return {}
    command = ["ps", "-o", "pid=,rss=", "-p", ",".join(map(str, pids))]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [line.split() for line in shown.splitlines()]
    return {int(pid): int(size) * 1024 for pid, size in rows if int(size) > 0}
