"""What is found: highlights in pieces, near duplicates as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.search import HIGHLIGHT, Hit, QueryError, pieces
from streams.search.collapsing import collapsed as collapse
from streams.search.model import SHOWN_AROUND

ON, OFF = HIGHLIGHT


# Mistakes in a query


def test_a_long_query_is_shown_around_the_place() -> None:
    query = "a" * 100 + "b" * 100
    whole = f"in: …{'a' * SHOWN_AROUND}▶{'b' * SHOWN_AROUND}…"
    assert str(QueryError(query, 100, "no")) == f"no ({whole})"


def test_a_mistake_is_one_line_that_cannot_write_to_the_terminal() -> None:
    assert str(QueryError("a\nb\x1b[31m\u202ec\ud800", 2, "no")) == "no (in: a ▶b [31m c )"


# Pieces


@pytest.mark.parametrize(
    ("highlight", "shown"),
    [
        ("", [("", False)]),
        ("nothing", [("nothing", False)]),
        (f"a {ON}b{OFF} c", [("a ", False), ("b", True), (" c", False)]),
        (f"{ON}a{OFF}{ON}b{OFF}", [("", False), ("a", True), ("", False), ("b", True), ("", False)]),
        (f"a {ON}b", [("a ", False), ("b", True), ("", False)]),
        (f"a{OFF} b", [(f"a{OFF} b", False)]),
    ],
)
def test_pieces(highlight: str, shown: list[tuple[str, bool]]) -> None:
    assert list(pieces(highlight)) == shown


@given(st.text(st.sampled_from(f"ab{ON}{OFF}"), max_size=20))
def test_pieces_lose_no_letter(highlight: str) -> None:
    letters = highlight.replace(ON, "").replace(OFF, "")
    assert "".join(piece for piece, _ in pieces(highlight)).replace(ON, "").replace(OFF, "") == letters


# Collapsing


def hit(name: str, *keys: str) -> Hit:
    return Hit(name, 1.0, {"near_duplicate_keys": list(keys)}, ["x"])


def collapsed(*hits: Hit) -> list[tuple[str, int]]:
    return [(one.id, one.duplicates) for one in collapse(hits)]


def test_the_best_of_each_group_is_shown_with_the_number_of_the_others() -> None:
    hits = [hit("a", "1", "2"), hit("b", "9"), hit("c", "2", "3"), hit("d", "9"), hit("e", "1")]
    assert collapsed(*hits) == [("a", 2), ("b", 1)]
    assert collapse(hits)[0].highlights == ["x"]


def test_groups_are_linked_through_others() -> None:
    assert collapsed(hit("a", "1"), hit("b", "1", "2"), hit("c", "2")) == [("a", 2)]


def test_a_hit_that_links_two_groups_makes_them_one() -> None:
    assert collapsed(hit("a", "1"), hit("b", "2"), hit("c", "1", "2")) == [("a", 2)]


def test_hits_without_keys_are_no_duplicates() -> None:
    bare = Hit("a", 1.0, {}, [])
    assert collapsed(bare, hit("b"), hit("c")) == [("a", 0), ("b", 0), ("c", 0)]
    assert collapsed() == []
