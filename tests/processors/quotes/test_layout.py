"""Tokens and sentences around quotations."""

import pytest

from processors.quotes.cue_places import lines_with_cues
from processors.quotes.cues import CueClass, lexicon_for
from processors.quotes.layout import Layout, lay_out
from processors.quotes.marks import find_marked, paragraphs
from processors.quotes.tokens import TokenKind


def layout_of(text: str, language: str = "en") -> Layout:
    lines = paragraphs(text)
    marked = [m for m in find_marked(text, language, lines) if m.depth == 0]
    return lay_out(text, language, lexicon_for(language), lines, marked, [])


def sentences(text: str, language: str = "en") -> list[str]:
    layout = layout_of(text, language)
    bounds = [layout.sentence(n) for n in range(len(layout.sentence_starts) - 1)]
    return [text[layout.tokens[a].start : layout.tokens[b - 1].end].strip() for a, b in bounds if b > a]


def test_a_quotation_is_one_token() -> None:
    layout = layout_of("“Stay here. Wait,” said Ann.")
    assert layout.tokens[layout.positions[0]].kind is TokenKind.QUOTATION
    assert len([t for t in layout.tokens if t.word]) == 2


def test_attribution_stays_with_a_question() -> None:
    assert sentences("“Why now?” Ann Bell asked. “We were ready.”") == [
        "“Why now?” Ann Bell asked.",
        "“We were ready.”",
    ]


def test_a_statement_that_ends_is_a_sentence() -> None:
    assert len(sentences("„So ist es.“ Die Stadt baut weiter.", "de")) == 2


def test_abbreviations_and_ordinals_end_no_sentence() -> None:
    assert len(sentences("Dr. Berg sprach am 3. Mai von „viel Arbeit“.", "de")) == 1
    assert len(sentences("Gov. J. P. Lund called it “hard work”.")) == 1


def test_a_colon_reaches_over_a_paragraph_end() -> None:
    layout = layout_of("Mia Lund said:\n\n“We will see.”")
    assert layout.tokens[0].sentence == layout.tokens[layout.positions[0]].sentence


def test_combining_signs_belong_to_their_word() -> None:
    layout = layout_of("उन्होंने कहा, “हम जाते हैं।”", "hi")
    assert [t.lower for t in layout.tokens if t.word] == ["उन्होंने", "कहा"]


def test_a_conjunction_written_on_to_an_arabic_verb_is_no_obstacle() -> None:
    layout = layout_of("وقالت الوزيرة: «سنبدأ غدا».", "ar")
    assert layout.tokens[0].cue is CueClass.SAY


def words(text: str, language: str) -> list[str]:
    return [t.lower for t in layout_of(text, language).tokens if t.word]


def test_what_is_written_on_to_a_word_is_a_word_of_its_own() -> None:
    assert words("« Le pont ferme », a-t-il dit à l’experte.", "fr") == ["a", "il", "dit", "à", "l'", "experte"]
    assert words("«Il ponte chiude», ha detto l'assessora.", "it") == ["ha", "detto", "l'", "assessora"]


def test_a_pronoun_written_on_to_a_verb_that_is_no_subject_is_left_out() -> None:
    layout = layout_of("“A ponte vai fechar”, disse-lhe a presidente na segunda-feira.", "pt")
    assert [t.lower for t in layout.tokens if t.word] == ["disse", "a", "presidente", "na", "segunda-feira"]
    assert layout.tokens[2].cue is CueClass.SAY


def test_other_apostrophes_and_hyphens_stay() -> None:
    assert words("“We wait,” said O’Neill’s mother-in-law.", "en") == ["said", "o'neill's", "mother-in-law"]


def test_a_word_written_with_blanks_is_one_token() -> None:
    layout = layout_of('"Jembatan ditutup", kata juru bicara polisi.', "id")
    assert [t.lower for t in layout.tokens if t.word] == ["kata", "juru bicara", "polisi"]
    assert layout.text[layout.tokens[3].start : layout.tokens[3].end] == "juru bicara"


def test_a_verb_is_known_by_its_particle_some_words_later() -> None:
    layout = layout_of("„Die Brücke ist gesperrt“, stellte die Polizei am Montag fest.", "de")
    cue = layout.tokens[2]
    assert (cue.lower, cue.cue, cue.cue_tokens) == ("stellte", CueClass.SAY, 1)


def test_a_verb_without_its_particle_is_another_verb() -> None:
    for text in (
        "„Die Brücke ist gesperrt“, stellte die Polizei ein Schild auf.",
        "„Die Brücke ist gesperrt“, stellte die Polizei ein Schild auf. Fest.",
        "Er stellte „Die Brücke“ fest.",
    ):
        assert not [t.cue for t in layout_of(text, "de").tokens if t.lower == "stellte" and t.cue is not None]


def test_a_pronoun_at_the_end_of_a_cue_is_a_word() -> None:
    assert words('"Jembatan ditutup," katanya.', "id") == ["kata", "nya"]


def test_a_turkish_capital_i_with_a_point_keeps_its_place() -> None:
    layout = layout_of("İfade eden “köprü kapalı” İl'de", "tr")
    assert [layout.text[t.start : t.end] for t in layout.tokens if t.word] == ["İfade", "eden", "İl'de"]
    assert layout.tokens[0].cue is CueClass.SAY


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("ar", "وأضَافَ"),
        ("ar", "اكد"),
        ("he", "אָמְרָה"),
        ("he", "ואמרה"),
        ("hi", "चेताया"),
        ("ru", "признаёт"),
        ("ru", "признает"),
    ],
)
def test_spellings_and_prefixes_do_not_hide_a_cue(language: str, word: str) -> None:
    assert layout_of(f"{word}: «xx».", language).tokens[0].cue is CueClass.SAY


def test_hebrew_abbreviations_are_one_word() -> None:
    layout = layout_of("מנכ\"ל החברה, פרופ' גבע: “נפתח”.", "he")
    assert [t.lower for t in layout.tokens if t.word] == ['מנכ"ל', "חברה", "פרופ'", "גבע"]


def test_a_word_behind_a_prefix_is_looked_up_by_itself() -> None:
    layout = layout_of("והדובר: “נפתח”.", "he")
    assert layout.tokens[0].lower == "דובר"
    assert layout.text[layout.tokens[0].start : layout.tokens[0].end] == "והדובר"


@pytest.mark.parametrize(
    ("language", "text"),
    [("ro", "El anunţă: „Venim.”"), ("ro", "El adauga: „Venim.”"), ("de", "Er begrüsste „das Vorhaben“.")],
)
def test_another_spelling_of_a_cue_is_the_same_cue(language: str, text: str) -> None:
    assert layout_of(text, language).tokens[1].cue is not None


def test_a_word_inside_a_longer_one_is_no_cue() -> None:
    assert not [t.cue for t in layout_of("大桥的问题“很难解决”。", "zh").tokens if t.cue is not None]
    assert not [t.cue for t in layout_of("สะพานดังกล่าว “เก่ามาก”", "th").tokens if t.cue is not None]


def test_unknown_thai_letters_are_taken_together() -> None:
    assert words("เฟเดริโก เฟลลินีกล่าวว่า “ไม่”", "th")[-2:] == ["เฟลลินี", "กล่าวว่า"]


def test_a_preposition_with_its_noun_is_no_particle() -> None:
    given = layout_of('"Vrede" gaven de mannen aan het kind.', "nl")
    assert not [t.lower for t in given.tokens if t.cue is not None]
    stated = layout_of('"We gaan door", gaven de mannen aan.', "nl")
    assert [t.lower for t in stated.tokens if t.cue is not None] == ["gaven"]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [("de", "„Wir kommen“, so sagte Ann Bell.", "sagte"), ("es", "«Venimos», según dijo Ana Bello.", "dijo")],
)
def test_a_verb_after_a_word_for_according_is_the_cue(language: str, text: str, cue: str) -> None:
    assert [t.lower for t in layout_of(text, language).tokens if t.cue is not None] == [cue]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The town slept.\n\nThe mayor said it was late.\nAccording to police it was.", [1, 2]),
        ("ar", "المدينة نائمة.\nوأضاف الوزير أن العمل مستمر.", [1]),
        ("ja", "町は眠っていた。\n警察によると、橋は閉鎖される。", [1]),
    ],
)
def test_lines_that_may_attribute_a_statement(language: str, text: str, expected: list[int]) -> None:
    assert lines_with_cues(text, lexicon_for(language), paragraphs(text)) == expected


def test_further_lines_are_cut_too() -> None:
    text = "The town slept.\n\nThe mayor said it was late.\n\nThe end."
    layout = lay_out(text, "en", lexicon_for("en"), paragraphs(text), [], [], [1])
    assert text[layout.tokens[0].start : layout.tokens[-1].end] == "The mayor said it was late."
