"""Which quotation marks a language uses, and how it writes speech that a dash begins, as plain tables.

The marks are those of the Unicode CLDR (`delimiters`: primary, then alternate), followed by what newspapers and their
websites write besides. A pair is two signs, the one that opens and the one that closes; straight marks (" ") are
understood everywhere, corner brackets too, and book title marks (《》) are never quotations.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

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
SAME_MARKS: Final = {"no": "nb", "nn": "nb", "yue": "zh", "fo": "da", "ast": "es", "oc": "fr", "br": "fr", "ms": "id"}
UNKNOWN: Final = "“” ‘’ „“ «» »« ›‹"
"""The pairs of a language that is not listed, or not known."""
ELIDING: Final = frozenset({"fr", "it", "ca", "oc", "lmo", "pms", "scn", "mt"})
"""Languages that write an article on to the next word with an apostrophe, so that a mark may follow one: l'"altro"."""
INNER_BLANKS: Final = frozenset({"fr", "br", "oc"})
"""Languages that part guillemets from what they enclose by a blank."""


@cache
def openers(language: str) -> frozenset[str]:
    """Returns the signs that may open a quotation in `language` (a code, with or without a region)."""
    code, _, region = language.partition("-")
    if region.upper() == "CH":
        code = "gsw"
    pairs = MARKS.get(SAME_MARKS.get(code, code), UNKNOWN)
    return frozenset(pair[0] for pair in pairs.split())


@dataclass(frozen=True, slots=True)
class Dialogue:
    """How a language writes speech that a dash begins at the head of a paragraph.

    Source: the rules for the dash in dialogue of each language's orthography, and what newspapers make of them.
    """

    dash: bool = False
    """The attribution stands after a dash: — Yes, — said Ann. — Now."""
    comma: bool = False
    """The attribution stands after a comma, or the sign that ends the speech: – Yes, says Ann."""
    bare: bool = False
    """After the attribution, the dash alone takes the speech up again, whatever stands before it."""
    goes_on: bool = False
    """After the attribution the speech goes on without a dash, and the next paragraph's is the same person's."""
    speaking: frozenset[str] = frozenset()
    """Words of the first and second person, which tell that it goes on."""
    endings: tuple[str, ...] = ()
    """Endings of such words."""


_SLAVIC: Final = Dialogue(dash=True)
_WEST: Final = Dialogue(dash=True, bare=True)


def _nordic(speaking: str, endings: tuple[str, ...] = ()) -> Dialogue:
    return Dialogue(comma=True, goes_on=True, speaking=frozenset(speaking.split()), endings=endings)


_NORWEGIAN: Final = _nordic("jeg meg mi min mitt mine eg vi oss vår vårt våre du deg din ditt dine dere deres dykk me")
DIALOGUE: dict[str, Dialogue] = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "hr", "bs"), _SLAVIC),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "es", "ca", "gl", "lt", "lv"), _WEST),
    **dict.fromkeys(("pt", "tr", "ro", "el"), Dialogue(dash=True, comma=True, bare=True)),
    **dict.fromkeys(("fr", "it"), Dialogue(dash=True, comma=True)),
    **dict.fromkeys(("nb", "nn", "no"), _NORWEGIAN),
    "sv": _nordic("jag mig min mitt mina vi oss vår vårt våra du dig din ditt dina ni er ert era"),
    "da": _nordic("jeg mig min mit mine vi os vores du dig din dit dine jer jeres"),
    "fi": _nordic("minä minun minua minulla me meidän meitä meillä sinä sinun te teidän teitä", ("mme", "tte")),
}
"""Languages whose newspapers write speech with a dash; elsewhere (German, English ...) it begins a list."""
