"""The files of `languages/`: sections of templates, and what a template is made of.

    # a comment
    = sentence                              a section; each line below it is one template
    {role} {per} a quitté <LOC Nantes>.
    4* {per} est mort.                      as good as four such lines
    = party ORG                             each line is a name of this label
    Parti {couleur}
    = city LOC : name at of                 each line in several forms, separated by " / "; "-" where one is missing
    Le Caire / au <LOC Caire> / du <LOC Caire>

| in a template | |
|---|---|
| `{city}`, `{city.at}` | a line of a section, in its first form or a named one; or one of the names of `names.py` |
| `{a|b|{city}}` | one of these, also nothing: `{|nouveau }` |
| `{2..20}` | a whole number |
| `<LOC Nantes>` | a name; of names within a name the outer counts |
| `<? Nederlandse>` | words that some annotators take for a name and others do not: `Record.unknown` |
| `de~` | a word whose form depends on what follows, see `links.py` |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.data import LABELS

OPEN = "?"
"""The label of `<? ...>`."""


class TemplateError(Exception):
    """A file of `languages/` is not as described above; says where."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`{name}` or `{name.form}`."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Number:
    """`{least..most}`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`{a|b}`."""

    options: tuple["Template", ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """`<LABEL ...>`."""

    label: str
    body: "Template"


Template = tuple[str | Slot | Number | Choice | Marked, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Templates by form; the first form has the name ""  as well."""

    forms: dict[str, tuple[Template, ...]]


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def template(self, end: str) -> Template:
        """Reads up to one of the characters of `end` or, if that is empty, to the end of the text."""
        parts: list[str | Slot | Number | Choice | Marked] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in end:
                return tuple(parts)
            self.at += 1
            if char == "{":
                parts.append(self.braces())
            elif char == "<":
                parts.append(self.marked())
            elif char in "}>":
                raise TemplateError(f"unexpected {char} in {self.text!r}")
            elif parts and isinstance(parts[-1], str):
                parts[-1] += char
            else:
                parts.append(char)
        if end:
            raise TemplateError(f"{end[-1]} is missing in {self.text!r}")
        return tuple(parts)

    def braces(self) -> Slot | Number | Choice:
        options = [self.template("|}")]
        while self.text[self.at] == "|":
            self.at += 1
            options.append(self.template("|}"))
        self.at += 1
        if len(options) > 1:
            return Choice(tuple(options))
        body = "".join(part for part in options[0] if isinstance(part, str))
        if number := re.fullmatch(r"(\d+)\.\.(\d+)", body):
            return Number(int(number[1]), int(number[2]))
        slot = re.fullmatch(r"(\w+)(?:\.(\w+))?", body)
        if len(options[0]) != 1 or not slot:
            raise TemplateError(f"{{{body}}} in {self.text!r} is neither a slot nor a choice")
        return Slot(slot[1], slot[2] or "")

    def marked(self) -> Marked:
        label, space, _ = self.text[self.at :].partition(" ")
        if not space or label not in (*LABELS, OPEN):
            raise TemplateError(f"<{label} in {self.text!r} is not a label")
        self.at += len(label) + 1
        body = self.template(">")
        self.at += 1
        return Marked(label, body)


def parse_template(text: str) -> Template:
    """Reads one template.

    Raises:
        TemplateError: Its brackets do not fit, or a label is none of `LABELS` or `?`.
    """
    return _Parser(text).template("")


def _column(text: str, label: str) -> Template:
    body = parse_template(text)
    return (Marked(label, body),) if label and not any(isinstance(part, Marked) for part in body) else body


def parse_sections(text: str) -> dict[str, Section]:
    """Reads a file of `languages/`.

    Raises:
        TemplateError: A line is faulty; a section is empty or stands there twice.
    """
    columns: dict[str, dict[str, list[Template]]] = {}
    name, label, forms = "", "", [""]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if header := re.fullmatch(r"= (\w+)(?: ([A-Z]+))?(?: : ([\w ]+))?", line):
            name, label, forms = header[1], header[2] or "", (header[3] or "").split() or [""]
            if name in columns:
                raise TemplateError(f"line {number}: section {name} stands there twice")
            columns[name] = {form: [] for form in ("", *forms)}
            continue
        weight = re.match(r"(\d+)\* ", line)
        times = int(weight[1]) if weight else 1
        body = line[weight.end() :] if weight else line
        parts = body.split(" / ") if len(forms) > 1 else [body]
        if not name or len(parts) != len(forms):
            raise TemplateError(f"line {number}: {len(parts)} forms of {len(forms)} in section {name!r}: {line!r}")
        for place, (form, part) in enumerate(zip(forms, parts, strict=True)):
            if part.strip() == "-":
                continue
            try:
                template = _column(part if len(forms) == 1 else part.strip(), label)
            except TemplateError as error:
                raise TemplateError(f"line {number}: {error}") from error
            for key in {form, ""} if place == 0 else {form}:
                columns[name][key].extend([template] * times)
    for section, found in columns.items():
        if not all(found.values()):
            raise TemplateError(f"section {section} has no line for {[form for form in found if not found[form]]}")
    return {
        section: Section({form: tuple(lines) for form, lines in found.items()}) for section, found in columns.items()
    }


def read_sections(path: Path) -> dict[str, Section]:
    """Reads a file of `languages/`.

    Raises:
        TemplateError: See `parse_sections`; with the name of the file.
    """
    try:
        return parse_sections(path.read_text("utf-8"))
    except TemplateError as error:
        raise TemplateError(f"{path.name}, {error}") from error


def slots(template: Template) -> Iterator[Slot]:
    """All slots of a template, those of its choices and names included."""
    for part in template:
        if isinstance(part, Slot):
            yield part
        elif isinstance(part, Marked):
            yield from slots(part.body)
        elif isinstance(part, Choice):
            for option in part.options:
                yield from slots(option)
