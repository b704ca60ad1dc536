"""Spans as elements: whatever overlaps, the text stays the text and the elements nest."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.web.marking import Span, marked, paragraphs
from streams.web.text import direction, harmless, language_tag

TEXTS = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&\"' \n\r\t\u202e")))


@st.composite
def texts_with_spans(draw):
    text = draw(TEXTS)
    offsets = st.integers(-2, len(text) + 2)
    tags = st.sampled_from(["p", "span", "mark"])
    spans = st.builds(Span, offsets, offsets, st.integers(0, 4), tags, st.just({"class": 'a "b" <c>'}))
    return text, draw(st.lists(spans, max_size=12))


class Reading(HTMLParser):
    """What a browser would make of it: the text, and whether every element is closed in its turn."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.elements.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if self.elements and self.open:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)


@given(texts_with_spans())
def test_without_its_tags_the_result_is_the_text(case):
    text, spans = case
    markup = str(marked(text, spans))
    assert html.unescape(re.sub(r"<[^>]*>", "", markup.replace('"a &#34;b&#34; &lt;c&gt;"', "x"))) == harmless(text)


@given(texts_with_spans())
def test_elements_nest_and_attributes_stay_attributes(case):
    text, spans = case
    reading = Reading(str(marked(text, spans)))
    assert reading.open == []
    assert reading.text == harmless(text)
    assert all(attributes == {"class": 'a "b" <c>'} for _, attributes, _ in reading.elements)


@given(texts_with_spans())
def test_every_character_is_in_the_elements_of_its_spans_and_in_no_others(case):
    text, spans = case
    usable = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    numbered = [Span(one.start, one.end, one.layer, "i", {"n": str(number)}) for number, one in enumerate(usable)]
    around: list[list[str]] = []
    now: list[str] = []
    for token in re.findall(r'<i n="(\d+)">|(</i>)|(&[^;]+;|[^<&])', str(marked(text, numbered))):
        number, closing, character = token
        if character:
            around.append(sorted(now))
        elif closing:
            now.pop()
        else:
            now.append(number)
    expected = [
        sorted(str(number) for number, one in enumerate(usable) if one.start <= place < one.end)
        for place in range(len(text))
    ]
    assert around == expected


@given(TEXTS)
def test_harmless_keeps_every_offset_and_leaves_nothing_that_reorders(text):
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\r]", shown)
    assert harmless(shown) == shown


def test_marks_of_right_to_left_scripts_stay():
    assert harmless("א\u200fב\u200e\u200d") == "א\u200fב\u200e\u200d"


def test_an_outer_layer_stays_whole_and_divides_what_crosses_it():
    text = "He said “no, Ann Bell” Smith"
    quotation = Span(8, 22, 2, "mark", {}, {"id": "q0"})
    name = Span(13, 28, 5, "span", {"class": "person"}, {"id": "once"})
    assert str(marked(text, [name, quotation])) == (
        'He said <mark id="q0">“no, <span class="person" id="once">Ann Bell”</span></mark>'
        '<span class="person"> Smith</span>'
    )


def test_offsets_are_code_points():
    assert str(marked("😀😀ab", [Span(2, 3, 0, "b")])) == "😀😀<b>a</b>b"


def test_a_text_cannot_become_markup():
    markup = str(marked("<script>alert(1)</script>&amp;", [Span(0, 8, 0, "span", {"title": '"><img onerror=x>'})]))
    assert "<script" not in markup and "<img" not in markup
    assert markup.endswith("&lt;/script&gt;&amp;amp;")


@given(TEXTS)
def test_paragraphs_hold_all_that_is_not_white_space(text):
    parts = paragraphs(text)
    assert "".join("".join(text[start:end].split()) for start, end in parts) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in parts)
    assert parts == sorted(parts)


def test_paragraphs_end_at_blank_lines_only():
    text = "One\ntwo\n\n  \nThree\r\n\r\nfour"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One\ntwo", "Three", "four"]


@pytest.mark.parametrize(
    ("language", "tag", "dir_"),
    [("de", "de", "ltr"), ("ar", "ar", "rtl"), ("he", "he", "rtl"), ("und", "", "auto"), ("mixed", "", "auto"),
     ('x"><b>', "", "auto")],
)  # fmt: skip
def test_language_and_direction_of_a_text(language, tag, dir_):
    assert (language_tag(language), direction(language)) == (tag, dir_)
