"""A Quotewire command in the background, beside the local stack: started with its addresses, stopped in order."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import process
from console import StackError, say
from folder import locked
from settings import Settings, from_environment, read_json

BUSY = "another command works on this stack"


@dataclass(frozen=True, slots=True)
class Background:
    """One command of `quotewire` that goes on by itself.

    Attributes:
        command: its name, `worker` or `web`; its process file and its log are called after it.
        stop_seconds: how long it may take to stop before it is killed.
    """

    command: str
    stop_seconds: float

    def record_path(self, settings: Settings) -> Path:
        """Its process file."""
        return settings.run_dir / f"{self.command}.json"

    def log_path(self, settings: Settings) -> Path:
        """What it prints."""
        return settings.stack_dir / "logs" / f"{self.command}.log"

    def is_running(self, settings: Settings) -> bool:
        """Whether the process that was last started still runs."""
        return process.is_running(process.Record.read(self.record_path(settings)))

    def start(self, settings: Settings, environ: Mapping[str, str] | None = None) -> None:
        """Start it; one that runs is stopped first, so that it has today's code and settings.

        Args:
            settings: the stack's.
            environ: variables besides the stack's addresses and the environment.
        """
        self.stop(settings)
        log = self.log_path(settings)
        log.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "streams.cli", self.command]
        repository = Path(__file__).resolve().parents[2]
        whole = environment(settings) | dict(environ or {})
        with process.uninterrupted():
            started = process.start(command, directory=repository, environ=whole, console_log=log)
            process.remember(started, self.record_path(settings), "", repository)

    def stop(self, settings: Settings) -> bool:
        """Stop it; whether it ran."""
        path = self.record_path(settings)
        record = process.Record.read(path)
        if record is None:
            return False
        ran = process.is_running(record)
        if ran:
            process.ask_to_stop(record)
            process.wait_until_gone(record, self.stop_seconds)
        path.unlink(missing_ok=True)
        return ran


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


def main(background: Background, what: str, description: str | None, start: Callable[[Settings], str]) -> int:
    """Run `start` or `stop` from the command line and return the exit code.

    Args:
        background: what is started or stopped.
        what: its name in sentences.
        description: shown by --help.
        start: starts it, and returns what to say then.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["start", "stop"])
    command = parser.parse_args().command
    try:
        settings = from_environment()
        if command == "stop" and not settings.run_dir.exists():
            return 0
        with locked(settings.stack_dir, BUSY):
            if command == "start":
                say(start(settings))
            elif background.stop(settings):
                say(f"{what} is stopped.")
    except StackError as error:
        say(str(error))
        return 1
    return 0
