"""How words are made of text in the indices: an analyzer for each language, for names, and for words as written.

    body.<language>          words of the language, inflected forms brought together
    body.<language>.exact    the words as written, accents and case aside
    <name>.text              names, so that Müller, Mueller and Muller are one
    <name>.prefix            beginnings of names

Elasticsearch's reference describes the parts: "Language analyzers", "Token filter reference".
"""

from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]

FOLDING: Final = "quotewire_folding"
"""Words as they are written, accents and case aside."""

ANALYZERS: Final[dict[str, str]] = {
    "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "bs": "serbian", "ca": "catalan", "cs": "czech",
    "da": "danish", "de": "quotewire_german_indexed", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "gl": "galician", "he": "quotewire_hebrew_indexed", "hi": "hindi", "hr": "serbian", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "quotewire_italian", "ja": "cjk", "ko": "cjk", "ku": "sorani",
    "lt": "lithuanian", "lv": "latvian", "ms": "indonesian", "nl": "dutch", "no": "norwegian",
    "pl": "quotewire_polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "quotewire_swedish", "th": "thai", "tr": "turkish", "uk": "quotewire_ukrainian", "zh": "cjk",
}  # fmt: skip
"""Language code to the analyzer that indexes it: Elasticsearch's, or where ours are better or the only ones, those.

Croatian and Bosnian are read as Serbian, Malay as Indonesian: their inflections are the same, and so nearly are their
texts, which no detector tells apart for certain. `ku` is Kurdish in any script; the analyzer changes the Arabic one's
words only. `pt` does not say whose Portuguese it is; Brazil's analyzer drops more words.
"""

SEARCHED_WITH: Final[dict[str, str]] = {"de": "quotewire_german", "he": FOLDING}
"""Analyzers of queries, where they are others: the parts of a word are found by themselves, and not the other way."""

OTHER_LANGUAGES: Final = "other"
"""`body.other`: languages without an analyzer of their own, `und` and `mixed`; words are only folded."""

NAMES: Final = "quotewire_names"
NAME_PREFIXES: Final = "quotewire_name_prefixes"

EXACT: Final[dict[str, str]] = {"th": "quotewire_exact_thai", "tr": "quotewire_exact_turkish"}
"""Analyzers of `.exact` where FOLDING will not do: Thai has no spaces, Turkish endings stand behind an apostrophe."""

SHORTEST_PREFIX: Final = 2
LONGEST_PREFIX: Final = 20
"""Characters of a name's beginning that are looked up; longer ones are compared by their first 20."""

MEMBERS: Final = Path(__file__).parent / "german_members.txt"
"""German words that compounds end in, written for this project; `#` begins a comment."""

SHORTEST_COMPOUND: Final = 8
SHORTEST_MEMBER: Final = 4
"""Letters. Shorter members (Rat, Amt, Eis) are found inside of too many words that have nothing to do with them."""


def body_field(language: str) -> str:
    """The subfield of `body` that holds text in this language: its code, or `other`."""
    return language if language in ANALYZERS else OTHER_LANGUAGES


def text_field(language: str) -> Json:
    """The mapping of text in one language (a code of ANALYZERS, or `other`), with its words as written in `.exact`."""
    exact: Json = {"type": "text", "analyzer": EXACT.get(language, FOLDING)}
    field: Json = {"type": "text", "analyzer": ANALYZERS.get(language, FOLDING), "fields": {"exact": exact}}
    if language in SEARCHED_WITH:
        field["search_analyzer"] = SEARCHED_WITH[language]
    return field


def text_fields() -> Json:
    """An object with a field for each language."""
    return {"properties": {code: text_field(code) for code in [*sorted(ANALYZERS), OTHER_LANGUAGES]}}


def analysis() -> Json:
    """The analysis settings of an index."""
    folded = {"char_filter": ["quotewire_marks"], "tokenizer": "standard"}
    fold = ["quotewire_elision", "lowercase", "quotewire_possessive", "quotewire_greek", "asciifolding"]
    names = ["lowercase", "quotewire_greek", "german_normalization", "asciifolding"]
    german = [
        "lowercase", "quotewire_german_stop", "german_normalization", "quotewire_german_women", "quotewire_german_stem"
    ]  # fmt: skip
    german_text = {"char_filter": ["quotewire_german_genders"], "tokenizer": "standard"}
    analyzers: Json = {
        FOLDING: folded | {"filter": fold},
        EXACT["th"]: folded | {"tokenizer": "thai", "filter": ["lowercase", "asciifolding"]},
        EXACT["tr"]: folded | {"filter": ["apostrophe", "lowercase", "asciifolding"]},
        NAMES: folded | {"filter": names},
        NAME_PREFIXES: folded | {"filter": [*names, "quotewire_beginnings"]},
        SEARCHED_WITH["de"]: german_text | {"filter": german},
        ANALYZERS["de"]: german_text | {"filter": ["quotewire_german_nouns", *german, "quotewire_once"]},
        ANALYZERS["he"]: folded | {"filter": ["quotewire_hebrew_parts", "lowercase", "asciifolding"]},
        ANALYZERS["it"]: _words(
            "quotewire_elision",
            "lowercase",
            "quotewire_italian_stop",
            "quotewire_italian_light",
            "quotewire_italian_stem",
            "asciifolding",
        ),
        ANALYZERS["pl"]: _words("lowercase", "quotewire_polish_endings", "asciifolding"),
        ANALYZERS["sv"]: _words(
            "lowercase", "quotewire_swedish_stop", "quotewire_swedish_articles", "quotewire_swedish_stem"
        ),
        ANALYZERS["uk"]: _words("lowercase", "quotewire_ukrainian_endings"),
    }
    return {
        "analyzer": {name: {"type": "custom", **analyzer} for name, analyzer in analyzers.items()},
        "char_filter": {"quotewire_marks": _MARKS, "quotewire_german_genders": _GERMAN_GENDERS},
        "filter": _filters() | _german_filters() | _endings(),
    }


def _words(*filters: str) -> Json:
    return {"tokenizer": "standard", "filter": [*filters]}


def _filters() -> Json:
    return {
        "quotewire_elision": {"type": "elision", "articles": _ELIDED, "articles_case": True},
        "quotewire_possessive": {"type": "stemmer", "language": "possessive_english"},
        "quotewire_greek": {"type": "lowercase", "language": "greek"},
        "quotewire_beginnings": {
            "type": "edge_ngram",
            "min_gram": SHORTEST_PREFIX,
            "max_gram": LONGEST_PREFIX,
            "preserve_original": True,  # else names of a single character (李) would be lost
        },
        "quotewire_once": {"type": "remove_duplicates"},
        "quotewire_italian_stop": {"type": "stop", "stopwords": "_italian_"},
        # The light one, alone in Elasticsearch's analyzer, leaves words of five letters as they are (porto, porti).
        "quotewire_italian_light": {"type": "stemmer", "language": "light_italian"},
        "quotewire_italian_stem": {"type": "stemmer", "language": "italian"},
        "quotewire_swedish_stop": {"type": "stop", "stopwords": "_swedish_"},
        "quotewire_swedish_stem": {"type": "stemmer", "language": "swedish"},
        "quotewire_hebrew_parts": {
            "type": "pattern_capture",
            "preserve_original": True,
            # Up to two of "and, that, the, as, to, in, from" are written on to a word; two endings of plurals.
            "patterns": [
                "^[והבכלמש](\\p{L}{3,})$",
                "^[והבכלמש]{2}(\\p{L}{3,})$",
                "^(\\p{L}{3,})(?:ים|ות)$",
                "^[והבכלמש](\\p{L}{3,})(?:ים|ות)$",
            ],
        },
    }


def _german_filters() -> Json:
    return {
        "quotewire_german_stop": {"type": "stop", "stopwords": "_german_"},
        # Not the light one, which Elasticsearch's analyzer has: that leaves the genitive alone (des Ministers).
        "quotewire_german_stem": {"type": "stemmer", "language": "german"},
        "quotewire_german_women": _replaced("(?<=\\p{L}{3})innen$", "in"),
        "quotewire_german_nouns": {
            # Verbs and adjectives are no compounds of nouns: there is no Gericht in eingerichtet.
            "type": "condition",
            "filter": ["lowercase", "quotewire_german_compounds"],
            "script": {"source": "Character.isUpperCase(token.getTerm().charAt(0))"},
        },
        "quotewire_german_compounds": {
            "type": "dictionary_decompounder",
            "word_list": german_members(),
            "min_word_size": SHORTEST_COMPOUND,
            "min_subword_size": SHORTEST_MEMBER,
            "only_longest_match": True,
        },
    }


def _endings() -> Json:
    """Endings of languages for which Elasticsearch has no stemmer without a plugin, or one that leaves some alone.

    One ending is cut off where three letters stay. That brings the cases of a noun together, and not the forms in
    which the word itself changes (Polish pies, psa).
    """
    return {
        "quotewire_polish_endings": _replaced(
            "(?<=\\p{L}{3})(?:i?ami|i?ach|i?om|i?em|i?ego|i?emu|i?ej|owie|owi|ów|ych|ich|ymi|imi|ym|im|i?[ąęaeou]|[iy])$"
        ),
        "quotewire_ukrainian_endings": _replaced(
            "(?<=\\p{L}{3})(?:ами|ями|ах|ях|ові|еві|єві|ів|їв|ам|ям|ою|ею|єю|ого|ому|ої|ій|их|ими|им|ом|ем|єм|[аяоеєіїуюийь])$"
        ),
        "quotewire_swedish_articles": _replaced("(?<=\\p{L}{3})an$", "a"),
    }


def _replaced(pattern: str, replacement: str = "") -> Json:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}


def german_members() -> list[str]:
    """The words of MEMBERS, those with ß also as the Swiss write them."""
    lines = MEMBERS.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines for word in line.partition("#")[0].split()}
    return sorted(words | {word.replace("ß", "ss") for word in words})


_ELIDED: Final = [
    "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu", "all", "dall", "dell", "nell",
    "sull", "coll", "gl", "agl", "dagl", "degl", "negl", "sugl", "un", "quest",
]  # fmt: skip
"""What French, Italian and Catalan write before an apostrophe."""

_GERMAN_GENDERS: Final[Json] = {
    # Mitarbeiter:innen, Mitarbeiter*innen, MitarbeiterInnen. It begins with the rare sign, not with the letter before
    # it: each place of a text is tried.
    "type": "pattern_replace",
    "pattern": "[:*_I](?<=\\p{Ll}.)(?:(?<=I)n|(?<!I)in)(?:nen)?\\b",
    "replacement": "",
}

_MARKS: Final[Json] = {
    "type": "pattern_replace",
    # Accents apart from their letter, Hebrew points, Arabic vowel signs and lengthening, soft hyphens and the like. The
    # range before && changes nothing but the time: one range is asked of most signs in place of ten.
    "pattern": "[\\u00ad\\u0300-\\u2060&&"
    "[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf-\\u05c7\\u064b-\\u065f\\u0670\\u0640\\u00ad\\u200b\\u2060]]",
    "replacement": "",
}
