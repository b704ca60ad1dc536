"""Compiles processors/quotes for this checkout: `make compiled`. Quotations are then found in three fifths of the time.

Does nothing if the present sources are compiled already. Where they cannot be compiled, says why and what to install:
the Python form then runs on, and finds the same.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "deploy" / "local")]

from folder import locked, remove  # noqa: E402
from prerequisites import check_compiler  # noqa: E402

from processors.compiled import BUILT, folder, is_whole, kind, modules  # noqa: E402 - the checkout's own

SECONDS = 90
"""About what it takes."""
KEPT_SECONDS = 3600
"""So long an earlier form stays, as a worker may be starting with it."""


class CompileError(Exception):
    """The sources could not be compiled."""


def compile_quotes() -> None:
    """Compiles the present sources, and removes what was compiled of earlier ones for the same Python.

    Raises:
        CompileError: mypyc or the C compiler refused them (what they say is on standard output), or they were changed
            in the meantime.
        OSError: such as a full disk.
    """
    target = folder()
    with tempfile.TemporaryDirectory(dir=BUILT) as work:
        command = [sys.executable, "setup.py", "-q", "build_ext"]
        command += ["--build-lib", f"{work}/lib", "--build-temp", f"{work}/temp"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "QUOTEWIRE_COMPILE": "yes"}, check=False)
        if done.returncode != 0:
            raise CompileError(f"mypyc or the C compiler ended with {done.returncode}; see above")
        if folder() != target:
            raise CompileError("a source was changed while it was compiled; call `make compiled` again")
        # Whole folders come and go at once, by their names; what has gone is deleted with `work`.
        for number, earlier in enumerate(BUILT.glob(f"*-{kind()}")):
            if earlier == target or time.time() - earlier.stat().st_mtime > KEPT_SECONDS:
                os.rename(earlier, f"{work}/{number}")
        os.rename(f"{work}/lib", target)


def main() -> int:
    """Compiles; the exit code is 0 also where that cannot be done, since nothing depends on it."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if is_whole(folder()):
        return 0
    try:
        compiler = check_compiler()
        if not compiler.passed:
            raise CompileError(str(compiler))
        with locked(BUILT, "another `make compiled` works on this checkout"):
            if is_whole(folder()):
                return 0
            remove(BUILT.glob("tmp*"))  # of one that was killed
            print(f"compiling {len(modules())} modules of processors/quotes (once for each change; some {SECONDS} s)")
            sys.stdout.flush()
            compile_quotes()
    except (CompileError, OSError) as error:
        print(f"{error}\nprocessors/quotes is not compiled: the Python form runs, which takes 1.6 times as long.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
