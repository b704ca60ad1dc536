"""Which spaCy pipeline finds the entities of which language.

For a language, the first that is there: an installed official package (`de_core_news_lg` before `md` before `sm`), the
model shipped under processors/models/<language>, the shipped multilingual one (`xx`) where it knows the script, and
else none: no entities are found, and the article says so.
"""

import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language as SpacyLanguage
from thinc.api import NumpyOps

from processors.errors import ModelError

SHIPPED: Final = Path(__file__).parent / "models"

MULTILINGUAL: Final = "xx"

OFFICIAL_SIZES: Final = ("lg", "md", "sm")
OFFICIAL_GENRES: Final = ("core_news", "core_web")

NEEDED_COMPONENTS: Final = ("tok2vec", "transformer", "ner")
"""Of an official package only these run; tagging, parsing and lemmas are not used and cost most of the time."""

SPACY_CODES: Final = {"no": "nb", "bs": "hr"}
"""Languages whose packages and models go under another code, or under that of a language written alike."""

NOT_MULTILINGUAL: Final = frozenset([
    "am", "ar", "bn", "bo", "ckb", "dv", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "km", "kn",
    "ko", "lo", "ml", "mr", "my", "ne", "or", "pa", "ps", "sd", "si", "ta", "te", "th", "ti", "ug",
    "ur", "yi", "zh",
])  # fmt: skip
"""Languages in scripts that the multilingual model has not seen (it has seen Latin and Cyrillic)."""

LONGEST_TEXT: Final = 2_000_000
"""Characters; above what the schema accepts, so that spaCy's own limit never decides."""


@dataclass(frozen=True, slots=True)
class Model:
    """A pipeline that finds entities.

    Attributes:
        nlp: makes the Doc of an article, with `doc.ents`.
        name: name and version, such as `de_quotewire_ner 0.1.0`.
    """

    nlp: SpacyLanguage
    name: str


class ModelStore:
    """Loads each model once, when its language is first met."""

    def __init__(self, shipped: Path = SHIPPED) -> None:
        self._shipped = shipped
        self._loaded: dict[str, Model] = {}
        self._by_language: dict[str, Model | None] = {}

    def load(self, languages: list[str]) -> None:
        """Loads the models of these languages now, so that no article waits for them."""
        for language in languages:
            self.for_language(language)

    @property
    def names(self) -> list[str]:
        """The models that are loaded, each with its version."""
        return sorted(model.name for model in self._loaded.values())

    def for_language(self, language: str) -> Model | None:
        """The model for a language code (ISO 639-1, `und` or `mixed`); None if there is none.

        Raises:
            ModelError: a shipped model cannot be loaded.
        """
        if language not in self._by_language:
            source = self._source(language)
            if source is not None and source not in self._loaded:
                self._loaded[source] = _load(source)
            self._by_language[language] = self._loaded[source] if source is not None else None
        return self._by_language[language]

    def _source(self, language: str) -> str | None:
        """A package name or the path of a shipped model."""
        code = SPACY_CODES.get(language, language)
        package = _official_package(code)
        if package is not None:
            return package
        names = [code] if language in NOT_MULTILINGUAL else [code, MULTILINGUAL]
        for name in names:
            if (self._shipped / name / "meta.json").is_file():
                return str(self._shipped / name)
        return None


@cache
def _official_package(code: str) -> str | None:
    for size in OFFICIAL_SIZES:
        for genre in OFFICIAL_GENRES:
            name = f"{code}_{genre}_{size}"
            if code.isalpha() and importlib.util.find_spec(name) is not None:
                return name
    return None


def _load(source: str) -> Model:
    try:
        nlp = spacy.load(source)
    except Exception as error:
        raise ModelError(
            f"the entity model {source} cannot be loaded ({type(error).__name__}: {error}); "
            "train it again (`make train-models`) or remove it"
        ) from error
    for name in nlp.pipe_names:
        if name not in NEEDED_COMPONENTS:
            nlp.disable_pipe(name)
    if "ner" not in nlp.pipe_names:
        raise ModelError(f"the model {source} has no `ner` component; remove it or install one that has")
    _use_openblas(nlp)
    nlp.max_length = LONGEST_TEXT
    return Model(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")


def _use_openblas(nlp: SpacyLanguage) -> None:
    """Lets numpy's BLAS multiply the matrices: 1.85 times the words a second of the bundled BLIS, same entities."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            for node in model.walk():
                node.ops = ops


def shipped_models(shipped: Path = SHIPPED) -> dict[str, dict[str, object]]:
    """The meta.json of each shipped model, by language."""
    return {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(shipped.glob("*/meta.json"))}
