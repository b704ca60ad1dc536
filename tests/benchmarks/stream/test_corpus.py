"""The articles that speed is measured on: as long as real ones, in the languages of a newsroom, no two the same."""

import json
import os
import random
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stream.context import ARTICLES, Context
from benchmarks.stream.corpus import MEDIAN_CHARACTERS, SHARES, _varied, articles
from processors.language import detect_language
from schemas import validate_raw
from schemas.identity import article_id

Raw = dict[str, Any]
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made() -> Sequence[Raw]:
    return articles(ARTICLES)


def test_half_of_them_are_longer_than_the_median_of_news(made: Sequence[Raw]) -> None:
    lengths = [len(article["text"]) for article in made]
    assert len(lengths) >= 5_000
    assert statistics.median(lengths) == pytest.approx(MEDIAN_CHARACTERS, rel=0.03)
    assert min(lengths) < 700 and max(lengths) > 9_000


def test_the_languages_have_their_shares(made: Sequence[Raw]) -> None:
    counts = Counter(article["tags"][1] for article in made)
    assert set(counts) == set(SHARES) and sum(SHARES.values()) == 100
    for code, share in SHARES.items():
        assert 100 * counts[code] / len(made) == pytest.approx(share, abs=2)


def test_no_two_are_the_same(made: Sequence[Raw]) -> None:
    assert len({article["text"] for article in made}) == len(made)
    assert len({article_id(validate_raw(article)) for article in made}) == len(made)


@pytest.mark.parametrize(("code", "words", "most"), [("de", 33_000, 0.82), ("en", 68_000, 0.90)])
def test_there_are_ever_new_words(made: Sequence[Raw], code: str, words: int, most: float) -> None:
    """Of real articles, as many words, .63 (German) and .76 (English) have been seen before."""
    read = [word for article in made if article["tags"][1] == code for word in article["text"].split()][:words]
    assert len(read) == words
    assert 1 - len(set(read)) / len(read) < most


def test_a_word_has_one_form_in_an_article() -> None:
    text = "Tönnhof sprach. Dann ging Tönnhof, und Tönnhof kam. " * 20
    chance = random.Random(1)
    forms = [_varied(chance, "de", text) for _ in range(20)]
    assert len(set(forms)) > 5
    assert all(len(set(form.split())) == len(set(text.split())) for form in forms)


def test_each_is_an_article_in_the_language_that_it_is_taken_for(made: Sequence[Raw]) -> None:
    for article in made[:100]:
        read = validate_raw(article)
        assert read.title and isinstance(read.published_at, datetime)
        assert detect_language(article["text"]).code == article["tags"][1]


def test_they_are_the_same_in_every_process(made: Sequence[Raw]) -> None:
    program = "import json; from benchmarks.stream.corpus import articles; print(json.dumps(articles(20)))"
    for seed in ("1", "2"):
        environ = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", program], env=environ, cwd=ROOT, capture_output=True, check=True)
        assert json.loads(done.stdout) == list(made[:20])


def test_rounds_and_warm_up_have_nothing_in_common(tmp_path: Path) -> None:
    context = Context({}, tmp_path, lambda _: None, count=30, rounds=3)
    parts = [*(context.round_of(number) for number in range(3)), context.warm_up()]
    assert [len(part) for part in parts] == [30, 30, 30, 3]
    assert len({article["id"] for part in parts for article in part}) == 93


def test_the_first_of_many_are_those_of_few(made: Sequence[Raw]) -> None:
    assert articles(20) == list(made[:20])
