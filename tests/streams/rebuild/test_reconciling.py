"""What the next generation lacks of what the serving one knows, and what is done about it."""

import asyncio
from dataclasses import replace

import pytest

from streams.indexing.changes import Change, Deletion
from streams.indexing.state import State, decide
from streams.rebuild.reconciling import Carried, Reconciliation, is_lacking
from streams.rebuild.reindex import keeping
from tests.streams.articles import SENT, enriched

LIVE = State(SENT, "2026.09", 2, "one", deleted=False)
GONE = State(SENT, "2026.09", 0, "", deleted=True, deletion_ms=SENT - 5)
NAME = "hafenpost:17"


def carried(old: State, known: State | None) -> State | None:
    """What the next generation knows afterwards."""
    change: Change = Deletion(NAME, old.deletion_ms, old.version) if old.deleted else enriched(old.version)
    decision = Carried({NAME: old})(change, known)
    return known if decision.state is None else decision.state


CASES: dict[str, tuple[State, State | None, State | None]] = {
    "missing": (LIVE, None, LIVE),
    "the same": (LIVE, LIVE, LIVE),
    "an older revision": (
        LIVE,
        replace(LIVE, version=SENT - 9, month="2026.08", quotes=7),
        replace(LIVE, month="2026.08"),
    ),
    "a newer revision": (LIVE, replace(LIVE, version=SENT + 9), replace(LIVE, version=SENT + 9)),
    "another content, equal version": (LIVE, replace(LIVE, content_hash="two"), replace(LIVE, content_hash="two")),
    "a deletion before it is forgotten": (
        replace(LIVE, deletion_ms=SENT - 9),
        LIVE,
        replace(LIVE, deletion_ms=SENT - 9),
    ),
    "deleted since": (LIVE, replace(GONE, deletion_ms=SENT + 7), replace(GONE, deletion_ms=SENT + 7)),
    "a deletion is missing": (GONE, None, replace(GONE, month=None)),
    "a deletion is missing, the article there": (GONE, LIVE, GONE),
    "a deletion is missing, an older revision there": (GONE, replace(LIVE, version=SENT - 9), GONE),
    "only the deletion, without the version": (
        GONE,
        replace(GONE, version=SENT - 5, month=None),
        replace(GONE, month=None),
    ),
    "deleted in both": (GONE, GONE, GONE),
    "published again since": (
        GONE,
        replace(LIVE, version=SENT + 9, deletion_ms=SENT - 5),
        replace(LIVE, version=SENT + 9, deletion_ms=SENT - 5),
    ),
    "a later deletion": (
        GONE,
        replace(GONE, deletion_ms=SENT + 3, version=SENT + 3),
        replace(GONE, deletion_ms=SENT + 3, version=SENT + 3),
    ),
}
"""Name: what the serving generation knows, what the next one does, what that one knows afterwards."""


@pytest.mark.parametrize("name", CASES)
def test_the_next_generation_knows_afterwards_what_the_serving_one_does(name: str) -> None:
    old, known, after = CASES[name]
    assert carried(old, known) == after
    assert is_lacking(old, known) == (after != known)


@pytest.mark.parametrize("name", CASES)
def test_carried_over_twice_is_carried_over_once(name: str) -> None:
    old, known, after = CASES[name]
    assert carried(old, carried(old, known)) == after


@pytest.mark.parametrize("late", [SENT - 9, SENT - 1, SENT])
def test_an_old_revision_does_not_bring_a_carried_deletion_back(late: int) -> None:
    assert decide(enriched(late), carried(GONE, None)).outcome == "superseded"


def test_an_article_that_is_not_shown_any_more_is_only_remembered() -> None:
    decision = Carried({NAME: LIVE})(Deletion(NAME, 0, SENT), None)
    assert (decision.outcome, decision.state) == ("unchanged", replace(LIVE, quotes=0))


def test_articles_of_expired_months_are_known_and_not_shown() -> None:
    for limit, outcome in ((None, "indexed"), ("2026.09", "indexed"), ("2026.10", "unchanged")):
        decision = keeping(limit)(enriched(), None)
        assert decision.outcome == outcome
        assert decision.state is not None
        assert decide(enriched(), decision.state).outcome == "unchanged"  # delivered once more
    known = replace(LIVE, version=SENT - 1)
    assert keeping("2026.10")(Deletion(NAME, SENT), known).outcome == "deleted"


class Answers:
    """Stands for a cluster that has no shard for a moment, which a real one cannot be told to do."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def mget(self, docs):
        return {"docs": self.answers.pop(0)}


def test_a_document_that_cannot_be_read_just_now_is_not_taken_for_missing():
    error = {"_id": "a", "error": {"type": "no_shard_available_action_exception", "reason": "no shard"}}
    there = {"_id": "a", "found": True, "_source": {}}
    client = Answers([error], [there])
    reconciler = object.__new__(Reconciliation)
    reconciler._client = client
    assert asyncio.run(reconciler._got([{"_index": "i", "_id": "a"}])) == [there]
    assert client.answers == []
