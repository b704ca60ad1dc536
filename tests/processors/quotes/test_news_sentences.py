"""Sentences as news writes them, language by language: quotation, cue and speaker."""

import pytest

from processors.quotes import find_quotations
from schemas.annotations import Entity


def attributions(text: str, language: str, *people: str) -> list[tuple[str, str | None, str | None]]:
    """The quotations of `text` as (what is quoted, cue, speaker); `people` are the persons named in it."""
    entities = []
    for name in people:
        start = text.index(name)
        entities.append(Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name))
    return [
        (q.text[1:-1].strip(), q.cue.text if q.cue else None, q.speaker.text if q.speaker else None)
        for q in find_quotations(text, language, entities)
    ]


SENTENCES = {
    "de": [
        (
            "„Die Brücke ist sicher“, stellte Jana Holm, die Leiterin des Bauamts, am Montag klar.",
            ("Die Brücke ist sicher", "stellte", "Jana Holm"),
            "Jana Holm",
        ),
        (
            "Die Brücke, so räumte der Bürgermeister ein, sei „seit Jahren nicht mehr sicher“.",
            ("seit Jahren nicht mehr sicher", "räumte", "der Bürgermeister"),
        ),
        (
            "Nach Angaben der Feuerwehr war die Lage „zu keiner Zeit gefährlich“.",
            ("zu keiner Zeit gefährlich", "Nach Angaben", "der Feuerwehr"),
        ),
    ],
}
CASES = [(language, *sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "text", "expected", "people"), [(*case[:3], case[3:]) for case in CASES])
def test_a_sentence_of_news(language: str, text: str, expected: tuple[str, str, str], people: tuple[str, ...]) -> None:
    assert attributions(text, language, *people) == [expected]
