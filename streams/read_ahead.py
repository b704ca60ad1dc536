"""What is read from Kafka before anybody works on it, bounded in messages and in bytes.

On its way from a broker to an agent's batch a message is held four times, one place behind the other. When the agent
takes no more (Elasticsearch is away), each place fills up to its bound, and then nothing is fetched:

    an answer of a broker     FETCHED_BYTES for each partition, as compressed there
    handed on by aiokafka     READ_AHEAD_BATCHES batches, and HANDED_ON_BYTES for each partition
    Faust's buffer            READ_AHEAD_BATCHES batches, and BUFFERED_BYTES
    the batch that waits      one batch (streams/delivery.py)

Each byte bound can be passed by one message, which may be larger than any of them. By default aiokafka hands on all it
has fetched, up to 50 MiB before decompression, and Faust's buffer is bounded in messages only.
"""

from typing import Any, Final

from aiokafka.consumer import fetcher
from mode.utils.queues import ThrowableQueue

from streams.messages import header_bytes, header_pairs

READ_AHEAD_BATCHES: Final = 2
"""Faust's default is 4,096 messages, of up to 8 MiB each here."""

FETCHED_BYTES: Final = 1024 * 1024
"""A broker sends a message that is larger all the same, if it is the first (KIP-74)."""

HANDED_ON_BYTES: Final = 1024 * 1024

BUFFERED_BYTES: Final = 16 * 1024 * 1024


class FetchResult(fetcher.FetchResult):  # type: ignore[misc]  # aiokafka has no types
    """What a broker has sent of one partition, handed on in bounded parts."""

    def getall(self, max_records: int | None = None) -> list[Any]:
        """The next records, in order: so many at most, and no further one from HANDED_ON_BYTES on."""
        records: list[Any] = []
        size = 0
        while size < HANDED_ON_BYTES and (max_records is None or len(records) < max_records):
            record = self.getone()
            if record is None:
                break
            records.append(record)
            size += _size(record)
        return records


def bound_what_is_handed_on() -> None:
    """Makes all of aiokafka's consumers in this process hand on records in bounded parts."""
    fetcher.FetchResult = FetchResult


class Buffer(ThrowableQueue[Any]):
    """Faust's buffer of events between the consumer and an agent, bounded in bytes too.

    Args:
        maxsize: most events; 0 for no bound at all.
        max_bytes: of keys, values and headers; reached by the last event that is let in.
        options: of the queue.
    """

    def __init__(self, maxsize: int, max_bytes: int, **options: Any) -> None:
        super().__init__(maxsize, **options)
        self._max_bytes = max_bytes
        self._bytes = 0

    @property
    def size_in_bytes(self) -> int:
        """Bytes of the messages that are in it."""
        return self._bytes

    def full(self) -> bool:
        """Whether the next event has to wait."""
        return super().full() or (self.maxsize > 0 and self._bytes >= self._max_bytes)

    def clear(self) -> None:
        """Forgets what is in it: after a rebalance it comes again, here or elsewhere."""
        super().clear()
        self._bytes = 0

    def _put(self, item: Any) -> None:
        super()._put(item)
        self._bytes += _size(getattr(item, "message", None))

    def _get(self) -> Any:
        item = super()._get()
        self._bytes -= _size(getattr(item, "message", None))
        return item


def _size(message: Any) -> int:
    """Bytes of key, value and headers of a message of aiokafka's or Faust's; 0 for what is none."""
    if message is None:
        return 0
    size = len(message.key or b"") + len(message.value or b"")
    return size + header_bytes(header_pairs(message.headers)) if message.headers else size
