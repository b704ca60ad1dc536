"""What was done about each dead letter: open, replayed or dropped, kept in its document in the index.

A document there is what happened last: the message failed (written by the index agent, from the topic), it was sent
again, it was dropped. Each of these is written whole, with the time at which it happened as its external version, and
only what happened later replaces it. So nothing has to be read before it is written, nobody has to wait for a refresh
or for the index agent, and a letter that fails again while it is marked as replayed stays open, whichever comes first:

    failed (last_failure)  <  replayed (at)  <  failed again (last_failure, at least at + 1)  <  dropped (at)

The times are in order whatever the clocks of the machines say, because each is made greater than the one before it.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

import orjson
from elasticsearch import AsyncElasticsearch, Elasticsearch

from schemas import DeadLetter
from schemas.dead_letter import Status
from schemas.identity import bounded_id, message_time
from schemas.index_templates import dead_letters_index
from streams.dead_letters.reading import Stored
from streams.elasticsearch_client import sync_client
from streams.errors import ElasticsearchUnavailable, NotInitialised
from streams.indexing.bulk import BulkWriter, Operation
from streams.indexing.dead_letters import dead_letter_document, document_ids
from streams.settings import Settings
from streams.setup import elasticsearch_errors

READ_AT_ONCE: Final = 1_000

MARK_SECONDS: Final = 30.0
"""So long it is tried to write what was done; then the run ends and says so."""

Marked = Literal["marked", "failed again", "refused"]


@dataclass(frozen=True, slots=True)
class Known:
    """The status of a dead letter.

    Attributes:
        status: what was done last.
        at: when, milliseconds since 1970; None for an open letter.
        version: of its document; what is written next needs a greater one.
        document: the id of its document, whether it is there already or not.
    """

    status: Status
    at: int | None
    version: int
    document: str


def read_statuses(settings: Settings, letters: Sequence[Stored]) -> dict[str, Known]:
    """The status of each letter by its id; of one that the index agent has not written yet: open.

    Args:
        settings: where Elasticsearch is.
        letters: with or without their values.

    Raises:
        ElasticsearchUnavailable: it does not answer.
        NotInitialised: the index is missing.
    """
    ordered = [stored.letter for stored in sorted(letters, key=lambda stored: stored.failures[0].at)]
    with elasticsearch_errors(settings), sync_client(settings) as client:
        found = _read(client, settings, {bounded_id(letter.id) for letter in ordered})
        there = {name: document["_source"] for name, document in found.items() if document["found"]}
        names = {letter.exact_id: name for letter, name in zip(ordered, document_ids(ordered, there), strict=True)}
        found |= _read(client, settings, set(names.values()) - set(found))
    documents = {stored.id: found[names[stored.letter.exact_id]] for stored in letters}
    return {stored.id: _known(stored.letter, documents[stored.id]) for stored in letters}


def _read(client: Elasticsearch, settings: Settings, names: Collection[str]) -> dict[str, dict[str, Any]]:
    """What the index says of documents, by id, whether they are there or not; without waiting for a refresh."""
    index = dead_letters_index(settings.index_prefix)
    fields = ["status", "status_at", "timestamp"]
    answers: dict[str, dict[str, Any]] = {}
    ordered = sorted(names)
    for start in range(0, len(ordered), READ_AT_ONCE):
        for document in client.mget(index=index, ids=ordered[start : start + READ_AT_ONCE], source=fields)["docs"]:
            error = document.get("error")
            if error is not None and error.get("type") == "index_not_found_exception":
                raise NotInitialised(f"index {index}")
            if error is not None:
                reason = f"cannot read {index} ({error.get('type')})"
                raise ElasticsearchUnavailable(settings.elasticsearch_url, reason, True)
            answers[document["_id"]] = document
    return answers


def check_index(settings: Settings) -> None:
    """Makes sure that a status can be written, before anything is done that would have to be marked.

    Raises:
        ElasticsearchUnavailable: it does not answer.
        NotInitialised: the index is missing, or an earlier version has made it.
    """
    index = dead_letters_index(settings.index_prefix)
    with elasticsearch_errors(settings), sync_client(settings) as client:
        (found,) = client.indices.get_mapping(index=index).values()
    if "status_at" not in found["mappings"].get("properties", {}):
        raise NotInitialised(f"index {index}: the field `status_at` is")


def _known(letter: DeadLetter, document: dict[str, Any]) -> Known:
    name = document["_id"]
    version = int(document.get("_version", -1)) if document.get("found") else -1
    status = document.get("_source", {}).get("status")
    if version < letter.last_failure or status not in ("replayed", "dropped"):
        return Known("open", None, max(version, letter.last_failure), name)
    stated = document["_source"].get("status_at")
    at = int(datetime.fromisoformat(stated).timestamp() * 1000) if stated else version
    return Known(status, at, version, name)


def moment_after(letter: DeadLetter, known: Known) -> int:
    """The time for what is done now, milliseconds since 1970: after everything that has happened to the letter."""
    return max(int(time.time() * 1000), letter.last_failure + 1, known.version + 1)


class StatusWriter:
    """Writes what was done about dead letters.

    Args:
        client: Elasticsearch.
        settings: the prefix of the indices, the size of requests.
    """

    def __init__(self, client: AsyncElasticsearch, settings: Settings) -> None:
        self._settings = settings
        self._index = dead_letters_index(settings.index_prefix)
        self._bulk = BulkWriter(client, settings.bulk_bytes)

    async def mark(self, letters: Sequence[tuple[DeadLetter, str, int]], status: Status) -> list[Marked]:
        """Marks letters as replayed or dropped; what became of each, in order.

        Args:
            letters: each with the id of its document (`Known.document`) and the time (`moment_after`).
            status: of all of them from now on.

        Raises:
            ElasticsearchUnavailable: it has not taken them for MARK_SECONDS.
        """
        deadline = time.monotonic() + MARK_SECONDS

        async def give_up() -> None:
            if time.monotonic() > deadline:
                raise ElasticsearchUnavailable(
                    self._settings.elasticsearch_url, f"it has taken no status for {MARK_SECONDS:.0f} seconds"
                )

        operations = [self._operation(letter, name, status, at) for letter, name, at in letters]
        answers = iter(await self._bulk.write([one for one in operations if one is not None], before_retry=give_up))
        results: dict[str, Marked] = {"done": "marked", "conflict": "failed again", "refused": "refused"}
        return ["refused" if one is None else results[next(answers).result] for one in operations]

    def _operation(self, letter: DeadLetter, name: str, status: Status, at: int) -> Operation | None:
        """None for what cannot be a document: a number of more than 64 bits, which somebody else has written."""
        moment = message_time(at)
        document = dead_letter_document(letter) | {"status": status}
        if moment is not None:
            document["status_at"] = moment.isoformat(timespec="milliseconds")
        try:
            source = orjson.dumps(document)
        except TypeError:
            return None
        return Operation("index", self._index, name, at, source, version_type="external")
