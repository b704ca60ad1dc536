"""Ctrl-C and SIGTERM end a run in order: what it has started is ended, one line says so, the exit code is a shell's."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RUN = """
import os, signal, sys, time
from tests.faults.interrupting import end_undisturbed, interruptible

def carry_out():
    try:
        print("started", flush=True)
        time.sleep(300)
        return 0
    finally:
        end_undisturbed()
        os.kill(os.getpid(), signal.SIGINT)  # somebody is impatient
        os.kill(os.getpid(), signal.SIGTERM)
        print("ended", flush=True)

sys.exit(interruptible(carry_out))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_run_that_is_interrupted_ends_what_it_has_started(number: signal.Signals) -> None:
    command = [sys.executable, "-c", RUN]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "started\n"
        run.send_signal(number)
        said, errors = run.communicate(timeout=120)
    assert (run.returncode, said) == (130, "ended\n")
    assert errors == "\nInterrupted; everything is stopped.\n"
