"""What is published while a fault happens: short articles, and among them one message in twenty that is poison."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.integration.invented import articles

POISON_SHARE = 0.05
EXPENSIVE = 10
"""Most articles that kill or hang an NLP process: each costs it several starts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message is to be a dead letter: stage and kind of error."""

    stage: str
    error: str


@dataclass(slots=True)
class Item:
    """A message to publish.

    Attributes:
        key: of the message.
        value: of the message.
        article: what is to be searchable; None for poison.
        reason: of poison.
        place: topic, partition, offset and timestamp, once it is published.
    """

    key: bytes
    value: bytes
    article: dict[str, Any] | None = None
    reason: Reason | None = None
    place: tuple[str, int, int, int] | None = field(default=None, compare=False)


DIED = Reason("enrich", "process-died")
HUNG = Reason("enrich", "process-hung")
EXPENSIVE_ORDERS = (
    ("segfault", DIED),
    ("hang", HUNG),
    ("kill", DIED),
    ("memory", DIED),
    ("segfault", DIED),
    ("kill", DIED),
)
"""What an article can order (orders/sitecustomize.py), and the reason of its dead letter; taken in turn."""

_INVALID = Reason("decode", "invalid-field")
_CHEAP: tuple[tuple[bytes, Reason], ...] = (
    (b'{"id": "%s", "text": "Cut off in the', Reason("decode", "not-json")),
    (b'{"id": "%s", "text": "caf\xe9"}', Reason("decode", "not-utf8")),
    (b'{"id": "%s", "text": ""}', _INVALID),
    (b'{"id": "%s", "text": " \\n "}', _INVALID),
    (b'{"id": "%s", "text": 12}', _INVALID),
    (b'{"id": "%s", "title": "Nothing below"}', _INVALID),
    (b'{"id": "%s", "text": "From the past.", "schema_version": 0}', _INVALID),
    (b'{"id": "%s", "text": "A day too many.", "published_at": "2026-02-30"}', _INVALID),
    (b'["%s", "in an array"]', Reason("decode", "not-an-object")),
    (b'{"id": "%s", "text": "Deep.", "tree": ' + b"[" * 200 + b"]" * 200 + b"}", Reason("decode", "too-deep")),
    (b'{"id": "%s", "text": "Not a number.", "score": NaN}', Reason("decode", "not-json")),
)


def corpus(
    count: int,
    seed: str,
    orders: Sequence[tuple[str, Reason]] = EXPENSIVE_ORDERS,
    valid: Sequence[dict[str, Any]] = (),
    poison: Sequence[Item] = (),
    expensive: int = EXPENSIVE,
) -> list[Item]:
    """So many messages in random order, always the same for a seed.

    Args:
        count: of all messages.
        seed: of the order.
        orders: of the articles that kill or hang a process.
        valid: articles that are to be among them.
        poison: that is to be among them.
        expensive: most articles that kill or hang a process.
    """
    chance = random.Random(seed)
    bad = list(poison)
    wanted = max(2, round(count * POISON_SHARE))
    expensive = max(0, min(expensive, (wanted - len(bad) + 1) // 2))
    bad += [_numbered(number, *orders[number % len(orders)]) for number in range(expensive)]
    bad += [_cheap(number) for number in range(max(0, wanted - len(bad)))]
    made = articles(count - len(bad) - len(valid), "article")
    chance.shuffle(made)
    items = [item(article) for article in [*made, *valid]] + bad
    chance.shuffle(items)
    return items


def item(article: dict[str, Any], key: str | None = None) -> Item:
    """The message of an article."""
    value = json.dumps(article).encode()
    return Item((key or article["id"]).encode(), value, article)


def ordered(name: str, order: str, reason: Reason) -> Item:
    """An article with an order (orders/sitecustomize.py), and the reason of its dead letter."""
    text = f"An article that orders its reader about. [[order: {order}]]\n\nNothing else is in {name}."
    return Item(name.encode(), json.dumps({"id": name, "text": text}).encode(), reason=reason)


def _numbered(number: int, order: str, reason: Reason) -> Item:
    return ordered(f"poison-{order}-{number}", order, reason)


def _cheap(number: int) -> Item:
    name = f"poison-{number}"
    if number % (len(_CHEAP) + 1) == len(_CHEAP):
        return _numbered(number, "raise", Reason("enrich", "processor-error"))
    value, reason = _CHEAP[number % (len(_CHEAP) + 1)]
    return Item(name.encode(), value.replace(b"%s", name.encode()), reason=reason)
