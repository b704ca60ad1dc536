"""Writes the bill of materials of what Quotewire ships: CycloneDX 1.6, JSON (<https://cyclonedx.org/docs/1.6/json/>).

    bill.py OUTPUT                          of the packages in this environment (`make bill`)
    bill.py OUTPUT --environment DIRECTORY  of those in another one, and fails where it has any that are not locked
    bill.py OUTPUT --system                 and the Python interpreter and Debian's packages of this machine

Two bills of the same things are the same to the byte: the serial number is made from the content, and the time is
SOURCE_DATE_EPOCH, or left out.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cyclonedx.contrib.this.builders import this_component
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType, Pedigree
from cyclonedx.model.contact import OrganizationalContact
from cyclonedx.model.license import License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from parts import ROOT, Part, shipped
from policy import PolicyError, read_policy

TYPES = {
    "package": ComponentType.LIBRARY,
    "library": ComponentType.LIBRARY,
    "model": ComponentType.MACHINE_LEARNING_MODEL,
    "source": ComponentType.DATA,
    "data": ComponentType.DATA,
}


def main() -> int:
    """Returns the exit code: 1 where something that is shipped is not known, or not locked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path, help="the file to write")
    parser.add_argument("--environment", type=Path, help="the environment whose packages are shipped; else this one's")
    parser.add_argument("--system", action="store_true", help="with the Python interpreter and Debian's packages")
    given = parser.parse_args()
    try:
        site_packages = _site_packages(given.environment) if given.environment else None
        found = shipped(read_policy(), ROOT, site_packages)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = [*found.problems, *(part.problem for part in found.parts if part.problem)]
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        return 1
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(bill(found.parts, list(_system()) if given.system else []), "utf-8")
    print(f"{given.output}: {len(found.parts)} parts")
    return 0


def _site_packages(environment: Path) -> Path:
    folders = sorted(environment.glob("lib/python3*/site-packages"))
    if len(folders) != 1:
        raise PolicyError(f"{environment} is no Python environment: it has no lib/python3*/site-packages")
    return folders[0]


def bill(parts: Iterable[Part], system: Iterable[Component] = ()) -> str:
    """The bill of materials as JSON.

    Args:
        parts: what Quotewire ships.
        system: components beneath it.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        description=project["description"],
        licenses=[LicenseExpression(project["license"])],
        purl=PackageURL("generic", name=project["name"], version=project["version"]),
    )
    bom = Bom()
    bom.metadata.component = root
    bom.metadata.tools.components.add(this_component())
    components = {}
    needs: dict[str, tuple[str, ...]] = {}
    carried: dict[str, list[Component]] = {}
    for part in parts:
        component = _component(part)
        bom.components.add(component)
        if part.kind == "library":
            carried.setdefault(part.carried_by, []).append(component)
        else:
            components[part.name] = component
            needs[part.name] = part.needs
    for component in system:
        bom.components.add(component)
    bom.register_dependency(root, components.values())
    for name, component in components.items():
        bom.register_dependency(component, [*(components[need] for need in needs[name]), *carried.get(name, ())])
    return _same_each_time(json.loads(JsonV1Dot6(bom).output_as_string()))


def _same_each_time(content: dict[str, Any]) -> str:
    """The bill with a serial number that follows from its content, and no time but SOURCE_DATE_EPOCH."""
    content.pop("serialNumber", None)
    content["metadata"].pop("timestamp", None)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    content["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_OID, digest).urn
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        content["metadata"]["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part, owner: str = "") -> Component:
    """A part as a component; a model with its files and, as its ancestors, the data that it was made from."""
    purl = PackageURL("pypi", name=part.name, version=part.version) if part.kind == "package" else None
    reference = str(purl) if purl else ":".join(filter(None, [owner, part.carried_by, part.kind, part.name]))
    ancestors = [_component(source, part.name) for source in part.made_from]
    return Component(
        name=part.name,
        version=part.version or None,
        type=TYPES[part.kind],
        bom_ref=reference,
        licenses=_licences(part.licence),
        purl=purl,
        external_references=_references(part, str(purl)),
        authors=[OrganizationalContact(name=part.authors)] if part.authors else None,
        components=[_file(path, reference) for path in part.files],
        pedigree=Pedigree(ancestors=ancestors) if ancestors else None,
        properties=[Property(name="quotewire:licence-told-by", value=part.said_by)],
    )


def _licences(expression: str | None) -> list[License]:
    return [LicenseExpression(expression)] if expression else []


def _references(part: Part, purl: str) -> Iterator[ExternalReference]:
    if part.url:
        yield ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.url))
    if part.hashes:
        # One of these files is installed, which one depends on the platform.
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=value) for value in part.hashes]
        yield ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(purl), hashes=hashes)


def _file(path: Path, owner: str) -> Component:
    name = path.relative_to(ROOT).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=name,
        type=ComponentType.FILE,
        bom_ref=f"{owner}:{name}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )


def _system() -> Iterator[Component]:
    """The Python interpreter, and the installed Debian packages (their licences are in /usr/share/doc)."""
    version = platform.python_version()
    purl = PackageURL("generic", name="python", version=version)
    yield Component(
        name="python", version=version, type=ComponentType.APPLICATION, bom_ref=str(purl), purl=purl,
        licenses=[LicenseExpression("PSF-2.0")],
    )  # fmt: skip
    if shutil.which("dpkg-query") is None:
        print("there is no dpkg-query: the packages of this system are not listed", file=sys.stderr)
        return
    system = platform.freedesktop_os_release()
    form = "${db:Status-Abbrev}\t${Package}\t${Version}\t${Architecture}\n"
    listed = subprocess.run(["dpkg-query", "--show", "--showformat", form], check=True, capture_output=True, text=True)
    for line in listed.stdout.splitlines():
        status, name, version, architecture = line.split("\t")
        if status.strip() != "ii":
            continue
        qualifiers = {"arch": architecture, "distro": f"{system['ID']}-{system['VERSION_ID']}"}
        purl = PackageURL("deb", system["ID"], name, version, qualifiers)
        yield Component(
            name=name, version=version, type=ComponentType.LIBRARY, bom_ref=str(purl), purl=purl,
            properties=[Property(name="quotewire:licence-told-by", value=f"/usr/share/doc/{name}/copyright")],
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
