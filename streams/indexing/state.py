"""What is known of an article (`news-state`), and the outcome of a change by comparison with it.

Why a document of its own and not only Elasticsearch's external versions: those are forgotten a minute after a deletion
(`index.gc_deletes`), so that a late older revision would come back; an equal version is answered "updated"; and they
know nothing of an article's month or of how many quotations it had.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from schemas import EnrichedArticle
from schemas.identity import month
from streams.indexing.changes import Change, Deletion
from streams.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one article.

    Attributes:
        version: of the last revision that took effect, milliseconds since 1970.
        month: the month it is filed under (`YYYY.MM`, `archive`); it stays there, whatever later revisions say.
        quotes: how many quotation documents it has.
        content_hash: of the last revision.
        deleted: whether the last change was a deletion.
        deletion_ms: the message's time of the last deletion that took effect, 0 before the first; the same deletion
            delivered again, after a newer revision, must not delete that.
        replayed: the replay that has annotated this revision anew (`processing.replayed`), 0 where none has.
    """

    version: int
    month: str | None
    quotes: int
    content_hash: str
    deleted: bool
    deletion_ms: int = 0
    replayed: int = 0

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "State":
        """The state in a document; what a newer version has added is left out."""
        return cls(**{name: value for name, value in source.items() if name in _NAMES})

    def document(self) -> dict[str, Any]:
        """The state as Elasticsearch holds it."""
        # Only where it says something: indices of earlier versions have no such field.
        replayed = {"replayed": self.replayed} if self.replayed else {}
        return replayed | {
            "version": self.version,
            "month": self.month,
            "quotes": self.quotes,
            "content_hash": self.content_hash,
            "deleted": self.deleted,
            "deletion_ms": self.deletion_ms,
        }


_NAMES: Final = frozenset(field.name for field in fields(State))


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done with a change.

    Attributes:
        outcome: what the message ends in if Elasticsearch takes it.
        known: the state before.
        state: the state after; None where nothing is to be written.
    """

    outcome: Outcome
    known: State | None
    state: State | None


def decide(change: Change, known: State | None) -> Decision:
    """The outcome of a change, given what is known of its article."""
    if isinstance(change, Deletion):
        return _decide_deletion(change, known)
    if known is not None:
        if change.version < known.version or (known.deleted and change.version == known.version):
            return Decision("superseded", known, None)
        if _is_same_revision(change, known) and annotating_replay(change) <= known.replayed:
            return Decision("unchanged", known, None)
    return Decision("indexed", known, _state_of(change, known))


def annotating_replay(article: EnrichedArticle) -> int:
    """The replay that annotated an article anew, by its beginning; 0 where none has."""
    return article.processing.replayed or 0


def decide_in_replay(change: Change, known: State | None) -> Decision:
    """The outcome of an article that a replay has annotated anew, given what the new generation knows of it.

    The replay reads old messages again, so here the later of two contents with one version is the one that is known.
    """
    if isinstance(change, Deletion) or known is None or change.version != known.version:
        return decide(change, known)
    if change.content_hash != known.content_hash:
        return Decision("superseded", known, None)
    return decide(change, known)


def _is_same_revision(article: EnrichedArticle, known: State) -> bool:
    return article.version == known.version and article.content_hash == known.content_hash


def _decide_deletion(deletion: Deletion, known: State | None) -> Decision:
    if known is None:
        version = max(deletion.time_ms, deletion.version)
        return Decision("deleted", None, State(version, None, 0, "", True, deletion.time_ms))
    again = known.deletion_ms >= deletion.time_ms and (known.deleted or known.deletion_ms > 0)
    if again and not (known.deleted and known.version < deletion.version):
        return Decision("deleted", known, None)  # delivered again
    version = max(deletion.time_ms, deletion.version, known.version)
    time_ms = max(deletion.time_ms, known.deletion_ms)
    return Decision("deleted", known, State(version, known.month, 0, "", True, time_ms))


def _state_of(article: EnrichedArticle, known: State | None) -> State:
    message_ms = article.raw.timestamp if article.raw else None
    filed = (known.month if known else None) or month(article.published_at, message_ms)
    deletion_ms = known.deletion_ms if known else 0
    replayed = annotating_replay(article)
    return State(article.version, filed, len(article.quotes), article.content_hash, False, deletion_ms, replayed)
