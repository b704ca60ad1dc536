"""The mentions that a model finds in whole articles, cut into the pieces that spaCy is given."""

from collections.abc import Sequence
from typing import Final

from processors.entities import find_mentions
from processors.entity_models.store import Model
from processors.names.labels import Mention
from processors.pieces import pieces, readable

DOCS_PER_BATCH: Final = 16
"""Articles in one call of spaCy: 8 to 32 stay in the processor's cache and beat 128 by a quarter."""


def mentions_in(model: Model, texts: Sequence[str]) -> list[list[Mention]]:
    """The mentions of each text, sorted by start, with offsets into the text.

    Args:
        model: made for the texts' language.
        texts: of articles, any length.
    """
    # Of what is masked here no mention is made, so that a mention's text is the article's own.
    masked = [model.in_its_letters(readable(text)) for text in texts]
    cut = [(number, start, text[start:end]) for number, text in enumerate(masked) for start, end in pieces(text)]
    found: list[list[Mention]] = [[] for _ in texts]
    if model.known is not None:
        model.known.learn(masked)
    # The zone frees the strings that spaCy remembers of these texts; nothing of a Doc outlives it.
    words = 0
    with model.nlp.memory_zone():
        docs = model.nlp.pipe((model.words_of(text) for _, _, text in cut), batch_size=DOCS_PER_BATCH)
        for (number, start, text), doc in zip(cut, docs, strict=True):
            found[number] += find_mentions(doc, text, start)
            words += len(doc)
    model.vocabulary.has_read(words)
    return found
