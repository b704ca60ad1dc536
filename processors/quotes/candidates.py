"""Who might be speaking: entities, pronouns, titled noun groups.

Where a script has capitals, capitalised words that no entity covers are taken for names too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from processors.names.titles import titles_for
from processors.quotes.cues import (
    CONNECTOR,
    DETERMINER,
    POSSESSIVE_PRONOUN,
    PREPOSITION,
    PRONOUN,
    REPORTING,
    ROLE,
    SMALL,
    TITLE,
    CueClass,
    Lexicon,
)
from processors.quotes.grammar import RANKS
from processors.quotes.layout import Layout
from processors.quotes.owners import (
    OWNER_LAST,
    OWNER_PARTICLES,
    RELATIONS,
    SLAVIC,
    WITH_S,
    has_genitive_s,
    is_oblique,
    owns_before,
    owns_next,
)
from processors.quotes.signs import APOSTROPHES, POSSESSIVE
from processors.quotes.tokens import NOUNS_CAPITALISED, Token, TokenKind
from schemas.annotations import Entity

MAX_GROUP_TOKENS: Final = 12
"""A noun group is cut after this many tokens."""
MAX_PREMODIFIERS: Final = 8
"""How many signs may stand before a role in its noun group, where no blanks part the words."""
MAX_OWNER_TITLES: Final = 2
"""Titles between an owner's name and the particle after it."""
MIN_NAME_LETTERS: Final = 2
SIBILANTS: Final = ("s", "ß", "x", "z")
"""Sounds after which an owner may have a sign alone: Jones'."""
MAX_CUE_TOKENS: Final = 4
"""Longest verbless attribution looked for before a role: по словам."""


class CandidateKind(IntEnum):
    """What a candidate is."""

    PERSON = 0
    PRONOUN = 1
    ROLE = 2
    """A noun group around a word for people or bodies that speak: "a White House official"."""
    ORGANISATION = 3
    NAME = 4
    """Capitalised words that no entity covers."""
    GROUP = 5
    """Any other noun group with a determiner."""
    PLACE = 6
    NOUN = 7
    """A single capitalised word, which may be a name or not."""


NAMED: Final = frozenset({CandidateKind.PERSON, CandidateKind.NAME})
"""Those called by their names."""
SPEAKING: Final = NAMED | {CandidateKind.PRONOUN, CandidateKind.ROLE, CandidateKind.ORGANISATION}
"""What may speak beyond doubt."""


class Candidate(NamedTuple):
    """A possible speaker: tokens [first, last), and the entity it is, if it is one.

    `inside` is true for an entity that is only part of a larger noun group ("the spokesman for X"), `owned` for a role
    of somebody else's whose name is in the group, with no preposition between (`owners`).
    """

    kind: CandidateKind
    first: int
    last: int
    entity: Entity | None = None
    inside: bool = False
    owned: bool = False


_BY_LABEL: Final = {"PER": CandidateKind.PERSON, "ORG": CandidateKind.ORGANISATION, "LOC": CandidateKind.PLACE}


def find_candidates(layout: Layout, entities: Sequence[Entity]) -> list[Candidate]:
    """Finds all possible speakers among the tokens of `layout`, sorted by their first token.

    Args:
        layout: the passages around the quotations.
        entities: sorted by start; those that overlap a quotation or lie outside the passages are passed over.
    """
    tokens = layout.tokens
    entity_at = _entities_by_token(tokens, layout.starts, entities)
    reach = _premodifiers(layout)
    found: list[Candidate] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind is not TokenKind.WORD:
            index += 1
            continue
        traits = token.traits
        if index in entity_at:
            entity, last = entity_at[index]
            if entity.label in _BY_LABEL:
                owns, owned = _owned(layout, index, last, entity_at, entity)
                if owned is not None:
                    found.append(owned)
                found.append(Candidate(_BY_LABEL[entity.label], index, last, entity, inside=owns))
                index = last if owned is None else owned.last
                continue
        if token.cue is not None and token.cue_tokens > 1:
            index += token.cue_tokens  # "nach Angaben der Polizei": no name begins inside the cue
            continue
        if traits & SMALL and not traits & (DETERMINER | PRONOUN):
            index += 1  # no candidate begins with one
            continue
        if not (traits or token.capital or _role_ahead(tokens, index, reach)):
            index += 1  # most words
            continue
        group = _group_at(layout, index, entity_at)
        if group is None or _is_article_of_entity(layout, group, entity_at):
            index += 1
            continue
        if group.kind is CandidateKind.ROLE and layout.lexicon.order == "sov" and _follows_person(found, index):
            group = group._replace(inside=True)
        found.append(group)
        for inner in range(group.first, group.last):
            if inner in entity_at and inner != group.first and entity_at[inner][0].label in _BY_LABEL:
                entity, last = entity_at[inner]
                found.append(Candidate(_BY_LABEL[entity.label], inner, last, entity, inside=True))
        index = max(group.last, index + 1)
    return found


def _owned(
    layout: Layout, index: int, last: int, entity_at: dict[int, tuple[Entity, int]], entity: Entity | None = None
) -> tuple[bool, Candidate | None]:
    """Whether a name leads to a role that is somebody else's, and the group of both: *Crane's spokesman*.

    There is no such group where the other has a name too: *Crane's* spokesman Ann Bell.
    """
    tokens = layout.tokens
    own = tokens[last - 1].lower
    if own in APOSTROPHES or (last < len(tokens) and tokens[last].lower in APOSTROPHES):
        last += own not in APOSTROPHES
        bare = tokens[last - 2]
        own = "'s" if bare.lower.endswith(SIBILANTS) and bare.end == tokens[last - 1].start else own  # Jones'
    last = _after_owner_particle(layout, last)
    if last >= len(tokens) or not tokens[last].word:
        return False, None
    role, roles = tokens[last].lower, layout.lexicon.roles
    if POSSESSIVE.search(own[-2:]):
        group = _noun_group(layout, last, last, entity_at)
        leads = group is not None and group.kind is CandidateKind.ROLE
        if not leads and entity is not None and _speaks_next(layout, last):
            group, leads = Candidate(CandidateKind.ROLE, last, last + 1), True
        return leads, group._replace(first=index, owned=True) if group is not None and leads else None
    if not tokens[last].traits & ROLE:
        genitive = entity is not None and entity.canonical != entity.text and tokens[last].cue is None
        if not genitive or last + 1 >= len(tokens) or not tokens[last + 1].traits & ROLE:
            return False, None  # else Ekströms äldsta dotter
        role = tokens[last + 1].lower
    if layout.language in WITH_S and titles_for(layout.language).head(role) is None:
        return False, None  # sagte Klaus Journalisten
    joined = tokens[last - 1].lower if layout.language in OWNER_PARTICLES else own
    if not owns_next(layout.language, joined, role, roles):
        return False, None
    group = _noun_group(layout, last, last, entity_at)
    return True, group._replace(first=index, owned=True) if group is not None else None


def _speaks_next(layout: Layout, index: int) -> bool:
    """Whether a plain word stands right before a verb of saying: Crane's *killer* said."""
    if index + 1 >= len(layout.tokens):
        return False
    token, verb = layout.tokens[index], layout.tokens[index + 1]
    return token.word and token.cue is None and not token.capital and not token.traits and verb.cue in REPORTING


def _after_owner_particle(layout: Layout, last: int) -> int:
    """The token after the particle that follows a name and perhaps its titles: 李强*部长的*; else `last`."""
    tokens, particle = layout.tokens, OWNER_PARTICLES.get(layout.language)
    if particle is None:
        return last
    index = last
    while index < min(last + MAX_OWNER_TITLES, len(tokens)) and tokens[index].traits & ROLE:
        index += 1
    return index + 1 if index < len(tokens) and tokens[index].lower == particle else last


def _owned_by_pronoun(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """The group of a pronoun and the role it owns, where a particle stands between: 他的律师."""
    particle = OWNER_PARTICLES.get(layout.language)
    if particle is None or index + 2 >= len(layout.tokens) or layout.tokens[index + 1].lower != particle:
        return None
    group = _noun_group(layout, index + 2, index + 2, entity_at)
    return group._replace(first=index) if group is not None and group.kind is CandidateKind.ROLE else None


def _follows_person(found: Sequence[Candidate], index: int) -> bool:
    """Whether a person's name ends right before token `index`: what follows is its title in verb-final languages."""
    return bool(found) and found[-1].kind is CandidateKind.PERSON and found[-1].last == index


def _is_article_of_entity(layout: Layout, group: Candidate, entity_at: dict[int, tuple[Entity, int]]) -> bool:
    """Whether a group is but an entity with its article, and so the entity itself: η Άννα Λόφου, die Telekom."""
    second = group.first + 1
    return (
        second in entity_at
        and entity_at[second][0].label in _BY_LABEL
        and entity_at[second][1] == group.last
        and bool(layout.tokens[group.first].traits & DETERMINER)
    )


def _entities_by_token(
    tokens: Sequence[Token], starts: Sequence[int], entities: Sequence[Entity]
) -> dict[int, tuple[Entity, int]]:
    at: dict[int, tuple[Entity, int]] = {}
    for entity in entities:
        first = bisect_left(starts, entity.start)
        if (
            first
            and (first == len(tokens) or tokens[first].start > entity.start)
            and tokens[first - 1].end > entity.start
        ):
            first -= 1
        last = first
        while last < len(tokens) and tokens[last].start < entity.end and tokens[last].kind is not TokenKind.QUOTATION:
            last += 1
            if last - first > MAX_GROUP_TOKENS:
                break
        if last > first and first not in at and all(t.kind is not TokenKind.BREAK for t in tokens[first:last]):
            at[first] = (entity, last)
    return at


def _group_at(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """The pronoun, noun group or name that begins at token `index`, if one does."""
    token = layout.tokens[index]
    traits = token.traits
    if traits & DETERMINER:
        group = _noun_group(layout, index, index + 1, entity_at)
        if group is not None:
            return group
    if traits & PRONOUN and not traits & POSSESSIVE_PRONOUN and not _is_title(layout, index):
        return _owned_by_pronoun(layout, index, entity_at) or Candidate(CandidateKind.PRONOUN, index, index + 1)
    if traits & SMALL:
        return None
    if token.cue is None and traits & ROLE:
        return _titled(layout, index, entity_at) or _noun_group(layout, index, index, entity_at)
    if token.capital:
        return _capital_role(layout, index, entity_at) or _name_or_owned(layout, index, entity_at)
    return _titled(layout, index, entity_at) or _leading_role(layout, index, entity_at)


def _is_title(layout: Layout, index: int) -> bool:
    """Whether a pronoun is the title of the name after it: *ông* Nguyễn Văn Núi."""
    following = layout.tokens[index + 1] if index + 1 < len(layout.tokens) else None
    return bool(layout.tokens[index].traits & TITLE) and following is not None and following.word and following.capital


def _noun_group(layout: Layout, first: int, begin: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """Follows a noun group from its determiner (or from `begin`) to a sign, a verb or a small word."""
    tokens, lexicon = layout.tokens, layout.lexicon
    role = words = 0  # `role`: one past the last word for people or bodies
    index = begin
    stop = min(len(tokens), first + MAX_GROUP_TOKENS)
    while index < stop and not (
        words and tokens[index - 1].traits & ROLE and _ends_subject(lexicon, tokens[index - 1])
    ):
        token = tokens[index]
        if token.kind is not TokenKind.WORD or token.particle:
            break
        traits = token.traits
        if index in entity_at and entity_at[index][0].label == "PER" and not _connected(layout, index):
            break  # "the former governor Mary Smith": the name speaks for itself
        if traits & CONNECTOR and words and role and index + 1 < stop and tokens[index + 1].word:
            following = tokens[index + 1].traits
            if traits & PREPOSITION and following & PRONOUN and not following & DETERMINER:
                break
            index += 2 if following & DETERMINER else 1
            continue
        owner = words and tokens[index - 1].cue is CueClass.NOUN and _may_own_words(layout, token)
        if owner or ((words and not traits & CONNECTOR) if traits & DETERMINER else traits & SMALL):
            break  # "la polizia | la situazione", "the words | of"
        heads = token.cue is CueClass.NOUN and not words  # "the letter" reads, says, ...
        is_role = traits & ROLE
        if token.cue is not None and not heads and not is_role and (words or not token.capital):
            break
        if (words and not is_role and _is_verb(layout, index)) or _name_begins(layout, index, begin):
            break  # la Comisión Europea | llevó; the harbour master | Ann Bell
        words += 1
        index += 1
        role = index if is_role else role
    index = min(role if lexicon.head == "last" and role else index, len(tokens))
    while index > begin and (not tokens[index - 1].word or tokens[index - 1].traits & SMALL):
        index -= 1
    if not words or index <= begin:
        return None
    if index in entity_at and entity_at[index][0].label == "PER" and not _connected(layout, index):
        if begin < role == index - 1 and "en" in lexicon.languages and tokens[role].lower.endswith("ing"):
            return Candidate(CandidateKind.ROLE, first, role)  # a lawyer | representing Bell
        return _led_by_role(layout, first, index, *entity_at[index], ends=role == index) if role else None
    return Candidate(CandidateKind.ROLE if role else CandidateKind.GROUP, first, index)


def _may_own_words(layout: Layout, token: Token) -> bool:
    """Whether what follows a noun of saying tells whose words they are: the words *of*, ответ *министра*."""
    return token.lower in layout.lexicon.owner_prepositions or (layout.language in SLAVIC and bool(token.traits & ROLE))


def _led_by_role(layout: Layout, first: int, index: int, owner: Entity, last: int, ends: bool) -> Candidate | None:
    """The group of a role and of the person named right after it, who is its owner: адвокат *Анны Горской*.

    `ends` says whether the role is the word right before the name.
    """
    tokens = layout.tokens
    if _is_title_of_owner(layout, first, index, owner):
        return Candidate(CandidateKind.ROLE, first, last, owned=True)
    if ends and has_genitive_s(layout.language, owner.text, owner.canonical):
        return Candidate(CandidateKind.ROLE, first, last, owned=True)  # der Bruder Anna Lunds
    if not ends or layout.language not in OWNER_LAST:
        return None
    leading = range(max(first - MAX_CUE_TOKENS, 0), first)
    led = {CueClass.ACCORDING, CueClass.NOUN}
    reported = any(tokens[i].cue in led and i + tokens[i].cue_tokens == first for i in leading)
    word = tokens[index - 1].lower
    owns = owns_before(layout.language, word, owner.text, owner.canonical, layout.lexicon.roles, reported)
    return Candidate(CandidateKind.ROLE, first, last, owned=True) if owns else None


def _is_title_of_owner(layout: Layout, first: int, index: int, owner: Entity) -> bool:
    """Whether a group's last word is the title of the person named after it, to whom the rest of it belongs.

    So in: the brother *of mayor* Bell, der Bruder *des Ministers* Lund, сын *министра* Ивана Лунда.
    """
    tokens, titles = layout.tokens, titles_for(layout.language)
    begin = index - 1
    if layout.language in SLAVIC:
        whose = begin > first and tokens[begin - 1].lower in RELATIONS
        return whose and is_oblique(owner.text, owner.canonical, layout.language) is True
    title = tokens[begin].lower
    if titles.head(title) is None and titles.head(title.removesuffix("s")) is None:
        return False  # le directeur du musée Marc Lund
    while (
        begin > first + 1
        and (tokens[begin - 1].traits & (TITLE | DETERMINER) or tokens[begin - 1].lower in RANKS)
        and not tokens[begin - 1].traits & CONNECTOR
    ):
        begin -= 1
    joined = begin > first + 1 and tokens[begin - 1].traits & CONNECTOR
    return bool(joined and tokens[begin - 2].traits & ROLE)


def _ends_subject(lexicon: Lexicon, role: Token) -> bool:
    """Whether the ending of a role shows that the subject ends with it: 대변인은."""
    return role.lower in lexicon.roles and role.lower.endswith(lexicon.subject_marks[1])


def _is_verb(layout: Layout, index: int) -> bool:
    """Whether a small word after a capital is the verb, where an adjective (le Conseil *régional* a dit) may stand too.

    After an adjective the verb comes next; after the verb, something else.
    """
    token, before = layout.tokens[index], layout.tokens[index - 1]
    if layout.lexicon.head != "first" or token.capital or not before.capital or index + 1 >= len(layout.tokens):
        return False
    following = layout.tokens[index + 1]
    return following.word and following.cue is None and following.lower not in layout.lexicon.auxiliaries


def _name_begins(layout: Layout, index: int, begin: int) -> bool:
    """Whether a capital follows a word without one, where that tells a name: the harbour master *Ann* Bell."""
    if index == begin or not layout.cased or layout.language in NOUNS_CAPITALISED:
        return False
    token, before = layout.tokens[index], layout.tokens[index - 1]
    following = layout.tokens[index + 1] if index + 1 < len(layout.tokens) else None
    run = following is not None and following.word and following.capital
    return token.capital and run and not before.capital and not _connected(layout, index)


def _connected(layout: Layout, index: int) -> bool:
    """Whether the token before is a word like "of", so that what follows belongs to the group before it."""
    return index > 0 and bool(layout.tokens[index - 1].traits & (CONNECTOR | DETERMINER))


def _name_or_owned(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """A name that no entity covers, or the group of it and the role it owns: Ekströms dotter."""
    name = _name(layout, index, entity_at)
    if name is None or layout.language in NOUNS_CAPITALISED:
        return name
    return _owned(layout, index, name.last, entity_at)[1] or name


def _name(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """A run of capitalised words from `index`; particles may stand inside it."""
    tokens, lexicon = layout.tokens, layout.lexicon
    if tokens[index].cue in REPORTING and _starts_sentence(layout, index):
        return None  # Said | Hensley
    last = index + 1
    role = tokens[index].traits & ROLE
    stop = min(len(tokens), index + MAX_GROUP_TOKENS)
    while last < stop and tokens[last].word and last not in entity_at:
        before = tokens[last - 1].lower
        if "'" in before and before.endswith(lexicon.oblique_endings):
            break  # İzmir'de | Leman
        if tokens[last].capital and not tokens[last].traits & SMALL:
            role = role or tokens[last].traits & ROLE
            last += 1
        elif (
            tokens[last].lower in lexicon.particles
            and last + 1 < stop
            and tokens[last + 1].capital
            and tokens[last + 1].word
        ):
            last += 2
        else:
            break
    last = min(last, stop)
    if last in entity_at and entity_at[last][0].label == "PER":
        return None
    if tokens[index].cue is not None and last == index + 1:
        return None
    length = sum(t.end - t.start for t in tokens[index:last])
    if length < MIN_NAME_LETTERS:
        return None
    if last - index > 1:
        return Candidate(CandidateKind.NAME, index, last)
    return Candidate(CandidateKind.ROLE if role else CandidateKind.NOUN, index, last)


def _titled(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """A name of one word or more with a title that has no capital: pani Anna."""
    title, following = layout.tokens[index], index + 1
    if not layout.cased or title.capital or not title.traits & TITLE or following in entity_at:
        return None
    if following >= len(layout.tokens) or not layout.tokens[following].word or not layout.tokens[following].capital:
        return None
    name = _name(layout, following, entity_at)
    return Candidate(CandidateKind.NAME, index, name.last) if name is not None else None


def _capital_role(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """A role with an adjective before it that has a capital only because it begins a sentence: "Senior officials"."""
    if not _starts_sentence(layout, index):
        return None
    if index + 1 < len(layout.tokens) and layout.tokens[index + 1].capital:
        return None
    return _leading_role(layout, index, entity_at)


def _starts_sentence(layout: Layout, index: int) -> bool:
    return index == 0 or layout.tokens[index - 1].sentence != layout.tokens[index].sentence


def _leading_role(layout: Layout, index: int, entity_at: dict[int, tuple[Entity, int]]) -> Candidate | None:
    """A role with an adjective before it and no determiner: "senior officials"."""
    tokens = layout.tokens
    if tokens[index].cue is not None or index in entity_at:
        return None
    for ahead in range(index + 1, min(index + _premodifiers(layout) + 1, len(tokens))):
        token = tokens[ahead]
        if not token.word or ahead in entity_at:
            return None
        if token.traits & ROLE:
            return _noun_group(layout, index, index, entity_at)
        if token.cue is not None or (token.traits & SMALL and not token.traits & CONNECTOR):
            return None
    return None


def _premodifiers(layout: Layout) -> int:
    """How many words may stand before a role that no determiner begins."""
    return MAX_PREMODIFIERS if layout.unspaced else 3 if layout.lexicon.subject_marks[1] else 1


def _role_ahead(tokens: Sequence[Token], index: int, reach: int) -> bool:
    """Whether one of the next tokens is a role: a quick look."""
    return any(token.traits & ROLE for token in tokens[index + 1 : index + reach + 1])
