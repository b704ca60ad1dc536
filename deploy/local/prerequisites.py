"""What the machine must have, checked all at once, each with the command that provides it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import java
import ports
from console import human_bytes
from download import local_repository
from placement import is_root, readable_by_server
from settings import Settings

OLDEST_MAVEN = (3, 6)
# Room for the archive (0.95 GB), the unpacked programs (0.2 GB), Maven's own files and some data.
DISK_FOR_DOWNLOAD = 3_000_000_000
# Room for data once the programs are there: below it Elasticsearch soon refuses to write.
DISK_FOR_DATA = 2_000_000_000
# What the two servers take beside their heaps, in bytes: classes, compiled code, threads, network buffers.
MEMORY_BESIDE_HEAP = 1_000_000_000
_MEBIBYTE = 1024 * 1024
_ANSWER_SECONDS = 60

_INSTALL_JDK = (
    "Install a full JDK, 21 or newer:\n"
    "  Debian 13, Ubuntu:  apt-get install openjdk-21-jdk-headless\n"
    "  Debian 12:          packages of Eclipse Temurin, https://adoptium.net/installation/linux\n"
    "  Fedora:             dnf install java-21-openjdk-devel   (newer ones: java-25-openjdk-devel)\n"
    "  macOS:              brew install openjdk@21\n"
    "  anywhere, no root:  https://sdkman.io, then `sdk install java 21-tem`\n"
    "It need not be the default Java. If it lies in an unusual folder, set QUOTEWIRE_JAVA_HOME to that folder."
)
_INSTALL_MAVEN = (
    "Install Maven 3.6 or newer:\n"
    "  Debian, Ubuntu:     apt-get install maven\n"
    "  Fedora:             dnf install maven\n"
    "  macOS:              brew install maven\n"
    "  anywhere, no root:  https://sdkman.io, then `sdk install maven`"
)
# Under any of these names a Chromium does for the tests of the search page.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_INSTALL_CHROMIUM = (
    "Install Chromium, or set QUOTEWIRE_CHROMIUM to where it is:\n"
    "  Debian:             apt-get install chromium\n"
    "  Fedora:             dnf install chromium\n"
    "  others:             Google Chrome does too"
)
_INSTALL_COMPILER = (
    "Install a C compiler and Python's headers:\n"
    f"  Debian, Ubuntu:     apt-get install gcc libc6-dev python3.{sys.version_info.minor}-dev\n"
    f"  Fedora:             dnf install gcc python3.{sys.version_info.minor}-devel\n"
    "  macOS:              xcode-select --install"
)
_INSTALL_PROMETHEUS = (
    "Install Prometheus, which brings promtool:\n"
    "  Debian, Ubuntu:     apt-get install prometheus   (its service is not needed:\n"
    "                      systemctl disable --now prometheus)\n"
    "  macOS:              brew install prometheus\n"
    "  anywhere:           https://prometheus.io/download, unpacked to a folder on the PATH"
)
# What the sample articles are written in beside Latin letters; a page without glyphs is hard to look at.
_SCRIPTS = {"ar": "Arabic", "he": "Hebrew", "el": "Greek", "ru": "Cyrillic", "hi": "Devanagari", "ko": "Korean",
            "ja": "Chinese and Japanese"}  # fmt: skip
_INSTALL_FONTS = "For example: apt-get install fonts-dejavu-core fonts-freefont-ttf fonts-droid-fallback"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        name: What was looked at.
        passed: Whether it is as it must be.
        detail: What was found.
        remedy: What to do; empty if it passed.
    """

    name: str
    passed: bool
    detail: str
    remedy: str = ""

    def __str__(self) -> str:
        lines = [f"  {'ok     ' if self.passed else 'MISSING'} {self.name}: {self.detail}"]
        return "\n".join(lines + [f"            {line}" for line in self.remedy.splitlines()])


def check_python() -> Finding:
    """Tell the Python; that it is new enough was checked before this file was read."""
    return Finding("Python", True, f"{sys.version.split()[0]} ({sys.executable})")


def check_jdk(settings: Settings) -> tuple[Finding, Path | None]:
    """Look for a JDK.

    Returns:
        The finding, and the folder of the JDK if there is one.
    """
    readable = readable_by_server if is_root() and shutil.which("setpriv") else lambda _path: True
    jdk, refused = java.find(settings.java_home, os.environ, readable)
    if jdk:
        return Finding("JDK", True, f"{jdk.version} ({jdk.home})"), jdk.home
    if settings.java_home:
        detail = f"QUOTEWIRE_JAVA_HOME={settings.java_home} {refused[0].fault}"
        remedy = f"Set it to the folder of a full JDK, {java.OLDEST} or newer, or unset it to let one be found.\n"
        return Finding("JDK", False, detail, remedy + _INSTALL_JDK), None
    found = "; ".join(f"{jdk.home} {jdk.fault}" for jdk in refused)
    return Finding("JDK", False, f"none that is {java.OLDEST} or newer. {found}".strip(), _INSTALL_JDK), None


def check_maven(java_home: Path | None) -> Finding:
    """Look for Maven; it needs a Java to tell its version."""
    program = shutil.which("mvn")
    if program is None:
        return Finding("Maven", False, "no mvn on the PATH", _INSTALL_MAVEN)
    environ = dict(os.environ) if java_home is None else {**os.environ, "JAVA_HOME": str(java_home)}
    try:
        answer = subprocess.run(
            [program, "-B", "--version"],
            capture_output=True,
            text=True,
            check=False,
            env=environ,
            timeout=_ANSWER_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding("Maven", False, f"{program} does not answer: {error}", _INSTALL_MAVEN)
    version = maven_version(answer.stdout)
    if version is None:
        if java_home is None:
            return Finding("Maven", True, f"{program} (its version is told once there is a JDK)")
        said = (answer.stdout + answer.stderr).strip().splitlines()
        return Finding("Maven", False, f"{program} --version says {said[:1]}", _INSTALL_MAVEN)
    text = ".".join(map(str, version))
    if version[:2] < OLDEST_MAVEN:
        return Finding("Maven", False, f"{text} ({program}) is too old", _INSTALL_MAVEN)
    return Finding("Maven", True, f"{text} ({program})")


def maven_version(text: str) -> tuple[int, ...] | None:
    """Return (major, minor, patch) from what `mvn --version` prints, or None."""
    match = re.search(r"Apache Maven (\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(part or 0) for part in match.groups()) if match else None


def check_setpriv() -> Finding:
    """Root needs setpriv: Elasticsearch does not run as root."""
    program = shutil.which("setpriv")
    if program:
        return Finding("setpriv", True, program)
    remedy = "Install util-linux (apt-get install util-linux, dnf install util-linux), or run this as an ordinary user."
    return Finding("setpriv", False, "not on the PATH; root needs it, as Elasticsearch refuses to run as root", remedy)


def check_browser(environ: Mapping[str, str] = os.environ) -> Finding:
    """Look for a Chromium; the tests of the search page need one."""
    given = environ.get("QUOTEWIRE_CHROMIUM")
    if given:
        usable = os.access(given, os.X_OK)
        detail = f"QUOTEWIRE_CHROMIUM={given}" + ("" if usable else ", which cannot be run")
        return Finding("Chromium", usable, detail, "" if usable else _INSTALL_CHROMIUM)
    program = _first_on(environ, CHROMIUM)
    if program:
        return Finding("Chromium", True, program)
    return Finding("Chromium", False, f"none on the PATH ({', '.join(CHROMIUM)})", _INSTALL_CHROMIUM)


def check_prometheus(environ: Mapping[str, str] = os.environ) -> Finding:
    """Look for Prometheus and promtool; the tests of alerts and of Grafana's dashboard need both."""
    names = ("prometheus", "promtool")
    missing = [name for name in names if not _first_on(environ, [name])]
    if missing:
        return Finding("Prometheus", False, f"no {' and no '.join(missing)} on the PATH", _INSTALL_PROMETHEUS)
    return Finding("Prometheus", True, f"{_first_on(environ, names[:1])}, {_first_on(environ, names[1:])}")


def check_compiler(environ: Mapping[str, str] = os.environ) -> Finding:
    """Look for a C compiler that finds Python's header files: processors/quotes is compiled with it."""
    command = (environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()
    program = _first_on(environ, command[:1])
    if not program:
        return Finding("C compiler", False, f"no {command[0]} on the PATH", _INSTALL_COMPILER)
    headers = sysconfig.get_path("include")
    line = [str(program), *command[1:], "-fsyntax-only", "-I", headers, "-x", "c", "-"]
    done = subprocess.run(line, input="#include <Python.h>\n", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        detail = f"{program} does not find the headers of C or of this Python ({headers})"
        return Finding("C compiler", False, detail, _INSTALL_COMPILER)
    return Finding("C compiler", True, str(program))


def check_fonts() -> Finding:
    """Tell the scripts without a font. Never fails: the tests pass without, only their screenshots show boxes."""
    program = shutil.which("fc-list")
    if program is None:
        return Finding(
            "fonts", True, "cannot be told without fc-list; they are only for people who look at screenshots"
        )
    without = [script for language, script in _SCRIPTS.items() if not _has_font(program, language)]
    if not without:
        return Finding("fonts", True, "for all scripts of the samples")
    return Finding("fonts", True, f"none for {', '.join(without)}: screenshots show boxes. {_INSTALL_FONTS}")


def _has_font(program: str, language: str) -> bool:
    command = [program, f":lang={language}", "file"]
    try:
        return bool(subprocess.run(command, capture_output=True, check=False, timeout=_ANSWER_SECONDS).stdout.strip())
    except (OSError, subprocess.TimeoutExpired):
        return False


def _first_on(environ: Mapping[str, str], names: Iterable[str]) -> str | None:
    found = (shutil.which(name, path=environ.get("PATH", os.defpath)) for name in names)
    return next((program for program in found if program), None)


def check_port(port: int, purpose: str, variable: str) -> Finding:
    """Check that a server can listen on a port."""
    name = f"port {port} ({purpose})"
    if ports.is_free(port):
        return Finding(name, True, "free")
    if port < _first_unprivileged_port() and not is_root():
        return Finding(name, False, "only root may listen there", f"Choose one above 1023: {variable}=...")
    remedy = (
        f"Stop that process, or choose another port: {variable}=..., or let free ones be chosen: `up --ports auto`.\n"
        "If what listens there is a server you want to use, set QUOTEWIRE_KAFKA_BROKERS or QUOTEWIRE_ELASTICSEARCH_URL."
    )
    return Finding(name, False, f"held by {ports.holder(port)}", remedy)


def check_disk(folders: Iterable[Path], needed: int) -> list[Finding]:
    """Check that there is room for `needed` bytes on every file system that holds one of the folders."""
    findings: dict[int, Finding] = {}
    for folder in folders:
        existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(existing).free
        remedy = ""
        if free < needed:
            remedy = "Make room, or choose a folder on another disk: QUOTEWIRE_STACK_DIR, QUOTEWIRE_STACK_DIST."
        detail = f"{human_bytes(free)} free, {human_bytes(needed)} needed"
        findings.setdefault(existing.stat().st_dev, Finding(f"disk under {existing}", free >= needed, detail, remedy))
    return list(findings.values())


def check_memory(settings: Settings, kafka: bool, elasticsearch: bool) -> Finding:
    """Check that the servers to be started fit into this machine, or into the limit of its container."""
    heap = settings.kafka_heap_mb * kafka + settings.elasticsearch_heap_mb * elasticsearch
    needed = heap * _MEBIBYTE + MEMORY_BESIDE_HEAP // (1 if kafka and elasticsearch else 2)
    total = machine_memory()
    if total is None:
        return Finding("memory", True, "cannot be told on this system")
    detail = f"{human_bytes(total)}, {human_bytes(needed)} needed"
    if total >= needed:
        return Finding("memory", True, detail)
    remedy = (
        "Give the machine or container more memory, or the servers less: QUOTEWIRE_STACK_ELASTICSEARCH_HEAP=512m "
        "QUOTEWIRE_STACK_KAFKA_HEAP=256m, with QUOTEWIRE_STACK_FAST=1."
    )
    return Finding("memory", False, detail, remedy)


def machine_memory() -> int | None:
    """Return the memory in bytes of this machine, or of the container's limit if that is less; None if unknown."""
    amounts: list[int] = []
    with suppress(OSError, ValueError):
        amounts.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for limit in (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")):
        try:
            amounts.append(int(limit.read_text(encoding="ascii")))
        except (OSError, ValueError):  # no such file, or the word "max"
            continue
    return min(amounts) if amounts else None


def folders_to_check(settings: Settings, state_dirs: Iterable[Path], download: bool) -> list[Path]:
    """Return the folders whose disks must have room."""
    more = [settings.dist_dir, local_repository(settings)] if download else []
    return [settings.stack_dir, *state_dirs, *more]


def _first_unprivileged_port() -> int:
    try:
        return int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 1024
