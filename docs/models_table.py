"""Writes the tables of docs/models.md from what each shipped model says of itself (meta.json).

    PYTHONPATH=. python docs/models_table.py

What stands between the two marks is replaced; a test keeps it as the models say.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from processors.entity_models.choice import MULTILINGUAL, SHIPPED

PAGE = Path(__file__).resolve().parent / "models.md"
BEGIN, END = "<!-- models -->\n", "<!-- /models -->\n"

LABELS = ("PER", "ORG", "LOC", "MISC")
MEASURE_ONLY = "measure_only/"

Meta = Mapping[str, Any]


def read_models(folder: Path = SHIPPED) -> dict[str, Meta]:
    """What the models of a folder say, by the code of their language, the multilingual one last."""
    metas = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*/meta.json")}
    return {code: metas[code] for code in sorted(metas, key=lambda code: (code == MULTILINGUAL, code))}


def tables(models: Mapping[str, Meta]) -> str:
    """All tables as Markdown."""
    return "\n".join(["", *_models(models), "", *_sources(models), "", *_scores(models), ""])


def _models(models: Mapping[str, Meta]) -> Iterator[str]:
    yield from _head("model", "language", "version", "bytes on disk", "licence of the weights", "trained on, words")
    for code, meta in models.items():
        recipe = meta.get("recipe") or {}
        words = f"{recipe['words']:,}" if "words" in recipe else ""
        base = f" after {recipe['base']}" if recipe.get("base") else ""
        yield _row(code, _language(code), meta["version"], f"{meta['size']:,}", meta.get("license", ""), words + base)
    total = sum(meta["size"] for meta in models.values())
    yield _row("all", f"{len(models)} models", "", f"{total:,}", "", "")


def _language(code: str) -> str:
    return "the others" if code == MULTILINGUAL else str(Locale("en").languages.get(code, code))


def _sources(models: Mapping[str, Meta]) -> Iterator[str]:
    yield from _head("source", "licence", "made by", "models")
    found: dict[tuple[str, ...], list[str]] = {}
    for code, meta in models.items():
        for source in meta.get("sources", ()):
            key = tuple(str(source.get(name) or "") for name in ("name", "url", "license", "attribution"))
            found.setdefault(key, []).append(code)
    for (name, url, licence, authors), codes in sorted(found.items()):
        all_of_them = len(codes) == len(models) and len(codes) > 1
        yield _row(f"[{name}]({url})" if url else name, licence, authors, "all" if all_of_them else ", ".join(codes))


def _scores(models: Mapping[str, Meta]) -> Iterator[str]:
    yield from _head("model", "data", "part", "names", "P", "R", "F1", *LABELS)
    for code, meta in models.items():
        for name, score in (meta.get("scores") or {}).items():
            data, _, part = name.removeprefix(MEASURE_ONLY).partition(" (")
            shares = [_percent(score.get(figure)) for figure in ("precision", "recall", "f1")]
            labels = [_percent(score.get("by_label", {}).get(label, {}).get("f1")) for label in LABELS]
            yield _row(code, data, part.removesuffix(")"), f"{score['entities']:,}", *shares, *labels)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def _head(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield f"|{'---|' * len(columns)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in cells)} |"


def with_tables(page: str, written: str) -> str:
    """The page with these tables between the marks.

    Raises:
        ValueError: The page does not have the two marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE.name} has no {BEGIN.strip()} … {END.strip()}")
    return f"{before}{BEGIN}{written}{END}{after}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8"), tables(read_models())), encoding="utf-8")


if __name__ == "__main__":
    main()
