"""What several commands share: settings, output, dates."""

import os
import re
from datetime import datetime
from typing import Annotated, Any

import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from streams.errors import BadInput
from streams.search import moment, pieces
from streams.settings import Settings

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a table.")]


JOINERS = "\u200c\u200d"
"""Not printable by themselves, and needed in Persian and Hindi words and in emoji."""


_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters that may stand in JSON as they are, and those that turn the direction of a line."""


def load_settings() -> Settings:
    """The settings from the environment.

    Raises:
        BadInput: one of them has an impossible value.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        raise BadInput("; ".join(_setting_problem(problem["loc"], problem["msg"]) for problem in problems)) from None


def _setting_problem(place: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    return f"QUOTEWIRE_{str(place[0]).upper()}: {message}" if place else message


def console() -> Console:
    """Where tables go: as wide as the terminal, or 120 columns where there is none."""
    # No markup: an outlet called "[/b]" is text like any other.
    out = Console(highlight=False, markup=False)
    return (
        out
        if out.is_terminal or "COLUMNS" in os.environ
        else Console(highlight=False, markup=False, width=120, height=100)
    )


def error_console() -> Console:
    """Where progress and mistakes go: the standard error."""
    return Console(stderr=True, highlight=False, markup=False)


def print_mistake(errors: Console, where: str, reason: str) -> None:
    """A record that was left out, with its place and reason, on one line."""
    errors.print(f"{where}: {plain(reason)}", style="red", soft_wrap=True)


def print_json(data: Any) -> None:
    """One JSON value on one line; what a terminal could obey is escaped, which is the same to a program."""
    text = orjson.dumps(data, default=str).decode()
    typer.echo(_OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def highlighted(piece: str) -> Text:
    """A highlighted piece of text: what was searched for stands out; on one line, control characters removed."""
    text = Text()
    for part, found in pieces(piece):
        text.append(_printable(part), style="bold yellow" if found else "")
    return text


def plain(text: str) -> str:
    """The text on one line without control characters (an article is hostile input to a terminal)."""
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    return re.sub(" {2,}", " ", "".join(char if char.isprintable() or char in JOINERS else " " for char in text))


def parse_date(value: str | None) -> datetime | None:
    """`2026-09-01`, `2026-09-01T12:00` or with a zone; UTC where none is given.

    Raises:
        BadInput: it is no date.
    """
    if value is None:
        return None
    try:
        return moment(value)
    except ValueError:
        raise BadInput(f"{value!r} is not a date; write it as 2026-09-01 or 2026-09-01T12:00") from None


def parse_language(language: str | None) -> str | None:
    """A language as the index has it: `nb` and `no-NO` are `no`, `pt-BR` is `pt`.

    Raises:
        BadInput: it is no code of a language.
    """
    from processors.language_codes import MIXED, UNDETERMINED, language_code

    if not language:
        return None
    written = language.strip().lower()
    code = written if written in (UNDETERMINED, MIXED) else language_code(language)
    if code is None:
        raise BadInput(f"{language!r} is not the code of a language; write one such as de, or und for undetermined")
    return code
