"""Messages of every version are read by every version; what a version may change is held to what was recorded."""

import copy
import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from schemas import DeadLetter, EnrichedArticle, RawArticle, decode_raw, read_fields, read_json
from schemas.__main__ import MODELS
from streams.indexing.changes import change_of
from streams.indexing.documents import article_document
from streams.messages import Rejected, dead_letter
from tests.schemas.versions import (
    KNOWN_BREAKS,
    OldReader,
    current_version,
    incompatible,
    known,
    meaning,
    messages,
    needed,
    of_the_future,
    readers,
    schema_file,
    todays_reader,
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
    """By today's rule: what it does not know is left out. Its reader is the recorded schema."""
    data = json.loads(value)
    for older in range(1, version + 1):
        schema = meaning(recorded_schema(kind, older))
        jsonschema.Draft202012Validator(schema).validate(known(data, schema))


@pytest.mark.parametrize("kind", KINDS)
def test_todays_reader_is_recorded_with_its_rules(kind: str) -> None:
    there = [one.rules for one in readers(kind) if one.version == current_version(kind)]
    assert todays_reader(kind).rules in there, "record it: python -m tests.schemas.versions"


def written(kind: str) -> list[dict[str, Any]]:
    """Messages as today's code writes them."""
    match kind:
        case "raw-article":
            made: list[BaseModel] = [RawArticle(text="Kurz.", title="Steg", extra={"desk": "Küste"})]
        case "enriched-article":
            processing = enriched().processing.model_copy(update={"replayed": 1_790_000_000_000})
            made = [enriched(), enriched(processing=processing), enriched(raw=None, entities=[], quotes=[])]
        case "dead-letter":
            rejected = Rejected("decode", "not-json", "not JSON", "hafenpost:17")
            made = [dead_letter(message(b"{", headers=(("a", b"b"),)), rejected, 1_790_000_000_000)]
    return [json.loads(one.model_dump_json()) for one in made]


def first_refused(reader: OldReader, more: Sequence[dict[str, Any]] = ()) -> int | None:
    """The first version of its messages, recorded or written today, that a reader refuses; its own and newer ones."""
    recorded = [json.loads(value) for version, _, value in messages(reader.kind) if version >= reader.version]
    data = [*recorded, *written(reader.kind), *more]
    return min((one["schema_version"] for one in data if reader.refusal(one) is not None), default=None)


def test_what_readers_of_earlier_versions_refuse_is_known() -> None:
    """By their own rules. A break that nobody has listed shows here, before it makes dead letters of articles."""
    found = {(one.kind, one.name): first_refused(one) for kind in KINDS for one in readers(kind)}
    assert {reader: version for reader, version in found.items() if version is not None} == KNOWN_BREAKS
    assert {(kind, str(current_version(kind))) for kind in KINDS} <= found.keys()


def test_a_message_that_readers_of_today_would_refuse_is_found() -> None:
    for kind in KINDS:
        (reader, *_) = [one for one in readers(kind) if one.rules == todays_reader(kind).rules]
        future = of_the_future(kind)
        assert first_refused(reader, [future]) is None
        assert first_refused(reader, [future | {"schema_version": 10_000}]) == 10_000
        assert first_refused(reader, [future | {"title": ["a", "list"], "offset": "7"}]) == 99
    # One of today's version with a field that it has not makes dead letters too; a raw article keeps the field.
    own = {kind: todays_reader(kind).refusal(of_the_future(kind, current_version(kind))) for kind in KINDS}
    assert [kind for kind, refusal in own.items() if refusal is None] == ["raw-article"]
    overheard = of_the_future("enriched-article")
    overheard["quotes"][0]["kind"] = "overheard"
    refusal = todays_reader("enriched-article").refusal(overheard)
    assert refusal is not None and refusal.startswith("$.quotes[0].kind: 'overheard'")


def test_readers_that_take_no_other_version_are_not_taken_for_others() -> None:
    strict = {one.kind: one for kind in KINDS for one in readers(kind) if one.name == "1"}
    assert all(one.refusal(of_the_future(kind)) == "$.schema_version: 1 was expected" for kind, one in strict.items())


def test_the_page_on_upgrading_has_the_known_breaks() -> None:
    page = (Path(__file__).parents[2] / "docs" / "upgrading.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z ]+) \| from before version (\d+), [^|]*\| (\d+) \|", page, re.MULTILINE)
    told = {(kind.replace(" ", "-"), int(before)): int(refused) for kind, before, refused in rows}
    assert told == {(kind, int(name.split("-")[0]) + 1): refused for (kind, name), refused in KNOWN_BREAKS.items()}


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
