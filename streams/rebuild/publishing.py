"""Writes the articles that a replay has annotated anew to `news.enriched`, once the new generation serves.

Index agents that read them find them known, and do nothing. They are there for what is filled from the topic later:
`quotewire reindex`, indices that were lost, other consumers.

An article can be revised or deleted while they are written. If its message comes to stand before the replay's,
compaction would keep the replay's: an old revision, or the text of an article that was deleted. So the topic is read at
the end, from where index agents were at the beginning, and what the replay has come behind is written once more, to be
the last again. That is done until nothing is left. A run that was broken off may have left an old message for so long
that the newer one before it was compacted away; so at last each article that the replay spoke last of is held against
what the indices know of it.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from elasticsearch import AsyncElasticsearch
from kafka import KafkaProducer
from kafka.errors import MessageSizeTooLargeError

from streams.elasticsearch_client import async_client
from streams.indexing.generations import Indices
from streams.indexing.reading import read_documents, read_states
from streams.indexing.state import State
from streams.kafka_admin import connection, kafka_errors, read_ranges
from streams.messages import RAW_TIMESTAMP_HEADER, Rejected
from streams.rebuild.comparing import replayed_articles
from streams.rebuild.reconciling import stored_article
from streams.settings import Settings

log = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 60.0
"""Longest wait for the broker's answer to a message."""

STATES_AT_ONCE: Final = 500

WRITER_HEADER: Final = "quotewire-annotated-anew"
"""On what a replay writes to `news.enriched`: its beginning, as decimal text."""


@dataclass(slots=True)
class Published:
    """What was written to the topic.

    Attributes:
        written: articles annotated anew.
        refused: article_ids of those that it does not take.
        once_more: messages of revisions and deletions that came meanwhile, written again behind them.
    """

    written: int = 0
    refused: list[str] = field(default_factory=list)
    once_more: int = 0


def publish(settings: Settings, indices: Indices, begun_ms: int, indexed: Mapping[int, int]) -> Published:
    """Writes them all; done again, it writes them again.

    Args:
        settings: where Kafka and Elasticsearch are, the topic.
        indices: the generation that the replay has filled.
        begun_ms: when the replay began.
        indexed: of each partition of the topic an offset up to which index agents had indexed all before the first was
            written, also by an earlier run.

    Raises:
        KafkaUnavailable: the brokers did not acknowledge one.
    """
    with kafka_errors(settings):
        producer = KafkaProducer(
            acks="all",
            compression_type="zstd",
            linger_ms=20,
            max_request_size=4 * settings.max_message_bytes,  # before compression
            allow_auto_create_topics=False,
            **connection(settings),
        )
        done = Published()

        def send(key: bytes, value: bytes | None, headers: Iterable[tuple[str, bytes]] = ()) -> Any:
            marked = [*headers, (WRITER_HEADER, str(begun_ms).encode())]
            return producer.send(settings.enriched_topic, key=key, value=value, headers=marked)

        try:
            asyncio.run(_write_articles(settings, indices, begun_ms, send, done))
            too_large: set[tuple[int, int]] = set()
            while True:
                overtaken, spoken = _read_behind(settings, begun_ms, indexed)
                left = [record for record in overtaken if (record.partition, record.offset) not in too_large]
                if not left:
                    break
                for record in left:
                    try:
                        send(record.key, record.value, _headers(record)).get(timeout=ANSWER_SECONDS)
                        done.once_more += 1
                    except MessageSizeTooLargeError:  # with one header more
                        too_large.add((record.partition, record.offset))
                        done.refused.append(record.key.decode(errors="replace"))
            asyncio.run(_hold_against_indices(settings, indices, spoken, send, done))
        finally:
            producer.close(timeout=5)
    return done


async def _write_articles(
    settings: Settings, indices: Indices, begun_ms: int, send: Callable[..., Any], done: Published
) -> None:
    client = async_client(settings)
    try:
        async with aclosing(replayed_articles(client, indices, begun_ms)) as pages:
            async for page in pages:
                await _write_page(await _unchanged(client, indices, begun_ms, page), send, done)
    finally:
        await client.close()


async def _write_page(page: Mapping[str, dict[str, Any]], send: Callable[..., Any], done: Published) -> None:
    """Sends the articles of a page, and waits until the brokers have them."""
    answers = []
    for name, source in page.items():
        article = stored_article(name, source)
        if isinstance(article, Rejected):
            log.warning("not written to the topic of enriched articles: %r: %s", name, article.message)
            done.refused.append(name)
            continue
        try:
            answers.append((name, send(name.encode(), article.model_dump_json().encode())))
        except MessageSizeTooLargeError:
            done.refused.append(name)
    for name, answer in answers:
        try:
            await asyncio.to_thread(answer.get, timeout=ANSWER_SECONDS)
            done.written += 1
        except MessageSizeTooLargeError:
            done.refused.append(name)


async def _unchanged(
    client: AsyncElasticsearch, indices: Indices, begun_ms: int, page: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The articles of a page, which may be some minutes old, that have not been revised or deleted since."""
    states = await read_states(client, indices, page)
    there = {name for name, state in states.items() if _is_replays(state, begun_ms)}
    return {name: source for name, source in page.items() if name in there}


async def _hold_against_indices(
    settings: Settings, indices: Indices, spoken: Mapping[str, "_Said"], send: Callable[..., Any], done: Published
) -> None:
    """Writes what the indices know of an article where the replay's message is the last and tells something older.

    Args:
        settings: where Elasticsearch is.
        indices: the generation that serves.
        spoken: what the last message of each article says, of those of the replay, by id.
        send: sends a message.
        done: gets the counts.
    """
    client = async_client(settings)
    try:
        names = list(spoken)
        for start in range(0, len(names), STATES_AT_ONCE):
            some = names[start : start + STATES_AT_ONCE]
            states = await read_states(client, indices, some)
            wrong = {name: state for name, state in states.items() if is_behind(spoken[name], state)}
            there = {name: indices.articles(state.month) for name, state in wrong.items() if state.month is not None}
            articles = await read_documents(client, [(index, name) for name, index in there.items()])
            answers = []
            for name, state in wrong.items():
                article = stored_article(name, articles[name]) if name in articles else None
                if state.deleted:
                    answers.append(send(name.encode(), None, [(RAW_TIMESTAMP_HEADER, str(state.deletion_ms).encode())]))
                elif article is None or isinstance(article, Rejected):
                    done.refused.append(name)
                else:
                    answers.append(send(name.encode(), article.model_dump_json().encode()))
            for answer in answers:
                await asyncio.to_thread(answer.get, timeout=ANSWER_SECONDS)
                done.once_more += 1
    finally:
        await client.close()


def is_behind(said: "_Said", state: State) -> bool:
    """Whether a message tells something older of its article than the indices know.

    Of another content of the same version nobody can say here; what came later stands behind it in the topic.
    """
    if said.version is None:
        return False
    return said.version <= state.version if state.deleted else said.version < state.version


def _is_replays(state: State, begun_ms: int) -> bool:
    return state.replayed == begun_ms and not state.deleted


def _headers(record: Any) -> list[tuple[str, bytes]]:
    """The headers with which a message is written once more: a deletion keeps the time of the first."""
    headers = list(record.headers)
    if record.value is None and RAW_TIMESTAMP_HEADER not in dict(headers):
        headers.append((RAW_TIMESTAMP_HEADER, str(record.timestamp).encode()))
    return headers


def _read_behind(settings: Settings, begun_ms: int, indexed: Mapping[int, int]) -> tuple[list[Any], dict[str, "_Said"]]:
    """The records that are to be written once more; and what the replay has said last, by article_id."""
    ranges = {partition: (offset, sys.maxsize - 1) for partition, offset in indexed.items()}
    overtaken = Overtaken(str(begun_ms).encode())
    for record in read_ranges(settings, settings.enriched_topic, ranges):
        overtaken.add(record)
    places = overtaken.places()
    records = read_ranges(settings, settings.enriched_topic, ranges) if places else ()
    return [record for record in records if (record.partition, record.offset) in places], overtaken.spoken_last()


@dataclass(frozen=True, slots=True)
class _Said:
    """What a message says of its article: a revision, or that it is deleted (no version)."""

    version: int | None
    which: object

    @classmethod
    def by(cls, record: Any) -> "_Said | None":
        """What a record says; None if it is none of ours."""
        if record.value is None:
            return cls(None, dict(record.headers).get(RAW_TIMESTAMP_HEADER, str(record.timestamp).encode()))
        try:
            article = orjson.loads(record.value)
            return cls(int(article["version"]), article["content_hash"])
        except (ValueError, TypeError, KeyError):
            return None


class Overtaken:
    """Finds messages behind which a replay has written something older.

    Args:
        writer: the replay's WRITER_HEADER.
    """

    def __init__(self, writer: bytes) -> None:
        self._writer = writer
        self._others: dict[tuple[int, bytes], list[tuple[int, _Said]]] = {}
        self._overtaken: dict[tuple[int, bytes], int] = {}
        self._spoken: dict[tuple[int, bytes], _Said] = {}

    def add(self, record: Any) -> None:
        """Takes the next record of a partition."""
        said, article = _Said.by(record), (record.partition, record.key)
        if said is None:
            return
        if dict(record.headers).get(WRITER_HEADER) != self._writer:
            self._spoken.pop(article, None)
            self._others.setdefault(article, []).append((record.offset, said))
            self._overtaken.pop(article, None)  # it is the last
            return
        self._spoken[article] = said
        if (offset := self._newer_than(said, self._others.get(article, []))) is not None:
            self._overtaken[article] = offset
        else:
            self._overtaken.pop(article, None)

    def places(self) -> set[tuple[int, int]]:
        """Partition and offset of those that are to be written once more: of each article the last."""
        return {(partition, offset) for (partition, _), offset in self._overtaken.items()}

    def spoken_last(self) -> dict[str, _Said]:
        """What the replay's messages say that are the last of their articles, by article_id."""
        return {key.decode(errors="replace"): said for (_, key), said in self._spoken.items()}

    @staticmethod
    def _newer_than(said: _Said, others: list[tuple[int, _Said]]) -> int | None:
        """The offset of the last that tells something newer; None if there is none.

        What stands before a message that says the same is older, whatever its version.
        """
        for offset, other in reversed(others):
            if other == said:
                return None
            if said.version is None or other.version is None or other.version >= said.version:
                return offset
        return None
