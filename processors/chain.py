"""The chain of processors: a batch of raw articles in, their annotations out, in the same order.

    sections -> language -> entities -> quotations -> fingerprints

Each article's text becomes one spaCy Doc, made by the model of its language, and is not read again after its batch.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final

from processors.entities import SKIPPED_SECTIONS, facet, find_entities
from processors.fingerprints import near_duplicate_keys
from processors.language import LANGUAGE_VERSION, detect_language
from processors.models import Model, ModelStore
from processors.quotes import find_quotations
from processors.sections import find_sections
from schemas import Annotations, Entity, Language, ModelVersions, RawArticle, Section

Observer = Callable[[str], AbstractContextManager[None]]
"""Called with a stage's name around that stage's work on a batch; the processors themselves have no clock."""

QUOTATIONS_VERSION: Final = "rules 1"
"""Raised when the rules for quotations change what is found."""

DOCS_PER_BATCH: Final = 16
"""Articles in one call of spaCy: 8 to 32 stay in the processor's cache and beat 128 by a quarter."""


def unobserved(_stage: str) -> AbstractContextManager[None]:
    """The observer that does nothing."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Annotated:
    """What the chain says about one article."""

    annotations: Annotations
    models: ModelVersions
    notes: list[str]


@dataclass(slots=True)
class _Draft:
    """An article on its way through the chain."""

    article: RawArticle
    sections: list[Section]
    language: Language | None = None
    model: Model | None = None
    entities: list[Entity] | None = None


class Chain:
    """All processors over batches of articles.

    Args:
        models: where the entity models come from.
    """

    def __init__(self, models: ModelStore | None = None) -> None:
        self.models = models or ModelStore()

    def annotate(self, articles: Sequence[RawArticle], observe: Observer = unobserved) -> list[Annotated]:
        """The annotations of each article, in the order given."""
        with observe("sections"):
            drafts = [_Draft(raw, find_sections(raw.text, raw.title, raw.lead)) for raw in articles]
        with observe("language"):
            for draft in drafts:
                draft.language = detect_language(_read_text(draft), draft.article.language)
        with observe("entities"):
            self._find_entities(drafts)
        return [self._finish(draft, observe) for draft in drafts]

    def _find_entities(self, drafts: Sequence[_Draft]) -> None:
        by_model: dict[int, list[_Draft]] = defaultdict(list)
        for draft in drafts:
            assert draft.language is not None
            draft.model = self.models.for_language(draft.language.code)
            by_model[id(draft.model)].append(draft)
        for group in by_model.values():
            model = group[0].model
            assert model is not None
            if model.name is None:
                for draft in group:
                    draft.entities = []
                continue
            # The zone frees the strings that spaCy remembers of these texts; nothing of a Doc outlives it.
            with model.nlp.memory_zone():
                docs = model.nlp.pipe((draft.article.text for draft in group), batch_size=DOCS_PER_BATCH)
                for draft, doc in zip(group, docs, strict=True):
                    draft.entities = find_entities(doc, draft.sections)

    def _finish(self, draft: _Draft, observe: Observer) -> Annotated:
        assert draft.language is not None and draft.model is not None and draft.entities is not None
        text, entities = draft.article.text, draft.entities
        with observe("quotations"):
            quotes = find_quotations(text, draft.language.code, entities, draft.sections)
        with observe("fingerprints"):
            keys = near_duplicate_keys(text, draft.sections)
        notes = [] if draft.model.name else [f"no entity model for language `{draft.language.code}`"]
        return Annotated(
            Annotations(
                sections=draft.sections,
                language=draft.language,
                entities=entities,
                quotes=quotes,
                persons=facet(entities, "PER"),
                organisations=facet(entities, "ORG"),
                locations=facet(entities, "LOC"),
                near_duplicate_keys=keys,
            ),
            ModelVersions(language=LANGUAGE_VERSION, entities=draft.model.name, quotations=QUOTATIONS_VERSION),
            notes,
        )


def _read_text(draft: _Draft) -> str:
    """What is read to tell the language: the text without boilerplate and tags, or all of it if nothing else is there."""
    text = draft.article.text
    read = [text[part.start : part.end] for part in draft.sections if part.kind not in SKIPPED_SECTIONS]
    return "\n".join(read) or text
