"""Which failures are about the document (permanent) and which about the cluster (passing): decided here only.

Permanent failures lead to the dead letters. Everything else waits: a document that waits is late, a good document that
becomes a dead letter because a disk was full is lost to its readers. So only error types that can be caused by nothing
but the document are permanent, and whatever is unknown is passing, and loud in the log.
"""

from collections.abc import Mapping
from typing import Any, Final

PERMANENT_TYPES: Final = frozenset(
    {
        "document_parsing_exception",
        "mapper_parsing_exception",
        "strict_dynamic_mapping_exception",
        "x_content_parse_exception",
    }
)
"""Elasticsearch's error types for a document that does not fit the mapping or cannot be read."""

IMMENSE_TERM: Final = "immense term"
"""In the reason of an `illegal_argument_exception`: a keyword over 32,766 bytes."""

Error = Mapping[str, Any]


def is_permanent(error: Error) -> bool:
    """Whether the `error` object of a bulk item is about the document itself."""
    kind = error.get("type")
    if kind in PERMANENT_TYPES:
        return True
    return kind == "illegal_argument_exception" and IMMENSE_TERM in str(error.get("reason", ""))


def described(error: Error) -> str:
    """The error on one line, without the preview of the document that Elasticsearch puts into some reasons."""
    reason = str(error.get("reason", "")).split("Preview of field's value", 1)[0].strip()
    cause = error.get("caused_by")
    because = f"; caused by {described(cause)}" if isinstance(cause, Mapping) else ""
    return f"{error.get('type', 'error')}: {reason[:300]}{because}"[:600]
