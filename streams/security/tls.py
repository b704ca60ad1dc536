"""TLS as a client: the other side's certificate and its name are always checked; there is no switch for that."""

import logging
import ssl
from pathlib import Path
from typing import Any

from streams.security.secrets import FileWatch, Secret

log = logging.getLogger(__name__)


def client_context(
    ca_file: Path | None,
    certificate_file: Path | None = None,
    key_file: Path | None = None,
    password: str | None = None,
) -> ssl.SSLContext:
    """A context that trusts one authority file only, or the system's authorities.

    Args:
        ca_file: certificates of authorities (PEM).
        certificate_file: of this client.
        key_file: of that certificate, if it is not in the same file.
        password: of an encrypted key.

    Raises:
        OSError: a file cannot be read (ssl.SSLError: what it holds is not what is needed).
    """
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate_file is not None:
        # A function: without one OpenSSL would ask at the terminal.
        context.load_cert_chain(certificate_file, key_file, lambda: password or "")
    return context


def is_certificate_problem(ca_file: Path) -> bool:
    """Whether a file holds no certificate of an authority."""
    try:
        client_context(ca_file)
    except (ssl.SSLError, OSError):
        return True
    return False


class Tls:
    """Contexts for new connections: made anew when one of the files was replaced.

    Args:
        ca_file: certificates of authorities (PEM); the system's if not given.
        certificate_file: of this client.
        key_file: of that certificate, if it is not in the same file.
        password: of an encrypted key.
    """

    def __init__(
        self,
        ca_file: Path | None,
        certificate_file: Path | None = None,
        key_file: Path | None = None,
        password: Secret = lambda: None,
    ) -> None:
        self._files = (ca_file, certificate_file, key_file)
        self._password = password
        self._watch = FileWatch(*self._files)
        self._context = client_context(*self._files, password())
        self._complained = False

    def current(self) -> ssl.SSLContext:
        """The context for a connection that is made now; the last good one while new files do not fit each other."""
        if self._complained or self._watch.changed():
            try:
                self._context = client_context(*self._files, self._password())
                self._complained = False
                log.info("certificates have changed (%s): new connections use them", self._named())
            except (OSError, ValueError) as error:
                if not self._complained:
                    log.warning("%s cannot be used as they are now (%s); the earlier ones count", self._named(), error)
                self._complained = True
        return self._context

    def keep(self, context: ssl.SSLContext) -> None:
        """Gives out this context, which has the files as they are now, until they change again."""
        self._context = context

    def wrap_socket(self, *arguments: Any, **options: Any) -> ssl.SSLSocket:
        """What kafka-python asks of a context, of the one that counts now."""
        return self.current().wrap_socket(*arguments, **options)

    def _named(self) -> str:
        return ", ".join(str(path) for path in self._files if path is not None)
