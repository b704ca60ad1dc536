"""`make bench-networks`, on a set made here."""

import gzip
import json
import re
from pathlib import Path

import pytest

from benchmarks.networks import SIZES, main
from training.recipes import RECIPES

PEOPLE = ("Mira Tellmann", "Jonte Arvidsen", "Odalys Brenk")
PLACES = ("Nordau", "Kestrin", "Veltheim")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Every file of the German recipe, each of other sentences than the others."""
    for place, source in enumerate(RECIPES["de"].sources):
        path = tmp_path / "ner" / f"{source.file}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for number in range(60):
                person, town = PEOPLE[number % 3], PLACES[(number // 3 + place) % 3]
                text = f"{person} kam am {number}. Tag nach {town}."
                start = text.index(town)
                spans = [[0, len(person), "PER"], [start, start + len(town), "LOC"]]
                line = {"text": text, "spans": spans, "id": f"{source.file}-{number // 5}#{number % 5}"}
                file.write(json.dumps(line) + "\n")
    return tmp_path


def test_each_network_is_trained_and_raced_against_the_stock_one(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(data), "--only", "64/2,stock", "--words", "3000", "--rounds", "1"]) == 0
    shown = capsys.readouterr().out
    rows = {name: re.findall(r"[\d.,]+", cells) for name, cells in re.findall(r"│ ([\w/, ]+?) +│(.*)│", shown)}
    assert list(rows) == ["64/2", "stock", "stock, OpenBLAS"]
    f1, _, speed, _, ratio, megabytes = zip(*rows.values(), strict=True)
    assert f1[1] == f1[2] and megabytes[1] == megabytes[2], "the same weights, multiplied by another library"
    assert ratio[1] == "1.00"
    assert len({float(value.replace(",", "")) for value in speed}) == 3


def test_an_unknown_network_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "7/7"]) == 2
    assert "7/7" in capsys.readouterr().out
    assert "96/4" in SIZES


def test_missing_data_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "nowhere"), "--only", "stock"]) == 2
    assert "NEWS_DATA" in capsys.readouterr().out
