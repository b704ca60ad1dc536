"""What a language model knows of words beyond its weights: who is called so, which places, how common a word is.

A lexicon holds no words, only a number for each: it answers for the words it was made of, and for one in some 20,000
others by mistake. It travels in the model's own file (`processors/models/<language>/ner/model`). The multilingual model
has beside it, for some languages, how common their words are (`processors/models/xx/lexicons/<language>`).
training/lexicon.py makes all of them.
"""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

GIVEN_NAME: Final = 1
SURNAME: Final = 2
CITY: Final = 4
TERRITORY: Final = 8
NAMES: Final = GIVEN_NAME | SURNAME | CITY | TERRITORY
"""Bits of a word's entry: what somebody or something is called by it. A word of a longer name counts alone."""
COMMON_NOUN: Final = 16
"""Bit of a word's entry: a dictionary has it as a noun that is no name."""
FREQUENCY_SHIFT: Final = 5
"""The bits from here on: the word's class of frequency, 1 (commonest) to 7; 0 is rarer or unknown."""
FREQUENCIES: Final = 7

SHORTEST_STEM: Final = 4
LONGEST_ENDING: Final = 3
"""Letters that are left of a word, and that are taken off, when it is looked up without its ending."""
SHORTEST_TAIL: Final = 4
LONG_TAIL: Final = 6
"""Letters of the last part of a compound: `Kriegsschreiben` ends in `schreiben`."""
BYTES_PER_WORD: Final = 5
LOW_BITS: Final = 16
"""Of a hash, by which words are told apart that have the same high ones: of 250,000 words four."""

FOLDER: Final = "lexicons"
"""In the folder of a model for many languages: files with what else is known of the words of one."""

LONGEST_SEGMENT: Final = 6
"""Characters of a word in a script without spaces."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries of words, found by a hash of their lower case.

    Attributes:
        hashes: CRC-32 of each word in UTF-8, ascending.
        entries: the entry of each, in the same order; 0 to 255.
    """

    hashes: "array[int]"
    entries: bytes
    _begins: "array[int]" = field(init=False, repr=False, compare=False)
    """Where the hashes begin that have the same high bits."""

    def __post_init__(self) -> None:
        firsts = np.arange((1 << 32 - LOW_BITS) + 1, dtype="uint64") << LOW_BITS
        begins = np.searchsorted(np.array(self.hashes, dtype="uint32"), firsts)
        object.__setattr__(self, "_begins", array("I", begins.astype("uint32").tobytes()))

    @classmethod
    def of(cls, words: Mapping[str, int]) -> "Lexicon":
        """Makes one of words in lower case; of two with one hash the entries are joined."""
        joined: dict[int, int] = {}
        for word, entry in words.items():
            key = zlib.crc32(word.encode())
            joined[key] = joined.get(key, 0) | entry
        return cls._of_hashes(joined)

    @classmethod
    def _of_hashes(cls, entries: Mapping[int, int]) -> "Lexicon":
        hashes = sorted(entries)
        return cls(array("I", hashes), bytes(entries[key] for key in hashes))

    @classmethod
    def from_bytes(cls, hashes: bytes, entries: bytes) -> "Lexicon":
        """Reads what `Lexicon.hashes.tobytes()` and `entries` were (little-endian, four bytes a hash).

        Raises:
            ValueError: the two do not belong together.
        """
        if len(hashes) != 4 * len(entries):
            raise ValueError(f"{len(hashes)} bytes of hashes and {len(entries)} entries do not belong together")
        values = array("I")
        values.frombytes(hashes)
        return cls(values, entries)

    def to_bytes(self) -> bytes:
        """Hashes, then entries, as `from_file` reads them."""
        return self.hashes.tobytes() + self.entries

    @classmethod
    def from_file(cls, path: Path) -> "Lexicon":
        """Reads what `to_bytes` gave.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such file.
        """
        data = path.read_bytes()
        count, rest = divmod(len(data), BYTES_PER_WORD)
        if rest:
            raise ValueError(f"{path} is no lexicon: {len(data)} bytes")
        return cls.from_bytes(data[: len(data) - count], data[len(data) - count :])

    def joined(self, other: "Lexicon") -> "Lexicon":
        """What this one and the other know of each word."""
        entries = dict(zip(self.hashes, self.entries, strict=True))
        for key, entry in zip(other.hashes, other.entries, strict=True):
            entries[key] = entries.get(key, 0) | entry
        return self._of_hashes(entries)

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, word: str) -> int:
        """What is known of a word in lower case; 0 for nothing."""
        key = zlib.crc32(word.encode("utf-8", "replace"))
        high = key >> LOW_BITS
        end = self._begins[high + 1]
        at = bisect_left(self.hashes, key, self._begins[high], end)
        return self.entries[at] if at < end and self.hashes[at] == key else 0

    def names(self, word: str) -> tuple[int, int]:
        """The bits of `NAMES` of a word in lower case, and how many letters were taken off its end to find them."""
        for cut in range(LONGEST_ENDING + 1):
            if cut and len(word) - cut < SHORTEST_STEM:
                break
            found = self.entry(word[: len(word) - cut]) & NAMES
            if found:
                return found, cut
        return 0, 0

    def noun(self, word: str) -> int:
        """Whether a word in lower case is a common noun: 3 it is; 2, 1 its last part is (2: of `LONG_TAIL` letters or
        more); 0 neither."""
        if self.entry(word) & COMMON_NOUN:
            return 3
        for start in range(2, len(word) - SHORTEST_TAIL + 1):
            if self.entry(word[start:]) & COMMON_NOUN:
                return 2 if len(word) - start >= LONG_TAIL else 1
        return 0

    def frequency(self, word: str) -> int:
        """The class of frequency of a word in lower case: 1 (commonest) to `FREQUENCIES`, 0 for rarer ones."""
        return self.entry(word) >> FREQUENCY_SHIFT

    def segments(self, characters: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Cuts a text into the words that are known, each time the longest that fits.

        Forward maximum matching, as in K. Chen and S. Liu, Word Identification for Mandarin Chinese Sentences, COLING
        1992.

        Args:
            characters: tokens; those of more than one character are words already.

        Yields:
            Start and end of each word in tokens, and its entry, 0 for what is not known.
        """
        start, count = 0, len(characters)
        while start < count:
            end, entry = start + 1, self.entry(characters[start])
            word = characters[start]
            for after in range(start + 1, min(start + LONGEST_SEGMENT, count)):
                if len(characters[after]) > 1 or len(word) > after - start:
                    break
                word += characters[after]
                if found := self.entry(word):
                    end, entry = after + 1, found
            yield start, end, entry
            start = end


EMPTY: Final = Lexicon(array("I"), b"")
