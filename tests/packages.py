"""Packages that a test installs are forgotten after it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from processors.entity_models.choice import official_packages


@contextmanager
def packages_forgotten() -> Iterator[None]:
    """What is found installed and imported inside is not remembered outside, nor the other way round."""
    before = set(sys.modules)
    official_packages.cache_clear()
    yield
    official_packages.cache_clear()
    for name in set(sys.modules) - before:
        if "_core_" in name:
            del sys.modules[name]
