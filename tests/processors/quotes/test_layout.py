"""Tokens and sentences around quotations."""

from processors.quotes.cues import CueClass, lexicon_for
from processors.quotes.layout import Layout, TokenKind, lay_out
from processors.quotes.marks import find_marked, paragraphs


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
