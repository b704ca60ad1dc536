"""Who might be speaking."""

from processors.quotes.candidates import CandidateKind, find_candidates
from schemas.annotations import Entity
from tests.processors.quotes.test_layout import layout_of


def found(text: str, language: str = "en", *entities: Entity) -> list[tuple[str, CandidateKind]]:
    layout = layout_of(text, language)
    return [
        (text[layout.tokens[c.first].start : layout.tokens[c.last - 1].end], c.kind)
        for c in find_candidates(layout, list(entities))
    ]


def person(text: str, name: str) -> Entity:
    start = text.index(name)
    return Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name)


def test_entities_come_first() -> None:
    text = "“Yes,” said Ann Bell."
    assert found(text, "en", person(text, "Ann Bell")) == [("Ann Bell", CandidateKind.PERSON)]


def test_names_are_found_without_entities() -> None:
    assert ("Maria del Solar", CandidateKind.NAME) in found("“Yes,” said Maria del Solar.")


def test_titled_noun_groups() -> None:
    assert ("a senior ministry official", CandidateKind.ROLE) in found("“Yes,” a senior ministry official said.")
    assert ("Der Sprecher des Hafenamts", CandidateKind.ROLE) in found("Der Sprecher des Hafenamts sagte: „Ja.“", "de")


def test_several_who_own_a_thing_are_people() -> None:
    names = found("The owners of the mill said: “We close.”")
    assert ("The owners of the mill", CandidateKind.ROLE) in names


def test_pronouns() -> None:
    assert found("“Yes,” she said.") == [("she", CandidateKind.PRONOUN)]


def test_what_stands_inside_the_marks_is_no_candidate() -> None:
    text = "“Ann Bell left,” he said."
    assert found(text, "en", person(text, "Ann Bell")) == [("he", CandidateKind.PRONOUN)]


def test_no_name_begins_inside_a_cue() -> None:
    names = found("Nach Angaben der Feuerwehr war die Lage „nie gefährlich“.", "de")
    assert ("der Feuerwehr", CandidateKind.ROLE) in names
    assert not any("Angaben" in name for name, _ in names)


def test_a_particle_of_a_verb_belongs_to_no_noun_group() -> None:
    assert ("landstræneren", CandidateKind.ROLE) in found("»Vi er ikke færdige«, slog landstræneren fast.", "da")


def test_a_second_article_begins_another_noun_group() -> None:
    names = found("Secondo la polizia la situazione era «molto grave».", "it")
    assert ("la polizia", CandidateKind.ROLE) in names
    assert not any("polizia la" in name for name, _ in names)


def test_an_entity_with_its_article_is_the_entity() -> None:
    text = "«Δεν είμαστε έτοιμοι», σχολίασε η Άννα Λόφου."
    assert found(text, "el", person(text, "Άννα Λόφου")) == [("Άννα Λόφου", CandidateKind.PERSON)]
    assert ("the Bell campaign", CandidateKind.ROLE) in found(
        "“Yes,” the Bell campaign said.", "en", person("“Yes,” the Bell campaign said.", "Bell")
    )


def test_a_pronoun_before_a_name_is_its_title() -> None:
    assert found("“Cây cầu đã an toàn”, ông Nguyễn Văn Núi nói.", "vi") == [("Nguyễn Văn Núi", CandidateKind.NAME)]
    assert found("“Cây cầu đã an toàn”, ông nói.", "vi") == [("ông", CandidateKind.PRONOUN)]


def test_a_noun_group_ends_with_its_role_where_the_head_comes_last() -> None:
    assert ("Hükümet sözcüsü", CandidateKind.ROLE) in found("Hükümet sözcüsü radyoda “karar saçma” dedi.", "tr")
    assert ("a kormány egyik szóvivője", CandidateKind.ROLE) in found("„Nem” – mondta a kormány egyik szóvivője.", "hu")


def test_a_compound_of_a_role_is_one_where_compounds_are_one_word() -> None:
    assert ("havnedirektøren", CandidateKind.ROLE) in found("»Vi bygger videre«, siger havnedirektøren.", "da")
    assert ("talousjohtaja", CandidateKind.ROLE) in found("”Jatkamme töitä”, talousjohtaja sanoo.", "fi")
    assert not found("“We carry on,” said nonofficials.", "en")


def test_the_verb_after_a_name_with_an_article_is_no_part_of_it() -> None:
    assert "La Comisión Europea" in [n for n, _ in found("La Comisión Europea llevó la propuesta “a votación”.", "es")]
    assert "Le Conseil régional" in [n for n, _ in found("Le Conseil régional a dit « non à tout ».", "fr")]
