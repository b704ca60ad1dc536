"""The tokeniser remembers common words between memory zones, and cuts all words as it would without."""

from collections import Counter
from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language

from processors.entity_models.known_words import MOST_SEEN, KnownWords
from processors.entity_models.store import ModelStore
from processors.mentions import mentions_in

TEXT = (
    "Der Hafen von Hohenwarthe wächst. „Wir bauen im Frühjahr“, sagte Wiebke Jessenius (z. B. am 3.12.) in Köln/Bonn."
)


class Cuts:
    """How often the tokeniser has to look for the end of a word, which it does for each that it does not remember."""

    def __init__(self, nlp: Language) -> None:
        self.words: Counter[str] = Counter()
        search = nlp.tokenizer.suffix_search  # type: ignore[attr-defined]  # declared as a mere callable

        def counted(word: str) -> object:
            self.words[word] += 1
            return search(word)

        nlp.tokenizer.suffix_search = counted  # type: ignore[attr-defined]

    def of(self, nlp: Language, text: str) -> int:
        self.words.clear()
        with nlp.memory_zone():
            nlp.make_doc(text)
        return self.words.total()


@pytest.fixture
def nlp() -> Iterator[Language]:
    yield spacy.blank("de")


def test_words_that_several_articles_have_are_cut_once_for_all_zones(nlp: Language) -> None:
    cuts, known = Cuts(nlp), KnownWords(nlp)
    first = cuts.of(nlp, TEXT)
    assert cuts.of(nlp, TEXT) == first > 15  # without it every zone begins anew
    known.learn([TEXT])
    assert cuts.of(nlp, TEXT) == first  # seen once only
    known.learn([TEXT])
    # What has an exception of its own is never kept, by spaCy either.
    assert cuts.of(nlp, TEXT) <= 3


def test_words_are_cut_as_without(nlp: Language) -> None:
    known = KnownWords(nlp)
    plain = [(token.text, token.norm_, token.shape_, token.whitespace_) for token in spacy.blank("de")(TEXT)]
    for _ in range(3):
        known.learn([TEXT, TEXT])
        with nlp.memory_zone():
            doc = nlp.make_doc(TEXT)
            assert [(token.text, token.norm_, token.shape_, token.whitespace_) for token in doc] == plain


def test_so_many_are_learned_and_no_more(nlp: Language) -> None:
    known = KnownWords(nlp, most=3)
    words = ["eins", "zwei", "drei", "vier", "fünf"]
    before = len(nlp.vocab)
    known.learn([" ".join(words)] * 2)
    assert len(nlp.vocab) == before + 3
    known.learn([" ".join(words)] * 2)
    assert len(nlp.vocab) == before + 3


def test_it_stops_looking_where_all_words_are_new(nlp: Language) -> None:
    known = KnownWords(nlp)
    known.learn([" ".join(f"w{number}" for number in range(MOST_SEEN + 1_000))])  # give or take what shares a place
    before = len(nlp.vocab)
    known.learn(["w1 w2", "w1 w2"])
    assert len(nlp.vocab) == before


def test_mentions_are_the_same_and_the_model_has_learned() -> None:
    model = ModelStore().for_language("de")
    assert model is not None
    before = len(model.nlp.vocab)
    found = [mentions_in(model, [TEXT, TEXT]) for _ in range(3)]
    assert found[0] == found[1] == found[2] and found[0][0]
    assert len(model.nlp.vocab) > before
