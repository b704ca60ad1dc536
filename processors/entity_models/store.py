"""The entity models, loaded: which is used for which language is in processors/entity_models/choice.py."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import spacy
from spacy.attrs import IDS  # type: ignore[import-not-found]  # compiled, without types
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc
from thinc.api import NumpyOps

from processors.entity_models.choice import SHIPPED, Choice, ModelChoice
from processors.entity_models.convolution import fuse_convolutions
from processors.entity_models.files import RECOGNISER, ModelFiles, check_model, read_model, unusable
from processors.entity_models.greedy import GreedyRecogniser, read_greedily
from processors.entity_models.known_words import KnownWords
from processors.entity_models.lexicon import FOLDER, Lexicon
from processors.entity_models.stored_network import to_full_precision  # registers a part of the shipped networks
from processors.entity_models.vocabulary import Vocabulary
from processors.entity_models.word_embedding import LAYER, lexicon_of, words_of  # and another
from processors.entity_models.word_vectors import remember_words
from processors.scripts import in_latin_letters

LONGEST_TEXT: Final = 2_000_000
"""Characters; above what the schema accepts, so that spaCy's own limit never decides."""

READ_ATTRIBUTES: Final = frozenset(IDS[name] for name in ("NORM", "SHAPE", "IS_SPACE", "LANG"))
"""What our networks see of a word, what decides where a name may begin (greedy.py), and `doc.lang_`."""


@dataclass(frozen=True, slots=True)
class Model:
    """A pipeline that finds entities.

    Attributes:
        nlp: makes the Doc of an article, with `doc.ents`.
        name: name and version, such as `de_quotewire_ner 0.1.0`.
        vocabulary: of `nlp`; is told how much is read.
        latin: whether Cyrillic letters are changed to Latin ones before it reads a text.
        lexicon: what it is to know of words in place of its own lexicon.
        known: the words that its tokeniser remembers; None where nothing is to be remembered.
    """

    nlp: SpacyLanguage
    name: str
    vocabulary: Vocabulary
    latin: bool = False
    lexicon: Lexicon | None = None
    known: KnownWords | None = None

    def in_its_letters(self, text: str) -> str:
        """The text as this model is to read it; every offset stays what it is."""
        return in_latin_letters(text) if self.latin else text

    def words_of(self, text: str) -> Doc:
        """The words of a text, for `nlp.pipe`."""
        return words_of(self.nlp, text, self.lexicon)


class ModelStore:
    """Loads each model once, when its language is first met.

    Args:
        shipped: folder of the shipped models.
        forced: see ModelChoice.
    """

    def __init__(self, shipped: Path = SHIPPED, forced: Mapping[str, str] | None = None) -> None:
        self.choice = ModelChoice(shipped, forced)
        self._loaded: dict[str, Model] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._by_language: dict[tuple[str, str | None], Model | None] = {}

    def load(self, languages: list[str]) -> None:
        """Loads the models of these languages now, so that no article waits for them."""
        for language in languages:
            self.for_language(language)

    def check(self) -> list[ModelFiles]:
        """The files of all models that could be used, each found whole without loading it.

        Raises:
            ModelError: one of them cannot be used.
        """
        return [check_model(choice) for choice in self.choice.in_use()]

    @property
    def names(self) -> list[str]:
        """The models that are loaded, each with its version."""
        return sorted(model.name for model in self._loaded.values())

    def for_language(self, language: str, script: str | None = None) -> Model | None:
        """The model for a text; None if there is none.

        Args:
            language: ISO 639-1 code, `und` or `mixed`.
            script: of the text, as `processors.scripts.main_script` gives it; None = that of the language.

        Raises:
            ModelError: the model cannot be loaded.
        """
        key = (language, script)
        if key not in self._by_language:
            choice = self.choice.of(language, script)
            self._by_language[key] = self._model(choice, language) if choice is not None else None
        return self._by_language[key]

    def _model(self, choice: Choice, language: str) -> Model:
        if choice.source not in self._loaded:
            self._loaded[choice.source] = load_model(choice)
        model = self._loaded[choice.source]
        lexicon = self._lexicon(choice, language, model)
        return replace(model, latin=choice.latin, lexicon=lexicon) if choice.latin or lexicon else model

    def _lexicon(self, choice: Choice, language: str, model: Model) -> Lexicon | None:
        """The model's lexicon with what it has for one language besides; None where it has nothing."""
        path = Path(choice.source) / FOLDER / language
        if choice.reason != "multilingual" or not path.is_file():
            return None
        if language not in self._lexicons:
            try:
                more = Lexicon.from_file(path)
            except (OSError, ValueError) as error:
                raise unusable(choice, f"{path} cannot be read ({error})") from error
            self._lexicons[language] = lexicon_of(model.nlp.get_pipe(RECOGNISER).model).joined(more)  # type: ignore[attr-defined]
        return self._lexicons[language]


def load_model(choice: Choice) -> Model:
    """Loads a model, without the components that are not needed.

    Raises:
        ModelError: it cannot be loaded, or finds no entities.
    """
    files = read_model(choice)
    if RECOGNISER not in files.components:
        raise unusable(choice, "it has no `ner` component, so it finds no entities")
    try:
        nlp = spacy.load(choice.source if files.is_package else files.folder, exclude=files.others)
    except Exception as error:
        raise unusable(choice, f"it cannot be loaded ({type(error).__name__}: {error})") from error
    for_reading(nlp)
    nlp.max_length = LONGEST_TEXT
    return Model(nlp, files.name, Vocabulary(nlp), known=KnownWords(nlp))


def for_reading(nlp: SpacyLanguage) -> None:
    """Makes networks fast that are only read with from now on, with the same entities.

    Args:
        nlp: any pipeline; its networks are changed, and cannot be saved or trained any more.
    """
    use_openblas(nlp)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            remember_words(model)
            fuse_convolutions(model)
    read_greedily(nlp)
    leave_out_unread(nlp)


def leave_out_unread(nlp: SpacyLanguage) -> None:
    """Lets the vocabulary keep of a new word only what is read: spaCy works out 23 attributes, which takes 9 µs, not 4.

    Args:
        nlp: any pipeline; only one with nothing but our networks is changed: of those it is known what they read.
    """
    for _, component in nlp.pipeline:
        if not isinstance(component, GreedyRecogniser) or not any(n.name == LAYER for n in component.model.walk()):
            return
    getters = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]  # compiled
    for attribute in [attribute for attribute in getters if attribute not in READ_ATTRIBUTES]:
        del getters[attribute]


def use_openblas(nlp: SpacyLanguage) -> None:
    """Lets numpy's BLAS multiply the matrices: 1.1 to 1.85 times the words a second of the bundled BLIS, by processor.

    Args:
        nlp: any pipeline; its networks are changed, not their results.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            to_full_precision(model)  # now, so that processes that are forked from this one share it
            for node in model.walk():
                node.ops = ops
