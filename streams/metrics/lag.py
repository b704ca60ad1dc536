"""How far behind an agent is, asked of its own consumer: no connection more, and no thread."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from faust.types import TP

from streams.consumer_thread import living_thread
from streams.kafka_admin import messages_behind

ANSWER_SECONDS = 10.0
"""Longest wait for the brokers' answer; after it they count as away."""

Partition = tuple[str, int]


class ConsumerLag:
    """The lag of a Faust app's consumer on the partitions of a topic that are assigned to it.

    Args:
        app: the Faust app, started.
        topic: whose messages have outcomes (dead letters, which the index agent reads too, have none).
    """

    def __init__(self, app: Any, topic: str) -> None:
        self._app = app
        self._topic = topic

    async def ask(self) -> dict[Partition, int]:
        """Messages not yet acknowledged by partition, of those assigned.

        Raises:
            KafkaAway: the consumer is not there yet, has no partitions assigned yet, or the brokers do not answer.
        """
        thread = living_thread(self._app)
        consumer = getattr(thread, "_consumer", None)
        if consumer is None:
            raise KafkaAway("not connected yet")
        if self._app.rebalancing:
            raise KafkaAway("the group is sharing out its partitions")
        # On the consumer's own loop, and not with Faust's `highwaters`: while brokers are away that would hold one of
        # the two places that commits wait in.
        asked = asyncio.run_coroutine_threadsafe(_offsets(consumer, self._topic), thread.thread_loop)
        try:
            begins, ends = await asyncio.wait_for(asyncio.wrap_future(asked), ANSWER_SECONDS)
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise
            raise KafkaAway("not connected any more") from None  # the consumer's thread has ended, and we have not
        except TimeoutError:
            raise KafkaAway(f"no answer from the brokers in {ANSWER_SECONDS:.0f} s") from None
        except Exception as error:  # whatever aiokafka raises: the lag cannot be told, and that is all
            raise KafkaAway(f"the brokers cannot be asked ({type(error).__name__}: {error})"[:300]) from None
        return lag_of(begins, ends, self._app.consumer._committed_offset)


class KafkaAway(Exception):  # noqa: N818 - says what is wrong
    """Kafka cannot be asked just now."""


async def _offsets(consumer: Any, topic: str) -> tuple[Mapping[Any, int], Mapping[Any, int]]:
    partitions: Sequence[Any] = sorted(partition for partition in consumer.assignment() if partition.topic == topic)
    if not partitions:  # more workers than partitions: this one waits for its turn
        await consumer.topics()
        return {}, {}
    return await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)


def lag_of(
    begins: Mapping[Any, int], ends: Mapping[Any, int], committed: Mapping[Any, int | None]
) -> dict[Partition, int]:
    """The lag by topic and partition.

    Args:
        begins: the first offset that is there.
        ends: the offset of the next message to be written.
        committed: the offset of the next message to be read; None or missing before the first commit.
    """
    rows = {}
    for partition, end in ends.items():
        read = committed.get(TP(partition.topic, partition.partition))
        rows[partition.topic, partition.partition] = messages_behind(begins[partition], read, end)
    return rows
