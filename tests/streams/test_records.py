"""Records as brokers send them: a header name that is no UTF-8 costs nobody its message."""

from collections.abc import Sequence

import pytest
from aiokafka.errors import CorruptRecordException
from aiokafka.record import MemoryRecords
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy as DefaultRecordBatchBuilder

from streams.records import Records

Record = tuple[int, bytes | None, bytes | None, list[tuple[str, bytes]]]
CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}
SENT = 1_790_000_000_000


class Name(str):
    """A header's name that is these bytes (as Latin-1) in the message."""

    def encode(self, *_: str) -> bytes:
        return super().encode("latin-1")


GOOD: list[Record] = [(SENT, b"a", b"one", [("feed", b"1"), ("ключ", b"\xff")]), (SENT + 5, None, b"two", [])]
BAD: list[Record] = [
    (SENT + 6, b"caf\xe9", b"caf\xe9", [("feed", b"2"), (Name("caf\xe9\xff"), b"caf\xe9"), (Name("\x80"), b"")]),
    (SENT + 7, b"b", None, [("feed", b"3")]),
    (SENT + 8, b"c", b"x" * 3_000, [(Name("\xed\xa0\x80" * 50), b"4")]),
]


def batch(records: Sequence[Record], codec: int) -> bytes:
    builder = DefaultRecordBatchBuilder(2, codec, 0, -1, -1, -1, 1_000_000)
    for position, (sent, key, value, headers) in enumerate(records):
        assert builder.append(position, sent, key, value, headers)
    return bytes(builder.build())


def read(data: bytes) -> list[tuple[int, int, bytes | None, bytes | None, list[tuple[str, bytes | None]]]]:
    records = Records(data)
    assert records.size_in_bytes() == len(data)
    found = []
    while records.has_next():
        following = records.next_batch()
        assert following is not None and following.validate_crc() and not following.is_control_batch
        found += [(one.offset, one.timestamp, one.key, one.value, list(one.headers)) for one in following]
    assert records.next_batch() is None
    return found


@pytest.mark.parametrize("codec", CODECS.values(), ids=CODECS)
def test_every_record_around_and_with_a_name_that_is_no_utf8_is_read(codec: int) -> None:
    found = read(batch(GOOD, codec) + batch(GOOD + BAD + GOOD, codec) + batch(BAD[:1], codec) + batch(GOOD, codec))
    expected = [*GOOD, *GOOD, *BAD, *GOOD, BAD[0], *GOOD]
    assert [(sent, key, value) for _, sent, key, value, _ in found] == [
        (sent, key, value) for sent, key, value, _ in expected
    ]
    assert [offset for offset, *_ in found] == [0, 1, *range(7), 0, 0, 1]
    names = [[name for name, _ in headers] for *_, headers in found]
    mended = [["feed", "caf??", "?"], ["feed"], ["?" * 150]]
    good = [["feed", "ключ"], []]
    assert names == [*good, *good, *mended, *good, mended[0], *good]
    assert [[content for _, content in headers] for *_, headers in found] == [
        [content for _, content in headers] for *_, headers in expected
    ]


def test_the_client_itself_fails_at_such_a_name() -> None:
    """If it no longer does, streams/records.py can go."""
    records = MemoryRecords(batch(BAD, 0))
    with pytest.raises((UnicodeDecodeError, CorruptRecordException)):
        list(records.next_batch())


def test_what_is_really_corrupt_still_is() -> None:
    data = bytearray(batch(GOOD, 0))
    data[-1] ^= 0xFF
    following = Records(bytes(data)).next_batch()
    assert following is not None and not following.validate_crc()
    data = bytearray(batch(GOOD, 0))
    data[61] += 2  # the first record claims to be a byte longer
    with pytest.raises(CorruptRecordException):
        list(Records(bytes(data)).next_batch() or ())
