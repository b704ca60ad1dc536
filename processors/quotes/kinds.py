"""What marks enclose: a direct quotation, quoted words in a reported statement (mixed), or no quotation at all.

The evidence is a sum of plain weights; below `THRESHOLD` the marks hold a scare quote, a title, a name or a slogan.
Indirect quotations (reported speech without marks) are not found yet: they will come as spans of their own, beside
`judge`, with the same `Judgement`.
"""

import math
from dataclasses import dataclass

from processors.quotes.candidates import NOUNS_CAPITALISED
from processors.quotes.cues import UNSPACED, CueClass
from processors.quotes.layout import TERMINAL, Layout, TokenKind
from processors.quotes.marks import Marked
from processors.quotes.speakers import Attribution
from schemas.annotations import QuoteKind

THRESHOLD = 1.2
"""Evidence from which marked words are a quotation."""
LETTERS_PER_WORD = 2
"""In scripts without blanks, a word is taken to have this many signs."""
MIN_STATEMENT_WORDS = 3
MAX_TITLE_WORDS = 9
SHORT_WORDS = 2
"""Up to this length, an adjective after an article is no sign of a statement: a "frozen conflict"."""
NEAR_TOKENS = 4
"""A single quoted word counts only this near to a cue: called the plan "absurd"."""

CUE_EVIDENCE = {
    CueClass.SAY: 1.2,
    CueClass.REPORT: 0.8,
    CueClass.CALL: 0.7,
    CueClass.NOUN: 0.3,
    CueClass.ACCORDING: 1.0,
    CueClass.TRAILING: 1.0,
}
LENGTH_EVIDENCE = ((15, 2.6), (8, 1.8), (5, 1.2), (3, 0.7), (2, 0.3))
"""(words from, evidence): the longer, the less it can be a name."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`kind` is None where the marks hold no quotation; `confidence` (0..1) is for its being one."""

    kind: QuoteKind | None
    confidence: float
    standalone: bool
    """Whether it is a sentence by itself, with no words of the article's own in that sentence."""


def count_words(text: str, language: str) -> int:
    """Returns the number of words in `text`; in scripts without blanks, an estimate from its signs."""
    if language in UNSPACED:
        return math.ceil(sum(c.isalnum() for c in text) / LETTERS_PER_WORD)
    return sum(any(c.isalnum() for c in word) for word in text.split())


def judge(layout: Layout, position: int, marked: Marked, attribution: Attribution) -> Judgement:
    """Decides what the quotation marks around token `position` enclose.

    Args:
        layout: the passages around the quotations.
        position: index of the quotation's token.
        marked: its marks.
        attribution: what `speakers.Attributor` found for it.
    """
    inner = layout.text[marked.inner_start : marked.inner_end].strip()
    words = count_words(inner, layout.language)
    if not words:
        return Judgement(None, 1.0, False)
    alone = is_standalone(layout, position)
    terminal = inner[-1] in TERMINAL
    statement = (terminal or inner[-1] in ",，") and words >= MIN_STATEMENT_WORDS
    cased = inner[0].isupper() or inner[0].islower()
    begins_low = inner[0].islower()
    evidence = next((value for least, value in LENGTH_EVIDENCE if words >= least), -1.6)
    if attribution.cue_class is not None:
        evidence += CUE_EVIDENCE[attribution.cue_class]
    noun_phrase = _within_noun_phrase(layout, position) and inner[0].isupper()
    if attribution.attached and not noun_phrase:
        evidence += 1.6
    if words == 1 and _cue_is_near(attribution, position):
        evidence += 1.0 if begins_low or not cased else 0.6
    if alone and words >= MIN_STATEMENT_WORDS:
        evidence += 1.2 if terminal or not cased else 0.6
    if statement:
        evidence += 0.8
    if begins_low:
        evidence += -0.3 if words <= SHORT_WORDS and _is_noun_phrase(layout, position) else 0.4
    if words <= SHORT_WORDS and attribution.cue is not None:
        evidence -= min(0.08 * max(_cue_distance(attribution, position) - NEAR_TOKENS, 0), 0.6)
    evidence -= _naming(layout, position, attribution)
    if _is_title_case(inner, words, layout) and not statement:
        evidence -= 1.3
    if words <= MAX_TITLE_WORDS and _names_the_source(layout, position):
        evidence -= 2.4
    if evidence < THRESHOLD:
        return Judgement(None, _confidence(THRESHOLD - evidence), alone)
    independent = (not begins_low and (attribution.attached or alone)) or (terminal and alone)
    return Judgement("direct" if independent else "mixed", _confidence(evidence - THRESHOLD), alone)


def is_standalone(layout: Layout, position: int) -> bool:
    """Whether the sentence of the quotation at `position` has no word outside quotation marks."""
    tokens = layout.tokens
    sentence = tokens[position].sentence
    for step in (-1, 1):
        index = position + step
        while 0 <= index < len(tokens) and tokens[index].sentence == sentence:
            if tokens[index].kind is TokenKind.WORD:
                return False
            if abs(index - position) > MAX_TITLE_WORDS:
                break  # a long row of quotations and signs; what lies further off says nothing
            index += step
    return True


def _naming(layout: Layout, position: int, attribution: Attribution) -> float:
    """How much the words before the marks say that a title or a name follows: "the film", "so-called"."""
    penalty = 0.0
    following = layout.tokens[position + 1] if position + 1 < len(layout.tokens) else None
    if following is not None and following.lower in layout.lexicon.naming and following.cue is None:
        penalty = 1.2
    for distance in (1, 2, 3):
        index = position - distance
        if index < 0 or layout.tokens[index].sentence != layout.tokens[position].sentence:
            break
        token = layout.tokens[index]
        if token.kind is not TokenKind.WORD:
            if token.kind is TokenKind.QUOTATION or token.lower in ":：":
                break
            continue
        if token.lower in layout.lexicon.naming:
            penalty = max(penalty, 2.4 if distance == 1 else 1.2)
    return penalty * (0.5 if attribution.attached and attribution.cue_class is CueClass.SAY else 1.0)


def _names_the_source(layout: Layout, position: int) -> bool:
    """Whether a verbless attribution leads into the marks, so that they hold who is quoted: according to "The Post"."""
    for back in range(position - 1, max(position - 4, -1), -1):
        token = layout.tokens[back]
        if token.cue is CueClass.ACCORDING:
            return back + token.cue_tokens <= position
        if token.lower not in layout.lexicon.determiners and token.lower not in layout.lexicon.roles:
            return False
    return False


def _within_noun_phrase(layout: Layout, position: int) -> bool:
    """Whether a word other than a cue or "that" leads straight into the marks: the "Morning Post"."""
    before = layout.tokens[position - 1] if position else None
    if before is None or before.kind is not TokenKind.WORD or before.sentence != layout.tokens[position].sentence:
        return False
    return before.cue is None and before.lower not in layout.lexicon.conjunctions


def _cue_is_near(attribution: Attribution, position: int) -> bool:
    if attribution.cue is None or attribution.cue_class is CueClass.NOUN:
        return False
    return _cue_distance(attribution, position) <= NEAR_TOKENS


def _cue_distance(attribution: Attribution, position: int) -> int:
    if attribution.cue is None:
        return 0
    first, last = attribution.cue
    return first - position - 1 if first > position else position - last


def _is_noun_phrase(layout: Layout, position: int) -> bool:
    """Whether a small first letter is only that of an adjective: after an article, where nouns have capitals."""
    before = layout.tokens[position - 1].lower if position else ""
    return layout.language in NOUNS_CAPITALISED and before in layout.lexicon.determiners


def _is_title_case(inner: str, words: int, layout: Layout) -> bool:
    """Whether all but the small words begin with a capital: a name, a title."""
    if words > MAX_TITLE_WORDS or not inner[0].isupper():
        return False
    small = layout.lexicon.function_words
    rest = [w.strip(",.;:!?") for w in inner.split()[1:]]
    telling = [w for w in rest if w and w.lower() not in small]
    if not telling:
        return words <= MIN_STATEMENT_WORDS
    return all(w[0].isupper() or not w[0].isalpha() for w in telling) and len(telling) * 2 >= len(rest)


def _confidence(margin: float) -> float:
    """From a margin over the threshold to 0.5..1, by a fixed curve."""
    return 1.0 / (1.0 + math.exp(-0.9 * max(margin, 0.0)))
