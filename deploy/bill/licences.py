"""Holds everything that Quotewire ships to the allowed licences (licences.toml), and writes docs/licences.md.

    licences.py            writes docs/licences.md (`make licences`)
    licences.py --check    fails where a licence is unknown or not allowed, or the page is not current (`make lint`)

No network is needed: what is installed says its licence.
"""

import argparse
import fnmatch
import sys
from collections.abc import Iterator, Sequence

from parts import ROOT, Part, Shipped, shipped
from policy import Policy, PolicyError, identifiers, read_policy

PAGE = ROOT / "docs" / "licences.md"
SPDX_PAGE = "https://spdx.org/licenses/{}.html"

HEAD = """\
# Licences of what Quotewire ships

Quotewire's code is under Apache-2.0. With it come the packages of requirements.lock, libraries that their wheels
carry, the language models, and tables. `make lint` holds all of them to
[deploy/bill/licences.toml](../deploy/bill/licences.toml): a licence that is unknown, or not allowed there for that
part, fails it with a line that says what to do.

This page is written by `make licences`. What it does not show: code that was compiled into a package (such as the Rust
crates in orjson) comes under that package's licence files, which are installed with it; the Python interpreter and
Debian's packages of the image are the base image's, each with its licence in `/usr/share/doc`. In the compiled form of
`processors/quotes` is the run-time library of [mypyc](https://github.com/mypyc/mypyc): MIT, copyright 2012-2023 Jukka
Lehtosalo and contributors, 2015-2023 Dropbox, Inc.; some of its files PSF-2.0, copyright Python Software Foundation.

The image has all of this with versions and hashes as a bill of materials (CycloneDX 1.6, JSON):
`/opt/quotewire/share/doc/quotewire/quotewire.cdx.json`; `make bill` writes that of this environment.
"""


def main() -> int:
    """Returns the exit code: with --check 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where something is not allowed")
    check = parser.parse_args().check
    try:
        policy = read_policy()
        found = shipped(policy)
    except PolicyError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = problems(policy, found)
    if not wrong:
        text = page(policy, found.parts)
        if not check:
            PAGE.write_text(text, "utf-8")
        elif not PAGE.exists() or PAGE.read_text("utf-8") != text:
            wrong = ["docs/licences.md is not current: run `make licences`"]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def problems(policy: Policy, found: Shipped) -> list[str]:
    """What is wrong with the licences, each with what to do."""
    lines = list(found.problems)
    had: set[tuple[str, str]] = set()
    for part in found.parts:
        for one, owner in [(part, part.name), *((source, part.name) for source in part.made_from)]:
            if one.licence is None:
                lines.append(one.problem)
                continue
            had |= {(licence, owner) for licence in identifiers(one.licence)}
            lines += [_not_allowed(licence, one, owner) for licence in policy.refused(one.licence, owner)]
    for entry in policy.unusual:
        for name in entry.parts:
            if not fnmatch.filter((owner for licence, owner in had if licence == entry.licence), name):
                lines.append(
                    f"{name} does not have {entry.licence}: remove it from that [[unusual]] entry in licences.toml"
                )
    unused = policy.read.keys() - {part.name for part in found.parts}
    lines += [f"{name} is not shipped: remove its [[read]] entry from licences.toml" for name in sorted(unused)]
    return lines


def _not_allowed(licence: str, part: Part, owner: str) -> str:
    what = {"library": f"{part.name} (in {part.carried_by})", "source": f"{owner}, made from {part.name},"}
    version = f" {part.version}" if part.version else ""
    return (
        f"{what.get(part.kind, part.name + version)} has the licence {part.licence}, and {licence} is not allowed for "
        "it: take something else in its place; or, if the licence fits, add it to `allowed`, or to an [[unusual]] "
        "entry with the reason, in deploy/bill/licences.toml"
    )


def page(policy: Policy, parts: Sequence[Part]) -> str:
    """The text of docs/licences.md; without versions, which differ with the Python."""
    return HEAD + "".join(f"{line}\n" for line in _sections(policy, parts))


def _sections(policy: Policy, parts: Sequence[Part]) -> Iterator[str]:
    by_kind = {kind: [part for part in parts if part.kind == kind] for kind in ("package", "library", "model", "data")}
    yield from ("", "## Out of the ordinary", "")
    yield from _table("licence", "of", "why it may be there")
    for entry in policy.unusual:
        yield _row(_linked(entry.licence), ", ".join(f"`{name}`" for name in entry.parts), entry.reason)
    yield from ("", "## Packages", "")
    yield from _table("package", "licence", "told by")
    for part in sorted(by_kind["package"], key=lambda part: part.name):
        yield _row(_named(part), _linked(part.licence), part.said_by)
    yield from ("", "## Libraries in wheels", "")
    yield from _table("library", "licence", "carried by")
    for name in sorted({part.name for part in by_kind["library"]}):
        same = [part for part in by_kind["library"] if part.name == name]
        yield _row(_named(same[0]), _linked(same[0].licence), ", ".join(part.carried_by for part in same))
    yield from (
        "",
        "## Models",
        "",
        "What each is made from, with authors and licences, is in [models.md](models.md).",
        "",
    )
    yield from _table("model", "licence", "its sources have")
    for part in by_kind["model"]:
        sources = sorted({licence for source in part.made_from for licence in identifiers(source.licence or "")})
        yield _row(part.name, _linked(part.licence), ", ".join(sources))
    yield from ("", "## Data", "")
    yield from _table("data", "licence", "from", "files")
    for part in by_kind["data"]:
        files = ", ".join(path.relative_to(ROOT).as_posix() for path in part.files)
        source = f"[{part.said_by}]({part.url})" if part.url else part.said_by
        yield _row(part.name, _linked(part.licence), source, files)


def _named(part: Part) -> str:
    return f"[{part.name}]({part.url})" if part.url else part.name


def _linked(licence: str | None) -> str:
    """An SPDX expression with each of its licences as a link."""
    words = (licence or "").replace("(", "( ").replace(")", " )").split()
    plain = {"AND", "OR", "WITH", "(", ")"}
    linked = [word if word in plain else f"[{word}]({SPDX_PAGE.format(word)})" for word in words]
    return " ".join(linked).replace("( ", "(").replace(" )", ")")


def _table(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield "|" + "---|" * len(columns)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
