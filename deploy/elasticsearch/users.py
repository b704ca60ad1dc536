"""Users of Elasticsearch for deploy/compose.yaml, each with what it needs and no more; may be run again at any time.

    kibana_system     the password of Kibana's built-in user
    quotewire_worker  reads and writes the indices of Quotewire; creates one for each month, from the templates
    quotewire_web     reads them
    quotewire_backup  takes snapshots and brings them back

Signs in as the superuser (QUOTEWIRE_ELASTICSEARCH_USER and _PASSWORD). A password that was changed in deploy/.env is
set anew at the next start.
"""

import os
import sys

from elasticsearch import ApiError, Elasticsearch, TransportError

from streams.elasticsearch_client import sync_client
from streams.security.privileges import Identity, elasticsearch_role
from streams.settings import Settings

SHORTEST_PASSWORD = 6
"""Elasticsearch refuses shorter ones."""

IDENTITIES: dict[str, Identity] = {
    "quotewire_worker": "worker",
    "quotewire_web": "reader",
    "quotewire_backup": "backup",
}
"""By role, and user of the same name: whose rights it has (`quotewire security print`)."""

PASSWORDS = {
    "kibana_system": "KIBANA_SYSTEM_PASSWORD",
    "quotewire_worker": "WORKER_PASSWORD",
    "quotewire_web": "WEB_PASSWORD",
    "quotewire_backup": "BACKUP_PASSWORD",
}
"""The variable with the password, by user."""


def main() -> int:
    """Set up all users and return the exit code."""
    passwords = {user: os.environ.get(variable, "") for user, variable in PASSWORDS.items()}
    short = [PASSWORDS[user] for user, password in passwords.items() if len(password) < SHORTEST_PASSWORD]
    if short:
        print(f"{', '.join(short)}: at least {SHORTEST_PASSWORD} characters are needed", file=sys.stderr)
        return 1
    settings = Settings()
    try:
        with sync_client(settings) as client:
            set_up(client, settings, passwords)
    except TransportError as error:
        print(f"Elasticsearch at {settings.elasticsearch_url} does not answer: {error}", file=sys.stderr)
        return 1
    except ApiError as error:
        print(f"Elasticsearch refuses: {error.meta.status} {error.message}", file=sys.stderr)
        return 1
    return 0


def set_up(client: Elasticsearch, settings: Settings, passwords: dict[str, str]) -> None:
    """Create or bring up to date the roles and users.

    Args:
        client: Signed in as a user who may manage security.
        settings: With the prefix of the pipeline's indices.
        passwords: By user.
    """
    client.security.change_password(username="kibana_system", password=passwords["kibana_system"])
    print("set the password of kibana_system")
    for name, identity in IDENTITIES.items():
        client.security.put_role(name=name, **(elasticsearch_role(settings, identity) or {}))
        client.security.put_user(username=name, password=passwords[name], roles=[name])
        print(f"put role and user {name}")


if __name__ == "__main__":
    sys.exit(main())
