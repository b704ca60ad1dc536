"""The vocabulary of a pipeline, kept from growing.

A memory zone removes the words that it has added, but spaCy's maps (preshed 3.0, `maps.pyx`) only mark the place of
what is removed, and a map whose places and marks are three fifths full is made twice as large, although nearly all of
it is marks. So vocabulary and strings grow with all the words ever read: by 130 MB in 4.8 million new ones. Made anew,
the maps hold what is there.
"""

from typing import Final

from spacy.attrs import NORM  # type: ignore[import-not-found]  # compiled, without types
from spacy.language import Language
from spacy.vocab import Vocab

MOST_WORDS: Final = 500_000
"""That are read before the maps are made anew, which takes 20 ms; a fifth of them at most are new in news."""


class Vocabulary:
    """Counts what is read, and makes the maps of a pipeline's vocabulary anew when it is much.

    Args:
        nlp: whose vocabulary.
        most: words that are read before that.
    """

    def __init__(self, nlp: Language, most: int = MOST_WORDS) -> None:
        self._vocab = nlp.vocab
        self._most = most
        self._read = 0

    def has_read(self, words: int) -> None:
        """Counts words that were read; to be called outside of any memory zone. No Doc may be used afterwards.

        Args:
            words: how many, known ones too.
        """
        self._read += words
        if self._read >= self._most:
            self._read = 0
            with_maps_anew(self._vocab)


def with_maps_anew(vocab: Vocab) -> None:
    """Makes the maps of a vocabulary anew: the same strings, none of the marks. Outside of any memory zone.

    Words are made again when they next occur; those that a tokeniser remembers are its own, and stay.

    Args:
        vocab: no Doc of which may be used any more.
    """
    strings = vocab.strings
    strings.from_bytes(strings.to_bytes())
    norm = vocab.lex_attr_getters.get(NORM)  # type: ignore[attr-defined]  # compiled
    vocab.from_disk("", exclude=("strings", "vectors", "lookups"))  # reads nothing; its map of words is a new one
    if norm is not None:  # spaCy has wrapped it once more
        vocab.lex_attr_getters[NORM] = norm  # type: ignore[attr-defined]
