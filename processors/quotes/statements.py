"""What an indirect statement is, and what its forms have in common."""

from dataclasses import dataclass
from typing import Final

from processors.quotes.candidates import Candidate
from processors.quotes.clauses import Clauses
from processors.quotes.cues import CueClass
from processors.quotes.signs import COMMAS
from processors.quotes.speakers import Attribution
from processors.quotes.tokens import NOUNS_CAPITALISED

MAX_SPEAKER_TOKENS: Final = 10
"""A longer noun group has run over a verb."""
MIN_SPEAKER_SCORE: Final = 1.0
"""Below this the subject of a cue is too doubtful."""
STATED: Final = {
    "complement": 0.9,
    "subjunctive": 0.95,
    "verbless": 0.85,
    "behind": 0.85,
    "bare": 0.9,
    "infinitive": 0.8,
    "object": 0.9,
    "noun": 0.85,
    "gerund": 0.8,
    "question": 0.8,
    "row": 0.85,
}
"""How sure each pattern is: its precision on annotated news, rounded."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An indirect statement.

    `pieces` are ranges of tokens (first, one past the last), sorted; there are two where the attribution stands inside
    the statement. `confidence` (0..1) is for its being a statement of the speaker.
    """

    pieces: tuple[tuple[int, int], ...]
    attribution: Attribution
    confidence: float


class Form:
    """Some forms of reported speech; one instance per text."""

    def __init__(self, clauses: Clauses, quoting: frozenset[int]) -> None:
        """Takes the text.

        Args:
            clauses: of the text.
            quoting: first tokens of the cues that belong to direct quotations.
        """
        self.clauses = clauses
        self.quoting = quoting
        self.layout = clauses.layout
        self.lexicon = clauses.lexicon
        self.tokens = clauses.tokens
        self.attributor = clauses.attributor
        self.capital_nouns = clauses.language in NOUNS_CAPITALISED

    def kind(self, cue: int) -> CueClass:
        """Returns the class of a cue; that of the words for what documents say is a report."""
        kind = self.tokens[cue].cue
        return CueClass.REPORT if kind is None else kind

    def is_participle(self, cue: int) -> bool:
        """Whether a cue has no subject of its own: ..., *saying* that it was late."""
        lexicon = self.lexicon
        if not lexicon.active_endings or not self.tokens[cue].lower.endswith(lexicon.active_endings):
            return False
        return not any(
            t.lower in lexicon.auxiliaries or t.lower.endswith(("'s", "’s", "'re", "’re", "'m", "’m"))
            for t in self.tokens[max(cue - 2, 0) : cue]
        )

    def asserted(self, cue: int, start: int, speaker: Candidate) -> bool:
        """Whether the cue tells that something was said, by somebody else than the writer."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[speaker.first].lower in lexicon.first_person or speaker.last - speaker.first > MAX_SPEAKER_TOKENS:
            return False
        relative = self.clauses.is_complementizer(cue - 1) or (
            speaker.first > 0 and self.clauses.is_complementizer(speaker.first - 1)
        )  # the plan that Bell announced
        if relative or self.clauses.attributor.is_supposed(cue):
            return False
        first = self._clause_start(cue, speaker)
        if any(t.lower in lexicon.negations for t in tokens[first:cue]):
            return False
        inside = range(speaker.first + 1, speaker.last)
        for index in range(first, cue):
            word = tokens[index].lower
            joins = index in inside and word in lexicon.connectors  # advisers *to* Bell
            if word in lexicon.hypothetical and not joins:
                return False
        if any(t.lower in lexicon.negations for t in tokens[cue:start]):
            return False
        active = bool(lexicon.active_endings) and tokens[cue].lower.endswith(lexicon.active_endings)
        return active or not any(t.lower in lexicon.passives for t in tokens[max(cue - 3, first) : cue])

    def _clause_start(self, cue: int, speaker: Candidate) -> int:
        """The first token of the clause around a cue, as far as it bears on it: the word before its subject."""
        tokens = self.tokens
        if speaker.last > cue:
            return max(cue - 1, 0)
        if not any(t.lower in COMMAS or t.lower in self.lexicon.conjunctions for t in tokens[speaker.last : cue]):
            return max(speaker.first - 1, 0)
        index = cue
        while (
            index > speaker.last and tokens[index - 1].word and tokens[index - 1].lower not in self.lexicon.conjunctions
        ):
            index -= 1
        return index
