"""A topic is the same only while its id is, and offsets count only for the topic that they were committed for."""

from hypothesis import given
from hypothesis import strategies as st

from streams.topic_identity import is_of_topic, note_of, why_to_start_anew

IDS = st.uuids().map(str)


def test_nothing_to_do_while_all_topics_are_the_same() -> None:
    known = {"news.raw": "a", "news.enriched": None}
    for now in (known, known | {"other": "b"}, {"news.raw": None, "news.enriched": None}):
        assert why_to_start_anew(known, now) is None
    # A broker that gave no id at the start may give one after an upgrade.
    assert why_to_start_anew(known, {"news.raw": "a", "news.enriched": "new"}) is None


def test_a_topic_that_is_missing() -> None:
    reason = why_to_start_anew({"news.raw": "a", "news.enriched": None}, {"news.raw": "a"})
    assert reason == "topics are missing: news.enriched; run `quotewire init`"


def test_a_topic_that_was_made_anew() -> None:
    reason = why_to_start_anew({"news.raw": "a", "news.enriched": "b"}, {"news.raw": "other", "news.enriched": "b"})
    assert reason is not None and reason.startswith("topics were deleted and made anew: news.raw;")


@given(IDS, IDS)
def test_an_offset_counts_for_the_topic_that_it_was_committed_for(one: str, other: str) -> None:
    assert is_of_topic(note_of(one), one)
    assert is_of_topic(note_of(one), other) == (one == other)


@given(IDS)
def test_where_one_of_the_two_is_not_known_an_offset_counts(topic: str) -> None:
    assert note_of(None) == ""
    for metadata in (None, "", "written by somebody else"):
        assert is_of_topic(metadata, topic) and is_of_topic(metadata, None)
    assert is_of_topic(note_of(topic), None)
