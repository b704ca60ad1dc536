"""Dead letters as documents (`news-dead-letters`), so that they can be searched, counted and charted.

A document is called `topic-partition-offset`, after the place of its message. In a topic that was deleted and made anew
another message can have the same place; its letter's document has the message's time in its id too (`document_ids`).

A dead letter that cannot be read, or that Elasticsearch refuses for good, is logged, counted and let go: were it made a
dead letter again, it would come back here for ever.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import orjson
from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch
from pydantic import ValidationError

from schemas import DeadLetter, read_json
from schemas.identity import bounded_id, message_time
from schemas.index_templates import dead_letters_index
from streams.backoff import delays
from streams.delivery import Turn
from streams.indexing.bulk import Answer, BulkWriter, Operation
from streams.indexing.reading import read_documents
from streams.messages import Message
from streams.security.elasticsearch_reasons import reason as reason_of

log = logging.getLogger(__name__)

KEY_CHARACTERS: Final = 1_000
"""Of a longer key only so much is kept: it is for reading and filtering; the whole is in the topic."""

LARGE_BYTES: Final = 256 * 1024
"""A dead letter of this size takes milliseconds to read; the event loop may do something else after it."""

VERSIONS: Final = range(2**63)
"""What Elasticsearch takes as an external version."""

Fate = Literal["indexed", "already there", "unreadable", "refused"]

_FATES: Final[dict[str, Fate]] = {"done": "indexed", "conflict": "already there", "refused": "refused"}


class DeadLetterIndexer:
    """What is done with a batch of dead letters.

    Args:
        client: Elasticsearch.
        bulk: writes operations until all are answered.
        prefix: of the index names.

    Attributes:
        counts: dead letters by what became of them, from the worker's start; no part of the outcomes of articles.
    """

    def __init__(self, client: AsyncElasticsearch, bulk: BulkWriter, prefix: str) -> None:
        self._client = client
        self._bulk = bulk
        self._index = dead_letters_index(prefix)
        self.counts: Counter[Fate] = Counter()

    async def __call__(self, messages: Sequence[Message], _turn: Turn) -> None:
        """Returns when Elasticsearch has answered for each dead letter that can be read."""
        owned: list[tuple[Message, DeadLetter, bytes]] = []
        for message in messages:
            read = self._read(message)
            if read is not None:
                owned.append((message, *read))
            if message.size > LARGE_BYTES:
                await asyncio.sleep(0)
        letters = [letter for _, letter, _ in owned]
        usual = {bounded_id(letter.id) for letter in letters}
        there = await read_documents(self._client, [(self._index, name) for name in sorted(usual)])
        answers = await self._bulk.write(
            [
                Operation("index", self._index, name, letter.last_failure, source, version_type="external")
                for name, (_, letter, source) in zip(document_ids(letters, there), owned, strict=True)
            ]
        )
        for (message, _, _), answer in zip(owned, answers, strict=True):
            self._count(message, answer)

    def _read(self, message: Message) -> tuple[DeadLetter, bytes] | None:
        """The letter in a message, without its value, and its document; None if it is none."""
        try:
            letter = read_json(DeadLetter, message.value or b"")
            source = orjson.dumps(dead_letter_document(letter))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "(message)"
            self._lose(message, "unreadable", f"`{field}`: {first['msg']}")
            return None
        except (ValueError, TypeError) as error:  # a key that is no base64, a number of more than 64 bits
            self._lose(message, "unreadable", str(error))
            return None
        if letter.last_failure not in VERSIONS:
            self._lose(message, "unreadable", "`last_failure`: no time")
            return None
        return letter.model_copy(update={"value": None}), source

    def _count(self, message: Message, answer: Answer) -> None:
        if answer.result == "refused":
            self._lose(message, "refused", answer.reason)
        else:
            self.counts[_FATES[answer.result]] += 1

    def _lose(self, message: Message, fate: Fate, reason: str) -> None:
        self.counts[fate] += 1
        place = message.place
        log.error(
            "a dead letter is not indexed (%s): %s; it stays in the topic until its retention",
            fate,
            reason[:600],
            extra={"topic": place.topic, "partition": place.partition, "offset": place.offset},
        )

    def summary(self) -> str:
        """The counts on one line, for the log."""
        return ", ".join(f"{name} {count:,}" for name, count in sorted(self.counts.items()))


async def await_dead_letters_index(client: AsyncElasticsearch, prefix: str) -> None:
    """Waits until the index is there: written to before `quotewire init`, it would be made with guessed fields."""
    index = dead_letters_index(prefix)
    for delay in delays():
        try:
            if await client.indices.exists(index=index):
                return
            reason = "it is missing; run `quotewire init`"
        except (ApiError, TransportError) as error:
            reason = reason_of(error)
        log.warning("index %s: %s; trying again in %.1f s", index, reason[:300], delay)
        await asyncio.sleep(delay)


def document_ids(letters: Iterable[DeadLetter], there: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The ids of the documents of letters, in order: `topic-partition-offset`, or, where another message's letter has
    that already, `topic-partition-offset@timestamp`.

    Messages with one place are told apart by their times. Which of them has the usual id is decided when the first of
    their letters is written, and kept.

    Args:
        letters: in the order of their failures.
        there: the documents that the index has under the usual ids of these letters, by id.
    """
    times = {name: document.get("timestamp") for name, document in there.items()}
    names = []
    for letter in letters:
        usual, time = bounded_id(letter.id), _date(letter.timestamp)
        names.append(usual if times.setdefault(usual, time) == time else bounded_id(letter.exact_id))
    return names


def dead_letter_document(letter: DeadLetter) -> dict[str, Any]:
    """The document of a dead letter; never with the message's value, which can be 8 MB and anybody's text."""
    key = letter.original_key()
    document = {
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": letter.offset,
        "timestamp": _date(letter.timestamp),
        "article_id": letter.article_id,
        "stage": letter.stage,
        "error": letter.error,
        "message": letter.message,
        "attempts": letter.attempts,
        "first_failure": _date(letter.first_failure),
        "last_failure": _date(letter.last_failure),
        "status": "open",
        "value_bytes": _value_bytes(letter),
        "key": None if key is None else _readable(key, letter.key or "")[:KEY_CHARACTERS],
    }
    return {name: value for name, value in document.items() if value is not None}


def _value_bytes(letter: DeadLetter) -> int | None:
    """Length of the original value; known without decoding its base64."""
    if letter.value_bytes is not None or letter.value is None:
        return letter.value_bytes
    return len(letter.value) // 4 * 3 - letter.value[-2:].count("=")


def _readable(key: bytes, encoded: str) -> str:
    """The key as text; as base64 where it is none."""
    try:
        return key.decode()
    except UnicodeDecodeError:
        return encoded


def _date(milliseconds: int) -> str | None:
    moment = message_time(milliseconds)
    return moment.isoformat(timespec="milliseconds") if moment else None
