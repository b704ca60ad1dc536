"""From the mention of a speaker to the name it stands for in the article; null rather than a guess."""

from collections import defaultdict
from collections.abc import Sequence

from processors.quotes.candidates import Candidate, CandidateKind
from processors.quotes.layout import Layout
from schemas.annotations import Entity

PRONOUN_REACH = 600
"""Code points before a pronoun within which its person must have been named."""
MAX_NAMED = 50
"""Mentions looked at for one pronoun; a paragraph that holds more is a list."""
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
        paragraph = self.text.rfind("\n", max(start - PRONOUN_REACH, 0), start) + 1
        named = self._named(paragraph, start)
        if antecedent is not None and named <= {antecedent}:
            return antecedent
        if not named and paragraph:
            lowest = max(paragraph - PRONOUN_REACH, 0)
            line_end = lowest + len(self.text[lowest:paragraph].rstrip())
            named = self._named(self.text.rfind("\n", lowest, line_end) + 1, line_end)
        return named.pop() if len(named) == 1 else None

    def _named(self, start: int, end: int) -> set[str]:
        """The full names of the people named between two offsets, but no further back than the reach."""
        first, last = _lower_bound(self.people, max(start, end - PRONOUN_REACH)), _lower_bound(self.people, end)
        return {self.full(e.canonical) for e in self.people[first : min(last, first + MAX_NAMED)]}


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
    """The longest of several names if all the others are parts of it: "Ann Bell" of "Dame Ann Bell"."""
    if not names:
        return None
    longest = max(sorted(names), key=len)
    return longest if all(set(name.split()) <= set(longest.split()) for name in names) else None


def _bare(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s").strip(".,")
