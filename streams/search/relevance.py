"""Which fields a word is searched in, what counts how much, and what is highlighted.

The query language (what is written) knows nothing of fields of text, and this module nothing of the query language.
"""

from typing import Any, Final, Literal

from schemas.index_templates import ANALYZERS, OTHER_LANGUAGES, body_field
from streams.search.model import HIGHLIGHT

Clause = dict[str, Any]
Target = Literal["articles", "quotes"]
Kind = Literal["word", "phrase", "prefix"]

LONGEST_HIGHLIGHTED: Final = 999_999
"""UTF-16 units; Elasticsearch's own limit is 1,000,000 (`index.highlight.max_analyzed_offset`)."""

BOOSTED: Final[dict[Target, list[str]]] = {
    "articles": ["title^3", "lead^2", "persons.text^2", "organisations.text", "locations.text"],
    "quotes": ["speaker.text^2"],
}
"""Fields without a language in which a word makes a hit better, but does not make it one."""


def words(text: str, kind: Kind, language: str | None, target: Target) -> Clause:
    """The documents whose text, in a language, has these words.

    Args:
        text: for `word`: one or more words that must all be there, in any order; for `phrase`: words side by side, in
            this order; for `prefix`: the beginning of one word. As written by a person: never a syntax of any kind.
        kind: see `text`.
        language: a language code; the text is searched as that language is written. Documents in other languages
            do not match. None: each document is searched in its own language.
        target: whether articles or quotations are searched.

    Returns:
        A query clause that scores. It matches nothing where the text has no words (such as "…").
    """
    if language is None:
        each = [_in_body(text, kind, name) for name in (*ANALYZERS, OTHER_LANGUAGES)]
        return {"dis_max": {"queries": each}}
    return _in_body(text, kind, body_field(language))


def better(text: str, target: Target) -> Clause:
    """Where these words make a hit better wherever they are; it is not to decide whether something is a hit."""
    return {"multi_match": {"query": text, "fields": BOOSTED[target], "operator": "or"}}


def highlight(target: Target) -> Clause:
    """The `highlight` of a search: pieces of the text with HIGHLIGHT around what was searched for."""
    return {
        "pre_tags": [HIGHLIGHT[0]],
        "post_tags": [HIGHLIGHT[1]],
        "number_of_fragments": 2,
        "fragment_size": 160,
        # Beyond it nothing is highlighted; without it the whole search fails for a long article.
        "max_analyzed_offset": LONGEST_HIGHLIGHTED,
        "fields": {"body.*": {}},
    }


def _in_body(text: str, kind: Kind, subfield: str) -> Clause:
    field = f"body.{subfield}"
    if kind == "word":
        return {"match": {field: {"query": text, "operator": "and"}}}
    return {{"phrase": "match_phrase", "prefix": "match_phrase_prefix"}[kind]: {field: {"query": text}}}
