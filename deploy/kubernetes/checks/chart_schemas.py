"""Whether objects are what Kubernetes and the operators take: every field known, and of the right form.

Kubernetes' own kinds are checked against the API schemas that kubernetes-validate carries, custom resources against the
operators' definitions (CRDs), made strict: the API server drops unknown fields silently, here they are problems. What
definitions leave open is checked too: pod templates in ECK's resources as pod templates, KEDA's triggers against its
list of what the Kafka scaler reads. Rules in CEL (x-kubernetes-validations) are not evaluated.
"""

import importlib.resources
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from chart_render import Object
from chart_tools import definitions
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

VERSIONS = ("1.30", "1.37")
"""Of Kubernetes: the chart's oldest (Chart.yaml), and the newest there is a schema of."""

_METADATA: Object = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "labels"],
    "properties": {
        "name": {"type": "string", "maxLength": 253},
        "namespace": {"type": "string"},
        "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}},
        "annotations": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def problems(objects: Iterable[Object], version: str) -> list[str]:
    """What is wrong with objects, one line each; empty if nothing is.

    Args:
        objects: of any kind.
        version: of Kubernetes, one of VERSIONS.
    """
    return [f"{title(item)}: {problem}" for item in objects for problem in _problems(item, version)]


def title(item: Object) -> str:
    """An object's kind and name."""
    return f"{item.get('kind')} {item.get('metadata', {}).get('name')}"


def _problems(item: Object, version: str) -> Iterator[str]:
    group, _, number = str(item.get("apiVersion", "")).rpartition("/")
    kind = str(item.get("kind", ""))
    crds = _definitions()
    if (group, number, kind) in crds:
        yield from _errors(crds[group, number, kind], item)
    elif group.endswith((".k8s.io", "apps", "batch", "policy")) or not group:
        yield from _kubernetes(item, f"{kind}-{group.split('.')[0]}-{number}" if group else f"{kind}-{number}", version)
    else:
        yield f"no schema of {group}/{number} {kind} is known"
    for place, template in _templates(item):
        for problem in _kubernetes(template, "podtemplatespec-v1", version):
            yield f"{place}: {problem}"
    if kind == "ScaledObject":
        yield from _triggers(item)
    if kind == "TriggerAuthentication":
        known = _scaler("kafka")
        for source in ("secretTargetRef", "env"):
            for entry in item["spec"].get(source, []):
                if entry["parameter"] not in known:
                    yield f"KEDA's Kafka scaler has no parameter {entry['parameter']}"


def _kubernetes(item: Object, name: str, version: str) -> Iterator[str]:
    file = _schemas(version) / f"{name.lower()}.json"
    if not file.is_file():
        yield f"Kubernetes {version} has no {name}"
        return
    yield from _errors(_kubernetes_validator(str(file), version), item)


def _errors(validator: Draft202012Validator, item: Object) -> Iterator[str]:
    for error in sorted(validator.iter_errors(item), key=lambda error: list(map(str, error.absolute_path))):
        yield f"{error.json_path}: {error.message[:300]}"


@cache
def _schemas(version: str) -> Path:
    folder = importlib.resources.files("kubernetes_validate") / "kubernetes-json-schema"
    (found,) = [
        entry
        for entry in Path(str(folder)).iterdir()
        if entry.name.startswith(f"v{version}.") and entry.name.endswith("-strict")
    ]
    return found


@cache
def _registry(version: str) -> "Registry[Any]":
    shared = json.loads((_schemas(version) / "_definitions.json").read_text("utf-8"))
    return Resource.from_contents(shared) @ Registry()


@cache
def _kubernetes_validator(file: str, version: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(Path(file).read_text("utf-8")), registry=_registry(version))


@cache
def _definitions() -> dict[tuple[str, str, str], Draft202012Validator]:
    """A validator for each group, version and kind that the operators define."""
    found = {}
    for file in sorted(definitions().glob("*.yaml")):
        for crd in yaml.load_all(file.read_text("utf-8"), yaml.CSafeLoader):
            if not crd or crd["kind"] != "CustomResourceDefinition":
                continue
            for version in crd["spec"]["versions"]:
                schema = strict(version["schema"]["openAPIV3Schema"])
                schema.setdefault("properties", {}).update({"metadata": _METADATA, "apiVersion": {}, "kind": {}})
                key = (crd["spec"]["group"], version["name"], crd["spec"]["names"]["kind"])
                found[key] = Draft202012Validator(schema)
    return found


def strict(schema: Object) -> Object:
    """A CRD's schema as JSON Schema that refuses what the API server would drop.

    <https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning>
    """
    made = dict(schema)
    open_ended = made.get("x-kubernetes-preserve-unknown-fields") is True
    if "properties" in made:
        made["properties"] = {name: strict(part) for name, part in made["properties"].items()}
        if not open_ended and "additionalProperties" not in made:
            made["additionalProperties"] = False
    if isinstance(made.get("additionalProperties"), dict):
        made["additionalProperties"] = strict(made["additionalProperties"])
    if isinstance(made.get("items"), dict):
        made["items"] = strict(made["items"])
    if made.get("x-kubernetes-int-or-string") is True:
        made["type"] = ["integer", "string"]
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def _templates(item: Object) -> Iterator[tuple[str, Object]]:
    """Pod templates that ECK's definitions leave open."""
    spec = item.get("spec", {})
    if item.get("kind") == "Elasticsearch":
        for nodes in spec.get("nodeSets", []):
            if "podTemplate" in nodes:
                yield f"nodeSet {nodes['name']}", nodes["podTemplate"]
    elif item.get("kind") == "Kibana" and "podTemplate" in spec:
        yield "podTemplate", spec["podTemplate"]


@cache
def _scaler(kind: str) -> dict[str, Object]:
    """The parameters of one of KEDA's scalers, by name."""
    all_of_them = json.loads((definitions() / "keda-scalers.json").read_text("utf-8"))["scalers"]
    (found,) = [scaler for scaler in all_of_them if scaler["type"] == kind]
    return {parameter["name"]: parameter for parameter in found["parameters"]}


def _triggers(item: Object) -> Iterator[str]:
    known = _scaler("kafka")
    for trigger in item["spec"]["triggers"]:
        if trigger["type"] != "kafka":
            yield f"trigger of type {trigger['type']}"
            continue
        given = trigger["metadata"]
        for name, value in given.items():
            parameter = known.get(name, {})
            if not parameter.get("metadataVariableReadable"):
                yield f"KEDA's Kafka scaler reads no {name} from its trigger"
            elif "allowedValue" in parameter and value not in parameter["allowedValue"]:
                yield f"{name} is {value}, and can be {', '.join(parameter['allowedValue'])}"
        for name, parameter in known.items():
            needed = not parameter.get("optional") and "default" not in parameter
            if needed and name not in given:
                yield f"KEDA's Kafka scaler needs {name}"
