"""Writing to a topic so that the answer is the broker's: every send is awaited, passing failures are tried again."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from streams.backoff import delays
from streams.kafka_trouble import refuses, takes
from streams.security.kafka_reasons import RIGHTS, is_missing_right

log = logging.getLogger(__name__)


BROKEN_SECONDS = 120.0
"""aiokafka keeps an unexpected error of its sender for ever: after so long only a new start helps."""


class ProducerBroken(RuntimeError):  # noqa: N818 - says what happened
    """The producer fails with an error that is no passing one; the worker must be started again."""


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


class ProducedTopic:
    """A topic that is written to with the app's producer.

    Not Faust's own topic: that wraps each message three times, for serializers, sensors and callbacks that are not used
    here, which takes longer than the producer needs for it.

    Args:
        app: the Faust app.
        name: of the topic.
    """

    def __init__(self, app: Any, name: str) -> None:
        self._app = app
        self._name = name

    def __str__(self) -> str:
        return self._name

    async def send(self, *, key: bytes | None, value: bytes | None, headers: Any) -> "asyncio.Future[Any]":
        """Hands a message to the producer; returns the future of the broker's answer.

        Raises:
            ProducerSendError: the producer does not take it.
        """
        producer = await self._app.maybe_start_producer()
        answer: asyncio.Future[Any] = await producer.send(self._name, key, value, None, None, headers)
        answer.add_done_callback(_seen)
        return answer


def _seen(answer: "asyncio.Future[Any]") -> None:
    """At a stop nobody asks how the sends under way ended; asyncio would log that as an error."""
    if not answer.cancelled():
        answer.exception()


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


async def finish_send(topic: Any, message: Outgoing, answer: "asyncio.Future[Any]") -> bool:
    """Waits for the broker's answer; sends again, without end, while the failure is a passing one.

    Returns:
        Whether the message was sent again, so that messages begun after it may have come before it.

    Raises:
        MessageTooLarge: the message can never be sent as it is.
        ProducerBroken: the producer does not come back by itself.
    """
    again = False
    broken_since: float | None = None
    for delay in delays():
        try:
            if not answer.done():
                # Shielded: a stop cancels this task, and must not cancel the producer's own future with it.
                await asyncio.shield(answer)
            answer.result()
            takes("sending", str(topic))
            return again
        except (KafkaError, ProducerSendError, OSError, TimeoutError) as error:
            cause = error.__cause__ if isinstance(error, ProducerSendError) and error.__cause__ else error
        if isinstance(cause, MessageSizeTooLargeError):
            raise MessageTooLarge(f"{len(message.value or b''):,} bytes: {cause}")
        why = f"{type(cause).__name__}: {cause}"
        if is_missing_right(cause):
            why = f"no right to write it; {RIGHTS}"
            refuses("sending", str(topic), f"{topic}: {why}")
            broken_since = None
        elif isinstance(cause, KafkaError) and not cause.retriable:
            broken_since = broken_since or time.monotonic()
            if time.monotonic() - broken_since > BROKEN_SECONDS:
                raise ProducerBroken(f"the producer fails for good ({type(cause).__name__}: {cause})") from cause
        else:
            broken_since = None
        log.warning("%s: cannot send (%s); trying again in %.1f s", topic, why, delay)
        await asyncio.sleep(delay)
        again = True
        answer = await begin_send(topic, message)
    raise AssertionError("delays() has no end")


async def send_all(topic: Any, messages: Sequence[Outgoing]) -> None:
    """Sends messages in order and waits until the broker has all of them.

    Raises:
        MessageTooLarge: one of them can never be sent.
    """
    answers = [await begin_send(topic, message) for message in messages]
    for message, answer in zip(messages, answers, strict=True):
        await finish_send(topic, message, answer)
