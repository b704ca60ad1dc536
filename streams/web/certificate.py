"""The page's own certificate, for https without a proxy; read again when its file changes."""

import asyncio
import logging
import ssl
from pathlib import Path

from streams.errors import BadInput
from streams.security.secrets import FileWatch
from streams.settings import Settings

log = logging.getLogger(__name__)


class Certificate:
    """A certificate with its key, in a context for connections; `of` makes it.

    Attributes:
        context: of new connections; the same one after a renewal.
    """

    def __init__(self, file: str, key_file: str, key_password: str) -> None:
        self._file = file
        self._key_file = key_file
        self._key_password = key_password
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._watch = FileWatch(Path(file), Path(key_file))
        self._complained = False
        self._load()

    @classmethod
    def of(cls, settings: Settings) -> "Certificate | None":
        """That of the settings; None where there is none.

        Raises:
            BadInput: one file without the other, a file that cannot be read or is not what it should be.
        """
        file, key_file = settings.web_certificate_file, settings.web_key_file
        if not file and not key_file:
            return None
        if not file or not key_file:
            raise BadInput("QUOTEWIRE_WEB_CERTIFICATE_FILE and QUOTEWIRE_WEB_KEY_FILE belong together: set both")
        try:
            return cls(file, key_file, settings.secret("web_key_password") or "")
        except OSError as error:  # SSLError too
            raise BadInput(
                f"the page's certificate {file} with the key {key_file} cannot be used "
                f"({error.strerror or error}): both are PEM files, the key is that of the certificate, and its "
                "password, if it has one, is in QUOTEWIRE_WEB_KEY_PASSWORD"
            ) from None

    async def renew(self) -> None:
        """Reads the files again if they have changed; a pair that cannot be used leaves the old one."""
        if not await asyncio.to_thread(self._watch.changed) and not self._complained:
            return
        try:
            self._load()
        except OSError as error:
            if not self._complained:
                log.warning("the page's new certificate cannot be used, the old one stays: %s", error.strerror or error)
            self._complained = True
            return
        self._complained = False
        log.info("the page has a new certificate")

    def _load(self) -> None:
        # First into a context of no use: one that fails half-way is left with a certificate and no key.
        for context in (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), self.context):
            # A function, or OpenSSL would ask at the terminal.
            context.load_cert_chain(self._file, self._key_file, lambda: self._key_password)
