"""Raw articles read again, annotated by the present models, and written into the next generation of the indices.

Of each article the revision that is known decides (`decide_in_replay`), so it does not matter in which order old
messages are read again and new ones come in. Deletions are left to the stream of enriched articles, which has them too.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

from elasticsearch import AsyncElasticsearch
from pydantic import ValidationError

from schemas import EnrichedArticle, InvalidArticle, decode_raw
from schemas.identity import article_id
from streams.indexing.changes import Change
from streams.indexing.generations import Indices
from streams.indexing.reading import read_documents, read_states
from streams.indexing.state import Decision, State, decide_in_replay
from streams.indexing.writer import IndexAgent, rounds
from streams.messages import Enriched, Message, Rejected
from streams.nlp_pool import NlpPool
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
        indices: of that generation.
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
        indices: Indices,
        record: ReplayRecord,
        *,
        limit: str | None,
        batch: int,
        refusals: Refusals,
    ) -> None:
        self._client = client
        self._pool = pool
        self._agent = agent
        self._indices = indices
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
        counts["deletion"] = len(messages) - len(articles)
        wanted, others = await self._in_these_languages(articles)
        counts["other-language"] = others
        pieces = [wanted[begin : begin + self._batch] for begin in range(0, len(wanted), self._batch)]
        answers = await asyncio.gather(*(self._pool.enrich(piece) for piece in pieces))
        changes: list[tuple[Message, Change]] = []
        for message, answer in zip(wanted, [one for piece in answers for one in piece], strict=True):
            article = self._annotated(answer)
            if isinstance(article, Rejected):
                refuse(message, article)
            elif self._languages and article.language.code not in self._languages and not await self._known(article):
                counts["other-language"] += 1  # it is not in the indices yet, so nothing said its language before
            else:
                changes.append((message, article))
        for round_ in rounds(changes):
            decided = _Deciding(self._begun_ms, self._limit)
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
        states = await self._states(names)
        places = [
            (self._indices.articles(state.month), name)
            for name, state in states.items()
            if state.month is not None and not state.deleted
        ]
        found = await read_documents(self._client, places, missing_index_is_empty=True, fields=["language.code"])
        return {name: str(source["language"]["code"]) for name, source in found.items()}

    async def _known(self, article: EnrichedArticle) -> bool:
        return article.article_id in await self._states([article.article_id])

    async def _states(self, names: Sequence[str]) -> dict[str, State]:
        return await read_states(self._client, self._indices, names)


class _Deciding:
    """Decides about articles annotated anew, and remembers what each ends in."""

    def __init__(self, begun_ms: int, limit: str | None) -> None:
        self.outcomes: dict[str, ReplayOutcome] = {}
        self._begun_ms = begun_ms
        self._limit = limit
        self._decide = keeping(limit, decide_in_replay)

    def __call__(self, change: Change, known: State | None) -> Decision:
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


def _article_id(message: Message) -> str | None:
    try:
        return article_id(decode_raw(message.value or b""))
    except (InvalidArticle, ValidationError):
        return None
