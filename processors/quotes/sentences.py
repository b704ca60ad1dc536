"""What the sentences around quotations are about: which mentions lead them, which are only objects or genitives.

There is no parser here: prepositions, cases, the order of words and what else might be the subject tell enough.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from processors.names.titles import Gender
from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.cues import CueClass
from processors.quotes.grammar import COORDINATORS, GENDERLESS
from processors.quotes.layout import Layout
from processors.quotes.people import CLOSING, Mention, People, Person
from processors.quotes.signs import CLAUSE_SIGNS, COMMAS, POSSESSIVE, ROUND_OPENING
from processors.quotes.tokens import NOUNS_CAPITALISED

REACH: Final = 1400
"""Code points before a pronoun that are looked through for people at most."""
MAX_NAMED: Final = 50
"""Mentions or candidates looked at for one pronoun; a paragraph that holds more is a list."""
MAX_LEADING_WORDS: Final = 4
"""Words of a name's own group looked through for a preposition before it: with the *new minister* X."""
NEAR: Final = 16
"""Code points between a role and the name beside it, a title among them."""


class Sentences:
    """The sentences of an article's passages, with the people and the other candidates in them."""

    def __init__(self, layout: Layout, people: People, candidates: Sequence[Candidate]) -> None:
        """Takes what stands in the sentences.

        Args:
            layout: the passages around the quotations.
            people: of the article.
            candidates: the possible speakers among the layout's tokens, sorted by their first token.
        """
        self.layout = layout
        self.text = layout.text
        self.people = people
        self.candidates = candidates
        self._quoted = [marked.start for marked in layout.marked]

    def words(self, candidate: Candidate) -> list[str]:
        """Returns a candidate's words, in small letters and folded."""
        return [token.lower for token in self.layout.tokens[candidate.first : candidate.last]]

    def is_pronoun(self, candidate: Candidate, words: Sequence[str]) -> bool:
        """Whether a candidate is a pronoun, or a French verb with one behind it: a-t-elle."""
        inverted = len(words) == 1 and "-" in words[0] and words[0].rsplit("-", 1)[-1] in self.layout.lexicon.pronouns
        return inverted or candidate.kind is CandidateKind.PRONOUN

    def stands_for_one(self, candidate: Candidate) -> bool:
        """Whether a candidate is a pronoun for a third person: she, not we."""
        words = self.words(candidate)
        word = words[0].rsplit("-", 1)[-1]
        return self.is_singular(word) and self.is_pronoun(candidate, words)

    def is_singular(self, word: str) -> bool:
        """Whether a pronoun, or a possessive, may stand for a man or a woman."""
        lexicon = self.layout.lexicon
        return word in lexicon.masculine or word in lexicon.feminine or word in lexicon.his or word in lexicon.hers

    def pronoun_gender(self, word: str) -> Gender | None:
        """Returns the gender that a pronoun tells; None in languages whose pronouns tell none."""
        word = word.lower().rsplit("-", 1)[-1]
        lexicon = self.layout.lexicon
        both = word in lexicon.his and word in lexicon.hers
        if both or (self.layout.language in GENDERLESS and word not in lexicon.feminine):
            return None
        return "f" if word in lexicon.feminine or word in lexicon.hers else "m"

    def role(self, candidate: Candidate) -> Person | None:
        """Returns the only person that a noun group may stand for, named beside it or said to be that elsewhere."""
        beside = self.beside(candidate)
        if beside is not None:
            return beside
        if not self.people.mentions:
            return None
        fitting = self.people.with_role(self.words(candidate))
        return fitting[0] if len(fitting) == 1 else None

    def beside(self, candidate: Candidate) -> Person | None:
        """Returns the person named right before or after a role: "the mayor, Peter Lowe, said"."""
        tokens = self.layout.tokens
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        office = self.people.role_of(self.words(candidate)) is not None
        for mention in self.people.between(end, end + NEAR):
            comma = self.text[end : end + 1] in COMMAS
            between = self.text[end + comma : mention.start].lower().split()
            titles = all(word.removesuffix(".") in self.people.titles.forms for word in between)
            if not titles and office and not comma and len(between) == 1:
                # "team leader Wendell Oake", of whom only the surname was found; not "the judge told Oake"
                first_name = self.text[end : mention.start].strip()
                titles = first_name.isalpha() and first_name[0].isupper()
                titles = titles and between[0] not in self.layout.lexicon.cues
            closed = bool(mention.after) and mention.after[0] in CLOSING
            if titles and (closed if comma else office):
                return mention.person
            break
        before = self.people.between(max(start - 4 * NEAR, 0), start)
        if office and before and self.text[before[-1].end : start].strip() in COMMAS | ROUND_OPENING:
            return before[-1].person
        return None

    def mentions(self, start: int, end: int, gender: Gender | None) -> list[Mention]:
        """Returns who is named between two offsets and may be of a gender; those named in quotations are left out."""
        found = self.people.between(max(start, end - REACH), end)
        told = [m if m.person is not None else replace(m, person=one_of(m.namesakes, gender)) for m in found]
        agreeing = [m for m in told if agrees(m.person.gender if m.person is not None else None, gender)]
        return [m for m in agreeing if not m.attributive and not self.in_quotation(m)]

    def candidates_in(self, first: int, last: int) -> Sequence[Candidate]:
        """Returns the first candidates that begin among the tokens [first, last), at most `MAX_NAMED`."""
        low = bisect_left(self.candidates, first, key=lambda c: c.first)
        high = bisect_left(self.candidates, last, key=lambda c: c.first)
        return self.candidates[low : min(high, low + MAX_NAMED)]

    def in_quotation(self, mention: Mention) -> bool:
        """Whether a mention stands in a quotation."""
        at = bisect_right(self._quoted, mention.start) - 1
        return at >= 0 and mention.start < self.layout.marked[at].end

    def sentence_of(self, offset: int) -> int:
        """Returns the number of the sentence around an offset, -1 before the first passage."""
        at = self.token_at(offset)
        return self.layout.tokens[at].sentence if at >= 0 else -1

    def sentence_start(self, offset: int) -> int:
        """Returns where the sentence around an offset begins."""
        tokens = self.layout.tokens
        at = self.token_at(offset)
        return tokens[self.layout.sentence(tokens[at].sentence)[0]].start if at >= 0 else offset

    def token_at(self, offset: int) -> int:
        """Returns the last token that begins at an offset or before, -1 before the first passage."""
        return bisect_right(self.layout.starts, offset) - 1

    def subordinate(self, mention: Mention) -> bool:
        """Whether a mention surely is no subject: after a preposition, a genitive, the object of one."""
        tail = self.text[max(mention.end - 2, mention.start) : mention.end + 2]
        if POSSESSIVE.search(tail):
            return True
        lexicon = self.layout.lexicon
        at = self.token_at(mention.start)
        leading = self.layout.tokens[max(at - 2 * MAX_LEADING_WORDS, 0) : max(at, 0)]
        if any(token.cue is CueClass.ACCORDING for token in leading):
            return False  # "according to X": X speaks
        for word in map(str.lower, mention.before[:MAX_LEADING_WORDS]):
            if word in COORDINATORS or (word in lexicon.determiners and word not in lexicon.oblique):
                continue
            if word in lexicon.prepositions or word in lexicon.connectors or word in lexicon.oblique:
                return True
            if self.people.titles.head(word) is None and word != ".":
                break
        name = mention.person.name if mention.person is not None else ""
        text = " ".join(mention.entity.text.split())
        return self.layout.language in {"de", "sv", "da", "nb", "no"} and text.endswith("s") and not name.endswith("s")

    def coordinate(self, mention: Mention) -> bool:
        """Whether another person stands side by side with this one: X and Y."""
        near = self.people.between(mention.end, mention.end + 60)
        if not near:
            return False
        between = self.text[mention.end : near[0].start].lower().split()
        return 0 < len(between) <= MAX_LEADING_WORDS and between[0] in COORDINATORS

    def begins(self, mention: Mention) -> bool:
        """Whether nothing but an office stands before a mention in its sentence."""
        determiners, titles = self.layout.lexicon.determiners, self.people.titles
        words = map(str.lower, mention.before)
        return all(word in determiners or word in COMMAS or titles.head(word) is not None for word in words)

    def leads(self, mention: Mention) -> bool:
        """Whether a mention is likely the subject of its sentence: nobody and nothing else stands before it."""
        if self.subordinate(mention):
            return False
        at = self.token_at(mention.start)
        begin = self.layout.sentence(self.layout.tokens[at].sentence)[0] if at >= 0 else 0
        for other in self.candidates_in(begin, at):
            if other.inside or other.kind is CandidateKind.NOUN or other.last > at:
                continue
            if not self._after_preposition(other) and not self.beside(other):
                return False
        return True

    def led_by_pronoun(self, number: int, mention: Mention, gender: Gender | None) -> bool:
        """Whether a pronoun of that gender is the subject of a sentence, before anybody is named there."""
        first = self.layout.sentence(number)[0]
        for other in self.candidates_in(first, self.token_at(mention.start)):
            if other.kind is CandidateKind.PRONOUN:
                word = self.words(other)[0]
                lexicon = self.layout.lexicon
                known = word in lexicon.masculine or word in lexicon.feminine
                return known and agrees(self.pronoun_gender(word), gender)
            if not other.inside and not self._after_preposition(other):
                return False
        return False

    def led_by_unknown(self, mention: Mention) -> bool:
        """Whether a name that entity recognition does not know stands before a mention in its sentence."""
        if not self.layout.cased or self.layout.language in NOUNS_CAPITALISED:
            return False
        at = self.token_at(mention.start)
        begin = self.layout.sentence(self.layout.tokens[at].sentence)[0] if at >= 0 else 0
        return any(
            other.kind in {CandidateKind.NAME, CandidateKind.NOUN}
            and not other.inside
            and other.last <= at
            and (other.first > begin or other.kind is CandidateKind.NAME)
            and not self._after_preposition(other)
            for other in self.candidates_in(begin, at)
        )

    def in_other_clause(self, first: Mention, other: Mention) -> bool:
        """Whether a comma, a conjunction or a verb of saying stands between two mentions."""
        between = self.layout.tokens[self.token_at(first.end - 1) + 1 : self.token_at(other.start)]
        lexicon = self.layout.lexicon
        return any(t.lower in lexicon.conjunctions or t.lower in CLAUSE_SIGNS or t.cue is not None for t in between)

    def speaks(self, mention: Mention) -> bool:
        """Whether a verb of saying stands beside a mention: its person goes on speaking."""
        words = [w.lower() for w in (*mention.after[:2], *mention.before[:1])]
        return any(w in self.layout.lexicon.cues for w in words)

    def _after_preposition(self, candidate: Candidate) -> bool:
        before = self.layout.tokens[candidate.first - 1] if candidate.first else None
        return before is not None and before.lower in self.layout.lexicon.prepositions


def one_of(namesakes: Sequence[Person], gender: Gender | None) -> Person | None:
    """Which of several people of one surname a gender tells, if it does."""
    agreeing = [person for person in namesakes if gender is not None and person.gender == gender]
    return agreeing[0] if len(agreeing) == 1 and all(person.gender is not None for person in namesakes) else None


def agrees(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders may be one person's."""
    return one is None or other is None or one == other
