"""The whole way, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.quotes import find_quotations
from schemas.annotations import Entity, Section
from tests.timing import slowdown

PIECES = [
    *"„“”\"'‘’«»「」『』.,:;!?—()[]",
    " ",
    "\n",
    "\n\n",
    "\u202e",
    "\u200f",
    "\u0301",
    "\ufe0f",
    "👩‍🚀",
    "\x00",
    "\ud800",
    "\n— ",
    "\n- ",
    " —",
    ", säger hon. ",
    ", — сказал он. — ",
    "\nANN: ",
    "\nBELL: why? ",
    "记者：",
    "&quot;",
    "&amp;#8222;",
    "said",
    "sagte",
    "Ann Bell",
    "Tom",
    "she",
    "according to",
    "laut",
    "the mayor",
    "قال",
    "אמר",
    "表示",
    "と述べた",
    "คำ",
    "कहा",
    "a",
    "12.",
]
LANGUAGES = ["en", "de", "fr", "sv", "ru", "es", "pl", "ar", "he", "zh", "ja", "th", "tr", "und", "mixed", "", "xx"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Entity], list[Section]]:
    text = draw(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=120))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    ordered = [(min(s), max(s)) for s in spans if s[0] != s[1]]
    label = draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
    entities = [Entity(text=text[a:b], label=label, start=a, end=b, canonical=text[a:b]) for a, b in ordered]
    kind = draw(st.sampled_from(["title", "body", "boilerplate", "tag"]))
    return text, entities, [Section(kind=kind, start=a, end=b) for a, b in ordered[:2]]


@settings(max_examples=500, deadline=None)
@given(articles(), st.sampled_from(LANGUAGES))
def test_offsets_hold_for_any_text(article: tuple[str, list[Entity], list[Section]], language: str) -> None:
    text, entities, sections = article
    end = 0
    for quote in find_quotations(text, language, entities, sections):
        assert text[quote.start : quote.end] == quote.text
        assert quote.start >= end
        end = quote.end
        if quote.speaker is not None:
            assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text
        if quote.cue is not None:
            assert text[quote.cue.start : quote.cue.end] == quote.cue.text


@pytest.mark.parametrize(
    "unit",
    [
        "“a b c d” said he, ",
        '"',
        "word word “one two three” word ",
        "„Wort wort wort wort. \n",
        "「花が咲いた」と述べた",
        "said: ",
        "\n— Да, — сказал он.",
        "\nANN: why is it so? \nBELL: it is so. ",
        "&quot;a b c d&quot; said he, ",
    ],
)
@pytest.mark.parametrize("language", ["en", "ja", "ru"])
def test_work_grows_with_length_only(unit: str, language: str) -> None:
    assert slowdown(lambda n: find_quotations(unit * n, language, []), small=400) < 24


def test_a_hundred_thousand_marks() -> None:
    assert find_quotations("“" * 100_000, "en", []) == []


def test_pieces_around_an_attribution_share_a_group() -> None:
    text = "“We came early,” said Ann Bell, “and we stayed late.” “It rained,” said Tom Reed."
    assert [q.group for q in find_quotations(text, "en", [])] == [0, 0, 1]


def test_reopened_paragraphs_share_a_group() -> None:
    text = "Ann Bell said: “We came early in the morning.\n\n“We stayed late at night.”"
    assert [q.group for q in find_quotations(text, "en", [])] == [0, 0]


def test_titles_tags_and_boilerplate_are_passed_over() -> None:
    title, body, more = (
        "“We will wait,” Bell says",
        "“We will wait,” said Ann Bell.",
        "READ MORE: “We will not wait,” Reed says",
    )
    text = f"{title}\n\n{body}\n\n{more}"
    sections = [
        Section(kind="title", start=0, end=len(title)),
        Section(kind="body", start=len(title) + 2, end=len(title) + 2 + len(body)),
        Section(kind="boilerplate", start=len(text) - len(more), end=len(text)),
    ]
    (quote,) = find_quotations(text, "en", [], sections)
    assert quote.start == text.index(body)


def test_a_text_that_is_all_title_keeps_its_quotation() -> None:
    text = "“We will wait for the bridge,” Ann Bell says"
    assert len(find_quotations(text, "en", [], [Section(kind="title", start=0, end=len(text))])) == 1


def test_cue_and_speaker_are_where_they_stand() -> None:
    text = "„Wir warten auf die Brücke“, sagte Anna Bell."
    (quote,) = find_quotations(text, "de", [])
    assert quote.cue is not None
    assert quote.speaker is not None
    assert (quote.cue.text, quote.speaker.text) == ("sagte", "Anna Bell")
