"""Reads a Dockerfile and a .dockerignore, as far as ours and its checks need it.

The forms: <https://docs.docker.com/reference/dockerfile/> and, for .dockerignore,
<https://docs.docker.com/build/concepts/context/#dockerignore-files>.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, such as COPY.

    Attributes:
        name: In capitals.
        flags: Such as {"from": "build"}.
        rest: What follows the flags, continued lines joined.
    """

    name: str
    flags: dict[str, str]
    rest: str


@dataclass(slots=True)
class Stage:
    """What follows a FROM."""

    name: str
    image: str
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, name: str) -> list[Instruction]:
        """The instructions of one name, in order."""
        return [instruction for instruction in self.instructions if instruction.name == name]

    def environment(self) -> dict[str, str]:
        """What all ENV instructions set."""
        found: dict[str, str] = {}
        for instruction in self.all("ENV"):
            found |= pairs(instruction.rest)
        return found


def stages(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile; instructions before the first FROM (ARG) only serve to name images."""
    found: list[Stage] = []
    arguments: dict[str, str] = {}
    for instruction in instructions(text):
        if instruction.name == "FROM":
            image, _, name = instruction.rest.partition(" AS ")
            for argument, value in arguments.items():
                image = image.replace(f"${{{argument}}}", value)
            found.append(Stage(name.strip(), image.strip()))
        elif found:
            found[-1].instructions.append(instruction)
        else:
            arguments |= pairs(instruction.rest)
    return found


def instructions(text: str) -> Iterator[Instruction]:
    """Yield the instructions of a Dockerfile without comments."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    for line in joined.splitlines():
        name, _, rest = line.strip().partition(" ")
        flags: dict[str, str] = {}
        while match := re.match(r"--([a-z-]+)=(\S+)\s+", rest):
            flags[match[1]] = match[2]
            rest = rest[match.end() :]
        yield Instruction(name.upper(), flags, rest.strip())


def pairs(text: str) -> dict[str, str]:
    """Return what NAME=value NAME="other value" sets."""
    found = re.findall(r'([\w.]+)=(?:"([^"]*)"|(\S*))', text)
    return {name: quoted or plain for name, quoted, plain in found}


@dataclass(frozen=True, slots=True)
class Ignored:
    """The rules of a .dockerignore: the last one that matches a path, or a folder above it, decides."""

    rules: tuple[tuple[re.Pattern[str], bool], ...]

    @classmethod
    def read(cls, text: str) -> "Ignored":
        """Return the rules in the text of a .dockerignore."""
        lines = [line.strip() for line in text.splitlines()]
        patterns = [line for line in lines if line and not line.startswith("#")]
        return cls(tuple((_compiled(line.removeprefix("!")), not line.startswith("!")) for line in patterns))

    def __call__(self, path: str) -> bool:
        """Whether a path, relative and with slashes, stays out of the build."""
        ignored = False
        for pattern, ignores in self.rules:
            if pattern.match(path):
                ignored = ignores
        return ignored


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    expression = ""
    for part in parts:
        if part == "**":
            expression += r"(?:[^/]+/)*"
        else:
            expression += re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]") + "/"
    # A rule for a folder is one for everything in it.
    return re.compile(expression.removesuffix("/") + r"(?:/.*)?\Z")


def context(root: Path, ignored: Ignored) -> list[Path]:
    """Return the files below `root` that a build gets to see, relative to it, in order."""
    found = []
    for folder, subfolders, files in os.walk(root):
        # .git and environments are large, and no rule of ours lets anything in them through.
        subfolders[:] = [name for name in subfolders if name not in {".git", ".venv", ".stack"}]
        for name in files:
            path = (Path(folder) / name).relative_to(root)
            if not ignored(path.as_posix()):
                found.append(path)
    return sorted(found)
