"""Articles published without a pause while a test does something to the workers."""

import json
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from tests.integration.conftest import Pipeline

BACKLOG = 120
"""Articles published and not yet searchable that the load keeps up: the workers always have something in hand."""

STEP = 20


class Meanwhile:
    """Something done in a thread from `with` on until the block ends; what it raises is raised there.

    A subclass does it in `_run`, until `_over` is set.
    """

    def __init__(self) -> None:
        self._over = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._guarded, name=type(self).__name__)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _guarded(self) -> None:
        try:
            self._run()
        except BaseException as error:
            self._error = error

    def _run(self) -> None:
        raise NotImplementedError


class Load(Meanwhile):
    """Publishes in a thread from `with` on until the block ends: copies of some articles under ever new ids.

    Args:
        pipeline: where to.
        articles: what to copy, in turn; copy n has the id `name-n`.
        name: of this load; nothing else may have it.
        paced: whether to wait for the workers; without it the load goes on at a steady trickle, outage or not.
    """

    def __init__(self, pipeline: Pipeline, articles: list[dict[str, Any]], name: str, paced: bool = True) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._articles = articles
        self._name = name
        self._paced = paced
        self._searchable_before = pipeline.count()
        self.sent = 0

    @property
    def identifiers(self) -> list[str]:
        """The article_ids of all that was published."""
        return [f"{self._name}-{number}" for number in range(self.sent)]

    def expected(self, quotations: list[list[Any]]) -> dict[str, list[Any]]:
        """The quotations of each published article, given those of each copied one."""
        return {name: quotations[n % len(quotations)] for n, name in enumerate(self.identifiers)}

    def searchable(self) -> int:
        """How many articles of this load can be found now (no other load may run)."""
        return self._pipeline.count() - self._searchable_before

    def await_more(self, count: int) -> None:
        """Waits until so many more articles are searchable."""
        target = self.searchable() + count
        self._pipeline.wait(lambda: self.searchable() >= target, f"{count} more articles to become searchable")
        assert self._error is None

    def _run(self) -> None:
        with self._pipeline.producer() as producer:
            while not self._over.is_set():
                if not self._paced or self.sent - self.searchable() < BACKLOG:
                    for _ in range(STEP):
                        identifier = f"{self._name}-{self.sent}"
                        article = self._articles[self.sent % len(self._articles)] | {"id": identifier}
                        topic, value = self._pipeline.settings.raw_topic, json.dumps(article).encode()
                        producer.send(topic, key=identifier.encode(), value=value)
                        self.sent += 1
                    producer.flush()
                self._over.wait(0.1 if self._paced else 1.0)


class Unmoved:
    """For how long a number has been the same.

    Args:
        number: gives it.
    """

    def __init__(self, number: Callable[[], float]) -> None:
        self._number = number
        self._last = number()
        self._since = time.monotonic()

    def seconds(self) -> float:
        """Seconds since it was last seen to change."""
        now = self._number()
        if now != self._last:
            self._last, self._since = now, time.monotonic()
        return time.monotonic() - self._since


def said(quote: dict[str, Any]) -> tuple[int, int, str, str | None]:
    """The place, the words and the speaker of a quotation, from an enriched article or an indexed quotation."""
    speaker = quote.get("speaker")
    name = (speaker["entity"] or speaker["text"]) if isinstance(speaker, dict) else speaker
    return quote["start"], quote["end"], quote["text"], name
