"""Words and signs: what a text is cut into."""

import re
from collections.abc import Callable
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from processors.quotes.cues import UNSPACED, CueClass, Lexicon

LONG_SYLLABLES: Final = frozenset({"th"})
"""Languages without blanks that write a syllable with several letters."""
MAX_RUN_SIGNS: Final = 6
"""Where they do, unknown letters are taken together up to so many: about a word."""
UNCASED: Final = UNSPACED | frozenset(
    [
        "ar",
        "fa",
        "ur",
        "ps",
        "he",
        "yi",
        "hi",
        "bn",
        "ta",
        "te",
        "kn",
        "ml",
        "mr",
        "gu",
        "pa",
        "si",
        "ne",
        "ka",
        "am",
        "ko",
    ]
)
"""Languages whose script has no capitals (or, Georgian, none for names)."""
NOUNS_CAPITALISED: Final = frozenset({"de", "lb", "gsw"})
"""Languages in which a capital does not tell a name from a noun."""
COMBINING: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Latin, Greek, Cyrillic; Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670"  # Arabic
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"  # Devanagari, Bengali
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d"  # other Indic scripts
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u00ad"  # Thai; joiners, soft hyphen
)
"""Combining signs, which belong to a word although Python's \\w leaves them out."""
_THAI: Final = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
_HEBREW: Final = "\u05d0-\u05ea"
_INNER: Final = rf"[’'\-‑&@·]|(?<=[{_HEBREW}])[\"״”׳](?=[{_HEBREW}])"
"""Signs inside a word; in Hebrew also the mark of an abbreviation."""
SPACED: Final = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*"
    rf"|[\w{COMBINING}]+(?:(?:{_INNER})[\w{COMBINING}]+)*(?:(?<=[{_HEBREW}])['׳])?|\.{{2,}}|--+|[^\w\s]"
)


class TokenKind(IntEnum):
    """What a token is."""

    WORD = 0
    PUNCTUATION = 1
    QUOTATION = 2
    BREAK = 3
    """The end of a paragraph."""


class Token:
    """A word, a sign, a whole quotation, or a paragraph's end.

    No dataclass, as an article has hundreds, and the `__init__` of a dataclass is not compiled.

    Attributes:
        lower: in small letters and folded, for look-up in the lexicon; a prefix is taken off if the rest is in it.
        start: code points.
        end: code points.
        kind: what it is.
        capital: whether it begins with a capital.
        paragraph: number of its paragraph.
        traits: what its lexicon has it for: `cues.DETERMINER` and others, joined.
        sentence: number of its sentence.
        quotation: number of the quotation it is; -1 for other kinds.
        cue: class of the cue that begins here.
        cue_tokens: how many tokens that has; 1 where none does.
        particle: whether it belongs to a cue some words before: stellte ... *fest*.
    """

    __slots__ = (
        "capital", "cue", "cue_tokens", "end", "kind", "lower", "paragraph", "particle", "quotation", "sentence",
        "start", "traits",
    )  # fmt: skip

    def __init__(
        self, lower: str, start: int, end: int, kind: TokenKind, capital: bool, paragraph: int, traits: int = 0,
        quotation: int = -1,
    ) -> None:  # fmt: skip
        self.lower = lower
        self.start = start
        self.end = end
        self.kind = kind
        self.capital = capital
        self.paragraph = paragraph
        self.traits = traits
        self.sentence = 0
        self.quotation = quotation
        self.cue: CueClass | None = None
        self.cue_tokens = 1
        self.particle = False

    def __repr__(self) -> str:
        return (
            f"Token({self.lower!r}, {self.start}, {self.end}, {self.kind.name}, traits={self.traits}, cue={self.cue!r})"
        )

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.kind is TokenKind.WORD


@lru_cache(maxsize=16)
def unspaced_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Known words, longest first; runs of katakana, Latin letters and digits; else single signs, in Thai short runs."""
    words = set(lexicon.cues) | lexicon.function_words | lexicon.roles | lexicon.titles | lexicon.naming
    words |= lexicon.subject_marks[0] | lexicon.other_marks[0] | lexicon.opaque
    words |= {"".join(phrase) for found in lexicon.phrases.values() for phrase, _ in found}
    by_sign: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if word.isalnum() or len(word) > 1:
            by_sign.setdefault(word[0], []).append(re.escape(word[1:]))
    known = "|".join(f"{re.escape(sign)}(?:{'|'.join(rests)})" for sign, rests in sorted(by_sign.items()))
    known = f"(?:{known or '(?!)'})(?![{COMBINING}])"
    others = f"[^\\s][{COMBINING}]*"
    if LONG_SYLLABLES.intersection(lexicon.languages):
        letter = f"[{_THAI}][{COMBINING}]*"
        others = f"{letter}(?:(?!{known}){letter}){{0,{MAX_RUN_SIGNS - 1}}}(?:(?!{known})[ะาำๆ])*|{others}"
    return re.compile(rf"{known}|[\u30a0-\u30ff·・]+|[A-Za-zÀ-ÿ0-9_.]+|{others}")


def cut(
    text: str,
    start: int,
    end: int,
    pattern: re.Pattern[str],
    paragraph: int,
    lexicon: Lexicon,
    tokens: list[Token],
) -> None:
    """Appends the words and signs of `text[start:end]` that `pattern` (SPACED, or `unspaced_pattern`) finds."""
    before = len(tokens)
    append = tokens.append
    pieces_of = _pieces_of(lexicon)
    for match in pattern.finditer(text, start, end):
        begin, stop = match.span()
        for low, high, lower, kind, capital, traits in pieces_of(text[begin:stop]):
            append(Token(lower, begin + low, begin + high, kind, capital, paragraph, traits))
    _join(tokens, before, lexicon)


_Piece = tuple[int, int, str, TokenKind, bool, int]
"""Start and end in the word as written, small letters, kind, whether it begins with a capital, traits."""


@cache
def _pieces_of(lexicon: Lexicon) -> Callable[[str], tuple[_Piece, ...]]:
    """What each word or sign is by itself: most are one piece."""

    @lru_cache(maxsize=1 << 13)
    def pieces_of(written: str) -> tuple[_Piece, ...]:
        first, lower = written[0], _lower(written)
        kind = TokenKind.WORD if first.isalnum() or (len(written) > 1 and first not in ".-") else TokenKind.PUNCTUATION
        parts = [(0, len(written))]
        composed = bool(lexicon.endings) or "-" in lower or "'" in lower
        if composed and kind is TokenKind.WORD and len(lower) == len(written):
            parts = _parts(lower, lexicon)
        pieces = []
        for low, high in parts:
            word = lower if high - low == len(lower) else _lower(written[low:high])
            if lexicon.folded:
                word = word.translate(lexicon.folded) or word
            pieces.append((low, high, word, kind, written[low].isupper(), lexicon.traits(word)))
        return tuple(pieces)

    return pieces_of


def _join(tokens: list[Token], begin: int, lexicon: Lexicon) -> None:
    """Makes one token of each word that is written with blanks, from token `begin` on: juru bicara, i går."""
    cut = tokens[begin:]
    compounds = lexicon.compounds
    if not compounds or not any(token.lower in compounds for token in cut):
        return
    del tokens[begin:]
    index = 0
    while index < len(cut):
        first = cut[index]
        length = 1
        for compound in lexicon.compounds.get(first.lower, ()):
            if tuple(token.lower for token in cut[index : index + len(compound)]) == compound:
                length = len(compound)
                first.lower, first.end = " ".join(compound), cut[index + length - 1].end
                first.traits = lexicon.traits(first.lower)
                break
        tokens.append(first)
        index += length


def _parts(word: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Takes apart what is written together: l'|avocat, a|-t-|il, kata|nya; no subject is left out: disse|-lhe.

    Returns (start, end) within `word`, which is lower case.
    """
    if word in lexicon.cues:
        return [(0, len(word))]
    for ending in lexicon.endings:
        if word.endswith(ending) and word[: -len(ending)] in lexicon.cues:
            return [(0, len(word) - len(ending)), (len(word) - len(ending), len(word))]
    if not ("'" in word or "-" in word):
        return [(0, len(word))]
    parts = []
    begin = word.find("'") + 1
    if word[:begin] in lexicon.elided and begin < len(word):
        parts.append((0, begin))
    else:
        begin = 0
    verb, _, clitic = word[begin:].rpartition("-")
    if not verb or clitic not in lexicon.enclitics:
        return [*parts, (begin, len(word))]
    parts.append((begin, begin + len(verb.removesuffix("-t"))))
    if clitic in lexicon.pronouns:
        parts.append((len(word) - len(clitic), len(word)))
    return parts


def _lower(word: str) -> str:
    lower = word.lower()
    return lower if lower.isascii() else lower.replace("’", "'").replace("i̇", "i")


def token_of(text: str, start: int, end: int, paragraph: int, lexicon: Lexicon) -> Token:
    """Makes `text[start:end]` one word."""
    lower = _lower(text[start:end])
    return Token(lower, start, end, TokenKind.WORD, text[start].isupper(), paragraph, lexicon.traits(lower))
