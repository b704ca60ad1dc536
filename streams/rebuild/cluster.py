"""The indices of the serving generation and of the next one: made, closed for writing, exchanged, removed.

The next generation has templates of its own while it is filled, without the aliases: a new month of the serving
generation must be found, one of the next must not.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from elasticsearch import Elasticsearch

from schemas.identity import ARCHIVE
from schemas.index_templates import (
    articles_alias,
    component_templates,
    index_templates,
    quotes_alias,
    state_index,
)
from streams.indexing.generations import Indices
from streams.rebuild.expiry import is_before, month_of
from streams.settings import Settings
from streams.setup import put_generation, scale

NEXT_PRIORITY: Final = 510
"""Above the templates of the serving generation (500), if their patterns should ever be the same."""

CLOSED_PRIORITY: Final = 600

NAMES_AT_ONCE: Final = 40
"""Index names in one address: Elasticsearch takes no address over 4 kB."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Two generations of one pipeline's indices.

    Attributes:
        client: Elasticsearch.
        settings: of the pipeline.
        old: what serves when a reindex begins.
        new: what it fills.
    """

    client: Elasticsearch
    settings: Settings
    old: Indices
    new: Indices

    def is_begun(self) -> bool:
        """Whether the next generation is there: made by an earlier run that did not come to its end."""
        return bool(self.client.indices.exists(index=self.new.state))

    def begin(self) -> None:
        """Makes the next generation, empty; its state index last, which says that all is there."""
        self.remove(self.new)
        self.put_next_templates()
        for index in (self.new.articles(ARCHIVE), self.new.quotes(ARCHIVE), self.new.state):
            self.client.indices.create(index=index)

    def put_next_templates(self) -> None:
        """Puts the templates of the next generation, without aliases, and not refreshed until it is to be read."""
        for name, template in self._next_templates().items():
            self.client.indices.put_index_template(name=name, **template)

    def close(self) -> None:
        """Closes the serving generation for writing; returns when no write to it is under way any more."""
        # First no new index of it, then no write to those that are there.
        patterns = [pattern for number in range(1, self.old.generation + 1) for pattern in self._at(number).all]
        self.client.indices.put_index_template(
            name=self._closed_template,
            index_patterns=patterns,
            priority=CLOSED_PRIORITY,
            allow_auto_create=False,
            template={},
            meta={"managed_by": "quotewire"},
        )
        for names in addressable([self.old.state, *self._names(self.old)]):
            self.client.indices.add_block(index=",".join(names), block="write")

    def is_closed(self) -> bool:
        """Whether a run has closed the serving generation, wholly or in part, and has not come to open it again."""
        name = self._closed_template
        found = self.client.options(ignore_status=404).indices.get_index_template(name=name)
        for template in found["index_templates"] if found.meta.status == 200 else ():
            # After a handover it stays, for the generations before.
            if self.old.state in template["index_template"]["index_patterns"]:
                return True
        blocks = self.client.indices.get_settings(index=self.old.state, name="index.blocks.write", flat_settings=True)
        return any(index["settings"].get("index.blocks.write") == "true" for index in blocks.values())

    def open(self) -> None:
        """Lets the serving generation be written to again, as before `close`."""
        put_generation(self.client, self.settings, self.old.generation)
        self.unblock()

    def unblock(self) -> None:
        """Takes back what `close` did, and nothing else."""
        self.client.indices.put_settings(index=",".join(self.old.all), settings={"index.blocks.write": None})
        self.client.options(ignore_status=404).indices.delete_index_template(name=self._closed_template)

    def make_readable(self) -> None:
        """Makes all of the next generation visible, and waits until its shards answer."""
        pattern = ",".join(self.new.all)
        self.client.indices.put_settings(
            index=pattern, settings={"index.refresh_interval": self.settings.refresh_interval}
        )
        self.client.cluster.health(index=pattern, wait_for_status="yellow", timeout="60s")
        self.client.indices.refresh(index=pattern)

    def swap(self) -> None:
        """Moves the aliases from the old to the new generation in one step; nothing may be writing to either."""
        put_generation(self.client, self.settings, self.new.generation)
        for name in self._next_templates():
            self.client.options(ignore_status=404).indices.delete_index_template(name=name)
        prefix = self.settings.index_prefix
        actions = []
        for alias, old, new in (
            (articles_alias(prefix), self.old.articles("*"), self.new.articles("*")),
            (quotes_alias(prefix), self.old.quotes("*"), self.new.quotes("*")),
        ):
            actions += [{"remove": {"index": old, "alias": alias}}, {"add": {"index": new, "alias": alias}}]
        self.client.indices.update_aliases(actions=actions)

    def count(self, indices: Indices, before: str | None = None) -> int:
        """How many articles a generation has, without months before the given one (`YYYY.MM`)."""
        names = [name for name in self._articles(indices) if not is_before(month_of(name), before)]
        self.client.indices.refresh(index=indices.articles("*"))
        return sum(self.client.count(index=",".join(chunk))["count"] for chunk in addressable(names))

    def remove(self, indices: Indices) -> list[str]:
        """Deletes all indices of a generation; their names."""
        state = [indices.state] if self.client.indices.exists(index=indices.state) else []
        # The state first: without it the generation counts as not begun.
        names = state + self._names(indices)
        for chunk in addressable(names):
            self.client.indices.delete(index=",".join(chunk))
        return names

    def abandon(self) -> list[str]:
        """Deletes the next generation and its templates, and opens the serving one; the names of the indices."""
        if self.is_closed():
            self.open()
        names = self.remove(self.new)
        for name in self._next_templates():
            self.client.options(ignore_status=404).indices.delete_index_template(name=name)
        return names

    def earlier(self) -> list[Indices]:
        """Generations before the old one that are still there."""
        return [
            indices
            for indices in (self._at(number) for number in range(1, self.old.generation))
            if self._names(indices) or self.client.indices.exists(index=indices.state)
        ]

    @property
    def _closed_template(self) -> str:
        return f"{self.settings.index_prefix}-closed"

    def _at(self, generation: int) -> Indices:
        return Indices(self.settings.index_prefix, generation)

    def _articles(self, indices: Indices) -> list[str]:
        return sorted(self.client.indices.get(index=indices.articles("*"), filter_path="*.settings.index.uuid"))

    def _names(self, indices: Indices) -> list[str]:
        """The indices of articles and quotations of a generation."""
        quotes = self.client.indices.get(index=indices.quotes("*"), filter_path="*.settings.index.uuid")
        return [*self._articles(indices), *sorted(quotes)]

    def _next_templates(self) -> dict[str, dict[str, Any]]:
        """Put as they are: with the analysis inside, as the shared component may still be an earlier version's."""
        prefix = self.settings.index_prefix
        analysis = component_templates(prefix)[f"{prefix}-analysis"]["template"]["settings"]
        templates = index_templates(prefix, self.new.generation)
        made = {}
        for name in (articles_alias(prefix), quotes_alias(prefix), state_index(prefix)):
            template = copy.deepcopy(templates[name]["template"])
            template.pop("aliases", None)
            shared = copy.deepcopy(analysis) if templates[name]["composed_of"] else {}
            template["settings"] = shared | {"index": scale(self.settings) | {"refresh_interval": "-1"}}
            made[f"{name}-next"] = {
                "index_patterns": templates[name]["index_patterns"],
                "priority": NEXT_PRIORITY,
                "template": template,
                "meta": templates[name]["_meta"],
            }
        return made


def addressable(names: Iterable[str]) -> Iterator[list[str]]:
    """The names in groups of which each fits into an address."""
    rest = iter(names)
    while chunk := list(islice(rest, NAMES_AT_ONCE)):
        yield chunk
