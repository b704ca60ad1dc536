"""The command line without its second of imports: commands are forked from a process that has imported it already.

Each is a process of its own all the same, with the environment, the folder and the files it is given.
"""

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_HEADER = 8
"""Bytes of a request's length; the file descriptors come with them."""


class CommandServer:
    """Runs commands of `quotewire`; it ends with the process that made it."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        self._lock = threading.Lock()
        with theirs:
            command = [sys.executable, "-m", "tests.integration.forked", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command, cwd=Path(__file__).parents[2], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )  # fmt: skip

    def run(
        self, arguments: Sequence[str], environ: Mapping[str, str], folder: Path, stdin: str | None, seconds: int
    ) -> subprocess.CompletedProcess:
        """Runs a command; one that takes longer than `seconds` is ended by SIGALRM (exit code -14)."""
        request = json.dumps([list(arguments), dict(environ), str(folder), seconds]).encode()
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            given.write((stdin or "").encode())
            given.seek(0)
            read, write = os.pipe()
            with open(read, "rb") as status:
                try:
                    self._send(request, [given.fileno(), out.fileno(), errors.fileno(), write])
                finally:
                    os.close(write)
                code = int(status.read() or b"-9")
            return subprocess.CompletedProcess(list(arguments), code, _text(out), _text(errors))

    def _send(self, request: bytes, files: list[int]) -> None:
        with self._lock:
            socket.send_fds(self._ours, [len(request).to_bytes(_HEADER)], files)
            self._ours.sendall(request)

    def close(self) -> None:
        self._ours.close()
        self._process.wait(60)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n").replace("\r", "\n")  # as subprocess reads it


def _serve(requests: socket.socket) -> None:
    """Forks a process for each request; returns in that process only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        header, files, _, _ = socket.recv_fds(requests, _HEADER, 4)
        if not header:
            os._exit(0)
        request = requests.recv(int.from_bytes(header), socket.MSG_WAITALL)
        waiting = os.fork()
        if waiting:
            for file in files:
                os.close(file)
            os.waitpid(waiting, 0)
            continue
        if os.fork():
            os._exit(0)  # the server is not kept waiting
        requests.close()
        *standard, status = files
        command = os.fork()
        if command:
            code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
            os.write(status, str(code).encode())
            os._exit(0)
        os.close(status)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, file in enumerate(standard):
            os.dup2(file, number)
            os.close(file)
        arguments, environ, folder, seconds = json.loads(request)
        os.environ.clear()
        os.environ.update(environ)
        os.chdir(folder)
        signal.alarm(seconds)
        sys.argv = ["quotewire", *arguments]
        return


if __name__ == "__main__":
    import streams.cli.app  # noqa: F401 - imported for the processes that are forked

    _serve(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("streams.cli", run_name="__main__", alter_sys=True)
