"""The lexicons."""

import importlib

import pytest

from processors.quotes.cues import LEXICONS, CueClass, Words, expand, lexicon_for

LARGE = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru")


def test_paradigms_are_written_out() -> None:
    assert expand("stat+e go_on", {"e": "e es - ed"}) == ["state", "states", "stat", "stated", "go on"]


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_every_lexicon_loads_and_has_the_essentials(code: str) -> None:
    words = importlib.import_module(f"processors.quotes.lexicons.{code}").WORDS
    assert isinstance(words, Words)
    lexicon = lexicon_for(code)
    assert sum(kind in {CueClass.SAY, CueClass.REPORT} for kind in lexicon.cues.values()) >= 60
    assert lexicon.pronouns
    assert lexicon.roles
    assert lexicon.naming
    assert all(form == form.lower().strip() for form in lexicon.cues)


@pytest.mark.parametrize("code", LARGE)
def test_large_lexicons_have_at_least_forty_verbs(code: str) -> None:
    words = importlib.import_module(f"processors.quotes.lexicons.{code}").WORDS
    beginnings = {form[:4] for form in (words.say + words.report).split()}
    assert len(beginnings) >= 40


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
