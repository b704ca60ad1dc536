"""Writing dead letters: the one way a message that cannot be processed leaves the stream."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from streams.messages import Message, Rejected, dead_letter
from streams.producing import MessageTooLarge, Outgoing, begin_send, finish_send, send_all

log = logging.getLogger(__name__)


class DeadLetterWriter:
    """Writes dead letters to their topic.

    Args:
        topic: the Faust topic.
        largest_message: most bytes of a message that the topic takes (`max.message.bytes`).
    """

    def __init__(self, topic: Any, largest_message: int) -> None:
        self._topic = topic
        # base64 makes four bytes of three; what is left is for the rest of the letter.
        self._largest = largest_message * 5 // 8

    async def write(self, rejections: Sequence[tuple[Message, Rejected]]) -> None:
        """Writes a dead letter for each message, with the reason, and waits until the broker has them."""
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
            letters.append((message, rejected, int(time.time() * 1000)))
        whole = [_outgoing(*letter, self._largest) for letter in letters]
        answers = [await begin_send(self._topic, outgoing) for outgoing in whole]
        for letter, outgoing, answer in zip(letters, whole, answers, strict=True):
            try:
                await finish_send(self._topic, outgoing, answer)
            except MessageTooLarge:  # the topic takes less than the settings say
                await send_all(self._topic, [_outgoing(*letter, 0)])


def _outgoing(message: Message, rejected: Rejected, now_ms: int, largest: int) -> Outgoing:
    letter = dead_letter(message, rejected, now_ms, largest)
    # The key of a letter that is cut may not fit either; its own place serves as well.
    key = message.key if letter.value_sha256 is None else letter.id.encode()
    return Outgoing(key=key, value=letter.model_dump_json().encode())
