"""Where a reported clause begins and ends, told by the lexicon's words and by signs.

Positions are indices of a layout's tokens; `last` is one past the last token of the sentence.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from processors.quotes.candidates import SPEAKING, Candidate
from processors.quotes.cues import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    REPORTING,
    VERBLESS,
    CueClass,
)
from processors.quotes.infinitives import Infinitives
from processors.quotes.layout import Layout
from processors.quotes.signs import (
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    FULL_STOPS,
    OPENING_BRACKETS,
    QUESTION_MARKS,
    SEMICOLONS,
    STOPS,
    TERMINAL,
)
from processors.quotes.speakers import Attributor
from processors.quotes.tokens import Token, TokenKind

MAX_GAP_TOKENS: Final = 14
"""Between a cue and the clause it reports: the subject, the person spoken to, the time and the place."""
MAX_SUBJECT_TOKENS: Final = 14
"""Words of an attribution before its cue: "..., two people who saw the letter said"."""
MAX_PHRASE_TOKENS: Final = 6
"""Words a preposition leads on."""
MAX_TIME_TOKENS: Final = 3
"""Words of a time: late last week."""
MIN_WORDS: Final = 3
"""A shorter statement is no statement; where no blanks part words, twice as many signs."""
GAP_SIGNS: Final = COMMAS | frozenset("().")
"""Signs that may stand between a cue and its clause."""
STRAY_MARKS: Final = frozenset('“”„‟«»"「」『』‹›') | {"quot"}
"""Marks with no partner, and marks written as HTML: what stands beside one may be meant as a direct quotation."""
LEADING_SIGNS: Final = STOPS | FULL_STOPS | CLOSING_BRACKETS | {"…"}
TRAILING_SIGNS: Final = STOPS | OPENING_BRACKETS | (TERMINAL - QUESTION_MARKS)
"""Signs at the beginning and the end of a stretch of text that are no part of what is said."""
COMMA_BEFORE_CLAUSE: Final = frozenset(["de", "cs", "sk", "pl", "ru", "uk", "bg", "fi", "hu"])
"""Languages that always part a reported clause from its cue with a comma."""
RELATIVE_TOO: Final = frozenset(["ca", "en", "es", "fa", "fr", "gl", "it", "pt", "nl"])
"""Languages whose conjunction of a reported clause begins relative clauses too."""
VERB_ENDS_CLAUSE: Final = frozenset(["de", "nl"])
"""Languages whose side clauses end with their verb, so that another clause after "but" is a side clause no more."""
BLANK_ENDS_CLAUSE: Final = frozenset(["th"])
"""Languages in which no sign ends a sentence, but a blank does."""


class Clauses:
    """Looks for clauses in one article."""

    def __init__(self, layout: Layout, attributor: Attributor) -> None:
        self.layout = layout
        self.lexicon = layout.lexicon
        self.language = layout.lexicon.languages[0]
        self.relative_too = self.language in RELATIVE_TOO
        self.tokens = layout.tokens
        self.attributor = attributor
        self.infinitives = Infinitives(layout, attributor)
        self.shortest = MIN_WORDS * (2 if layout.unspaced else 1)

    def cue_end(self, cue: int) -> int:
        """Returns one past the last token of a cue."""
        return cue + self.tokens[cue].cue_tokens

    def comma_after(self, first: int, last: int) -> int:
        """Returns the first comma from `first` on, or `last`."""
        return next((index for index in range(first, last) if self.tokens[index].lower in COMMAS), last)

    def openings(self, cue: int, last: int, conjunction: bool) -> Iterator[tuple[str, int]]:
        """Yields where the clause reported by a cue may begin, best first, with the name of the pattern.

        Args:
            cue: first token of the cue.
            last: one past the last token of the sentence.
            conjunction: whether the clause must have one.
        """
        after = self.cue_end(cue)
        word = self.tokens[cue].lower
        complement = self._complement(cue, after, last)
        if complement is not None:
            yield "complement", complement
        if conjunction:
            return
        if self.lexicon.subjunctive:
            clause = self._subjunctive_clause(after, last)
            if clause is not None:
                yield "subjunctive", clause
        if word in self.lexicon.infinitives and not self.is_noun(cue):
            infinitive = self.infinitives.start(after, last)
            if infinitive is not None:
                yield "infinitive", infinitive
                return
        if complement is None:
            yield from self._without_conjunction(cue, after, last)

    def _without_conjunction(self, cue: int, after: int, last: int) -> Iterator[tuple[str, int]]:
        """The openings of what follows a cue with neither a conjunction nor an infinitive."""
        word = self.tokens[cue].lower
        if after + 1 < last and self._is_gerund(cue, after):
            yield "gerund", after
        question = self._question(cue, after, last)
        if question is not None:
            yield "question", question
        if word in self.lexicon.objects:
            target = self._object(cue, after, last)
            if target is not None:
                yield "object", target
        if self.takes_bare_clause(cue) and not self._quoted_before(cue):
            clause = self._bare(cue, after, last)
            if clause is not None:
                yield "bare", clause
        elif (
            after + 1 < last
            and word not in self.lexicon.contents
            and self._is_clause_of_pronoun(after)
            and not self._quoted_before(cue)
        ):
            yield "bare", after

    def _is_clause_of_pronoun(self, index: int) -> bool:
        """Whether a pronoun that can only be a subject begins a clause: realized *he* had lost."""
        lexicon, word = self.lexicon, self.tokens[index].lower
        if not lexicon.bare or lexicon.order != "svo" or word not in lexicon.pronouns or word in lexicon.first_person:
            return False
        return word not in lexicon.neuter or self.tokens[index + 1].lower in lexicon.auxiliaries

    def is_noun(self, cue: int) -> bool:
        """Whether the word before a cue shows it to be a noun: a *pledge*, made *plans*."""
        before = self.tokens[cue - 1].lower if cue else ""
        return before in self.lexicon.determiners or before in self.lexicon.expressing

    def _is_gerund(self, cue: int, after: int) -> bool:
        """Whether a gerund follows its cue at once: admitted *taking* it."""
        token, lexicon = self.tokens[after], self.lexicon
        verb = token.lower.endswith(lexicon.active_endings) and token.lower not in lexicon.no_gerunds
        return verb and self.tokens[cue].lower in lexicon.gerunds and not token.capital

    def _question(self, cue: int, after: int, last: int) -> int | None:
        """The start of a question that follows its cue: asked *why it was late*, fragte Bell, *warum es spät sei*."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[cue].lower not in lexicon.questions:
            return None
        parted = self.language in COMMA_BEFORE_CLAUSE
        for index in range(after, min(after + MAX_GAP_TOKENS, last - 1) if parted else min(after + 1, last - 1)):
            token = tokens[index]
            asked = token.lower in lexicon.question_words or (
                token.traits & PREPOSITION and tokens[index + 1].lower in lexicon.question_words
            )
            if asked and (not parted or tokens[index - 1].lower in COMMAS):
                return index
            if (
                token.kind is TokenKind.QUOTATION
                or (token.traits & CONJUNCTION and not asked)
                or self._is_speech(index)
            ):
                return None
        return None

    def _complement(self, cue: int, after: int, last: int) -> int | None:
        """The conjunction of the clause a cue reports, if only the subject and adverbials stand before it."""
        if after - cue > 1 and after < last and self.is_complementizer(after - 1):
            return after  # the cue has the conjunction in it: Vietnamese nói rằng
        for index in range(after, min(after + MAX_GAP_TOKENS, last)):
            token = self.tokens[index]
            if self.is_complementizer(index):
                return index if self._fills_gap(cue, after, index) else None
            if token.kind is TokenKind.QUOTATION or self._is_speech(index):
                return None
            if token.kind is TokenKind.PUNCTUATION and token.lower not in GAP_SIGNS:
                return None
        return None

    def _is_speech(self, index: int) -> bool:
        token = self.tokens[index]
        return token.cue in REPORTING and token.lower not in self.lexicon.roles

    def is_complementizer(self, index: int) -> bool:
        """Whether a reported clause may begin at the token; French writes the conjunction on to the next word."""
        word = self.tokens[index].lower
        if word in self.lexicon.complementizers:
            return True
        head, elided, _ = word.replace("’", "'").partition("'")
        return bool(elided) and head + "'" in self.lexicon.complementizers

    def _fills_gap(self, cue: int, begin: int, end: int) -> bool:
        """Whether the tokens can be a subject, somebody spoken to, a time and a place, and no more."""
        tokens, lexicon = self.tokens, self.lexicon
        if self.relative_too:
            return self._leads_to_no_noun(cue, begin, end)
        comma = end > begin and tokens[end - 1].lower in COMMAS
        if self.language in COMMA_BEFORE_CLAUSE:
            return comma and all(t.lower not in lexicon.conjunctions for t in tokens[begin:end])
        return all(t.word and t.lower not in lexicon.conjunctions for t in tokens[begin : end - comma])

    def _leads_to_no_noun(self, cue: int, begin: int, end: int) -> bool:
        """The same where the conjunction may begin a relative clause, too: wrote *a letter* that was read by all."""
        tokens, lexicon = self.tokens, self.lexicon
        addressing = tokens[cue].lower in lexicon.addressing
        commas = sum(t.lower in COMMAS for t in tokens[begin:end])
        if commas == 1:
            return False  # said, that ...: no conjunction, or an apposition
        whole = tokens[end].lower in lexicon.complementizers
        if end > begin and whole and end + 1 < len(tokens) and tokens[end + 1].lower in lexicon.auxiliaries:
            return False  # in a letter that was ...: a relative clause
        opening = tokens[begin].lower
        timed = end - begin <= MAX_TIME_TOKENS and tokens[end - 1].lower in lexicon.times
        said = tokens[cue].cue is CueClass.SAY and (timed or opening in lexicon.prepositions)
        if (addressing or said or (commas and opening in COMMAS)) and self._is_filler(begin, end):
            return True
        addressed = addressing or not self.takes_bare_clause(cue)
        index = begin
        while index < end:
            token = tokens[index]
            candidate = self.candidate_at(index, end)
            if candidate is not None and addressed and (candidate.kind in SPEAKING or addressing):
                index, addressed = candidate.last, False
            elif token.lower in lexicon.prepositions and (addressing or tokens[cue].cue is CueClass.SAY):
                index = self._phrase_end(index, end)
            elif token.lower in lexicon.adverbs or not token.word or token.lower.isdigit():
                index += 1
            else:
                return False
        return True

    def _is_filler(self, begin: int, end: int) -> bool:
        """Whether tokens between a cue and its conjunction have neither a verb nor a clause among them."""
        return all(
            (t.word or t.lower in GAP_SIGNS)
            and not t.traits & (AUXILIARY | CONJUNCTION)
            and t.cue in {None, CueClass.NOUN}
            for t in self.tokens[begin:end]
        )

    def _phrase_end(self, index: int, end: int) -> int:
        """One past the words a preposition at `index` leads on."""
        lexicon = self.lexicon
        stop = min(end, index + 1 + MAX_PHRASE_TOKENS)
        index += 1
        while index < stop:
            token = self.tokens[index]
            if not token.word or token.lower in lexicon.auxiliaries or token.lower in lexicon.conjunctions:
                break
            index += 1
        return index

    def _subjunctive_clause(self, after: int, last: int) -> int | None:
        """The first token after the comma that parts a cue from a clause with a verb of reported speech."""
        for index in range(after, min(after + MAX_GAP_TOKENS, last)):
            token = self.tokens[index]
            if token.kind is TokenKind.QUOTATION or token.lower in self.lexicon.conjunctions:
                return None
            if token.lower in COMMAS or token.lower in COLONS:
                first = index + 1
                if first < last and self._is_relative(first):
                    return None
                return first if self.in_subjunctive(first, last) else None
        return None

    def in_subjunctive(self, first: int, last: int) -> bool:
        """Whether the main clause has a verb of reported speech; forms with a capital are nouns."""
        tokens, lexicon = self.tokens, self.lexicon
        if any(token.lower in lexicon.first_person for token in tokens[first:last]):
            return False
        comma = self.comma_after(first, last)
        if tokens[first].lower in lexicon.conjunctions:
            first = comma + 1  # a clause before the main one, which then begins with its verb
            return first < last and tokens[first].lower in lexicon.subjunctive
        for index in range(first, last):
            token = tokens[index]
            if token.lower in COMMAS:
                following = tokens[index + 1].lower if index + 1 < last else ""
                if following not in lexicon.relatives and following not in lexicon.subjunctive:
                    return False
            if token.lower in lexicon.subjunctive and (not token.capital or index == first):
                return not self._in_side_clause(first, index)
        return False

    def _in_side_clause(self, first: int, index: int) -> bool:
        """Whether the clause around a token begins, after a comma, with a word that makes it a side clause."""
        for back in range(index - 1, first - 1, -1):
            if self.tokens[back].lower in COMMAS:
                return back + 1 < index and self.tokens[back + 1].lower in self.lexicon.relatives
        return False

    def _bare(self, cue: int, after: int, last: int) -> int | None:
        """The start of a clause that follows its cue with no conjunction."""
        tokens, lexicon = self.tokens, self.lexicon
        index = after
        if tokens[cue].lower in lexicon.addressing:
            candidate = self.candidate_at(index, last)
            if candidate is None:
                return None
            index = candidate.last
        before = index
        while index < last and self._is_time(index):
            before = index
            index += 1 + (tokens[index].lower in lexicon.prepositions)
        if index < last and self._is_auxiliary(index):
            index = before  # said there was
        index = self._after_phrase(index, last)
        if self.layout.unspaced and index < last and tokens[index].lower in COMMAS:
            index += 1
        if index >= last or not self._opens_clause(index) or self._is_uttered(index, last):
            return None
        stop = self.comma_after(index, last)
        if tokens[cue - 1].lower in COMMAS and self._is_subject(index, stop):
            return None  # ..., said one of them
        clear = tokens[cue].lower in lexicon.bare
        if stop < last and stop - index <= MIN_WORDS:
            clear, stop = clear and tokens[stop + 1].lower not in lexicon.pronouns, last
        spoken = clear or any(
            self._is_auxiliary(i) or tokens[i].kind is TokenKind.QUOTATION for i in range(index, stop)
        )
        return index if spoken else None

    def _is_uttered(self, index: int, last: int) -> bool:
        """Whether a noun group for words begins at the token, with no verb after it: *the whole truth* about it."""
        for further in range(index, min(index + MAX_TIME_TOKENS, last)):
            if self.tokens[further].lower in self.lexicon.uttered:
                rest = range(further + 1, self.comma_after(further, last))
                clause = next((i for i in rest if self.tokens[i].traits & CONJUNCTION), last)
                return not any(self._is_auxiliary(i) for i in rest if i < clause)
        return False

    def _is_relative(self, index: int) -> bool:
        token = self.tokens[index]
        return token.lower in self.lexicon.relatives and not token.traits & DETERMINER

    def _opens_clause(self, index: int) -> bool:
        """Whether a clause with no conjunction may begin at the token."""
        token, lexicon = self.tokens[index], self.lexicon
        following = self.tokens[index + 1].lower if index + 1 < len(self.tokens) else ""
        if token.traits & PREPOSITION and following.isdigit():
            return True  # said *about 20* people had come
        if not token.word or token.traits & (PREPOSITION | CONJUNCTION | AUXILIARY):
            return False
        return not (lexicon.active_endings and token.lower.endswith(lexicon.active_endings))

    def _is_auxiliary(self, index: int) -> bool:
        """Whether a token is an auxiliary, or a pronoun with one written on to it: he'd."""
        word = self.tokens[index].lower
        head, written_on, _ = word.replace("’", "'").partition("'")
        return word in self.lexicon.auxiliaries or (bool(written_on) and head in self.lexicon.pronouns)

    def _after_phrase(self, index: int, last: int) -> int:
        """The pronoun after a place or a time, if one stands there: said after the vote *he* would go."""
        tokens, lexicon = self.tokens, self.lexicon
        if index >= last or tokens[index].lower not in lexicon.prepositions:
            return index
        end = self._phrase_end(index, last)
        for further in range(index + 2, end):
            pronoun = tokens[further].lower in lexicon.pronouns and tokens[further].lower not in lexicon.determiners
            if pronoun and further + 1 < last and self._is_auxiliary(further + 1):
                return further
        return index

    def _is_subject(self, index: int, stop: int) -> bool:
        """Whether the tokens are no more than somebody who may speak."""
        candidate = self.candidate_at(index, stop)
        return candidate is not None and candidate.last == stop

    def _object(self, cue: int, after: int, last: int) -> int | None:
        """The start of the noun group a cue judges or asks for: accused *them of fraud*, called for *an inquiry*."""
        if after >= last:
            return None
        token = self.tokens[after]
        lexicon = self.lexicon
        if f"{self.tokens[cue].lower} {token.lower}" in lexicon.objects and after + 1 < last:
            return after + 1
        if not token.word or token.traits & (PREPOSITION | CONJUNCTION | AUXILIARY):
            return None
        return after

    def takes_bare_clause(self, cue: int) -> bool:
        """Whether a clause may follow the cue with no conjunction."""
        word = self.tokens[cue].lower
        return word in self.lexicon.bare or word in self.lexicon.bare_with_verb

    def _quoted_before(self, cue: int) -> bool:
        """Whether a quotation stands before the cue in its clause, which is then what was said."""
        first = self.layout.sentence_starts[self.tokens[cue].sentence]
        for index in range(cue - 1, first - 1, -1):
            if self.tokens[index].kind is TokenKind.QUOTATION:
                return True
            if self.tokens[index].lower in self.lexicon.conjunctions:
                return False
        return False

    def _is_time(self, index: int) -> bool:
        """Whether a time begins at the token: Friday, on Friday, in 2016."""
        token = self.tokens[index]
        if token.lower in self.lexicon.prepositions and index + 1 < len(self.tokens):
            following = self.tokens[index + 1]
            year = following.lower.isdigit() and len(following.lower) == 4
            return year or (following.capital and following.lower in self.lexicon.adverbs)
        small = token.lower in self.lexicon.pronouns or token.lower in self.lexicon.conjunctions
        return token.word and token.lower in self.lexicon.adverbs and not small

    def clause_end(self, start: int, last: int, pattern: str) -> int:
        """Returns where a reported clause ends.

        At a semicolon, or before a comma after which somebody else speaks or the article goes on.

        Args:
            start: its first token.
            last: one past the last token of the sentence.
            pattern: its form, one of `statements.STATED`.
        """
        tokens, lexicon = self.tokens, self.lexicon
        for index in range(start + 1, last):
            token = tokens[index]
            if token.kind is TokenKind.BREAK or token.lower in SEMICOLONS or self._is_reference(index, last):
                return index
            if self.language in BLANK_ENDS_CLAUSE and token.start > tokens[index - 1].end:
                if index - start >= self.shortest:
                    return index
                continue
            joined = token.lower in lexicon.conjunctions and token.lower not in lexicon.complementizers
            if joined and (
                self._is_verb(index + 1, last)
                or (token.lower in lexicon.coordinating and self._verb_next(index + 1, last))
            ):
                return index
            own = token.lower in COMMAS and index + 1 < last
            if own and (self._speaks_next(index + 1, last) or self._goes_back(start, index + 1, last, pattern)):
                return index
        return last

    def _goes_back(self, start: int, begin: int, last: int, pattern: str) -> bool:
        """Whether the article's own clause begins after a comma, at `begin`: ..., *but the town waited*."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[begin].lower in lexicon.adversative and begin + 1 < last:
            return not self._still_reported(begin + 1, last, pattern)
        side = self.language in VERB_ENDS_CLAUSE and self.is_complementizer(start)
        if (pattern == "noun" or side) and tokens[begin].lower in lexicon.finite:
            led_in = any(t.lower in COMMAS or t.traits & CONJUNCTION for t in tokens[start + 1 : begin - 1])
            return not led_in  # that it opens, *was* long gone
        return self._is_heard(begin, last)

    def _still_reported(self, begin: int, last: int, pattern: str) -> bool:
        """Whether what follows a word such as "but" has the form of the clause before it."""
        tokens, lexicon = self.tokens, self.lexicon
        stretch = tokens[begin : self.comma_after(begin, last)]
        if pattern == "infinitive":
            inside = stretch if lexicon.order == "v2" else stretch[:1]
            marked = any(t.lower in lexicon.infinitive_marks or t.lower in lexicon.negations for t in inside)
            return marked or self.infinitives.begins(begin)
        if self.language not in VERB_ENDS_CLAUSE:
            return True
        subject = self.candidate_at(begin, last) is not None or stretch[0].traits & (DETERMINER | PRONOUN)
        shown = lexicon.subjunctive | lexicon.conditional
        closed = stretch[-1].lower in lexicon.finite or any(t.lower in shown for t in stretch)
        return closed or not subject or self.is_complementizer(begin)

    def _is_heard(self, begin: int, last: int) -> bool:
        """Whether what follows a comma tells who heard it: ..., *the court heard*; ..., *the jury was told*."""
        tokens, lexicon = self.tokens, self.lexicon
        for index in range(begin + 1, min(begin + MAX_PHRASE_TOKENS, last)):
            token = tokens[index]
            told = token.lower in lexicon.addressing and tokens[index - 1].lower in lexicon.passives
            if token.lower in lexicon.hearing or told:
                following = tokens[index + 1].traits if index + 1 < last else PREPOSITION
                return bool(following & (PREPOSITION | ADVERB)) and not following & PRONOUN
            if not token.word or token.traits & (CONJUNCTION | PREPOSITION):
                return False
        return False

    def end_of_subject(self, start: int, last: int) -> int | None:
        """Returns where a clause ends that belongs to the subject of its sentence: the claim that *it was late* was.

        None where no auxiliary after the clause's own one shows the sentence's verb.
        """
        tokens, lexicon = self.tokens, self.lexicon
        verbs, comma = 2, self.comma_after(start, last)
        for index in range(start + 1, last):
            token = tokens[index]
            if token.lower in lexicon.finite:
                chained = tokens[index - 1].lower in lexicon.finite
                verbs -= not chained
                if verbs == 0 or (verbs == 1 and index - 1 == comma):
                    return index
            elif token.traits & CONJUNCTION:
                verbs += 1
        return None

    def _verb_next(self, begin: int, last: int) -> bool:
        """Whether a cue comes next after an auxiliary or its subject: and *has said*, and *Reed said*."""
        if begin < last and self.tokens[begin].lower in self.lexicon.auxiliaries:
            return self._is_verb(begin + 1, last)
        subject = self.candidate_at(begin, last)
        return subject is not None and subject.kind in SPEAKING and self._is_verb(subject.last, last)

    def _is_reference(self, index: int, last: int) -> bool:
        """Whether an HTML reference begins at the token: &nbsp;"""
        return self.tokens[index].lower == "&" and index + 2 < last and self.tokens[index + 2].lower == ";"

    def _is_verb(self, index: int, last: int) -> bool:
        if index >= last or not self.may_be_verb(index):
            return False
        token = self.tokens[index]
        return token.cue in REPORTING or (token.cue is CueClass.CALL and token.lower in self.lexicon.objects)

    def may_be_verb(self, index: int) -> bool:
        """Whether a cue is more often a verb than a noun."""
        token = self.tokens[index]
        return token.lower not in self.lexicon.roles and token.lower not in self.lexicon.marked_only

    def _speaks_next(self, begin: int, last: int) -> bool:
        """Whether another attribution begins after a comma: ..., and Reed said; ..., adding that."""
        tokens, lexicon = self.tokens, self.lexicon
        joined = begin < last and tokens[begin].lower in lexicon.conjunctions
        begin += joined
        while begin < last and tokens[begin].lower in lexicon.adverbs:
            begin += 1
        if self._is_verb(begin, last):
            return True
        led_in = begin + 1 < last and (tokens[begin].cue in VERBLESS or tokens[begin].lower in lexicon.manner)
        if led_in and any(self._is_verb(index, last) for index in range(begin + 1, min(begin + 4, last))):
            return True
        if joined:
            for index in range(begin, min(begin + MAX_SUBJECT_TOKENS // 2, last)):
                if not tokens[index].word:
                    break
                gerund = lexicon.active_endings and tokens[index].lower.endswith(lexicon.active_endings)
                if self._is_verb(index, last) and not (gerund and tokens[index - 1].lower in lexicon.prepositions):
                    return True
        return False

    def candidate_at(self, index: int, last: int) -> Candidate | None:
        """Returns the possible speaker that begins at token `index` and ends by `last`."""
        return self.attributor.at(index, last)

    def candidate_before(self, end: int, first: int) -> Candidate | None:
        """Returns the longest possible speaker that ends with token `end` - 1 and begins at `first` or later."""
        at = bisect_left(self.attributor.firsts, end)
        before = self.attributor.candidates[max(at - 4, 0) : at]
        return next((c for c in before if c.last == end and c.first >= first and not c.inside), None)

    def content(self, first: int, last: int, least: int | None = None) -> tuple[int, int] | None:
        """Returns the range without the signs at its ends.

        None where fewer than `least` words are left (by default too few for a statement), or one is a stray mark.
        """
        tokens = self.tokens
        while first < last and is_sign(tokens[first], LEADING_SIGNS):
            first += 1
        while last > first and is_sign(tokens[last - 1], TRAILING_SIGNS):
            last -= 1
        if any(t.lower in STRAY_MARKS for t in tokens[first:last]):
            return None
        words = sum(t.kind in {TokenKind.WORD, TokenKind.QUOTATION} for t in tokens[first:last])
        return (first, last) if words >= (self.shortest if least is None else least) else None


def is_sign(token: Token, signs: frozenset[str]) -> bool:
    """Whether a token is one of `signs`, or the end of a paragraph."""
    return token.kind is TokenKind.BREAK or (token.kind is TokenKind.PUNCTUATION and token.lower[0] in signs)
