"""The thread of Faust's consumer, of which nothing is asked once it has ended.

The consumer runs in a thread with an event loop of its own. When it crashes (a right was taken away, say), its thread
ends and closes the loop; the app, which stops because of that, has it stop again and commit through it. Each of these
raises `RuntimeError: Event loop is closed` out of the app's stop, which then leaves out what would come after.

(mode 0.4 `mode/threads.py`; faust 0.15 `faust/transport/drivers/aiokafka.py`.)
"""

import logging
from collections.abc import Mapping
from typing import Any

from faust.transport.drivers import aiokafka
from faust.types import TP

log = logging.getLogger(__name__)


class ConsumerThread(aiokafka.AIOKafkaConsumerThread):
    """As Faust's, but asking one that has ended is no error."""

    def _stopped_set(self) -> None:
        try:
            super()._stopped_set()
        except RuntimeError:
            if not self.thread_loop.is_closed():
                raise

    async def commit(self, offsets: Mapping[TP, int]) -> bool:
        """Commits offsets; whether it did. What is not committed comes again."""
        if self.thread_loop.is_closed():
            return False
        return bool(await super().commit(offsets))

    async def on_thread_stop(self) -> None:
        """Closes the connections. aiokafka fails at that if one of them is just being made."""
        try:
            await super().on_thread_stop()
        except Exception as error:
            log.warning("connections to Kafka were not closed in order: %r", error)


def living_thread(app: Any) -> Any:
    """The thread of a Faust app's consumer; None while none was started, or it has ended.

    Args:
        app: a Faust app.
    """
    thread = getattr(app.consumer, "_thread", None) if app.started else None
    return None if thread is None or thread.thread_loop.is_closed() else thread


def ask_no_ended_thread() -> None:
    """Makes Faust's consumers in this process run in such threads."""
    aiokafka.AIOKafkaConsumerThread = ConsumerThread  # type: ignore[misc]  # the name that Faust looks up
