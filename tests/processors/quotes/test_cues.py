"""The lexicons."""

import importlib

import pytest

from processors.quotes.cues import (
    LEXICONS,
    VERB_FIELDS,
    CueClass,
    Words,
    count_verbs,
    expand,
    lexicon_for,
    verbs,
)

MANY_VERBS = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "ru", "uk"),
    *("bg", "sr", "hr", "el", "tr", "ar", "he", "fa", "hi", "id", "vi", "th", "zh", "ja", "ko"),
)
ENOUGH_VERBS = 60


def test_paradigms_are_written_out() -> None:
    assert expand("stat+e go_on", {"e": "e es - ed"}) == ["state", "states", "stat", "stated", "go on"]


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_every_lexicon_loads_and_has_the_essentials(code: str) -> None:
    words = importlib.import_module(f"processors.quotes.lexicons.{code}").WORDS
    assert isinstance(words, Words)
    lexicon = lexicon_for(code)
    phrases = [kind for found in lexicon.phrases.values() for _, kind in found]
    assert sum(kind in {CueClass.SAY, CueClass.REPORT} for kind in [*lexicon.cues.values(), *phrases]) >= 60
    assert lexicon.pronouns
    assert lexicon.roles
    assert lexicon.naming
    assert all(form == form.lower().strip() for form in lexicon.cues)


def test_a_line_is_a_verb() -> None:
    words = Words(
        paradigms={"v": "- s ed ing"},
        say="""
        say says said
        add+v went_on_to_add
        """,
        report="""
        hope hopes hoped

        """,
        call="call+v",
    )
    assert verbs(words) == [
        ["say", "says", "said"],
        ["add", "adds", "added", "adding", "went on to add"],
        ["hope", "hopes", "hoped"],
        ["call", "calls", "called", "calling"],
    ]


def test_a_verb_of_two_fields_counts_once() -> None:
    assert len(verbs(Words(report="describe describes", call="describes described"))) == 1


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_no_form_belongs_to_two_verbs_of_a_field(code: str) -> None:
    words = importlib.import_module(f"processors.quotes.lexicons.{code}").WORDS
    for field in VERB_FIELDS:
        lines = [set(expand(line, words.paradigms)) for line in getattr(words, field).splitlines()]
        assert sum(map(len, lines)) == len(set().union(*lines)), field


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_every_lexicon_tells_how_speech_is_reported(code: str) -> None:
    lexicon = lexicon_for(code)
    assert lexicon.complementizers or lexicon.complement_endings or lexicon.bare
    assert lexicon.negations
    assert lexicon.hypothetical
    assert lexicon.first_person
    assert any(
        kind in {CueClass.SAY, CueClass.REPORT} for form, kind in lexicon.cues.items() if form in lexicon.reporting
    )


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_words_that_refer_to_cues_are_cues(code: str) -> None:
    lexicon = lexicon_for(code)
    known = set(lexicon.cues) | {" ".join(phrase) for found in lexicon.phrases.values() for phrase, _ in found}
    for words in (lexicon.bare, lexicon.bare_with_verb, lexicon.addressing, lexicon.inserted):
        assert words <= known
    for words in (lexicon.infinitives, lexicon.gerunds, lexicon.questions):
        assert words <= known | lexicon.findings


@pytest.mark.parametrize("code", MANY_VERBS)
def test_languages_have_many_verbs(code: str) -> None:
    assert count_verbs(code) >= ENOUGH_VERBS


def test_a_language_of_its_own_lexicon_borrows_none() -> None:
    assert all(lexicon_for(code).languages == (code,) for code in LEXICONS)


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("en", "replied"),
        ("de", "betonte"),
        ("fr", "souligné"),
        ("es", "afirmaron"),
        ("ru", "заявила"),
        ("pl", "stwierdziła"),
        ("ja", "述べた"),
    ],
)
def test_inflected_forms_are_cues(code: str, form: str) -> None:
    assert lexicon_for(code).cues[form] is CueClass.SAY


def test_unknown_languages_have_a_general_lexicon() -> None:
    general = lexicon_for("und")
    assert general.cues["said"] is CueClass.SAY
    assert general.cues["sagte"] is CueClass.SAY
    assert lexicon_for("xx").cues == general.cues == lexicon_for("mixed").cues


def test_related_languages_share_a_lexicon() -> None:
    assert lexicon_for("no").languages == lexicon_for("nn").languages == ("nb",)


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_no_word_written_with_blanks_hides_a_cue(code: str) -> None:
    """The tokens of a compound become one, so that a cue phrase of the same words would never be found."""
    lexicon = lexicon_for(code)
    phrases = {phrase for found in lexicon.phrases.values() for phrase, _ in found}
    assert not [c for found in lexicon.compounds.values() for c in found if c in phrases]
