"""The ids of articles from a file: what `quotewire search --all --json` printed, or one id a line."""

import sys
from pathlib import Path
from typing import Any, Final

import orjson

from streams.errors import BadInput
from streams.sources import STANDARD_INPUT

BOM: Final = "\ufeff"
ARTICLE_COLUMN: Final = "article_id"
"""In the first line of what `--csv` prints."""
WHAT_IT_IS: Final = "give what `--all --json` prints, or a file with one id a line"


def read_ids(path: str) -> list[str]:
    """The ids in a file in their order, each once; `-` is the standard input.

    Args:
        path: of the hits of articles or of quotations as JSON, or of lines with an id each.

    Raises:
        BadInput: it cannot be read, or holds no ids.
    """
    name = "the standard input" if path == STANDARD_INPUT else path
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        text = data.decode().removeprefix(BOM)
    except OSError as error:
        raise BadInput(f"{name} cannot be read ({(error.strerror or type(error).__name__).lower()})") from None
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not UTF-8, so it holds no ids") from None
    if text.lstrip().startswith(("{", "[")):
        found = _of_hits(text, name)
    else:
        found = [line.strip() for line in text.splitlines()]
        if found and ARTICLE_COLUMN in found[0].split(","):
            raise BadInput(f"{name} is a table (CSV): {WHAT_IT_IS}")
    ids = list(dict.fromkeys(one for one in found if one))
    if not ids:
        raise BadInput(f"{name} holds no ids: nothing was found, so there is nothing to delete")
    return ids


def _of_hits(text: str, name: str) -> list[str]:
    try:
        found: Any = orjson.loads(text)
        return [str(hit[ARTICLE_COLUMN]) for hit in found["hits"]]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise BadInput(f"{name} is not what `quotewire search … --all --json` prints; {WHAT_IT_IS}") from None
