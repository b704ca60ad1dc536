"""Faults of workers and of their NLP processes."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from tests.faults.corpus import DIED, HUNG
from tests.faults.trial import TIMES, Trial, fault
from tests.integration.conftest import ROOT
from tests.integration.processes import alive, descendants, nlp_processes

SHORT_SESSION = {"streams.apps.SESSION_SECONDS": 8.0}
"""What a killed worker held goes to another after so long; with the product's 30 s ten kills take five minutes."""


@fault("a", f"worker SIGTERM in mid-batch, {TIMES} times")
def sigterm(trial: Trial) -> None:
    trial.begin()
    for number in range(trial.times):
        trial.publish(len(trial.items) // trial.times)
        worker = trial.start_worker()
        in_hand = trial.await_busy(taken=len(trial.items) // (4 * trial.times))
        worker.send_signal(signal.SIGTERM)
        code = worker.wait(60)
        left = trial.pipeline.lag_of("enrich")
        trial.prove(
            code == 0 and left > 0,
            f"stop {number + 1}: exit code {code}, {in_hand} messages in hand, {left} not enriched afterwards",
        )
    trial.publish()
    trial.over()
    trial.start_worker()


@fault("b", f"worker SIGKILL, {TIMES} times")
def sigkill(trial: Trial) -> None:
    trial.begin(constants=SHORT_SESSION)
    for number in range(trial.times):
        trial.publish(len(trial.items) // trial.times)
        worker = trial.start_worker()
        in_hand = trial.await_busy(taken=len(trial.items) // (4 * trial.times))
        code = kill_with_all(worker)
        left = trial.pipeline.lag_of("enrich")
        trial.prove(
            code == -signal.SIGKILL and left > 0,
            f"kill {number + 1}: exit code {code}, {in_hand} messages in hand, {left} not enriched afterwards",
        )
    trial.publish()
    trial.over()
    trial.start_worker()


def kill_with_all(worker: subprocess.Popen) -> int:
    """Kills a worker with all its processes at once, as the end of a machine does; returns its exit code."""
    for pid in [worker.pid, *descendants(worker.pid)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return worker.wait(60)


@fault("c", f"NLP process SIGKILL, {TIMES} times")
def nlp_sigkill(trial: Trial) -> None:
    trial.begin()
    trial.publish(len(trial.items) // 2)
    worker = trial.start_worker()
    for number in range(trial.times):
        trial.publish(len(trial.items) // (2 * trial.times))
        in_hand = trial.await_busy()
        killed = _any_nlp_process(trial, worker)
        os.kill(killed, signal.SIGKILL)
        trial.wait(lambda gone=killed: not alive(gone), "the NLP process to end")
        trial.prove(True, f"kill {number + 1}: NLP process {killed} is gone, {in_hand} messages in hand")
        trial.await_done(len(trial.items) // (4 * trial.times))
    trial.publish()
    trial.over()


def _any_nlp_process(trial: Trial, worker: subprocess.Popen) -> int:
    found: list[int] = []

    def there() -> bool:
        found[:] = nlp_processes(worker.pid)
        return bool(found)

    trial.wait(there, "an NLP process")
    return found[0]


@fault("d", "NLP process hangs: documents that hang, and three times a good one's is stopped")
def hang(trial: Trial) -> None:
    trial.begin(items=trial.corpus(orders=[("hang", HUNG)]))
    trial.publish()
    worker = trial.start_worker()
    for number in range(3):
        trial.await_busy()
        stopped = _any_nlp_process(trial, worker)
        os.kill(stopped, signal.SIGSTOP)
        trial.wait(lambda gone=stopped: not alive(gone), "the stopped NLP process to be ended")
        trial.prove(True, f"stop {number + 1}: NLP process {stopped} stood still and was ended")
        trial.await_done(len(trial.items) // 10)
    trial.over()
    wanted = sum(1 for item in trial.items if item.reason == HUNG)
    trial.prove_logged("s and was ended", least=2 * wanted)


@fault("e", "documents that crash the NLP process: segfault, SIGKILL, memory limit")
def crash(trial: Trial) -> None:
    orders = [("segfault", DIED), ("kill", DIED), ("memory", DIED)]
    trial.begin(items=trial.corpus(orders=orders))
    trial.publish()
    trial.start_worker()
    for sign in ("(signal 11)", "(signal 9)", "(exit code 1)")[: sum(1 for item in trial.items if item.reason == DIED)]:
        trial.prove_logged(sign, least=2)
    trial.over()


@fault("m", "a second and a third worker join and leave")
def join_and_leave(trial: Trial) -> None:
    # Faust gives a worker at most ceil(partitions / workers) and takes no more than it must from those that have some:
    # of four partitions the third worker would get none.
    pipeline = trial.begin(nlp_processes=1, partitions=6)
    tenth = len(trial.items) // 10
    trial.publish(2 * tenth)
    trial.start_worker()
    trial.await_busy()
    for number in (2, 3):
        trial.start_worker()
        trial.wait(lambda number=number: pipeline.members() == [number, number], f"{number} workers in the group")
        trial.publish(2 * tenth)
        trial.wait(lambda number=number: trial.taken("enrich", number - 1) > 0, f"worker {number} to take messages")
    taken = [trial.taken("enrich", number) for number in range(3)]
    trial.prove(all(taken), f"three workers shared the partitions, and took {taken} messages so far")
    for number in (2, 1):
        trial.publish(tenth)
        left = pipeline.lag_of("enrich")
        leaver = pipeline.workers[number]
        leaver.send_signal(signal.SIGTERM)
        code = leaver.wait(60)
        trial.wait(lambda number=number: pipeline.members() == [number, number], f"{number} workers in the group")
        trial.prove(code == 0 and left > 0, f"worker {number + 1} left with exit code {code}, {left} not enriched then")
    trial.publish()
    trial.over()


@fault("q", "rolling restart of two workers with another version of the code")
def rolling_restart(trial: Trial) -> None:
    pipeline = trial.begin(nlp_processes=1)
    other = _other_version(trial.folder / "version-2")
    trial.publish(len(trial.items) // 2)
    for number in (1, 2):
        trial.start_worker()
        trial.wait(lambda number=number: pipeline.members() == [number, number], f"{number} workers in the group")
    trial.await_busy(worker=0)
    pipeline.code = other
    for old in range(2):
        worker = pipeline.workers[old]
        worker.send_signal(signal.SIGTERM)
        code = worker.wait(60)
        trial.prove(code == 0, f"worker {old + 1} stopped with exit code {code}, lag {pipeline.lag_of('enrich')}")
        trial.start_worker()
        trial.wait(lambda: pipeline.members() == [2, 2], "two workers in the group again")
        trial.publish(len(trial.items) // 5)
    trial.publish()
    trial.over()
    trial.settle()
    by_version: dict[str, int] = {}
    for document in trial.found().articles:
        name = document["processing"]["models"]["quotations"]
        by_version[name] = by_version.get(name, 0) + 1
    trial.prove(len(by_version) == 2, f"articles by version of the code: {by_version}")


def _other_version(folder: Path) -> Path:
    """A copy of the packages whose rules for quotations call themselves another version."""
    folder.mkdir()
    for package in ("schemas", "processors", "streams"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    chain = folder / "processors" / "chain.py"
    text = chain.read_text()
    changed = text.replace('QUOTATIONS_VERSION: Final = "rules ', 'QUOTATIONS_VERSION: Final = "other rules ')
    assert changed != text, "chain.py names no version to change"
    chain.write_text(changed)
    return folder
