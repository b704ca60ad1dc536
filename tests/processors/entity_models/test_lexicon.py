"""What a lexicon answers for a word, its endings and its last part."""

import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.entity_models.lexicon import (
    CITY,
    COMMON_NOUN,
    FREQUENCY_SHIFT,
    GIVEN_NAME,
    LONGEST_ENDING,
    NAMES,
    SHORTEST_STEM,
    SURNAME,
    Lexicon,
)

LEXICON = Lexicon.of(
    {
        "tellmann": SURNAME,
        "nordau": CITY,
        "mira": GIVEN_NAME,
        "ida": GIVEN_NAME,
        "haus": COMMON_NOUN | 2 << FREQUENCY_SHIFT,
        "schreiben": COMMON_NOUN,
        "und": 1 << FREQUENCY_SHIFT,
    }
)


@pytest.mark.parametrize(
    ("word", "found", "cut"),
    [("tellmann", SURNAME, 0), ("tellmanns", SURNAME, 1), ("nordauban", CITY, 3), ("nordauerin", 0, 0), ("idas", 0, 0)],
)
def test_names_are_found_with_an_ending_of_up_to_three_letters_and_a_stem_of_four(word: str, found: int, cut: int):
    assert LEXICON.names(word) == (found, cut)


@pytest.mark.parametrize(
    ("word", "kind"), [("haus", 3), ("kriegsschreiben", 2), ("rathaus", 1), ("aushaus", 1), ("ahaus", 0), ("mira", 0)]
)
def test_the_last_part_of_a_compound_tells_that_it_is_a_noun(word: str, kind: int):
    assert LEXICON.noun(word) == kind


def test_frequency_is_the_words_own():
    assert [LEXICON.frequency(word) for word in ("und", "haus", "hauses", "mira")] == [1, 2, 0, 0]


def test_an_empty_lexicon_knows_nothing():
    empty = Lexicon(array("I"), b"")
    assert (empty.names("mira"), empty.noun("haus"), empty.frequency("und"), len(empty)) == ((0, 0), 0, 0, 0)


@given(st.dictionaries(st.text(max_size=12), st.integers(1, 255), max_size=60), st.text(max_size=12))
def test_words_are_found_again_also_from_bytes(words: dict[str, int], other: str):
    made = Lexicon.of(words)
    read = Lexicon.from_bytes(made.hashes.tobytes(), made.entries)
    for word, entry in words.items():
        assert read.entry(word) & entry == entry
    assert list(read.hashes) == sorted(read.hashes)
    found, cut = read.names(other)
    assert found & ~NAMES == 0
    assert 0 <= cut <= LONGEST_ENDING
    assert not cut or len(other) - cut >= SHORTEST_STEM


def test_parts_that_do_not_belong_together_are_refused():
    with pytest.raises(ValueError, match="do not belong together"):
        Lexicon.from_bytes(LEXICON.hashes.tobytes(), LEXICON.entries[1:])


def test_few_other_words_are_taken_for_known_ones():
    rng = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = Lexicon.of({f"w{number}": SURNAME for number in range(100_000)})
    others = ("".join(rng.choices(letters, k=10)) for _ in range(50_000))
    assert sum(made.entry(word) > 0 for word in others) < 20


CHINESE = Lexicon.of({"北京": CITY | 1 << FREQUENCY_SHIFT, "北京市": CITY, "北": 64, "开会": 96, "张": SURNAME})


def test_a_text_without_spaces_is_cut_into_the_longest_words_known():
    found = list(CHINESE.segments(list("张明在北京市开会。")))
    assert [(start, end) for start, end, _ in found] == [(0, 1), (1, 2), (2, 3), (3, 6), (6, 8), (8, 9)]
    assert [entry for _, _, entry in found] == [SURNAME, 0, 0, CITY, 96, 0]


def test_what_is_a_word_already_is_not_joined():
    assert [(s, e) for s, e, _ in CHINESE.segments(["NATO", "北", "京", "北京", "市"])] == [
        (0, 1),
        (1, 3),
        (3, 4),
        (4, 5),
    ]
    assert list(CHINESE.segments([])) == []


@given(st.lists(st.text(min_size=1, max_size=3), max_size=40))
def test_segments_cover_every_token_once(tokens: list[str]):
    covered = [at for start, end, _ in CHINESE.segments(tokens) for at in range(start, end)]
    assert covered == list(range(len(tokens)))


def test_two_lexicons_are_joined_word_by_word():
    both = Lexicon.of({"nordau": CITY, "haus": COMMON_NOUN}).joined(Lexicon.of({"haus": 96, "und": 32}))
    assert [both.entry(word) for word in ("nordau", "haus", "und", "oder")] == [CITY, COMMON_NOUN | 96, 32, 0]


def test_a_lexicon_is_read_from_its_file(tmp_path: Path):
    path = tmp_path / "de"
    path.write_bytes(LEXICON.to_bytes())
    assert Lexicon.from_file(path) == LEXICON
    path.write_bytes(LEXICON.to_bytes()[:-1])
    with pytest.raises(ValueError, match="is no lexicon"):
        Lexicon.from_file(path)
