"""What is noted of a replay, in the state index of the generation that it fills; it goes with that generation.

Written after each step, in one request: so the offsets that are done and the counts always agree, and a replay that was
killed goes on with the numbers it had.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final, Literal

from elasticsearch import Elasticsearch
from pydantic import AwareDatetime, BaseModel, Field

from streams.indexing.generations import Indices
from streams.rebuild.expiry import state_meta

REPLAY: Final = "replay"
"""In the `_meta` of the state index."""

EXAMPLES: Final = 20
"""Most messages that are named of those not taken."""

ReplayOutcome = Literal["replayed", "superseded", "deletion", "other-language", "expired", "not-taken", "gone"]
"""What a raw message ends in, in a replay:

replayed        its article has new annotations
superseded      a newer revision, or a deletion, is known
deletion        it is one; of an article that only the replay knows it is carried out
other-language  its article has none of the languages asked for
expired         its article is filed under a month that is no longer shown
not-taken       it is no article, or could not be enriched or indexed; what serves of it stays as it is
gone            Kafka had deleted it before it was read
"""


class ReplayRecord(BaseModel):
    """A replay.

    Attributes:
        begun_ms: when it began, milliseconds since 1970; its articles have this as `processing.replayed`.
        since: raw messages from this moment on, by Kafka's time.
        until: and before this one.
        languages: only articles in these; empty for all.
        models: what annotates them: Quotewire, and the entity models that could be used.
        topic_id: of the raw topic.
        begins: the first offset of each partition.
        ends: the offset behind the last.
        tails: the end of each partition when it began; behind `ends` only deletions are read, up to here.
        nexts: the offset of each partition that is to be read next.
        counts: raw messages by what they ended in.
        not_taken: some that were not taken, each with its place and the reason.
        finished: whether all were read.
        indexed: of each partition of the enriched topic an offset up to which all was indexed before the first new
            annotation was written there; empty until then.
        published: whether the enriched topic has the new annotations.
    """

    begun_ms: int
    since: AwareDatetime
    until: AwareDatetime
    languages: list[str] = Field(default_factory=list)
    models: list[str] = Field(default_factory=list)
    topic_id: str | None = None
    begins: dict[int, int] = Field(default_factory=dict)
    ends: dict[int, int] = Field(default_factory=dict)
    tails: dict[int, int] = Field(default_factory=dict)
    nexts: dict[int, int] = Field(default_factory=dict)
    counts: dict[ReplayOutcome, int] = Field(default_factory=dict)
    not_taken: list[str] = Field(default_factory=list)
    finished: bool = False
    indexed: dict[int, int] = Field(default_factory=dict)
    published: bool = False

    @property
    def total(self) -> int:
        """How many offsets it is to read."""
        return sum(self.ends[number] - begin for number, begin in self.begins.items())

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(min(self.nexts[number], self.ends[number]) - begin for number, begin in self.begins.items())

    def tail(self, number: int) -> int:
        """Up to where a partition is read."""
        return max(self.ends[number], self.tails.get(number, 0))

    def after(
        self, nexts: Mapping[int, int], outcomes: "Counter[ReplayOutcome]", not_taken: list[str]
    ) -> "ReplayRecord":
        """The record after a step."""
        counts = Counter(self.counts)
        counts.update(outcomes)
        return self.model_copy(
            update={
                "nexts": self.nexts | dict(nexts),
                "counts": dict(counts),
                "not_taken": (self.not_taken + not_taken)[:EXAMPLES],
            }
        )


def record_in(client: Elasticsearch, indices: Indices) -> ReplayRecord | None:
    """The replay that fills a generation, or has filled it; None if none has."""
    noted = state_meta(client, indices).get(REPLAY)
    return None if noted is None else ReplayRecord.model_validate(noted)


def what_is_unfinished(client: Elasticsearch, indices: Indices) -> str:
    """What a generation is that was begun and does not serve, and what can be done with it."""
    if record_in(client, indices) is not None:
        return (
            f"a replay into generation {indices.generation} is unfinished: `quotewire replay` goes on with it, "
            "`quotewire replay --swap` lets it serve, `quotewire replay --discard` deletes it"
        )
    return (
        f"a reindex into generation {indices.generation} is unfinished: `quotewire reindex` goes on with it, "
        "`quotewire reindex --abandon` deletes it"
    )


def note(client: Elasticsearch, indices: Indices, record: ReplayRecord) -> None:
    """Notes how far a replay is."""
    meta = state_meta(client, indices) | {REPLAY: record.model_dump(mode="json")}
    client.indices.put_mapping(index=indices.state, meta=meta)
