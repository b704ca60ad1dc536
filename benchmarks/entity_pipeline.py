"""The pipeline's entities for benchmarks/entities.py: which model read what, and how fast."""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from processors.entities import entities_of
from processors.entity_models.choice import Choice
from processors.entity_models.files import read_model
from processors.entity_models.store import Model, ModelStore
from processors.mentions import mentions_in
from processors.names.labels import Mention
from processors.scripts import main_script
from training.data import Record

TEXTS_AT_ONCE: Final = 256

Finish = Callable[[str, list[Mention], str], list[Mention]]

_WORD: Final = re.compile(r"\w+|[^\w\s]")


def as_entities(text: str, mentions: list[Mention], language: str) -> list[Mention]:
    """All that follows after the model."""
    return [(entity.start, entity.end, entity.label) for entity in entities_of(text, mentions, (), language)]


def as_found(_text: str, mentions: list[Mention], _language: str) -> list[Mention]:
    """Nothing of what follows after the model."""
    return mentions


@dataclass(slots=True)
class Used:
    """A model, and the work it did.

    Attributes:
        name: name and version.
        source: package or folder.
        size: bytes on disk.
        words: words and punctuation marks that it read.
        seconds: of CPU time, for that.
    """

    name: str
    source: str
    size: int
    words: int = 0
    seconds: float = 0.0

    @property
    def speed(self) -> float:
        """Words and punctuation marks a second and core."""
        return self.words / self.seconds if self.seconds else 0.0

    def read(self, model: Model, texts: Sequence[str], language: str, finish: Finish) -> list[list[Mention]]:
        """Reads texts, and counts words and time."""
        if not self.words:
            mentions_in(model, texts[:1])  # what is made at the first call is not timed
        begin = time.process_time()
        found = [
            finish(text, mentions, language) for text, mentions in zip(texts, mentions_in(model, texts), strict=True)
        ]
        self.seconds += time.process_time() - begin
        self.words += sum(len(_WORD.findall(text)) for text in texts)
        return found


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
                if choice and choice.source not in self.used:
                    files = read_model(choice)
                    self.used[choice.source] = Used(files.name, choice.source, files.size)
            by_model[source][1].append(number)
            counts[choice.source if choice else ""] += 1
        for source, (model, numbers) in by_model.items():
            if model is not None:
                work = self.used[source.removesuffix(str(model.latin))]
                for first in range(0, len(numbers), TEXTS_AT_ONCE):
                    some = numbers[first : first + TEXTS_AT_ONCE]
                    texts = [records[number].text for number in some]
                    for number, mentions in zip(some, work.read(model, texts, language, finish), strict=True):
                        found[number] = mentions
        most = counts.most_common(1)[0][0] if counts else ""
        return found, self.used[most].name if most else ""
