"""Recorded versions of the messages, and what a version may change.

    recorded/<kind>/<version>.schema.json   what a reader of that version needs, as JSON Schema
    recorded/<kind>/<version>*.json         messages of that version, invented by us

`python -m tests.schemas.versions` records the schemas of today's versions where there is none yet.
"""

import json
from pathlib import Path
from typing import Any

from schemas.__main__ import MODELS

RECORDED = Path(__file__).parent / "recorded"

SAYS_NOTHING = frozenset({"title", "description", "additionalProperties"})
"""Keywords for people; and whether fields of newer versions are read, which the reading code decides."""

Schema = dict[str, Any]


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
    found = _resolved(schema, schema.get("$defs", {}))
    found.pop("$defs", None)
    found["properties"] = {name: part for name, part in found["properties"].items() if name != "schema_version"}
    return found


def _resolved(part: Any, parts: Schema) -> Any:
    if isinstance(part, list):
        return [_resolved(one, parts) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _resolved(parts[part["$ref"].rpartition("/")[2]], parts)
    # Under `properties` the keys are names of fields, which may be called `title`.
    return {
        key: {name: _resolved(field, parts) for name, field in value.items()}
        if key == "properties"
        else _resolved(value, parts)
        for key, value in part.items()
        if key not in SAYS_NOTHING
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
    """Records today's schemas; one that is recorded stays."""
    for kind in MODELS:
        path = schema_file(kind, current_version(kind))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(needed(kind), indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
            print(path)


if __name__ == "__main__":
    main()
