"""How a dead letter is shown: hostile bytes made readable, and harmless to a terminal."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from streams.cli.common import JOINERS

HEX_BYTES: Final = 512
"""Of a value that is no text, so much is shown."""

TEXT_CHARACTERS: Final = 20_000
"""Of a longer text only so much is shown; `--value` writes all of it."""

LINE_CHARACTERS: Final = 500
"""Of a key or a header."""

UNPRINTABLE_SHARE: Final = 0.1
"""With more control characters than this it is no text, though it may be UTF-8."""

_HEX_COLUMNS: Final = 16
_INDENT: Final = "  "
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')

Form = Literal["JSON", "text", "bytes"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown.

    Attributes:
        form: what it was taken for.
        text: lines without a control character but the line's end.
        left_out: characters (or bytes, of bytes) that are not shown.
    """

    form: Form
    text: str
    left_out: int = 0


def shown(value: bytes) -> Shown:
    """JSON indented, else text, else the first bytes in hexadecimal."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return _bytes(value)
    if _is_json(text):
        form: Form = "JSON"
        text = indented(text)
    elif sum(not _is_harmless(char) for char in text) > UNPRINTABLE_SHARE * len(text):
        return _bytes(value)
    else:
        form = "text"
    return Shown(form, visible(text[:TEXT_CHARACTERS]), max(0, len(text) - TEXT_CHARACTERS))


def shown_on_a_line(value: bytes | None) -> str:
    """A key or the value of a header, on one line."""
    if value is None:
        return "(null)"
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = "0x" + value[:LINE_CHARACTERS].hex()
        return text[:LINE_CHARACTERS] + ("…" if len(value) * 2 + 2 > LINE_CHARACTERS else "")
    line = visible(text[:LINE_CHARACTERS]).replace("\n", "\\u000a").replace("\t", "\\u0009")
    return line + ("…" if len(text) > LINE_CHARACTERS else "")


def visible(text: str) -> str:
    r"""The text with every character that a terminal could obey written as JSON would escape it, such as \u001b."""
    return "".join(char if _is_harmless(char) else _escaped(char) for char in text)


def indented(text: str) -> str:
    """JSON with a line for each member; numbers as they are written, letters instead of their escapes.

    Not read and written again: that would hide what may be the mistake (a name that is there twice).
    """
    return "".join(_indented(text))


def _indented(text: str) -> Iterator[str]:
    depth = 0
    before = ""
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece in ("}", "]"):
            depth -= 1
        # An empty object or list stays on its line; otherwise what follows an opening or a comma begins a new one.
        empties = piece in ("}", "]") and before in ("{", "[")
        if before and not empties and (before in ("{", "[", ",") or piece in ("}", "]")):
            yield "\n" + _INDENT * min(depth, 40)
        if piece[0] == '"':
            yield _readable_string(piece)
        else:
            yield ": " if piece == ":" else piece
        if piece in ("{", "["):
            depth += 1
        before = piece


def _readable_string(piece: str) -> str:
    r"""A string with its letters instead of their escapes, but for those that would not be seen."""
    try:
        return json.dumps(json.loads(piece), ensure_ascii=False)
    except ValueError:
        return piece


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        # Numbers are left alone: one of 5,000 digits is JSON, and Python refuses to read it.
        json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _is_harmless(char: str) -> bool:
    # Spaces of other widths are no printable characters to Python; French texts are full of them.
    return char.isprintable() or char in JOINERS or char in "\n\t" or unicodedata.category(char) == "Zs"


def _escaped(char: str) -> str:
    code = ord(char)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def _bytes(value: bytes) -> Shown:
    lines = []
    for start in range(0, min(len(value), HEX_BYTES), _HEX_COLUMNS):
        part = value[start : start + _HEX_COLUMNS]
        characters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        lines.append(f"{start:08x}  {part.hex(' '):<{3 * _HEX_COLUMNS}} {characters}")
    return Shown("bytes", "\n".join(lines), max(0, len(value) - HEX_BYTES))


def time_of(milliseconds: int) -> str:
    """A moment in UTC, to the second; — where it is none."""
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return "—"
    return "—" if milliseconds < 0 else f"{moment:%Y-%m-%d %H:%M:%S}"


def period_of(milliseconds: int, per: Literal["day", "hour"]) -> str:
    """The day or the hour (UTC) of a moment."""
    return time_of(milliseconds)[: 10 if per == "day" else 13]
