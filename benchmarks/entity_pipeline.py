"""The pipeline's entities for benchmarks/entities.py: which model read what, and how fast."""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from benchmarks.entity_sets import as_articles
from processors.entities import entities_of
from processors.entity_models.choice import Choice
from processors.entity_models.files import read_model
from processors.entity_models.store import Model, ModelStore
from processors.mentions import mentions_in
from processors.names.labels import Mention
from processors.scripts import main_script
from training.data import Record

TIMED_WORDS: Final = 20_000
"""Words that a model's speed is measured with."""
TIMED_WORDS_OF_A_PART: Final = 5_000
ARTICLES_AT_ONCE: Final = 24
"""As many as the enrich agent gives it (`enrich_batch`)."""

Finish = Callable[[str, list[Mention], str], list[Mention]]

_CJK: Final = "\u3040-\u30ff\u3400-\u9fff"
_WORD: Final = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+|[^\w\s]")
"""Words, marks, and characters of scripts without spaces."""


def as_entities(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """All that follows after the model."""
    return [(entity.start, entity.end, entity.label) for entity in entities_of(text, mentions, (), language)]


def as_found(_text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """Nothing of what follows after the model."""
    return mentions


@dataclass(slots=True)
class Used:
    """A model, and how fast it is.

    Attributes:
        name: name and version.
        source: package or folder.
        size: bytes on disk.
        model: loaded.
        records: some of what it read, to measure its speed with.
        words: words and punctuation marks of these.
        seconds: of CPU time that the model took for them.
        seconds_after: of CPU time for all that follows up to the entity.
    """

    name: str
    source: str
    size: int
    model: Model
    records: list[tuple[str, Record]] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0
    seconds_after: float = 0.0

    @property
    def speed(self) -> float:
        """Words and punctuation marks a second and core, of the model."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def speed_with_names(self) -> float:
        """Words and punctuation marks a second and core, of all up to the entity."""
        return self.words / (self.seconds + self.seconds_after) if self.seconds else 0.0

    def remember(self, records: Sequence[Record], language: str) -> None:
        """Keeps some texts of each part of a set for `measure`, until there are enough."""
        most = min(TIMED_WORDS, self.words + TIMED_WORDS_OF_A_PART)
        for record in records:
            if self.words >= most:
                return
            self.records.append((language, record))
            self.words += _words(record.text)

    def measure(self) -> None:
        """Reads the texts that were kept as the pipeline reads articles: sentences joined, some articles at a time."""
        articles = [
            (language, article.text)
            for language, some in groupby(self.records, key=lambda kept: kept[0])
            for article in as_articles([record for _, record in some])
        ]
        self.seconds = self.seconds_after = 0.0
        for first in range(0, len(articles), ARTICLES_AT_ONCE):
            some = articles[first : first + ARTICLES_AT_ONCE]
            texts = [text for _, text in some]
            if not first:
                mentions_in(self.model, texts)  # what is made at the first call is not timed
            begin = time.process_time()
            found = mentions_in(self.model, texts)
            read = time.process_time()
            for (language, text), mentions in zip(some, found, strict=True):
                entities_of(text, mentions, (), language)
            self.seconds += read - begin
            self.seconds_after += time.process_time() - read


def _words(text: str) -> int:
    return len(_WORD.findall(text))


@dataclass(slots=True)
class Pipeline:
    """Models by language, and the work they have done.

    Attributes:
        store: which model is used, loaded when first needed.
        used: by package or folder.
    """

    store: ModelStore
    used: dict[str, Used] = field(default_factory=dict)

    def choice(self, language: str) -> Choice | None:
        """The model of a language, whatever the script."""
        return self.store.choice.of(language)

    def find(
        self, records: Sequence[Record], language: str, finish: Finish = as_entities
    ) -> tuple[list[list[Mention]], str]:
        """What is found in each text, and the name of the model that read most of them (empty: none).

        Args:
            records: the texts.
            language: of all of them.
            finish: what is done with the mentions of a text, given with the text and the language.
        """
        found: list[list[Mention]] = [[] for _ in records]
        counts: Counter[str] = Counter()
        by_model: dict[str, tuple[Model | None, list[int]]] = {}
        for number, record in enumerate(records):
            script = main_script(record.text)
            choice = self.store.choice.of(language, script)
            source = f"{choice.source}{choice.latin}" if choice else ""
            if source not in by_model:
                by_model[source] = (self.store.for_language(language, script), [])
                loaded = by_model[source][0]
                if choice and loaded and choice.source not in self.used:
                    files = read_model(choice)
                    self.used[choice.source] = Used(files.name, choice.source, files.size, loaded)
            by_model[source][1].append(number)
            counts[choice.source if choice else ""] += 1
        for source, (model, numbers) in by_model.items():
            if model is None:
                continue
            some = [records[number] for number in numbers]
            self.used[source.removesuffix(str(model.latin))].remember(some, language)
            read = mentions_in(model, [record.text for record in some])
            for number, record, mentions in zip(numbers, some, read, strict=True):
                found[number] = finish(record.text, mentions, language)
        most = counts.most_common(1)[0][0] if counts else ""
        return found, self.used[most].name if most in self.used else ""
