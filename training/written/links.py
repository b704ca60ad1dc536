"""Words whose form depends on the next one: French "de" before "Oslo" or "le", English "a" before "Italian".

A rule is a regular expression that begins at the word before `~`, and what its match is replaced by; the first that
fits counts. Where none does, the `~` becomes a space.
"""

import re

_VOWEL = "[aeiouàâäáãéèêëîïíìôöóòûüúùœæAEIOUÀÂÄÁÃÉÈÊËÎÏÍÌÔÖÓÒÛÜÚÙŒÆ]"
_FRENCH = rf"(?={_VOWEL}|H(?:él|en[rn]|ubert|onor|ector|elsinki|onduras|ippol|ortense|ermann)|Y(?:v|onne))"
_CONSONANT = r"[^aeiouyąęóáéíýúůěаеиоуыэюяєії\W]"
_ITALIAN = (
    ("il ", "l "), ("lo ", "llo "), ("la ", "lla "), ("l'", "ll'"), ("i ", "i "), ("gli ", "gli "), ("le ", "lle "),
)  # fmt: skip

_RULES = {
    "fr": (
        (r"([Dd])e~le ", r"\1u "),
        (r"([Dd])e~les ", r"\1es "),
        (r"à~le ", "au "),
        (r"à~les ", "aux "),
        (r"À~le ", "Au "),
        (r"À~les ", "Aux "),
        (rf"([DdLl])[ea]~{_FRENCH}", r"\1'"),
        (rf"([Qq])ue~{_FRENCH}", r"\1u'"),
    ),
    "es": (
        (r"([Dd])e~el ", r"\1el "),
        (r"([Aa])~el ", r"\1l "),
        (r"y~(?=[IÍií]|[Hh][ií](?!e))", "e "),
        (r"o~(?=[OÓoó]|[Hh][oó])", "u "),
    ),
    "it": (
        *(
            (rf"{word}~{article}", (form if word.islower() else form.capitalize()) + end)
            for word, form in (("di", "de"), ("Di", "de"), ("da", "da"), ("Da", "da"), ("a", "a"), ("A", "a"))
            for article, end in _ITALIAN
        ),
        *((rf"in~{article}", f"ne{end}") for article, end in _ITALIAN),
        *((rf"In~{article}", f"Ne{end}") for article, end in _ITALIAN),
        (r"([Aa])~(?=[AÀa])", r"\1d "),
        (r"([Ee])~(?=[EÈe])", r"\1d "),
        (rf"([Ll])[ao]~(?={_VOWEL})", r"\1'"),
        (r"il~(?=(?:8|11)\b)", "l'"),
    ),
    "pt": (
        (r"([Dd])e~(?=[ao]s? )", r"\1"),
        (r"em~(?=[ao]s? )", "n"),
        (r"por~(?=[ao]s? )", "pel"),
        (r"a~o(s?) ", r"ao\1 "),
        (r"a~a(s?) ", r"à\1 "),
    ),
    "de": (
        (r"([Aa])n~dem ", r"\1m "),
        (r"([Ii])n~dem ", r"\1m "),
        (r"([Vv])on~dem ", r"\1om "),
        (r"([Bb])ei~dem ", r"\1eim "),
    ),
    "pl": (
        (rf"([Ww])~(?=[WFwf]{_CONSONANT})", r"\1e "),
        (rf"([Zz])~(?=[SZŚŹŻszśźż]{_CONSONANT})", r"\1e "),
    ),
    "cs": (
        (rf"([Vv])~(?=[VFvf]|[Ss][tvl]{_CONSONANT})", r"\1e "),
        (r"([SsZz])~(?=[SZŠŽszšž])", r"\1e "),
        (r"([Kk])~(?=[KGkg])", r"\1e "),
    ),
    "sk": (
        (r"([Vv])~(?=[VFvf])", r"\1o "),
        (r"([SsZz])~(?=[SZŠŽszšž])", r"\1o "),
        (r"([Kk])~(?=[KGkg])", r"\1u "),
    ),
    "ru": (
        (rf"([Вв])~(?=[ВФвф]{_CONSONANT})", r"\1о "),
        (rf"([Сс])~(?=[СЗШсзш]{_CONSONANT})", r"\1о "),
        (r"([Оо])~(?=[АОУЭИаоуэи])", r"\1б "),
    ),
    "hr": ((r"([Ss])~(?=[SZŠŽszšž])", r"\1a "),),
    "sr": ((r"([Ss])~(?=[SZŠŽszšž])", r"\1a "),),
    "en": ((rf"([Aa])~(?={_VOWEL}|8|11\b|18\b)", r"\1n "),),
    "hu": ((r"([Aa])~(?=[AÁEÉIÍOÓÖŐUÚÜŰaáeéiíoóöőuúüű])", r"\1z "),),
}  # fmt: skip
RULES = {language: tuple((re.compile(pattern), form) for pattern, form in rules) for language, rules in _RULES.items()}
_LINK = re.compile(r"\b\w+~")


def linked(text: str, language: str) -> tuple[str, list[tuple[int, int]]]:
    """Gives each word before a `~` its form.

    Returns:
        The text, and how far the places of `text` have moved: pairs (from this offset on, by so many code points).
    """
    result, moves, last = "", [(0, 0)], 0
    for link in _LINK.finditer(text):
        found = ((pattern.match(text, link.start()), form) for pattern, form in RULES.get(language, ()))
        match, form = next(((match, form) for match, form in found if match), (link, ""))
        result += text[last : link.start()] + (match.expand(form) if form else link[0][:-1] + " ")
        last = match.end()
        moves.append((last, len(result) - last))
    return result + text[last:], moves
