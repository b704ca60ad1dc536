"""The stack's folder: marked as ours before anything is put there, locked while a command works on it."""

import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console import StackError, StatusLine
from placement import remember
from settings import Settings

_POLL_SECONDS = 0.2
_OURS = ("kafka", "elasticsearch", "run", "logs")


def claim(settings: Settings) -> None:
    """Mark the stack's folder as ours.

    Raises:
        StackError: It holds folders of other people which `up` would write to and `wipe` would delete.
    """
    if (settings.stack_dir / "stack.json").exists():
        return
    foreign = [name for name in _OURS if (settings.stack_dir / name).exists()]
    if foreign:
        raise StackError(
            f"{settings.stack_dir} holds {', '.join(foreign)}, which no stack.py has put there. "
            "Set QUOTEWIRE_STACK_DIR to a folder of its own."
        )
    remember(settings)


@contextmanager
def locked(folder: Path, reason: str) -> Iterator[None]:
    """Let one command at a time work on `folder`; the system releases the lock if the command is killed.

    Args:
        folder: The folder, created if it is missing.
        reason: Shown while waiting.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock, StatusLine() as line:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                line.update(f"waiting: {reason}")
                time.sleep(_POLL_SECONDS)
        line.clear()
        yield


def remove(paths: Iterable[Path]) -> None:
    """Delete files and folders; those that are missing are no error."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
