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
sys.path[:0] = [str(ROOT), str(ROOT / "deploy" / "local")]

from prerequisites import check_compiler  # noqa: E402

from processors.compiled import BUILT, folder, modules  # noqa: E402 - the checkout's own

SECONDS = 90
"""About what it takes."""


def compile_quotes() -> Path:
    """Compiles the present sources, and removes what was compiled of earlier ones for the same Python.

    Whoever has an earlier one loaded keeps it: its files are gone from their folder only.

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
        for earlier in BUILT.glob(f"*-{sysconfig.get_config_var('SOABI')}"):
            if earlier != target:
                shutil.rmtree(earlier, ignore_errors=True)
        try:
            os.rename(f"{work}/lib", target)  # at once: it is there whole or not at all
        except OSError:
            if not target.is_dir():  # else another `make compiled` was faster
                raise
    return target


def main() -> int:
    """Compiles, and returns the exit code."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if folder().is_dir():
        return 0
    compiler = check_compiler()
    if not compiler.passed:
        print(f"{compiler}\nprocessors/quotes is not compiled: the Python form runs, which takes 1.6 times as long.")
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
