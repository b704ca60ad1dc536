"""What Quotewire ships besides its own code: locked packages, libraries in their wheels, models, data.

Everything is read on this machine: the lock file, the metadata of the installed packages (core metadata 2.4, of which
License-Expression counts more than License, and that more than classifiers), the models' meta.json, the repository.
"""

import hashlib
import json
import re
import sysconfig
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from policy import Policy, Read

ROOT = Path(__file__).resolve().parents[2]

Kind = Literal["package", "library", "model", "source", "data"]

CODE = {".py", ".pyc"}
SHIPPED_FOLDERS = ("schemas", "processors", "streams")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shipped, or that a model was made from (`source`).

    Attributes:
        kind: what it is.
        name: of packages as PyPA normalises it.
        licence: SPDX expression; None where it is not known.
        said_by: what says the licence, such as License-Expression.
        version: empty where it has none.
        problem: why the licence is not known, and what to do.
        url: its page.
        authors: as its licence asks to name them.
        hashes: SHA-256 of the files that may be installed (the lock file's).
        files: its files in the repository.
        needs: names of packages that it needs.
        made_from: of a model: its sources.
        carried_by: of a library: the package whose wheel has it.
    """

    kind: Kind
    name: str
    licence: str | None
    said_by: str
    version: str = ""
    problem: str = ""
    url: str = ""
    authors: str = ""
    hashes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    needs: tuple[str, ...] = ()
    made_from: tuple["Part", ...] = ()
    carried_by: str = ""


@dataclass(slots=True)
class Shipped:
    """All parts, and what is wrong with the whole of them."""

    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def shipped(policy: Policy, root: Path = ROOT, site_packages: Path | None = None) -> Shipped:
    """Finds everything that is shipped.

    Args:
        policy: says what was read where metadata are silent, and what the data are.
        root: the repository.
        site_packages: where the packages are installed, and nothing else but the project; None for the environment
            that runs this.
    """
    found = Shipped()
    folder = site_packages or Path(sysconfig.get_path("purelib"))
    installed = {str(canonicalize_name(one.name)): one for one in metadata.distributions(path=[str(folder)])}
    locked = list(read_lock((root / "requirements.lock").read_text("utf-8")))
    for pin in locked:
        distribution = installed.get(pin.name)
        if distribution is None or distribution.version != pin.version:
            has = f"has {distribution.version}" if distribution else "does not have it"
            found.problems.append(
                f"{pin.name} {pin.version} is locked, and this environment {has}: "
                "its licence cannot be read; delete .venv, and `make lint` makes it anew"
            )
            continue
        found.parts.append(_package(policy, pin, distribution, {one.name for one in locked}))
        found.parts += _libraries(policy, pin.name, distribution)
    if site_packages is not None:
        extra = installed.keys() - {pin.name for pin in locked} - {_project_name(root)}
        found.problems += [f"{name} is installed and not in requirements.lock" for name in sorted(extra)]
    found.parts += _models(policy, root)
    _add_data(policy, root, found)
    return found


def _project_name(root: Path) -> str:
    name: str = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    return name


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock file that is for this Python and platform."""

    name: str
    version: str
    hashes: tuple[str, ...]


def read_lock(text: str) -> Iterator[Pin]:
    """Yields the packages that a lock file has for the Python and the platform that run this."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text.replace("\\\n", " ")):
        head, *options = re.split(r"\s--hash=", entry.split("\n", 1)[0])
        if not re.match(r"[A-Za-z0-9]", head):
            continue
        requirement = Requirement(head)
        if requirement.marker is None or requirement.marker.evaluate():
            (version,) = (one.version for one in requirement.specifier)
            hashes = tuple(option.strip().removeprefix("sha256:") for option in options)
            yield Pin(canonicalize_name(requirement.name), version, hashes)


def _package(policy: Policy, pin: Pin, distribution: metadata.Distribution, locked: set[str]) -> Part:
    licence, said_by, problem = licence_of(policy, pin.name, distribution)
    needs = set()
    for text in distribution.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needs.add(canonicalize_name(requirement.name))
    return Part(
        "package", pin.name, licence, said_by, pin.version, problem,
        url=_page(distribution.metadata), hashes=pin.hashes, needs=tuple(sorted(needs & locked)),
    )  # fmt: skip


def licence_of(policy: Policy, name: str, distribution: metadata.Distribution) -> tuple[str | None, str, str]:
    """The licence of an installed package.

    Returns:
        SPDX expression, or None; what says it; what is wrong, if it is not known.
    """
    headers = distribution.metadata
    classifiers = [
        text.removeprefix("License :: ")
        for text in headers.get_all("Classifier") or ()
        if text.startswith("License ::")
    ]
    read = policy.read.get(name)
    if read is not None:
        problem = _outdated(read, distribution)
        return (None if problem else read.licence), f"{read.file}, read by us", problem
    for field_name in ("License-Expression", "License"):
        if licence := policy.spdx(headers[field_name] or ""):
            return licence, field_name, ""
    known = {policy.classifiers.get(one.removeprefix("OSI Approved :: ")) for one in classifiers}
    if classifiers and len(known) == 1 and (only := known.pop()) is not None:
        return only, "Classifier", ""
    said = "; ".join(filter(None, [(headers["License"] or "").strip().split("\n")[0][:60], *classifiers])) or "nothing"
    return (
        None,
        "",
        (
            f"{name} {distribution.version}: its metadata do not tell its licence (they say: {said}). Read the licence "
            "file in its dist-info folder, and add a [[read]] entry to deploy/bill/licences.toml"
        ),
    )


def _outdated(read: Read, distribution: metadata.Distribution) -> str:
    text = distribution.read_text(read.file)
    now = hashlib.sha256((text or "").encode()).hexdigest()
    if text is not None and now in read.sha256:
        return ""
    what = "is another one" if text is not None else "is not there any more"
    return (
        f"{read.package} {distribution.version}: {read.file}, in which its licence ({read.licence}) was read, {what}. "
        f"Read it again, and correct its [[read]] entry in deploy/bill/licences.toml (sha256 {now})"
    )


def _page(headers: Any) -> str:
    urls = dict(text.split(", ", 1) for text in headers.get_all("Project-URL") or () if ", " in text)
    named = {name.lower(): url for name, url in urls.items()}
    wanted = ("homepage", "source", "source code", "repository", "github")
    return headers["Home-page"] or next((named[name] for name in wanted if name in named), "")


def _libraries(policy: Policy, package: str, distribution: metadata.Distribution) -> Iterator[Part]:
    """Shared libraries of others in a wheel: auditwheel puts them into a folder with `.libs` at its end."""
    names = {
        re.split(r"(?:64_)?[-.]", path.name)[0]
        for path in distribution.files or ()
        if path.parts[0].endswith(".libs") and path.name.startswith("lib")
    }
    for name in sorted(names):
        known = next((one for one in policy.libraries if one.name == name), None)
        if known is None:
            problem = (
                f"{package} carries a shared library, {name}, of unknown licence: find it in the licence file of "
                f"{package}, and add a [[library]] entry to deploy/bill/licences.toml"
            )
            yield Part("library", name, None, "", problem=problem, carried_by=package)
        else:
            yield Part("library", name, known.licence, "licences.toml", url=known.url, carried_by=package)


def _models(policy: Policy, root: Path) -> Iterator[Part]:
    for meta_file in sorted((root / "processors" / "models").glob("*/meta.json")):
        meta = json.loads(meta_file.read_text("utf-8"))
        name = f"{meta['lang']}_{meta['name']}"
        files = tuple(sorted(path for path in meta_file.parent.rglob("*") if path.is_file()))
        where = meta_file.relative_to(root).as_posix()
        sources = tuple(_source(policy, name, source, where) for source in meta.get("sources", ()))
        licence, problem = _told(policy, name, str(meta.get("license") or ""), where)
        yield Part(
            "model", name, licence, where, meta["version"], problem,
            authors=meta.get("author", ""), files=files, made_from=sources,
        )  # fmt: skip


def _source(policy: Policy, model: str, source: Mapping[str, str], where: str) -> Part:
    licence, problem = _told(policy, f"{model}, made from {source['name']}", source.get("license", ""), where)
    return Part(
        "source", source["name"], licence, where,
        problem=problem, url=source.get("url", ""), authors=source.get("attribution", ""),
    )  # fmt: skip


def _told(policy: Policy, what: str, written: str, where: str) -> tuple[str | None, str]:
    licence = policy.spdx(written)
    problem = (
        ""
        if licence
        else (
            f"{what}: {where} says {written or 'nothing'!r} of its licence, which is no SPDX expression: "
            "write one there, or add it to [written] in deploy/bill/licences.toml"
        )
    )
    return licence, problem


def _add_data(policy: Policy, root: Path, found: Shipped) -> None:
    """Adds the files that are no code, and notes each that no [[data]] entry names."""
    files = {
        path.relative_to(root).as_posix(): path
        for folder in SHIPPED_FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and path.suffix not in CODE and "processors/models/" not in path.as_posix()
    }
    named: set[str] = set()
    for entry in policy.data:
        own = {name for pattern in entry.files for name in files if files[name].match(pattern)}
        if not own:
            found.problems.append(f"no file is {', '.join(entry.files)}: remove that [[data]] entry from licences.toml")
        named |= own
        paths = tuple(files[name] for name in sorted(own))
        found.parts.append(Part("data", entry.name, entry.licence, entry.source, url=entry.url, files=paths))
    found.problems += [
        f"{name} is shipped, and nothing says its licence: add a [[data]] entry to deploy/bill/licences.toml"
        for name in sorted(files.keys() - named)
    ]
