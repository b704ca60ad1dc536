"""Ctrl-C and SIGTERM while servers and workers run here: all is ended in order, and one line says so."""

import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130
"""The exit code, as a shell's."""


def interruptible(carry_out: Callable[[], int]) -> int:
    """Carries something out that ends what it has started, also when it is interrupted; the exit code."""
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        return carry_out()
    except KeyboardInterrupt:
        print("\nInterrupted; everything is stopped.", file=sys.stderr)
        return INTERRUPTED


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Ends what is being done as Ctrl-C does."""
    raise KeyboardInterrupt


def end_undisturbed() -> None:
    """From now on neither Ctrl-C nor SIGTERM: nothing may be left because somebody is impatient."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
