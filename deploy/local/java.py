"""Finding a JDK that Elasticsearch accepts, also where an older one is the default."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which

OLDEST = 21
# What the stack was tried with; where several JDKs are installed it is preferred.
PREFERRED = 25
_ANSWER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Jdk:
    """An installed Java.

    Attributes:
        home: Its folder, with bin/java.
        version: Its feature version: 8, 17, 25; 0 if it cannot be told.
        fault: Why it cannot be used, or None if it can.
    """

    home: Path
    version: int
    fault: str | None


def feature_version(text: str) -> int | None:
    """Return the feature version from what `java -version` prints or a `release` file says.

    `1.8.0_402` -> 8, `17.0.15` -> 17, `25` -> 25, `26-ea` -> 26 (JEP 223, JEP 322).
    """
    match = re.search(r'(?:version |JAVA_VERSION=)"?(\d+)(?:\.(\d+))?', text)
    if match is None:
        return None
    return int(match[2] or 0) if match[1] == "1" else int(match[1])


def examine(home: Path, readable: Callable[[Path], bool] = lambda _path: True) -> Jdk | None:
    """Look at one folder.

    Args:
        home: A folder that may hold a JDK.
        readable: Whether the user under whom Elasticsearch runs can read a path.

    Returns:
        The JDK with its fault, if it has one; None if there is no Java in the folder.
    """
    program = home / "bin" / "java"
    if not os.access(program, os.X_OK):
        return None
    version = _version_of(home) or 0
    fault = None
    if version == 0:
        fault = "does not answer `java -version`"
    elif version < OLDEST:
        fault = f"is Java {version}, older than {OLDEST}"
    elif not (home / "bin" / "jlink").exists():
        fault = f"is a JRE (Java {version} without jlink), a full JDK is needed"
    elif not readable(program):
        fault = "cannot be read by the user `nobody`, under whom Elasticsearch has to run when root starts it"
    return Jdk(home, version, fault)


def find(
    wanted: Path | None, environ: Mapping[str, str] = os.environ, readable: Callable[[Path], bool] = lambda _path: True
) -> tuple[Jdk | None, list[Jdk]]:
    """Find the JDK to use.

    Args:
        wanted: QUOTEWIRE_JAVA_HOME; if given, no other is looked at.
        environ: The environment, for JAVA_HOME, PATH and HOME.
        readable: See `examine`.

    Returns:
        The best one or None, and all that were found but cannot be used.
    """
    if wanted is not None:
        jdk = examine(wanted, readable)
        if jdk is None:
            jdk = Jdk(wanted, 0, "has no bin/java")
        return (None, [jdk]) if jdk.fault else (jdk, [])
    usable: list[Jdk] = []
    refused: list[Jdk] = []
    seen: set[Path] = set()
    for home in _candidates(environ):
        real = home.resolve()
        if real not in seen:
            seen.add(real)
            jdk = examine(real, readable)
            if jdk is not None:
                (refused if jdk.fault else usable).append(jdk)
    # JAVA_HOME and PATH come first among equals: sorting keeps the order.
    usable.sort(key=lambda jdk: (jdk.version != PREFERRED, jdk.version > PREFERRED, abs(jdk.version - PREFERRED)))
    return (usable[0] if usable else None), refused


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    if environ.get("JAVA_HOME"):
        yield Path(environ["JAVA_HOME"])
    on_path = which("java", path=environ.get("PATH", ""))
    # macOS has a /usr/bin/java that only says that no Java is installed: there `java_home` below is asked instead.
    if on_path and sys.platform != "darwin":
        yield Path(on_path).resolve().parent.parent
    home = Path(environ.get("HOME") or "/nonexistent")
    for folder, pattern in (
        (Path("/usr/lib/jvm"), "*"),
        (Path("/usr/java"), "*"),
        (Path("/opt"), "*"),
        (Path("/opt/java"), "*"),
        (home / ".sdkman/candidates/java", "*"),
        (home / ".jdks", "*"),
        (home / ".asdf/installs/java", "*"),
        (home / ".local/share/mise/installs/java", "*"),
        (Path("/Library/Java/JavaVirtualMachines"), "*/Contents/Home"),
        (home / "Library/Java/JavaVirtualMachines", "*/Contents/Home"),
        (Path("/opt/homebrew/opt"), "openjdk*/libexec/openjdk.jdk/Contents/Home"),
        (Path("/usr/local/opt"), "openjdk*/libexec/openjdk.jdk/Contents/Home"),
    ):
        try:
            yield from sorted(folder.glob(pattern))
        except OSError:
            continue
    if sys.platform == "darwin":
        answer = _output(["/usr/libexec/java_home", "-v", f"{OLDEST}+"])
        if answer.startswith("/"):
            yield Path(answer.strip())


def _version_of(home: Path) -> int | None:
    try:
        version = feature_version((home / "release").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        version = None
    return version or feature_version(_output([str(home / "bin" / "java"), "-version"]))


def _output(command: list[str]) -> str:
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_ANSWER_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout + answer.stderr
