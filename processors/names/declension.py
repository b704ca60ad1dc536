"""The other cases of a name, made from its base form, by language.

Forwards, from the base form to its cases, little goes wrong: a form that no name takes is found in no text. The other
way round, an ending that is cut off leaves stems that several names share (Niger, Nigeria). Endings are from general
knowledge of the grammars; what changes inside a word (Egipt, Egipcie) is listed word by word.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from processors.folding import fold

SHORTEST_STEM: Final = 2
"""Letters of a word before its ending; of shorter words there are no cases."""
LONGEST_WORD: Final = 40

CASES: Final[Mapping[str, str]] = {
    "de": "lande:landen s: x: z: :s,es",
    "nl": "s: :s",
    "sv": "s: x: :s",
    "da": "s: x: :s",
    "no": "s: x: :s",
    "ru": "ия:ии,ию,ией ая:ой,ую,ою яя:ей,юю ое:ого,ому,ым,ом ее:его,ему,им,ем ый:ого,ому,ым,ом "
    "ий:ого,ому,им,ом,его,ему,ем,ия,ию,ием,ии ой:ого,ому,ым,ом ые:ых,ым,ыми ие:их,им,ими,ия,ию,ием,ии "
    "ово:ова,ову,овом,ове ство:ства,ству,ством,стве "
    "а:ы,и,е,у,ой я:и,е,ю,ей ь:и,ью,я,ю,ем,е й:я,ю,ем,е ы:,ов,ам,ами,ах и: о: е: у: ю: э: :а,у,ом,е,ем",
    "uk": "ія:ії,ію,ією ка:ки,ці,ку,кою,кій га:ги,зі,гу,гою а:и,і,у,ою,ої,ій я:і,ю,ею,ї,єю ький:ького,ькому,ьким "
    "ий:ого,ому,им,ім ь:і,ю,я,ем,ям,єм й:я,ю,єм,ї,єві о:а,у,ом,і и:,ів,ам,ами,ах е:ого,ому,им і:их,им,ими у: ю: "
    ":а,у,ом,і,ові",
    "be": "ія:іі,ію,іяй ка:кі,цы,ку,кай а:ы,е,у,ай,і,ой я:і,ю,яй,ай ь:і,ю,ем ы:,аў,ам,амі,ах й:я,ю,ем,і :а,у,ам,е",
    "pl": "ja:ji,ję,ją ia:ii,ię,ią,i,iej ska:ski,sce,skę,ską,skiej cka:ckiej,cką ka:ki,ce,kę,ką,kiej ga:gi,dze,gę,gą "
    "ta:ty,cie,tę,tą,tej da:dy,dzie,dę,dą ra:ry,rze,rę,rą ła:ły,le,łę,łą wa:wy,wie,wę,wą,wej na:ny,nie,nę,ną,nej "
    "a:y,i,ę,ą,ie,e,ej ko:ka,ku,kiem o:a,u,em,ie ny:n,nów,nach,nom,nami "
    "y:,ów,ach,om,ami,ego,emu,ym i:,ów,ach,om,ami,ego,emu,im "
    "ne:nych,nym,nymi,nego,nemu kie:kich,kim,kimi,kiego,kiemu e:ych,ym,ymi,ego,emu,a,u,em ów:owa,owie,owem,owowi "
    "dź:dzi,dzią ść:ści,ścią ń:nia,niu,niem k:ku,kiem,ka,kowi g:gu,giem,gowi t:tu,cie,tem,towi,ta d:du,dzie,dem,dowi "
    "r:ru,rze,rem,ra,rowi ł:łu,le,łem,ła :u,a,em,ie,owi",
    "cs": "ie:ii,ií,ie ka:ky,ce,ku,kou ha:hy,ze,hu,hou ga:gy,ze,gu,gou ra:ry,ře,ru,rou a:y,u,ě,ou,o,i o:a,u,em,ě,e "
    "é:ých,ým,ými,ého,ému,ém á:é,ou ý:ého,ému,ém,ým í:ího,ímu,ím,ích y:ů,ech,ům,ách,ám,ami e:í,i,e l:e,u,i,em,a "
    ":u,a,em,ě,ovi,e,i",
    "sk": "ia:ie,ii,iu,iou o:a,u,om,e a:y,u,e,ou,i é:ých,ým,ými,ého,ému,om á:ej,ú,ou ý:ého,ému,om,ým "
    "ne:ných,nym,nymi,ného y:ov,och,om,mi,ami,ách í:ieho,iemu,ím e:ie,i,iu :u,a,om,e,i,ovi",
    "hr": "ija:ije,iji,iju,ijom ska:ske,skoj,sku,skom čka:čke,čkoj,čku,čkom ka:ke,ci,ku,kom a:e,i,u,om,o,oj o:a,u,om "
    "ne:nih,nim,noj,nog,nu e:a,ama,ih,im,u ki:kih,kim,kog,kom i:a,ima,e,ih,og,om,im :a,u,om,em",
    "lt": "ija:ijos,ijai,iją,ijoje a:os,ai,ą,oje is:io,iui,į,iu,yje as:o,ui,ą,u,e ė:ės,ei,ę,e,ėje os:ų,oms,as,ose",
    "lv": "ija:ijas,ijai,iju,ijā a:as,ai,u,ā e:es,ei,i,ē is:a,im,i,ī s:a,am,u,ā",
    "et": "a: e: i: o: u: :i",
    "ro": "ia:iei a:ei ea:elei ul:ului ele:elor te:telor :ului",
}
"""`ending of the base form:endings of its cases`, the longest ending first that fits; an empty one fits every word."""

ATTRIBUTES: Final[Mapping[str, str]] = {
    "de": "te:ten,ter,tes es:en,e,em,er e:en,er,es,em,n",
}
"""The same for the words of a name that has several (Vereinigten Staaten), where they differ from names of one word."""

ADDED: Final[Mapping[str, str]] = {
    "et": "s sse st l le lt ga ta ni na d",
    "hu": "ban ben ba be ból ből ra re ról ről nak nek hoz hez höz tól től nál nél ig ért ként t ot et öt at on en ön "
    "n val vel",
}
"""What is written on to the base form or, where it ends in a consonant in Estonian, to its stem."""

IRREGULAR: Final[Mapping[str, Mapping[str, str]]] = {
    "pl": {
        "niemcy": "niemiec niemczech niemcom niemcami",
        "włochy": "włoch włoszech włochom włochami",
        "węgry": "węgier węgrzech węgrom węgrami",
        "egipt": "egiptu egipcie egiptem egiptowi",
        "zjednoczone": "zjednoczonych zjednoczonym zjednoczonymi",
        "państwa": "państw państwom państwami państwach",
    },
    "fi": {
        "yhdysvallat": "yhdysvaltain yhdysvaltojen yhdysvalloissa yhdysvalloista yhdysvaltoihin yhdysvaltoja "
        "yhdysvalloilla yhdysvalloilta yhdysvalloille",
        "alankomaat": "alankomaiden alankomaissa alankomaista alankomaihin alankomaita",
        "arabiemiirikunnat": "arabiemiirikuntien arabiemiirikunnissa arabiemiirikunnista arabiemiirikuntiin",
        "yhdistyneet": "yhdistyneiden yhdistyneissä yhdistyneitä yhdistyneisiin yhdistyneistä",
        "kansakunnat": "kansakuntien kansakunnissa kansakuntia kansakuntiin kansakunnista",
        "suomi": "suomen suomea suomessa suomesta suomeen suomella suomelta suomelle",
        "järjestö": "järjestön järjestöä järjestössä järjestöstä järjestöön järjestölle järjestöltä järjestöllä",
    },
    "uk": {"нації": "націй націям націями націях", "київ": "києва києву києві києвом"},
    "ru": {"нации": "наций нациям нациями нациях"},
    "hu": {"szervezete": "szervezetének szervezetét szervezetében szervezetéhez szervezetétől szervezetével"},
    "cs": {"spojené": "spojených spojeným spojenými", "státy": "států státech státům"},
}
SAME_CASES: Final[Mapping[str, str]] = {"bs": "hr", "sr": "hr", "sl": "hr", "nb": "no", "nn": "no"}

_LATIN_TO_CYRILLIC: Final = str.maketrans("abcdefghijklmnoprstuvzčšžđć", "абцдефгхијклмнопрстувзчшжђћ")
_WEAK: Final = (("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("nk", "ng"),
                ("mp", "mm"), ("t", "d"), ("k", ""), ("p", "v"))  # fmt: skip
"""Finnish consonants before a closed syllable, the first that fits: Turkki, Turkin; Islanti, Islannin."""


def has_cases(language: str) -> bool:
    """Whether there are rules for the cases of a language."""
    code = SAME_CASES.get(language, language)
    return code in CASES or code in ADDED or code == "fi"


def cases(word: str, language: str) -> frozenset[str]:
    """The other cases of a word, in lower case, with accents and folded (see `fold`); none in a language without rules.

    Args:
        word: the base form, as it is written or folded to lower case.
        language: ISO 639-1 code.
    """
    return _cases(word.lower(), language) if SHORTEST_STEM < len(word) <= LONGEST_WORD else frozenset()


@lru_cache(maxsize=1024)  # a Hungarian noun takes 6 KB
def _cases(word: str, language: str) -> frozenset[str]:
    code = SAME_CASES.get(language, language)
    listed = IRREGULAR.get(code, {}).get(word)
    if listed is not None:
        found = set(listed.split())
    elif code == "fi":
        found = _finnish(word)
    elif code == "hu":
        found = _hungarian(word)
    elif code == "et":
        bases = [word] if word[-1] in "aeiouõäöü" else [word + "i", word]
        found = {base + ending for base in bases for ending in ADDED["et"].split()}
    else:
        found = _by_endings(word, CASES.get(code, ""))
    return _both(found) - {word, fold(word)}


def _both(forms: set[str]) -> frozenset[str]:
    return frozenset(forms | {fold(form) for form in forms})


@lru_cache(maxsize=2048)
def _attribute_cases(word: str, language: str) -> frozenset[str]:
    return _both(_by_endings(word.lower(), ATTRIBUTES.get(language, "")))


def _by_endings(word: str, rules: str) -> set[str]:
    for ending, endings in _rules(rules, "а" <= word[-1:] <= "џ"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            stem = word.removesuffix(ending)
            return {stem + each for each in endings}
    return set()


@cache
def _rules(text: str, cyrillic: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rules of a language, longest ending first, in the script of the word (Serbian has two)."""
    if cyrillic and not "а" <= text[:1] <= "џ":
        text = text.translate(_LATIN_TO_CYRILLIC)
    rules = []
    for rule in text.split():
        ending, _, endings = rule.partition(":")
        # An ending without cases is that of a word which does not change.
        rules.append((ending, tuple(endings.split(",")) if endings else ()))
    return tuple(sorted(rules, key=lambda rule: -len(rule[0])))


def _finnish(word: str) -> set[str]:
    front = "a" not in word and "o" not in word and "u" not in word
    stem = word if word[-1] in "aeiouyäö" else word + "i"
    weak = stem
    for strong, soft in _WEAK:
        if stem[:-1].endswith(strong) and len(stem) - len(strong) > SHORTEST_STEM:
            weak = stem[: -1 - len(strong)] + soft + stem[-1]
            break
    endings = (
        ("n", "ssä", "stä", "llä", "ltä", "lle", "ksi") if front else ("n", "ssa", "sta", "lla", "lta", "lle", "ksi")
    )
    found = {base + ending for base in (stem, weak) for ending in endings}
    return found | {stem + ("ä" if front else "a"), stem + ("nä" if front else "na"), stem + stem[-1] + "n"}


def _hungarian(word: str) -> set[str]:
    stem = word[:-1] + {"a": "á", "e": "é", "o": "ó"}.get(word[-1], word[-1])
    found = {stem + ending for ending in ADDED["hu"].split()}
    if word[-1] not in "aeiouáéíóöőúüű":
        doubled = stem + (stem[-1] if stem[-2:] not in ("sz", "gy", "ny", "ly", "cs", "zs") else "")
        doubled = stem[:-2] + stem[-2] + stem[-2:] if stem[-2:] in ("sz", "gy", "ny", "ly", "cs", "zs") else doubled
        found |= {doubled + "al", doubled + "el"}
    return found


def is_case_of(form: str, base: str, language: str) -> bool:
    """Whether a name is another case of a base form: each word the same or a case of it, and one a case.

    Args:
        form: in lower case or folded, single blanks.
        base: the base form, single blanks.
        language: ISO 639-1 code.
    """
    words, bases = form.split(" "), base.split(" ")
    if len(words) != len(bases):
        return False
    changed = False
    for word, each in zip(words, bases, strict=True):
        if word not in (each.lower(), fold(each)):
            if word not in cases(each, language) and word not in _attribute_cases(each, language):
                return False
            changed = True
    return changed
