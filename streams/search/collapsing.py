"""Near duplicates among hits: the best of each group stands for all."""

from collections.abc import Sequence
from dataclasses import replace

from streams.search.model import Hit


def collapsed(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for each group of near duplicates: hits linked by shared keys, the best hit of each group."""
    group_of: dict[str, int] = {}
    groups: dict[int, list[Hit]] = {}
    for position, hit in enumerate(hits):
        keys = hit.fields.get("near_duplicate_keys", [])
        linked = {group_of[key] for key in keys if key in group_of}
        # A hit may link groups that were apart: all become the first of them.
        group = min(linked, default=position)
        members = [member for number in sorted(linked) for member in groups.pop(number)]
        groups[group] = [*members, hit]
        group_of |= {key: group for member in groups[group] for key in member.fields.get("near_duplicate_keys", [])}
    return [replace(members[0], duplicates=len(members) - 1) for _, members in sorted(groups.items())]
