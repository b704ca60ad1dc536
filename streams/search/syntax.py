"""The query language: what people write, as a tree.

    harbour pier            both words
    "harbour pier"          these words side by side
    harb*                   words that begin so
    -pier, NOT pier         without it
    harbour OR pier         one of them; AND is understood where nothing is written
    (a OR b) -c             parentheses
    person:"Lin Jian"       a field, see FIELDS; since:2026-09-01 until:2026-10-01

Nothing else has a meaning: a colon in a URL or a time, a dash between words and a full stop are text. A grammar (lark,
LALR: no recursion, whatever is written) makes the tree; the tree is flat where it can be, negations are at its leaves.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from streams.search.model import QueryError
from streams.search.relevance import Kind

LONGEST_QUERY: Final = 2_000
"""Characters; what a person writes has a tenth of it."""

DEEPEST_NESTING: Final = 8
"""Parentheses inside each other. Elasticsearch allows 30 levels of a query (`indices.query.bool.max_nested_depth`),
and a pair of parentheses can take two of them."""

FieldName = Literal[
    "person", "organisation", "location", "speaker", "source", "language", "author", "tag", "title", "kind", "id",
    "since", "until", "confidence",
]  # fmt: skip

FIELDS: Final[dict[str, FieldName]] = {
    "person": "person", "organisation": "organisation", "organization": "organisation", "org": "organisation",
    "location": "location", "place": "location", "speaker": "speaker", "source": "source", "language": "language",
    "lang": "language", "author": "author", "tag": "tag", "title": "title", "kind": "kind", "id": "id",
    "since": "since", "until": "until", "confidence": "confidence",
}  # fmt: skip
"""What may be written before a colon, and the field that is meant."""

FIELD_LIST: Final = ", ".join(f"{name}:" for name in dict.fromkeys(FIELDS.values()))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text; see `relevance.words`. `position` is where they begin in the query."""

    text: str
    kind: Kind
    position: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its value; `position` is where the field begins in the query."""

    name: FieldName
    text: str
    kind: Kind
    position: int


@dataclass(frozen=True, slots=True)
class Not:
    """Without a leaf."""

    part: Words | Field


@dataclass(frozen=True, slots=True)
class And:
    """All of these; none of them is an And, and at most one is plain words."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """One of these; none of them is an Or."""

    parts: "tuple[Node, ...]"


Node: TypeAlias = Words | Field | Not | And | Or


def parse(query: str) -> Node | None:
    """The tree of a query; None for a blank one.

    Raises:
        QueryError: it cannot be understood; says where and what to write instead.
    """
    if not query.strip():
        return None
    if len(query) > LONGEST_QUERY:
        problem = (
            f"the query has {len(query):,} characters, {LONGEST_QUERY:,} are allowed; leave out what matters least"
        )
        raise QueryError(query, LONGEST_QUERY, problem)
    clean = readable(query)
    tokens = list(_PARSER.lex(clean))
    try:
        _check(tokens)
        tree = _tree(clean, tokens)
        if tree is None:
            raise _Problem(0, "there is no word in this query; write one, or leave the query blank for everything")
    except _Problem as problem:
        raise QueryError(query, problem.position, problem.text) from None
    return tree


def readable(text: str) -> str:
    """The text with a space for each character that has no place in a query."""
    return _UNREADABLE.sub(" ", text)


def _tree(query: str, tokens: Sequence[Token]) -> Node | None:
    try:
        tree: Node | None = _PARSER.parse(query)  # type: ignore[assignment] # the transformer's result, not a Tree
    except UnexpectedInput as error:
        raise _misplaced(tokens, error) from None
    except VisitError as error:
        raise error.orig_exc from None
    return tree


class _Problem(Exception):  # noqa: N818 - becomes a QueryError
    """What is wrong at a position, before the query it is in is known."""

    def __init__(self, position: int, text: str) -> None:
        super().__init__(text)
        self.position, self.text = position, text


_UNREADABLE: Final = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks of direction that come with a pasted text, and what JSON cannot hold. Replaced one for
one, so that places stay. (U+200C and U+200D belong to Persian and Hindi words.)"""

_QUOTE = '"“”„‟«»「」＂'
"""Keyboards and phones write all of these for a quotation mark."""
_GERSHAYIM = r'(?<=[א-ת])"(?=[א-ת])'
"""In Hebrew abbreviations the quotation mark is a letter of the word: צה"ל."""
_BREAK = rf"\s()（）{_QUOTE}"
_START = rf"(?<![^{_BREAK}-])"
"""At the beginning of a word: `Jean-Luc` has no minus sign, and `a:b:c` one field."""
_END = rf"(?![^{_BREAK}])"
_KNOWN = "|".join(sorted(FIELDS, key=len, reverse=True))


def _pattern(regex: str) -> str:
    return "/" + regex.replace("/", r"\/") + "/"


# Terminals in the order in which they are tried (their priority).
_TERMINALS: Final = {
    "SPACE": r"\s+",
    "OPEN": r"[(（]",
    "CLOSE": r"[)）]",
    "PHRASE": rf"(?!{_GERSHAYIM})[{_QUOTE}](?:[^{_QUOTE}]|{_GERSHAYIM})*[{_QUOTE}]",
    "UNCLOSED": rf"[{_QUOTE}]",
    "OR": rf"{_START}(?:OR|\|\|?){_END}",
    "AND": rf"{_START}(?:AND|&&){_END}",
    "NOT": rf"{_START}NOT{_END}",
    # A dash with a space behind it stands between words, as in a headline; at the end something is missing.
    "MINUS": rf"{_START}-(?=\S|\s*$)",
    # `NASA:s` and `YLE:n` are words of Swedish and Finnish; `re:publica` is one too.
    "FIELD": rf"{_START}(?:(?i:{_KNOWN})[:：](?!//)|(?![A-Z]+:)[A-Za-z]{{3,}}:(?=[^\s/()（）]))",
    "WORD": rf"(?:[^{_BREAK}]|{_GERSHAYIM})+",
}

_RULES: Final = """
start: [either]
?either: all (OR all)*
?all: item (AND? item)*
?item: (MINUS | NOT) item -> negation
     | OPEN either CLOSE -> group
     | WORD -> word
     | PHRASE -> phrase
     | UNCLOSED -> word
     | FIELD (WORD | PHRASE) -> field
     | FIELD OPEN either CLOSE -> fields
%ignore SPACE
"""

_GRAMMAR: Final = _RULES + "\n".join(
    f"{name}.{len(_TERMINALS) - number}: {_pattern(regex)}" for number, (name, regex) in enumerate(_TERMINALS.items())
)


@v_args(inline=True)
class _Tree(Transformer[Token, Any]):
    """What the parser makes of each rule, while it reads; None stands for text without a word (`…`)."""

    def start(self, tree: Node | None = None) -> Node | None:
        return tree

    def either(self, *parts: Node | Token | None) -> Node | None:
        return _or(_nodes(parts))

    def all(self, *parts: Node | Token | None) -> Node | None:
        return _and(_nodes(parts))

    def negation(self, _: Token, part: Node | None) -> Node | None:
        return None if part is None else _not(part)

    def group(self, _: Token, part: Node | None, __: Token) -> Node | None:
        return part

    def word(self, token: Token) -> Node | None:
        return _leaf(*_value(token), position=_position(token))

    def phrase(self, token: Token) -> Node | None:
        return _leaf(*_value(token), position=_position(token))

    def field(self, name: Token, value: Token) -> Node | None:
        text, kind = _value(value)
        if not _has_word(text):
            raise _Problem(_position(value), f'{name} has no value; write {name}word or {name}"two words"')
        return _in_field(name, Words(text, kind, _position(value)))

    def fields(self, name: Token, _: Token, part: Node | None, __: Token) -> Node | None:
        return None if part is None else _mapped(part, lambda leaf: _in_field(name, leaf))


_PARSER: Final = Lark(_GRAMMAR, parser="lalr", lexer="basic", transformer=_Tree(), maybe_placeholders=False)


def _nodes(parts: Sequence[Node | Token | None]) -> list[Node]:
    return [part for part in parts if part is not None and not isinstance(part, Token)]


def _and(parts: Sequence[Node]) -> Node | None:
    """All of the parts: flat, and plain words as one, so that each language can leave out the words it leaves out."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    plain = [part for part in flat if isinstance(part, Words) and part.kind == "word"]
    if len(plain) > 1:
        together = replace(plain[0], text=" ".join(part.text for part in plain))
        flat = [together, *(part for part in flat if part not in plain)]
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def _or(parts: Sequence[Node]) -> Node | None:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def _not(part: Node) -> Node | None:
    if isinstance(part, Not):
        return part.part
    if isinstance(part, And):
        return _or(_nodes([_not(inner) for inner in part.parts]))
    if isinstance(part, Or):
        return _and(_nodes([_not(inner) for inner in part.parts]))
    return Not(part)


def _mapped(part: Node, change: Callable[[Words | Field], Words | Field]) -> Node | None:
    if isinstance(part, And):
        return _and(_nodes([_mapped(inner, change) for inner in part.parts]))
    if isinstance(part, Or):
        return _or(_nodes([_mapped(inner, change) for inner in part.parts]))
    return _not(change(part.part)) if isinstance(part, Not) else change(part)


def _leaf(text: str, kind: Kind, position: int) -> Words | None:
    return Words(text, kind, position) if _has_word(text) else None


def _in_field(token: Token, leaf: Words | Field) -> Field:
    written = token[:-1]
    if isinstance(leaf, Field):
        problem = f"{written}: cannot have another field in its parentheses; write {written}:a OR {leaf.name}:b"
        raise _Problem(leaf.position, problem)
    name = FIELDS.get(written.lower())
    if name is None:
        near = difflib.get_close_matches(written.lower(), FIELDS, n=1)
        way_out = f"write {near[0]}:" if near else f"the fields are {FIELD_LIST}"
        as_text = f'to search for the text, write "{written}:…" in quotation marks'
        raise _Problem(_position(token), f"there is no field {written}:; {way_out}, or {as_text}")
    return Field(name, leaf.text, leaf.kind, _position(token))


def _value(token: Token) -> tuple[str, Kind]:
    """What is searched for, and how."""
    if token.type == "PHRASE":
        return token[1:-1].strip(), "phrase"
    if token.endswith("*"):
        return token[:-1], "prefix"
    return str(token), "word"


def _has_word(text: str) -> bool:
    """Whether a search can find anything of it: a letter, a digit, a symbol such as an emoji, and not only marks."""
    return any(unicodedata.category(char)[0] in "LNM" or unicodedata.category(char) == "So" for char in text)


def _position(token: Token) -> int:
    return token.start_pos or 0


def _check(tokens: Sequence[Token]) -> None:
    """What the grammar could only say in the wrong place."""
    opened: list[int] = []
    for token in tokens:
        place = _position(token)
        if token.type == "UNCLOSED":
            raise _Problem(
                place, f"the quotation mark at character {place + 1} is not closed; close it or leave it out"
            )
        if token.type == "OPEN":
            opened.append(place)
            if len(opened) > DEEPEST_NESTING:
                raise _Problem(place, f"more than {DEEPEST_NESTING} parentheses are open; write the query more simply")
        elif token.type == "CLOSE" and opened:
            opened.pop()
        elif token.type == "CLOSE":
            problem = f"the parenthesis at character {place + 1} closes nothing; open one before it or leave it out"
            raise _Problem(place, problem)
        elif token.type == "WORD" and not _STARS.fullmatch(token):
            raise _Problem(place + token.index("*"), _star(token))
    if opened:
        problem = f"the parenthesis at character {opened[-1] + 1} is not closed; close it or leave it out"
        raise _Problem(opened[-1], problem)


_STARS: Final = re.compile(r"[^*]+\*?")


def _star(word: str) -> str:
    letters = word.strip("*").partition("*")[0]
    example = f"{letters}*" if letters else "harb*"
    return f'* stands for the rest of a word, such as {example}, or write "{word}" in quotation marks to search for it'


def _misplaced(tokens: Sequence[Token], error: UnexpectedInput) -> _Problem:
    """What is wrong where the parser found something that cannot be there, or the end."""
    ended = getattr(error, "token", None) is None or error.token.type == "$END"  # type: ignore[attr-defined] # lark's
    place = None if ended else error.pos_in_stream
    number = next((number for number, token in enumerate(tokens) if token.start_pos == place), len(tokens))
    before = tokens[number - 1] if number else None
    if before is not None and before.type == "FIELD":
        return _Problem(_position(before), f'{before} has no value; write {before}word or {before}"two words"')
    if before is not None and before.type in _OPERATORS:
        return _lonely(before, "after")
    if number < len(tokens) and tokens[number].type in _OPERATORS:
        return _lonely(tokens[number], "before")
    opened = _position(before) if before is not None else 0
    way_out = "write a word in them or leave them out"
    return _Problem(opened, f"there is nothing in the parentheses at character {opened + 1}; {way_out}")


_OPERATORS: Final = ("AND", "OR", "NOT", "MINUS")


def _lonely(operator: Token, side: str) -> _Problem:
    place = _position(operator)
    way_out = f'write a word there, or "{operator}" in quotation marks if it is text'
    return _Problem(place, f"{operator} at character {place + 1} has no word {side} it; {way_out}")
