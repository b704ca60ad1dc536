"""From the mention of a speaker to the name it stands for in the article; null rather than a guess.

A name leads to the fullest form the article has of it (processors/names/people.py), a role to the one person it was
said of (`people`), a pronoun to whoever spoke last or whom the last sentence is about (`pronouns`).
"""

from collections.abc import Sequence, Set
from typing import Final

from processors.names.given_names import gender_of_first_name
from processors.names.people import UNSPACED_NAMES, name_beside_title
from processors.names.titles import titles_for
from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.grammar import COORDINATORS
from processors.quotes.layout import Layout
from processors.quotes.people import People, Person
from processors.quotes.pronouns import Antecedents, Spoken
from processors.quotes.sentences import MAX_LEADING_WORDS, Sentences
from processors.quotes.signs import POSSESSIVE
from processors.quotes.tokens import NOUNS_CAPITALISED
from schemas.annotations import Entity

LONGEST_OFFICE: Final = 30
"""Letters of an office before a name."""
NAMES: Final = frozenset({CandidateKind.NAME, CandidateKind.NOUN})
"""Candidates that may be names although no entity covers them."""


class Resolver:
    """Resolves the speakers of one article, one after the other in their order."""

    def __init__(self, layout: Layout, entities: Sequence[Entity], candidates: Sequence[Candidate] = ()) -> None:
        """Takes the article's people in.

        Args:
            layout: the passages around the quotations.
            entities: of the article, sorted by start.
            candidates: the possible speakers among the layout's tokens, sorted by their first token.
        """
        self.layout = layout
        self.text = layout.text
        self.candidates = candidates
        named = [*self._passed_over({e.start for e in entities if e.label == "PER"}), *self._mistaken(entities)]
        self.people = People(layout.text, layout.language, layout.lexicon, _in_order([*entities, *named]))
        self.people.add(_in_order(self._surnames([*entities, *named])))
        self.sentences = Sentences(layout, self.people, candidates)
        self.antecedents = Antecedents(self.sentences)
        self._known: dict[int, str | None] = {}
        self._unspaced: set[str] = set()

    def _passed_over(self, taken: Set[int]) -> list[Entity]:
        """Full names that entity recognition passed over: they begin with a first name, or follow an office."""
        found = []
        titles = titles_for(self.layout.language)
        for candidate in self.candidates:
            if candidate.kind is not CandidateKind.NAME:
                continue
            words = candidate.last - candidate.first
            if not 1 < words <= MAX_LEADING_WORDS or self.layout.tokens[candidate.first].start in taken:
                continue
            tokens = self.layout.tokens[max(candidate.first - 1, 0) : candidate.first + 1]
            titled = len(tokens) > 1 and tokens[0].word and titles.head(tokens[0].lower) is not None
            if titled or gender_of_first_name(tokens[-1].lower, self.layout.language) is not None:
                found.append(self._entity(candidate))
        return found

    def _mistaken(self, entities: Sequence[Entity]) -> list[Entity]:
        """People whom entity recognition took for something else: Mr. Oake, team leader Wen Oake."""
        titles = titles_for(self.layout.language)
        found = []
        for entity in entities:
            if entity.label not in {"ORG", "LOC"}:
                continue
            words = entity.text.lower().split()
            if not 1 < len(words) <= MAX_LEADING_WORDS:
                continue
            before = self.text[max(entity.start - LONGEST_OFFICE, 0) : entity.start]
            office = before.split()[-1].lower() if before[-1:] == " " and before.strip() else ""
            address = words[0].removesuffix(".") in titles.forms
            if (address or titles.head(office) is not None) and COORDINATORS.isdisjoint(words):
                found.append(entity.model_copy(update={"label": "PER"}))
        return found

    def _surnames(self, entities: Sequence[Entity]) -> list[Entity]:
        """Surnames that entity recognition passed over, or took for a place, of people whom it found elsewhere."""
        tokens = self.layout.tokens
        taken = {entity.start for entity in entities if entity.label == "PER"}
        found = []
        for entity in entities:
            if entity.label in {"ORG", "LOC"} and entity.text.isalpha() and self.people.book.may_own(entity.text):
                owners = self.people.book.owners(entity.text)
                if len(owners) == 1 and owners[0].endswith(f" {entity.text}"):
                    found.append(entity.model_copy(update={"label": "PER"}))
        for candidate in self.candidates:
            if candidate.kind not in NAMES or candidate.entity:
                continue
            start = tokens[candidate.first].start
            if start in taken:
                continue
            last = tokens[candidate.last - 1]
            name = self.text[start : last.end]
            if not self.people.book.may_own(name) or candidate.last - candidate.first > MAX_LEADING_WORDS:
                continue
            if self.people.book.owners(name):
                found.append(self._entity(candidate))
        return found

    def _entity(self, candidate: Candidate) -> Entity:
        tokens = self.layout.tokens
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        name = self.text[start:end]
        return Entity(text=name, label="PER", start=start, end=end, canonical=" ".join(name.split()))

    def resolve(self, candidate: Candidate, cue: str | None, position: int) -> str | None:
        """Returns the canonical name of `candidate`, or None where it is not certain enough.

        Must be called in the order of the quotations: whom a pronoun stands for depends on who spoke before.

        Args:
            candidate: the speaker's mention.
            cue: the cue's text, which may show that a pronoun is plural.
            position: the quotation's token.
        """
        if candidate.first in self._known:
            name = self._known[candidate.first]
            person = self.people.persons.get(name) if name else None
        else:
            name, person = self._resolve(candidate, cue, position)
            self._known[candidate.first] = name
        if person is not None or self._may_be_meant(candidate):
            self._remember(candidate, person, position)
        return name

    def _may_be_meant(self, candidate: Candidate) -> bool:
        """Whether a pronoun in the next sentence may stand for a speaker without a name: not for a body, or for us."""
        if candidate.kind in {CandidateKind.ORGANISATION, CandidateKind.PLACE}:
            return False
        words = self.sentences.words(candidate)
        return not self.sentences.is_pronoun(candidate, words) or self.sentences.stands_for_one(candidate)

    def _remember(self, candidate: Candidate, person: Person | None, position: int) -> None:
        tokens = self.layout.tokens
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        pronoun = self.sentences.stands_for_one(candidate)
        gender = self.sentences.pronoun_gender(self.text[start:end]) if pronoun else None
        mention = self.people.starting_at(start)
        namesakes = mention.namesakes if mention is not None else ()
        human = pronoun or bool(namesakes) or self.people.role_of(self.sentences.words(candidate)) is not None
        self.antecedents.spoken(Spoken(person, start, end, tokens[position].paragraph, gender, namesakes, human))

    def _resolve(self, candidate: Candidate, cue: str | None, position: int) -> tuple[str | None, Person | None]:
        if candidate.entity is not None:
            if self._ends_in_role(candidate.entity):
                return None, None
            if candidate.entity.label != "PER" and self.people.starting_at(candidate.entity.start) is None:
                return candidate.entity.canonical, None
            mention = self.people.starting_at(candidate.entity.start)
            person = mention.person if mention is not None else None
            return (person.name, person) if person is not None else (None, None)
        words = self.sentences.words(candidate)
        if self.sentences.is_pronoun(candidate, words):
            person = self.antecedents.person(candidate, cue, position)
        elif candidate.kind in NAMES and self.people.role_of(words) is None:
            return self._name(candidate)
        else:
            person = self.sentences.role(candidate) or (None if candidate.owned else self._titled(candidate))
            if person is None and not candidate.owned:
                return self._beside_title(candidate), None
        return (person.name, person) if person is not None else (None, None)

    def _ends_in_role(self, entity: Entity) -> bool:
        """Whether entity recognition took a person's office into the name: Brandts Sprecher, who is not Brandt."""
        words, titles = entity.text.lower().split(), self.people.titles
        owned = len(words) > 1 and words[-2].endswith("s") and titles.compounding
        return entity.label == "PER" and owned and words[-1] in titles.genders

    # Names that no entity covers.

    def _name(self, candidate: Candidate) -> tuple[str | None, Person | None]:
        entity = self._entity(candidate)
        mention = self.people.starting_at(entity.start)
        if mention is not None:
            return (mention.person.name, mention.person) if mention.person is not None else (None, None)
        if candidate.kind is CandidateKind.NOUN or not self._looks_like_a_name(entity.canonical):
            return None, None
        return self.people.book.without_titles(entity.canonical), None

    def _looks_like_a_name(self, name: str) -> bool:
        """Whether capitalised words that entity recognition passed over are a name all the same."""
        first = self.people.book.without_titles(name).split()[0]
        if not self.layout.cased or gender_of_first_name(first, self.layout.language) is not None:
            return True
        if self.layout.language in NOUNS_CAPITALISED or POSSESSIVE.search(name[-2:]):
            return False
        return not any(word.lower() in self.people.words for word in name.split())

    def _beside_title(self, candidate: Candidate) -> str | None:
        """The name beside a title in Chinese and Japanese, where no entity covers it: 村長の久我原氏, 主任邱岚."""
        if self.layout.language not in UNSPACED_NAMES:
            return None
        tokens = self.layout.tokens
        text = self.text[tokens[candidate.first].start : tokens[candidate.last - 1].end]
        name = name_beside_title(text, self.people.titles)
        if name is not None and len(self.people.book.owners(name)) > 1:
            return None  # a surname that several people have
        if name is not None:
            self._unspaced.add(name)
        return name if name is not None else (text if text in self._unspaced else None)

    def _titled(self, candidate: Candidate) -> Person | None:
        """A title with a name that no entity covers: 李主席, President Biden."""
        tokens = self.layout.tokens
        name = self.text[tokens[candidate.first].start : tokens[candidate.last - 1].end]
        if self.people.titles.suffixes:
            name = self._without_particle(name)
        bare = self.people.book.without_titles(name)
        owners = self.people.book.owners(bare) if bare != " ".join(name.split()) else []
        return self._person(owners[0]) if len(owners) == 1 else None

    def _without_particle(self, name: str) -> str:
        """A Korean title without the particle written on to it: 한 시장|은."""
        for ending in self.layout.lexicon.subject_marks[1]:
            if name.endswith(ending) and name.endswith(self.people.titles.suffixes, 0, len(name) - len(ending)):
                return name.removesuffix(ending)
        return name

    def _person(self, name: str) -> Person | None:
        return self.people.persons.get(name) if self.people.mentions else None


def _in_order(entities: Sequence[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e.start, -e.end))
