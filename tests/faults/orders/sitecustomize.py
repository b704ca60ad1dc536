"""On the PYTHONPATH of the workers under test only: makes their NLP processes obey orders in the text of an article.

    [[order: segfault]]   the process dies of signal 11, as a defect in a compiled library does it
    [[order: kill]]       the process dies of signal 9, as when the system is out of memory
    [[order: memory]]     it runs against a limit of its address space
    [[order: hang]]       it never comes back
    [[order: raise]]      a processor raises an exception

Python imports this module at its start (it is called so); it waits until the module with something to change is
imported. More is named in the environment: constants of the product's modules with the values to take instead, and
seconds that each article takes longer, so that a fault finds work under way on a fast machine too.

    QUOTEWIRE_FAULTS_CONSTANTS='{"streams.apps.NEVER_SECONDS": 20}'
    QUOTEWIRE_FAULTS_SECONDS=0.01
"""

import importlib.abc
import importlib.machinery
import json
import os
import re
import sys
import time

ORDER = re.compile(r"\[\[order: (\w+)\]\]")
CHAIN = "processors.chain"
BEYOND_BYTES = 64 * 1024 * 1024


def obey(order):
    import ctypes
    import resource
    import signal

    if order == "segfault":
        ctypes.string_at(0)
    elif order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "memory":
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + BEYOND_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        bytearray(2 * BEYOND_BYTES)
    elif order == "hang":
        while True:
            time.sleep(3600)
    elif order == "raise":
        raise RuntimeError("a processor with a defect, as it was ordered")


def wrap(chain):
    """Makes `Chain.annotate` obey the orders in its articles before it does its work."""
    annotate = chain.Chain.annotate
    seconds = float(os.environ.get("QUOTEWIRE_FAULTS_SECONDS", "0"))

    def obedient(self, articles, *arguments):
        for article in articles:
            found = ORDER.search(article.text)
            if found:
                obey(found.group(1))
        time.sleep(seconds * len(articles))
        return annotate(self, articles, *arguments)

    chain.Chain.annotate = obedient


class Changes(importlib.abc.MetaPathFinder):
    """Changes modules right after they are imported."""

    def __init__(self, constants):
        self.constants = {}
        for name, value in constants.items():
            module, _, constant = name.rpartition(".")
            self.constants.setdefault(module, {})[constant] = value

    def find_spec(self, name, path, target=None):
        if name != CHAIN and name not in self.constants:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        execute = spec.loader.exec_module

        def execute_and_change(module):
            execute(module)
            for constant, value in self.constants.get(name, {}).items():
                if not hasattr(module, constant):
                    raise AttributeError(f"{name} has no {constant} to change")
                setattr(module, constant, value)
            if name == CHAIN:
                wrap(module)

        spec.loader.exec_module = execute_and_change
        return spec


sys.meta_path.insert(0, Changes(json.loads(os.environ.get("QUOTEWIRE_FAULTS_CONSTANTS", "{}"))))
