"""Speech that a dash begins (— We are coming, — said Ivanov. — Tomorrow.), and attributions inside quotation marks.

What a dash begins, at the head of a paragraph or of a sentence, is speech where an attribution stands in the paragraph
as the language writes it (`conventions.DIALOGUE`), or, of a whole paragraph, where the one right before or after has
one. Lists, signatures and datelines have no attribution. Each paragraph is read once.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from typing import Final

from processors.quotes.conventions import DIALOGUE, Dialogue
from processors.quotes.cues import REPORTING, CueClass, Lexicon
from processors.quotes.layout import tokenize
from processors.quotes.marks import Marked
from processors.quotes.sentence_ends import MAX_ORDINAL_DIGITS
from processors.quotes.signs import COLONS, COMMAS, DASH_SIGNS, DASHES, FULL_STOPS, INVERTED, STOPS, TERMINAL
from processors.quotes.tokens import Token, TokenKind

SIGN: Final = "—"
"""`Marked.sign` of what is found here, whatever dash stands in the text."""
MAX_SMALL_WORDS: Final = 2
"""Small words that may stand before the verb of an attribution: auxiliaries, pronouns, adverbs."""
MAX_SUBJECT_WORDS: Final = 4
"""How far after its verb the subject of an attribution may begin, or how long a name before its verb may be."""
MIN_WORDS: Final = 3
"""A paragraph without an attribution is speech only if it has this many words."""
MAX_ITEMS: Final = 3
LIST_WORDS: Final = 8
"""From this many paragraphs without an attribution in a row, shorter ones than this (in words) are items of a list."""
MAX_BARE_WORDS: Final = 10
"""How long an attribution is, in words and signs, whose end only a dash tells."""
INTRODUCTION: Final = 100
"""How far before a colon, in code points, a verb of saying is looked for: Ivanov said: — Yes."""
MAX_INSERTION: Final = 14
"""Length, in words and signs, of an attribution between two dashes whose verb is not known."""
_LEAD: Final = re.compile(rf"(?:[–—―]|--|-(?=[^\S\r\n]))[^\S\r\n]*(?=[^\s{DASH_SIGNS}])")
_INNER_LEAD: Final = re.compile(r"(?:[–—―]|--?)[^\S\r\n]+(?=[^\W\d_]|[¿¡])")
_SENTENCE: Final = re.compile(r"[.!?…]+(?=\s+[^\W\d_a-zа-я])")
_SENTENCE_END: Final = TERMINAL | COLONS | frozenset('»”"')
_AFTER_DASH: Final = re.compile(rf"[{DASH_SIGNS}]\s?([^\W\d_]+)(?:[ '’]([^\W\d_]+))?")
_AFTER_COMMA: Final = re.compile(rf"[,!?…{DASH_SIGNS}]\s?(?:[^\W\d_]['’])?([^\W\d_]+)(?:[ '’]([^\W\d_]+))?")
_ENDING: Final = (STOPS | TERMINAL) - DASHES
_BEFORE_ATTRIBUTION: Final = (COMMAS | TERMINAL) - FULL_STOPS
_BETWEEN: Final = STOPS | TERMINAL
Piece = tuple[int, int, bool]
"""Start and end of a stretch of speech, and whether it goes on the one before."""


def find_dialogue(
    text: str, language: str, lexicon: Lexicon, lines: Sequence[tuple[int, int]], marked: Sequence[Marked]
) -> list[Marked]:
    """Finds the speech that a dash begins.

    Args:
        text: the article.
        language: ISO 639-1 code.
        lexicon: its lexicon.
        lines: `marks.paragraphs(text)`.
        marked: the outermost pairs of marks, sorted; speech that stands in marks as well is left to them.

    Returns:
        The speech without dashes and attributions, sorted; what goes on after an attribution is
        `continued`.
    """
    rules = DIALOGUE.get(language.partition("-")[0])
    if rules is None:
        return []
    pieces: dict[int, list[Piece]] = {}
    whole: dict[int, int] = {}  # number of a paragraph that a dash begins -> where its speech begins
    starts = [pair.start for pair in marked]
    ends = {pair.end for pair in marked}  # a dash right after them leads to an attribution
    for number, (start, end) in enumerate(lines):
        lead = _LEAD.match(text, start) or _inner_lead(text, start, end, ends)
        if lead is None or _is_within(lead.end(), marked, starts):
            continue
        if lead.start() == start:
            whole[number] = lead.end()
        tokens = tokenize(text, lead.end(), end, lexicon)
        parts = _Paragraph(text, lexicon, rules, tokens).pieces(inner=lead.start() > start)
        clear = not any(_is_within(offset, marked, starts, bounds=False) for part in parts for offset in part[:2])
        pieces[number] = parts if clear else []
        if not parts and lead.start() > start and _introduces(text, start, lead.start(), lexicon):
            stop = _SENTENCE.search(text, lead.end(), end)
            pieces[number] = _sentences(text, lead.end(), stop.end() if stop else end)
    _add_neighbours(text, lines, whole, pieces)
    for number, begin in whole.items():
        alone = number - 1 not in whole and number + 1 not in whole
        if alone and number and not pieces[number] and _introduces(text, *lines[number - 1], lexicon):
            pieces[number] = _sentences(text, begin, lines[number][1])
    return [
        Marked(start, end, start, end, SIGN, continued=continued, spoken=True)
        for parts in pieces.values()
        for start, end, continued in parts
    ]


def cut_insertions(text: str, language: str, lexicon: Lexicon, marked: Sequence[Marked]) -> list[Marked]:
    """Cuts quotations around attributions that stand inside their marks: «We came, — said Ivanov, — we saw».

    Args:
        text: the article.
        language: ISO 639-1 code.
        lexicon: its lexicon.
        marked: the outermost pairs of marks, sorted.

    Returns:
        The same, sorted; of one that is cut, the pieces, of which the first has the opening mark, and the last the
        closing one unless the attribution comes last.
    """
    rules = DIALOGUE.get(language.partition("-")[0])
    if rules is None or rules.goes_on:
        return list(marked)
    found: list[Marked] = []
    for pair in marked:
        parts: list[Piece] = []
        tokens: list[Token] = []
        if pair.closed and _may_hold_attribution(text, pair, lexicon, rules):
            tokens = tokenize(text, pair.inner_start, pair.inner_end, lexicon)
            parts = _Paragraph(text, lexicon, rules, tokens).around_insertions()
        if not parts:
            found.append(pair)
            continue
        for start, end, continued in parts:
            last = end == tokens[-1].end
            outer = (start if continued else pair.start, pair.end if last else end)
            inner = (start if continued else pair.inner_start, pair.inner_end if last else end)
            found.append(Marked(*outer, *inner, pair.sign, continued=continued or pair.continued, spoken=True))
    return found


def _may_hold_attribution(text: str, pair: Marked, lexicon: Lexicon, rules: Dialogue) -> bool:
    """Whether a verb of saying follows a comma or dash: a quick look, so that few quotations are cut into words."""
    pattern = _AFTER_COMMA if rules.comma else _AFTER_DASH
    for match in pattern.finditer(text, pair.inner_start, pair.inner_end):
        first, second = match.groups()
        if lexicon.cues.get(first) in REPORTING or (second and lexicon.cues.get(second) in REPORTING):
            return True
        if any(kind in REPORTING for _, kind in lexicon.phrases.get(first, ())):
            return True
    return False


def _introduces(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether `text[start:end]` ends in a colon, with a verb of saying not far before it."""
    tail = text[max(start, end - INTRODUCTION) : end].rstrip()
    if not tail.endswith(":"):
        return False
    sentence = max(tail.rfind(sign) for sign in (*TERMINAL, "\n")) + 1
    return any(token.cue is CueClass.SAY for token in tokenize(tail, sentence, len(tail), lexicon))


def _sentences(text: str, start: int, end: int) -> list[Piece]:
    """A stretch of text as speech, if it is a sentence, or several."""
    whole = text[start].isupper() or text[start] in INVERTED
    return [(start, end, False)] if whole and text[end - 1] in TERMINAL else []


def _inner_lead(text: str, start: int, end: int, not_after: Set[int]) -> re.Match[str] | None:
    """The first dash between `start` and `end` that stands between the end of a sentence and a word."""
    for lead in _INNER_LEAD.finditer(text, start + 2, end):
        blank = lead.start() - 1
        if text[blank].isspace() and text[blank - 1] in _SENTENCE_END and blank not in not_after:
            return lead
    return None


def _is_within(offset: int, marked: Sequence[Marked], starts: Sequence[int], bounds: bool = True) -> bool:
    """Whether `offset` lies inside a pair of marks; or, with `bounds`, where one begins."""
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < marked[at].end and (bounds or offset > marked[at].start)


def may_carry(marked: Marked, language: str) -> bool:
    """Whether speech without marks may be by the speaker before it: a new dash is often a new speaker."""
    rules = DIALOGUE.get(language.partition("-")[0])
    return marked.continued or (marked.sign == SIGN and rules is not None and rules.goes_on)


def _add_neighbours(
    text: str, lines: Sequence[tuple[int, int]], whole: Mapping[int, int], pieces: dict[int, list[Piece]]
) -> None:
    """Takes in paragraphs without an attribution right beside one that has it, unless they are items of a list."""
    attributed = {number for number, parts in pieces.items() if parts}
    listed = 0  # paragraphs in a row without an attribution, up to the one in hand
    for number in whole:
        if number in attributed:
            listed = 0
            continue
        listed = listed + 1 if number - 1 in whole else 1
        beside = [n for n in (number - 1, number + 1) if n in attributed and n in whole]
        start, end = whole[number], lines[number][1]
        words = len(text[start:end].split(None, LIST_WORDS))
        following = sum(n in whole and n not in attributed for n in range(number + 1, number + MAX_ITEMS))
        item = listed + following >= MAX_ITEMS and words < LIST_WORDS
        alike = any(text[lines[n][0]] == text[lines[number][0]] for n in beside)
        if alike and not item and words >= MIN_WORDS and text[end - 1] in TERMINAL:
            pieces[number] = [(start, end, False)]


class _Paragraph:
    """One paragraph that a dash begins, cut into speech and attributions."""

    def __init__(self, text: str, lexicon: Lexicon, rules: Dialogue, tokens: Sequence[Token]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.rules = rules
        self.tokens = tokens

    def pieces(self, inner: bool) -> list[Piece]:
        """Returns the stretches of speech; none if there is no attribution.

        Args:
            inner: whether the dash stands inside the paragraph: then the last one before the attribution counts.
        """
        found: list[Piece] = []
        first, index = 0, 1
        continued = attributed = False
        while index < len(self.tokens):
            if inner and not attributed and self._begins_sentence(index):
                first = index + 1
            after = self._attribution(index)
            if not after:
                index += 1
                continue
            attributed = True
            found += self._speech(first, index, continued)
            first, continued = self._resumption(after)
            index = first + 1
        return found + self._speech(first, len(self.tokens), continued) if attributed else []

    def around_insertions(self) -> list[Piece]:
        """Returns the stretches of speech around attributions inside marks; none if there is no attribution."""
        found: list[Piece] = []
        first, index = 0, 1
        while index < len(self.tokens):
            after = self._attribution(index)
            resumed = self._insertion_end(after, self.tokens[index].lower in DASHES) if after else 0
            if not resumed:
                index += 1
                continue
            found += self._speech(first, index, bool(found))
            first, index = resumed, resumed + 1
        if found and first < len(self.tokens):
            found.append((self.tokens[first].start, self.tokens[-1].end, True))
        return found

    def _insertion_end(self, after: int, dashed: bool) -> int:
        """The token at which speech begins again after an insertion, the number of tokens if it is the last, or 0."""
        for index in range(after, min(after + MAX_BARE_WORDS, len(self.tokens))):
            token = self.tokens[index]
            if token.kind is not TokenKind.PUNCTUATION:
                continue
            if index + 1 == len(self.tokens):
                return index + 1
            closes = (token.lower in DASHES and self._stands_free(token)) if dashed else token.lower in COMMAS
            if closes or (token.lower[0] in TERMINAL and self._ends_sentence(index)):
                return self._next_word(index + 1)
        return len(self.tokens) if after + MAX_BARE_WORDS >= len(self.tokens) else 0

    def _speech(self, first: int, last: int, continued: bool) -> list[Piece]:
        """The words of tokens [first, last), with the sign that ends them but without what leads to the attribution."""
        tokens = self.tokens
        if last < len(tokens) and tokens[last].lower[0] in TERMINAL:
            last += 1
        while last > first and tokens[last - 1].lower in STOPS:
            last -= 1
        if not any(token.word for token in tokens[first:last]):
            return []
        return [(tokens[first].start, tokens[last - 1].end, continued)]

    def _begins_sentence(self, index: int) -> bool:
        """Whether a dash at token `index` begins a sentence."""
        if self.tokens[index].lower not in DASHES or index + 1 == len(self.tokens):
            return False
        return self.tokens[index - 1].lower[0] in TERMINAL and self.tokens[index + 1].capital

    def _attribution(self, index: int) -> int:
        """The token after the verb of an attribution that the sign at token `index` leads into, or 0."""
        sign = self.tokens[index]
        if sign.kind is not TokenKind.PUNCTUATION or index + 1 == len(self.tokens):
            return 0
        if self.rules.dash and sign.lower in DASHES:
            told = self.tokens[index - 1].lower[0] in _ENDING or sign.end == self.tokens[index + 1].start
            if not self._stands_free(sign):
                return 0
            return self._verb(index + 1, report=told) or self._between_dashes(index)
        if self.rules.comma and sign.lower[0] in _BEFORE_ATTRIBUTION:
            return self._verb_and_subject(index + 1) or (self._name_and_verb(index + 1) if self.rules.goes_on else 0)
        return 0

    def _stands_free(self, dash: Token) -> bool:
        """Whether a blank or a sign is beside the dash: it does not join numbers or words."""
        before, after = self.text[dash.start - 1], self.text[dash.end : dash.end + 1]
        if dash.lower == "-":
            return before.isspace() and after.isspace()
        return not before.isalnum() or not after.isalnum()

    def _between_dashes(self, index: int) -> int:
        """The same for a verb that is not known, where the dashes themselves tell: —No —grumbled Ann—, not today."""
        verb, opening = self.tokens[index + 1], self.tokens[index]
        if not verb.word or verb.capital or verb.start != opening.end or not self.text[opening.start - 1].isspace():
            return 0
        if verb.lower in self.lexicon.function_words:
            return 0
        for at in range(index + 2, min(index + MAX_INSERTION, len(self.tokens) - 1)):
            dash = self.tokens[at]
            if dash.lower in DASHES and not self.text[dash.start - 1].isspace():
                return index + 2 if self.tokens[at + 1].lower in FULL_STOPS | STOPS else 0
        return 0

    def _verb(self, first: int, report: bool) -> int:
        """The token after the verb of saying at `first`, small words before it passed over; 0 if there is none."""
        lexicon = self.lexicon
        for index in range(first, min(first + MAX_SMALL_WORDS + 1, len(self.tokens))):
            token = self.tokens[index]
            if not token.word or token.capital:
                return 0
            if token.cue is CueClass.SAY or (report and token.cue is CueClass.REPORT):
                return index + token.cue_tokens
            if token.lower not in lexicon.skippable and token.lower not in lexicon.pronouns:
                return 0
        return 0

    def _verb_and_subject(self, first: int) -> int:
        """The same where only the subject after the verb tells an attribution: , says Ann; not ", says no"."""
        after = self._verb(first, report=True)
        if not after:
            return 0
        lexicon, reports = self.lexicon, self.tokens[after - 1].cue is CueClass.REPORT
        for token in self.tokens[after : after + MAX_SUBJECT_WORDS]:
            word = token.lower
            if not token.word or word in lexicon.conjunctions:
                return 0
            if token.capital:
                return after
            if word in lexicon.skippable and word not in lexicon.pronouns:
                continue
            named = word in lexicon.masculine or word in lexicon.feminine or word in lexicon.roles
            other = word in lexicon.determiners or word in lexicon.titles or self.rules.goes_on
            return after if not reports and (named or (other and word not in lexicon.pronouns)) else 0
        return 0

    def _name_and_verb(self, first: int) -> int:
        """The token after an attribution that ends in its verb: , Virtanen says."""
        if not self.tokens[first].capital:
            return 0
        for index in range(first, min(first + MAX_SUBJECT_WORDS + 1, len(self.tokens))):
            token = self.tokens[index]
            if not token.word:
                return 0
            if token.cue is CueClass.SAY and index > first:
                ends = index + 1 == len(self.tokens) or self.tokens[index + 1].lower in FULL_STOPS | COMMAS
                return index + 1 if ends else 0
        return 0

    def _resumption(self, after: int) -> tuple[int, bool]:
        """The token at which speech begins again after an attribution whose verb ends before token `after`.

        Also whether it goes on the speech before: no sentence of the article's own stands between.
        """
        ended = 0  # the token after the attribution's sentence
        for index in range(after, len(self.tokens)):
            token = self.tokens[index]
            if token.kind is not TokenKind.PUNCTUATION or index + 1 == len(self.tokens):
                continue
            if token.lower in DASHES and self._takes_up(index, after):
                return self._next_word(index + 1), ended in (0, index)
            if token.lower[0] in TERMINAL and self._ends_sentence(index):
                if self.rules.goes_on and not ended and self._is_spoken(index + 1):
                    return self._next_word(index + 1), True
                ended = ended or index + 1
        return len(self.tokens), False

    def _is_spoken(self, first: int) -> bool:
        """Whether the sentence at token `first` is in the first or second person, or an attribution is yet to come."""
        person = True  # still in the first sentence
        for index in range(first, len(self.tokens)):
            token = self.tokens[index]
            if person and (token.lower in self.rules.speaking or token.lower.endswith(self.rules.endings)):
                return True
            if token.kind is TokenKind.PUNCTUATION and index > first:
                if self._begins_sentence(index):
                    return False
                if self._attribution(index):
                    return True
                person = person and token.lower[0] not in TERMINAL
        return False

    def _takes_up(self, index: int, after: int) -> bool:
        """Whether the dash at token `index` ends an attribution."""
        dash = self.tokens[index]
        if not self._stands_free(dash) or self._verb(index + 1, report=False):
            return False
        closes = not self.text[dash.start - 1].isspace() and dash.lower != "-"
        told = self.tokens[index - 1].lower[0] in _ENDING or self.tokens[index + 1].lower in STOPS
        return closes or told or (self.rules.bare and index - after <= MAX_BARE_WORDS)

    def _next_word(self, index: int) -> int:
        while index < len(self.tokens) and self.tokens[index].lower in _BETWEEN:
            index += 1
        return index

    def _ends_sentence(self, index: int) -> bool:
        before, following = self.tokens[index - 1], self.tokens[index + 1]
        if following.start == self.tokens[index].end or (following.word and not following.capital):
            return False
        ordinal = before.lower.isdigit() and len(before.lower) <= MAX_ORDINAL_DIGITS
        short = ordinal or len(before.lower) == 1 or before.lower in self.lexicon.titles
        return self.tokens[index].lower != "." or not short
