"""The tables of docs/models.md."""

from types import ModuleType

import pytest

from tests.docs_scripts import docs_script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return docs_script("models_table")


def test_the_page_says_what_the_models_say(script: ModuleType) -> None:
    models = script.read_models()
    assert {"de", "en", "xx"} <= set(models)
    written = script.tables(models)
    page = script.PAGE.read_text(encoding="utf-8")
    assert f"{script.BEGIN}{written}{script.END}" in page, "write it anew: PYTHONPATH=. python docs/models_table.py"
    for code, meta in models.items():
        assert f"\n| {code} | " in written
        assert written.count(f"\n| {code} | ") == 1 + len(meta["scores"])
        assert all(source["name"] in written and source["license"] in written for source in meta["sources"])


def test_tables_of_models(script: ModuleType) -> None:
    source = {"name": "A | set", "license": "MIT", "attribution": "Ines\nTalbot", "url": "https://example.org/"}
    score = {"precision": 0.5, "recall": 0.25, "f1": 0.3333, "entities": 1200, "by_label": {"LOC": {"f1": 1.0}}}
    models = {
        "gl": {
            "version": "1.2", "size": 1_234_567, "license": "MIT", "sources": [source],
            "recipe": {"words": 5_000, "base": "xx"}, "scores": {"measure_only/gl/news (never trained on)": score},
        },
        "xx": {"version": "2.0", "size": 1, "sources": [source, {"name": "B", "license": "CC0-1.0"}]},
    }  # fmt: skip
    lines = script.tables(models).splitlines()
    assert "| gl | Galician | 1.2 | 1,234,567 | MIT | 5,000 after xx |" in lines
    assert "| xx | the others | 2.0 | 1 |  |  |" in lines
    assert "| all | 2 models |  | 1,234,568 |  |  |" in lines
    assert "| [A &#124; set](https://example.org/) | MIT | Ines Talbot | all |" in lines
    assert "| B | CC0-1.0 |  | xx |" in lines
    assert "| gl | gl/news | never trained on | 1,200 | 50.0 | 25.0 | 33.3 |  |  | 100.0 |  |" in lines
    rows = [line for line in lines if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)


def test_only_what_is_between_the_marks_is_replaced(script: ModuleType) -> None:
    page = f"before\n{script.BEGIN}old\n{script.END}after\n"
    assert script.with_tables(page, "new\n") == f"before\n{script.BEGIN}new\n{script.END}after\n"
    with pytest.raises(ValueError, match="models"):
        script.with_tables("no marks", "new")
