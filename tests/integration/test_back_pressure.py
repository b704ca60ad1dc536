"""While Elasticsearch answers nothing a worker reads so far and no further; long articles do not block its agents."""

import gc
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from schemas import EnrichedArticle, Entity, Section
from schemas.article import MAX_TEXT_CHARACTERS
from streams.delivery import Turn
from streams.elasticsearch_client import async_client
from streams.indexing.bulk import BulkWriter
from streams.indexing.changes import change_of
from streams.indexing.generations import Indices, ServingGenerations
from streams.indexing.state import decide
from streams.indexing.writer import IndexAgent, operations_for
from streams.messages import Message, Rejected
from streams.metrics.loop import watched_loop
from streams.metrics.monitor import Monitor
from streams.outcomes import Outcomes
from tests.integration.conftest import Pipeline, new_pipeline, working_pipeline
from tests.integration.forwarder import Forwarder
from tests.integration.processes import agent, resident
from tests.streams.articles import SENT, TEXT, enriched, message, quote
from tests.timing import cpu_seconds

MEGABYTE = 1024 * 1024
WORDS = random.Random(1).choices(
    ["harbour", "council", "winter", "bridge", "vote", "crane", "evening", "ice"], k=40_000
)
NOTHING_SEARCHED = " ".join(WORDS)[:100_000]
"""A text whose only section is boilerplate: Elasticsearch keeps it and has no work with it."""

BLOCK_SECONDS = 0.5
"""Of computing; 0.2 are meant, on a core that is not shared."""


LONG, QUOTES, RAW = 8, 50, 40
"""Long enriched articles, quotations in each, long raw articles."""


@pytest.fixture
def behind_a_door(endpoints: dict[str, str], tmp_path: Path) -> Iterator[tuple[Pipeline, Forwarder]]:
    """A pipeline with an index agent only, and the door through which it reaches Elasticsearch."""
    with closing(Forwarder(endpoints["elasticsearch_url"])) as door:
        through = endpoints | {"elasticsearch_url": door.url}
        with working_pipeline(through, tmp_path, "--agents", "index") as pipeline:
            yield pipeline, door


def publish_enriched(pipeline: Pipeline, articles: list[EnrichedArticle]) -> int:
    """Puts articles behind the enrich agent; returns their bytes."""
    size = 0
    with pipeline.producer(compression_type="zstd") as producer:
        for article in articles:
            value = article.model_dump_json().encode()
            producer.send(pipeline.settings.enriched_topic, key=article.article_id.encode(), value=value)
            size += len(value)
        producer.flush()
    return size


def plain(first: int, count: int) -> list[EnrichedArticle]:
    section = Section(kind="boilerplate", start=0, end=len(NOTHING_SEARCHED))
    fields: dict[str, Any] = {"text": NOTHING_SEARCHED, "quotes": [], "entities": [], "sections": [section]}
    return [enriched(article_id=f"plain-{number}", **fields) for number in range(first, first + count)]


def await_standstill(pipeline: Pipeline, pid: int) -> tuple[int, int]:
    """Waits until an agent takes no more and grows no more; messages taken so far, and its memory in bytes."""
    readings: list[tuple[int, int]] = []

    def still() -> bool:
        readings.append(
            (int(pipeline.metric("quotewire_messages_total", agent="index")), resident([pid])[pid] // MEGABYTE)
        )
        return len(readings) > 15 and len(set(readings[-15:])) == 1  # for three seconds and more

    pipeline.wait(still, "the agent to stand still")
    return readings[-1][0], resident([pid])[pid]


def test_while_elasticsearch_answers_nothing_the_agent_stops_reading_and_does_not_grow(
    behind_a_door: tuple[Pipeline, Forwarder],
) -> None:
    pipeline, door = behind_a_door
    settings = pipeline.settings
    publish_enriched(pipeline, plain(0, 100))
    pipeline.await_no_lag()
    pid = agent(pipeline.workers[0].pid, "index")
    assert pid is not None
    before = resident([pid])[pid]
    with door.stuck():
        published = publish_enriched(pipeline, plain(100, 700))
        pipeline.wait(lambda: pipeline.metric("quotewire_in_flight_messages", agent="index") > 0, "work in hand")
        taken, full = await_standstill(pipeline, pid)
        published += publish_enriched(pipeline, plain(800, 1300))
        assert await_standstill(pipeline, pid)[0] == taken
        assert pipeline.lag_of("index") == 2000  # nothing is acknowledged
        in_hand = pipeline.metric("quotewire_in_flight_bytes", agent="index")
        grown = resident([pid])[pid]
    # So much is worked on: some batches of bounded bytes, in as many messages as that makes.
    most = settings.index_batches_in_flight * settings.bulk_bytes
    assert 0 < taken - 100 <= most // len(NOTHING_SEARCHED)
    assert 0 < in_hand <= most
    assert grown < 1.05 * full, "it grows while more is published"
    assert grown - before < published / 2, "it holds most of what is published"
    pipeline.await_no_lag()
    assert pipeline.count() == 2100
    assert pipeline.dead_letters() == []
    assert pipeline.metric("quotewire_agent_starts_total", agent="index") == 1
    assert pipeline.metric("quotewire_messages_total", agent="index") == 2100  # none was delivered again


def long_blocks(pipeline: Pipeline, name: str) -> int:
    """How often an agent's loop computed for more than BLOCK_SECONDS without looking at its sockets."""
    labels = {"agent": name, "clock": "cpu"}
    [(_, every)] = pipeline.series("quotewire_loop_blocked_seconds_count", **labels)
    [(_, short)] = pipeline.series("quotewire_loop_blocked_seconds_bucket", le=str(BLOCK_SECONDS), **labels)
    return int(every - short)


def long_article(number: int) -> EnrichedArticle:
    """An article as long as they may be, with as many entities as such a text has, and quotations."""
    times = MAX_TEXT_CHARACTERS // len(TEXT)
    name = TEXT.index("Wiebke Jessenius")
    entities = [
        Entity(text="Wiebke Jessenius", start=at + name, end=at + name + 16, label="PER", canonical="Wiebke Jessenius")
        for at in range(0, times * len(TEXT), len(TEXT))
    ]
    quotes = [quote("„Wir bauen weiter“", group=group) for group in range(QUOTES)]
    section = Section(kind="body", start=0, end=times * len(TEXT))
    fields: dict[str, Any] = {"text": TEXT * times, "entities": entities, "quotes": quotes, "sections": [section]}
    return enriched(article_id=f"long-{number}", version=SENT + number, **fields)


def test_long_articles_do_not_block_the_agents(endpoints: dict[str, str], tmp_path: Path) -> None:
    """Bounds on the time for which the loop's thread computes, which is the same however busy the machine is."""
    japanese = "きょうは天気がよいので公園へ行った" * 20_000  # a megabyte that no model reads
    pipeline = new_pipeline(endpoints, tmp_path)
    try:
        publish_enriched(pipeline, [long_article(number) for number in range(LONG)])
        pipeline.send(*({"id": f"raw-{number}", "text": f"{japanese}{number}"} for number in range(RAW)))
        pipeline.start_worker()  # now, so that it finds all of them there
        pipeline.await_no_lag()
        assert pipeline.count() == LONG + RAW and pipeline.count("quotes") == LONG * QUOTES
        for name in ("enrich", "index"):
            # There may be none of NOTICED_SECONDS either: the loop of the enrich agent only passes bytes on.
            assert long_blocks(pipeline, name) == 0, f"the {name} agent's loop computed for over {BLOCK_SECONDS} s"
    finally:
        pipeline.end()


class Counted:
    """Where the agent under test would send dead letters: there are none to be."""

    async def write(self, rejections: Sequence[tuple[Message, Rejected]]) -> None:
        assert list(rejections) == []


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp's advice, which is about megabytes
def test_a_batch_of_long_articles_blocks_the_loop_no_longer_than_one_of_them(endpoints: dict[str, str], tmp_path: Path):
    """The index agent's work on a loop of the test's own, on the real Elasticsearch."""
    pipeline = new_pipeline(endpoints, tmp_path)
    settings, prefix = pipeline.settings, pipeline.settings.index_prefix
    longest: list[float] = [0.0]

    def batch(first: int) -> list[Message]:
        numbers = range(first, first + LONG)
        return [message(long_article(n).model_dump_json().encode(), key=f"long-{n}".encode()) for n in numbers]

    def one(taken: Message) -> None:
        change = change_of(taken)
        assert isinstance(change, EnrichedArticle)
        assert len(list(operations_for(Indices(prefix, 1), change, decide(change, None)))) == 1 + QUOTES

    async def work(messages: list[Message]) -> None:
        async with async_client(settings) as client:
            await client.info()
            longest[:] = [0.0]  # connecting takes its time, with articles of any length
            bulk, generations = BulkWriter(client, settings.bulk_bytes), ServingGenerations(client, prefix)
            done = IndexAgent(client, bulk, generations, Counted(), Outcomes(), Monitor(settings, "index"))
            await done(messages, Turn(None))

    loop = watched_loop(lambda _wall, cpu: longest.append(cpu))
    gc.collect()
    gc.freeze()  # as an agent does; else the collector goes through all that other tests have left
    ratios: list[float] = []
    try:
        # Again where it looks slow: what else the machine does, in its caches too, costs computing time as well.
        while len(ratios) < 3 and min(ratios, default=LONG) >= LONG / 2:
            messages = batch(len(ratios) * LONG)
            loop.run_until_complete(work(messages))
            ratios.append(max(longest) / cpu_seconds(partial(one, messages[0])))
        pipeline.refresh()
        assert pipeline.count() == LONG * len(ratios)
        assert min(ratios) < LONG / 2
    finally:
        gc.unfreeze()
        loop.close()
        pipeline.end()
