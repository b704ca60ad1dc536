"""What each row is given: articles, servers, and how much is to be measured."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.stream import corpus
from streams.settings import Settings

ARTICLES = 5_000
ROUNDS = 3
PROCESSES = 2
MEMORY_ARTICLES = (1_000, 20_000)
LOAD_SECONDS = 60.0

WARM_UP = 12_000
"""Articles that are indexed before anything is measured."""

WARM_UP_SHARE = 0.1
"""Articles of the warm-up of rows a and A, as a share of those of a round."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one run have in common. Matrix libraries are kept to one thread by the environment.

    Attributes:
        endpoints: settings that name the servers of this run (kafka_brokers, elasticsearch_url); nobody else uses them.
        folder: for temporary files; removed at the end.
        tell: prints a line of progress.
        count: articles of a round.
        rounds: that are measured, after a warm-up.
        processes: NLP processes of a worker, or workers, where a row has several.
        memory_articles: after how many of them row f looks at memory: few, many.
        load_seconds: how long each load of row e lasts.
        servers: the processes of each server of this run.
        capacity: articles a second of each end-to-end round of this run so far (row a), for the loads of row e.
    """

    endpoints: Mapping[str, str]
    folder: Path
    tell: Callable[[str], None]
    count: int = ARTICLES
    rounds: int = ROUNDS
    processes: int = PROCESSES
    memory_articles: tuple[int, int] = MEMORY_ARTICLES
    load_seconds: float = LOAD_SECONDS
    servers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    capacity: list[float] = field(default_factory=list)

    def settings(self, **others: Any) -> Settings:
        """Settings with the servers of this run; the environment's otherwise, so that one can be tried.

        Args:
            others: that differ from the defaults and the environment.
        """
        values: dict[str, Any] = {**self.endpoints, **others}
        return Settings(_env_file=None, **values)

    def articles(self, count: int | None = None) -> list[dict[str, Any]]:
        """Raw articles, each as it is in its message; always the same, the first ones of a longer list too.

        Args:
            count: how many; those of a round if not given.
        """
        return corpus.articles(self.count if count is None else count)

    def round_of(self, number: int) -> list[dict[str, Any]]:
        """The articles of a round, the first of which is 0; no two rounds have one in common."""
        return self.articles((number + 1) * self.count)[number * self.count :]

    def warm_up(self) -> list[dict[str, Any]]:
        """Articles that no round has: what a process has read before it is measured."""
        few = max(1, round(self.count * WARM_UP_SHARE))
        return self.articles(self.rounds * self.count + few)[-few:]

    def texts(self, count: int | None = None) -> list[str]:
        """The texts of the articles."""
        return [article["text"] for article in self.articles(count)]
