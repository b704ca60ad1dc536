"""The health check of the image: exit code 0 if the address answers 200, else 1 with the reason on one line.

healthy.py [ADDRESS]    default: /healthz of the worker in this container
"""

import os
import sys
import urllib.request

ANSWER_SECONDS = 4


def main() -> int:
    """Ask once and return the exit code."""
    port = os.environ.get("QUOTEWIRE_METRICS_PORT", "9464")
    address = sys.argv[1] if len(sys.argv) > 1 else f"http://127.0.0.1:{port}/healthz"
    # A proxy of the environment is for the world outside, not for this container.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=ANSWER_SECONDS) as answer:
            return 0 if answer.status == 200 else 1
    except (OSError, ValueError) as error:
        print(f"{address}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
