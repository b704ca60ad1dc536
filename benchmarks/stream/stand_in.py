"""An agent whose NLP processes do nothing to an article, or sleep: everything else is the worker's own.

    python -m benchmarks.stream.stand_in --processes 1 --seconds 0.04 --folder FOLDER

With 0 seconds the processors are the identity: what is measured is the transport. With more, a process sleeps so long
for each article, as if it computed: so more processes can be told apart than there are cores.
"""

import argparse
import time
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from processors.chain import Chain

NAME: Final = "stand-in"


def serve(connection: Connection, languages: Sequence[str], seconds: float = 0.0) -> None:
    """What an NLP process runs (`streams.nlp_process.main` says what is asked of it).

    Args:
        connection: to the worker.
        languages: of no account here.
        seconds: to sleep for each article.
    """
    from streams.nlp_process import enrich_messages

    chain = identity_chain()
    connection.send([NAME])
    while True:
        try:
            messages = connection.recv()
        except (EOFError, OSError):
            return  # the worker has ended
        if seconds:
            time.sleep(seconds * len(messages))
        connection.send(enrich_messages(chain, messages))


def identity_chain() -> "Chain":
    """A chain of no processors: every text is one section, in no known language, without entities and quotations."""
    from processors.chain import Annotated, Chain, Observer, unobserved
    from schemas import Annotations, Language, ModelVersions, RawArticle, Section

    language, models = (
        Language(code="und", confidence=0.0),
        ModelVersions(language=NAME, entities=None, quotations=NAME),
    )
    lists = ("entities", "quotes", "persons", "organisations", "locations", "near_duplicate_keys")
    nothing: dict[str, Any] = {name: [] for name in lists}

    class Identity(Chain):
        def annotate(self, articles: Sequence[RawArticle], observe: Observer = unobserved) -> list[Annotated]:
            bodies = ([Section(kind="body", start=0, end=len(raw.text))] for raw in articles)
            return [Annotated(Annotations(sections=body, language=language, **nothing), models, []) for body in bodies]

    return Identity()


def run(folder: Path, processes: int, seconds: float) -> int:
    """Runs an enrich agent with such NLP processes until SIGTERM; returns the exit code.

    Args:
        folder: of the worker.
        processes: how many.
        seconds: that they sleep for each article.
    """
    from streams import apps, worker
    from streams.nlp_pool import NlpPool
    from streams.settings import Settings

    def pool(settings: Settings) -> NlpPool:
        return NlpPool(processes, settings.nlp_seconds_per_document, 10**9, target=partial(serve, seconds=seconds))

    apps.nlp_pool = pool
    return worker.run_child(Settings(nlp_processes=processes), "enrich", folder)


def main() -> int:
    """Runs the agent of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0.0, help="that a process sleeps for each article")
    options = parser.parse_args()
    return run(options.folder, options.processes, options.seconds)


if __name__ == "__main__":
    import sys

    # By its name, so that what the NLP processes run is found by it too.
    from benchmarks.stream import stand_in

    sys.exit(stand_in.main())
