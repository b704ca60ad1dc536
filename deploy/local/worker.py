"""A Quotewire worker in the background, beside the local stack.

    worker.py start    start it (again), with the stack's addresses
    worker.py stop     stop it in order: nothing is lost, what was under way is delivered again

It logs to logs/worker.log in the stack's folder.
"""

import argparse
import os
import sys
from pathlib import Path

import process
from console import StackError, say
from folder import locked
from settings import Settings, from_environment, read_json

WORKER_STOP_SECONDS = 20.0


def record_path(settings: Settings) -> Path:
    """The worker's process file."""
    return settings.run_dir / "worker.json"


def log_path(settings: Settings) -> Path:
    """What the worker prints."""
    return settings.stack_dir / "logs" / "worker.log"


def is_running(settings: Settings) -> bool:
    """Whether the worker that was last started still runs."""
    return process.is_running(process.Record.read(record_path(settings)))


def endpoints(settings: Settings) -> dict[str, str]:
    """Addresses of the running stack as the variables that Quotewire reads.

    Raises:
        StackError: No stack has been started.
    """
    found = read_json(settings.stack_dir / "endpoints.json")
    try:
        return {
            "QUOTEWIRE_KAFKA_BROKERS": str(found["kafka_brokers"]),
            "QUOTEWIRE_ELASTICSEARCH_URL": str(found["elasticsearch_url"]),
        }
    except KeyError:
        raise StackError("No stack is running; start it with `make up`.") from None


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a command on this stack; what the user has set wins."""
    return endpoints(settings) | os.environ


def start(settings: Settings) -> None:
    """Start the worker; one that runs is stopped first, so that it has today's code and settings."""
    stop(settings)
    log = log_path(settings)
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streams.cli", "worker"]
    repository = Path(__file__).resolve().parents[2]
    with process.uninterrupted():
        started = process.start(command, directory=repository, environ=environment(settings), console_log=log)
        process.remember(started, record_path(settings), "", repository)


def stop(settings: Settings) -> bool:
    """Stop the worker; whether one ran."""
    path = record_path(settings)
    record = process.Record.read(path)
    if record is None:
        return False
    ran = process.is_running(record)
    if ran:
        process.ask_to_stop(record)
        process.wait_until_gone(record, WORKER_STOP_SECONDS)
    path.unlink(missing_ok=True)
    return ran


def main() -> int:
    """Run one command and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["start", "stop"])
    command = parser.parse_args().command
    try:
        settings = from_environment()
        if command == "stop" and not settings.run_dir.exists():
            return 0
        with locked(settings.stack_dir, "another command works on this stack"):
            if command == "start":
                start(settings)
                say(f"The worker runs; its log is {log_path(settings)}")
            elif stop(settings):
                say("The worker is stopped.")
    except StackError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
