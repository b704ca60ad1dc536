"""How well search finds what is wanted: `python -m benchmarks.search [--data ../shared/data]`.

Indexes samples/ and the articles of the data folder into indices of its own (removed at the end) on the Elasticsearch
of the settings (`make up`), asks the judged queries of tests/search/judgements.yaml, and prints nDCG@10 by language
and by kind of query, and the queries that fall short.

nDCG as in Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002: the gains
of the hits, each divided by the logarithm of its place, as a share of what the best order would give.
"""

import argparse
import math
import os
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from processors.chain import Chain
from processors.enrichment import enrich
from schemas.identity import ARCHIVE
from schemas.index_templates import articles_index
from streams.elasticsearch_client import sync_client
from streams.indexing.documents import article_document
from streams.search import Filters, Reader
from streams.settings import Settings
from streams.setup import put_templates
from streams.sources import Article, read_articles

ROOT = Path(__file__).parents[1]
JUDGEMENTS = ROOT / "tests" / "search" / "judgements.yaml"
DEPTH = 10
"""Hits that are looked at: a first page."""


@dataclass(frozen=True, slots=True)
class Query:
    """A judged query.

    Attributes:
        text: as it is written.
        language: of the query; `all` where it is a word in many.
        kind: what is difficult about it.
        filters: what the hits must be.
        gains: article_id to grade (2 wanted, 1 beside the point); an article that is not in here is not wanted.
    """

    text: str
    language: str
    kind: str
    filters: Filters
    gains: Mapping[str, int]


def judged(path: Path = JUDGEMENTS) -> list[Query]:
    """The judged queries."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Query(
            row["query"],
            row["language"],
            row["kind"],
            _filters(row.get("filters", {})),
            {content["articles"][name]: grade for name, grade in row["relevant"].items()},
        )
        for row in content["queries"]
    ]


def _filters(given: dict[str, str]) -> Filters:
    since, until = (_day(given[name]) if name in given else None for name in ("since", "until"))
    return Filters(language=given.get("language"), source=given.get("source"), since=since, until=until)


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ndcg(found: Sequence[str], gains: Mapping[str, int]) -> float:
    """nDCG at DEPTH, from 0 to 1; where nothing is wanted, 1 if nothing is found.

    Args:
        found: article_ids of the hits, best first.
        gains: grade of each wanted article.
    """
    if not gains:
        return 0.0 if found else 1.0
    best = sorted(gains.values(), reverse=True)
    return _discounted([gains.get(identifier, 0) for identifier in found]) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains[:DEPTH], start=1))


def evaluate(reader: Reader, queries: Sequence[Query], indexed: set[str]) -> list[tuple[Query, float]]:
    """The nDCG of each query, as far as its articles are indexed.

    A query none of whose articles is indexed is left out; where some are not, the others are what is wanted.
    """
    results = []
    for query in queries:
        gains = {identifier: grade for identifier, grade in query.gains.items() if identifier in indexed}
        if query.gains and not gains:
            continue
        found = reader.articles(query.text, query.filters, size=DEPTH)
        results.append((query, ndcg([hit.id for hit in found.hits], gains)))
    return results


def mean(scores: Sequence[float]) -> float:
    """The mean; the queries count alike."""
    return sum(scores) / len(scores)


@contextmanager
def indexed_articles(settings: Settings, paths: Sequence[str]) -> Iterator[tuple[Reader, set[str]]]:
    """A reader of indices that hold the articles of these paths and go away afterwards, and their article_ids."""
    own = settings.model_copy(update={"index_prefix": f"bench-{uuid.uuid4().hex[:8]}"})
    prefix = own.index_prefix
    articles = [record.raw for record in read_articles(paths) if isinstance(record, Article)]
    with sync_client(own) as client:
        put_templates(client, own)
        try:
            index = articles_index(prefix, ARCHIVE)
            enriched = enrich(Chain(), [(raw, None) for raw in articles])
            for article in enriched:
                client.index(index=index, id=article.article_id, document=article_document(article))
            client.indices.refresh(index=index)
            reader = Reader(own)
            try:
                yield reader, {article.article_id for article in enriched}
            finally:
                reader.close()
        finally:
            client.indices.delete(index=",".join(client.indices.get(index=f"{prefix}-*")), ignore_unavailable=True)
            client.indices.delete_index_template(name=f"{prefix}-*")
            client.cluster.delete_component_template(name=f"{prefix}-*")


def report(results: Sequence[tuple[Query, float]]) -> str:
    """The tables, for a person."""
    lines = [f"nDCG@{DEPTH} of {len(results)} queries: {mean([score for _, score in results]):.3f}"]
    for title in ("kind", "language"):
        groups: dict[str, list[float]] = defaultdict(list)
        for query, score in results:
            groups[getattr(query, title)].append(score)
        lines += ["", f"{title:<12} queries   nDCG@{DEPTH}"]
        lines += [f"{name:<12} {len(scores):7}   {mean(scores):.3f}" for name, scores in sorted(groups.items())]
    short = [f"  {score:.2f}  {query.language:<4} {query.text}" for query, score in results if score < 1]
    return "\n".join([*lines, "", "below 1:", *short])


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("NEWS_DATA", ROOT.parent / "shared" / "data")))
    options = parser.parse_args()
    paths = [str(ROOT / "samples")]
    if (options.data / "articles").is_dir():
        paths.append(str(options.data / "articles"))
    else:
        print(f"{options.data / 'articles'} is missing: without its article; --data or NEWS_DATA names the folder")
    with indexed_articles(Settings(), paths) as (reader, identifiers):
        print(report(evaluate(reader, judged(), identifiers)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
