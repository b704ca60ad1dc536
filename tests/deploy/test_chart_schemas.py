"""The schemas of Kubernetes and of the operators refuse what is wrong: unknown fields, wrong types, missing ones."""

import chart_schemas
import chart_tools
import pytest
from chart_render import parsed
from chart_tools import STRIMZI_KINDS, ToolsMissing, definitions

from tests.deploy.chart import INGRESS, TEN, container, need_tools, rendered, the

NEWEST = chart_schemas.VERSIONS[-1]


@pytest.fixture(autouse=True, scope="module")
def _tools():
    need_tools()


# Which object of a render is changed and how, and what must be said of it.
BREAKS = {
    "unknown field of a container": (
        lambda o: container(o, "-web").update(imagePullPolice="Always"),
        "$.spec.template.spec.containers[0]: Additional properties are not allowed ('imagePullPolice'",
    ),
    "wrong type": (
        lambda o: the(o, "Deployment", "-web")["spec"].update(replicas="two"),
        "Deployment quotewire-web: $.spec.replicas: 'two' is not of type 'integer'",
    ),
    "missing field": (
        lambda o: the(o, "CronJob", "-expire")["spec"].pop("schedule"),
        "CronJob quotewire-expire: $.spec: 'schedule' is a required property",
    ),
    "wrong version of an API": (
        lambda o: the(o, "CronJob", "-expire").update(apiVersion="batch/v1beta1"),
        "CronJob quotewire-expire: Kubernetes 1.37 has no CronJob-batch-v1beta1",
    ),
    "unknown kind": (
        lambda o: the(o, "Kibana").update(kind="Kibanna"),
        "no schema of kibana.k8s.elastic.co/v1 Kibanna is known",
    ),
    "unknown field of Strimzi's Kafka": (
        lambda o: the(o, "Kafka")["spec"]["kafka"].update(replicas=3),
        "Kafka quotewire: $.spec.kafka: Additional properties are not allowed ('replicas'",
    ),
    "Strimzi's ZooKeeper": (
        lambda o: the(o, "Kafka")["spec"].update(zookeeper={}),
        "Kafka quotewire: $.spec: Additional properties are not allowed ('zookeeper'",
    ),
    "a role of a node pool": (
        lambda o: the(o, "KafkaNodePool")["spec"].update(roles=["brokers"]),
        "KafkaNodePool quotewire-all: $.spec.roles[0]: 'brokers' is not one of",
    ),
    "an operation of an ACL": (
        lambda o: the(o, "KafkaUser", "-worker")["spec"]["authorization"]["acls"][0].update(operations=["Consume"]),
        "KafkaUser quotewire-worker: $.spec.authorization.acls[0].operations[0]: 'Consume' is not one of",
    ),
    "unknown field of ECK's Elasticsearch": (
        lambda o: the(o, "Elasticsearch")["spec"]["nodeSets"][0].update(replicas=3),
        "Elasticsearch quotewire: $.spec.nodeSets[0]: Additional properties are not allowed ('replicas'",
    ),
    "pod template in ECK's Elasticsearch": (
        lambda o: the(o, "Elasticsearch")["spec"]["nodeSets"][0]["podTemplate"]["spec"].update(automountToken=False),
        "Elasticsearch quotewire: nodeSet all: $.spec: Additional properties are not allowed ('automountToken'",
    ),
    "pod template in ECK's Kibana": (
        lambda o: the(o, "Kibana")["spec"]["podTemplate"]["spec"]["containers"][0].pop("name"),
        "Kibana quotewire: podTemplate: $.spec.containers[0]: 'name' is a required property",
    ),
    "unknown field of KEDA's ScaledObject": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"].update(maxReplicas=3),
        "ScaledObject quotewire-enrich: $.spec: Additional properties are not allowed ('maxReplicas'",
    ),
    "unknown parameter of KEDA's Kafka scaler": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"]["triggers"][0]["metadata"].update(lagTreshold="1"),
        "KEDA's Kafka scaler reads no lagTreshold from its trigger",
    ),
    "a secret in KEDA's trigger": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"]["triggers"][0]["metadata"].update(password="x"),
        "KEDA's Kafka scaler reads no password from its trigger",
    ),
    "wrong value of KEDA's Kafka scaler": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"]["triggers"][0]["metadata"].update(sasl="SCRAM-SHA-512"),
        "sasl is SCRAM-SHA-512, and can be none, plaintext, scram_sha256",
    ),
    "missing parameter of KEDA's Kafka scaler": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"]["triggers"][0]["metadata"].pop("consumerGroup"),
        "KEDA's Kafka scaler needs consumerGroup",
    ),
    "another scaler": (
        lambda o: the(o, "ScaledObject", "-enrich")["spec"]["triggers"][0].update(type="cron"),
        "trigger of type cron",
    ),
    "unknown parameter of a login of KEDA's": (
        lambda o: the(o, "TriggerAuthentication")["spec"]["secretTargetRef"][0].update(parameter="pass"),
        "KEDA's Kafka scaler has no parameter pass",
    ),
    "unknown field of a pod monitor": (
        lambda o: the(o, "PodMonitor")["spec"]["podMetricsEndpoints"][0].update(relabellings=[]),
        "PodMonitor quotewire: $.spec.podMetricsEndpoints[0]: Additional properties are not allowed ('relabellings'",
    ),
    "a number in a label": (
        lambda o: the(o, "Kafka")["metadata"]["labels"].update(version=1),
        "Kafka quotewire: $.metadata.labels.version: 1 is not of type 'string'",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_wrong_is_refused(name):
    breaks, expected = BREAKS[name]
    objects = rendered(TEN)
    assert chart_schemas.problems(objects, NEWEST) == []
    breaks(objects)
    found = chart_schemas.problems(objects, NEWEST)
    assert any(expected in problem for problem in found), found


def test_a_field_that_came_later_is_refused_by_an_older_kubernetes():
    objects = rendered(INGRESS)
    the(objects, "Deployment", "-web")["spec"]["template"]["spec"]["hostnameOverride"] = "page"  # of 1.34
    assert chart_schemas.problems(objects, NEWEST) == []
    assert any("hostnameOverride" in problem for problem in chart_schemas.problems(objects, chart_schemas.VERSIONS[0]))


def test_every_kind_of_the_operators_that_is_rendered_is_known():
    files = {file.name for file in definitions().glob("*.yaml")}
    assert set(STRIMZI_KINDS.values()) <= files
    groups = {item["apiVersion"].partition("/")[0] for item in rendered(TEN)}
    assert {
        "kafka.strimzi.io", "elasticsearch.k8s.elastic.co", "kibana.k8s.elastic.co", "keda.sh", "monitoring.coreos.com",
    } <= groups  # fmt: skip


def test_a_schema_becomes_strict_but_where_it_wants_to_be_open():
    strict = chart_schemas.strict(
        {
            "type": "object",
            "properties": {
                "closed": {"type": "object", "properties": {"a": {"x-kubernetes-int-or-string": True}}},
                "open": {"type": "object", "properties": {}, "x-kubernetes-preserve-unknown-fields": True},
                "map": {"type": "object", "additionalProperties": {"type": "object", "properties": {}}},
                "list": {"type": "array", "items": {"type": "object", "properties": {}}},
                "nothing": {"type": "string", "nullable": True},
            },
        }
    )
    parts = strict["properties"]
    assert strict["additionalProperties"] is parts["closed"]["additionalProperties"] is False
    assert parts["closed"]["properties"]["a"]["type"] == ["integer", "string"]
    assert "additionalProperties" not in parts["open"]
    assert parts["map"]["additionalProperties"]["additionalProperties"] is False
    assert parts["list"]["items"]["additionalProperties"] is False
    assert parts["nothing"]["type"] == ["string", "null"]


def test_a_key_that_stands_twice_is_an_error():
    with pytest.raises(Exception, match=r"\['name'\] twice"):
        list(parsed("kind: Service\nmetadata: {name: a, name: b}\n"))


def test_a_download_with_another_hash_is_refused(monkeypatch):
    module = chart_tools.CRD_MODULES[0]
    answer = f'{{"Sum": "h1:other", "Dir": "/nowhere/{module.path}"}}'
    monkeypatch.setattr(chart_tools, "_run", lambda *_: answer)
    with pytest.raises(ToolsMissing, match=r"has the hash h1:other, and h1:\S+ is pinned"):
        chart_tools._download(module)


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_go_the_checks_are_left_out_but_not_in_ci(ci, code, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(chart_tools, "TOOLS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", ci)
    assert chart_tools.main() == code
    said = capsys.readouterr().err
    assert said == (
        "the Helm chart cannot be checked here: `go` is not here; needed is Go 1.26 or newer, from the Go project or a "
        "package golang-go that is as new\n"
    )
    with pytest.raises(BaseException) as outcome, monkeypatch.context() as patch:
        patch.setattr(chart_tools, "ROOT", tmp_path)
        need_tools()
    assert type(outcome.value).__name__ == ("Failed" if ci else "Skipped")
