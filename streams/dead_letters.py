"""Writing dead letters: the one way a message that cannot be processed leaves the stream."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from streams.messages import Message, Rejected, dead_letter
from streams.producing import Outgoing, send_all

log = logging.getLogger(__name__)


async def write_dead_letters(topic: Any, rejections: Sequence[tuple[Message, Rejected]]) -> None:
    """Writes a dead letter for each message and waits until the broker has them.

    Args:
        topic: `news.dead-letters`.
        rejections: messages with the reason.
    """
    outgoing = []
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
        letter = dead_letter(message, rejected, now_ms=int(time.time() * 1000))
        outgoing.append(Outgoing(key=message.key, value=letter.model_dump_json().encode()))
    await send_all(topic, outgoing)
