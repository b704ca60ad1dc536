"""The rights of the five identities in Kafka and Elasticsearch, told here only: `quotewire security print`, the check
of a worker before it starts, deploy/ and the tests read them here.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from streams.settings import Settings

Identity = Literal["setup", "publisher", "worker", "reader", "backup"]
IDENTITIES: Final[tuple[Identity, ...]] = get_args(Identity)

PURPOSES: Final[Mapping[Identity, str]] = {
    "setup": "init, reindex, replay, expire, dead-letters replay and drop; changes what the others use",
    "publisher": "publish, delete; writes raw articles and reads nothing",
    "worker": "the agents of `quotewire worker`",
    "reader": "search, quotes, status, dead-letters list, the search page; changes nothing",
    "backup": "backup, restore; sets the index agent back in Kafka, writes no article",
}

_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
"""What is replaced in the name of an object of Kubernetes (RFC 1123)."""

IndexRight = Literal["read", "write", "create_index", "view_index_metadata", "monitor", "maintenance", "manage"]


@dataclass(frozen=True, slots=True)
class Acl:
    """What may be done with a topic or a consumer group of Kafka.

    Attributes:
        resource: its kind.
        name: its name, or what its name begins with.
        operations: as Kafka calls them; Describe comes with Read, Write and Delete.
        prefixed: whether `name` is what the names begin with.
    """

    resource: Literal["topic", "group"]
    name: str
    operations: tuple[str, ...]
    prefixed: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What may be done in Elasticsearch.

    Attributes:
        cluster: privileges of the cluster.
        indices: privileges of the indices of this pipeline.
    """

    cluster: tuple[str, ...]
    indices: tuple[IndexRight, ...]


ROLES: Final[Mapping[Identity, Role | None]] = {
    "setup": Role(
        ("monitor", "manage_index_templates", "manage_ilm"),
        ("read", "write", "create_index", "view_index_metadata", "monitor", "maintenance", "manage"),
    ),
    "publisher": None,
    "worker": Role(("monitor",), ("read", "write", "create_index", "view_index_metadata", "monitor", "maintenance")),
    "reader": Role((), ("read", "view_index_metadata")),
    # Elasticsearch has no privilege for restoring or deleting snapshots but `manage`, for all of the cluster; so these
    # actions are named. Restoring is a right over all indices: it asks for none to the ones that come back.
    "backup": Role(
        (
            "monitor",
            "create_snapshot",
            "cluster:admin/repository/put",
            "cluster:admin/snapshot/delete",
            "cluster:admin/snapshot/restore",
            "manage_index_templates",
            "manage_ilm",
        ),
        ("read", "view_index_metadata", "monitor", "maintenance", "manage"),
    ),
}
"""None: Elasticsearch is not used."""


def name_of(settings: Settings, identity: Identity) -> str:
    """How an identity is called in Kafka and Elasticsearch: pipelines with other names have other ones."""
    return f"{settings.group_prefix}-{identity}"


def kafka_acls(settings: Settings) -> dict[Identity, list[Acl]]:
    """The rights of each identity in Kafka."""
    raw, enriched, letters = settings.raw_topic, settings.enriched_topic, settings.dead_letter_topic
    groups = [settings.group("enrich"), settings.group("index")]
    return {
        "setup": [
            Acl("topic", raw, ("Create", "DescribeConfigs", "Read", "Write")),
            Acl("topic", enriched, ("Create", "DescribeConfigs", "Read", "Write")),
            Acl("topic", letters, ("Create", "Read")),
            *[Acl("group", name, ("Describe",)) for name in groups],
            Acl("group", f"{settings.group_prefix}-reindex-", ("Read", "Delete"), prefixed=True),
        ],
        "publisher": [Acl("topic", raw, ("Write",))],
        "worker": [
            Acl("topic", raw, ("Read",)),
            Acl("topic", enriched, ("Read", "Write")),
            Acl("topic", letters, ("Read", "Write")),
            *[Acl("group", name, ("Read",)) for name in groups],
        ],
        "reader": [
            *[Acl("topic", name, ("Read",)) for name in (raw, enriched, letters)],
            *[Acl("group", name, ("Describe",)) for name in groups],
        ],
        "backup": [
            Acl("topic", enriched, ("DescribeConfigs", "Read")),
            Acl("topic", letters, ("Read",)),
            Acl("group", settings.group("index"), ("Read",)),
        ],
    }


def kafka_commands(settings: Settings, identity: Identity) -> Iterator[str]:
    """Commands of Kafka's own kafka-acls.sh that give an identity its rights."""
    principal = shlex.quote(f"User:{name_of(settings, identity)}")
    broker = settings.kafka_brokers.split(",")[0]
    for acl in kafka_acls(settings)[identity]:
        pattern = " --resource-pattern-type prefixed" if acl.prefixed else ""
        operations = " ".join(f"--operation {operation}" for operation in acl.operations)
        yield (
            f"kafka-acls.sh --bootstrap-server {broker} --command-config admin.properties --add "
            f"--allow-principal {principal} {operations} --{acl.resource} {acl.name}{pattern}"
        )


def strimzi_user(settings: Settings, identity: Identity, cluster: str) -> dict[str, Any]:
    """A KafkaUser of Strimzi's operator, which makes the user with a password of its own and these rights.

    The user is called as the object, so `quotewire_2` becomes `quotewire-2`: Kubernetes takes no underscores.
    """
    return {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaUser",
        "metadata": {
            "name": _NOT_IN_NAMES.sub("-", name_of(settings, identity)),
            "labels": {"strimzi.io/cluster": cluster},
        },
        "spec": {
            "authentication": {"type": "scram-sha-512"},
            "authorization": {
                "type": "simple",
                "acls": [
                    {
                        "resource": {
                            "type": acl.resource,
                            "name": acl.name,
                            "patternType": "prefix" if acl.prefixed else "literal",
                        },
                        "operations": list(acl.operations),
                    }
                    for acl in kafka_acls(settings)[identity]
                ],
            },
        },
    }


def elasticsearch_role(settings: Settings, identity: Identity) -> dict[str, Any] | None:
    """The body of `PUT /_security/role/…`; None for an identity that does not use Elasticsearch."""
    role = ROLES[identity]
    if role is None:
        return None
    names = [f"{settings.index_prefix}-*"]
    return {"cluster": list(role.cluster), "indices": [{"names": names, "privileges": list(role.indices)}]}


def api_key(settings: Settings, identity: Identity, expires: str) -> dict[str, Any] | None:
    """The body of `POST /_security/api_key`: a key with the rights of an identity that ends by itself.

    Args:
        settings: the prefixes.
        identity: whose rights.
        expires: after this time, such as 90d.
    """
    role = elasticsearch_role(settings, identity)
    name = name_of(settings, identity)
    return None if role is None else {"name": name, "expiration": expires, "role_descriptors": {name: role}}
