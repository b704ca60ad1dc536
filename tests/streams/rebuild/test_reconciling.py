"""What the next generation lacks of what the serving one knows, and what is done about it."""

from dataclasses import replace

import orjson
import pytest

from streams.indexing.changes import Change, Deletion
from streams.indexing.documents import article_document
from streams.indexing.state import State, decide
from streams.messages import Rejected
from streams.rebuild.filling import keeping
from streams.rebuild.following import Refusals
from streams.rebuild.reconciling import Carried, Reconciliation, is_lacking, stored_article
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
    "annotated anew by a replay": (replace(LIVE, replayed=SENT), LIVE, replace(LIVE, replayed=SENT)),
    "annotated anew by an earlier replay": (
        replace(LIVE, replayed=SENT),
        replace(LIVE, replayed=SENT + 1),
        replace(LIVE, replayed=SENT + 1),
    ),
    "annotated anew, and newer since": (
        replace(LIVE, replayed=SENT),
        replace(LIVE, version=SENT + 9),
        replace(LIVE, version=SENT + 9),
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


def stored(**fields) -> dict:
    """The document of an article, changed so that it fits no more."""
    return orjson.loads(orjson.dumps(article_document(enriched()))) | fields


def test_a_stored_article_is_the_article_that_was_in_the_topic() -> None:
    assert stored_article(NAME, stored()) == enriched()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"version": -1}, "`version`"),
        ({"quotes": 7}, "`quotes`"),
        ({"quotes": [{}]}, "`quotes.0."),
        ({"sections": [7]}, "`sections.0`"),
        ({"article_id": "another"}, "`article_id`"),  # found: KeyError, which ended the run
    ],
)
def test_an_invalid_stored_article_is_refused_by_id_and_field(fields: dict, says: str) -> None:
    refused = stored_article(NAME, stored(**fields))
    assert isinstance(refused, Rejected)
    assert (refused.error, refused.article_id) == ("invalid-stored-article", NAME)
    assert says in refused.message
    assert "Jessenius" not in refused.message


def test_of_an_invalid_stored_article_nothing_is_carried_over_and_the_others_are() -> None:
    refusals = Refusals()
    reconciliation = object.__new__(Reconciliation)
    reconciliation._refusals = refusals
    other = "hafenpost:18"
    articles = {NAME: stored_article(NAME, stored(version=-1)), other: enriched(article_id=other)}
    changes = reconciliation._changes(dict.fromkeys(articles, LIVE), articles)
    assert [change for _, change in changes] == [enriched(article_id=other)]
    assert refusals.counts == {"invalid-stored-article": 1}
