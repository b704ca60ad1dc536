"""The gallery of docs/quotes.md."""

import importlib.util
from pathlib import Path

GALLERY = Path(__file__).parents[3] / "docs" / "gallery.py"


def test_the_gallery_shows_what_is_found() -> None:
    spec = importlib.util.spec_from_file_location("gallery", GALLERY)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shown = module.gallery()
    assert shown.count("\n### ") + 1 == len(module.LANGUAGES) == 12
    page = module.PAGE.read_text(encoding="utf-8")
    assert f"{module.BEGIN}{shown}{module.END}" in page, "write it anew: PYTHONPATH=. python docs/gallery.py"
