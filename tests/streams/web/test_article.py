"""The marks in an article's text, from the annotations of the real processors' schema."""

import re

from schemas import Quote
from streams.web.article import marked_article, statements

TEXT = "Title\n\n“No,” said Ann Bell, “we\n\nwill not.” Read more: Ads"


def quote(text: str, group: int, speaker: str | None = "Ann Bell", entity: str | None = "Ann Bell", **other) -> dict:
    start = TEXT.index(text)
    place = TEXT.index("Ann Bell")
    about = {"text": "Ann Bell", "start": place, "end": place + 8, "entity": entity} if speaker else None
    return {
        "text": text, "start": start, "end": start + len(text), "kind": "direct", "group": group, "confidence": 0.9,
        "speaker": about, "cue": {"text": "said", "start": TEXT.index("said"), "end": TEXT.index("said") + 4},
    } | other  # fmt: skip


def source(quotes: list[dict]) -> dict:
    place = TEXT.index("Ann Bell")
    boilerplate = TEXT.index("Read more")
    return {
        "text": TEXT,
        "sections": [
            {"kind": "title", "start": 0, "end": 5},
            {"kind": "boilerplate", "start": boilerplate, "end": len(TEXT)},
        ],
        "entities": [{"text": "Ann Bell", "label": "PER", "start": place, "end": place + 8, "canonical": "Ann Bell"}],
        "quotes": quotes,
    }


def page(quotes: list[dict]) -> str:
    parsed = [Quote.model_validate(one) for one in quotes]
    return str(marked_article(source(quotes), parsed, statements(parsed)))


def test_pieces_of_one_statement_are_one_with_one_speaker():
    quotes = [quote("“No,”", 0), quote("“we\n\nwill not.”", 0)]
    said = statements([Quote.model_validate(one) for one in quotes])
    assert [(one.speaker, one.pieces) for one in said] == [("Ann Bell", [(0, "“No,”"), (1, "“we\n\nwill not.”")])]


def test_a_quotation_over_two_paragraphs_is_one_stop_for_the_keyboard():
    markup = page([quote("“we\n\nwill not.”", 3)])
    pieces = re.findall(r"<mark [^>]*>", markup)
    assert len(pieces) == 2
    assert [piece.count("tabindex") for piece in pieces] == [1, 0]
    assert [piece.count('id="q0"') for piece in pieces] == [1, 0]
    assert all('data-said="said by Ann Bell"' in piece for piece in pieces)
    assert "<mark></mark>" not in markup and not re.search(r"<mark[^>]*>\s+</mark>", markup)


def test_the_speaker_is_an_entity_and_a_speaker_at_once():
    assert '<span class="speaker"><span class="entity person" title="person: Ann Bell">Ann Bell</span></span>' in page(
        [quote("“No,”", 0), quote("“we\n\nwill not.”", 0)]
    )


def test_sections_that_are_not_the_story_are_set_apart():
    markup = page([])
    assert '<p><span class="repeated">Title</span></p>' in markup
    assert '<span class="boilerplate">Read more: Ads</span>' in markup


def test_an_unknown_speaker_is_said_to_be_unknown():
    assert 'data-said="speaker unknown"' in page([quote("“No,”", 0, speaker=None)])


def test_annotations_outside_the_text_are_left_out():
    wrong = quote("“No,”", 0, start=5000, end=5010)
    assert "<mark" not in page([wrong])
