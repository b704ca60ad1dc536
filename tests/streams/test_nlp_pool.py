"""The pool of NLP processes: whatever a document does to its process, it is found, and its neighbours are done."""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from streams.messages import Enriched, Rejected
from streams.nlp_pool import START_SECONDS, NlpPool, NlpStartError, Outcome, ProcessDied
from tests.streams import nlp_targets
from tests.streams.articles import message

DOCUMENT_SECONDS = 1.5


def run_pool(scene, *, processes: int = 1, documents: int = 1000, target=nlp_targets.obey):
    """Runs a scene with a pool, stops the pool, and asserts that it leaves no process."""

    async def run():
        pool = NlpPool(processes, DOCUMENT_SECONDS, documents, languages=("xx",), target=target)
        try:
            await pool.start()
            return await scene(pool)
        finally:
            await pool.stop()

    return asyncio.run(asyncio.wait_for(run(), 120))


async def enrich(pool: NlpPool, values: Sequence[bytes]) -> list[Outcome]:
    return await pool.enrich([message(value, offset) for offset, value in enumerate(values)])


def enrich_once(*values: bytes) -> list[Outcome]:
    return run_pool(lambda pool: enrich(pool, values))


def shown(outcomes: Sequence[Outcome]) -> list[bytes | str]:
    """The value of each enriched message, the error of each rejected one."""
    return [outcome.value if isinstance(outcome, Enriched) else outcome.error for outcome in outcomes]


def pids(outcomes: Sequence[Outcome]) -> set[int]:
    return {int(outcome.article_id) for outcome in outcomes if isinstance(outcome, Enriched)}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(*processes: int) -> None:
    deadline = time.monotonic() + 20
    while any(alive(pid) for pid in processes):
        assert time.monotonic() < deadline, "a process is left"
        time.sleep(0.02)


def test_messages_are_answered_in_order_by_one_process() -> None:
    async def scene(pool: NlpPool) -> list[Outcome]:
        first = await enrich(pool, [b"a", b"b", b"c"])
        return first + await enrich(pool, []) + await enrich(pool, [b"d"])

    outcomes = run_pool(scene)
    assert shown(outcomes) == [b"a", b"b", b"c", b"d"]
    assert len(pids(outcomes)) == 1
    wait_until_gone(*pids(outcomes))


def test_batches_at_once_are_shared_among_processes_and_keep_their_order() -> None:
    async def scene(pool: NlpPool) -> list[list[Outcome]]:
        batches = [[f"{number}-{place}".encode() for place in range(4)] for number in range(12)]
        return list(await asyncio.gather(*(enrich(pool, batch) for batch in batches)))

    results = run_pool(scene, processes=2)
    for number, outcomes in enumerate(results):
        assert shown(outcomes) == [f"{number}-{place}".encode() for place in range(4)]
        assert len(pids(outcomes)) == 1
    assert len(set().union(*(pids(outcomes) for outcomes in results))) == 2


@pytest.mark.parametrize("order", [b"die", b"kill"])
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_document_that_ends_its_process_is_found_and_its_neighbours_are_done(order: bytes, place: int) -> None:
    values = [str(number).encode() for number in range(7)]
    values[place] = order
    outcomes = enrich_once(*values)
    assert shown(outcomes) == ["process-died" if value == order else value for value in values]
    poison = outcomes[place]
    assert isinstance(poison, Rejected)
    assert poison.stage == "enrich"
    assert "alone in a fresh process, 2 times" in poison.message
    assert ("signal 9" if order == b"kill" else "exit code 3") in poison.message


def test_several_are_found_in_one_batch() -> None:
    assert shown(enrich_once(b"die", b"a", b"kill", b"b", b"die")) == [
        "process-died", b"a", "process-died", b"b", "process-died"
    ]  # fmt: skip


def test_a_document_that_hangs_its_process_is_found_and_its_neighbours_are_done() -> None:
    outcomes = enrich_once(b"a", b"hang", b"b")
    assert shown(outcomes) == [b"a", "process-hung", b"b"]
    wait_until_gone(*pids(outcomes))


def test_one_death_blames_nobody(tmp_path: Path) -> None:
    once = b"once:" + str(tmp_path / "died").encode()
    assert shown(enrich_once(once)) == [once]
    (tmp_path / "died").unlink()
    assert shown(enrich_once(b"a", once, b"b")) == [b"a", once, b"b"]


def test_a_process_that_is_killed_from_outside_blames_nobody() -> None:
    async def scene(pool: NlpPool) -> list[Outcome]:
        outcomes = await enrich(pool, [b"a"])
        for _ in range(3):
            os.kill(*pids(outcomes), signal.SIGKILL)
            outcomes = await enrich(pool, [b"b", b"c"])
            assert shown(outcomes) == [b"b", b"c"]
        return outcomes

    run_pool(scene)


def test_a_process_is_replaced_after_so_many_documents() -> None:
    async def scene(pool: NlpPool) -> list[set[int]]:
        return [pids(await enrich(pool, [b"a"] * 2)) for _ in range(6)]

    served = run_pool(scene, documents=4)
    assert served[0] == served[1] != served[2] == served[3] != served[4] == served[5]
    assert all(len(one) == 1 for one in served)
    wait_until_gone(*set().union(*served))


def test_the_pool_goes_on_after_poison() -> None:
    async def scene(pool: NlpPool) -> list[Outcome]:
        await enrich(pool, [b"die"])
        return await enrich(pool, [b"a", b"b"])

    assert shown(run_pool(scene)) == [b"a", b"b"]


def test_a_large_batch_passes_through_the_pipe() -> None:
    values = [bytes([65 + number]) * 2_000_000 for number in range(4)]
    assert shown(enrich_once(*values)) == values


def test_a_cancelled_batch_does_not_answer_the_next() -> None:
    async def scene(pool: NlpPool) -> list[Outcome]:
        hanging = asyncio.create_task(enrich(pool, [b"hang"]))
        await asyncio.sleep(0.1)
        hanging.cancel()
        await asyncio.wait([hanging])
        assert hanging.cancelled()
        return await enrich(pool, [b"a"])

    assert shown(run_pool(scene)) == [b"a"]


def test_a_process_that_hangs_is_ended_also_when_its_fork_server_is_gone() -> None:
    def running() -> set[int]:
        return {int(path.name) for path in Path("/proc").glob("[0-9]*")}

    async def scene(pool: NlpPool) -> tuple[set[int], list[Outcome]]:
        served = pids(await enrich(pool, [b"a"]))
        server: Any = forkserver._forkserver  # type: ignore[attr-defined]
        os.kill(server._forkserver_pid, signal.SIGKILL)
        while pool._all[0]._process.is_alive():
            await asyncio.sleep(0.01)
        assert served <= running()  # though multiprocessing believes them ended
        return served, await enrich(pool, [b"hang"])

    served, outcomes = run_pool(scene)
    assert [outcome.error for outcome in outcomes if isinstance(outcome, Rejected)] == ["process-hung"]
    wait_until_gone(*served)


def test_a_pool_that_cannot_start_says_so() -> None:
    async def scene(pool: NlpPool) -> None:
        raise AssertionError("it started")

    with pytest.raises(NlpStartError, match=r"while it loaded its models \(xx\)"):
        run_pool(scene, target=nlp_targets.cannot_start)


@pytest.mark.parametrize(
    ("seconds", "does", "said"),
    [
        (START_SECONDS, "raise EOFError", r"the fork server cannot start an NLP process \(EOFError\)"),
        (0.1, "time.sleep(1)", "the fork server has not loaded its models in 0 s"),
    ],
)
def test_a_fork_server_that_fails_or_never_answers_is_named(
    monkeypatch: pytest.MonkeyPatch, seconds: float, does: str, said: str
) -> None:
    async def scene(pool: NlpPool) -> None:
        raise AssertionError("it started")

    def start(_process: object) -> None:
        exec(does, {"time": time})

    monkeypatch.setattr("multiprocessing.context.ForkServerProcess.start", start)
    monkeypatch.setattr("streams.nlp_pool.START_SECONDS", seconds)
    with pytest.raises(NlpStartError, match=said):
        run_pool(scene)


def test_a_pool_whose_model_cannot_be_used_repeats_what_the_process_says() -> None:
    async def scene(pool: NlpPool) -> None:
        raise AssertionError("it started")

    with pytest.raises(NlpStartError, match="the entity model de_core_news_md cannot be used"):
        run_pool(scene, target=nlp_targets.model_error)


def test_stop_ends_processes_with_a_batch_under_way_and_leaves_none() -> None:
    async def scene(pool: NlpPool) -> tuple[set[int], "asyncio.Task[list[Outcome]]"]:
        served = pids(await enrich(pool, [b"a"]))
        hanging = asyncio.create_task(enrich(pool, [b"hang", b"b"]))
        await asyncio.sleep(0.1)
        hanging.cancel()  # as the delivery does before the pool is stopped
        return served, hanging

    served, hanging = run_pool(scene)
    assert hanging.cancelled()
    wait_until_gone(*served)


def test_stop_before_start_and_twice_is_no_error() -> None:
    async def run() -> None:
        pool = NlpPool(1, DOCUMENT_SECONDS, 10, target=nlp_targets.obey)
        await pool.stop()
        await pool.stop()

    asyncio.run(run())


def test_stop_fails_a_batch_that_nobody_cancelled() -> None:
    async def run() -> None:
        pool = NlpPool(1, DOCUMENT_SECONDS, 10, languages=("xx",), target=nlp_targets.obey)
        await pool.start()
        hanging = asyncio.create_task(enrich(pool, [b"hang"]))
        await asyncio.sleep(0.1)
        await pool.stop()
        try:
            with pytest.raises(ProcessDied):
                await asyncio.wait_for(hanging, 10)
        finally:
            await pool.stop()

    asyncio.run(run())
