"""Where an infinitive begins that is what somebody says: Bell promised *to close it*, ha promesso *di chiuderlo*."""

import re
from typing import Final

from processors.quotes.agents import Agents
from processors.quotes.cues import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    REPORTING,
    ROLE,
)
from processors.quotes.layout import Layout
from processors.quotes.signs import COMMAS

MAX_TOKENS_BEFORE_COMMA: Final = 14
"""Between a German verb and the comma before its infinitive: the subject, the person spoken to, the time, the place."""
MAX_ADDRESSED_TOKENS: Final = 8
"""Words between an English verb and its infinitive: whoever is spoken to."""
MIN_INFINITIVE_LETTERS: Final = 3
MAX_CLITIC_LETTERS: Final = 2
_MARK_INSIDE: Final = re.compile(r"\w{2,8}zu\w{2,}n")
"""A German infinitive with its mark inside: abzuschließen."""


class Infinitives:
    """Looks for them in one article; positions are indices of the layout's tokens."""

    def __init__(self, layout: Layout, agents: Agents) -> None:
        """Takes the text.

        Args:
            layout: its tokens.
            agents: knows its possible speakers.
        """
        self.lexicon = layout.lexicon
        self.tokens = layout.tokens
        self._agents = agents

    def start(self, after: int, last: int) -> int | None:
        """Returns where what is promised or asked for begins, whoever is asked before it: *them to come*.

        Args:
            after: one past the cue.
            last: one past the last token of the sentence.
        """
        if after >= last:
            return None
        if self.lexicon.order == "v2":
            return self._last_in_clause(after, last)
        return self._by_ending(after, last) if self.lexicon.infinitive_endings else self._by_mark(after, last)

    def begins(self, index: int) -> bool:
        """Returns whether the token itself is an infinitive, where an ending tells it."""
        return bool(self.lexicon.infinitive_endings) and self._is_infinitive(index)

    def _by_mark(self, after: int, last: int) -> int | None:
        """The start where a mark tells an infinitive: promised *to come*, urged *them to come*."""
        tokens, lexicon = self.tokens, self.lexicon
        begin = after
        while begin + 1 < last and tokens[begin].lower in lexicon.negations:
            begin += 1
        if self._is_mark(begin):
            return after
        for index in range(after, min(after + MAX_ADDRESSED_TOKENS, last)):
            token = tokens[index]
            if self._is_mark(index):
                return after
            verb = token.cue in REPORTING and not token.traits & ROLE and token.lower not in lexicon.marked_only
            if not token.word or verb or token.traits & (AUXILIARY | CONJUNCTION):
                return None
        return None

    def _by_ending(self, after: int, last: int) -> int | None:
        """The same where its ending tells it: promesso *di venire*, appelle *l'État à agir*."""
        tokens, lexicon = self.tokens, self.lexicon
        index = after
        addressed = self._agents.at(after, last)
        if addressed is not None and addressed.last < last:
            follows = self._is_mark(addressed.last) or self._is_infinitive(addressed.last)
            index = addressed.last if follows else after
        index += self._is_mark(index)
        while index < last and not self._is_infinitive(index):
            token = tokens[index]
            short = token.word and len(token.lower) <= MAX_CLITIC_LETTERS  # promis de *se* retirer
            small = short or token.traits & (ADVERB | PRONOUN)
            other = token.traits & (DETERMINER | CONJUNCTION | PREPOSITION)
            if other or not (small or token.lower in lexicon.negations):
                return None
            index += 1
        return after if index < last else None

    def _is_mark(self, index: int) -> bool:
        return self.tokens[index].lower in self.lexicon.infinitive_marks

    def _is_infinitive(self, index: int) -> bool:
        """Whether the ending of a word, and its small letters, show an infinitive."""
        token = self.tokens[index]
        if token.capital or token.end - token.start < MIN_INFINITIVE_LETTERS:
            return False
        other = DETERMINER | PRONOUN | PREPOSITION | CONJUNCTION | ADVERB | ROLE
        return token.lower.endswith(self.lexicon.infinitive_endings) and not token.traits & other

    def _last_in_clause(self, after: int, last: int) -> int | None:
        """The same where it stands last in its clause: versprach, *die Brücke zu öffnen*; beloofde *te komen*."""
        tokens, lexicon = self.tokens, self.lexicon
        begin = self._comma_after(after, min(after + MAX_TOKENS_BEFORE_COMMA, last)) + 1
        if "de" not in lexicon.languages:
            begin = after + (tokens[after].lower in COMMAS)
        elif any(not t.word or t.traits & CONJUNCTION or t.cue in REPORTING for t in tokens[after : begin - 1]):
            return None
        if (
            begin >= last
            or tokens[begin].lower in lexicon.purposes
            or tokens[begin].lower in lexicon.relatives - lexicon.determiners
        ):
            return None
        stop = self._comma_after(begin, last)
        for index in range(begin, stop):
            word = tokens[index].lower
            if word in lexicon.complementizers:
                return None
            marked = index > begin and self._is_mark(index - 1) and word.endswith("n")
            if marked or (index == stop - 1 and _MARK_INSIDE.fullmatch(word)):
                return begin
        return None

    def _comma_after(self, first: int, last: int) -> int:
        return next((index for index in range(first, last) if self.tokens[index].lower in COMMAS), last)
