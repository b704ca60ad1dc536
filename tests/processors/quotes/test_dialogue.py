"""Speech that a dash begins."""

import pytest

from processors.quotes import find_quotations
from processors.quotes.cues import lexicon_for
from processors.quotes.dialogue import cut_insertions, find_dialogue
from processors.quotes.marks import find_marked, paragraphs
from tests.processors.quotes.test_marks import steps


def speech(text: str, language: str) -> list[str]:
    lines = paragraphs(text)
    pairs = [m for m in find_marked(text, language, lines) if m.depth == 0]
    found = find_dialogue(text, language, lexicon_for(language), lines, pairs)
    return [text[m.start : m.end] for m in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "— Мы придём, — сказал Белкин. — Завтра.", ["Мы придём", "Завтра."]),
        ("ru", "– Кто там? – спросил он.", ["Кто там?"]),
        ("ru", "- Мы придём завтра, - сказал Белкин.", ["Мы придём завтра"]),
        ("ru", "— Да, — сказал он. — Иду, — добавил он.", ["Да", "Иду"]),
        ("uk", "— Ми прийдемо, — сказав Бондар. — Завтра.", ["Ми прийдемо", "Завтра."]),
        ("bg", "– Ще дойдем – каза Стоев.", ["Ще дойдем"]),
        ("sr", "– Dolazimo sutra – kaže Ilić. – Sigurno.", ["Dolazimo sutra", "Sigurno."]),
        ("pl", "– Idziemy na wybory – powiedział Zięba. – Jutro.", ["Idziemy na wybory", "Jutro."]),
        ("pl", "- To jest – dodał Zięba – bardzo trudne.", ["To jest", "bardzo trudne."]),
        ("hu", "– Jövünk holnap – mondta Bíró. – Biztosan.", ["Jövünk holnap", "Biztosan."]),
        ("es", "—Vamos a ganar —dijo Olmo—. Mañana.", ["Vamos a ganar", "Mañana."]),
        ("es", "—Vamos —dijo Olmo, que llegó tarde—, y ganaremos.", ["Vamos", "y ganaremos."]),
        ("es", "—¿Vamos? —preguntó ella.", ["¿Vamos?"]),
        ("pt", "— Vamos ganhar — disse Rocha. — Amanhã.", ["Vamos ganhar", "Amanhã."]),
        ("pt", "– Vamos ganhar, disse o prefeito.", ["Vamos ganhar"]),
        ("fr", "— Nous partons, dit-elle. Demain.", ["Nous partons"]),
        ("fr", "— Vous venez ? demande Paul.", ["Vous venez ?"]),
        ("tr", "– Yarın geliyoruz, dedi Ahmet.", ["Yarın geliyoruz"]),
        ("sv", "– Vi vinner, säger Anna Ek.", ["Vi vinner"]),
        ("sv", "– Kommer ni? frågar hon.", ["Kommer ni?"]),
        ("nb", "– Vi vinner, sier Anna Eik til avisen.", ["Vi vinner"]),
        ("da", "– Vi vinder, siger Anna Eg.", ["Vi vinder"]),
        ("fi", "– Me voitamme, sanoo Tammi.", ["Me voitamme"]),
        ("fi", "– Me voitamme, Tammi sanoo.", ["Me voitamme"]),
    ],
)
def test_an_attribution_cuts_the_speech_as_the_language_writes_it(
    language: str, text: str, expected: list[str]
) -> None:
    assert speech(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "— Москва — столица, — заявил Белкин, — и это важно.", ["Москва — столица", "и это важно."]),
        ("ru", "— Идём, — сказал он. Совет собрался в пять.", ["Идём"]),
        ("fr", "– Il est venu, a dit non, et reparti, explique Paul.", ["Il est venu, a dit non, et reparti"]),
        ("sv", "– Han kommer, tror jag, att vinna, säger Anna Ek.", ["Han kommer, tror jag, att vinna"]),
    ],
)
def test_a_dash_or_comma_inside_the_speech_does_not_end_it(language: str, text: str, expected: list[str]) -> None:
    assert speech(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "– Vi vinner, sier Anna Eik. Nå feirer vi hele natten.", ["Vi vinner", "Nå feirer vi hele natten."]),
        ("nb", "– Vi vinner, sier Anna Eik. Hun har bodd her i ti år.", ["Vi vinner"]),
        ("da", "– Vi vinder, siger Anna Eg. Hun bor i Ribe.", ["Vi vinder"]),
        ("fi", "– Me voitamme, sanoo Tammi. Juhlimme koko yön.", ["Me voitamme", "Juhlimme koko yön."]),
        ("fi", "– Me voitamme, sanoo Tammi. Hän asuu Oulussa.", ["Me voitamme"]),
        (
            "sv",
            "– Vi vinner, säger Anna Ek. Det blir bra. Festen börjar snart, säger hon.",
            ["Vi vinner", "Det blir bra. Festen börjar snart"],
        ),
        ("sv", "– Vi vinner, säger Anna Ek. Hon är glad. – Det blir bra, säger hon.", ["Vi vinner", "Det blir bra"]),
    ],
)
def test_speech_goes_on_after_an_attribution_only_if_it_sounds_like_speech(
    language: str, text: str, expected: list[str]
) -> None:
    assert speech(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "Hun er fornøyd. – Vi vinner, sier Anna Eik.", ["Vi vinner"]),
        ("nb", "Kampen – den siste – var god. - Vi vinner, sier Anna Eik.", ["Vi vinner"]),
        ("nb", "Slik var det. – Først kom regnet. – Vi vinner, sier Anna Eik.", ["Vi vinner"]),
        ("ru", "Белкин ответил. — Мы придём завтра, — сказал он.", ["Мы придём завтра"]),
        ("sv", "Resultat: – Mål, Anna Ek. – Utvisning, Bo Alm.", []),
        ("ru", "Он сказал: «Мы придём. — Завтра, — сказал он, — пойдём».", []),
        ("ru", "«Мы придём, — сказал он. — Завтра».", []),
        ("ru", "«Мы придём», — сказал Белкин. — «Завтра уйдём», — добавил он.", []),
    ],
)
def test_a_dash_may_begin_speech_inside_a_paragraph(language: str, text: str, expected: list[str]) -> None:
    assert speech(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Белкин сказал:\n— Мы придём завтра.", ["Мы придём завтра."]),
        ("ru", "Белкин сказал: — Мы придём завтра.", ["Мы придём завтра."]),
        ("sv", "Anna Ek säger: – Vi vinner i morgon. Hon är glad.", ["Vi vinner i morgon."]),
        ("ru", "Белкин сказал:\n— повысить налоги;\n— починить дороги.", []),
        ("ru", "Белкин сказал:\n— Повысить налоги.\n— Починить дороги.", []),
        ("ru", "Наш план:\n— Повысить налоги.", []),
    ],
)
def test_an_attribution_before_a_colon_introduces_speech(language: str, text: str, expected: list[str]) -> None:
    assert speech(text, language) == expected
    found = find_quotations(text, language, [])
    assert [q.text for q in found] == expected
    assert all(q.speaker is not None and q.cue is not None for q in found)


def test_two_dashes_tell_an_attribution_whose_verb_is_not_known() -> None:
    assert speech("—No —refunfuñó Olmo—, hoy no.", "es") == ["No", "hoy no."]
    assert speech("—Vamos —como siempre— a ganar —dijo Olmo.", "es") == ["Vamos —como siempre— a ganar"]


def test_speech_after_words_of_the_article_is_another_statement() -> None:
    text = "– Idziemy na wybory – powiedział Jan Zięba. Tymczasem pada. – Jutro też pójdziemy – dodała Ewa Lis."
    first, second = find_quotations(text, "pl", [])
    assert first.group != second.group
    assert [q.speaker and q.speaker.text for q in (first, second)] == ["Jan Zięba", "Ewa Lis"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "- повышение налогов\n- ремонт дорог\n- новые школы"),
        ("ru", "— повышение налогов — на два процента;\n— ремонт дорог;"),
        ("ru", "— Белкин, Заречье"),
        ("pl", "- Ceny chleba - wyższe\n- Ceny masła - niższe"),
        ("fr", "– le pain ;\n– le lait ;\n– le beurre."),
        ("sv", "– Mjölk\n– Bröd\n– Smör"),
        ("es", "MADRID — El alcalde dijo que sí."),
        ("ru", "— «Мы идём», — сказал он."),
        ("en", "— We go, said Ann."),
        ("de", "– Wir gehen, sagte Anna."),
        ("ru", "— — —\n-\n—"),
    ],
)
def test_lists_signatures_and_marked_speech_are_none(language: str, text: str) -> None:
    assert speech(text, language) == []


def test_a_paragraph_without_attribution_counts_beside_one_that_has_it() -> None:
    text = "— Да, — сказал он.\n— А когда же вы придёте?\n— Завтра утром, в шесть.\n\nСовет собрался."
    assert speech(text, "ru") == ["Да", "А когда же вы придёте?"]


def test_a_list_after_dialogue_stays_a_list() -> None:
    text = "— Вот наш план, — сказал он.\n— Новый мост построить.\n— Дорогу чинить.\n— Школу открыть."
    assert speech(text, "ru") == ["Вот наш план"]


def test_pieces_share_group_and_speaker() -> None:
    first, second = find_quotations("— Мы придём, — сказал Пётр Белкин. — Завтра утром.", "ru", [])
    assert (first.kind, second.kind) == ("direct", "direct")
    assert first.group == second.group
    assert first.cue is not None
    assert first.cue.text == "сказал"
    assert [q.speaker and q.speaker.text for q in (first, second)] == ["Пётр Белкин", "Пётр Белкин"]


def test_a_new_dash_is_another_speaker_in_russian_and_the_same_in_swedish() -> None:
    russian = find_quotations("— Мы придём, — сказал Пётр Белкин.\n— А когда же вы уйдёте?", "ru", [])
    swedish = find_quotations("– Vi vinner, säger Anna Ek.\n– Nu ska vi fira hela natten.", "sv", [])
    assert [q.speaker and q.speaker.text for q in russian] == ["Пётр Белкин", None]
    assert [q.speaker and q.speaker.text for q in swedish] == ["Anna Ek", "Anna Ek"]


def test_marks_inside_the_speech_belong_to_it() -> None:
    (quote,) = find_quotations("— Газета «Заря» закрыта, — сказал Пётр Белкин.", "ru", [])
    assert quote.text == "Газета «Заря» закрыта"


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("ru", "— Да, — сказал он. "),
        ("ru", "— Да, — сказал он.\n"),
        ("sv", "– Ja, säger hon. "),
        ("fi", "– A, B C D E F, "),
        ("es", "—Vamos —"),
        ("pl", "- a\n"),
        ("pl", "– a – "),
        ("ru", "-- "),
        ("ru", "— "),
        ("sv", "a. – Ja, säger hon. "),
        ("sv", "– Ja, säger hon. B c. "),
        ("pl", "a. – B – mówi. C. "),
        ("ru", "«а. — Б"),
    ],
)
def test_steps_grow_with_length_only(language: str, unit: str) -> None:
    lexicon = lexicon_for(language)

    def work(text: str) -> None:
        find_dialogue(text, language, lexicon, paragraphs(text), [])

    assert steps(lambda: work(unit * 400)) < 6 * steps(lambda: work(unit * 100))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "«Я узнала свой почерк, — призналась Анна Лис, — и сразу вспомнила тот вечер».",
            ["«Я узнала свой почерк", "и сразу вспомнила тот вечер»"],
        ),
        ("ru", "«Мы придём завтра, — сказал Белкин. — Ждите нас».", ["«Мы придём завтра", "Ждите нас»"]),
        ("uk", "«Ми прийдемо, — сказав Бондар, — завтра зранку».", ["«Ми прийдемо", "завтра зранку»"]),
        ("it", "«Non ci sto - dice Anna Pini - perché è tardi».", ["«Non ci sto", "perché è tardi»"]),
        ("it", "«Non ci sto, ha detto il sindaco, perché è tardi».", ["«Non ci sto", "perché è tardi»"]),
        ("it", "«Non ci sto - dice Anna Pini».", ["«Non ci sto"]),
        (
            "fr",
            "« C'est une victoire, a déclaré la ministre Anne Noir. Nous sommes fiers. »",
            ["« C'est une victoire", "Nous sommes fiers. »"],
        ),
        (
            "fr",
            "« Nous partons, dit-elle, mais nous reviendrons. »",
            ["« Nous partons", "mais nous reviendrons. »"],
        ),
        ("es", "«Vamos a ganar —dijo Ana Olmo—, y pronto».", ["«Vamos a ganar", "y pronto»"]),
        ("pl", "„Idziemy na wybory – powiedział Zięba – jutro rano”.", ["„Idziemy na wybory", "jutro rano”"]),
        ("pt", "“Vamos ganhar – disse Ana Rocha – amanhã cedo”.", ["“Vamos ganhar", "amanhã cedo”"]),
    ],
)
def test_an_attribution_inside_the_marks_belongs_to_no_piece(language: str, text: str, expected: list[str]) -> None:
    found = find_quotations(text, language, [])
    assert [q.text for q in found] == expected
    assert {q.kind for q in found} == {"direct"}
    assert {q.group for q in found} == {0}
    assert len({q.speaker and q.speaker.text for q in found}) == 1
    assert found[0].speaker is not None
    assert found[0].cue is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "«Москва — столица», — заявил он."),
        ("ru", "«Наш план — говорить правду», — заявил он."),
        ("fr", "« Il est venu, a dit non, et reparti », explique Paul Martin."),
        ("es", "«Vamos a ganar, y pronto», dijo Ana Olmo."),
        ("en", "“We go, he said, to the hall,” she told me."),
        ("de", "„Wir gehen, sagte er, in den Wald“, sagte sie."),
    ],
)
def test_dashes_and_commas_of_a_quotation_do_not_cut_it(language: str, text: str) -> None:
    (quote,) = find_quotations(text, language, [])
    assert quote.text == text[: quote.end]


@pytest.mark.parametrize("unit", ["«Да, — сказал он, — да», ", "— сказал он, ", ", dit-elle, ", " - dice "])
def test_steps_to_cut_quotations_grow_with_length_only(unit: str) -> None:
    def work(text: str) -> None:
        cut_insertions(text, "fr", lexicon_for("fr"), find_marked(text, "fr"))
        cut_insertions(text, "ru", lexicon_for("ru"), find_marked(text, "ru"))

    assert steps(lambda: work("«" + unit * 400 + "»")) < 6 * steps(lambda: work("«" + unit * 100 + "»"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "– Vi stänger bron, sade Anna Ek 1950. Jag minns det väl.", ["Vi stänger bron", "Jag minns det väl."]),
        ("sv", "– Vi stänger bron, sade Anna Ek den 19. Juni var varm.", ["Vi stänger bron"]),
        ("fi", "– Silta suljetaan, sanoi Anna Ek vuonna 1950. Minä muistan sen.",
         ["Silta suljetaan", "Minä muistan sen."]),
    ],
)  # fmt: skip
def test_a_year_ends_the_sentence_of_an_attribution_and_a_day_does_not(
    language: str, text: str, expected: list[str]
) -> None:
    assert [q.text for q in find_quotations(text, language, [])] == expected
