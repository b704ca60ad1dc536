"""The galleries of docs/quotes.md and docs/models.md."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.docs_scripts import docs_script


@pytest.fixture(scope="module")
def module() -> ModuleType:
    return docs_script("gallery")


def assert_shown(module: ModuleType, made: str, page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert f"{module.BEGIN}{made}{module.END}" in written, "write it anew: PYTHONPATH=. python docs/gallery.py"


def test_the_quotations_shown_are_those_that_are_found(module: ModuleType) -> None:
    shown = module.gallery()
    assert shown.count("\n### ") + 1 == len(module.LANGUAGES) == 12
    assert_shown(module, shown, module.QUOTES_PAGE)


def test_the_names_shown_are_those_that_are_found(module: ModuleType) -> None:
    shown = module.names_gallery()
    assert shown.count("\n| ") >= 18  # a line for each language
    assert_shown(module, shown, module.NAMES_PAGE)
