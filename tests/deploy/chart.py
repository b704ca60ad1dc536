"""What the tests of the Helm chart share: renders, and whether the tools for them are there."""

import copy
import os
from functools import cache

import pytest
from chart_render import WAYS, render
from chart_tools import ToolsMissing, definitions, helm

TEN = next(way for way in WAYS if way.name == "ten-machines")
INGRESS = next(way for way in WAYS if way.name == "page-with-ingress")


def need_tools():
    """Skips where helm or the operators' definitions could not be made; fails in CI, where they must be."""
    try:
        helm()
        definitions()
    except ToolsMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"the chart must be tested in CI: {missing}")
        pytest.skip(f"the chart cannot be rendered here: {missing}")


@cache
def _rendered(way):
    return render(way)


def rendered(way):
    """The objects of a way to install the chart, to be changed at will."""
    return copy.deepcopy(_rendered(way))


def the(objects, kind, name=None):
    """The one object of a kind, or the one with a name that ends so."""
    (found,) = [
        item for item in objects if item["kind"] == kind and (name is None or item["metadata"]["name"].endswith(name))
    ]
    return found


def container(objects, name, kind="Deployment"):
    """The container of a deployment or job whose name ends so."""
    return the(objects, kind, name)["spec"]["template"]["spec"]["containers"][0]


def variables(made):
    """The variables of a container."""
    return {entry["name"]: entry["value"] for entry in made["env"]}
