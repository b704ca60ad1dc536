"""The servers of the suite: a stack that faults leave alone, and one that they may hurt."""

import contextlib
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.integration.processes import alive, descendants
from tests.stack import addresses, stack


class Stack:
    """One broker and one Elasticsearch node, started with deploy/local/stack.py.

    Args:
        folder: where it is, or is to be.
        fast: see tests.stack.stack.
    """

    def __init__(self, folder: Path, fast: bool = True) -> None:
        self.folder = folder
        self._fast = fast

    @property
    def endpoints(self) -> dict[str, str]:
        return addresses(self.folder)

    def up(self) -> None:
        """Starts what does not run, at the addresses it had, and waits until it answers."""
        done = stack("up", "--ports", "auto", folder=self.folder, fast=self._fast)
        if done.returncode:
            raise RuntimeError(f"the stack in {self.folder} does not start:\n{done.stdout}\n{done.stderr}")

    def wipe(self) -> None:
        done = stack("wipe", folder=self.folder)
        if done.returncode:
            raise RuntimeError(f"the stack in {self.folder} cannot be wiped:\n{done.stdout}\n{done.stderr}")

    def processes(self, name: str) -> list[int]:
        """The processes of a server (kafka, elasticsearch), the one that started the others first."""
        pid = json.loads((self.folder / "run" / f"{name}.json").read_text())["pid"]
        return [pid, *descendants(pid)]

    def kill(self, name: str) -> list[int]:
        """Kills a server at once; returns its processes, which have ended."""
        killed = self.processes(name)
        for pid in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(alive(pid) for pid in killed):
            pass
        return killed

    @contextlib.contextmanager
    def paused(self, name: str) -> Iterator[list[int]]:
        """A server stands still until the block ends."""
        processes = self.processes(name)
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield processes
        finally:
            for pid in processes:
                os.kill(pid, signal.SIGCONT)

    def restarted(self, name: str) -> None:
        """Starts a killed server again, at the address it had."""
        before = self.endpoints
        self.up()
        if self.endpoints != before:
            raise RuntimeError(f"{name} came back at another address: this tests nothing")


class Servers:
    """Stacks, started when they are first needed; those started here are wiped at the end.

    Args:
        given: one that runs and that others may be using; that of QUOTEWIRE_TEST_STACK_DIR if not given.
        own: one that runs and that nobody else uses, not wiped at the end either.
    """

    def __init__(self, given: Path | None = None, own: Path | None = None) -> None:
        # Every user may enter: Elasticsearch runs as `nobody` where root starts it.
        self.folder = Path(tempfile.mkdtemp(prefix="quotewire-faults-"))
        self.folder.chmod(0o755)
        named = given or os.environ.get("QUOTEWIRE_TEST_STACK_DIR")
        self._given = Stack(Path(named)) if named else None
        self._own = Stack(own) if own else None
        self._started = False

    def shared(self) -> Stack:
        """One that others may be using (QUOTEWIRE_TEST_STACK_DIR), for faults that do not touch the servers."""
        if self._given is None:
            return self.own()
        self._given.up()
        return self._given

    def own(self) -> Stack:
        """One that nobody else uses."""
        if self._own is None:
            self._own = Stack(self.folder / "stack")
            self._started = True
        self._own.up()
        return self._own

    def close(self) -> None:
        if self._own is not None and self._started:
            self._own.wipe()
        shutil.rmtree(self.folder, ignore_errors=True)
