"""The accounting of the fault suite, on invented results: it must notice each thing that can be wrong."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from schemas import InvalidArticle, decode_raw
from tests.faults.accounting import Balance, Expected, Found, balance
from tests.faults.corpus import EXPENSIVE, Item, Reason, corpus
from tests.faults.proxy import operations_of
from tests.faults.report import Row, markdown

QUOTE = {
    "text": "„Ja“",
    "start": 0,
    "end": 4,
    "kind": "direct",
    "group": 0,
    "confidence": 0.9,
    "speaker": {"text": "Quast", "entity": "Torben Quast", "start": 12, "end": 17},
    "cue": None,
}
ARTICLES: dict[str, dict[str, Any]] = {
    name: {"article_id": name, "text": "„Ja“, sagte Quast.", "title": None, "entities": [], "quotes": [dict(QUOTE)]}
    for name in ("a", "b", "c")
}
LETTER = (("t.raw", 0, 5, 1700), Reason("decode", "not-json"))
OTHER = (("t.raw", 1, 7, 1800), Reason("enrich", "process-died"))
EXPECTED = Expected(ARTICLES, dict([LETTER, OTHER]))


def good() -> Found:
    documents = [
        {key: value for key, value in article.items() if value is not None} | {"_id": name, "_index": "i"}
        for name, article in copy.deepcopy(ARTICLES).items()
    ]
    for document in documents:
        del document["quotes"][0]["cue"]  # as an indexed document is: without what is null
    quotations = [
        {
            "_id": f"{name}#0",
            "article_id": name,
            "position": 0,
            "text": "„Ja“",
            "start": 0,
            "end": 4,
            "kind": "direct",
            "group": 0,
            "speaker": "Torben Quast",
            "speaker_mention": "Quast",
        }
        for name in ARTICLES
    ]
    return Found(documents, quotations, [LETTER, OTHER], [LETTER, OTHER, LETTER], 0)


def counts(made: Balance) -> tuple[int, int, int, int, int]:
    return made.lost, made.duplicated, made.wrong, made.letters_wrong, made.lag


def test_all_there_once_is_even():
    # A dead letter that is in the topic twice is one: only its document is counted.
    made = balance(EXPECTED, good())
    assert counts(made) == (0, 0, 0, 0, 0)
    assert (made.letters_expected, made.letters_found) == (2, 2)
    assert made.even and made.examples == []


def test_a_lost_article():
    found = good()
    made = balance(EXPECTED, replace(found, articles=found.articles[1:], quotations=found.quotations[1:]))
    assert counts(made) == (1, 0, 0, 0, 0) and not made.even
    assert made.examples == ["lost: a"]


def test_an_article_in_two_indices():
    found = good()
    twice = {**found.articles[0], "_index": "another"}
    made = balance(EXPECTED, replace(found, articles=[*found.articles, twice]))
    assert made.duplicated == 1 and not made.even


def test_an_article_that_nobody_published():
    found = good()
    made = balance(EXPECTED, replace(found, articles=[*found.articles, {"article_id": "d", "_id": "d"}]))
    assert made.wrong == 1 and not made.even


@pytest.mark.parametrize("field", ["text", "entities", "quotes"])
def test_other_annotations(field: str):
    found = good()
    found.articles[0][field] = "another"
    assert counts(balance(EXPECTED, found)) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda quotations: quotations[1:],
        lambda quotations: [quotations[0] | {"speaker": "Somebody"}, *quotations[1:]],
        lambda quotations: [*quotations, quotations[0] | {"_id": "a#1", "position": 1}],
        lambda quotations: [*quotations, quotations[0] | {"_id": "z#0", "article_id": "z"}],
    ],
    ids=["missing", "another speaker", "left over", "without an article"],
)
def test_other_quotations(change: Any):
    found = good()
    made = balance(EXPECTED, replace(found, quotations=change(found.quotations)))
    assert made.wrong == 1 and not made.even


def test_dead_letters_missing_unexpected_or_with_another_reason():
    found, place = good(), OTHER[0]
    for letters in (
        [LETTER],
        [LETTER, (place, Reason("enrich", "process-hung"))],
        [LETTER, OTHER, (("t", 0, 0, 0), OTHER[1])],
    ):
        made = balance(EXPECTED, replace(found, letters=letters))
        assert made.letters_wrong == 1 and not made.even
        made = balance(EXPECTED, replace(found, letters_in_topic=letters))
        assert made.letters_wrong == 1 and not made.even
    assert balance(EXPECTED, replace(found, letters=[LETTER, OTHER, OTHER])).even is False


def test_a_lag_that_is_left():
    assert balance(EXPECTED, replace(good(), lag=1)).even is False


def test_the_corpus_is_the_same_for_a_seed_and_one_message_in_twenty_is_poison():
    items = corpus(1000, "seed")
    assert items == corpus(1000, "seed") != corpus(1000, "another")
    poison = [item for item in items if item.reason]
    assert len(items) == 1000 and len(poison) == 50
    assert (
        sum(item.reason in {Reason("enrich", "process-died"), Reason("enrich", "process-hung")} for item in poison)
        == EXPENSIVE
    )
    assert len({item.key for item in items}) == len(items)


def test_cheap_poison_is_refused_for_the_reason_it_is_expected_for():
    refused: list[Item] = []
    for item in corpus(1000, "seed"):
        if item.reason is not None and item.reason.stage == "decode":
            with pytest.raises(InvalidArticle) as error:
                decode_raw(item.value)
            assert error.value.kind == item.reason.error, item.value
            refused.append(item)
        else:
            decode_raw(item.value)
    assert {item.reason.error for item in refused if item.reason} == {
        "not-json", "not-utf8", "invalid-field", "not-an-object", "too-deep",
    }  # fmt: skip


def test_bulk_operations_are_taken_apart():
    body = b'{"index":{"_id":"1"}}\n{"delete":1}\n{"delete":{"_id":"2"}}\n{"index":{"_id":"3"}}\n{"a":"b"}\n'
    assert [[json.loads(line) for line in lines] for lines in operations_of(body)] == [
        [{"index": {"_id": "1"}}, {"delete": 1}],
        [{"delete": {"_id": "2"}}],
        [{"index": {"_id": "3"}}, {"a": "b"}],
    ]


def test_a_row_passes_only_with_an_even_balance():
    even = Row("a", "worker SIGTERM", 100, balance(EXPECTED, good()), 3.2)
    assert even.passed
    lost = Row("b", "worker SIGKILL", 100, balance(EXPECTED, replace(good(), articles=[])), 3.2)
    impossible = Row("c", "NLP process | SIGKILL", 100, error="NotHappened: no\nprocess")
    assert not lost.passed and not impossible.passed
    lines = markdown([even, lost, impossible]).splitlines()
    assert lines[2] == "| a worker SIGTERM | 100 | 0 | 0 | 0 | 2/2 | 0 | 3 s |"
    assert lines[3].startswith("| b worker SIGKILL | 100 | 3 |")
    assert len(lines) == 5 and lines[4].count("|") == lines[0].count("|")
