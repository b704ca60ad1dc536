"""The words that a tokeniser remembers from one batch of articles to the next.

spaCy's tokeniser keeps how it cut a word, and what it knows of its parts, but not within a memory zone (spaCy 3.8,
`Tokenizer._save_cached`); in zones it cuts every "der" anew, which is half of its time on news. So the common words are
shown to it once outside of any zone. How a word is cut is the same either way.
"""

from collections.abc import Iterable
from math import exp
from typing import Final

from spacy.language import Language

MOST: Final = 10_000
"""Words; spaCy's tokeniser keeps no more. They take some 4 MB."""

MOST_SEEN: Final = 50_000
"""Different words that are looked at until then; what is not common among so many is rare."""

PLACES: Final = 1 << 19
"""Places of a Bloom filter with one hash (B. Bloom, Space/time trade-offs in hash coding with allowable errors, CACM
13, 1970): of the last words that are looked at, one in ten is taken for known. As strings they would take 5 MB."""
FULL: Final = round(PLACES * (1 - exp(-MOST_SEEN / PLACES)))
"""Places that MOST_SEEN words take, as some share one."""


class KnownWords:
    """Learns, from the articles that are read, the words that more than one of them has, until there are enough.

    Args:
        nlp: whose tokeniser is to know them.
        most: of them.
    """

    def __init__(self, nlp: Language, most: int = MOST) -> None:
        self._tokenizer = nlp.tokenizer
        self._left = most
        self._seen: bytearray | None = bytearray(PLACES // 8)
        self._taken = 0
        self._known: set[str] = set()

    def learn(self, texts: Iterable[str]) -> None:
        """Looks at the words of some texts; to be called outside of any memory zone.

        Args:
            texts: of articles, each by itself.
        """
        for text in texts:
            if self._seen is None:
                return
            for word in set(text.split()) - self._known:
                if self._has_seen(word, self._seen) and self._left > 0:
                    self._tokenizer(word)
                    self._known.add(word)
                    self._left -= 1
            if self._left <= 0 or self._taken >= FULL:
                self._seen, self._known = None, set()

    def _has_seen(self, word: str, seen: bytearray) -> bool:
        """Whether the word was looked at before; from now on it was."""
        place = hash(word) % PLACES
        at, bit = place >> 3, 1 << (place & 7)
        if seen[at] & bit:
            return True
        seen[at] |= bit
        self._taken += 1
        return False
