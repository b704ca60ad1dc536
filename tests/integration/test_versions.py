"""A worker takes the messages of every version of Quotewire, older and newer than its own."""

import json
from typing import Any

from tests.integration.conftest import Pipeline
from tests.schemas.versions import messages, of_the_future


def of_all_versions(kind: str) -> dict[str, dict[str, Any]]:
    """The recorded messages of a kind and one of a version to come, by name."""
    return {name: json.loads(value) for _, name, value in messages(kind)} | {"future": of_the_future(kind)}


def test_a_worker_reads_the_messages_of_older_and_newer_versions(running: Pipeline):
    settings = running.settings
    raw = {f"raw-{name}": data | {"source": None} for name, data in of_all_versions("raw-article").items()}
    enriched = {f"enriched-{name}": data for name, data in of_all_versions("enriched-article").items()}
    letters = of_all_versions("dead-letter")
    with running.producer() as producer:
        for name, data in raw.items():
            producer.send(settings.raw_topic, key=name.encode(), value=json.dumps(data | {"id": name}).encode())
        for name, data in enriched.items():
            value = json.dumps(data | {"article_id": name}).encode()
            producer.send(settings.enriched_topic, key=name.encode(), value=value)
        for number, data in enumerate(letters.values()):
            value = json.dumps(data | {"topic": settings.raw_topic, "offset": 1_000 + number}).encode()
            producer.send(settings.dead_letter_topic, key=data["key"].encode(), value=value)
        producer.flush()
    running.await_no_lag()
    found = {doc["_id"]: doc for doc in running.documents("articles")}
    assert set(found) == {*raw, *enriched}
    for name, data in (raw | enriched).items():
        assert found[name]["text"] == data["text"], name
        assert (found[name]["language"]["code"], found[name]["quote_count"] > 0) == ("de", True), name
    for name, data in enriched.items():
        assert found[name]["schema_version"] == data["schema_version"]
        assert [one["text"] for one in found[name]["quotes"]] == [one["text"] for one in data["quotes"]]
        assert "novel" not in json.dumps(found[name]), name
    assert found["raw-future"]["extra"]["novel"] == [{"a": 1}]
    # The letters that were sent, and none of any of these messages.
    listed = running.json("dead-letters", "list", "--status", "all")["dead_letters"]
    assert len(listed) == len(letters) == len(running.documents("dead-letters"))
    assert {one["error"] for one in listed} == {data["error"] for data in letters.values()} == {"not-json"}
