"""The layer that sees words: features, the lexicon that travels with a model, bounded memory."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Model

from processors.entity_models.lexicon import CITY, SURNAME, Lexicon
from processors.entity_models.word_embedding import (
    FEATURES,
    LAYER,
    OWN_LEXICON,
    REMEMBERED_WORDS,
    SEGMENT_FEATURES,
    segment_features,
    set_lexicon,
    word_embedding,
)

ALL = ["norm", "shape", *FEATURES]
TEXT = "Mira Tellmann wohnt in Nordau, sagt Tellmann."


@pytest.fixture
def nlp() -> spacy.language.Language:
    return spacy.blank("de")


def built(features: list[str] = ALL) -> Model[list[Doc], list[np.ndarray]]:
    model = word_embedding(12, 8, features, [50] * len(features))
    model.initialize()
    return model


def features_of(model: Model, doc: Doc) -> np.ndarray:
    (layer,) = (node for node in model.walk() if node.name == LAYER)
    return layer.predict([doc])[0]


def test_each_word_has_a_vector(nlp):
    docs = [nlp(TEXT), nlp(""), nlp("Ja")]
    assert [vectors.shape for vectors in built().predict(docs)] == [(len(doc), 12) for doc in docs]


def test_equal_words_have_equal_features_and_each_feature_tells_some_apart(nlp):
    model = built()
    set_lexicon(model, Lexicon.of({"tellmann": SURNAME, "nordau": CITY, "haus": 16 | 3 << 5}))
    doc = nlp("Mira Tellmann wohnt in Nordau im Haus , sagt Tellmann .")
    rows = features_of(model, doc)
    first, second = (i for i, token in enumerate(doc) if token.text == "Tellmann")
    assert (rows[first] == rows[second]).all()
    assert all(len(set(column)) > 1 for column in rows.T)


def test_spacys_own_features_are_those_of_the_words(nlp):
    doc = nlp(TEXT)
    rows = features_of(built(["norm", "shape"]), doc)
    assert rows.tolist() == [[token.norm, token.shape] for token in doc]


def test_a_norm_set_on_a_word_counts(nlp):
    model, doc = built(), nlp(TEXT)
    before = features_of(model, doc).copy()
    doc[0].norm_ = "hidden"
    after = features_of(model, doc)
    assert (before[0] != after[0]).tolist() == [name == "norm" for name in ALL]


def test_a_lexicon_changes_what_is_seen_and_is_saved_with_the_model(nlp):
    model, doc = built(), nlp(TEXT)
    before = features_of(model, doc).copy()
    set_lexicon(model, Lexicon.of({"tellmann": SURNAME}))
    after = features_of(model, doc)
    assert (before != after).any(axis=0).tolist() == [name == "names" for name in ALL]
    other = built()
    other.from_bytes(model.to_bytes())
    assert (features_of(other, doc) == after).all()
    assert np.allclose(other.predict([doc])[0], model.predict([doc])[0])


def test_a_doc_may_bring_a_lexicon_of_its_own(nlp):
    model = built()
    set_lexicon(model, Lexicon.of({"mira": SURNAME}))
    plain, own = nlp(TEXT), nlp(TEXT)
    own.user_data[OWN_LEXICON] = Lexicon.of({"tellmann": SURNAME})
    expected = built()
    set_lexicon(expected, own.user_data[OWN_LEXICON])
    before = features_of(model, plain)
    assert (features_of(model, own) == features_of(expected, plain)).all()
    assert (features_of(model, plain) == before).all()


def test_unknown_features_and_missing_rows_are_named():
    with pytest.raises(ValueError, match="no feature colour"):
        word_embedding(12, 8, ["norm", "colour"], [5, 5])
    with pytest.raises(ValueError, match="2 features and 1"):
        word_embedding(12, 8, ["norm", "shape"], [5])


def test_words_are_forgotten_before_they_are_too_many(nlp):
    model = built()
    seen = features_of(model, nlp(TEXT)).copy()
    kept = []
    for part in range(5):
        words = [f"wort{part}x{number}" for number in range(REMEMBERED_WORDS // 2)]
        features_of(model, Doc(nlp.vocab, words=words))
        (layer,) = (node for node in model.walk() if node.name == LAYER)
        tables = layer._func.__closure__[0].cell_contents
        kept.append(len(tables._own._rows.places))
    assert max(kept) <= REMEMBERED_WORDS
    assert (features_of(model, nlp(TEXT)) == seen).all()


def test_a_doc_longer_than_what_is_remembered_is_read_whole(nlp):
    doc = Doc(nlp.vocab, words=[f"wort{number}" for number in range(REMEMBERED_WORDS + 500)])
    rows = features_of(built(["suffix4", "shape"]), doc)
    assert rows.shape == (REMEMBERED_WORDS + 500, 2)
    assert len(set(rows[:, 0])) > 1000


def test_a_character_is_told_the_word_that_it_stands_in():
    lexicon = Lexicon.of({"北京": CITY | 2 << 5, "北": 1 << 5})
    assert list(segment_features(list("在北京北"), lexicon)) == [
        ("S1-0-0", "在"), ("B2-4-2", "北京"), ("E2-4-2", "北京"), ("S1-0-1", "北"),
    ]  # fmt: skip


def test_segments_are_features_of_the_token_not_of_the_character():
    nlp = spacy.blank("zh")
    model = built(["norm", *SEGMENT_FEATURES])
    set_lexicon(model, Lexicon.of({"北京": CITY}))
    doc = nlp("在北京北边")
    rows = features_of(model, doc)
    assert rows[1][0] == rows[3][0]  # the same character
    assert (rows[1][1:] != rows[3][1:]).all()  # in another word
    assert (features_of(model, doc) == rows).all()
    assert model.predict([nlp("")])[0].shape == (0, 12)
