"""What every render must hold to, whatever the values are: few rights, limits, probes, and objects that fit together.

Each rule is a function that yields what is wrong; RULES has all of them. tests/deploy/test_chart_policies.py breaks a
render for each, and sees it found.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from chart_objects import Pod, amount, of_kind, pods, selects
from chart_render import Object
from chart_scaling import scaled
from chart_schemas import title

LABELS = ("name", "instance", "component", "version", "managed-by")
"""Recommended ones, <https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/>."""

LONGEST_NAME = 63
STOP_SECONDS = 10
"""A worker stops within so long (streams/worker.py); Kubernetes must not kill it before."""

WORLD = 0o007
_SECRET = re.compile(r"PASSWORD|TOKEN|SECRET|API_?KEY|PRIVATE", re.IGNORECASE)

Rule = Callable[[Sequence[Object]], Iterator[str]]


def problems(objects: Sequence[Object]) -> list[str]:
    """What is wrong with a render, one line each: the rule, the object, the mistake."""
    return [f"{rule.__name__}: {problem}" for rule in RULES for problem in rule(objects)]


def labelled(objects: Sequence[Object]) -> Iterator[str]:
    """Every object can be found by its labels, and has a name of its own that fits."""
    seen = set()
    for item in objects:
        labels = item["metadata"].get("labels", {})
        missing = [name for name in LABELS if not labels.get(f"app.kubernetes.io/{name}")]
        if missing:
            yield f"{title(item)} has no label app.kubernetes.io/{missing[0]}"
        if len(item["metadata"]["name"]) > LONGEST_NAME:
            yield f"{title(item)}: the name has more than {LONGEST_NAME} characters"
        if title(item) in seen:
            yield f"{title(item)} is there twice"
        seen.add(title(item))


def not_root(objects: Sequence[Object]) -> Iterator[str]:
    """No pod runs as root, and none can become it."""
    for pod, container in _containers(objects):
        inside = container.get("securityContext", {})
        given = pod.spec.get("securityContext", {}) | inside
        where = f"{pod.name}, container {container['name']}"
        if given.get("runAsNonRoot") is not True or not given.get("runAsUser"):
            yield f"{where} may run as root"
        if inside.get("allowPrivilegeEscalation") is not False or inside.get("privileged"):
            yield f"{where} can get more rights than it started with"
        if inside.get("capabilities", {}).get("drop") != ["ALL"] or inside["capabilities"].get("add"):
            yield f"{where} keeps capabilities"
        if given.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{where} has no seccomp profile"


def operators_not_root(objects: Sequence[Object]) -> Iterator[str]:
    """The pods that operators make are as little root as ours, as far as a resource can say so."""
    for item in of_kind(objects, "Kafka"):
        for part, containers in (
            ("kafka", ("kafkaContainer", "initContainer")),
            ("entityOperator", ("userOperatorContainer",)),
        ):
            template = item["spec"][part].get("template", {})
            yield from _confined(f"{title(item)}, {part}", template.get("pod", {}))
            for name in containers:
                inside = template.get(name, {}).get("securityContext", {})
                if inside.get("allowPrivilegeEscalation") is not False or inside.get("capabilities") != {
                    "drop": ["ALL"]
                }:
                    yield f"{title(item)}, {name} can get more rights than it started with"
    for item in of_kind(objects, "KafkaNodePool"):
        yield from _confined(title(item), item["spec"].get("template", {}).get("pod", {}))
    for item in of_kind(objects, "Elasticsearch"):
        for nodes in item["spec"]["nodeSets"]:
            yield from _confined(f"{title(item)}, {nodes['name']}", nodes["podTemplate"]["spec"])
    for item in of_kind(objects, "Kibana"):
        yield from _confined(title(item), item["spec"]["podTemplate"]["spec"])


def _confined(where: str, pod: Object) -> Iterator[str]:
    given = pod.get("securityContext", {})
    if given.get("runAsNonRoot") is not True:
        yield f"{where} may run as root"
    if given.get("seccompProfile") != {"type": "RuntimeDefault"}:
        yield f"{where} has no seccomp profile"


def read_only(objects: Sequence[Object]) -> Iterator[str]:
    """Nothing is written but to /tmp, which has a limit."""
    for pod, container in _containers(objects):
        if container.get("securityContext", {}).get("readOnlyRootFilesystem") is not True:
            yield f"{pod.name}, container {container['name']} can write to its root file system"
    for pod in pods(objects):
        for volume in pod.spec.get("volumes", []):
            if "emptyDir" in volume:
                if not volume["emptyDir"].get("sizeLimit"):
                    yield f"{pod.name}: the volume {volume['name']} has no limit"
            elif not {"secret", "configMap"} & volume.keys():
                yield f"{pod.name}: the volume {volume['name']} is none of emptyDir, secret, configMap"


def apart_from_the_cluster(objects: Sequence[Object]) -> Iterator[str]:
    """No token, nothing of the node, no variables made from services (QUOTEWIRE_WEB_PORT would be one)."""
    for pod in pods(objects):
        if pod.spec.get("automountServiceAccountToken") is not False:
            yield f"{pod.name} gets a token for Kubernetes"
        if pod.spec.get("enableServiceLinks") is not False:
            yield f"{pod.name} gets variables made from services"
        for name in ("hostNetwork", "hostPID", "hostIPC"):
            if pod.spec.get(name):
                yield f"{pod.name} has {name}"
        if any("hostPort" in port for container in pod.containers for port in container.get("ports", [])):
            yield f"{pod.name} takes a port of the node"
    for item in objects:
        if item["kind"] in ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"):
            yield f"{title(item)} gives rights to Kubernetes, which nothing here needs"


def limited(objects: Sequence[Object]) -> Iterator[str]:
    """Everything says what it needs and what it gets at most; operators' pods too."""
    for pod, container in _containers(objects):
        yield from _limits(f"{pod.name}, container {container['name']}", container.get("resources", {}))
    for item in of_kind(objects, "KafkaNodePool"):
        yield from _limits(title(item), item["spec"].get("resources", {}))
    for item in of_kind(objects, "Elasticsearch"):
        for nodes in item["spec"]["nodeSets"]:
            for container in nodes["podTemplate"]["spec"]["containers"]:
                yield from _limits(f"{title(item)}, {nodes['name']}", container.get("resources", {}))
    for item in of_kind(objects, "Kibana"):
        for container in item["spec"]["podTemplate"]["spec"]["containers"]:
            yield from _limits(title(item), container.get("resources", {}))
    for item in of_kind(objects, "Kafka"):
        yield from _limits(f"{title(item)}, userOperator", item["spec"]["entityOperator"]["userOperator"]["resources"])


def _limits(where: str, resources: Object) -> Iterator[str]:
    for name in ("cpu", "memory"):
        asked, most = (resources.get(kind, {}).get(name) for kind in ("requests", "limits"))
        if asked is None or most is None:
            yield f"{where} has no request or no limit of {name}"
        elif amount(asked) > amount(most):
            yield f"{where} asks for more {name} ({asked}) than it may have ({most})"


def pinned(objects: Sequence[Object]) -> Iterator[str]:
    """Images have a version or a digest."""
    for pod, container in _containers(objects):
        image = container["image"]
        name, _, digest = image.partition("@")
        tag = name.rpartition("/")[2].partition(":")[2]
        if not digest.startswith("sha256:") and tag in ("", "latest"):
            yield f"{pod.name}: the image {image} has no version"
    for item in [*of_kind(objects, "Elasticsearch"), *of_kind(objects, "Kibana")]:
        if not re.fullmatch(r"\d+\.\d+\.\d+", str(item["spec"].get("version"))):
            yield f"{title(item)} has no version"


def secrets_by_reference(objects: Sequence[Object]) -> Iterator[str]:
    """No secret stands in a manifest or in a variable; those that are mounted cannot be read by everybody."""
    for item in of_kind(objects, "Secret"):
        for name, value in {**item.get("data", {}), **item.get("stringData", {})}.items():
            if name != "roles.yml" or _SECRET.search(str(value)):
                yield f"{title(item)} holds {name}"
    for pod, container in _containers(objects):
        yield from _secret_variables(pod, container)
        for mount in container.get("volumeMounts", []):
            if "subPath" in mount:
                yield f"{pod.name}: {mount['mountPath']} is mounted by subPath, and would keep an old secret"
    for pod in pods(objects):
        for volume in pod.spec.get("volumes", []):
            if "secret" in volume and volume["secret"].get("defaultMode", 0o644) & WORLD:
                yield f"{pod.name}: everybody in the container can read {volume['name']}"


def _secret_variables(pod: Pod, container: Object) -> Iterator[str]:
    if container.get("envFrom"):
        yield f"{pod.name} takes all of a secret or map as variables"
    for entry in container.get("env", []):
        if "secretKeyRef" in entry.get("valueFrom", {}):
            yield f"{pod.name}: {entry['name']} is a secret in a variable; mount it, and give its file"
        elif _SECRET.search(entry["name"]) and not entry["name"].endswith("_FILE"):
            yield f"{pod.name}: {entry['name']} looks like a secret"


def files_are_mounted(objects: Sequence[Object]) -> Iterator[str]:
    """Every file that a setting names is mounted, and everything that is mounted is named."""
    for pod, container in _containers(objects):
        there = set()
        volumes = {volume["name"]: volume for volume in pod.spec.get("volumes", [])}
        for mount in container.get("volumeMounts", []):
            for entry in volumes.get(mount["name"], {}).get("secret", {}).get("items", []):
                there.add(f"{mount['mountPath']}/{entry['path']}")
        named = {name: value for name, value in pod.variables(container).items() if name.endswith("_FILE")}
        for name, value in named.items():
            if value not in there:
                yield f"{pod.name}: {name} is {value}, which is not mounted"
        for path in sorted(there - set(named.values())):
            yield f"{pod.name}: {path} is mounted, and no setting names it"


def probed(objects: Sequence[Object]) -> Iterator[str]:
    """What runs on is asked whether it has started, lives and is ready, at a port that it has."""
    for pod in pods(objects):
        if pod.owner["kind"] != "Deployment":
            continue
        for container in pod.spec["containers"]:
            ports = {port["name"] for port in container.get("ports", [])}
            for name in ("startupProbe", "livenessProbe", "readinessProbe"):
                asked = container.get(name, {}).get("httpGet", {})
                if not asked:
                    yield f"{pod.name} has no {name}"
                elif asked["port"] not in ports:
                    yield f"{pod.name}: {name} asks port {asked['port']}, which is not there"


def stops_in_time(objects: Sequence[Object]) -> Iterator[str]:
    """Deployments have longer to stop than they need; jobs end by themselves, and are not tried for ever."""
    for pod in pods(objects):
        if pod.owner["kind"] == "Deployment":
            hooks = [container.get("lifecycle", {}).get("preStop", {}) for container in pod.containers]
            before = max(hook.get("sleep", {}).get("seconds", 0) for hook in hooks)
            if pod.spec.get("terminationGracePeriodSeconds", 30) <= before + STOP_SECONDS:
                yield f"{pod.name} is killed before it can have stopped"
            continue
        spec = pod.owner["spec"]
        spec = spec["jobTemplate"]["spec"] if pod.owner["kind"] == "CronJob" else spec
        if not {"backoffLimit", "activeDeadlineSeconds"} <= spec.keys() or pod.spec.get("restartPolicy") == "Always":
            yield f"{pod.name} could be tried for ever"
        if pod.owner["kind"] == "CronJob" and pod.owner["spec"].get("concurrencyPolicy") != "Forbid":
            yield f"{pod.name} could run twice at once"


def selected(objects: Sequence[Object]) -> Iterator[str]:
    """Selectors select what they are for, and nothing else."""
    all_pods = list(pods(objects))
    for pod in all_pods:
        if pod.owner["kind"] == "Deployment":
            selector = pod.owner["spec"]["selector"]
            if [other.name for other in all_pods if selects(selector, other.labels)] != [pod.name]:
                yield f"{pod.name}: its selector does not select its pods and no others"
    for item in of_kind(objects, "Service"):
        found = [pod for pod in all_pods if selects({"matchLabels": item["spec"]["selector"]}, pod.labels)]
        ports = {port["name"] for pod in found for container in pod.containers for port in container.get("ports", [])}
        if len(found) != 1 or not {port["targetPort"] for port in item["spec"]["ports"]} <= ports:
            yield f"{title(item)} does not lead to one deployment's port"
    for item in of_kind(objects, "Ingress"):
        services = {service["metadata"]["name"] for service in of_kind(objects, "Service")}
        for rule in item["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                if path["backend"]["service"]["name"] not in services:
                    yield f"{title(item)} leads nowhere"
        if {host for entry in item["spec"].get("tls", []) for host in entry["hosts"]} != {
            rule["host"] for rule in item["spec"]["rules"]
        }:
            yield f"{title(item)} has no TLS for its host"
    for item in of_kind(objects, "PodMonitor"):
        watched = {
            pod.labels["app.kubernetes.io/component"]
            for pod in all_pods
            if selects(item["spec"]["selector"], pod.labels)
        }
        if watched != {"enrich", "index"}:
            yield f"{title(item)} reads {', '.join(sorted(watched)) or 'nothing'}"


def disruption_budgets(objects: Sequence[Object]) -> Iterator[str]:
    """Each deployment has a budget, which lets a node be drained."""
    for pod in pods(objects):
        if pod.owner["kind"] != "Deployment":
            continue
        found = [
            item for item in of_kind(objects, "PodDisruptionBudget") if selects(item["spec"]["selector"], pod.labels)
        ]
        if len(found) != 1:
            yield f"{pod.name} has {len(found) or 'no'} disruption budgets"
        for item in found:
            if str(item["spec"].get("maxUnavailable", 0)).rstrip("%") == "0":
                yield f"{title(item)} lets no node be drained"


def spread_out(objects: Sequence[Object]) -> Iterator[str]:
    """The pods of a deployment are spread over nodes and zones."""
    for pod in pods(objects):
        if pod.owner["kind"] != "Deployment":
            continue
        constraints = pod.spec.get("topologySpreadConstraints", [])
        keys = {entry["topologyKey"] for entry in constraints if selects(entry["labelSelector"], pod.labels)}
        if not {"kubernetes.io/hostname", "topology.kubernetes.io/zone"} <= keys:
            yield f"{pod.name} is not spread over nodes and zones"


def network(objects: Sequence[Object]) -> Iterator[str]:
    """Each pod is denied everything, then given what it needs, from and to somebody in particular."""
    policies = of_kind(objects, "NetworkPolicy")
    for pod in pods(objects):
        found = [item["spec"] for item in policies if selects(item["spec"]["podSelector"], pod.labels)]
        if not any(set(spec["policyTypes"]) == {"Ingress", "Egress"} for spec in found):
            yield f"{pod.name} is selected by no network policy for both directions"
        if not any(spec.get("egress") for spec in found):
            yield f"{pod.name} can reach nothing, not even names"
    yield from _operators_network(objects, policies)
    for item in policies:
        if not item["spec"]["podSelector"]:
            yield f"{title(item)} selects all pods of the namespace"
        for rule in item["spec"].get("ingress", []):
            if not rule.get("from") or not rule.get("ports"):
                yield f"{title(item)} lets in everybody, or to every port"
        for rule in item["spec"].get("egress", []):
            if not rule.get("ports"):
                yield f"{title(item)} lets out to every port"


def _operators_network(objects: Sequence[Object], policies: Sequence[Object]) -> Iterator[str]:
    """Strimzi makes policies of what its listeners say; ECK makes none."""
    for item in of_kind(objects, "Kafka"):
        for listener in item["spec"]["kafka"]["listeners"]:
            if not listener.get("networkPolicyPeers"):
                yield f"{title(item)}: its listener {listener['name']} is open to everybody"
    for kind, label in (
        ("Elasticsearch", "elasticsearch.k8s.elastic.co/cluster-name"),
        ("Kibana", "kibana.k8s.elastic.co/name"),
    ):
        for item in of_kind(objects, kind):
            labels = {label: item["metadata"]["name"]}
            if not any(selects(policy["spec"]["podSelector"], labels) for policy in policies):
                yield f"{title(item)} is open to everybody"


def _containers(objects: Sequence[Object]) -> Iterator[tuple[Pod, Object]]:
    for pod in pods(objects):
        for container in pod.containers:
            yield pod, container


RULES: tuple[Rule, ...] = (
    labelled,
    not_root,
    operators_not_root,
    read_only,
    apart_from_the_cluster,
    limited,
    pinned,
    secrets_by_reference,
    files_are_mounted,
    probed,
    stops_in_time,
    selected,
    disruption_budgets,
    spread_out,
    network,
    scaled,
)
