"""What a render asks a cluster for: pods, cores, memory, disks; and whether it fits on so many machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chart_objects import amount, of_kind, pods
from chart_render import SIZES, Object, Way, render

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Machine:
    """What a machine of 8 cores and 32 GB has left for pods: the system and Kubernetes take half a core and 4 GB."""

    cores: float = 7.5
    memory: float = 28 * GIB


MACHINES = {"one-machine": 1, "ten-machines": 10, "hundred-machines": 100}


@dataclass(frozen=True, slots=True)
class Part:
    """Pods of one kind.

    Attributes:
        name: of the kind.
        least: as many there are always.
        most: as many there can be.
        cores: that each asks for.
        memory: that each asks for, in bytes.
        disk: that each asks for, in bytes.
    """

    name: str
    least: int
    most: int
    cores: float
    memory: float
    disk: float = 0


def parts(objects: Sequence[Object]) -> Iterator[Part]:
    """What stays running, the largest first; jobs come and go beside it."""
    yield from sorted(_parts(objects), key=lambda part: (-part.cores, -part.memory))


def _parts(objects: Sequence[Object]) -> Iterator[Part]:
    scalers = {item["spec"]["scaleTargetRef"]["name"]: item["spec"] for item in of_kind(objects, "ScaledObject")}
    for pod in pods(objects):
        if pod.owner["kind"] == "Deployment":
            name = pod.owner["metadata"]["name"]
            fixed = pod.owner["spec"].get("replicas", 0)
            least = scalers[name]["minReplicaCount"] if name in scalers else fixed
            most = scalers[name]["maxReplicaCount"] if name in scalers else fixed
            yield _part(pod.labels["app.kubernetes.io/component"], least, most, pod.spec["containers"][0]["resources"])
    for item in of_kind(objects, "KafkaNodePool"):
        spec = item["spec"]
        disk = sum(amount(volume["size"]) for volume in spec["storage"]["volumes"])
        name = "Kafka, " + " and ".join(spec["roles"])
        yield _part(name, spec["replicas"], spec["replicas"], spec["resources"], disk)
    for item in of_kind(objects, "Kafka"):
        yield _part("Kafka, users", 1, 1, item["spec"]["entityOperator"]["userOperator"]["resources"])
    for item in of_kind(objects, "Elasticsearch"):
        for nodes in item["spec"]["nodeSets"]:
            (container,) = nodes["podTemplate"]["spec"]["containers"]
            (claim,) = nodes["volumeClaimTemplates"]
            disk = amount(claim["spec"]["resources"]["requests"]["storage"])
            name = f"Elasticsearch, {nodes['name']}"
            yield _part(name, nodes["count"], nodes["count"], container["resources"], disk)
    for item in of_kind(objects, "Kibana"):
        (container,) = item["spec"]["podTemplate"]["spec"]["containers"]
        yield _part("Kibana", item["spec"]["count"], item["spec"]["count"], container["resources"])


def _part(name: str, least: int, most: int, resources: Object, disk: float = 0) -> Part:
    asked = resources["requests"]
    return Part(name, least, most, amount(asked["cpu"]), amount(asked["memory"]), disk)


def left_over(objects: Sequence[Object], machines: int, machine: Machine | None = None) -> list[str]:
    """The names of pods that find no place when there are as many of each as there can be; empty if all fit.

    Each goes to the first machine that has room, large ones first.
    """
    machine = machine or Machine()
    room = [[machine.cores, machine.memory] for _ in range(machines)]
    without = []
    for part in parts(objects):
        for _ in range(part.most):
            for free in room:
                if free[0] >= part.cores and free[1] >= part.memory:
                    free[0] -= part.cores
                    free[1] -= part.memory
                    break
            else:
                without.append(part.name)
    return without


def table(ways: Sequence[Way] = SIZES) -> str:
    """What each render contains, as a table in Markdown."""
    columns = [_column(render(way)) for way in ways]
    names = sorted({name for column in columns for name in column})
    rows = [[name, *(column.get(name, "") for column in columns)] for _, name in names_in_order(names)]
    head = ["", *(way.name.replace("-", " ") for way in ways)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def names_in_order(names: Sequence[str]) -> list[tuple[int, str]]:
    """The rows' names: first what was chosen, then pods (Quotewire's, others'), then sums."""
    groups = (
        "partitions",
        "NLP",
        "enrich",
        "index",
        "web",
        "Kafka",
        "Elasticsearch",
        "Kibana",
        "objects",
        "cores",
        "memory",
        "disks",
    )
    return sorted((next(at for at, group in enumerate(groups) if name.startswith(group)), name) for name in names)


def _column(objects: Sequence[Object]) -> dict[str, str]:
    found = list(parts(objects))
    (enrich,) = [pod for pod in pods(objects) if pod.labels["app.kubernetes.io/component"] == "enrich"]
    settings = enrich.variables(enrich.spec["containers"][0])
    column = {
        "partitions of a topic": settings["QUOTEWIRE_PARTITIONS"],
        "NLP processes in an enrich pod": settings["QUOTEWIRE_NLP_PROCESSES"],
        "objects": str(len(objects)),
    }
    for part in found:
        column[f"{part.name} pods"] = str(part.least) if part.least == part.most else f"{part.least} to {part.most}"
    for name, of, unit, suffix in (
        ("cores", "cores", 1, ""),
        ("memory", "memory", GIB, " GiB"),
        ("disks", "disk", GIB, " GiB"),
    ):
        least = sum(part.least * getattr(part, of) for part in found) / unit
        most = sum(part.most * getattr(part, of) for part in found) / unit
        column[f"{name} asked for"] = (
            _shown(least) if least == most else f"{_shown(least)} to {_shown(most)}"
        ) + suffix
    return column


def _shown(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
