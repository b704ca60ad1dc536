"""Which quotation marks a language uses, and the dashes and colons it writes speech with, as plain tables.

The marks are those of the Unicode CLDR (`delimiters`: primary, then alternate), followed by what newspapers and their
websites write besides. A pair is two signs, the one that opens and the one that closes; straight marks (" ") are
understood everywhere, corner brackets too, and book title marks (《》) are never quotations.
"""

from functools import cache

MARKS: dict[str, str] = {
    "af": "“” ‘’ „”",
    "ar": "«» “” ”“ ‘’ »«",
    "az": "“” ‘’ «» „“",
    "be": "«» „“ “”",
    "bg": "„“ ‚‘ «» “”",
    "bn": "“” ‘’",
    "bs": "„” ‘’ »« „“",
    "ca": "«» “” ‘’",
    "cs": "„“ ‚‘ »« ›‹",
    "da": "“” ‘’ »« ”” ’’ ›‹",
    "de": "„“ ‚‘ »« ›‹ «» ‹› “”",
    "el": "«» “” ‘’",
    "en": "“” ‘’",
    "es": "«» “” ‘’",
    "et": "„“ «» ”” „”",
    "eu": "“” ‘’ «»",
    "fa": "«» ‹› “” »«",
    "fi": "”” ’’ »»",
    "fr": "«» “” ‹› ‘’",
    "gl": "“” ‘’ «»",
    "gsw": "«» ‹› „“",
    "he": "״״ ”” ’’ „” “”",
    "hi": "“” ‘’",
    "hr": "„“ ‚‘ »« „”",
    "hu": "„” »« ’’",
    "hy": "«» „“",
    "id": "“” ‘’",
    "is": "„“ ‚‘",
    "it": "«» “” ‘’ ‹›",
    "ja": "「」 『』 “” 〝〟",
    "ka": "„“ «» ‚‘",
    "kk": "«» “”",
    "ko": "“” ‘’ 「」 『』",
    "lb": "„“ ‚‘ «»",
    "lt": "„“ ‚‘ «»",
    "lv": "“” ‘’ «» „”",
    "mk": "„“ ’‘ «»",
    "nb": "«» ‘’ “” ”” ’’",
    "nl": "‘’ “” „”",
    "pl": "„” «» »« ‚’ “”",
    "pt": "“” ‘’ «»",
    "ro": "„” «» “”",
    "ru": "«» „“ “”",
    "sk": "„“ ‚‘ »« ›‹",
    "sl": "„“ ‚‘ »« ›‹",
    "sq": "„“ «» “” ‘’",
    "sr": "„“ ’’ »« „” ‘’",
    "sv": "”” ’’ »» »«",
    "th": "“” ‘’",
    "tr": "“” ‘’ «»",
    "uk": "«» „“ “”",
    "ur": "”“ ’‘ “” ‘’",
    "vi": "“” ‘’ «»",
    "zh": "“” ‘’ 「」 『』 ”“",
}
"""Language -> its pairs of marks."""
SAME_MARKS = {"no": "nb", "nn": "nb", "yue": "zh", "fo": "da", "ast": "es", "oc": "fr", "br": "fr", "ms": "id"}
UNKNOWN = "“” ‘’ „“ «» »« ›‹"
"""The pairs of a language that is not listed, or not known."""
ELIDING = frozenset({"fr", "it", "ca", "oc", "lmo", "pms", "scn", "mt"})
"""Languages that write an article on to the next word with an apostrophe, so that a mark may follow one: l'"altro"."""
INNER_BLANKS = frozenset({"fr", "br", "oc"})
"""Languages that part guillemets from what they enclose by a blank."""


@cache
def openers(language: str) -> frozenset[str]:
    """Returns the signs that may open a quotation in `language` (a code, with or without a region)."""
    code, _, region = language.partition("-")
    if region.upper() == "CH":
        code = "gsw"
    pairs = MARKS.get(SAME_MARKS.get(code, code), UNKNOWN)
    return frozenset(pair[0] for pair in pairs.split())
