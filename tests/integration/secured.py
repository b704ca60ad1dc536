"""An Elasticsearch with security on, with the settings that deploy/compose.yaml gives to its own."""

import base64
import http.client
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "deploy" / "local"))

import commands  # noqa: E402  # deploy/local is no package
import ports as port_tools  # noqa: E402
import prerequisites  # noqa: E402
import settings as local_settings  # noqa: E402
from elasticsearch_node import ElasticsearchNode  # noqa: E402
from folder import claim  # noqa: E402
from placement import give_to_server, place  # noqa: E402

SUPERUSER = "set-up"
"""Stands for `elastic`, whose first password comes from a keystore that this distribution has no tool for."""

PASSWORD = "for-this-test-only"
PASSWORD_HASH = "$2b$04$GpFniR0xVGvg3ZUyq7NBtussRuFV6iBazCumGQC/k6ut4mf/itD92"  # bcrypt


class SecuredNode(ElasticsearchNode):
    """The local stack's node with the compose file's settings, and a superuser in a file."""

    def _write_configuration(self, home: Path, ports: local_settings.Ports) -> None:
        super()._write_configuration(home, ports)
        config = self.state_dir / "config"
        written = yaml.safe_load((config / "elasticsearch.yml").read_text())
        compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
        given = compose["services"]["elasticsearch"]["environment"]
        written |= {name: value for name, value in given.items() if "." in name}
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


@contextmanager
def secured_elasticsearch(folder: Path) -> Iterator[str]:
    """Starts one on a free port, gives its address, and deletes it in the end."""
    settings = local_settings.from_environment(
        {
            **os.environ,
            "QUOTEWIRE_STACK_DIR": str(folder),
            "QUOTEWIRE_STACK_DIST": os.environ.get("QUOTEWIRE_STACK_DIST", str(ROOT / ".stack" / "dist")),
            "QUOTEWIRE_STACK_FAST": "1",
            "QUOTEWIRE_STACK_WAIT": "300",
        }
    )
    _finding, java_home = prerequisites.check_jdk(settings)
    assert java_home
    claim(settings)
    node = SecuredNode(settings, place(settings))
    ports = local_settings.Ports(*port_tools.choose_free(len(local_settings.Ports.__slots__)))
    try:
        commands._start(settings, [node], ports, java_home)
        yield f"http://127.0.0.1:{ports.elasticsearch}"
    finally:
        commands.wipe(settings, programs=False)
