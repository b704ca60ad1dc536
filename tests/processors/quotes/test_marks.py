"""Which marks belong together."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.quotes.marks import find_marked

SIGNS = "„“”‟\"'‘’‚«»‹›「」『』〝〟＂`<> \n.,!?aÉב你5"


def inner(text: str, language: str = "und") -> list[str]:
    return [text[m.inner_start : m.inner_end] for m in find_marked(text, language) if m.depth == 0]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Sie rief: „Kommt her!“ Dann ging sie.", ["Kommt her!"]),
        ("de", "Das sei »völlig offen«, hieß es.", ["völlig offen"]),
        ("de", "Wohin das führt.“Eine „offene Frage“ bleibt.", ["offene Frage"]),
        (
            "de",
            "„Wir sehen, wohin es führt.“Eine Stadt „wächst eben“, sagte er.",
            ["Wir sehen, wohin es führt.", "wächst eben"],
        ),
        ("de-CH", "Er sagte: «Das geht nicht.»", ["Das geht nicht."]),
        ("en", "“We left,” she said. “It rained.”", ["We left,", "It rained."]),
        ("en", '"We left," she said. "It rained."', ["We left,", "It rained."]),
        ("en", "``We left,'' she said.", ["We left,"]),
        ("en", "''We left,'' she said. ''It rained.''", ["We left,", "It rained."]),
        ("en", "‘We can’t stay,’ he said, and the workers’ hut stood empty.", ["We can’t stay,"]),
        ("en", "It was a 6\" pipe, the '90s model, in Joe's shed.", []),
        ("en", 'He called it "huge”, mixing marks.', ["huge"]),
        ("fr", "« Nous partons », dit-elle.", [" Nous partons "]),
        ("fr", "L'homme a dit : « C'est l'heure. »", [" C'est l'heure. "]),
        ("da", "»Vi rejser nu«, sagde hun.", ["Vi rejser nu"]),
        ("sv", "”Vi åker nu”, sade hon. ”Det regnar.”", ["Vi åker nu", "Det regnar."]),
        ("fi", "»Lähdemme nyt», hän sanoi.", ["Lähdemme nyt"]),
        ("pl", "„Jedziemy teraz”, powiedziała.", ["Jedziemy teraz"]),
        ("cs", "„Jedeme hned,“ řekla.", ["Jedeme hned,"]),
        ("ru", "«Мы читали „Зарю“ дома», — сказала она.", ["Мы читали „Зарю“ дома"]),
        ("hu", "„Most indulunk” – mondta.", ["Most indulunk"]),
        ("ja", "彼女は「今『朝』を読む」と述べた。", ["今『朝』を読む"]),
        ("zh", "她说：“我们现在走。”", ["我们现在走。"]),
        ("he", 'מנכ"ל החברה אמר: "אנחנו יוצאים". צה"ל הגיב.', ["אנחנו יוצאים"]),
        ("he", 'כך כתב ה"שחר" אתמול.', ["שחר"]),
        ("ar", "قالت: «سنغادر الآن».", ["سنغادر الآن"]),
        ("tr", "Ankara’da “Gidiyoruz” dedi.", ["Gidiyoruz"]),
    ],
)
def test_pairs_by_language(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


def test_nested_marks_have_a_depth() -> None:
    text = "„Sie sagte ‚nein‘ und ging“, so Weber."
    assert [(m.depth, text[m.inner_start : m.inner_end]) for m in find_marked(text, "de")] == [
        (0, "Sie sagte ‚nein‘ und ging"),
        (1, "nein"),
    ]


def test_unclosed_mark_in_a_title_does_not_swallow_the_article() -> None:
    text = "Rat lehnt „neue Brücke ab\n\nDer Rat nennt das „voreilig und teuer“."
    assert inner(text, "de") == ["voreilig und teuer"]


def test_unclosed_statement_ends_with_its_paragraph() -> None:
    text = "The mayor said: “We will build it again.\n\nNobody disagreed."
    (found,) = find_marked(text, "en")
    assert (text[found.start : found.end], found.closed) == ("“We will build it again.", False)


def test_reopened_marks_make_one_piece_for_each_paragraph() -> None:
    text = "“We came early.\n\n“We stayed late,” Ida Holm said."
    first, second = find_marked(text, "en")
    assert (first.closed, first.continued) == (False, False)
    assert (second.closed, second.continued) == (True, True)


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = "„Erst kam der Regen.\n\nDann kam das Eis.“ So endet der Brief."
    assert inner(text, "de") == ["Erst kam der Regen.\n\nDann kam das Eis."]


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.sampled_from(SIGNS), max_size=200) | st.text(max_size=200),
    st.sampled_from(["de", "en", "fr", "he", "sv", "und"]),
)
def test_any_text_gives_pairs_that_nest(text: str, language: str) -> None:
    open_ends: list[int] = []
    for marked in find_marked(text, language):
        assert 0 <= marked.start < marked.inner_start <= marked.inner_end <= marked.end <= len(text)
        while open_ends and open_ends[-1] <= marked.start:
            open_ends.pop()
        assert marked.depth == len(open_ends)
        assert not open_ends or marked.end <= open_ends[-1]
        open_ends.append(marked.end)


@pytest.mark.parametrize("unit", ["“", "„a ", '"', '"a b c.\n', "'a s' b’ ", "「", "«“„ »”“ \n"])
def test_work_grows_with_length_only(unit: str) -> None:
    assert slowdown(lambda n: find_marked(unit * n, "en")) < 24


def slowdown(work: Callable[[int], object], small: int = 4_000, factor: int = 8) -> float:
    """How many times longer `factor` times the work takes: `factor` if it is linear, its square if it is not."""

    def seconds(size: int) -> float:
        begin = time.process_time()
        work(size)
        return time.process_time() - begin

    return min(seconds(small * factor) for _ in range(2)) / max(min(seconds(small) for _ in range(3)), 0.002)
