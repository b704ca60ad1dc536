"""Outcomes of all workers, added up from the documents in `news-metrics`."""

from collections.abc import Mapping
from typing import Any

from schemas.index_templates import metrics_alias
from streams.elasticsearch_client import sync_client
from streams.metrics.definitions import OUTCOMES
from streams.outcomes import field_of
from streams.settings import Settings
from streams.setup import elasticsearch_errors


def outcome_totals(settings: Settings) -> dict[str, dict[str, int]]:
    """Deliveries by agent and outcome, as far back as there are documents; without those of the last ten seconds.

    Raises:
        ElasticsearchUnavailable: it does not answer, or refuses.
    """
    names = sorted({outcome for outcomes in OUTCOMES.values() for outcome in outcomes})
    sums: Mapping[str, Any] = {name: {"sum": {"field": f"outcomes.{field_of(name)}"}} for name in names}
    with elasticsearch_errors(settings), sync_client(settings) as client:
        response = client.search(
            index=metrics_alias(settings.index_prefix),
            size=0,
            aggs={"agents": {"terms": {"field": "agent", "size": len(OUTCOMES)}, "aggs": sums}},
            ignore_unavailable=True,
            allow_no_indices=True,
        )
    buckets: list[Any] = response.get("aggregations", {}).get("agents", {}).get("buckets", [])
    found = {bucket["key"]: bucket for bucket in buckets}
    return {
        agent: {outcome: round(found[agent][outcome]["value"]) for outcome in outcomes}
        for agent, outcomes in OUTCOMES.items()
        if agent in found
    }
