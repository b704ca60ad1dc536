"""Which fields a word is searched in, what counts how much, and what is highlighted.

The query language (what is written) knows nothing of fields of text, and this module nothing of the query language.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, Literal

from schemas.index_analysis import LONGEST_PREFIX, SHORTEST_PREFIX, body_field
from schemas.index_templates import ANALYZERS, OTHER_LANGUAGES
from streams.search.model import HIGHLIGHT

Clause = dict[str, Any]
Target = Literal["articles", "quotes"]
Kind = Literal["word", "phrase", "prefix"]

LONGEST_HIGHLIGHTED: Final = 999_999
"""UTF-16 units; Elasticsearch's own limit is 1,000,000 (`index.highlight.max_analyzed_offset`)."""

NAMES: Final[dict[Target, list[str]]] = {
    "articles": ["persons", "organisations", "locations", "authors"],
    "quotes": ["speaker", "speaker_mention"],
}
"""Fields of names; a word may stand there instead of in the text: an author, or Mueller for a Müller."""

BOOSTED: Final[dict[Target, list[str]]] = {
    "articles": ["title^2", "lead", "persons.text"],
    "quotes": ["speaker.text^2"],
}
"""Fields without a language in which a word makes a hit better, but does not make it one."""

EXACT_BOOST: Final = 1.5
"""A word as written counts for so much more than another form of it."""

HEADING_BOOST: Final = 2.0
"""A word of the title counts for so much more, on top of standing in the text."""

TIE_BREAKER: Final = 0.3
"""How much of its other scores a word's best score is raised by."""

UNSPACED: Final = frozenset({"ja", "ko", "zh"})
"""Languages whose words are indexed as pairs of characters."""

MOST_PAIRS_MISSING: Final = "2<-34%"
"""Of three and more pairs of characters a third may be missing: 漁網地圖 finds 漁網 and 地圖, without 網地."""


def words(text: str, kind: Kind, language: str | None, target: Target) -> Clause:
    """The documents whose text, in a language, has these words.

    Args:
        text: for `word`: one or more words that must all be there, in any order; for `phrase`: words side by side, in
            this order, as they are written, accents and case aside; for `prefix`: the beginning of one word. As
            written by a person: never a syntax of any kind.
        kind: see `text`.
        language: a language code; the text is searched as that language is written. Documents in other languages
            do not match. None: each document is searched in its own language.
        target: whether articles or quotations are searched.

    Returns:
        A query clause that scores. It matches nothing where the text has no words (such as "…"), and every document
        of the language where it has only words that the language's analyzer drops (such as "the").
    """
    if not re.search(r"\w", text):
        return {"match_none": {}}
    if language is None:
        each = [_in_language(text, kind, name, target) for name in (*ANALYZERS, OTHER_LANGUAGES)]
        return {"dis_max": {"queries": each}}
    return _in_language(text, kind, body_field(language), target)


def better(text: str, target: Target) -> Clause:
    """Where these words make a hit better wherever they are; it is not to decide whether something is a hit."""
    return {"multi_match": {"query": text, "fields": BOOSTED[target], "operator": "or"}}


def highlight(target: Target, languages: Sequence[str]) -> Clause:
    """The `highlight` of a search: whole texts with HIGHLIGHT around what was searched for.

    streams/search/sentences.py chooses what is shown of them. What is not searched (boilerplate) is not in them.

    Args:
        target: whether articles or quotations are searched.
        languages: the subfields of `body` that hold anything; each one more costs time at each hit.
    """
    names = [f"body.{name}" for name in languages]
    if target == "articles":
        names += [name.replace("body", "heading", 1) for name in names]
    return {
        "pre_tags": [HIGHLIGHT[0]],
        "post_tags": [HIGHLIGHT[1]],
        "number_of_fragments": 0,
        # Beyond it nothing is highlighted; without it the whole search fails for a long article.
        "max_analyzed_offset": LONGEST_HIGHLIGHTED,
        "fields": {name: {"matched_fields": [name, f"{name}.exact"]} for name in names},
    }


def _in_language(text: str, kind: Kind, language: str, target: Target) -> Clause:
    body, heading = f"body.{language}", f"heading.{language}"
    # Each word by itself: one may stand in the text, and another in a name.
    parts = text.split() if kind == "word" else [text]
    asked: Clause = {
        "must": [_best([*_in_text(part, kind, language, body), _in_names(part, kind, target)]) for part in parts],
        # Names and dropped words are the same in all languages; the document must be in this one.
        "filter": [{"exists": {"field": body}}],
    }
    if target == "articles":
        in_heading = [_in_text(part, kind, language, heading, dropped="none") for part in parts]
        asked["should"] = [_best(queries, HEADING_BOOST) for queries in in_heading]
    return {"bool": asked}


def _in_text(text: str, kind: Kind, language: str, field: str, dropped: Literal["all", "none"] = "all") -> list[Clause]:
    """A word in any form, or as it is written; words side by side; the beginning of a word.

    Args:
        text: see `words`.
        kind: see `words`.
        language: of the field.
        field: `body.<language>` or `heading.<language>`.
        dropped: which documents a word matches that the analyzer drops.
    """
    if kind == "phrase":
        return [{"match_phrase": {f"{field}.exact": {"query": text}}}]
    if kind == "prefix":
        return [_prefix(text, [f"{field}.exact"])]
    if language in UNSPACED:
        return _pairs(text, field)
    form: Clause = {"query": text, "operator": "and", "zero_terms_query": dropped}
    exact: Clause = {"query": text, "operator": "and", "boost": EXACT_BOOST}
    return [{"match": {field: form}}, {"match": {f"{field}.exact": exact}}]


def _pairs(text: str, field: str) -> list[Clause]:
    """A run of characters: its pairs, or all of them side by side (a single character has no pair)."""
    pairs: Clause = {"query": text, "minimum_should_match": MOST_PAIRS_MISSING}
    exact: Clause = {"query": text, "boost": EXACT_BOOST}
    return [{"match": {field: pairs}}, {"match_phrase": {f"{field}.exact": exact}}]


def _best(queries: list[Clause], boost: float = 1.0) -> Clause:
    """Documents that one of the queries finds; that others find them too counts for a little."""
    return {"dis_max": {"queries": queries, "tie_breaker": TIE_BREAKER, "boost": boost}}


def _in_names(text: str, kind: Kind, target: Target) -> Clause:
    names = NAMES[target]
    if kind == "phrase":
        return {"multi_match": {"query": text, "type": "phrase", "fields": [f"{name}.text" for name in names]}}
    if kind == "prefix":
        # Folding may make a word longer (ß), so the longest beginnings are not for sure in the index.
        if not SHORTEST_PREFIX <= len(text) <= LONGEST_PREFIX // 2:
            return _prefix(text, [f"{name}.text" for name in names])
        return {"multi_match": {"query": text, "operator": "and", "fields": [f"{name}.prefix" for name in names]}}
    return {"multi_match": {"query": text, "operator": "and", "fields": [f"{name}.text" for name in names]}}


def _prefix(text: str, fields: list[str]) -> Clause:
    """Fields with a word that begins so, folded as the field is."""
    escaped = re.sub(r'([-+|"*()~\\])', r"\\\1", text)
    return {"simple_query_string": {"query": f"{escaped}*", "fields": fields, "flags": "PREFIX|ESCAPE"}}
