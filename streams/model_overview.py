"""Which entity models are there, and which of them each language is read with: what `quotewire models` shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from processors.entity_models.choice import MULTILINGUAL, NO_MODEL, Choice, ModelChoice, official_packages
from processors.entity_models.files import ModelFiles, check_model
from processors.errors import ModelError
from processors.language import KNOWN_LANGUAGES
from processors.language_codes import MIXED, UNDETERMINED

SCORES_SHOWN: Final = 3


@dataclass(slots=True)
class Listed:
    """A model that is there.

    Attributes:
        choice: where it is; `forced`, `official` or `shipped`.
        files: what they say; None where it cannot be used.
        problem: why it cannot be used, with the way out.
        languages: those that are read with it.
    """

    choice: Choice
    files: ModelFiles | None = None
    problem: str | None = None
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overview:
    """All models that are there, and the choice for each language that detection knows."""

    models: list[Listed]
    languages: dict[str, Choice | None]

    @property
    def refusals(self) -> list[str]:
        """Why a worker would not start."""
        return [model.problem for model in self.models if model.problem and model.languages]


def overview(forced: Mapping[str, str]) -> Overview:
    """What is there and what is used; nothing is loaded.

    Args:
        forced: models by language, as in the settings.
    """
    choosing = ModelChoice(forced=forced)
    codes = [UNDETERMINED, MIXED, *sorted(KNOWN_LANGUAGES)]
    languages = {code: choosing.of(code) for code in codes}
    there = [Choice(source, "forced", code) for code, source in choosing.forced.items() if source != NO_MODEL]
    there += [Choice(name, "official", code) for code, names in sorted(official_packages().items()) for name in names]
    there += [Choice(str(choosing.shipped / code), "shipped", code) for code in choosing.shipped_codes()]
    models = {choice.source: Listed(choice) for choice in reversed(there)}
    for model in models.values():
        try:
            model.files = check_model(model.choice)
        except ModelError as error:
            model.problem = str(error)
    for code, choice in languages.items():
        if choice is not None:
            models[choice.source].languages.append(code)
    for choice in choosing.in_use():  # also what is used for a language in another script only
        if not models[choice.source].languages:
            models[choice.source].languages.append(choice.model_of)
    return Overview(list(models.values())[::-1], languages)


def short_scores(files: ModelFiles) -> dict[str, float]:
    """The scores to show: on held-out data of its own language, else on data never trained on, else what is there.

    Returns:
        Strict F1 in percent, by the name of the data set, or by language where it is not the model's own.
    """
    own = f"{files.meta['lang']}/"
    scores = {name.removeprefix("measure_only/"): score for name, score in files.scores().items()}
    parts = (
        [name for name in scores if name.startswith(own) and "held out" in name],
        [name for name in scores if "never trained on" in name],
        [name for name in scores if name.startswith(own)],
        list(scores),
    )
    shown: dict[str, list[float]] = {}
    for name in next((part for part in parts if part), []):
        dataset = name.partition(" (")[0]
        short = dataset.removeprefix(own) if dataset.startswith(own) else dataset.partition("/")[0]
        shown.setdefault(short, []).append(100 * scores[name])
    return {name: sum(values) / len(values) for name, values in shown.items()}


def scores_text(files: ModelFiles) -> str:
    """The same on one line: the first three."""
    scores = list(short_scores(files).items())
    shown = [f"{name} {score:.1f}" for name, score in scores[:SCORES_SHOWN]]
    more = len(scores) - len(shown)
    return ", ".join(shown) + (f", and {more} more" if more else "")


def languages_text(model: Listed) -> str:
    """What a model is used for, on one line; of the multilingual one only how many languages."""
    if model.choice.model_of != MULTILINGUAL or len(model.languages) < 2:
        return ", ".join(model.languages) or "-"
    others = [code for code in model.languages if code not in (UNDETERMINED, MIXED)]
    named = [code for code in model.languages if code in (UNDETERMINED, MIXED)]
    return ", ".join([*named, f"{len(others)} other languages"])
