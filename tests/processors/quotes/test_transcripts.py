"""Turns of transcripts and interviews."""

import pytest

from processors.quotes import find_quotations
from processors.quotes.marks import paragraphs
from processors.quotes.transcripts import find_turns
from schemas.annotations import Entity
from tests.processors.quotes.test_marks import steps

HEARING = (
    "Reed: No Word From The Harbour\n\n"
    "The hearing began at nine in the morning.\n\n"
    "MARLOW: Governor, will she come to the hall today?\n\n"
    "REED: No. She will not come to the hall.\n\n"
    "(CROSSTALK)\n\n"
    "That is what we know about it today.\n\n"
    "MARLOW: Why is that so, Governor?\n\n"
    "REED: Because of the rain, I am told.\n\n"
    "The hearing goes on tomorrow."
)


def turns(text: str, language: str) -> list[tuple[str, str]]:
    found = find_turns(text, language, paragraphs(text))
    return [(text[slice(*m.named)] if m.named else "", text[m.start : m.end]) for m in found]


def test_turns_of_a_hearing() -> None:
    assert turns(HEARING, "en") == [
        ("MARLOW", "Governor, will she come to the hall today?"),
        ("REED", "No. She will not come to the hall."),
        ("", "That is what we know about it today."),
        ("MARLOW", "Why is that so, Governor?"),
        ("REED", "Because of the rain, I am told."),
    ]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "de",
            "ABENDBLATT: Frau Holm, was haben Sie vor?\nHolm: Wir bauen die Brücke, und zwar bald.\n"
            "ABENDBLATT: Und wann ist das?\nHolm: Im Mai, wenn es geht.",
            ["ABENDBLATT", "Holm", "ABENDBLATT", "Holm"],
        ),
        (
            "ru",
            "Корреспондент: Когда вы начнёте строить мост?\nБелкин: Мы начнём строить в мае.\n"
            "Корреспондент: Почему так поздно?\nБелкин: Потому что зима.",
            ["Корреспондент", "Белкин", "Корреспондент", "Белкин"],
        ),
        (
            "zh",
            "记者：您什么时候开始修桥？\n李远：我们五月开始修桥。\n记者：为什么这么晚？\n李远：因为现在是冬天。",
            ["记者", "李远", "记者", "李远"],
        ),
        (
            "en",
            '"MARLOW: Will she come to the hall today?\n"ANN REED: No. She will not come.\n"MARLOW: And why is that?"',
            ["MARLOW", "ANN REED", "MARLOW"],
        ),
    ],
)
def test_names_before_a_colon(language: str, text: str, names: list[str]) -> None:
    assert [name for name, _ in turns(text, language)] == names
    assert all(turn[0] not in '"： ' and turn[-1] != '"' for _, turn in turns(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Politik: Der Rat tagt am Montag.\nSport: Der Club gewinnt in Bern.\nWetter: Regnet es bis Freitag?"),
        ("en", "WHEN: Saturday at 8 p.m.\nWHERE: City Hall.\nWHEN: Sunday at 9 p.m.\nWHERE: The pier."),
        ("en", "Title: The Pier\nAuthor: Ann Reed\nTitle: The Hall\nAuthor: Tom Bell"),
        ("en", "Reed: We will not come to the hall today.\nBell: And why is that so, Governor?"),
        ("en", "Note: Is this the end of it all?\nNote: It is not the end of it.\nNote: We will see to it."),
        ("de", "ABENDBLATT: „Frau Holm, was jetzt?“\nHolm: „Wir bauen die Brücke.“\nABENDBLATT: „Und wann ist das?“"),
        ("de", "Tore: 1:0 Holm (3.), 2:0 Beck (7.)\nGelb: Holm, Beck\nTore: keine\nGelb: keine"),
    ],
)
def test_lists_tables_and_marked_turns_are_none(language: str, text: str) -> None:
    assert turns(text, language) == []


def test_a_turn_is_a_direct_quotation_of_the_name_before_it() -> None:
    text = f"{HEARING}\n\nJane Reed governs the island."
    start = text.index("Jane Reed")
    person = Entity(text="Jane Reed", label="PER", start=start, end=start + 9, canonical="Jane Reed")
    found = find_quotations(text, "en", [person])
    assert {q.kind for q in found} == {"direct"}
    assert [q.speaker and q.speaker.text for q in found] == ["MARLOW", "REED", "REED", "MARLOW", "REED"]
    assert [q.speaker and q.speaker.entity for q in found][1] == "Jane Reed"
    assert found[1].group == found[2].group
    assert len({q.group for q in found}) == len(found) - 1


def test_a_letter_names_nobody() -> None:
    text = (
        "Q: Why did you leave the hall so soon?\nA: Because it rained all day long.\n"
        "Q: And who came with you?\nA: My sister and her dog."
    )
    found = find_quotations(text, "en", [])
    assert [q.text for q in found][1] == "Because it rained all day long."
    assert [q.speaker for q in found] == [None] * 4


def test_a_role_is_no_name() -> None:
    text = "记者：您什么时候开始修桥？\n李远：我们五月开始修桥。\n记者：为什么这么晚？"
    assert [q.speaker and q.speaker.entity for q in find_quotations(text, "zh", [])] == [None, "李远", None]


@pytest.mark.parametrize(
    "unit", ["A: b c d?\nB: c d e.\n", "A" * 50 + ":\n", "A B C D: ?\n", "A: b\n\n", ".a" * 50 + "\n"]
)
def test_steps_grow_with_length_only(unit: str) -> None:
    def work(text: str) -> None:
        find_turns(text, "en", paragraphs(text))

    assert steps(lambda: work(unit * 400)) < 6 * steps(lambda: work(unit * 100))
