"""Messages of every version are read by every version; what a version may change is held to what was recorded."""

import copy
import itertools
import json
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from schemas import DeadLetter, EnrichedArticle, RawArticle, decode_raw, read_fields, read_json
from schemas.__main__ import MODELS
from streams.indexing.changes import change_of
from streams.indexing.documents import article_document
from streams.messages import Rejected
from tests.schemas.versions import (
    current_version,
    incompatible,
    meaning,
    messages,
    needed,
    of_the_future,
    schema_file,
)
from tests.streams.articles import enriched, message

KINDS = list(MODELS)
RECORDED = [(kind, version, name, value) for kind in KINDS for version, name, value in messages(kind)]
STRICT = {"enriched-article": EnrichedArticle, "dead-letter": DeadLetter}


def read(kind: str, value: bytes) -> Any:
    return decode_raw(value) if kind == "raw-article" else read_json(STRICT[kind], value)


def recorded_schema(kind: str, version: int) -> dict[str, Any]:
    return json.loads(schema_file(kind, version).read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_that_changes_is_a_new_version_with_a_recorded_schema_and_message(kind: str) -> None:
    version = current_version(kind)
    assert schema_file(kind, version).exists(), "record it: python -m tests.schemas.versions"
    assert meaning(needed(kind)) == meaning(recorded_schema(kind, version)), (
        f"the schema of {kind} has changed: raise its version in schemas/versions.py, "
        "record it (python -m tests.schemas.versions), and add a message of it"
    )
    assert {number for number, _, _ in messages(kind)} == set(range(1, version + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_each_version_only_adds_to_the_one_before(kind: str) -> None:
    schemas = [meaning(recorded_schema(kind, version)) for version in range(1, current_version(kind) + 1)]
    for older, newer in itertools.pairwise(schemas):
        assert incompatible(older, newer) == []
        assert older != newer


def test_the_versions_of_today() -> None:
    assert [current_version(kind) for kind in KINDS] == [1, 2, 1]


@pytest.mark.parametrize(("kind", "version", "name", "value"), RECORDED, ids=[f"{row[0]}-{row[2]}" for row in RECORDED])
def test_this_version_reads_the_recorded_messages_of_all(kind: str, version: int, name: str, value: bytes) -> None:
    found = read(kind, value)
    assert found.schema_version == version
    written = json.loads(found.model_dump_json())
    for field, content in json.loads(value).items():
        assert covers(written[field], content), field


def covers(written: Any, content: Any) -> bool:
    """Whether all that was in a message is in what was read of it."""
    if isinstance(content, dict):
        return all(covers(written[name], one) for name, one in content.items())
    if isinstance(content, list):
        return len(written) == len(content) and all(covers(a, b) for a, b in zip(written, content, strict=True))
    return bool(written == content)


@pytest.mark.parametrize(("kind", "version", "name", "value"), RECORDED, ids=[f"{row[0]}-{row[2]}" for row in RECORDED])
def test_an_older_version_reads_the_recorded_messages_of_newer_ones(
    kind: str, version: int, name: str, value: bytes
) -> None:
    """By the rule: what it does not know is left out. Its reader is the recorded schema."""
    data = json.loads(value)
    for older in range(1, version + 1):
        schema = meaning(recorded_schema(kind, older))
        jsonschema.Draft202012Validator(schema).validate(known(data, schema))


def known(data: Any, schema: dict[str, Any]) -> Any:
    if isinstance(data, list):
        return [known(one, schema.get("items", {})) for one in data]
    for form in (schema, *schema.get("anyOf", ())):
        if isinstance(data, dict) and "properties" in form:
            return {
                name: known(one, form["properties"][name]) for name, one in data.items() if name in form["properties"]
            }
    return data


@pytest.mark.parametrize("kind", STRICT)
def test_unknown_fields_of_a_newer_version_are_left_out(kind: str) -> None:
    last = json.loads(messages(kind)[-1][2])
    found = read(kind, json.dumps(of_the_future(kind)).encode())
    assert json.loads(found.model_dump_json()) == json.loads(
        read(kind, json.dumps(last | {"schema_version": 99}).encode()).model_dump_json()
    )
    assert read_fields(STRICT[kind], of_the_future(kind)) == found


def test_unknown_fields_of_a_newer_raw_article_are_kept() -> None:
    raw = decode_raw(json.dumps(of_the_future("raw-article")).encode())
    assert isinstance(raw, RawArticle)
    assert raw.extra == {"novel": [{"a": 1}], "desk": "Küste"}


@pytest.mark.parametrize("kind", STRICT)
@pytest.mark.parametrize("version", ["current", 1, None, "99", 99.0, True, 0, 10_000])
def test_unknown_fields_of_no_newer_version_are_a_mistake(kind: str, version: object) -> None:
    data = of_the_future(kind, current_version(kind)) if version == "current" else of_the_future(kind, version)
    with pytest.raises(ValidationError):
        read(kind, json.dumps(data).encode())
    with pytest.raises(ValidationError):
        read_fields(STRICT[kind], data)


def test_other_mistakes_of_a_newer_version_are_mistakes() -> None:
    data = of_the_future("enriched-article")
    data["quotes"][0]["kind"] = "overheard"
    with pytest.raises(ValidationError, match="overheard"):
        read("enriched-article", json.dumps(data).encode())


def test_an_index_agent_takes_a_newer_message_and_refuses_a_wrong_one() -> None:
    change = change_of(message(json.dumps(of_the_future("enriched-article")).encode()))
    assert not isinstance(change, Rejected)
    assert "novel" not in json.dumps(article_document(change))  # the index would refuse the field
    data = of_the_future("enriched-article", 2)
    refused = change_of(message(json.dumps(data).encode()))
    assert isinstance(refused, Rejected) and refused.error == "invalid-enriched-article"
    cut = json.dumps(of_the_future("enriched-article")).encode()[:-1]
    assert isinstance(change_of(message(cut)), Rejected)


def test_an_article_is_written_in_this_version_whatever_the_raw_one_has() -> None:
    from processors.chain import Chain
    from processors.enrichment import enrich
    from processors.entity_models.store import ModelStore

    raw = decode_raw(json.dumps({"text": "Kurz.", "schema_version": 77}).encode())
    assert raw.schema_version == 77
    (found,) = enrich(Chain(ModelStore()), [(raw, None)])
    assert found.schema_version == current_version("enriched-article")


def change_each(schema: dict[str, Any], edit: str) -> dict[str, Any]:
    changed = copy.deepcopy(schema)
    quote = changed["properties"]["quotes"]["items"]
    match edit:
        case "a field that may be left out":
            changed["properties"]["novel"] = {"type": "string", "default": ""}
            quote["properties"]["novel"] = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}
        case "a field that must be there":
            quote["properties"]["novel"] = {"type": "string"}
            quote["required"].append("novel")
        case "a field is gone":
            del quote["properties"]["cue"]
        case "a field may be missing":
            quote["required"].remove("group")
        case "another type":
            quote["properties"]["group"]["type"] = "number"
        case "another value":
            quote["properties"]["kind"]["enum"].append("overheard")
        case "another limit":
            changed["properties"]["title"]["anyOf"][0]["maxLength"] = 20_000
    return changed


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("a field that may be left out", []),
        ("a field that must be there", ["message.quotes items: novel must now be there"]),
        ("a field is gone", ["message.quotes items: cue is gone"]),
        ("a field may be missing", ["message.quotes items: group, which older readers need, may be missing"]),
        ("another type", ["message.quotes items.group type: 'integer' became 'number'"]),
        ("another value", None),
        ("another limit", ["message.title anyOf[0] maxLength: 10000 became 20000"]),
    ],
)
def test_what_is_more_than_an_addition_is_found(edit: str, found: list[str] | None) -> None:
    schema = meaning(needed("enriched-article"))
    problems = incompatible(schema, change_each(schema, edit))
    assert problems == found if found is not None else len(problems) == 1
    assert change_each(schema, edit) != schema


def test_a_description_is_no_change() -> None:
    schema = needed("raw-article")
    schema["properties"]["title"]["description"] = "another text"
    assert meaning(schema) == meaning(needed("raw-article"))
    assert "title" in meaning(schema)["properties"]


def test_what_is_written_is_of_this_version() -> None:
    assert enriched().schema_version == current_version("enriched-article")
