"""Hostile messages for `news.raw`, as many as wanted, each made from an invented article by mutations.

Message n of a seed is always the same, whatever was made before it: a finding names both, and `make_message` makes it
again. Nothing here is random in any other way.
"""

import json
import random
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from schemas.dead_letter import REPLAY_HEADER
from tests.faults.encodings import BYTES
from tests.faults.texts import SCRIPTS, TEXTS
from tests.faults.values import IDENTIFIERS, TREES, VALUES, Json
from tests.integration.invented import articles

SENT_MS: Final = 1_790_000_000_000
"""When the messages were sent, milliseconds since 1970: September 2026."""

TOPIC: Final = "fuzz.raw"

Headers = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A message as it is to be published.

    Attributes:
        name: seed, number and mutations, such as `7:1234 dates+truncated`.
        value: None for a deletion.
        timestamp_ms: of the message; None for the time when it is sent.
    """

    name: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    timestamp_ms: int | None = None


def make_message(seed: int, number: int) -> Hostile:
    """Message number so-and-so of a seed."""
    rng = random.Random(f"{seed}:{number}")
    kind = rng.choices(("values", "text", "json", "bytes", "deletion"), (30, 30, 12, 25, 3))[0]
    article = _article(number, f"fuzz-{seed}-{number}")
    applied = []
    if kind in ("values", "text", "json"):
        source = {"values": VALUES, "text": TEXTS, "json": TREES}[kind]
        for _ in range(rng.choice((1, 1, 1, 2))):
            name = rng.choice(list(source))
            source[name](rng, article)
            applied.append(name)
    value: bytes | None = _encoded(rng, article)
    if kind == "bytes" or (kind != "deletion" and rng.random() < 0.08):
        name = rng.choice(list(BYTES))
        value = BYTES[name](rng, value or b"")
        applied.append(name)
    identifier = article.get("id")
    key: bytes | None = str(identifier).encode(errors="replace") if identifier is not None else None
    if kind == "deletion":
        key, value = _deletion_key(rng, number, seed), None
        applied.append("deletion")
    elif rng.random() < 0.1:
        key = rng.choice(KEYS)
        applied.append("key")
    headers: Headers = ()
    if rng.random() < 0.05:
        headers = rng.choice(HEADERS)
        applied.append("headers")
    timestamp = rng.choice(TIMESTAMPS) if rng.random() < 0.03 else None
    return Hostile(f"{seed}:{number} {'+'.join(applied)}", key, value, headers, timestamp)


@cache
def _invented() -> list[Json]:
    made = articles(40, "base")
    for position, text in enumerate(SCRIPTS):
        made.append({"title": text[:20], "text": f"{text}\n\n{text}", "source": f"outlet-{position}", "tags": ["pier"]})
    return made


def _article(number: int, identifier: str) -> Json:
    made = _invented()
    return made[number % len(made)] | {"id": identifier}


def encoded(value: Any) -> bytes:
    """Any value as JSON, everything beyond ASCII escaped, as only lone surrogates must be."""
    return json.dumps(value).encode()


def _encoded(rng: random.Random, article: Json) -> bytes:
    """As JSON, escaped or not."""
    text = json.dumps(article, ensure_ascii=False)
    if rng.random() < 0.3:
        return encoded(article)
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate: escaped, or in bytes that are no UTF-8
        return encoded(article) if rng.random() < 0.7 else text.encode("utf-8", "surrogatepass")


KEYS: Final = (
    None,
    b"",
    b" ",
    b"\x00",
    b"\xff\xfe",
    b"caf\xe9",
    b"k" * 100_000,
    b"\xed\xa0\x80",
    b"fuzz",
    rb"a\b",
    b'"',
)


class NotUnicode(str):
    """A header's name as a producer in another language may send it: bytes that are no UTF-8."""

    def encode(self, *_: str) -> bytes:
        """The bytes in the message."""
        return b"caf\xe9"


def _replay(**fields: object) -> Headers:
    """What a message sent again carries, made up by somebody."""
    known = {"topic": TOPIC, "partition": 0, "offset": 7, "timestamp": SENT_MS, "attempts": 1, "first_failure": SENT_MS}
    return ((REPLAY_HEADER, encoded(known | {"at": SENT_MS} | fields)),)


HEADERS: Final[tuple[Headers, ...]] = (
    (("", b""),),
    (("a", None),),
    ((NotUnicode("café"), b"x"),),
    (("twice", b"1"), ("twice", b"2")),
    (("raw", bytes(range(256))),),
    (("long", b"x" * 100_000),),
    (("ключ\u202e\x00", "значение".encode()),),
    (("k" * 40_000, b""),),
    tuple((f"h{number}", b"x") for number in range(300)),
    _replay(),
    _replay(topic="news.raw"),
    _replay(partition=2**31 - 1, offset=2**63 - 1, attempts=1_000_000),
    _replay(timestamp=2**62 - 1, first_failure=2**62 - 1),
    _replay(timestamp=-1, first_failure=0, at=2**62 - 1),
    _replay(offset=2**64, attempts=0),
    _replay(topic="\ud800\x00", more=[[]]),
    ((REPLAY_HEADER, None), (REPLAY_HEADER, b"\xff"), (REPLAY_HEADER, b"{")),
    (("quotewire-raw-timestamp", b"253402300799999"),),
    (("quotewire-raw-timestamp", b"\xff"), ("content-encoding", b"gzip"), ("__TypeId__", b"java.lang.Runtime")),
)

TIMESTAMPS: Final = (-1, 0, 1, 999, 946_684_799_999, 946_684_800_000, 1_500_000_000_000, SENT_MS - 90_000_000)
"""None of them in the future: the broker refuses those."""


def _deletion_key(rng: random.Random, number: int, seed: int) -> bytes | None:
    """A key of a deletion: of an article some messages before it, of one that never was, or none at all."""
    if rng.random() < 0.5:
        return f"fuzz-{seed}-{max(0, number - rng.randrange(1, 30))}".encode()
    if rng.random() < 0.5:
        return rng.choice(KEYS)
    return str(rng.choice(IDENTIFIERS)).encode(errors="surrogatepass")
