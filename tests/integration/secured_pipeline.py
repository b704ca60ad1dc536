"""A pipeline on the secured stack, its identities with their logins, and what tests of it share."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streams.security.privileges import IDENTITIES
from streams.settings import Settings
from tests.certificates import KEY_PASSWORD
from tests.integration.conftest import ROOT, Pipeline, command_server, new_pipeline
from tests.integration.processes import agent
from tests.integration.secured import PASSWORD
from tests.integration.secured_stack import PASSWORDS, Key, SecuredStack, secured_stack

ARTICLE = {"text": "“We mended the roof,” said the headmistress Oda Lindqvist.", "source": "test"}
WRONG = "not-the-password-9aQ"
ROTATED = "the-next-password-7bT"


@dataclass
class Secured:
    """The stack, a pipeline on it as its superuser, and an API key for each identity."""

    stack: SecuredStack
    pipeline: Pipeline
    keys: dict[str, Key]
    base: dict[str, str]

    def environ(self, kind: str, user: str, **changes: str) -> dict[str, str]:
        """The environment of a command of a user; `changes` are settings."""
        named = {f"QUOTEWIRE_{name.upper()}": value for name, value in changes.items()}
        key = {"QUOTEWIRE_ELASTICSEARCH_API_KEY": self.keys[user].secret} if user in self.keys else {}
        return self.base | self.stack.elasticsearch() | key | self.stack.kafka(kind, user) | named

    def run(self, kind: str, user: str, *arguments: str, stdin: str | None = None, **changes: str) -> Any:
        """Runs `quotewire` as a user."""
        return command_server().run(arguments, self.environ(kind, user, **changes), ROOT, stdin, seconds=120)

    def publish(self, kind: str, *identifiers: str, user: str = "publisher", **changes: str) -> Any:
        """Publishes articles."""
        lines = "".join(json.dumps(ARTICLE | {"id": identifier}) + "\n" for identifier in identifiers)
        return self.run(kind, user, "publish", "-", stdin=lines, **changes)

    def secrets(self) -> list[str]:
        """All that must be shown nowhere."""
        keys = [key.secret for key in self.keys.values()]
        # Of a key file, the line after that which says what it is.
        files = [path for one in self.stack.clients.values() for path in (one.key, one.locked_key)]
        lines = [path.read_text().splitlines()[1] for path in files]
        return [*PASSWORDS.values(), PASSWORD, WRONG, ROTATED, KEY_PASSWORD, *keys, *lines]

    def settings(self, kind: str, user: str, **changes: str) -> Settings:
        """The settings of a command of a user."""
        given = self.environ(kind, user, **changes)
        own = {
            name.lower(): given[f"QUOTEWIRE_{name.upper()}"]
            for name in Settings.model_fields
            if f"QUOTEWIRE_{name.upper()}" in given
        }
        return Settings(_env_file=None, **own)


@contextmanager
def secured_pipeline(folder: Path) -> Iterator[Secured]:
    """The stack and a pipeline on it; all identities have their logins and rights, and no more."""
    (folder / "stack").mkdir()
    with secured_stack(folder / "stack") as stack:
        for user, password in PASSWORDS.items():
            stack.set_scram_password(user, password)
        made = identities(stack, new_pipeline({}, folder, **stack.superuser()))
        try:
            yield made
        finally:
            made.pipeline.stop()


def identities(stack: SecuredStack, pipeline: Pipeline) -> Secured:
    """The logins and rights of the identities in a pipeline."""
    for identity in IDENTITIES:
        stack.grant(pipeline.settings, identity)
    keys = {one: stack.new_key(pipeline.settings, one) for one in IDENTITIES if one != "publisher"}
    return Secured(stack, pipeline, keys, pipeline.environ)


class Worker:
    """A worker whose secrets are in files."""

    def __init__(self, secured: Secured, folder: Path, password: str) -> None:
        self.password, self.key = folder / "kafka-password", folder / "elasticsearch-key"
        self._pipeline = secured.pipeline
        self.give_password(password)
        self.give_key(secured.keys["worker"].secret)
        variables = secured.environ("SCRAM-SHA-512", "worker", log_level="DEBUG")
        for name, path in {"KAFKA_PASSWORD": self.password, "ELASTICSEARCH_API_KEY": self.key}.items():
            del variables[f"QUOTEWIRE_{name}"]
            variables[f"QUOTEWIRE_{name}_FILE"] = str(path)
        self._pipeline.variables = variables
        self.process = self._pipeline.start_worker()

    def give_password(self, password: str) -> None:
        replace(self.password, password)

    def give_key(self, key: str) -> None:
        replace(self.key, key)

    def agents(self) -> list[int | None]:
        return [agent(self.process.pid, name) for name in ("enrich", "index")]

    def await_refusal(self, said: str) -> None:
        """Waits until the worker is not ready for this reason."""
        self._pipeline.wait(lambda: bool(re.search(said, self._pipeline.get("/readyz")[1])), f"/readyz to say {said!r}")
        assert self._pipeline.get("/readyz")[0] == 503


def replace(path: Path, secret: str) -> None:
    """As whoever rotates it should: at once, for the owner only."""
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(secret + "\n")
    new.replace(path)
