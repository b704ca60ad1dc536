"""How sure quotations and speakers are."""

import pytest

from processors.quotes import find_quotations
from schemas.annotations import Quote


def first(text: str) -> Quote:
    return find_quotations(text, "en", [])[0]


SURE = first("“We will open the bridge in May, whatever it takes,” said Ann Bell.")


@pytest.mark.parametrize(
    "text",
    [
        "Critics feared a “rather long wait”.",  # fewer words, a weaker cue
        "It was quiet. “We will open the bridge in May, whatever it takes.”",  # nobody says it
        "Ann Bell said: “We will open the bridge in May, whatever it takes.\n\nThe bridge is old.",  # never closed
    ],
)
def test_a_doubtful_quotation_is_less_sure(text: str) -> None:
    assert 0.0 < first(text).confidence < SURE.confidence <= 1.0


def test_a_doubtful_speaker_is_less_sure() -> None:
    assert SURE.speaker is not None and SURE.speaker.confidence is not None
    near, far = find_quotations("“We will wait,” said Ann Bell. The rain went on.\n\n“It is a long time.”", "en", [])
    assert near.speaker is not None and near.speaker.confidence is not None
    assert near.speaker.confidence >= 0.9
    group = first("The old wooden bridge in the valley below was, they feared, “about to fall down one day”.")
    assert group.speaker is None or (group.speaker.confidence or 0) < SURE.speaker.confidence
    assert far.speaker is None or (far.speaker.confidence or 0) < near.speaker.confidence
