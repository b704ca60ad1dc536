"""Who is speaking: each quotation's cue and speaker, found together by adding up what speaks for a pair.

The weights stand in `weights`. Each quotation looks at a bounded window of tokens, so the time is
proportional to the number of quotations.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.cues import CueClass
from processors.quotes.layout import Layout
from processors.quotes.tokens import DASHES, NOUNS_CAPITALISED, TokenKind
from processors.quotes.weights import (
    AFTER_PREPOSITION,
    ANOTHER_TIME,
    APART,
    APPOSITION,
    ARABIC_PARTICIPLE,
    BEST_SPEAKER,
    CLAUSE,
    CLAUSE_START,
    CLOSING_SIGNS,
    COMMAS,
    CUE_WEIGHT,
    EMBEDDED,
    IN_BRACKETS,
    IN_RELATIVE_CLAUSE,
    INSIDE_GROUP,
    INVERTED,
    KIND_WEIGHT,
    LEADS_ON,
    MAX_BRACKETS,
    MAX_CANDIDATES,
    MAX_CUES,
    MAX_GROUP_SIGNS,
    MAX_GROUP_WORDS,
    MAX_GROUPS,
    MAX_INSERTION_TOKENS,
    MAX_TITLE_NAMES,
    MIN_SPEAKER,
    NEUTER,
    NO_SUBJECT,
    OTHER_MARK,
    OWNER,
    PER_COMMA,
    PER_QUOTATION,
    PER_SMALL_WORD,
    PER_WORD,
    POSSESSIVE,
    SHARED_SUBJECT,
    SUBJECT_MARK,
    TOO_FAR,
    WINDOW_TOKENS,
    WRONG_SIDE,
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


NOTHING = Attribution()


class Attributor:
    """Finds attributions in one article."""

    def __init__(self, layout: Layout, candidates: Sequence[Candidate]) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.candidates = candidates
        self.firsts = [candidate.first for candidate in candidates]

    def attribute(self, position: int) -> Attribution:
        """Returns the best cue and speaker in the sentence of the quotation at token `position`."""
        first, last = self.layout.sentence(self.tokens[position].sentence)
        first, last = max(first, position - WINDOW_TOKENS), min(last, position + WINDOW_TOKENS)
        nearby = self._nearby(first, last, position)
        best = self._introduced(position, first, nearby) or NOTHING
        for cue_first, cue_last, kind in self._cues(first, last, position):
            cue_score, attached = self._cue_score(position, cue_first, cue_last, kind)
            weak = kind in {CueClass.REPORT, CueClass.CALL} or self._is_infinitive(cue_first)
            if weak and self._follows_saying(cue_first, first):
                cue_score -= EMBEDDED
            if cue_last <= position and self._is_in_relative_clause(cue_first, position):
                cue_score -= IN_RELATIVE_CLAUSE
            if cue_score + 0.8 * BEST_SPEAKER <= best.score:
                continue
            speaker, speaker_score = self._best_speaker(nearby, (cue_first, cue_last), kind, position)
            score = cue_score + 0.8 * speaker_score
            if score > best.score:
                best = Attribution((cue_first, cue_last), kind, speaker, score, attached)
        return best

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
        known = (c for c in self.candidates[at : at + 4] if c.entity is not None and c.last <= last)
        if self.tokens[last - 1].lower in self.layout.lexicon.roles:
            kind = CandidateKind.ROLE
        else:
            kind = CandidateKind.NOUN if last - first == 1 else CandidateKind.NAME
        speaker = next(known, None) or Candidate(kind, first, last)
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
            if kind in {CueClass.SAY, CueClass.REPORT}:
                speaker, score = self._best_speaker(nearby, (index, index + 1), kind, last)
                if speaker is not None and score > best_score:
                    best, best_score = speaker, score
        if best is not None:
            return best
        for candidate in nearby:
            strong = candidate.kind in {CandidateKind.PERSON, CandidateKind.PRONOUN, CandidateKind.ROLE}
            if strong and not self._after_preposition(candidate):
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
        return speaker, score

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

    def _is_infinitive(self, cue_first: int) -> bool:
        """Whether the cue is an infinitive after its particle: she wanted *to speak*."""
        return cue_first > 0 and self.tokens[cue_first - 1].lower in self.layout.lexicon.infinitive_marks

    def _follows_saying(self, cue_first: int, first: int) -> bool:
        for index in range(cue_first - 1, first - 1, -1):
            if self.tokens[index].kind is TokenKind.QUOTATION:
                return False
            if self.tokens[index].cue is CueClass.SAY:
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
            elif token.lower in ",;，、،":
                commas += 1
        score -= min(0.09 * words, 2.5) + 0.15 * commas + 0.5 * others
        before_quotation = self.tokens[position - 1].lower if position else ""
        if not after and before_quotation in {":", "："}:
            return score + 1.2, True
        beside = words == small and others == 0
        if after:
            score -= 0.3 * clauses + (ANOTHER_TIME if time and not commas else 0.0)
            score -= LEADS_ON if self._leads_on(last) else 0.0
            near = beside or self._only_a_subject(begin, end)
            verbless = kind in {CueClass.ACCORDING, CueClass.TRAILING}
            score += (
                1.5 if near and kind is not CueClass.NOUN else (0.0 if self.layout.lexicon.order == "sov" else -0.8)
            )
            ended = self.layout.marked[self.tokens[position].quotation].last_sign(self.layout.text) in CLOSING_SIGNS
            return score, near and (commas > 0 or beside or verbless or ended) and kind is not CueClass.NOUN
        return score + (0.6 if beside else 0.0), beside or (
            before_quotation in {",", "，"} and commas == 1 and others == 0
        )

    def _leads_on(self, last: int) -> bool:
        """Whether what follows a cue is what it introduces: another quotation, or a clause with "that"."""
        if self.layout.lexicon.order == "sov" or last + 1 >= len(self.tokens):
            return False
        following, second = self.tokens[last], self.tokens[last + 1]
        if following.lower in {":", "："}:
            return second.kind is TokenKind.QUOTATION
        that = second if following.lower == "," else following
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

    def _nearby(self, first: int, last: int, position: int) -> list[Candidate]:
        low, high = bisect_left(self.firsts, first), bisect_left(self.firsts, last)
        found = [c for c in self.candidates[low:high] if c.last <= last]
        if len(found) > MAX_CANDIDATES:
            found.sort(key=lambda c: abs(c.first - position))
            found = sorted(found[:MAX_CANDIDATES], key=lambda c: c.first)
        return found

    def _best_speaker(
        self, nearby: Sequence[Candidate], cue: tuple[int, int], kind: CueClass, position: int
    ) -> tuple[Candidate | None, float]:
        if kind is CueClass.ACCORDING:
            for index in range(*cue):
                if self.tokens[index].lower in self.layout.lexicon.possessives:
                    return Candidate(CandidateKind.PRONOUN, index, index + 1), BEST_SPEAKER
        best, best_score = None, MIN_SPEAKER
        inserted = self.insertion(cue[0])
        for candidate in nearby:
            if candidate.first < cue[1] and candidate.last > cue[0]:
                continue
            score = self._speaker_score(candidate, cue, kind, position, inserted)
            if score > best_score:
                best, best_score = candidate, score
        if best is None or not self.layout.cased:
            group = self._clause_group(cue, kind)
            if group is not None:
                score = self._speaker_score(group, cue, kind, position, inserted) - 0.3
                if score > best_score:
                    best, best_score = group, score
        return best, best_score if best is not None else 0.0

    def _clause_group(self, cue: tuple[int, int], kind: CueClass) -> Candidate | None:
        """The words beside a cue, up to a sign, a small word or another cue: a subject where nothing marks one."""
        lexicon = self.layout.lexicon
        after = kind is CueClass.ACCORDING or (
            kind is not CueClass.TRAILING
            and (lexicon.order == "vso" or (lexicon.order != "sov" and self._follows_quotation(cue[0])))
        )
        if any(lexicon.subject_marks) and kind is not CueClass.TRAILING and kind is not CueClass.ACCORDING:
            marked = self._marked_group(cue[0])
            if marked is not None or self.layout.unspaced:
                return marked
        if after:
            return self._group_from(cue[1], 1)
        inserted = self.insertion(cue[0])
        group = self._group_from((inserted[0] if inserted is not None else cue[0]) - 1, -1)
        for _ in range(MAX_GROUPS):
            if group is None or group.first < 2 or not self._after_preposition(group):
                break
            earlier = self._group_from(group.first - 2, -1)  # Doe [in the letter] wrote
            if earlier is None:
                break
            group = earlier
        return group

    def _marked_group(self, cue_first: int) -> Candidate | None:
        """The words before the first particle of a subject in the cue's sentence, or a first word with its ending."""
        first, _ = self.layout.sentence(self.tokens[cue_first].sentence)
        opening = self.tokens[first]
        if opening.word and opening.cue is None and opening.lower.endswith(self.layout.lexicon.subject_marks[1]):
            return (
                None
                if opening.lower in self.layout.lexicon.function_words
                else Candidate(CandidateKind.GROUP, first, first + 1)
            )
        for index in range(max(first + 1, cue_first - WINDOW_TOKENS), cue_first):
            if self.tokens[index].lower in self.layout.lexicon.subject_marks[0]:
                group = self._group_from(self._before_brackets(index - 1), -1)
                if group is not None:
                    return group
        return None

    def _before_brackets(self, index: int) -> int:
        """The token before brackets that end at `index`, such as somebody's age; else `index`."""
        if self.tokens[index].lower in {")", "）"}:
            for opening in range(index - 1, max(index - MAX_BRACKETS, 0), -1):
                if self.tokens[opening].lower in {"(", "（"}:
                    return opening - 1
        return index

    def _group_from(self, index: int, step: int) -> Candidate | None:
        """The words from token `index` on to the right (`step` 1) or the left (-1), after small ones are left out."""
        lexicon = self.layout.lexicon
        while (
            0 <= index < len(self.tokens)
            and self.tokens[index].word
            and (self.tokens[index].lower in lexicon.skippable or self.tokens[index].lower in lexicon.conjunctions)
        ):
            index += step
        near = index
        words = telling = 0
        while 0 <= index < len(self.tokens) and words < (MAX_GROUP_SIGNS if self.layout.unspaced else MAX_GROUP_WORDS):
            token = self.tokens[index]
            small = token.lower in lexicon.function_words
            small = small and token.lower not in lexicon.connectors and token.lower not in lexicon.determiners
            if not token.word or small or token.cue is not None or token.particle:
                break
            words += 1
            telling += token.lower not in lexicon.function_words
            index += step
        if not telling or self.tokens[near].lower in lexicon.connectors:
            return None
        if self.layout.unspaced and words == 1 and self.tokens[near].end - self.tokens[near].start == 1:
            return None  # a single sign is nobody
        first, last = (near, index) if step > 0 else (index + 1, near + 1)
        while first < last - 1 and self.tokens[first].lower in lexicon.sources:
            first += 1
        return Candidate(CandidateKind.GROUP, first, last)

    def insertion(self, cue_first: int) -> tuple[int, int] | None:
        """Returns the tokens of an insertion right before a cue, its commas included: "Doe, *who came late,* said"."""
        close = cue_first - 1
        if close <= 0 or self.tokens[close].lower not in COMMAS:
            return None
        nearest = None
        for index in range(close - 1, max(close - MAX_INSERTION_TOKENS, 0), -1):
            token = self.tokens[index]
            if token.kind is TokenKind.BREAK or token.sentence != self.tokens[close].sentence:
                break
            if token.lower in COMMAS:
                if self.tokens[index + 1].lower in self.layout.lexicon.relatives:
                    return index, close + 1
                nearest = nearest or (index, close + 1)
        return nearest

    def _speaker_score(
        self,
        candidate: Candidate,
        cue: tuple[int, int],
        kind: CueClass,
        position: int,
        inserted: tuple[int, int] | None,
    ) -> float:
        score = KIND_WEIGHT[candidate.kind]
        if self.tokens[candidate.first].lower in self.layout.lexicon.neuter:
            score -= NEUTER
        after = candidate.first >= cue[1]
        gap = self._gap(candidate, cue, inserted)
        if not after and self._is_set_apart(candidate):
            gap = min(gap, APPOSITION)
        in_clause = inserted is not None and self.tokens[inserted[0] + 1].lower in self.layout.lexicon.relatives
        if inserted is not None and in_clause and inserted[0] < candidate.first < inserted[1]:
            score -= IN_RELATIVE_CLAUSE
        score -= gap
        if kind is CueClass.ACCORDING:
            apart = after and any(t.lower in COMMAS for t in self.tokens[cue[1] : candidate.first][:MAX_GROUP_SIGNS])
            return score + (0.8 if after else -4.0) - (APART if apart else 0.0)
        if kind is CueClass.TRAILING:
            return score + 0.8 if not after else score - 4.0
        return score + self._place(candidate, cue) + self._side(candidate, cue, kind, position, after, gap)

    def _gap(self, candidate: Candidate, cue: tuple[int, int], inserted: tuple[int, int] | None) -> float:
        """What the words between a candidate and a cue cost."""
        after = candidate.first >= cue[1]
        begin, end = (
            (cue[1], self._title_begin(candidate, cue[1]))
            if after
            else (min(self._title_end(candidate), cue[0]), cue[0])
        )
        if inserted is not None and not after and begin <= inserted[0]:
            return self._gap_cost(begin, inserted[0]) + APPOSITION
        if after and self._only_premodifiers(begin, end, candidate):
            return PER_SMALL_WORD
        gap = self._gap_cost(begin, end)
        if not after and self._shares_subject(cue[0]):
            if self._starts_sentence(candidate.first):
                return min(gap, SHARED_SUBJECT)
            return gap + (NO_SUBJECT if self.tokens[cue[0] - 1].lower == "," else 0.0)
        return gap

    def _place(self, candidate: Candidate, cue: tuple[int, int]) -> float:
        """What the signs and small words right around a candidate say of its being a subject."""
        score = 0.0
        if self._after_preposition(candidate) or self.tokens[candidate.first].lower in self.layout.lexicon.oblique:
            score -= 0.0 if self._is_source(candidate, cue) else AFTER_PREPOSITION
        if candidate.inside:
            score -= INSIDE_GROUP
        score += self._marking(candidate)
        if self._starts_clause(candidate.first):
            score += CLAUSE_START
        if candidate.first and self.tokens[candidate.first - 1].lower in {"(", "（"}:
            score -= IN_BRACKETS
        if candidate.last == cue[0] and self.tokens[cue[0] - 1].lower.endswith(POSSESSIVE):
            score += OWNER
        return score

    def _side(  # noqa: PLR0911 - one case for each word order
        self, candidate: Candidate, cue: tuple[int, int], kind: CueClass, position: int, after: bool, gap: float
    ) -> float:
        """What word order says; see `cues.Order`."""
        order = self.layout.lexicon.order
        adjacent = gap <= PER_SMALL_WORD
        follows_quotation = self._follows_quotation(cue[0])
        if kind is CueClass.NOUN:
            return -0.8 if after else 0.0
        if after:
            if any(self.layout.lexicon.subject_marks):
                return -WRONG_SIDE if self._marking(candidate) > 0 else 0.0
            if follows_quotation:
                return INVERTED if adjacent else 0.0
            if order == "vso":
                return 0.6
            if order == "v2":
                return 0.3 if adjacent else -0.8
            begin = cue[0]
            while begin and self.tokens[begin - 1].lower in self.layout.lexicon.auxiliaries:
                begin -= 1
            if order == "svo" and (self._starts_sentence(begin) or (adjacent and self._starts_clause(begin))):
                return -0.2
            return -WRONG_SIDE
        if candidate.last <= position < cue[0]:  # the quotation stands between speaker and cue
            return 0.3 if order == "sov" else -1.6
        if order == "vso":
            participle = self.tokens[cue[0]].lower.endswith(ARABIC_PARTICIPLE)  # قائلا, مضيفة: the subject comes first
            return 0.4 if participle and "ar" in self.layout.lexicon.languages else -0.6
        return 0.4

    def _shares_subject(self, cue_first: int) -> bool:
        """Whether the cue goes on with the subject of the verb before: Doe smiled *and said*, *saying*."""
        before = self.tokens[cue_first - 1].lower if cue_first else ""
        if before in self.layout.lexicon.coordinating:
            return True
        lexicon = self.layout.lexicon
        free = before == "," or before in lexicon.prepositions or before in lexicon.conjunctions
        return free and "en" in lexicon.languages and self.tokens[cue_first].lower.endswith("ing")

    def _only_premodifiers(self, begin: int, end: int, candidate: Candidate) -> bool:
        """Whether the words before a name are its title: said *former harbour master* Ann Bell."""
        if candidate.kind not in {CandidateKind.PERSON, CandidateKind.NAME} or not 0 < end - begin <= MAX_GROUP_WORDS:
            return False
        lexicon = self.layout.lexicon
        return all(
            token.word
            and token.cue is None
            and (token.lower not in lexicon.function_words or token.lower in lexicon.determiners)
            for token in self.tokens[begin:end]
        )

    def _gap_cost(self, begin: int, end: int) -> float:
        lexicon = self.layout.lexicon
        cost = 0.0
        for index in range(begin, end):
            if cost > TOO_FAR:
                break
            token = self.tokens[index]
            if token.kind is TokenKind.QUOTATION:
                cost += PER_QUOTATION
            elif token.kind is TokenKind.WORD:
                if token.lower in lexicon.conjunctions:
                    cost += CLAUSE
                elif token.lower in lexicon.skippable:
                    cost += PER_SMALL_WORD
                elif self.layout.unspaced and token.end - token.start == 1:
                    cost += PER_WORD / 2
                else:
                    cost += PER_WORD
            else:
                cost += PER_COMMA
        return cost

    def _marking(self, candidate: Candidate) -> float:
        """What the particle or ending after a candidate and its titles says where subjects have one: ने, は, -은."""
        lexicon = self.layout.lexicon
        subject, other = lexicon.subject_marks, lexicon.other_marks
        if not any(subject):
            return 0.0
        index = self._title_end(candidate)
        last = self.tokens[index - 1].lower
        following = self.tokens[index].lower if index < len(self.tokens) else ""
        if following in subject[0] or last.endswith(subject[1]):
            return SUBJECT_MARK
        if following in other[0] or last.endswith(other[1]):
            return -OTHER_MARK
        return 0.0

    def _title_begin(self, candidate: Candidate, least: int) -> int:
        """The first token of a role that leads to a name after it: *the spokesman* for Unit Two Ann Bell."""
        at = bisect_left(self.firsts, candidate.first) - 1
        before = self.candidates[at] if at >= 0 else None
        if candidate.kind is not CandidateKind.PERSON or before is None or before.kind is not CandidateKind.ROLE:
            return candidate.first
        between = self.tokens[before.last : candidate.first]
        joined = all(token.word and token.capital for token in between) and len(between) <= MAX_TITLE_NAMES
        return before.first if joined and before.first >= least else candidate.first

    def _title_end(self, candidate: Candidate) -> int:
        """One past the titles and brackets after a name, in languages that put them there: 한가람 *시장은*."""
        index = candidate.last
        if self.layout.lexicon.order != "sov":
            return index
        if candidate.kind not in {CandidateKind.PERSON, CandidateKind.NAME}:
            return self._after_brackets(index)
        for token in self.tokens[index : index + MAX_GROUP_WORDS]:
            if not token.word or not (
                token.lower in self.layout.lexicon.roles or token.lower in self.layout.lexicon.titles
            ):
                break
            index += 1
        at = bisect_left(self.firsts, candidate.last)
        if at < len(self.candidates) and self.firsts[at] == candidate.last:
            following = self.candidates[at]
            if following.kind is CandidateKind.ROLE and following.inside:
                index = max(index, following.last)
        return self._after_brackets(index)

    def _after_brackets(self, index: int) -> int:
        """The token after brackets that begin at `index`; else `index`."""
        if index < len(self.tokens) and self.tokens[index].lower in {"(", "（"}:
            for closing in range(index + 1, min(index + MAX_BRACKETS, len(self.tokens) - 1)):
                if self.tokens[closing].lower in {")", "）"}:
                    return closing + 1
        return index

    def _is_source(self, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """Whether it is a body that speaks by way of a preposition right after a verb: сообщили *в полиции*."""
        index = candidate.first - 1
        lexicon = self.layout.lexicon
        if candidate.kind not in {CandidateKind.ORGANISATION, CandidateKind.ROLE} or index < cue[1]:
            return False
        if self.tokens[index].lower not in lexicon.sources or index - cue[1] > MAX_GROUP_WORDS:
            return False
        return all(t.lower in lexicon.skippable or t.lower in lexicon.sources for t in self.tokens[cue[1] : index])

    def _after_preposition(self, candidate: Candidate) -> bool:
        """Whether a preposition, or a case ending that does its work, shows that the candidate is no subject."""
        lexicon = self.layout.lexicon
        word = self.tokens[candidate.last - 1].lower
        name = candidate.kind in {CandidateKind.PERSON, CandidateKind.PRONOUN}  # Costa is no case of Co
        if word.endswith(lexicon.oblique_endings) and ("'" in word or not name):
            return True
        if any(lexicon.subject_marks):
            return False  # a particle belongs to the word before it
        index = candidate.first - 1
        for _ in range(3):
            if index < 0 or not self.tokens[index].word:
                return False
            word = self.tokens[index].lower
            if word in lexicon.prepositions and self.tokens[index].cue is None:
                return True
            if word not in lexicon.determiners and word not in lexicon.titles and word not in lexicon.roles:
                return False
            index -= 1
        return False

    def _is_in_relative_clause(self, cue_first: int, position: int) -> bool:
        """Whether a cue stands in a relative clause between commas, with the main verb after it, before a quotation."""
        end = next((i for i in range(cue_first + 1, position) if self.tokens[i].lower == ","), position)
        if not any(self.tokens[i].cue in {CueClass.SAY, CueClass.REPORT} for i in range(end + 1, position)):
            return False
        begin = cue_first
        while begin and self.tokens[begin - 1].word and cue_first - begin < MAX_INSERTION_TOKENS:
            begin -= 1
        opened = begin > 0 and self.tokens[begin - 1].lower == ","
        return opened and self.tokens[begin].lower in self.layout.lexicon.relatives

    def _is_set_apart(self, candidate: Candidate) -> bool:
        """Whether a comma right after the sentence's first words marks its subject, where the verb comes last."""
        following = self.tokens[candidate.last].lower if candidate.last < len(self.tokens) else ""
        return self.layout.lexicon.order == "sov" and following == "," and self._starts_sentence(candidate.first)

    def _starts_clause(self, index: int) -> bool:
        if index == 0:
            return True
        before = self.tokens[index - 1]
        return before.sentence != self.tokens[index].sentence or before.kind is not TokenKind.WORD

    def _starts_sentence(self, index: int) -> bool:
        return index == 0 or self.tokens[index - 1].sentence != self.tokens[index].sentence

    def _follows_quotation(self, index: int) -> bool:
        """Whether only signs and auxiliaries stand between the token and a quotation before it."""
        for back in range(index - 1, max(index - 4, -1), -1):
            if self.tokens[back].kind is TokenKind.QUOTATION:
                return True
            token = self.tokens[back]
            if token.kind is not TokenKind.PUNCTUATION and token.lower not in self.layout.lexicon.auxiliaries:
                return False
        return False

    def _introduced(self, position: int, first: int, nearby: Sequence[Candidate]) -> Attribution | None:
        """Verbless attributions: "Smith: Q", "Q — Smith"."""
        tokens = self.tokens
        if position > first and tokens[position - 1].lower in {":", "："}:
            for candidate in nearby:
                if candidate.last == position - 1 and not candidate.inside and not self._after_preposition(candidate):
                    strong = candidate.kind in {CandidateKind.PERSON, CandidateKind.NAME, CandidateKind.ROLE}
                    score = KIND_WEIGHT[candidate.kind] + (1.0 if strong and candidate.first == first else -0.6)
                    return Attribution(None, None, candidate, score, True, introduced=True)
            return Attribution(None, None, None, 0.5, True, introduced=True)
        after = position + 1
        if after + 1 < len(tokens) and tokens[after].lower in DASHES:
            for candidate in nearby:
                if candidate.first == after + 1 and candidate.kind in {CandidateKind.PERSON, CandidateKind.NAME}:
                    ends = candidate.last >= len(tokens) or not tokens[candidate.last].word
                    if ends:
                        return Attribution(None, None, candidate, 3.0, True, introduced=True)
        return None
