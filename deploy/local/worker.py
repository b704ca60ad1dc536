"""A Quotewire worker in the background, beside the local stack.

    worker.py start    start it (again), with the stack's addresses
    worker.py stop     stop it in order: nothing is lost, what was under way is delivered again

It logs to logs/worker.log in the stack's folder.
"""

import sys

import background
from settings import Settings

WORKER = background.Background("worker", stop_seconds=20.0)


def start(settings: Settings) -> str:
    """Start the worker and return what to say."""
    WORKER.start(settings)
    return f"The worker runs; its log is {WORKER.log_path(settings)}"


if __name__ == "__main__":
    sys.exit(background.main(WORKER, "The worker", __doc__, start))
