"""Networks that only read: words remembered, convolutions in one go, and the same found as without."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Maxout, Model, NumpyOps, chain, expand_window, residual

from processors.entity_models import convolution, word_vectors
from processors.entity_models.choice import SHIPPED
from processors.entity_models.convolution import BLOCK, fuse_convolutions
from processors.entity_models.greedy import GreedyRecogniser
from processors.entity_models.lexicon import SURNAME, Lexicon
from processors.entity_models.store import for_reading, use_openblas
from processors.entity_models.word_embedding import OWN_LEXICON, set_lexicon, word_embedding
from processors.entity_models.word_vectors import forget_words, remember_words

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CLOSE = 1e-4
"""Sums of floats in another order."""


def samples() -> list[str]:
    """The texts of all samples, in many languages."""
    return [json.loads(line)["text"] for line in (SAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def found(nlp: Language, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    return [[(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in nlp.pipe(texts)]


@pytest.mark.parametrize("model", ["de", "xx", "zh"])
def test_a_model_made_for_reading_finds_the_same(model: str) -> None:
    nlp = spacy.load(SHIPPED / model)
    use_openblas(nlp)
    texts = samples()
    before = found(nlp, texts)
    nlp = spacy.load(SHIPPED / model)  # which has read nothing
    for_reading(nlp)
    assert isinstance(nlp.get_pipe("ner"), GreedyRecogniser)
    names = [node.name for node in nlp.get_pipe("ner").model.walk()]
    assert names.count(word_vectors.NAME) == 1
    assert names.count(convolution.NAME) == 4
    assert found(nlp, texts) == before
    assert found(nlp, texts[::-1]) == before[::-1], "with words that are remembered"
    assert sum(map(len, before)) > 20


def test_it_is_made_so_once(nlp: Language) -> None:
    for_reading(nlp)
    before = [node.name for node in nlp.get_pipe("ner").model.walk()]
    for_reading(nlp)
    assert [node.name for node in nlp.get_pipe("ner").model.walk()] == before


@pytest.fixture
def nlp() -> Language:
    """What official packages are made of; random weights."""
    nlp = spacy.blank("de")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    return nlp


def test_the_convolutions_of_an_official_package_are_read_in_one_go_too(nlp: Language) -> None:
    tok2vec = nlp.get_pipe("ner").model.get_ref("tok2vec")
    docs = [nlp.make_doc(text) for text in samples()]
    before = tok2vec.predict(docs)
    for_reading(nlp)
    names = [node.name for node in tok2vec.walk()]
    assert names.count(convolution.NAME) == 4
    assert word_vectors.NAME not in names
    for one, other in zip(before, tok2vec.predict(docs), strict=True):
        np.testing.assert_allclose(one, other, atol=CLOSE)


@pytest.mark.parametrize("model", ["de", "zh"])
def test_of_a_new_word_only_what_is_read_is_worked_out(model: str) -> None:
    nlp = spacy.load(SHIPPED / model)
    assert nlp.vocab["12.345"].like_num
    for_reading(nlp)
    assert not nlp.vocab["12.346"].like_num
    assert nlp.vocab["Tellmanns"].shape_ == "Xxxxx" and nlp.vocab["Tellmanns"].norm_ == "tellmanns"
    assert nlp.vocab["\n \n"].is_space
    assert nlp.make_doc("ja").lang_ == nlp.lang


def test_what_other_packages_read_is_kept(nlp: Language) -> None:
    for_reading(nlp)
    assert nlp.vocab["?"].is_punct


def test_a_recogniser_may_listen_to_a_network_of_its_pipeline() -> None:
    """As in official packages; its layer is asked for its component's name when another component is added."""
    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec")
    listens = {"@architectures": "spacy.Tok2VecListener.v1", "width": "${components.tok2vec.model.encode.width}"}
    listens["width"] = nlp.get_pipe("tok2vec").model.get_dim("nO")
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": listens,
    }}).add_label("PER")  # fmt: skip
    nlp.initialize()
    before = found(nlp, samples()[:5])
    for_reading(nlp)
    assert isinstance(nlp.get_pipe("ner"), GreedyRecogniser)
    nlp.add_pipe("quotewire_fingerprints")
    assert found(nlp, samples()[:5]) == before


class Counted:
    """How many words an embedding works out, call by call."""

    def __init__(self, embedding: Model) -> None:
        self.words: list[int] = []
        listed = embedding.layers[1]
        forward = listed._func

        def count(model, features, is_train):
            self.words.append(sum(map(len, features)))
            return forward(model, features, is_train)

        listed._func = count


@pytest.fixture
def network() -> Iterator[tuple[Model, Counted, Model]]:
    """A network that remembers words, what it works out, and the same one that does not."""
    ours, other = (word_embedding(12, 8, ["norm", "prefix1", "suffix3", "names"], [50] * 4) for _ in range(2))
    for each in (ours, other):
        each.initialize()
    other.from_bytes(ours.to_bytes())
    counted = Counted(ours)
    holder = chain(ours, Model("last", lambda model, given, is_train: (given, lambda d: d)))
    remember_words(holder)
    yield holder, counted, other


def test_a_word_is_worked_out_once(network) -> None:
    holder, counted, other = network
    vocab = spacy.blank("de").vocab
    first = Doc(vocab, ["Mira", "sagt", "Mira", "sagt", "ja"])
    second = Doc(vocab, ["ja", "sagt", "Tellmann"])
    for docs in ([first, second], [second], [], [Doc(vocab)], [Doc(vocab), first]):
        for ours, theirs in zip(holder.predict(docs), other.predict(docs), strict=True):
            np.testing.assert_allclose(ours, theirs, atol=CLOSE)
    assert [count for count in counted.words if count] == [4]
    forget_words(holder)
    holder.predict([second])
    assert [count for count in counted.words if count] == [4, 3]


def test_what_is_remembered_has_bounds(network, monkeypatch: pytest.MonkeyPatch) -> None:
    holder, counted, other = network
    monkeypatch.setattr(word_vectors, "REMEMBERED_VECTORS", 6)
    vocab = spacy.blank("de").vocab
    for number in range(10):
        docs = [Doc(vocab, [f"w{number}", f"v{number}", "gleich"]), Doc(vocab, [f"u{number}"])]
        for ours, theirs in zip(holder.predict(docs), other.predict(docs), strict=True):
            np.testing.assert_allclose(ours, theirs, atol=CLOSE)
    assert sum(counted.words) > 31, "words are worked out anew after it was full"
    more = Doc(vocab, [f"z{number}" for number in range(20)])  # one text has more words than are kept
    np.testing.assert_allclose(holder.predict([more])[0], other.predict([more])[0], atol=CLOSE)


def test_the_same_word_with_another_lexicon_is_another_word(network) -> None:
    holder, _, other = network
    vocab = spacy.blank("de").vocab
    plain, told = Doc(vocab, ["Tellmann"]), Doc(vocab, ["Tellmann"])
    told.user_data[OWN_LEXICON] = Lexicon.of({"tellmann": SURNAME})
    ours = holder.predict([plain, told])
    assert np.abs(ours[0] - ours[1]).max() > 0.01
    for one, theirs in zip(ours, other.predict([plain, told]), strict=True):
        np.testing.assert_allclose(one, theirs, atol=CLOSE)


def test_words_are_looked_up_anew_in_a_new_lexicon(network) -> None:
    holder, counted, other = network
    doc = Doc(spacy.blank("de").vocab, ["Tellmann", "sagt"])
    before = holder.predict([doc])[0]
    for each in (holder, other):
        set_lexicon(each, Lexicon.of({"tellmann": SURNAME}))
    after = holder.predict([doc])[0]
    np.testing.assert_allclose(after, other.predict([doc])[0], atol=CLOSE)
    assert np.abs(after[0] - before[0]).max() > 0.01
    assert counted.words == [2, 2]


def test_a_network_that_remembers_is_not_trained(network) -> None:
    holder, _, _ = network
    with pytest.raises(RuntimeError, match="cannot be trained"):
        holder.begin_update([Doc(spacy.blank("de").vocab, ["ja"])])


@pytest.mark.parametrize(("window", "pieces"), [(1, 3), (2, 2), (1, 1)])
@pytest.mark.parametrize("words", [0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_a_convolution_gives_what_thincs_gives(window: int, pieces: int, words: int) -> None:
    width = 16
    layer = residual(
        chain(expand_window(window), Maxout(width, width * (2 * window + 1), pieces, dropout=0.0, normalize=True))
    )
    holder = chain(layer, Model("last", lambda model, given, is_train: (given, lambda d: d)))
    rng = np.random.default_rng(words)
    holder.initialize(X=rng.normal(size=(5, width)).astype("float32"))
    for node in holder.walk():
        node.ops = NumpyOps(use_blis=False)
        for name in node.param_names:
            node.set_param(name, rng.normal(size=node.get_param(name).shape).astype("float32"))
    vectors = rng.normal(size=(words, width)).astype("float32")
    before = holder.predict(vectors) if words else vectors
    fuse_convolutions(holder)
    assert [node.name for node in holder.walk()].count(convolution.NAME) == 1
    np.testing.assert_allclose(holder.predict(vectors), before, atol=CLOSE)
    with pytest.raises(RuntimeError, match="cannot be trained"):
        holder.begin_update(vectors)


@pytest.mark.parametrize("distinct", [30, BLOCK, 2 * BLOCK])
@pytest.mark.parametrize("window", [1, 2])
def test_words_that_come_again_are_multiplied_once(distinct: int, window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    width, count = 16, 2 * BLOCK + 7
    layers = [
        residual(chain(expand_window(window), Maxout(width, width * (2 * window + 1), 3, dropout=0.0, normalize=True)))
        for _ in range(2)
    ]
    holder = chain(*layers, Model("last", lambda model, given, is_train: (given, lambda d: d)))
    rng = np.random.default_rng(distinct)
    words = rng.normal(size=(distinct, width)).astype("float32")
    vectors = words[rng.integers(distinct, size=count)]
    holder.initialize(X=vectors[:5])
    for node in holder.walk():
        node.ops = NumpyOps(use_blis=False)
    before = holder.predict(vectors)
    fuse_convolutions(holder)
    asked: list[int] = []
    once = convolution._Convolution._of_words
    monkeypatch.setattr(
        convolution._Convolution,
        "_of_words",
        lambda self, given, chosen, numbers: asked.append(len(chosen)) or once(self, given, chosen, numbers),
    )
    np.testing.assert_allclose(holder.predict(vectors), before, atol=CLOSE)
    different = len(np.unique(vectors, axis=0))
    assert asked == ([different] if different <= convolution.MOST_DISTINCT * count else [])


def test_two_words_that_begin_alike_are_two() -> None:
    vectors = np.zeros((BLOCK, 4), dtype="float32")
    vectors[1:, 3] = 1
    assert convolution._distinct(vectors) is None
    vectors[:, 3] = 1
    found = convolution._distinct(vectors)
    assert found is not None and len(found[0]) == 1


def test_what_is_no_such_convolution_stays() -> None:
    other = residual(chain(expand_window(1), Maxout(4, 12, 3)))
    holder = chain(other, Model("last", lambda model, given, is_train: (given, lambda d: d)))
    fuse_convolutions(holder)
    assert convolution.NAME not in [node.name for node in holder.walk()]


def test_set_lexicon_reaches_a_network_that_remembers(network) -> None:
    holder, _, _ = network
    doc = Doc(spacy.blank("de").vocab, ["Tellmann"])
    [before] = [vectors.copy() for vectors in holder.predict([doc])]
    set_lexicon(holder, Lexicon.of({"tellmann": SURNAME}))
    assert np.abs(holder.predict([doc])[0] - before).max() > 0.01
