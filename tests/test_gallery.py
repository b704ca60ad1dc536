"""The galleries of docs/quotes.md and docs/models.md."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

GALLERY = Path(__file__).parents[1] / "docs" / "gallery.py"


@pytest.fixture(scope="module")
def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", GALLERY)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


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
