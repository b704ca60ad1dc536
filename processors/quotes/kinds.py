"""What marks enclose: a direct quotation, quoted words in a reported statement (mixed), or no quotation at all.

The evidence is a sum of plain weights; below `THRESHOLD` the marks hold a scare quote, a title, a name or a slogan.
"""

import math
from dataclasses import dataclass
from typing import Final

from processors.quotes.cues import UNSPACED, CueClass, general_small_words
from processors.quotes.layout import Layout
from processors.quotes.marks import SINGLE, Marked
from processors.quotes.signs import (
    CLAUSE_SIGNS,
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    LONG_DASHES,
    OPENING_BRACKETS,
    TERMINAL,
)
from processors.quotes.speakers import Attribution
from processors.quotes.tokens import NOUNS_CAPITALISED, Token, TokenKind
from schemas.annotations import QuoteKind

THRESHOLD: Final = 1.2
"""Evidence from which marked words are a quotation."""
LETTERS_PER_WORD: Final = 2
"""In scripts without blanks, a word is taken to have this many signs."""
MIN_STATEMENT_WORDS: Final = 3
MAX_NAME_WORDS: Final = 4
"""A name in marks that has a capital only at its beginning, as in Slavic and Romance languages, is no longer."""
MAX_TITLE_WORDS: Final = 9
SHORT_WORDS: Final = 2
"""Up to this length, an adjective after an article is no sign of a statement: a "frozen conflict"."""
NEAR_TOKENS: Final = 4
"""A single quoted word counts only this near to a cue: called the plan "absurd"."""

TITLE_OF_A_WORK: Final = 4.0
"""Evidence against a quotation where a book or a film is named, and then a title."""
MAX_JUDGEMENT_WORDS: Final = 5
"""Up to this length, quoted words need the sentence around them to tell that they are somebody's."""
MAX_BRACKET_TOKENS: Final = 8
"""After a title: its author and the year."""
YEAR_DIGITS: Final = 4
MAX_HEADING_LETTERS: Final = 110
MAX_HEADING_TOKENS: Final = 24
CLAUSE_TOKENS: Final = 12
"""How far in a clause its verb is looked for."""
CLAUSE_ENDS: Final = CLAUSE_SIGNS | COLONS | LONG_DASHES

CUE_EVIDENCE: Final = {
    CueClass.SAY: 1.2,
    CueClass.REPORT: 0.8,
    CueClass.CALL: 0.7,
    CueClass.NOUN: 0.3,
    CueClass.ACCORDING: 1.0,
    CueClass.TRAILING: 1.0,
}
LENGTH_EVIDENCE: Final = ((15, 2.6), (8, 1.8), (5, 1.2), (3, 0.7), (2, 0.3))
"""(words from, evidence): the longer, the less it can be a name."""
ONE_WORD: Final = -1.6


@dataclass(frozen=True, slots=True)
class Judgement:
    """`kind` is None where the marks hold no quotation."""

    kind: QuoteKind | None
    margin: float
    """How far the evidence lies over `THRESHOLD`; negative where the marks hold no quotation."""
    standalone: bool
    """Whether it is a sentence by itself, with no words of the article's own in that sentence."""
    reported: bool = False
    """Whether the verb beside it tells that the whole sentence is somebody else's (German subjunctive)."""


def count_words(text: str, language: str) -> int:
    """Returns the number of words in `text`; in scripts without blanks, an estimate from its signs."""
    if language in UNSPACED:
        return math.ceil(sum(c.isalnum() for c in text) / LETTERS_PER_WORD)
    return sum(word.isalnum() or any(c.isalnum() for c in word) for word in text.split())


def judge(layout: Layout, position: int, marked: Marked, attribution: Attribution) -> Judgement:
    """Decides what the quotation marks around token `position` enclose.

    Args:
        layout: the passages around the quotations.
        position: index of the quotation's token.
        marked: its marks.
        attribution: what `speakers.Attributor` found for it.
    """
    inner = layout.text[marked.inner_start : marked.inner_end].strip()
    if not any(map(str.isalpha, inner)) or _is_markup(layout, marked) or _is_in_heading(layout, position, marked):
        return Judgement(None, -THRESHOLD, False)
    signs = _signs(layout, position, inner, attribution)
    evidence = _of_the_words(signs) + _of_the_attribution(signs, attribution) + _of_a_judgement(signs, attribution)
    evidence -= _of_a_name(layout, position, signs, attribution)
    if evidence < THRESHOLD:
        return Judgement(None, evidence - THRESHOLD, signs.alone)
    spoken = attribution.attached or signs.alone or (signs.statement and attribution.cue_class is CueClass.SAY)
    independent = (not signs.begins_low and spoken) or (signs.terminal and signs.alone)
    kind: QuoteKind = "direct" if independent else "mixed"
    return Judgement(kind, evidence - THRESHOLD, signs.alone, signs.reported)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What is seen of the marked words and of the sentence around them."""

    words: int
    begins_low: bool
    """With a small letter, where the script has them."""
    cased: bool
    begins_name: bool
    """With a capital and a small letter: an only word in capitals may be an abbreviation that begins a statement."""
    terminal: bool
    """Whether they end as a sentence does."""
    set_off: bool
    """Whether a comma, a colon or the end of a sentence parts them from the words around."""
    statement: bool
    alone: bool
    """Whether the sentence has no other words."""
    phrase: bool
    """Whether they are part of a noun phrase: the "Morning Post"."""
    adjective: bool
    """Whether the small letter is only that of an adjective before a noun (German)."""
    title_case: bool
    compared: bool
    reported: bool
    cue_distance: int
    """Tokens between them and the cue; -1 without a cue."""


def _signs(layout: Layout, position: int, inner: str, attribution: Attribution) -> _Signs:
    words = count_words(inner, layout.language)
    terminal, begins_low = inner[-1] in TERMINAL, inner[0].islower()
    cased = inner[0].isupper() or begins_low
    may_judge = words <= MAX_JUDGEMENT_WORDS and (begins_low or not cased or layout.language in NOUNS_CAPITALISED)
    return _Signs(
        words=words,
        begins_low=begins_low,
        cased=cased,
        begins_name=inner[0].isupper() and inner[1:2].islower(),
        terminal=terminal,
        set_off=terminal or inner[-1] in COMMAS or _is_set_off(layout, position),
        statement=(terminal or inner[-1] in COMMAS) and words >= MIN_STATEMENT_WORDS,
        alone=is_standalone(layout, position),
        phrase=_within_noun_phrase(layout, position) and (inner[0].isupper() or _is_so_called(layout, position, words)),
        adjective=_is_noun_phrase(layout, position),
        title_case=_is_title_case(inner, words, layout),
        compared=may_judge and (_is_compared(layout, position) or _is_spoken_of(layout, position, attribution)),
        reported=_is_in_subjunctive(layout, position),
        cue_distance=_cue_distance(attribution, position) if attribution.cue is not None else -1,
    )


def _of_the_words(signs: _Signs) -> float:
    """Evidence of the marked words alone: the longer, and the more like a sentence, the better."""
    evidence = next((value for least, value in LENGTH_EVIDENCE if signs.words >= least), ONE_WORD)
    if signs.alone and signs.words >= MIN_STATEMENT_WORDS:
        evidence += 1.2 if signs.terminal or not signs.cased else 0.6
    if signs.statement:
        evidence += 0.8
    if signs.begins_low:
        evidence += -0.3 if signs.words <= SHORT_WORDS and signs.adjective else 0.4
    return evidence


def _of_the_attribution(signs: _Signs, attribution: Attribution) -> float:
    """Evidence of the cue."""
    evidence = CUE_EVIDENCE[attribution.cue_class] if attribution.cue_class is not None else 0.0
    if attribution.attached and not signs.phrase:
        evidence += 1.6
    if signs.words <= SHORT_WORDS and attribution.cue is not None:
        evidence -= min(0.08 * max(signs.cue_distance - NEAR_TOKENS, 0), 0.6)
    return evidence


def _of_a_judgement(signs: _Signs, attribution: Attribution) -> float:
    """Evidence that a few words are somebody's judgement: called it "absurd", as a "disgrace", it is "absurd"."""
    evidence = 0.0
    if signs.reported and signs.words <= MAX_JUDGEMENT_WORDS:
        evidence += 2.5 if signs.words == 1 else 1.2
    if _is_answer(signs, attribution):
        evidence += 1.6 if signs.words == 1 else 0.4
    if signs.words == 1 and signs.compared and attribution.cue is not None:
        return evidence + (2.6 if attribution.cue_class is CueClass.CALL else 1.8)
    if signs.words == 1 and 0 <= signs.cue_distance <= NEAR_TOKENS and attribution.cue_class is not CueClass.NOUN:
        return evidence + (1.0 if signs.begins_low or not signs.cased else 0.6)
    return evidence + (0.6 if signs.compared else 0.0)


def _is_answer(signs: _Signs, attribution: Attribution) -> bool:
    """Whether it is short, and a verb of saying stands right beside: "No," she said."""
    short = signs.words <= SHORT_WORDS and signs.set_off
    return short and attribution.attached and attribution.cue_class is CueClass.SAY


def _is_set_off(layout: Layout, position: int) -> bool:
    tokens = layout.tokens
    before = tokens[position - 1].lower if position else ""
    after = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    return before in COLONS or before in COMMAS or after in COMMAS


def _of_a_name(layout: Layout, position: int, signs: _Signs, attribution: Attribution) -> float:
    """Evidence against: that the marks hold a name, a title, an outlet."""
    against = _naming(layout, position, attribution, signs.begins_low)
    if _titles_a_work(layout, position, signs, attribution) or _is_dated_work(layout, position, signs):
        against += TITLE_OF_A_WORK
    if _is_written_work(layout, position, signs, attribution):
        against += TITLE_OF_A_WORK
    if signs.begins_low and signs.words >= MIN_STATEMENT_WORDS:
        against *= 0.4  # titles and names have a capital
    if signs.phrase and signs.words <= MAX_TITLE_WORDS and attribution.cue is None and not signs.terminal:
        against += 0.6
    noun = signs.words == 1 and layout.language in NOUNS_CAPITALISED and (signs.compared or signs.reported)
    spoken = signs.statement and (signs.alone or attribution.attached)
    spoken = spoken or _is_answer(signs, attribution)
    if signs.title_case and not noun and not spoken:
        against += 2.1 if signs.statement else 1.3
    loose = not (signs.terminal or signs.alone or attribution.attached or layout.language in NOUNS_CAPITALISED)
    if (
        loose
        and _continues_sentence(layout, position)
        and signs.begins_name
        and signs.words <= MAX_NAME_WORDS
        and not signs.title_case
    ):
        against += 1.0
    if layout.unspaced and signs.words <= SHORT_WORDS and _runs_on(layout, position):
        against += 1.6
    if signs.words <= MAX_TITLE_WORDS and not signs.begins_low and _names_the_source(layout, position):
        against += 2.4
    return against


def _is_markup(layout: Layout, marked: Marked) -> bool:
    """Whether the marks are those of an attribute left over from markup: `id="…"`."""
    return marked.start > 0 and layout.text[marked.start - 1] == "="


def _is_in_heading(layout: Layout, position: int, marked: Marked) -> bool:
    """Whether single marks stand in a paragraph as short as a headline, where the article's quotations have double."""
    if not marked.closed or not layout.double_marks or layout.text[marked.start] not in SINGLE:
        return False
    tokens, here = layout.tokens, layout.tokens[position]
    first = last = position
    while first > 0 and tokens[first - 1].paragraph == here.paragraph and tokens[first - 1].kind is not TokenKind.BREAK:
        first -= 1
        if position - first > MAX_HEADING_TOKENS:
            return False
    while last + 1 < len(tokens) and tokens[last + 1].paragraph == here.paragraph:
        if tokens[last + 1].kind is TokenKind.BREAK:
            break
        last += 1
        if last - first > MAX_HEADING_TOKENS:
            return False
    return tokens[last].end - tokens[first].start <= MAX_HEADING_LETTERS


def _is_compared(layout: Layout, position: int) -> bool:
    """Whether "as" leads to the marks, perhaps with an article between: he praised him as a "strong leader"."""
    index = position - 1
    if index > 0 and layout.tokens[index].lower in layout.lexicon.determiners:
        index -= 1
    return index >= 0 and layout.tokens[index].lower in layout.lexicon.comparing


def _is_spoken_of(layout: Layout, position: int, attribution: Attribution) -> bool:
    """Whether the marks are what somebody spoke *of*: traders spoke of "panic"."""
    if attribution.cue is None or position == 0 or layout.tokens[position - 1].lower not in layout.lexicon.about:
        return False
    return layout.tokens[attribution.cue[0]].lower.startswith(layout.lexicon.speaking)


def _is_in_subjunctive(layout: Layout, position: int) -> bool:
    """Whether the clause has a verb in the first subjunctive, by which German marks what somebody else says."""
    subjunctive, conditional = layout.lexicon.subjunctive, layout.lexicon.conditional
    if not subjunctive:
        return False
    tokens, sentence = layout.tokens, layout.tokens[position].sentence
    for step in (-1, 1):
        index = position + step
        while (
            0 <= index < len(tokens) and tokens[index].sentence == sentence and abs(index - position) <= CLAUSE_TOKENS
        ):
            token = tokens[index]
            if token.kind is not TokenKind.WORD and (token.kind is TokenKind.QUOTATION or token.lower in CLAUSE_ENDS):
                break
            if token.lower in subjunctive or token.lower in conditional:
                return True
            index += step
    return False


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


def _naming(layout: Layout, position: int, attribution: Attribution, begins_low: bool) -> float:
    """How much the words before the marks say that a title or a name follows: "the film", "so-called"."""
    penalty = 0.0
    judging = attribution.cue[0] if begins_low and attribution.cue_class is CueClass.CALL and attribution.cue else -1
    following = layout.tokens[position + 1] if position + 1 < len(layout.tokens) else None
    if following is not None and _names(layout, following) and following.cue is None:
        penalty = 1.2
    for distance in (1, 2, 3):
        index = position - distance
        if index < 0 or layout.tokens[index].sentence != layout.tokens[position].sentence:
            break
        token = layout.tokens[index]
        if token.kind is not TokenKind.WORD:
            if token.kind is TokenKind.QUOTATION or token.lower in COLONS:
                break
            continue
        if _names(layout, token) and index != judging:
            penalty = max(penalty, 2.4 if distance == 1 else 1.2)
    return penalty * (0.5 if attribution.attached and attribution.cue_class is CueClass.SAY else 1.0)


def _titles_a_work(layout: Layout, position: int, signs: _Signs, attribution: Attribution) -> bool:
    """Whether a work is named right before a colon or comma, and nobody says anything: her new album: “Long Roads”."""
    if signs.begins_low or signs.words > MAX_TITLE_WORDS or not (attribution.cue is None or signs.title_case):
        return False
    if position < 2 or (signs.terminal and not signs.title_case):
        return False
    tokens, lexicon = layout.tokens, layout.lexicon
    if tokens[position - 1].lower not in COLONS and tokens[position - 1].lower not in COMMAS:
        return False
    before = tokens[position - 2]
    if before.lower in lexicon.prepositions and position > 2:
        before = tokens[position - 3]  # stellte ihr neues Buch vor: „…“
    return before.cue is None and before.lower not in lexicon.roles and _names(layout, before)


def _is_dated_work(layout: Layout, position: int, signs: _Signs) -> bool:
    """Whether a name and a year in brackets come after words like a title: “Long Roads” (Tom Hale, 1990)."""
    if signs.begins_low or signs.terminal or signs.words > MAX_TITLE_WORDS:
        return False
    tokens = layout.tokens
    if position + 1 >= len(tokens) or tokens[position + 1].lower not in OPENING_BRACKETS:
        return False
    dated = False
    for token in tokens[position + 2 : position + 2 + MAX_BRACKET_TOKENS]:
        if token.lower in CLOSING_BRACKETS:
            return dated
        dated = len(token.lower) == YEAR_DIGITS and token.lower.isdigit()
        if token.word and not (token.capital or token.lower.isdigit()):
            return False
    return False


def _is_written_work(layout: Layout, position: int, signs: _Signs, attribution: Attribution) -> bool:
    """Whether a particle makes the marked words the thing that somebody wrote: 「雨の家」*を*書いた."""
    if attribution.cue is None or signs.terminal or signs.words > MAX_TITLE_WORDS:
        return False
    lexicon, tokens = layout.lexicon, layout.tokens
    if position + 1 >= len(tokens) or tokens[position + 1].lower not in lexicon.object_marks:
        return False
    return tokens[attribution.cue[0]].lower.startswith(lexicon.writing)


def _is_so_called(layout: Layout, position: int, words: int) -> bool:
    """Whether a naming word leads straight into few words, whatever verb comes after: the so-called “experts” said."""
    return words <= SHORT_WORDS and position > 0 and _names(layout, layout.tokens[position - 1])


def _names(layout: Layout, token: Token) -> bool:
    """Whether a title or a name follows the word: film, Wochenzeitung (also as the last part of a compound)."""
    lexicon = layout.lexicon
    if token.lower in lexicon.naming:
        return True
    return token.lower.endswith(lexicon.naming_endings)


def _names_the_source(layout: Layout, position: int) -> bool:
    """Whether a verbless attribution leads into the marks, so that they hold who is quoted: according to "The Post"."""
    for back in range(position - 1, max(position - 4, -1), -1):
        token = layout.tokens[back]
        if token.cue is CueClass.ACCORDING:
            return back + token.cue_tokens <= position
        if token.lower not in layout.lexicon.determiners and token.lower not in layout.lexicon.roles:
            return False
    return False


def _continues_sentence(layout: Layout, position: int) -> bool:
    """Whether a word leads to the marks with no sign between; where verbs come last, all quotations do so."""
    before = layout.tokens[position - 1] if position else None
    if before is None or layout.lexicon.order == "sov":
        return False
    return before.word and before.sentence == layout.tokens[position].sentence


def _runs_on(layout: Layout, position: int) -> bool:
    """Whether a noun follows straight on the marks, where no blanks part the words: the “河谷”酒店 is a hotel."""
    token = layout.tokens[position + 1] if position + 1 < len(layout.tokens) else None
    if token is None or not token.word or token.start != layout.tokens[position].end:
        return False
    lexicon = layout.lexicon
    return token.cue is None and token.lower not in lexicon.function_words and token.lower not in lexicon.roles


def _within_noun_phrase(layout: Layout, position: int) -> bool:
    """Whether a word other than a cue or "that" leads straight into the marks: the "Morning Post"."""
    before = layout.tokens[position - 1] if position else None
    if before is None or before.kind is not TokenKind.WORD or before.sentence != layout.tokens[position].sentence:
        return False
    no_cue = before.cue is None or before.lower in layout.lexicon.passive_verbs
    return no_cue and before.lower not in layout.lexicon.conjunctions


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
    rest = [w.strip(",.;:!?") for w in inner.split()[1:]]
    small, general = layout.lexicon.function_words, general_small_words()
    telling = [w for w in rest if w and (lower := w.lower()) not in small and lower not in general]
    if not telling:
        return words <= MIN_STATEMENT_WORDS
    return all(w[0].isupper() or not w[0].isalpha() for w in telling) and len(telling) * 2 >= len(rest)
