"""The check of licences (deploy/bill): what is shipped passes, and each thing that may not be there fails it."""

import hashlib
import json
from dataclasses import replace
from importlib import metadata

import licences
import pytest
from parts import ROOT, Part, Shipped, read_lock, shipped
from policy import PolicyError, expression, identifiers, read_policy

POLICY = read_policy()
NO_EXCEPTIONS = replace(POLICY, unusual=(), read={})


def test_what_is_shipped_is_allowed_and_the_page_says_it():
    found = shipped(POLICY)
    assert licences.problems(POLICY, found) == []
    assert licences.page(POLICY, found.parts) == licences.PAGE.read_text()


def test_every_locked_package_model_and_file_of_data_is_held_to_it():
    parts = shipped(POLICY).parts
    locked = {pin.name for pin in read_lock((ROOT / "requirements.lock").read_text())}
    assert {part.name for part in parts if part.kind == "package"} == locked
    assert len(locked) > 50
    models = {path.parent.name for path in ROOT.glob("processors/models/*/meta.json")}
    assert {part.name.partition("_")[0] for part in parts if part.kind == "model"} == models
    assert all(part.made_from for part in parts if part.kind == "model")
    assert {"libgfortran", "libquadmath"} <= {part.name for part in parts if part.kind == "library"}


@pytest.mark.parametrize(
    ("licence", "part", "refused"),
    [
        ("MIT", "anything", []),
        ("GPL-3.0-only", "anything", ["GPL-3.0-only"]),
        ("MIT OR GPL-3.0-only", "anything", []),
        ("MIT AND GPL-3.0-only", "anything", ["GPL-3.0-only"]),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", "anything", []),
        ("(AGPL-3.0-only OR GPL-3.0-only) AND MIT", "anything", ["AGPL-3.0-only", "GPL-3.0-only"]),
        ("MPL-2.0", "certifi", []),
        ("MPL-2.0", "another", ["MPL-2.0"]),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", "libgfortran", []),
        ("GPL-3.0-or-later", "libgfortran", ["GPL-3.0-or-later"]),
        ("CC-BY-SA-4.0", "xy_quotewire_ner", []),
        ("CC-BY-NC-4.0", "xy_quotewire_ner", ["CC-BY-NC-4.0"]),
    ],
)
def test_a_licence_is_allowed_for_all_or_for_some(licence, part, refused):
    assert POLICY.refused(licence, part) == refused


def test_a_licence_that_is_not_allowed_is_told_with_what_to_do():
    found = Shipped([Part("package", "viral", "AGPL-3.0-only", "License", "1.2")])
    (line,) = licences.problems(NO_EXCEPTIONS, found)
    assert line.startswith("viral 1.2 has the licence AGPL-3.0-only, and AGPL-3.0-only is not allowed for it: ")
    assert "deploy/bill/licences.toml" in line


def test_a_model_s_sources_count_too():
    source = Part("source", "a corpus", "CC-BY-NC-4.0", "meta.json")
    found = Shipped([Part("model", "xy_quotewire_ner", "CC-BY-4.0", "meta.json", made_from=(source,))])
    (line,) = licences.problems(NO_EXCEPTIONS, found)
    assert line.startswith("xy_quotewire_ner, made from a corpus, has the licence CC-BY-NC-4.0")


def test_exceptions_that_nothing_needs_any_more_are_told():
    lines = licences.problems(POLICY, Shipped())
    assert "certifi does not have MPL-2.0: remove it from that [[unusual]] entry in licences.toml" in lines
    assert "blis is not shipped: remove its [[read]] entry from licences.toml" in lines


class Project:
    """A repository with one locked package, one model and one file of data, and an environment for it."""

    def __init__(self, folder):
        self.root, self.site = folder / "project", folder / "site"
        self.write("pyproject.toml", '[project]\nname = "invented"\n')
        self.write(
            "requirements.lock", "parcel==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via invented\n"
        )
        self.write("processors/models/xy/meta.json", json.dumps({
            "lang": "xy", "name": "ner", "version": "1", "license": "MIT",
            "sources": [{"name": "a corpus", "license": "CC0-1.0"}],
        }))  # fmt: skip
        self.install("parcel", "License-Expression: MIT")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def install(self, name, *headers, version="1.0", record="", files=()):
        folder = self.site / f"{name}-{version}.dist-info"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "METADATA").write_text(
            "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *headers, ""])
        )
        (folder / "RECORD").write_text(record)
        for file, text in files:
            (folder / file).write_text(text)

    def check(self, policy=NO_EXCEPTIONS):
        return licences.problems(policy, shipped(replace(policy, data=()), self.root, self.site))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_a_project_in_order_has_no_problem(project):
    assert project.check() == []
    parts = shipped(NO_EXCEPTIONS, project.root, project.site).parts
    assert [(part.name, part.licence, part.hashes) for part in parts if part.kind == "package"] == [
        ("parcel", "MIT", ("aa", "bb"))
    ]


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ([], "nothing"),
        (["License: BSD"], "BSD"),
        (["License: UNKNOWN"], "UNKNOWN"),
        (["Classifier: License :: OSI Approved :: BSD License"], "OSI Approved :: BSD License"),
        (["License: Copyright 2020\n        All rights reserved"], "Copyright 2020"),
        (
            ["Classifier: License :: OSI Approved :: MIT License", "Classifier: License :: Other/Proprietary License"],
            "OSI Approved :: MIT License; Other/Proprietary License",
        ),
    ],
)
def test_a_package_of_unknown_licence_is_told_with_what_to_do(project, headers, says):
    project.install("parcel", *headers)
    (line,) = project.check()
    assert line.startswith(
        f"parcel 1.0: its metadata do not tell its licence (they say: {says}). Read the licence file"
    )
    assert "[[read]]" in line


@pytest.mark.parametrize(
    ("headers", "licence", "said_by"),
    [
        (["License-Expression: MIT AND BSD-2-Clause", "License: GPL"], "MIT AND BSD-2-Clause", "License-Expression"),
        (["License: Apache License, Version 2.0"], "Apache-2.0", "License"),
        (["License: MIT", "Classifier: License :: OSI Approved :: BSD License"], "MIT", "License"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT", "Classifier"),
    ],
)
def test_where_metadata_tell_the_licence(project, headers, licence, said_by):
    project.install("parcel", *headers)
    part = next(part for part in shipped(NO_EXCEPTIONS, project.root, project.site).parts if part.kind == "package")
    assert (part.licence, part.said_by) == (licence, said_by)


def test_what_was_read_holds_for_the_text_that_was_read(project):
    text = "Do as you like.\n"
    entry = replace(
        next(iter(POLICY.read.values())),
        package="parcel", licence="0BSD", file="LICENSE", sha256=(hashlib.sha256(text.encode()).hexdigest(),),
    )  # fmt: skip
    policy = replace(NO_EXCEPTIONS, read={"parcel": entry})
    project.install("parcel", "License: see file", files=[("LICENSE", text)])
    assert project.check(policy) == []
    project.install("parcel", "License: see file", files=[("LICENSE", "Pay first.\n")])
    (line,) = project.check(policy)
    assert "in which its licence (0BSD) was read, is another one" in line
    (project.site / "parcel-1.0.dist-info" / "LICENSE").unlink()
    (line,) = project.check(policy)
    assert "is not there any more" in line


def test_a_library_in_a_wheel_that_nobody_has_looked_at_is_told(project):
    project.install("parcel", "License-Expression: MIT", record="parcel.libs/libnovel-1a2b.so.3,,\nparcel/a.py,,\n")
    (line,) = project.check()
    assert line.startswith("parcel carries a shared library, libnovel, of unknown licence")
    project.install("parcel", "License-Expression: MIT", record="parcel.libs/libquadmath-1a2b.so.0,,\n")
    (line,) = project.check()
    assert line.startswith(
        "libquadmath (in parcel) has the licence LGPL-2.1-or-later, and LGPL-2.1-or-later is not allowed"
    )


def test_an_environment_that_is_not_the_lock_file_s_is_told(project):
    project.install("stowaway", "License-Expression: MIT")
    assert project.check() == ["stowaway is installed and not in requirements.lock"]
    project.write("requirements.lock", "parcel==2.0\nstowaway==1.0\n")
    (line,) = project.check()
    assert line.startswith("parcel 2.0 is locked, and this environment has 1.0")


def test_a_file_that_no_entry_names_is_told(project):
    project.write("streams/web/static/query.min.js", "")
    (line,) = project.check()
    assert line.startswith("streams/web/static/query.min.js is shipped, and nothing says its licence")


def test_a_model_that_tells_no_licence_is_told(project):
    sources = [{"name": "a corpus", "license": "for research"}]
    meta = {"lang": "zz", "name": "ner", "version": "1", "sources": sources}
    project.write("processors/models/zz/meta.json", json.dumps(meta))
    of_model, of_source = project.check()
    assert of_model.startswith("zz_ner: processors/models/zz/meta.json says 'nothing' of its licence")
    assert of_source.startswith("zz_ner, made from a corpus: processors/models/zz/meta.json says 'for research'")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"0BSD", ', '"Free-For-All", ', "'Free-For-All' is no SPDX expression"),
        ('"MIT License" = "MIT"', '"MIT License" = "mit"', "'mit' is no SPDX expression, or not in its usual form"),
        ('parts = ["venusian"]', 'parts = ["venusian"]\nwho = "me"', "who"),
        ("[written]", "[extra]\n[written]", "unknown table 'extra'"),
        (
            'reason = "BSD-3-Clause with one condition more: changed files say so. We change none."',
            'reason = " "',
            "no reason",
        ),
    ],
)
def test_the_policy_is_read_strictly(tmp_path, old, new, message):
    text = (ROOT / "deploy" / "bill" / "licences.toml").read_text()
    assert old in text
    (tmp_path / "licences.toml").write_text(text.replace(old, new))
    with pytest.raises(PolicyError, match="licences.toml: .*" + message.replace("(", r"\(")):
        read_policy(tmp_path / "licences.toml")


def test_only_spdx_expressions_are_taken_for_some():
    assert expression("mit and apache-2.0") == "MIT AND Apache-2.0"
    assert [expression(text) for text in ("", "BSD", "MIT or so", "MIT\nand more", "Apache 2.0")] == [None] * 5
    assert identifiers("MIT AND (GPL-3.0-or-later WITH GCC-exception-3.1 OR MIT)") == [
        "MIT", "GPL-3.0-or-later WITH GCC-exception-3.1",
    ]  # fmt: skip


def test_the_lock_file_is_read_for_this_python_and_platform():
    text = (
        "# a comment\n"
        "here==1.0 ; python_full_version >= '3.0' \\\n    --hash=sha256:11\n"
        "there==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:22\n"
        "Every.Where[extra]==2.0 \\\n    --hash=sha256:33 \\\n    --hash=sha256:44\n    # via here\n"
    )
    assert [(pin.name, pin.version, pin.hashes) for pin in read_lock(text)] == [
        ("here", "1.0", ("11",)),
        ("every-where", "2.0", ("33", "44")),
    ]
    assert metadata.version("packaging")  # what reads markers is there without the developers' packages
