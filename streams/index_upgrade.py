"""Indices made by an earlier version: they get the fields that are new, as far as Elasticsearch lets them.

The analysis of an open index cannot change, nor that of a field that holds words. What is new and needs it is declared
in a simpler form, so that every document of today is accepted; `quotewire reindex` makes the index anew.

Indices of figures may have been made by a worker before there was a template for them: with guessed fields, in which
readers cannot count, and without the alias by which they search. Those are copied into an index that has both.
"""

import re
from collections.abc import Mapping
from typing import Any

from elasticsearch import ApiError, BadRequestError, Elasticsearch

from schemas.index_analysis import FOLDING

Json = dict[str, Any]

COPY_SECONDS = 3600.0
"""Longest time for copying a month's figures: 260,000 documents for each agent process."""


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


def show_figures(client: Elasticsearch, template: Json, alias: str) -> list[str]:
    """Gives the existing indices of figures the fields of today, and the alias where they lack it.

    Indices with other fields of the same names are left alone: behind the alias, they would fail every search.

    Returns:
        One line for each alias that was added, for a person.
    """
    shown = []
    wanted = template["template"]["mappings"]
    for index, made in client.indices.get(index=template["index_patterns"], ignore_unavailable=True).items():
        try:
            client.indices.put_mapping(index=index, properties=wanted["properties"], dynamic=wanted["dynamic"])
        except BadRequestError:
            continue
        if alias not in made["aliases"]:
            client.indices.put_alias(index=index, name=alias)
            shown.append(f"added the alias {alias} to index {index}")
    return shown


def make_guessed_figures_anew(client: Elasticsearch, alias: str) -> list[str]:
    """Copies the indices of figures that `show_figures` could not show into new ones, and deletes them.

    The month's own name is free again after it: the next figures make that index, from the template. Figures that come
    meanwhile wait in the worker. May be broken off and done again.

    Returns:
        One line for each index, for a person.
    """
    of_a_month = re.compile(rf"{re.escape(alias)}-\d{{4}}\.\d\d")
    found = client.indices.get(index=f"{alias}-*", ignore_unavailable=True)
    guessed = [name for name, made in found.items() if alias not in made["aliases"] and of_a_month.fullmatch(name)]
    return [_make_anew(client, alias, name) for name in guessed]


def _make_anew(client: Elasticsearch, alias: str, index: str) -> str:
    copy = f"{alias}-copied-{index.removeprefix(f'{alias}-')}"
    is_new = not client.indices.exists(index=copy)
    client.indices.add_block(index=index, block="write")
    client.indices.refresh(index=index)
    count = client.count(index=index)["count"]
    try:
        answer = client.options(request_timeout=COPY_SECONDS).reindex(
            source={"index": index}, dest={"index": copy}, refresh=True, wait_for_completion=True
        )
        copied = answer["created"] + answer["updated"]
        reason = "" if copied == count else f"only {copied:,} of {count:,} documents were copied"
    except ApiError as error:
        reason = f"{error.meta.status} {error.message}"
    if reason:
        if is_new:  # a part of the figures would be shown as if it were all
            client.options(ignore_status=404).indices.delete(index=copy)
        client.indices.put_settings(index=index, settings={"index.blocks.write": None})
        return f"{index} was made without its template, and cannot be made anew ({reason[:300]}): it is not shown"
    client.indices.delete(index=index)
    return f"{index} was made without its template: made anew as {copy} ({count:,} documents)"


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
