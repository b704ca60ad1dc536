"""Tables about languages: their codes, the scripts that only one of them uses, and what tells close ones apart.

Plain data and two look-ups, so that a language is added or a rule corrected here without touching the detection.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


def _words(text: str) -> list[str]:
    return text.split()


UNDETERMINED: Final = "und"
MIXED: Final = "mixed"

NO_LANGUAGE: Final = frozenset(
    {"un", "xxx", "zxx", "zzb", "zze", "zzh", "zzp", "tlh", "xx", "la", "ia", "ie", "vo", "gv"}
)
"""Detectors' codes for no language, jokes, and dead or made languages without a press; they come up as noise in
short texts."""

_SAME_AS: Final = {
    "iw": "he", "in": "id", "jw": "jv", "ji": "yi", "mo": "ro", "sh": "sr", "sr-ME": "sr", "cnr": "sr",
    "nn": "no", "nb": "no", "nno": "no", "nob": "no", "zh-Hant": "zh", "zh-Hans": "zh", "cmn": "zh", "wuu": "zh",
    "yue": "zh", "fil": "tl", "ary": "ar", "arz": "ar", "arb": "ar", "fuv": "ff", "gug": "gn", "kik": "ki",
    "sdh": "ku", "ckb": "ku", "kmr": "ku", "uzs": "uz", "uzn": "uz", "zsm": "ms", "prs": "fa", "pes": "fa",
    "ekk": "et", "lvs": "lv", "als": "sq", "azj": "az", "khk": "mn", "plt": "mg", "pbt": "ps", "swh": "sw",
    "sco": "en", "mfe": "fr", "crs": "fr", "bh": "hi",
}  # fmt: skip
"""Other codes for a language (older, regional, of one written form) and the one Quotewire uses."""

_THREE_LETTERS: Final = dict(
    pair.split(":")
    for pair in _words(
        "afr:af alb:sq amh:am ara:ar arm:hy asm:as aze:az baq:eu bel:be ben:bn bos:bs bul:bg bur:my cat:ca ces:cs "
        "chi:zh cym:cy cze:cs dan:da deu:de dut:nl ell:el eng:en epo:eo est:et eus:eu fao:fo fas:fa fin:fi fra:fr "
        "fre:fr fry:fy geo:ka ger:de gla:gd gle:ga glg:gl gre:el guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy "
        "ibo:ig ice:is ind:id isl:is ita:it jav:jv jpn:ja kan:kn kat:ka kaz:kk khm:km kin:rw kir:ky kor:ko kur:ku "
        "lao:lo lat:la lav:lv lit:lt ltz:lb mac:mk mal:ml mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn msa:ms mya:my "
        "nep:ne nld:nl nor:no ori:or orm:om pan:pa per:fa pol:pl por:pt pus:ps ron:ro rum:ro rus:ru sin:si slk:sk "
        "slo:sk slv:sl sna:sn snd:sd som:so spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tat:tt tel:te tgk:tg tgl:tl "
        "tha:th tib:bo tir:ti tuk:tk tur:tr uig:ug ukr:uk urd:ur uzb:uz vie:vi wel:cy xho:xh yid:yi yor:yo zho:zh "
        "zul:zu"
    )
)
"""ISO 639-2 (both forms) to ISO 639-1, for hints; <https://www.loc.gov/standards/iso639-2/php/code_list.php>."""

NEWS_LANGUAGES: Final = frozenset(
    _words(
        "af am ar as az ba be bg bn br bs ca cs cy da de el en es et eu fa fi fo fr fy ga gd gl gu ha he hi hr ht hu "
        "hy id ig is it ja ka kk km kn ko ku ky lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl nn no oc om or pa pl "
        "ps pt qu ro ru rw si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk ur uz vi xh yo zh zu"
    )
)
"""Languages news is written in, of those py3langid knows. The rest (Latin, ancient Greek, Ligurian …) only ever wins
by mistake on a short text."""

_TAG = re.compile(r"[a-z]{2,3}")


@lru_cache(maxsize=1024)
def language_code(tag: str | None) -> str | None:
    """The code Quotewire uses for a publisher's or a detector's name of a language.

    Args:
        tag: an ISO 639-1, -2 or -3 code or a BCP 47 tag, in any case: `de`, `DEU`, `pt_BR`, `iw`, `zh-Hant`.

    Returns:
        An ISO 639-1 code (ISO 639-3 where there is none), or None where the tag names no language.
    """
    if not tag:
        return None
    tag = tag.strip()
    if tag in _SAME_AS:
        return _SAME_AS[tag]
    primary = tag.replace("_", "-").partition("-")[0].lower()
    if primary in NO_LANGUAGE or primary in (UNDETERMINED, "mul", "mis") or not _TAG.fullmatch(primary):
        return None
    primary = _THREE_LETTERS.get(primary, primary)
    return _SAME_AS.get(primary, primary)


SCRIPT_LANGUAGE: Final = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HEBREW": "he", "GREEK": "el", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "TAMIL": "ta", "TELUGU": "te",
    "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "ORIYA": "or", "SINHALA": "si",
}  # fmt: skip
"""First word of a letter's Unicode name, where (nearly) all news in that script is in one language."""

DENSE_SCRIPTS: Final = frozenset({"HANGUL", "HIRAGANA", "KATAKANA", "CJK"})
"""Scripts of which a letter is worth about two of an alphabet, so that `iPhone 発売` is not mostly Latin."""


@dataclass(frozen=True, slots=True)
class Telltales:
    """What one language of a close group has and the others have not.

    Attributes:
        letters: lower-case letters (with their marks) that the others do not write.
        words: frequent lower-case words that are no words of the others, or rare in them.
    """

    letters: str = ""
    words: frozenset[str] = frozenset()


def _telltales(letters: str, words: str) -> Telltales:
    return Telltales(letters, frozenset(_words(words)))


CLOSE_GROUPS: Final[tuple[dict[str, Telltales], ...]] = (
    {
        "da": _telltales("", "af efter mellem hvad mig dig sig nu noget nogle nogen blev bliver meget uden imod børn "
                             "hjælp havde gør ud op uge vej hende regeringen aften kvinder siger sagde penge danske"),
        "no": _telltales("", "av etter mellom hva meg deg seg nå noe noen ble blir mye uten mot barn hjelp hadde gjør "
                             "ut opp uke vei henne regjeringen kveld kvinner sier sa penger norske fram ikkje eit"),
        "sv": _telltales("äö", "och att är inte som för av efter mellan vad mig dig sig nu blev blir mycket utan mot "
                               "barn hade gör ut upp vecka henne från på ett också till regeringen kväll kvinnor"),
    },
    {
        "cs": _telltales("řěů", "se jsem jsou byl bylo jako také při pro ještě který která které podle nebo jen už"),
        "sk": _telltales("ľĺŕôä", "sa som sú bol bolo ako tiež pri pre ešte ktorý ktorá ktoré podľa alebo len"),
    },
    {
        "id": _telltales("", "karena bisa bahwa saat tapi yaitu yakni ujar ujarnya uang perusahaan polisi mobil kantor "
                             "koran warga sekitar sedangkan rupiah gubernur maret juni juli agustus desember senin"),
        "ms": _telltales("", "kerana boleh bahawa ketika ialah daripada sahaja wang syarikat polis kereta pejabat "
                             "akhbar manakala ringgit selepas sekiranya mac jun julai ogos disember isnin"),
    },
    {
        "es": _telltales("ñ", "el los las una con del y pero más por han sus como hoy muy sin también es son al"),
        "pt": _telltales("ãõçê", "o os as um uma com do da dos das e mas mais por em no na não são ao também é seu"),
        "gl": _telltales("ñ", "o os as unha un con do da dos das e máis por en no na non son ao tamén é seu dunha "
                              "nunha polo pola coa co á foi hai tras"),
        "ca": _telltales("çàèòï", "el els les una un amb del dels i però més per en al també és són seu aquest "
                                  "aquesta perquè què fins ser als hi"),
    },
    {
        "bg": _telltales("щъьюяй", "и на се за от със са че да не по като във беше който която още към след"),
        "mk": _telltales("ѓќѕ", "и на се за од со дека ќе да не по како во беше кој која уште кон сите поради"),
        "sr": _telltales("ћђ", "и на се за од са да ће не по као у је био који која још ка су није због"),
        "ru": _telltales("ыэ", "и на за от с что в не по как был который которая ещё это его они из к года"),
        "uk": _telltales("їєґ", "і та на за від з що у в не по як був який яка ще це його вони із до року"),
        "be": _telltales("ў", "і ды на за ад з што у не па як быў які якая яшчэ гэта яго яны да года"),
    },
)  # fmt: skip
"""Languages that detectors take for one another in a headline. Words that several of a group share are listed with
each of them, so that they speak only against the rest."""

INDISTINCT: Final = (frozenset({"hr", "bs", "sr"}), frozenset({"id", "ms"}), frozenset({"da", "no"}))
"""Languages of which a text cannot be said to be half in one and half in the other; the first three are so alike
that a publisher's hint is better evidence than any detector."""

SAME_TO_DETECTORS: Final = INDISTINCT[0]
