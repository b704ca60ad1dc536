"""Every command of Quotewire that the pages show is one that it takes, with these options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from streams.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_AS_QUOTEWIRE = re.compile(
    r"docker compose (?:run|exec)[^|]*? (?:init|worker|backup) (?:quotewire )?"
    r"|kubectl exec \S+ -- quotewire |(?:[A-Z_]+=\S+ )+quotewire "
)
"""The same commands in a container, or with settings before them."""

_COMMAND = re.compile(r"(?:^|^\$ |[|;(] *|&& *)quotewire (?=[a-z-])")
_ENDS = frozenset("|&;<>()")


def shown(text: str) -> Iterator[str]:
    """What stands as a command line in a page: in a block, or within a sentence."""
    for block in _BLOCK.findall(text):
        yield from re.sub(r"\\\n\s*", " ", block).splitlines()
    yield from _INLINE.findall(_BLOCK.sub("", text))


def commands(text: str) -> Iterator[list[str]]:
    """The words after `quotewire` of each of its commands in a page, as a shell would hand them over."""
    for line in shown(text):
        written = _AS_QUOTEWIRE.sub("quotewire ", line)
        for found in _COMMAND.finditer(written):
            yield list(_words(written[found.end() :]))


def _words(rest: str) -> Iterator[str]:
    lexer = shlex.shlex(rest, posix=True, punctuation_chars="".join(_ENDS))
    lexer.whitespace_split = True
    for word in lexer:
        if set(word) <= _ENDS:
            return
        if word != "…":
            yield word


def refused(words: list[str]) -> str:
    """What the command line says against words; empty if it takes them."""
    # Options are read before help is given: what is not there is an error.
    end = words.index("--") if "--" in words else len(words)
    answer = CliRunner().invoke(app, [*words[:end], "--help", *words[end:]])
    return "" if answer.exit_code == 0 else answer.output


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_on_the_page_are_those_of_the_command_line(page: Path) -> None:
    wrong = {" ".join(words): said for words in commands(page.read_text("utf-8")) if (said := refused(words))}
    assert wrong == {}


def test_commands_are_found_and_wrong_ones_noticed() -> None:
    page = (
        "```\nquotewire search 'a|b' --all --json > x   # why\nA=1 quotewire expire\n```\nOr `quotewire delet x`, so."
    )
    assert list(commands(page)) == [["search", "a|b", "--all", "--json"], ["expire"], ["delet", "x"]]
    assert refused(["delet", "x"])
    assert refused(["expire", "--older", "3d"])
    assert not refused(["expire", "--older-than", "3d"])


def test_the_pages_for_whoever_is_on_call_have_some() -> None:
    for name in ("operations.md", "alerts.md", "backup.md"):
        assert len(list(commands((ROOT / "docs" / name).read_text("utf-8")))) >= 8, name
