"""The search page in the background, beside the local stack.

    web.py start    start it (again), with the stack's addresses, and say where it is
    web.py stop     stop it

It logs to logs/web.log in the stack's folder. Its port is QUOTEWIRE_WEB_PORT; if that is not set, 8080, or a free one
where 8080 is taken.
"""

import os
import re
import sys
import time

import background
import ports
import process
from console import StackError
from settings import Settings

WEB = background.Background("web", stop_seconds=10.0)

USUAL_PORT = 8080
START_SECONDS = 60.0
POLL_SECONDS = 0.1

_ADDRESS = re.compile(r"the search page is at (https?://\S+)")


def start(settings: Settings) -> str:
    """Start the page, wait until it can be opened, and return what to say."""
    return f"The search page is at {open_page(settings)}"


def open_page(settings: Settings) -> str:
    """Start the page, wait until it can be opened, and return its address.

    Raises:
        StackError: it ends, or says nothing; with the end of its log.
    """
    WEB.stop(settings)  # before asking for its port
    chosen = "QUOTEWIRE_WEB_PORT" in os.environ or ports.is_free(USUAL_PORT)
    WEB.start(settings, {} if chosen else {"QUOTEWIRE_WEB_PORT": "0"})
    deadline = time.monotonic() + START_SECONDS
    log = WEB.log_path(settings)
    while True:
        # It says so when it listens. The line comes first: nothing else is printed before.
        found = _ADDRESS.search("\n".join(process.tail(log, 50)))
        if found:
            return found[1]
        if not WEB.is_running(settings) or time.monotonic() > deadline:
            last = "\n".join(process.tail(log, 15))
            raise StackError(f"The search page does not start; the end of {log}:\n{last}")
        time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    sys.exit(background.main(WEB, "The search page", __doc__, start))
