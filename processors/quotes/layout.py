"""Words, sentences and cues of the passages around quotations.

Only paragraphs that hold a quotation, the one before each, and paragraphs with a cue are cut into tokens. A quotation
is one token: what is said inside it never takes part in finding who said it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from processors.quotes.cues import GAP, UNSPACED, CueClass, Lexicon
from processors.quotes.marks import SINGLE, Marked

LOOKAHEAD_TOKENS = 8
"""How far after a quotation that ends a sentence an attribution is looked for ("Why?" she asked)."""
PARTICLE_WORDS = 12
"""How many words after its verb a particle may stand: "stellte die Polizei am Montag fest"."""
LONG_SYLLABLES = frozenset({"th"})
"""Languages without blanks that write a syllable with several letters."""
MAX_RUN_SIGNS = 6
"""Where they do, unknown letters are taken together up to so many: about a word."""
MAX_PREFIXES = 2
MIN_PREFIXED_LETTERS = 3
"""A shorter word after a prefix is taken for no cue: there the prefix is more often part of the word."""
TERMINAL = frozenset(".!?…。！？؟।۔‽")
DASHES = frozenset({"—", "–", "―", "--", "-"})
ORDINAL_POINT = frozenset(
    ["de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sr", "sl", "bs", "lv", "et", "tr", "is"]
)
"""Languages that write "27." for 27th, so that a point after a number ends no sentence."""
UNCASED = UNSPACED | frozenset(
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
NOUNS_CAPITALISED = frozenset({"de", "lb", "gsw"})
"""Languages in which a capital does not tell a name from a noun."""
PREFIXES = {"ar": "وف", "he": "ושה"}
"""Conjunctions (and the Hebrew article) that are written on to the next word."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Latin, Greek, Cyrillic; Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670"  # Arabic
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"  # Devanagari, Bengali
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d"  # other Indic scripts
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u00ad"  # Thai; joiners, soft hyphen
)
"""Combining signs, which belong to a word although Python's \\w leaves them out."""
_THAI = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
_HEBREW = "\u05d0-\u05ea"
_INNER = rf"[’'\-‑&@·]|(?<=[{_HEBREW}])[\"״”׳](?=[{_HEBREW}])"
"""Signs inside a word; in Hebrew also the mark of an abbreviation."""
_SPACED = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*"
    rf"|[\w{_MARKS}]+(?:(?:{_INNER})[\w{_MARKS}]+)*(?:(?<=[{_HEBREW}])['׳])?|\.{{2,}}|--+|[^\w\s]"
)
_WORDS = re.compile(rf"[\w{_MARKS}]+")
_ABBREVIATIONS = frozenset(
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
        "bl",
        "str",
        "геn",
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


class TokenKind(IntEnum):
    """What a token is."""

    WORD = 0
    PUNCTUATION = 1
    QUOTATION = 2
    BREAK = 3
    """The end of a paragraph."""


@dataclass(slots=True)
class Token:
    """A word, a sign, a whole quotation, or a paragraph's end; offsets are code points."""

    lower: str
    """In small letters and folded, for look-up in the lexicon; a prefix is taken off if the rest is in the lexicon."""
    start: int
    end: int
    kind: TokenKind
    capital: bool
    paragraph: int
    sentence: int = 0
    quotation: int = -1
    cue: CueClass | None = None
    cue_tokens: int = 0
    particle: bool = False
    """Whether it belongs to a cue some words before: stellte ... *fest*."""

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.kind is TokenKind.WORD


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of an article's passages, and where in them each quotation stands."""

    text: str
    language: str
    lexicon: Lexicon
    tokens: list[Token]
    positions: list[int]
    """Index of the quotation -> index of its token."""
    marked: Sequence[Marked]
    """The quotations' marks."""
    double_marks: bool
    """Whether most of the quotations have double marks."""
    sentence_starts: list[int]
    """Number of the sentence -> index of its first token; one more entry closes the last."""

    @property
    def cased(self) -> bool:
        """Whether capitals can tell names from other words."""
        return self.language not in UNCASED

    @property
    def unspaced(self) -> bool:
        """Whether words are written without blanks between them."""
        return self.language in UNSPACED

    def sentence(self, number: int) -> tuple[int, int]:
        """Returns first token and the one after the last of a sentence."""
        return self.sentence_starts[number], self.sentence_starts[number + 1]


def lay_out(
    text: str,
    language: str,
    lexicon: Lexicon,
    lines: Sequence[tuple[int, int]],
    quotations: Sequence[Marked],
    names: Sequence[tuple[int, int]],
    others: Collection[int] = (),
) -> Layout:
    """Cuts the passages around `quotations` into tokens and sentences.

    Args:
        text: the article.
        language: ISO 639-1 code.
        lexicon: its lexicon.
        lines: `marks.paragraphs(text)`.
        quotations: sorted, not overlapping.
        names: (start, end) of the entities, sorted: one token each in languages that write without blanks.
        others: indices of further lines to cut, such as `lines_with_cues`.
    """
    wanted = _wanted_lines(lines, quotations)
    if others:
        wanted = sorted({*wanted, *others})
    pattern = _unspaced_pattern(lexicon) if language in UNSPACED else _SPACED
    keep_names = language in UNSPACED
    tokens: list[Token] = []
    positions: list[int] = [0] * len(quotations)
    number = name = 0
    for paragraph in wanted:
        start, end = lines[paragraph]
        position = max(start, tokens[-1].end) if tokens else start
        if tokens and tokens[-1].kind is not TokenKind.BREAK:
            tokens.append(Token("\n", position, position, TokenKind.BREAK, False, paragraph))
        while position < end:
            while number < len(quotations) and quotations[number].start < position:
                number += 1
            limit = min(end, quotations[number].start) if number < len(quotations) else end
            if keep_names:
                while name < len(names) and names[name][0] < position:
                    name += 1
                if name < len(names) and names[name][1] <= limit:
                    _cut(text, position, names[name][0], pattern, paragraph, lexicon, tokens)
                    position = names[name][1]
                    tokens.append(_token(text, names[name][0], position, TokenKind.WORD, paragraph))
                    continue
            _cut(text, position, limit, pattern, paragraph, lexicon, tokens)
            position = limit
            if number < len(quotations) and quotations[number].start == limit:
                positions[number] = len(tokens)
                marked = quotations[number]
                tokens.append(Token("", marked.start, marked.end, TokenKind.QUOTATION, False, paragraph, 0, number))
                position = marked.end
                number += 1
    _find_cues(tokens, lexicon, language not in UNCASED and language not in NOUNS_CAPITALISED)
    starts = _number_sentences(text, language, lexicon, tokens, quotations)
    double = 2 * sum(text[marked.start] not in SINGLE for marked in quotations) > len(quotations)
    return Layout(text, language, lexicon, tokens, positions, quotations, double, starts)


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Cuts `text[start:end]` into words, signs and cues; for languages with blanks and capitals."""
    tokens: list[Token] = []
    _cut(text, start, end, _SPACED, 0, lexicon, tokens)
    _find_cues(tokens, lexicon, names_have_capitals=True)
    return tokens


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


def _wanted_lines(lines: Sequence[tuple[int, int]], quotations: Sequence[Marked]) -> list[int]:
    wanted: list[int] = []
    number = 0
    for index, (start, end) in enumerate(lines):
        while number < len(quotations) and quotations[number].end <= start:
            number += 1
        if number < len(quotations) and quotations[number].start < end:
            if index and (not wanted or wanted[-1] != index - 1):
                wanted.append(index - 1)
            wanted.append(index)
    return wanted


@lru_cache(maxsize=16)
def _unspaced_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Known words, longest first; runs of katakana, Latin letters and digits; else single signs, in Thai short runs."""
    words = set(lexicon.cues) | lexicon.function_words | lexicon.roles | lexicon.titles | lexicon.naming
    words |= lexicon.subject_marks[0] | lexicon.other_marks[0] | lexicon.opaque
    words |= {"".join(phrase) for found in lexicon.phrases.values() for phrase, _ in found}
    by_sign: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if word.isalnum() or len(word) > 1:
            by_sign.setdefault(word[0], []).append(re.escape(word[1:]))
    known = "|".join(f"{re.escape(sign)}(?:{'|'.join(rests)})" for sign, rests in sorted(by_sign.items()))
    known = f"(?:{known or '(?!)'})(?![{_MARKS}])"
    others = f"[^\\s][{_MARKS}]*"
    if LONG_SYLLABLES.intersection(lexicon.languages):
        letter = f"[{_THAI}][{_MARKS}]*"
        others = f"{letter}(?:(?!{known}){letter}){{0,{MAX_RUN_SIGNS - 1}}}(?:(?!{known})[ะาำๆ])*|{others}"
    return re.compile(rf"{known}|[\u30a0-\u30ff·・]+|[A-Za-zÀ-ÿ0-9_.]+|{others}")


def _cut(
    text: str,
    start: int,
    end: int,
    pattern: re.Pattern[str],
    paragraph: int,
    lexicon: Lexicon,
    tokens: list[Token],
) -> None:
    before = len(tokens)
    append = tokens.append
    for match in pattern.finditer(text, start, end):
        written = match[0]
        begin = match.start()
        lower, kind, capital, parts = _facts(lexicon, written)
        if not parts:
            append(Token(lower, begin, begin + len(written), kind, capital, paragraph))  # most words
            continue
        for low, high in parts:
            append(_token(text, begin + low, begin + high, TokenKind.WORD, paragraph))
    if lexicon.folded:
        for token in tokens[before:]:
            token.lower = token.lower.translate(lexicon.folded) or token.lower
    _join(tokens, before, lexicon)


@lru_cache(maxsize=1 << 15)
def _facts(lexicon: Lexicon, written: str) -> tuple[str, TokenKind, bool, tuple[tuple[int, int], ...]]:
    """What a word is by itself: how it is looked up, its kind, whether it begins with a capital, and its parts."""
    first, lower = written[0], _lower(written)
    kind = TokenKind.WORD if first.isalnum() or (len(written) > 1 and first not in ".-") else TokenKind.PUNCTUATION
    simple = kind is TokenKind.PUNCTUATION or not (lexicon.endings or "-" in lower or "'" in lower)
    parts = [] if simple or len(lower) != len(written) else _parts(lower, lexicon)
    if len(parts) == 1 and parts[0][1] == len(lower):
        parts = []
    return lower, kind, first.isupper(), tuple(parts)


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


def _token(text: str, start: int, end: int, kind: TokenKind, paragraph: int) -> Token:
    return Token(_lower(text[start:end]), start, end, kind, text[start].isupper(), paragraph)


def _find_cues(tokens: list[Token], lexicon: Lexicon, names_have_capitals: bool) -> None:
    prefixes = "".join(PREFIXES.get(code, "") for code in lexicon.languages)
    cues, phrases = lexicon.cues, lexicon.phrases
    phrase_end = 0
    for index, token in enumerate(tokens):
        if token.kind is not TokenKind.WORD or index < phrase_end:
            continue  # the words of a phrase are no cues of their own
        if token.capital and names_have_capitals and index and tokens[index - 1].word:
            continue  # "Secretary of *State*", "the Washington *Post*"
        if not prefixes and token.lower not in cues and token.lower not in phrases:
            token.cue_tokens = 1  # most words
            continue
        token.cue, token.cue_tokens = _cue_at(tokens, index, token.lower, lexicon)
        if token.cue is None and prefixes:
            _without_prefixes(tokens, index, prefixes, lexicon)
        phrase_end = index + token.cue_tokens
        if token.cue is CueClass.ACCORDING and phrase_end < len(tokens):
            following = tokens[phrase_end]
            verb, _ = _cue_at(tokens, phrase_end, following.lower, lexicon)
            if following.word and verb in {CueClass.SAY, CueClass.REPORT}:
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
            token.lower = word
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


def _number_sentences(
    text: str, language: str, lexicon: Lexicon, tokens: list[Token], quotations: Sequence[Marked]
) -> list[int]:
    starts = [0]
    sentence = 0
    for index, token in enumerate(tokens):
        token.sentence = sentence
        if token.kind is TokenKind.WORD:
            continue
        if index + 1 < len(tokens) and _ends_sentence(text, language, lexicon, tokens, index, quotations):
            sentence += 1
            starts.append(index + 1)
    starts.append(len(tokens))
    return starts


def _ends_sentence(  # noqa: PLR0911 - a list of cases, each with its own answer
    text: str, language: str, lexicon: Lexicon, tokens: list[Token], index: int, quotations: Sequence[Marked]
) -> bool:
    token, following = tokens[index], tokens[index + 1]
    if following.kind is TokenKind.BREAK:
        return False
    if token.kind is TokenKind.BREAK:
        introduced = index > 0 and tokens[index - 1].lower in {":", "：", ",", "，"}
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
        return not _attribution_follows(tokens, index + 1, last in ".。।")
    if token.kind is not TokenKind.PUNCTUATION or token.lower[0] not in TERMINAL:
        return False
    if token.lower in "。！？؟।۔":
        return True
    if following.word and text[following.start].islower():
        return False
    if following.kind is TokenKind.PUNCTUATION and following.lower not in "([-–—―¿¡":
        return False
    if token.lower == "." and index:
        before = tokens[index - 1]
        if LONG_SYLLABLES.intersection(lexicon.languages) or (
            before.end == token.start
            and (
                before.lower in _ABBREVIATIONS
                or before.lower in lexicon.titles
                or (len(before.lower) == 1 and before.capital)
                or (before.lower.isdigit() and language in ORDINAL_POINT and following.word)
            )
        ):
            return False
    return True


def _attribution_follows(tokens: list[Token], first: int, strict: bool) -> bool:
    """Whether "she asked" or "asked Mary Smith" comes next; after a full stop it must also be the whole sentence."""
    for index in range(first, min(first + LOOKAHEAD_TOKENS // 2 + 1, len(tokens))):
        token = tokens[index]
        if token.kind is not TokenKind.WORD:
            return False
        if token.cue is CueClass.SAY or (token.cue is CueClass.REPORT and not strict):
            ahead = tokens[index + 1 : index + 4]
            quoted = next((i for i, t in enumerate(ahead) if t.kind is TokenKind.QUOTATION), len(ahead))
            return not strict or not ahead or any(t.lower in {".", "。", "।", "\n"} for t in ahead[:quoted])
    return False
    return False
