"""Where Elasticsearch keeps its files, and under which user it runs.

Elasticsearch refuses to run as root. Started by root it runs as the user `nobody`, who must be able to reach its
program and its data: a home folder of root with mode 0700 above them prevents that. Then both go to a folder outside.
"""

import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from console import StackError
from settings import Settings, read_json, write_json

# The user and group `nobody`: the overflow ids of Linux, the same on all distributions.
NOBODY = 65534
# Tried in this order for the files that cannot lie in the stack's own folder. /var/tmp may be tidied by the system.
_OUTSIDE = (Path("/var/lib"), Path("/var/tmp"))
_AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where Elasticsearch lies and how it is started.

    Attributes:
        state_dir: Its configuration, data and logs.
        dist_dir: The folder in which its program is unpacked.
        prefix: What is put before its command line to drop root's rights; empty for an ordinary user.
        note: What the user should know about the places, or None.
    """

    state_dir: Path
    dist_dir: Path
    prefix: tuple[str, ...]
    note: str | None


def is_root() -> bool:
    """Return whether this command runs as root."""
    return os.geteuid() == 0


def readable_by_server(path: Path) -> bool:
    """Return whether the user under whom Elasticsearch runs can read and enter `path`; asked of the system itself."""
    if not is_root():
        return os.access(path, os.R_OK | os.X_OK)
    question = [*_AS_NOBODY, "test", "-r", str(path), "-a", "-x", str(path)]
    return subprocess.run(question, capture_output=True, check=False).returncode == 0


def place(settings: Settings) -> Placement:
    """Decide where Elasticsearch lies; creates nothing.

    Raises:
        StackError: `nobody` can reach neither the stack's folder nor one outside of it.
    """
    state_dir = settings.stack_dir / "elasticsearch"
    dist_dir = settings.dist_dir
    if not is_root():
        return Placement(state_dir, dist_dir, (), None)
    if shutil.which("setpriv") is None:  # prerequisites.py says so
        return Placement(state_dir, dist_dir, _AS_NOBODY, None)
    remembered = read_json(settings.stack_dir / "stack.json").get("elasticsearch_outside")
    outside = []
    if isinstance(remembered, str) and Path(remembered).is_dir():
        state_dir = Path(remembered)
    elif not _reaches(settings.stack_dir):
        state_dir = _outside(settings.stack_dir)
    if state_dir.parent != settings.stack_dir:
        outside.append(f"its data and logs are in {state_dir}")
    if not _reaches(dist_dir):
        dist_dir = _outside(settings.dist_dir)
        outside.append(f"its program is in {dist_dir}")
    note = None
    if outside:
        note = (
            f"Elasticsearch runs as `nobody`, who cannot enter {_closed_parent(settings)}: {', and '.join(outside)}. "
            "To have all in one place set QUOTEWIRE_STACK_DIR (and QUOTEWIRE_STACK_DIST) to a folder outside of it."
        )
    return Placement(state_dir, dist_dir, _AS_NOBODY, note)


def remember(settings: Settings, **values: object) -> None:
    """Add to what the stack remembers in `stack.json`; the file also marks the folder as ours."""
    path = settings.stack_dir / "stack.json"
    write_json(path, {"about": "written by deploy/local/stack.py", **read_json(path), **values})


def make_state_dir(settings: Settings, placement: Placement) -> None:
    """Create Elasticsearch's folder; one outside of the stack's folder is remembered, so that its data stay found.

    Raises:
        StackError: Somebody else has put a folder of that name into the place outside.
    """
    folder = placement.state_dir
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.parent != settings.stack_dir:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0:
            raise StackError(f"{folder} belongs to another user. Set QUOTEWIRE_STACK_DIR to a folder of its own.")
        remember(settings, elasticsearch_outside=str(folder))
    elif is_root():
        os.chown(folder, 0, 0, follow_symlinks=False)
        folder.chmod(0o755)


def give_to_server(folder: Path) -> None:
    """As root, make `nobody` the owner of a folder and all in it; no other user may enter."""
    folder.chmod(0o700)
    if not is_root():
        return
    for parent, _folders, files in os.walk(folder):
        os.chown(parent, NOBODY, NOBODY, follow_symlinks=False)
        for name in files:
            os.chown(os.path.join(parent, name), NOBODY, NOBODY, follow_symlinks=False)


def _reaches(folder: Path) -> bool:
    """Return whether `nobody` can enter `folder`, or will be able to once it is created."""
    return readable_by_server(next(parent for parent in (folder, *folder.parents) if parent.exists()))


def _closed_parent(settings: Settings) -> Path:
    for folder in (settings.stack_dir, settings.dist_dir):
        for parent in reversed((folder, *folder.parents)):
            if parent.exists() and not readable_by_server(parent):
                return parent
    return settings.stack_dir


def _outside(folder: Path) -> Path:
    """Return a folder of root's outside of `folder`, always the same one for it."""
    name = f"quotewire-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    for parent in _OUTSIDE:
        if os.access(parent, os.W_OK) and readable_by_server(parent):
            return parent / name
    raise StackError(
        f"Elasticsearch runs as `nobody` when root starts it, who cannot enter {folder}. "
        "Set QUOTEWIRE_STACK_DIR and QUOTEWIRE_STACK_DIST to folders that every user may enter, such as /srv/quotewire."
    )
