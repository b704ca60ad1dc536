"""Reading from sockets in tests."""

import contextlib
import socket


def everything(connection: socket.socket) -> bytes:
    """All that comes until the other side closes the connection, in order or not."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)
