"""Reading what brokers send: record headers may have names that are no UTF-8, and their messages are read all the same.

Kafka takes any bytes for a header's name. aiokafka decodes names strictly and raises in the consumer's thread: one such
message, from a producer in another language, would end the worker at each start, for ever, before anything of ours has
seen it. What a name says is of no account here, so what is not ASCII in such a name becomes `?`.

A batch of records (https://kafka.apache.org/documentation/#recordbatch) is a head of 61 bytes, then its records, which
are compressed together.
"""

import struct
from collections.abc import Iterator
from typing import Any, Final

from aiokafka.codec import gzip_decode, lz4_decode, snappy_decode, zstd_decode
from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record import MemoryRecords
from aiokafka.record.util import decode_varint

_LENGTH_AT: Final = 8
_AFTER_LENGTH: Final = 12
_ATTRIBUTES_AT: Final = 21
_COUNT_AT: Final = 57
_HEAD: Final = 61
_CODEC: Final = 0b111
"""The bits of the attributes that name the compression."""

_DECODERS: Final = {1: gzip_decode, 2: snappy_decode, 3: lz4_decode, 4: zstd_decode}
_READABLE: Final = bytes(byte if byte < 0x80 else ord("?") for byte in range(0x100))


def accept_any_header_name() -> None:
    """Makes all of aiokafka's consumers in this process read records with `Records`."""
    fetcher.MemoryRecords = Records


class Records:
    """aiokafka's MemoryRecords, but for header names.

    Args:
        data: batches as a broker sends them.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._start = 0
        self._records = MemoryRecords(data)

    def size_in_bytes(self) -> int:
        """Bytes of all batches."""
        return int(self._records.size_in_bytes())

    def has_next(self) -> bool:
        """Whether there is another whole batch."""
        return bool(self._records.has_next())

    def next_batch(self) -> "_Batch | None":
        """The next whole batch."""
        batch = self._records.next_batch()
        if batch is None:
            return None
        (length,) = struct.unpack_from(">i", self._data, self._start + _LENGTH_AT)
        start, self._start = self._start, self._start + _AFTER_LENGTH + length
        return _Batch(batch, self._data[start : self._start])


class _Batch:
    """A batch that is read once more, with its header names mended, from the record on that cannot be read."""

    def __init__(self, batch: Any, data: bytes) -> None:
        self._batch = batch
        self._data = data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        read = 0
        try:
            for record in self._batch:
                yield record
                read += 1
        except (UnicodeDecodeError, CorruptRecordException) as error:
            if not any(isinstance(cause, UnicodeDecodeError) for cause in (error, error.__cause__)):
                raise
            for position, record in enumerate(MemoryRecords(with_readable_names(self._data)).next_batch()):
                if position >= read:
                    yield record


def with_readable_names(batch: bytes) -> bytes:
    """The batch, uncompressed, with every header name in UTF-8; its checksum is no longer right."""
    (attributes,) = struct.unpack_from(">h", batch, _ATTRIBUTES_AT)
    (count,) = struct.unpack_from(">i", batch, _COUNT_AT)
    decode = _DECODERS.get(attributes & _CODEC)
    records = bytearray(decode(batch[_HEAD:]) if decode else batch[_HEAD:])
    place = 0
    for _ in range(count):
        place = _mend(records, place)
    length = struct.pack(">i", _HEAD - _AFTER_LENGTH + len(records))
    plain = struct.pack(">h", attributes & ~_CODEC)
    head = batch[:_LENGTH_AT] + length + batch[_AFTER_LENGTH:_ATTRIBUTES_AT] + plain + batch[_ATTRIBUTES_AT + 2 : _HEAD]
    return head + bytes(records)


def _mend(records: bytearray, start: int) -> int:
    """Mends the header names of the record that starts there, in place; returns where the next one starts."""
    length, place = decode_varint(records, start)
    end = int(place + length)
    place += 1  # attributes, of which there are none
    for _ in ("timestamp", "offset"):
        _, place = decode_varint(records, place)
    for _ in ("key", "value"):
        place = _after_bytes(records, place)
    headers, place = decode_varint(records, place)
    for _ in range(headers):
        size, place = decode_varint(records, place)
        name = bytes(records[place : place + size])
        try:
            name.decode()
        except UnicodeDecodeError:
            records[place : place + size] = name.translate(_READABLE)
        place = _after_bytes(records, place + size)
    return end


def _after_bytes(records: bytearray, place: int) -> int:
    """Behind bytes that have their length before them, -1 for null."""
    size, place = decode_varint(records, place)
    return int(place + max(0, size))
