"""All faults, and how one of them becomes a row of the table."""

import time
import traceback

from tests.faults import broker_faults, elasticsearch_faults, message_faults, worker_faults  # noqa: F401 - each adds its own
from tests.faults.accounting import balance
from tests.faults.report import Row
from tests.faults.trial import FAULTS, Fault, Trial

__all__ = ["FAULTS", "run"]


def run(fault: Fault, trial: Trial) -> Row:
    """Makes a fault happen, waits until every message has its outcome, and accounts for all.

    Nothing of the trial runs or is searchable afterwards; the logs of its workers are left in its folder.
    """
    row = Row(fault.letter, fault.name, trial.count, evidence=trial.evidence)
    begun = time.monotonic()
    try:
        try:
            fault.run(trial)
            row.recovery = round(trial.settle(), 1)
            row.articles = trial.published
            trial.remember()
            row.balance = balance(trial.expected(), trial.found())
        finally:
            trial.end()
    except Exception as error:
        first, *_ = f"{type(error).__name__}: {error}".splitlines()
        row.error = first
        traceback.print_exc()
    row.seconds = round(time.monotonic() - begun, 1)
    return row
