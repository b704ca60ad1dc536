"""Statements beside their attribution: "*The bridge is closed*, Bell said", "according to Bell *it is closed*"."""

from bisect import bisect_left
from typing import Final

from processors.quotes.candidates import NAMED, SPEAKING, Candidate, CandidateKind
from processors.quotes.clauses import MAX_PHRASE_TOKENS, MAX_SUBJECT_TOKENS, MIN_WORDS
from processors.quotes.cues import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    REPORTING,
    ROLE,
    CueClass,
)
from processors.quotes.signs import COMMAS
from processors.quotes.speakers import Attribution
from processors.quotes.statements import MIN_SPEAKER_SCORE, STATED, Form, Statement
from processors.quotes.tokens import TokenKind

MAX_TAIL_TOKENS: Final = 16
"""Words of an attribution after its cue: "..., Bell said *in an interview on Monday*"."""
LEAD_WORDS: Final = 6
"""Fewer words before an insertion are only a lead-in: "*Even so*, Bell said, the bridge holds"."""


class AttributedStatements(Form):
    """Finds the statements around an attribution that is an insertion in its sentence."""

    # With a verb of saying.

    def behind(self, cue: int, first: int, last: int) -> Statement | None:
        """Returns a statement with a comma, a subject and a cue after it, or around them: ..., *Bell said*, ...

        Args:
            cue: first token of a verb of saying.
            first: first token of the sentence.
            last: one past its last word.
        """
        tokens, lexicon = self.tokens, self.lexicon
        after = self.clauses.cue_end(cue)
        comma, begin = self._attribution_start(cue, first)
        if comma is None or not self._may_trail(cue, comma, last):
            return None
        stop = self.clauses.comma_after(after, last)
        lead = comma + 1
        before = lexicon.inserted if lexicon.bare else lexicon.inserted | lexicon.auxiliaries
        while lead < cue and tokens[lead].lower in before:
            lead += 1
        inverted = begin == lead == cue
        if inverted:
            speaker, score = self._subject_after(cue, comma, stop, lead > comma + 1)
        else:
            speaker, score = self.attributor.speaker_of((cue, after), self.kind(cue), comma + 1, cue, comma)
            if speaker is not None and not self._opens(speaker, comma + 1):
                speaker = None
            if self.kind(cue) is CueClass.REPORT and not self.clauses.takes_bare_clause(cue) and after < last:
                speaker = None
        if speaker is None or score < MIN_SPEAKER_SCORE or not self.asserted(cue, stop, speaker):
            return None
        tail = speaker.last if inverted else after
        if not self._is_adjunct(tail, stop, inverted or tokens[cue].lower in lexicon.addressing):
            return None
        sure = inverted or tokens[comma + 1].lower in lexicon.manner
        pieces = self._around(first, comma, stop, last, sure)
        if inverted and pieces and pieces[0][0] < comma:
            pieces = pieces[:1]  # what follows is more often an apposition
        attribution = Attribution((cue, after), self.kind(cue), speaker, score)
        return Statement(pieces, attribution, STATED["behind"]) if pieces else None

    def _may_trail(self, cue: int, comma: int, last: int) -> bool:
        """Whether a cue may belong to what stands before the comma, and not to a clause of its own."""
        lexicon = self.lexicon
        opening = self.tokens[comma + 1].lower
        if cue in self.quoting or lexicon.order == "sov":
            return False
        if opening in lexicon.conjunctions and opening not in lexicon.manner:
            return False
        stop = self.clauses.comma_after(self.clauses.cue_end(cue), last)
        return stop + 1 >= last or not self.clauses.is_complementizer(stop + 1)

    def _subject_after(self, cue: int, comma: int, stop: int, auxiliary: bool) -> tuple[Candidate | None, float]:
        """The subject of a cue that follows a comma at once, or after an auxiliary: ..., *a dit Martin*."""
        after = self.clauses.cue_end(cue)
        speaker, score = self.attributor.speaker_of((cue, after), self.kind(cue), after, stop, comma)
        if speaker is None and auxiliary:
            speaker, score = self.clauses.candidate_at(after, stop), MIN_SPEAKER_SCORE
        likely = speaker is not None and (speaker.kind in SPEAKING or auxiliary)
        if speaker is None or not likely or not self._is_filler(after, speaker.first) or self.is_participle(cue):
            return None, 0.0
        return speaker, score

    def _around(self, first: int, comma: int, stop: int, last: int, sure: bool) -> tuple[tuple[int, int], ...]:
        """The pieces of a statement before the comma of its attribution and after the attribution's end."""
        tokens, lexicon = self.tokens, self.lexicon
        left = self.clauses.content(first, comma)
        traits = tokens[first].traits
        adverbial = traits & (PREPOSITION | ADVERB | CONJUNCTION) and not traits & (PRONOUN | DETERMINER)
        if left is None or (adverbial and left[1] - left[0] < LEAD_WORDS):
            rest = self.clauses.content(stop, last) if stop < last else None
            return () if rest is None or not self._goes_on(rest, True) else (rest,)
        ending = tokens[left[1] - 1]
        cut_short = ending.cue is CueClass.SAY and self.clauses.may_be_verb(left[1] - 1)
        if cut_short or ending.lower in lexicon.conjunctions or not self._may_be_said(left, sure):
            return ()
        return self._with_rest(left, stop, last)

    def led_in(self, cue: int, first: int, last: int) -> Statement | None:
        """Returns a statement after a clause that names its source: *As Bell said*, the bridge holds.

        Arguments as for `behind`.
        """
        after = self.clauses.cue_end(cue)
        if not first < cue <= first + MAX_SUBJECT_TOKENS:
            return None
        comma = self.clauses.comma_after(first, last)
        kind = self.kind(cue)
        speaker, score = self.attributor.speaker_of((cue, after), kind, first + 1, comma, comma)
        ends = comma == after or (speaker is not None and speaker.first >= after and speaker.last == comma)
        if not ends or speaker is None or not self.asserted(cue, comma, speaker):
            return None
        piece = self.clauses.content(comma, last)
        return Statement((piece,), Attribution((cue, after), kind, speaker, score), STATED["behind"]) if piece else None

    def _attribution_start(self, cue: int, first: int) -> tuple[int | None, int]:
        """The comma before an attribution, and the first token of its cue or of the insertion before that."""
        tokens, lexicon = self.tokens, self.lexicon
        insertion = self.attributor.insertion(cue)
        begin = cue
        if tokens[cue - 1].lower in COMMAS and insertion is not None and insertion[0] > first:
            inner = range(insertion[0] + 1, insertion[1] - 1)
            if all(tokens[i].word for i in inner) and self._ends_candidate(insertion[0]):
                begin = insertion[0]
        for index in range(begin - 1, max(begin - MAX_SUBJECT_TOKENS, first), -1):
            token = tokens[index]
            if token.lower in COMMAS:
                return index, begin
            in_title = token.lower == "." and tokens[index - 1].lower in lexicon.titles
            if not (token.word or in_title) or (token.cue in REPORTING and token.lower not in lexicon.roles):
                return None, begin
            if token.lower in lexicon.complementizers:
                return None, begin
        return None, begin

    def _ends_candidate(self, last: int) -> bool:
        candidates, firsts = self.attributor.candidates, self.attributor.firsts
        at = bisect_left(firsts, last)
        return any(c.last == last for c in candidates[max(at - 4, 0) : at])

    def _opens(self, speaker: Candidate, begin: int) -> bool:
        """Whether a subject begins at `begin`, but for a small word or an adjective."""
        return begin <= speaker.first <= begin + 2 and all(
            (t.word or t.lower == ".") and t.lower not in self.lexicon.conjunctions
            for t in self.tokens[begin + 1 : speaker.first]
        )

    def _is_filler(self, begin: int, end: int) -> bool:
        lexicon = self.lexicon
        return end - begin <= MAX_PHRASE_TOKENS and all(
            t.word and t.lower not in lexicon.conjunctions and t.lower not in lexicon.prepositions
            for t in self.tokens[begin:end]
        )

    def _is_adjunct(self, begin: int, stop: int, free: bool) -> bool:
        """Whether the tokens after a cue only say when, where and to whom; `free`: they may begin with any word."""
        tokens, lexicon = self.tokens, self.lexicon
        if begin >= stop:
            return True
        if stop - begin > MAX_TAIL_TOKENS:
            return False
        opening = tokens[begin]
        adverb = opening.lower in lexicon.adverbs and not opening.traits & PRONOUN
        leads = opening.lower in lexicon.prepositions or adverb or opening.lower.isdigit()
        if not (free or leads):
            return False
        barred = lexicon.auxiliaries | lexicon.complementizers
        return all(
            t.kind is not TokenKind.QUOTATION and t.lower not in barred and t.cue is not CueClass.SAY
            for t in tokens[begin:stop]
        )

    def _may_be_said(self, piece: tuple[int, int], sure: bool) -> bool:
        """Whether a clause before an attribution can be what is said and not the attribution's own side clause.

        Where verbs show reported speech one of them has to, unless the attribution is `sure`.
        """
        lexicon = self.lexicon
        token = self.tokens[piece[0]]
        opening = token.lower
        asked = token.cue in REPORTING and not token.traits & ROLE
        if asked and not any(t.lower in COMMAS for t in self.tokens[slice(*piece)]):
            return False  # *Asked about the fire*, Bell said
        if lexicon.subjunctive and not sure:
            return self.clauses.in_subjunctive(*piece)
        if lexicon.order == "v2" and opening in lexicon.conjunctions:
            return False
        if opening not in lexicon.prepositions and opening not in lexicon.conjunctions:
            return True
        return any(t.lower in COMMAS or t.lower in lexicon.auxiliaries for t in self.tokens[slice(*piece)])

    def _with_rest(self, left: tuple[int, int], stop: int, last: int) -> tuple[tuple[int, int], ...]:
        """Adds what follows an attribution, from the comma at `stop`, if it goes on the statement."""
        rest = self.clauses.content(stop, last)
        if rest is None or not self._goes_on(rest, False):
            return (left,)
        return left, rest

    def _goes_on(self, rest: tuple[int, int], clause: bool) -> bool:
        """Whether what follows an attribution can go on the statement; `clause`: it may be a clause of its own."""
        lexicon = self.lexicon
        opening = self.tokens[rest[0]]
        if opening.kind is TokenKind.QUOTATION or (opening.cue is not None and opening.lower not in lexicon.roles):
            return False
        if opening.lower in lexicon.determiners:
            return clause
        return opening.lower not in lexicon.relatives

    # Without a verb.

    def verbless(self, cue: int, first: int, last: int) -> Statement | None:
        """Returns a statement around "according to Bell": the sentence but for those words.

        Arguments as for `behind`; the cue is one without a verb.
        """
        inserted = cue > first and self.tokens[cue - 1].lower in COMMAS
        if self.kind(cue) is CueClass.ACCORDING:
            source = self._source_after(cue, first, last) if self._may_lead(cue, first, last) else None
        else:
            source = self._source_before(cue, first)
        if source is None or self.tokens[source.first].lower in self.lexicon.first_person:
            return None
        source = self.attributor.with_others(source, (cue, self.clauses.cue_end(cue)), first, last)
        begin, end = source.first, self.clauses.cue_end(cue)
        if source.first > cue:
            begin, end = cue, self._source_end(cue, source, first, last)
            named = self._name_after(end, last)
            if named is not None:
                source = named if named.first == source.last else source
                end = named.last
            if not inserted:
                end = self._after_apposition(source, end, last)
        pieces = self._sides(first, begin, end, last, inserted)
        attribution = Attribution((cue, self.clauses.cue_end(cue)), self.kind(cue), source, 2.0)
        return Statement(pieces, attribution, STATED["verbless"]) if pieces else None

    def _may_lead(self, cue: int, first: int, last: int) -> bool:
        """Whether a cue such as "according to" can be one where it stands."""
        tokens, lexicon = self.tokens, self.lexicon
        after = self.clauses.cue_end(cue)
        if after >= last or not tokens[after].word or tokens[after].lower in lexicon.conjunctions:
            return False
        if tokens[after].cue in REPORTING and tokens[after].lower not in lexicon.roles:
            return False
        if cue == first:
            return tokens[cue].lower not in lexicon.inserted
        before = tokens[cue - 1]
        if before.lower in lexicon.prepositions or before.lower in lexicon.determiners:
            return False  # Portuguese no segundo dia, on the second day
        return not (before.word and (self.layout.unspaced or tokens[cue].lower in lexicon.inserted))

    def _source_end(self, cue: int, source: Candidate, first: int, last: int) -> int:
        """One past the words that tell who is named after a verbless attribution."""
        comma = self.clauses.comma_after(source.last, last)
        if cue > first and self.tokens[cue - 1].lower in COMMAS:
            return comma
        if self.layout.unspaced and comma - source.last <= MAX_PHRASE_TOKENS:
            return comma
        ends_there = cue > first + MIN_WORDS or self._is_adjunct(source.last, comma, True)
        return comma if self.lexicon.order != "v2" and ends_there else source.last

    def _name_after(self, end: int, last: int) -> Candidate | None:
        """The name that a source goes on with before the verb: volgens de woordvoerder *Jan Bell* is het laat."""
        if self.lexicon.order != "v2":
            return None
        named = self.clauses.candidate_at(end, last)
        if named is None and end + 1 < last and self.tokens[end].lower in self.lexicon.connectors:
            named = self.clauses.candidate_at(end + 1, last)
        if named is None or named.kind not in NAMED or named.last >= last:
            return None
        return named

    def _after_apposition(self, source: Candidate, end: int, last: int) -> int:
        """The comma after what is said of a source between commas: according to Bell, *the mayor*, the bridge holds."""
        if end >= last or self.tokens[end].lower not in COMMAS:
            return end
        begin, lexicon = end + 1, self.lexicon
        comma = self.clauses.comma_after(begin, last)
        if not begin < comma < last - MIN_WORDS:
            return end
        word = self.tokens[begin].lower
        relative = lexicon.relatives if self.clauses.relative_too else lexicon.relatives - lexicon.complementizers
        if self._is_passive(begin) or (word in relative and (lexicon.order == "v2" or word not in lexicon.determiners)):
            return comma
        apposition = self.clauses.candidate_at(begin, comma)
        if apposition is None or apposition.last < comma or self.tokens[comma + 1].lower in lexicon.conjunctions:
            return end
        if source.kind is CandidateKind.ROLE:
            return comma if apposition.kind in NAMED else end
        closing = self.tokens[comma - 1]
        whole = closing.capital or closing.lower in lexicon.roles  # else its last word may be a verb
        whole = whole or any(token.lower in lexicon.connectors for token in self.tokens[begin:comma])
        return comma if whole and apposition.kind is CandidateKind.ROLE else end

    def _is_passive(self, index: int) -> bool:
        """Whether a participle with who acts begins at the token: *cited by* the Globe."""
        word, lexicon = self.tokens[index].lower, self.lexicon
        passive = bool(lexicon.participles) and word.endswith(lexicon.participles)
        return word in lexicon.cited or (passive and self.tokens[index + 1].lower in lexicon.agents[0])

    def _sides(self, first: int, begin: int, end: int, last: int, inserted: bool) -> tuple[tuple[int, int], ...]:
        """What stands before and after a verbless attribution [begin, end) in its sentence."""
        left, right = self.clauses.content(first, begin), self.clauses.content(end, last)
        if inserted:
            return self._with_rest(left, end, last) if left is not None else (() if right is None else (right,))
        if begin - first <= MIN_WORDS and right is not None:
            return (right,)
        if end < last and begin > first and self.tokens[end].lower not in COMMAS:
            left = self.clauses.content(first, begin, 1)  # it parts one clause
            right = self.clauses.content(end, last, 1)
        return tuple(piece for piece in (left, right) if piece is not None)

    def _source_after(self, cue: int, first: int, last: int) -> Candidate | None:
        """Who is named after a verbless attribution, without a verb that the noun group runs into."""
        tokens, lexicon = self.tokens, self.lexicon
        after = self.clauses.cue_end(cue)
        source = self.clauses.candidate_at(after, last) or self.clauses.candidate_at(after + 1, last)
        if source is None and after - cue > 1:
            source = self._source_of_phrase(after, last)
        if source is None or source.kind is CandidateKind.PLACE:
            return None
        if tokens[cue].lower in lexicon.inserted and source.kind not in SPEAKING:
            return None
        ends = source.last < last and tokens[source.last].lower in COMMAS
        if source.entity is not None or not self.layout.cased or ends:
            return source
        for index in range(source.first, source.last - 1):
            following = tokens[index + 1]
            small = following.lower in lexicon.connectors or following.lower in lexicon.determiners
            noun = tokens[index].capital if self.capital_nouns else tokens[index].lower in lexicon.roles
            if noun and not following.capital and not small:
                return Candidate(source.kind, source.first, index + 1)
        return source

    def _source_of_phrase(self, after: int, last: int) -> Candidate | None:
        """Who is named after a phrase: the rest of a noun group begun in it, or else all words up to a comma."""
        tokens, lexicon = self.tokens, self.lexicon
        around = self.clauses.candidate_at(after - 1, last)
        if around is not None and around.last > after:
            named = tokens[after].lower not in lexicon.determiners
            return Candidate(around.kind if named else CandidateKind.ROLE, after, around.last)
        comma = self.clauses.comma_after(after, min(after + MAX_PHRASE_TOKENS, last))
        if comma >= last or tokens[comma].lower not in COMMAS:
            return None
        if all(t.word and t.cue is None and not t.traits & (AUXILIARY | CONJUNCTION) for t in tokens[after:comma]):
            return Candidate(CandidateKind.GROUP, after, comma)
        return None

    def _source_before(self, cue: int, first: int) -> Candidate | None:
        """Who is named before a verbless attribution: the outermost candidate that ends there, or a role's form."""
        tokens, lexicon = self.tokens, self.lexicon
        close = cue - 1 if tokens[cue - 1].lower in lexicon.connectors else cue
        at = bisect_left(self.attributor.firsts, cue)
        for candidate in self.attributor.candidates[max(at - 4, 0) : at]:
            if candidate.last == close and candidate.first >= first:
                found = self._without_verb(candidate)
                if found.kind in SPEAKING or self.capital_nouns:
                    return found
        if close > first and self._is_role_form(tokens[close - 1].lower):
            return Candidate(CandidateKind.ROLE, close - 1, close)
        return None

    def _without_verb(self, candidate: Candidate) -> Candidate:
        """The part of a noun group after a small word that can only be a verb, where nouns have capitals."""
        tokens, lexicon = self.tokens, self.lexicon
        begin = candidate.first
        for index in range(begin + 1, candidate.last - 1):
            verb = not tokens[index].capital and tokens[index].lower not in lexicon.function_words
            if self.capital_nouns and verb and tokens[index - 1].lower not in lexicon.determiners:
                begin = index + 1
        return candidate if begin == candidate.first else Candidate(candidate.kind, begin, candidate.last)

    def _is_role_form(self, word: str) -> bool:
        """Whether a word is a role, or one with up to three letters written on: Finnish poliisi-n, Korean 경찰-에."""
        least = max(len(word) - 3, 4 if self.layout.cased else 2)
        return any(word[:length] in self.lexicon.roles for length in range(least, len(word) + 1))
