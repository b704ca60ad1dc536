"""Names that only tell whose somebody is, with no preposition between: Ekströms dotter, адвокат Анны Горской.

Whoever belongs to a person is somebody else. In Germanic languages, Finnish, Hungarian and Turkish the owner stands
before the role and has an ending (or the role has one); in Slavic languages and Arabic the owner follows it, and may
look like the role's own name: адвокат Савченко is a lawyer of that name, or Savchenko's. Where only the sense could
tell, a relation (lawyer, spokesman, daughter) is taken for somebody else's, and an office for the bearer's own.
"""

import re
from collections.abc import Set
from functools import lru_cache
from typing import Final

from processors.names.given_names import gender_of_first_name, is_base_form
from processors.names.titles import word_set
from processors.quotes.signs import POSSESSIVE

WITH_S: Final = frozenset({"de", "lb", "gsw", "nl", "sv", "da", "nb", "no", "nn"})
"""Languages whose genitive is an -s without a sign."""
SLAVIC: Final = frozenset({"ru", "uk", "be", "pl", "cs", "sk", "sr", "hr", "bs", "sh", "sl"})
OWNER_PARTICLES: Final = {"zh": "的", "yue": "的", "ja": "の"}
"""Particles between an owner and what is theirs; in Korean it is an ending."""
OWNER_LAST: Final = SLAVIC | {"ar", "ro"}
"""Languages in which an owner without a preposition follows the role."""
RELATIONS: Final = word_set(
    """
    адвокат адвоката защитник защитника представитель представителя представительница пресс-секретарь
    пресс-секретаря помощник помощника помощница сын сына дочь дочери мать матери отец отца брат брата сестра сестры
    жена жены супруга супруги муж мужа вдова вдовы сосед соседа соседка друг друга подруга подруги коллега коллеги
    соратник соратника родственник родственница родственники родные советник советника юрист юриста
    речник речника речниця представник представника помічник захисник син сина донька дочка мати батько дружина
    чоловік сусід сусідка радник радника
    adwokat adwokata pełnomocnik pełnomocnika obrońca obrońcy rzecznik rzecznika rzeczniczka syn syna córka matka
    ojciec brat siostra żona mąż wdowa sąsiad sąsiadka przyjaciel przyjaciółka doradca współpracownik
    advokát advokáta advokátka právník právníka právnička obhájce obhájkyně mluvčí dcera otec bratr sestra manžel
    manželka vdova soused sousedka přítel přítelkyně poradce poradkyně spolupracovník
    právnik obhajca hovorca hovorkyňa dcéra matka priateľ priateľka
    advokat advokata odvjetnik odvjetnika portparol glasnogovornik glasnogovornica sin kći kćerka majka otac sestra
    supruga suprug savetnik savjetnik
    محامي محامية زوجة زوج شقيق شقيقة والد والدة نجل ابن ابنة صديق صديقة مستشار مستشارة متحدث متحدثة مساعد مساعدة وكيل
    """
)
"""Roles that are as a rule somebody's, or some body's."""
_ROLE_ENDINGS: Final = ("ом", "ем", "ой", "ею", "а", "я", "у", "ю", "е", "и", "ы", "і", "em", "a", "u", "y", "i", "e")
_ROLE_BASES: Final = ("", "ь", "й", "а", "я", "a")
_OBLIQUE_SURNAME: Final = ("ского", "цкого", "ського", "цького", "skiego", "ckiego", "dzkiego", "skiej", "ckiej",
    "dzkiej", "скому", "цкому", "ському", "цькому", "skiemu", "ckiemu", "dzkiemu", "skému", "ckému", "ského", "ckého",
    "skej", "ckej", "ové", "ovej")  # fmt: skip
_BASE_SURNAME: Final = ("ская", "цкая", "ська", "цька", "ská", "cká", "ska", "cka", "dzka", "ová", "ski", "cki", "dzki",
    "ský", "cký", "ий", "ый", "ій")  # fmt: skip
_CONSONANT: Final = re.compile(r"[^\W\d_аеёиоуыэюяєіїaeiouyáéíóúýąęěů]$")
_TURKISH_GENITIVE: Final = re.compile(r"['’]n?[ıiuü]n$")
_HUNGARIAN_POSSESSED: Final = re.compile(r"(?:[jae])?[aeá]$")


def owns_next(language: str, name: str, role: str, roles: Set[str]) -> bool:
    """Whether a name is the owner of the role right after it.

    Args:
        language: ISO 639-1 code.
        name: the name's last word, lower case, with its ending.
        role: the word after it, lower case, which is a role.
        roles: all roles of the language.
    """
    if POSSESSIVE.search(name[-2:]):
        return True
    if language in WITH_S:
        return name.endswith("s")
    if language in OWNER_PARTICLES:
        return name == OWNER_PARTICLES[language]
    if language in {"fi", "ko"}:
        ending, base = ("n", "nen") if language == "fi" else ("의", " ")
        return name.endswith(ending) and not name.endswith(base)  # Virtanen is nobody's; Virtasen is
    if language == "hu":
        bare = role.rstrip("aeáé").removesuffix("j")
        return role[-1:] in "ae" and (bare in roles or any(bare + vowel in roles for vowel in "aeőóí"))
    return language == "tr" and _TURKISH_GENITIVE.search(name) is not None


def has_genitive_s(language: str, name: str, canonical: str) -> bool:
    """Whether a name as it is written is its base form (`canonical`) with the -s of an owner: Anna Lunds."""
    return language in WITH_S and name == canonical + "s"


def owns_before(language: str, role: str, name: str, canonical: str, roles: Set[str], reported: bool = False) -> bool:
    """Whether a person's name right after a role is that of its owner, and not of the one who has it.

    Args:
        language: ISO 639-1 code.
        role: the word before the name, lower case.
        name: as it is written.
        canonical: its base form, as far as the article has it.
        roles: all roles of the language.
        reported: whether the role stands in a case itself, as after a verbless attribution: по словам *адвоката* X.
    """
    if language == "ar":
        return role in RELATIONS  # without an article; with one it is the bearer's own: المحامي X
    if language == "ro":
        first = name.partition(" ")[0]  # avocatul Anei Pop, but not ministrul Andrei Pop
        return first.endswith("ei") and gender_of_first_name(first[:-2] + "a", language) == "f"
    if language not in SLAVIC:
        return False
    oblique = is_oblique(name, canonical, language)
    if oblique is False:
        return False
    relation = role in RELATIONS
    if reported or not _is_base_role(role, roles):
        return relation
    return oblique is True or relation


def _is_base_role(role: str, roles: Set[str]) -> bool:
    for ending in _ROLE_ENDINGS:
        if role.endswith(ending):
            stem = role[: -len(ending)]
            if any(stem + base in roles and stem + base != role for base in _ROLE_BASES):
                return False
    return True


@lru_cache(maxsize=4096)
def is_oblique(name: str, canonical: str, language: str) -> bool | None:
    """Whether a name stands in another case than the first; None where its form does not tell."""
    words, base = name.lower().split(), canonical.lower().split()
    if not words or not base:
        return None
    if words[-1] != base[-1]:
        return True
    first, last = words[0], words[-1]
    known = is_base_form(first, language)
    if known is not None:
        return not known
    if last.endswith(_OBLIQUE_SURNAME):
        return True
    woman = len(base) > 1 and gender_of_first_name(base[0], language) == "f"
    if last.endswith(_BASE_SURNAME) or (_CONSONANT.search(last) and not last.endswith(("ых", "их", "ь")) and not woman):
        return False
    return None
