"""Imported once by the fork server: what every NLP process needs, so that they start at once and share its memory.

The worker names the models in its environment (`nlp_process.preload`) before the fork server starts.
"""

import gc
import json
import os
import sys
from collections.abc import Mapping
from typing import Final

from processors.chain import Chain
from processors.entity_models.choice import official_packages
from processors.entity_models.store import ModelStore
from processors.language import detect_language
from schemas import RawArticle
from streams.nlp_process import PRELOADED

SAMPLES: Final = (
    ("en", "Harbour reopens", "“The harbour is open again,” said Maud Fennimore of the United Nations in Germany."),
    (
        "de",
        "Hafen wieder offen",
        "„Der Hafen ist wieder offen“, sagte Ines Talbot von den Vereinten Nationen in Spanien.",
    ),
)
"""Read once, so that lexicons and tables that are made at first use are made before the fork."""


def _loaded() -> ModelStore | None:
    """The models that the worker has named, loaded; None if it has named none, or they cannot be shared.

    Whatever fails here must not end the fork server: each NLP process then loads its models itself, and says what is
    wrong with them.
    """
    named = os.environ.get(PRELOADED)
    if named is None:
        return None
    languages, forced = json.loads(named)
    try:
        store = ModelStore(forced=forced)
        store.load(languages)
        Chain(store).annotate([RawArticle(text=text, title=title, language=code) for code, title, text in SAMPLES])
    except Exception as error:
        _say(f"the models cannot be loaded beforehand ({type(error).__name__}); each NLP process loads its own")
        return None
    if (threads := _threads()) > 1:  # of a framework such as PyTorch: they are not there in a process that is forked
        _say(f"the models have started {threads - 1} threads; each NLP process loads its own")
        return None
    return store


def _threads() -> int:
    folder = "/proc/self/task"
    return len(os.listdir(folder)) if os.path.isdir(folder) else 1


def _say(what: str) -> None:
    """The fork server has no log of its own; the worker's goes to standard error too."""
    print(f"quotewire: {what}", file=sys.stderr, flush=True)


_STORE: Final = _loaded()


def models_for(forced: Mapping[str, str] | None) -> ModelStore:
    """The models of an NLP process.

    Args:
        forced: models by language, as in the settings.
    """
    if _STORE is not None and _STORE.choice.forced == dict(forced or {}):
        return _STORE
    return ModelStore(forced=forced)


# Loads the model that is asked about short texts (half a second): a document that is alone in a fresh process, because
# it may be poison, must not pay for it out of its own time.
detect_language("A short text.")

# Which packages are installed is looked up once, so that all NLP processes of a worker use the same models; one that is
# installed meanwhile has not been checked.
official_packages()

# What is here stays: no collection looks through it, in any of the processes.
gc.collect()
gc.freeze()
