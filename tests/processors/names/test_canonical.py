"""One label, one canonical name and one code for each name of an article."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.entities import EDGE_CHARACTERS, codes, entities_of, facet
from processors.names.repairs import repaired
from schemas import Entity, EntityLabel, Section
from tests.timing import cpu_seconds, growth

LABELS: list[EntityLabel] = ["PER", "ORG", "LOC", "MISC"]


def found(text: str, language: str = "de", title: str | None = None) -> list[Entity]:
    """The entities of a text in which each name is marked: `[Ines Talbot|PER]`."""
    plain, mentions, at = "", [], 0
    for match in re.finditer(r"\[([^|\]]+)\|(PER|ORG|LOC|MISC)\]", text):
        plain += text[at : match.start()]
        mentions.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    plain += text[at:]
    entities = entities_of(plain, mentions, (), language, title)
    assert all(plain[entity.start : entity.end] == entity.text for entity in entities)
    return entities


def names(text: str, language: str = "de") -> list[str]:
    return [entity.canonical for entity in found(text, language)]


def labels(text: str, language: str = "de") -> str:
    return " ".join(entity.label for entity in found(text, language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "[Grünhagen|LOC] und [Grünhagens|LOC] Hafen", ["Grünhagen"] * 2),
        ("de", "nur [Grünhagens|LOC] Hafen", ["Grünhagens"]),
        ("de", "[Deutschlands|LOC] Häfen", ["Deutschland"]),
        ("de", "[Hafenbund|ORG], des [Hafenbundes|ORG]", ["Hafenbund"] * 2),
        ("en", "[Acme’s|ORG] pier, [Acme|ORG]", ["Acme"] * 2),
        ("en", "[Barlow’s|ORG] alone", ["Barlow’s"]),
        ("ru", "в [Заречинске|LOC], [Заречинск|LOC]", ["Заречинск"] * 2),
        ("ru", "[Речной союз|ORG], [Речного союза|ORG]", ["Речной союз"] * 2),
        ("pl", "[Brzezina|LOC], w [Brzezinie|LOC], do [Brzeziny|LOC]", ["Brzezina"] * 3),
        ("pl", "[Gdynia|LOC], w [Gdyni|LOC]", ["Gdynia"] * 2),
        ("cs", "[Dubnice|LOC], v [Dubnici|LOC]", ["Dubnice"] * 2),
        (
            "fi",
            "[Hirvikoski|LOC], [Hirvikosken|LOC], [Hirvikoskella|LOC]",
            ["Hirvikoski", "Hirvikosken", "Hirvikoskella"],
        ),
        ("fi", "[Kuusela|LOC], [Kuuselan|LOC], [Kuuselassa|LOC]", ["Kuusela"] * 3),
        ("hu", "[Füzestelk|LOC], [Füzestelken|LOC]", ["Füzestelk"] * 2),
        ("tr", "[Karabalık'ın|LOC] kıyısı", ["Karabalık"]),
        ("tr", "[L'Aquila|LOC] ve [L’Aquila'da|LOC]", ["L'Aquila"] * 2),
        (
            "en",
            "[Barlow’s Pier|LOC], [Barlow's Pier|LOC], [Barlow's pier|LOC], [BARLOW'S PIER|LOC]",
            ["Barlow’s Pier"] * 4,
        ),
        ("tr", "[Rüstem Denizbilir'in|PER] teknesi", ["Rüstem Denizbilir"]),
        ("sv", "[Lyngholms|LOC] hamn, [Lyngholm|LOC]", ["Lyngholm"] * 2),
        ("de", "[BREMEN|LOC] Der Hafen von [Bremen|LOC]", ["Bremen"] * 2),
        ("de", "[INES TALBOT|PER] kommt. [Ines Talbot|PER] sprach, [TALBOT|PER] ging.", ["Ines Talbot"] * 3),
        ("de", "[TALBOT|PER] kommt. [Talbot|PER] ging.", ["Talbot"] * 2),
        ("de", "[KHG|ORG] [Khg|ORG]", ["Khg"] * 2),
        ("de", "[Hafenwerk AG|ORG] und [Hafenwerk|ORG]", ["Hafenwerk"] * 2),
        ("de", "[Hafenwerk AG|ORG] allein", ["Hafenwerk AG"]),
        ("de", "[Tellurio &amp; Brandt|ORG]", ["Tellurio & Brandt"]),
        ("en", "[Shane O&#39;Hara|PER], [O'Hara|PER]", ["Shane O'Hara"] * 2),
        ("de", "[Jonte\u00adBarg|ORG] [Jonte  Barg|LOC]", ["JonteBarg", "Jonte Barg"]),
        ("de", "[Neue Hafenpartei|ORG] (NHP). [NHP|ORG] und [NHP|ORG]", ["Neue Hafenpartei"] * 3),
        ("de", "[NHP|ORG] ([Neue Hafenpartei|ORG]) und [NHPs|ORG] Chef", ["Neue Hafenpartei"] * 3),
        ("de", "[Neue Hafenpartei NHP|ORG] und [NHP|ORG]", ["Neue Hafenpartei"] * 2),
    ],
)
def test_the_canonical_name(language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "[Halle|LOC] und [Haller|LOC] Straße"),
        ("ru", "[Нигер|LOC] и [Нигерия|LOC]"),
        ("de", "[Hafen|ORG] [Hafens|LOC]"),
        ("de", "[Bär|ORG] und [Bar|ORG]"),
        ("de", "[Neue Hafenpartei|ORG] und [Alte Hafenpartei|ORG]"),
        ("de", "[Neue Hafenpartei|ORG] (NHP), [Nordische Heringspartei|ORG] (NHP): [NHP|ORG]"),
    ],
)
def test_names_that_stay_apart(language: str, text: str) -> None:
    assert names(text, language) == [entity.text for entity in found(text, language)]


def test_a_form_that_may_be_of_two_names_stays() -> None:
    assert names("[Заря|LOC], [Зарь|LOC], [Зари|LOC]", "ru")[2] == "Зари"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die [USA|LOC], die [Vereinigten Staaten|LOC], die [USA|LOC]", "USA USA USA country:US"),
        ("en", "[NATO|ORG], the [North Atlantic Alliance|ORG], [NATO|ORG]", "NATO NATO NATO org:NATO"),
        ("ru", "[ООН|ORG] и [Организации Объединенных Наций|ORG], [ООН|ORG]", "ООН ООН ООН org:UN"),
        ("de", "[EU|LOC]", "EU org:EU"),
        ("de", "[USA|ORG]", "USA country:US"),
        ("fr", "l'[Otan|MISC]", "Otan org:NATO"),
        ("de", "die [Weltgesundheitsorganisation WHO|ORG]", "Weltgesundheitsorganisation org:WHO"),
    ],
)
def test_what_has_a_code_has_one_name_the_most_used(language: str, text: str, expected: str) -> None:
    entities = found(text, language)
    *canonical, code = expected.split()
    assert [entity.canonical for entity in entities] == canonical
    assert {entity.id for entity in entities} == {code}


def test_a_code_comes_with_its_label() -> None:
    entities = found("[EU|LOC], [USA|MISC], [Österreich|LOC], [Ines Talbot|PER], [Hafenbund|ORG]")
    assert [(e.label, e.id) for e in entities] == [
        ("ORG", "org:EU"), ("LOC", "country:US"), ("LOC", "country:AT"), ("PER", None), ("ORG", None)
    ]  # fmt: skip
    assert (codes(entities, "LOC"), codes(entities, "ORG")) == (["country:US", "country:AT"], ["org:EU"])


def test_georgia_is_a_country_only_in_company() -> None:
    assert found("[Georgia|LOC] won", "en")[0].id is None
    assert found("[Georgia|LOC] and [Armenia|LOC]", "en")[0].id == "country:GE"
    assert found("[Georgia|LOC], [Russia|LOC] and the [U.S.|LOC]", "en")[0].id is None
    assert found("[Georgien|LOC] gewann", "de")[0].id == "country:GE"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "[Jens Tönnhof|PER] sprach. [Tönnhof|LOC] ging.", "PER PER"),
        ("de", "[Jens Tönnhof|PER] aus [Tönnhof|LOC]", "PER LOC"),
        ("de", "[Tönnhof|LOC] [Tönnhof|LOC] [Tönnhof|LOC] [Jens Tönnhof|PER]", "LOC LOC LOC PER"),
        ("de", "[Tönnhof|PER] [Tönnhof|LOC] [Tönnhof|ORG] [Tönnhof|LOC] [Jens Tönnhof|PER]", "PER PER PER PER PER"),
        ("de", "[Halvorn|ORG] [Halvorn|LOC] [Halvorn|ORG]", "ORG ORG ORG"),
        ("de", "[Halvorn|ORG] [Halvorn|LOC]", "ORG ORG"),
        ("de", "[Halvorn|ORG], in [Halvorn|LOC]", "LOC LOC"),
        ("en", "[Mike Jordan|PER] in [Jordan|LOC]; [Jordan|PER] and [Jordan|ORG]", "PER LOC PER LOC"),
        ("de", "[Österreich|PER], [Österreich|LOC]", "LOC LOC"),
        ("de", "[Österreich|PER]", "PER"),
        ("de", "[Österreich|PER] [Österreich|PER] [Österreich|LOC]", "PER PER LOC"),
        ("de", "[Jens Tönnhof|PER] [Ole Tönnhof|PER] [Tönnhof|LOC]", "PER PER LOC"),
    ],
)
def test_one_label_for_one_name_where_there_is_evidence(language: str, text: str, expected: str) -> None:
    assert labels(text, language) == expected


def test_salience_is_one_number_for_all_mentions_of_a_name_and_orders_facets() -> None:
    text = (
        "[Port Ellis|LOC]. [Ines Talbot|PER] kam. [Talbot|PER] ging, [Ole Brandt|PER] auch. "
        "In [Deutschland|LOC] und [Deutschlands|LOC] Häfen."
    )
    entities = found(text, title="Talbot geht")
    weights = {
        entity.canonical: {e.salience for e in entities if e.canonical == entity.canonical} for entity in entities
    }
    assert all(len(each) == 1 for each in weights.values())
    assert facet(entities, "PER") == ["Ines Talbot", "Ole Brandt"]
    assert facet(entities, "LOC") == ["Port Ellis", "Deutschland"]
    named = found(text, title="Deutschlands Häfen")
    assert facet(named, "LOC") == ["Deutschland", "Port Ellis"]
    assert facet(found(text), "ORG") == []


def test_a_title_in_the_text_counts_as_the_title() -> None:
    text = "Talbot geht\nIn Grünhagen sprach Ines Talbot."
    mentions: list[tuple[int, int, EntityLabel]] = [(15, 24, "LOC"), (32, 43, "PER")]
    title = Section(kind="title", start=0, end=11)
    found = entities_of(text, mentions, [title], "de")
    place, person = (next(entity for entity in found if entity.start == start) for start, _, _ in mentions)
    assert (place.text, person.text) == ("Grünhagen", "Ines Talbot")
    assert (place.salience or 0) < (person.salience or 0)
    assert entities_of(text, mentions, (), "de")[-1].salience < person.salience


PARTS = st.sampled_from(
    ["Talbot", "Talbots", "Ines", "TALBOT", "NHP", "Neue Hafenpartei", "(NHP)", "USA", "Vereinigte Staaten", "'s",
     "&amp;", "&", "Россия", "России", "’", "\u00ad", "\n", "in", "AG", "Georgia", "İ", "ß", "李文华", ".", "EU", "of"]
)  # fmt: skip


@given(
    st.lists(st.tuples(st.lists(PARTS, min_size=1, max_size=3).map(" ".join), st.sampled_from(LABELS)), max_size=8),
    st.sampled_from(["de", "en", "ru", "tr", "fi", "zh", "und"]),
    st.sampled_from([None, "Talbot in Russland", "\u00ad", ""]),
)
@settings(deadline=None)  # tables are read at first use
def test_whatever_is_named_offsets_stay_and_a_name_has_one_code_and_one_salience(
    marked: list[tuple[str, EntityLabel]], language: str, title: str | None
) -> None:
    text, mentions = "", []
    for name, label in marked:
        if mention := name.strip(EDGE_CHARACTERS):
            mentions.append((len(text), len(text) + len(mention), label))
            text += mention + " in "
    entities = entities_of(text, mentions, (), language, title)
    kept = [(start, end) for start, end, _ in repaired(text, mentions, language)]
    assert [(entity.start, entity.end) for entity in entities] == kept
    for entity in entities:
        assert text[entity.start : entity.end] == entity.text
        assert entity.canonical
        assert entity.canonical == entity.canonical.strip()
        assert entity.salience is not None and 0 < entity.salience <= 1
        assert entity.id is None or entity.label in ("ORG", "LOC")
    for key in {(entity.label, entity.canonical, entity.id) for entity in entities}:
        same = [e for e in entities if (e.label, e.canonical, e.id) == key]
        assert len({e.salience for e in same}) == 1


def letters(number: int) -> str:
    """A word of four letters for a number."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0, 3)).capitalize()


@pytest.mark.parametrize(
    ("language", "label", "name"),
    [
        ("de", "PER", lambda i: f"{letters(i)} {letters(i * 7)}"),
        ("ru", "PER", lambda i: "Ines Talbot" if i % 2 else "Talbot"),
        ("ru", "ORG", lambda i: f"Erste {letters(i)} Gesellschaft"),
        ("de", "ORG", lambda i: f"Amt {letters(i)} Zeitung (AZ{letters(i)[0]})"),
        ("de", "ORG", lambda i: "Erste " * 100 + letters(i)),
        ("fi", "LOC", lambda i: letters(i // 2) + "n" * (i % 2)),
        ("de", "LOC", lambda i: letters(i // 2).upper() if i % 2 else letters(i // 2)),
        ("de", "LOC", lambda i: "Deutschlands"),
        ("de", "MISC", lambda i: "x" * 30_000 if i == 7 else letters(i % 3)),
    ],
)
def test_many_names_take_time_in_proportion(language: str, label: EntityLabel, name) -> None:
    def seconds(count: int) -> float:
        text, mentions = "", []
        for number in range(count):
            mention = name(number)
            mentions.append((len(text), len(text) + len(mention), label))
            text += mention + " in "
        return cpu_seconds(lambda: entities_of(text, mentions, (), language))

    seconds(200)
    assert growth(seconds, 300, 1800, least=0.004) < 16  # 6 in proportion, 36 with the square
