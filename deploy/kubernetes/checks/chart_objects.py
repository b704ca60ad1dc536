"""Looking at rendered objects: which pods there are, and what selects them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chart_render import Object
from chart_schemas import title

_FACTORS = {
    "m": 0.001, "": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pod:
    """A pod template of Quotewire's own.

    Attributes:
        name: what makes the pods, such as `Deployment quotewire-web`.
        owner: that object.
        labels: of the pods.
        spec: of the pods.
    """

    name: str
    owner: Object
    labels: Mapping[str, str]
    spec: Object

    @property
    def containers(self) -> list[Object]:
        """All of them, those that run first too."""
        return [*self.spec.get("initContainers", []), *self.spec["containers"]]

    def variables(self, container: Object) -> dict[str, str]:
        """Variables of a container that have a value."""
        return {entry["name"]: entry["value"] for entry in container.get("env", []) if "value" in entry}


def pods(objects: Sequence[Object]) -> Iterator[Pod]:
    """The pod templates of deployments and jobs; the operators' pods have none here."""
    for item in objects:
        if item["kind"] in ("Deployment", "Job"):
            template = item["spec"]["template"]
        elif item["kind"] == "CronJob":
            template = item["spec"]["jobTemplate"]["spec"]["template"]
        else:
            continue
        yield Pod(title(item), item, template["metadata"].get("labels", {}), template["spec"])


def of_kind(objects: Sequence[Object], kind: str) -> list[Object]:
    """The objects of a kind."""
    return [item for item in objects if item["kind"] == kind]


def selects(selector: Object, labels: Mapping[str, str]) -> bool:
    """Whether a label selector takes these labels."""
    for name, value in selector.get("matchLabels", {}).items():
        if labels.get(name) != value:
            return False
    for rule in selector.get("matchExpressions", []):
        if rule["operator"] != "In":
            raise ValueError(f"operator {rule['operator']} is not known here")
        if labels.get(rule["key"]) not in rule["values"]:
            return False
    return True


def amount(quantity: Any) -> float:
    """A quantity of Kubernetes in cores or bytes: `250m`, `1.5`, `2Gi`."""
    text = str(quantity)
    digits = text.rstrip("KMGTkim")
    return float(digits) * _FACTORS[text[len(digits) :]]
