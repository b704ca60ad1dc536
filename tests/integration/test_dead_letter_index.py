"""Dead letters become documents, once each, and never another dead letter."""

from typing import Any

from schemas import DeadLetter
from schemas.dead_letter import encoded
from schemas.index_templates import dead_letters_index
from streams.elasticsearch_client import sync_client
from streams.indexing.dead_letters import dead_letter_document
from streams.kafka_admin import message_count
from tests.integration.conftest import Pipeline
from tests.streams.articles import SENT, enriched


def letter(offset: int, **other: Any) -> DeadLetter:
    fields: dict[str, Any] = {
        "topic": "elsewhere.raw", "partition": 3, "offset": offset, "timestamp": SENT - 60_000,
        "key": encoded("straße:1".encode()), "value": encoded(b'{"text": 12}'), "article_id": "straße:1",
        "stage": "decode", "error": "invalid-field", "message": "`text`: a string is expected",
        "first_failure": SENT, "last_failure": SENT,
    }  # fmt: skip
    return DeadLetter(**(fields | other))


def send(pipeline: Pipeline, *values: DeadLetter | bytes | None) -> None:
    with pipeline.producer() as producer:
        for value in values:
            data = value.model_dump_json().encode() if isinstance(value, DeadLetter) else value
            producer.send(pipeline.settings.dead_letter_topic, key=b"any", value=data)
        producer.flush()


def documents(pipeline: Pipeline) -> dict[str, dict[str, Any]]:
    pipeline.wait(lambda: pipeline.lag_of_dead_letters() == 0, "the dead letters to be indexed")
    return {doc["_id"]: doc for doc in pipeline.documents("dead-letters")}


def test_a_dead_letter_is_a_document_without_its_value(indexing: Pipeline):
    send(
        indexing,
        letter(1),
        letter(2, key=encoded(b"\xff\x00"), value=None, article_id=None, timestamp=-1, attempts=3),
        letter(3, key=None, value=encoded(b"cut"), value_bytes=9_000_000, value_sha256="ab" * 32),
    )
    found = documents(indexing)
    assert found["elsewhere.raw-3-1"] == {
        "_id": "elsewhere.raw-3-1", "_index": dead_letters_index(indexing.settings.index_prefix),
        "topic": "elsewhere.raw", "partition": 3, "offset": 1, "timestamp": "2026-09-21T14:12:20.000+00:00",
        "article_id": "straße:1", "stage": "decode", "error": "invalid-field",
        "message": "`text`: a string is expected", "attempts": 1, "first_failure": "2026-09-21T14:13:20.000+00:00",
        "last_failure": "2026-09-21T14:13:20.000+00:00", "status": "open", "value_bytes": 12, "key": "straße:1",
    }  # fmt: skip
    second = found["elsewhere.raw-3-2"]
    assert second["key"] == encoded(b"\xff\x00") and second["attempts"] == 3
    assert not {"timestamp", "article_id", "value_bytes"} & set(second)
    assert found["elsewhere.raw-3-3"]["value_bytes"] == 9_000_000


def test_delivered_again_it_stays_as_it_is(indexing: Pipeline):
    send(indexing, letter(10))
    assert documents(indexing)["elsewhere.raw-3-10"]["status"] == "open"
    index = dead_letters_index(indexing.settings.index_prefix)
    with sync_client(indexing.settings) as client:
        client.update(index=index, id="elsewhere.raw-3-10", doc={"status": "replayed"})
    send(indexing, letter(10))
    assert documents(indexing)["elsewhere.raw-3-10"]["status"] == "replayed"
    # A later failure of the same message is news.
    send(indexing, letter(10, last_failure=SENT + 5000, attempts=2))
    found = documents(indexing)["elsewhere.raw-3-10"]
    assert (found["status"], found["attempts"]) == ("open", 2)


def test_another_message_at_the_same_place_is_another_letter(indexing: Pipeline):
    """A topic that was deleted and made anew begins with the same offsets."""
    sent = SENT + 3_600_000
    first, second = letter(15), letter(15, timestamp=sent, first_failure=sent + 1, last_failure=sent + 1)
    usual, apart = "elsewhere.raw-3-15", f"elsewhere.raw-3-15@{sent}"

    def there() -> dict[str, tuple[str, int]]:
        found = documents(indexing).items()
        return {name: (doc["status"], doc["attempts"]) for name, doc in found if name.startswith(usual)}

    send(indexing, first)
    assert there() == {usual: ("open", 1)}
    send(indexing, second, first)
    assert there() == {usual: ("open", 1), apart: ("open", 1)}
    # What is done about one of them is done about no other, and what is written again changes nothing.
    assert indexing.run("dead-letters", "drop", "--id", apart).returncode == 0
    send(indexing, first, second)
    assert there() == {usual: ("open", 1), apart: ("dropped", 1)}
    send(indexing, first.model_copy(update={"attempts": 2, "last_failure": sent + 9}))
    assert there() == {usual: ("open", 2), apart: ("dropped", 1)}
    assert indexing.run("dead-letters", "drop", "--id", usual).returncode == 0
    assert there() == {usual: ("dropped", 2), apart: ("dropped", 1)}
    listed = indexing.json("dead-letters", "list", "--status", "dropped")["dead_letters"]
    assert {(one["id"], one["timestamp"]) for one in listed} >= {(usual, first.timestamp), (apart, sent)}
    for identifier in (usual, apart, first.exact_id):
        shown = indexing.json("dead-letters", "show", identifier)
        assert (shown["timestamp"], shown["status"]) == (sent if identifier == apart else first.timestamp, "dropped")


def test_one_that_topic_and_index_call_differently_keeps_its_document(indexing: Pipeline):
    """The first letter of a place is gone from the topic (retention); the second has kept its own document."""
    sent = SENT + 7_200_000
    usual, apart = "elsewhere.raw-3-16", f"elsewhere.raw-3-16@{sent}"
    index = dead_letters_index(indexing.settings.index_prefix)
    with sync_client(indexing.settings) as client:
        client.index(index=index, id=usual, document=dead_letter_document(letter(16)), version=SENT,
                     version_type="external")  # fmt: skip
    send(indexing, letter(16, timestamp=sent, first_failure=sent + 1, last_failure=sent + 1))
    assert {usual, apart} <= documents(indexing).keys()
    assert indexing.run("dead-letters", "drop", "--id", usual).returncode == 0
    found = documents(indexing)
    assert (found[usual]["status"], found[apart]["status"]) == ("open", "dropped")
    assert indexing.json("dead-letters", "show", apart)["status"] == "dropped"


def test_what_cannot_be_indexed_is_let_go_and_makes_no_dead_letter(indexing: Pipeline):
    before = message_count(indexing.settings, indexing.settings.dead_letter_topic)
    good = [letter(20), letter(21)]
    unreadable = [
        b"", b"\xff", b"{}", b"null", b"[]", letter(22, last_failure=-5), letter(23, last_failure=2**63),
        letter(2**70), letter(24, key="abcde"), letter(25, first_failure=10**30).model_dump_json().encode()[:-1],
    ]  # fmt: skip
    refused = [letter(2**63)]
    bad: list[DeadLetter | bytes | None] = [*unreadable, *refused, None]
    send(indexing, good[0], *bad, good[1])
    found = documents(indexing)
    assert {name for name in found if name[-3:-1] == "-2"} == {letter.id for letter in good}
    assert message_count(indexing.settings, indexing.settings.dead_letter_topic) == before + len(bad) + len(good)
    assert indexing.log().count("a dead letter is not indexed (unreadable)") == len(unreadable) + 1
    assert indexing.log().count("a dead letter is not indexed (refused)") == len(refused)
    assert "starting it again" not in indexing.log() and "Traceback" not in indexing.log()


def send_article(pipeline: Pipeline, identifier: str) -> None:
    with pipeline.producer() as producer:
        value = enriched(article_id=identifier).model_dump_json().encode()
        producer.send(pipeline.settings.enriched_topic, key=identifier.encode(), value=value)
        producer.flush()


def test_dead_letters_that_must_wait_hold_up_no_article(indexing: Pipeline):
    settings, index = indexing.settings, dead_letters_index(indexing.settings.index_prefix)
    send_article(indexing, "before")
    indexing.await_no_lag()  # the index of its month is there now
    with sync_client(settings) as client:
        client.indices.add_block(index=index, block="write")
        try:
            send(indexing, *(letter(offset) for offset in range(1_000, 2_000)))
            indexing.wait(lambda: "cluster_block_exception" in indexing.log(), "dead letters to be refused")
            send_article(indexing, "beside")
            indexing.await_searchable(["beside"])
            assert indexing.lag_of_dead_letters() == 1_000
        finally:
            client.indices.put_settings(index=index, settings={"index.blocks.write": None})
    assert len([name for name in documents(indexing) if len(name) == len("elsewhere.raw-3-1000")]) == 1_000
