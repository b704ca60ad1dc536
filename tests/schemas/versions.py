"""Recorded versions of the messages, and what a version may change.

    recorded/<kind>/<version>.schema.json   what a reader of that version needs, as JSON Schema
    recorded/<kind>/<version>-*.schema.json readers of that version with other rules for what they do not know
    recorded/<kind>/<version>*.json         messages of that version, invented by us

`python -m tests.schemas.versions` records today's readers where they are not recorded yet.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema

from schemas.__main__ import MODELS

RECORDED = Path(__file__).parent / "recorded"

FOR_PEOPLE = frozenset({"title", "description"})

SAYS_NOTHING = FOR_PEOPLE | {"additionalProperties"}
"""Of what a message has to be; what a reader does with fields that it does not know is its own matter."""

KNOWN_BREAKS = {("enriched-article", "1"): 2}
"""Kinds of message and their readers, with the first version that these refuse; each is told in docs/upgrading.md.

Before one is added: can the change not be an addition that those readers leave out?
"""

Schema = dict[str, Any]


@dataclass(frozen=True)
class OldReader:
    """What reads messages of a kind in some version of Quotewire, by what was recorded of it.

    Attributes:
        kind: of message.
        name: its version, and a number behind it where there were several.
        schema: the recorded one.
    """

    kind: str
    name: str
    schema: Schema

    @property
    def version(self) -> int:
        """The version that it writes itself."""
        return int(self.name.split("-")[0])

    @cached_property
    def rules(self) -> Schema:
        """Its schema without references, and without what is for people alone."""
        found: Schema = _resolved(self.schema, self.schema.get("$defs", {}), FOR_PEOPLE)
        found.pop("$defs", None)
        return found

    def refusal(self, data: dict[str, Any]) -> str | None:
        """Why it does not take a message; None if it does.

        Fields that it does not know it leaves out if the message is of a newer version than its own, and it takes
        such versions at all (schemas/versions.py). A raw article's go into `extra`, whatever its version.
        """
        if self.kind == "raw-article" or data.get("schema_version", self.version) > self.version:
            data = known(data, self.rules)
        problem = jsonschema.Draft202012Validator(self.rules)
        return next((f"{error.json_path}: {error.message}" for error in problem.iter_errors(data)), None)


def known(data: Any, schema: Schema) -> Any:
    """What a schema knows of a message: its fields, and theirs."""
    if isinstance(data, list):
        return [known(one, schema.get("items", {})) for one in data]
    for form in (schema, *schema.get("anyOf", ())):
        if isinstance(data, dict) and "properties" in form:
            return {
                name: known(one, form["properties"][name]) for name, one in data.items() if name in form["properties"]
            }
    return data


def readers(kind: str) -> list[OldReader]:
    """The recorded readers of a kind of message."""
    paths = sorted((RECORDED / kind).glob("*.schema.json"))
    return [
        OldReader(kind, path.name.removesuffix(".schema.json"), json.loads(path.read_text("utf-8"))) for path in paths
    ]


def todays_reader(kind: str) -> OldReader:
    """The reader of today's code, as it would be recorded."""
    return OldReader(kind, str(current_version(kind)), needed(kind))


def current_version(kind: str) -> int:
    """The version that today's code writes."""
    version: int = MODELS[kind].model_fields["schema_version"].default
    return version


def needed(kind: str) -> Schema:
    """What today's reader needs of a message."""
    return MODELS[kind].model_json_schema(mode="validation")


def schema_file(kind: str, version: int) -> Path:
    """Where the schema of a version is recorded."""
    return RECORDED / kind / f"{version}.schema.json"


def messages(kind: str) -> list[tuple[int, str, bytes]]:
    """The recorded messages of all versions: version, name and value."""
    files = sorted(path for path in (RECORDED / kind).glob("*.json") if not path.name.endswith(".schema.json"))
    return [(int(path.stem.split("-")[0]), path.stem, path.read_bytes()) for path in files]


def of_the_future(kind: str, version: int = 99) -> dict[str, Any]:
    """The last recorded message with a field that nobody knows in each of its objects."""

    def add(part: Any) -> Any:
        if isinstance(part, list):
            return [add(one) for one in part]
        if isinstance(part, dict):
            return {name: add(one) if name not in {"extra", "seconds"} else one for name, one in part.items()} | {
                "novel": [{"a": 1}]
            }
        return part

    return add(json.loads(messages(kind)[-1][2])) | {"schema_version": version}


def meaning(schema: Schema) -> Schema:
    """A schema with its parts in place of references to them, without what is for people alone, and its version."""
    found = _resolved(schema, schema.get("$defs", {}), SAYS_NOTHING)
    found.pop("$defs", None)
    found["properties"] = {name: part for name, part in found["properties"].items() if name != "schema_version"}
    return found


def _resolved(part: Any, parts: Schema, without: frozenset[str]) -> Any:
    if isinstance(part, list):
        return [_resolved(one, parts, without) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _resolved(parts[part["$ref"].rpartition("/")[2]], parts, without)
    # Under `properties` the keys are names of fields, which may be called `title`.
    return {
        key: {name: _resolved(field, parts, without) for name, field in value.items()}
        if key == "properties"
        else _resolved(value, parts, without)
        for key, value in part.items()
        if key not in without
    }


def incompatible(old: Any, new: Any, where: str = "message") -> list[str]:
    """What a new version of a schema does besides adding fields that may be left out.

    Args:
        old: the meaning of the older schema.
        new: of the newer one.
        where: what part of it, for the answer.
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            pairs = zip(old, new, strict=True)
            return [line for number, (a, b) in enumerate(pairs) for line in incompatible(a, b, f"{where}[{number}]")]
        return [] if old == new else [f"{where}: {old!r} became {new!r}"]
    lines = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if key == "required":
            lines += [f"{where}: {name} must now be there" for name in sorted({*(after or [])} - {*(before or [])})]
            lines += [
                f"{where}: {name}, which older readers need, may be missing"
                for name in sorted({*(before or [])} - {*(after or [])})
            ]
        elif key == "properties":
            for name, field in (before or {}).items():
                if name in (after or {}):
                    lines += incompatible(field, after[name], f"{where}.{name}")
                else:
                    lines.append(f"{where}: {name} is gone")
        else:
            lines += incompatible(before, after, f"{where} {key}")
    return lines


def main() -> None:
    """Records today's readers; what is recorded stays."""
    for kind in MODELS:
        version, today = current_version(kind), todays_reader(kind)
        of_this_version = [one for one in readers(kind) if one.version == version]
        if today.rules not in [one.rules for one in of_this_version]:
            number = f"-{len(of_this_version) + 1}" if of_this_version else ""
            path = RECORDED / kind / f"{version}{number}.schema.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(today.schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
            print(path)


if __name__ == "__main__":
    main()
