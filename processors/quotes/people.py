"""The people of an article: their mentions, what they are called there, and whether they are men or women.

All of it is read from the words around each mention, a bounded number of them, so the time is proportional to the
number of mentions.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Final

from processors.names.given_names import gender_of_first_name
from processors.names.people import NameBook
from processors.names.titles import Gender, Titles, titles_for
from processors.quotes.cues import Lexicon
from processors.quotes.grammar import (
    ATTRIBUTED,
    COPULAS,
    FEMININE_DETERMINERS,
    INDEFINITE,
    MASCULINE_DETERMINERS,
    PASTS,
    PERSONAL_PRONOUNS,
    RANKS,
)
from processors.quotes.owners import OWNER_LAST, WITH_S, has_genitive_s, owns_before
from processors.quotes.signs import COMMAS, LONG_DASHES, ROUND_CLOSING, ROUND_OPENING, SEMICOLONS, TERMINAL
from schemas.annotations import Entity

CONTEXT: Final = 90
"""Code points read on either side of a mention."""
GROUP_WORDS: Final = 8
"""Words of a noun group before or after a name."""
MAX_HOLDERS: Final = 50
"""An article that calls more people a minister than this does not mean one of them by "the minister"."""
MAX_COMPLEMENTS: Final = 3
"""Bare nouns between an office and a name: директор городской больницы X."""
MIN_COMMON_LETTERS: Final = 4
"""Two words are taken for forms of one if they have this beginning in common: Japans, japanische."""
RIGHT_HEADED: Final = frozenset(
    ["en", "de", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu", "tr", "zh", "ja", "ko", "yue", "lb"]
)
"""Languages in which the last noun of a group tells what it is: White House *spokeswoman*."""
GENITIVE_COMPLEMENTS: Final = frozenset(["ru", "uk", "be", "pl", "cs", "sk", "hr", "sr", "sl", "bg"])
"""Languages in which bare nouns may stand between an office and a name: директор завода X."""

_WORD: Final = re.compile(r"[^\W_]+(?:[’'.\-‑][^\W_]+)*|[^\w\s]|\n")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OPENING: Final = COMMAS | ROUND_OPENING | LONG_DASHES
CLOSING: Final = COMMAS | SEMICOLONS | ROUND_CLOSING | LONG_DASHES | frozenset(".«»“„”")
_TERMINAL: Final = TERMINAL | {"\n"}
_FEMININE_SURNAME: Final = re.compile(
    r"(?:ov|ev|sk|ck|zk)á$|ská$|cká$|(?:ова|ева|ёва|ина|ына|ская|цкая|ська|цька|овна|евна|ична)$"
    r"|(?:[os]k|[cd]z?k)aja$|skaya$|(?:ova|eva)$"
)
_MASCULINE_SURNAME: Final = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ский|цкий|ський|цький|ым|ович|евич|ич)$|(?:sk|ck|dzk)i$|(?:sk|ck)ý$"
)
_POLISH_FEMININE: Final = re.compile(r"(?:sk|ck|dzk)a$")
_NOMINATIVE_ONLY: Final = re.compile(r"(?:ская|цкая|ська|цька|вна|чна)$")
_PATRONYMIC: Final = re.compile(r"(?:(?P<m>ович|евич|ильич|йович)|(?P<f>овна|евна|ична|ївна))(?:а|у|ем|е|ы|ой|ою)?$")
_PAST: Final = {
    "ru": (("ла", "лась"), ("л", "лся")),
    "uk": (("ла", "лася"), ()),
    "be": (("ла", "лася"), ()),
    "pl": (("ła",), ("ł",)),
    "cs": (("la",), ("l",)),
    "sk": (("la",), ("l",)),
}
"""Endings of past forms that agree with a woman, with a man."""

AMBIGUOUS_SURNAME: Final = 0.5
"""Weight of a Cyrillic surname in -ова: it may be a man's in the genitive."""
FIRST_NAME, FORM, OFFICE, MASCULINE_OFFICE, DETERMINER, SURNAME, PATRONYMIC, VERB, PRONOUN = (
    3.0, 4.0, 3.0, 1.5, 1.0, 2.0, 4.0, 1.0, 1.0
)  # fmt: skip
"""How much each sign of a person's gender weighs; an office's masculine word is often used of women too."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is: the noun, and the words that narrow it ("minister", {"defence"}), all lower case."""

    head: str
    words: frozenset[str]
    gender: Gender | None = None


@dataclass(slots=True)
class Person:
    """One person of the article; `gender` is None where nothing tells it."""

    name: str
    votes: float = 0.0
    """How much speaks for a woman; below zero, for a man; without what is still to be learnt."""
    first: int = sys.maxsize
    """Where the first mention of the full name begins."""
    known_roles: list[Role] = field(default_factory=list)
    lessons: list[Callable[[], None]] = field(default_factory=list)
    """What mentions tell; read when a gender or a role is first asked for, as most speakers are named in full."""

    @property
    def gender(self) -> Gender | None:
        """The gender that most signs speak for."""
        self._learn()
        if abs(self.votes) < 1.0:
            return None
        return "f" if self.votes > 0 else "m"

    @property
    def roles(self) -> list[Role]:
        """What the article says that the person is."""
        self._learn()
        return self.known_roles

    def _learn(self) -> None:
        lessons, self.lessons = self.lessons, []
        for lesson in lessons:
            lesson()


@dataclass(slots=True)
class Mention:
    """One mention of a person; `person` is None where two of a name might be meant."""

    start: int
    end: int
    entity: Entity
    words_before: Callable[[Entity], list[str]]
    words_after: Callable[[Entity], list[str]]
    person: Person | None = None
    namesakes: Sequence[Person] = ()
    """Who might be meant where `person` is None."""
    attributive: bool = False
    """Whether the name only describes what follows: the *Bell* campaign, *Bell* spokesman Carl Lund."""
    _before: list[str] | None = None
    _after: list[str] | None = None

    @property
    def before(self) -> list[str]:
        """The words before it in its sentence, nearest first; read when they are first asked for, as those after it."""
        if self._before is None:
            self._before = self.words_before(self.entity)
        return self._before

    @property
    def after(self) -> list[str]:
        """The words after it in its sentence."""
        if self._after is None:
            self._after = self.words_after(self.entity)
        return self._after


class People:
    """The people of one article."""

    def __init__(self, text: str, language: str, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
        """Reads the article's mentions of people.

        Args:
            text: the article.
            language: ISO 639-1 code.
            lexicon: its lexicon.
            entities: sorted by start.
        """
        self.text = text
        self.language = language
        self.lexicon = lexicon
        self.titles = _folded_titles(language, lexicon)
        named = [entity for entity in entities if entity.label == "PER"]
        self.book = NameBook([name for e in named for name in (e.canonical, e.text)], language)
        self.persons: dict[str, Person] = {}
        self._entities = named
        # Read when they are first asked for. (No cached_property, as a compiled class keeps none.)
        self._mentions: list[Mention] | None = None
        self._starts: list[int] | None = None
        self._words: frozenset[str] | None = None
        self._persons_by_word: dict[str, dict[str, Person]] | None = None
        self._persons_by_head: dict[str, list[Person]] | None = None

    @property
    def mentions(self) -> list[Mention]:
        """All mentions, sorted by start, each with its person."""
        if self._mentions is None:
            self._mentions = self._read_mentions()
        return self._mentions

    def _read_mentions(self) -> list[Mention]:
        found = [
            Mention(entity.start, entity.end, entity, self._words_before, self._words_after)
            for entity in self._entities
        ]
        unclear: list[tuple[Mention, list[str]]] = []
        for index, mention in enumerate(found):
            mention.attributive = self._describes(mention, found[index + 1] if index + 1 < len(found) else None)
            owners = self.book.owners(mention.entity.text) or self.book.owners(mention.entity.canonical)
            if len(mention.entity.text.split()) == 1 and (len(owners) > 1 or (owners and self._form(mention))):
                unclear.append((mention, owners))
                continue
            if len(owners) < 2:
                mention.person = self._person(owners[0] if owners else self.book.canonical(mention.entity.canonical))
                mention.person.first = min(mention.person.first, mention.start)
                following = found[index + 1] if index + 1 < len(found) else None
                mention.person.lessons.append(partial(self._learn, mention.person, mention, following))
        called: dict[str, str] = {}
        for mention, owners in unclear:
            mention.person = self._one_of(owners, mention, called)
        return found

    def _one_of(self, owners: list[str], mention: Mention, called: dict[str, str]) -> Person | None:
        """Whom a surname stands for that several people, or a man and a title for women, share.

        The gender of a title tells them apart; else a surname stands for the one who has been called so before, or
        who was the only one named until then. `called` holds who was.
        """
        gender = self._form(mention)
        surname = mention.entity.text.lower()
        fitting = [self._person(name) for name in owners]
        fitting = [person for person in fitting if gender is None or person.gender in {None, gender}]
        if not fitting:  # "M. Lambert", where only Julie Lambert has a full name
            person = self._person(self.book.without_titles(mention.entity.text))
            person.votes += _signed(gender, FORM)
            return person
        known = [person for person in fitting if person.first < mention.start]
        before = [person for person in known if person.name == called.get(surname)]
        if len(fitting) > 1:
            fitting = before or known
        if len(fitting) != 1:
            mention.namesakes = fitting
            return None
        called[surname] = fitting[0].name
        fitting[0].votes += _signed(gender, FORM)
        return fitting[0]

    @property
    def words(self) -> frozenset[str]:
        """All words of the article as they are written."""
        if self._words is None:
            self._words = frozenset(_LETTERS.findall(self.text))
        return self._words

    @property
    def starts(self) -> list[int]:
        """The mentions' starts."""
        if self._starts is None:
            self._starts = [mention.start for mention in self.mentions]
        return self._starts

    def add(self, entities: Sequence[Entity]) -> None:
        """Takes in further mentions of the people known, sorted by start; before any are asked for."""
        self._entities = sorted([*self._entities, *entities], key=lambda e: (e.start, -e.end))

    def release(self) -> None:
        """Lets go of the mentions, which hold what reads them; to be called when nothing more is asked.

        So their memory, and that of the whole article, is free at once and not when the garbage collector comes.
        """
        self._mentions = None
        for person in self.persons.values():
            person.lessons.clear()

    def starting_at(self, offset: int) -> Mention | None:
        """Returns the mention that begins at an offset."""
        index = bisect_left(self.starts, offset)
        found = index < len(self.mentions) and self.starts[index] == offset
        return self.mentions[index] if found else None

    def between(self, start: int, end: int) -> list[Mention]:
        """Returns the mentions that begin in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def with_role(self, words: Sequence[str]) -> list[Person]:
        """Returns the people that a noun group, lower case, may stand for: the mayor, Japans Verteidigungsminister.

        None of them where the group is indefinite, or stands for no single person.
        """
        if words[0] in INDEFINITE.get(self.language, INDEFINITE["und"]):
            return []
        role = self.role_of(words)
        if role is None:
            return self._described_as(words)
        holders = self._by_head.get(role.head, ())
        if len(holders) > MAX_HOLDERS:
            return []
        return [person for person in holders if any(_fits(role, r) for r in person.roles)]

    def _described_as(self, words: Sequence[str]) -> list[Person]:
        """The people before whose name a word stands that nothing else is known of: dike warden X, the postman, X."""
        if words[0] not in self.lexicon.determiners or len(words) != 2:
            return []
        return list(self._by_word.get(words[1], {}).values()) if self.mentions else []

    @property
    def _by_word(self) -> dict[str, dict[str, Person]]:
        if self._persons_by_word is None:
            self._persons_by_word = self._find_by_word()
        return self._persons_by_word

    def _find_by_word(self) -> dict[str, dict[str, Person]]:
        by_word: dict[str, dict[str, Person]] = {}
        for mention in self.mentions:
            words = mention.before[:1]
            if words == [","]:
                words = mention.before[1:2] if mention.after[:1] and mention.after[0] in CLOSING else []
            for word in map(str.lower, words):
                if mention.person is not None and word not in self.lexicon.function_words:
                    by_word.setdefault(word, {})[mention.person.name] = mention.person
        return by_word

    @property
    def _by_head(self) -> dict[str, list[Person]]:
        if self._persons_by_head is None:
            self._persons_by_head = self._find_by_head()
        return self._persons_by_head

    def _find_by_head(self) -> dict[str, list[Person]]:
        by_head: dict[str, list[Person]] = {}
        if self.mentions:
            for person in self.persons.values():
                for head in {role.head for role in person.roles}:
                    by_head.setdefault(head, []).append(person)
        return by_head

    def role_of(self, words: Sequence[str]) -> Role | None:
        """Returns the role that a noun group, lower case, names; None if there is no word for one person in it."""
        small, head_at = self.lexicon.function_words, -1
        head: str | None = None
        for index, word in enumerate(words[: 2 * GROUP_WORDS]):
            if index and word in small and word not in self.lexicon.determiners:
                break
            found = self.titles.head(word)
            if found is not None and found not in self.titles.forms:
                if head is None or self.language in RIGHT_HEADED:
                    head, head_at = found, index
                if self.language not in RIGHT_HEADED:
                    break
        if head is None:
            return None
        stretch = next((i for i, w in enumerate(words) if i > head_at and w in small), len(words))
        after = stretch if self.language in RIGHT_HEADED else head_at + 1  # what follows the head is a verb
        rest = {w for w in (*words[:head_at], *words[after:]) if w not in small and w[:1].isalnum()}
        rest |= {part for w in rest if "-" in w for part in w.split("-") if part}
        compound = words[head_at].removesuffix(head).rstrip("s-")
        if compound:
            rest.add(compound)
        return Role(head, frozenset(rest), self.titles.genders.get(head))

    # Reading one mention.

    def _words_before(self, entity: Entity) -> list[str]:
        """The words of the sentence before a mention, nearest first."""
        text, folded = self.text, self.lexicon.folded
        words: list[str] = _WORD.findall(text, max(entity.start - CONTEXT, 0), entity.start)
        before: list[str] = []
        for word in reversed(words):
            if word in _TERMINAL and not (word == "." and not before):
                break
            before.append((word.translate(folded) or word) if folded else word)
        if before[:1] == ["."]:
            before = before[1:] if len(before) > 1 and before[1].lower() in self.titles.forms else []
        return before

    def _words_after(self, entity: Entity) -> list[str]:
        """The words of the sentence after a mention; a sign that ends it is a full stop."""
        text, folded = self.text, self.lexicon.folded
        after: list[str] = []
        for word in _WORD.findall(text, entity.end, entity.end + CONTEXT):
            if word in _TERMINAL:
                after.append(".")
                break
            after.append((word.translate(folded) or word) if folded else word)
        return after

    def _person(self, name: str) -> Person:
        person = self.persons.get(name)
        if person is None:
            person = self.persons[name] = Person(name)
            person.votes = self._votes_of_name(name)
        return person

    def _form(self, mention: Mention) -> Gender | None:
        """The gender that the word right before a mention, or its own first word, tells: Mrs, Frau, Ministerin."""
        own = mention.entity.text.lower().split()
        for word in (own[0].strip(".") if len(own) > 1 else "", mention.before[0].lower() if mention.before else ""):
            head = self.titles.head(word) if word else None
            if head is not None and self.titles.genders[head] is not None:
                return self.titles.genders[head]
        return None

    def _describes(self, mention: Mention, following: Mention | None) -> bool:
        attributed = ATTRIBUTED.get(self.language)
        first = _WORD.search(self.text, mention.end, mention.end + CONTEXT) if attributed else None
        if attributed and first and first.group() in attributed:
            return True
        if following is None or following.start - mention.end > CONTEXT // 2:
            return False
        between = self.text[mention.end : following.start].split()
        if not between or len(between) > MAX_COMPLEMENTS or not all(word.isalnum() for word in between):
            return False
        return self.titles.head(between[-1].lower()) is not None and self._are_complements(mention, between[:-1])

    def _are_complements(self, mention: Mention, words: list[str]) -> bool:
        """Whether the words after a name and before somebody's office are no verb: Bell *campaign* manager Carl Lund.

        In the other Germanic languages the name has an ending there; Romance and Slavic languages have nothing of it.
        """
        if self.language in WITH_S:
            return mention.entity.text.endswith("s")
        if self.language != "en":
            return bool(self.titles.suffixes)
        switch = any(word.islower() for word in words) and not all(word.islower() for word in words)
        small = [word.lower() for word in words]
        verbs = any(w in self.lexicon.function_words or w in self.lexicon.cues or w in PASTS for w in small)
        return not verbs and not switch and not any(word.endswith("ed") for word in words)

    def _votes_of_name(self, name: str) -> float:
        words = name.lower().split()
        if not words:  # who is given entities of other makers may be given a blank one
            return 0.0
        votes = 0.0
        if len(words) > 1 or name in self.persons:
            first = words[-1] if self.language == "hu" else words[0]
            gender = gender_of_first_name(first.strip(".,"), self.language)
            votes += _signed(gender, FIRST_NAME)
        for word in words[1:]:
            found = _PATRONYMIC.search(word)
            if found:
                votes += PATRONYMIC if found["f"] else -PATRONYMIC
        last = words[-1]
        if _FEMININE_SURNAME.search(last) or (self.language == "pl" and _POLISH_FEMININE.search(last)):
            weight = SURNAME if _NOMINATIVE_ONLY.search(last) or not "Ѐ" <= last[-1] <= "ӿ" else AMBIGUOUS_SURNAME
            votes += weight if not len(words) > 1 or words[0][-1] in "aаяá" else 0.0
        elif _MASCULINE_SURNAME.search(last):
            votes -= SURNAME
        return votes

    def _learn(self, person: Person, mention: Mention, following: Mention | None) -> None:
        """Takes in what the words around a mention say of its person."""
        before = [word.lower() for word in mention.before]
        first = mention.entity.text.lower().split()
        for word in (before[:1] + first[:1]) if len(first) > 1 else before[:1]:
            form = word.strip(".")
            if form in self.titles.forms:
                person.votes += _signed(self.titles.genders[form], FORM)
        led = self._group_before(mention, before)
        if led and before and before[0] != "," and self._owns(before[0], mention):
            led = []  # адвокат Анны Горской: she is none
        for words in (led, self._group_after(mention, following), *self._inside(first)):
            role = self.role_of(words) if words else None
            if role is not None:
                person.votes += _signed(role.gender, OFFICE if role.gender == "f" else MASCULINE_OFFICE)
                if role.gender is None and words[0] in FEMININE_DETERMINERS.get(self.language, ()):
                    person.votes += OFFICE
                elif role.gender is None and words[0] in MASCULINE_DETERMINERS.get(self.language, ()):
                    person.votes -= DETERMINER
                if len(person.known_roles) < GROUP_WORDS and role not in person.known_roles:
                    person.known_roles.append(role)
        self._learn_from_sentence(mention, person, following)

    def _owns(self, role: str, mention: Mention) -> bool:
        """Whether a mention tells whose somebody is, whose role stands right before it."""
        entity = mention.entity
        if has_genitive_s(self.language, entity.text, entity.canonical):
            return True
        if self.language not in OWNER_LAST:
            return False
        return owns_before(self.language, role, entity.text, entity.canonical, self.lexicon.roles)

    def _inside(self, words: list[str]) -> list[list[str]]:
        """Titles that entity recognition took into the name: [Bürgermeisterin Ines Talbot]."""
        inside = [word for word in words[:-1] if self.titles.head(word.strip(".")) is not None]
        return [inside] if inside else []

    def _group_before(self, mention: Mention, before: list[str]) -> list[str]:
        """The noun group that ends at a mention, in reading order: "the prime minister, X,", "Minister X"."""
        if self.titles.suffixes:
            return self._group_without_blanks(mention)
        comma = before[:1] == [","]
        group: list[str] = []
        head_at: int | None = None
        for word in before[comma:]:
            small = word in self.lexicon.function_words and word not in self.lexicon.determiners
            stops = head_at is not None and (small or word in self.lexicon.cues)
            if not word[0].isalnum() or len(group) == GROUP_WORDS or stops:
                break
            if head_at is None and self.titles.head(word) is not None:
                head_at = len(group)
            group.append(word)
            if word in self.lexicon.determiners and head_at is not None:
                break
        if head_at is None or not self._hangs_together(group[:head_at], comma):
            return []
        if comma:
            closed = bool(mention.after) and mention.after[0] in CLOSING
            begins = group[-1] in self.lexicon.determiners or len(group) == len(before) - 1
            return group[::-1] if closed and begins else []
        return group[::-1]

    def _hangs_together(self, between: list[str], comma: bool) -> bool:
        """Whether the words between an office and a name, nearest to the name first, belong to the office."""
        if not between or (self.language in GENITIVE_COMPLEMENTS and len(between) <= MAX_COMPLEMENTS):
            return True
        return comma and between[-1] in self.lexicon.connectors

    def _group_without_blanks(self, mention: Mention) -> list[str]:
        """In Chinese, Japanese and Korean: the title right after a name, or right before it."""
        after = self.text[mention.end : mention.end + 6].lstrip()
        before = self.text[max(mention.start - 6, 0) : mention.start].rstrip()
        for title in self.titles.suffixes:
            if title not in self.titles.forms and (after.startswith(title) or before.endswith(title)):
                return [title]
        return []

    def _group_after(self, mention: Mention, following: Mention | None) -> list[str]:
        """The apposition or predicate after a mention: "X, the mayor of Y,", "X (spokesman)", "X is a doctor"."""
        if self.titles.suffixes or not mention.after:
            return []
        first = mention.after[0].lower()
        predicate = first in COPULAS.get(self.language, ())
        if first not in _OPENING and not predicate:
            return []
        after = [word.lower() for word in mention.after]
        group: list[str] = []
        for word in after[1:]:
            if not word[0].isalnum() or len(group) == GROUP_WORDS:
                break
            group.append(word)
        stop = after[len(group) + 1] if len(group) + 1 < len(after) else ""
        whole = len(group) == GROUP_WORDS or stop in CLOSING
        if not whole or not (predicate or self._is_apposition(mention, following, group)):
            return []
        role = self.role_of(group) if group else None
        head_at = next((i for i, w in enumerate(group) if role and self.titles.head(w) == role.head), 0)
        small, determiners = self.lexicon.function_words, self.lexicon.determiners
        clause = any(word in small and word not in determiners for word in group[:head_at])
        return group if role is not None and not clause else []

    def _is_apposition(self, mention: Mention, following: Mention | None, group: list[str]) -> bool:
        """Whether words between signs after a name are neither the next name of a list nor a clause."""
        if following is not None and following.start < mention.end + CONTEXT:
            between = self.text[mention.end : following.start]
            if between.count(",") + between.count("(") == 1 and "." not in between:
                return False  # an enumeration: "X, Minister Y and Z"
        return all(word not in self.lexicon.cues or self.titles.head(word) is not None for word in group)

    def _learn_from_sentence(self, mention: Mention, person: Person, following: Mention | None) -> None:
        """Pronouns and past forms in the same sentence, where only this person is named in it."""
        feminine, masculine = _PAST.get(self.language, ((), ()))
        for word in (mention.after[:1] + mention.before[:1]) if feminine else ():
            if word.islower() and len(word) > MIN_COMMON_LETTERS:
                if word.endswith(feminine):
                    person.votes += VERB
                elif masculine and word.endswith(masculine):
                    person.votes -= VERB
        pronouns = PERSONAL_PRONOUNS.get(self.language)
        if pronouns is None or pronouns.keys().isdisjoint(map(str.lower, mention.after)):
            return
        end = following.start if following is not None else mention.end + CONTEXT
        place = mention.end
        for word in mention.after:
            place = self.text.find(word, place, end)
            if place < 0 or word in '“”"„«»':
                return
            gender = pronouns.get(word.lower())
            if gender is not None:
                person.votes += _signed(gender, PRONOUN)
                return


@cache
def _folded_titles(language: str, lexicon: Lexicon) -> Titles:
    """The titles of a language, with the signs folded that its lexicon folds (ß, ё)."""
    titles = titles_for(language)
    if not lexicon.folded:
        return titles
    folded = {word.translate(lexicon.folded): gender for word, gender in titles.genders.items()}
    return replace(titles, genders={**titles.genders, **folded})


def _signed(gender: Gender | None, weight: float) -> float:
    if gender is None:
        return 0.0
    return weight if gender == "f" else -weight


def _fits(asked: Role, known: Role) -> bool:
    """Whether every word of the role asked for is in the known one, and no rank (deputy, former) only in one."""
    if asked.head != known.head:
        return False
    if any((word in RANKS) and not any(_akin(word, w) for w in asked.words) for word in known.words):
        return False
    return all(any(_akin(word, w) for w in known.words) for word in asked.words)


def _akin(one: str, other: str) -> bool:
    if one == other:
        return True
    common = min(len(one), len(other))
    least = max(MIN_COMMON_LETTERS, common - 2)
    return common >= MIN_COMMON_LETTERS and one[:least] == other[:least]
