"""The command line, `quotewire`. Each command is a thin layer over a module of `streams`."""

from streams.cli.app import main

__all__ = ["main"]
