"""Committed offsets that say which topic they are of (streams/topic_identity.py), and going back to them.

aiokafka 0.14, `consumer/group_coordinator.py`: all that is committed, and all that is asked for, by Faust too, goes
through the two methods that are replaced here.

While a group is shared out, Faust drops what it is handed, and then seeks to what was committed. aiokafka leaves
partitions of which nothing was committed where they are: behind what was dropped.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import aiokafka
from aiokafka.consumer import consumer, group_coordinator
from aiokafka.structs import OffsetAndMetadata

from streams.topic_identity import TopicIds, is_of_topic, note_of

log = logging.getLogger(__name__)


class GroupCoordinator(group_coordinator.GroupCoordinator):  # type: ignore[misc]  # aiokafka has no types
    """Notes the topic's id with each offset it commits, and takes offsets of another topic for none.

    Attributes:
        topics: what is known of them; others are as with aiokafka.
    """

    topics: ClassVar[dict[str, str | None]] = {}

    async def _do_commit_offsets(self, assignment: Any, offsets: Mapping[Any, Any]) -> None:
        noted = {
            partition: OffsetAndMetadata(committed.offset, note_of(self.topics.get(partition.topic)))
            for partition, committed in offsets.items()
        }
        await super()._do_commit_offsets(assignment, noted)

    async def _do_fetch_commit_offsets(self, partitions: Iterable[Any]) -> dict[Any, Any]:
        found: dict[Any, Any] = await super()._do_fetch_commit_offsets(partitions)
        others = {
            partition: committed
            for partition, committed in found.items()
            if not is_of_topic(committed.metadata, self.topics.get(partition.topic))
        }
        if others:
            named = ", ".join(f"{at.topic}-{at.partition} {others[at].offset}" for at in sorted(others))
            log.warning("offsets of another topic of the same name, not used: %s", named)
        return {partition: committed for partition, committed in found.items() if partition not in others}


class Consumer(aiokafka.AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka has no types
    """Goes back to the beginning of a partition of which nothing was committed."""

    async def seek_to_committed(self, *partitions: Any) -> dict[Any, int | None]:
        """Seeks to what was committed, or to the beginning: to 0, and if that is gone, to what is earliest."""
        committed: dict[Any, int | None] = await super().seek_to_committed(*partitions)
        for partition, offset in committed.items():
            if not offset:
                self._fetcher.seek_to(partition, 0)
        return committed


def go_back_to_beginnings() -> None:
    """Makes Faust's consumers in this process go back to the beginning where nothing was committed."""
    aiokafka.AIOKafkaConsumer = Consumer


def tell_topics_apart(topics: TopicIds) -> None:
    """Makes all of aiokafka's consumers in this process commit for these topics only, and go on only in them.

    Args:
        topics: as they are before a consumer joins its group: one that is made anew later is another one.
    """
    GroupCoordinator.topics.update(topics)
    consumer.GroupCoordinator = GroupCoordinator
