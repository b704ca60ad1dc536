"""The convolutions of spaCy's MaxoutWindowEncoder, for reading only: the same numbers in half the time.

Thinc's layers go over all words of a batch one after the other and write each step to memory. Here a few hundred words
go through all steps of a layer while they are in the processor's cache, and the pieces of a maxout lie side by side.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

NAME: Final = "quotewire_convolution"

_STEPS: Final = ("expand_window", "maxout", "layernorm", "dropout")

BLOCK: Final = 512
"""Words that go through a layer together: 128 to 2,048 take 9.1 to 7.7 µs a word in four layers, Thinc 13.8."""

_EPSILON: Final = np.float32(1e-8)
"""Thinc's, in the variance."""

MOST_DISTINCT: Final = 0.6
"""Share of different words up to which each of them goes through the first convolution's matrices once."""

Vectors = NDArray[np.float32]
Places = NDArray[np.intp]


def fuse_convolutions(model: Model[Any, Any]) -> None:
    """Puts these convolutions in the place of Thinc's. From then on the weights must not change, nor can it be saved.

    Args:
        model: any; what is not exactly such a convolution stays as it is.
    """
    nodes = list(model.walk())
    done = {id(node.layers[0]) for node in nodes if node.name == NAME}
    firsts = {id(node.layers[0]) for node in nodes if node.layers}
    for node in nodes:
        if _is_convolution(node) and id(node) not in done:
            model.replace_node(node, _fused(node, id(node) in firsts))


def _is_convolution(node: Model[Any, Any]) -> bool:
    return node.name.startswith("residual(") and tuple(step.name for step in _steps(node)) == _STEPS


def _steps(node: Model[Any, Any]) -> list[Model[Any, Any]]:
    return [step for step in node.walk(order="dfs_pre") if not step.layers]


def _fused(residual: Model[Any, Any], first: bool) -> Model[Any, Any]:
    window, maxout, norm, _ = _steps(residual)
    layer = _Convolution(
        window.attrs["window_size"], maxout.get_param("W"), maxout.get_param("b"), norm.get_param("G"),
        norm.get_param("b"), first,
    )  # fmt: skip

    def forward(model: Model[Any, Any], vectors: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        if is_train:
            raise RuntimeError(f"{NAME}: a network made for reading cannot be trained")
        return layer.of(vectors), lambda _: []

    return Model(NAME, forward, layers=[residual], dims={"nO": layer.width, "nI": layer.width})


class _Convolution:
    """One layer: a window of neighbours, maxout, layer normalisation, and the word itself added.

    Args:
        window: neighbours to each side.
        weights: of the maxout, (width, pieces, window's width).
        bias: of the maxout, (width, pieces).
        scale: of the normalisation.
        shift: of the normalisation.
        first: whether words come to it by themselves: a word has the same vector wherever it stands.
    """

    def __init__(self, window: int, weights: Any, bias: Any, scale: Any, shift: Any, first: bool) -> None:
        self._first = first
        self.width, self._pieces, self._columns = weights.shape
        self._window = window
        # the pieces of a number side by side -> one piece of all numbers after the other
        by_piece = weights.transpose(1, 0, 2).reshape(self._pieces * self.width, self._columns)
        self._weights: Vectors = np.ascontiguousarray(by_piece.T)
        self._bias: Vectors = np.ascontiguousarray(bias.T).reshape(-1)
        self._scale, self._shift = scale, shift
        self._mean: Vectors = np.full(self.width, 1 / self.width, dtype="float32")

    def of(self, vectors: Vectors) -> Vectors:
        """Words in, (words, width), the same shape out; before the first and after the last word are zeros."""
        distinct = _distinct(vectors) if self._first else None
        if distinct is not None:
            return self._of_words(vectors, *distinct)
        count, width, beside = len(vectors), self.width, self._window
        padded: Vectors = np.zeros((count + 2 * beside, width), dtype="float32")
        padded[beside : beside + count] = vectors
        made: Vectors = np.empty((count, width), dtype="float32")
        windows: Vectors = np.empty((min(BLOCK, count), self._columns), dtype="float32")
        pieces: Vectors = np.empty((min(BLOCK, count), self._pieces * width), dtype="float32")
        for start in range(0, count, BLOCK):
            end = min(start + BLOCK, count)
            seen, each = windows[: end - start], pieces[: end - start]
            for place in range(2 * beside + 1):
                seen[:, place * width : (place + 1) * width] = padded[start + place : end + place]
            np.matmul(seen, self._weights, out=each)
            each += self._bias
            self._normalised(each, made[start:end])
            made[start:end] += vectors[start:end]
        return made

    def _of_words(self, vectors: Vectors, chosen: Places, numbers: Places) -> Vectors:
        """The same, with each product once for each different word, of which `numbers` says where they stand."""
        count, width, beside = len(vectors), self.width, self._window
        words = vectors[chosen]
        products = [np.zeros((len(words) + 1, self._pieces * width), dtype="float32") for _ in range(2 * beside + 1)]
        for place, product in enumerate(products):
            np.matmul(words, self._weights[place * width : (place + 1) * width], out=product[:-1])
        padded = np.full(count + 2 * beside, len(words))  # the last row: no word
        padded[beside : beside + count] = numbers
        made: Vectors = np.empty((count, width), dtype="float32")
        for start in range(0, count, BLOCK):
            end = min(start + BLOCK, count)
            each = products[0][padded[start:end]]
            for place in range(1, 2 * beside + 1):
                each += products[place][padded[start + place : end + place]]
            each += self._bias
            self._normalised(each, made[start:end])
            made[start:end] += vectors[start:end]
        return made

    def _normalised(self, pieces: Vectors, made: Vectors) -> None:
        width = self.width
        made[:] = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            np.maximum(made, pieces[:, start : start + width], out=made)
        made -= (made @ self._mean)[:, None]
        variance = np.einsum("ij,ij->i", made, made) / np.float32(width) + _EPSILON
        made /= np.sqrt(variance)[:, None]
        made *= self._scale
        made += self._shift


def _distinct(vectors: Vectors) -> tuple[Places, Places] | None:
    """One place of each different vector, and the number of each word's; None where most of them are different."""
    if len(vectors) < BLOCK or vectors.shape[1] < 2:
        return None
    beginnings = np.ascontiguousarray(vectors[:, :2]).view("uint64").ravel()
    _, chosen, numbers = np.unique(beginnings, return_index=True, return_inverse=True)
    if len(chosen) > MOST_DISTINCT * len(vectors) or not np.array_equal(vectors[chosen][numbers], vectors):
        return None  # or two different ones begin with the same two numbers
    return chosen, numbers
