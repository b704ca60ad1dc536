"""Reads `news.raw` again, between offsets that are fixed when a replay begins; belongs to no consumer group.

Behind them it reads on to where the topic ended then, for deletions: those of an article that is read again count too.
What is done is noted with the counts (streams/rebuild/replay_record.py), not with the broker.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from streams.delivery import message_of_record
from streams.errors import UserError
from streams.messages import Message
from streams.rebuild.following import FETCH_BYTES, client_id
from streams.rebuild.replay_record import ReplayRecord
from streams.records import accept_any_header_name
from streams.security.connector import aiokafka_options
from streams.security.kafka_reasons import unavailable
from streams.settings import Settings

log = logging.getLogger(__name__)

TAIL_STEP: Final = 10_000
"""Most messages that are looked through at once for deletions; nothing else of them is kept."""


class RawTopicMadeAnew(UserError):  # noqa: N818 - says what is wrong
    """The topic was deleted and made anew since a replay began: its offsets are of other messages."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            f"{topic} was deleted and made anew since this replay began; delete it with `quotewire replay --discard` "
            "and begin anew"
        )


@dataclass(slots=True)
class Step:
    """What was read at once.

    Attributes:
        messages: in the order of each partition.
        deletions: of those behind what is read again, in the same order.
        nexts: the offsets to read next, of the partitions that have come on.
        gone: how many offsets between hold no message any more.
    """

    messages: list[Message] = field(default_factory=list)
    deletions: list[Message] = field(default_factory=list)
    nexts: dict[int, int] = field(default_factory=dict)
    gone: int = 0


class RawReader:
    """Reads what a replay is to read.

    Args:
        settings: where Kafka is, the topic.
        most: most messages of one step.
    """

    def __init__(self, settings: Settings, most: int) -> None:
        accept_any_header_name()
        self._settings = settings
        self._topic = settings.raw_topic
        self._most = most
        self._consumer = AIOKafkaConsumer(
            client_id=client_id(),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=FETCH_BYTES,
            **aiokafka_options(settings),
        )

    async def start(self) -> None:
        """Connects.

        Raises:
            KafkaUnavailable: no broker answers.
        """
        try:
            await self._consumer.start()
        except KafkaError as error:
            await self.stop()
            raise unavailable(self._settings, error) from error

    async def stop(self) -> None:
        """Disconnects."""
        await self._consumer.stop()

    async def seek(self, record: ReplayRecord) -> None:
        """Goes where a replay is."""
        places = [TopicPartition(self._topic, number) for number in record.nexts]
        self._consumer.assign(places)
        for place in places:
            self._consumer.seek(place, record.nexts[place.partition])

    async def step(self, record: ReplayRecord) -> Step:
        """The next messages, if there are any within half a second.

        Raises:
            RawTopicMadeAnew: the topic has fewer messages than it had.
        """
        again = [number for number in unfinished(record) if record.nexts[number] < record.ends[number]]
        open_ = [TopicPartition(self._topic, number) for number in again or unfinished(record)]
        step = Step()
        try:
            most = self._most if again else TAIL_STEP
            found = await self._consumer.getmany(*open_, timeout_ms=500, max_records=most)
            if not found:
                await self._pass_over_what_is_gone(record, open_, step)
        except KafkaError as error:
            log.warning("cannot read %s (%s); trying again", self._topic, error)
            await asyncio.sleep(1.0)
            return step
        for place, records in found.items():
            self._take(record, place.partition, records, step)
        return step

    def _take(self, record: ReplayRecord, number: int, records: Sequence[Any], step: Step) -> None:
        end, begin, tail = record.ends[number], record.nexts[number], record.tail(number)
        wanted = [one for one in records if begin <= one.offset < end]
        behind = [one for one in records if max(begin, end) <= one.offset < tail and one.value is None]
        step.messages += [message_of_record(one, one.timestamp) for one in wanted]
        step.deletions += [message_of_record(one, one.timestamp) for one in behind]
        step.nexts[number] = min(tail, max(begin, records[-1].offset + 1))
        step.gone += max(0, min(end, step.nexts[number]) - begin) - len(wanted)

    async def _pass_over_what_is_gone(self, record: ReplayRecord, places: Sequence[TopicPartition], step: Step) -> None:
        """Kafka may have deleted all that is left before the end."""
        begins = await self._consumer.beginning_offsets(list(places))
        ends = await self._consumer.end_offsets(list(places))
        for place in places:
            number, begin, tail = place.partition, record.nexts[place.partition], record.tail(place.partition)
            if ends[place] < tail:
                raise RawTopicMadeAnew(self._topic)
            reached = min(tail, max(begins[place], await self._consumer.position(place)))
            if reached > begin:
                step.gone += max(0, min(record.ends[number], reached) - begin)
                step.nexts[number] = reached


def unfinished(record: ReplayRecord) -> list[int]:
    """The partitions of which something is left to read."""
    return [number for number, position in record.nexts.items() if position < record.tail(number)]
