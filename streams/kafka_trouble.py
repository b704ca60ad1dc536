"""What Kafka refuses this process just now: told by whoever meets it, asked by what says whether the agent is ready."""

from typing import Literal

Kind = Literal["connection", "sending"]

_refused: dict[Kind, str] = {}


def refuses(kind: Kind, why: str) -> None:
    """Something of this kind is refused.

    Args:
        kind: what is tried.
        why: for a person, on one line.
    """
    _refused[kind] = why


def takes(kind: Kind) -> None:
    """Something of this kind has worked."""
    _refused.pop(kind, None)


def refusal() -> str | None:
    """Why something is refused now; None while nothing is."""
    return next(iter(_refused.values()), None)
