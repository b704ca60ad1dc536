"""Row c: the index agent from a full `news.enriched`, against raw bulk requests with the same bodies.

    ours   the index agent: decodes each message, reads what is known of the article, decides, writes articles,
           quotations and states in bulk requests, acknowledges
    other  three threads that post the bodies of the same operations, made beforehand: what this Elasticsearch takes

The articles are annotated by the real processors, so that they have entities and quotations as real ones have.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import orjson
import urllib3

from benchmarks.stream.context import Context
from benchmarks.stream.held import HeldPipeline, Pair, held_pipeline
from benchmarks.stream.pipeline import Standstill
from benchmarks.stream.row import Row
from benchmarks.stream.transport import WARM_UP
from schemas import EnrichedArticle, MessagePlace, validate_raw
from streams.indexing.bulk import OPERATIONS_PER_REQUEST, Operation
from streams.indexing.generations import Indices
from streams.indexing.state import decide
from streams.indexing.writer import operations_for
from streams.settings import Settings
from streams.worker import AGENT_MALLOC

if TYPE_CHECKING:
    from processors.chain import Chain

THREADS: Final = 3

ANALYSED: Final = 240
"""Articles that are annotated; the others are these again under other ids: the processors take 40 ms for one."""

BATCH: Final = 24
"""Articles that are annotated together, as a worker does."""

LEAST: Final = 0.5


def rows(context: Context) -> list[Row]:
    """The row of this module."""
    articles = enriched_articles(context, context.count + context.count // WARM_UP)
    quotations = sum(len(article.quotes) for article in articles) / len(articles)
    messages = enriched_messages(articles)
    ours: list[float] = []
    other: list[float] = []
    measure_agent(context, messages)  # so that Elasticsearch is warm for whoever is first
    for number in range(context.rounds):
        for raw in (False, True) if number % 2 == 0 else (True, False):
            speed = measure_raw(context, articles) if raw else measure_agent(context, messages)
            name = "raw bulk requests" if raw else "index agent"
            context.tell(f"round {number + 1}, {name}: {speed:,.0f} articles/s")
            (other if raw else ours).append(speed)
    note = f"{quotations:.1f} quotations an article; the bodies hold articles, quotations and states"
    named = f"index agent from a full topic : raw _bulk of the same bodies, {THREADS} threads"
    return [Row("c", named, tuple(ours), tuple(other), "articles/s", LEAST, note=note)]


def enriched_articles(context: Context, count: int) -> list[EnrichedArticle]:
    """Enriched articles with annotations; from ANALYSED on those of the first again, each with an id of its own."""
    context.tell(f"annotating {min(ANALYSED, count)} articles")
    return numbered(annotated(context.articles(min(ANALYSED, count))), count)


def enriched_messages(articles: Sequence[EnrichedArticle]) -> list[Pair]:
    """The messages of enriched articles, under their keys."""
    return [(article.article_id.encode(), article.model_dump_json().encode()) for article in articles]


def annotated(articles: Sequence[Mapping[str, Any]], chain: "Chain | None" = None) -> list[EnrichedArticle]:
    """The articles, enriched by the real processors in this process.

    Args:
        articles: raw ones.
        chain: that may have read others before; a new one if not given.
    """
    from processors.chain import Chain
    from processors.enrichment import enrich

    chain = chain or Chain()
    raws = [validate_raw(article) for article in articles]
    now_ms = time.time_ns() // 1_000_000
    found: list[EnrichedArticle] = []
    for start in range(0, len(raws), BATCH):
        places = [
            (raw, MessagePlace(topic="news.raw", partition=0, offset=offset, timestamp=now_ms))
            for offset, raw in enumerate(raws[start : start + BATCH], start=start)
        ]
        found += enrich(chain, places)
    return found


def numbered(articles: Sequence[EnrichedArticle], count: int) -> list[EnrichedArticle]:
    """So many articles, these again and again, each with an id of its own."""
    again = (articles[number % len(articles)] for number in range(count))
    return [
        article.model_copy(update={"id": str(number), "article_id": f"{article.source}:{number}"})
        for number, article in enumerate(again)
    ]


def measure_agent(context: Context, messages: Sequence[Pair]) -> float:
    """Articles a second of one round of the agent, in a pipeline of its own."""
    with held_pipeline(context) as pipeline:
        start_index_agent(pipeline)
        topic, warm = pipeline.settings.enriched_topic, len(messages) - context.count
        pipeline.warm_up(topic, messages[:warm])
        seconds, _ = pipeline.measure(topic, messages[warm:])
        return context.count / seconds


def start_index_agent(pipeline: HeldPipeline) -> None:
    """The index agent, as a supervisor would start it."""
    folder = str(pipeline.folder())
    pipeline.start("-m", "streams.cli", "worker", "--agents", "index", "--folder", folder, variables=AGENT_MALLOC)


def measure_raw(context: Context, articles: Sequence[EnrichedArticle]) -> float:
    """Articles a second of one round of bulk requests from threads, into indices of their own."""
    with held_pipeline(context) as pipeline:
        warm = len(articles) - context.count
        bodies = [list(bulk_bodies(pipeline.settings, part)) for part in (articles[:warm], articles[warm:])]
        with ThreadPoolExecutor(THREADS) as threads, urllib3.PoolManager(maxsize=THREADS) as pool:

            def post(body: bytes) -> None:
                _post(pool, pipeline, body)

            list(threads.map(post, bodies[0]))
            started = time.perf_counter()
            list(threads.map(post, bodies[1]))
            return context.count / (time.perf_counter() - started)


def bulk_bodies(settings: Settings, articles: Sequence[EnrichedArticle]) -> Iterator[bytes]:
    """Bodies of bulk requests with the index agent's operations for new articles, as large as it makes them."""
    indices = Indices(settings.index_prefix, 1)
    operations = [operation for article in articles for operation in _operations(indices, article)]
    lines: list[bytes] = []
    size = count = 0
    for operation in operations:
        if lines and (count >= OPERATIONS_PER_REQUEST or size + operation.size > settings.bulk_bytes):
            yield b"\n".join([*lines, b""])
            lines, size, count = [], 0, 0
        lines += operation.lines()
        size += operation.size
        count += 1
    if lines:
        yield b"\n".join([*lines, b""])


def _operations(indices: Indices, article: EnrichedArticle) -> Iterator[Operation]:
    decision = decide(article, None)
    yield from operations_for(indices, article, decision)
    if decision.state is not None:
        source = orjson.dumps(decision.state.document())
        yield Operation("index", indices.state, article.article_id, decision.state.version, source)


def _post(pool: urllib3.PoolManager, pipeline: HeldPipeline, body: bytes) -> None:
    """One bulk request, all of whose operations must be taken."""
    answer = pool.request(
        "POST",
        f"{pipeline.settings.elasticsearch_url}/_bulk?filter_path=errors,items.*.error",
        body=body,
        headers={"Content-Type": "application/x-ndjson"},
    )
    if answer.status != 200 or answer.json()["errors"]:
        raise Standstill(f"Elasticsearch refuses a bulk request: {answer.data[:500]!r}")
