"""Certificates made for a test: by its own authority, an authority nobody knows, expired, or for another name."""

import hashlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key, as files.

    `both` holds key and certificate, as Kafka wants them; `password` opens the key in `locked_key`.
    """

    certificate: Path
    key: Path
    locked_key: Path
    both: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex."""
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.certificate.read_text())).hexdigest()


KEY_PASSWORD = "opens-the-key-for-tests"


class Authority:
    """Signs certificates, and has its own in a file.

    Args:
        folder: where files are made.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._authority = trustme.CA()
        self.file = folder / "ca.crt"
        self._authority.cert_pem.write_to_path(str(self.file))

    def issue(self, name: str, *hosts: str, expired: bool = False) -> Certificate:
        """A certificate for a common name and hosts (names or addresses)."""
        ends = datetime.now(UTC) + timedelta(days=-1 if expired else 30)
        starts = datetime.now(UTC) - timedelta(days=2)
        issued = self._authority.issue_cert(
            *(hosts or ("unused.invalid",)), common_name=name, not_after=ends, not_before=starts
        )
        chain = b"".join(pem.bytes() for pem in issued.cert_chain_pems)
        key = load_pem_private_key(issued.private_key_pem.bytes(), None)

        def written(kind: str, *parts: bytes) -> Path:
            path = self._folder / f"{name}.{kind}"
            path.write_bytes(b"".join(parts))
            path.chmod(0o640)
            return path

        def pem(encryption: KeySerializationEncryption) -> bytes:
            return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

        plain = pem(NoEncryption())
        return Certificate(
            certificate=written("crt", chain),
            key=written("key", plain),
            locked_key=written("locked.key", pem(BestAvailableEncryption(KEY_PASSWORD.encode()))),
            both=written("pem", plain, chain),
        )


@contextmanager
def tls_server(certificate: Certificate) -> Iterator[str]:
    """A server that does not get further than showing its certificate; its address."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.certificate, certificate.key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                plain, _ = listener.accept()
                with suppress(OSError), plain, context.wrap_socket(plain, server_side=True):
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
