"""Which ports are free, and who holds the others."""

import os
import pwd
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from settings import LOCALHOST

# How much of a command line is shown: enough to recognise the program.
_COMMAND_WIDTH = 100
# /proc/net/tcp: the state "listening" (include/net/tcp_states.h of Linux).
_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that listens on a port; `pid` and `command` are None where the system does not tell."""

    user: str | None = None
    pid: int | None = None
    command: str | None = None

    def __str__(self) -> str:
        if self.pid is not None:
            return f"process {self.pid} ({self.command})"
        return f"a process of user {self.user}" if self.user else "another process"


def is_free(port: int) -> bool:
    """Return whether a server could listen on 127.0.0.1:`port` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a connection that was closed a moment ago does not keep the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def choose_free(count: int) -> list[int]:
    """Return `count` different free ports, chosen by the system."""
    probes = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((LOCALHOST, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def holder(port: int) -> Holder:
    """Tell who listens on `port`, as far as /proc shows it (other users' processes are hidden from ordinary users)."""
    inodes: dict[str, str] = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            inodes |= listening_inodes(Path(table).read_text(encoding="ascii"), port)
        except OSError:
            continue
    if not inodes:
        return Holder()
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _holds(process, set(inodes)):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
            return Holder(pid=int(process.name), command=command[:_COMMAND_WIDTH])
    return Holder(user=_user_name(next(iter(inodes.values()))))


def listening_inodes(table: str, port: int) -> dict[str, str]:
    """Read the text of /proc/net/tcp or tcp6.

    Returns:
        Socket inode -> user id, of the sockets that listen on `port` on any address (man 5 proc_net).
    """
    found: dict[str, str] = {}
    for line in table.splitlines()[1:]:
        columns = line.split()
        if columns[3] == _LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
            found[columns[9]] = columns[7]
    return found


def _holds(process: Path, inodes: set[str]) -> bool:
    try:
        descriptors = list((process / "fd").iterdir())
    except OSError:  # another user's process, or one that has just ended
        return False
    for descriptor in descriptors:
        with suppress(OSError):  # closed in the meantime
            link = os.readlink(descriptor)
            if link.startswith("socket:[") and link[8:-1] in inodes:
                return True
    return False


def _user_name(uid: str) -> str:
    try:
        return pwd.getpwuid(int(uid)).pw_name
    except KeyError:
        return uid
