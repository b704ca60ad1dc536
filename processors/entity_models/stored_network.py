"""The network of a shipped model as it is stored: numbers of half the size, made whole again before it is used.

Sixteen bits a number keep three digits. No score of a model changes by it (docs/models.md), and its file halves.
"""

from collections.abc import Callable
from typing import Any, Final, Literal

from spacy.ml.models.tok2vec import build_Tok2Vec_model
from spacy.util import registry
from thinc.api import Model

ARCHITECTURE: Final = "quotewire.Tok2Vec.v1"
NAME: Final = "quotewire_tok2vec"


def token_vectors(embed: Model[Any, Any], encode: Model[Any, Any]) -> Model[Any, Any]:
    """spaCy's Tok2Vec, which may have been stored in half precision.

    Args:
        embed: makes a vector of each word by itself.
        encode: takes its neighbours into account.

    Returns:
        Docs in, for each an array (words, width) of float32 out.
    """
    network = build_Tok2Vec_model(embed, encode)

    def forward(model: Model[Any, Any], docs: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        to_full_precision(network)
        return network(docs, is_train)

    def initialise(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803  Thinc's names
        network.initialize(X, Y)

    return Model(
        "quotewire_tok2vec", forward, init=initialise, layers=[network], dims={"nO": network.maybe_get_dim("nO")}
    )


registry.architectures.register(ARCHITECTURE, func=token_vectors)


def to_half_precision(model: Model[Any, Any]) -> None:
    """Makes the parameters of the networks of `token_vectors` in a model float16, to be stored."""
    for node in model.walk():
        if node.name == NAME:
            _convert(node, "float32", "float16")


def to_full_precision(model: Model[Any, Any]) -> None:
    """Makes all parameters of float16 float32."""
    _convert(model, "float16", "float32")


def _convert(model: Model[Any, Any], old: str, new: Literal["float16", "float32"]) -> None:
    for node in model.walk():
        for name in node.param_names:
            value: Any = node.get_param(name) if node.has_param(name) else None
            if value is not None and value.dtype == old:
                node.set_param(name, value.astype(new))
