"""Articles from files: JSON Lines, a JSON array, one JSON object, plain text; or JSON Lines from the standard input.

Each record is either an article or a mistake with its place; a mistake never hides the records around it.
"""

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from schemas import InvalidArticle, RawArticle, decode_raw, validate_raw
from schemas.article import MAX_FIELD_CHARACTERS
from schemas.decoding import MAX_MESSAGE_BYTES
from streams.errors import BadInput

STANDARD_INPUT: Final = "-"

TEXT_SUFFIXES: Final = frozenset({".txt", ".text"})
LINES_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
DOCUMENT_SUFFIXES: Final = frozenset({".json"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article that can be sent.

    Attributes:
        raw: the article.
        value: the message's value: the line as it came, or the article as JSON.
        where: file and line (from 1) or item (from 0), for messages.
    """

    raw: RawArticle
    value: bytes
    where: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A record that is no article."""

    where: str
    reason: str


Record = Article | Mistake


def read_articles(paths: Iterable[str]) -> Iterator[Record]:
    """The records of files and folders in order; `-` is JSON Lines from the standard input.

    A folder stands for the files in it and below with a known ending (.jsonl .ndjson .json .txt .text, each also
    .gz), by path.

    Raises:
        BadInput: a path does not exist or cannot be read.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _lines(sys.stdin.buffer, "standard input")
            continue
        for file in _files(Path(path)):
            try:
                yield from _read_file(file)
            except (OSError, EOFError, zlib.error) as error:
                raise BadInput(f"{file}: cannot be read ({error})") from error


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        known = TEXT_SUFFIXES | LINES_SUFFIXES | DOCUMENT_SUFFIXES
        files = sorted(file for file in path.rglob("*") if file.is_file() and _suffix(file) in known)
        if not files:
            raise BadInput(f"{path}: no files ending in {' '.join(sorted(known))} in this folder or below")
        return files
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    return [path]


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _read_file(path: Path) -> Iterator[Record]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        suffix = _suffix(path)
        first = _first_character(stream)
        if suffix in TEXT_SUFFIXES or (first not in (b"{", b"[") and suffix not in LINES_SUFFIXES | DOCUMENT_SUFFIXES):
            yield _text(stream.read(), str(path))
        elif first == b"[" or suffix in DOCUMENT_SUFFIXES:
            yield from _document(stream.read(), str(path), suffix in LINES_SUFFIXES)
        else:
            yield from _lines(stream, str(path))


def _first_character(stream: IO[bytes]) -> bytes:
    """The first character that is no white space; the stream is at its beginning again afterwards."""
    start = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    stream.seek(0)
    return start


def _lines(stream: IO[bytes], name: str) -> Iterator[Record]:
    number = 0
    while line := stream.readline(MAX_MESSAGE_BYTES + 2):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > MAX_MESSAGE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_MESSAGE_BYTES)
            yield Mistake(where, f"the line is longer than {MAX_MESSAGE_BYTES:,} bytes")
            continue
        value = line.strip().removeprefix(b"\xef\xbb\xbf")
        if value:
            yield _record(value, where)


def _record(value: bytes, where: str) -> Record:
    try:
        return Article(decode_raw(value), value, where)
    except InvalidArticle as error:
        return Mistake(where, str(error))


def _document(data: bytes, name: str, lines: bool) -> Iterator[Record]:
    """An array of articles, or one; what is not one JSON value is read as lines if that is what it can be."""
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if lines or _is_lines(data):
            for number, line in enumerate(data.splitlines(), start=1):  # JSON Lines under another ending
                if line.strip():
                    yield _record(line.strip(), f"{name}, line {number}")
            return
        yield Mistake(name, f"not JSON: {error}")
        return
    for position, item in enumerate(parsed if isinstance(parsed, list) else [parsed]):
        where = f"{name}, item {position}" if isinstance(parsed, list) else name
        try:
            raw = validate_raw(item)
            value = _encoded(raw)
            if len(value) > MAX_MESSAGE_BYTES:
                yield Mistake(where, f"the article is longer than {MAX_MESSAGE_BYTES:,} bytes")
            else:
                yield Article(raw, value, where)
        except InvalidArticle as error:
            yield Mistake(where, str(error))


def _is_lines(data: bytes) -> bool:
    """Whether this is JSON Lines under another ending: its first line is an object by itself, and there are more."""
    first, _, rest = data.strip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _text(data: bytes, name: str) -> Record:
    """The whole file is the text; its first line that is not blank is also the title."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Mistake(name, f"not UTF-8: byte 0x{data[error.start]:02x} at position {error.start}")
    title = next((line.strip() for line in text.splitlines() if line.strip()), None)
    try:
        raw = validate_raw({"text": text, "title": title[:MAX_FIELD_CHARACTERS] if title else None})
    except InvalidArticle as error:
        return Mistake(name, str(error))
    return Article(raw, _encoded(raw), name)


def _encoded(raw: RawArticle) -> bytes:
    return raw.model_dump_json(exclude_defaults=True).encode()
