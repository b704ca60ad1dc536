"""Which forms of a name belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.names.people import NameBook, name_beside_title
from processors.names.titles import GENERAL, WORDS, titles_for
from tests.timing import cpu_seconds, growth


@pytest.mark.parametrize(
    ("language", "names", "mention", "full"),
    [
        ("en", ["Ann Bell"], "Bell", "Ann Bell"),
        ("en", ["Ann Bell"], "Bell’s", "Ann Bell"),
        ("en", ["Ann Bell"], "Bell's", "Ann Bell"),
        ("en", ["Ann Bell"], "A. Bell", "Ann Bell"),
        ("en", ["Ann Bell"], "Mrs. Bell", "Ann Bell"),
        ("en", ["Ann Bell"], "Senator Ann Bell", "Ann Bell"),
        ("en", ["Ann Bell Jr."], "Bell", "Ann Bell Jr."),
        ("en", ["Ann M. Bell"], "Ann Bell", "Ann M. Bell"),
        ("en", ["William “Bill” Harker"], "Harker", "William “Bill” Harker"),
        ("en", ["William “Bill” Harker"], "William Harker", "William “Bill” Harker"),
        ("en", ["Xi Laoshan"], "Xi", "Xi Laoshan"),
        ("de", ["Ines Talbot"], "Ines Talbots", "Ines Talbot"),
        ("de", ["Ines Talbot"], "Bürgermeisterin Talbot", "Ines Talbot"),
        ("de", ["Georg Haller"], "Verteidigungsminister Haller", "Georg Haller"),
        ("nl", ["Jan van Dyck"], "Van Dyck", "Jan van Dyck"),
        ("es", ["María de la Cruz"], "De la Cruz", "María de la Cruz"),
        ("es", ["Ana Soto Ruiz"], "Soto", "Ana Soto Ruiz"),
        ("en", ["Ibrahim al-Sisi"], "al-Sisi", "Ibrahim al-Sisi"),
        ("ru", ["Сергей Громов"], "Громова", "Сергей Громов"),
        ("ru", ["Сергей Громов"], "Громову", "Сергей Громов"),
        ("ru", ["Сергей Громов"], "Громовым", "Сергей Громов"),
        ("ru", ["Анна Белова"], "Беловой", "Анна Белова"),
        ("ru", ["Мария Луговская"], "Луговской", "Мария Луговская"),
        ("pl", ["Marek Wrona"], "Wrony", "Marek Wrona"),
        ("pl", ["Jan Dudek"], "Dudkiem", "Jan Dudek"),
        ("cs", ["Petr Dvořák"], "Dvořáka", "Petr Dvořák"),
        ("cs", ["Jana Nováková"], "Novákové", "Jana Nováková"),
        ("fi", ["Aino Korhola"], "Korholan", "Aino Korhola"),
        ("hu", ["Kovács Anna"], "Kovács", "Kovács Anna"),
        ("hu", ["Kovács Anna"], "Kováccsal", "Kováccsal"),
        ("tr", ["Kemal Tuncer"], "Tuncer'in", "Kemal Tuncer"),
        ("zh", ["李文华"], "李主席", "李文华"),
        ("ja", ["山田太郎"], "山田氏", "山田太郎"),
        ("ko", ["김영수"], "김 대표", "김영수"),
    ],
)
def test_a_form_leads_to_the_full_name(language: str, names: list[str], mention: str, full: str) -> None:
    assert NameBook([*names, mention], language).canonical(mention) == full


@pytest.mark.parametrize(
    ("language", "names", "base"),
    [
        ("ru", ["Сергея Громова", "Сергей Громов", "Сергею Громову"], "Сергей Громов"),
        ("ru", ["Анну Белову", "Анна Белова", "Анной Беловой"], "Анна Белова"),
        ("pl", ["Janem Dudkiem", "Jan Dudek"], "Jan Dudek"),
        ("de", ["Ines Talbots", "Ines Talbot"], "Ines Talbot"),
        ("en", ["Slam Ann Bell", "Ann Bell"], "Ann Bell"),
        ("en", ["Dr. Ann Bell", "Ann Bell"], "Ann Bell"),
        ("und", ["Talbots", "Talbot"], "Talbot"),
    ],
)
def test_of_several_forms_the_base_form_is_the_name(language: str, names: list[str], base: str) -> None:
    for order in (names, names[::-1]):
        book = NameBook(order, language)
        assert {book.canonical(name) for name in names} == {base}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ann Bell", "Carl Bell"]),
        ("en", ["Jan Bell", "Jana Bell"]),
        ("cs", ["Jan Novák", "Jana Novák"]),
        ("en", ["Ann Bell", "Ann Bello"]),
        ("cs", ["Petr Novák", "Jana Nováková"]),
    ],
)
def test_two_people_stay_two(language: str, names: list[str]) -> None:
    book = NameBook(names, language)
    assert [book.canonical(name) for name in names] == names


def test_a_surname_of_two_people_has_two_owners_and_an_initial_tells_them_apart() -> None:
    book = NameBook(["Ann Bell", "Carl Bell"], "en")
    assert sorted(book.owners("Bell")) == ["Ann Bell", "Carl Bell"]
    assert book.canonical("Bell") == "Bell"
    assert book.canonical("C. Bell") == "Carl Bell"


@pytest.mark.parametrize("name", ["King Charles", "Mother Teresa", "President", "Papst Leo"])
def test_a_title_that_a_name_is_known_by_stays(name: str) -> None:
    assert NameBook([name], "de" if name.startswith("Papst") else "en").canonical(name) == name


@pytest.mark.parametrize(
    ("language", "group", "name"),
    [
        ("ja", "村長の大原正澄氏", "大原正澄"),
        ("ja", "山田さん", "山田"),
        ("ja", "村長", None),
        ("zh", "街道办事处主任林岚", "林岚"),
        ("zh", "林岚教授", "林岚"),
        ("zh", "主任", None),
        ("zh", "主任的三位老朋友和邻居们", None),
        ("zh", "人们", None),
    ],
)
def test_the_name_beside_a_title_where_nothing_parts_words(language: str, group: str, name: str | None) -> None:
    assert name_beside_title(group, titles_for(language)) == name


def test_a_title_before_a_small_word_is_part_of_something_else() -> None:
    assert NameBook(["Minister of Justice"], "en").canonical("Minister of Justice") == "Minister of Justice"


def test_unknown_languages_have_the_titles_of_several() -> None:
    assert titles_for("xx") is not None
    for code in GENERAL:
        assert set(titles_for(code).genders) <= set(titles_for("xx").genders)


@pytest.mark.parametrize("language", WORDS)
def test_a_title_of_both_genders_tells_none(language: str) -> None:
    table = titles_for(language)
    words = WORDS[language]
    for word in words.women.split():
        assert table.genders[word] == (None if word in words.men.split() + words.anyone.split() else "f")


@pytest.mark.parametrize(
    ("language", "word", "head"),
    [
        ("de", "verteidigungsminister", "minister"),
        ("de", "polizeisprecherin", "sprecherin"),
        ("de", "bergmann", None),
        ("de", "neubauer", None),
        ("sv", "statsministern", "statsminister"),
        ("da", "borgmesteren", "borgmester"),
        ("en", "verteidigungsminister", None),
    ],
)
def test_the_head_of_a_compound_is_a_title(language: str, word: str, head: str | None) -> None:
    assert titles_for(language).head(word) == head


@given(st.lists(st.text(max_size=12) | st.sampled_from(["Ann Bell", "Bell", "’s", "Dr.", "李主席", "J."]), max_size=12))
def test_any_strings_have_a_canonical_form_that_is_stable(names: list[str]) -> None:
    for language in ("en", "de", "ru", "pl", "es", "zh", "und"):
        book = NameBook(names, language)
        for name in names:
            canonical = book.canonical(name)
            assert canonical == " ".join(canonical.split())
            assert bool(canonical) == bool(name.split())


@pytest.mark.parametrize(
    "make",
    [
        lambda n: [f"Ann{i} Bell" for i in range(n)],
        lambda n: [f"Bell{'s' * (i % 40)}" for i in range(n)],
        lambda n: [f"李{chr(0x4E00 + i)}" + "文" for i in range(n)],
        lambda n: ["Ann " * n],
        lambda n: ["x" * n + " Bell"],
    ],
)
def test_many_names_take_time_in_proportion(make) -> None:
    def seconds(count: int) -> float:
        names = make(count)

        def read() -> None:
            book = NameBook(names, "en")
            for name in names:
                book.canonical(name)

        return cpu_seconds(read)

    seconds(500)
    assert growth(seconds, 2000, 8000, least=0.005) < 14
