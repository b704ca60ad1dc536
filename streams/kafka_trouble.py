"""What Kafka refuses this process just now: told by whoever meets it, asked by what says whether the agent is ready.

Each broker and each topic by itself: one that takes what it is given says nothing of another that refuses.
"""

import time
from typing import Final, Literal

Kind = Literal["connection", "sending"]

COUNTS_SECONDS: Final = 60.0
"""A refusal that is not met again for so long is over: nobody tries any more, a partition is another worker's now,
say. Tries are at most 15 seconds apart (streams/backoff.py), and each takes up to 40."""

_refused: dict[tuple[Kind, str], tuple[str, float]] = {}


def refuses(kind: Kind, where: str, why: str) -> None:
    """Something of this kind is refused.

    Args:
        kind: what is tried.
        where: the broker's address, or the topic.
        why: for a person, on one line.
    """
    _refused[kind, where] = why, time.monotonic()


def takes(kind: Kind, where: str) -> None:
    """Something of this kind has worked there."""
    _refused.pop((kind, where), None)


def refusal() -> str | None:
    """Why something is refused now, the newest reason; None while nothing is."""
    since = time.monotonic() - COUNTS_SECONDS
    why, when = max(_refused.values(), key=lambda one: one[1], default=("", since))
    return why if when > since else None
