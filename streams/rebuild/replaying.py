"""Raw articles read again, annotated by the present models, and written into the next generation of the indices.

Of each article the revision that is known decides (`decide_in_replay`), so it does not matter in which order old
messages are read again and new ones come in. Of an article that serves, deletions come with the stream of enriched
articles. Of others that stream may have forgotten them, where the indices were made anew from it since: there a
deletion that is read again is carried out, in its turn, so that a replay brings nothing back. The new indices remember
it, as they do any deletion; nothing of it is kept here.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from elasticsearch import AsyncElasticsearch
from pydantic import ValidationError

from schemas import EnrichedArticle, InvalidArticle, decode_raw
from schemas.identity import article_id
from streams.enrich_agent import deletion_of
from streams.indexing.changes import Change, Deletion, change_of
from streams.indexing.reading import read_shown, read_states
from streams.indexing.state import Decision, State, decide_in_replay
from streams.indexing.writer import IndexAgent, rounds
from streams.messages import Enriched, Message, Rejected
from streams.nlp_pool import NlpPool
from streams.rebuild.cluster import Cluster
from streams.rebuild.expiry import is_before
from streams.rebuild.filling import keeping
from streams.rebuild.following import Refusals
from streams.rebuild.replay_record import EXAMPLES, ReplayOutcome, ReplayRecord

log = logging.getLogger(__name__)


class Replaying:
    """What is done with raw messages that are read again.

    Args:
        client: Elasticsearch.
        pool: annotates.
        agent: writes to the next generation.
        cluster: the serving generation and the next one.
        record: the replay.
        limit: articles filed before this month (`YYYY.MM`) have expired.
        batch: messages that are annotated together.
        refusals: where it is noted what the next generation does not take.
    """

    def __init__(
        self,
        client: AsyncElasticsearch,
        pool: NlpPool,
        agent: IndexAgent,
        cluster: Cluster,
        record: ReplayRecord,
        *,
        limit: str | None,
        batch: int,
        refusals: Refusals,
    ) -> None:
        self._client = client
        self._pool = pool
        self._agent = agent
        self._old, self._new = cluster.old, cluster.new
        self._begun_ms = record.begun_ms
        self._languages = frozenset(record.languages)
        self._limit = limit
        self._batch = batch
        self._refusals = refusals

    async def __call__(self, messages: Sequence[Message]) -> tuple["Counter[ReplayOutcome]", list[str]]:
        """What the messages ended in; and of some that were not taken, the place and the reason."""
        counts: Counter[ReplayOutcome] = Counter()
        not_taken: list[str] = []

        def refuse(message: Message, rejected: Rejected) -> None:
            counts["not-taken"] += 1
            place = message.place
            article = rejected.article_id or f"{place.topic}-{place.partition}@{place.offset}"
            self._refusals.note(article, rejected, place)
            if len(not_taken) < EXAMPLES:
                not_taken.append(f"{article}: {rejected.error}: {rejected.message}"[:500])

        articles = [message for message in messages if message.value is not None]
        wanted, others = await self._in_these_languages(articles)
        counts["other-language"] = others
        pieces = [wanted[begin : begin + self._batch] for begin in range(0, len(wanted), self._batch)]
        answers = await asyncio.gather(*(self._pool.enrich(piece) for piece in pieces))
        annotated = zip(wanted, [one for piece in answers for one in piece], strict=True)
        found: dict[int, Change | Rejected] = {id(message): self._annotated(answer) for message, answer in annotated}
        found |= {id(message): _deletion(message) for message in messages if message.value is None}
        changes: list[tuple[Message, Change]] = []
        for message in messages:
            change = found.get(id(message))
            if isinstance(change, Rejected):
                refuse(message, change)
            elif change is not None and await self._is_new_in_another_language(change):
                counts["other-language"] += 1
            elif change is not None:
                changes.append((message, change))
        for round_ in rounds(changes):
            decided = _Deciding(self._begun_ms, self._limit, await self._left_alone(round_))
            for (message, change), outcome in zip(round_, await self._agent.carry(round_, decided), strict=True):
                if isinstance(outcome, Rejected):
                    refuse(message, outcome)
                else:
                    # Elasticsearch had a newer revision (superseded), or it went as was decided.
                    counts["superseded" if outcome == "superseded" else decided.outcomes[change.article_id]] += 1
        return +counts, not_taken

    def _annotated(self, answer: Enriched | Rejected) -> EnrichedArticle | Rejected:
        if isinstance(answer, Rejected):
            return answer
        article = EnrichedArticle.model_validate_json(answer.value)
        processing = article.processing.model_copy(update={"replayed": self._begun_ms})
        return article.model_copy(update={"processing": processing})

    async def _in_these_languages(self, messages: Sequence[Message]) -> tuple[list[Message], int]:
        """The messages that are to be annotated, and the number of others.

        By the language that their articles have in the indices; where there is none, it has to be found out.
        """
        if not self._languages:
            return list(messages), 0
        names = {id(message): name for message in messages if (name := _article_id(message)) is not None}
        spoken = await self._spoken(sorted(set(names.values())))
        wanted = [
            message
            for message in messages
            if spoken.get(names.get(id(message), "")) is None or spoken[names[id(message)]] in self._languages
        ]
        return wanted, len(messages) - len(wanted)

    async def _spoken(self, names: Sequence[str]) -> dict[str, str]:
        """The languages of the articles that the next generation has, by id."""
        states = await read_states(self._client, self._new, names)
        found = await read_shown(self._client, self._new, states, fields=["language.code"])
        return {name: str(source["language"]["code"]) for name, source in found.items()}

    async def _is_new_in_another_language(self, change: Change) -> bool:
        """Whether an article is in none of the languages, and not in the indices, which would have said so before."""
        if isinstance(change, Deletion) or not self._languages or change.language.code in self._languages:
            return False
        return not await read_states(self._client, self._new, [change.article_id])

    async def _left_alone(self, changes: Sequence[tuple[Message, Change]]) -> set[str]:
        """The articles of which a deletion among these changes is not carried out.

        Those that serve: the stream of enriched articles tells, or will tell, of their deletion. And those with a
        newer revision of which the message came later.
        """
        deletions = {change.article_id: message for message, change in changes if isinstance(change, Deletion)}
        serving = await read_states(self._client, self._old, deletions)
        alone = {name for name, state in serving.items() if not state.deleted}
        known = await read_states(self._client, self._new, deletions.keys() - alone)
        newer = {name: state for name, state in known.items() if state.version > deletions[name].place.timestamp}
        shown = await read_shown(self._client, self._new, newer, fields=["raw"])
        return alone | {name for name, source in shown.items() if not _came_before(source, deletions[name])}


class _Deciding:
    """Decides about articles annotated anew and deletions, and remembers what each ends in."""

    def __init__(self, begun_ms: int, limit: str | None, left_alone: Collection[str] = ()) -> None:
        self.outcomes: dict[str, ReplayOutcome] = {}
        self._begun_ms = begun_ms
        self._limit = limit
        self._left_alone = left_alone
        self._decide = keeping(limit, decide_in_replay)

    def __call__(self, change: Change, known: State | None) -> Decision:
        if isinstance(change, Deletion):
            self.outcomes[change.article_id] = "deletion"
            alone = change.article_id in self._left_alone
            return Decision("deleted", known, None) if alone else self._decide(change, known)
        decision = self._decide(change, known)
        self.outcomes[change.article_id] = self._outcome(decision, known)
        return decision

    def _outcome(self, decision: Decision, known: State | None) -> ReplayOutcome:
        state = decision.state or known
        if decision.outcome == "superseded":
            return "superseded"
        if state is not None and is_before(state.month or "", self._limit):
            return "expired"
        if decision.outcome == "unchanged" and (known is None or known.replayed != self._begun_ms):
            return "superseded"  # by a later replay
        return "replayed"  # also if the step was done before, and not noted: the run was killed in between


def _deletion(message: Message) -> Change | Rejected:
    """The deletion in a raw message, as it would come to an index agent by way of an enrich agent."""
    passed_on = deletion_of(message)
    if isinstance(passed_on, Rejected):
        return passed_on
    return change_of(replace(message, key=passed_on.key, headers=passed_on.headers))


def _came_before(document: Mapping[str, Any], deletion: Message) -> bool:
    """Whether the raw message of an article came before a deletion of it."""
    raw, place = document.get("raw"), deletion.place
    if raw is None:
        return False
    if (raw["topic"], raw["partition"]) == (place.topic, place.partition):
        return bool(raw["offset"] < place.offset)
    return bool(raw["timestamp"] <= place.timestamp)


def _article_id(message: Message) -> str | None:
    try:
        return article_id(decode_raw(message.value or b""))
    except (InvalidArticle, ValidationError):
        return None
