"""Connections of the search page: how large, how slow and how many they may be.

Uvicorn closes idle ones only. A client that sends its request byte by byte, or does not
take its answers, could hold all there may be (slowloris), so each step here has an end that no byte puts off.
"""

import asyncio
import sys
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from streams.web.guard import HEADERS

CONNECTIONS: Final = 200
"""At once; more are closed."""

CLIENT_CONNECTIONS: Final = 50
"""Of them from one address; more are closed."""

HEAD_SECONDS = 10.0
"""From the connection, or the end of the answer before, to the end of a request's headers."""

ANSWER_SECONDS = 120.0
"""From there until the client has the answer. Elasticsearch is waited for at most 60 of them."""


class Connection(H11Protocol):
    """One connection."""

    most_of_one_client = CLIENT_CONNECTIONS
    _deadline: asyncio.TimerHandle | None = None
    _answering = False

    @property
    def client_address(self) -> str:
        """Whose connection it is."""
        return self.client[0] if self.client else ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as Uvicorn's
        """Lets it in, or closes it where there are too many."""
        super().connection_made(transport)
        own = self.client_address
        of_client = sum(isinstance(one, Connection) and one.client_address == own for one in self.connections)
        if of_client > self.most_of_one_client or len(self.connections) > CONNECTIONS:
            transport.abort()
            return
        self._begin(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Takes what has come; a request that is complete gets its time."""
        super().handle_events()
        under_way = self.cycle is not None and not self.cycle.response_complete
        if under_way and not self._answering:
            self._answering = True
            self._begin(ANSWER_SECONDS)

    def on_response_complete(self) -> None:
        """An answer is written; the next request may come, or has come already."""
        self._answering = False
        self._begin(HEAD_SECONDS)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What is no request, or has headers without end: the status alone, with the headers of all answers."""
        problem = sys.exc_info()[1]  # Uvicorn calls this while it handles the error
        status = getattr(problem, "error_status_hint", 400)
        headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        headers += [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        events: tuple[h11.Event, ...] = (
            h11.Response(status_code=status, headers=headers, reason=STATUS_PHRASES[status]),
            h11.Data(data=STATUS_PHRASES[status] + b"\n"),
            h11.EndOfMessage(),
        )
        for event in events:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _begin(self, seconds: float) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, self._end)

    def _end(self) -> None:
        if not self._answering and self.transport.get_write_buffer_size():
            # The answer is written but not taken: a slow line gets the time that a slow answer has.
            self._answering = True
            self._begin(ANSWER_SECONDS)
        else:
            self.transport.abort()


class ProxiedConnection(Connection):
    """A connection where a proxy stands in front: all come from its address."""

    most_of_one_client = CONNECTIONS
