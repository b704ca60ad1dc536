"""The compiled form of processors/quotes, which mypyc makes of the same files, and where it lies.

An installed package that was built with QUOTEWIRE_COMPILE=yes has it beside its sources. A checkout has it in
build/compiled (`make compiled`), in a folder named after all that it was made of: once a source is changed, the Python
form is what runs, until it is compiled again. Without a compiled form, and with QUOTEWIRE_COMPILED=no, all works the
same, only slower.
"""

import hashlib
import importlib.util
import os
import platform
import re
import sys
import sysconfig
import warnings
from collections.abc import MutableSequence, Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
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
"""Variable of the environment; `no` turns the compiled form off."""
READ: Final = ("processors", "processors/names", PACKAGE, "schemas")
"""Folders of the sources that the compiled form hangs on: constants of others may be compiled in."""
SUFFIX: Final = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def modules() -> list[Path]:
    """Returns the files that are compiled, sorted, relative to the root."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / PACKAGE).glob("*.py") if path.name not in LEFT_OUT)


def kind() -> str:
    """Returns what tells compiled forms for this Python and processor from others."""
    return f"{sysconfig.get_config_var('SOABI')}-{platform.machine()}"


def folder() -> Path:
    """Returns where a compiled form of the present sources is, or would be, for this Python.

    Its name tells the sources, setup.py, and the version of mypy.
    """
    read = hashlib.sha256()
    for path in [ROOT / "setup.py", *(path for name in READ for path in sorted((ROOT / name).glob("*.py")))]:
        content = path.read_bytes()
        read.update(f"{path.name} {len(content)}\n".encode())
        read.update(content)
    locked = re.search(rb"^mypy==\S+", (ROOT / "requirements-dev.lock").read_bytes(), re.MULTILINE)
    read.update(locked[0] if locked else b"")
    return BUILT / f"{read.hexdigest()[:16]}-{kind()}"


def is_whole(compiled: Path) -> bool:
    """Returns whether a folder has the library and every module."""
    modules_there = all((compiled / module).with_suffix(SUFFIX).is_file() for module in modules())
    return modules_there and (compiled / f"{LIBRARY}__mypyc{SUFFIX}").is_file()


def find(path: MutableSequence[str]) -> None:
    """Puts the folder of the compiled form, if there is a whole one of the present sources, before the package's own.

    Args:
        path: `__path__` of processors.quotes.
    """
    if os.environ.get(SWITCH, "").strip().lower() in {"no", "off", "false", "0"}:
        sys.meta_path.insert(0, _Sources(list(path)))
        return
    if not BUILT.is_dir():
        return
    compiled = folder()
    if is_whole(compiled) and _loaded(compiled / f"{LIBRARY}__mypyc{SUFFIX}"):
        path.insert(0, str(compiled / PACKAGE))


def is_compiled() -> bool:
    """Returns whether the compiled form is what runs."""
    from processors.quotes import extraction

    return not (extraction.__file__ or "").endswith(".py")


def _loaded(library: Path) -> bool:
    """Loads the library from where it lies, so that nothing is put on sys.path; False if it cannot be loaded."""
    spec = importlib.util.spec_from_file_location(f"{LIBRARY}__mypyc", library)
    if spec is None or spec.loader is None:
        return False
    try:
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    except ImportError as error:
        sys.modules.pop(spec.name, None)
        warnings.warn(
            f"{library} cannot be loaded ({error}): quotations are found by the Python form. Delete it, and call "
            "`make compiled`",
            RuntimeWarning,
            stacklevel=2,
        )
        return False
    return True


class _Sources:
    """Finds the modules of processors.quotes as Python, also where compiled ones lie beside them."""

    def __init__(self, path: Sequence[str]) -> None:
        self._finders = [FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)) for folder in path]

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Returns where a module is; None for all of other packages."""
        package, _, _ = name.rpartition(".")
        if package != PACKAGE.replace("/", "."):
            return None
        return next(filter(None, (finder.find_spec(name) for finder in self._finders)), None)
