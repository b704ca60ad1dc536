"""Which licences may be in what Quotewire ships: licences.toml, and whether a licence is among them.

Licences are SPDX expressions (<https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/>).
"""

import fnmatch
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing

FILE = Path(__file__).parent / "licences.toml"
SPDX = get_spdx_licensing()


class PolicyError(Exception):
    """licences.toml cannot be used."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """A licence that some parts may have, and no others.

    Attributes:
        licence: SPDX identifier, with its exception if it has one.
        parts: names of packages, models, libraries or data; `*` stands for anything.
        reason: why these may have it.
    """

    licence: str
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a person read in a package whose metadata do not say its licence.

    Attributes:
        package: its name.
        licence: SPDX expression.
        file: the file that was read, in the package's dist-info folder.
        sha256: of that file, in each of its versions that was read; another one has to be read again.
    """

    package: str
    licence: str
    file: str
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library of others that wheels carry.

    Attributes:
        name: how its file name begins.
        licence: SPDX expression.
        url: its page.
    """

    name: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Data:
    """Files of the project that are no code.

    Attributes:
        name: of all of them.
        licence: SPDX expression.
        files: patterns of paths, from the root of the repository.
        source: where their content is from.
        url: the page of that; empty where they were written for this project.
    """

    name: str
    licence: str
    files: tuple[str, ...]
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """What licences.toml says.

    Attributes:
        allowed: licences that everything may have.
        unusual: licences that some parts may have.
        written: licences as metadata write them, with their SPDX expressions.
        classifiers: the same for classifiers that leave no doubt, without "License :: ".
        read: by package.
        libraries: shared libraries that wheels carry.
        data: files that are no code.
    """

    allowed: frozenset[str]
    unusual: tuple[Unusual, ...]
    written: Mapping[str, str]
    classifiers: Mapping[str, str]
    read: Mapping[str, Read]
    libraries: tuple[Library, ...]
    data: tuple[Data, ...]

    def refused(self, licence: str, part: str) -> list[str]:
        """The licences in an SPDX expression that a part may not have; none where it may be shipped.

        Of `A OR B` one that is allowed will do.
        """
        return list(self._refused(SPDX.parse(licence), part))

    def _refused(self, parsed: Any, part: str) -> Iterator[str]:
        if isinstance(parsed, SPDX.AND):
            for one in parsed.args:
                yield from self._refused(one, part)
        elif isinstance(parsed, SPDX.OR):
            each = [list(self._refused(one, part)) for one in parsed.args]
            if all(each):
                yield from (licence for refused in each for licence in refused)
        elif str(parsed) not in self.allowed and not self._is_excepted(str(parsed), part):
            yield str(parsed)

    def _is_excepted(self, licence: str, part: str) -> bool:
        return any(
            one.licence == licence and fnmatch.filter([part], name) for one in self.unusual for name in one.parts
        )

    def spdx(self, written: str) -> str | None:
        """The SPDX expression for a licence as somebody wrote it; None where it is none and not in the table."""
        return expression(self.written.get(written.strip(), written))


def expression(text: str) -> str | None:
    """An SPDX expression in its usual form; None where the text is none."""
    if not text.strip() or "\n" in text.strip():
        return None
    try:
        return str(SPDX.parse(text, validate=True, strict=True))
    except ExpressionError:
        return None


def identifiers(licence: str) -> list[str]:
    """The licences in an SPDX expression, each with its exception, in order."""
    return [str(one) for one in SPDX.license_symbols(licence, unique=True, decompose=False)]


def read_policy(path: Path = FILE) -> Policy:
    """Reads licences.toml.

    Raises:
        PolicyError: it has an unknown field, or a licence that SPDX does not know.
    """
    tables = tomllib.loads(path.read_text("utf-8"))
    try:
        policy = Policy(
            allowed=frozenset(tables.pop("allowed")),
            unusual=tuple(Unusual(**_fixed(table)) for table in tables.pop("unusual")),
            written=tables.pop("written"),
            classifiers=tables.pop("classifiers"),
            read={table["package"]: Read(**_fixed(table)) for table in tables.pop("read")},
            libraries=tuple(Library(**table) for table in tables.pop("library")),
            data=tuple(Data(**_fixed(table)) for table in tables.pop("data")),
        )
    except (KeyError, TypeError) as error:
        raise PolicyError(f"{path.name}: {error}") from error
    for name in tables:
        raise PolicyError(f"{path.name}: unknown table {name!r}")
    named = [*policy.allowed, *policy.written.values(), *policy.classifiers.values()]
    named += [*(one.licence for one in policy.unusual), *(one.licence for one in policy.read.values())]
    named += [*(one.licence for one in policy.libraries), *(one.licence for one in policy.data)]
    for licence in named:
        if expression(licence) != licence:
            raise PolicyError(f"{path.name}: {licence!r} is no SPDX expression, or not in its usual form")
    for entry in policy.unusual:
        if not entry.reason.strip():
            raise PolicyError(f"{path.name}: {entry.licence} has no reason")
    return policy


def _fixed(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
