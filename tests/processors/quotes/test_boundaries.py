"""Names of languages without blanks."""

import pytest

from processors.quotes import find_quotations
from processors.quotes.boundaries import trimmed
from processors.quotes.cues import lexicon_for
from schemas.annotations import Entity


def entity(text: str, name: str, label: str = "PER") -> Entity:
    start = text.index(name)
    return Entity.model_validate(
        {"text": name, "label": label, "start": start, "end": start + len(name), "canonical": name}
    )


@pytest.mark.parametrize(
    ("language", "text", "taken", "name"),
    [
        ("zh", "“老桥。”林小溪说。", "林小溪说", "林小溪"),
        ("zh", "据林小溪介绍，大桥老了。", "据林小溪介绍", "林小溪"),
        ("zh", "林小溪称大桥老了。", "林小溪称大桥", "林小溪"),
        ("zh", "环境部部长林小溪对此回应。", "长林小溪对", "林小溪"),
        ("ja", "山川花子市長は述べた。", "山川花子市長", "山川花子"),
        ("zh", "林向和表示。", "林向和", "林向和"),
        ("zh", "约翰·称心说。", "约翰·称心", "约翰·称心"),
        ("en", "said Ann Bell said.", "Ann Bell said", "Ann Bell said"),
    ],
)
def test_words_beside_a_name_are_cut_off(language: str, text: str, taken: str, name: str) -> None:
    (found,) = trimmed(text, lexicon_for(language), [entity(text, taken)])
    assert (found.text, found.canonical, text[found.start : found.end]) == (name, name, name)


def test_half_a_title_is_no_place() -> None:
    text = "山川市長は述べた。"
    assert trimmed(text, lexicon_for("ja"), [entity(text, "山川市", "LOC")]) == []


def test_a_verb_taken_into_a_name_is_still_the_cue() -> None:
    text = "“我们将在五月关闭大桥。”林小溪说。"
    (quote,) = find_quotations(text, "zh", [entity(text, "林小溪说")])
    assert quote.cue is not None
    assert quote.speaker is not None
    assert (quote.cue.text, quote.speaker.text, quote.speaker.entity) == ("说", "林小溪", "林小溪")


def test_a_name_with_nothing_but_known_words_stays() -> None:
    text = "说说说说"
    assert trimmed(text, lexicon_for("zh"), [entity(text, "说说")])[0].text == "说说"
