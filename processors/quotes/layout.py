"""Words, sentences and cues of the passages around quotations.

Only paragraphs that hold a quotation, the one before each, a short line below, and paragraphs with a cue are cut into
tokens. A quotation is one token: what is said inside it never takes part in finding who said it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from processors.quotes.cue_places import find_cues
from processors.quotes.cues import UNSPACED, Lexicon
from processors.quotes.marks import SINGLE, Marked
from processors.quotes.sentence_ends import number_sentences
from processors.quotes.tokens import (
    NOUNS_CAPITALISED,
    SPACED,
    UNCASED,
    Token,
    TokenKind,
    cut,
    token_of,
    unspaced_pattern,
)

MAX_SIGNATURE_LETTERS: Final = 100
"""A longer line below a quotation does not just name who says it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of an article's passages, and where in them each quotation stands."""

    text: str
    language: str
    lexicon: Lexicon
    tokens: list[Token]
    starts: list[int]
    """Where each token begins."""
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
    pattern = unspaced_pattern(lexicon) if language in UNSPACED else SPACED
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
                    cut(text, position, names[name][0], pattern, paragraph, lexicon, tokens)
                    position = names[name][1]
                    tokens.append(token_of(text, names[name][0], position, paragraph, lexicon))
                    continue
            cut(text, position, limit, pattern, paragraph, lexicon, tokens)
            position = limit
            if number < len(quotations) and quotations[number].start == limit:
                positions[number] = len(tokens)
                marked = quotations[number]
                token = Token("", marked.start, marked.end, TokenKind.QUOTATION, False, paragraph, quotation=number)
                tokens.append(token)
                position = marked.end
                number += 1
    find_cues(tokens, lexicon, language not in UNCASED and language not in NOUNS_CAPITALISED)
    starts = number_sentences(text, language, lexicon, tokens, quotations)
    double = 2 * sum(text[marked.start] not in SINGLE for marked in quotations) > len(quotations)
    begins = [token.start for token in tokens]
    return Layout(text, language, lexicon, tokens, begins, positions, quotations, double, starts)


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Cuts `text[start:end]` into words, signs and cues; for languages with blanks and capitals."""
    tokens: list[Token] = []
    cut(text, start, end, SPACED, 0, lexicon, tokens)
    find_cues(tokens, lexicon, names_have_capitals=True)
    return tokens


def _wanted_lines(lines: Sequence[tuple[int, int]], quotations: Sequence[Marked]) -> list[int]:
    wanted: list[int] = []
    number = 0
    for index, (start, end) in enumerate(lines):
        while number < len(quotations) and quotations[number].end <= start:
            number += 1
        if number < len(quotations) and quotations[number].start < end:
            if index and (not wanted or wanted[-1] < index - 1):
                wanted.append(index - 1)
            if not wanted or wanted[-1] != index:
                wanted.append(index)
            while number < len(quotations) and quotations[number].end < end - 1:
                number += 1
            below = lines[index + 1] if index + 1 < len(lines) else (0, 0)
            ends = number < len(quotations) and quotations[number].end in {end, end - 1}
            if ends and 0 < below[1] - below[0] <= MAX_SIGNATURE_LETTERS:
                wanted.append(index + 1)  # "— Ann Bell, mayor"
    return wanted
