"""Sections: titles, lead, body, boilerplate and tags of invented articles, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.boilerplate import FOLLOW, MARKERS, NOTICES, POINTERS, is_boilerplate, is_tag_line
from processors.sections import find_sections

BODY = (
    "Der Stadtrat von Ostheim hat am Montag lange beraten. Am Ende stimmten zwölf Mitglieder für den Neubau. "
    "Die Arbeiten sollen im Frühjahr beginnen, sagte Bürgermeisterin Karla Brenn."
)


def kinds(text: str, title: str | None = None, lead: str | None = None) -> list[tuple[str, str]]:
    return [(section.kind, text[section.start : section.end]) for section in find_sections(text, title, lead)]


def test_a_noisy_article_has_all_five_kinds() -> None:
    title = "Ostheim baut „grünste Brücke“ des Landes"
    text = (
        f"{title} — Nordblatt\n\nOstheim baut „grünste Brücke des Landes — Nordblatt\n\n"
        "Nach zwei Jahren Streit ist die Entscheidung gefallen.\n\n"
        f"{BODY}\n\nLESEN SIE MEHR: Ostheim streitet über den Marktplatz\n\n{BODY}\n\nnb-regionales\n"
    )
    found = kinds(text, title)
    assert [kind for kind, _ in found] == ["title", "lead", "body", "boilerplate", "body", "tag"]
    assert found[1][1] == "Nach zwei Jahren Streit ist die Entscheidung gefallen."
    assert found[3][1].startswith("LESEN SIE MEHR")
    assert found[5][1] == "nb-regionales"


@pytest.mark.parametrize(
    "line",
    [
        "Hafen von Lindau gesperrt",
        "Hafen von Lindau gesperrt — Nordblatt",
        "Hafen von Lindau gesperrt | Nordblatt Online",
        "HAFEN VON LINDAU GESPERRT",
        "„Hafen von Lindau“ gesperrt",
        "„Hafen von Lindau gesperrt",
        "Hafen  von Lindau  gesperrt!",
        "&quot;Hafen&quot; von Lindau gesperrt",
        "Hafen von Lindau gespert",
    ],
)
def test_a_title_is_known_in_other_spellings(line: str) -> None:
    assert kinds(f"{line}\n\n{BODY}", "Hafen von Lindau gesperrt") == [("title", line), ("body", BODY)]


@pytest.mark.parametrize(
    "line", ["Hafen von Bregenz geöffnet", "Der Hafen von Lindau bleibt gesperrt, sagt die Stadt.", "Hafen"]
)
def test_another_first_line_is_not_the_given_title(line: str) -> None:
    assert kinds(f"{line}\n{BODY}\n{BODY}", "Hafen von Lindau gesperrt")[0][0] != "title"


def test_the_outlet_may_stand_behind_the_given_title_only() -> None:
    assert kinds(f"Rivers rise again\n\n{BODY}", "Rivers rise again | The Daily Ferry")[0] == (
        "title",
        "Rivers rise again",
    )


def test_a_short_first_line_set_apart_is_a_title() -> None:
    assert kinds(f"Rivers rise again in the north\n\n{BODY}")[0][0] == "title"


@pytest.mark.parametrize(
    "text",
    [
        f"The river rose again on Monday.\n\n{BODY}",
        f"Rivers rise again in the north\n{BODY}",
        f"{BODY}\n\n{BODY[:50]}",
        "Rivers rise again in the north",
        "As the mayor put it:\n\n" + BODY,
    ],
)
def test_no_title_is_guessed(text: str) -> None:
    assert "title" not in {kind for kind, _ in kinds(text)}


def test_near_identical_first_lines_are_titles_without_a_given_one() -> None:
    text = f"Le pont «rouge» rouvre demain.\nLe pont «rouge rouvre demain.\n{BODY}"
    assert kinds(text)[0] == ("title", "Le pont «rouge» rouvre demain.\nLe pont «rouge rouvre demain.")


def test_the_given_lead_is_found() -> None:
    lead = "Es regnete. Dann kam der Wind, und die Boote blieben im Hafen."
    assert kinds(f"Sturm\n\n{lead}\n\n{BODY}", "Sturm", lead)[1] == ("lead", lead)


def test_a_first_paragraph_of_two_sentences_is_no_lead() -> None:
    first = "Es regnete am Montag. Dann kam der Wind."
    assert "lead" not in {kind for kind, _ in kinds(f"Sturm\n\n{first}\n\n{BODY}", "Sturm")}


def test_ordinals_and_initials_do_not_end_the_lead() -> None:
    first = "Am 27. September entscheidet J. Obermeier über den Haushalt."
    assert kinds(f"Haushalt\n\n{first}\n\n{BODY}", "Haushalt")[1] == ("lead", first)


def test_a_lead_needs_a_longer_body() -> None:
    assert "lead" not in {kind for kind, _ in kinds("Sturm\n\nDer Wind war stark.\n\nSehr stark.", "Sturm")}


@pytest.mark.parametrize(
    "line",
    [
        "LESEN SIE MEHR: Brücke bleibt zu",
        "LESEN SIE AUCH Brücke bleibt zu",
        "Lesen Sie auch: &bdquo;Brücke bleibt zu&ldquo;",
        "» Mehr zum Thema: Hafen",
        "Read more",
        "READ MORE: Ferry strike enters third week",
        "Read more » Ferry strike",
        "[Read more]",
        "Read more...",
        "Lire aussi : Le port ferme",
        "À lire aussi | Le port ferme",
        "Читайте также: Порт закрыт",
        "Leggi anche: Il porto chiude",
        "Lea también: El puerto cierra",
        "Läs också: Hamnen stänger",
        "Czytaj także: Port zamknięty",
        "اقرأ أيضا: إغلاق الميناء",
        "関連記事：港が閉鎖",
        "延伸阅读：港口关闭",
        "Anzeige",
        "- ADVERTISEMENT -",
        "© 2031 Nordblatt Verlag",
        "Copyright 2031 The Daily Ferry",
        "The Daily Ferry 2031. All rights reserved.",
        "Follow us on Instagram and Telegram",
        "Folgen Sie uns auf Facebook!",
        "Sign up for our morning newsletter",
        "Abonnieren Sie unseren Newsletter",
        "This website uses cookies to remember you.",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert kinds(text) == [("body", BODY), ("boilerplate", line), ("body", BODY)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the librarian told the children.",
        "Lesen Sie mehr Bücher, riet die Lehrerin den Eltern.",
        "Lire aussi les petites lignes, conseille l’avocate.",
        "Читайте также сказки, советует учитель.",
        "Related industries lost four thousand jobs last year.",
        "Watch makers in the valley are hiring again.",
        "Share prices fell on Tuesday.",
        "Anzeige erstattete auch die Nachbarin.",
        "Copyright law has to change, the minister said.",
        "All rights were reserved for the club, he said.",
        "Follow us on the path to peace, the bishop said.",
        "Facebook says it will follow us.",
        "The newsletter of the club has 400 readers.",
        "Bakers use cookies to win over young customers.",
        "(c) the third point concerns the harbour.",
        "Er sagte: „Lesen Sie mehr: Das hilft.“",
        "Реклама подорожала на треть за год.",
        "未经授权的无人机进入了港口上空。",
    ],
)
def test_an_ordinary_sentence_with_such_words_stays_body(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["body"]


def test_the_tables_cover_many_languages_and_each_pointer_is_found() -> None:
    assert len(POINTERS) >= 25
    for table in (POINTERS, MARKERS, NOTICES, FOLLOW):
        assert all(phrase == phrase.strip() and phrase for row in table.values() for phrase in row)
    for row in POINTERS.values():
        for phrase in row:
            assert is_boilerplate(f"{phrase.upper()}: Zirkus Valdo"), phrase
            assert is_boilerplate(phrase), phrase
            assert not is_boilerplate(f"Valdo {phrase} Zirkus."), phrase


@pytest.mark.parametrize(
    "line", ["rrt-allgemeines", "world-news politics", "#hafen #lindau", "Tags: Hafen, Brücke", "nb_regional"]
)
def test_trailing_tags(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n") == [("body", BODY), ("tag", line)]


def test_tags_before_trailing_boilerplate() -> None:
    text = f"{BODY}\nnb-regional\n© 2031 Nordblatt"
    assert [kind for kind, _ in kinds(text)] == ["body", "tag", "boilerplate"]


@pytest.mark.parametrize("line", ["Ende.", "drei-vier Boote sanken.", "Nord-Süd", "2031-04-05", "schluss", "# Hafen"])
def test_no_tags(line: str) -> None:
    assert not is_tag_line(line)


def test_a_tag_in_the_middle_is_body() -> None:
    assert [kind for kind, _ in kinds(f"{BODY}\n\nrrt-allgemeines\n\n{BODY}")] == ["body"]


def test_a_text_without_signs_has_no_sections() -> None:
    assert find_sections("") == find_sections(" \n\t\r\n\u2029") == []


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", " ", "Sturm", "Sturm — Nordblatt", "Read more", "LESEN SIE MEHR: x", "a-b", "#x #y", "Ein Satz.", BODY]
        ),
        st.text(max_size=30),
    ),
    max_size=12,
).flatmap(lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\u2029"]).map(lambda end: end.join(lines)))
ANY_TEXT = st.one_of(LINES, st.text(st.characters(), max_size=200))


@given(ANY_TEXT, st.none() | st.just("Sturm") | st.text(max_size=20), st.none() | st.just(BODY) | st.text(max_size=20))
def test_sections_cover_every_sign_once_in_order(text: str, title: str | None, lead: str | None) -> None:
    sections = find_sections(text, title, lead)
    position, previous = 0, None
    for section in sections:
        assert position <= section.start < section.end <= len(text)
        assert not text[position : section.start].strip()
        assert section.kind != previous
        assert text[section.start : section.end] == text[section.start : section.end].strip()
        position, previous = section.end, section.kind
    assert not text[position:].strip()


@pytest.mark.parametrize("unit", ["\n", "a\n", "Read more\n", "#", "a | ", '"', ". A", "© ", "\ud800\n"])
def test_hundred_thousand_repetitions(unit: str) -> None:
    text = unit * 100_000
    sections = find_sections(text, unit * 50, unit * 50)
    assert not sections or sections[-1].end <= len(text)


def test_a_line_of_many_almost_hashtags_is_judged_at_once() -> None:
    assert not is_tag_line("#a,,,,," * 11 + " x")
    assert [kind for kind, _ in kinds(f"{BODY}\n" + "#a,,,,," * 40 + " x")] == ["body"]
