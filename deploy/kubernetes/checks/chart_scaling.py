"""One of the rules of chart_policies.py: numbers of pods, and KEDA's view of the lag that they work off."""

from collections.abc import Iterator, Sequence

from chart_objects import Pod, of_kind, pods
from chart_render import Object
from chart_schemas import title


def scaled(objects: Sequence[Object]) -> Iterator[str]:
    """A deployment has its number from one place, and never more pods than the topics have partitions."""
    scalers = {item["spec"]["scaleTargetRef"]["name"]: item for item in of_kind(objects, "ScaledObject")}
    logins = {item["metadata"]["name"]: item for item in of_kind(objects, "TriggerAuthentication")}
    for pod in pods(objects):
        if pod.owner["kind"] != "Deployment":
            continue
        scaler = scalers.pop(pod.owner["metadata"]["name"], None)
        if (scaler is None) == ("replicas" not in pod.owner["spec"]):
            yield f"{pod.name} has its number of pods from nowhere, or from two places"
        component = pod.labels.get("app.kubernetes.io/component")
        if component not in ("enrich", "index"):
            continue
        settings = pod.variables(pod.spec["containers"][0])
        most = scaler["spec"]["maxReplicaCount"] if scaler else pod.owner["spec"].get("replicas", 0)
        if most > int(settings["QUOTEWIRE_PARTITIONS"]):
            yield f"{pod.name} can have {most} pods, and there are {settings['QUOTEWIRE_PARTITIONS']} partitions"
        if scaler:
            yield from _trigger(scaler, pod, component, settings, logins)
    for name in scalers:
        yield f"ScaledObject for {name}, which is not there"


def _trigger(
    scaler: Object, pod: Pod, component: str, settings: dict[str, str], logins: dict[str, Object]
) -> Iterator[str]:
    """That KEDA looks at the lag that the pods work off, and as they do."""
    (trigger,) = scaler["spec"]["triggers"]
    given = trigger["metadata"]
    expected = {
        "bootstrapServers": settings["QUOTEWIRE_KAFKA_BROKERS"],
        "consumerGroup": f"{settings['QUOTEWIRE_GROUP_PREFIX']}-{component}",
        "topic": f"{settings['QUOTEWIRE_TOPIC_PREFIX']}.{'raw' if component == 'enrich' else 'enriched'}",
        "tls": "enable" if settings["QUOTEWIRE_KAFKA_SECURITY_PROTOCOL"].endswith("SSL") else "disable",
    }
    for name, value in expected.items():
        if given.get(name) != value:
            yield f"{title(scaler)}: {name} is {given.get(name)}, and the pods have {value}"
    if settings["QUOTEWIRE_KAFKA_SECURITY_PROTOCOL"] == "PLAINTEXT":
        return
    login = logins.get(trigger.get("authenticationRef", {}).get("name"))
    if login is None:
        yield f"{title(scaler)} has no login for Kafka"
        return
    mounted = {volume["secret"]["secretName"] for volume in pod.spec["volumes"] if "secret" in volume}
    for entry in login["spec"].get("secretTargetRef", []):
        if entry["name"] not in mounted:
            yield f"{title(login)} takes {entry['parameter']} from {entry['name']}, which the pods do not use"
    for entry in login["spec"].get("env", []):
        if entry["name"] not in settings or entry["containerName"] != pod.spec["containers"][0]["name"]:
            yield f"{title(login)} takes {entry['parameter']} from {entry['name']}, which the pods do not have"
