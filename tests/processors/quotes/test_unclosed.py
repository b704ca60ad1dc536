"""Quotations whose closing mark was forgotten."""

import pytest

from processors.quotes import find_quotations
from processors.quotes.cues import lexicon_for
from processors.quotes.marks import find_marked
from processors.quotes.unclosed import ended


@pytest.mark.parametrize(
    ("language", "text", "quotation", "speaker"),
    [
        ("en", "“We will open the bridge in May, said Ann Bell. The town has waited.", "We will open the bridge in May",
         "Ann Bell"),
        ("en", "“We will open the bridge in May, Ann Bell said. The town has waited.", "We will open the bridge in May",
         "Ann Bell"),
        ("pt", "“No segundo dia o motor parou, lembrou Ana Prado.\n\nFim.", "No segundo dia o motor parou",
         "Ana Prado"),
        ("de", "„Wir öffnen die alte Brücke im Mai, sagte Anna Bell am Montag.", "Wir öffnen die alte Brücke im Mai",
         "Anna Bell"),
        # Nothing in it attributes it: it ends with the paragraph.
        ("en", "Ann Bell said: “We will open it in May, and the town will dance.\n\nIt rained.",
         "We will open it in May, and the town will dance.", "Ann Bell"),
    ],
)  # fmt: skip
def test_it_ends_before_its_attribution(language: str, text: str, quotation: str, speaker: str) -> None:
    (quote,) = find_quotations(text, language, [])
    assert quote.text[1:] == quotation
    assert quote.speaker is not None and quote.speaker.text == speaker


def test_a_closed_quotation_stays_as_it_is() -> None:
    text = "« Nous ouvrirons le pont, dit Anne Belle, au mois de mai. »"
    (marked,) = find_marked(text, "fr")
    assert ended(text, marked, lexicon_for("fr")) == marked


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ann Bell said: “They shouted ‘Go home’ and we left.\n\nIt rained.",
         "“They shouted ‘Go home’ and we left."),
        ("en", "Ann Bell said: “They shouted “Go home” and we left. It was late.\n\nIt rained.",
         "“They shouted “Go home” and we left. It was late."),
        ("de", "Anna Bell sagte: „Sie riefen ‚Geht heim‘ und wir gingen.\n\nEs regnete.",
         "„Sie riefen ‚Geht heim‘ und wir gingen."),
        ("fr", "Anne Belle a dit : « Ils ont crié “Partez” et nous sommes partis.\n\nIl pleuvait.",
         "« Ils ont crié “Partez” et nous sommes partis."),
        ("ru", "Анна Белл сказала: «Они крикнули „Домой“, и мы ушли.\n\nШёл дождь.",
         "«Они крикнули „Домой“, и мы ушли."),
    ],
)  # fmt: skip
def test_it_may_hold_a_nested_one(language: str, text: str, expected: str) -> None:
    (quote,) = find_quotations(text, language, [])
    assert quote.text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell said: “We came. “We left,” said Tom Reed.\n\nIt rained.",  # another quotation
        "The film “The Long Bridge was good. They called it “a feast” and left.\n\nIt rained.",  # nothing introduces it
    ],
)
def test_a_pair_that_is_not_nested_stays_alone(text: str) -> None:
    assert [q.start for q in find_quotations(text, "en", [])] == [text.rindex("“")]
