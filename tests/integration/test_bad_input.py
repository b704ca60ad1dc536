"""What is no article becomes one dead letter that says why; the articles around it are not touched."""

import base64
import json
from typing import Any

import pytest
from kafka.serializer import Serializer

from schemas import DeadLetter, decode_raw
from schemas.identity import article_id
from tests.integration.conftest import Pipeline
from tests.integration.invented import articles

NOTHING = object()
"""A null value without a key, which the producer does not send unless it is disguised until the last moment."""


class NothingIsNull(Serializer):
    """Leaves bytes as they are, and takes the disguise off."""

    def serialize(self, topic: str, headers: object, data: object) -> object:
        return None if data is NOTHING else data


HEADERS = [("feed", b"\x00\xff raw"), ("twice", b"1"), ("twice", b"2"), ("empty", b"")]

BAD: dict[str, tuple[bytes | object, str, tuple[str, ...]]] = {
    "not-utf8": (b'{"text": "caf\xe9"}', "not-utf8", ("not UTF-8", "0xe9", "position 13")),
    "not-json": (b'{"text": "Cut off', "not-json", ("not JSON", "line 1")),
    "two-objects": (b'{"text": "One."} {"text": "Two."}', "not-json", ("not JSON", "column 18")),
    "array": (b'[{"text": "In an array."}]', "not-an-object", ("object is expected", "an array")),
    "string": (b'"only words"', "not-an-object", ("object is expected", "a string")),
    "null": (b"null", "not-an-object", ("object is expected", "null")),
    "empty-value": (b"", "not-json", ("not JSON",)),
    "no-text": (b'{"title": "Nothing below"}', "invalid-field", ("`text`", "required")),
    "blank-text": (b'{"text": " \\n "}', "invalid-field", ("`text`",)),
    "text-number": (b'{"text": 12}', "invalid-field", ("`text`", "string")),
    "text-list": (b'{"text": ["a", "b"]}', "invalid-field", ("`text`", "string")),
    "long-text": (json.dumps({"text": "Ab " * 333_334}).encode(), "invalid-field", ("`text`", "1000000")),
    "impossible-date": (
        b'{"text": "A day too many.", "published_at": "2026-02-30"}',
        "invalid-field",
        ("`published_at`", "day"),
    ),
    "no-date": (b'{"text": "When?", "updated_at": "soon"}', "invalid-field", ("`updated_at`", "'soon'")),
    "nan": (b'{"text": "Not a number.", "score": NaN}', "not-json", ("NaN",)),
    "infinite": (b'{"text": "Beyond.", "score": 1e999}', "invalid-field", ("`score`", "out of range")),
    "deep": (
        b'{"text": "Deep down.", "tree": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        "too-deep",
        ("`tree`", "100 levels"),
    ),
    "deep-unclosed": (b'{"tree": ' + b'{"a":' * 10_000, "too-deep", ("`tree`", "100 levels")),
    "no-key": (NOTHING, "invalid-key", ("null value", "article_id as its key")),
}
"""Name: value, kind of error, what its message says."""

UNUSUAL: dict[str, dict[str, Any]] = {
    "long-id": {"id": "x" * 600, "text": "An id of six hundred bytes is one all the same."},
    "of-1650": {"id": "of-1650", "text": "Printed in the year after the war.", "published_at": "1650-03-01"},
    "of-2199": {"id": "of-2199", "text": "Sent back from far ahead.", "published_at": "2199-12-31T23:59:59Z"},
    "surrogates": {"id": "surrogates", "title": "A half \ud83d pair", "text": "Broken \ud83d emoji and \udc00 more."},
    "nul": {"id": "nul", "text": "Zero\u0000 in the middle.", "tags": ["a\u0000b"], "strange\ud800": "\u0000"},
}
"""Good articles that something along the way could refuse."""


@pytest.fixture(scope="module")
def sent(running: Pipeline) -> dict[str, Any]:
    """Good, bad and unusual messages in turn, all with their outcome: metadata of the bad, article_ids of the rest."""
    good = articles(2 * len(BAD), "good")
    topic = running.settings.raw_topic
    bad, identifiers = {}, []
    with running.producer(value_serializer=NothingIsNull()) as producer:

        def send_article(article: dict[str, Any]) -> None:
            value = json.dumps(article).encode()
            identifiers.append(article_id(decode_raw(value)))
            producer.send(topic, key=identifiers[-1].encode(), value=value)

        for position, (name, (value, _, _)) in enumerate(BAD.items()):
            send_article(good[2 * position])
            key = None if value is NOTHING else f"key of {name} \u00fc".encode("latin-1")
            bad[name] = (key, value, producer.send(topic, key=key, value=value, headers=HEADERS))
            send_article(good[2 * position + 1])
        for article in UNUSUAL.values():
            send_article(article)
        producer.flush()
    running.await_searchable(identifiers)
    running.await_no_lag()
    return {"bad": bad, "identifiers": identifiers}


@pytest.fixture(scope="module")
def letters(running: Pipeline, sent: dict[str, Any]) -> dict[tuple[str, int, int], DeadLetter]:
    found = running.dead_letters()
    by_place = {(letter.topic, letter.partition, letter.offset): letter for letter in found}
    assert len(by_place) == len(found), "a message has two dead letters"
    return by_place


@pytest.mark.parametrize("name", BAD)
def test_a_bad_message_is_one_dead_letter_that_says_why(
    running: Pipeline, sent: dict[str, Any], letters: dict[tuple[str, int, int], DeadLetter], name: str
):
    key, value, future = sent["bad"][name]
    metadata = future.get(timeout=0)
    letter = letters[metadata.topic, metadata.partition, metadata.offset]
    _, kind, says = BAD[name]
    assert (letter.stage, letter.error) == ("decode", kind)
    for words in says:
        assert words in letter.message
    assert len(letter.message) < 1000
    assert letter.original_key() == key
    assert letter.original_value() == (None if value is NOTHING else value)
    headers = [(header.key, base64.b64decode(header.value or "")) for header in letter.headers]
    assert headers == HEADERS
    assert letter.timestamp == metadata.timestamp
    assert letter.timestamp <= letter.first_failure == letter.last_failure


def test_there_is_no_other_dead_letter(sent: dict[str, Any], letters: dict[tuple[str, int, int], DeadLetter]):
    assert len(letters) == len(BAD)


def test_all_articles_around_are_searchable_once(running: Pipeline, sent: dict[str, Any]):
    assert sorted(doc["_id"] for doc in running.documents("articles")) == sorted(sent["identifiers"])
    assert running.lag() == 0


def test_unusual_articles_are_kept_as_they_can_be(running: Pipeline, sent: dict[str, Any]):
    by_id = {doc["_id"]: doc for doc in running.documents("articles")}
    found = dict(zip(UNUSUAL, (by_id[identifier] for identifier in sent["identifiers"][-len(UNUSUAL) :]), strict=True))
    assert found["long-id"]["id"] == "x" * 600
    assert len(found["long-id"]["_id"]) == 32
    assert found["of-1650"]["_index"].endswith("-archive")
    assert found["of-1650"]["published_at"].startswith("1650-03-01")
    assert found["of-2199"]["published_at"].startswith("2199-12-31T23:59:59")
    assert "2199" not in found["of-2199"]["_index"]
    assert found["surrogates"]["text"] == "Broken \ufffd emoji and \ufffd more."
    assert found["nul"]["text"] == "Zero\ufffd in the middle."
    assert found["nul"]["tags"] == ["a\ufffdb"]
    assert found["nul"]["extra"] == {"strange\ufffd": "\ufffd"}
    oldest = running.json("search", "--until", "1700-01-01")
    assert [hit["id"] for hit in oldest["hits"]] == ["of-1650"]


def test_the_worker_went_on_without_a_restart(running: Pipeline, sent: dict[str, Any]):
    log = running.log()
    assert "starting it again" not in log and "Traceback" not in log
    assert [log.count(f"the {agent} agent is ready") for agent in ("enrich", "index")] == [1, 1]
    assert "splitting it" not in log  # nor did a message kill an NLP process
    assert log.count("dead letter: ") == len(BAD)
    assert "Ab Ab" not in log  # no text of an article in the log


def test_dead_letters_list(running: Pipeline, sent: dict[str, Any]):
    table = running.run("dead-letters", "list", "-n", "100")
    assert table.returncode == 0, table.stderr
    assert table.stdout.startswith(f"{len(BAD)} open dead letters\n")
    assert "invalid-field" in table.stdout and "too-deep" in table.stdout
    for _, _, future in sent["bad"].values():
        metadata = future.get(timeout=0)
        assert f"{metadata.topic}-{metadata.partition}-{metadata.offset}" in table.stdout

    listed = running.json("dead-letters", "list", "-n", "100")
    assert listed["total"] == len(listed["dead_letters"]) == len(BAD)
    assert sum(row["count"] for row in listed["counts"]) == len(BAD)
    assert not any("value" in letter for letter in listed["dead_letters"])


def test_dead_letters_list_filters(running: Pipeline, sent: dict[str, Any]):
    by_error = running.json("dead-letters", "list", "--error", "not-an-object", "-n", "2")
    assert by_error["total"] == 3 and len(by_error["dead_letters"]) == 2
    assert by_error["counts"] == [{"stage": "decode", "error": "not-an-object", "count": 3}]
    assert running.json("dead-letters", "list", "--stage", "index")["total"] == 0
    assert running.json("dead-letters", "list", "--stage", "decode")["total"] == len(BAD)
    assert running.json("dead-letters", "list", "--since", "2000-01-01")["total"] == len(BAD)
    assert running.json("dead-letters", "list", "--since", "2199-01-01")["total"] == 0
    assert running.json("status")["dead_letters"] == len(BAD)
