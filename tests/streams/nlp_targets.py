"""What the processes of the tested pool run instead of the processors: messages say what happens to them."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from processors.errors import ModelError
from streams.messages import Enriched, Message


def obey(connection: Any, languages: Sequence[str]) -> None:
    """Echoes each value with the process's id, unless the value is an order.

    die                ends the process
    kill               ends it by a signal
    hang               never ends
    once:<path>        ends the process, unless the file at the path is there; makes it
    """
    connection.send([f"obedient {language}" for language in languages])
    while True:
        try:
            messages: list[Message] = connection.recv()
        except EOFError:
            return
        connection.send([answer(message) for message in messages])


def answer(message: Message) -> Enriched:
    order, _, argument = (message.value or b"").decode().partition(":")
    if order == "die":
        os._exit(3)
    if order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(600)
    if order == "once" and not Path(argument).exists():
        Path(argument).touch()
        os._exit(3)
    return Enriched(str(os.getpid()), message.value or b"", "xx")


def cannot_start(connection: Any, languages: Sequence[str]) -> None:
    """Ends before it is ready, as a process whose models are broken."""
    sys.exit(1)


def model_error(connection: Any, languages: Sequence[str]) -> None:
    """Says that a model cannot be used."""
    connection.send(ModelError("the entity model de_core_news_md cannot be used"))
