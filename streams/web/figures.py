"""What the live page is made from: the worker's figures in `<prefix>-metrics`, and the index of dead letters.

Each agent process writes one document every ten seconds, also when it is idle; so none for a while means that no worker
runs, or that it does not reach Elasticsearch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from schemas.index_mappings import OUTCOMES
from schemas.index_templates import dead_letters_index, metrics_alias
from streams.elasticsearch_client import sync_client
from streams.metrics.definitions import AGENT_STAGES
from streams.settings import Settings
from streams.setup import elasticsearch_errors

WINDOW: Final = timedelta(minutes=15)
"""What outcomes, stages and the course of time are shown for."""

LETTERS_WINDOW: Final = timedelta(hours=24)
"""What dead letters are shown for: who is on call sees what came since yesterday, not what has been known for weeks."""

STEP: Final = timedelta(seconds=30)
"""One bar of the course of time; three documents of each process."""

CURRENT: Final = timedelta(seconds=25)
"""A figure this old still tells of now: two documents of a process may be missing or late."""

STOPPED: Final = timedelta(seconds=35)
"""No document for so long: three in a row are missing."""

PROCESSES: Final = 500
"""Most agent processes whose newest figures are read."""

STAGES: Final = {stage: agent for agent, stages in AGENT_STAGES.items() for stage in stages}
"""Stages in the order in which an article passes them, and the agent whose articles they are counted over."""

AGENTS: Final = tuple(AGENT_STAGES)

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent now, all of its processes together.

    Attributes:
        processes: how many report.
        articles_per_second: deliveries that got their outcome.
        bytes_per_second: their size.
        lag: messages of its topic that it has not acknowledged.
        in_flight: messages being worked on.
        course: articles per second in each STEP of the WINDOW, oldest first.
    """

    processes: int = 0
    articles_per_second: float = 0.0
    bytes_per_second: float = 0.0
    lag: int = 0
    in_flight: int = 0
    course: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Freshness:
    """Seconds from published to searchable in the last interval that had articles; the slowest process's."""

    at: datetime
    p50: float
    p95: float
    p99: float
    max: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage costs: seconds for one article, and its share of the time of all stages."""

    name: str
    seconds_per_article: float
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Open dead letters of the LETTERS_WINDOW with one stage and error."""

    stage: str
    error: str
    count: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Stream:
    """The stream at one moment.

    Attributes:
        at: the moment.
        newest: time of the newest figures; None where there are none.
        agents: by name.
        outcomes: deliveries of the WINDOW by outcome.
        stages: in the order of an article's way; those that were measured in the WINDOW.
        freshness: None where nothing was indexed lately.
        reasons: open dead letters whose last failure is in the LETTERS_WINDOW, most frequent first.
        dead_letters: these in all.
    """

    at: datetime
    newest: datetime | None
    agents: dict[str, Agent]
    outcomes: dict[str, int]
    stages: list[Stage]
    freshness: Freshness | None
    reasons: list[Reason]
    dead_letters: int

    @property
    def age(self) -> timedelta | None:
        """How old the newest figures are."""
        return None if self.newest is None else max(self.at - self.newest, timedelta())

    @property
    def stopped(self) -> bool:
        """Whether no worker reports."""
        return self.age is None or self.age > STOPPED


class Figures:
    """Reads the figures.

    Args:
        settings: where Elasticsearch is, the prefix of the index names.

    Raises ElasticsearchUnavailable where it does not answer; indices that are missing have no figures.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client = sync_client(settings)
        self._metrics = metrics_alias(settings.index_prefix)
        self._letters = dead_letters_index(settings.index_prefix)

    def read(self, now: datetime | None = None) -> Stream:
        """The stream at a moment (default: now)."""
        at = now or datetime.now(UTC)
        window = _within("@timestamp", at, WINDOW)
        newest = self._documents(None, PROCESSES)
        fresh = self._documents({"range": {"freshness.count": {"gt": 0}}}, PROCESSES)
        sums = self._search(self._metrics, query=window, aggs=_sums())
        letters = self._search(
            self._letters,
            query={"bool": {"filter": [{"term": {"status": "open"}}, _within("last_failure", at, LETTERS_WINDOW)]}},
            track_total_hits=True,
            aggs={
                "stage": {
                    "terms": {"field": "stage", "size": 50},
                    "aggs": {
                        "error": {
                            "terms": {"field": "error", "size": 50},
                            "aggs": {"last": {"max": {"field": "last_failure"}}},
                        }
                    },
                }
            },
        )
        by_agent = _by_agent(sums)
        return Stream(
            at,
            max((_time(one["@timestamp"]) for one in newest), default=None),
            {name: _agent(name, at, newest, by_agent.get(name, {})) for name in AGENTS},
            _outcomes(by_agent),
            _stages(by_agent),
            _freshness(fresh),
            _reasons(letters),
            letters["hits"]["total"]["value"],
        )

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _documents(self, query: dict[str, Any] | None, size: int) -> list[Document]:
        """The newest documents, of the newest moment first."""
        response = self._search(
            self._metrics,
            query=query or {"match_all": {}},
            size=size,
            sort=[{"@timestamp": {"order": "desc", "unmapped_type": "date"}}],
        )
        return [hit["_source"] for hit in response["hits"]["hits"]]

    def _search(self, index: str, **request: Any) -> Any:
        with elasticsearch_errors(self._settings):
            return self._client.search(
                index=index,
                **({"size": 0} | request),
                ignore_unavailable=True,
                allow_no_indices=True,
            ).body


def _within(field: str, at: datetime, period: timedelta) -> dict[str, Any]:
    return {"range": {field: {"gt": (at - period).isoformat(), "lte": at.isoformat()}}}


def _sums() -> dict[str, Any]:
    summed = {f"stage:{name}": {"sum": {"field": f"stage_seconds.{name}"}} for name in STAGES}
    summed |= {f"outcome:{name}": {"sum": {"field": f"outcomes.{name}"}} for name in OUTCOMES}
    articles = {"articles": {"sum": {"field": "articles"}}}
    course = {
        "course": {
            "date_histogram": {"field": "@timestamp", "fixed_interval": f"{STEP.seconds}s"},
            "aggs": articles,
        }
    }
    return {"agent": {"terms": {"field": "agent", "size": len(AGENTS)}, "aggs": summed | articles | course}}


def _by_agent(sums: Any) -> dict[str, Any]:
    # Without an index there are no aggregations in the answer.
    buckets = sums.get("aggregations", {}).get("agent", {}).get("buckets", [])
    return {bucket["key"]: bucket for bucket in buckets}


def _agent(name: str, at: datetime, newest: Sequence[Document], sums: Any) -> Agent:
    latest: dict[str, Document] = {}
    for one in newest:  # the newest first
        if one.get("agent") == name and at - _time(one["@timestamp"]) <= CURRENT:
            latest.setdefault(str(one.get("worker")), one)
    processes = latest.values()
    in_flight = [one.get("in_flight") or {} for one in processes]
    return Agent(
        len(processes),
        sum(float(one.get("articles_per_second") or 0) for one in processes),
        sum(float(one.get("bytes_per_second") or 0) for one in processes),
        sum(int(one.get("lag") or 0) for one in processes),
        sum(int(one.get("messages") or 0) for one in in_flight),
        _course(at, sums),
    )


def _course(at: datetime, sums: Any) -> list[float]:
    counts = {
        _time(bucket["key_as_string"]): bucket["articles"]["value"]
        for bucket in sums.get("course", {}).get("buckets", [])
    }
    # Whole steps only: the one that is under way, and the first, would show a drop that is none.
    last = datetime.fromtimestamp(at.timestamp() // STEP.seconds * STEP.seconds, UTC)
    steps = int(WINDOW / STEP)
    return [counts.get(last - STEP * back, 0.0) / STEP.seconds for back in range(steps - 1, 0, -1)]


def _outcomes(by_agent: Mapping[str, Any]) -> dict[str, int]:
    return {
        name: int(sum(bucket[f"outcome:{name}"]["value"] or 0 for bucket in by_agent.values())) for name in OUTCOMES
    }


def _stages(by_agent: Mapping[str, Any]) -> list[Stage]:
    costs = {}
    for name, agent in STAGES.items():
        bucket = by_agent.get(agent)
        seconds = bucket[f"stage:{name}"]["value"] if bucket else 0
        if bucket and seconds and bucket["articles"]["value"]:
            costs[name] = seconds / bucket["articles"]["value"]
    whole = sum(costs.values())
    return [Stage(name, cost, cost / whole) for name, cost in costs.items()]


def _freshness(documents: Sequence[Document]) -> Freshness | None:
    if not documents:
        return None
    at = _time(documents[0]["@timestamp"])
    together = [one["freshness"] for one in documents if at - _time(one["@timestamp"]) < timedelta(seconds=10)]
    return Freshness(at, **{name: max(float(one[name]) for one in together) for name in ("p50", "p95", "p99", "max")})


def _reasons(letters: Any) -> list[Reason]:
    found = [
        Reason(
            stage["key"],
            error["key"],
            error["doc_count"],
            _time(error["last"]["value_as_string"]) if error["last"]["value"] else None,
        )
        for stage in letters.get("aggregations", {}).get("stage", {}).get("buckets", [])
        for error in stage["error"]["buckets"]
    ]
    return sorted(found, key=lambda reason: (-reason.count, reason.stage, reason.error))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
