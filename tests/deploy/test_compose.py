"""deploy/compose.yaml: pinned images, nothing reachable from outside, no secret in it, every file and setting there.

No Docker engine is needed. Where Docker Compose itself is (`make compose-config` fetches it), it must accept the file.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import users  # deploy/elasticsearch
import yaml
from dockerfile import Ignored, stages

from streams.settings import Settings
from tests.deploy.project import VERSION

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
TEXT = (DEPLOY / "compose.yaml").read_text()
EXAMPLE = (DEPLOY / ".env.example").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
ONCE = {"snapshots", "users", "init", "kibana-import", "backup"}
OWN = {"snapshots", "users", "init", "worker", "web", "kibana-import", "backup"}
SECRET = re.compile(r"PASSWORD|_KEY$|SECRET|TOKEN")

each_service = pytest.mark.parametrize("name", SERVICES)


def environment(name):
    return SERVICES[name].get("environment", {})


def test_every_part_is_there():
    assert {
        "kafka", "elasticsearch", "kibana", "prometheus", "grafana", "worker", "web", "snapshots", "users", "init",
        "kibana-import", "backup",
    } == set(SERVICES)  # fmt: skip


@each_service
def test_images_are_pinned(name):
    assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+", SERVICES[name]["image"])


def test_versions_are_those_that_are_tested():
    def pinned(pom, element):
        text = (DEPLOY / "local" / pom).read_text()
        return re.search(rf"<{re.escape(element)}>([\d.]+)<", text)[1]

    def tag(name):
        return SERVICES[name]["image"].rpartition(":")[2]

    assert tag("kafka") == pinned("kafka-pom.xml", "kafka.version")
    assert tag("elasticsearch") == tag("kibana") == pinned("elasticsearch-pom.xml", "elasticsearch.version")
    assert {tag(name) for name in OWN} == {VERSION}
    assert SERVICES["worker"]["build"]["args"]["VERSION"] == VERSION


@each_service
def test_ports_are_published_on_this_machine_only(name):
    for port in SERVICES[name].get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\$\{\w+_PORT:-\d+\}:\d+", port)


def test_published_ports_differ_and_are_in_the_example():
    published = re.findall(r"127\.0\.0\.1:\$\{(\w+_PORT):-(\d+)\}:", TEXT)
    assert len({port for _, port in published}) == len({name for name, _ in published}) == 6
    for name, port in published:
        assert f"#{name}={port}\n" in EXAMPLE


@each_service
def test_nobody_gets_more_rights_than_needed(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.keys() & {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices", "userns_mode"}
    assert service.get("user", "1000") not in ("0", "root")
    for volume in service.get("volumes", []):
        assert "docker.sock" not in volume


@pytest.mark.parametrize("name", sorted(OWN))
def test_our_containers_write_only_temporary_files(name):
    assert SERVICES[name]["read_only"] is True
    assert all(mount.startswith("/tmp:") for mount in SERVICES[name]["tmpfs"])


@each_service
def test_every_service_has_limits_and_a_bounded_log(name):
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert limits.keys() == {"cpus", "memory", "pids"}
    assert SERVICES[name]["logging"]["options"].keys() == {"max-size", "max-file"}


@each_service
def test_every_service_says_whether_it_is_well(name):
    check = SERVICES[name].get("healthcheck")
    if name in ONCE:
        assert check == {"disable": True}
        assert SERVICES[name]["restart"].startswith("on-failure:")
    elif name == "worker":
        assert check is None  # the image's own
        assert stages((DEPLOY / "Dockerfile").read_text())[-1].all("HEALTHCHECK")
    else:
        assert check["test"][0] in ("CMD", "CMD-SHELL")
        assert {"interval", "timeout", "retries", "start_period"} <= check.keys()
        assert SERVICES[name]["restart"] == "unless-stopped"


@each_service
def test_services_wait_until_what_they_need_is_ready(name):
    for other, how in SERVICES[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if other in ONCE else "service_healthy"
        assert how == {"condition": expected}


def test_bind_mounts_exist_and_are_read_only():
    mounts = [volume for service in SERVICES.values() for volume in service.get("volumes", []) if volume[0] in "./"]
    assert mounts
    for mount in mounts:
        source, _, mode = mount.split(":")
        assert (DEPLOY / source).exists(), mount
        assert mode == "ro", mount


def test_data_is_in_named_volumes():
    used = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume[0] not in "./"
    }
    assert used == set(COMPOSE["volumes"])
    assert {"kafka-data", "elasticsearch-data"} <= used


def test_snapshots_have_a_folder_of_their_own_that_elasticsearch_may_write_in():
    """Beside its logs, which it deletes by their age, a snapshot would not be safe."""
    mounted = {}
    for name in ("elasticsearch", "snapshots"):
        for volume in SERVICES[name]["volumes"]:
            source, _, place = volume.partition(":")
            mounted[name, source] = place
    place = mounted["elasticsearch", "snapshots-data"]
    assert place == environment("elasticsearch")["path.repo"]
    assert not re.search("logs|data|config", place)
    # A new volume takes over what the image has at the place where it is mounted first: that is in our image.
    assert "snapshots" in SERVICES["elasticsearch"]["depends_on"]
    steps = [step.rest for step in stages((DEPLOY / "Dockerfile").read_text())[-1].all("RUN")]
    assert f"mkdir --mode 0770 {mounted['snapshots', 'snapshots-data']}" in steps, "root's, and its group's"


def test_every_variable_is_in_the_example_and_the_other_way_round():
    assert set(re.findall(r"(?<!\$)\$\{?(\w+)", TEXT)) == set(re.findall(r"^#?(\w+)=", EXAMPLE, re.MULTILINE))


def test_defaults_in_the_example_are_those_of_the_file():
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT))
    shown = dict(re.findall(r"^#(\w+)=(.*)$", EXAMPLE, re.MULTILINE))
    differing = {name for name, value in defaults.items() if shown[name] != value}
    assert differing == {"WEB_ALLOWED_HOSTS", "WEB_TRUSTED_PROXIES"}  # examples; none by default


def test_secrets_have_no_default_and_the_example_leaves_them_empty():
    empty = set(re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE))
    assert not re.findall(r"^\w+=.+$", EXAMPLE, re.MULTILINE)
    for name in SERVICES:
        for variable, value in environment(name).items():
            if SECRET.search(variable):
                match = re.fullmatch(r"\$\{(\w+):\?[^}]+\}", value)
                assert match, f"{name}: {variable}"
                assert match[1] in empty
    for name in set(re.findall(r"\$\{(\w+)", TEXT)):
        if SECRET.search(name):
            assert not re.search(rf"\$\{{{name}(?!:\?)", TEXT), name


def test_a_file_with_passwords_reaches_neither_git_nor_the_image():
    ignored = subprocess.run(["git", "check-ignore", "-q", "deploy/.env"], cwd=ROOT, check=False)
    assert ignored.returncode in (0, 128)  # 128: not a git repository, as in an unpacked archive
    assert Ignored.read((ROOT / ".dockerignore").read_text())("deploy/.env")


def test_backups_are_made_when_called_for_by_a_user_that_the_set_up_makes():
    assert [name for name in SERVICES if "profiles" in SERVICES[name]] == ["backup"]
    assert "entrypoint" not in SERVICES["backup"]
    given = environment("backup")
    assert users.IDENTITIES[given["QUOTEWIRE_ELASTICSEARCH_USER"]] == "backup"
    password = users.PASSWORDS[given["QUOTEWIRE_ELASTICSEARCH_USER"]]
    assert environment("users")[password] == given["QUOTEWIRE_ELASTICSEARCH_PASSWORD"]


def test_the_superuser_only_sets_up():
    assert {name for name in SERVICES if environment(name).get("QUOTEWIRE_ELASTICSEARCH_USER") == "elastic"} == {
        "users",
        "init",
    }
    assert {name for name in OWN if "ELASTIC_PASSWORD" in str(environment(name))} == ONCE - {"snapshots", "backup"}


@pytest.mark.parametrize("name", sorted(OWN))
def test_settings_of_quotewire_exist(name):
    given = {
        variable.removeprefix("QUOTEWIRE_").lower(): value
        for variable, value in environment(name).items()
        if variable.startswith("QUOTEWIRE_")
    }
    image = stages((DEPLOY / "Dockerfile").read_text())[-1].environment()
    given |= {
        variable.removeprefix("QUOTEWIRE_").lower(): value
        for variable, value in image.items()
        if variable.startswith("QUOTEWIRE_")
    }
    assert given.keys() <= Settings.model_fields.keys()
    values = {field: re.sub(r"\$\{\w+:[?-]([^}]*)\}", r"\1", value) for field, value in given.items()}
    Settings(_env_file=None, **values)


def test_addresses_are_those_of_the_services():
    settings = Settings(_env_file=None, kafka_brokers=environment("worker")["QUOTEWIRE_KAFKA_BROKERS"])
    host, _, port = settings.kafka_brokers.partition(":")
    assert f"INTERNAL://{host}:{port}," in environment(host)["KAFKA_ADVERTISED_LISTENERS"]
    assert f"INTERNAL://:{port}," in environment(host)["KAFKA_LISTENERS"]
    for url in re.findall(r"http://([a-z]+):(\d+)", TEXT):
        if url[0] != "localhost":
            assert url[0] in SERVICES
            assert f":{url[1]}" in str(SERVICES[url[0]].get("ports")) or url[1] in SERVICES[url[0]].get("expose", [])


def test_kafka_takes_the_largest_message_that_a_topic_allows():
    allowed = Settings(_env_file=None).max_message_bytes
    assert int(environment("kafka")["KAFKA_MESSAGE_MAX_BYTES"]) > allowed
    assert int(environment("kafka")["KAFKA_REPLICA_FETCH_MAX_BYTES"]) > allowed


def test_prometheus_finds_the_workers():
    port = stages((DEPLOY / "Dockerfile").read_text())[-1].environment()["QUOTEWIRE_METRICS_PORT"]
    assert SERVICES["worker"]["expose"] == [port]
    (job,) = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]
    static = [target for group in job.get("static_configs", []) for target in group["targets"]]
    by_name = [f"{name}:{group['port']}" for group in job.get("dns_sd_configs", []) for name in group["names"]]
    assert f"worker:{port}" in static + by_name


def compose_program():
    """Docker Compose as a command line, or None."""
    own = ROOT / ".stack" / "tools" / "docker-compose"
    if own.exists():
        return [str(own)]
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            answer = subprocess.run([*command, "version", "--short"], capture_output=True, text=True, check=False)
            if answer.returncode == 0 and not answer.stdout.startswith("1."):
                return command
    return None


@pytest.fixture
def config(tmp_path):
    """Runs `docker compose config` with the example's variables set to something, but for some."""
    program = compose_program()
    if program is None:
        pytest.skip("no Docker Compose here; `make compose-config` builds it where Go is")

    def run(*without):
        names = re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE)
        values = tmp_path / "env"
        values.write_text("".join(f"{name}={'' if name in without else name.lower()}\n" for name in names))
        command = [
            *program,
            "--profile",
            "*",
            "--env-file",
            str(values),
            "--file",
            str(DEPLOY / "compose.yaml"),
            "config",
        ]
        clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        return subprocess.run(command, capture_output=True, text=True, env=clean, check=False)

    return run


def test_docker_compose_accepts_it(config):
    done = config()
    assert (done.returncode, done.stderr) == (0, "")
    resolved = yaml.safe_load(done.stdout)
    assert resolved["services"].keys() == SERVICES.keys()
    for service in resolved["services"].values():
        assert all(port["host_ip"] == "127.0.0.1" for port in service.get("ports", []))


def test_docker_compose_refuses_an_empty_password_and_names_it(config):
    for name in re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE):
        done = config(name)
        assert done.returncode != 0
        assert f"set {name} in deploy/.env" in done.stderr


def test_passwords_are_made_for_all_and_differ(tmp_path):
    file = tmp_path / "env"
    command = [sys.executable, str(DEPLOY / "passwords.py"), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    first = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    made = re.findall(r"^(\w+)=(.*)$", first, re.MULTILINE)
    assert [name for name, _ in made] == re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE)
    assert len({value for _, value in made}) == len(made)
    assert all(re.fullmatch(r"[0-9a-f]{48}", value) for _, value in made)
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert file.read_text() == first
    assert "stays as it is" in again.stdout


def test_the_page_about_it_names_every_service_variable_and_volume():
    page = (ROOT / "docs" / "deploying.md").read_text()
    assert set(re.findall(r"^\| ([a-z-]+) \|", page, re.MULTILINE)) == set(SERVICES)
    for variable in set(re.findall(r"`?\b([A-Z][A-Z_]+_(?:PASSWORD|KEY|HOSTS|CPUS|MEMORY|PROCESSES))\b", page)):
        assert variable in EXAMPLE, variable
    assert set(re.findall(r"quotewire_([a-z]+-data)", page)) == set(COMPOSE["volumes"])
    for name, port in re.findall(r"\$\{(\w+_PORT):-(\d+)\}:", TEXT):
        assert f"127.0.0.1:{port}" in page, name
