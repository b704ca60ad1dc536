"""From the mention of a speaker to the name it stands for in the article; null rather than a guess.

A name leads to the fullest form the article has of it (`processors.names`); a role to the one person it was said of
(`people`). A pronoun is looked for among the people named before it, outside quotations, as a reader would: whoever
spoke last, or whom the last sentence is about; its gender rules people out (centering, Grosz, Joshi & Weinstein 1995,
in its simplest form). Where two fit, none is given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

from processors.given_names import gender_of_first_name
from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.cues import CueClass
from processors.quotes.grammar import ANSWERS, COORDINATORS, GENDERLESS, PERSONAL_PRONOUNS
from processors.quotes.layout import NOUNS_CAPITALISED, Layout, TokenKind
from processors.quotes.people import CLOSING, Mention, People, Person
from processors.titles import Gender, titles_for
from schemas.annotations import Entity

PRONOUN_REACH = 700
"""Code points before a pronoun within which its person must have been named."""
CHAIN_PARAGRAPHS = 3
"""Over so many paragraphs without another person, a pronoun still stands for the one who spoke last."""
MAX_NAMED = 50
"""Mentions looked at for one pronoun; a paragraph that holds more is a list."""
PLURAL_VERB = {"de": "en", "nl": "en"}
"""Ending of a cue verb after which a pronoun ("sie") stands for several people."""
MAX_LEADING_WORDS = 4
"""Words of a name's own group looked through for a preposition before it: with the *new minister* X."""
NEAR = 16
"""Code points between a role and the name beside it, a title among them."""
_POSSESSIVE = re.compile(r"['’](?:[sS](?!\w)|\s)")


@dataclass(frozen=True, slots=True)
class _Spoken:
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
        self._starts = [token.start for token in layout.tokens]
        self._quoted = [marked.start for marked in layout.marked]
        self._last: _Spoken | None = None
        self._known: dict[int, str | None] = {}
        self._answering = False
        self._learned = False

    def _passed_over(self, taken: Set[int]) -> list[Entity]:
        """Full names that entity recognition passed over: they begin with a first name, or follow an office."""
        found = []
        titles = titles_for(self.layout.language)
        for candidate in self.candidates:
            words = candidate.last - candidate.first
            known = self.layout.tokens[candidate.first].start in taken
            if candidate.kind is not CandidateKind.NAME or known or not 1 < words <= MAX_LEADING_WORDS:
                continue
            tokens = self.layout.tokens[max(candidate.first - 1, 0) : candidate.first + 1]
            titled = len(tokens) > 1 and tokens[0].word and titles.head(tokens[0].lower) is not None
            if titled or gender_of_first_name(tokens[-1].lower, self.layout.language) is not None:
                found.append(self._entity(candidate))
        return found

    def _mistaken(self, entities: Sequence[Entity]) -> list[Entity]:
        """People whom entity recognition took for something else: Mr. Clarke, a place."""
        forms = titles_for(self.layout.language).forms
        others = (entity for entity in entities if entity.label in {"ORG", "LOC"})
        return [
            entity.model_copy(update={"label": "PER"})
            for entity in others
            if 1 < len(words := entity.text.lower().split()) <= MAX_LEADING_WORDS
            and words[0].strip(".") in forms
            and COORDINATORS.isdisjoint(words)
        ]

    def _surnames(self, entities: Sequence[Entity]) -> list[Entity]:
        """Surnames that entity recognition passed over, of people whom it found elsewhere."""
        taken = {entity.start for entity in entities if entity.label == "PER"}
        found = []
        for candidate in self.candidates:
            start = self.layout.tokens[candidate.first].start
            if candidate.kind not in {CandidateKind.NAME, CandidateKind.NOUN} or candidate.entity or start in taken:
                continue
            if candidate.last - candidate.first <= MAX_LEADING_WORDS:
                entity = self._entity(candidate)
                if self.people.book.owners(entity.text):
                    found.append(entity)
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
        tokens = self.layout.tokens
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        if person is not None or candidate.kind not in {CandidateKind.ORGANISATION, CandidateKind.PLACE}:
            pronoun = self._is_pronoun(candidate, self._words(candidate))
            gender = self._pronoun_gender(self.text[start:end]) if pronoun else None
            mention = self.people.starting_at(start)
            namesakes = mention.namesakes if mention is not None else ()
            human = pronoun or bool(namesakes) or self.people.role_of(self._words(candidate)) is not None
            self._last = _Spoken(person, start, end, tokens[position].paragraph, gender, namesakes, human)
        return name

    def _resolve(self, candidate: Candidate, cue: str | None, position: int) -> tuple[str | None, Person | None]:
        if candidate.entity is not None:
            if candidate.entity.label != "PER" and self.people.starting_at(candidate.entity.start) is None:
                return candidate.entity.canonical, None
            mention = self.people.starting_at(candidate.entity.start)
            person = mention.person if mention is not None else None
            return (person.name, person) if person is not None else (None, None)
        person = None
        words = self._words(candidate)
        if self._is_pronoun(candidate, words):
            person = self._pronoun(candidate, words[0], cue, position)
        elif candidate.kind in {CandidateKind.NAME, CandidateKind.NOUN} and self.people.role_of(words) is None:
            return self._name(candidate)
        else:
            person = self._role(candidate, words) or self._titled(candidate)
        return (person.name, person) if person is not None else (None, None)

    def _words(self, candidate: Candidate) -> list[str]:
        return [token.lower for token in self.layout.tokens[candidate.first : candidate.last]]

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
        if self.layout.language in NOUNS_CAPITALISED or _POSSESSIVE.search(name[-2:]):
            return False
        return not any(word.lower() in self.people.words for word in name.split())

    def _titled(self, candidate: Candidate) -> Person | None:
        """A title with a name that no entity covers: 李主席, President Biden."""
        tokens = self.layout.tokens
        name = self.text[tokens[candidate.first].start : tokens[candidate.last - 1].end]
        bare = self.people.book.without_titles(name)
        owners = self.people.book.owners(bare) if bare != " ".join(name.split()) else []
        return self._person(owners[0]) if len(owners) == 1 else None

    def _person(self, name: str) -> Person | None:
        return self.people.persons.get(name) if self.people.mentions else None

    # Roles.

    def _role(self, candidate: Candidate, words: Sequence[str]) -> Person | None:
        beside = self._beside(candidate)
        if beside is not None:
            return beside
        if not self.people.mentions:
            return None
        fitting = self.people.with_role(words)
        return fitting[0] if len(fitting) == 1 else None

    def _beside(self, candidate: Candidate) -> Person | None:
        """The person named right before or after a role: "the mayor, Peter Lowe, said"."""
        tokens = self.layout.tokens
        start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
        office = self.people.role_of(self._words(candidate)) is not None
        for mention in self.people.between(end, end + NEAR):
            between = [word.strip(".,") for word in self.text[end : mention.start].lower().split()]
            titles = all(word in self.people.titles.forms for word in between if word)
            comma = self.text[end : end + 1] == ","
            if titles and (office or (comma and mention.after[:1] and mention.after[0] in CLOSING)):
                return mention.person
            break
        before = self.people.between(max(start - 4 * NEAR, 0), start)
        if office and before and self.text[before[-1].end : start].strip() in {",", "("}:
            return before[-1].person
        return None

    # Pronouns.

    def _is_pronoun(self, candidate: Candidate, words: Sequence[str]) -> bool:
        """Whether it is a pronoun, or a French verb with one behind it: a-t-elle."""
        inverted = len(words) == 1 and "-" in words[0] and words[0].rsplit("-", 1)[-1] in self.layout.lexicon.pronouns
        return inverted or candidate.kind is CandidateKind.PRONOUN

    def _pronoun_gender(self, word: str) -> Gender | None:
        word = word.lower().rsplit("-", 1)[-1]
        if self.layout.language in GENDERLESS and word not in self.layout.lexicon.feminine:
            return None
        return "f" if word in self.layout.lexicon.feminine else "m"

    def _pronoun(self, candidate: Candidate, word: str, cue: str | None, position: int) -> Person | None:
        lexicon = self.layout.lexicon
        word = word.rsplit("-", 1)[-1]  # a-t-elle
        if word not in lexicon.masculine and word not in lexicon.feminine:
            return None
        ending = PLURAL_VERB.get(self.layout.language)
        if ending and word in lexicon.feminine and cue and cue.lower().endswith(ending):
            return None
        self._learn_genders()
        self._answering = cue is not None and cue.lower() in ANSWERS
        gender = self._pronoun_gender(word)
        start = self.layout.tokens[candidate.first].start
        last = self._last
        if last is not None and self._near(last, candidate, position) and _agrees(last.agreeing, gender):
            person = self._after(last, candidate, gender)
        else:
            person = self._salient(candidate, max(start - PRONOUN_REACH, 0), gender)
        if person is None or (person.gender is None and self._interrupted(person, candidate)):
            return None
        if gender is not None and person.gender is None:
            person.votes += 1.0 if gender == "f" else -1.0
        return person

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
            named = [m for m in self.people.between(tokens[first].start, token.start) if not self._in_quotation(m)]
            people = {m.person.name: m.person for m in named if m.person is not None}
            gender = self._pronoun_gender(word)
            if len(people) == 1 and gender is not None and tokens[last - 1].paragraph == token.paragraph:
                person = next(iter(people.values()))
                person.votes += weight if gender == "f" else -weight

    def _interrupted(self, person: Person, candidate: Candidate) -> bool:
        """Whether a name that nothing is known of stands between a pronoun and its person, whose gender is unknown."""
        tokens = self.layout.tokens
        if not self.layout.cased or self.layout.language in NOUNS_CAPITALISED:
            return False
        start = tokens[candidate.first].start
        ends = [m.end for m in self.people.between(max(start - 2 * PRONOUN_REACH, 0), start) if m.person is person]
        first = self._token_at(ends[-1]) if ends else candidate.first
        for other in self._candidates_in(max(first, candidate.first - 10 * MAX_NAMED), candidate.first):
            attributed = other.first > 0 and tokens[other.first - 1].cue is CueClass.ACCORDING
            named = other.kind is CandidateKind.NAME or (attributed and other.kind is CandidateKind.NOUN)
            if named and self.people.starting_at(tokens[other.first].start) is None:
                return True
        return False

    def _near(self, last: _Spoken, candidate: Candidate, position: int) -> bool:
        """Whether who spoke last is still in the reader's mind."""
        here = self.layout.tokens[position].paragraph
        return here - last.paragraph <= CHAIN_PARAGRAPHS and last.start < self.layout.tokens[candidate.first].start

    def _after(self, last: _Spoken, candidate: Candidate, gender: Gender | None) -> Person | None:
        """Who spoke last, unless somebody else of that gender has come up since."""
        start = self.layout.tokens[candidate.first].start
        spoken_in = self._sentence_of(last.start)
        since = last.end if last.person is not None or last.human else self._sentence_start(last.start)
        others = [
            m
            for m in self._mentions(since, start, gender)
            if (m.person is None or m.person is not last.person)
            and (last.person is None or self._sentence_of(m.start) > spoken_in)
            and not self._subordinate(m)
        ]
        paragraph = self.text.rfind("\n", last.end, start) + 1
        if not others and self._replaced(last, max(paragraph, since), start, gender):
            return None
        if not others:
            return last.person or self._one_of(last.namesakes, gender)
        if not paragraph:
            found = self._salient(candidate, since, gender)
            return found if last.person is None or found is last.person else None
        return self._salient(candidate, last.start if last.person is not None else since, gender)

    def _replaced(self, last: _Spoken, paragraph: int, start: int, gender: Gender | None) -> bool:
        """Whether a new paragraph names others only, who may be meant, and who spoke last is of unknown gender."""
        if paragraph <= last.end or (last.person is not None and last.person.gender is not None):
            return False
        named = self._mentions(paragraph, start, gender)
        named = [m for m in named if not _POSSESSIVE.match(self.text[m.end : m.end + 2])]
        return bool(named) and all(m.person is not last.person for m in named)

    def _one_of(self, namesakes: Sequence[Person], gender: Gender | None) -> Person | None:
        """Which of two people of one surname, the last speaker's, a pronoun's gender tells."""
        agreeing = [person for person in namesakes if gender is not None and person.gender == gender]
        return agreeing[0] if len(agreeing) == 1 and all(p.gender is not None for p in namesakes) else None

    def _salient(self, candidate: Candidate, begin: int, gender: Gender | None) -> Person | None:
        """Whom the last sentences before a pronoun are about, looking back to `begin`, or to the paragraph above.

        The nearest sentence that names somebody of that gender decides; one whose subject is such a pronoun itself
        says nothing new, and whom it names besides is somebody else.
        """
        tokens = self.layout.tokens
        start = tokens[candidate.first].start
        for window in self._windows(begin, start):
            found = self._without_objects_of(candidate, self._mentions(*window, gender))
            if not found:
                continue
            if len(found) > MAX_NAMED:
                return None
            return self._most_salient(found, gender, candidate)
        return None

    def _windows(self, begin: int, start: int) -> list[tuple[int, int]]:
        """The paragraph up to `start`, and the one above, as far as they lie behind `begin`."""
        paragraph = max(self.text.rfind("\n", begin, start) + 1, begin)
        above = begin + len(self.text[begin:paragraph].rstrip())
        return [(paragraph, start), (max(self.text.rfind("\n", begin, above) + 1, begin), start)]

    def _most_salient(self, found: list[Mention], gender: Gender | None, candidate: Candidate) -> Person | None:
        excluded: set[str] = set()
        by_sentence: dict[int, list[Mention]] = {}
        for mention in found:
            by_sentence.setdefault(self._sentence_of(mention.start), []).append(mention)
        here = self.layout.tokens[candidate.first].sentence
        for number in sorted(by_sentence, reverse=True):
            mentions = by_sentence[number]
            if number != here and self._led_by_pronoun(number, mentions[0], gender):
                excluded |= {m.person.name for m in mentions if m.person is not None}
                continue
            mentions = [m for m in mentions if m.person is None or m.person.name not in excluded]
            if mentions:
                rest = [m for m in found if self._sentence_of(m.start) < number]
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
            clear = alone or any(self._leads(m) for m in mentions)
            return first.person if clear and not self._doubtful(mentions, gender, candidate) else None
        if self._answering:
            return None
        sure = {m.person.name: m for m in mentions if gender is not None and m.person and m.person.gender == gender}
        if len(sure) == 1:
            (mention,) = sure.values()
            if mention.person is first.person or self._subordinate(first):
                return mention.person
            if not self._subordinate(mention):
                return None
        if first.person is None or not self._leads(first) or self._coordinate(first):
            return None
        rest = [m for m in mentions if m.person is not first.person]
        clear = all(self._subordinate(m) or self._in_other_clause(first, m) for m in rest)
        return first.person if clear or self._speaks(first) else None

    def _doubtful(self, mentions: list[Mention], gender: Gender | None, candidate: Candidate) -> bool:
        """Whether the only person of a sentence may not be the one it is about, or no person at all."""
        if self._somebody_else(mentions, candidate, gender) or not self._surely_a_name(mentions[0]):
            return True
        return all(self._subordinate(m) for m in mentions) and self._led_by_unknown(mentions[0])

    def _leads(self, mention: Mention) -> bool:
        """Whether a mention is likely the subject of its sentence: nobody and nothing else stands before it."""
        if self._subordinate(mention):
            return False
        at = self._token_at(mention.start)
        begin = self.layout.sentence(self.layout.tokens[at].sentence)[0] if at >= 0 else 0
        for other in self._candidates_in(begin, at):
            if other.inside or other.kind is CandidateKind.NOUN or other.last > at:
                continue
            if not self._after_preposition(other) and not self._beside(other):
                return False
        return True

    def _led_by_unknown(self, mention: Mention) -> bool:
        """Whether a name that entity recognition does not know stands before a mention in its sentence."""
        if not self.layout.cased or self.layout.language in NOUNS_CAPITALISED:
            return False
        at = self._token_at(mention.start)
        begin = self.layout.sentence(self.layout.tokens[at].sentence)[0] if at >= 0 else 0
        return any(
            other.kind in {CandidateKind.NAME, CandidateKind.NOUN}
            and not other.inside
            and other.last <= at
            and (other.first > begin or other.kind is CandidateKind.NAME)
            and not self._after_preposition(other)
            for other in self._candidates_in(begin, at)
        )

    def _surely_a_name(self, mention: Mention) -> bool:
        """Whether a person's name is not just a word of the language with a capital: Delegates said."""
        person = mention.person
        if person is None or person.gender or person.roles or " " in person.name or not self.layout.cased:
            return True
        return person.name.lower() not in self.people.words

    def _after_preposition(self, candidate: Candidate) -> bool:
        before = self.layout.tokens[candidate.first - 1] if candidate.first else None
        return before is not None and before.lower in self.layout.lexicon.prepositions

    def _led_by_pronoun(self, number: int, mention: Mention, gender: Gender | None) -> bool:
        """Whether a pronoun of that gender is the subject of a sentence, before anybody is named there."""
        first = self.layout.sentence(number)[0]
        for other in self._candidates_in(first, self._token_at(mention.start)):
            if other.kind is CandidateKind.PRONOUN:
                word = self._words(other)[0]
                lexicon = self.layout.lexicon
                known = word in lexicon.masculine or word in lexicon.feminine
                return known and _agrees(self._pronoun_gender(word), gender)
            if not other.inside and not self._after_preposition(other):
                return False
        return False

    def _in_other_clause(self, first: Mention, other: Mention) -> bool:
        """Whether a comma, a conjunction or a verb of saying stands between two mentions."""
        between = self.layout.tokens[self._token_at(first.end - 1) + 1 : self._token_at(other.start)]
        lexicon = self.layout.lexicon
        return any(t.lower in lexicon.conjunctions or t.lower in {",", ";"} or t.cue is not None for t in between)

    def _candidates_in(self, first: int, last: int) -> Sequence[Candidate]:
        low = bisect_left(self.candidates, first, key=lambda c: c.first)
        high = bisect_left(self.candidates, last, key=lambda c: c.first)
        return self.candidates[low : min(high, low + MAX_NAMED)]

    def _subordinate(self, mention: Mention) -> bool:
        """Whether a mention surely is no subject: after a preposition, a genitive, the object of one."""
        tail = self.text[max(mention.end - 2, mention.start) : mention.end + 2]
        if _POSSESSIVE.search(tail):
            return True
        lexicon = self.layout.lexicon
        at = self._token_at(mention.start)
        if any(
            t.cue is CueClass.ACCORDING for t in self.layout.tokens[max(at - 2 * MAX_LEADING_WORDS, 0) : max(at, 0)]
        ):
            return False
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

    def _coordinate(self, mention: Mention) -> bool:
        """Whether another person stands side by side with this one: X and Y."""
        near = self.people.between(mention.end, mention.end + 60)
        if not near:
            return False
        between = self.text[mention.end : near[0].start].lower().split()
        return 0 < len(between) <= MAX_LEADING_WORDS and between[0] in COORDINATORS

    def _speaks(self, mention: Mention) -> bool:
        """Whether a verb of saying stands beside a mention: its person goes on speaking."""
        words = [w.lower() for w in (*mention.after[:2], *mention.before[:1])]
        return any(w in self.layout.lexicon.cues for w in words)

    def _somebody_else(self, closest: Sequence[Mention], candidate: Candidate, gender: Gender | None) -> bool:
        """Whether the last sentence is about somebody without a name: "The driver spoke with X. “…”, he said"."""
        tokens = self.layout.tokens
        here = tokens[candidate.first].sentence
        before = self._candidates_in(max(candidate.first - 10 * MAX_NAMED, 0), candidate.first)
        for other in reversed(before):
            number = tokens[other.first].sentence
            if number == here and tokens[candidate.first].start - tokens[other.last - 1].end < 3:
                continue
            if number < self._sentence_of(closest[0].start):
                break
            if other.kind is not CandidateKind.ROLE or other.inside:
                continue
            role = self.people.role_of(self._words(other))
            if role is None or not _agrees(role.gender, gender) or self._role(other, self._words(other)) is not None:
                continue
            first = self.layout.sentence(number)[0]
            leads = all(t.kind is not TokenKind.WORD or t.lower in self.layout.lexicon.adverbs
                        for t in tokens[first : other.first])  # fmt: skip
            later = number > self._sentence_of(closest[-1].start)
            if leads and (later or (other.first < self._token_at(closest[0].start) and self._subordinate(closest[0]))):
                return True
        return False

    def _without_objects_of(self, candidate: Candidate, found: list[Mention]) -> list[Mention]:
        """Leaves out whom the pronoun's own clause names after it: "he told Smith"."""
        tokens = self.layout.tokens
        end = self.layout.sentence(tokens[candidate.first].sentence)[1]
        while tokens[end - 1].kind is TokenKind.BREAK and end > candidate.last:
            end -= 1
        own = self.people.between(tokens[candidate.last - 1].end, tokens[end - 1].end)[:MAX_NAMED]
        objects = {m.person.name for m in own if m.person is not None and not self._in_quotation(m)}
        return [m for m in found if m.person is None or m.person.name not in objects]

    def _mentions(self, start: int, end: int, gender: Gender | None) -> list[Mention]:
        """The people named between two offsets whose gender may be `gender`; those named in quotations left out."""
        found = self.people.between(max(start, end - 2 * PRONOUN_REACH), end)
        agreeing = [m for m in found if _agrees(m.person.gender if m.person is not None else None, gender)]
        return [m for m in agreeing if not m.attributive and not self._in_quotation(m)]

    def _in_quotation(self, mention: Mention) -> bool:
        at = bisect_right(self._quoted, mention.start) - 1
        return at >= 0 and mention.start < self.layout.marked[at].end

    def _sentence_of(self, offset: int) -> int:
        at = self._token_at(offset)
        return self.layout.tokens[at].sentence if at >= 0 else -1

    def _sentence_start(self, offset: int) -> int:
        """Where the sentence around an offset begins."""
        tokens = self.layout.tokens
        at = self._token_at(offset)
        return tokens[self.layout.sentence(tokens[at].sentence)[0]].start if at >= 0 else offset

    def _token_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _in_order(entities: Sequence[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda e: (e.start, -e.end))


def _agrees(one: Gender | None, other: Gender | None) -> bool:
    return one is None or other is None or one == other
