"""The bill of materials: valid CycloneDX, complete, and the same each time."""

import hashlib
import json

import bill
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from parts import ROOT, read_lock, shipped
from policy import read_policy

TEXT = bill.bill(shipped(read_policy()).parts)
BILL = json.loads(TEXT)
COMPONENTS = {component["bom-ref"]: component for component in BILL["components"]}


def test_it_fits_the_schema():
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT.replace('"SHA-256"', '"SHA-257"')) is not None


def test_it_is_the_same_each_time(monkeypatch):
    assert bill.bill(shipped(read_policy()).parts) == TEXT
    assert "timestamp" not in BILL["metadata"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = json.loads(bill.bill(shipped(read_policy()).parts))
    assert dated["metadata"].pop("timestamp") == "2023-11-14T22:13:20+00:00"
    assert dated == BILL


def test_it_has_every_locked_package_with_licence_and_hashes():
    pins = list(read_lock((ROOT / "requirements.lock").read_text()))
    for pin in pins:
        component = COMPONENTS[f"pkg:pypi/{pin.name}@{pin.version}"]
        assert component["licenses"][0]["expression"]
        (distribution,) = (one for one in component["externalReferences"] if one["type"] == "distribution")
        assert {entry["content"] for entry in distribution["hashes"]} == set(pin.hashes)
    assert len(pins) > 50


def test_it_has_every_model_with_its_files_and_what_it_was_made_from():
    folders = sorted(path.parent for path in ROOT.glob("processors/models/*/meta.json"))
    models = [component for component in BILL["components"] if component["type"] == "machine-learning-model"]
    assert len(models) == len(folders)
    for folder, model in zip(folders, models, strict=True):
        meta = json.loads((folder / "meta.json").read_text())
        assert (model["version"], model["licenses"]) == (meta["version"], [{"expression": meta["license"]}])
        assert {one["name"] for one in model["pedigree"]["ancestors"]} == {one["name"] for one in meta["sources"]}
        files = {one["name"]: one["hashes"][0]["content"] for one in model["components"]}
        there = [path for path in folder.rglob("*") if path.is_file()]
        assert files == {
            path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in there
        }


def test_it_says_what_needs_what():
    needs = {entry["ref"]: set(entry.get("dependsOn", ())) for entry in BILL["dependencies"]}
    (spacy,) = (name for name in needs if name.startswith("pkg:pypi/spacy@"))
    assert any(name.startswith("pkg:pypi/thinc@") for name in needs[spacy])
    (numpy,) = (name for name in needs if name.startswith("pkg:pypi/numpy@"))
    assert "numpy:library:libgfortran" in needs[numpy]
    assert spacy in needs["quotewire"]
    assert "xx_quotewire_ner" in {COMPONENTS[name]["name"] for name in needs["quotewire"]}


def test_what_is_not_known_is_in_no_bill(tmp_path, monkeypatch, capsys):
    policy = read_policy()
    policy.read.clear()
    monkeypatch.setattr(bill, "read_policy", lambda: policy)
    monkeypatch.setattr("sys.argv", ["bill.py", str(tmp_path / "bill.json")])
    assert bill.main() == 1
    assert "its metadata do not tell its licence" in capsys.readouterr().err
    assert not (tmp_path / "bill.json").exists()


@pytest.mark.parametrize("made", ["", "lib/python3.11/site-packages lib/python3.12/site-packages"])
def test_what_is_no_environment_is_told(tmp_path, monkeypatch, capsys, made):
    for name in made.split():
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr("sys.argv", ["bill.py", str(tmp_path / "bill.json"), "--environment", str(tmp_path)])
    assert bill.main() == 1
    assert f"{tmp_path} is no Python environment" in capsys.readouterr().err
