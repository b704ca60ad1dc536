"""Writing to a topic so that the answer is the broker's: every send is awaited, passing failures are tried again."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from streams.backoff import delays

log = logging.getLogger(__name__)


class MessageTooLarge(RuntimeError):  # noqa: N818 - says what is wrong
    """The broker (or the producer) refuses a message of this size; sending it again cannot help."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send.

    Attributes:
        key: raw bytes.
        value: raw bytes, None for a deletion.
        headers: names and raw values.
    """

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()


async def begin_send(topic: Any, message: Outgoing) -> "asyncio.Future[Any]":
    """Hands a message to the producer and returns the future of the broker's answer.

    Messages begun one after the other reach a partition in that order. Failures to begin are in the future too.
    """
    try:
        answer: asyncio.Future[Any] = await topic.send(
            key=message.key, value=message.value, headers=list(message.headers) or None
        )
    except (KafkaError, ProducerSendError, OSError, TimeoutError) as error:
        answer = asyncio.get_running_loop().create_future()
        answer.set_exception(error)
    return answer


async def finish_send(topic: Any, message: Outgoing, answer: "asyncio.Future[Any]") -> None:
    """Waits for the broker's answer; sends again, without end, while the failure is a passing one.

    Raises:
        MessageTooLarge: the message can never be sent as it is.
    """
    for delay in delays():
        try:
            # Shielded: a stop cancels this task, and must not cancel the producer's own future with it.
            await asyncio.shield(answer)
            return
        except (KafkaError, ProducerSendError, OSError, TimeoutError) as error:
            cause = error.__cause__ if isinstance(error, ProducerSendError) and error.__cause__ else error
            if isinstance(cause, MessageSizeTooLargeError):
                raise MessageTooLarge(f"{len(message.value or b''):,} bytes: {cause}") from None
            log.warning("%s: cannot send (%s: %s); trying again in %.1f s", topic, type(cause).__name__, cause, delay)
        await asyncio.sleep(delay)
        answer = await begin_send(topic, message)


async def send_all(topic: Any, messages: Sequence[Outgoing]) -> None:
    """Sends messages in order and waits until the broker has all of them.

    Raises:
        MessageTooLarge: one of them can never be sent.
    """
    answers = [await begin_send(topic, message) for message in messages]
    for message, answer in zip(messages, answers, strict=True):
        await finish_send(topic, message, answer)
