"""From mention to name."""

from processors.quotes import find_quotations
from schemas.annotations import Entity


def entities(text: str, *names: str) -> list[Entity]:
    found = [
        Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name)
        for name in names
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    longest = [e for e in found if not any(o.start <= e.start and e.end <= o.end and o is not e for o in found)]
    return sorted(longest, key=lambda e: e.start)


def speakers(text: str, language: str, *names: str) -> list[str | None]:
    return [q.speaker.entity if q.speaker else None for q in find_quotations(text, language, entities(text, *names))]


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Ann Bell came late.\n\n“The road was closed,” Bell said."
    assert speakers(text, "en", "Ann Bell", "Bell") == ["Ann Bell"]


def test_two_people_of_one_surname_are_not_guessed_between() -> None:
    text = "Ann Bell met Carl Bell.\n\n“The road was closed,” Bell said."
    assert speakers(text, "en", "Ann Bell", "Carl Bell", "Bell") == [None]


def test_a_pronoun_stands_for_the_only_person_named() -> None:
    text = "Ann Bell came late. “The road was closed,” she said."
    assert speakers(text, "en", "Ann Bell") == ["Ann Bell"]


def test_a_pronoun_between_two_people_is_left_open() -> None:
    text = "Ann Bell met Eva Lund at the quay. “The road was closed,” she said."
    assert speakers(text, "en", "Ann Bell", "Eva Lund") == [None]


def test_several_people_have_no_name() -> None:
    text = "Anna Bell kam spät. „Die Straße war gesperrt“, sagten sie."
    assert speakers(text, "de", "Anna Bell") == [None]


def test_a_role_has_no_name() -> None:
    text = "Ann Bell came late. “The road was closed,” a harbour official said."
    assert speakers(text, "en", "Ann Bell") == [None]
