"""Bulk requests that end only when Elasticsearch has answered for every operation.

Passing failures (no connection, a time limit, 429, 5xx, missing rights, a blocked or closed index) are tried again
without end, with growing, jittered delays. A whole request that is refused with 400 or 413 is split until the
operation that is the cause is alone.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

import orjson
from elastic_transport import ApiError as TransportApiError
from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch

from streams.backoff import delays
from streams.indexing.failures import described, is_permanent, refusal_of_request
from streams.security.elasticsearch_reasons import FORBIDDEN, RIGHTS
from streams.security.elasticsearch_reasons import reason as reason_of

log = logging.getLogger(__name__)

OPERATIONS_PER_REQUEST = 500

HINTS: Final[Mapping[str, str]] = {
    "security_exception": f"; {RIGHTS}",
    "cluster_block_exception": (
        "; closed while `quotewire backup create`, `quotewire reindex` or `quotewire replay` runs; if none does, one "
        "was killed: `quotewire backup create` opens them, or says which of the others is unfinished"
    ),
}
"""What to do about a 403, by Elasticsearch's error type."""


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


class BulkObserver:
    """Told what a BulkWriter does; this one does nothing with it."""

    def sent(self, documents: int, size: int) -> None:
        """A request with so many documents and bytes is sent."""

    def tries_again(self, reasons: Collection[str]) -> None:
        """A write met passing failures of these kinds and is tried again."""

    def refused(self, error: str) -> None:
        """A document is refused for good."""

    def waits(self, who: object, why: str | None) -> None:
        """A write (`who`) waits behind a passing failure, or no longer (None)."""


class BulkWriter:
    """Sends operations in requests of bounded size.

    Args:
        client: with retries switched off; trying again is decided here.
        request_bytes: most bytes of documents in one request.
        observer: told what is done.

    Attributes:
        retries: how many times a write was tried again; where it has not changed, writes were in order.
    """

    def __init__(self, client: AsyncElasticsearch, request_bytes: int, observer: BulkObserver | None = None) -> None:
        self.retries = 0
        self._client = client
        self._request_bytes = request_bytes
        self._observer = observer or BulkObserver()

    async def write(
        self,
        operations: Sequence[Operation],
        own: bool = False,
        before_retry: Callable[[], Awaitable[None]] | None = None,
    ) -> list[Answer]:
        """The answer for each operation, in order; returns only when all are answered.

        Args:
            operations: in any number; they are sent in requests of bounded size.
            own: whether the documents are our own notes, not somebody's articles. A refusal of those is about the
                indices (made by another version), and so a passing failure.
            before_retry: called before operations are tried again; may raise to give up.
        """
        answers: list[Answer | None] = [None] * len(operations)
        try:
            await self._write(operations, answers, own, before_retry)
        finally:
            self._observer.waits(answers, None)
        for answer in answers:
            if answer is not None and answer.result == "refused":
                self._observer.refused(answer.error)
        return [answer for answer in answers if answer is not None]

    async def _write(
        self,
        operations: Sequence[Operation],
        answers: list[Answer | None],
        own: bool,
        before_retry: Callable[[], Awaitable[None]] | None,
    ) -> None:
        """Fills in the answers; returns when there is one for each operation."""
        waiting = False
        for delay in delays():
            pending = [position for position, answer in enumerate(answers) if answer is None]
            if not pending:
                break
            if waiting:
                await asyncio.sleep(delay)
                if before_retry is not None:
                    await before_retry()
            reasons = Reasons()
            for chunk in self._chunks(operations, pending):
                await self._send(operations, chunk, answers, reasons)
            if own:
                for position, answer in enumerate(answers):
                    if answer is not None and answer.result == "refused":
                        reasons.add(answer.error, f"{answer.reason} (run `quotewire init` of this version)")
                        answers[position] = None
            waiting = bool(reasons)
            if waiting:
                self.retries += 1
                self._observer.tries_again(list(reasons.by_kind))
                self._observer.waits(answers, str(reasons))
                log.warning("Elasticsearch: %s; trying again", reasons)

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
        self, operations: Sequence[Operation], chunk: list[int], answers: list[Answer | None], reasons: "Reasons"
    ) -> None:
        """One request; what stays unanswered is a passing failure, whose reason is added to `reasons`."""
        lines = [line for position in chunk for line in operations[position].lines()]
        self._observer.sent(len(chunk), sum(map(len, lines)) + len(lines))
        try:
            response = await self._client.bulk(
                operations=cast("list[dict[str, Any]]", lines), filter_path="items.*.status,items.*.error"
            )
        except ApiError as error:
            reason = refusal_of_request(error.meta.status, error.body)
            if reason is None:
                reasons.add(_kind(error), reason_of(error))
            elif len(chunk) > 1:
                middle = len(chunk) // 2
                await self._send(operations, chunk[:middle], answers, reasons)
                await self._send(operations, chunk[middle:], answers, reasons)
            else:
                answers[chunk[0]] = Answer("refused", error.message[:100], reason)
            return
        except (TransportError, TransportApiError) as error:
            told = reason_of(error) if isinstance(error, TransportError) else str(error)
            reasons.add(type(error).__name__, told[:300])
            return
        for position, item in zip(chunk, response["items"], strict=True):
            ((_, answer),) = item.items()
            answers[position] = _answer(operations[position], answer, reasons)


class Reasons:
    """Why a write must be tried again: for each kind of failure one description, for a person."""

    def __init__(self) -> None:
        self.by_kind: dict[str, set[str]] = {}

    def add(self, kind: str, described: str) -> None:
        """Adds a failure.

        Args:
            kind: short enough to count by.
            described: for a person.
        """
        self.by_kind.setdefault(kind, set()).add(described)

    def __bool__(self) -> bool:
        return bool(self.by_kind)

    def __str__(self) -> str:
        return "; ".join(sorted(reason for reasons in self.by_kind.values() for reason in reasons))[:1000]


def _kind(error: ApiError) -> str:
    """The type that Elasticsearch names, or the status where it names none (a proxy's page)."""
    named = error.body.get("error") if isinstance(error.body, Mapping) else None
    kind = named.get("type") if isinstance(named, Mapping) else None
    return str(kind or error.meta.status)


def _answer(operation: Operation, item: Mapping[str, Any], reasons: Reasons) -> Answer | None:
    status, error = item["status"], item.get("error")
    if status < 300 or (status == 404 and operation.kind == "delete" and error is None):
        return DONE
    if status == 409:
        return CONFLICT
    if error is not None and is_permanent(error):
        return Answer("refused", str(error.get("type")), described(error))
    kind = str((error or {}).get("type") or status)
    reasons.add(
        kind, f"{status} {described(error or {}).rstrip(';')}{HINTS.get(kind, '') if status == FORBIDDEN else ''}"
    )
    return None
