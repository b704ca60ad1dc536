"""What goes wrong while an agent measures stops neither the agent nor its other measuring, and fills no log."""

import asyncio
import logging
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from streams.metrics import folder as folders
from streams.metrics import monitor as monitors
from streams.metrics.folder import AgentState, Heartbeat, read_state
from streams.metrics.monitor import Monitor, keep_going
from streams.settings import Settings


class BrokenApp:
    """A Faust app that nobody can ask anything."""

    def __init__(self) -> None:
        self.asked = 0

    @property
    def consumer(self) -> None:
        self.asked += 1
        raise RuntimeError("a mistake that nobody foresaw")

    started = True


def nowhere() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


async def until(condition: Callable[[], bool], task: asyncio.Task[None]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            assert not task.done(), task.exception()
            await asyncio.sleep(0.01)


def test_a_loop_that_fails_in_a_way_nobody_foresaw_goes_on_and_so_does_the_heartbeat(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(monitors, "MEND_SECONDS", 0.01)
    monkeypatch.setattr(monitors, "BEAT_SECONDS", 0.01)
    app = BrokenApp()
    monitor = Monitor(Settings(_env_file=None, elasticsearch_url=nowhere()), "index", tmp_path)

    def beat() -> float:
        state = read_state(tmp_path, "index")
        return state.beat if state else 0.0

    async def run() -> None:
        task = asyncio.create_task(monitor.run(app))
        await until(lambda: app.asked >= 5, task)
        then = beat()
        await until(lambda: beat() > then > 0, task)
        await monitor.close()
        asked = app.asked
        then = beat()
        await until(lambda: beat() > then, task)
        assert app.asked == asked, "after the end nothing is asked"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    (said,) = [record for record in caplog.records if "asking for the lag failed" in record.message]
    assert said.exc_info, "with the trace"


def test_each_kind_of_trouble_is_said_once(monkeypatch, caplog):
    monkeypatch.setattr(monitors, "MEND_SECONDS", 0.0)
    rounds = 0

    async def loop() -> None:
        nonlocal rounds
        rounds += 1
        if rounds % 2:
            raise ValueError(f"in round {rounds}")
        if rounds < 20:
            raise KeyError(rounds)

    asyncio.run(keep_going("measuring", loop))
    assert rounds == 20
    assert [record.exc_info[0] for record in caplog.records] == [ValueError, KeyError]


def full_disk(folder: Path) -> Path:
    """What is written in place of the index agent's state meets a full disk, until this is removed."""
    new = folder / "index.new"
    new.symlink_to("/dev/full")
    return new


def test_a_full_disk_is_said_at_first_then_once_a_minute_and_when_it_is_over(tmp_path, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    heartbeat, now = Heartbeat(tmp_path, "index"), 1000.0
    monkeypatch.setattr(folders.time, "monotonic", lambda: now)

    def beats(count: int) -> list[str]:
        nonlocal now
        caplog.clear()
        for _ in range(count):
            now += 1
            heartbeat.write(AgentState())
        return [record.message for record in caplog.records]

    assert beats(5) == []
    full = full_disk(tmp_path)
    (said,) = beats(59)
    assert "cannot be written (No space left on device)" in said
    assert len(beats(120)) == 2
    full.unlink()
    (over,) = beats(30)
    assert "can be written again" in over
    state = read_state(tmp_path, "index")
    assert state and state.beat == now
    full_disk(tmp_path)
    assert len(beats(30)) == 1, "the next time is said again"


def test_a_full_disk_does_not_end_the_heartbeat(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(monitors, "BEAT_SECONDS", 0.001)
    full = full_disk(tmp_path)
    monitor = Monitor(Settings(_env_file=None, elasticsearch_url=nowhere()), "index", tmp_path)

    async def run() -> None:
        task = asyncio.create_task(monitor.run(BrokenApp()))
        await until(lambda: "cannot be written" in caplog.text, task)
        full.unlink()
        await until(lambda: read_state(tmp_path, "index") is not None, task)
        await monitor.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert caplog.text.count("cannot be written") == 1


@pytest.mark.parametrize("agent", ["enrich", "index"])
def test_an_end_before_the_beginning_is_no_error(agent, tmp_path):
    asyncio.run(Monitor(Settings(_env_file=None), agent, tmp_path).close())
