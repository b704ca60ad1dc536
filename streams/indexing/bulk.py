"""Bulk requests that end only when Elasticsearch has answered for every operation.

Passing failures (no connection, a time limit, 429, 5xx, missing rights, a blocked or closed index) are tried again
without end, with growing, jittered delays. A whole request that is refused with 400 or 413 is split until the
operation that is the cause is alone.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import orjson
from elastic_transport import ApiError as TransportApiError
from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from streams.backoff import delays
from streams.indexing.failures import described, is_permanent, refusal_of_request

log = logging.getLogger(__name__)

OPERATIONS_PER_REQUEST = 500


@dataclass(frozen=True, slots=True)
class Operation:
    """One line (or two) of a bulk request.

    Attributes:
        kind: index or delete.
        index: concrete index name.
        id: the document's `_id`.
        version: external version; an older one never replaces a newer one.
        source: the document as JSON; None for a deletion.
        version_type: whether an equal version replaces (`external_gte`) or is a conflict (`external`).
    """

    kind: Literal["index", "delete"]
    index: str
    id: str
    version: int
    source: bytes | None = None
    version_type: Literal["external", "external_gte"] = "external_gte"

    def lines(self) -> list[bytes]:
        """The operation as it stands in the request."""
        meta = {"_index": self.index, "_id": self.id, "version": self.version, "version_type": self.version_type}
        action = orjson.dumps({self.kind: meta})
        return [action] if self.source is None else [action, self.source]

    @property
    def size(self) -> int:
        """Bytes in the request, roughly."""
        return len(self.source or b"") + 200


@dataclass(frozen=True, slots=True)
class Answer:
    """How an operation ended.

    Attributes:
        result: done (also a deletion of what was not there), conflict (a newer version is there), or refused (the
            document can never be taken).
        error: kind of error where it was refused.
        reason: why, for a person.
    """

    result: Literal["done", "conflict", "refused"]
    error: str = ""
    reason: str = ""


DONE = Answer("done")
CONFLICT = Answer("conflict")


class BulkWriter:
    """Sends operations in requests of bounded size.

    Args:
        client: with retries switched off; trying again is decided here.
        request_bytes: most bytes of documents in one request.
        on_waiting: told True when a passing failure makes the writer wait, False when it goes on.
    """

    def __init__(
        self, client: AsyncElasticsearch, request_bytes: int, on_waiting: Callable[[bool], None] = lambda _: None
    ) -> None:
        self._client = client
        self._request_bytes = request_bytes
        self._on_waiting = on_waiting

    async def write(self, operations: Sequence[Operation], own: bool = False) -> list[Answer]:
        """The answer for each operation, in order; returns only when all are answered.

        Args:
            operations: in any number; they are sent in requests of bounded size.
            own: whether the documents are our own notes, not somebody's articles. A refusal of those is about the
                indices (made by another version), and so a passing failure.
        """
        answers: list[Answer | None] = [None] * len(operations)
        waiting = False
        for delay in delays():
            pending = [position for position, answer in enumerate(answers) if answer is None]
            if not pending:
                break
            if waiting:
                await asyncio.sleep(delay)
            reasons: set[str] = set()
            for chunk in self._chunks(operations, pending):
                await self._send(operations, chunk, answers, reasons)
            if own:
                for position, answer in enumerate(answers):
                    if answer is not None and answer.result == "refused":
                        reasons.add(f"{answer.reason} (run `quotewire init` of this version)")
                        answers[position] = None
            waiting = bool(reasons)
            self._on_waiting(waiting)
            if waiting:
                log.warning("Elasticsearch: %s; trying again", "; ".join(sorted(reasons))[:1000])
        return [answer for answer in answers if answer is not None]

    def _chunks(self, operations: Sequence[Operation], pending: Sequence[int]) -> Iterator[list[int]]:
        chunk: list[int] = []
        size = 0
        for position in pending:
            if chunk and (
                len(chunk) >= OPERATIONS_PER_REQUEST or size + operations[position].size > self._request_bytes
            ):
                yield chunk
                chunk, size = [], 0
            chunk.append(position)
            size += operations[position].size
        if chunk:
            yield chunk

    async def _send(
        self, operations: Sequence[Operation], chunk: list[int], answers: list[Answer | None], reasons: set[str]
    ) -> None:
        """One request; what stays unanswered is a passing failure, whose reason is added to `reasons`."""
        lines = [line for position in chunk for line in operations[position].lines()]
        try:
            response = await self._client.bulk(
                operations=cast("list[dict[str, Any]]", lines), filter_path="items.*.status,items.*.error"
            )
        except ApiError as error:
            reason = refusal_of_request(error.meta.status, error.body)
            if reason is None:
                reasons.add(f"{error.meta.status} {error.message}")
            elif len(chunk) > 1:
                middle = len(chunk) // 2
                await self._send(operations, chunk[:middle], answers, reasons)
                await self._send(operations, chunk[middle:], answers, reasons)
            else:
                answers[chunk[0]] = Answer("refused", error.message[:100], reason)
            return
        except (TransportError, TransportApiError) as error:
            reasons.add(f"{type(error).__name__}: {error}"[:300])
            return
        for position, item in zip(chunk, response["items"], strict=True):
            ((_, answer),) = item.items()
            answers[position] = _answer(operations[position], answer, reasons)


def _answer(operation: Operation, item: Mapping[str, Any], reasons: set[str]) -> Answer | None:
    status, error = item["status"], item.get("error")
    if status < 300 or (status == 404 and operation.kind == "delete" and error is None):
        return DONE
    if status == 409:
        return CONFLICT
    if error is not None and is_permanent(error):
        return Answer("refused", str(error.get("type")), described(error))
    reasons.add(f"{status} {described(error or {})}")
    return None
