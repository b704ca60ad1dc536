"""The vocabulary does not grow with all the words ever read, and is the same afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]  # compiled, without types
from spacy.language import Language
from spacy.tokens import Doc

from processors.entity_models import vocabulary
from processors.entity_models.known_words import KnownWords
from processors.entity_models.store import Model, ModelStore
from processors.entity_models.vocabulary import Vocabulary, with_maps_anew
from processors.mentions import mentions_in

ROOT = Path(__file__).parents[3]
TEXT = (
    "Der Hafen von Hohenwarthe wächst. „Wir bauen im Frühjahr“, sagte Wiebke Jessenius (z. B. am 3.12.) in Köln/Bonn."
)
MEGABYTES = 8
"""That two maps of 500,000 words and marks have at least."""

READ = """
import os, sys
import spacy
from spacy.tokens import Doc
from processors.entity_models.vocabulary import Vocabulary
from tests.integration.processes import resident

nlp = spacy.blank("xx")
vocabulary = Vocabulary(nlp, int(sys.argv[1]))
sizes = []
for number in range(500):
    with nlp.memory_zone():
        words = len(Doc(nlp.vocab, words=[f"w{number}x{place}" for place in range(1_000)]))
    vocabulary.has_read(words)
    if number in (20, 499):
        sizes += resident([os.getpid()]).values()
print((sizes[1] - sizes[0]) // 2**20)
"""


def grown(most: int) -> int:
    """Megabytes that a process grows while it reads 480,000 different words."""
    command = [sys.executable, "-c", READ, str(most)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(ran.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="allocators differ in what they give back")
def test_words_that_zones_have_removed_leave_nothing() -> None:
    assert grown(20_000) < MEGABYTES / 2
    assert grown(sys.maxsize) > MEGABYTES  # without it


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("de")


def told(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.norm_, token.shape_, token.whitespace_) for token in doc]


def test_words_are_what_they_were(nlp: Language) -> None:
    known = KnownWords(nlp)
    known.learn([TEXT, TEXT])
    plain, norm = told(spacy.blank("de")(TEXT)), nlp.vocab.lex_attr_getters[NORM]  # type: ignore[attr-defined]
    strings = set(nlp.vocab.strings)
    for _ in range(3):
        with nlp.memory_zone():
            assert told(nlp.make_doc(TEXT)) == plain
        with_maps_anew(nlp.vocab)
        assert set(nlp.vocab.strings) == strings
    assert nlp.vocab.lex_attr_getters[NORM] is norm  # type: ignore[attr-defined]
    known.learn(["Neue Wörter", "Neue Wörter"])
    with nlp.memory_zone():
        assert told(nlp.make_doc(TEXT)) == plain


def test_it_is_done_after_so_many_words(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(vocabulary, "with_maps_anew", made.append)
    counted = Vocabulary(nlp, most=10)
    for words, times in ((9, 0), (0, 0), (1, 1), (9, 1), (25, 2)):
        counted.has_read(words)
        assert made == [nlp.vocab] * times


def test_mentions_are_the_same_before_and_after() -> None:
    model = ModelStore().for_language("de")
    assert model is not None
    often = Model(model.nlp, model.name, Vocabulary(model.nlp, most=1), known=model.known)
    found = [mentions_in(each, [TEXT, TEXT]) for each in (model, often, often, often, model)]
    assert found[0][0]
    assert all(each == found[0] for each in found)
