"""`quotewire security`: the rights of those who use Kafka and Elasticsearch."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args

import orjson
import typer

from streams.cli.common import load_settings, print_json
from streams.errors import BadInput

if TYPE_CHECKING:
    from streams.security.privileges import Identity
    from streams.settings import Settings

Format = Literal["commands", "json", "strimzi"]
CHART: Final = "quotewire"
"""How the Helm chart calls the Kafka that it has Strimzi make, if its release is called so."""


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Rights in Kafka and Elasticsearch (docs/security.md).", no_args_is_help=True)
    group.command("print")(print_rights)
    # A second command, so that `print` is not the group itself.
    group.command("identities")(print_identities)
    app.add_typer(group, name="security")


def print_identities() -> None:
    """Print the five identities, and what each is for."""
    from streams.security import privileges

    settings = load_settings()
    for identity in privileges.IDENTITIES:
        typer.echo(f"{privileges.name_of(settings, identity):24} {privileges.PURPOSES[identity]}")


def print_rights(
    kafka: Annotated[bool, typer.Option("--kafka", help="Only Kafka's access control lists.")] = False,
    elasticsearch: Annotated[bool, typer.Option("--elasticsearch", help="Only Elasticsearch's roles.")] = False,
    identity: Annotated[
        str | None, typer.Option(help="Only one of setup, publisher, worker, reader, backup; all five if not given.")
    ] = None,
    output: Annotated[
        str, typer.Option("--format", help="commands, json, or strimzi (KafkaUsers for `kubectl apply -f -`).")
    ] = "commands",
    expires: Annotated[str, typer.Option(help="After so long an API key made of this ends.")] = "90d",
    cluster: Annotated[
        str | None,
        typer.Option(
            help="With --format strimzi: the name of Strimzi's Kafka; quotewire, as the chart's, if not given."
        ),
    ] = None,
) -> None:
    """Print what each of the five identities needs in Kafka and Elasticsearch, and no more; nothing is changed.

    The names are those of the settings: QUOTEWIRE_TOPIC_PREFIX, QUOTEWIRE_INDEX_PREFIX, QUOTEWIRE_GROUP_PREFIX.

    commands: for Kafka lines for a shell, in which admin.properties holds the login of an administrator; for
    Elasticsearch requests for Kibana's Dev Tools: a role, and an API key with the same rights that ends by itself.
    """
    from streams.security import privileges

    settings = load_settings()
    if output not in get_args(Format):
        raise BadInput(f"--format {output!r}: choose from {', '.join(get_args(Format))}")
    if identity is not None and identity not in privileges.IDENTITIES:
        raise BadInput(f"--identity {identity!r}: choose from {', '.join(privileges.IDENTITIES)}")
    if not re.fullmatch(r"[1-9]\d*[dhm]", expires):
        raise BadInput(f"--expires {expires!r}: write a number of days, hours or minutes, such as 90d or 12h")
    if output == "strimzi" and elasticsearch and not kafka:
        raise BadInput("--format strimzi is for Kafka; Elasticsearch's roles are printed as commands or json")
    if cluster is not None and output != "strimzi":
        raise BadInput(f"--cluster {cluster!r} is for --format strimzi only; leave it out")
    chosen = [one for one in privileges.IDENTITIES if identity in (None, one)]
    both = kafka == elasticsearch
    if output == "strimzi":
        items = [privileges.strimzi_user(settings, one, cluster or CHART) for one in chosen]
        typer.echo(_indented({"apiVersion": "v1", "kind": "List", "items": items}))
    elif output == "json":
        print_json(_rights(settings, chosen, expires, kafka or both, elasticsearch or both))
    else:
        for one in chosen:
            typer.echo(f"# {privileges.name_of(settings, one)}: {privileges.PURPOSES[one]}")
            for line in _commands(settings, one, expires, kafka or both, elasticsearch or both):
                typer.echo(line)
            typer.echo("")


def _commands(
    settings: "Settings", identity: "Identity", expires: str, kafka: bool, elasticsearch: bool
) -> Iterator[str]:
    from streams.security import privileges

    if kafka:
        yield from privileges.kafka_commands(settings, identity)
    if elasticsearch:
        role = privileges.elasticsearch_role(settings, identity)
        if role is None:
            yield "# no role: it does not use Elasticsearch"
            return
        yield f"PUT /_security/role/{privileges.name_of(settings, identity)}\n{_indented(role)}"
        yield f"POST /_security/api_key\n{_indented(privileges.api_key(settings, identity, expires))}"


def _rights(
    settings: "Settings", chosen: "list[Identity]", expires: str, kafka: bool, elasticsearch: bool
) -> dict[str, dict[str, Any]]:
    from streams.security import privileges

    rights: dict[str, dict[str, Any]] = {}
    for identity in chosen:
        found: dict[str, Any] = {"name": privileges.name_of(settings, identity)}
        if kafka:
            found["kafka"] = privileges.kafka_acls(settings)[identity]
        if elasticsearch:
            found["elasticsearch_role"] = privileges.elasticsearch_role(settings, identity)
            found["elasticsearch_api_key"] = privileges.api_key(settings, identity, expires)
        rights[identity] = found
    return rights


def _indented(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
