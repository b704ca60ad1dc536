"""Cases of the names of people, where a rule is safe; forms that no rule covers keep the nominative's letters.

The rules are those of school grammars. Cases: gen, dat, acc, ins; of women, whose dative changes the stem, the nominative
stands for it. Names of women that end in a consonant stay as they are.
"""

from collections.abc import Callable, Mapping

Rule = Callable[[str, bool, str], str]


def _polish_a(name: str, case: str) -> str:
    """A noun in -a: Anna, Kuba, Wajda."""
    stem = name[:-1]
    if case == "acc":
        return stem + "ę"
    if case == "ins":
        return stem + "ą"
    if stem.endswith("i") and len(stem) > 2 and stem[-2] not in "nśźćbwp":
        return stem + "i"  # Zofii, Marii
    return stem if stem.endswith("i") else stem + ("i" if stem[-1] in "kglj" else "y")


def _polish_man(name: str, case: str) -> str:
    if name.endswith(("i", "y")):
        stem = name.removesuffix("y")
        return name + "m" if case == "ins" else stem + ("emu" if case == "dat" else "ego")
    if name.endswith("a"):
        return name if case == "dat" else _polish_a(name, case)
    if name[-1] in "eouéó":
        return name
    stem = name
    if name.endswith("ek"):
        stem = name[:-2] + "k"
    elif name.endswith("iec"):
        stem = name[:-3] + "c"
    elif name == "Paweł":
        stem = "Pawł"
    for last, soft in (("ń", "ni"), ("ś", "si"), ("ć", "ci"), ("ź", "zi")):
        if stem.endswith(last):
            stem = stem[:-1] + soft
    ending = {"gen": "a", "acc": "a", "dat": "owi", "ins": "iem" if stem[-1] in "kg" else "em"}[case]
    return stem + ending


def _polish(name: str, male: bool, case: str) -> str:
    if male:
        return _polish_man(name, case)
    if name.endswith(("ska", "cka", "dzka")):
        return name[:-1] + {"gen": "iej", "acc": "ą", "dat": "iej", "ins": "ą"}[case]
    return _polish_a(name, case) if name.endswith("a") and case != "dat" else name


def _czech_man(name: str, case: str) -> str:
    if name.endswith(("ý", "í")):
        stem = name[:-1] + ("é" if name.endswith("ý") else "í")
        return name + "m" if case == "ins" else stem + ("ho" if case in ("gen", "acc") else "mu")
    if name.endswith("a"):
        return name[:-1] + {"gen": "y", "acc": "u", "dat": "ovi", "ins": "ou"}[case]
    if name[-1] in "eéiouůy":
        return name
    stem = name
    if name.endswith(("ek", "ec")) or name in ("Karel", "Pavel", "Havel"):
        stem = name[:-2] + name[-1]
    soft = stem[-1] in "šžčřcjďťň"
    return stem + {"gen": "e" if soft else "a", "acc": "e" if soft else "a", "dat": "ovi", "ins": "em"}[case]


def _czech(name: str, male: bool, case: str) -> str:
    if male:
        return _czech_man(name, case)
    if name.endswith("á"):
        return name[:-1] + ("ou" if case in ("acc", "ins") else "é")
    if case == "dat":
        return name
    if name.endswith("ie"):
        return name[:-1] + {"gen": "e", "acc": "i", "ins": "í"}[case]
    return name[:-1] + {"gen": "y", "acc": "u", "ins": "ou"}[case] if name.endswith("a") else name


def _ukrainian_a(name: str, case: str) -> str:
    """A noun in -а or -я: Микола, Ілля, Олена, Марія."""
    stem, hard = name[:-1], name.endswith("а")
    if case == "acc":
        return stem + ("у" if hard else "ю")
    if case == "ins":
        return stem + (("ею" if stem[-1] in "жчшщ" else "ою") if hard else "єю" if stem[-1] == "і" else "ею")
    return stem + (("і" if stem[-1] in "жчшщ" else "и") if hard else "ї" if stem[-1] == "і" else "і")


def _ukrainian_man(name: str, case: str) -> str:
    if name.endswith(("кий", "ний", "рий", "лий")):
        return name[:-2] + {"gen": "ого", "acc": "ого", "dat": "ому", "ins": "им"}[case]
    if name.endswith(("а", "я")):
        return name if case == "dat" else _ukrainian_a(name, case)
    if name.endswith("о"):
        return name[:-1] + {"gen": "а", "acc": "а", "dat": "ові", "ins": "ом"}[case]
    if name.endswith("й"):
        return name[:-1] + {"gen": "я", "acc": "я", "dat": "єві", "ins": "єм"}[case]
    if name.endswith("ь"):
        stem = name[:-3] + "ц" if name.endswith("ець") else name[:-1]
        return stem + {"gen": "я", "acc": "я", "dat": "еві", "ins": "ем"}[case]
    if name[-1] in "еєиіїуюэ":
        return name
    soft = name[-1] in "жчшщ"
    return name + {"gen": "а", "acc": "а", "dat": "еві" if soft else "ові", "ins": "ем" if soft else "ом"}[case]


def _ukrainian(name: str, male: bool, case: str) -> str:
    if male:
        return _ukrainian_man(name, case)
    if case != "dat" and name.endswith(("ова", "ева", "єва", "іна", "їна", "ська", "цька", "зька", "ька")):
        return name[:-1] + {"gen": "ої", "acc": "у", "ins": "ою"}[case] if len(name) > 6 else _ukrainian_a(name, case)
    return _ukrainian_a(name, case) if name.endswith(("а", "я")) and case != "dat" else name


RULES: Mapping[str, Rule] = {"pl": _polish, "cs": _czech, "uk": _ukrainian}


def inflected(first: str, last: str, male: bool, language: str, case: str) -> tuple[str, str]:
    """First and last name in a case: "" (nominative) or one that `RULES` has for the language."""
    if not case or language not in RULES:
        return first, last
    rule = RULES[language]
    return rule(first, male, case), rule(last, male, case)
