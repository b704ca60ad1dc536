"""Which entity model is used for which language. Nothing is loaded here.

For a language, the first of these that is there:

    forced         what the setting says (`none`: no model)
    official       an installed package of spaCy's, such as de_core_news_lg; lg before md before sm
    shipped        the model of the language under processors/models/
    family         the shipped model of a close language, see FAMILIES
    multilingual   the shipped `xx`, or what is forced for `xx`, where it knows the script

and else none: no entities are found, and the article says so.
"""

import importlib.util
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from processors.language_codes import MIXED, UNDETERMINED

SHIPPED: Final = Path(__file__).parents[1] / "models"

MULTILINGUAL: Final = "xx"
NO_MODEL: Final = "none"
"""Forces that a language has no model."""

Reason = Literal["forced", "official", "shipped", "family", "multilingual"]

OFFICIAL_GENRES: Final = {
    "ca": "news", "da": "news", "de": "news", "el": "news", "en": "web", "es": "news", "fi": "news", "fr": "news",
    "hr": "news", "it": "news", "ja": "news", "ko": "news", "lt": "news", "mk": "news", "nb": "news", "nl": "news",
    "pl": "news", "pt": "news", "ro": "news", "ru": "news", "sl": "news", "sv": "news", "uk": "news", "zh": "web",
}  # fmt: skip
"""spaCy's own packages that find entities, by its code of the language: <https://spacy.io/models>."""

OFFICIAL_SIZES: Final = ("lg", "md", "sm")
"""Best first. `trf` packages need a graphics card to be fast enough; they can be forced."""

OFFICIAL_CODES: Final = {"no": "nb", "bs": "hr"}
"""Languages whose package goes under another code, or under that of a language written alike."""

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    # One language in three standards; the letters of Serbian Cyrillic are changed to Latin ones before the model.
    "bs": ("hr", "sr"), "hr": ("sr",), "sr": ("hr",),
}  # fmt: skip
"""The shipped models of close languages in the same script, closest first. Other languages are left to `xx`: a model
that knows the words of another language takes the rest for names (docs/models.md)."""

MODEL_SCRIPTS: Final[Mapping[str, frozenset[str]]] = {
    "ru": frozenset({"CYRILLIC"}),
    "xx": frozenset({"LATIN", "CYRILLIC"}),
    "zh": frozenset({"CJK"}),
}
"""Scripts that a shipped model has seen, as `processors.scripts` names them. Where nothing is said, it is used for its
own language in whatever script, and for close languages in Latin script."""

LATIN: Final = frozenset({"LATIN"})

READ_IN_LATIN_LETTERS: Final = frozenset({"bs", "hr", "sr"})
"""Languages of two scripts whose data are in Latin script only."""

NOT_MULTILINGUAL: Final = frozenset([
    "am", "ar", "bn", "bo", "ckb", "dv", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "km", "kn",
    "ko", "lo", "ml", "mr", "my", "ne", "or", "pa", "ps", "sd", "si", "ta", "te", "th", "ti", "ug",
    "ur", "yi", "zh",
])  # fmt: skip
"""Languages in scripts that the multilingual model has not seen, for where no text tells the script."""

_OFFICIAL = re.compile(rf"([a-z]{{2,3}})_core_(?:news|web)_({'|'.join(OFFICIAL_SIZES)})")


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, and why it is used.

    Attributes:
        source: the name of an installed package, or the path of a folder.
        reason: see the module.
        model_of: whose model it is: the code of a language, or `xx`.
        latin: Cyrillic letters are to be changed to Latin ones before the model reads the text.
    """

    source: str
    reason: Reason
    model_of: str
    latin: bool = False


class ModelChoice:
    """Chooses among what is installed, shipped and forced.

    Args:
        shipped: folder of the shipped models, one folder for each language.
        forced: what is to be used for a language (as detection names it, or `xx`): package, path, or `none`.
    """

    def __init__(self, shipped: Path = SHIPPED, forced: Mapping[str, str] | None = None) -> None:
        self.shipped = shipped
        self.forced = dict(forced or {})

    def of(self, language: str, script: str | None = None) -> Choice | None:
        """The model for a text.

        Args:
            language: ISO 639-1, `und`, `mixed` or `xx`.
            script: of the text, as `processors.scripts.main_script` gives it; None = that of the language.
        """
        if language in self.forced:
            return self._forced(language)
        package = best_official(language)
        if package is not None:
            return Choice(package, "official", language)
        latin = script == "CYRILLIC" and language in READ_IN_LATIN_LETTERS
        script = "LATIN" if latin else script
        for code in (language, *FAMILIES.get(language, ())):
            reason: Reason = "shipped" if code == language else "family"
            if self._is_shipped(code) and _reads(code, reason, script):
                return Choice(str(self.shipped / code), reason, code, latin)
        return self._multilingual(language, script, latin)

    def in_use(self) -> list[Choice]:
        """The choices for all languages, whatever the script of the text, each source once."""
        languages = {*self.shipped_codes(), *FAMILIES, *official_packages(), *OFFICIAL_CODES, *self.forced}
        languages |= {MULTILINGUAL, UNDETERMINED, MIXED}
        scripts = (None, *sorted(LATIN.union(*MODEL_SCRIPTS.values())))
        choices = [self.of(language, script) for language in sorted(languages) for script in scripts]
        return list({choice.source: choice for choice in reversed(choices) if choice is not None}.values())[::-1]

    def shipped_codes(self) -> list[str]:
        """The languages that a model is shipped for, and `xx`."""
        return sorted(path.parent.name for path in self.shipped.glob("*/meta.json"))

    def _is_shipped(self, code: str) -> bool:
        return (self.shipped / code / "meta.json").is_file()

    def _forced(self, language: str) -> Choice | None:
        source = self.forced[language]
        return None if source == NO_MODEL else Choice(source, "forced", language)

    def _multilingual(self, language: str, script: str | None, latin: bool) -> Choice | None:
        known = language not in NOT_MULTILINGUAL if script is None else script in MODEL_SCRIPTS[MULTILINGUAL]
        if not known:
            return None
        if MULTILINGUAL in self.forced:
            return self._forced(MULTILINGUAL)
        if not self._is_shipped(MULTILINGUAL):
            return None
        return Choice(str(self.shipped / MULTILINGUAL), "multilingual", MULTILINGUAL, latin)


def _reads(code: str, reason: Reason, script: str | None) -> bool:
    """Whether the shipped model of a language has seen a script."""
    if script is None or (reason == "shipped" and code not in MODEL_SCRIPTS):
        return True
    return script in MODEL_SCRIPTS.get(code, LATIN)


@cache
def official_packages() -> dict[str, list[str]]:
    """The installed packages named like spaCy's own, by spaCy's code of the language, the best first.

    Read once; after an installation `official_packages.cache_clear()`.
    """
    found: dict[str, list[str]] = {}
    for module in pkgutil.iter_modules():
        named = _OFFICIAL.fullmatch(module.name)
        if named and module.ispkg:
            found.setdefault(named[1], []).append(module.name)
    for names in found.values():
        names.sort(key=lambda name: (OFFICIAL_SIZES.index(name.rpartition("_")[2]), name))
    return found


def best_official(language: str) -> str | None:
    """The installed official package for a language, None if there is none."""
    return next(iter(official_packages().get(OFFICIAL_CODES.get(language, language), ())), None)


def is_package(source: str) -> bool:
    """Whether a source names something that can be imported, and is not a path."""
    return source.isidentifier() and importlib.util.find_spec(source) is not None
