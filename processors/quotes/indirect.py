"""Indirect quotations: what somebody is reported to have said, in no marks.

Each sentence is looked at for a few patterns of news writing, told by the lexicon's words and by signs: a cue and a
clause after it ("Bell said that ..."), a statement and an attribution at its end or inside it ("..., Bell said."), a
verbless attribution ("according to Bell, ..."), and verb forms that show reported speech (German Konjunktiv). What fits
no pattern is left out: precision counts more than completeness. Saying that is negated, only possible, or part of a
question is no quotation. A sentence's length is bounded, so the time is proportional to the text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.clauses import (
    COMMAS,
    LEADING_SIGNS,
    MAX_PHRASE_TOKENS,
    MAX_SUBJECT_TOKENS,
    MIN_WORDS,
    SPEAKING,
    TRAILING_SIGNS,
    Clauses,
    is_sign,
)
from processors.quotes.cues import REPORTING, VERBLESS, CueClass
from processors.quotes.layout import Layout
from processors.quotes.speakers import Attribution, Attributor
from processors.quotes.tokens import NOUNS_CAPITALISED, Token, TokenKind

MAX_SENTENCE_TOKENS = 150
"""A longer sentence is a list or a table; where no blanks part words, three times as many signs."""
MAX_TAIL_TOKENS = 16
"""Words of an attribution after its cue: "..., Bell said *in an interview on Monday*"."""
MAX_SPEAKER_TOKENS = 10
"""A longer noun group has run over a verb."""
LEAD_WORDS = 6
"""Fewer words before an insertion are only a lead-in: "*Even so*, Bell said, the bridge holds"."""
MIN_CUT_WORDS = 5
"""What is left of a statement beside a marked part says something from this many words on."""
MIN_SPEAKER_SCORE = 1.0
"""Below this the subject of a cue is too doubtful."""
DASHES = frozenset(["—", "–", "--", "-"])
STATED = {
    "complement": 0.9,
    "subjunctive": 0.95,
    "verbless": 0.85,
    "behind": 0.85,
    "bare": 0.9,
    "infinitive": 0.7,
    "object": 0.75,
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


def find_statements(layout: Layout, attributor: Attributor, quoting: Iterable[int] = ()) -> list[Statement]:
    """Finds the indirect statements among the tokens of `layout`, sorted, not overlapping.

    Args:
        layout: the passages with cues.
        attributor: finds the subjects of cues.
        quoting: first tokens of the cues that belong to direct quotations: a clause after one of them has to have a
            conjunction.
    """
    return _Reporter(layout, attributor, frozenset(quoting)).run()


class _Reporter:
    """The patterns; one instance per text."""

    def __init__(self, layout: Layout, attributor: Attributor, quoting: frozenset[int]) -> None:
        self.layout = layout
        self.lexicon = layout.lexicon
        self.longest = MAX_SENTENCE_TOKENS * (3 if layout.unspaced else 1)
        self.capital_nouns = layout.lexicon.languages[0] in NOUNS_CAPITALISED
        self.tokens = layout.tokens
        self.attributor = attributor
        self.clauses = Clauses(layout, attributor)
        self.quoting = quoting

    def run(self) -> list[Statement]:
        found: list[Statement] = []
        if len(self.lexicon.languages) > 1:
            return found  # a lexicon of several languages is too unsure
        tokens = self.tokens
        row: Statement | None = None
        for number in range(len(self.layout.sentence_starts) - 1):
            first, last = self.layout.sentence(number)
            if row is not None and first < last and tokens[first].paragraph != tokens[row.pieces[-1][0]].paragraph:
                row = None
            if not 0 < last - first <= self.longest:
                row = None
                continue
            stated = self._sentence(first, last)
            if not stated and row is not None:
                going_on = self._going_on(first, last, row)
                stated = [] if going_on is None else [going_on]
            row = stated[-1] if stated and self.lexicon.subjunctive else None
            found.extend(stated)
        return found

    def _sentence(self, first: int, last: int) -> list[Statement]:
        tokens = self.tokens
        while last > first and tokens[last - 1].kind in {TokenKind.BREAK, TokenKind.PUNCTUATION}:
            if tokens[last - 1].lower[0] in "?？؟":
                return []
            last -= 1
        cues = self._cues(first, last)
        if not cues or tokens[first].lower in DASHES:
            return []  # after a dash, dialogue
        first = self._after_dateline(first, last)
        found: list[Statement] = []
        position = first
        if tokens[first].lower in self.lexicon.manner:
            led_in = next((s for s in (self._led_in(cue, first, last) for cue in cues) if s is not None), None)
            if led_in is not None:
                return [led_in]
        for cue in reversed(cues):
            if tokens[cue].cue in REPORTING:
                behind = self._behind(cue, first, last)
            else:
                behind = self._verbless(cue, first, last) if tokens[cue].cue in VERBLESS else None
            if behind is not None:
                found.append(behind)
                attribution = behind.attribution.cue or (first, first)
                position = max(behind.pieces[-1][1], attribution[1])
                break
        for cue in cues:
            if cue < position or tokens[cue].cue in VERBLESS:
                continue
            ahead = self._ahead(cue, position, last, found[-1] if found else None)
            if ahead is not None:
                found.append(ahead)
                position = ahead.pieces[-1][1]
        return found

    def _cues(self, first: int, last: int) -> list[int]:
        tokens, lexicon = self.tokens, self.lexicon
        found: list[int] = []
        free = first
        for index in range(first, last):
            token = tokens[index]
            kind = token.cue
            if index < free or (kind is None and token.lower not in lexicon.findings) or kind is CueClass.NOUN:
                continue
            if kind is CueClass.CALL and token.lower not in lexicon.objects:
                continue
            free = index + token.cue_tokens
            phrase = token.lower
            if token.cue_tokens > 1:
                phrase = " ".join(t.lower for t in tokens[index:free])
            if phrase not in lexicon.marked_only and not self._is_name(index, first):
                found.append(index)
        return found

    def _is_name(self, index: int, first: int) -> bool:
        """Whether a cue's capital shows a noun or a part of a name: the United *States*."""
        token = self.tokens[index]
        return token.cue in REPORTING and token.capital and index > first and self.tokens[index - 1].word

    def _after_dateline(self, first: int, last: int) -> int:
        """The first token after "BRUSSELS (AP) —" where a paragraph begins so."""
        if first and self.tokens[first - 1].kind is not TokenKind.BREAK:
            return first
        for index in range(first + 1, min(first + 10, last - 1)):
            token = self.tokens[index]
            if token.lower in DASHES:
                return index + 1 if self.tokens[index - 1].lower == ")" or self._capitals(first, index) else first
        return first

    def _capitals(self, first: int, last: int) -> bool:
        return self.layout.text[self.tokens[first].start : self.tokens[last - 1].end].isupper()

    # A clause after its cue.

    def _ahead(self, cue: int, floor: int, last: int, previous: Statement | None) -> Statement | None:
        tokens = self.tokens
        after = self.clauses.cue_end(cue)
        if self.lexicon.complement_endings:
            return self._closed(cue, floor)
        for pattern, start in self.clauses.openings(cue, last, cue in self.quoting):
            speaker, score = self._subject(cue, floor, start, pattern, previous)
            if speaker is None or not self._asserted(cue, start, speaker):
                continue
            named = self._kind(cue) is CueClass.CALL and speaker.kind is CandidateKind.GROUP
            if pattern == "object" and named and tokens[cue - 1].lower not in self.lexicon.auxiliaries:
                continue  # a ship called the Dreamer
            end = self.clauses.clause_end(start, last)
            if tokens[max(speaker.first - 1, 0)].lower in self.lexicon.subordinators:
                end = next((i for i in range(start + 1, end) if tokens[i].lower in COMMAS), end)
            piece = self.clauses.content(start, end)
            if piece is None:
                continue
            attribution = Attribution((cue, after), self._kind(cue), speaker, score)
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
            tokens[start].lower in lexicon.skippable | COMMAS
            or tokens[start].lower in lexicon.roles
            or tokens[start].lower[:-1] in lexicon.roles
        ):
            start += 1  # particles, and a title with its particle
        particle = tokens[close].lower in lexicon.complement_endings
        piece = self.clauses.content(start, close if particle else cue)
        if piece is None or not self._asserted(cue, cue, speaker):
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

    # A statement before or around its attribution.

    def _behind(self, cue: int, first: int, last: int) -> Statement | None:
        """A statement with a comma, a subject and a cue after it, or around them."""
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
            speaker, score = self.attributor.speaker_of((cue, after), self._kind(cue), comma + 1, cue, comma)
            if speaker is not None and not self._opens(speaker, comma + 1):
                speaker = None
            if self._kind(cue) is CueClass.REPORT and not self.clauses.takes_bare_clause(cue) and after < last:
                speaker = None
        if speaker is None or score < MIN_SPEAKER_SCORE or not self._asserted(cue, stop, speaker):
            return None
        tail = speaker.last if inverted else after
        if not self._is_adjunct(tail, stop, inverted or tokens[cue].lower in lexicon.addressing):
            return None
        sure = inverted or tokens[comma + 1].lower in lexicon.manner
        pieces = self._around(first, comma, stop, last, sure)
        if inverted and pieces and pieces[0][0] < comma:
            pieces = pieces[:1]  # what follows is more often an apposition
        attribution = Attribution((cue, after), self._kind(cue), speaker, score)
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
        speaker, score = self.attributor.speaker_of((cue, after), self._kind(cue), after, stop, comma)
        if speaker is None and auxiliary:
            speaker, score = self.clauses.candidate_at(after, stop), MIN_SPEAKER_SCORE
        likely = speaker is not None and (speaker.kind in SPEAKING or auxiliary)
        if speaker is None or not likely or not self._is_filler(after, speaker.first) or self._is_participle(cue):
            return None, 0.0
        return speaker, score

    def _around(self, first: int, comma: int, stop: int, last: int, sure: bool) -> tuple[tuple[int, int], ...]:
        """The pieces of a statement before the comma of its attribution and after the attribution's end."""
        tokens, lexicon = self.tokens, self.lexicon
        left = self.clauses.content(first, comma)
        small = lexicon.prepositions | lexicon.adverbs | lexicon.conjunctions
        adverbial = tokens[first].lower in small - lexicon.pronouns - lexicon.determiners
        if left is None or (adverbial and left[1] - left[0] < LEAD_WORDS):
            rest = self.clauses.content(stop, last) if stop < last else None
            return () if rest is None or not self._goes_on(rest, True) else (rest,)
        ending = tokens[left[1] - 1]
        cut_short = ending.cue is CueClass.SAY and self.clauses.may_be_verb(left[1] - 1)
        if cut_short or ending.lower in lexicon.conjunctions or not self._may_be_said(left, sure):
            return ()
        return self._with_rest(left, stop, last)

    def _led_in(self, cue: int, first: int, last: int) -> Statement | None:
        """A statement after a clause that names its source: *As Bell said*, the bridge holds."""
        after = self.clauses.cue_end(cue)
        if not first < cue <= first + MAX_SUBJECT_TOKENS:
            return None
        comma = self.clauses.comma_after(first, last)
        kind = self._kind(cue)
        speaker, score = self.attributor.speaker_of((cue, after), kind, first + 1, comma, comma)
        ends = comma == after or (speaker is not None and speaker.first >= after and speaker.last == comma)
        if not ends or speaker is None or not self._asserted(cue, comma, speaker):
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
        leads = opening.lower in lexicon.prepositions or opening.lower in lexicon.adverbs or opening.lower.isdigit()
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
        if lexicon.subjunctive and not sure:
            return self.clauses.in_subjunctive(*piece)
        opening = self.tokens[piece[0]].lower
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

    # Verbless attributions.

    def _verbless(self, cue: int, first: int, last: int) -> Statement | None:
        """A statement around "according to Bell": the sentence but for those words."""
        inserted = cue > first and self.tokens[cue - 1].lower in COMMAS
        if self._kind(cue) is CueClass.ACCORDING:
            source = self._source_after(cue, first, last) if self._may_lead(cue, first, last) else None
        else:
            source = self._source_before(cue, first)
        if source is None or self.tokens[source.first].lower in self.lexicon.first_person:
            return None
        begin, end = source.first, self.clauses.cue_end(cue)
        if source.first > cue:
            begin, end = cue, self._source_end(cue, source, first, last)
        pieces = self._sides(first, begin, end, last, inserted)
        attribution = Attribution((cue, self.clauses.cue_end(cue)), self._kind(cue), source, 2.0)
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

    # Rows of sentences in reported speech.

    def _going_on(self, first: int, last: int, before: Statement) -> Statement | None:
        """A sentence that its verb form shows to go on the statement of the sentence before."""
        while last > first and self.tokens[last - 1].kind in {TokenKind.BREAK, TokenKind.PUNCTUATION}:
            if self.tokens[last - 1].lower[0] in "?？؟":
                return None
            last -= 1
        piece = self.clauses.content(first, last)
        if piece is None or not self.clauses.in_subjunctive(*piece):
            return None
        attribution = replace(before.attribution, cue=None, cue_class=None, carried=True)
        return Statement((piece,), attribution, STATED["row"])

    # Subjects.

    def _subject(
        self, cue: int, floor: int, start: int, pattern: str, previous: Statement | None
    ) -> tuple[Candidate | None, float]:
        tokens, lexicon = self.tokens, self.lexicon
        after = self.clauses.cue_end(cue)
        kind = self._kind(cue)
        last = after if pattern in {"bare", "infinitive", "object"} else start
        if self._is_participle(cue):
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

    def _is_participle(self, cue: int) -> bool:
        """Whether a cue has no subject of its own: ..., *saying* that it was late."""
        lexicon = self.lexicon
        if not lexicon.active_endings or not self.tokens[cue].lower.endswith(lexicon.active_endings):
            return False
        return not any(
            t.lower in lexicon.auxiliaries or t.lower.endswith(("'s", "’s", "'re", "’re", "'m", "’m"))
            for t in self.tokens[max(cue - 2, 0) : cue]
        )

    def _main_subject(self, cue: int, previous: Statement | None) -> tuple[Candidate | None, float]:
        """Who speaks already in the sentence, or its first likely subject."""
        if previous is not None:
            return previous.attribution.speaker, previous.attribution.score
        first = self.layout.sentence_starts[self.tokens[cue].sentence]
        found = self.attributor.clause_subject(first, cue)
        return found, MIN_SPEAKER_SCORE if found is not None else 0.0

    def _asserted(self, cue: int, start: int, speaker: Candidate) -> bool:
        """Whether the cue tells that something was said, by somebody else than the writer."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[speaker.first].lower in lexicon.first_person or speaker.last - speaker.first > MAX_SPEAKER_TOKENS:
            return False
        if self.clauses.is_complementizer(cue - 1) or (
            speaker.first > 0 and self.clauses.is_complementizer(speaker.first - 1)
        ):
            return False  # a relative clause: the plan that Bell announced
        first = self._clause_start(cue, speaker)
        barred = lexicon.negations | lexicon.hypothetical
        if any(t.lower in barred for t in tokens[first:cue]):
            return False
        if any(t.lower in lexicon.negations for t in tokens[cue:start]):
            return False
        active = bool(lexicon.active_endings) and tokens[cue].lower.endswith(lexicon.active_endings)
        return active or not any(t.lower in lexicon.passives for t in tokens[max(cue - 3, first) : cue])

    def _kind(self, cue: int) -> CueClass:
        kind = self.tokens[cue].cue
        return CueClass.REPORT if kind is None else kind

    def _covering(self, index: int) -> list[Candidate]:
        """The noun groups that run over a token: over a verb the lexicon does not know as a cue."""
        at = bisect_left(self.attributor.firsts, index)
        return [c for c in self.attributor.candidates[max(at - 3, 0) : at] if c.last > index and not c.inside]

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
        barred = lexicon.auxiliaries | lexicon.conjunctions
        if comma >= last or tokens[comma].lower not in COMMAS:
            return None
        if all(t.word and t.cue is None and t.lower not in barred for t in tokens[after:comma]):
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


def unmarked_parts(
    layout: Layout, pieces: Sequence[tuple[int, int]], kept: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Cuts a statement at the marked quotations in it.

    Args:
        layout: the tokens.
        pieces: the statement's ranges of tokens.
        kept: sorted positions of the tokens that are quotations of their own.

    Returns:
        Of each piece (its first token, start, end in code points) the longest range without them. Nothing of a piece
        that is mostly marked, and nothing at all of a statement that is: the marked quotations stand for it. What is
        cut has to have `MIN_CUT_WORDS` words.
    """
    tokens = layout.tokens
    parts: list[tuple[int, int, int]] = []
    whole = unmarked = 0
    for first, last in pieces:
        inside = kept[bisect_left(kept, first) : bisect_left(kept, last)]
        runs = [_bare_run(tokens, low + 1, high) for low, high in pairwise([first - 1, *inside, last])]
        start, end = max(runs, key=lambda run: _length(tokens, run))
        length, longest = _length(tokens, (first, last)), _length(tokens, (start, end))
        whole += length
        unmarked += longest
        enough = not inside or (inside[0] > first and end - start >= MIN_CUT_WORDS)
        if start < end and enough and longest * 2 >= length:
            parts.append((first, tokens[start].start, tokens[end - 1].end))
    return parts if unmarked * 2 >= whole else []


def _bare_run(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The range without the signs at its ends."""
    while first < last and is_sign(tokens[first], LEADING_SIGNS):
        first += 1
    while last > first and is_sign(tokens[last - 1], TRAILING_SIGNS):
        last -= 1
    return first, last


def _length(tokens: Sequence[Token], run: tuple[int, int]) -> int:
    """The code points from a range's beginning to its end."""
    return tokens[run[1] - 1].end - tokens[run[0]].start if run[0] < run[1] else 0
