"""Kafka and Elasticsearch with their security on: TLS, logins, rights. One stack for all tests that need it.

Kafka's listeners:

    INTERNAL    plaintext, for the broker and for the tests themselves, who are its superuser
    SASL        TLS and logins, PLAIN and SCRAM-SHA-512; reached through a door that can be shut
    MUTUAL      TLS with client certificates; the user is their common name
    CLEAR       logins without TLS
    EXPIRED     as SASL, with a certificate that has expired
    OTHER       as SASL, with a certificate for another name

Elasticsearch has TLS, and a superuser (tests/integration/secured.py).
"""

import base64
import http.client
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourceType,
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from streams.elasticsearch_client import sync_client
from streams.security.privileges import IDENTITIES, Identity, api_key, elasticsearch_role, kafka_acls, name_of
from streams.settings import Settings
from tests.certificates import HERE, Authority, Certificate
from tests.integration.conftest import ROOT
from tests.integration.forwarder import Forwarder
from tests.integration.secured import DIST, PASSWORD, SUPERUSER, SecuredNode, own_place

sys.path.append(str(ROOT / "deploy" / "local"))

import commands  # deploy/local is no package
import kafka_broker
import ports as port_tools
import prerequisites
import settings as local_settings
from placement import give_to_server, place

NAMES = ("SASL", "MUTUAL", "CLEAR", "EXPIRED", "OTHER")

PASSWORDS = {name: f"pw-{name}-Zx81" for name in IDENTITIES}
"""Of Kafka's users, by SCRAM and by PLAIN."""


@dataclass(frozen=True, slots=True)
class SecuredBroker(kafka_broker.KafkaBroker):
    """The local stack's broker with more listeners, logins and rights."""

    listeners: dict[str, int] = field(default_factory=dict)
    advertised: dict[str, int] = field(default_factory=dict)
    certificates: dict[str, Certificate] = field(default_factory=dict)
    authority: Path = Path()

    def _properties(self, ports: local_settings.Ports, data: Path) -> str:
        written = dict(
            line.split("=", 1)
            for line in kafka_broker.server_properties(ports, data).splitlines()
            if line[:1] not in "#"
        )
        written["listeners"] += "".join(f",{name}://127.0.0.1:{port}" for name, port in self.listeners.items())
        written["advertised.listeners"] += "".join(
            f",{name}://127.0.0.1:{self.advertised.get(name, port)}" for name, port in self.listeners.items()
        )
        kinds = {
            "SASL": "SASL_SSL",
            "MUTUAL": "SSL",
            "CLEAR": "SASL_PLAINTEXT",
            "EXPIRED": "SASL_SSL",
            "OTHER": "SASL_SSL",
        }
        kinds |= {"PLAINTEXT": "PLAINTEXT", "CONTROLLER": "PLAINTEXT"}
        written["listener.security.protocol.map"] = ",".join(f"{name}:{kind}" for name, kind in kinds.items())
        written |= {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
            "ssl.keystore.type": "PEM",
            "ssl.truststore.type": "PEM",
            "ssl.truststore.location": str(self.authority),
            "ssl.principal.mapping.rules": "RULE:.*CN=([^,]+).*/$1/",
            "listener.name.mutual.ssl.client.auth": "required",
            "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-512",
        }
        for name in self.listeners:
            own = f"listener.name.{name.lower()}"
            if kinds[name].endswith("SSL"):
                certificate = self.certificates.get(name, self.certificates["SASL"])
                written[f"{own}.ssl.keystore.location"] = str(certificate.both)
            if kinds[name].startswith("SASL"):
                logins = " ".join(f'user_{user}="{password}"' for user, password in PASSWORDS.items())
                modules = "org.apache.kafka.common.security"
                written[f"{own}.plain.sasl.jaas.config"] = f"{modules}.plain.PlainLoginModule required {logins};"
                scram = f"{modules}.scram.ScramLoginModule required;"
                written[f"{own}.scram-sha-512.sasl.jaas.config"] = scram
                # The broker asks for a login again, or closes the connection, as those who revoke logins set it.
                written[f"{own}.scram-sha-512.connections.max.reauth.ms"] = "15000"
        return "".join(f"{name}={value}\n" for name, value in written.items())


@dataclass(frozen=True, slots=True)
class TlsNode(SecuredNode):
    """The node with security on, and TLS."""

    certificate: Certificate | None = None
    authority: Path = Path()

    def _write_configuration(self, home: Path, ports: local_settings.Ports) -> None:
        SecuredNode._write_configuration(self, home, ports)
        assert self.certificate is not None
        config = self.state_dir / "config"
        (config / "http.crt").write_bytes(self.certificate.certificate.read_bytes())
        (config / "http.key").write_bytes(self.certificate.key.read_bytes())
        written = yaml.safe_load((config / "elasticsearch.yml").read_text())
        written |= {
            "xpack.security.http.ssl.enabled": True,
            "xpack.security.http.ssl.certificate": "http.crt",
            "xpack.security.http.ssl.key": "http.key",
            "xpack.security.authc.api_key.enabled": True,
        }
        (config / "elasticsearch.yml").write_text(yaml.safe_dump(written))
        give_to_server(config)

    def answers(self, address: str) -> bool:
        """Whether it serves searches to its superuser."""
        login = base64.b64encode(f"{SUPERUSER}:{PASSWORD}".encode()).decode()
        trust = ssl.create_default_context(cafile=self.authority)
        connection = http.client.HTTPSConnection(urlsplit(address).netloc, timeout=5, context=trust)
        try:
            connection.request("GET", "/_cat/indices", headers={"Authorization": f"Basic {login}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@dataclass(frozen=True)
class Key:
    """An API key of Elasticsearch."""

    id: str
    secret: str


@dataclass
class SecuredStack:
    """Where everything is, and what opens it.

    Attributes:
        plain: Kafka for the tests themselves, who may do everything.
        brokers: address of each listener.
        url: of Elasticsearch.
        authority: that signs all certificates.
        clients: certificates of clients, by user.
        door: before the listener SASL.
        certificate: Elasticsearch's.
    """

    plain: str
    brokers: dict[str, str]
    url: str
    authority: Authority
    stranger: Authority
    clients: dict[str, Certificate]
    door: Forwarder
    certificate: Certificate
    folder: Path

    def superuser(self) -> dict[str, Any]:
        """Settings of whoever may do everything."""
        return {
            "kafka_brokers": self.plain,
            "elasticsearch_url": self.url,
            "elasticsearch_ca_file": self.authority.file,
            "elasticsearch_user": SUPERUSER,
            "elasticsearch_password": PASSWORD,
        }

    def kafka(self, kind: str, user: str) -> dict[str, str]:
        """Variables with which a user signs in.

        Args:
            kind: PLAIN, SCRAM-SHA-512 or certificate.
            user: an identity.
        """
        if kind == "certificate":
            return {
                "QUOTEWIRE_KAFKA_BROKERS": self.brokers["MUTUAL"],
                "QUOTEWIRE_KAFKA_SECURITY_PROTOCOL": "SSL",
                "QUOTEWIRE_KAFKA_CA_FILE": str(self.authority.file),
                "QUOTEWIRE_KAFKA_CERTIFICATE_FILE": str(self.clients[user].certificate),
                "QUOTEWIRE_KAFKA_KEY_FILE": str(self.clients[user].key),
            }
        return {
            "QUOTEWIRE_KAFKA_BROKERS": self.brokers["SASL"],
            "QUOTEWIRE_KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
            "QUOTEWIRE_KAFKA_SASL_MECHANISM": kind,
            "QUOTEWIRE_KAFKA_CA_FILE": str(self.authority.file),
            "QUOTEWIRE_KAFKA_USER": user,
            "QUOTEWIRE_KAFKA_PASSWORD": PASSWORDS[user],
        }

    def elasticsearch(self) -> dict[str, str]:
        """Variables for Elasticsearch without a login."""
        return {
            "QUOTEWIRE_ELASTICSEARCH_URL": self.url,
            "QUOTEWIRE_ELASTICSEARCH_CA_FILE": str(self.authority.file),
            "QUOTEWIRE_ELASTICSEARCH_USER": "",
            "QUOTEWIRE_ELASTICSEARCH_PASSWORD": "",
        }

    def new_user(self, settings: Settings, identity: Identity, password: str) -> str:
        """A user with the rights of an identity, in Elasticsearch's own list of users; its name."""
        name = name_of(settings, identity)
        with sync_client(settings) as client:
            client.security.put_role(name=name, **(elasticsearch_role(settings, identity) or {}))
            client.security.put_user(username=name, password=password, roles=[name])
        return name

    def new_key(self, settings: Settings, identity: Identity, expires: str = "1h") -> Key:
        """An API key with the rights of an identity, as `quotewire security print` says it is to be made."""
        body = api_key(settings, identity, expires)
        assert body is not None
        with sync_client(settings) as client:
            made = client.security.create_api_key(**body)
        return Key(made["id"], made["encoded"])

    def revoke_key(self, settings: Settings, key: Key) -> None:
        """Ends an API key."""
        with sync_client(settings) as client:
            assert client.security.invalidate_api_key(ids=[key.id])["invalidated_api_keys"] == [key.id]

    def refused_logins(self) -> int:
        """How often the broker has refused a login."""
        logs = self.folder / "kafka" / "logs"
        return sum(path.read_text().count("Failed authentication") for path in logs.glob("server.log*"))

    def set_scram_password(self, user: str, password: str | None) -> None:
        """Makes a user for SCRAM-SHA-512, gives it another password, or takes it away (None)."""
        mechanism = ScramMechanism.SCRAM_SHA_512
        change = (
            UserScramCredentialDeletion(user, mechanism)
            if password is None
            else UserScramCredentialUpsertion(user, mechanism, password, iterations=4096)
        )
        admin = KafkaAdminClient(bootstrap_servers=self.plain)
        try:
            assert admin.alter_user_scram_credentials([change]) == {user: None}
        finally:
            admin.close()

    def grant(self, settings: Settings, identity: Identity, *, taken_away: bool = False) -> None:
        """Gives the user of this name the rights of an identity to a pipeline in Kafka, or takes them away."""
        acls = [
            ACL(
                principal=f"User:{identity}",
                host="*",
                operation=ACLOperation[re.sub(r"(?<!^)(?=[A-Z])", "_", operation).upper()],
                permission_type=ACLPermissionType.ALLOW,
                resource_pattern=ResourcePattern(
                    ResourceType[acl.resource.upper()],
                    acl.name,
                    ACLResourcePatternType.PREFIXED if acl.prefixed else ACLResourcePatternType.LITERAL,
                ),
            )
            for acl in kafka_acls(settings)[identity]
            for operation in acl.operations
        ]
        admin = KafkaAdminClient(bootstrap_servers=self.plain)
        try:
            done = admin.delete_acls(acls) if taken_away else admin.create_acls(acls)
            assert not taken_away or len(done) == len(acls)
            assert taken_away or not done["failed"], done
        finally:
            admin.close()


@contextmanager
def secured_stack(folder: Path) -> Iterator[SecuredStack]:
    """Starts one on free ports, and deletes it in the end."""
    settings, java_home = own_place(folder)
    authority, stranger = Authority(folder / "authority"), Authority(folder / "stranger")
    own = {
        "SASL": authority.issue("kafka", *HERE),
        "EXPIRED": authority.issue("kafka-expired", *HERE, expired=True),
        "OTHER": authority.issue("kafka-other", "kafka.example"),
    }
    certificate = authority.issue("elasticsearch", *HERE)
    numbers = port_tools.choose_free(len(local_settings.Ports.__slots__) + len(NAMES))
    ports, listeners = local_settings.Ports(*numbers[len(NAMES) :]), dict(zip(NAMES, numbers, strict=False))
    door = Forwarder(f"http://127.0.0.1:{listeners['SASL']}")
    doors = {"SASL": urlsplit(door.url).port or 0}
    broker = SecuredBroker(settings, listeners=listeners, advertised=doors, certificates=own, authority=authority.file)
    node = TlsNode(settings, place(settings), certificate=certificate, authority=authority.file)
    try:
        commands._start(settings, [broker, node], ports, java_home)
        yield SecuredStack(
            plain=f"127.0.0.1:{ports.kafka}",
            brokers={name: f"127.0.0.1:{doors.get(name, port)}" for name, port in listeners.items()},
            url=f"https://127.0.0.1:{ports.elasticsearch}",
            authority=authority,
            stranger=stranger,
            clients={user: authority.issue(user) for user in PASSWORDS},
            door=door,
            certificate=certificate,
            folder=folder,
        )
    finally:
        door.close()
        commands.wipe(settings, programs=False)


def run_kafka_tool(main: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs one of the programs that come with Kafka, by its main class."""
    settings = local_settings.from_environment({"QUOTEWIRE_STACK_DIST": DIST})
    _finding, java_home = prerequisites.check_jdk(settings)
    broker = kafka_broker.KafkaBroker(settings)
    command = [f"{java_home}/bin/java", "-XX:TieredStopAtLevel=1", *broker._class_path(), main, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
