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
    reason = " ".join(str(error.get("reason", "")).split("Preview of field's value", 1)[0].split())
    cause = error.get("caused_by")
    because = f"; caused by {described(cause)}" if isinstance(cause, Mapping) else ""
    return f"{error.get('type', 'error')}: {reason[:300]}{because}"[:600]


REQUEST_TYPES: Final = frozenset(
    {"action_request_validation_exception", "illegal_argument_exception", "parse_exception"}
)
"""Error types of a whole bulk request (400) that one of its operations causes: an id too long, a version below zero."""


def refusal_of_request(status: int, body: Any) -> str | None:
    """Why a whole bulk request was refused because of an operation in it; None if the failure is not about one.

    Args:
        status: of the answer.
        body: of the answer, as the client gives it.
    """
    if status == 413:
        return "the request is too large for Elasticsearch (http.max_content_length)"
    detail = body.get("error") if isinstance(body, Mapping) else None
    if status != 400 or not isinstance(detail, Mapping):
        return None
    return described(detail) if is_permanent(detail) or detail.get("type") in REQUEST_TYPES else None
