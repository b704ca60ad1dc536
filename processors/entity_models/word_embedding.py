"""The first layer of the shipped entity models: what they see of a word by itself.

Installing Quotewire registers the architecture (entry point `spacy_architectures`), so that `spacy.load` reads the
models; importing this module does too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from processors.entity_models.lexicon import EMPTY, FREQUENCY_SHIFT, NAMES, Lexicon
from processors.entity_models.remembered import RememberedRows

ARCHITECTURE: Final = "quotewire.WordEmbedding.v1"
LAYER: Final = "quotewire_word_features"
"""Name of the layer that has the lexicon."""

OWN_LEXICON: Final = "quotewire_lexicon"
"""Key of `Doc.user_data` under which a Doc may bring a `Lexicon` to be used in place of the model's."""

REMEMBERED_WORDS: Final = 20_000
"""Forms whose features are kept, 100 bytes each; when it is full, the half that was met later is forgotten."""
FORM: Final = ("NORM", "ORTH")
"""What the features of a word hang on, where they do not hang on its place in the text; and on the lexicon."""
LONGEST_WORD: Final = 60
"""Letters of a word that is looked up in the lexicon; a longer one is in none."""

Features = NDArray[np.uint64]


def _names(word: str, lexicon: Lexicon) -> str:
    bits, cut = lexicon.names(word.lower())
    return f"{bits}-{cut}"


FEATURES: Final[dict[str, Callable[[str, Lexicon], str]]] = {
    "prefix1": lambda word, _: word[:1],
    "prefix3": lambda word, _: word[:3],
    "suffix2": lambda word, _: word[-2:],
    "suffix3": lambda word, _: word[-3:],
    "suffix4": lambda word, _: word[-4:],
    "names": _names,
    "noun": lambda word, lexicon: str(lexicon.noun(word.lower())),
    "frequency": lambda word, lexicon: str(lexicon.frequency(word.lower())),
}
"""Features that are worked out here, from a word as written and the lexicon; `norm` and `shape` are spaCy's."""

SEGMENT_FEATURES: Final = ("segment", "segment_word")
"""Features for scripts without spaces, in which each character is a token: of the word of the lexicon that it stands in
(`Lexicon.segments`), its place there, names and frequency, and the word itself."""
LONGEST_TOLD: Final = 4
"""From here on all words count as equally long."""


def segment_features(characters: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """For each token `SEGMENT_FEATURES`. A place is S (alone), B (first), M or E (last)."""
    for start, end, entry in lexicon.segments(characters):
        word = "".join(characters[start:end])
        told = f"{min(end - start, LONGEST_TOLD)}-{entry & NAMES}-{entry >> FREQUENCY_SHIFT}"
        for at in range(start, end):
            place = "S" if end - start == 1 else "B" if at == start else "E" if at == end - 1 else "M"
            yield f"{place}{told}", word


def word_embedding(width: int, embed_width: int, features: Sequence[str], rows: Sequence[int]) -> Model[Any, Any]:
    """Embeds words: a hashed table for each feature, then one layer that mixes them (spaCy's MultiHashEmbed with other
    features).

    Args:
        width: of a word's vector.
        embed_width: of the vectors in the tables.
        features: `norm`, `shape` and names in `FEATURES` and `SEGMENT_FEATURES`.
        rows: of each feature's table.

    Returns:
        Docs in, for each an array (words, width) of float32 out.

    Raises:
        ValueError: a feature is unknown, or there are not as many rows as features.
    """
    unknown = set(features) - {"norm", "shape", *FEATURES, *SEGMENT_FEATURES}
    if unknown:
        raise ValueError(f"{ARCHITECTURE}: there is no feature {', '.join(sorted(unknown))}")
    if len(features) != len(rows):
        raise ValueError(f"{ARCHITECTURE}: {len(features)} features and {len(rows)} numbers of rows")
    tables: list[Model[Any, Any]] = [
        HashEmbed(embed_width, size, column=i, seed=i + 8, dropout=0.0) for i, size in enumerate(rows)
    ]
    mix = Maxout(width, embed_width * len(tables), nP=3, dropout=0.0, normalize=True)
    layers: list[Model[Any, Any]] = [
        _word_features(list(features)), list2ragged(), with_array(concatenate(*tables)), with_array(mix), ragged2list()
    ]  # fmt: skip
    return chain(*layers)


registry.architectures.register(ARCHITECTURE, func=word_embedding)


def set_lexicon(model: Model[Any, Any], lexicon: Lexicon) -> None:
    """Gives a lexicon to a model that has a layer for it; it is saved with the model."""
    for node in model.walk():
        if node.name == LAYER:
            node.attrs["hashes"] = lexicon.hashes.tobytes()
            node.attrs["entries"] = lexicon.entries


def words_of(nlp: Language, text: str, lexicon: Lexicon | None) -> Doc:
    """The words of a text, with a lexicon to be used in place of the model's if one is given."""
    doc = nlp.make_doc(text)
    if lexicon is not None:
        doc.user_data[OWN_LEXICON] = lexicon
    return doc


def lexicon_of(model: Model[Any, Any]) -> Lexicon:
    """The lexicon that a model has; empty where it has none."""
    for node in model.walk():
        if node.name == LAYER:
            return Lexicon.from_bytes(node.attrs["hashes"], node.attrs["entries"])
    return EMPTY


def _word_features(features: list[str]) -> Model[list[Doc], list[Features]]:
    tables = WordFeatures(features)

    def forward(
        model: Model[list[Doc], list[Features]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Features], Callable[[list[Features]], list[Doc]]]:
        tables.use(model.attrs["hashes"], model.attrs["entries"])
        return [tables.of(doc) for doc in docs], lambda _: []

    return Model(
        LAYER, forward, attrs={"hashes": EMPTY.hashes.tobytes(), "entries": EMPTY.entries, "features": features}
    )


class WordFeatures:
    """The features of words, by the lexicon that they are looked up in.

    Args:
        features: their names.

    Attributes:
        of_forms: whether they hang on a word's form (`FORM`) and not on where it stands.
    """

    def __init__(self, features: list[str]) -> None:
        self._features = features
        self.of_forms = not set(features) & set(SEGMENT_FEATURES)
        self._saved: tuple[bytes, bytes] | None = None
        self._own = _WordTable(features, EMPTY)
        self._others: dict[int, _WordTable] = {}

    def use(self, hashes: bytes, entries: bytes) -> bool:
        """Takes this as the model's lexicon from now on; whether it is another one than before."""
        if self._saved is not None and self._saved[0] is hashes and self._saved[1] is entries:
            return False
        self._saved = hashes, entries
        self._own = _WordTable(self._features, Lexicon.from_bytes(hashes, entries))
        return True

    def of(self, doc: Doc) -> Features:
        """The hashed features of a Doc's words, (words, features)."""
        return self._table(doc).of(doc)

    def forms(self, doc: Doc) -> Features:
        """`FORM` and the lexicon's number of each of a Doc's words, (words, 3): what features hang on if `of_forms`."""
        forms = np.empty((len(doc), len(FORM) + 1), dtype="uint64")
        forms[:, :-1] = doc.to_array(list(FORM))
        forms[:, -1] = self._table(doc).number
        return forms

    def of_some(self, doc: Doc, forms: Features) -> Features:
        """The features of some of a Doc's words by their `forms`, (words, features), each worked out anew."""
        return self._table(doc).worked_out(doc.vocab, forms)

    def _table(self, doc: Doc) -> "_WordTable":
        """By the lexicon that the Doc brings, or the model's own."""
        lexicon = doc.user_data.get(OWN_LEXICON)
        if lexicon is None:
            return self._own
        if id(lexicon) not in self._others:
            self._others[id(lexicon)] = _WordTable(self._features, lexicon, len(self._others) + 1)
        return self._others[id(lexicon)]


class _WordTable:
    """The features of the words met, a row for each form.

    Attributes:
        number: of the lexicon.
    """

    def __init__(self, features: list[str], lexicon: Lexicon, number: int = 0) -> None:
        self.number = number
        self._features = features
        self._lexicon = lexicon
        self._norm = features.index("norm") if "norm" in features else None
        self._of_segments = [(i, SEGMENT_FEATURES.index(n)) for i, n in enumerate(features) if n in SEGMENT_FEATURES]
        self._rows = RememberedRows("uint64", len(features))

    def of(self, doc: Doc) -> Features:
        """The hashed features of a Doc's words, (words, features)."""
        forms = cast(Features, doc.to_array(list(FORM)))
        orths: list[int] = forms[:, 1].tolist()
        if len(self._rows.places) + len(orths) > REMEMBERED_WORDS:
            self._rows.forget_later_half(REMEMBERED_WORDS)
        places = self._rows.places
        missing = [orth for orth in dict.fromkeys(orths) if orth not in places]
        if missing:
            self._rows.add(missing, self._of_words(doc.vocab, missing), REMEMBERED_WORDS)
        rows = self._with_norms(self._rows.of(orths), forms)
        if self._of_segments and len(rows):
            found = list(segment_features([token.text for token in doc], self._lexicon))
            for column, place in self._of_segments:
                name = SEGMENT_FEATURES[place]
                rows[:, column] = [get_string_id(f"{name} {each[place]}") for each in found]
        return rows

    def worked_out(self, vocab: Vocab, forms: Features) -> Features:
        """As `WordFeatures.of_some`."""
        return self._with_norms(self._of_words(vocab, forms[:, 1].tolist()), forms)

    def _with_norms(self, rows: Features, forms: Features) -> Features:
        """The rows, with the norms of their tokens filled in."""
        if self._norm is not None:
            rows[:, self._norm] = forms[:, 0]
        return rows

    def _of_words(self, vocab: Vocab, orths: Iterable[int]) -> Features:
        words = (vocab[orth] for orth in orths)
        return np.array([self._row(word.orth_, word.shape) for word in words], dtype="uint64")

    def _row(self, word: str, shape: int) -> list[int]:
        lexicon = self._lexicon if len(word) <= LONGEST_WORD else EMPTY
        row = []
        for feature in self._features:
            if feature == "norm" or feature in SEGMENT_FEATURES:
                row.append(0)  # of the token in its text, not of the word
            elif feature == "shape":
                row.append(shape)
            else:
                row.append(get_string_id(f"{feature} {FEATURES[feature](word, lexicon)}"))
        return row
