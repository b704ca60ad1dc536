"""Checks the Helm chart: every way to install it is rendered, held against schemas and rules, and counted.

    chart.py                   all ways; then what a render for one machine, ten and a hundred contains
    chart.py VALUES.yaml …     your own values instead

The exit code is 1 where something is wrong.
"""

import argparse
import sys
from pathlib import Path

import chart_policies
import chart_schemas
from chart_render import WAYS, Refused, Way, named, render
from chart_sizes import MACHINES, left_over, table
from chart_tools import ToolsMissing


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("values", nargs="*", type=Path, metavar="VALUES.yaml", help="files of values, each by itself")
    own = parser.parse_args().values
    try:
        found = [problem for way in ([named(path) for path in own] or WAYS) for problem in _checked(way)]
        if not own:
            print(f"\n{table()}")
    except ToolsMissing as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if found else 0


def _checked(way: Way) -> list[str]:
    """What is wrong with one way; says so, or that nothing is."""
    try:
        objects = render(way)
    except Refused as refused:
        print(f"{way.name}: {refused}")
        return [str(refused)]
    found = []
    for version in chart_schemas.VERSIONS:
        found += [f"Kubernetes {version}: {problem}" for problem in chart_schemas.problems(objects, version)]
    found += chart_policies.problems(objects)
    if way.name in MACHINES:
        without = left_over(objects, MACHINES[way.name])
        found += [f"does not fit: {name}" for name in sorted(set(without))]
    for problem in found:
        print(f"{way.name}: {problem}")
    if not found:
        print(f"{way.name}: {len(objects)} objects, nothing wrong")
    return found


if __name__ == "__main__":
    sys.exit(main())
