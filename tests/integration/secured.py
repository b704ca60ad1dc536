"""An Elasticsearch with security on, with the settings that deploy/compose.yaml gives to its own."""

import base64
import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.integration.conftest import ROOT, Pipeline

sys.path.append(str(ROOT / "deploy" / "local"))

import commands  # deploy/local is no package
import ports as port_tools
import prerequisites
import settings as local_settings
from elasticsearch_node import ElasticsearchNode
from folder import claim
from placement import give_to_server, place

DIST = os.environ.get("QUOTEWIRE_STACK_DIST", str(ROOT / ".stack" / "dist"))

SUPERUSER = "set-up"
"""Stands for `elastic`, whose first password comes from a keystore that this distribution has no tool for."""

PASSWORD = "for-this-test-only"
PASSWORD_HASH = "$2b$04$GpFniR0xVGvg3ZUyq7NBtussRuFV6iBazCumGQC/k6ut4mf/itD92"  # bcrypt


PASSWORDS = {
    "kibana_system": "kibana-password",
    "quotewire_worker": "worker-password",
    "quotewire_web": "web-password",
    "quotewire_backup": "backup-password",
}


class SecuredNode(ElasticsearchNode):
    """The local stack's node with the compose file's settings, and a superuser in a file."""

    def _write_configuration(self, home: Path, ports: local_settings.Ports) -> None:
        super()._write_configuration(home, ports)
        config = self.state_dir / "config"
        written = yaml.safe_load((config / "elasticsearch.yml").read_text())
        compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
        given = compose["services"]["elasticsearch"]["environment"]
        # But for the folder of the container for snapshots.
        written |= {name: value for name, value in given.items() if "." in name and name != "path.repo"}
        (config / "elasticsearch.yml").write_text(yaml.safe_dump(written))
        (config / "users").write_text(f"{SUPERUSER}:{PASSWORD_HASH}\n")
        (config / "users_roles").write_text(f"superuser:{SUPERUSER}\n")
        give_to_server(config)

    def answers(self, address: str) -> bool:
        """Whether it serves searches to its superuser."""
        login = base64.b64encode(f"{SUPERUSER}:{PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
        try:
            connection.request("GET", "/_cat/indices", headers={"Authorization": f"Basic {login}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def own_place(folder: Path) -> tuple[local_settings.Settings, str]:
    """Settings of servers with a folder of their own, which is claimed for them, and the home of their JDK."""
    settings = local_settings.from_environment(
        {
            **{name: value for name, value in os.environ.items() if not name.startswith("QUOTEWIRE_KAFKA")},
            "QUOTEWIRE_STACK_DIR": str(folder),
            "QUOTEWIRE_STACK_DIST": DIST,
            "QUOTEWIRE_STACK_FAST": "1",
            "QUOTEWIRE_STACK_WAIT": "300",
        }
    )
    _finding, java_home = prerequisites.check_jdk(settings)
    assert java_home
    claim(settings)
    return settings, java_home


@contextmanager
def secured_elasticsearch(folder: Path) -> Iterator[str]:
    """Starts one on a free port, gives its address, and deletes it in the end."""
    settings, java_home = own_place(folder)
    node = SecuredNode(settings, place(settings))
    ports = local_settings.Ports(*port_tools.choose_free(len(local_settings.Ports.__slots__)))
    try:
        commands._start(settings, [node], ports, java_home)
        yield f"http://127.0.0.1:{ports.elasticsearch}"
    finally:
        commands.wipe(settings, programs=False)


def environ_of(pipeline: Pipeline, user: str, password: str) -> dict[str, str]:
    """The environment of a command as a user; a settings object shows no password."""
    login = {"QUOTEWIRE_ELASTICSEARCH_USER": user, "QUOTEWIRE_ELASTICSEARCH_PASSWORD": password}
    return pipeline.environ | login | {"PYTHONPATH": str(ROOT)}


def set_up(pipeline: Pipeline, **changed: str) -> subprocess.CompletedProcess:
    """Runs deploy/elasticsearch/users.py as the superuser, with PASSWORDS or changed ones."""
    variables = {"KIBANA_SYSTEM_PASSWORD": "kibana_system", "WORKER_PASSWORD": "quotewire_worker"}
    variables |= {"WEB_PASSWORD": "quotewire_web", "BACKUP_PASSWORD": "quotewire_backup"}
    passwords = {variable: PASSWORDS[user] for variable, user in variables.items()} | changed
    command = [sys.executable, str(ROOT / "deploy" / "elasticsearch" / "users.py")]
    environ = environ_of(pipeline, SUPERUSER, PASSWORD) | passwords
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
