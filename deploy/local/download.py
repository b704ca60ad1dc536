"""Fetching Kafka and Elasticsearch with Maven, once, with progress.

Maven does the transfer (proxies, mirrors, checksums are the user's own settings); this module watches it. A program is
unpacked into a temporary folder and renamed when it is complete, so a folder that exists is a whole one.
"""

import os
import re
import shutil
import signal
import subprocess
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from console import StackError, StatusLine, human_bytes, say
from process import Record, Started, kill, remember, start_mark, tail, uninterrupted
from settings import Settings

ATTEMPTS = 3
# Between attempts, in seconds: a router that restarts, a registry that sheds load.
PAUSE_SECONDS = 5.0
POLL_SECONDS = 0.5
_STOP_SECONDS = 3.0
_MAVEN_RECORD = ".maven.json"
# Maven's first error line says it all, several times over.
_ERROR_WIDTH = 300
_UNREACHABLE = re.compile(
    r"UnknownHost|Unknown host|Name or service not known|name resolution|Network is unreachable|No route to host"
    r"|Connection refused|[Cc]onnect timed out|Connection timed out|Connect to .* failed|offline mode",
)
_DOWNLOADED = re.compile(r"Downloaded from \S+ \S*?([^/\s]+) \(([\d.]+) ([kMG]?B)")
_UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}


@dataclass(frozen=True, slots=True)
class Archive:
    """A single large file which Maven downloads.

    Attributes:
        path: Its place inside Maven's local repository.
        size: Its size in bytes.
    """

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """A program to fetch.

    Attributes:
        name: For people: `Kafka 4.3.0`.
        folder: Where it lies when it is complete.
        pom: The pom.xml that fetches it.
        content: Pattern of the folder, under Maven's output, which becomes `folder`.
        archive: The large file it comes in, if it is one.
    """

    name: str
    folder: Path
    pom: Path
    content: str
    archive: Archive | None = None

    @property
    def complete(self) -> bool:
        """Whether it has been unpacked."""
        return self.folder.is_dir()


@dataclass(slots=True)
class _Transfer:
    """What Maven's output told so far."""

    files: int = 0
    size: float = 0.0
    latest: str = ""
    lines: list[str] = field(default_factory=list)

    def read(self, line: str) -> None:
        self.lines.append(line)
        match = _DOWNLOADED.search(line)
        if match:
            self.files += 1
            self.size += float(match[2]) * _UNITS[match[3]]
            self.latest = match[1]


def pom_property(pom: Path, name: str) -> str:
    """Return the text of a property of a pom.xml."""
    text = ET.parse(pom).findtext(f".//{{*}}properties/{{*}}{name}")  # noqa: S314  # our own file
    if text is None:
        raise StackError(f"{pom} has no property {name}.")
    return text


def local_repository(settings: Settings, environ: Mapping[str, str] = os.environ) -> Path:
    """Return Maven's local repository: ours, the user's settings.xml's, or Maven's default."""
    if settings.maven_repository:
        return settings.maven_repository
    home = Path(environ.get("HOME") or "~").expanduser()
    given = re.search(r"-Dmaven\.repo\.local=(\S+)", f"{environ.get('MAVEN_OPTS', '')} {environ.get('MAVEN_ARGS', '')}")
    if given:
        return Path(given[1])
    try:
        text = ET.parse(home / ".m2" / "settings.xml").findtext("{*}localRepository")  # noqa: S314  # the user's own file
    except (OSError, ET.ParseError):
        text = None
    if text and text.strip():
        return Path(text.strip().replace("${user.home}", str(home)))
    return home / ".m2" / "repository"


def fetch(distribution: Distribution, settings: Settings, java_home: Path) -> None:
    """Fetch a program, unless it is there.

    Args:
        distribution: What to fetch.
        settings: For the local repository and what happens to the archive.
        java_home: The JDK under which Maven runs.

    Raises:
        StackError: Maven failed three times, or cannot reach its repository.
    """
    if distribution.complete:
        return
    parent = distribution.folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    _clear_remains(parent)
    work = parent / f".new-{distribution.folder.name}-{os.getpid()}"
    work.mkdir()
    say(f"Fetching {distribution.name} with Maven{_size_note(distribution, settings)}")
    note = _note_own_archive(distribution, settings)
    try:
        log = settings.stack_dir / "logs" / f"maven-{distribution.folder.name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        seconds = _with_retries(distribution, settings, java_home, work, log)
        found = sorted((work / "out").glob(distribution.content))
        if len(found) != 1:
            raise StackError(f"Maven ended well, but left no {distribution.content} in {work / 'out'}; see {log}.")
        found[0].rename(distribution.folder)
        say(f"  {distribution.name} is in {distribution.folder} ({seconds:.0f} s)")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if note.exists() and not settings.keep_zip and distribution.archive:
        archive = local_repository(settings) / distribution.archive.path
        for path in (archive, archive.with_name(f"{archive.name}.sha1")):
            path.unlink(missing_ok=True)
        size = human_bytes(distribution.archive.size)
        say(f"  Removed the archive ({size}) from Maven's local repository; QUOTEWIRE_STACK_KEEP_ZIP=1 keeps it.")
    note.unlink(missing_ok=True)


def _clear_remains(parent: Path) -> None:
    """Remove what a fetch left behind that was killed: its Maven goes on by itself, its folder stays."""
    left = Record.read(parent / _MAVEN_RECORD)
    if left is not None:
        kill(left)
        (parent / _MAVEN_RECORD).unlink()
    for stale in parent.glob(".new-*"):
        shutil.rmtree(stale, ignore_errors=True)


def _note_own_archive(distribution: Distribution, settings: Settings) -> Path:
    """Note, before the download, that the archive was not there: only then it may be removed afterwards.

    The note is a file, so that it survives a download that is interrupted and taken up again.
    """
    note = distribution.folder.parent / f".own-archive-{distribution.folder.name}"
    if distribution.archive and not (local_repository(settings) / distribution.archive.path).exists():
        note.touch()
    return note


def _size_note(distribution: Distribution, settings: Settings) -> str:
    if distribution.archive is None:
        return " (about 55 MB)"
    if (local_repository(settings) / distribution.archive.path).exists():
        return " (the archive is in Maven's local repository already)"
    return f" ({human_bytes(distribution.archive.size)}, once)"


def _with_retries(distribution: Distribution, settings: Settings, java_home: Path, work: Path, log: Path) -> float:
    begun = time.monotonic()
    for attempt in range(1, ATTEMPTS + 1):
        transfer = _run_maven(distribution, settings, java_home, work)
        log.write_text("".join(transfer.lines), encoding="utf-8")
        if transfer.lines and transfer.lines[-1] == "exit 0\n":
            return time.monotonic() - begun
        unreachable = any(_UNREACHABLE.search(line) for line in transfer.lines)
        why = "Maven cannot reach its repository" if unreachable else "Maven failed"
        if attempt < ATTEMPTS:
            say(f"  {why} (attempt {attempt} of {ATTEMPTS}); again in {PAUSE_SECONDS:.0f} s")
            time.sleep(PAUSE_SECONDS)
    errors = [line for line in tail(log, 400) if line.startswith("[ERROR]")]
    help_text = (
        "Is this machine online? Behind a proxy, name it in ~/.m2/settings.xml (<proxies>) or in MAVEN_OPTS "
        "(-Dhttps.proxyHost=... -Dhttps.proxyPort=...); behind a company's mirror, name that (<mirrors>)."
        if unreachable
        else "Run the command again: what has been downloaded is kept."
    )
    first_error = f"\n  {errors[0][:_ERROR_WIDTH]}" if errors else ""
    raise StackError(
        f"{why}, {distribution.name} could not be fetched. {help_text}{first_error}\n  Whole output: {log}"
    )


def _run_maven(distribution: Distribution, settings: Settings, java_home: Path, work: Path) -> _Transfer:
    """Run Maven once and show what it does.

    Returns:
        What it printed; the last line is `exit CODE`.
    """
    repository = local_repository(settings)
    archive = repository / distribution.archive.path if distribution.archive else None
    partial_before = set(_partial(archive))
    # Without --strict-checksums Maven only warns of a file that was damaged on its way.
    command = ["mvn", "--batch-mode", "--strict-checksums", "-Dstyle.color=never", f"--file={distribution.pom}"]
    command += [f"-Dmaven.repo.local={repository}", f"-Dwork.directory={work}", f"-Doutput.directory={work / 'out'}"]
    record_path = distribution.folder.parent / _MAVEN_RECORD
    with uninterrupted():
        maven = subprocess.Popen(
            [*command, "generate-resources"],
            cwd=work,
            env={**os.environ, "JAVA_HOME": str(java_home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        remember(Started(maven.pid, start_mark(maven.pid) or ""), record_path, "", work)
    transfer = _Transfer()
    reader = threading.Thread(target=_read_all, args=(maven, transfer), daemon=True)
    reader.start()
    try:
        with StatusLine() as status:
            while reader.is_alive():
                reader.join(POLL_SECONDS)
                status.update(_progress(distribution, transfer, archive))
        transfer.lines.append(f"exit {maven.wait()}\n")
    finally:
        if maven.poll() is None:
            _stop(maven)
            # Maven does not take up an unfinished file again (3.8 was tried): it would only fill the disk.
            for path in set(_partial(archive)) - partial_before:
                path.unlink(missing_ok=True)
        record_path.unlink(missing_ok=True)
    return transfer


def _progress(distribution: Distribution, transfer: _Transfer, archive: Path | None) -> str:
    if archive and distribution.archive:
        if archive.exists():
            return f"unpacking {distribution.name}"
        size = max((path.stat().st_size for path in _partial(archive) if path.exists()), default=0)
        if size:
            total = distribution.archive.size
            return f"{distribution.name}: {human_bytes(size)} of {human_bytes(total)} ({100 * size // total} %)"
    if transfer.files == 0:
        return f"{distribution.name}: Maven is looking up what is needed"
    return f"{distribution.name}: {transfer.files} files, {human_bytes(transfer.size)}, latest {transfer.latest}"


def _partial(archive: Path | None) -> list[Path]:
    """Return the unfinished downloads of `archive`: Maven adds a suffix to the name until the file is complete."""
    if archive is None or not archive.parent.is_dir():
        return []
    return [path for path in archive.parent.glob(f"{archive.name}*") if path.suffix in {".tmp", ".part", ".lock"}]


def _read_all(maven: "subprocess.Popen[str]", transfer: _Transfer) -> None:
    if maven.stdout is not None:
        for line in maven.stdout:
            transfer.read(line)


def _stop(maven: "subprocess.Popen[str]") -> None:
    """Stop Maven and whatever it started: it leads a session of its own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        os.killpg(maven.pid, number)
        try:
            maven.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return
