"""Signs that stand in a text as HTML references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.quotes import find_quotations
from processors.quotes.references import Unescaped
from schemas.annotations import Entity, Quote

PIECES = [
    "&quot;",
    "&amp;quot;",
    "&#8222;",
    "&#x201C;",
    "&ldquo;",
    "&nbsp;",
    "&amp;",
    "&no;",
    "&",
    ";",
    "a",
    "b c",
    "“",
    "\n",
]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Sie rief: &quot;Kommt alle her!&quot; Dann ging sie.", "&quot;Kommt alle her!&quot;"),
        ("de", "Sie rief: &#8222;Kommt alle her!&#8220; Dann.", "&#8222;Kommt alle her!&#8220;"),
        ("de", "Sie rief: &bdquo;Kommt alle her!&ldquo; Dann.", "&bdquo;Kommt alle her!&ldquo;"),
        ("en", "&ldquo;We can&rsquo;t go,&rdquo; she said.", "&ldquo;We can&rsquo;t go,&rdquo;"),
        ("en", "&#34;We can&#39;t go,&#34; she said.", "&#34;We can&#39;t go,&#34;"),
        ("en", "&#x201C;We go now,&#x201D; she said.", "&#x201C;We go now,&#x201D;"),
        ("en", "&amp;quot;We go now,&amp;quot; she said.", "&amp;quot;We go now,&amp;quot;"),
        ("fr", "&laquo;&nbsp;Nous partons&nbsp;&raquo;, a dit Ida Holm.", "&laquo;&nbsp;Nous partons&nbsp;&raquo;"),
    ],
)
def test_references_are_the_marks_they_stand_for(language: str, text: str, expected: str) -> None:
    (quote,) = find_quotations(text, language, [])
    assert quote.text == text[quote.start : quote.end] == expected


def test_speaker_and_cue_are_told_in_offsets_of_the_original() -> None:
    text = "&quot;We left,&quot; said Ann O&#39;Bell of R&amp;D. &quot;It rained,&quot; O&#39;Bell said."
    name = "Ann O&#39;Bell"
    start = text.index(name)
    entity = Entity(text=name, label="PER", start=start, end=start + len(name), canonical="Ann O'Bell")
    first, second = find_quotations(text, "en", [entity])
    assert first.speaker is not None
    assert first.cue is not None
    assert (first.speaker.start, first.speaker.end, first.speaker.text) == (start, start + len(name), name)
    assert text[first.cue.start : first.cue.end] == first.cue.text == "said"
    assert second.text == "&quot;It rained,&quot;"


def test_an_ampersand_alone_is_no_reference() -> None:
    text = "B&B; R&D &nosuchsign; &; & so on"
    assert not Unescaped(text)
    assert Unescaped(text).text == text


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_what_goes_in_comes_back(text: str, data: st.DataObject) -> None:
    plain = Unescaped(text)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    if start == end:
        return
    quote = Quote(text=plain.text[start:end], start=start, end=end, kind="direct", group=0, confidence=1.0)
    (back,) = plain.outward([quote])
    assert back.text == text[back.start : back.end]
    assert Unescaped(back.text).text == quote.text
    entity = Entity(text=back.text, label="PER", start=back.start, end=back.end, canonical="x")
    (there,) = plain.inward([entity])
    assert (there.start, there.end) == (start, end)
