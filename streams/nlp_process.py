"""The code that runs inside an NLP process: bytes of raw messages in, bytes of enriched articles out.

Decoding, the processors and encoding all happen here, so that the worker's event loop only moves bytes.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processors.errors import ModelError
from schemas import EnrichedArticle, InvalidArticle, MessagePlace, RawArticle, decode_raw
from schemas.identity import article_id
from streams.messages import ENRICH_STAGES, Enriched, Message, Rejected

if TYPE_CHECKING:
    from processors.chain import Chain

PRELOADED = "QUOTEWIRE_NLP_PRELOADED"
"""Variable of the environment that tells the fork server which models to load: a JSON array of a list of languages and
the models that are forced."""


THREAD_VARIABLES: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""How many threads the matrix libraries start in each process."""

COLLECTED: Final = (20_000, 10, 100)
"""Thresholds of the garbage collector, which finds nothing in what articles leave behind: with Python's own it took
half a millisecond of each. A batch is some ten thousand objects at once."""


def main(connection: Connection, languages: Sequence[str], forced: Mapping[str, str] | None = None) -> None:
    """Serves batches until the other end of the connection closes.

    Sends the versions of its models (a list of names) once they are loaded, or the ModelError because of which they
    cannot be; then, for each list of Messages received, a list of outcomes of the same length and order.

    Args:
        connection: to the worker.
        languages: whose models to load before the first batch.
        forced: models by language, as in the settings.
    """
    # The worker decides when this process ends; a Ctrl-C goes to the whole process group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from processors.chain import Chain  # after the environment is set, and not in the worker itself
    from streams.nlp_preload import models_for  # which the fork server has imported

    chain = Chain(models_for(forced))
    try:
        chain.models.load(list(languages))
    except ModelError as error:
        with suppress(OSError):
            connection.send(error)
        return
    collect_seldom()
    with suppress(EOFError, OSError):  # the other end is closed: the worker has ended
        connection.send(chain.versions)
        while True:
            connection.send(_answer(chain, connection.recv()))


def collect_seldom() -> None:
    """Sets the garbage collector of a process whose models are loaded, and stay.

    What it looks through from now on is only what the articles make (a tenth of the time that quotations take), and
    what is loaded later.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def preload(languages: Sequence[str], forced: Mapping[str, str]) -> None:
    """Lets the fork server load models once for all NLP processes; to be called before the first of them starts.

    Args:
        languages: whose models.
        forced: models by language, as in the settings.
    """
    os.environ[PRELOADED] = json.dumps([list(languages), dict(forced)])


def _answer(chain: Chain, messages: Sequence[Message]) -> list[Enriched | Rejected] | ModelError:
    try:
        return enrich_messages(chain, messages)
    except ModelError as error:
        return error  # about this installation, not about any article


def enrich_messages(chain: Chain, messages: Sequence[Message]) -> list[Enriched | Rejected]:
    """The outcome of each message, in order: decoded, enriched together, encoded.

    Args:
        chain: the processors.
        messages: with values (deletions never come here).
    """
    outcomes: list[Enriched | Rejected | None] = [None] * len(messages)
    articles = []
    decoding = []
    for position, message in enumerate(messages):
        start = time.perf_counter()
        try:
            article = decode_raw(message.value or b"")
        except InvalidArticle as error:
            seconds = (time.perf_counter() - start,)
            outcomes[position] = Rejected("decode", error.kind, str(error), seconds=seconds)
        else:
            articles.append((position, article))
            decoding.append(time.perf_counter() - start)
    batch = [(raw, messages[position].place) for position, raw in articles]
    for (position, _), outcome, decode in zip(articles, enrich_articles(chain, batch), decoding, strict=True):
        outcomes[position] = (
            replace(outcome, seconds=(decode,)) if isinstance(outcome, Rejected) else _encoded(outcome, decode)
        )
    return [outcome for outcome in outcomes if outcome is not None]


def enrich_articles(
    chain: Chain, batch: Sequence[tuple[RawArticle, MessagePlace | None]]
) -> list[EnrichedArticle | Rejected]:
    """The batch together; if that raises, halves of it, down to the article that is the cause.

    Raises:
        ModelError: a model cannot be loaded.
        MemoryError: there is not enough memory; whether because of this article, the pool finds out.
    """
    from processors.enrichment import enrich, with_seconds

    if not batch:
        return []
    clock = StageClock()
    try:
        enriched = enrich(chain, batch, clock.observe)
        seconds = {stage: round(total / len(batch), 6) for stage, total in clock.seconds.items()}
        return [with_seconds(article, seconds) for article in enriched]
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        if len(batch) == 1:
            return [Rejected("enrich", "processor-error", _described(error), article_id(batch[0][0]))]
    middle = len(batch) // 2
    return enrich_articles(chain, batch[:middle]) + enrich_articles(chain, batch[middle:])


def _encoded(article: EnrichedArticle, decode: float) -> Enriched:
    """The article as bytes, with the seconds of each of ENRICH_STAGES.

    Args:
        article: with the seconds of the chain's stages, which are those of its batch shared out evenly.
        decode: seconds that decoding took.
    """
    start = time.perf_counter()
    value = article.model_dump_json().encode()
    stages = article.processing.seconds | {"decode": decode, "encode": time.perf_counter() - start}
    seconds = tuple(stages.get(stage, 0.0) for stage in ENRICH_STAGES)
    return Enriched(article.article_id, value, article.language.code, seconds)


def _described(error: Exception) -> str:
    """The kind of exception and where it was raised; not its own text, which may quote the article."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.name} ({Path(last.filename).name}, line {last.lineno})"


class StageClock:
    """Adds up the seconds of each stage of the chain; its `observe` is what the chain takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def observe(self, stage: str) -> Iterator[None]:
        """Counts the time spent inside for this stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start


def one_thread_per_process() -> None:
    """Keeps the matrix libraries from starting a thread a core in each process; before numpy is first imported."""
    for name in THREAD_VARIABLES:
        os.environ[name] = "1"
    if "numpy" in sys.modules:
        raise RuntimeError("numpy was imported before its threads were limited; call one_thread_per_process() earlier")
