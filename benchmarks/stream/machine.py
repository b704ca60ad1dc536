"""On what, and with which versions, something was measured."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from processors.compiled import is_compiled

PACKAGES: Final = (
    "quotewire",
    "spacy",
    "thinc",
    "numpy",
    "faust-streaming",
    "aiokafka",
    "kafka-python",
    "elasticsearch",
)


def machine() -> dict[str, Any]:
    """Cores, processor, memory, and the load before anything was started."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": platform.platform(),
        "load": round(os.getloadavg()[0], 2),
    }


def versions() -> dict[str, str]:
    """Of Python, of the packages that the figures hang on, and of this project (its commit, where git knows it).

    `quotations` says in which form they are found: compiled, or as Python.
    """
    found = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    found["quotations"] = "compiled" if is_compiled() else "Python"
    commit = _commit()
    return found | ({"commit": commit} if commit else {})


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _commit() -> str | None:
    """The commit that is checked out; with a mark where files differ from it."""
    here = Path(__file__).parent
    command = ["git", "-C", str(here), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None
