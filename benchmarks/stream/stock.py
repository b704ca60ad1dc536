"""Stock spaCy: the network that `spacy init config` proposes for a CPU, trained as far as its speed needs it.

How fast a transition-based recogniser is hangs on its size, not on its weights: it takes one step for each word. But
weights that were never trained find a name in every other word, and those cost too. So each network is trained for a
moment on what the shipped models find in some paragraphs: it then finds about as many names as they do. What it finds
is of no other use; quality for quality is `make bench-networks`.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import NumpyOps, fix_random_seed, set_current_ops

from benchmarks.stream.context import Context
from processors.entity_models.store import ModelStore
from processors.mentions import mentions_in
from processors.names.labels import Mention
from training.network import network
from training.recipes import STOCK

Names = Sequence[Mention]

LANGUAGES: Final = ("de", "en", "xx")
"""`xx` reads all the others, as the shipped multilingual model does."""

ARTICLES: Final = 300
"""Whose paragraphs are read."""
PARAGRAPHS: Final = 60
"""Of each language, no two the same."""
PASSES: Final = 20
BATCH: Final = 4
LABELS: Final = ("PER", "ORG", "LOC", "MISC")


def stock_models(context: Context) -> tuple[dict[str, Path], str]:
    """The folders of the pipelines by language, and how many names they find beside the shipped models."""
    store = ModelStore()
    by_language: dict[str, dict[str, Names]] = {code: {} for code in LANGUAGES}
    for article in context.articles(ARTICLES):
        code = article["tags"][1]
        some = by_language.get(code, by_language["xx"])
        model = store.for_language(code)
        for text in article["text"].split("\n\n") if model is not None else ():
            if model is not None and text not in some and len(some) < PARAGRAPHS:
                some[text] = mentions_in(model, [text])[0]
    folders, told = {}, []
    for code, texts in by_language.items():
        context.tell(f"stock network for {code}: a moment of training on {len(texts)} paragraphs")
        nlp = _trained(code, texts)
        folders[code] = context.folder / "stock" / code
        folders[code].parent.mkdir(exist_ok=True)
        nlp.to_disk(folders[code])
        ours = sum(map(len, texts.values()))
        found = sum(len(doc.ents) for doc in nlp.pipe(texts))
        told.append(f"{code} {100 * found / ours:.0f}" if ours else f"{code} -")
    return folders, f"the stock networks find {', '.join(told)} names where ours find 100"


def _trained(code: str, texts: Mapping[str, Names]) -> Language:
    fix_random_seed(0)
    set_current_ops(NumpyOps(use_blis=False))  # of the training only: the pipeline is loaded anew to be measured
    chance = random.Random(0)
    nlp = spacy.blank(code)
    recogniser: Any = nlp.add_pipe("ner", config={"model": network(STOCK)})  # declared as a mere callable
    for label in LABELS:
        recogniser.add_label(label)
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": _aligned(nlp, text, names)}) for text, names in texts.items()
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(PASSES):
        chance.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer, drop=0.1)
    return nlp


def _aligned(nlp: Language, text: str, names: Names) -> list[Mention]:
    """The names that stand on whole words of this pipeline's tokeniser."""
    doc = nlp.make_doc(text)
    return [name for name in names if doc.char_span(name[0], name[1]) is not None]
