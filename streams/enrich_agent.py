"""The enrich agent: raw articles in, enriched articles out, what cannot be enriched to the dead letters."""

from collections.abc import Sequence
from typing import Any

from schemas.identity import bounded_id
from streams.dead_letters.writing import DeadLetterWriter
from streams.delivery import Turn
from streams.messages import RAW_TIMESTAMP_HEADER, Enriched, Message, Rejected
from streams.metrics.monitor import Monitor
from streams.nlp_pool import NlpPool
from streams.outcomes import Outcomes
from streams.producing import MessageTooLarge, Outgoing, begin_send, finish_send, send_all


class EnrichAgent:
    """What is done with a batch of raw messages.

    Args:
        pool: the NLP processes.
        enriched: the Faust topic to write to.
        dead_letters: where what cannot be processed goes.
        outcomes: where deliveries are counted.
        monitor: told of languages and of the seconds of each stage.
    """

    def __init__(
        self, pool: NlpPool, enriched: Any, dead_letters: DeadLetterWriter, outcomes: Outcomes, monitor: Monitor
    ) -> None:
        self._pool = pool
        self._enriched = enriched
        self._dead_letters = dead_letters
        self._outcomes = outcomes
        self._monitor = monitor

    async def __call__(self, messages: Sequence[Message], turn: Turn) -> None:
        """Returns when the broker has, for each message, its enriched article, its deletion or its dead letter."""
        results = await self._results(messages)
        # Sends are begun in the order of the raw messages, so that the revisions of an article keep theirs.
        await turn.come()
        sends = []
        rejections = []
        for message, result in zip(messages, results, strict=True):
            if isinstance(result, Rejected):
                rejections.append((message, result))
            else:
                outgoing = _outgoing(result)
                sends.append((message, outgoing, await begin_send(self._enriched, outgoing)))
        turn.passed()
        last = {outgoing.key: outgoing for _, outgoing, _ in sends}
        for message, outgoing, answer in sends:
            try:
                again = await finish_send(self._enriched, outgoing, answer)
                if again and last[outgoing.key] is not outgoing:
                    # A later revision of this article may have come before it: that one is to be the last.
                    await send_all(self._enriched, [last[outgoing.key]])
            except MessageTooLarge as error:
                rejections.append((message, Rejected("enrich", "message-too-large", f"the enriched article: {error}")))
        await self._dead_letters.write(rejections)
        rejected = {id(message) for message, _ in rejections}
        self._outcomes.count(
            ("deleted" if message.value is None else "enriched" for message in messages if id(message) not in rejected),
            [rejection for _, rejection in rejections],
        )
        processed = [result for result in results if not isinstance(result, Outgoing)]
        self._monitor.processed(processed)
        self._monitor.enriched(
            result
            for message, result in zip(messages, results, strict=True)
            if isinstance(result, Enriched) and id(message) not in rejected
        )

    async def _results(self, messages: Sequence[Message]) -> list[Enriched | Outgoing | Rejected]:
        articles = [message for message in messages if message.value is not None]
        outcomes = iter(await self._pool.enrich(articles))
        return [deletion_of(message) if message.value is None else next(outcomes) for message in messages]


def _outgoing(result: Enriched | Outgoing) -> Outgoing:
    return Outgoing(result.article_id.encode(), result.value) if isinstance(result, Enriched) else result


def deletion_of(message: Message) -> Outgoing | Rejected:
    """A deletion passed on: no value under the article's key, with the raw message's time for its version."""
    try:
        identifier = (message.key or b"").decode()
    except UnicodeDecodeError:
        return Rejected("decode", "invalid-key", "a deletion's key must be an article_id in UTF-8")
    if not identifier.strip():
        return Rejected("decode", "invalid-key", "a deletion (null value) needs the article_id as its key")
    timestamp = str(message.place.timestamp).encode()
    return Outgoing(bounded_id(identifier).encode(), None, ((RAW_TIMESTAMP_HEADER, timestamp),))
