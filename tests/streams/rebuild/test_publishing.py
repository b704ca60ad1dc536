"""A replay that writes to the topic leaves the last message of each article the last."""

import json
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.indexing.state import State
from streams.messages import RAW_TIMESTAMP_HEADER
from streams.rebuild.publishing import WRITER_HEADER, Overtaken, _headers, _Said, is_behind

WRITER = b"1790000000000"

Said = int | str | None
"""A version, or `gone` for a deletion; None for something that is no article."""


@dataclass(frozen=True)
class Record:
    """As kafka-python has it."""

    offset: int
    said: Said
    by_replay: bool = False
    key: bytes = b"a"
    partition: int = 0
    timestamp: int = 5
    deleted_ms: int = 9

    @property
    def value(self) -> bytes | None:
        if self.said is None:
            return b"no article"
        return None if self.said == "gone" else json.dumps({"version": self.said, "content_hash": "h"}).encode()

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        marks = (
            [(WRITER_HEADER, b"1")] if self.said != "gone" else [(RAW_TIMESTAMP_HEADER, str(self.deleted_ms).encode())]
        )
        return [*marks, (WRITER_HEADER, WRITER)] if self.by_replay else marks


def topic(*messages: str) -> list[Record]:
    """`2` is an article of version 2, `gone` a deletion, `-` no article; `*` before it: written by the replay."""
    made = []
    for offset, message in enumerate(messages):
        bare = message.removeprefix("*")
        said: Said = "gone" if bare == "gone" else None if bare == "-" else int(bare)
        made.append(Record(offset, said, message.startswith("*")))
    return made


def once_more(records: list[Record]) -> list[int]:
    overtaken = Overtaken(WRITER)
    for record in records:
        overtaken.add(record)
    return sorted(offset for _, offset in overtaken.places())


@pytest.mark.parametrize(
    ("messages", "offsets"),
    [
        ("*2", []),
        ("2 *2", []),
        ("gone *2", [0]),
        ("3 *2", [0]),
        ("3 4 *2", [1]),
        ("3 gone *2", [1]),
        ("gone 3 *2", [1]),  # published again
        ("*2 gone", []),
        ("*2 3", []),
        ("gone *2 3", []),
        ("gone *2 *2", [0]),  # by two runs
        ("gone *2 *gone", []),
        ("gone *2 3 *gone", [2]),  # that came while the deletion was written once more
        ("gone *2 3 *gone *3", []),
        ("3 *2 gone *3", [2]),
        ("gone 2 *2", []),  # the deletion is older
        ("3 2 *2", []),  # as it stood before
        ("1 *2", []),  # an old revision that came late
        ("3 1 *2", [0]),
        ("- *2", []),
        ("gone - *2", [0]),
    ],
)
def test_what_a_replay_has_come_behind_is_found(messages: str, offsets: list[int]) -> None:
    assert once_more(topic(*messages.split())) == offsets


@pytest.mark.parametrize(
    ("messages", "version"),
    [("*2", 2), ("3 *2", 2), ("*2 3", None), ("*2 -", 2), ("2 *2 *3", 3), ("*2 gone", None), ("*2 3 *2", 2)],
)
def test_what_a_replay_has_said_last_is_found(messages: str, version: int | None) -> None:
    overtaken = Overtaken(WRITER)
    for record in topic(*messages.split()):
        overtaken.add(record)
    assert overtaken.spoken_last() == ({} if version is None else {"a": _Said(version, "h")})


def test_another_content_of_the_same_version_is_newer_if_it_came_later() -> None:
    @dataclass(frozen=True)
    class Other(Record):
        @property
        def value(self) -> bytes | None:
            return json.dumps({"version": self.said, "content_hash": "other"}).encode()

    assert once_more([Other(0, 2), Record(1, 2, by_replay=True)]) == [0]


def test_a_deletion_without_our_header_is_the_same_when_it_is_written_once_more() -> None:
    @dataclass(frozen=True)
    class Plain(Record):
        others: tuple[tuple[str, bytes], ...] = ()

        @property
        def headers(self) -> list[tuple[str, bytes]]:
            return list(self.others)

    gone = Plain(0, "gone", timestamp=5)
    older = Record(1, 2, by_replay=True)
    assert once_more([gone, older]) == [0]
    again = Plain(2, "gone", timestamp=77, others=(*_headers(gone), (WRITER_HEADER, WRITER)))
    assert once_more([gone, older, again]) == []


@pytest.mark.parametrize(
    ("version", "known", "deleted", "behind"),
    [
        (2, 3, False, True),  # a revision that is known, and no longer in the topic
        (2, 2, False, False),
        (3, 2, False, False),  # not indexed yet
        (2, 2, True, True),
        (2, 5, True, True),
        (3, 2, True, False),  # a revision after the deletion, not indexed yet
        (None, 3, False, False),
        (None, 3, True, False),
    ],
)
def test_what_the_indices_know_better_than_the_last_message_is_told(
    version: int | None, known: int, deleted: bool, behind: bool
) -> None:
    state = State(known, None if deleted else "2026.11", 0, "another", deleted, 9 if deleted else 0)
    assert is_behind(_Said(version, "h"), state) is behind


def test_articles_and_partitions_are_told_apart() -> None:
    ours = {"by_replay": True}
    assert once_more([Record(0, "gone"), Record(1, 2, **ours, key=b"b"), Record(2, 2, **ours, partition=1)]) == []
    two = [Record(0, "gone"), Record(1, 5, key=b"b"), Record(2, 2, **ours), Record(3, 2, **ours, key=b"b")]
    assert once_more(two) == [0, 1]


@given(st.lists(st.tuples(st.sampled_from([b"a", b"b"]), st.booleans()), max_size=8), st.data())
def test_in_the_end_the_last_message_of_each_article_is_the_last_again(
    came: list[tuple[bytes, bool]], data: st.DataObject
) -> None:
    """Whatever revisions and deletions come while it writes, and while it writes once more."""
    left = [
        Record(0, "gone" if deleted else 3 + number, key=key, deleted_ms=number)
        for number, (key, deleted) in enumerate(came)
    ]
    last = dict.fromkeys((b"a", b"b"), (2, 0)) | {record.key: (record.said, record.deleted_ms) for record in left}
    there: list[Record] = []

    def add(record: Record, by_replay: bool) -> None:
        there.append(replace(record, offset=len(there), by_replay=by_replay))

    def others_come(most: int) -> None:
        for _ in range(data.draw(st.integers(0, most))):
            add(left.pop(0), by_replay=False)

    for key in (b"a", b"b"):
        others_come(len(left))
        add(Record(0, 2, key=key, deleted_ms=0), by_replay=True)
    rounds = 0
    while places := once_more(there):
        rounds += 1
        for place in places:
            others_come(len(left))
            add(there[place], by_replay=True)
    for record in left:
        add(record, by_replay=False)
    assert rounds <= len(came)
    assert {record.key: (record.said, record.deleted_ms) for record in there} == last
