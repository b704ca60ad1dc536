"""Statements after their cue: "Bell said *that the bridge was closed*", "Bell promised *to close it*".

In languages whose verbs come last they stand before the cue, between it and its subject.
"""

from bisect import bisect_left
from typing import Final

from processors.quotes.candidates import NAMED, SPEAKING, Candidate, CandidateKind
from processors.quotes.clauses import MAX_PHRASE_TOKENS
from processors.quotes.cues import CONJUNCTION, REPORTING, CueClass
from processors.quotes.signs import COMMAS, POSSESSIVE
from processors.quotes.speakers import Attribution
from processors.quotes.statements import MIN_SPEAKER_SCORE, STATED, Form, Statement

MAX_ADJECTIVES: Final = 3
"""Words between a noun and its owner or its verb: Bell's *second and sharper* claim."""
MAX_TOPIC_TOKENS: Final = 24
"""How far into a sentence the particle of its subject is looked for; unknown names are a token for each sign."""
MAX_TITLE_TOKENS: Final = 2
"""Between a name and that particle: 佐藤*市長*は."""


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
        if (start := self.content(cue, last)) is not None:
            return self._of_noun(cue, floor, start, last)
        for pattern, start in self.clauses.openings(cue, last, cue in self.quoting):
            speaker, score = self._subject(cue, floor, start, pattern, previous)
            if speaker is None or not self.asserted(cue, start, speaker):
                continue
            if tokens[cue].lower in self.lexicon.unspoken and not self._can_speak(speaker):
                continue  # the storm threatened to
            noun = tokens[cue].lower in self.lexicon.contents and not self.is_participle(cue)
            if noun and not self._adjoins(speaker, cue):
                continue  # Bell dismissed the *claim* that
            named = self.kind(cue) is CueClass.CALL and speaker.kind is CandidateKind.GROUP
            if pattern == "object" and named and tokens[cue - 1].lower not in self.lexicon.auxiliaries:
                continue  # a ship called the Dreamer
            end = self._end(start, last, pattern, cue - 1 if noun and self.clauses.is_noun(cue) else None)
            if end is None:
                continue
            if tokens[max(speaker.first - 1, 0)].lower in self.lexicon.subordinators:
                end = next((i for i in range(start + 1, end) if tokens[i].lower in COMMAS), end)
            piece = self.clauses.content(start, end)
            if piece is None:
                continue
            attribution = Attribution((cue, after), self.kind(cue), speaker, score)
            return Statement((piece,), attribution, STATED[pattern])
        return None

    def _end(self, start: int, last: int, pattern: str, group: int | None) -> int | None:
        """Where a clause ends, or None if nothing tells it.

        `group` is the first token of the noun group that the clause belongs to, if it belongs to one.
        """
        end = self.clauses.clause_end(start, last, pattern)
        if group is None or (group and self.tokens[group - 1].word and not self.tokens[group - 1].traits & CONJUNCTION):
            return end
        return self.clauses.end_of_subject(start, end) if end == last else end

    def _can_speak(self, speaker: Candidate) -> bool:
        """Whether a subject is a person or a body beyond doubt."""
        if speaker.kind is CandidateKind.NAME or self.tokens[speaker.first].lower in self.lexicon.neuter:
            return False
        return speaker.kind in SPEAKING

    def _adjoins(self, speaker: Candidate, cue: int) -> bool:
        """Whether no other word than small ones stands between a subject and its verb."""
        between = self.tokens[speaker.last : cue]
        return all(not t.word or t.lower in self.lexicon.skippable for t in between)

    def content(self, noun: int, last: int) -> int | None:
        """Returns where the clause begins that tells what a noun stands for, its conjunction: her claim *that*."""
        lexicon = self.lexicon
        if self.tokens[noun].lower not in lexicon.contents or self._noun_phrase(noun) is None:
            return None
        start = noun + 1
        while start < last - 1 and start < noun + 3 and not self.clauses.is_complementizer(start):
            if self.tokens[start].lower not in COMMAS and self.tokens[start].lower not in lexicon.connectors:
                return None
            start += 1
        if start + 1 >= last or not self.clauses.is_complementizer(start):
            return None
        relative = self.tokens[start + 1].lower in lexicon.auxiliaries and not lexicon.drops_subjects
        return None if relative else start  # not: a statement that *was* read

    def _noun_phrase(self, noun: int) -> int | None:
        """The word before a noun's adjectives if it tells whose word the noun is: an owner, or a verb of expressing."""
        tokens, lexicon = self.tokens, self.lexicon
        for index in range(noun - 1, max(noun - 2 - MAX_ADJECTIVES, -1), -1):
            word = tokens[index].lower
            if word in lexicon.possessors and index and tokens[index - 1].lower in lexicon.expressing:
                return index - 1  # expressed *her* concern
            if word in lexicon.possessors or word in lexicon.expressing or POSSESSIVE.search(word[-2:]):
                return index
            small = word in lexicon.function_words and word not in lexicon.determiners
            if not tokens[index].word or small or tokens[index].cue in REPORTING:
                return None
        return None

    def _of_noun(self, noun: int, floor: int, start: int, last: int) -> Statement | None:
        """The statement that a noun stands for: *her* claim that ..., *Bell* expressed concern that ..."""
        lead = self._noun_phrase(noun)
        if lead is None or lead < floor:
            return None
        first, word = noun, self.tokens[lead].lower
        speaker: Candidate | None
        if word in self.lexicon.expressing:
            first = lead
            speaker, score = self.attributor.speaker_of((lead, lead + 1), CueClass.SAY, floor, lead, start)
        elif word in self.lexicon.possessors:
            speaker, score = Candidate(CandidateKind.PRONOUN, lead, lead + 1), MIN_SPEAKER_SCORE
        else:
            speaker, score = self.clauses.candidate_before(lead + 1, floor), MIN_SPEAKER_SCORE
        if speaker is None or score < MIN_SPEAKER_SCORE or not self.asserted(first, start, speaker):
            return None
        end = self._end(start, last, "noun", None if word in self.lexicon.expressing else speaker.first)
        piece = self.clauses.content(start, end) if end is not None else None
        if piece is None:
            return None
        return Statement((piece,), Attribution((first, noun + 1), CueClass.REPORT, speaker, score), STATED["noun"])

    def _closed(self, cue: int, floor: int) -> Statement | None:
        """A statement between its subject and its cue, closed by a particle or an ending: Japanese, Korean, Turkish."""
        tokens, lexicon = self.tokens, self.lexicon
        close = cue - 1
        if close <= floor or not tokens[close].lower.endswith(lexicon.complement_endings):
            return None
        mark = self._subject_mark(floor, close)
        if mark is not None:
            speaker = self._marked_subject(floor, mark)
        else:
            speaker = self.clauses.candidate_at(floor, cue) or self._topic(floor, cue)
        if speaker is None or speaker.kind not in SPEAKING:
            return None
        named = self.clauses.candidate_at(speaker.last, close)
        if named is not None and named.kind in NAMED:
            speaker = named  # a title before the name
        start = speaker.last if mark is None else mark + 1
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

    def _subject_mark(self, first: int, last: int) -> int | None:
        """The first particle after a subject: 警察*は*."""
        marks = self.lexicon.subject_marks[0]
        stop = min(first + MAX_TOPIC_TOKENS, last)
        return next((i for i in range(first + 1, stop) if self.tokens[i].lower in marks), None)

    def _marked_subject(self, first: int, mark: int) -> Candidate | None:
        """Who stands before a subject's particle, perhaps with a title between; no owner: 佐藤の母*は*."""
        others = self.lexicon.other_marks[0]
        at = bisect_left(self.attributor.firsts, mark)
        found: Candidate | None = None
        for candidate in self.attributor.candidates[max(at - 6, 0) : at]:
            between = self.tokens[candidate.last : mark]
            if candidate.first < first or candidate.last > mark or len(between) > MAX_TITLE_TOKENS:
                continue
            if any(not t.word or t.lower in others for t in between):
                continue
            if candidate.kind in NAMED or (found is None and not between):
                found = candidate
        return found

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
        bound = {"bare", "infinitive", "object", "gerund", "question"}
        last = after if pattern in bound and not (pattern == "question" and lexicon.order == "v2") else start
        inverted = pattern == "infinitive" and lexicon.order == "v2"
        if inverted and self.clauses.candidate_before(cue, floor) is None:
            last = start  # versprach *die Stadt*, ...
        if self.is_participle(cue):
            return self._main_subject(cue, previous)
        if tokens[cue].cue is None:
            for candidate in self._covering(cue):
                if candidate.first >= floor:
                    return Candidate(candidate.kind, candidate.first, cue), MIN_SPEAKER_SCORE
        for end in (last, start) if inverted else (last,):  # what stands before the verb may be no subject
            speaker, score = self.attributor.speaker_of((cue, after), kind, floor, end, start)
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
