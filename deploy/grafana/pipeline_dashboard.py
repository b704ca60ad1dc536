"""What the dashboard "Quotewire pipeline" shows, row by row. `make grafana` makes Grafana's JSON of it.

In an expression `{@}` stands for the workers chosen at the top of the dashboard, and `$__rate_interval` is Grafana's: a
few scrapes at least, more when the dashboard shows a longer time.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["timeseries", "stacked", "shares", "stat", "heatmap", "states", "table"]
"""How a panel draws: lines, areas on each other (of 100 % for shares), one number, buckets over time, states over time,
a table of the present values."""

COLUMNS = 24
"""Grafana's grid."""


@dataclass(frozen=True, slots=True)
class Query:
    """One PromQL expression of a panel.

    Attributes:
        expression: with `{@}` for the chosen workers.
        legend: name of each series, with its labels in double braces.
        may_be_empty: why a healthy pipeline has nothing to show here; blank where data are a must.
    """

    expression: str
    legend: str = ""
    may_be_empty: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel.

    Attributes:
        title: shown above it.
        about: what one sees, and what to make of it; Grafana shows it at the title.
        kind: how it draws.
        queries: in the order of the legend.
        unit: Grafana's name of the unit: short, s, Bps, reqps, percentunit, none …
        width: of COLUMNS columns.
        warn: from this value on it is yellow; None: never.
        alarm: from this value on it is red; None: never.
    """

    title: str
    about: str
    kind: Kind
    queries: tuple[Query, ...]
    unit: str = "short"
    width: int = 12
    warn: float | None = None
    alarm: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Panels side by side, wrapped where the columns are used up."""

    title: str
    height: int
    panels: tuple[Panel, ...]


def _quantiles(histogram: str, *shares: float, by: str = "", legend: str = "p{share}") -> tuple[Query, ...]:
    """Quantiles of a histogram over the chosen time, one query each."""
    labels = f"le, {by}" if by else "le"
    return tuple(
        Query(
            f"histogram_quantile({share}, sum by ({labels}) (rate({histogram}_bucket{{@}}[$__rate_interval])))",
            legend.format(share=f"{share * 100:g}"),
        )
        for share in shares
    )


LAG = "sum(max by (agent, topic, partition) (quotewire_lag{@}))"
NO_DEAD_LETTER = "the series begins with the first dead letter of its kind"

AT_A_GLANCE = Row(
    "At a glance",
    4,
    (
        Panel(
            "Articles per second",
            "Deliveries to the index agent that ended, whatever their outcome.",
            "stat",
            (Query('sum(rate(quotewire_outcomes_total{@, agent="index"}[$__rate_interval]))'),),
            width=4,
        ),
        Panel(
            "Lag",
            "Messages that wait for an agent. Grows when more comes in than is processed, or something is away.",
            "stat",
            (Query(LAG),),
            width=4,
            warn=1_000,
            alarm=100_000,
        ),
        Panel(
            "Freshness, 95 % within",
            "From the publisher's message to searchable. The alert QuotewireFreshness begins at 60 seconds.",
            "stat",
            _quantiles("quotewire_freshness_seconds", 0.95),
            unit="s",
            width=4,
            warn=30,
            alarm=60,
        ),
        Panel(
            "Dead letters, share of deliveries",
            "In the time shown. The alert QuotewireDeadLetters begins at 1 %.",
            "stat",
            (
                Query(
                    'sum(increase(quotewire_outcomes_total{@, outcome="dead-lettered"}[$__range]))'
                    ' / clamp_min(sum(increase(quotewire_outcomes_total{@, agent="enrich"}[$__range])), 1)',
                ),
            ),
            unit="percentunit",
            width=4,
            warn=0.001,
            alarm=0.01,
        ),
        Panel(
            "Agents not ready",
            "Those that wait for Kafka, Elasticsearch or their models.",
            "stat",
            (Query("count(quotewire_ready{@}) - sum(quotewire_ready{@})"),),
            width=4,
            alarm=1,
        ),
        Panel(
            "Alerts",
            "Firing now, of all workers; docs/alerts.md says what each means.",
            "stat",
            (Query('count(ALERTS{alertname=~"Quotewire.*", alertstate="firing"}) or vector(0)'),),
            width=4,
            alarm=1,
        ),
    ),
)

THROUGHPUT = Row(
    "Throughput",
    8,
    (
        Panel(
            "Articles per second by agent and outcome",
            "Every delivery ends in exactly one outcome. Much unchanged or superseded: a publisher sends things twice.",
            "stacked",
            (
                Query(
                    "sum by (agent, outcome) (rate(quotewire_outcomes_total{@}[$__rate_interval]))",
                    "{{agent}}: {{outcome}}",
                ),
            ),
        ),
        Panel(
            "Bytes per second by agent",
            "As the messages come from the topic. Enriched ones are larger than raw ones.",
            "timeseries",
            (Query("sum by (agent) (rate(quotewire_message_bytes_total{@}[$__rate_interval]))", "{{agent}}"),),
            unit="Bps",
            width=6,
        ),
        Panel(
            "Languages",
            "Articles per second by the language found. Suddenly much `und`: a feed sends something else than text.",
            "stacked",
            (
                Query(
                    "sum by (language) (rate(quotewire_articles_by_language_total{@}[$__rate_interval]))",
                    "{{language}}",
                ),
            ),
            width=6,
        ),
    ),
)

LAG_AND_FRESHNESS = Row(
    "Lag and freshness",
    9,
    (
        Panel(
            "Lag by topic and partition",
            "Messages that wait. All partitions rising: too few workers or something away; one: a busy key.",
            "timeseries",
            (
                Query(
                    "max by (topic, partition) (quotewire_lag{@})",
                    "{{topic}} {{partition}}",
                ),
            ),
            width=8,
        ),
        Panel(
            "Freshness",
            "From the publisher's message to searchable, within which 50, 95 and 99 of 100 articles were. "
            "Lag makes it grow; without lag it is the refresh interval.",
            "timeseries",
            _quantiles("quotewire_freshness_seconds", 0.5, 0.95, 0.99),
            unit="s",
            width=8,
            alarm=60,
        ),
        Panel(
            "Freshness of all articles",
            "How many articles became searchable after how long. Two bands: some partitions are behind.",
            "heatmap",
            (Query("sum by (le) (increase(quotewire_freshness_seconds_bucket{@}[$__rate_interval]))", "{{le}}"),),
            unit="s",
            width=8,
        ),
    ),
)

STAGES = Row(
    "Stages",
    8,
    (
        Panel(
            "Seconds for an article by stage, half of them within",
            "Computing time of each stage for one article.",
            "timeseries",
            _quantiles("quotewire_stage_seconds", 0.5, by="stage", legend="{{{{stage}}}}"),
            unit="s",
            width=8,
        ),
        Panel(
            "Seconds for an article by stage, 95 % within",
            "Long articles and busy servers show here.",
            "timeseries",
            _quantiles("quotewire_stage_seconds", 0.95, by="stage", legend="{{{{stage}}}}"),
            unit="s",
            width=8,
        ),
        Panel(
            "Share of the stages",
            "Of all time spent; where more speed would help.",
            "shares",
            (Query("sum by (stage) (rate(quotewire_stage_seconds_sum{@}[$__rate_interval]))", "{{stage}}"),),
            unit="s",
            width=8,
        ),
    ),
)

FAILURES = Row(
    "What fails",
    8,
    (
        Panel(
            "Dead letters by stage and error",
            "Since the workers started; each step is a dead letter. `quotewire dead-letters list` shows them.",
            "timeseries",
            (
                Query(
                    "sum by (stage, error) (quotewire_dead_letters_total{@})",
                    "{{stage}}: {{error}}",
                    may_be_empty=NO_DEAD_LETTER,
                ),
            ),
            width=8,
        ),
        Panel(
            "Bulk requests to Elasticsearch",
            "Requests, and those tried again, by reason (too busy, no connection …). Nothing is lost meanwhile.",
            "timeseries",
            (
                Query("sum(rate(quotewire_bulk_requests_total{@}[$__rate_interval]))", "requests"),
                Query(
                    "sum by (reason) (rate(quotewire_bulk_retries_total{@}[$__rate_interval]))",
                    "tried again: {{reason}}",
                    may_be_empty="the series begins when Elasticsearch first refuses for now",
                ),
            ),
            unit="reqps",
            width=8,
        ),
        Panel(
            "Documents that Elasticsearch refused",
            "For good, since the workers started, by error; their articles are dead letters.",
            "timeseries",
            (
                Query(
                    "sum by (error) (quotewire_bulk_refusals_total{@})",
                    "{{error}}",
                    may_be_empty="the series begins with the first document that Elasticsearch can never take",
                ),
            ),
            width=8,
        ),
    ),
)

WORKERS = Row(
    "Workers",
    8,
    (
        Panel(
            "Readiness",
            "Not ready: the agent waits for Kafka, Elasticsearch or its models; /readyz of the worker says which.",
            "states",
            (Query("min by (instance, agent) (quotewire_ready{@})", "{{instance}} {{agent}}"),),
            width=8,
        ),
        Panel(
            "Messages in flight",
            "Taken from the topic, outcome not yet known.",
            "timeseries",
            (Query("sum by (agent) (quotewire_in_flight_messages{@})", "{{agent}}"),),
            width=4,
        ),
        Panel(
            "Bytes in flight",
            "Bounded by the setting bytes_in_flight for each agent.",
            "timeseries",
            (Query("sum by (agent) (quotewire_in_flight_bytes{@})", "{{agent}}"),),
            unit="bytes",
            width=4,
        ),
        Panel(
            "Agents started again",
            "An agent that ends unexpectedly is started again by its worker. More than now and then: the worker's log "
            "says why.",
            "timeseries",
            (
                Query(
                    "sum by (instance, agent) (increase(quotewire_agent_starts_total{@}[$__rate_interval]))",
                    "{{instance}} {{agent}}",
                ),
            ),
            width=8,
        ),
        Panel(
            "Event loops blocked",
            "Share of the time in which an agent noticed nothing, in blocks of 10 ms and more: long articles, or a "
            "machine with more to do than it can.",
            "timeseries",
            (
                Query(
                    "sum by (instance, agent) "
                    '(rate(quotewire_loop_blocked_seconds_sum{@, clock="wall"}[$__rate_interval]))',
                    "{{instance}} {{agent}}",
                ),
            ),
            unit="percentunit",
            width=8,
        ),
        Panel(
            "Models",
            "Which models the workers have loaded. Different versions at once: a new release has not reached all.",
            "table",
            (Query("count by (model) (quotewire_model_info{@})"),),
            width=8,
        ),
        Panel(
            "Versions",
            "Which version of Quotewire each worker runs.",
            "table",
            (Query("sum by (instance, version) (quotewire_build_info{@})"),),
            width=8,
        ),
    ),
)

ROWS = (AT_A_GLANCE, THROUGHPUT, LAG_AND_FRESHNESS, STAGES, FAILURES, WORKERS)
