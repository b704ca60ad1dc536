"""Official spaCy packages, fetched by spaCy's own download command."""

import importlib
import re
import subprocess
import sys
import textwrap
from typing import Final

from processors.entity_models.choice import OFFICIAL_CODES, OFFICIAL_GENRES, Choice, is_package, official_packages
from processors.entity_models.files import ModelFiles, check_model
from processors.language_codes import language_code
from streams.errors import BadInput, UserError

LIST: Final = "https://spacy.io/models"

LONGEST_REASON: Final = 160
"""Characters of what pip or spaCy say last."""

_MISSING = re.compile(r"no compatible packages? found|http error 404|404 client error", re.IGNORECASE)
_NO_NETWORK = re.compile(
    r"connection|proxy|resol(?:ve|ution)|unreachable|timed? ?out|max retries|ssl|server error", re.IGNORECASE
)


class DownloadFailed(UserError):  # noqa: N818 - says what is wrong
    """spaCy could not fetch or install a package."""


def package_name(language: str, size: str) -> str:
    """The official package for a language.

    Args:
        language: a code or tag, such as `fr`, `nb`, `pt-BR`.
        size: `sm`, `md` or `lg`.

    Raises:
        BadInput: spaCy has none for it.
    """
    found = language_code(language)
    code = OFFICIAL_CODES.get(found or "", found or "")
    if code not in OFFICIAL_GENRES:
        raise BadInput(
            f"spaCy has no package for {language!r}; it has them for {', '.join(OFFICIAL_GENRES)}. What a language is "
            "read with now: `quotewire models --all`"
        )
    return f"{code}_core_{OFFICIAL_GENRES[code]}_{size}"


def install(package: str) -> ModelFiles:
    """Downloads and installs a package for this Python, and checks it.

    Args:
        package: such as `fr_core_news_sm`.

    Raises:
        DownloadFailed: there is no network, no such package for this spaCy, or it could not be installed.
        ModelError: it is installed and cannot be used.
    """
    command = [sys.executable, "-m", "spacy", "download", package]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DownloadFailed(_reason(package, f"{done.stdout}\n{done.stderr}"))
    importlib.invalidate_caches()
    official_packages.cache_clear()
    if not is_package(package):
        raise DownloadFailed(f"{package} was installed, but not where {sys.executable} looks for packages")
    return check_model(Choice(package, "official", package.partition("_")[0]))


def _reason(package: str, said: str) -> str:
    """What was wrong, from what spaCy and pip have printed, and the way out."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = textwrap.shorten(lines[-1], LONGEST_REASON, placeholder=" …") if lines else "it did not say why"
    by_hand = f"`{sys.executable} -m pip install path/to/{package}-….whl`"
    if _MISSING.search(said):
        return (
            f"there is no package {package} for this version of spaCy ({LIST}); try another --size, or install a wheel "
            f"by hand: {by_hand}"
        )
    if _NO_NETWORK.search(said):
        return (
            f"{package} cannot be downloaded: there is no network, or it is blocked ({last}). Fetch the wheel where "
            f"there is one ({LIST}) and install it by hand: {by_hand}"
        )
    return f"{package} cannot be installed: {last}. A wheel can be installed by hand: {by_hand}"
