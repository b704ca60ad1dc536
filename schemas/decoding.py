"""From the bytes of a message to a RawArticle, or to an exact reason why they are none.

    InvalidArticle          this message can never become an article; only it leads to the dead letters

Only what JSON or Lucene cannot hold (lone surrogates, NUL) is replaced, character for character, so that offsets
into the text stay what the publisher sees.
"""

import json
import math
import re
from typing import Any, Literal, NoReturn

import orjson
from pydantic import ValidationError

from schemas.article import RawArticle

MAX_DEPTH = 100
"""Deepest accepted nesting. orjson gives up at 1,024 levels, Elasticsearch at 1,000; feeds use about five."""

MAX_MESSAGE_BYTES = 8 * 1024 * 1024
"""Largest accepted message value; the topics' own limit by default."""

InvalidKind = Literal["not-utf8", "not-json", "not-an-object", "too-deep", "too-large", "invalid-field"]

_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPED_NUL = rb"\u0000"
# The closing mark is optional: a string that never closes is one token, not one more search from each mark in it.
_JSON_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)

_PATH_CHARACTERS = 200
"""Longest path of a field in a message; also what keeps a long name from being copied for each item below it."""


class InvalidArticle(ValueError):  # noqa: N818 - named for what it says, as its messages are read by publishers
    """A message that can never become an article.

    Attributes:
        kind: what sort of mistake it is, a short constant that can be counted.
        field: the field that is wrong (`published_at`, `extra.section.0`), or null where it is the whole message.
    """

    def __init__(self, kind: InvalidKind, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.field = field

    def __reduce__(self) -> tuple[type["InvalidArticle"], tuple[str, str, str | None]]:
        return type(self), (self.kind, str(self), self.field)


def decode_raw(value: bytes) -> RawArticle:
    """The article in a message's value.

    Args:
        value: UTF-8 JSON, one object.

    Raises:
        InvalidArticle: not UTF-8, not JSON, no object, nested too deep, a number that is not finite, a field of the
            wrong type or out of its range.
    """
    if len(value) > MAX_MESSAGE_BYTES:
        raise InvalidArticle(
            "too-large", f"the message has {len(value):,} bytes; at most {MAX_MESSAGE_BYTES:,} are accepted"
        )
    data, mend = _parse(value)
    return _validated(data, mend)


def validate_raw(data: Any) -> RawArticle:
    """The article in an already parsed JSON value.

    Raises:
        InvalidArticle: as `decode_raw`.
    """
    return _validated(data, mend=True)


def _validated(data: Any, mend: bool) -> RawArticle:
    """The article; `mend` where its strings may have characters that cannot be held."""
    if not isinstance(data, dict):
        raise InvalidArticle("not-an-object", f"a JSON object is expected, this is {_json_type(data)}")
    try:
        return RawArticle.model_validate(_holdable(data, "", 1, mend))
    except ValidationError as error:
        raise _invalid_fields(error) from None


def holdable_text(text: str) -> str:
    """The text with NUL and lone surrogates replaced by U+FFFD, every other offset unchanged."""
    return _UNHOLDABLE.sub("\ufffd", text)


def _parse(value: bytes) -> tuple[Any, bool]:
    """The value, and whether its strings may have characters that cannot be held.

    What orjson takes has no lone surrogate, and NUL only where it is written as an escape.
    """
    try:
        return orjson.loads(value), _ESCAPED_NUL in value
    except orjson.JSONDecodeError as error:
        first_error = error
    # orjson refuses more than JSON does (escaped lone surrogates, which some feeds send); its messages name a place,
    # the ones below name the mistake.
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise InvalidArticle(
            "not-utf8", f"not UTF-8: byte 0x{value[error.start]:02x} at position {error.start}"
        ) from None
    depth, field = _depth(value)
    if depth > MAX_DEPTH:
        _raise_too_deep(field)
    try:
        return json.loads(text, parse_constant=_refuse_constant), True
    except InvalidArticle:
        raise
    except (ValueError, RecursionError):
        where = f"line {first_error.lineno}, column {first_error.colno}"
        raise InvalidArticle("not-json", f"not JSON: {first_error.msg} ({where})") from None


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidArticle("not-json", f"{name} is not JSON; leave the field out or send null")


def _raise_too_deep(field: str | None) -> NoReturn:
    name = f"`{field}`" if field else "the message"
    raise InvalidArticle("too-deep", f"{name} is nested deeper than {MAX_DEPTH} levels", field)


def _depth(value: bytes) -> tuple[int, str | None]:
    """How deep brackets are nested, and the name of the top-level field (if any) that holds the deepest."""
    depth = deepest = 0
    field: str | None = None
    deepest_in: str | None = None
    for token in _JSON_TOKEN.finditer(value):
        character = token.group()
        if character in (b"{", b"["):
            depth += 1
            if depth > deepest:
                deepest, deepest_in = depth, field
        elif character in (b"}", b"]"):
            depth -= 1
        elif depth == 1:
            field = character[1:80].strip(b'"').decode(errors="replace")
    return deepest, deepest_in


def _holdable(data: Any, path: str, depth: int, mend: bool) -> Any:
    """The value, with unholdable characters replaced if it is to be mended; checks depth and numbers on the way."""
    if depth > MAX_DEPTH:
        _raise_too_deep(path.split(".", 1)[0])
    if isinstance(data, str):
        return holdable_text(data) if mend and _UNHOLDABLE.search(data) else data
    plain = not mend and depth < MAX_DEPTH  # its strings need not be looked at
    if isinstance(data, dict):
        named = {holdable_text(name): item for name, item in data.items()} if mend else data
        return {
            name: item if plain and type(item) is str else _holdable(item, _path(path, name), depth + 1, mend)
            for name, item in named.items()
        }
    if isinstance(data, list):
        return [
            item if plain and type(item) is str else _holdable(item, _path(path, str(at)), depth + 1, mend)
            for at, item in enumerate(data)
        ]
    if _out_of_range(data):
        raise InvalidArticle("invalid-field", f"`{path}`: a number out of range", path)
    return data


def _path(above: str, name: str) -> str:
    return (f"{above}.{name[:_PATH_CHARACTERS]}" if above else name)[:_PATH_CHARACTERS]


def _out_of_range(data: Any) -> bool:
    """Whether the value is a number that JSON readers downstream do not hold: not finite, or over 64 bits."""
    if isinstance(data, float):
        return not math.isfinite(data)
    return isinstance(data, int) and not -(2**63) <= data < 2**64


def _invalid_fields(error: ValidationError) -> InvalidArticle:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    named = [(".".join(str(part) for part in problem["loc"]) or "(message)", problem["msg"]) for problem in problems]
    shown = "; ".join(f"`{field[:_PATH_CHARACTERS]}`: {message}" for field, message in named[:5])
    more = f"; and {len(named) - 5} more" if len(named) > 5 else ""
    return InvalidArticle("invalid-field", shown + more, named[0][0][:_PATH_CHARACTERS])


def _json_type(data: Any) -> str:
    names = {
        list: "an array",
        str: "a string",
        bool: "a boolean",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return names.get(type(data), type(data).__name__)
