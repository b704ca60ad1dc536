"""Every rule of deploy/kubernetes/checks/chart_policies.py finds what it is for: a render is broken, and it says so."""

import chart_policies
import pytest
from chart_policies import RULES
from chart_render import SIZES

from tests.deploy.chart import INGRESS, TEN, container, need_tools, rendered, the


@pytest.fixture(autouse=True, scope="module")
def _tools():
    need_tools()


def spec(objects, name):
    return the(objects, "Deployment", name)["spec"]["template"]["spec"]


def drop(objects, kind, name=None):
    objects.remove(the(objects, kind, name))


def volume(objects, name, called):
    (found,) = [entry for entry in spec(objects, name)["volumes"] if entry["name"] == called]
    return found


def policy(objects, name):
    return the(objects, "NetworkPolicy", name)["spec"]


def trigger(objects, name):
    return the(objects, "ScaledObject", name)["spec"]["triggers"][0]


def init(objects):
    (found,) = [item for item in objects if item["kind"] == "Job" and "-init-" in item["metadata"]["name"]]
    return found


# What is done to a render of ten machines, and what must be found: by rule.
BREAKS = {
    "labelled": [
        (
            lambda o: the(o, "Kafka")["metadata"]["labels"].pop("app.kubernetes.io/instance"),
            "Kafka quotewire has no label",
        ),
        (lambda o: the(o, "Kibana")["metadata"].pop("labels"), "Kibana quotewire has no label app.kubernetes.io/name"),
        (lambda o: the(o, "Service")["metadata"].update(name="w" * 64), "more than 63 characters"),
        (lambda o: o.append(the(o, "Service")), "Service quotewire-web is there twice"),
    ],
    "not_root": [
        (lambda o: spec(o, "-web")["securityContext"].pop("runAsNonRoot"), "may run as root"),
        (lambda o: container(o, "-web")["securityContext"].update(runAsUser=0), "may run as root"),
        (lambda o: container(o, "-web")["securityContext"].pop("allowPrivilegeEscalation"), "can get more rights"),
        (lambda o: container(o, "-web")["securityContext"].update(privileged=True), "can get more rights"),
        (
            lambda o: container(o, "-web")["securityContext"]["capabilities"].update(add=["NET_ADMIN"]),
            "keeps capabilities",
        ),
        (lambda o: container(o, "-web")["securityContext"].pop("capabilities"), "keeps capabilities"),
        (lambda o: spec(o, "-enrich")["securityContext"].pop("seccompProfile"), "has no seccomp profile"),
        (
            lambda o: spec(o, "-web").update(initContainers=[{"name": "first", "image": "a:1"}]),
            "Deployment quotewire-web, container first can get more rights",
        ),
    ],
    "operators_not_root": [
        (lambda o: the(o, "Kafka")["spec"]["kafka"]["template"].pop("pod"), "Kafka quotewire, kafka may run as root"),
        (
            lambda o: the(o, "Kafka")["spec"]["kafka"]["template"].pop("initContainer"),
            "initContainer can get more rights",
        ),
        (
            lambda o: the(o, "Kafka")["spec"]["entityOperator"].pop("template"),
            "Kafka quotewire, userOperatorContainer can get more rights",
        ),
        (lambda o: the(o, "KafkaNodePool")["spec"].pop("template"), "KafkaNodePool quotewire-all may run as root"),
        (
            lambda o: the(o, "Elasticsearch")["spec"]["nodeSets"][0]["podTemplate"]["spec"]["securityContext"].clear(),
            "Elasticsearch quotewire, all has no seccomp profile",
        ),
        (
            lambda o: the(o, "Kibana")["spec"]["podTemplate"]["spec"].pop("securityContext"),
            "Kibana quotewire may run as root",
        ),
    ],
    "read_only": [
        (
            lambda o: container(o, "-index")["securityContext"].update(readOnlyRootFilesystem=False),
            "can write to its root",
        ),
        (lambda o: volume(o, "-index", "tmp")["emptyDir"].clear(), "the volume tmp has no limit"),
        (
            lambda o: spec(o, "-index")["volumes"].append({"name": "node", "hostPath": {"path": "/"}}),
            "the volume node is none of emptyDir",
        ),
    ],
    "apart_from_the_cluster": [
        (lambda o: spec(o, "-web").pop("automountServiceAccountToken"), "gets a token for Kubernetes"),
        (lambda o: spec(o, "-web").pop("enableServiceLinks"), "gets variables made from services"),
        (lambda o: spec(o, "-web").update(hostNetwork=True), "has hostNetwork"),
        (lambda o: container(o, "-web")["ports"][0].update(hostPort=80), "takes a port of the node"),
        (
            lambda o: o.append({"kind": "ClusterRole", "metadata": {"name": "all"}}),
            "ClusterRole all gives rights to Kubernetes",
        ),
    ],
    "limited": [
        (lambda o: container(o, "-web")["resources"]["limits"].pop("memory"), "no limit of memory"),
        (lambda o: container(o, "-web")["resources"].clear(), "no limit of cpu"),
        (lambda o: container(o, "-web")["resources"]["requests"].update(cpu="1500m"), "asks for more cpu (1500m)"),
        (lambda o: the(o, "KafkaNodePool")["spec"].pop("resources"), "KafkaNodePool quotewire-all has no request"),
        (
            lambda o: the(o, "Elasticsearch")["spec"]["nodeSets"][0]["podTemplate"]["spec"]["containers"][0].pop(
                "resources"
            ),
            "Elasticsearch quotewire, all has no request",
        ),
        (
            lambda o: the(o, "Kibana")["spec"]["podTemplate"]["spec"]["containers"][0]["resources"].pop("limits"),
            "Kibana quotewire has no request or no limit",
        ),
        (
            lambda o: the(o, "Kafka")["spec"]["entityOperator"]["userOperator"]["resources"].pop("limits"),
            "Kafka quotewire, userOperator has no request",
        ),
    ],
    "pinned": [
        (
            lambda o: container(o, "-web").update(image="registry:5000/quotewire"),
            "registry:5000/quotewire has no version",
        ),
        (lambda o: container(o, "-web").update(image="quotewire:latest"), "quotewire:latest has no version"),
        (lambda o: the(o, "Elasticsearch")["spec"].pop("version"), "Elasticsearch quotewire has no version"),
    ],
    "secrets_by_reference": [
        (
            lambda o: o.append(
                {"kind": "Secret", "metadata": {"name": "s", "labels": {}}, "stringData": {"password": "x"}}
            ),
            "Secret s holds password",
        ),
        (
            lambda o: the(o, "Secret")["stringData"].update({"roles.yml": "password: x"}),
            "Secret quotewire-elasticsearch-roles holds roles.yml",
        ),
        (
            lambda o: container(o, "-web")["env"].append({"name": "QUOTEWIRE_WEB_TOKEN", "value": "x"}),
            "QUOTEWIRE_WEB_TOKEN looks like a secret",
        ),
        (
            lambda o: container(o, "-web")["env"].append(
                {"name": "X", "valueFrom": {"secretKeyRef": {"name": "a", "key": "b"}}}
            ),
            "X is a secret in a variable",
        ),
        (lambda o: container(o, "-web").update(envFrom=[{"secretRef": {"name": "a"}}]), "takes all of a secret or map"),
        (lambda o: container(o, "-web")["volumeMounts"][1].update(subPath="password"), "would keep an old secret"),
        (lambda o: volume(o, "-web", "web")["secret"].pop("defaultMode"), "everybody in the container can read web"),
    ],
    "files_are_mounted": [
        (lambda o: volume(o, "-web", "web")["secret"]["items"].clear(), "/run/secrets/web/token, which is not mounted"),
        (
            lambda o: volume(o, "-web", "web")["secret"]["items"].append({"key": "more", "path": "more"}),
            "/run/secrets/web/more is mounted, and no setting names it",
        ),
    ],
    "probed": [
        (lambda o: container(o, "-enrich").pop("livenessProbe"), "has no livenessProbe"),
        (lambda o: container(o, "-enrich").pop("startupProbe"), "has no startupProbe"),
        (
            lambda o: container(o, "-enrich")["readinessProbe"]["httpGet"].update(port="web"),
            "asks port web, which is not there",
        ),
    ],
    "stops_in_time": [
        (lambda o: spec(o, "-enrich").update(terminationGracePeriodSeconds=10), "is killed before it can have stopped"),
        (
            lambda o: container(o, "-web")["lifecycle"]["preStop"]["sleep"].update(seconds=20),
            "Deployment quotewire-web is killed before it can have stopped",
        ),
        (lambda o: init(o)["spec"].pop("activeDeadlineSeconds"), "could be tried for ever"),
        (lambda o: init(o)["spec"]["template"]["spec"].update(restartPolicy="Always"), "could be tried for ever"),
        (
            lambda o: the(o, "CronJob", "-expire")["spec"]["jobTemplate"]["spec"].pop("backoffLimit"),
            "could be tried for ever",
        ),
        (lambda o: the(o, "CronJob", "-expire")["spec"].pop("concurrencyPolicy"), "could run twice at once"),
    ],
    "selected": [
        (
            lambda o: the(o, "Deployment", "-web")["spec"]["selector"]["matchLabels"].pop(
                "app.kubernetes.io/component"
            ),
            "its selector does not select its pods and no others",
        ),
        (
            lambda o: the(o, "Service")["spec"]["ports"][0].update(targetPort="http"),
            "does not lead to one deployment's port",
        ),
        (
            lambda o: the(o, "Service")["spec"]["selector"].update({"app.kubernetes.io/component": "page"}),
            "does not lead to one deployment's port",
        ),
        (
            lambda o: the(o, "PodMonitor")["spec"]["selector"]["matchExpressions"][0].update(values=["enrich"]),
            "PodMonitor quotewire reads enrich",
        ),
    ],
    "disruption_budgets": [
        (lambda o: drop(o, "PodDisruptionBudget", "-web"), "Deployment quotewire-web has no disruption budgets"),
        (
            lambda o: the(o, "PodDisruptionBudget", "-web")["spec"]["selector"]["matchLabels"].update(x="y"),
            "Deployment quotewire-web has no disruption budgets",
        ),
        (lambda o: the(o, "PodDisruptionBudget", "-web")["spec"].update(maxUnavailable=0), "lets no node be drained"),
        (
            lambda o: the(o, "PodDisruptionBudget", "-web")["spec"].update(maxUnavailable="0%"),
            "lets no node be drained",
        ),
    ],
    "spread_out": [
        (lambda o: spec(o, "-enrich").pop("topologySpreadConstraints"), "is not spread over nodes and zones"),
        (
            lambda o: spec(o, "-enrich")["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"].update(x="y"),
            "is not spread over nodes and zones",
        ),
    ],
    "network": [
        (
            lambda o: (drop(o, "NetworkPolicy", "-deny"), drop(o, "NetworkPolicy", "-expire")),
            "CronJob quotewire-expire is selected by no network policy for both directions",
        ),
        (lambda o: drop(o, "NetworkPolicy", "-web"), "Deployment quotewire-web can reach nothing"),
        (lambda o: drop(o, "NetworkPolicy", "-elasticsearch"), "Elasticsearch quotewire is open to everybody"),
        (lambda o: drop(o, "NetworkPolicy", "-kibana"), "Kibana quotewire is open to everybody"),
        (
            lambda o: the(o, "Kafka")["spec"]["kafka"]["listeners"][0].pop("networkPolicyPeers"),
            "its listener tls is open to everybody",
        ),
        (lambda o: policy(o, "-deny").update(podSelector={}), "selects all pods of the namespace"),
        (lambda o: policy(o, "-web")["ingress"][0].pop("from"), "lets in everybody"),
        (lambda o: policy(o, "-web")["ingress"][0].pop("ports"), "or to every port"),
        (lambda o: policy(o, "-web")["egress"].append({}), "lets out to every port"),
    ],
    "scaled": [
        (lambda o: the(o, "Deployment", "-enrich")["spec"].update(replicas=3), "from nowhere, or from two places"),
        (lambda o: drop(o, "ScaledObject", "-enrich"), "from nowhere, or from two places"),
        (
            lambda o: the(o, "Deployment", "-enrich")["metadata"].update(name="other"),
            "ScaledObject for quotewire-enrich",
        ),
        (
            lambda o: the(o, "ScaledObject", "-index")["spec"].update(maxReplicaCount=25),
            "can have 25 pods, and there are 24",
        ),
        (
            lambda o: trigger(o, "-index")["metadata"].update(topic="news.raw"),
            "topic is news.raw, and the pods have news.enriched",
        ),
        (lambda o: trigger(o, "-index")["metadata"].update(tls="disable"), "tls is disable, and the pods have enable"),
        (
            lambda o: trigger(o, "-index")["metadata"].update(consumerGroup="quotewire-enrich"),
            "consumerGroup is quotewire-enrich",
        ),
        (lambda o: trigger(o, "-index").pop("authenticationRef"), "has no login for Kafka"),
        (
            lambda o: the(o, "TriggerAuthentication")["spec"]["secretTargetRef"][0].update(name="other"),
            "takes password from other, which the pods do not use",
        ),
        (
            lambda o: the(o, "TriggerAuthentication")["spec"]["env"][0].update(name="KAFKA_USER"),
            "takes username from KAFKA_USER, which the pods do not have",
        ),
    ],
}


CASES = [(rule, *case) for rule, cases in BREAKS.items() for case in cases]


@pytest.mark.parametrize(("rule", "breaks", "expected"), CASES, ids=[f"{rule}: {said}" for rule, _, said in CASES])
def test_a_broken_render_is_found(rule, breaks, expected):
    objects = rendered(TEN)
    breaks(objects)
    found = [problem for problem in chart_policies.problems(objects) if problem.startswith(f"{rule}: ")]
    assert any(expected in problem for problem in found), found


def test_every_rule_is_proved():
    assert {rule.__name__ for rule in RULES} == BREAKS.keys()


@pytest.mark.parametrize(
    ("breaks", "expected"),
    [
        (lambda o: the(o, "Ingress")["spec"].pop("tls"), "Ingress news-desk-web has no TLS for its host"),
        (lambda o: the(o, "Service")["metadata"].update(name="other"), "Ingress news-desk-web leads nowhere"),
    ],
)
def test_an_ingress_that_leads_nowhere_or_in_the_clear_is_found(breaks, expected):
    objects = rendered(INGRESS)
    breaks(objects)
    assert f"selected: {expected}" in chart_policies.problems(objects)


def test_more_workers_than_partitions_are_found_without_keda_too():
    one = next(way for way in SIZES if way.name == "one-machine")
    objects = rendered(one)
    the(objects, "Deployment", "-index")["spec"]["replicas"] = 9
    assert "scaled: Deployment quotewire-index can have 9 pods, and there are 8 partitions" in chart_policies.problems(
        objects
    )
