"""Cases of the names of people, where a rule is safe; forms that no rule covers keep the nominative's letters.

The rules are those of school grammars: Polish nouns and adjectives in -ski, names of women without -a stay as they are.
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


RULES: Mapping[str, Rule] = {"pl": _polish}


def inflected(first: str, last: str, male: bool, language: str, case: str) -> tuple[str, str]:
    """First and last name in a case: "" (nominative) or one that `RULES` has for the language."""
    if not case or language not in RULES:
        return first, last
    rule = RULES[language]
    return rule(first, male, case), rule(last, male, case)
