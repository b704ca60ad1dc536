"""Indices made by an earlier version: they get the fields that are new, as far as Elasticsearch lets them.

The analysis of an open index cannot change, nor that of a field that holds words. What is new and needs it is declared
in a simpler form, so that every document of today is accepted; `quotewire reindex` makes the index anew.
"""

from collections.abc import Mapping
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from schemas.index_analysis import FOLDING

Json = dict[str, Any]


def bring_up_to_date(client: Elasticsearch, template: Json) -> list[str]:
    """Brings the existing indices of an index template up to date.

    Returns:
        One line for each index that stays behind, for a person.
    """
    wanted = template["template"]["mappings"]["properties"]
    behind = []
    for index, made in client.indices.get(index=template["index_patterns"], ignore_unavailable=True).items():
        try:
            client.indices.put_mapping(index=index, properties=wanted)
        except BadRequestError:
            analyzers = made["settings"]["index"].get("analysis", {}).get("analyzer", {})
            possible = acceptable(wanted, made["mappings"].get("properties", {}), set(analyzers))
            client.indices.put_mapping(index=index, properties=possible)
            behind.append(
                f"{index} was made by an earlier version: it takes new articles, but its words are still analysed as "
                "before; `quotewire reindex` makes it anew"
            )
    return behind


def acceptable(wanted: Mapping[str, Json], existing: Mapping[str, Json], analyzers: set[str]) -> dict[str, Json]:
    """The wanted fields in the form that an existing index takes.

    Args:
        wanted: mappings of today.
        existing: mappings that the index has.
        analyzers: the analyzers of ours that the index has.
    """
    return {name: _acceptable_field(field, existing.get(name), analyzers) for name, field in wanted.items()}


def _acceptable_field(wanted: Json, existing: Json | None, analyzers: set[str]) -> Json:
    if "properties" in wanted:
        inner = acceptable(wanted["properties"], (existing or {}).get("properties", {}), analyzers)
        return {**wanted, "properties": inner}
    if existing is not None and "fields" not in wanted:
        return existing
    field = dict(existing if existing is not None else wanted)
    if existing is None and not _known(field, analyzers):
        field["analyzer"] = FOLDING if FOLDING in analyzers else "standard"
        field.pop("search_analyzer", None)
    if "fields" in wanted:
        subfields = {name: sub for name, sub in wanted["fields"].items() if _known(sub, analyzers)}
        field["fields"] = subfields | field.get("fields", {}) if existing is not None else subfields
    return field


def _known(field: Json, analyzers: set[str]) -> bool:
    """Whether the index has the analyzers of a field; Elasticsearch's own are everywhere."""
    used = {field[key] for key in ("analyzer", "search_analyzer") if key in field}
    return all(name in analyzers for name in used if name.startswith("quotewire_"))
