"""Who is speaking: each quotation's cue and speaker, found together by adding up what speaks for a pair.

The weights stand in `weights`. Each quotation looks at a bounded window of tokens, so the time is
proportional to the number of quotations.
"""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from processors.quotes.candidates import NAMED, Candidate, CandidateKind
from processors.quotes.cues import ADVERB, PREPOSITION, REPORTING, VERBLESS, CueClass
from processors.quotes.grammar import COORDINATORS, UNNAMED
from processors.quotes.owners import SLAVIC
from processors.quotes.signs import (
    CLAUSE_SIGNS,
    COLONS,
    COMMAS,
    DASHES,
    POSSESSIVE,
    ROUND_CLOSING,
    ROUND_OPENING,
    TERMINAL,
)
from processors.quotes.subjects import Subjects
from processors.quotes.tokens import NOUNS_CAPITALISED, TokenKind
from processors.quotes.weights import (
    AFTER_PREPOSITION,
    ANOTHER_TIME,
    BEST_SPEAKER,
    CLOSING_SIGNS,
    CUE_WEIGHT,
    EMBEDDED,
    IN_RELATIVE_CLAUSE,
    KIND_WEIGHT,
    LEADS_ON,
    MAX_CUES,
    SIGNED,
    TALKED_ABOUT,
    WINDOW_TOKENS,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found for one quotation.

    `cue` is (first token, one past the last). `attached` says that the quotation stands right beside its attribution
    (a comma, colon or dash between); `carried` that the speaker is another quotation's. `score` is the weights' sum.
    """

    cue: tuple[int, int] | None = None
    cue_class: CueClass | None = None
    speaker: Candidate | None = None
    score: float = 0.0
    attached: bool = False
    carried: bool = False
    introduced: bool = False


NOTHING: Final = Attribution()
VERBS: Final = REPORTING | {CueClass.CALL}
OTHERS: Final = NAMED | {CandidateKind.ROLE}
"""What may stand beside a name as another who says the same."""
PREFIXED: Final = frozenset("وו")
"""An "and" written as one word with the next, in Arabic and Hebrew."""
MAX_NAME: Final = 6
"""Tokens of a name looked for before an "and"."""
MAX_SIGNATURE: Final = 16
"""Tokens of a line below a quotation that names who says it."""
DOERS: Final = frozenset({CandidateKind.PERSON, CandidateKind.PRONOUN, CandidateKind.ROLE})


class Attributor(Subjects):
    """Finds attributions in one article."""

    def attribute(self, position: int) -> Attribution:
        """Returns the best cue and speaker in the sentence of the quotation at token `position`."""
        first, last = self.layout.sentence(self.tokens[position].sentence)
        first, last = max(first, position - WINDOW_TOKENS), min(last, position + WINDOW_TOKENS)
        nearby = self._nearby(first, last, position)
        best = self._introduced(position, first, nearby) or NOTHING
        for cue_first, cue_last, kind in self._own_cues(self._cues(first, last, position), position):
            cue_score, attached = self._cue_score(position, cue_first, cue_last, kind)
            if self.is_supposed(cue_first) and cue_score > best.score:
                best = Attribution((cue_first, cue_last), kind, None, cue_score)
                continue
            weak = kind in {CueClass.REPORT, CueClass.CALL} or self._is_infinitive(cue_first)
            if weak and self._follows({CueClass.SAY}, cue_first, first):
                cue_score -= EMBEDDED
            told = any(self.tokens[i].cue is CueClass.SAY for i in range(cue_last, position))
            if kind in VERBLESS and told:
                cue_score -= EMBEDDED  # laut Bell sagte *der Nachbar*
            if told and kind in VERBS and self.is_passive(0, cue_first):
                cue_score -= TALKED_ABOUT  # was praised by Bell *and said*
            if self._is_talked_about((cue_first, cue_last), kind, position) and self._follows(VERBS, cue_first, first):
                cue_score -= TALKED_ABOUT
            if cue_last <= position and self._is_in_relative_clause(cue_first, position):
                cue_score -= IN_RELATIVE_CLAUSE
            if cue_score + 0.8 * BEST_SPEAKER <= best.score:
                continue
            speaker, speaker_score = self._best_speaker(nearby, (cue_first, cue_last), kind, position)
            score = cue_score + 0.8 * speaker_score
            if speaker is None and self.tokens[cue_first].lower in self.layout.lexicon.passive_verbs:
                continue  # kallas ”Lilla Paris”: nobody is said to say so
            if score > best.score:
                best = Attribution((cue_first, cue_last), kind, speaker, score, attached)
        if best.speaker is not None and best.cue is not None:
            return replace(best, speaker=self.with_others(best.speaker, best.cue, first, last))
        return best

    def with_others(self, speaker: Candidate, cue: tuple[int, int], low: int, high: int) -> Candidate:
        """A speaker with those named side by side as the subject of the same verb: *Bell, Lund and Reed* said.

        Args:
            speaker: one of them, as a rule the one next to the verb.
            cue: the verb's tokens (first, one past the last).
            low: the first token where any of them may stand.
            high: one past the last such token.

        Returns:
            All of them as one group without a name, or `speaker` where nobody stands beside it.
        """
        if speaker.kind not in NAMED or speaker.inside:
            return speaker
        if speaker.first >= cue[1]:
            first, last = speaker.first, self._others_after(speaker, high)
            return Candidate(CandidateKind.GROUP, first, last) if last > speaker.last else speaker
        tokens, first, last = self.tokens, speaker.first, self._others_beside(speaker, cue[0])
        joined, begin = last > speaker.last, self._begin(speaker)
        while begin > max(cue[0] - WINDOW_TOKENS, low):
            link = tokens[begin - 1].lower
            other = self._ending(begin - 1) if link in COMMAS or link in COORDINATORS else None
            if other is None or other.first < low:
                break
            joined = joined or link in COORDINATORS
            first, begin = other.first, self._begin(other)
        return Candidate(CandidateKind.GROUP, first, last) if joined and self._starts_clause(begin) else speaker

    def _others_after(self, speaker: Candidate, high: int) -> int:
        """One past the last of those named after a speaker behind the verb: said Bell *and her husband, Tom Reed*."""
        tokens, end, joined = self.tokens, speaker.last, False
        other: Candidate | None = None
        while not joined and end + 1 < high:
            link = tokens[end].lower
            glued = self.at(end) if link[:1] in PREFIXED else None
            joined = link in COORDINATORS or glued is not None
            if not joined and link not in COMMAS:
                break
            other = glued or self.at(end + 1)
            if other is None or other.kind not in OTHERS:
                return speaker.last
            end = other.last
        if not joined or other is None or end > high:
            return speaker.last
        named = self.at(end + 1) if end + 1 < high and tokens[end].lower in COMMAS else None
        if named is not None and named.kind is CandidateKind.PERSON and other.kind is CandidateKind.ROLE:
            end = named.last
        following = tokens[end] if end < len(tokens) else None
        alone = following is None or not following.word or bool(following.traits & (PREPOSITION | ADVERB))
        return end if alone else speaker.last

    def _others_beside(self, speaker: Candidate, cue_first: int) -> int:
        """One past the last of those named between a speaker and the verb after it: Bell *and others* said."""
        last, tokens = speaker.last, self.tokens
        if last + 1 >= cue_first or tokens[last].lower not in COORDINATORS:
            return last
        if tokens[last + 1].lower in UNNAMED:
            return last + 2
        other = self.at(last + 1)
        return other.last if other is not None and other.kind in NAMED and other.last <= cue_first else last

    def named(self, position: int, name: tuple[int, int]) -> Attribution:
        """Returns the attribution of the turn at token `position` to the name before its colon (offsets in the text).

        A single letter (Q, A) names nobody.
        """
        first = last = position
        outside = {TokenKind.BREAK, TokenKind.QUOTATION}
        while first > 0 and self.tokens[first - 1].start >= name[0] and self.tokens[first - 1].kind not in outside:
            first -= 1
        while last > first and self.tokens[last - 1].end > name[1]:
            last -= 1
        if first == last or name[1] - name[0] == 1:
            return Attribution(attached=True, introduced=True)
        at = bisect_left(self.firsts, first)
        known = [c for c in self.candidates[at : at + 4] if c.entity is not None and c.last <= last]
        if self.tokens[last - 1].lower in self.layout.lexicon.roles:
            kind = CandidateKind.ROLE
        else:
            kind = CandidateKind.NOUN if last - first == 1 else CandidateKind.NAME
        speaker = known[0] if known else Candidate(kind, first, last)
        return Attribution(None, None, speaker, KIND_WEIGHT[kind], attached=True, introduced=True)

    def subject(self, position: int) -> Candidate | None:
        """Returns the likely subject of the sentence around token `position`, for a quotation with no cue."""
        first, last = self.layout.sentence(self.tokens[position].sentence)
        first, last = max(first, position - WINDOW_TOKENS), min(last, position + WINDOW_TOKENS)
        best, best_score = None, 1.4
        for candidate in self._nearby(first, last, position):
            if self.tokens[candidate.first].kind is not TokenKind.WORD or candidate.inside:
                continue
            score = KIND_WEIGHT[candidate.kind] - 0.05 * abs(candidate.first - first)
            score -= AFTER_PREPOSITION if self._after_preposition(candidate) else 0.0
            score -= 1.0 if candidate.first > position else 0.0
            if score > best_score:
                best, best_score = candidate, score
        return best

    def sentence_speaker(self, number: int) -> Candidate | None:
        """Returns who speaks, or acts, in a sentence without a quotation: the one a following quotation belongs to."""
        if number < 0:
            return None
        first, last = self.layout.sentence(number)
        last = min(last, first + WINDOW_TOKENS)
        nearby = [c for c in self._nearby(first, last, first) if not c.inside]
        best, best_score = None, 1.5
        for index in range(first, last):
            kind = self.tokens[index].cue
            if kind in REPORTING:
                speaker, score = self._best_speaker(nearby, (index, index + 1), kind, last)
                if speaker is not None and score > best_score:
                    best, best_score = speaker, score
        if best is not None:
            return best
        for candidate in nearby:
            if candidate.kind in DOERS and not self._after_preposition(candidate):
                return candidate
        return None

    def speaker_of(
        self, cue: tuple[int, int], kind: CueClass, first: int, last: int, position: int
    ) -> tuple[Candidate | None, float]:
        """Returns the likeliest subject of a cue among the tokens [first, last), and its score.

        Args:
            cue: its tokens (first, one past the last).
            kind: its class.
            first: where the subject may begin.
            last: where it must have ended.
            position: a token of what is said, before or after the cue.
        """
        nearby = self._nearby(first, last, cue[0])
        speaker, score = self._best_speaker(nearby, cue, kind, position)
        if speaker not in nearby or not first <= speaker.first < speaker.last <= last:
            return None, 0.0
        return self.with_others(speaker, cue, first, last), score

    def clause_subject(self, first: int, last: int) -> Candidate | None:
        """Returns the first likely subject among the tokens [first, last).

        None after a preposition, and none inside another.
        """
        for candidate in self._nearby(first, last, first):
            opening = candidate.first == first and self.layout.language not in NOUNS_CAPITALISED
            likely = candidate.kind <= CandidateKind.NAME or opening
            if likely and not candidate.inside and not self._after_preposition(candidate):
                return candidate
        return None

    # Cues.

    def _cues(self, first: int, last: int, position: int) -> list[tuple[int, int, CueClass]]:
        found: list[tuple[int, int, CueClass]] = []
        for index in range(first, last):
            kind = self.tokens[index].cue
            if kind is not None:
                found.append((index, index + self.tokens[index].cue_tokens, kind))
        found.sort(key=lambda cue: abs(cue[0] - position))
        return found[:MAX_CUES]

    def _own_cues(self, cues: list[tuple[int, int, CueClass]], position: int) -> list[tuple[int, int, CueClass]]:
        """Leaves out the cues of another quotation where a verb of its own leads to this one: and Bell replied: Q."""
        if position == 0 or self.tokens[position - 1].lower not in COLONS:
            return cues
        begin = position - 1
        while begin > 0 and self.tokens[begin - 1].kind not in {TokenKind.QUOTATION, TokenKind.BREAK}:
            begin -= 1
        if begin == 0 or self.tokens[begin - 1].kind is TokenKind.BREAK:
            return cues
        verbs = [cue for cue in cues if begin <= cue[0] < position and cue[2] in REPORTING]
        return [max(verbs)] if len(verbs) > 1 else cues

    def _is_infinitive(self, cue_first: int) -> bool:
        """Whether the cue is an infinitive after its particle: she wanted *to speak*."""
        return cue_first > 0 and self.tokens[cue_first - 1].lower in self.layout.lexicon.infinitive_marks

    def _is_talked_about(self, cue: tuple[int, int], kind: CueClass, position: int) -> bool:
        """Whether the cue is a noun with its owner, of which a verb may judge: Reed's *remarks*, *remarks* of Reed."""
        if cue[0] > 0 and POSSESSIVE.search(self.tokens[cue[0] - 1].lower[-2:]) is not None:
            return True
        if (kind is not CueClass.NOUN and not self.is_noun(cue)) or not cue[1] < position:
            return False
        lexicon = self.layout.lexicon
        told = any(token.lower in lexicon.complementizers for token in self.tokens[cue[1] : position])
        bare = self.layout.language in SLAVIC and self.at(cue[1]) is not None  # ответ Анны Горской
        owned = bare or self.tokens[cue[1]].lower in lexicon.owner_prepositions
        return owned and not told and self.tokens[position - 1].lower not in COLONS

    def _follows(self, kinds: Set[CueClass], cue_first: int, first: int) -> bool:
        """Whether a cue of one of these kinds stands before another, with no quotation between."""
        for index in range(cue_first - 1, first - 1, -1):
            if self.tokens[index].kind is TokenKind.QUOTATION:
                return False
            if self.tokens[index].cue in kinds:
                return True
        return False

    def _cue_score(self, position: int, first: int, last: int, kind: CueClass) -> tuple[float, bool]:
        """How well a cue belongs to a quotation, and whether it stands right beside it."""
        score = CUE_WEIGHT[kind]
        after = first > position
        begin, end = (position + 1, first) if after else (last, position)
        words = small = commas = others = clauses = time = 0
        for index in range(begin, end):
            token = self.tokens[index]
            if token.kind is TokenKind.QUOTATION:
                others += 1
            elif token.kind is TokenKind.WORD:
                words += 1
                small += token.lower in self.layout.lexicon.auxiliaries
                clauses += token.lower in self.layout.lexicon.conjunctions
                time += token.lower in self.layout.lexicon.temporal
            elif token.lower in CLAUSE_SIGNS:
                commas += 1
        score -= min(0.09 * words, 2.5) + 0.15 * commas + 0.5 * others
        before_quotation = self.tokens[position - 1].lower if position else ""
        if not after and before_quotation in COLONS:
            return score + 1.2, True
        beside = words == small and others == 0
        if after:
            score -= 0.3 * clauses + (ANOTHER_TIME if time and not commas else 0.0)
            score -= LEADS_ON if self._leads_on(last) else 0.0
            near = beside or self._only_a_subject(begin, end)
            verbless = kind in VERBLESS
            score += (
                1.5 if near and kind is not CueClass.NOUN else (0.0 if self.layout.lexicon.order == "sov" else -0.8)
            )
            ended = self.layout.marked[self.tokens[position].quotation].last_sign(self.layout.text) in CLOSING_SIGNS
            return score, near and (commas > 0 or beside or verbless or ended) and kind is not CueClass.NOUN
        return score + (0.6 if beside else 0.0), beside or (before_quotation in COMMAS and commas == 1 and others == 0)

    def _leads_on(self, last: int) -> bool:
        """Whether what follows a cue is what it introduces: another quotation, or a clause with "that"."""
        if self.layout.lexicon.order == "sov" or last + 1 >= len(self.tokens):
            return False
        following, second = self.tokens[last], self.tokens[last + 1]
        if following.lower in COLONS:
            return second.kind is TokenKind.QUOTATION
        that = second if following.lower in COMMAS else following
        is_that = that.lower in self.layout.lexicon.complementizers
        return following.kind is TokenKind.QUOTATION or is_that

    def _only_a_subject(self, begin: int, end: int) -> bool:
        """Whether the tokens are no more than a comma or dash and one candidate: Q, Smith said."""
        while begin < end and self.tokens[begin].kind is TokenKind.PUNCTUATION:
            begin += 1
        while end > begin and self.tokens[end - 1].lower in self.layout.lexicon.skippable:
            end -= 1
        at = bisect_left(self.firsts, begin)
        while at < len(self.candidates) and self.firsts[at] == begin:
            if self.candidates[at].last >= end:
                return True
            at += 1
        covered = [c for c in self.candidates[bisect_left(self.firsts, begin) : at + 3] if c.last == end]
        small = not any(t.kind is not TokenKind.WORD for t in self.tokens[begin:end])
        return bool(covered) and small

    # Speakers.

    def _subject_before_colon(self, first: int, position: int) -> Candidate | None:
        """Who does something before the colon, whatever the verb: Captain Ann Bell waved: Q."""
        begin = position - 1
        while begin > first and self.tokens[begin - 1].kind is not TokenKind.QUOTATION:
            begin -= 1
        subject = self.clause_subject(begin, position - 1)
        return subject if subject is not None and subject.kind in DOERS and subject.last < position - 1 else None

    def _introduced(self, position: int, first: int, nearby: Sequence[Candidate]) -> Attribution | None:
        """Verbless attributions: "Smith: Q", "Q — Smith"."""
        tokens = self.tokens
        if position > first and tokens[position - 1].lower in COLONS:
            subject = self._subject_before_colon(first, position)
            whose = self.whose(position - 2) if subject is None and tokens[position - 2].cue is CueClass.NOUN else None
            if whose is not None:
                noun = (position - 2, position - 1)
                return Attribution(noun, CueClass.NOUN, whose, KIND_WEIGHT[whose.kind], True, introduced=True)
            for candidate in nearby:
                if subject is not None and subject.first < candidate.first:
                    break
                if candidate.last == position - 1 and not candidate.inside and not self._after_preposition(candidate):
                    strong = candidate.kind in OTHERS
                    score = KIND_WEIGHT[candidate.kind] + (1.0 if strong and candidate.first == first else -0.6)
                    return Attribution(None, None, candidate, score, True, introduced=True)
            return Attribution(None, None, subject, 0.5, True, introduced=True)
        after = position + 1
        if after + 2 < len(tokens) and tokens[after].lower in DASHES:
            after += tokens[after + 1].lower in DASHES  # ——
            for candidate in nearby:
                if candidate.first == after + 1 and candidate.kind in NAMED:
                    ends = candidate.last >= len(tokens) or not tokens[candidate.last].word
                    if ends:
                        return Attribution(None, None, candidate, SIGNED, True, introduced=True)
        return self._signed(position)

    def _signed(self, position: int) -> Attribution | None:
        """A name with nothing else behind a quotation, in brackets or on the line below: Q (Bell, mayor), — Bell."""
        tokens, after = self.tokens, position + 1
        if after + 1 < len(tokens) and tokens[after].lower in TERMINAL:
            after += 1
        if after + 1 >= len(tokens):
            return None
        opening = tokens[after].lower in ROUND_OPENING
        if not opening and tokens[after].kind is not TokenKind.BREAK:
            return None
        dash = not opening and tokens[after + 1].lower in DASHES
        candidate = self.at(after + 1 + dash)
        kinds = NAMED | {CandidateKind.ROLE, CandidateKind.ORGANISATION} if dash else NAMED
        if candidate is None or candidate.kind not in kinds or not (dash or opening or self._stands_alone(position)):
            return None
        stop = self._line_end(candidate.last)
        closed = stop < len(tokens) and tokens[stop].lower in ROUND_CLOSING
        whole = closed if opening else stop == len(tokens) or tokens[stop].kind is TokenKind.BREAK
        end = self._title_end(candidate)
        alone = end >= stop  # a bare name on a line may be a heading
        if not whole or not (dash or (opening if alone else tokens[end].lower in COMMAS)):
            return None
        first, _ = self.layout.sentence(tokens[position].sentence)
        return Attribution(None, None, candidate, SIGNED, not opening or first == position, introduced=True)

    def _line_end(self, index: int) -> int:
        """The token from `index` on at which a line that names somebody ends: a bracket, a verb of saying, a break."""
        tokens = self.tokens
        limit = min(index + MAX_SIGNATURE, len(tokens))
        while index < limit and tokens[index].kind is not TokenKind.BREAK:
            if (
                tokens[index].cue in REPORTING
                or tokens[index].lower in ROUND_CLOSING
                or tokens[index].lower in TERMINAL
            ):
                break
            index += 1
        return index

    def _stands_alone(self, position: int) -> bool:
        """Whether a quotation begins its line, and the line above is not just somebody's name."""
        if position < 2:
            return True
        if self.tokens[position - 1].kind is not TokenKind.BREAK:
            return False
        first = position - 1
        while first > 0 and position - first < MAX_SIGNATURE and self.tokens[first - 1].kind is not TokenKind.BREAK:
            first -= 1
        above = self.at(first)
        return above is None or above.kind not in NAMED or self._line_end(above.last) != position - 1

    def _ending(self, last: int) -> Candidate | None:
        """The name that ends before token `last`."""
        nearby = self._nearby(max(last - MAX_NAME, 0), last, last)
        return next((c for c in nearby if c.last == last and c.kind in NAMED), None)
