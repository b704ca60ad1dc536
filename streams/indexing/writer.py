"""The index agent's work: a batch of enriched messages into Elasticsearch, each to its one outcome.

For each batch: read what is known of the articles (`news-state`), decide by comparison, write articles and quotations,
and last the new states. If the worker ends in between, the messages are delivered again and the same operations are
done again; external versions keep a second worker from putting something older on top during a rebalance.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import orjson
from elasticsearch import AsyncElasticsearch

from streams.delivery import Turn
from streams.indexing.bulk import Answer, BulkWriter, Operation
from streams.indexing.changes import Change, Deletion, change_of
from streams.indexing.documents import article_document, quote_documents, quote_id
from streams.indexing.generations import GenerationMoved, Generations, Indices
from streams.indexing.reading import read_states
from streams.indexing.state import Decision, State, decide
from streams.messages import Message, Rejected
from streams.metrics.freshness import Written
from streams.outcomes import Outcome, Outcomes
from streams.pauses import Pauses


class Rejections(Protocol):
    """Where messages go that can never be indexed: the dead letters, for an agent."""

    async def write(self, rejections: Sequence[tuple[Message, Rejected]]) -> None:
        """Returns when they are there."""


class Observer(Protocol):
    """Told of the time that batches take, and of what is to become searchable (streams/metrics/monitor.py)."""

    def batch_indexed(self, messages: int, seconds: float) -> None:
        """A batch has its outcomes."""

    def written(self, articles: Sequence[Written], in_order: bool) -> None:
        """Articles are written; `in_order` if nothing had to be tried again."""

    def deleted(self, ids: Iterable[str]) -> None:
        """Articles are deleted."""

    def waits(self, who: object, why: str | None) -> None:
        """Something (`who`) waits behind a passing failure, or no longer (None)."""


Decide = Callable[[Change, State | None], Decision]


class IndexAgent:
    """What is done with a batch of enriched messages.

    Args:
        client: Elasticsearch.
        bulk: writes operations until all are answered.
        generations: tells which indices to write to.
        dead_letters: where what cannot be processed goes.
        outcomes: where deliveries are counted.
        monitor: told of the time that batches take, and of what is to become searchable.
        decide: what is to be done with a change, given what is known of its article.
    """

    def __init__(
        self,
        client: AsyncElasticsearch,
        bulk: BulkWriter,
        generations: Generations,
        dead_letters: Rejections,
        outcomes: Outcomes,
        monitor: Observer,
        decide: Decide = decide,
    ) -> None:
        self._client = client
        self._bulk = bulk
        self._generations = generations
        self._decide = decide
        self._dead_letters = dead_letters
        self._outcomes = outcomes
        self._monitor = monitor
        self._busy: dict[str, asyncio.Event] = {}

    async def __call__(self, messages: Sequence[Message], _turn: Turn) -> None:
        """Returns when each message has its outcome: Elasticsearch has answered, or the dead letter is written."""
        changes: list[tuple[Message, Change]] = []
        rejections: list[tuple[Message, Rejected]] = []
        started = time.perf_counter()
        claim = _Claim(self._busy, {_claimed_id(message) for message in messages})
        with claim:
            await self._decode(messages, changes, rejections)
            await claim.granted()
            outcomes: list[Outcome] = []
            for round_ in rounds(changes):
                done_outcomes, refused = await self._write(round_, self._decide)
                outcomes += done_outcomes
                rejections += refused
            await self._dead_letters.write(rejections)
            self._outcomes.count(outcomes, [rejected for _, rejected in rejections])
            self._monitor.batch_indexed(len(messages), time.perf_counter() - started)

    async def carry(self, changes: Sequence[tuple[Message, Change]], decide: Decide) -> list[Outcome | Rejected]:
        """Carries out changes that come from no topic, in their turn with the batches in flight.

        Args:
            changes: of different articles; each with a message that stands for it.
            decide: what is to be done with each, given what is known of its article then.

        Returns:
            The outcome of each, in order; or why it is not taken by Elasticsearch, of which no dead letter is written.
        """
        claim = _Claim(self._busy, {change.article_id for _, change in changes})
        with claim:
            await claim.granted()
            outcomes, refused = await self._write(changes, decide)
            reasons, taken = {id(message): rejected for message, rejected in refused}, iter(outcomes)
            return [reasons[id(message)] if id(message) in reasons else next(taken) for message, _ in changes]

    @staticmethod
    async def _decode(
        messages: Sequence[Message],
        changes: list[tuple[Message, Change]],
        rejections: list[tuple[Message, Rejected]],
    ) -> None:
        pauses = Pauses()
        for message in messages:
            change = change_of(message)
            if isinstance(change, Rejected):
                rejections.append((message, change))
            else:
                changes.append((message, change))
            await pauses.maybe()

    async def _write(
        self, changes: Sequence[tuple[Message, Change]], decide: Decide
    ) -> tuple[list[Outcome], list[tuple[Message, Rejected]]]:
        """Writes changes of different articles; the outcomes of those taken, and those refused."""
        while True:
            indices = await self._generations.current()
            try:
                return await self._write_to(indices, changes, decide)
            except GenerationMoved:
                continue  # from the beginning: what is known of the articles is another generation's

    async def _write_to(
        self, indices: Indices, changes: Sequence[tuple[Message, Change]], decide: Decide
    ) -> tuple[list[Outcome], list[tuple[Message, Rejected]]]:
        again, names = partial(self._generations.look_again, indices), [change.article_id for _, change in changes]
        known = await read_states(self._client, indices, names, before_retry=again, waits=self._monitor.waits)
        plans = [
            _Plan(indices, message, change, decide(change, known.get(change.article_id))) for message, change in changes
        ]
        pauses = Pauses()
        for plan in plans:
            for operation in operations_for(indices, plan.change, plan.decision):
                plan.operations.append(operation)
                await pauses.maybe()
        if not any(plan.operations or plan.decision.state for plan in plans):
            # Nothing is written, so nothing would be refused if another generation serves, which may know less.
            await self._generations.look_again(indices)
        retries = self._bulk.retries
        # Articles before quotations: of an article that is refused, no quotation is written.
        await self._carry_out(indices, plans, lambda plan: plan.operations[:1])
        await self._carry_out(indices, plans, lambda plan: plan.operations[1:])
        states = [op for plan in plans if plan.goes_on for op in _state_operations(plan)]
        # A newer state than ours is as good as ours.
        await self._bulk.write(states, own=True, before_retry=again)
        self._monitor.written(
            [found for plan in plans if (found := plan.to_be_found) is not None], retries == self._bulk.retries
        )
        self._monitor.deleted(plan.change.article_id for plan in plans if isinstance(plan.change, Deletion))
        outcomes = [plan.outcome for plan in plans if plan.rejected is None]
        return outcomes, [(plan.message, plan.rejected) for plan in plans if plan.rejected is not None]

    async def _carry_out(
        self, indices: Indices, plans: "Sequence[_Plan]", step: "Callable[[_Plan], Sequence[Operation]]"
    ) -> None:
        """One step of all plans that are still to be carried out, in as few requests as possible."""
        owned = [(plan, operation) for plan in plans if plan.goes_on for operation in step(plan)]
        operations = [operation for _, operation in owned]
        answers = await self._bulk.write(operations, before_retry=partial(self._generations.look_again, indices))
        for (plan, _), answer in zip(owned, answers, strict=True):
            plan.take(answer)


class _Claim:
    """Articles that a batch will write: batches with an article in common go in the order in which they claimed it.

    Made before the first await of a batch, so that the order is that of the batches.
    """

    def __init__(self, busy: dict[str, asyncio.Event], identifiers: set[str]) -> None:
        self._busy = busy
        self._identifiers = identifiers
        self._waits = [busy[identifier] for identifier in identifiers if identifier in busy]
        self._done = asyncio.Event()
        busy.update(dict.fromkeys(identifiers, self._done))

    async def granted(self) -> None:
        """Waits until earlier batches have done with these articles."""
        for wait in self._waits:
            await wait.wait()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for identifier in self._identifiers:
            if self._busy.get(identifier) is self._done:
                del self._busy[identifier]


@dataclass(slots=True)
class _Plan:
    """A change on its way into Elasticsearch.

    Attributes:
        indices: that are written to.
        operations: the article's first, then its quotations'.
        outcome: what its message ends in, if it is not rejected.
        rejected: why it can never be written.
        goes_on: whether the next step is still to be done.
    """

    indices: Indices
    message: Message
    change: Change
    decision: Decision
    operations: list[Operation] = field(default_factory=list)
    rejected: Rejected | None = None
    conflict: bool = False

    @property
    def goes_on(self) -> bool:
        return self.rejected is None and not self.conflict

    @property
    def outcome(self) -> Outcome:
        return "superseded" if self.conflict else self.decision.outcome

    @property
    def to_be_found(self) -> Written | None:
        """The article that is new in Elasticsearch; None where there is none, or where its time is not known."""
        article, state = self.change, self.decision.state
        if isinstance(article, Deletion) or not self.goes_on or self.outcome != "indexed":
            return None
        if article.raw is None or article.raw.timestamp < 0 or state is None or state.month is None:
            return None
        index = self.indices.articles(state.month)
        return Written(index, article.article_id, state.version, article.content_hash, article.raw.timestamp)

    def take(self, answer: Answer) -> None:
        if answer.result == "refused":
            self.rejected = Rejected("index", answer.error, answer.reason, self.change.article_id)
        elif answer.result == "conflict":
            self.conflict = True  # another worker was faster with a newer revision


def operations_for(indices: Indices, change: Change, decision: Decision) -> Iterator[Operation]:
    """The operations that carry a decision out: first the article's, then those of its quotations.

    Quotations that are no longer there are removed. Each operation is made when it is asked for: of an article of a
    megabyte all take too long to be made at once.
    """
    state, before = decision.state, decision.known.quotes if decision.known else 0
    if state is None or state.month is None or decision.outcome == "unchanged":
        return  # nothing to do, a deletion of what was never there, or only something to remember
    identifier, version = change.article_id, state.version
    articles, quotes = indices.articles(state.month), indices.quotes(state.month)
    if isinstance(change, Deletion):
        yield Operation("delete", articles, identifier, version)
    else:
        yield Operation("index", articles, identifier, version, orjson.dumps(article_document(change)))
        for position, document in enumerate(quote_documents(change)):
            yield Operation("index", quotes, quote_id(identifier, position), version, orjson.dumps(document))
    for position in range(state.quotes, before):
        yield Operation("delete", quotes, quote_id(identifier, position), version)


def _state_operations(plan: _Plan) -> list[Operation]:
    state = plan.decision.state
    if state is None:
        return []
    source = orjson.dumps(state.document())
    return [Operation("index", plan.indices.state, plan.change.article_id, state.version, source)]


def rounds(changes: Sequence[tuple[Message, Change]]) -> list[list[tuple[Message, Change]]]:
    """Splits changes so that no round has two of one article; their order is kept."""
    rounds: list[list[tuple[Message, Change]]] = []
    seen: dict[str, int] = {}
    for message, change in changes:
        number = seen.get(change.article_id, 0)
        seen[change.article_id] = number + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append((message, change))
    return rounds


def _claimed_id(message: Message) -> str:
    """The article a message is about, told from its key without decoding it."""
    return (message.key or b"").decode(errors="replace")
