"""Elasticsearch's snapshot repository, and the snapshots of this pipeline in it.

<https://www.elastic.co/docs/deploy-manage/tools/snapshot-and-restore>
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from elasticsearch import ApiError, Elasticsearch

from streams.errors import BadInput
from streams.indexing.failures import described
from streams.settings import Settings
from streams.setup import elasticsearch_errors

OWNER: Final = "quotewire"
PROVISIONAL: Final = ".provisional"
"""At the end of the name of a snapshot that only carries the large part of the next one ahead. It is deleted when that
one was found to be whole: as long as it is there, the other one is not."""

UNFINISHED: Final = "UNFINISHED"
"""State of a snapshot that Elasticsearch has written, and whose run has not come to its end: articles may have been
indexed meanwhile."""

POLL_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot of this pipeline.

    Attributes:
        name: in the repository.
        taken_at: when it began.
        state: SUCCESS, UNFINISHED, IN_PROGRESS, PARTIAL, FAILED.
        generation: of the indices in it.
        articles: in it.
        quotations: in it.
        indices: their names.
    """

    name: str
    taken_at: datetime
    state: str
    generation: int
    articles: int
    quotations: int
    indices: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it was written, while nothing was indexed."""
        return self.state == "SUCCESS" and not self.name.endswith(PROVISIONAL)


@contextmanager
def repository_errors(settings: Settings) -> Iterator[None]:
    """Turns what Elasticsearch says about snapshots into one line with the way out.

    Raises:
        BadInput: a repository or a snapshot is missing, or cannot be used.
        ElasticsearchUnavailable: instead of other errors.
    """
    with elasticsearch_errors(settings):
        try:
            yield
        except ApiError as error:
            repository = settings.backup_repository
            if error.message == "repository_missing_exception":
                raise BadInput(
                    f"Elasticsearch has no snapshot repository {repository!r}: make one with `quotewire backup "
                    "register PATH`, or name another with QUOTEWIRE_BACKUP_REPOSITORY"
                ) from None
            if error.message == "snapshot_missing_exception":
                raise BadInput(
                    f"the repository {repository!r} has no such snapshot; `quotewire backup list` shows all"
                ) from None
            if "snapshot" in error.message or "repository" in error.message:
                raise BadInput(f"the repository {repository!r} cannot be used: {_reason(error)}") from None
            raise


def register(settings: Settings, client: Elasticsearch, location: str) -> None:
    """Makes a repository in a folder that all nodes share.

    Args:
        settings: the repository's name.
        client: Elasticsearch.
        location: a folder under `path.repo` of every node.

    Raises:
        BadInput: there is one of that name with another content, or the folder cannot be used.
    """
    name = settings.backup_repository
    there = client.options(ignore_status=404).snapshot.get_repository(name=name)
    if there.meta.status == 200:
        known = there[name]
        if known["type"] != "fs" or known["settings"].get("location") != location:
            raise BadInput(
                f"there is a repository {name!r} already ({known['type']}: {known['settings'].get('location', '…')}); "
                "it stays as it is. QUOTEWIRE_BACKUP_REPOSITORY names another"
            )
    with repository_errors(settings):
        client.snapshot.create_repository(name=name, repository={"type": "fs", "settings": {"location": location}})


def snapshots(settings: Settings, client: Elasticsearch) -> list[Snapshot]:
    """Those of this pipeline, oldest first; unfinished ones too."""
    with repository_errors(settings):
        found = client.snapshot.get(
            repository=settings.backup_repository, snapshot=f"{settings.index_prefix}-*", sort="start_time"
        )
    ours = [one for one in found["snapshots"] if _is_ours(settings, one)]
    names = {one["snapshot"] for one in ours}
    return [_snapshot(one, one["snapshot"] + PROVISIONAL in names) for one in ours]


def snapshot_named(settings: Settings, client: Elasticsearch, name: str | None) -> Snapshot:
    """The snapshot of this name, or the newest whole one.

    Raises:
        BadInput: there is none.
    """
    all_of_them = snapshots(settings, client)
    if name is None:
        whole = [one for one in all_of_them if one.whole]
        if not whole:
            raise BadInput(
                f"the repository {settings.backup_repository!r} has no whole snapshot of {settings.index_prefix}-*"
            )
        return whole[-1]
    for one in all_of_them:
        if one.name == name:
            if not one.whole:
                raise BadInput(f"the snapshot {name} is not whole ({one.state}); `quotewire backup list` shows others")
            return one
    raise BadInput(
        f"the repository {settings.backup_repository!r} has no snapshot {name!r} of {settings.index_prefix}-* that "
        "`quotewire backup create` took; `quotewire backup list` shows all"
    )


def begin_snapshot(
    settings: Settings, client: Elasticsearch, name: str, indices: list[str], facts: dict[str, Any]
) -> None:
    """Has Elasticsearch begin a snapshot; `facts` are for `snapshots`."""
    with repository_errors(settings):
        client.snapshot.create(
            repository=settings.backup_repository,
            snapshot=name,
            indices=",".join(indices),
            include_global_state=False,
            partial=False,
            ignore_unavailable=False,
            expand_wildcards="all",
            metadata={"managed_by": OWNER, "prefix": settings.index_prefix} | facts,
            wait_for_completion=False,
        )


def await_snapshot(
    settings: Settings,
    client: Elasticsearch,
    name: str,
    seconds: float | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Waits for the end of a snapshot.

    Returns:
        False if it is not finished after so many seconds, or when it is to stop.

    Raises:
        BadInput: it is not whole.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    while True:
        with repository_errors(settings):
            [found] = client.snapshot.get(repository=settings.backup_repository, snapshot=name)["snapshots"]
        if found["state"] == "SUCCESS":
            return True
        if found["state"] != "IN_PROGRESS":
            raise BadInput(f"the snapshot {name} is not whole ({found['state']}): {_failure(found)}")
        if stopped() or (deadline is not None and time.monotonic() > deadline):
            return False
        time.sleep(POLL_SECONDS)


def delete_snapshot(settings: Settings, client: Elasticsearch, name: str) -> None:
    """Deletes a snapshot, or ends one that is being taken; nothing if there is none."""
    with repository_errors(settings):
        client.options(ignore_status=404).snapshot.delete(repository=settings.backup_repository, snapshot=name)


def delete_unfinished(settings: Settings, client: Elasticsearch, name: str) -> None:
    """Deletes what a run has left that did not come to its end: its snapshot, then what marks that as unfinished.

    Args:
        settings: the repository.
        client: Elasticsearch.
        name: of the snapshot, or of its provisional one.
    """
    name = name.removesuffix(PROVISIONAL)
    delete_snapshot(settings, client, name)
    delete_snapshot(settings, client, name + PROVISIONAL)


def _is_ours(settings: Settings, found: dict[str, Any]) -> bool:
    facts = found.get("metadata") or {}
    return facts.get("managed_by") == OWNER and facts.get("prefix") == settings.index_prefix


def _snapshot(found: dict[str, Any], unfinished: bool) -> Snapshot:
    facts = found["metadata"]
    return Snapshot(
        name=found["snapshot"],
        taken_at=datetime.fromtimestamp(found.get("start_time_in_millis", 0) / 1000, UTC),
        state=UNFINISHED if unfinished and found["state"] == "SUCCESS" else found["state"],
        generation=int(facts.get("generation", 1)),
        articles=int(facts.get("articles", 0)),
        quotations=int(facts.get("quotations", 0)),
        indices=tuple(sorted(found["indices"])),
    )


def _failure(found: dict[str, Any]) -> str:
    failures = found.get("failures") or []
    reason = str(failures[0].get("reason")) if failures else str(found.get("reason") or "no reason given")
    return reason.splitlines()[0][:300]


def _reason(error: ApiError) -> str:
    found = error.body.get("error") if isinstance(error.body, dict) else None
    return described(found) if isinstance(found, dict) else error.message
