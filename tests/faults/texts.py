"""Texts that nobody wrote: every kind of character, marks, breaks, scripts and lengths."""

import random
import unicodedata
from functools import cache
from typing import Final

from tests.faults.values import Json, Mutation

LARGE: Final = 0.02
"""Share of lengths that are up to the limit of a text: all of them would take hours."""

SCRIPTS: Final = (
    "Der Hafenmeister von Grünhagen sagte am Dienstag: „Wir bauen weiter.“ Die Mole wird länger.",
    "“We keep on building,” said Ines Talbot of Brackwater on Tuesday. The pier grows.",
    "« Nous continuons », a déclaré Maëlys Corbin mardi. Le quai s’allonge, dit-elle.",
    "«Мы строим дальше», — сказал Пётр Заозёрный во вторник. Причал растёт.",
    "«Χτίζουμε ακόμα», είπε ο Λεωνίδας Παραλής την Τρίτη. Ο μόλος μακραίνει.",
    "قالت سلمى البحيري يوم الثلاثاء: «سنواصل البناء». ويطول الرصيف.",
    'אמר יואב גלים ביום שלישי: "אנחנו ממשיכים לבנות". הרציף מתארך.',
    "रवि घाटे ने मंगलवार को कहा, “हम निर्माण जारी रखेंगे।” घाट लंबा होगा।",
    "「工事は続く」と港長の浜野は火曜日に述べた。桟橋は延びる。",
    "“我们继续建设，”林小舟星期二说。码头变长了。",
    "“우리는 계속 짓는다”고 나루한 항만장이 화요일 말했다. 부두가 길어진다.",
    "“เราสร้างต่อไป” นายท่าเรือกล่าวเมื่อวันอังคาร ท่าเรือยาวขึ้น",
    "„Մենք շարունակում ենք“, ասաց Արամ Նավահանգյան երեքշաբթի։",
    "„ვაგრძელებთ მშენებლობას“, თქვა ნინო ნავსაძემ სამშაბათს.",
    "“நாங்கள் தொடர்ந்து கட்டுகிறோம்,” என்று மாறன் கூறினார்.",
    "“మేము కడుతూనే ఉంటాం,” అని రేవతి మంగళవారం చెప్పారు.",
    "“আমরা নির্মাণ চালিয়ে যাব,” বললেন নদী ঘাটক মঙ্গলবার।",
    "“ਅਸੀਂ ਉਸਾਰੀ ਜਾਰੀ ਰੱਖਾਂਗੇ,” ਬੰਦਰਗਾਹ ਮੁਖੀ ਨੇ ਕਿਹਾ।",
    "«ግንባታውን እንቀጥላለን» አለ የወደቡ ኃላፊ ማክሰኞ።",
    "“យើងបន្តសាងសង់” មេកំពង់ផែបាននិយាយ។",
    "“ພວກເຮົາສືບຕໍ່ກໍ່ສ້າງ” ຫົວໜ້າທ່າເຮືອກ່າວ.",
    "“ကျွန်ုပ်တို့ ဆက်လက်ဆောက်လုပ်မည်” ဟု ဆိပ်ကမ်းမှူးက ပြောသည်။",
    "“අපි දිගටම ගොඩනඟමු,” වරාය ප්‍රධානියා කීවේය.",
    "“Chúng tôi tiếp tục xây,” ông Bến Văn Cảng nói hôm thứ Ba.",
)
"""The same invented news in as many scripts and languages."""


def _text(article: Json) -> str:
    """The text to mutate; another mutation may have taken it away."""
    text = article.get("text")
    return text if isinstance(text, str) and text.strip() else "Nothing was said."


MARKS: Final = "„“”‚‘’\"'«»‹›「」『』《》〈〉〝〞＂＇❝❞–—―‒−-`´¨′″"
OPENING: Final = "„“‚‘«‹「『《〈〝❝\"'–—("
BIDIRECTIONAL: Final = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SPACES: Final = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
WORDS: Final = (
    "said", "sagte", "laut", "dit", "сказал", "قال", "dijo", "according to", "er", "she", "Ole Brandt", "Ines Talbot",
    "der Hafen", "the pier", "Read more:", "LESEN SIE MEHR: ", "#tag", "@handle", "http://a.example/b", "&quot;",
    "&#8222;",
    "&#x110000;", "&#0;", "Dr.", "27.", "J.", "...", "…", "Foto: ", "Q:", "A:", "TALBOT:", "—", ":", ",", ".", "?!",
    "1",
    "that", "dass", "que", "что", "(", ")", "[", "]", "\n", "\n\n", "\r\n", "\u2028", " ", "  ",
)  # fmt: skip


@cache
def by_category() -> dict[str, str]:
    """Characters of each Unicode category (Cs, lone surrogates, too), 300 of each at most, from all over it."""
    found: dict[str, list[str]] = {}
    for point in range(0x110000):
        found.setdefault(unicodedata.category(chr(point)), []).append(chr(point))
    return {name: "".join(signs[:: max(1, len(signs) // 300)]) for name, signs in sorted(found.items())}


def _somewhere(rng: random.Random, article: Json, signs: str, count: int) -> None:
    """Puts signs at random places of the text, sometimes of title and lead too."""
    for name in ("text", *(("title", "lead") if rng.random() < 0.3 else ())):
        characters = list(str(article.get(name) or _text(article)[:60]))
        for sign in rng.choices(signs, k=count):
            characters.insert(rng.randrange(len(characters) + 1), sign)
        article[name] = "".join(characters)


def _category(rng: random.Random, article: Json) -> None:
    name = rng.choice(list(by_category()))
    _somewhere(rng, article, by_category()[name], rng.choice((1, 5, 100)))


def _all_categories(rng: random.Random, article: Json) -> None:
    article["text"] = "".join(
        rng.choice(signs) for _ in range(rng.randrange(1, 20)) for signs in by_category().values()
    )


def _signs(signs: str, *counts: int) -> Mutation:
    return lambda rng, article: _somewhere(rng, article, signs, rng.choice(counts))


def _length(rng: random.Random) -> int:
    """Mostly short, rarely up to the limit of a text and just beyond it."""
    if rng.random() < LARGE:
        return rng.choice((100_000, 300_000, 999_990, 1_000_010, 2_000_000))
    return rng.choice((1, 2, 10, 199, 200, 201, 1_000, 3_000, 9_999, 20_000))


def _monotonous(rng: random.Random, article: Json) -> None:
    unit = rng.choice(
        ("a", "A", "ä", "字", "🚢", "\u0301", "é", "İ", "9", ".", "-", "_", "#", "@", "&", "<", "\\", "\x00", "\u200d",
        "\u202e", "ﷺ",
         "&amp;", "a.", "a ", "A ", "Ab ", "\n", "a\n", "„a", "a“", "“a”", "\n\na", "#a ", "@a ", "a,", "A. ",
         "http://a/", "said ",
         '"', "'", "a'", "(", "[", ") ", "–", " – ", "« ", " »", "„“", "“ said he. ", "Q: a\n", "A B: c\n", "1.",
         "%20", "\t")
    )  # fmt: skip
    text = unit * (_length(rng) // len(unit) + 1)
    article["text"] = text if rng.random() < 0.5 else f"{_text(article)}{text}"


def _opening_marks(rng: random.Random, article: Json) -> None:
    marks = rng.choice((*OPENING, OPENING, MARKS))
    between = rng.choice(("", "", " ", "a", "a ", "said ", "\n", ", "))
    count = _length(rng) // (len(between) + 1) + 1
    article["text"] = between.join(rng.choices(marks, k=count))


def _shuffled_marks(rng: random.Random, article: Json) -> None:
    """Words, marks and breaks in any order: every rule of quotations sees what nobody wrote."""
    parts = rng.choices((*WORDS, *MARKS), k=rng.choice((5, 30, 200, 1_000)))
    article["text"] = rng.choice(("", " ")).join(parts)


def _without_spaces(rng: random.Random, article: Json) -> None:
    text = "".join(_text(article).split())
    article["text"] = text * (_length(rng) // len(text) + 1)


def _only_space(rng: random.Random, article: Json) -> None:
    article["text"] = "".join(rng.choices(SPACES, k=rng.randrange(1, 30))) + rng.choice(("", "", "a", "„", "."))


def _combining(rng: random.Random, article: Json) -> None:
    marks = by_category()["Mn"]
    count = rng.choice((1, 30, 3_000))
    article["text"] = "".join(
        sign + "".join(rng.choices(marks, k=rng.randrange(count + 1))) for sign in _text(article)[:60]
    )


def _scripts(rng: random.Random, article: Json) -> None:
    mixed = " ".join(rng.sample(SCRIPTS, 20)).split(" ")
    if rng.random() < 0.5:
        rng.shuffle(mixed)
    article["text"] = rng.choice((" ", "", "\n")).join(mixed)


def _shuffled(rng: random.Random, article: Json) -> None:
    text = list(_text(article))
    rng.shuffle(text)
    article["text"] = "".join(text)


def _repeated(rng: random.Random, article: Json) -> None:
    """The title and the lead again and again, and the whole text many times over."""
    article["title"] = _text(article)[: rng.choice((1, 20, 249, 251, 9_000))]
    article["lead"] = _text(article)[: rng.choice((1, 40, 600, 9_000))]
    lines = [article["title"], article["lead"], _text(article)]
    article["text"] = rng.choice(("\n", "\n\n", " ")).join(rng.choices(lines, k=rng.choice((3, 30, 200))))


TEXTS: Final[dict[str, Mutation]] = {
    "category": _category,
    "all categories": _all_categories,
    "control characters": _signs("".join(map(chr, range(0x20))) + "\x7f\x80\x85\x9f", 1, 10, 200),
    "bidirectional": _signs(BIDIRECTIONAL, 1, 10, 200),
    "surrogates": _signs("\ud800\udbff\udc00\udfff\ud83d", 1, 10),
    "NUL": _signs("\x00", 1, 10),
    "noncharacters": _signs("\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ufffd", 1, 10),
    "marks": _signs(MARKS, 1, 5, 40),
    "spaces": _signs(SPACES, 1, 10, 100),
    "opening marks": _opening_marks,
    "shuffled marks": _shuffled_marks,
    "monotonous": _monotonous,
    "without spaces": _without_spaces,
    "only space": _only_space,
    "combining": _combining,
    "scripts": _scripts,
    "shuffled": _shuffled,
    "repeated": _repeated,
}
