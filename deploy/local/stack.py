#!/usr/bin/env python3
"""The local stack: one real Kafka and one real Elasticsearch on this machine, without Docker.

    stack.py up       start both (the first time: fetch them), wait until they answer
    stack.py down     stop both; the data stay
    stack.py status   what runs where
    stack.py check    what this machine lacks
    stack.py logs     the last lines of their logs
    stack.py wipe     stop both and delete their data

Needs Python 3.11, a JDK of version 21 or newer and Maven; nothing has to be installed with pip. Both servers listen on
127.0.0.1 only. Their addresses are written to endpoints.json in the stack's folder. Settings: see --help.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the one place where an older Python gets a message, not a traceback
    sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: try `python3.11 {sys.argv[0]}`.")

if sys.platform == "win32":
    sys.exit("This runs on Linux and macOS; on Windows use WSL 2, or set QUOTEWIRE_KAFKA_BROKERS and "
             "QUOTEWIRE_ELASTICSEARCH_URL to servers that exist.")  # fmt: skip

import argparse
import os
import signal
from types import FrameType

import commands
import process
from console import StackError
from settings import DOCUMENTED, from_environment

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done; 1 it cannot be done, with a message; 3 (status) not both run; 130 interrupted.
    """
    options = _parser().parse_args(arguments)
    # `kill` and a CI job that is cancelled end a command as Ctrl-C does: what it started is stopped.
    signal.signal(signal.SIGTERM, _interrupt)
    # Elasticsearch may run as another user than we do and must enter our folders; those with data are closed.
    os.umask(0o022)
    process.allow_many_files()
    try:
        settings = from_environment(dist=options.dist)
        return int(options.run(settings, options))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"\n{error.filename}: permission denied. It was made by another user: run this as that user, or set "
              "QUOTEWIRE_STACK_DIR and QUOTEWIRE_STACK_DIST to folders of your own.", file=sys.stderr)  # fmt: skip
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the command can simply be given again.", file=sys.stderr)
        return INTERRUPTED


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:<46}{meaning} [{default}]" for name, default, meaning in DOCUMENTED)
    parser = argparse.ArgumentParser(
        prog="stack.py",
        description=__doc__,
        epilog=f"settings, from the environment [default]:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--dist", metavar="DIR", help="folder of the unpacked programs (QUOTEWIRE_STACK_DIST)")

    up = verbs.add_parser("up", parents=[common], help="start Kafka and Elasticsearch and wait until they answer")
    up.add_argument("--ports", choices=["fixed", "auto"], default="fixed", help="auto: choose free ports")
    one = up.add_mutually_exclusive_group()
    one.add_argument("--kafka-only", action="store_true", help="start only Kafka")
    one.add_argument("--elasticsearch-only", action="store_true", help="start only Elasticsearch")
    up.set_defaults(run=lambda settings, o: commands.up(settings, _wanted(o), auto_ports=o.ports == "auto"))

    down = verbs.add_parser("down", parents=[common], help="stop them; the data stay")
    down.set_defaults(run=lambda settings, _: commands.down(settings))
    status = verbs.add_parser("status", parents=[common], help="what runs where; exit code 0 if both run, else 3")
    status.set_defaults(run=lambda settings, _: commands.status(settings))
    check = verbs.add_parser("check", parents=[common], help="what this machine lacks; exit code 0 if nothing, else 1")
    check.add_argument("--tests", action="store_true", help="for `make test`, which starts a stack of its own")
    check.set_defaults(run=lambda settings, o: (commands.check_for_tests if o.tests else commands.check)(settings))

    logs = verbs.add_parser("logs", parents=[common], help="the last lines of the logs")
    logs.add_argument("service", nargs="?", choices=commands.KEYS, help="only this one")
    logs.add_argument("-n", "--lines", type=int, default=40, help="how many lines of each [40]")
    logs.set_defaults(run=lambda settings, o: commands.logs(settings, o.service, o.lines))

    wipe = verbs.add_parser("wipe", parents=[common], help="stop them and delete their data; the programs stay")
    wipe.add_argument("--programs", "--all", action="store_true", help="delete the unpacked programs too")
    wipe.set_defaults(run=lambda settings, o: commands.wipe(settings, programs=o.programs))
    return parser


def _wanted(options: argparse.Namespace) -> frozenset[str]:
    if options.kafka_only:
        return frozenset({"kafka"})
    if options.elasticsearch_only:
        return frozenset({"elasticsearch"})
    return frozenset(commands.KEYS)


if __name__ == "__main__":
    sys.exit(main())
