"""Figures are written once each, also when two want to write at the same time.

A stand-in answers instead of Elasticsearch, because the order of two answers decides here.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from elasticsearch import AsyncElasticsearch

from streams.metrics.documents import DocumentWriter
from streams.metrics.interval import Interval

HEADERS = "Content-Type: application/vnd.elasticsearch+json;compatible-with=9\r\nX-Elastic-Product: Elasticsearch\r\n"
MEANWHILE_SECONDS = 0.5
"""So long the first document waits for another one to overtake it."""


@dataclass
class Slow:
    """Stores documents by id; the first is overtaken by the second, if that comes while the first has no answer."""

    stored: dict[str, dict] = field(default_factory=dict)
    first: asyncio.Event = field(default_factory=asyncio.Event)
    second: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def server(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().lower().splitlines()
                length = sum(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
                body = await reader.readexactly(length)
                if lines[0].startswith("put"):
                    await self.store(head.split()[1].decode(), json.loads(body))
                text = "" if lines[0].startswith("head") else "{}"
                writer.write(f"HTTP/1.1 200 OK\r\n{HEADERS}Content-Length: {len(text)}\r\n\r\n{text}".encode())
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    async def store(self, path: str, document: dict) -> None:
        if self.first.is_set():
            self.second.set()
        else:
            self.first.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.second.wait(), MEANWHILE_SECONDS)
        self.stored[path] = document


def test_the_last_figures_do_not_get_lost_behind_a_document_that_is_on_its_way():
    intervals = iter([Interval(size=100), Interval(size=20), Interval(size=3)])

    async def write() -> list[int]:
        elasticsearch = Slow()
        async with elasticsearch.server() as url:
            client = AsyncElasticsearch(url)
            documents = DocumentWriter(
                client, "news", lambda: next(intervals), lambda interval: {"bytes": interval.size}
            )
            periodic = asyncio.create_task(documents.write())
            await elasticsearch.first.wait()
            assert await documents.write(), "the last one, at the end of the agent"
            assert await periodic
            assert await documents.write()
            await client.close()
        return sorted(document["bytes"] for document in elasticsearch.stored.values())

    assert asyncio.run(write()) == [3, 20, 100]
