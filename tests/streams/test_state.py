"""The outcome of a change by comparison with what is known, in every case and after every sequence of changes."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.identity import ARCHIVE
from streams.indexing.changes import Change, Deletion
from streams.indexing.state import Decision, State, decide, decide_in_replay
from tests.streams.articles import SENT, enriched

KNOWN = State(version=SENT, month="2026.08", quotes=5, content_hash="one", deleted=False)
GONE = State(version=SENT, month="2026.08", quotes=0, content_hash="", deleted=True, deletion_ms=SENT)
NEVER = State(version=SENT, month=None, quotes=0, content_hash="", deleted=True, deletion_ms=SENT)


def article(ahead: int = 0, content_hash: str = "one", **fields: object) -> Change:
    return enriched(SENT + ahead, content_hash, **fields)


def deletion(ahead: int = 0) -> Change:
    return Deletion("hafenpost:17", SENT + ahead)


INDEXED = State(version=SENT, month="2026.09", quotes=2, content_hash="one", deleted=False)

CASES: dict[str, tuple[Change, State | None, str, State | None]] = {
    "a first article": (article(), None, "indexed", INDEXED),
    "a newer revision": (
        article(1, "two"), KNOWN, "indexed", State(SENT + 1, "2026.08", 2, "two", deleted=False)
    ),
    "a newer revision with the same content": (
        article(1), KNOWN, "indexed", State(SENT + 1, "2026.08", 2, "one", deleted=False)
    ),
    "an older revision": (article(-1, "two"), KNOWN, "superseded", None),
    "an older revision with the same content": (article(-1), KNOWN, "superseded", None),
    "the same again": (article(), KNOWN, "unchanged", None),
    "the same version with other content": (
        article(0, "two"), KNOWN, "indexed", State(SENT, "2026.08", 2, "two", deleted=False)
    ),
    "a deletion after": (
        deletion(1), KNOWN, "deleted", replace(GONE, version=SENT + 1, deletion_ms=SENT + 1)
    ),
    "a deletion at the same time": (deletion(), KNOWN, "deleted", GONE),
    "a deletion of what has a later date": (deletion(-1), KNOWN, "deleted", replace(GONE, deletion_ms=SENT - 1)),
    "a deletion of what is not known": (deletion(), None, "deleted", NEVER),
    "a deletion again": (deletion(), GONE, "deleted", None),
    "an earlier deletion again": (deletion(-1), GONE, "deleted", None),
    "a later deletion again": (
        deletion(1), GONE, "deleted", replace(GONE, version=SENT + 1, deletion_ms=SENT + 1)
    ),
    "a later deletion of what never was": (
        deletion(1), NEVER, "deleted", replace(NEVER, version=SENT + 1, deletion_ms=SENT + 1)
    ),
    "an older revision after a deletion": (article(-1, "two"), GONE, "superseded", None),
    "a revision as old as the deletion": (article(0, "two"), GONE, "superseded", None),
    "a newer revision after a deletion": (
        article(1, "two"), GONE, "indexed", State(SENT + 1, "2026.08", 2, "two", False, SENT)
    ),
    "a first revision after its deletion": (
        article(1), NEVER, "indexed", State(SENT + 1, "2026.09", 2, "one", False, SENT)
    ),
    "a late first revision after its deletion": (article(-1), NEVER, "superseded", None),
}  # fmt: skip


@pytest.mark.parametrize(("change", "known", "outcome", "state"), CASES.values(), ids=CASES)
def test_outcomes(change: Change, known: State | None, outcome: str, state: State | None) -> None:
    assert decide(change, known) == Decision(outcome, known, state)


@pytest.mark.parametrize(
    ("published", "month"),
    [("2026-09-01", "2026.09"), ("1650-03-02", ARCHIVE), (None, "2026.09"), ("2199-01-01", "2026.09")],
)
def test_a_first_article_is_filed_by_its_date_else_its_messages(published: str | None, month: str) -> None:
    state = decide(article(published_at=published), None).state
    assert state is not None
    assert state.month == month


def test_an_article_from_no_message_is_filed_too() -> None:
    state = decide(article(published_at=None, raw=None), None).state
    assert state is not None
    assert state.month == ARCHIVE


def test_an_article_stays_filed_where_it_was() -> None:
    state = decide(article(1, "two", published_at="2025-01-01"), KNOWN).state
    assert state is not None
    assert state.month == "2026.08"


def test_a_state_is_kept_as_a_document() -> None:
    for state in (KNOWN, GONE, NEVER):
        assert State(**state.document()) == state


# Sequences: a message may be delivered again, and so may all that followed it.

CHANGES = st.one_of(
    st.builds(article, st.integers(-2, 2), st.sampled_from(["one", "two"])), st.builds(deletion, st.integers(-2, 2))
)


def after(changes: list[Change], known: State | None = None) -> State | None:
    for change in changes:
        known = decide(change, known).state or known
    return known


@given(st.lists(CHANGES, max_size=5))
def test_a_version_never_goes_back(changes: list[Change]) -> None:
    known: State | None = None
    for change in changes:
        before, known = known, after([change], known)
        assert known is not None
        assert before is None or known.version >= before.version
        assert before is None or before.month is None or known.month == before.month


@given(st.lists(CHANGES, min_size=1, max_size=5))
def test_the_last_change_again_changes_nothing(changes: list[Change]) -> None:
    once = after(changes)
    assert after(changes[-1:], once) == once


@given(st.lists(st.builds(article, st.integers(-2, 2), st.sampled_from(["one", "two"])), max_size=5), st.data())
def test_articles_delivered_again_from_anywhere_end_the_same(changes: list[Change], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(changes)))
    assert after(changes[start:], after(changes)) == after(changes)


def test_an_article_after_a_deletion_survives_that_both_are_delivered_again() -> None:
    for first, removed, again in itertools.product((article(-2), None), (deletion(-1),), (article(1, "two"),)):
        changes = [change for change in (first, removed, again) if change is not None]
        once = after(changes)
        assert once is not None
        assert not once.deleted
        assert after([removed, again], once) == once


EARLIER, LATER = SENT + 1_000, SENT + 2_000


def replayed(moment: int | None, ahead: int = 0, content_hash: str = "one") -> Change:
    made = enriched(SENT + ahead, content_hash)
    return made.model_copy(update={"processing": made.processing.model_copy(update={"replayed": moment})})


@pytest.mark.parametrize(
    ("of_change", "of_known", "outcome"),
    [(None, 0, "unchanged"), (EARLIER, 0, "indexed"), (None, EARLIER, "unchanged"), (EARLIER, EARLIER, "unchanged"),
     (LATER, EARLIER, "indexed"), (EARLIER, LATER, "unchanged")],
)  # fmt: skip
def test_of_one_revision_the_latest_replay_holds(of_change: int | None, of_known: int, outcome: str) -> None:
    for deciding in (decide, decide_in_replay):
        decision = deciding(replayed(of_change), replace(KNOWN, replayed=of_known))
        assert decision.outcome == outcome
        assert decision.state is None or decision.state.replayed == of_change


def test_a_replay_is_of_one_revision() -> None:
    for deciding in (decide, decide_in_replay):
        assert deciding(replayed(None, 5), replace(KNOWN, replayed=EARLIER)).state.replayed == 0
        assert deciding(replayed(LATER, -5), KNOWN).outcome == "superseded"
        assert deciding(replayed(LATER), GONE).outcome == "superseded"


def test_a_replay_does_not_bring_an_earlier_content_of_the_same_version_back() -> None:
    assert decide(replayed(None, 0, "two"), KNOWN).outcome == "indexed"
    assert decide_in_replay(replayed(LATER, 0, "two"), KNOWN).outcome == "superseded"
    assert decide_in_replay(replayed(LATER, 5, "two"), KNOWN).outcome == "indexed"
    assert decide_in_replay(deletion(5), KNOWN).outcome == "deleted"


def test_a_state_of_a_newer_version_is_read() -> None:
    assert State.of(KNOWN.document() | {"novel": 1}) == KNOWN
    assert "replayed" not in KNOWN.document()  # indices of earlier versions do not take it
    assert State.of(replace(KNOWN, replayed=EARLIER).document()).replayed == EARLIER
