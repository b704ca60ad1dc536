"""Secrets from files, read again when the file changes, and kept out of everything that is written.

A secret that is replaced in its file counts for every connection and request made after that; nothing is started again.
A file that is away, empty or unreadable just then (it is being replaced) changes nothing: the last secret counts on.
"""

import logging
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

MOST_BYTES: Final = 64 * 1024
"""Longer than any password, key or token: a file larger than this is another one."""

SHORTEST: Final = 4

HIDDEN: Final = "********"

_Version = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Read:
    version: _Version
    value: str


_read: dict[Path, _Read] = {}
_known: set[str] = set()


class BadSecretFile(ValueError):  # noqa: N818 - says what is wrong
    """A file, or a variable, that holds no secret; the message does not show what it holds."""


def secret_in(path: Path) -> str:
    """The secret in a file as it is now, without one newline at its end.

    Raises:
        BadSecretFile: it cannot be read, and never could.
    """
    known = _read.get(path)
    try:
        version = version_of(path)
        if known is not None and known.version == version:
            return known.value
        value = _value(path)
    except (OSError, BadSecretFile) as error:
        if known is not None:
            return known.value
        raise BadSecretFile(why_unreadable(path, error)) from None
    if known is None:
        warn_if_open(path)
    elif known.value != value:
        log.info("%s has changed: its new secret counts from now on", path)
    _read[path] = _Read(version, value)
    hide(value)
    return value


def version_of(path: Path) -> _Version:
    """What is different when a file was replaced or written anew.

    Raises:
        OSError: it is not there.
    """
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def why_unreadable(path: Path, error: Exception) -> str:
    """What is wrong with a file, on one line."""
    if isinstance(error, OSError):
        return f"{path} cannot be read ({(error.strerror or type(error).__name__).lower()})"
    return str(error)


def warn_if_open(path: Path) -> None:
    """Says so if everybody on this machine can read a file that holds a secret."""
    if stat.S_IMODE(path.stat().st_mode) & stat.S_IROTH:
        log.warning("%s holds a secret, and everybody on this machine can read it; run chmod o-r on it", path)


def _value(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        value = data.decode()
    except UnicodeDecodeError:
        raise BadSecretFile(f"{path} holds no text") from None
    if len(data) > MOST_BYTES:
        raise BadSecretFile(f"{path} holds no secret: it is larger than {MOST_BYTES:,} bytes")
    return one_line(value, str(path))


def one_line(value: str, where: str) -> str:
    """A secret without one newline at its end, which a file or a variable made from one often has.

    Args:
        value: as it was given.
        where: file or variable, for the message, which does not show the value.

    Raises:
        BadSecretFile: it is empty, has several lines, or characters that cannot be typed.
    """
    line = value.removesuffix("\n").removesuffix("\r")
    if not line or not line.isprintable():
        raise BadSecretFile(f"{where} holds no secret: one line of printable characters is expected")
    return line


def hide(secret: str) -> None:
    """Keeps a secret out of the log from now on; one shorter than any password is not, it is part of many words."""
    if len(secret) >= SHORTEST:
        _known.update({secret, repr(secret.encode())[2:-1]})


def without_secrets(text: str) -> str:
    """The text with every known secret replaced."""
    for secret in sorted(_known, key=len, reverse=True):  # one may be the beginning of another
        if secret in text:
            text = text.replace(secret, HIDDEN)
    return text


class FileWatch:
    """Tells when one of some files is another one than before.

    Args:
        paths: of the files.
    """

    def __init__(self, *paths: Path | None) -> None:
        self._paths = [path for path in paths if path is not None]
        self._versions = self._now()

    def changed(self) -> bool:
        """Whether one was replaced since this was last asked, and all are there."""
        now = self._now()
        if now == self._versions or None in now:
            return False
        self._versions = now
        return True

    def _now(self) -> list[_Version | None]:
        return [_version_or_none(path) for path in self._paths]


def _version_or_none(path: Path) -> _Version | None:
    try:
        return version_of(path)
    except OSError:
        return None


def is_readable(path: Path) -> bool:
    """Whether this process may read a file."""
    return path.is_file() and os.access(path, os.R_OK)


Secret = Callable[[], str | None]
"""Gives a secret as it is now; None where there is none."""
