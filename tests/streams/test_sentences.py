"""Whole sentences around what was searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.search.model import HIGHLIGHT
from streams.search.sentences import LONGEST_SHOWN, bounded, marked_sentences, shown, title_of


def marks(text: str) -> str:
    """The text with its [brackets] as marks."""
    return text.replace("[", HIGHLIGHT[0]).replace("]", HIGHLIGHT[1])


@pytest.mark.parametrize(
    ("before", "sentence", "after"),
    [
        ("Der Hafen ruht.", "Die [Mole] wächst am 27. September um 3 Meter.", "Dann nicht mehr."),
        ("Das war es.", "Frau Dr. [Saalfeldt] und Prof. K. Weber sangen.", "Alle gingen."),
        ("„Ruhe!“, rief er.", "„Die [Mole] bleibt“, sagte sie.", "„Für immer.“"),
        ("He left.", "“Why the [pier]?” she asked Mr. Holt.", "Nobody knew."),
        ("He left.", "“The [pier] is gone.”", "Nobody knew."),
        ("The U.S. envoy left.", "Then the [pier] sank…", "Nobody knew."),
        ("村は静かだ。", "館長は「[本]が好きだ。」と話す。", "雨が降った。"),
        ("他笑了。", "“[学徒]来了！”顾怀说。", "大家都高兴。"),
        ("ذهب الرجل.", "هل وصل [الصيادون]؟", "نعم."),
        ("Он ушёл.", "— Где [кот]? — спросили мы у боцмана.", "Никто не знал."),
        ("Das Amt prüft.", "Der [Rat] tagt.", "Ende"),
        ("Erste Zeile\n\n", "Der [Rat] tagt", "\n\nLetzte Zeile"),
        ("Über einen Sozialplan wird verhandelt.", "„[Wir] prüfen“, sagte er.", "Ja."),
    ],
)
def test_sentences_are_whole(before: str, sentence: str, after: str) -> None:
    for space in (" ", "" if before[0] in "村他" else " "):
        assert list(marked_sentences(marks(f"{before}{space}{sentence}{space}{after}"))) == [marks(sentence)]


def test_a_forgotten_space_ends_a_sentence_too() -> None:
    assert list(marked_sentences(marks("Die Mole wächst.Das [Amt] prüft.»Nein«, sagt er."))) == [
        marks("Das [Amt] prüft.")
    ]


def test_a_mark_at_the_end_of_a_sentence_stays_in_it() -> None:
    assert list(marked_sentences(marks("Wir sahen die [Mole]. Dann nicht."))) == [marks("Wir sahen die [Mole].")]


def test_the_best_sentences_are_shown_in_the_order_of_the_text() -> None:
    text = "Die [Mole] eins. Nichts. Die [Mole] und der [Hafen]. Der [Hafen] und die [Mole] ruhen. Die [Mole] vier."
    assert shown({"body.de": [marks(text)]}) == [
        marks("Die [Mole] und der [Hafen]."), marks("Der [Hafen] und die [Mole] ruhen."),
    ]  # fmt: skip
    assert shown({"body.de": [marks("Die [Mole] eins. Die [Mole] eins.")]}) == [marks("Die [Mole] eins.")]


def test_the_title_is_apart_and_never_among_the_sentences() -> None:
    found = {"heading.de": [marks("Die [Mole] wächst")], "body.de": [marks("Die [Mole] wächst"), marks("Eine [Mole].")]}
    assert title_of(found) == marks("Die [Mole] wächst")
    assert shown(found) == [marks("Eine [Mole].")]
    assert shown(found | {"body.de": [marks("Die [Mole] wächst")]}) == []
    assert (title_of({}), shown({})) == (None, [])


def test_an_endless_sentence_is_cut_around_the_first_mark() -> None:
    sentence = marks("wort " * 400 + "[Mole] " + "wort " * 400 + "[Mole]")
    cut = bounded(sentence)
    assert cut.startswith("…wort") and cut.endswith("wort…") and marks("[Mole]") in cut
    assert len(cut) <= LONGEST_SHOWN + 3
    assert bounded("kurz.") == "kurz."


@given(st.text(alphabet=marks("ab .!?。[]„“\n2A"), max_size=900))
def test_marks_stay_balanced_and_nothing_is_invented(text: str) -> None:
    # As Elasticsearch gives it: marks in pairs, never one in another.
    well_formed = "".join(part.replace(HIGHLIGHT[0], "") for part in text.split(HIGHLIGHT[1]))
    text = f"{HIGHLIGHT[0]}x{HIGHLIGHT[1]}" + well_formed + f"{HIGHLIGHT[0]}y z{HIGHLIGHT[1]}"
    for sentence in marked_sentences(text):
        assert sentence in text
        assert sentence.count(HIGHLIGHT[0]) == sentence.count(HIGHLIGHT[1])
        cut = bounded(sentence)
        assert cut.count(HIGHLIGHT[0]) == cut.count(HIGHLIGHT[1]) >= 1
        assert len(cut) <= LONGEST_SHOWN + 3
