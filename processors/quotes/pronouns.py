"""Whom a pronoun stands for: whoever spoke last, or whom the last sentence is about; its gender rules people out.

That is centering (Grosz, Joshi & Weinstein 1995) in its simplest form. Where two fit, none is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from processors.names.titles import Gender
from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.cues import CueClass
from processors.quotes.grammar import ANSWERS, PERSONAL_PRONOUNS
from processors.quotes.people import Mention, Person
from processors.quotes.sentences import MAX_NAMED, REACH, Sentences, agrees, one_of
from processors.quotes.signs import POSSESSIVE
from processors.quotes.tokens import NOUNS_CAPITALISED, TokenKind

PRONOUN_REACH: Final = REACH // 2
"""Code points before a pronoun within which its person must have been named, if they have not spoken last."""
MIN_DISTANCE: Final = 3
"""Code points between a pronoun and a noun group that does not belong to it."""
CHAIN_PARAGRAPHS: Final = 3
"""Over so many paragraphs without another person, a pronoun still stands for the one who spoke last."""
PLURAL_VERB: Final = {"de": "en", "nl": "en"}
"""Ending of a cue verb after which a pronoun ("sie") stands for several people."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke last, and where they were mentioned; `person` is None where the article does not name them."""

    person: Person | None
    start: int
    end: int
    paragraph: int
    gender: Gender | None
    namesakes: Sequence[Person] = ()
    """Those who share the surname that was given, if nothing told who was meant."""
    human: bool = True
    """Whether a pronoun may well stand for them: not for a newspaper."""

    @property
    def agreeing(self) -> Gender | None:
        """The gender a pronoun must have to stand for them."""
        return self.person.gender if self.person is not None else self.gender


class Antecedents:
    """Finds the people that the pronouns of one article stand for, one after the other in their order."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences = sentences
        self.layout = sentences.layout
        self.people = sentences.people
        self.text = sentences.text
        self.candidates = sentences.candidates
        self._last: Spoken | None = None
        self._answering = False
        self._learned = False

    def spoken(self, last: Spoken) -> None:
        """Takes in who has spoken."""
        self._last = last

    def person(self, candidate: Candidate, cue: str | None, position: int) -> Person | None:
        """Returns whom a pronoun stands for, None where it is not certain enough.

        Args:
            candidate: the pronoun.
            cue: the cue's text, which may show that a pronoun is plural.
            position: the quotation's token.
        """
        word = self.sentences.words(candidate)[0]
        lexicon = self.layout.lexicon
        word = word.rsplit("-", 1)[-1]  # a-t-elle
        if not self.sentences.is_singular(word):
            return None
        ending = PLURAL_VERB.get(self.layout.language)
        if ending and word in lexicon.feminine and cue and cue.lower().endswith(ending):
            return None
        self._learn_genders()
        self._answering = cue is not None and cue.lower() in ANSWERS
        gender = self.sentences.pronoun_gender(word)
        start = self.layout.tokens[candidate.first].start
        last = self._last
        if last is not None and self._near(last, candidate, position) and agrees(last.agreeing, gender):
            person = self._after(last, candidate, gender)
        else:
            person = self._salient(candidate, max(start - PRONOUN_REACH, 0), gender)
        if person is None or (self._uncertain(person, start) and self._interrupted(person, candidate)):
            return None
        if gender is not None and person.gender is None:
            person.votes += 1.0 if gender == "f" else -1.0
        return person

    def _uncertain(self, person: Person, start: int) -> bool:
        """Whether a person's gender is unknown, or they were named more than a paragraph before."""
        above = self.text.rfind("\n", max(start - REACH, 0), start)
        begin = max(self.text.rfind("\n", max(start - REACH, 0), max(above, 0)) + 1, start - REACH)
        return person.gender is None or all(m.person is not person for m in self.people.between(begin, start))

    def _learn_genders(self) -> None:
        """Takes from pronouns at the beginning of a sentence the gender of the only person in the sentence before."""
        if self._learned:
            return
        self._learned = True
        tokens = self.layout.tokens
        weight = 1.0 if self.layout.language in PERSONAL_PRONOUNS else 0.5
        for candidate in self.candidates:
            token = tokens[candidate.first]
            word = token.lower
            known = word in self.layout.lexicon.masculine or word in self.layout.lexicon.feminine
            begins = candidate.first == self.layout.sentence(token.sentence)[0]
            if candidate.kind is not CandidateKind.PRONOUN or not known or not begins or not token.sentence:
                continue
            first, last = self.layout.sentence(token.sentence - 1)
            named = [
                m for m in self.people.between(tokens[first].start, token.start) if not self.sentences.in_quotation(m)
            ]
            people = {m.person.name: m.person for m in named if m.person is not None}
            gender = self.sentences.pronoun_gender(word)
            if len(people) == 1 and gender is not None and tokens[last - 1].paragraph == token.paragraph:
                person = next(iter(people.values()))
                person.votes += weight if gender == "f" else -weight

    def _interrupted(self, person: Person, candidate: Candidate) -> bool:
        """Whether a name that nothing is known of stands between a pronoun and its person, whose gender is unknown."""
        tokens = self.layout.tokens
        if not self.layout.cased or self.layout.language in NOUNS_CAPITALISED:
            return False
        start = tokens[candidate.first].start
        ends = [m.end for m in self.people.between(max(start - REACH, 0), start) if m.person is person]
        first = self.sentences.token_at(ends[-1]) if ends else candidate.first
        for other in self.sentences.candidates_in(max(first, candidate.first - 10 * MAX_NAMED), candidate.first):
            attributed = other.first > 0 and tokens[other.first - 1].cue is CueClass.ACCORDING
            named = other.kind is CandidateKind.NAME or (attributed and other.kind is CandidateKind.NOUN)
            if named and self.people.starting_at(tokens[other.first].start) is None:
                return True
        return False

    def _near(self, last: Spoken, candidate: Candidate, position: int) -> bool:
        """Whether who spoke last is still in the reader's mind."""
        here = self.layout.tokens[position].paragraph
        return here - last.paragraph <= CHAIN_PARAGRAPHS and last.start < self.layout.tokens[candidate.first].start

    def _after(self, last: Spoken, candidate: Candidate, gender: Gender | None) -> Person | None:
        """Who spoke last, unless somebody else of that gender has come up since."""
        start = self.layout.tokens[candidate.first].start
        spoken_in = self.sentences.sentence_of(last.start)
        since = last.end if last.person is not None or last.human else self.sentences.sentence_start(last.start)
        others = [
            m
            for m in self.sentences.mentions(since, start, gender)
            if (m.person is None or m.person is not last.person)
            and (last.person is None or self.sentences.sentence_of(m.start) > spoken_in)
            and not self.sentences.subordinate(m)
        ]
        paragraph = self.text.rfind("\n", last.end, start) + 1
        if not others and self._replaced(last, max(paragraph, since), start, gender):
            return None
        if not others:
            return last.person or one_of(last.namesakes, gender)
        if not paragraph:
            found = self._salient(candidate, since, gender)
            begins = len(others) == 1 and self.sentences.begins(others[0])
            return found if last.person is None or found is last.person or begins else None
        return self._salient(candidate, last.start if last.person is not None else since, gender)

    def _replaced(self, last: Spoken, paragraph: int, start: int, gender: Gender | None) -> bool:
        """Whether a new paragraph names others only, who may be meant, and who spoke last is of unknown gender."""
        if paragraph <= last.end or (last.person is not None and last.person.gender is not None):
            return False
        named = self.sentences.mentions(paragraph, start, gender)
        named = [m for m in named if not POSSESSIVE.match(self.text[m.end : m.end + 2])]
        return bool(named) and all(m.person is not last.person for m in named)

    def _salient(self, candidate: Candidate, begin: int, gender: Gender | None) -> Person | None:
        """Whom the last sentences before a pronoun are about, looking back to `begin`.

        The nearest sentence that names somebody of that gender decides; one whose subject is such a pronoun itself
        says nothing new, and whom it names besides is somebody else.
        """
        tokens = self.layout.tokens
        start = tokens[candidate.first].start
        for window in self._windows(begin, start):
            found = self._without_objects_of(candidate, self.sentences.mentions(*window, gender))
            if not found:
                continue
            if len(found) > MAX_NAMED:
                return None
            return self._most_salient(found, gender, candidate)
        return None

    def _windows(self, begin: int, start: int) -> list[tuple[int, int]]:
        """The paragraph up to `start` and those above it, the nearest first, as far as they lie behind `begin`."""
        windows: list[tuple[int, int]] = []
        end = start
        while len(windows) <= CHAIN_PARAGRAPHS and (end > begin or not windows):
            paragraph = max(self.text.rfind("\n", begin, end) + 1, begin)
            windows.append((paragraph, end))
            end = begin + len(self.text[begin:paragraph].rstrip())
        return windows

    def _most_salient(self, found: list[Mention], gender: Gender | None, candidate: Candidate) -> Person | None:
        excluded: set[str] = set()
        by_sentence: dict[int, list[Mention]] = {}
        for mention in found:
            by_sentence.setdefault(self.sentences.sentence_of(mention.start), []).append(mention)
        here = self.layout.tokens[candidate.first].sentence
        for number in sorted(by_sentence, reverse=True):
            mentions = by_sentence[number]
            if number != here and self.sentences.led_by_pronoun(number, mentions[0], gender):
                excluded |= {m.person.name for m in mentions if m.person is not None}
                continue
            mentions = [m for m in mentions if m.person is None or m.person.name not in excluded]
            if mentions:
                rest = [m for m in found if self.sentences.sentence_of(m.start) < number]
                rest = [m for m in rest if m.person is None or m.person.name not in excluded]
                return self._of_sentence(mentions, rest, gender, candidate)
        return None

    def _of_sentence(
        self, mentions: list[Mention], earlier: list[Mention], gender: Gender | None, candidate: Candidate
    ) -> Person | None:
        """Whom the last sentence with people in it is about, if that is clear."""
        people = {m.person.name if m.person is not None else "" for m in mentions}
        first = mentions[0]
        if len(people) == 1 and first.person is not None:
            alone = all(m.person is first.person for m in earlier)
            clear = alone or any(self.sentences.leads(m) for m in mentions)
            return first.person if clear and not self._doubtful(mentions, gender, candidate) else None
        if self._answering:
            return None
        sure = {m.person.name: m for m in mentions if gender is not None and m.person and m.person.gender == gender}
        if len(sure) == 1:
            (mention,) = sure.values()
            if mention.person is first.person or self.sentences.subordinate(first):
                return mention.person
            if not self.sentences.subordinate(mention):
                return None
        if first.person is None or not self.sentences.leads(first) or self.sentences.coordinate(first):
            return None
        rest = [m for m in mentions if m.person is not first.person]
        clear = all(self.sentences.subordinate(m) or self.sentences.in_other_clause(first, m) for m in rest)
        return first.person if clear or self.sentences.speaks(first) else None

    def _doubtful(self, mentions: list[Mention], gender: Gender | None, candidate: Candidate) -> bool:
        """Whether the only person of a sentence may not be the one it is about, or no person at all."""
        if self._somebody_else(mentions, candidate, gender) or not self._surely_a_name(mentions[0]):
            return True
        return all(self.sentences.subordinate(m) for m in mentions) and self.sentences.led_by_unknown(mentions[0])

    def _surely_a_name(self, mention: Mention) -> bool:
        """Whether a person's name is not just a word of the language with a capital: Delegates said."""
        person = mention.person
        if person is None or person.gender or person.roles or " " in person.name or not self.layout.cased:
            return True
        return person.name.lower() not in self.people.words

    def _somebody_else(self, closest: Sequence[Mention], candidate: Candidate, gender: Gender | None) -> bool:
        """Whether the last sentence is about somebody without a name: "The driver spoke with X. “…”, he said"."""
        tokens = self.layout.tokens
        here = tokens[candidate.first].sentence
        before = self.sentences.candidates_in(max(candidate.first - 10 * MAX_NAMED, 0), candidate.first)
        named_in = self.sentences.sentence_of(closest[-1].start)
        first_named = self.sentences.token_at(closest[0].start)
        for other in reversed(before):
            number = tokens[other.first].sentence
            if number < named_in:
                break
            beside = number == here and tokens[candidate.first].start - tokens[other.last - 1].end < MIN_DISTANCE
            if beside or not self._is_unnamed(other, gender) or not self._begins_sentence(other):
                continue
            if number > named_in or (other.first < first_named and self.sentences.subordinate(closest[0])):
                return True
        return False

    def _is_unnamed(self, candidate: Candidate, gender: Gender | None) -> bool:
        """Whether a candidate is a role that may have a gender, and whose holder the article does not name."""
        if candidate.kind is not CandidateKind.ROLE or candidate.inside:
            return False
        role = self.people.role_of(self.sentences.words(candidate))
        return role is not None and agrees(role.gender, gender) and self.sentences.role(candidate) is None

    def _begins_sentence(self, candidate: Candidate) -> bool:
        """Whether nothing but signs and adverbs stands before a candidate in its sentence."""
        tokens = self.layout.tokens
        first = self.layout.sentence(tokens[candidate.first].sentence)[0]
        before = tokens[first : min(candidate.first, first + MAX_NAMED)]
        return all(t.kind is not TokenKind.WORD or t.lower in self.layout.lexicon.adverbs for t in before)

    def _without_objects_of(self, candidate: Candidate, found: list[Mention]) -> list[Mention]:
        """Leaves out whom the pronoun's own clause names after it: "he told Smith"."""
        tokens = self.layout.tokens
        end = self.layout.sentence(tokens[candidate.first].sentence)[1]
        while tokens[end - 1].kind is TokenKind.BREAK and end > candidate.last:
            end -= 1
        own = self.people.between(tokens[candidate.last - 1].end, tokens[end - 1].end)[:MAX_NAMED]
        objects = {m.person.name for m in own if m.person is not None and not self.sentences.in_quotation(m)}
        return [m for m in found if m.person is None or m.person.name not in objects]
