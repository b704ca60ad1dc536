"""The compiled form of processors/quotes, which mypyc makes of the same files, and where it lies.

An installed package that was built with QUOTEWIRE_COMPILE=yes has it beside its sources. A checkout has it in
build/compiled (`make compiled`), in a folder named after the sources that it was made of: once one of them is changed,
the Python form is what runs, until they are compiled again. Without a compiled form, or with QUOTEWIRE_COMPILED=no in
a checkout, all works the same, only slower.
"""

import hashlib
import importlib.util
import os
import sys
import sysconfig
from collections.abc import MutableSequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BUILT: Final = ROOT / "build" / "compiled"
"""Where a checkout has compiled forms."""
PACKAGE: Final = "processors/quotes"
LIBRARY: Final = "quotewire_quotes"
"""What the library is called that all compiled modules are in; mypyc adds `__mypyc`."""
LEFT_OUT: Final = frozenset({"__init__.py", "references.py"})
"""The one finds the compiled form of the others; the other's type variables are more than mypyc compiles."""
SWITCH: Final = "QUOTEWIRE_COMPILED"
"""Variable of the environment; `no` turns the compiled form of a checkout off."""
READ: Final = ("processors", "processors/names", PACKAGE, "schemas")
"""Folders of the sources that the compiled form hangs on: constants of others may be compiled in."""


def modules() -> list[Path]:
    """Returns the files that are compiled, sorted, relative to the root."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / PACKAGE).glob("*.py") if path.name not in LEFT_OUT)


def folder() -> Path:
    """Returns where a compiled form of the present sources is, or would be, for this Python."""
    read = hashlib.sha256()
    for name in READ:
        for path in sorted((ROOT / name).glob("*.py")):
            content = path.read_bytes()
            read.update(f"{path.name} {len(content)}\n".encode())
            read.update(content)
    return BUILT / f"{read.hexdigest()[:16]}-{sysconfig.get_config_var('SOABI')}"


def find(path: MutableSequence[str]) -> None:
    """Puts the folder of the compiled form, if there is one for the present sources, before the package's own.

    Args:
        path: `__path__` of processors.quotes.
    """
    if os.environ.get(SWITCH, "yes").lower() == "no" or not BUILT.is_dir():
        return
    compiled = folder()
    library = compiled / f"{LIBRARY}__mypyc{sysconfig.get_config_var('EXT_SUFFIX')}"
    spec = importlib.util.spec_from_file_location(f"{LIBRARY}__mypyc", library) if library.is_file() else None
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)  # from where it lies, so that nothing is put on sys.path
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    path.insert(0, str(compiled / PACKAGE))


def is_compiled() -> bool:
    """Returns whether the compiled form is what runs."""
    from processors.quotes import extraction

    return not (extraction.__file__ or "").endswith(".py")
