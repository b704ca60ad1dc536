"""The dead letters in their topic: read from its beginning to its end, the last edition of each, chosen by a filter."""

import base64
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from schemas import DeadLetter, read_json
from schemas.dead_letter import Stage
from streams.errors import BadInput
from streams.kafka_admin import read_all, read_ranges
from streams.settings import Settings

_ID: Final = re.compile(
    r"(?P<topic>[A-Za-z0-9._-]+)-(?P<partition>\d{1,10})-(?P<offset>\d{1,19})(?P<time>@-?\d{1,19})?"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One time that a message failed.

    Attributes:
        at: milliseconds since 1970.
        stage: where.
        error: what kind of error.
        message: why, for a person.
    """

    at: int
    stage: Stage
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A dead letter as it stands in the topic.

    Attributes:
        id: `topic-partition-offset` of the message that failed first; `topic-partition-offset@timestamp` where an
            earlier one had this place, in a topic of this name that was deleted.
        letter: its last edition, without value and headers (up to 8 MB each); `value_bytes` is set.
        place: partition and offset of that edition in the topic of dead letters.
        failures: of all editions, the first first.
    """

    id: str
    letter: DeadLetter
    place: tuple[int, int]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which dead letters; without anything, all.

    Attributes:
        stage: where they failed.
        error: with which kind of error.
        since: failed at or after this moment, milliseconds since 1970.
        until: failed before it.
        ids: only these, or, with their times (`DeadLetter.exact_id`), those of these messages.
    """

    stage: Stage | None = None
    error: str | None = None
    since: int | None = None
    until: int | None = None
    ids: frozenset[str] | None = None

    def takes(self, stored: Stored) -> bool:
        """Whether it is one of them."""
        letter = stored.letter
        return (
            self.stage in (None, letter.stage)
            and self.error in (None, letter.error)
            and (self.since is None or letter.last_failure >= self.since)
            and (self.until is None or letter.last_failure < self.until)
            and (self.ids is None or stored.id in self.ids or letter.exact_id in self.ids)
        )


def checked_id(written: str) -> str:
    """An id as it was written, without the spaces around it.

    Raises:
        BadInput: it is none.
    """
    found = _ID.fullmatch(written.strip())
    if found is None:
        raise BadInput(
            f"{written!r} is not the id of a dead letter; it is topic-partition-offset, as "
            "`quotewire dead-letters list` shows it"
        )
    # 007 is the same number as 7.
    return f"{found['topic']}-{int(found['partition'])}-{int(found['offset'])}{found['time'] or ''}"


def read_letters(
    settings: Settings,
    unreadable: Callable[[int, int], None] = lambda _partition, _offset: None,
    progress: Callable[[int], None] = lambda _read: None,
) -> list[Stored]:
    """All dead letters that the topic holds, each once, in the order of their first messages.

    Args:
        settings: where Kafka is.
        unreadable: told of partition and offset of what is no dead letter.
        progress: told how many messages have been read.
    """
    letters: dict[str, Stored] = {}
    for count, record in enumerate(read_all(settings, settings.dead_letter_topic), start=1):
        progress(count)
        letter = _letter(record.value)
        if letter is None:
            unreadable(record.partition, record.offset)
            continue
        stored = Stored(letter.id, _light(letter), (record.partition, record.offset), (_failure(letter),))
        before = letters.get(letter.exact_id)
        letters[letter.exact_id] = stored if before is None else _together(before, stored)
    return _named_apart(letters.values())


def _named_apart(letters: Iterable[Stored]) -> list[Stored]:
    """In the order of their first messages, with an id each: of several at one place, the first keeps the usual one."""

    def place(stored: Stored) -> tuple[str, int, int]:
        return stored.letter.topic, stored.letter.partition, stored.letter.offset

    ordered = sorted(letters, key=lambda stored: (*place(stored), stored.failures[0].at))
    firsts = itertools.chain([None], ordered)
    return [
        replace(stored, id=stored.letter.exact_id) if before is not None and place(before) == place(stored) else stored
        for before, stored in zip(firsts, ordered, strict=False)
    ]


def read_whole(settings: Settings, chosen: Sequence[Stored]) -> Iterator[Stored]:
    """The same letters with their values and headers; those that retention has taken meanwhile are left out."""
    places = {stored.place: stored for stored in chosen}
    for record in read_ranges(settings, settings.dead_letter_topic, _ranges(places)):
        stored = places.get((record.partition, record.offset))
        letter = _letter(record.value) if stored is not None else None
        if stored is not None and letter is not None:
            yield replace(stored, letter=letter)


def _ranges(places: Iterable[tuple[int, int]]) -> Mapping[int, tuple[int, int]]:
    ranges: dict[int, tuple[int, int]] = {}
    for partition, offset in places:
        first, last = ranges.get(partition, (offset, offset))
        ranges[partition] = min(first, offset), max(last, offset)
    return ranges


def _letter(value: bytes | None) -> DeadLetter | None:
    """The dead letter in a message; None if it is none that anything could be done with."""
    try:
        letter = read_json(DeadLetter, value or b"")
        letter.original_key(), letter.original_value(), letter.original_headers()
    except ValueError:  # also base64 that is none
        return None
    return letter


def _light(letter: DeadLetter) -> DeadLetter:
    size = letter.value_bytes
    if size is None and letter.value is not None:
        size = len(base64.b64decode(letter.value))
    return letter.model_copy(update={"value": None, "headers": [], "value_bytes": size})


def _failure(letter: DeadLetter) -> Failure:
    return Failure(letter.last_failure, letter.stage, letter.error, letter.message)


def _together(one: Stored, other: Stored) -> Stored:
    """Two editions of a letter: the later one, and the failures of both; one that was written twice is one failure."""
    last = max(one, other, key=lambda stored: (stored.letter.last_failure, stored.letter.attempts, stored.place))
    failures = {failure.at: failure for failure in (*one.failures, *other.failures)}
    return Stored(last.id, last.letter, last.place, tuple(failures[at] for at in sorted(failures)))
