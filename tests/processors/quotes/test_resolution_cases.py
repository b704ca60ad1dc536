"""How well speakers' mentions are resolved to names, on invented texts in many languages (resolution_cases.yaml)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from processors.entities import entities_of
from processors.quotes import find_quotations
from schemas import EntityLabel

CASES = yaml.safe_load((Path(__file__).parent / "resolution_cases.yaml").read_text(encoding="utf-8"))
HALVES = {"tuned": CASES[::2], "held out": CASES[1::2]}
LABELS: dict[str, EntityLabel] = {"[": "PER", "<": "LOC", "{": "ORG"}
LEAST_PRECISION = 0.9
LEAST_PRONOUN_RECALL = 0.7


@dataclass
class Measure:
    """Counts over quotations: how many a name was due and given to, by how the text names the speaker."""

    due: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right.total() / self.given.total()

    @property
    def recall(self) -> float:
        return self.right.total() / self.due.total()

    @property
    def pronoun_recall(self) -> float:
        return self.right["pronoun"] / self.due["pronoun"]

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, pronoun recall {self.pronoun_recall:.3f} "
            f"of {self.due.total()} names, {self.due['pronoun']} by pronoun"
        )


def read(marked: str) -> tuple[str, list[tuple[int, int, EntityLabel]]]:
    """The text without its marking, and the mentions that were marked."""
    text, mentions = "", []
    for piece in re.split(r"([\[<{][^\]>}]*[\]>}])", marked):
        if piece[:1] in LABELS:
            mentions.append((len(text), len(text) + len(piece) - 2, LABELS[piece[0]]))
            text += piece[1:-1]
        else:
            text += piece
    return text, mentions


def measure(cases: list[dict]) -> Measure:
    result = Measure()
    for case in cases:
        text, mentions = read(case["text"])
        found = find_quotations(text, case["lang"], entities_of(text, mentions, (), case["lang"]))
        marked = [quote for quote in found if quote.kind != "indirect"]
        answers = [quote.speaker.entity if quote.speaker else None for quote in marked]
        answers += [None] * (len(case["who"]) - len(answers))
        for (kind, name), answer in zip(((k, n) for who in case["who"] for k, n in who.items()), answers, strict=False):
            result.due[kind] += name is not None
            result.given[kind] += answer is not None
            result.right[kind] += answer is not None and answer == name
            if answer != name:
                result.errors.append(f"{case['lang']} {kind}: {answer} for {name} in {text!r}")
    return result


@pytest.mark.parametrize("half", HALVES)
def test_a_name_is_seldom_wrong_and_most_pronouns_have_one(half: str) -> None:
    result = measure(HALVES[half])
    assert result.precision >= LEAST_PRECISION, "\n".join([str(result), *result.errors])
    assert result.pronoun_recall >= LEAST_PRONOUN_RECALL, "\n".join([str(result), *result.errors])
