"""Compiles processors/quotes for this checkout: `make compiled`. Quotations are then found in three fifths of the time.

Does nothing if the present sources are compiled already. Where there is no C compiler, says so and what installs it:
the Python form then runs on.
"""

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from processors.compiled import BUILT, folder, modules  # noqa: E402 - the checkout's own

SECONDS = 90
"""About what it takes."""


def missing() -> str | None:
    """What this machine lacks for it, with what installs it; None if nothing."""
    if shutil.which(os.environ.get("CC") or "cc") is None:
        return "there is no C compiler (on Debian or Ubuntu: apt-get install gcc libc6-dev)"
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        return "Python's header files are missing (on Debian or Ubuntu: apt-get install python3-dev)"
    return None


def compile_quotes() -> Path:
    """Compiles the present sources, and removes what was compiled of earlier ones.

    Returns:
        The folder of the compiled form.

    Raises:
        subprocess.CalledProcessError: mypyc or the C compiler refused them; what they say is on standard output.
    """
    target = folder()
    BUILT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILT) as work:
        command = [
            sys.executable,
            "setup.py",
            "-q",
            "build_ext",
            "--build-lib",
            f"{work}/lib",
            "--build-temp",
            f"{work}/temp",
        ]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "QUOTEWIRE_COMPILE": "yes"}, check=True)
        for earlier in BUILT.glob("*-*"):
            shutil.rmtree(earlier)
        os.rename(f"{work}/lib", target)
    return target


def main() -> int:
    """Compiles, and returns the exit code."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if folder().is_dir():
        return 0
    lacking = missing()
    if lacking:
        print(f"processors/quotes is not compiled: {lacking}. The Python form runs, which takes 1.6 times as long.")
        return 0
    print(f"compiling {len(modules())} modules of processors/quotes (once for each change; some {SECONDS} seconds)")
    try:
        compile_quotes()
    except subprocess.CalledProcessError as error:
        print("processors/quotes cannot be compiled; see above. The Python form runs.", file=sys.stderr)
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
