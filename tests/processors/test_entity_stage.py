"""The whole entity stage with the shipped models on texts that are none: no exception, right offsets, bounded."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from processors.chain import Chain
from schemas import Entity, RawArticle
from tests.timing import cpu_seconds, growth

ROOT = Path(__file__).parents[2]

SENTENCE = "Der Hafen von Grünhagen gehört laut Wiebke Jessenius der Firma Halvorn in Dänemark. "
MIXED = "Ines Talbot в Москве, 東京の山田太郎, مدينة الميناء, λόγος, हिन्दी und Łódź. "

KINDS = {
    "without spaces": lambda size: "WiebkeJesseniussagteinGrünhagen" * (size // 31),
    "marks without spaces": lambda size: "Wiebke,Jessenius.Grünhagen;" * (size // 27),
    "one endless word": lambda size: SENTENCE + "x" * size + " " + SENTENCE,
    "a table of numbers": lambda size: "".join(
        f"{i % 97}\t{i * 7 % 1000},{i % 10}\t{i % 13} %\n" for i in range(size // 14)
    ),
    "mixed scripts": lambda size: MIXED * (size // len(MIXED)),
    "capitals": lambda size: SENTENCE.upper() * (size // len(SENTENCE)),
}

MOST_MEGABYTES = 400
"""What an article of 1,000,000 characters may add to a process that has its models; a spaCy Doc of it takes 2,900."""


@pytest.fixture(scope="module")
def chain() -> Chain:
    chain = Chain()
    chain.models.load(["de", "und"])
    return chain


def entities(chain: Chain, text: str) -> list[Entity]:
    (found,) = chain.annotate([RawArticle(text=text, language="de")])
    return found.annotations.entities


def check(text: str, found: list[Entity]) -> None:
    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(entity.canonical.strip() and 0 < (entity.salience or 0) <= 1 for entity in found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_is_none_is_read_and_offsets_hold(chain: Chain, kind: str) -> None:
    text = KINDS[kind](30_000)
    check(text, entities(chain, text))


def test_names_around_an_endless_word_are_found_where_they_stand(chain: Chain) -> None:
    text = SENTENCE + "x" * 100_000 + " " + SENTENCE
    alone, found = entities(chain, SENTENCE), entities(chain, text)
    check(text, found)
    behind = len(SENTENCE) + 100_001
    assert [entity.text for entity in found if entity.end <= len(SENTENCE)] == [entity.text for entity in alone]
    assert [entity.start - behind for entity in found if entity.start >= behind] == [entity.start for entity in alone]
    assert not [entity for entity in found if len(SENTENCE) < entity.start < behind]


@pytest.mark.parametrize("kind", KINDS)
def test_time_is_in_proportion_to_length(chain: Chain, kind: str) -> None:
    def seconds(size: int) -> float:
        text = KINDS[kind](size)
        return cpu_seconds(lambda: entities(chain, text))

    assert growth(seconds, 4_000, 32_000, least=0.02) < 16


READ_A_MILLION = """
import json, resource, sys
from processors.chain import Chain
from schemas import RawArticle

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

sentence = sys.argv[1]
chain = Chain()
chain.annotate([RawArticle(text=sentence * 100, language="de")])
before = used()
text = sentence * (1_000_000 // len(sentence))
(found,) = chain.annotate([RawArticle(text=text, language="de")])
entities = found.annotations.entities
wrong = sum(text[entity.start : entity.end] != entity.text for entity in entities)
print(json.dumps([used() - before, len(text), len(entities), entities[-1].start, wrong]))
"""


def test_a_million_characters_take_bounded_memory_and_all_of_them_are_read() -> None:
    command = [sys.executable, "-c", READ_A_MILLION, SENTENCE]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    megabytes, length, count, last, wrong = json.loads(run.stdout)
    assert wrong == 0
    assert last > length - len(SENTENCE)
    assert count >= length // len(SENTENCE)
    assert megabytes < MOST_MEGABYTES
