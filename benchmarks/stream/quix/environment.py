"""The environment that the job runs in: Quix Streams asks for other versions of packages than we have."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.stream.pipeline import ROOT

REQUIREMENTS: Final = Path(__file__).with_name("requirements.lock")

FOLDER: Final = ROOT / "build" / "quix"


def interpreter(tell: Callable[[str], None], folder: Path = FOLDER) -> str:
    """The interpreter of the environment, which is made if it is not there as the requirements say.

    Args:
        tell: prints a line of progress.
        folder: of the environment.

    Raises:
        RuntimeError: it cannot be made.
    """
    python, ready = folder / "bin" / "python", folder / "ready"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if ready.exists() and ready.read_text() == wanted:
        return str(python)
    tell(f"making the environment of Quix Streams in {folder} (once; about a minute)")
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", str(folder)], [*install, "-r", str(REQUIREMENTS)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"the environment of Quix Streams cannot be made:\n{done.stderr[-2000:]}")
    ready.write_text(wanted)
    return str(python)
