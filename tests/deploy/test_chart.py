"""deploy/kubernetes: the chart renders for every way to install it, and what it renders is what Quotewire wants.

The real helm renders; schemas are those of Kubernetes and of the operators (deploy/kubernetes/checks). That these
checks can fail is in test_chart_policies.py and test_chart_schemas.py.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import chart_policies
import chart_schemas
import pytest
import yaml
from chart_objects import amount, of_kind, pods
from chart_render import CHART, EXISTING, SIZES, VALUES, WAYS, Refused, parsed, render, template
from chart_sizes import MACHINES, left_over, parts, table
from chart_tools import ROOT, helm
from typer.testing import CliRunner

from streams.cli.app import app
from streams.elasticsearch_client import REQUEST_SECONDS
from streams.security import privileges
from streams.settings import Settings
from streams.worker import STOP_SECONDS
from tests.deploy.chart import INGRESS, TEN, container, need_tools, rendered, the, variables
from tests.deploy.project import VERSION

PAGE = ROOT / "docs" / "kubernetes.md"
HUNDRED = next(way for way in WAYS if way.name == "hundred-machines")
COMMENTED = (CHART / "values.yaml").read_text("utf-8")
DEFAULTS = yaml.safe_load(COMMENTED)
SCHEMA = json.loads((CHART / "values.schema.json").read_text("utf-8"))
ALL_WAYS = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)


@pytest.fixture(autouse=True, scope="module")
def _tools():
    need_tools()


@ALL_WAYS
@pytest.mark.parametrize("version", chart_schemas.VERSIONS)
def test_kubernetes_and_the_operators_take_every_field(way, version):
    assert chart_schemas.problems(rendered(way), version) == []


@ALL_WAYS
def test_every_rule_is_held_to(way):
    assert chart_policies.problems(rendered(way)) == []


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """What the secrets hold: a certificate that is its own authority, its key, and for all else a long word."""
    folder = tmp_path_factory.mktemp("secrets")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-days", "2"]
    made = [*command, "-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run(made, check=True, capture_output=True)
    return folder


@ALL_WAYS
def test_every_pod_has_settings_that_quotewire_takes(way, files, tmp_path):
    seen = 0
    for pod in pods(rendered(way)):
        (made,) = pod.containers
        names = [entry["name"] for entry in made["env"]]
        assert not [name for name, count in Counter(names).items() if count > 1]
        given = {name.removeprefix("QUOTEWIRE_").lower(): value for name, value in variables(made).items()}
        assert len(given) == len(names)
        assert given.keys() <= Settings.model_fields.keys()
        for name, value in given.items():
            if name.endswith("_file"):
                kind = "key" if name.endswith("key_file") and "api" not in name else "certificate"
                path = tmp_path / value.removeprefix("/")
                path.parent.mkdir(parents=True, exist_ok=True)
                if re.search("password|token|api_key", name):
                    path.write_text("long-enough-for-any-of-them\n")
                else:
                    shutil.copyfile(files / kind, path)
                given[name] = str(path)
        Settings(_env_file=None, **given)
        seen += 1
    assert seen >= 4


def test_every_pod_has_arguments_that_quotewire_takes():
    given = {tuple(pod.containers[0]["args"]) for way in WAYS for pod in pods(rendered(way))}
    assert {words[0] for words in given} >= {
        "worker",
        "web",
        "init",
        "expire",
        "reindex",
        "replay",
        "kibana",
        "backup",
        "restore",
    }
    for words in given:
        # Arguments are read before help is given: a command or an option that is not there would be an error.
        answer = CliRunner().invoke(app, [*words, "--help"])
        assert answer.exit_code == 0, answer.output


def test_arguments_that_quotewire_does_not_take_would_be_noticed():
    assert CliRunner().invoke(app, ["expire", "--figures-older-than", "30d", "--help"]).exit_code == 2


def test_versions_are_those_of_the_project():
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text("utf-8"))
    assert chart["version"] == chart["appVersion"] == VERSION
    assert chart["kubeVersion"] == f">={chart_schemas.VERSIONS[0]}.0-0"
    assert container(rendered(EXISTING), "-web")["image"].endswith(f"/quotewire:{VERSION}")
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    assert compose["services"]["elasticsearch"]["image"].endswith(f":{DEFAULTS['eck']['version']}")


def test_enrich_and_index_workers_are_apart():
    objects = rendered(TEN)
    for agent in ("enrich", "index"):
        assert container(objects, f"-{agent}")["args"] == ["worker", "--agents", agent]
        scaler = the(objects, "ScaledObject", f"-{agent}")
        assert scaler["spec"]["scaleTargetRef"]["name"] == f"quotewire-{agent}"
        settings = Settings(_env_file=None, group_prefix="quotewire", topic_prefix="news")
        (trigger,) = scaler["spec"]["triggers"]
        assert trigger["metadata"]["consumerGroup"] == settings.group(agent)
        assert trigger["metadata"]["topic"] == (settings.raw_topic if agent == "enrich" else settings.enriched_topic)
    enrich, index = (the(objects, "ScaledObject", f"-{agent}")["spec"] for agent in ("enrich", "index"))
    assert (enrich["minReplicaCount"], enrich["maxReplicaCount"]) == (2, 16)
    assert (index["minReplicaCount"], index["maxReplicaCount"]) == (2, 4)


def test_one_kind_can_be_scaled_by_lag_and_the_other_fixed():
    objects = render(EXISTING, "index.scaling.mode=fixed", "index.scaling.replicas=3")
    assert [item["metadata"]["name"] for item in of_kind(objects, "ScaledObject")] == ["quotewire-enrich"]
    assert the(objects, "Deployment", "-index")["spec"]["replicas"] == 3
    assert chart_policies.problems(objects) == []


def test_a_worker_stops_before_it_is_killed():
    assert chart_policies.STOP_SECONDS == STOP_SECONDS
    assert (
        the(rendered(TEN), "Deployment", "-enrich")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == 30
    )


@pytest.mark.parametrize("processes", [1, 2, 6])
@pytest.mark.parametrize("component", ["enrich", "replay"])
def test_what_annotates_gets_a_core_and_memory_for_each_process(component, processes):
    objects = render(EXISTING, f"{component}.nlpProcesses={processes}")
    (made,) = [pod.containers[0] for pod in pods(objects) if pod.labels["app.kubernetes.io/component"] == component]
    assert variables(made)["QUOTEWIRE_NLP_PROCESSES"] == str(processes)
    asked, most = made["resources"]["requests"], made["resources"]["limits"]
    assert amount(asked["cpu"]) == processes < amount(most["cpu"])
    assert amount(asked["memory"]) == (500 + 300 * processes) * 2**20 < amount(most["memory"])


def test_what_an_enrich_worker_gets_can_be_said():
    own = render(
        EXISTING,
        "enrich.resources.requests.cpu=3",
        "enrich.resources.requests.memory=2Gi",
        "enrich.resources.limits.cpu=4",
        "enrich.resources.limits.memory=3Gi",
    )
    assert container(own, "-enrich")["resources"]["requests"] == {"cpu": 3, "memory": "2Gi"}


def test_each_pod_is_who_it_must_be_and_no_more():
    """The rights of an identity are worth nothing where its secret lies in another pod as well."""
    expected = {
        "enrich": {"quotewire-kafka-worker", "quotewire-elasticsearch-worker"},
        "index": {"quotewire-kafka-worker", "quotewire-elasticsearch-worker"},
        "web": {"quotewire-elasticsearch-reader", "quotewire-web"},
        "init": {"quotewire-kafka-setup", "quotewire-elasticsearch-setup"},
        "reindex": {"quotewire-kafka-setup", "quotewire-elasticsearch-setup"},
        "replay": {"quotewire-kafka-setup", "quotewire-elasticsearch-setup"},
        "expire": {"quotewire-elasticsearch-setup"},
        "backup": {"quotewire-kafka-backup", "quotewire-elasticsearch-backup"},
        "restore": {"quotewire-kafka-backup", "quotewire-elasticsearch-backup"},
    }
    found = {
        pod.labels["app.kubernetes.io/component"]: {
            volume["secret"]["secretName"] for volume in pod.spec["volumes"] if "secret" in volume
        }
        - {"kafka-ca", "elasticsearch-ca"}
        for pod in pods(render(EXISTING, "backup.enabled=true"))
    }
    assert found == expected


def test_kibanas_import_reaches_kibana_and_nothing_else():
    objects = rendered(TEN)
    (pod,) = [pod for pod in pods(objects) if pod.labels["app.kubernetes.io/component"] == "kibana-import"]
    assert pod.containers[0]["args"][:2] == ["kibana", "import"]
    secrets = {volume["secret"]["secretName"] for volume in pod.spec["volumes"] if "secret" in volume}
    assert secrets == {"quotewire-kibana", "quotewire-kb-http-certs-public"}
    egress = the(objects, "NetworkPolicy", "-kibana-import")["spec"]["egress"]
    assert [[port["port"] for port in rule["ports"]] for rule in egress] == [[53, 53], [5601]]


def test_ports_of_existing_clusters_come_from_their_addresses():
    objects = render(
        EXISTING, "kafka.brokers=a:9093\\,b:19093", "elasticsearch.url=https://search\\, https://other:9201"
    )
    ports = [
        [port["port"] for port in rule["ports"]] for rule in the(objects, "NetworkPolicy", "-enrich")["spec"]["egress"]
    ]
    assert ports == [[53, 53], [9093, 19093], [443, 9201]]


def test_setting_up_comes_before_the_workers_where_the_clusters_are_there():
    hook = the(rendered(EXISTING), "Job", "-init")
    assert hook["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    # A hook comes before the account and the policies of the release.
    assert hook["spec"]["template"]["spec"]["serviceAccountName"] == "default"
    policy = the(rendered(EXISTING), "NetworkPolicy", "-init")["metadata"]["annotations"]
    assert int(policy["helm.sh/hook-weight"]) < 0


def test_setting_up_waits_beside_clusters_that_are_being_made():
    """As a hook after the installation it would never run: `--wait` waits for workers, and they for the topics."""
    ten = next(way for way in WAYS if way.name == "ten-machines")
    (job,) = [item for item in of_kind(rendered(ten), "Job") if "-init-" in item["metadata"]["name"]]
    assert "annotations" not in job["metadata"]
    # A job cannot be changed, so one with another content has another name; the same content is the same job.
    names = [
        [item["metadata"]["name"] for item in of_kind(render(ten, *more), "Job")]
        for more in ((), (), ("image.tag=0.2.0",), ("web.replicas=3",))
    ]
    assert names[0] == names[1] == names[3]
    assert not set(names[0]) & set(names[2])
    upgrade = next(way for way in WAYS if way.upgrade)
    assert (
        the(rendered(upgrade), "Job", "-init")["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    )


@pytest.mark.parametrize("command", ["reindex", "replay"])
def test_what_is_run_once_starts_only_when_it_is_told_to(command):
    job = the(rendered(TEN), "CronJob", f"-{command}")["spec"]
    assert job["suspend"] is True
    assert job["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"] == [command]
    assert "suspend" not in the(rendered(TEN), "CronJob", "-expire")["spec"]


def test_snapshots_are_taken_where_they_are_asked_for():
    assert not [
        item for item in of_kind(rendered(TEN), "CronJob") if re.search("backup|restore", str(item["metadata"]))
    ]
    objects = rendered(next(way for way in WAYS if way.name == "backup-by-operators"))
    backup, restore = (the(objects, "CronJob", name)["spec"] for name in ("-backup", "-restore"))
    assert "suspend" not in backup
    assert backup["concurrencyPolicy"] == "Forbid"
    (made,) = backup["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert made["args"] == ["backup", "create", "--keep", "14"]
    assert variables(made)["QUOTEWIRE_BACKUP_REPOSITORY"] == "news-s3"
    # Opening the indices again is two requests of a minute at most; a killed run would leave them closed.
    seconds = backup["jobTemplate"]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert seconds > 2 * REQUEST_SECONDS
    assert restore["suspend"] is True
    assert restore["jobTemplate"]["spec"]["backoffLimit"] == 0
    assert restore["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"] == ["restore"]


def test_no_index_worker_runs_while_indices_are_restored():
    fixed, keda = (
        rendered(next(way for way in WAYS if way.name == name)) for name in ("restoring", "restoring-with-keda")
    )
    assert the(fixed, "Deployment", "-index")["spec"]["replicas"] == 0
    assert the(fixed, "Deployment", "-enrich")["spec"]["replicas"] == 1
    paused = the(keda, "ScaledObject", "-index")["metadata"]["annotations"]
    assert paused == {"autoscaling.keda.sh/paused-replicas": "0"}
    assert "annotations" not in the(keda, "ScaledObject", "-enrich")["metadata"]
    assert "annotations" not in the(rendered(TEN), "ScaledObject", "-index")["metadata"]


def test_one_kind_of_workers_can_be_upgraded_before_the_other():
    for mode in ("keda", "fixed"):
        scaling = (f"enrich.scaling.mode={mode}", f"index.scaling.mode={mode}")
        usual = render(replace(TEN, upgrade=True), *scaling)
        for held in ("enrich", "index"):
            found = render(replace(TEN, upgrade=True), *scaling, f"{held}.hold=true")
            assert the(found, "Deployment", f"-{held}")["spec"].pop("paused") is True
            assert found == usual  # nothing else is different: the other kind is rolled, and both are scaled as ever


@pytest.mark.parametrize("component", ["enrich", "index"])
def test_at_an_installation_there_is_nothing_to_hold(component):
    with pytest.raises(Refused, match=rf"{component}\.hold is true: .* Set it to false"):
        render(TEN, f"{component}.hold=true")


def test_rules_and_job_are_those_that_the_alerts_know():
    shipped = yaml.safe_load((ROOT / "deploy" / "prometheus" / "rules" / "quotewire.yml").read_text("utf-8"))
    assert the(rendered(TEN), "PrometheusRule")["spec"] == shipped
    (endpoint,) = the(rendered(TEN), "PodMonitor")["spec"]["podMetricsEndpoints"]
    assert {"targetLabel": "job", "replacement": "quotewire"} in endpoint["relabelings"]
    prometheus = yaml.safe_load((ROOT / "deploy" / "prometheus" / "prometheus.yml").read_text("utf-8"))["global"]
    assert (endpoint["interval"], endpoint["scrapeTimeout"]) == (
        prometheus["scrape_interval"],
        prometheus["scrape_timeout"],
    )


@pytest.mark.skipif(shutil.which("promtool") is None, reason="no promtool here")
def test_rules_of_a_pipeline_with_another_job_are_rules(tmp_path):
    spec = the(rendered(INGRESS), "PrometheusRule")["spec"]
    file = tmp_path / "rules.yml"
    file.write_text(yaml.safe_dump(spec))
    done = subprocess.run(["promtool", "check", "rules", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'absent(up{job="quotewire-desk"})' in json.dumps(spec).replace('\\"', '"')
    assert 'job="quotewire"' not in json.dumps(spec).replace('\\"', '"')


def test_the_page_is_reached_by_the_names_of_its_service_and_ingress():
    hosts = variables(container(rendered(INGRESS), "-web"))["QUOTEWIRE_WEB_ALLOWED_HOSTS"].split(",")
    assert hosts == ["news-desk-web", "news-desk-web.news", "news-desk-web.news.svc", "news.example.org"]
    assert container(rendered(INGRESS), "-web")["livenessProbe"]["httpGet"]["scheme"] == "HTTPS"


def test_kafka_by_strimzi_is_what_the_pods_expect():
    objects = rendered(TEN)
    kafka = the(objects, "Kafka")
    settings = variables(container(objects, "-enrich"))
    host, _, port = settings["QUOTEWIRE_KAFKA_BROKERS"].partition(":")
    assert host == f"{kafka['metadata']['name']}-kafka-bootstrap.news.svc"
    (listener,) = kafka["spec"]["kafka"]["listeners"]
    assert (listener["port"], listener["tls"]) == (int(port), True)
    assert listener["authentication"]["type"] == settings["QUOTEWIRE_KAFKA_SASL_MECHANISM"].lower()
    config = kafka["spec"]["kafka"]["config"]
    assert config["message.max.bytes"] > int(settings["QUOTEWIRE_MAX_MESSAGE_BYTES"]) >= 8 * 2**20
    assert config["replica.fetch.max.bytes"] == config["message.max.bytes"]
    assert config["auto.create.topics.enable"] is False
    users = {item["metadata"]["name"] for item in of_kind(objects, "KafkaUser")}
    assert users == {f"quotewire-{identity}" for identity in privileges.IDENTITIES if identity != "backup"}
    assert settings["QUOTEWIRE_KAFKA_USER"] in users
    clusters = {item["metadata"]["labels"]["strimzi.io/cluster"] for item in of_kind(objects, "KafkaNodePool")}
    assert clusters == {kafka["metadata"]["name"]}


@pytest.mark.parametrize("prefix", ["news", "sport"])
def test_rights_are_those_that_the_program_asks_for(prefix):
    names = [f"names.{what}={prefix}" for what in ("topics", "indices", "groups")]
    settings = Settings(_env_file=None, topic_prefix=prefix, index_prefix=prefix, group_prefix=prefix)
    objects = render(TEN, "backup.enabled=true", *names)
    for identity in privileges.IDENTITIES:
        user = the(objects, "KafkaUser", f"-{identity}")
        assert user["spec"] == privileges.strimzi_user(settings, identity, "quotewire")["spec"]
    roles = yaml.safe_load(the(objects, "Secret")["stringData"]["roles.yml"])
    expected = {one: privileges.elasticsearch_role(settings, one) for one in privileges.IDENTITIES}
    assert roles == {privileges.name_of(settings, one): role for one, role in expected.items() if role}


@pytest.mark.parametrize("backup", [False, True])
def test_users_of_elasticsearch_by_eck_are_those_that_the_pods_sign_in_as(backup):
    objects = render(TEN, f"backup.enabled={str(backup).lower()}")
    cluster = the(objects, "Elasticsearch")
    files = {entry["secretName"] for entry in cluster["spec"]["auth"]["fileRealm"]}
    used = {
        volume["secret"]["secretName"]
        for pod in pods(objects)
        for volume in pod.spec["volumes"]
        if volume["name"] in ("elasticsearch", "kibana")
    }
    users = {f"quotewire-elasticsearch-{identity}" for identity in ("setup", "worker", "reader", *["backup"] * backup)}
    assert files == used == users | {"quotewire-kibana"}
    url = variables(container(objects, "-web"))["QUOTEWIRE_ELASTICSEARCH_URL"]
    assert url == f"https://{cluster['metadata']['name']}-es-http.news.svc:9200"


def test_copies_of_a_shard_go_to_different_zones_where_the_chart_is_told_of_zones():
    label = "topology.kubernetes.io/zone"
    cluster = the(render(HUNDRED), "Elasticsearch")
    assert cluster["metadata"]["annotations"] == {"eck.k8s.elastic.co/downward-node-labels": label}
    for nodes in cluster["spec"]["nodeSets"]:
        assert nodes["config"]["node.attr.zone"] == "${ZONE}"
        assert nodes["config"]["cluster.routing.allocation.awareness.attributes"] == "k8s_node_name,zone"
        pod = nodes["podTemplate"]["spec"]
        (variable,) = pod["containers"][0]["env"]
        # What the operator copies to the pod is what the pod reads.
        assert variable == {
            "name": "ZONE",
            "valueFrom": {"fieldRef": {"fieldPath": f"metadata.annotations['{label}']"}},
        }
        by_zone, by_machine = pod["topologySpreadConstraints"]
        assert (by_zone["topologyKey"], by_zone["whenUnsatisfiable"]) == (label, "DoNotSchedule")
        # Each kind of node by itself, or all masters could be in one zone.
        assert by_zone["labelSelector"]["matchLabels"] == {
            "elasticsearch.k8s.elastic.co/statefulset-name": f"quotewire-es-{nodes['name']}"
        }
        assert by_machine["topologyKey"] == "kubernetes.io/hostname"

    unaware = the(render(TEN), "Elasticsearch")
    assert "zone" not in json.dumps(unaware).lower()
    assert "annotations" not in unaware["metadata"]


@pytest.mark.parametrize("way", SIZES, ids=lambda way: way.name)
def test_sizes_hold_together(way):
    objects = rendered(way)
    assert left_over(objects, MACHINES[way.name]) == []
    # A machine less is enough for none of the larger ones to be careless: most of the machines are used.
    asked = sum(part.most * part.cores for part in parts(objects))
    assert asked > 0.5 * 7.5 * MACHINES[way.name]
    settings = variables(container(objects, "-enrich"))
    partitions = int(settings["QUOTEWIRE_PARTITIONS"])
    enrich = next(part for part in parts(objects) if part.name == "enrich")
    assert enrich.most <= partitions
    if way.name != "one-machine":
        # As many partitions for each pod, or about so: else some pods have twice the work of others.
        assert partitions / enrich.most >= 1.5
        assert int(settings["QUOTEWIRE_REPLICATION"]) == 3
        assert int(settings["QUOTEWIRE_REPLICAS"]) >= 1


def test_a_cluster_that_is_too_small_is_found_out():
    assert left_over(rendered(TEN), 9)
    assert left_over(rendered(TEN), 30) == []


MISTAKES = {
    "enrich.replicas=3": "at '/enrich': additional properties 'replicas' not allowed",
    "topics.partitions=many": "at '/topics/partitions': got string, want integer",
    "settings.enrich_bach=3": "at '/settings': additional properties 'enrich_bach' not allowed",
    "settings.kafka_password=geheim": "at '/settings': additional properties 'kafka_password' not allowed",
    "kafka.identities.worker.password=geheim": "additional properties 'password' not allowed",
    "kafka.protocol=TLS": "at '/kafka/protocol': value must be one of",
    "kafka.brokers=kafka.example.org": "at '/kafka/brokers': 'kafka.example.org' does not match pattern",
    "elasticsearch.url=https://elastic:geheim@search:9200": "at '/elasticsearch/url'",
    "image.digest=sha256:abc": "at '/image/digest': 'sha256:abc' does not match pattern",
    "index.resources.limits=null": "at '/index/resources': missing property 'limits'",
    "monitoring.job=news": "at '/monitoring/job': 'news' does not match pattern",
    "enrich.gracePeriodSeconds=5": "at '/enrich/gracePeriodSeconds': minimum: got 5, want 11",
    "image.tag=latest": "image.tag is latest: nobody could say what runs. Leave it empty for this version",
    "kafka.brokers=": "Which Kafka? Set kafka.brokers to host:port of an existing one, or strimzi.enabled to true.",
    "elasticsearch.url=": "Which Elasticsearch? Set elasticsearch.url to https://host:port of an existing one",
    "strimzi.enabled=true": "and strimzi.enabled is true: leave out one of the two.",
    "eck.enabled=true": "and eck.enabled is true: leave out one of the two.",
    "kibana.import=true": "kibana.import is true: set kibana.url, or eck.enabled and eck.kibana.enabled.",
    "enrich.scaling.max=30": "enrich.scaling.max is 30, but the topics have 24 partitions",
    "index.scaling.min=5": "index.scaling.min is 5, more than max, which is 4.",
    "web.login.token=false": "The search page has no login",
    "web.ingress.enabled=true": "set web.ingress.host, and web.ingress.tlsSecret",
}  # fmt: skip


@pytest.mark.parametrize("setting", MISTAKES)
def test_a_mistake_is_named_with_what_to_change(setting):
    with pytest.raises(Refused) as refused:
        render(EXISTING, setting)
    assert MISTAKES[setting] in str(refused.value)


MISTAKES_WITH_OPERATORS = {
    "topics.replication=5": "topics.replication is 5, but strimzi.nodePools have 3 brokers.",
    "strimzi.minInsyncReplicas=3": "nothing could be written while one broker is away.",
    "strimzi.nodePools[0].replicas=4": "strimzi.nodePools have 4 controllers: an odd number is needed",
    "indices.replicas=3": "indices.replicas is 3, but eck.nodeSets have 3 nodes with the role data",
    "kafka.protocol=PLAINTEXT": "with strimzi.enabled there is TLS; choose SASL_SSL or SSL.",
    "kafka.mechanism=PLAIN": "kafka.mechanism is PLAIN: Strimzi has SCRAM-SHA-512.",
    "elasticsearch.authentication=apiKey": "with eck.enabled the pods sign in with user and password",
    "eck.zoneTopologyKey=zone,eck.config.cluster\\.routing\\.allocation\\.awareness\\.attributes=rack": (
        "and eck.zoneTopologyKey sets it: leave out one of the two."
    ),
    "strimzi.nodePools[0].storage.size=lots": "at '/strimzi/nodePools/0/storage/size'",
}


@pytest.mark.parametrize("setting", MISTAKES_WITH_OPERATORS)
def test_a_mistake_in_a_cluster_is_named(setting):
    with pytest.raises(Refused) as refused:
        render(TEN, setting)
    assert MISTAKES_WITH_OPERATORS[setting] in str(refused.value)


def test_helm_finds_nothing_to_complain_of_and_a_package_renders_the_same(tmp_path):
    """A package has the alerts themselves, where the repository has a link to them."""
    values = f"--values={VALUES / 'ten-machines.yaml'}"
    done = subprocess.run(
        [str(helm()), "lint", "--strict", str(CHART), values], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    packed = [str(helm()), "package", str(CHART), f"--destination={tmp_path}"]
    subprocess.run(packed, capture_output=True, check=True)
    (package,) = tmp_path.glob("quotewire-*.tgz")
    command = [str(helm()), "template", "quotewire", str(package), "--namespace=news", "--kube-version=1.37.0", values]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (list(parsed(done.stdout)), done.stderr) == (rendered(TEN), "")


def test_without_values_the_chart_says_what_it_needs():
    with pytest.raises(Refused, match=r"Which Kafka\? Set kafka.brokers to host:port"):
        template([])


def test_an_older_kubernetes_is_refused():
    with pytest.raises(Refused, match=r"requires kubeVersion: >=1\.30\.0-0"):
        render(EXISTING, kubernetes="1.29.0")


def test_long_and_other_names_of_a_release_fit():
    for release in ("a" * 53, "quotewire-news", "x"):
        assert chart_policies.problems(render(EXISTING, release=release)) == []


def leaves(schema, path=()):
    """The values that a schema describes, as paths."""
    while "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]]
    properties = schema.get("properties", {})
    if not properties:
        yield path
    for name, part in properties.items():
        yield from leaves(part, (*path, name))


def test_schema_and_defaults_have_the_same_values():
    described = {path for path in leaves(SCHEMA) if path[0] not in ("settings", "global")}
    free = {"resources", "requests", "limits"}
    described = {path for path in described if not free & set(path)}
    there = set()

    def walk(value, path):
        if isinstance(value, dict) and value and not free & set(path):
            for name, part in value.items():
                walk(part, (*path, name))
        elif not free & set(path):
            there.add(path)

    walk({name: value for name, value in DEFAULTS.items() if name != "settings"}, ())
    assert described == there


def test_every_setting_that_the_chart_does_not_set_itself_can_be_given():
    """A new setting belongs into the chart, or into `settings` of values.schema.json."""
    given = {name.removeprefix("QUOTEWIRE_").lower() for way in WAYS for name in _variables_of(way)} - {
        "log_level", "enrich_batch",  # examples
    }  # fmt: skip
    secret = {name for name in Settings.model_fields if re.search(r"password|token|api_key", name)}
    allowed = set(SCHEMA["properties"]["settings"]["properties"])
    assert not allowed & (given | secret)
    assert not Settings.model_fields.keys() - allowed - given - secret, "add these to values.schema.json"
    assert not allowed - Settings.model_fields.keys(), "take these out of values.schema.json"


def _variables_of(way):
    return {name for pod in pods(rendered(way)) for name in variables(pod.containers[0])}


def test_an_own_setting_is_given_to_every_pod_as_it_was_written():
    for pod in pods(rendered(INGRESS)):
        given = variables(pod.containers[0])
        assert (given["QUOTEWIRE_LOG_LEVEL"], given["QUOTEWIRE_ENRICH_BATCH"]) == ("DEBUG", "16")


def test_ready_values_leave_out_what_is_the_default_anyway_but_for_what_they_explain():
    for file in sorted(VALUES.glob("*.yaml")):
        text = file.read_text("utf-8")
        assert text.startswith("# "), f"{file.name} does not say what it is for"
        assert not re.search(r"password:|token: [a-z]|secret: .*[A-Z]{6}", text)


def test_no_data_of_the_operators_is_in_the_repository():
    for file in (ROOT / "deploy" / "kubernetes").rglob("*.y*ml"):
        assert "CustomResourceDefinition" not in file.read_text("utf-8")


def test_the_command_says_what_is_wrong_with_ones_own_values(tmp_path):
    values = tmp_path / "own.yaml"
    good = (VALUES / "existing-clusters.yaml").read_text("utf-8")
    command = [sys.executable, str(ROOT / "deploy" / "kubernetes" / "checks" / "chart.py"), str(values)]
    values.write_text(good)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "own: 23 objects, nothing wrong\n"), done.stderr
    values.write_text(good.replace("protocol: SASL_SSL", "protocol: TLS"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "at '/kafka/protocol'" in done.stdout


def test_the_page_has_the_table_of_sizes_and_every_file_of_values():
    page = PAGE.read_text("utf-8")
    assert table() in page
    for file in VALUES.glob("*.yaml"):
        assert file.name in page
    for name in DEFAULTS:
        assert f"`{name}" in page, f"docs/kubernetes.md says nothing of {name}"
