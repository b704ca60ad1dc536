"""The chain of processors: a batch of raw articles in, their annotations out, in the same order.

    sections -> language -> entities -> quotations -> fingerprints

Each article's text becomes one spaCy Doc, made by the model of its language (a long text several, see `pieces`).
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Final

from processors.entities import NAMES_VERSION, SKIPPED_SECTIONS, codes, entities_of, facet
from processors.entity_models.store import Model, ModelStore
from processors.fingerprints import near_duplicate_keys
from processors.language import LANGUAGE_VERSION, detect_language
from processors.mentions import mentions_in
from processors.quotes import find_quotations
from processors.scripts import main_script
from processors.sections import find_sections
from schemas import Annotations, Entity, Language, ModelVersions, RawArticle, Section

Observer = Callable[[str], AbstractContextManager[None]]
"""Called with a stage's name around that stage's work on a batch; the processors themselves have no clock."""

QUOTATIONS_VERSION: Final = "rules 3"
"""Raised when the rules for quotations change what is found."""


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
    language: Language
    model: Model | None = None
    entities: list[Entity] = field(default_factory=list)


class Chain:
    """All processors over batches of articles.

    Args:
        models: where the entity models come from.
    """

    def __init__(self, models: ModelStore | None = None) -> None:
        self.models = models or ModelStore()

    @property
    def versions(self) -> list[str]:
        """Of all that decides what is found: detectors, entity models loaded, the rules for names and quotations."""
        return [LANGUAGE_VERSION, *self.models.names, f"names: {NAMES_VERSION}", f"quotations: {QUOTATIONS_VERSION}"]

    def annotate(self, articles: Sequence[RawArticle], observe: Observer = unobserved) -> list[Annotated]:
        """The annotations of each article, in the order given."""
        with observe("sections"):
            sections = [find_sections(raw.text, raw.title, raw.lead) for raw in articles]
        with observe("language"):
            languages = [
                detect_language(_read_text(raw.text, found), raw.language)
                for raw, found in zip(articles, sections, strict=True)
            ]
        drafts = [_Draft(*draft) for draft in zip(articles, sections, languages, strict=True)]
        with observe("entities"):
            self._find_entities(drafts)
        return [self._finish(draft, observe) for draft in drafts]

    def _find_entities(self, drafts: Sequence[_Draft]) -> None:
        """Sets the model and the entities of each draft, one call of spaCy for each model."""
        by_model: dict[int, tuple[Model, list[_Draft]]] = {}
        for draft in drafts:
            draft.model = self.models.for_language(draft.language.code, main_script(draft.article.text))
            if draft.model is not None:
                by_model.setdefault(id(draft.model), (draft.model, []))[1].append(draft)
        for model, group in by_model.values():
            found = mentions_in(model, [draft.article.text for draft in group])
            for draft, mentions in zip(group, found, strict=True):
                draft.entities = entities_of(
                    draft.article.text, mentions, draft.sections, draft.language.code, draft.article.title
                )

    def _finish(self, draft: _Draft, observe: Observer) -> Annotated:
        text, entities = draft.article.text, draft.entities
        with observe("quotations"):
            quotes = find_quotations(text, draft.language.code, entities, draft.sections)
        with observe("fingerprints"):
            keys = near_duplicate_keys(text, draft.sections)
        model = draft.model.name if draft.model else None
        notes = [] if model else [f"no entity model for language `{draft.language.code}`"]
        return Annotated(
            Annotations(
                sections=draft.sections,
                language=draft.language,
                entities=entities,
                quotes=quotes,
                persons=facet(entities, "PER"),
                organisations=facet(entities, "ORG"),
                locations=facet(entities, "LOC"),
                places=codes(entities, "LOC"),
                organisation_codes=codes(entities, "ORG"),
                near_duplicate_keys=keys,
            ),
            ModelVersions(language=LANGUAGE_VERSION, entities=model, quotations=QUOTATIONS_VERSION),
            notes,
        )


def _read_text(text: str, sections: Sequence[Section]) -> str:
    """What is read to tell the language: the text without boilerplate and tags, or all of it if that is nothing."""
    read = [text[part.start : part.end] for part in sections if part.kind not in SKIPPED_SECTIONS]
    return "\n".join(read) or text
