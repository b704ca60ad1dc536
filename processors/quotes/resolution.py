"""From the mention of a speaker to the name it stands for in the article; null rather than a guess."""

from collections import defaultdict
from collections.abc import Sequence

from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.layout import Layout
from schemas.annotations import Entity

PRONOUN_REACH = 600
"""Code points before a pronoun within which its person must have been named."""
PLURAL_VERB = {"de": "en", "nl": "en"}
"""Ending of a cue verb after which a pronoun ("sie") stands for several people."""


class Names:
    """The people and bodies an article names, looked up by their last word."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.people = sorted((e for e in entities if e.label == "PER"), key=lambda e: e.start)
        self.by_last: dict[str, set[str]] = defaultdict(set)
        for entity in self.people:
            for name in (entity.canonical, entity.text):
                self.add(name)

    def add(self, name: str) -> None:
        """Takes in a full name; one of a single word says nothing."""
        words = name.split()
        if len(words) > 1:
            self.by_last[_bare(words[-1])].add(" ".join(words))

    def full(self, name: str) -> str:
        """Returns the one full name that ends in `name`, else `name` itself."""
        words = name.split()
        if len(words) != 1:
            return name
        known = self.by_last.get(_bare(name), set()) or self.by_last.get(_bare(name).removesuffix("s"), set())
        longest = _longest_of_one(known)
        return longest or name

    def resolve(self, layout: Layout, candidate: Candidate, cue: str | None, antecedent: str | None) -> str | None:
        """Returns the canonical name of `candidate`, or None where it is not certain enough.

        Args:
            layout: the passages the candidate's tokens are counted in.
            candidate: the speaker's mention.
            cue: the cue's text, which may show that a pronoun is plural.
            antecedent: canonical name of the speaker of the quotation before, in the same or the last paragraph.
        """
        if candidate.entity is not None:
            entity = candidate.entity
            return self.full(entity.canonical) if entity.label == "PER" else entity.canonical
        start, end = layout.tokens[candidate.first].start, layout.tokens[candidate.last - 1].end
        if candidate.kind is CandidateKind.PRONOUN:
            return self._pronoun(layout, self.text[start:end], start, cue, antecedent)
        if candidate.kind is CandidateKind.NAME:
            return " ".join(self.text[start:end].split())
        if candidate.kind is CandidateKind.NOUN:
            name = self.text[start:end]
            full = self.full(name)
            return full if full != name else None
        return None

    def _pronoun(self, layout: Layout, pronoun: str, start: int, cue: str | None, antecedent: str | None) -> str | None:
        lexicon = layout.lexicon
        word = pronoun.lower()
        if word not in lexicon.masculine and word not in lexicon.feminine:
            return None
        ending = PLURAL_VERB.get(layout.language)
        if ending and word in lexicon.feminine and cue and cue.lower().endswith(ending):
            return None
        named = {self.full(e.canonical) for e in self._before(start)}
        if antecedent is not None and named <= {antecedent}:
            return antecedent
        return named.pop() if len(named) == 1 else None

    def _before(self, start: int) -> list[Entity]:
        """The people named in the reach before `start`."""
        low, high = start - PRONOUN_REACH, start
        first = _lower_bound(self.people, low)
        return [
            e for e in self.people[first : _lower_bound(self.people, high)] if self.text.find("\n\n", e.end, high) < 0
        ][:50]


def _lower_bound(people: Sequence[Entity], offset: int) -> int:
    low, high = 0, len(people)
    while low < high:
        middle = (low + high) // 2
        if people[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _longest_of_one(names: set[str]) -> str | None:
    """The longest of several names if all the others are parts of it: "Fumio Kishida" of "Mr Fumio Kishida"."""
    if not names:
        return None
    longest = max(sorted(names), key=len)
    return longest if all(set(name.split()) <= set(longest.split()) for name in names) else None


def _bare(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s").strip(".,")
