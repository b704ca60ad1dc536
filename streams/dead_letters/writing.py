"""Writing dead letters: the one way a message that cannot be processed leaves the stream.

A dead letter can always be written. If it would be larger than the topic takes (base64 makes four bytes of three, and a
message can consist of headers), it is truncated, and at last keeps nothing of its message but its place and hash.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

from streams.messages import Message, Rejected, dead_letter, header_bytes
from streams.producing import MessageTooLarge, Outgoing, begin_send, finish_send, send_all

log = logging.getLogger(__name__)

KEPT_BYTES: Final = 64 * 1024
"""Of a value that does not fit into a dead letter, so much of its beginning is kept: enough to see what it is."""

BATCH_BYTES: Final = 512
"""What a batch of one message has around key and value, and more."""


class DeadLetterWriter:
    """Writes dead letters to their topic.

    Args:
        topic: the Faust topic.
        largest_message: most bytes of a message that the topic takes (`max.message.bytes`).
    """

    def __init__(self, topic: Any, largest_message: int) -> None:
        self._topic = topic
        # What cannot be compressed grows a little by the attempt.
        self._most = largest_message - largest_message // 128 - BATCH_BYTES

    async def write(self, rejections: Sequence[tuple[Message, Rejected]]) -> None:
        """Writes a dead letter for each message, with the reason, and waits until the broker has them.

        Raises:
            MessageTooLarge: the topic takes not even a dead letter without any of its message.
        """
        letters = []
        for message, rejected in rejections:
            place = message.place
            log.warning(
                "dead letter: %s (%s)",
                rejected.message,
                rejected.error,
                extra={
                    "article_id": rejected.article_id,
                    "topic": place.topic,
                    "partition": place.partition,
                    "offset": place.offset,
                    "stage": rejected.stage,
                },
            )
            forms = _forms(message, rejected, int(time.time() * 1000), self._most)
            outgoing = next(forms)
            letters.append((forms, outgoing, await begin_send(self._topic, outgoing)))
        for forms, outgoing, answer in letters:
            try:
                await finish_send(self._topic, outgoing, answer)
            except MessageTooLarge as error:  # the topic takes less than the settings say
                await self._send_smaller(forms, error)

    async def _send_smaller(self, forms: "Iterator[Outgoing]", error: MessageTooLarge) -> None:
        for smaller in forms:
            try:
                await send_all(self._topic, [smaller])
                return
            except MessageTooLarge as still:
                error = still
        raise error


def _forms(message: Message, rejected: Rejected, now_ms: int, most: int) -> Iterator[Outgoing]:
    """The forms of a letter, larger ones first, of at most so many bytes; the last, which keeps nothing, always."""
    if (message.size + header_bytes(message.headers)) * 4 // 3 <= most:
        whole = dead_letter(message, rejected, now_ms)
        outgoing = Outgoing(key=message.key, value=whole.model_dump_json().encode())
        if _size(outgoing) <= most:
            yield outgoing
    for kept in (KEPT_BYTES, 0):
        letter = dead_letter(message, rejected, now_ms, kept)
        # The key may not fit either; the letter's own place serves as well.
        outgoing = Outgoing(key=letter.id.encode(), value=letter.model_dump_json().encode())
        if kept == 0 or _size(outgoing) <= most:
            yield outgoing


def _size(outgoing: Outgoing) -> int:
    return len(outgoing.key or b"") + len(outgoing.value or b"")
