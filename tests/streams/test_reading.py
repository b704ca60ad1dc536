"""Documents read by id: what is no answer is not taken for one."""

import asyncio

import elastic_transport
import pytest
from elasticsearch import ApiError

from streams.indexing.generations import GenerationMoved
from streams.indexing.reading import read_documents

PLACES = [("news-state", "a"), ("news-state", "b")]
THERE = {"_index": "news-state", "_id": "a", "found": True, "_source": {"quotes": 2}}
ABSENT = {"_index": "news-state", "_id": "b", "found": False}


def failing(kind: str) -> dict:
    return {"_index": "news-state", "_id": "b", "error": {"type": kind, "reason": "no such luck"}}


def refused(status: int) -> ApiError:
    config = elastic_transport.NodeConfig("http", "stand-in", 9200)
    meta = elastic_transport.ApiResponseMeta(status, "1.1", elastic_transport.HttpHeaders(), 0.1, config)
    return ApiError("refused", meta, {})


class Answers:
    """Stands for a cluster that fails for a moment, which a real one cannot be told to do."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def mget(self, docs, source_includes=None):
        assert docs == [{"_index": index, "_id": name} for index, name in PLACES]
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return {"docs": answer}


def read(client: Answers, places=PLACES, **options) -> dict:
    return asyncio.run(read_documents(client, places, **options))


@pytest.mark.parametrize(
    "failure",
    [
        [THERE, failing("no_shard_available_action_exception")],
        [THERE, failing("index_not_found_exception")],
        refused(503),
        refused(403),
        elastic_transport.ConnectionError("away"),
    ],
)
def test_what_cannot_be_read_just_now_is_not_taken_for_missing(failure):
    client, waits, retries = Answers(failure, [THERE, ABSENT]), [], []

    async def before_retry():
        retries.append(len(client.answers))

    found = read(client, before_retry=before_retry, waits=lambda who, why: waits.append((id(who), why)))
    assert found == {"a": {"quotes": 2}}
    assert retries == [1]
    (who, why), last = waits
    assert why.startswith("cannot read news-state: ")
    assert last == (who, None)


def test_in_a_missing_index_is_nothing_where_that_is_said():
    client = Answers([THERE, failing("index_not_found_exception")])
    assert read(client, missing_index_is_empty=True) == {"a": {"quotes": 2}}
    client = Answers([failing("no_shard_available_action_exception")], [THERE, ABSENT])
    assert read(client, missing_index_is_empty=True) == {"a": {"quotes": 2}}
    assert client.answers == []


def test_another_generation_ends_the_wait():
    waits = []

    async def moved():
        raise GenerationMoved

    with pytest.raises(GenerationMoved):
        read(Answers(refused(404)), before_retry=moved, waits=lambda _, why: waits.append(why))
    assert waits[-1] is None


def test_nothing_is_asked_for_nothing():
    assert read(Answers(), places=[]) == {}
