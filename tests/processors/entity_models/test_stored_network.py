"""A network that was stored in half precision finds the same and is used in full precision."""

import spacy
from thinc.api import Model

from processors.entity_models.stored_network import NAME, to_full_precision, to_half_precision
from training.network import blank_pipeline
from training.recipes import RECIPES

TEXT = "Mira Tellmann wohnt in Nordau, sagt Tellmann."


def pipeline() -> spacy.language.Language:
    nlp = blank_pipeline(RECIPES["de"])
    nlp.initialize()
    return nlp


def types(model: Model) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) and (value := node.get_param(name)) is not None:
                found[str(value.dtype)] = found.get(str(value.dtype), 0) + value.nbytes
    return found


def vectors(nlp: spacy.language.Language):
    (network,) = (node for node in nlp.get_pipe("ner").model.walk() if node.name == NAME)
    return network.predict([nlp.make_doc(TEXT)])[0]


def test_a_stored_network_is_half_as_large_and_gives_nearly_the_same_vectors():
    nlp = pipeline()
    before, whole = vectors(nlp), types(nlp.get_pipe("ner").model)
    to_half_precision(nlp.get_pipe("ner").model)
    half = types(nlp.get_pipe("ner").model)
    assert set(whole) == {"float32"}
    assert half["float16"] > 0.9 * (whole["float32"] - half["float16"])
    assert abs(vectors(nlp) - before).max() < 0.01 * abs(before).max()
    assert types(nlp.get_pipe("ner").model) == whole  # made whole again by the first text


def test_stored_and_loaded_twice_it_is_the_same(tmp_path):
    nlp = pipeline()
    to_half_precision(nlp.get_pipe("ner").model)
    nlp.to_disk(tmp_path / "a")
    loaded = spacy.load(tmp_path / "a")
    expected = vectors(loaded)
    to_half_precision(loaded.get_pipe("ner").model)
    loaded.to_disk(tmp_path / "b")
    assert (tmp_path / "a" / "ner" / "model").read_bytes() == (tmp_path / "b" / "ner" / "model").read_bytes()
    assert (vectors(spacy.load(tmp_path / "b")) == expected).all()


def test_the_rest_of_a_recogniser_stays_as_it_is():
    nlp = pipeline()
    model = nlp.get_pipe("ner").model
    to_half_precision(model)
    assert types(model)["float32"] > 0
    to_full_precision(model)
    assert set(types(model)) == {"float32"}
