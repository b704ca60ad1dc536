"""Whom a cue may have for its subject: adds up what speaks for each candidate. The weights stand in `weights`."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from processors.quotes.agents import ACTORS, Agents
from processors.quotes.candidates import NAMED, Candidate, CandidateKind
from processors.quotes.cues import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    REPORTING,
    ROLE,
    TITLE,
    VERBLESS,
    CueClass,
)
from processors.quotes.owners import OWNER_PARTICLES, SLAVIC, is_oblique
from processors.quotes.signs import COMMAS, DASHES, POSSESSIVE, ROUND_CLOSING, ROUND_OPENING, TERMINAL
from processors.quotes.tokens import TokenKind
from processors.quotes.weights import (
    ACTS,
    AFTER_PREPOSITION,
    APART,
    APPOSITION,
    ARABIC_PARTICIPLE,
    BEST_SPEAKER,
    CLAUSE,
    CLAUSE_START,
    HIS_WORDS,
    IN_BRACKETS,
    IN_RELATIVE_CLAUSE,
    INSIDE_GROUP,
    INVERTED,
    KIND_WEIGHT,
    MAX_AUXILIARIES,
    MAX_BRACKETS,
    MAX_GROUP_SIGNS,
    MAX_GROUP_WORDS,
    MAX_GROUPS,
    MAX_INSERTION_TOKENS,
    MAX_LEAD,
    MAX_TITLE_NAMES,
    MIN_SPEAKER,
    NEUTER,
    NO_SUBJECT,
    OTHER_MARK,
    OWNER,
    PASSIVE,
    PER_COMMA,
    PER_QUOTATION,
    PER_SMALL_WORD,
    PER_WORD,
    SHARED_SUBJECT,
    SHOWN,
    SUBJECT_MARK,
    TOO_FAR,
    WINDOW_TOKENS,
    WRONG_SIDE,
)

FEMININE_NOUNS: Final = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tät",
    "erin",
    "agentur",
    "partei",
    "polizei",
    "firma",
)
"""Ends of German nouns that are feminine."""


class Subjects(Agents):
    """Finds the speaker of a cue in one article."""

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
        if best_score < HIS_WORDS and (kind is CueClass.NOUN or self._is_his(cue[0])):
            whose = self.whose(cue[0])
            begin = whose.first if whose is not None else 0
            if begin and self.tokens[begin - 1].lower in self.layout.lexicon.determiners:
                begin -= 1
            if whose is not None and self._starts_clause(begin):
                return whose, HIS_WORDS
        return best, best_score if best is not None else 0.0

    def _is_his(self, cue_first: int) -> bool:
        """Whether a possessive shows that a cue is the noun, and not the verb of that form: *her* answer was short."""
        lexicon = self.layout.lexicon
        before = self.tokens[cue_first - 1].lower if cue_first and lexicon.order == "svo" else ""
        return before in lexicon.determiners and (before in lexicon.his or before in lexicon.hers)

    def whose(self, noun: int) -> Candidate | None:
        """Returns the possessive before a noun of saying, perhaps with an adjective between: *his* short answer."""
        lexicon = self.layout.lexicon
        for index in range(noun - 1, max(noun - 3, -1), -1):
            word = self.tokens[index].lower
            if word in lexicon.his or word in lexicon.hers:
                return Candidate(CandidateKind.PRONOUN, index, index + 1)
            if not self.tokens[index].word or word in lexicon.function_words:
                break
        return None

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
        if self.tokens[index].lower in ROUND_CLOSING:
            for opening in range(index - 1, max(index - MAX_BRACKETS, 0), -1):
                if self.tokens[opening].lower in ROUND_OPENING:
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
        """Returns the tokens of an insertion right before a cue, its signs included: "Doe, *who came late,* said".

        The signs are commas or dashes; auxiliaries may stand before the cue.
        """
        close = cue_first - 1
        while close > max(cue_first - MAX_AUXILIARIES, 0) and self.tokens[close].traits & AUXILIARY:
            close -= 1
        if close <= 0 or self.tokens[close].word:
            return None
        if self.tokens[close].lower in DASHES:
            return self._between_dashes(close)
        if self.tokens[close].lower not in COMMAS:
            return None
        nearest = None
        for index in range(close - 1, max(close - MAX_INSERTION_TOKENS, 0), -1):
            token = self.tokens[index]
            if token.kind is TokenKind.BREAK or token.sentence != self.tokens[close].sentence:
                break
            if token.lower in COMMAS:
                after = self.tokens[index + 1].lower
                if after in self.layout.lexicon.relatives and after not in self.layout.lexicon.coordinating:
                    return index, close + 1
                nearest = nearest or (index, close + 1)
        return nearest

    def _between_dashes(self, close: int) -> tuple[int, int] | None:
        """The tokens of an insertion that ends with the dash at `close`; none where a quotation stands inside."""
        for index in range(close - 1, max(close - MAX_INSERTION_TOKENS, 0), -1):
            token = self.tokens[index]
            if token.kind not in {TokenKind.WORD, TokenKind.PUNCTUATION} or token.lower in TERMINAL:
                break
            if token.lower in DASHES:
                return (index, close + 1) if index + 1 < close else None
        return None

    def _speaker_score(
        self,
        candidate: Candidate,
        cue: tuple[int, int],
        kind: CueClass,
        position: int,
        inserted: tuple[int, int] | None,
    ) -> float:
        score = KIND_WEIGHT[candidate.kind]
        if not candidate.inside and self._acts(candidate, cue, kind):
            return score + ACTS
        if self.tokens[cue[0]].lower in self.layout.lexicon.passive_verbs:
            return -PASSIVE
        if self.tokens[candidate.first].lower in self.layout.lexicon.neuter:
            score -= NEUTER
        after = candidate.first >= cue[1]
        gap = self._gap(candidate, cue, inserted)
        if not after and self._is_set_apart(candidate):
            gap = min(gap, APPOSITION)
        in_clause = inserted is not None and self.tokens[inserted[0] + 1].lower in self.layout.lexicon.relatives
        in_clause = in_clause or (inserted is not None and self.tokens[inserted[0]].lower in DASHES)
        if inserted is not None and in_clause and inserted[0] < candidate.first < inserted[1]:
            score -= IN_RELATIVE_CLAUSE
        score -= gap
        if candidate.inside and kind in VERBLESS:
            score -= INSIDE_GROUP
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
            if self._leads_sentence(candidate.first):
                return min(gap, SHARED_SUBJECT)
            return gap + (NO_SUBJECT if self.tokens[cue[0] - 1].lower in COMMAS else 0.0)
        return gap

    def _place(self, candidate: Candidate, cue: tuple[int, int]) -> float:
        """What the signs and small words right around a candidate say of its being a subject."""
        score = 0.0
        leading = candidate.first - 1
        reported = leading >= 0 and self.tokens[leading].cue in VERBLESS and self.tokens[leading].cue_tokens == 1
        oblique = reported or self._is_oblique(candidate) or self._is_done_to(candidate)
        if self._is_shown(candidate, cue) or self._is_antecedent(candidate, cue):
            return SHOWN
        if oblique or self._after_preposition(candidate):
            score -= 0.0 if self._is_source(candidate, cue) else AFTER_PREPOSITION
        if candidate.inside:
            score -= INSIDE_GROUP
        score += self._marking(candidate)
        if self._starts_clause(self._after_owner(candidate)):
            score += CLAUSE_START
        if candidate.first and self.tokens[candidate.first - 1].lower in ROUND_OPENING:
            score -= IN_BRACKETS
        if candidate.last == cue[0] and POSSESSIVE.search(self.tokens[cue[0] - 1].lower[-2:]):
            score += OWNER
        if candidate.last <= cue[0] and self.is_passive(self._after_subject(candidate), cue[0]):
            score -= PASSIVE
        return score

    def _is_shown(self, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """Whether a participle stands right after whoever does it, in English: footage of *Bell* asking."""
        participle = candidate.last == cue[0] and self.tokens[cue[0]].lower.endswith("ing")
        thing = self.tokens[candidate.last - 1].cue is CueClass.NOUN  # a statement saying
        if not participle or thing or candidate.kind not in ACTORS or "en" not in self.layout.lexicon.languages:
            return False
        begin = self._begin(candidate)
        leading = self.tokens[begin - 1].lower if begin else ""
        return self._starts_clause(begin) or leading == "of" or leading in self.layout.lexicon.showing

    def _is_antecedent(self, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """Whether a relative pronoun right before a verb stands for somebody: praised by *Bell*, who said.

        Not for whoever a noun before only belongs to: a lawyer for Bell, who said.
        """
        if candidate.inside:
            return False
        lexicon = self.layout.lexicon
        index = cue[0] - 1
        while index > candidate.last and self.tokens[index].traits & AUXILIARY:
            index -= 1
        comma = index - 1
        if lexicon.order != "svo" or comma != candidate.last or self.tokens[comma].lower not in COMMAS:
            return False
        word = self.tokens[index].lower
        relative = word in lexicon.relatives and word not in lexicon.coordinating and word not in lexicon.neuter
        return relative and candidate.kind in ACTORS and not self._belongs_to_noun(candidate)

    def _after_owner(self, candidate: Candidate) -> int:
        """The first token of a candidate, or of the owner to whose role the name belongs: *王芳的律师*赵明."""
        particle = OWNER_PARTICLES.get(self.layout.language)
        begin = self._begin(candidate) if particle is not None else candidate.first
        if begin == candidate.first or self.tokens[begin - 1].lower != particle:
            return candidate.first
        owners = self._nearby(max(begin - MAX_GROUP_WORDS, 0), begin - 1, begin)
        return next((c.first for c in owners if c.last == begin - 1), candidate.first)

    def _is_done_to(self, candidate: Candidate) -> bool:
        """Whether somebody is the object of an English participle: a lawyer *representing* Bell."""
        index = self._begin(candidate) - 1
        if index < 1 or "en" not in self.layout.lexicon.languages:
            return False
        word = self.tokens[index]
        if not word.lower.endswith("ing") or word.capital or word.cue is not None or word.traits:
            return False
        if word.lower in self.layout.lexicon.times:
            return False
        doers = self._nearby(max(index - MAX_GROUP_WORDS, 0), index + 1, index)  # a group may have it in itself
        done = any(c.last >= index and c.kind in ACTORS and self._starts_clause(c.first) for c in doers)
        return done or bool(self.tokens[index - 1].traits & PREPOSITION)

    def _belongs_to_noun(self, candidate: Candidate) -> bool:
        """Whether a preposition joins somebody to the noun group before it: the book *by Bell*."""
        index = self._begin(candidate) - 1
        if index < 1 or not self.tokens[index].traits & PREPOSITION:
            return False
        return any(c.last == index for c in self._nearby(max(index - MAX_GROUP_WORDS, 0), index, index))

    def _is_oblique(self, candidate: Candidate) -> bool:
        """Whether an article, or the ending of a name, shows another case than the subject's: *den* Minister Bell."""
        oblique = self.layout.lexicon.oblique
        if self.tokens[candidate.first].lower in oblique or self._is_dative(candidate):
            return True
        if candidate.entity is None or candidate.kind is not CandidateKind.PERSON:
            return False
        if self.layout.language in SLAVIC:
            return is_oblique(candidate.entity.text, candidate.entity.canonical, self.layout.language) is True
        return bool(oblique) and any(
            token.lower in oblique for token in self.tokens[self._begin(candidate) : candidate.first]
        )

    def _is_dative(self, candidate: Candidate) -> bool:
        """Whether *der* before a feminine noun shows a German dative or genitive: der Zeitung sagte Bell."""
        if "de" not in self.layout.lexicon.languages or self.tokens[candidate.first].lower != "der":
            return False
        nouns = [token for token in self.tokens[candidate.first + 1 : candidate.last] if token.capital]
        return bool(nouns) and nouns[0].lower.endswith(FEMININE_NOUNS)

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
                apart = self.tokens[cue[1]].lower in COMMAS and candidate.first > cue[1]
                return 0.3 if adjacent else (-WRONG_SIDE if apart else -0.8)  # schrieb, *er* müsse gehen
            begin = cue[0]
            while begin and self.tokens[begin - 1].lower in self.layout.lexicon.auxiliaries:
                begin -= 1
            if order == "svo" and (self._starts_sentence(begin) or (adjacent and self._starts_clause(begin))):
                return -0.2
            if adjacent and order == "svo" and "en" not in self.layout.lexicon.languages and self._object_leads(begin):
                return -0.2
            return -WRONG_SIDE
        if candidate.last <= position < cue[0]:  # the quotation stands between speaker and cue
            return 0.3 if order == "sov" else -1.6
        if order == "vso":
            participle = self.tokens[cue[0]].lower.endswith(ARABIC_PARTICIPLE)  # قائلا, مضيفة: the subject comes first
            return 0.4 if participle and "ar" in self.layout.lexicon.languages else -0.6
        return 0.4

    def _object_leads(self, verb: int) -> bool:
        """Whether the only one named before a verb in its sentence is its object: *a Ana Soto* le respondió."""
        first, _ = self.layout.sentence(self.tokens[verb].sentence)
        if verb - first > MAX_LEAD:
            return False
        before = self._nearby(first, verb, verb)
        named = [c for c in before if c.kind in ACTORS and not c.inside]
        return bool(named) and all(self._after_preposition(c) or self._is_oblique(c) for c in named)

    def _shares_subject(self, cue_first: int) -> bool:
        """Whether the cue goes on with the subject of the verb before: Doe smiled *and said*, *saying*."""
        lexicon = self.layout.lexicon
        index = cue_first - 1
        while index > max(cue_first - MAX_AUXILIARIES, 0) and self.tokens[index].traits & ADVERB:
            index -= 1  # and *repeatedly* said
        if index >= 0 and self.tokens[index].lower in lexicon.coordinating:
            return True
        before = self.tokens[cue_first - 1].lower if cue_first else ""
        free = before in COMMAS or before in lexicon.prepositions or before in lexicon.conjunctions
        return free and "en" in lexicon.languages and self.tokens[cue_first].lower.endswith("ing")

    def _only_premodifiers(self, begin: int, end: int, candidate: Candidate) -> bool:
        """Whether the words before a name are its title: said *former harbour master* Ann Bell."""
        if candidate.kind not in NAMED or not 0 < end - begin <= MAX_GROUP_WORDS:
            return False
        lexicon = self.layout.lexicon
        return all(
            token.word
            and token.cue is None
            and (token.lower not in lexicon.function_words or token.lower in lexicon.determiners)
            for token in self.tokens[begin:end]
        )

    def _gap_cost(self, begin: int, end: int) -> float:
        cost = 0.0
        for index in range(begin, end):
            if cost > TOO_FAR:
                break
            token = self.tokens[index]
            if token.kind is TokenKind.QUOTATION:
                cost += PER_QUOTATION
            elif token.kind is TokenKind.WORD:
                if token.traits & CONJUNCTION:
                    cost += CLAUSE
                elif token.traits & (AUXILIARY | ADVERB):
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
        if candidate.kind not in NAMED:
            return self._after_brackets(index)
        for token in self.tokens[index : index + MAX_GROUP_WORDS]:
            if not token.word or not (
                token.lower in self.layout.lexicon.roles or token.lower in self.layout.lexicon.titles
            ):
                break
            index += 1
        following = self.at(candidate.last)
        if following is not None and following.kind is CandidateKind.ROLE and following.inside:
            index = max(index, following.last)
        return self._after_brackets(index)

    def _after_brackets(self, index: int) -> int:
        """The token after brackets that begin at `index`; else `index`."""
        if index < len(self.tokens) and self.tokens[index].lower in ROUND_OPENING:
            for closing in range(index + 1, min(index + MAX_BRACKETS, len(self.tokens) - 1)):
                if self.tokens[closing].lower in ROUND_CLOSING:
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
                # Portuguese a: to Ana Belo, but *the* minister Ana Belo
                return word not in lexicon.determiners or index + 1 == candidate.first
            if word not in lexicon.determiners and word not in lexicon.titles and word not in lexicon.roles:
                return False
            index -= 1
        return False

    def _is_in_relative_clause(self, cue_first: int, position: int) -> bool:
        """Whether a cue stands in a relative clause between commas, with the main verb after it, before a quotation."""
        end = next((i for i in range(cue_first + 1, position) if self.tokens[i].lower in COMMAS), position)
        if not any(self.tokens[i].cue in REPORTING for i in range(end + 1, position)):
            return False
        begin = cue_first
        while begin and self.tokens[begin - 1].word and cue_first - begin < MAX_INSERTION_TOKENS:
            begin -= 1
        opened = begin > 0 and self.tokens[begin - 1].lower in COMMAS
        return opened and self.tokens[begin].lower in self.layout.lexicon.relatives

    def _is_set_apart(self, candidate: Candidate) -> bool:
        """Whether a comma right after the sentence's first words marks its subject, where the verb comes last."""
        following = self.tokens[candidate.last].lower if candidate.last < len(self.tokens) else ""
        return self.layout.lexicon.order == "sov" and following in COMMAS and self._starts_sentence(candidate.first)

    def _starts_clause(self, index: int) -> bool:
        if index == 0:
            return True
        before = self.tokens[index - 1]
        return before.sentence != self.tokens[index].sentence or before.kind is not TokenKind.WORD

    def _leads_sentence(self, first: int) -> bool:
        """Whether nothing but a title, and a phrase before a comma, stands before somebody: *In May, Mayor* Bell."""
        index = first
        while index > max(first - MAX_GROUP_WORDS, 0) and not self._starts_sentence(index):
            token = self.tokens[index - 1]
            if not token.word or not (token.capital or token.traits & (ROLE | TITLE | DETERMINER)):
                break
            index -= 1
        if self._starts_sentence(index):
            return True
        begin, _ = self.layout.sentence(self.tokens[index].sentence)
        if self.tokens[index - 1].lower not in COMMAS or index - begin > MAX_LEAD:
            return False
        phrase = self.tokens[begin : index - 1]
        said = any(token.cue in REPORTING or token.kind is TokenKind.QUOTATION for token in phrase)
        return bool(phrase[0].traits & (PREPOSITION | CONJUNCTION | ADVERB)) and not said

    def _starts_sentence(self, index: int) -> bool:
        return index == 0 or self.tokens[index - 1].sentence != self.tokens[index].sentence
