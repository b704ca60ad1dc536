"""What pyproject.toml cannot say: with QUOTEWIRE_COMPILE=yes, processors/quotes is compiled with mypyc.

It needs mypy and a C compiler, and takes a minute and a half. Everything else about the package is in pyproject.toml.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup


def extensions() -> list[Extension]:
    """The compiled modules, none unless they are asked for.

    Raises:
        SystemExit: they are asked for, and cannot be had so.
    """
    if os.environ.get("QUOTEWIRE_COMPILE", "no").lower() != "yes":
        return []
    if {"editable_wheel", "develop", "--inplace", "-i"}.intersection(sys.argv):
        # They would lie beside the sources, and run instead of them whatever is changed there.
        raise SystemExit("QUOTEWIRE_COMPILE=yes is not for editable installs: `make compiled` is")
    try:
        from mypyc.build import mypycify
    except ImportError as error:
        raise SystemExit(
            "QUOTEWIRE_COMPILE=yes needs mypy where this is built, with what the compiled modules import: "
            "pip install setuptools mypy==2.4.1 pydantic orjson, and then pip's --no-build-isolation"
        ) from error

    sys.path.insert(0, str(Path(__file__).parent))
    from processors.compiled import LIBRARY, modules

    return list(
        mypycify(
            [str(path) for path in modules()],
            group_name=LIBRARY,
            opt_level="2",
            debug_level="0",
            target_dir="build/mypyc",
        )
    )


setup(ext_modules=extensions())
