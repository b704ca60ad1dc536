"""What the first layer of a shipped model makes of a word, remembered: it is the same wherever the word stands.

Most words of a text have been read before, and ten tables and a matrix for each are half of what a network costs.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from processors.entity_models.remembered import RememberedRows
from processors.entity_models.word_embedding import LAYER, WordFeatures

NAME: Final = "quotewire_word_vectors"

REMEMBERED_VECTORS: Final = 20_000
"""Words whose vectors are kept, some 500 bytes each; when it is full, the half that was met later is forgotten."""

FORGET: Final = "forget"
"""Attribute of the layer: a function that makes it forget all words."""

Vectors = NDArray[np.float32]
Features = NDArray[np.uint64]


def remember_words(model: Model[Any, Any]) -> None:
    """Lets a network remember the vectors of words. From then on its weights must not change, nor can it be saved.

    Args:
        model: any; only layers of `word_embedding` in it are changed, once.
    """
    nodes = list(model.walk())
    known = {id(node.layers[0]) for node in nodes if node.name == NAME}
    for node in nodes:
        if node.layers and node.layers[0].name == LAYER and id(node) not in known:
            model.replace_node(node, _remembering(node))


def forget_words(model: Model[Any, Any]) -> None:
    """Makes a network forget the words it has met, to measure what they cost."""
    for node in model.walk():
        if node.name == NAME:
            node.attrs[FORGET]()


def _remembering(embedding: Model[Any, Any]) -> Model[list[Doc], list[Vectors]]:
    words, *rest = embedding.layers
    memory = _Memory(words, rest)

    def forward(
        model: Model[list[Doc], list[Vectors]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Vectors], Callable[[list[Vectors]], list[Doc]]]:
        if is_train:
            raise RuntimeError(f"{NAME}: a network that remembers words cannot be trained")
        return memory.of(docs), lambda _: []

    return Model(NAME, forward, layers=[embedding], attrs={FORGET: memory.forget})


class _Memory:
    """Vectors by what they hang on: a word's form, or all of its features where these hang on where it stands.

    The key is a number of 64 bits, a sum of these with odd factors: two words of one text have the same key as rarely
    as two strings of spaCy's have the same hash.

    Args:
        words: the layer that works out features.
        layers: those after it.
    """

    def __init__(self, words: Model[Any, Any], layers: Sequence[Model[Any, Any]]) -> None:
        self._words = words
        self._features = WordFeatures(words.attrs["features"])
        self._layers = layers
        self._factors: Features = np.zeros(0, dtype="uint64")
        self.forget()
        self._look_up()  # where the model is loaded: what is made of the lexicon is then shared by forked processes

    def forget(self) -> None:
        self._vectors = RememberedRows("float32")

    def _look_up(self) -> None:
        """Looks words up in the model's lexicon as it is now."""
        if self._features.use(self._words.attrs["hashes"], self._words.attrs["entries"]):
            self.forget()

    def of(self, docs: Sequence[Doc]) -> list[Vectors]:
        """The vectors of texts' words, each (words, width)."""
        self._look_up()
        if not any(map(len, docs)):
            return self._computed([self._features.of(doc) for doc in docs])
        seen = self._features.forms if self._features.of_forms else self._features.of
        each = [seen(doc) for doc in docs]
        keys = self._keys(np.concatenate(each))
        if self._add(keys, docs, each) > REMEMBERED_VECTORS:
            self._vectors.forget_later_half(REMEMBERED_VECTORS)
            self._add(keys, docs, each)
        vectors = self._vectors.of(keys)
        return np.split(vectors, np.cumsum([len(doc) for doc in docs])[:-1])

    def _keys(self, rows: Features) -> list[int]:
        if len(self._factors) != rows.shape[1]:
            chance = np.random.default_rng(0).integers(2**63, size=rows.shape[1], dtype="uint64")
            self._factors = cast(Features, chance * 2 + 1)
        return cast(list[int], (rows * self._factors).sum(axis=1, dtype="uint64").tolist())

    def _add(self, keys: list[int], docs: Sequence[Doc], each: Sequence[Features]) -> int:
        """Works out the vectors of words that are new; how many words there are then.

        Args:
            keys: of all words.
            docs: in which they stand, one after the other.
            each: what the keys were made of, of each Doc.
        """
        places = self._vectors.places
        new = sorted({key: at for at, key in enumerate(keys) if key not in places}.values())
        if new:
            [vectors] = self._computed([self._features_at(new, docs, each)])
            self._vectors.add([keys[at] for at in new], vectors, REMEMBERED_VECTORS)
        return len(places)

    def _features_at(self, positions: list[int], docs: Sequence[Doc], each: Sequence[Features]) -> Features:
        """The features of the words at some positions, which ascend."""
        if not self._features.of_forms:
            return np.concatenate(each)[positions]
        found, start, first = [], 0, 0
        for doc, forms in zip(docs, each, strict=True):
            end = bisect_left(positions, first + len(doc), start)
            if start < end:
                found.append(self._features.of_some(doc, forms[np.array(positions[start:end]) - first]))
            start, first = end, first + len(doc)
        return np.concatenate(found)

    def _computed(self, features: Any) -> list[Vectors]:
        for layer in self._layers:
            features = layer.predict(features)
        found: list[Vectors] = features
        return found
