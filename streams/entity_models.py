"""Whether the entity models can be used, asked at the start and not in the middle of the stream.

Most models can be judged by their files: the shipped ones have a sum for each file in meta.json, packages that pip has
installed in their RECORD. Others, such as a folder that somebody has trained, are loaded once, in a process of its own,
which gives the memory back.
"""

import subprocess
import sys
from collections.abc import Mapping

from processors.entity_models.choice import NO_MODEL, Choice, ModelChoice
from processors.entity_models.files import check_model, read_model, unusable
from processors.errors import ModelError

LOAD_SECONDS = 300.0
"""Longest time to load one model; it takes seconds, a large one on a busy machine a minute."""


def check_entity_models(forced: Mapping[str, str]) -> None:
    """Returns if every model that could be used, for whatever language, can be.

    Args:
        forced: models by language, as in the settings.

    Raises:
        ModelError: it names the first that cannot, and says what to do.
    """
    for choice in ModelChoice(forced=forced).in_use():
        files = check_model(choice)
        if choice.reason in ("forced", "official") and not files.sums:
            _load_apart(choice)


def names_of_entity_models(forced: Mapping[str, str]) -> list[str]:
    """Name and version of every model that could be used, and the languages for which there is to be none.

    Args:
        forced: models by language, as in the settings.
    """
    names = {read_model(choice).name for choice in ModelChoice(forced=forced).in_use()}
    return [*sorted(names), *(f"{language}={NO_MODEL}" for language in sorted(forced) if forced[language] == NO_MODEL)]


def _load_apart(choice: Choice) -> None:
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "streams.entity_models", choice.source, choice.model_of],
            capture_output=True,
            text=True,
            check=False,
            timeout=LOAD_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise unusable(choice, f"it is not loaded after {LOAD_SECONDS:.0f} s") from None
    if ended.returncode:
        last = ended.stderr.strip().rpartition("\n")[2]
        raise unusable(choice, f"it cannot be loaded ({last or f'exit code {ended.returncode}'})")


def main(source: str, language: str) -> int:
    """Loads one model and returns the exit code; what was wrong is the last line on the standard error."""
    from processors.entity_models.store import load_model

    try:
        load_model(Choice(source, "forced", language))
    except ModelError as error:
        cause = error.__cause__ or error
        print(" ".join(f"{type(cause).__name__}: {cause}".split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
