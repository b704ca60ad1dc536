"""Statements after their cue: "Bell said *that the bridge was closed*", "Bell promised *to close it*".

In languages whose verbs come last they stand before the cue, between it and its subject.
"""

from bisect import bisect_left

from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.clauses import MAX_PHRASE_TOKENS, SPEAKING
from processors.quotes.cues import CueClass
from processors.quotes.signs import COMMAS
from processors.quotes.speakers import Attribution
from processors.quotes.statements import MIN_SPEAKER_SCORE, STATED, Form, Statement


class ReportedClauses(Form):
    """Finds the statements that are an object of their cue."""

    def ahead(self, cue: int, floor: int, last: int, previous: Statement | None) -> Statement | None:
        """Returns the statement that a cue leads to, or, where verbs come last, closes.

        Args:
            cue: its first token.
            floor: the first token that its subject may have.
            last: one past the last word of the sentence.
            previous: the statement before it in the sentence, whose speaker may be the subject here, too.
        """
        tokens = self.tokens
        after = self.clauses.cue_end(cue)
        if self.lexicon.complement_endings:
            return self._closed(cue, floor)
        for pattern, start in self.clauses.openings(cue, last, cue in self.quoting):
            speaker, score = self._subject(cue, floor, start, pattern, previous)
            if speaker is None or not self.asserted(cue, start, speaker):
                continue
            named = self.kind(cue) is CueClass.CALL and speaker.kind is CandidateKind.GROUP
            if pattern == "object" and named and tokens[cue - 1].lower not in self.lexicon.auxiliaries:
                continue  # a ship called the Dreamer
            end = self.clauses.clause_end(start, last)
            if tokens[max(speaker.first - 1, 0)].lower in self.lexicon.subordinators:
                end = next((i for i in range(start + 1, end) if tokens[i].lower in COMMAS), end)
            piece = self.clauses.content(start, end)
            if piece is None:
                continue
            attribution = Attribution((cue, after), self.kind(cue), speaker, score)
            return Statement((piece,), attribution, STATED[pattern])
        return None

    def _closed(self, cue: int, floor: int) -> Statement | None:
        """A statement between its subject and its cue, closed by a particle or an ending: Japanese, Korean, Turkish."""
        tokens, lexicon = self.tokens, self.lexicon
        close = cue - 1
        if close <= floor or not tokens[close].lower.endswith(lexicon.complement_endings):
            return None
        speaker = self.clauses.candidate_at(floor, cue) or self._topic(floor, cue)
        if speaker is None or speaker.kind not in SPEAKING:
            return None
        named = self.clauses.candidate_at(speaker.last, close)
        if named is not None and named.kind in {CandidateKind.PERSON, CandidateKind.NAME}:
            speaker = named  # a title before the name
        start = speaker.last
        while start < close and (
            tokens[start].lower in lexicon.skippable
            or tokens[start].lower in COMMAS
            or tokens[start].lower in lexicon.roles
            or tokens[start].lower[:-1] in lexicon.roles
        ):
            start += 1  # particles, and a title with its particle
        particle = tokens[close].lower in lexicon.complement_endings
        piece = self.clauses.content(start, close if particle else cue)
        if piece is None or not self.asserted(cue, cue, speaker):
            return None
        attribution = Attribution((cue, self.clauses.cue_end(cue)), tokens[cue].cue, speaker, 2.0)
        return Statement((piece,), attribution, STATED["complement"])

    def _topic(self, first: int, last: int) -> Candidate | None:
        """The first candidate after a lead-in such as a date, if one stands near the sentence's beginning."""
        at = bisect_left(self.attributor.firsts, first)
        for candidate in self.attributor.candidates[at : at + 2]:
            if candidate.first <= first + MAX_PHRASE_TOKENS and candidate.last < last and not candidate.inside:
                return candidate
        return None

    def _subject(
        self, cue: int, floor: int, start: int, pattern: str, previous: Statement | None
    ) -> tuple[Candidate | None, float]:
        """The subject of a cue whose statement begins at `start`, with its score."""
        tokens, lexicon = self.tokens, self.lexicon
        after = self.clauses.cue_end(cue)
        kind = self.kind(cue)
        last = after if pattern in {"bare", "infinitive", "object"} else start
        if self.is_participle(cue):
            return self._main_subject(cue, previous)
        if tokens[cue].cue is None:
            for candidate in self._covering(cue):
                if candidate.first >= floor:
                    return Candidate(candidate.kind, candidate.first, cue), MIN_SPEAKER_SCORE
        speaker, score = self.attributor.speaker_of((cue, after), kind, floor, last, start)
        if speaker is not None and score >= MIN_SPEAKER_SCORE:
            return speaker, score
        if pattern == "object" and not tokens[cue - 1].word:
            return None, 0.0
        lead = cue - 1
        while lead > floor and tokens[lead].lower in lexicon.skippable:
            lead -= 1
        if lead >= 0 and (tokens[lead].lower in COMMAS or tokens[lead].lower in lexicon.conjunctions):
            return self._main_subject(cue, previous)
        return None, 0.0

    def _main_subject(self, cue: int, previous: Statement | None) -> tuple[Candidate | None, float]:
        """Who speaks already in the sentence, or its first likely subject."""
        if previous is not None:
            return previous.attribution.speaker, previous.attribution.score
        first = self.layout.sentence_starts[self.tokens[cue].sentence]
        found = self.attributor.clause_subject(first, cue)
        return found, MIN_SPEAKER_SCORE if found is not None else 0.0

    def _covering(self, index: int) -> list[Candidate]:
        """The noun groups that run over a token: over a verb the lexicon does not know as a cue."""
        at = bisect_left(self.attributor.firsts, index)
        return [c for c in self.attributor.candidates[max(at - 3, 0) : at] if c.last > index and not c.inside]
