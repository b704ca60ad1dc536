"""A consumer whose thread has ended is asked to stop, to commit and for its lag: no trace, and the app goes on."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import faust
import pytest
from aiokafka.errors import KafkaConnectionError
from faust.types import TP

from streams.consumer_thread import ConsumerThread, ask_no_ended_thread
from streams.membership import consumer_of, stay_in_group
from streams.metrics.lag import ConsumerLag, KafkaAway


def app_without_a_broker() -> faust.App:
    ask_no_ended_thread()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        broker = f"aiokafka://127.0.0.1:{free.getsockname()[1]}"
    return faust.App("alone", broker=broker, store="memory://", stream_wait_empty=False)


async def ended_thread(app: faust.App) -> Any:
    """The thread of the app's consumer, which has crashed: no broker answers."""
    thread = app.consumer._thread
    assert isinstance(thread, ConsumerThread)
    with pytest.raises(KafkaConnectionError):
        await thread.start()
    while not thread.thread_loop.is_closed():
        await asyncio.sleep(0.01)
    return thread


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # that is how it crashes
def test_a_thread_that_has_crashed_is_stopped_and_committed_through_without_an_error(caplog):
    async def run() -> None:
        app = app_without_a_broker()
        thread = await ended_thread(app)
        assert await thread.commit({TP("raw", 0): 7}) is False
        await app.consumer.stop()
        assert thread.should_stop and thread._shutdown.is_set()
        app = SimpleNamespace(consumer=app.consumer, started=True, rebalancing=False)
        assert consumer_of(app) is None
        stay_in_group(app)
        with pytest.raises(KafkaAway, match="not connected"):
            await ConsumerLag(app, "raw").ask()

    asyncio.run(run())
    assert not [record for record in caplog.records if "Event loop is closed" in record.getMessage()]


def test_connections_that_cannot_be_closed_are_one_line(caplog):
    class Opening:
        async def stop(self) -> None:
            raise AttributeError("'NoneType' object has no attribute 'done'")

    async def run() -> None:
        thread = app_without_a_broker().consumer._thread
        thread._consumer = Opening()
        await thread.on_thread_stop()
        thread.thread_loop.close()

    asyncio.run(run())
    (line,) = [record for record in caplog.records if record.name == "streams.consumer_thread"]
    assert "not closed in order" in line.getMessage() and line.exc_info is None


@contextmanager
def loop_in_a_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """As that of a consumer: what is under way is cancelled at the end."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def sweep() -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(sweep(), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class Silent:
    """A consumer that does not answer."""

    def __init__(self) -> None:
        self.asked = threading.Event()

    def assignment(self) -> set[Any]:
        return set()

    async def topics(self) -> None:
        self.asked.set()
        await asyncio.sleep(3600)


def test_who_asks_for_the_lag_while_the_thread_ends_is_told_and_goes_on():
    async def ask(loop: asyncio.AbstractEventLoop) -> "asyncio.Task[Any]":
        consumer = Silent()
        thread = SimpleNamespace(_consumer=consumer, thread_loop=loop)
        app = SimpleNamespace(consumer=SimpleNamespace(_thread=thread), started=True, rebalancing=False)
        task = asyncio.create_task(ConsumerLag(app, "raw").ask())
        while not consumer.asked.is_set():
            await asyncio.sleep(0.01)
        return task

    async def run() -> None:
        with loop_in_a_thread() as loop:
            task = await ask(loop)
        with pytest.raises(KafkaAway, match="not connected any more"):
            await task
        with loop_in_a_thread() as loop:
            task = await ask(loop)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
