"""spaCy's transition-based recogniser, for reading only: the same names at a twentieth of the price.

The recogniser goes from word to word and asks at each which action (begin, in, last, unit, out) scores best, given the
name that is open. While none is open, that depends on the word alone, so it is worked out for all words of a batch in
one product of matrices; only inside a name the words follow one another. The recogniser: Lample et al. 2016, Neural
Architectures for Named Entity Recognition; https://spacy.io/api/architectures#TransitionBasedParser.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

FACTORY: Final = "quotewire_greedy_ner"

DOCS_AT_ONCE: Final = 16
"""If not told otherwise; `nlp.pipe` always tells."""

BLOCK: Final = 1024
"""Words that are scored together, so that what is worked out of them stays in the processor's cache."""

AHEAD: Final = 4
"""Words that a name is followed for before it is known whether it is reached (one may begin inside another)."""

_ENTITY: Final = 1
"""First feature after the word itself: the only word of a name, or its first ones."""

MARKS: Final = ("ENT_IOB", "SENT_START", "IS_SPACE")
"""What decides about a word besides its vector."""

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Name = tuple[int, int, int]
"""First word, the word after the last, and the hash of the label."""


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_greedy(nlp: Language, name: str) -> "GreedyRecogniser":
    """Sets `doc.ents`, once it has taken over a recogniser."""
    return GreedyRecogniser(name)


def read_greedily(nlp: Language) -> None:
    """Puts this in the place of spaCy's recognisers. From then on they cannot be trained or saved.

    Args:
        nlp: any pipeline; recognisers that keep several readings (beams) stay as they are.
    """
    before: str | None = None
    for name, component in nlp.pipeline:
        if isinstance(component, EntityRecognizer) and _can_be_read(component):
            nlp.remove_pipe(name)
            reader = nlp.add_pipe(FACTORY, name, after=before, first=True if before is None else None)
            cast(GreedyRecogniser, reader).take(component)
        before = name


def _can_be_read(recogniser: Any) -> bool:
    model = recogniser.model
    return bool(
        recogniser.cfg["beam_width"] == 1
        and model.name == "parser_model"
        and not model.attrs["unseen_classes"]
        and model.get_ref("lower").get_dim("nF") in (_THREE, _SIX)
        and model.get_ref("lower").get_dim("nP") > 1
    )


_THREE: Final = 3
"""Features: the word, the first word of the open name, the word before."""
_SIX: Final = 6
"""Features: the word, the first five words of the open name."""


class GreedyRecogniser:
    """A component that finds the names which the recogniser that it took over finds.

    Docs in which something is set already that decides about names (entities, sentences) are read by that one.

    Args:
        name: in its pipeline.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def take(self, recogniser: Any) -> None:
        """Reads with the weights of this recogniser from now on."""
        self._recogniser = recogniser
        self._tok2vec = recogniser.model.get_ref("tok2vec")
        self._decoder = _Decoder(recogniser)

    @property
    def model(self) -> Any:
        """The network."""
        return self._recogniser.model

    @property
    def labels(self) -> tuple[str, ...]:
        """That names get."""
        return cast(tuple[str, ...], self._recogniser.labels)

    def __call__(self, doc: Doc) -> Doc:
        """Sets the names of one Doc."""
        self._read([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = DOCS_AT_ONCE) -> Iterator[Doc]:
        """Sets the names of Docs, so many at once."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._read(batch)
            yield from batch

    def _read(self, docs: Sequence[Doc]) -> None:
        ours, spaces = [], []
        for doc in docs:
            entities, starts, blank = doc.to_array(list(MARKS)).T
            if entities.any() or (starts[1:] == 1).any():
                self._recogniser(doc)
            elif len(doc):
                ours.append(doc)
                spaces.append(blank)
        if not ours:
            return
        vectors = self._tok2vec.predict(ours)
        found = self._decoder.names(vectors, np.concatenate(spaces).astype(bool), [len(doc) for doc in ours])
        for doc, names in zip(ours, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])


@dataclass(slots=True)
class _Open:
    """Names that are open, one a row.

    Attributes:
        start: their first words.
        label: numbers of their labels.
        last: the last word of each one's Doc.
        told: what the words of a name so far add to the hidden layer, all pieces.
        words: how many words each has.
    """

    start: Places
    label: Places
    last: Places
    told: Floats
    words: int = 1

    def of(self, rows: NDArray[Any]) -> "_Open":
        return _Open(self.start[rows], self.label[rows], self.last[rows], self.told[rows], self.words)


class _Decoder:
    """The recogniser's last layers, and its actions.

    Args:
        recogniser: whose weights they are.
    """

    def __init__(self, recogniser: Any) -> None:
        lower, upper = recogniser.model.get_ref("lower"), recogniser.model.get_ref("upper")
        weights, bias, padding = (lower.get_param(name) for name in ("W", "b", "pad"))
        self._features, self._hidden, self._pieces, width = weights.shape
        # the pieces of a number side by side -> one piece of all numbers after the other
        by_piece = weights.transpose(0, 2, 1, 3).reshape(self._features, self._pieces * self._hidden, width)
        self._weights: list[Floats] = [np.ascontiguousarray(each.T) for each in by_piece]
        self._padding: Floats = padding[0].transpose(0, 2, 1).reshape(self._features, -1)
        self._none_open: Floats = np.ascontiguousarray(bias.T).reshape(-1) + self._padding[_ENTITY:].sum(axis=0)
        scores: Floats = np.eye(self._hidden, dtype="float32")
        offsets: Floats = np.zeros(self._hidden, dtype="float32")
        if recogniser.model.attrs["has_upper"]:
            scores, offsets = upper.get_param("W").T, upper.get_param("b")
        self._set_actions(recogniser, scores, offsets)

    def _set_actions(self, recogniser: Any, scores: Floats, offsets: Floats) -> None:
        """Which of the scores count while no name is open, and while one is."""
        moves = recogniser.moves
        actions = [moves.get_class_name(number) for number in range(moves.n_moves)]
        self._labels = list(dict.fromkeys(action[2:] for action in actions if action[2:]))
        self._hashes = [recogniser.vocab.strings.add(label) for label in self._labels]
        outside = [number for number, action in enumerate(actions) if action == "O" or action[:2] in ("B-", "U-")]
        outside = [number for number in outside if actions[number] != "U-"]  # of tokens that may not be in a name
        self._outside: Floats = np.ascontiguousarray(scores[:, outside])
        self._outside_offsets = offsets[outside]
        self._out = outside.index(actions.index("O"))
        self._begins = np.array([actions[number][0] == "B" for number in outside])
        self._label_of: Places = np.array(
            [self._labels.index(actions[number][2:]) if actions[number][2:] else -1 for number in outside]
        )
        inside = [[actions.index(f"{kind}-{label}") for label in self._labels] for kind in "IL"]
        self._in, self._last = (np.ascontiguousarray(scores[:, numbers]) for numbers in inside)
        self._in_offsets, self._last_offsets = (offsets[numbers] for numbers in inside)
        self._in_first = np.array([one < other for one, other in zip(*inside, strict=True)])

    def names(self, vectors: Floats, spaces: NDArray[np.bool_], lengths: Sequence[int]) -> list[list[Name]]:
        """The names of some Docs, in order.

        Args:
            vectors: of all their words, one after the other, (words, width).
            spaces: which of them are white space: no name begins there.
            lengths: words of each Doc, none of them 0.
        """
        ends: Places = np.cumsum(lengths)
        chosen = self._chosen(vectors, spaces, ends - 1)
        at = np.flatnonzero(chosen != self._out)
        begin = self._begins[chosen[at]]
        labels = self._label_of[chosen[at]]
        until: Places = at + 1
        last: Places = ends[np.searchsorted(ends, at[begin], side="right")] - 1
        followed = _Open(at[begin], labels[begin], last, self._told(vectors, at[begin]))
        until[begin] = self._followed(vectors, followed, AHEAD)
        return self._reached(vectors, ends, at.tolist(), until.tolist(), labels.tolist())

    def _reached(
        self, vectors: Floats, ends: Places, at: list[int], until: list[int], labels: list[int]
    ) -> list[list[Name]]:
        """The names that are reached from left to right; those still open are followed to their end."""
        found: list[list[Name]] = []
        place, offset = 0, 0
        for end in ends.tolist():
            names: list[Name] = []
            reached = offset
            while place < len(at) and at[place] < end:
                if at[place] >= reached:
                    reached = until[place]
                    if reached < 0:
                        start: Places = np.array([at[place]])
                        still = _Open(start, np.array([labels[place]]), np.array([end - 1]), self._told(vectors, start))
                        reached = int(self._followed(vectors, still, end)[0])
                    names.append((at[place] - offset, reached - offset, self._hashes[labels[place]]))
                place += 1
            found.append(names)
            offset = end
        return found

    def _chosen(self, vectors: Floats, spaces: NDArray[np.bool_], last: Places) -> Places:
        """The best action of each word if no name is open."""
        chosen: Places = np.empty(len(vectors), dtype=np.intp)
        for start in range(0, len(vectors), BLOCK):
            some = vectors[start : start + BLOCK]
            hidden = self._maximum(some @ self._weights[0] + self._none_open)
            chosen[start : start + BLOCK] = (hidden @ self._outside + self._outside_offsets).argmax(axis=1)
        hidden = self._maximum(vectors[last] @ self._weights[0] + self._none_open)
        scores = hidden @ self._outside + self._outside_offsets
        scores[:, self._begins] = -np.inf  # there is no word left for it
        chosen[last] = scores.argmax(axis=1)
        chosen[spaces] = self._out
        return chosen

    def _maximum(self, pieces: Floats) -> Floats:
        hidden: Floats = pieces[:, : self._hidden]
        for start in range(self._hidden, pieces.shape[1], self._hidden):
            hidden = np.maximum(hidden, pieces[:, start : start + self._hidden])
        return hidden

    def _told(self, vectors: Floats, first: Places) -> Floats:
        """What the first word of a name adds, in place of there being none."""
        told: Floats = self._none_open - self._padding[_ENTITY] + vectors[first] @ self._weights[_ENTITY]
        return told

    def _followed(self, vectors: Floats, names: _Open, most: int) -> Places:
        """The word after the last of each name; -1 where it is still open after so many words."""
        until: Places = np.full(len(names.start), -1, dtype=np.intp)
        rows: Places = np.arange(len(until))
        while len(rows) and names.words <= most:
            word: Places = names.start + names.words
            goes_on = self._goes_on(vectors, names, word)
            until[rows[~goes_on]] = word[~goes_on] + 1
            rows, names = rows[goes_on], names.of(goes_on)
            names.words += 1
            if self._features == _SIX and _ENTITY + names.words - 1 < _SIX:
                feature = _ENTITY + names.words - 1
                names.told += vectors[word[goes_on]] @ self._weights[feature] - self._padding[feature]
        return until

    def _goes_on(self, vectors: Floats, names: _Open, word: Places) -> NDArray[np.bool_]:
        """Whether a name has more words after this one."""
        pieces = vectors[word] @ self._weights[0] + names.told
        if self._features == _THREE:
            pieces += vectors[word - 1] @ self._weights[2] - self._padding[2]
        hidden = self._maximum(pieces)
        rows = np.arange(len(word))
        more = (hidden @ self._in + self._in_offsets)[rows, names.label]
        end = (hidden @ self._last + self._last_offsets)[rows, names.label]
        first = self._in_first[names.label]
        goes_on: NDArray[np.bool_] = np.where(first, more >= end, more > end) & (word < names.last)
        return goes_on
