"""Versions of the messages, and reading those of other versions.

Each kind of message has a version of its own, `schema_version`. A version only ever adds fields that may be left out
(tests/schemas holds every version to the recorded one before it). So

- a newer reader reads an older message: what it lacks has its default;
- an older reader reads a newer message: what it does not know is left out. Of a raw article it is kept in `extra`.

In a message of the reader's own version, or an older one, an unknown field is a mistake, and the message is refused.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

import orjson
from pydantic import BaseModel, Field, ValidationError

RAW_VERSION: Final = 1

ENRICHED_VERSION: Final = 2
"""2 has `processing.replayed`."""

DEAD_LETTER_VERSION: Final = 1

LATEST_VERSION: Final = 9_999

SchemaVersion = Annotated[
    int, Field(strict=True, ge=1, le=LATEST_VERSION, description="readers leave out what a newer version has added")
]

Model = TypeVar("Model", bound=BaseModel)


def read_json(model: type[Model], value: bytes) -> Model:
    """The message in a value, of whatever version.

    Args:
        model: the kind of message.
        value: JSON.

    Raises:
        ValidationError: it is none; or it has a field that its version cannot have.
    """
    try:
        return model.model_validate_json(value)
    except ValidationError as error:
        without = _without_unknown(model, value, error)
        if without is None:
            raise
        return model.model_validate_json(orjson.dumps(without))


def read_fields(model: type[Model], fields: Mapping[str, Any]) -> Model:
    """The message with these fields, as `read_json`."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        without = _without_unknown(model, orjson.dumps(fields), error)
        if without is None:
            raise
        return model.model_validate(without)


def _without_unknown(model: type[BaseModel], value: bytes, error: ValidationError) -> Any:
    """The message without the fields that this version does not know; None where it has none, or is not newer."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    unknown = [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]
    if not unknown:
        return None
    try:
        data = orjson.loads(value)
    except ValueError:  # it takes a little less than pydantic does
        return None
    version = data.get("schema_version")
    if not isinstance(version, int) or version <= model.model_fields["schema_version"].default:
        return None
    try:
        for *path, name in unknown:
            holder = data
            for part in path:
                holder = holder[part]
            del holder[name]
    except (LookupError, TypeError):  # a path within one of several forms of a field: its first error says enough
        return None
    return data
