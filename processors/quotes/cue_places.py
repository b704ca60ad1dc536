"""Where the cues of a lexicon stand: which lines may have one, and which tokens are one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from processors.quotes.cues import BEGINS_CUE, GAP, REPORTING, UNSPACED, CueClass, Lexicon
from processors.quotes.signs import TERMINAL
from processors.quotes.tokens import COMBINING, Token, TokenKind

PARTICLE_WORDS: Final = 12
"""How many words after its verb a particle may stand: "stellte die Polizei am Montag fest"."""
MAX_PREFIXES: Final = 2
MIN_PREFIXED_LETTERS: Final = 3
"""A shorter word after a prefix is taken for no cue: there the prefix is more often part of the word."""
PREFIXES: Final = {"ar": "وف", "he": "ושה"}
"""Conjunctions (and the Hebrew article) that are written on to the next word."""
_WORDS: Final = re.compile(rf"[\w{COMBINING}]+")


def lines_with_cues(text: str, lexicon: Lexicon, lines: Sequence[tuple[int, int]]) -> list[int]:
    """Returns the indices of the lines that may attribute a statement to somebody: a quick look at their words.

    Args:
        text: the article.
        lexicon: its language's.
        lines: `marks.paragraphs(text)`.
    """
    if UNSPACED.intersection(lexicon.languages):
        search = _reporting_pattern(lexicon).search
        return [index for index, (start, end) in enumerate(lines) if search(text, start, end)]
    alone, clauses = _reporting_words(lexicon, lexicon.reporting), _reporting_words(lexicon, lexicon.reporting_clauses)
    found = []
    for index, (start, end) in enumerate(lines):
        line = text[start:end].lower()
        words = _WORDS.findall(line.translate(lexicon.folded) if lexicon.folded else line)
        if not alone.isdisjoint(words) or not (clauses.isdisjoint(words) or lexicon.clause_words.isdisjoint(words)):
            found.append(index)
    return found


@lru_cache(maxsize=32)
def _reporting_words(lexicon: Lexicon, words: frozenset[str]) -> frozenset[str]:
    """The words, also as they are written with a prefix or an ending."""
    prefixes = "".join(PREFIXES.get(code, "") for code in lexicon.languages)
    written_on = {prefix + word for word in words for prefix in prefixes}
    written_on |= {word + ending for word in words for ending in lexicon.endings}
    return words | written_on


@lru_cache(maxsize=16)
def _reporting_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(lexicon.reporting | lexicon.reporting_clauses)) or "(?!)"
    )


def find_cues(tokens: list[Token], lexicon: Lexicon, names_have_capitals: bool) -> None:
    """Marks the tokens at which a cue begins.

    Args:
        tokens: of passages; where a known word has prefixes written on to it, they are taken off.
        lexicon: its language's.
        names_have_capitals: whether a capital inside a sentence shows a part of a name, which is no cue.
    """
    prefixes = "".join(PREFIXES.get(code, "") for code in lexicon.languages)
    phrase_end = 0
    for index, token in enumerate(tokens):
        if not (prefixes or token.traits & BEGINS_CUE):
            continue  # most words
        if token.kind is not TokenKind.WORD or index < phrase_end:
            continue  # the words of a phrase are no cues of their own
        if token.capital and names_have_capitals and index and tokens[index - 1].word:
            continue  # "Secretary of *State*", "the Washington *Post*"
        token.cue, token.cue_tokens = _cue_at(tokens, index, token.lower, lexicon)
        if token.cue is None and prefixes:
            _without_prefixes(tokens, index, prefixes, lexicon)
        phrase_end = index + token.cue_tokens
        if token.cue is CueClass.ACCORDING and phrase_end < len(tokens):
            following = tokens[phrase_end]
            verb, _ = _cue_at(tokens, phrase_end, following.lower, lexicon)
            if following.word and verb in REPORTING:
                token.cue = None  # "so *sagte* sie", "según *dijo* ella"


def _without_prefixes(tokens: list[Token], index: int, prefixes: str, lexicon: Lexicon) -> None:
    """Takes prefixes off a word that the lexicon knows without them: ו|ה|דובר."""
    token = tokens[index]
    word = token.lower
    for _ in range(MAX_PREFIXES):
        if word[:1] not in prefixes or len(word) <= 1 or _is_known(word, lexicon):
            break
        word = word[1:]
        if len(word) >= MIN_PREFIXED_LETTERS:
            token.cue, token.cue_tokens = _cue_at(tokens, index, word, lexicon)
        if token.cue is not None or _is_known(word, lexicon):
            token.lower, token.traits = word, lexicon.traits(word)
            break


def _cue_at(tokens: list[Token], index: int, word: str, lexicon: Lexicon) -> tuple[CueClass | None, int]:
    """The class and the number of tokens of the cue that begins at token `index` with `word`."""
    if word not in lexicon.phrases:
        return lexicon.cues.get(word), 1
    for phrase, kind in lexicon.phrases[word]:
        length = _phrase_tokens(tokens, index, phrase, lexicon)
        if length:
            return kind, length
    return lexicon.cues.get(word), 1


def _is_known(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.function_words or word in lexicon.roles or word in lexicon.titles or word in lexicon.naming


def _phrase_tokens(tokens: list[Token], index: int, phrase: tuple[str, ...], lexicon: Lexicon) -> int:
    """How many tokens from `index` on are `phrase`, 0 if it is not there; of one with a gap, those before it."""
    whole = phrase.index(GAP) if GAP in phrase else len(phrase)
    for offset, word in enumerate(phrase[:whole]):
        if index + offset >= len(tokens) or tokens[index + offset].lower != word:
            return 0
    if whole == len(phrase):
        return whole
    words = 0
    for at in range(index + whole, min(index + whole + 2 * PARTICLE_WORDS, len(tokens))):
        token = tokens[at]
        if token.kind is TokenKind.WORD:
            if token.lower == phrase[-1] and not _governs(tokens, at, lexicon):
                token.particle = True
                return whole + (words == 0)
            words += 1
        if words > PARTICLE_WORDS or token.kind in {TokenKind.BREAK, TokenKind.QUOTATION} or token.lower in TERMINAL:
            return 0
    return 0


def _governs(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether what may be a particle is a preposition, with its noun after it: gaf een naam *aan het* kind."""
    if tokens[index].lower not in lexicon.prepositions or index + 1 >= len(tokens) or not tokens[index + 1].word:
        return False
    word = tokens[index + 1].lower
    return word in lexicon.determiners or word in lexicon.pronouns or word not in lexicon.function_words
