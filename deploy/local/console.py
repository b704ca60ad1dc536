"""What the user sees: plain messages, one status line that rewrites itself, and the error that ends a command."""

import sys
import time
from types import TracebackType
from typing import Self

# Off a terminal (a CI log, a file) a line is added at most this often, in seconds: enough to show that it lives.
PLAIN_LINE_EVERY = 10.0
# A status line longer than this is cut, so that it never wraps and leaves a second line behind.
STATUS_WIDTH = 110


class StackError(Exception):
    """A command cannot go on. The message is for the user: what is wrong, with which value, and what to do."""


def say(message: str) -> None:
    """Print one message at once, also into a pipe."""
    print(message, flush=True)


def human_bytes(count: float) -> str:
    """Return a number of bytes in decimal units, as download tools show them: `947 MB`."""
    for unit in ("B", "kB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.0f} MB" if count < 1000 else f"{count / 1000:.1f} GB"


class StatusLine:
    """One line about something that takes time.

    On a terminal it is rewritten in place; elsewhere a line is added every `PLAIN_LINE_EVERY` seconds.
    Used as a context manager, so that the cursor is on a new line whatever happens.
    """

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._started = time.monotonic()
        self._last_plain = self._started
        self._shown = False

    @property
    def elapsed(self) -> float:
        """Seconds since the line was begun."""
        return time.monotonic() - self._started

    def update(self, text: str) -> None:
        """Show `text` with the elapsed time before it."""
        line = f"  {self.elapsed:4.0f} s  {text}"
        if self._terminal:
            sys.stdout.write(f"\r\x1b[K{line[:STATUS_WIDTH]}")
            sys.stdout.flush()
            self._shown = True
        elif time.monotonic() - self._last_plain >= PLAIN_LINE_EVERY:
            self._last_plain = time.monotonic()
            say(line)

    def clear(self) -> None:
        """Remove the line, so that a message can be printed in its place."""
        if self._shown:
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.clear()
