"""A query and filters as a query of Elasticsearch.

Words are asked of every language that the index has, each analysed as that language is (`relevance.words`). What only
the other index knows (who is quoted in an article, who is named in a quotation's article) is looked up there first.
"""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from processors.language_codes import MIXED, UNDETERMINED, language_code
from schemas.index_analysis import LONGEST_PREFIX, SHORTEST_PREFIX
from schemas.index_templates import body_field
from streams.search.codes import CODE_FIELDS, code_of
from streams.search.model import KINDS, Filters, QueryError, Sort, moment
from streams.search.relevance import Clause, Kind, Target, better, words
from streams.search.syntax import And, Field, FieldName, Node, Not, Or, Words, parse, readable

MOST_CLAUSES: Final = 15_000
"""Comparisons of a word with a field in one query. Elasticsearch's own limit grows with its memory: 15,824 with half a
gigabyte (`indices.query.bool.max_clause_count`)."""

MOST_LOOK_UPS: Final = 8
"""Look-ups in the other index for one query."""

NAMES: Final[dict[FieldName, str]] = {
    "person": "persons",
    "organisation": "organisations",
    "location": "locations",
    "author": "authors",
}
"""Fields of names of an article."""

ONLY_IN: Final[dict[FieldName, Target]] = {
    **dict.fromkeys((*NAMES, "tag"), "articles"),
    **dict.fromkeys(("speaker", "kind", "confidence"), "quotes"),
}
"""Fields that only one index has; the other has all others too."""

WITHIN_A_NAME: Final = 50
"""Words of one name are nearer to each other than words of two: between those are 100 positions
(`position_increment_gap`)."""

OF_FILTER: Final = -1
"""Instead of a position: a field that was not written in the query."""

LookUp = Callable[[Target, list[Clause]], list[str]]
"""The article_ids of what these clauses find in an index."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is asked.

    Attributes:
        clause: the query.
        scores: whether one hit can be better than another: whether words of the text are asked for.
    """

    clause: Clause
    scores: bool

    @property
    def usual_sort(self) -> Sort:
        """The order of hits where none is asked for."""
        return "relevance" if self.scores else "newest"


def compile_query(
    query: str, filters: Filters, target: Target, languages: Callable[[], Sequence[str]], look_up: LookUp
) -> Compiled:
    """The Elasticsearch query for a query as people write it, and filters.

    Args:
        query: as written.
        filters: what the hits must be too.
        target: which index is asked.
        languages: gives the subfields of `body` that the index has anything in; called only where words are asked for.
        look_up: asks the other index; called only where a field makes it necessary.

    Raises:
        QueryError: the query cannot be understood, or is too much for Elasticsearch.
    """
    tree = parse(query)
    of_filters = _from_filters(filters)
    top = [*(tree.parts if isinstance(tree, And) else [tree] if tree is not None else []), *of_filters]
    certain = [part for part in top if isinstance(part, Field)]
    codes = {body_field(_code(query, part)) for part in certain if part.name == "language"}
    in_both = [part for part in certain if part.name in ("since", "until", "source")]
    builder = _Builder(query, target, languages, look_up, codes, in_both)
    scores = tree is not None and _scores(tree)
    asked: Clause = {}
    if tree is not None:
        asked["must" if scores else "filter"] = [builder.clause(tree)]
    if of_filters:
        asked["filter"] = [*asked.get("filter", []), *map(builder.clause, of_filters)]
    plain = " ".join(part.text for part in top if isinstance(part, Words))
    if plain:
        asked["should"] = [better(plain, target)]
    return Compiled({"bool": asked} if asked else {"match_all": {}}, scores)


def _from_filters(filters: Filters) -> list[Field]:
    given: dict[FieldName, str | datetime | None] = {
        "language": filters.language, "person": filters.person, "organisation": filters.organisation,
        "location": filters.location, "speaker": filters.speaker, "kind": filters.kind, "source": filters.source,
        "since": filters.since, "until": filters.until,
    }  # fmt: skip
    return [
        Field(name, value.isoformat() if isinstance(value, datetime) else readable(value), "word", OF_FILTER)
        for name, value in given.items()
        if value
    ]


@dataclass(slots=True)
class _Builder:
    query: str
    target: Target
    languages: Callable[[], Sequence[str]]
    look_up: LookUp
    codes: Set[str]
    in_both: Sequence[Field]
    clauses: int = 0
    looked_up: dict[tuple[FieldName, str, Kind], list[str]] = field(default_factory=dict)

    def clause(self, part: Node) -> Clause:
        if isinstance(part, Words):
            return self._words(part)
        if isinstance(part, Field):
            return self._field(part)
        if isinstance(part, Not):
            return {"bool": {"must_not": [self.clause(part.part)]}}
        if isinstance(part, Or):
            return {"bool": {"should": [self.clause(inner) for inner in part.parts], "minimum_should_match": 1}}
        return self._all(part)

    def _all(self, part: And) -> Clause:
        sorted_out: dict[str, list[Clause]] = {}
        for inner in part.parts:
            if isinstance(inner, Not):
                sorted_out.setdefault("must_not", []).append(self.clause(inner.part))
            else:
                sorted_out.setdefault("must" if _scores(inner) else "filter", []).append(self.clause(inner))
        return {"bool": sorted_out}

    def _words(self, part: Words) -> Clause:
        if part.kind == "prefix":
            before, beginning = _split_prefix(part.text)
            if before:
                both = [self._each_language(before, "phrase", part), self._each_language(beginning, "prefix", part)]
                return {"bool": {"must": both}}
        return self._each_language(part.text, part.kind, part)

    def _each_language(self, text: str, kind: Kind, part: Words) -> Clause:
        searched = [name for name in self.languages() if not self.codes or name in self.codes]
        each = [words(text, kind, language, self.target) for language in searched]
        self.clauses += sum(map(_comparisons, each))
        if self.clauses > MOST_CLAUSES:
            problem = (
                f"from character {part.position + 1} on these are too many words for the {len(searched)} "
                "languages that are searched; leave words out, or write language: and a code, such as language:de"
            )
            raise QueryError(self.query, part.position, problem)
        return {"dis_max": {"queries": each}} if each else {"match_none": {}}

    def _field(self, part: Field) -> Clause:
        home = ONLY_IN.get(part.name, self.target)
        if home == self.target:
            return _field_clause(self.query, part, self.target)
        key = (part.name, part.text, part.kind)
        if key not in self.looked_up:
            if len(self.looked_up) == MOST_LOOK_UPS:
                here = "articles" if self.target == "articles" else "quotations"
                problem = (
                    f"at most {MOST_LOOK_UPS} fields of this kind can be asked for among {here}; leave this one out"
                )
                raise QueryError(self.query, part.position, problem)
            clauses = [_field_clause(self.query, each, home) for each in (part, *self.in_both)]
            self.looked_up[key] = self.look_up(home, clauses)
        return {"terms": {"article_id": self.looked_up[key]}}


def _scores(part: Node) -> bool:
    if isinstance(part, And | Or):
        return any(map(_scores, part.parts))
    return isinstance(part, Words)


def _comparisons(clause: Any) -> int:
    """How many words are compared with how many fields, as Elasticsearch counts."""
    if isinstance(clause, dict):
        found = 0
        for name, inner in clause.items():
            if name in _LEAVES:
                found += _words_in(inner) * max(_fields_in(inner), 1)
            else:
                found += _comparisons(inner)
        return found
    return sum(map(_comparisons, clause)) if isinstance(clause, list) else 0


_LEAVES: Final = {
    "match", "match_phrase", "match_phrase_prefix", "match_bool_prefix", "multi_match", "simple_query_string",
    "query_string", "prefix", "term", "combined_fields",
}  # fmt: skip


def _fields_in(leaf: Any) -> int:
    return len(leaf.get("fields", ())) if isinstance(leaf, dict) else 1


def _words_in(leaf: Any) -> int:
    text = leaf
    while isinstance(text, dict):
        text = text.get("query") or text.get("value") or next(iter(text.values()), "")
    # Scripts without spaces: every letter may be a word.
    return max(len(re.findall(r"[^\W\u0e00-\uffff]+|[\u0e00-\uffff]", str(text))), 1)


def _split_prefix(text: str) -> tuple[str, str]:
    """`Jean-Lu` as the whole words before, and the beginning of the last."""
    found = re.search(r"^(.*[^\w'’])(\w.*)$", text, re.DOTALL)
    return (found[1], found[2]) if found and re.search(r"\w", found[1]) else ("", text)


def _field_clause(query: str, part: Field, target: Target) -> Clause:  # noqa: PLR0911 - one for each kind of field
    """The clause of a field that the index itself has."""
    if part.name in NAMES:
        return _name_or_code(part)
    if part.name == "speaker":
        return _speaker(part)
    if part.name == "title":
        return _title(part)
    if part.name in ("since", "until"):
        return {"range": {"published_at": {"gte" if part.name == "since" else "lt": _moment(query, part).isoformat()}}}
    if part.name == "language":
        return {"term": {"language.code" if target == "articles" else "language": _code(query, part)}}
    if part.name == "kind":
        return {"term": {"kind": _kind(query, part)}}
    if part.name == "confidence":
        return _confident(_share(query, part))
    exact = {"tag": "tags", "id": "article_id"}.get(part.name, part.name)
    how = "prefix" if part.kind == "prefix" else "term"
    return {how: {exact: {"value": part.text, "case_insensitive": part.name != "id"}}}


def speaker_clause(name: str) -> Clause:
    """Quotations of whoever has these words in their name or is called so in the text."""
    return _speaker(Field("speaker", readable(name), "word", OF_FILTER))


def _speaker(part: Field) -> Clause:
    names = [_name("speaker", part), _name("speaker_mention", part)]
    return {"bool": {"should": names, "minimum_should_match": 1}}


def _name(name: str, part: Field) -> Clause:
    """Names with all of these words, accents and case aside: in any order, or (a phrase) as they are written."""
    if part.kind == "prefix":
        before, beginning = _split_prefix(part.text)
        last = _beginning(name, beginning)
        return {"bool": {"filter": [_all_words(f"{name}.text", before), last]}} if before else last
    slop = 0 if part.kind == "phrase" else WITHIN_A_NAME
    return {"match_phrase": {f"{name}.text": {"query": part.text, "slop": slop}}}


def _name_or_code(part: Field) -> Clause:
    """A name or, where it is written in the query, whatever has the same code: `place:Germany` finds Deutschland."""
    by_name = _name(NAMES[part.name], part)
    code = code_of(part.name, part.text) if part.kind != "prefix" and part.position != OF_FILTER else None
    if code is None:
        return by_name
    by_code: Clause = {"term": {CODE_FIELDS[part.name]: code}}
    return {"bool": {"should": [by_name, by_code], "minimum_should_match": 1}}


def _title(part: Field) -> Clause:
    if part.kind == "phrase":
        return {"match_phrase": {"title": part.text}}
    if part.kind == "word":
        return _all_words("title", part.text)
    return prefix_clause("title", part.text)


def _beginning(name: str, text: str) -> Clause:
    # Folding may lengthen a word (ß), so the longest beginnings are not for sure in the index.
    if SHORTEST_PREFIX <= len(text) <= LONGEST_PREFIX // 2:
        return {"match": {f"{name}.prefix": {"query": text, "operator": "and"}}}
    return prefix_clause(f"{name}.text", text)


def prefix_clause(name: str, text: str) -> Clause:
    """Fields with a word that begins so, folded as the field is."""
    escaped = re.sub(r'([-+|"*()~\\])', r"\\\1", text)
    return {"simple_query_string": {"query": f"{escaped}*", "fields": [name], "flags": "PREFIX|ESCAPE"}}


def _all_words(name: str, text: str) -> Clause:
    return {"match": {name: {"query": text, "operator": "and"}}}


def _kind(query: str, part: Field) -> str:
    kind = part.text.lower()
    if kind not in KINDS or part.kind == "prefix":
        problem = f"there is no kind of quotation {part.text!r}; write kind:direct, kind:mixed or kind:indirect"
        raise QueryError(query, part.position, problem)
    return kind


def _confident(least: float) -> Clause:
    """Quotations that are as sure as this, and so are their speakers, where that is known."""
    speaker = [
        {"range": {"speaker_confidence": {"gte": least}}},
        {"bool": {"must_not": [{"exists": {"field": "speaker_confidence"}}]}},
    ]
    either: Clause = {"bool": {"should": speaker, "minimum_should_match": 1}}
    return {"bool": {"filter": [{"range": {"confidence": {"gte": least}}}, either]}}


def _share(query: str, part: Field) -> float:
    text = part.text.replace(",", ".")
    if not re.fullmatch(r"0?\.\d{1,9}|[01](\.0*)?", text, re.ASCII) or part.kind == "prefix":
        problem = f"{part.text!r} is no confidence; write a number from 0 to 1, such as confidence:0.9 (at least that)"
        raise QueryError(query, part.position, problem)
    return float(text)


def _code(query: str, part: Field) -> str:
    text = part.text.strip()
    code = text.lower() if text.lower() in (UNDETERMINED, MIXED) else language_code(text)
    if part.position == OF_FILTER:
        return code or text
    if code is None or part.kind == "prefix":
        problem = f"{text!r} is not the code of a language; write one such as language:de, or language:und"
        raise QueryError(query, part.position, problem)
    return code


def _moment(query: str, part: Field) -> datetime:
    text = f"{part.text}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d\d)?", part.text) else part.text
    try:
        if part.kind == "prefix":
            raise ValueError
        return moment(text)
    except ValueError:
        problem = f"{part.text!r} is not a date; write {part.name}:2026-09-01 or {part.name}:2026-09-01T12:00"
        raise QueryError(query, part.position, problem) from None
