"""Salience grows with what speaks for it, and stays between 0 and 1."""

from hypothesis import given
from hypothesis import strategies as st

from processors.names.salience import salience

COUNT = st.integers(1, 10_000)
PLACE = st.floats(0, 1)


@given(COUNT, PLACE, st.booleans())
def test_it_is_a_share(mentions: int, first: float, in_title: bool) -> None:
    assert 0 < salience(mentions, first, in_title) <= 1


@given(COUNT, COUNT, PLACE, st.booleans())
def test_it_never_falls_with_more_mentions(one: int, other: int, first: float, in_title: bool) -> None:
    fewer, more = sorted((one, other))
    assert salience(fewer, first, in_title) <= salience(more, first, in_title)


@given(COUNT, PLACE, PLACE, st.booleans())
def test_it_never_falls_with_an_earlier_first_mention(mentions: int, one: float, other: float, in_title: bool) -> None:
    early, late = sorted((one, other))
    assert salience(mentions, late, in_title) <= salience(mentions, early, in_title)


@given(COUNT, PLACE)
def test_the_title_counts(mentions: int, first: float) -> None:
    assert salience(mentions, first, False) < salience(mentions, first, True)


def test_what_it_says_of_usual_articles() -> None:
    assert salience(1, 1.0, False) == 0.15  # once, at the very end
    assert salience(1, 0.0, True) == 0.65  # the title, and once at the beginning
    assert salience(3, 0.5, False) == 0.43
    assert salience(8, 0.0, True) == 0.97
