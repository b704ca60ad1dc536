"""Who acts in a passive, is quoted, or has words: accused *by Bell*, quoted *Bell*, the answer *of Bell*."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from processors.quotes.candidates import SPEAKING, Candidate, CandidateKind
from processors.quotes.cues import DETERMINER, ROLE, SMALL, TITLE, VERBLESS, CueClass, Lexicon
from processors.quotes.grammar import HAVING
from processors.quotes.layout import Layout
from processors.quotes.owners import SLAVIC, owns_next
from processors.quotes.signs import COMMAS
from processors.quotes.tokens import Token, TokenKind
from processors.quotes.weights import MAX_AUXILIARIES, MAX_BRACE, MAX_CANDIDATES, MAX_GROUP_WORDS

NO_WORDS: frozenset[str] = frozenset()
ACTORS: Final = SPEAKING | {CandidateKind.PLACE}
"""What may be the agent of a passive, or whose words they are."""


class Agents:
    """Tells who acts where the subject of a verb does not, in one article; `subjects` goes on from it."""

    def __init__(self, layout: Layout, candidates: Sequence[Candidate]) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.candidates = candidates
        self.firsts = [candidate.first for candidate in candidates]

    def at(self, first: int, last: int | None = None) -> Candidate | None:
        """Returns the candidate that begins at a token, and ends by token `last` if that is given."""
        at = bisect_left(self.firsts, first)
        if at == len(self.candidates) or self.firsts[at] != first:
            return None
        candidate = self.candidates[at]
        return candidate if last is None or candidate.last <= last else None

    def _nearby(self, first: int, last: int, position: int) -> list[Candidate]:
        low, high = bisect_left(self.firsts, first), bisect_left(self.firsts, last)
        found = [c for c in self.candidates[low:high] if c.last <= last]
        if len(found) > MAX_CANDIDATES:
            found.sort(key=lambda c: abs(c.first - position))
            found = sorted(found[:MAX_CANDIDATES], key=lambda c: c.first)
        return found

    def _begin(self, candidate: Candidate) -> int:
        """The first token of the titles and articles before a candidate: *the mayor* Ann Bell."""
        index = candidate.first
        while index > max(candidate.first - MAX_GROUP_WORDS, 0) and self.tokens[index - 1].word:
            if not self.tokens[index - 1].traits & (ROLE | TITLE | DETERMINER):
                break
            index -= 1
        return index

    def _follows_quotation(self, index: int) -> bool:
        """Whether only signs and auxiliaries stand between the token and a quotation before it."""
        for back in range(index - 1, max(index - 4, -1), -1):
            if self.tokens[back].kind is TokenKind.QUOTATION:
                return True
            token = self.tokens[back]
            if token.kind is not TokenKind.PUNCTUATION and token.lower not in self.layout.lexicon.auxiliaries:
                return False
        return False

    def is_passive(self, after: int, cue_first: int) -> bool:
        """Whether somebody is told, and does not tell: Bell *was asked*, *accused by* the council.

        Args:
            after: where the auxiliary may stand from: the end of the subject.
            cue_first: the verb.
        """
        lexicon, word = self.layout.lexicon, self.tokens[cue_first].lower
        if word in lexicon.cited:
            return False
        if word in lexicon.passive_verbs or self._agent_follows(cue_first):
            return True
        if word.endswith("ing") if "en" in lexicon.languages else not _may_be_participle(lexicon, word):
            return False
        return self._passive_auxiliary(after, cue_first) >= 0

    def is_nobody_s(self, cue_first: int) -> bool:
        """Whether a verb without a speaker has none to be looked for: in a passive, or in a condition."""
        return self.is_passive(0, cue_first) or self.is_supposed(cue_first)

    def is_supposed(self, cue_first: int) -> bool:
        """Whether a sentence begins with the verb of a condition, so that nothing was said: *had* Bell said so."""
        first, _ = self.layout.sentence(self.tokens[cue_first].sentence)
        if self.tokens[first].lower not in self.layout.lexicon.supposing or not 1 < cue_first - first < MAX_BRACE:
            return False
        return all(token.lower not in COMMAS and token.word for token in self.tokens[first:cue_first])

    def _after_subject(self, candidate: Candidate) -> int:
        """Where the auxiliary of a subject may stand from; the verb of a German sentence may come before it."""
        if self.layout.lexicon.order == "v2":
            begin = self._begin(candidate)
            if begin and self.tokens[begin - 1].lower in self.layout.lexicon.passives:
                return begin - 1
        return candidate.last

    def _passive_auxiliary(self, after: int, cue_first: int) -> int:
        """Where the auxiliary of a passive stands, -1 if there is none: right before the verb, or apart from it."""
        lexicon = self.layout.lexicon
        reach = MAX_BRACE if lexicon.order == "v2" else MAX_AUXILIARIES
        for index in range(cue_first - 1, max(cue_first - reach, after) - 1, -1):
            token = self.tokens[index]
            if token.lower in lexicon.passives:
                return index
            clause = token.lower in lexicon.conjunctions and token.lower not in lexicon.comparing
            if clause or token.kind is TokenKind.BREAK or token.lower in COMMAS:
                break
        return -1

    def _agent_follows(self, cue_first: int) -> bool:
        """Whether somebody who acts stands right after a participle: accused *by Ann Bell*."""
        lexicon = self.layout.lexicon
        following = cue_first + 1
        named = following < len(self.tokens) and self.tokens[following].kind is TokenKind.QUOTATION
        following += named and self.tokens[cue_first].cue is CueClass.CALL  # called “odd” by Bell
        if following >= len(self.tokens) or self.tokens[following].lower not in lexicon.agents[0]:
            return False
        if cue_first and self.tokens[cue_first - 1].lower in HAVING:
            return False
        if not self.tokens[cue_first].lower.endswith(lexicon.participles or ("\n",)):
            return False
        at = bisect_left(self.firsts, following)
        return any(c.first <= following + 2 and c.kind in ACTORS for c in self.candidates[at : at + 2])

    def _acts(self, candidate: Candidate, cue: tuple[int, int], kind: CueClass) -> bool:
        """Whether somebody acts in a passive, is quoted, or has words: accused *by Bell*, the words *of the mayor*."""
        if kind in VERBLESS or candidate.kind not in ACTORS:
            return False
        lexicon = self.layout.lexicon
        if kind is CueClass.NOUN or self.is_noun(cue):
            before = candidate.last == cue[0] and candidate.kind is not CandidateKind.PRONOUN
            name = self.tokens[candidate.last - 1].lower
            own = before and owns_next(self.layout.language, name, "", frozenset())  # Anna Bergs svar
            bare = self.layout.language in SLAVIC and self._leading(candidate, NO_WORDS, cue[1]) == cue[1]
            return own or bare or self._leading(candidate, lexicon.owner_prepositions) == cue[1]
        cited = self.tokens[cue[0]].lower in lexicon.citing and self._is_cited(candidate, cue)
        return cited or self._is_agent(candidate, cue)

    def _is_agent(self, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """Whether somebody acts in a passive: accused *by Ann Bell*, было заявлено *министром*."""
        lexicon = self.layout.lexicon
        words, endings = lexicon.agents
        if lexicon.order == "sov" or (endings and candidate.first == cue[1]):
            passive = self.tokens[cue[0]].lower in lexicon.passive_verbs
            after = self.tokens[candidate.last].lower if candidate.last < len(self.tokens) else ""
            marked = self.tokens[candidate.last - 1].lower.endswith(endings) if endings else after in words
            return passive and marked
        by = self._leading(candidate, words)
        if by >= cue[1]:
            return self._is_beside(cue[1], by) and self.is_passive(0, cue[0])
        if self.tokens[cue[0]].lower in lexicon.cited:
            return False
        return candidate.last <= cue[0] and by > self._passive_auxiliary(0, cue[0]) >= 0

    def _is_cited(self, candidate: Candidate, cue: tuple[int, int]) -> bool:
        """Whether somebody is the object of a verb of quoting that opens no attribution behind a quotation."""
        between = self.tokens[cue[1] : candidate.first]
        near = candidate.first >= cue[1] and len(between) <= MAX_GROUP_WORDS
        plain = near and all(self._leads_to_name(token) for token in between)
        return plain and not self._follows_quotation(cue[0]) and not self._owns_thing(candidate)

    def _owns_thing(self, candidate: Candidate) -> bool:
        """Whether a name is the owner of the thing right after it: *Bell's* poem."""
        following = self.tokens[candidate.last] if candidate.last < len(self.tokens) else None
        name = self.tokens[candidate.last - 1].lower
        thing = following is not None and following.word and following.cue is None and not following.traits & SMALL
        return thing and owns_next(self.layout.language, name, "", frozenset())

    def _leads_to_name(self, token: Token) -> bool:
        """Whether a word may stand between a verb and its object's name: a, the, a title."""
        lexicon = self.layout.lexicon
        word = token.lower
        return word in lexicon.determiners or word in lexicon.titles or word in lexicon.roles or word == "a"

    def _is_beside(self, begin: int, end: int) -> bool:
        """Whether only small and quoted words stand between a passive verb and who acts: called “odd” *by* Bell."""
        lexicon = self.layout.lexicon
        return end - begin <= MAX_GROUP_WORDS and all(
            token.kind is TokenKind.QUOTATION
            or token.lower in lexicon.skippable
            or token.lower in lexicon.comparing
            or token.lower in lexicon.prepositions
            for token in self.tokens[begin:end]
        )

    def _leading(self, candidate: Candidate, words: frozenset[str], begin: int = -1) -> int:
        """Where one of `words` leads to a candidate, with no more than its article and its title between; else -1.

        `begin` is a token that counts as such a word.
        """
        lexicon = self.layout.lexicon
        if self.tokens[candidate.first].lower in words or candidate.first == begin:
            return candidate.first
        for index in range(candidate.first - 1, max(candidate.first - MAX_GROUP_WORDS, 0) - 1, -1):
            word = self.tokens[index].lower
            if word in words:
                return index
            if index == begin and (word in lexicon.roles or word in lexicon.titles):
                return index
            if word not in lexicon.determiners and word not in lexicon.titles and word not in lexicon.roles:
                break
        return -1

    def is_noun(self, cue: tuple[int, int]) -> bool:
        """Whether a cue with an article is the noun, and not the verb of that form: *the answer* of Bell."""
        lexicon = self.layout.lexicon
        if not cue[0] or cue[1] >= len(self.tokens) or self.tokens[cue[1]].lower not in lexicon.owner_prepositions:
            return False
        before = self.tokens[cue[0] - 1].lower
        return before in lexicon.determiners and before not in lexicon.masculine and before not in lexicon.feminine


def _may_be_participle(lexicon: Lexicon, word: str) -> bool:
    """Whether a verb may be a participle; only German tells its forms from others that stand beside the auxiliary."""
    return "de" not in lexicon.languages or "ge" in word[:6] or word.endswith("t")
