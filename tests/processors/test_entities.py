"""From spaCy's spans to entities: labels, edges, sections, canonical names."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from processors.entities import EDGE_CHARACTERS, LABELS, facet, find_entities
from schemas import Entity, Section

NLP = spacy.blank("xx")


def doc_of(text: str, *names: tuple[str, str]) -> Doc:
    """A Doc whose entities are these (name, label), each where it stands next in the text."""
    doc = NLP(text)
    spans: list[Span] = []
    place = 0
    for name, label in names:
        start = text.index(name, place)
        place = start + len(name)
        span = doc.char_span(start, place, label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    return doc


def entities(text: str, *names: tuple[str, str], sections: tuple[Section, ...] = ()) -> list[Entity]:
    found = find_entities(doc_of(text, *names), sections)
    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    assert [entity.start for entity in found] == sorted(entity.start for entity in found)
    return found


def canonical(text: str, *persons: str) -> list[str]:
    return [entity.canonical for entity in entities(text, *((person, "PER") for person in persons))]


@pytest.mark.parametrize(("label", "kept"), LABELS.items())
def test_labels_of_all_models_are_mapped(label: str, kept: str) -> None:
    (entity,) = entities("Heute in Grünhagen", ("Grünhagen", label))
    assert (entity.label, entity.text, entity.start, entity.end) == (kept, "Grünhagen", 9, 18)


@pytest.mark.parametrize("label", ["DATE", "MONEY", "CARDINAL", "TIME", "per", ""])
def test_other_labels_are_no_names(label: str) -> None:
    assert entities("Heute in Grünhagen", ("Grünhagen", label or "QUANTITY")) == []


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("„Jonte Barg“", "Jonte Barg"),
        ("Jonte Barg,", "Jonte Barg"),
        ("(Jonte Barg)", "Jonte Barg"),
        ("Jonte Barg’", "Jonte Barg"),
        ("- Jonte Barg –", "Jonte Barg"),
        ("Jonte\u00adBarg\u00a0", "Jonte\u00adBarg"),
        ("O’Hara", "O’Hara"),
        ("J. B. Barg", "J. B. Barg"),
        ("J. B.", "J. B."),
        ("Barg.", "Barg"),
    ],
)
def test_marks_at_the_edges_are_no_part_of_a_name(marked: str, name: str) -> None:
    (entity,) = entities(f"Gestern: {marked} war da", (marked.strip("\u00a0"), "PER"))
    assert entity.text == name


def test_nothing_but_marks_is_no_name() -> None:
    assert entities("Er sagte – „ nichts", ("– „", "PER"), ("nichts", "DATE")) == []


def test_the_full_stop_of_an_abbreviation_is_part_of_the_name() -> None:
    (entity,) = entities("It was Acme Inc. that paid", ("Acme Inc.", "ORG"))
    assert entity.text == "Acme Inc."


@pytest.mark.parametrize(
    ("kind", "read"), [("boilerplate", False), ("tag", False), ("title", True), ("lead", True), ("body", True)]
)
def test_boilerplate_and_tags_are_skipped(kind: str, read: bool) -> None:
    text = "Jonte Barg sprach.\nLesen Sie mehr: Ole Brandt"
    cut = text.index("\n") + 1
    sections = (Section(kind="body", start=0, end=cut - 1), Section(kind=kind, start=cut, end=len(text)))
    found = entities(text, ("Jonte Barg", "PER"), ("Ole Brandt", "PER"), sections=sections)
    assert [entity.text for entity in found] == ["Jonte Barg", "Ole Brandt"][: 1 + read]


def test_a_name_that_reaches_into_boilerplate_is_skipped_and_its_neighbour_is_not() -> None:
    text = "Jonte Barg"
    assert entities(text, (text, "PER"), sections=(Section(kind="tag", start=6, end=10),)) == []
    assert len(entities(text, ("Jonte", "PER"), sections=(Section(kind="tag", start=5, end=10),))) == 1


# Canonical names


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Wiebke Jessenius kam. Jessenius sprach, Jessenius’ Plan, Jesseniuss Rede; nicht Barg."
    names = canonical(text, "Wiebke Jessenius", "Jessenius", "Jessenius", "Jesseniuss", "Barg")
    assert names == ["Wiebke Jessenius"] * 4 + ["Barg"]


def test_the_full_name_may_come_later() -> None:
    assert canonical("Talbot said. Later Ines Talbot left.", "Talbot", "Ines Talbot") == ["Ines Talbot"] * 2


@pytest.mark.parametrize("genitive", ["Talbots", "Talbot's", "Talbot’s"])
def test_a_genitive_stands_for_the_full_name(genitive: str) -> None:
    text = f"Ines Talbot left. {genitive} ship sank."
    assert canonical(text, "Ines Talbot", genitive) == ["Ines Talbot"] * 2


def test_a_surname_that_two_people_share_stays() -> None:
    text = "Ines Talbot and Sam Talbot met. Talbot smiled."
    assert canonical(text, "Ines Talbot", "Sam Talbot", "Talbot") == ["Ines Talbot", "Sam Talbot", "Talbot"]


def test_a_surname_of_two_words_stands_for_the_full_name() -> None:
    assert canonical("Jan van Dyck came. Van Dyck; van Dyck.", "Jan van Dyck", "van Dyck") == ["Jan van Dyck"] * 2


def test_a_title_before_a_full_name_makes_no_second_person() -> None:
    text = "Bürgermeisterin Ines Talbot kam. Ines Talbot sprach, Talbot ging."
    names = canonical(text, "Bürgermeisterin Ines Talbot", "Ines Talbot", "Talbot")
    assert len(set(names)) == 1


def test_a_first_name_stays() -> None:
    assert canonical("Ines Talbot came. Ines left.", "Ines Talbot", "Ines") == ["Ines Talbot", "Ines"]


def test_white_space_in_a_name_makes_no_difference() -> None:
    assert (
        canonical("Ines\u00a0 Talbot, Ines\nTalbot, Talbot", "Ines\u00a0 Talbot", "Ines\nTalbot", "Talbot")
        == ["Ines Talbot"] * 3
    )


def test_the_genitive_of_a_full_name_is_no_other_person() -> None:
    assert canonical("Ines Talbot kam. Ines Talbots Schiff.", "Ines Talbot", "Ines Talbots") == ["Ines Talbot"] * 2


def test_only_persons_share_names() -> None:
    found = entities("Ines Talbot from Talbot", ("Ines Talbot", "PER"), ("Talbot", "LOC"))
    assert [entity.canonical for entity in found] == ["Ines Talbot", "Talbot"]


NAME_PARTS = st.lists(
    st.text(st.sampled_from("abs’'. \u00a0-„AÄß"), min_size=1, max_size=5)
    | st.sampled_from(["s", "'s", "Talbot", "Ines"]),
    min_size=1, max_size=5,
)  # fmt: skip


@given(st.lists(NAME_PARTS.map(" ".join), min_size=1, max_size=5))
def test_whatever_is_named_offsets_hold_and_edges_are_letters(names: list[str]) -> None:
    text = " und ".join(names)
    doc = NLP(text)
    spans = []
    place = 0
    for name in names:
        span = doc.char_span(place, place + len(name), label="PER", alignment_mode="contract")
        place += len(name) + 5
        if span is not None and span.text.strip():
            spans.append(span)
    doc.set_ents(spans)
    for entity in find_entities(doc):
        assert text[entity.start : entity.end] == entity.text
        assert entity.text[0] not in EDGE_CHARACTERS
        assert entity.canonical
        assert entity.canonical == " ".join(entity.canonical.split())


def test_facets_are_the_most_mentioned_first_then_in_order() -> None:
    found = entities(
        "Ole Brandt, Ines Talbot, Talbot, Port Ellis", ("Ole Brandt", "PER"), ("Ines Talbot", "PER"), ("Talbot", "PER"),
        ("Port Ellis", "LOC"),
    )  # fmt: skip
    assert facet(found, "PER") == ["Ines Talbot", "Ole Brandt"]
    assert facet(found, "LOC") == ["Port Ellis"]
    assert facet(found, "ORG") == []
