"""spaCy alone over the articles, in processes that have nothing to do with each other: what the stream is held to.

No Kafka, no Elasticsearch, no JSON, nothing sent anywhere: each process has its share of the texts in memory, sorted by
language, reads them with `nlp.pipe` and forgets the Docs. `nlp.pipe(n_process=…)` would be slower: it sends every Doc
back to the process that asked. Each round has texts that none before had, as a stream.

`ours` is every shipped model that the languages ask for, with the components of processors/components.py before and
behind it, the settings (OpenBLAS, one thread, 16 Docs at once) of the NLP processes, and the language taken as known.
`stock` is what `spacy init config` proposes for a CPU (MultiHashEmbed, width 96, depth 4) with default batches and
Thinc's own products, and without any other component; see `stock_models`.
"""

import gc
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language

from benchmarks.stream.context import Context
from processors.entity_models.store import Model, ModelStore
from processors.entity_models.vocabulary import Vocabulary
from processors.mentions import DOCS_PER_BATCH

Text = tuple[str, str]
"""Its language, and the text."""

LIMIT_SECONDS: Final = 3600.0

COMPONENTS: Final = ("quotewire_entities", "quotewire_quotes", "quotewire_fingerprints")
FIRST_COMPONENTS: Final = ("quotewire_language", "quotewire_sections")
"""Each is put before all others."""


class Bare:
    """Processes that have loaded their models, have read some texts and wait.

    Args:
        rounds: the texts of each round, of all processes together.
        warm_up: texts that they read before they are measured, each its share.
        processes: how many.
        reader: makes, in a process, what reads texts; a function of a module.
        arguments: of it.
    """

    def __init__(
        self,
        rounds: Sequence[Sequence[Text]],
        warm_up: Sequence[Text],
        processes: int,
        reader: Callable[..., "Reader"],
        *arguments: Any,
    ) -> None:
        self._counts = [len(texts) for texts in rounds]
        spawn = multiprocessing.get_context("spawn")
        self._running: list[tuple[SpawnProcess, Connection]] = []
        for number in range(processes):
            here, there = spawn.Pipe()
            shares = [sorted(texts[number::processes], key=lambda text: text[0]) for texts in (*rounds, warm_up)]
            process = spawn.Process(target=_serve, args=(there, shares, reader, arguments), daemon=True)
            process.start()
            there.close()
            self._running.append((process, here))
        try:
            for _, connection in self._running:
                _answer(connection)
        except BaseException:
            self.end()
            raise

    def measure(self, number: int = 0) -> float:
        """Articles a second: all texts of a round read once, until the last process is done."""
        start = time.monotonic()
        for _, connection in self._running:
            connection.send(number)
        return self._counts[number] / (max(_answer(connection) for _, connection in self._running) - start)

    def end(self) -> None:
        """Ends the processes."""
        for process, connection in self._running:
            connection.close()
            process.join(10)
            if process.is_alive():
                process.kill()
                process.join()


Reader = Callable[[Sequence[Text]], None]


@contextmanager
def bare(context: Context, reader: Callable[..., Reader], *arguments: Any, processes: int = 0) -> Iterator[Bare]:
    """As many processes as the worker has (if not told otherwise), warm, with the articles of all rounds."""
    rounds = [_texts(context.round_of(number)) for number in range(context.rounds)]
    made = Bare(rounds, _texts(context.warm_up()), processes or context.processes, reader, *arguments)
    try:
        yield made
    finally:
        made.end()


def _texts(articles: Sequence[Mapping[str, Any]]) -> list[Text]:
    return [(article["tags"][1], article["text"]) for article in articles]


def our_reader() -> Reader:
    """Reads with the shipped models and all components."""
    store = ModelStore()
    blank = spacy.blank("xx")
    nameless = Model(blank, "none", Vocabulary(blank))  # of languages without a model: all but the names
    made: dict[int, Language] = {}

    def read(texts: Sequence[Text]) -> None:
        for language, some in _by_language(texts).items():
            model = store.for_language(language) or nameless
            if id(model.nlp) not in made:
                made[id(model.nlp)] = with_components(model.nlp)
            for _ in model.nlp.pipe((model.words_of(text) for text in some), batch_size=DOCS_PER_BATCH):
                pass

    return read


def with_components(nlp: Language) -> Language:
    """The pipeline, with all our components in it."""
    for name in FIRST_COMPONENTS:
        nlp.add_pipe(name, first=True)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def stock_reader(folders: Mapping[str, Path]) -> Reader:
    """Reads with stock pipelines.

    Args:
        folders: of each language; of all others under `xx`.
    """
    pipelines = {language: spacy.load(folder) for language, folder in folders.items()}

    def read(texts: Sequence[Text]) -> None:
        for language, some in _by_language(texts).items():
            for _ in pipelines.get(language, pipelines["xx"]).pipe(some):
                pass

    return read


def _by_language(texts: Sequence[Text]) -> dict[str, list[str]]:
    some: dict[str, list[str]] = {}
    for language, text in texts:
        some.setdefault(language, []).append(text)
    return some


def _serve(
    connection: Connection,
    shares: Sequence[Sequence[Text]],
    reader: Callable[..., Reader],
    arguments: Sequence[Any],
) -> None:
    """Reads its share of a round each time that it is told its number, and says when it was done.

    The last share is the warm-up's; a language that it lacks is taken from the rounds.
    """
    *rounds, warm_up = shares
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides when it ends
    read = reader(*arguments)
    one_of_each = {language: (language, text) for texts in (*rounds, warm_up) for language, text in texts}
    read([*one_of_each.values(), *warm_up])  # all models are loaded then
    gc.collect()
    gc.freeze()  # as in the NLP processes
    try:
        connection.send(time.monotonic())
        while True:
            read(rounds[connection.recv()])
            connection.send(time.monotonic())
    except (EOFError, OSError):
        return


def _answer(connection: Connection) -> float:
    try:
        if not connection.poll(LIMIT_SECONDS):
            raise RuntimeError(f"a process of bare spaCy says nothing for {LIMIT_SECONDS:.0f} s")
        return float(connection.recv())
    except EOFError:
        raise RuntimeError("a process of bare spaCy has ended; what it printed is above") from None
