"""Servers as processes: started apart from the terminal, remembered in a file, stopped without ever hitting another.

A process id alone is no proof: after a reboot, or a day, the number belongs to somebody else. So the file holds the
moment of the process's start too, and a process whose start differs is not ours.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from console import StackError
from settings import read_json, write_json

# How long a server may take to stop by itself, in seconds, before it is killed. Kafka needs 2-5, Elasticsearch 2-10.
STOP_SECONDS = 40.0
# The same for a server that is still starting: Elasticsearch then hears TERM only when it is up. Nothing is lost: both
# servers keep what they have acknowledged even if they are killed.
UNREADY_STOP_SECONDS = 5.0
# How long the children of a killed server may take to notice that their parent is gone, in seconds.
ORPHAN_SECONDS = 10.0
POLL_SECONDS = 0.1
TAIL_BYTES = 65536


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a started server.

    Attributes:
        pid: Process id; the process leads a session of its own, its children belong to it.
        start: Mark of the moment it started, see `start_mark`.
        started_at: The same as seconds since 1970, for people.
        address: Where clients reach it.
        belongs_to: Folder that occurs in the command line of the process and its children.
    """

    pid: int
    start: str
    started_at: float
    address: str
    belongs_to: str

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """Return the record in `path`, or None if there is none or it is damaged."""
        values = read_json(path)
        try:
            return cls(
                pid=int(str(values["pid"])),
                start=str(values["start"]),
                started_at=float(str(values["started_at"])),
                address=str(values["address"]),
                belongs_to=str(values["belongs_to"]),
            )
        except (KeyError, ValueError):
            return None

    def write(self, path: Path) -> None:
        """Write the record to `path`."""
        write_json(path, asdict(self))


@dataclass(frozen=True, slots=True)
class Started:
    """A server that was just started by this command."""

    pid: int
    start: str


def start_mark(pid: int) -> str | None:
    """Return a mark of when process `pid` started, or None if it does not run (a zombie does not run).

    Linux: boot id and clock ticks since boot, field 22 of /proc/PID/stat (man 5 proc). Elsewhere: what ps prints.
    """
    if sys.platform == "linux":
        status = _linux_stat(pid)
        if status is None:
            return None
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{status[19]}"
    answer = subprocess.run(
        ["ps", "-o", "state=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(maxsplit=1)
    return answer[1].strip() if len(answer) > 1 and not answer[0].startswith("Z") else None


def is_running(record: Record | None) -> bool:
    """Return whether the remembered process still runs: the same one, not a later one with its number."""
    return record is not None and start_mark(record.pid) == record.start


def start(command: Sequence[str], *, directory: Path, environ: Mapping[str, str], console_log: Path) -> Started:
    """Start a server in a session of its own: it outlives this command and does not hear the terminal's Ctrl-C.

    Args:
        command: Program and arguments.
        directory: Its working directory.
        environ: Its whole environment.
        console_log: File for what it prints; begun anew.

    Raises:
        StackError: The program cannot be started.
    """
    with console_log.open("wb") as output:
        try:
            child = subprocess.Popen(
                command,
                cwd=directory,
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise StackError(f"Cannot start {command[0]}: {error}") from error
    # It is meant to outlive this command: without a return code Python would complain that it still runs.
    child.returncode = 0
    return Started(child.pid, start_mark(child.pid) or "")


def allow_many_files() -> None:
    """Let the servers open as many files as the system permits this user: Elasticsearch asks for 65,535."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # macOS has an unlimited hard limit, and refuses to have it used.
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def remember(started: Started, path: Path, address: str, belongs_to: Path) -> None:
    """Write the process file of a server that was just started; see `Record` for the arguments."""
    Record(started.pid, started.start, time.time(), address, str(belongs_to)).write(path)


def ask_to_stop(record: Record) -> None:
    """Send TERM: both servers then stop cleanly.

    Raises:
        StackError: The process belongs to another user.
    """
    _signal(record, signal.SIGTERM)


def wait_until_gone(record: Record, seconds: float = STOP_SECONDS) -> bool:
    """Wait until the process and its children are gone; kill them after `seconds`.

    Returns:
        Whether it stopped by itself.
    """
    if _gone_within(record, seconds):
        return True
    kill(record)
    return False


def kill(record: Record) -> None:
    """Kill the process and its children at once, and wait until they are gone."""
    if is_running(record):
        _signal(record, signal.SIGKILL)
    for pid in orphans(record):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if not _gone_within(record, ORPHAN_SECONDS):
        raise StackError(f"Process {record.pid} was killed but does not end; try again, or restart the machine.")


def clear_remains(record: Record) -> None:
    """See to it that nothing is left of a server that was killed: its children get a moment, then are killed."""
    if not is_running(record) and not _gone_within(record, ORPHAN_SECONDS):
        kill(record)


def orphans(record: Record) -> list[int]:
    """Return the processes of the server's session that still run, without the server itself.

    The number of a session is not given to a new process while anybody is in it; to be quite sure, the command line
    must name our folder as well.
    """
    if start_mark(record.pid) not in {None, record.start}:
        return []  # the number belongs to another process by now: then nobody is left in the old session
    return [
        pid
        for pid, session, command in _all_processes()
        if session == record.pid and pid != record.pid and record.belongs_to in command
    ]


def tail(path: Path, lines: int) -> list[str]:
    """Return the last lines of a log file, at most `TAIL_BYTES` of it; none if it does not exist."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - TAIL_BYTES))
            return file.read().decode("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        return []


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C and TERM for the few milliseconds between starting a process and writing its file."""
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    before = {number: signal.signal(number, hold) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if held:
            signal.raise_signal(held[0])


def resident_bytes(record: Record) -> int | None:
    """Return the memory in bytes which the process and its children hold, or None where /proc is missing."""
    try:
        page = os.sysconf("SC_PAGE_SIZE")
        pids = [record.pid, *orphans(record)]
        return sum(int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * page for pid in pids)
    except OSError:
        return None


def _gone_within(record: Record, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(record) or orphans(record):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _signal(record: Record, number: signal.Signals) -> None:
    try:
        with suppress(ProcessLookupError):
            os.kill(record.pid, number)
    except PermissionError as error:
        raise StackError(f"Process {record.pid} was started by another user; run this command as that user.") from error


def _linux_stat(pid: int) -> list[str] | None:
    """Return the fields of /proc/PID/stat from the third (state) on, or None if it does not run."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    status = text.rpartition(")")[2].split()
    return None if status[0] in {"Z", "X"} else status


def _all_processes() -> Iterator[tuple[int, int, str]]:
    """Yield process id, session and command line of all running processes that can be seen."""
    if sys.platform == "linux":
        for entry in Path("/proc").iterdir():
            status = _linux_stat(int(entry.name)) if entry.name.isdigit() else None
            if status is not None:
                try:
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                except OSError:
                    continue
                yield int(entry.name), int(status[3]), command
        return
    listing = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,command="], capture_output=True, text=True, check=False)
    for line in listing.stdout.splitlines():
        pid, group, command = line.split(maxsplit=2)
        yield int(pid), int(group), command
