"""Freshness is what a search sees, and figures are written once: on a real Elasticsearch that is slow to show it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from elastic_transport import ConnectionTimeout
from elasticsearch import AsyncElasticsearch

from schemas.index_templates import articles_index, metrics_index
from streams.elasticsearch_client import async_client
from streams.metrics import freshness as freshness_module
from streams.metrics.documents import DocumentWriter
from streams.metrics.freshness import Freshness, Written, seconds
from streams.metrics.interval import Interval
from tests.integration.conftest import PATIENCE_SECONDS, Pipeline, new_pipeline

HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def still(endpoints: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """A pipeline without a worker whose indices are refreshed only when a test does it."""
    return new_pipeline(endpoints, tmp_path_factory.mktemp("still"), refresh_interval="-1")


@pytest.fixture(autouse=True)
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(freshness_module, "LONGEST_PAUSE", 0.2)
    yield


class Watched:
    """A Freshness at work, with what it has observed."""

    def __init__(self, client: AsyncElasticsearch, index: str) -> None:
        self.client = client
        self.index = index
        self.seen: list[float] = []
        self.freshness = Freshness(client, self.seen.append)

    async def write(self, *ids: str, version: int = 1, content_hash: str = "a", in_order: bool = True) -> None:
        document = {"version": version, "content_hash": content_hash, "text": "x"}
        for name in ids:
            await self.client.index(
                index=self.index, id=name, document=document, version=version, version_type="external_gte"
            )
        now = round(time.time() * 1000) - HOUR_MS
        self.freshness.written([Written(self.index, name, version, content_hash, now) for name in ids], in_order)

    async def refresh(self) -> None:
        await self.client.indices.refresh(index=self.index)

    async def several_looks(self) -> None:
        """Returns when it has looked for all that is pending a few times."""
        await self.until(lambda: all(batch.looks >= 3 for batch in self.freshness._batches))

    async def until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)


def watch(pipeline: Pipeline, month: str, test: Callable[[Watched], Awaitable[None]], shards: int = 1) -> None:
    async def run() -> None:
        client = async_client(pipeline.settings)
        index = articles_index(pipeline.settings.index_prefix, month)
        await client.indices.create(index=index, settings={"number_of_shards": shards})
        watched = Watched(client, index)
        looking = asyncio.create_task(watched.freshness.run())
        try:
            await test(watched)
            assert not looking.done()
        finally:
            looking.cancel()
            await client.close()

    asyncio.run(run())


def test_articles_count_when_a_search_finds_them_and_not_before(still: Pipeline):
    async def test(watched: Watched) -> None:
        await watched.write("a", "b", "c")
        await watched.several_looks()
        assert watched.seen == [] and watched.freshness.pending == 3
        await watched.refresh()
        await watched.until(lambda: len(watched.seen) == 3)
        assert watched.freshness.pending == 0
        # Published an hour ago, as each of them says.
        assert all(3600 <= value < 3600 + PATIENCE_SECONDS for value in watched.seen)

    watch(still, "2001.01", test)


def test_an_older_revision_that_is_found_is_not_the_article(still: Pipeline):
    async def test(watched: Watched) -> None:
        await watched.write("a", "b")
        await watched.refresh()
        await watched.until(lambda: len(watched.seen) == 2)
        await watched.write("a", version=2)
        await watched.write("b", content_hash="corrected")
        await watched.several_looks()
        assert len(watched.seen) == 2
        await watched.write("a", version=3)
        await watched.refresh()
        await watched.until(lambda: len(watched.seen) == 5)

    watch(still, "2001.02", test)


def test_what_is_deleted_before_it_is_found_never_counts(still: Pipeline):
    async def test(watched: Watched) -> None:
        await watched.write("a", "b", "c")
        await watched.write("d")
        await watched.client.delete(index=watched.index, id="c", version=2, version_type="external_gte")
        await watched.client.delete(index=watched.index, id="d", version=2, version_type="external_gte")
        watched.freshness.deleted(["c", "d", "unknown"])
        assert watched.freshness.pending == 2
        await watched.refresh()
        await watched.until(lambda: watched.freshness.pending == 0)
        assert len(watched.seen) == 2

    watch(still, "2001.03", test)


def test_in_several_shards_each_article_is_looked_for(still: Pipeline):
    async def test(watched: Watched) -> None:
        names = [f"a{number}" for number in range(20)]
        await watched.write(*names)
        await watched.several_looks()
        assert len(watched.freshness._batches) == 20
        await watched.write("late", in_order=False)
        await watched.refresh()
        await watched.until(lambda: watched.freshness.pending == 0)
        assert len(watched.seen) == 21

    watch(still, "2001.04", test, shards=3)


def test_what_waits_is_bounded(still: Pipeline, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(freshness_module, "MOST_PENDING", 5)

    async def test(watched: Watched) -> None:
        await watched.write("a", "b", "c")
        await watched.write("d", "e", "f")
        assert watched.freshness.pending == 3
        await watched.refresh()
        await watched.until(lambda: watched.freshness.pending == 0)
        assert len(watched.seen) == 3

    watch(still, "2001.05", test)


@pytest.mark.parametrize(
    ("interval", "expected"), [("1s", 1.0), ("200ms", 0.2), ("2m", 120.0), ("-1", None), ("-1ms", None), ("", None)]
)
def test_refresh_intervals_are_read(interval: str, expected: float | None):
    assert seconds(interval) == expected


class LosesAnswers:
    """A client whose requests arrive, while the answers to the first so many get lost."""

    def __init__(self, client: AsyncElasticsearch, lost: int) -> None:
        self._client = client
        self._lost = lost
        self.indices = client.indices

    def options(self, **_: Any) -> "LosesAnswers":
        return self

    async def index(self, **request: Any) -> None:
        await self._client.index(**request)
        if self._lost > 0:
            self._lost -= 1
            raise ConnectionTimeout("no answer")


def test_figures_whose_answer_is_lost_are_not_counted_twice(still: Pipeline):
    async def run() -> list[bool]:
        client: Any = async_client(still.settings)
        intervals = [Interval() for _ in range(5)]
        for interval in intervals:
            interval.outcomes.update({"indexed": 10})
        writer = DocumentWriter(
            LosesAnswers(client, 2),  # type: ignore[arg-type]  # it has what is used of one
            still.settings.index_prefix,
            lambda: intervals.pop(0),
            lambda interval: {"worker": "here:1", "agent": "index", **interval.document("index", time.monotonic())},
        )
        try:
            return [await writer.write() for _ in range(5)]
        finally:
            await client.close()

    assert asyncio.run(run()) == [False, False, True, True, True]
    documents = still.documents("metrics")
    assert sorted(document["outcomes"]["indexed"] for document in documents) == [10, 10, 30]


def test_figures_wait_while_elasticsearch_refuses_them(still: Pipeline, caplog: pytest.LogCaptureFixture):
    month = time.strftime("%Y.%m", time.gmtime())

    async def run() -> list[bool]:
        client = async_client(still.settings)
        writer = DocumentWriter(
            client, still.settings.index_prefix, Interval, lambda _: {"worker": "refused:1", "agent": "enrich"}
        )
        index = metrics_index(still.settings.index_prefix, month)
        try:
            results = [await writer.write()]
            for blocked in (True, False):
                await client.indices.put_settings(index=index, settings={"index.blocks.write": blocked})
                results += [await writer.write(), await writer.write()]
            return results
        finally:
            await client.close()

    assert asyncio.run(run()) == [True, False, False, True, True]
    assert caplog.text.count("metrics wait to be written") == 1
    assert sum(document["worker"] == "refused:1" for document in still.documents("metrics")) == 3
