"""What so many articles a day need, reckoned from what was measured: `python -m benchmarks.scale --articles-a-day N`.

Every figure says whether it was measured (MEASURED, on the machine that docs/scaling.md names), assumed (Assumed, which
options change), or reckoned from those two.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

DAY_SECONDS: Final = 86_400
GB: Final = 1e9
TB: Final = 1e12

SHARD_BYTES: Final = 50e9
"""Elasticsearch's own advice: shards of 10 to 50 GB (https://www.elastic.co/docs/deploy-manage/production-guidance)."""

SHARD_DOCUMENTS: Final = 2**31 - 128
"""Most documents in one shard: Lucene's limit (`IndexWriter.MAX_DOCS`)."""

LEAST_NODES: Final = 3
"""Of a cluster that survives one of its nodes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one article costs: of 2,500 characters (median), with the quotations that such articles have.

    Attributes:
        nlp_seconds: of one core for all processors.
        enrich_ms: CPU of the enrich agent beside its NLP processes.
        index_ms: CPU of the index agent.
        kafka_ms: CPU of the broker, for both topics, written once and read once.
        elasticsearch_ms: CPU of the node for article, quotations and state, without replica.
        raw_bytes: in `news.raw`, compressed, in one copy.
        enriched_bytes: in `news.enriched`.
        article_bytes: in the index of articles, one copy.
        quotes_bytes: of its quotations in theirs.
        state_bytes: in the index of states.
        quotations: of an article.
    """

    nlp_seconds: float
    enrich_ms: float
    index_ms: float
    kafka_ms: float
    elasticsearch_ms: float
    raw_bytes: float
    enriched_bytes: float
    article_bytes: float
    quotes_bytes: float
    state_bytes: float
    quotations: float


MEASURED: Final = Measured(
    nlp_seconds=0.018,
    enrich_ms=0.32,
    index_ms=0.51,
    kafka_ms=0.28,
    elasticsearch_ms=2.92,
    raw_bytes=1_645,
    enriched_bytes=3_254,
    article_bytes=11_305,
    quotes_bytes=4_009,
    state_bytes=172,
    quotations=7.47,
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is decided or supposed, not measured.

    Attributes:
        peak: articles in the busiest second, for one in the mean second of the day.
        load: share of a core or a disk that is used at the peak; the rest is for what comes late, and for failures.
        days: for which articles can be searched.
        raw_days: for which `news.raw` is kept.
        enriched_days: for which `news.enriched` is kept.
        kafka_copies: of each message.
        index_copies: of each document: one and its replicas.
        nlp_processes: of a worker, a core each.
        node_cores: of an Elasticsearch node.
        node_disk: bytes, of an Elasticsearch node.
    """

    peak: float = 3.0
    load: float = 0.7
    days: int = 30
    raw_days: int = 7
    enriched_days: int = 30
    kafka_copies: int = 3
    index_copies: int = 2
    nlp_processes: int = 6
    node_cores: int = 8
    node_disk: float = 2e12


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the table.

    Attributes:
        what: it is.
        value: as it is shown.
        how: where it comes from.
    """

    what: str
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Need:
    """What a number of articles a day needs.

    Args:
        articles: a day.
        measured: what one costs.
        assumed: what is supposed.
    """

    articles: float
    measured: Measured = MEASURED
    assumed: Assumed = Assumed()

    @property
    def mean(self) -> float:
        """Articles in the mean second."""
        return self.articles / DAY_SECONDS

    @property
    def peak(self) -> float:
        """Articles in the busiest second."""
        return self.mean * self.assumed.peak

    @property
    def nlp_processes(self) -> int:
        """A core each."""
        return self._cores(self.measured.nlp_seconds)

    @property
    def enrich_workers(self) -> int:
        """Each with an agent and its NLP processes; bounded by whichever of the two is fewer."""
        by_processes = math.ceil(self.nlp_processes / self.assumed.nlp_processes)
        return max(by_processes, self._cores(self.measured.enrich_ms / 1000))

    @property
    def index_workers(self) -> int:
        """A core each."""
        return self._cores(self.measured.index_ms / 1000)

    @property
    def partitions(self) -> int:
        """Of each topic: the least multiple of the enrich workers that leaves room for twice as many."""
        workers = max(self.enrich_workers, self.index_workers)
        return max(8, 2 * workers)

    @property
    def kafka_bytes(self) -> float:
        """In all copies of both topics."""
        raw = self.measured.raw_bytes * self.assumed.raw_days
        enriched = self.measured.enriched_bytes * self.assumed.enriched_days
        return self.articles * (raw + enriched) * self.assumed.kafka_copies

    @property
    def kafka_in(self) -> float:
        """Bytes a second at the peak that producers send, of both topics."""
        return self.peak * (self.measured.raw_bytes + self.measured.enriched_bytes)

    @property
    def kafka_cores(self) -> int:
        """Of all brokers; a follower costs about what a consumer does, and is counted like the leader."""
        return self._cores(self.measured.kafka_ms / 1000 * self.assumed.kafka_copies)

    @property
    def index_bytes(self) -> float:
        """Of articles, quotations and states in all copies, after the days for which they are kept."""
        article = self.measured.article_bytes + self.measured.quotes_bytes + self.measured.state_bytes
        return self.articles * self.assumed.days * article * self.assumed.index_copies

    @property
    def elasticsearch_cores(self) -> int:
        """For indexing alone; each copy analyses the text again."""
        return self._cores(self.measured.elasticsearch_ms / 1000 * self.assumed.index_copies)

    @property
    def elasticsearch_nodes(self) -> int:
        """By cores or by disk, whichever asks for more."""
        return max(LEAST_NODES, self.nodes_by_cores, self.nodes_by_disk)

    @property
    def nodes_by_cores(self) -> int:
        """Half of a node's cores are left to searches."""
        return math.ceil(self.elasticsearch_cores / (self.assumed.node_cores / 2))

    @property
    def nodes_by_disk(self) -> int:
        """By the disk that may be full."""
        return math.ceil(self.index_bytes / (self.assumed.node_disk * self.assumed.load))

    @property
    def shards_a_month(self) -> int:
        """Of a month's index of articles, so that none is larger than SHARD_BYTES or has too many documents."""
        return self._shards(self.articles * 30, self.measured.article_bytes)

    @property
    def state_days(self) -> float:
        """After so many days the states fill one shard: it takes no more documents then."""
        return SHARD_DOCUMENTS / self.articles

    def _shards(self, documents: float, size: float) -> int:
        return max(math.ceil(documents * size / SHARD_BYTES), math.ceil(documents / SHARD_DOCUMENTS), 1)

    def _cores(self, seconds: float) -> int:
        """For work of so many seconds an article, at the peak."""
        return max(1, math.ceil(self.peak * seconds / self.assumed.load))

    @property
    def bottleneck(self) -> str:
        """What most of the CPU of an article is for, in all copies."""
        m, a = self.measured, self.assumed
        milliseconds = {
            "natural language processing": m.nlp_seconds * 1000,
            "Elasticsearch": m.elasticsearch_ms * a.index_copies,
            "Kafka": m.kafka_ms * a.kafka_copies,
            "the agents": m.enrich_ms + m.index_ms,
        }
        most = max(milliseconds, key=lambda name: milliseconds[name])
        share = milliseconds[most] / sum(milliseconds.values())
        return f"{most}: {share:.0%} of all CPU"

    def lines(self) -> Iterator[Line]:
        """The table."""
        m, a = self.measured, self.assumed
        yield Line("articles a second, mean", f"{self.mean:,.1f}", "reckoned")
        yield Line("articles a second, peak", f"{self.peak:,.0f}", f"assumed: {a.peak:g} times the mean")
        yield Line(
            "NLP processes, a core each", f"{self.nlp_processes:,}",
            f"measured: {m.nlp_seconds * 1000:.0f} ms an article; {a.load:.0%} busy at the peak",
        )  # fmt: skip
        yield Line(
            "enrich workers", f"{self.enrich_workers:,}",
            f"{a.nlp_processes} NLP processes each; measured: {m.enrich_ms:.2f} ms of the agent an article",
        )  # fmt: skip
        yield Line("index workers", f"{self.index_workers:,}", f"measured: {m.index_ms:.2f} ms an article")
        yield Line("partitions of a topic", f"{self.partitions:,}", "twice the workers, at least 8: so they can double")
        yield Line(
            "Kafka, bytes in a second at the peak", _bytes(self.kafka_in),
            f"measured: {m.raw_bytes:,.0f} and {m.enriched_bytes:,.0f} bytes an article",
        )  # fmt: skip
        yield Line(
            "Kafka, disk", _bytes(self.kafka_bytes),
            f"assumed: {a.kafka_copies} copies, {a.raw_days} days raw, {a.enriched_days} days enriched",
        )  # fmt: skip
        yield Line("Kafka, cores", f"{self.kafka_cores:,}", f"measured: {m.kafka_ms:.2f} ms an article and copy")
        size = m.article_bytes + m.quotes_bytes + m.state_bytes
        yield Line(
            "Elasticsearch, disk", _bytes(self.index_bytes),
            f"measured: {size:,.0f} bytes an article; assumed: {a.days} days, {a.index_copies} copies",
        )  # fmt: skip
        yield Line(
            "Elasticsearch, cores for indexing", f"{self.elasticsearch_cores:,}",
            f"measured: {m.elasticsearch_ms:.2f} ms an article and copy",
        )  # fmt: skip
        yield Line(
            "Elasticsearch, data nodes", f"{self.elasticsearch_nodes:,}",
            f"{self.nodes_by_cores:,} by cores ({a.node_cores} each, half for searches), {self.nodes_by_disk:,} by "
            f"disk ({_bytes(a.node_disk)} each)",
        )  # fmt: skip
        yield Line("shards of a month of articles", f"{self.shards_a_month:,}", "none above 50 GB or 2.1 G documents")
        yield Line(
            "days until one shard of states is full", f"{self.state_days:,.0f}", "Lucene's limit: 2.1 G documents"
        )
        yield Line("first bottleneck", self.bottleneck, "reckoned")


def _bytes(size: float) -> str:
    if size >= TB:
        return f"{size / TB:,.1f} TB"
    if size >= GB:
        return f"{size / GB:,.1f} GB"
    return f"{size / 1e6:,.1f} MB"


def table(need: Need) -> str:
    """The lines as a Markdown table, as docs/scaling.md has it."""
    rows = [f"| {line.what} | {line.value} | {line.how} |" for line in need.lines()]
    return "\n".join([f"| {need.articles:,.0f} articles a day | | where it comes from |", "|---|---|---|", *rows])
