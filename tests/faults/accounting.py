"""What was published against what is there: every message in exactly one outcome, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.faults.corpus import Reason

Place = tuple[str, int, int, int]
"""Topic, partition, offset and timestamp of a message: a topic that is made anew begins with the same offsets."""

COMPARED = (
    "text",
    "title",
    "published_at",
    "content_hash",
    "sections",
    "language",
    "entities",
    "quotes",
    "persons",
    "organisations",
    "locations",
    "places",
    "organisation_codes",
    "near_duplicate_keys",
)
"""Fields of an indexed article that must be what `quotewire enrich` gives."""

QUOTATION = ("position", "text", "start", "end", "kind", "group", "speaker_mention", "cue")

SHOWN = 5
"""Examples in a report of what is wrong."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be there in the end.

    Attributes:
        articles: the enriched articles by article_id, as `quotewire enrich` prints them.
        letters: the reason of each dead letter, by the place of its message.
    """

    articles: Mapping[str, Mapping[str, Any]]
    letters: Mapping[Place, Reason]


@dataclass(frozen=True, slots=True)
class Found:
    """What is there.

    Attributes:
        articles: all documents behind the alias of articles, with `_id` and `_index`.
        quotations: all documents behind the alias of quotations.
        letters: place and reason of all documents of dead letters.
        letters_in_topic: place and reason of all messages in the topic; one may be there several times.
        lag: of all consumer groups.
    """

    articles: Sequence[Mapping[str, Any]]
    quotations: Sequence[Mapping[str, Any]]
    letters: Sequence[tuple[Place, Reason]]
    letters_in_topic: Sequence[tuple[Place, Reason]]
    lag: int


@dataclass(slots=True)
class Balance:
    """The difference between the two.

    Attributes:
        lost: valid articles that are not searchable.
        duplicated: documents too many: of the same article, or of the same quotation.
        wrong: articles with other annotations or quotations, and documents that nobody expects.
        letters_expected: dead letters that must be there.
        letters_found: dead letters that are there.
        letters_wrong: missing, not expected, or with another reason.
        lag: messages without an outcome.
        examples: of all this, for a person.
    """

    lost: int = 0
    duplicated: int = 0
    wrong: int = 0
    letters_expected: int = 0
    letters_found: int = 0
    letters_wrong: int = 0
    lag: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def even(self) -> bool:
        """Whether nothing is missing, nothing too much and nothing wrong."""
        return not (self.lost or self.duplicated or self.wrong or self.letters_wrong or self.lag) and (
            self.letters_expected == self.letters_found
        )


def balance(expected: Expected, found: Found) -> Balance:
    """Compares what must be there with what is there."""
    made = Balance(letters_expected=len(expected.letters), letters_found=len(found.letters), lag=found.lag)
    _compare_articles(made, expected, found)
    _compare_letters(made, expected, found)
    return made


def _compare_articles(made: Balance, expected: Expected, found: Found) -> None:
    copies = Counter(document["article_id"] for document in found.articles)
    ids = Counter(document["_id"] for document in found.quotations)
    missing = sorted(set(expected.articles) - set(copies))
    made.lost = len(missing)
    _show(made, "lost", missing)
    several = [name for counts in (copies, ids) for name, count in counts.items() if count > 1]
    made.duplicated = sum(copies[name] + ids[name] - 1 for name in several)
    _show(made, "twice", several)
    quotations: dict[str, list[Mapping[str, Any]]] = {}
    for document in found.quotations:
        quotations.setdefault(document["article_id"], []).append(document)
    wrong = []
    for document in found.articles:
        name = document["article_id"]
        if name not in expected.articles:
            wrong.append(f"{name} (not expected)")
            continue
        right = expected.articles[name]
        fields = [key for key in COMPARED if plain(document.get(key)) != plain(right.get(key))]
        if document["_id"] != name:
            fields.append("_id")
        if _quotations_found(quotations.pop(name, [])) != _quotations_expected(right["quotes"]):
            fields.append("documents of quotations")
        if fields:
            wrong.append(f"{name} ({', '.join(fields)})")
    wrong += [f"quotations of {name} (no article)" for name in quotations if copies[name] == 0]
    made.wrong = len(wrong)
    _show(made, "wrong", wrong)


def _compare_letters(made: Balance, expected: Expected, found: Found) -> None:
    wrong = []
    for where, letters in (("index", found.letters), ("topic", found.letters_in_topic)):
        by_place: dict[Place, set[Reason]] = {}
        for place, reason in letters:
            by_place.setdefault(place, set()).add(reason)
        for place, reason in expected.letters.items():
            given = by_place.pop(place, set())
            if given != {reason}:
                wrong.append(f"{named(place)} is {_reasons(given) or 'missing'} in the {where}, not {_reason(reason)}")
        wrong += [f"{named(place)} is {_reasons(given)} in the {where}" for place, given in by_place.items()]
    made.letters_wrong = len(wrong)
    _show(made, "dead letter", wrong)


def named(place: Place) -> str:
    """A place in one word."""
    return "-".join(str(part) for part in place[:3])


def _reason(reason: Reason) -> str:
    return f"{reason.stage}/{reason.error}"


def _reasons(reasons: Iterable[Reason]) -> str:
    return " and ".join(sorted(map(_reason, reasons)))


def _show(made: Balance, what: str, names: Sequence[str]) -> None:
    made.examples += [f"{what}: {name}" for name in names[:SHOWN]]
    if len(names) > SHOWN:
        made.examples.append(f"{what}: and {len(names) - SHOWN} more")


def plain(value: Any) -> Any:
    """Without what is null, at any depth: an indexed document leaves it out."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items() if inner is not None}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def _quotations_found(documents: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    ordered = sorted(documents, key=lambda document: document["position"])
    return [[document.get(key) for key in (*QUOTATION, "speaker")] for document in ordered]


def _quotations_expected(quotes: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    made = []
    for position, quote in enumerate(quotes):
        speaker, cue = quote.get("speaker"), quote.get("cue")
        made.append(
            [
                position,
                *(quote[key] for key in ("text", "start", "end", "kind", "group")),
                speaker["text"] if speaker else None,
                cue["text"] if cue else None,
                (speaker["entity"] or speaker["text"]) if speaker else None,
            ]
        )
    return made
