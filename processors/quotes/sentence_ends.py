"""Where sentences end, among tokens and quotations."""

from collections.abc import Sequence
from typing import Final

from processors.quotes.cues import CueClass, Lexicon
from processors.quotes.marks import Marked
from processors.quotes.signs import (
    CLOSED_TERMINAL,
    COLONS,
    COMMAS,
    DASHES,
    FULL_STOPS,
    INVERTED,
    ROUND_OPENING,
    TERMINAL,
)
from processors.quotes.tokens import LONG_SYLLABLES, Token, TokenKind

MAX_ORDINAL_DIGITS: Final = 2
"""A point after a longer number ends a sentence: it is a year, no day and no rank."""
LOOKAHEAD_TOKENS: Final = 8
"""How far after a quotation that ends a sentence an attribution is looked for ("Why?" she asked)."""
ORDINAL_POINT: Final = frozenset(
    ["de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sr", "sl", "bs", "lv", "et", "tr", "is"]
)
"""Languages that write "27." for 27th, so that a point after a number ends no sentence."""
_ABBREVIATIONS: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "rev",
        "st",
        "jr",
        "sr",
        "vs",
        "inc",
        "corp",
        "co",
        "no",
        "vol",
        "fig",
        "bzw",
        "ca",
        "usw",
        "etc",
        "evtl",
        "ggf",
        "sog",
        "mme",
        "mlle",
        "m",
        "sra",
        "srta",
        "dña",
        "dott",
        "sig",
        "ing",
        "av",
        "ul",
        "np",
        "tj",
        "tzn",
        "tzv",
        "mj",
        "nr",
        "art",
        "str",
        "им",
        "ул",
        "г",
        "др",
        "см",
        "т",
        "д",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "mag",
        "bl",
    ]
)


_OPENING: Final = DASHES | INVERTED | ROUND_OPENING | {"["}
"""Signs that a sentence may begin with."""
_BEFORE_NUMBERS: Final = frozenset({"no", "art", "fig"})
"""Those that are words too: the answer was no. / No. 5."""


def number_sentences(
    text: str, language: str, lexicon: Lexicon, tokens: list[Token], quotations: Sequence[Marked]
) -> list[int]:
    """Gives each token the number of its sentence; the index of each sentence's first token, and one past the last."""
    starts = [0]
    sentence = 0
    for index, token in enumerate(tokens):
        token.sentence = sentence
        kind = token.kind
        if kind is TokenKind.WORD or (kind is TokenKind.PUNCTUATION and token.lower[0] not in TERMINAL):
            continue  # words, commas
        if index + 1 < len(tokens) and _ends_sentence(text, language, lexicon, tokens, index, quotations):
            sentence += 1
            starts.append(index + 1)
    starts.append(len(tokens))
    return starts


def _ends_sentence(  # noqa: PLR0911 - a list of cases, each with its own answer
    text: str, language: str, lexicon: Lexicon, tokens: list[Token], index: int, quotations: Sequence[Marked]
) -> bool:
    """Whether a sentence ends with a token: a sign of `TERMINAL`, a quotation or a paragraph's end."""
    token, following = tokens[index], tokens[index + 1]
    if following.kind is TokenKind.BREAK:
        return False
    if token.kind is TokenKind.BREAK:
        introduced = index > 0 and tokens[index - 1].lower in COLONS | COMMAS
        dash = following.lower in DASHES and index + 2 < len(tokens)  # speech that a dash begins
        said = tokens[index + 2] if dash else following
        return not (introduced and said.kind is TokenKind.QUOTATION)
    if token.kind is TokenKind.QUOTATION:
        marked = quotations[token.quotation]
        last = marked.last_sign(text)
        if last not in TERMINAL:
            return False
        if following.kind is TokenKind.QUOTATION:
            return True
        if following.kind is TokenKind.PUNCTUATION or (text[following.start].islower() and following.word):
            return False
        return not _attribution_follows(tokens, index + 1, last in FULL_STOPS)
    if token.lower in CLOSED_TERMINAL:
        return True
    if following.word and text[following.start].islower():
        return False
    if following.kind is TokenKind.PUNCTUATION and following.lower not in _OPENING:
        return False
    if token.lower == "." and index:
        if following.start == token.end and following.end == following.start + 1 and following.word:
            return False  # (R-S.C.)
        return not _is_abbreviation(language, lexicon, tokens[index - 1], token, following)
    return True


def _is_abbreviation(language: str, lexicon: Lexicon, before: Token, point: Token, following: Token) -> bool:
    """Whether a point belongs to the word before it: an abbreviation, an initial, or the number of a day."""
    if LONG_SYLLABLES.intersection(lexicon.languages):
        return True
    if before.end != point.start:
        return False
    if before.lower in _ABBREVIATIONS and (before.lower not in _BEFORE_NUMBERS or following.lower[:1].isdigit()):
        return True
    if before.lower in lexicon.titles or (len(before.lower) == 1 and before.capital):
        return True
    ordinal = before.lower.isdigit() and len(before.lower) <= MAX_ORDINAL_DIGITS
    return ordinal and language in ORDINAL_POINT and following.word


def _attribution_follows(tokens: list[Token], first: int, strict: bool) -> bool:
    """Whether "she asked" or "asked Mary Smith" comes next; after a full stop it must also be the whole sentence."""
    for index in range(first, min(first + LOOKAHEAD_TOKENS // 2 + 1, len(tokens))):
        token = tokens[index]
        if token.kind is not TokenKind.WORD:
            return False
        if token.cue is CueClass.SAY or (token.cue is CueClass.REPORT and not strict):
            ahead = tokens[index + 1 : index + 4]
            quoted = next((i for i, t in enumerate(ahead) if t.kind is TokenKind.QUOTATION), len(ahead))
            return (
                not strict
                or not ahead
                or any(t.lower in FULL_STOPS or t.kind is TokenKind.BREAK for t in ahead[:quoted])
            )
    return False
