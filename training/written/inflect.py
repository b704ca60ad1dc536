"""Cases of the names of people, where a rule is safe.

The rules are those of school grammars. Where a case changes the stem (the dative of nouns in -a), the nominative stands
for it; names that end in a consonant are no women's forms and stay.
"""

import re
from collections.abc import Mapping, Sequence

CASES = ("gen", "dat", "acc", "ins")
_Rule = tuple[str, str, str, str, str]
_KEPT = "(?<=.)"

_POLISH_A: Sequence[_Rule] = (
    # The end of the nominative, and what takes its place in each of `CASES`; the first that fits counts.
    ("(?<=[^nszc]i)a", "i", "a", "ę", "ą"),  # Maria, Zofia
    ("(?<=i)a", "", "a", "ę", "ą"),  # Kasia
    ("(?<=[aeou])ja", "i", "ja", "ję", "ją"),  # Maja
    ("(?<=[kglj])a", "i", "a", "ę", "ą"),  # Olga, Alicja
    ("a", "y", "a", "ę", "ą"),
)
_POLISH_MEN: Sequence[_Rule] = (
    ("i", "iego", "iemu", "iego", "im"),  # Kowalski, Antoni
    ("y", "ego", "emu", "ego", "ym"),  # Jerzy
    *_POLISH_A,
    ("(?<=[eouéó])", "", "", "", ""),
    ("ek", "ka", "kowi", "ka", "kiem"),
    ("iec", "ca", "cowi", "ca", "cem"),
    ("(?<=Paw)eł", "ła", "łowi", "ła", "łem"),
    ("(?<=[kg])", "a", "owi", "a", "iem"),
    *((sharp, f"{soft}a", f"{soft}owi", f"{soft}a", f"{soft}em") for sharp, soft in
      (("ń", "ni"), ("ś", "si"), ("ć", "ci"), ("ź", "zi"))),
    (_KEPT, "a", "owi", "a", "em"),
)  # fmt: skip
_POLISH_WOMEN: Sequence[_Rule] = (("(?<=[scdz]k)a", "iej", "iej", "ą", "ą"), *_POLISH_A)

_CZECH_MEN: Sequence[_Rule] = (
    ("ý", "ého", "ému", "ého", "ým"),
    ("í", "ího", "ímu", "ího", "ím"),
    ("a", "y", "ovi", "u", "ou"),
    ("(?<=[eéiouůy])", "", "", "", ""),
    ("ek", "ka", "kovi", "ka", "kem"),
    ("ec", "ce", "covi", "ce", "cem"),
    ("(?<=(?:Kar|Pav|Hav))el", "la", "lovi", "la", "lem"),
    ("(?<=[šžčřcjďťň])", "e", "ovi", "e", "em"),
    (_KEPT, "a", "ovi", "a", "em"),
)
_CZECH_WOMEN: Sequence[_Rule] = (
    ("á", "é", "é", "ou", "ou"),
    ("ie", "ie", "ii", "ii", "ií"),
    ("a", "y", "a", "u", "ou"),
)

_UKRAINIAN_A: Sequence[_Rule] = (
    ("(?<=[жчшщ])а", "і", "а", "у", "ею"),  # Саша
    ("а", "и", "а", "у", "ою"),
    ("(?<=і)я", "ї", "я", "ю", "єю"),  # Марія
    ("я", "і", "я", "ю", "ею"),
)
_UKRAINIAN_MEN: Sequence[_Rule] = (
    ("(?<=[кнрл])ий", "ого", "ому", "ого", "им"),  # Хмельницький
    *_UKRAINIAN_A,
    ("о", "а", "ові", "а", "ом"),
    ("й", "я", "єві", "я", "єм"),
    ("ець", "ця", "цеві", "ця", "цем"),
    ("ь", "я", "еві", "я", "ем"),
    ("(?<=[еєиіїуюэ])", "", "", "", ""),
    ("(?<=[жчшщ])", "а", "еві", "а", "ем"),
    (_KEPT, "а", "ові", "а", "ом"),
)
_UKRAINIAN_WOMEN: Sequence[_Rule] = (
    ("(?<=...(?:ов|ев|єв|ін|їн|ьк))а", "ої", "ій", "у", "ою"),  # Савицька
    *_UKRAINIAN_A,
)

RULES: Mapping[str, tuple[Sequence[_Rule], Sequence[_Rule]]] = {
    "pl": (_POLISH_MEN, _POLISH_WOMEN),
    "cs": (_CZECH_MEN, _CZECH_WOMEN),
    "uk": (_UKRAINIAN_MEN, _UKRAINIAN_WOMEN),
}
"""For each language the names of men and those of women."""


def inflected(first: str, last: str, male: bool, language: str, case: str) -> tuple[str, str]:
    """First and last name in a case.

    Args:
        first: In the nominative, as `last`.
        last: In the form for the person's gender.
        male: Whether it is a man.
        language: The names stay as they are if it has no `RULES`.
        case: One of `CASES`, or "" for the nominative.
    """
    if not case or language not in RULES:
        return first, last
    rules = RULES[language][0 if male else 1]

    def declined(name: str) -> str:
        for ending, *forms in rules:
            if end := re.search(rf"{ending}$", name):
                return name[: end.start()] + forms[CASES.index(case)]
        return name

    return declined(first), declined(last)


def possessive(name: str) -> str:
    """The German genitive: "Ishibas", "Strauß'"."""
    return name + ("'" if name[-1] in "sßxzSXZ" else "s")
