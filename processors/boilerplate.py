"""Which lines of an article are not the article: "read more" pointers, advertising, newsletters, copyright, tags.

Tables by language, to be read and added to. Each is matched against a whole line (case, entities and white space
aside), and never inside one: an ordinary sentence that begins with the same words must stay body, which is why a
pointer counts only with a colon, an arrow or nothing behind it.
"""

import html
import re
from collections.abc import Iterable
from typing import Final

from processors.folding import fold

MAX_BOILERPLATE_CHARACTERS: Final = 300
"""Longest line in code points that is looked at; pointers quote a headline, notices are a sentence."""

MAX_NOTICE_CHARACTERS: Final = 200
MAX_TAG_CHARACTERS: Final = 80
MAX_TAG_WORDS: Final = 4

POINTERS: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضا", "اقرأ المزيد", "للمزيد", "شاهد أيضا", "مواضيع ذات صلة"),
    "be": ("чытайце таксама", "чытаць далей", "глядзіце таксама"),
    "bg": ("прочетете още", "прочетете също", "четете още", "вижте още", "още по темата", "вижте също"),
    "bn": ("আরও পড়ুন", "আরো পড়ুন"),
    "ca": ("llegiu també", "llegeix també", "llegir més", "llegeix més", "vegeu també", "més informació"),
    "cs": ("čtěte také", "čtěte více", "čtěte i", "přečtěte si také", "číst dále", "mohlo by vás zajímat"),
    "da": ("læs også", "læs mere", "se også"),
    "de": (
        "lesen sie mehr", "lesen sie auch", "lesen sie hier", "lesen sie dazu auch", "mehr lesen",
        "mehr zum thema", "lies auch", "lies mehr", "weiterlesen", "auch interessant", "siehe auch",
        "mehr dazu", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "zum thema",
        "lesetipp",
    ),
    "el": ("διαβάστε επίσης", "διαβάστε περισσότερα", "διαβάστε ακόμα", "δείτε επίσης"),
    "en": (
        "read more", "read also", "also read", "read next", "see also", "see more", "more on this",
        "more on this story", "read more on this story", "related", "related articles", "related stories",
        "related news", "further reading", "you may also like", "you might also like", "recommended", "watch",
        "watch now", "watch more", "listen", "don't miss", "learn more", "continue reading",
        "click here to read more", "read the full story", "read the full story here", "read more here",
        "must read", "more from this section", "explained",
    ),
    "es": (
        "lea también", "lee también", "leer también", "leer más", "lea más", "lee más", "te puede interesar",
        "le puede interesar", "vea también", "ver también", "más información", "noticias relacionadas",
        "seguir leyendo",
    ),
    "et": ("loe ka", "loe lisaks", "loe edasi", "vaata ka"),
    "eu": ("irakurri gehiago", "irakurri ere", "ikusi gehiago"),
    "fa": ("بیشتر بخوانید", "همچنین بخوانید", "ادامه مطلب", "مطالب مرتبط"),
    "fi": ("lue myös", "lue lisää", "katso myös", "lue seuraavaksi"),
    "fr": (
        "lire aussi", "à lire aussi", "lire également", "à lire également", "lire la suite", "lire plus",
        "en savoir plus", "voir aussi", "à voir aussi", "lisez aussi", "lire", "sur le même sujet",
        "pour aller plus loin",
    ),
    "gl": ("le tamén", "ler máis", "lea tamén", "máis información"),
    "he": ("קראו גם", "קרא גם", "קראו עוד", "לקריאה נוספת", "ראו גם", "כתבות נוספות"),
    "hi": ("यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "और पढ़ें"),
    "hr": ("pročitajte još", "pročitajte i", "pročitajte više", "čitajte još", "pročitaj više", "pogledajte i"),
    "hu": (
        "olvassa el", "olvassa el ezt is", "olvasson tovább", "ez is érdekelheti", "kapcsolódó cikkek",
        "tovább",
    ),
    "hy": ("կարդացեք նաև", "կարդալ ավելին"),
    "id": ("baca juga", "baca selengkapnya", "simak juga", "lihat juga", "artikel terkait"),
    "it": (
        "leggi anche", "leggi di più", "leggi tutto", "per approfondire", "vedi anche", "potrebbe interessarti",
    ),
    "ja": ("関連記事", "続きを読む", "あわせて読みたい", "もっと読む", "合わせて読みたい", "こちらも読む"),
    "ka": ("წაიკითხეთ ასევე", "ასევე წაიკითხეთ", "წაიკითხეთ მეტი"),
    "kk": ("тағы оқыңыз", "сондай-ақ оқыңыз"),
    "ko": ("관련기사", "관련 기사", "더 보기", "더보기", "더 읽기", "함께 읽기"),
    "lt": ("taip pat skaitykite", "skaitykite daugiau", "skaityti daugiau", "skaitykite taip pat"),
    "lv": ("lasi arī", "lasiet arī", "lasīt vairāk", "skaties arī"),
    "mk": ("прочитајте и", "прочитај повеќе", "прочитајте повеќе", "видете и"),
    "ms": ("baca juga", "baca lagi", "berita berkaitan", "artikel berkaitan"),
    "nl": ("lees ook", "lees meer", "lees verder", "bekijk ook", "zie ook", "meer lezen"),
    "no": ("les også", "les mer", "se også", "les meir"),
    "pl": (
        "czytaj także", "czytaj też", "czytaj również", "czytaj więcej", "zobacz także", "zobacz też",
        "przeczytaj także", "przeczytaj też", "czytaj dalej",
    ),
    "pt": ("leia também", "leia mais", "ler mais", "veja também", "saiba mais", "ler também", "continue lendo"),
    "ro": ("citește și", "citeşte şi", "citiți și", "citește mai mult", "vezi și", "află mai multe"),
    "ru": (
        "читайте также", "читайте ещё", "читайте еще", "читать далее", "читать дальше", "читать полностью",
        "смотрите также", "по теме", "материалы по теме", "подробнее", "узнать больше",
    ),
    "sk": (
        "čítajte aj", "čítajte viac", "prečítajte si aj", "čítať ďalej", "mohlo by vás zaujímať",
        "pozrite si aj",
    ),
    "sl": ("preberite tudi", "preberite več", "preberite še", "berite tudi", "beri tudi"),
    "sq": ("lexoni gjithashtu", "lexo edhe", "lexo më shumë"),
    "sr": (
        "pročitajte još", "pročitajte i", "прочитајте још", "прочитајте и", "čitajte još", "читајте још",
        "опширније",
    ),
    "sv": ("läs också", "läs även", "läs mer", "se också"),
    "sw": ("soma pia", "soma zaidi"),
    "ta": ("மேலும் படிக்க", "இதையும் படிக்க"),
    "th": ("อ่านเพิ่มเติม", "อ่านต่อ", "ข่าวที่เกี่ยวข้อง"),
    "tr": (
        "ayrıca okuyun", "devamını oku", "daha fazla oku", "ilgili haberler", "bunu da okuyun",
        "haberin devamı",
    ),
    "uk": ("читайте також", "читайте ще", "читати далі", "дивіться також", "детальніше", "більше за темою"),
    "ur": ("یہ بھی پڑھیں", "مزید پڑھیں"),
    "vi": ("đọc thêm", "xem thêm", "đọc tiếp", "tin liên quan"),
    "zh": ("阅读更多", "閱讀更多", "相关阅读", "相關閱讀", "延伸阅读", "延伸閱讀", "相关新闻", "相關新聞", "查看更多"),
}  # fmt: skip
"""Beginnings of lines that point to another article."""

MARKERS: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("إعلان", "إعلانات"),
    "bg": ("реклама",),
    "cs": ("reklama", "inzerce"),
    "da": ("annonce",),
    "de": (
        "anzeige", "werbung", "artikel teilen", "teilen", "kommentare", "drucken", "artikel drucken",
        "nach oben",
    ),
    "el": ("διαφήμιση",),
    "en": (
        "advertisement", "advertisements", "advertising", "sponsored content", "story continues below",
        "story continues below advertisement", "article continues below",
        "article continues after advertisement", "continue reading the main story", "skip to content", "share",
        "share this", "share this article", "share this story", "share on facebook", "share on twitter",
        "share on x", "print this article", "comments", "leave a comment", "back to top", "copy link",
        "loading", "download our app", "support our journalism",
    ),
    "es": ("publicidad", "anuncio", "compartir", "comentarios"),
    "fi": ("mainos",),
    "fr": ("publicité", "partager", "partager cet article", "commentaires", "imprimer"),
    "he": ("פרסומת",),
    "hi": ("विज्ञापन",),
    "hr": ("oglas",),
    "hu": ("hirdetés",),
    "id": ("iklan", "advertisement", "bagikan"),
    "it": ("pubblicità", "condividi", "commenti"),
    "ja": ("広告", "スポンサーリンク"),
    "ko": ("광고",),
    "lt": ("reklama",),
    "lv": ("reklāma",),
    "nl": ("advertentie", "deel dit artikel", "reacties"),
    "no": ("annonse", "annonsørinnhold"),
    "pl": ("reklama", "udostępnij", "komentarze"),
    "pt": ("publicidade", "anúncio", "compartilhe", "compartilhar", "partilhar", "comentários"),
    "ro": ("publicitate",),
    "ru": ("реклама", "поделиться", "комментарии"),
    "sk": ("reklama", "inzercia"),
    "sl": ("oglas",),
    "sr": ("oglas", "реклама"),
    "sv": ("annons",),
    "th": ("โฆษณา",),
    "tr": ("reklam", "ilan", "paylaş"),
    "uk": ("реклама", "поділитися"),
    "vi": ("quảng cáo",),
    "zh": ("广告", "廣告", "分享"),
}  # fmt: skip
"""Lines that are nothing else: advertising marks, buttons."""

NOTICES: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("اشترك في نشرتنا", "اشترك في النشرة", "جميع الحقوق محفوظة", "يستخدم هذا الموقع ملفات تعريف"),
    "cs": ("přihlaste se k odběru newsletteru", "všechna práva vyhrazena", "tento web používá soubory cookie"),
    "da": ("tilmeld dig vores nyhedsbrev", "tilmeld dig nyhedsbrevet", "alle rettigheder forbeholdes"),
    "de": (
        "abonnieren sie unseren", "abonnieren sie den newsletter", "abonniere unseren", "jetzt newsletter",
        "melden sie sich für unseren newsletter", "hier geht es zum newsletter", "newsletter abonnieren",
        "alle rechte vorbehalten", "diese website verwendet cookies", "wir verwenden cookies, um",
        "wir verwenden cookies und", "um diesen inhalt anzuzeigen",
        "an dieser stelle finden sie einen externen inhalt",
    ),
    "el": ("εγγραφείτε στο newsletter", "με επιφύλαξη παντός δικαιώματος", "χρησιμοποιούμε cookies"),
    "en": (
        "subscribe to our", "subscribe to the newsletter", "subscribe now", "sign up for our", "sign up to our",
        "sign up here", "sign up for the newsletter", "get our newsletter", "get the latest news delivered",
        "all rights reserved", "this site uses cookies", "this website uses cookies",
        "we use cookies to improve", "we use cookies on", "we use cookies and", "by clicking accept",
        "by continuing to use this site", "enable javascript", "please enable javascript",
        "this content requires cookies", "already a subscriber?", "log in to read",
        "this material may not be published",
    ),
    "es": (
        "suscríbete a nuestro", "suscríbase a nuestro", "suscríbete a nuestra", "todos los derechos reservados",
        "este sitio utiliza cookies", "utilizamos cookies para", "utilizamos cookies propias",
    ),
    "fi": ("tilaa uutiskirje", "tilaa uutiskirjeemme", "kaikki oikeudet pidätetään"),
    "fr": (
        "abonnez-vous à notre", "inscrivez-vous à notre", "inscrivez-vous à la newsletter",
        "recevez notre newsletter", "tous droits réservés", "ce site utilise des cookies",
        "nous utilisons des cookies pour",
    ),
    "hr": ("prijavite se na naš newsletter", "sva prava pridržana"),
    "hu": ("iratkozzon fel hírlevelünkre", "minden jog fenntartva"),
    "id": ("berlangganan newsletter", "hak cipta dilindungi"),
    "it": (
        "iscriviti alla newsletter", "iscriviti alla nostra newsletter", "tutti i diritti riservati",
        "riproduzione riservata",
    ),
    "ja": ("無断転載", "メールマガジンに登録", "当サイトではクッキー"),
    "ko": ("무단 전재", "무단전재", "저작권자 ©", "저작권자(c)", "저작권자ⓒ"),
    "nl": (
        "schrijf je in voor onze nieuwsbrief", "meld je aan voor onze nieuwsbrief", "abonneer u op onze",
        "alle rechten voorbehouden",
    ),
    "no": ("meld deg på vårt nyhetsbrev", "meld deg på nyhetsbrevet", "alle rettigheter reservert"),
    "pl": ("zapisz się do newslettera", "zapisz się na nasz newsletter", "wszelkie prawa zastrzeżone"),
    "pt": (
        "assine nossa newsletter", "inscreva-se na nossa", "assine a nossa", "subscreva a nossa newsletter",
        "todos os direitos reservados",
    ),
    "ro": ("abonează-te la newsletter", "abonați-vă la newsletter", "toate drepturile rezervate"),
    "ru": (
        "подпишитесь на нашу рассылку", "подписаться на рассылку", "подпишитесь на рассылку",
        "все права защищены",
    ),
    "sk": ("prihláste sa na odber newslettera", "všetky práva vyhradené"),
    "sv": ("prenumerera på vårt nyhetsbrev", "anmäl dig till vårt nyhetsbrev", "alla rättigheter förbehållna"),
    "tr": ("bültenimize abone olun", "e-bültenimize", "tüm hakları saklıdır"),
    "uk": (
        "підпишіться на нашу розсилку", "підписатися на розсилку", "усі права захищені", "всі права захищені",
    ),
    "vi": ("đăng ký nhận bản tin", "đăng ký nhận tin"),
    "zh": ("版权所有", "版權所有", "订阅我们的", "訂閱我們的", "未经授权不得", "未經授權不得"),
}  # fmt: skip
"""Beginnings of short lines that sell a newsletter, state rights or ask about cookies."""

FOLLOW: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("تابعونا على", "تابعنا على", "تابعوا"),
    "bg": ("последвайте ни",),
    "cs": ("sledujte nás",),
    "da": ("følg os",),
    "de": ("folgen sie uns", "folge uns", "folgt uns", "abonnieren sie uns", "besuchen sie uns"),
    "el": ("ακολουθήστε",),
    "en": (
        "follow us", "like us on", "join us on", "find us on", "follow our channel", "follow our whatsapp",
        "join our channel", "join our telegram", "join our whatsapp",
    ),
    "es": ("síguenos", "síganos", "únete a nuestro"),
    "fi": ("seuraa meitä",),
    "fr": ("suivez-nous", "retrouvez-nous", "rejoignez-nous sur"),
    "he": ("עקבו אחרינו",),
    "hr": ("pratite nas",),
    "hu": ("kövessen minket", "kövess minket"),
    "id": ("ikuti kami",),
    "it": ("seguici", "seguiteci"),
    "ja": ("フォローする",),
    "nl": ("volg ons",),
    "no": ("følg oss",),
    "pl": ("obserwuj nas", "śledź nas"),
    "pt": ("siga-nos", "siga nossas", "siga o nosso"),
    "ro": ("urmărește-ne", "urmăriți-ne"),
    "ru": ("подписывайтесь на", "подпишитесь на", "следите за нами", "читайте нас"),
    "sk": ("sledujte nás",),
    "sl": ("sledite nam",),
    "sr": ("pratite nas", "пратите нас"),
    "sv": ("följ oss",),
    "tr": ("bizi takip edin",),
    "uk": ("підписуйтесь на", "підписуйтеся на", "стежте за нами"),
    "zh": ("关注我们", "關注我們"),
}  # fmt: skip
"""Beginnings of short lines that ask to be followed; boilerplate only if they also name a platform."""

TAG_LABELS: Final = (
    "tags", "tag", "keywords", "topics", "schlagwörter", "schlagworte", "stichwörter", "themen", "mots-clés",
    "etiquetas", "palabras clave", "palavras-chave", "parole chiave", "trefwoorden", "nyckelord", "emneord",
    "avainsanat", "tagi", "słowa kluczowe", "štítky", "címkék", "etichete", "теги", "тэги", "мітки", "тагове",
    "ознаке", "oznake", "etiketler", "λέξεις κλειδιά", "الكلمات المفتاحية", "כרטיסיות", "キーワード", "タグ", "标签",
    "標籤", "태그",
)  # fmt: skip
"""What stands before the colon of a line of tags."""

_PLATFORM = re.compile(
    r"\b(?:(?:on|auf|sur|en|na|su|op|pa|in|у|в|no) x|twitter|facebook|instagram|telegram|whatsapp|youtube|tiktok"
    r"|linkedin|bluesky|mastodon|threads|google news|rumble|vk|viber|discord|flipboard"
    r"|твиттер\w*|телеграм\w*|феисбу\w*|ютуб\w*"
    r"|вконтакте|дзен\w*|تويتر|فيسبوك|تلغرام)\b|微信|微博"
)
_BEFORE_POINTER = " \t\u00a0*•·–—-»>→▶►▸[(+|_#👉➡\ufe0f"
_AFTER_POINTER = re.compile(r"[\s*_]*(?:[:：|»›>→▶►▸⟶➡👇–—\]）)]|-\s|\.{2,}|…|[!.]?[\s*_]*$)")
_RIGHTS = re.compile(r"©\s*\S|\(c\)\s*(?:copyright|\d{4})|copyright\s*(?:©|\(c\)|:|\d{4})")
_RESERVED: Final = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits reserves", "todos los derechos reservados",
    "tutti i diritti riservati", "все права защищены", "todos os direitos reservados", "wszelkie prawa zastrzezone",
    "tum haklari saklidir",
)  # fmt: skip
_RESERVED_BY = re.compile(rf"(?:©|\(c\)|copyright|\d{{4}}).{{0,100}}(?:{'|'.join(_RESERVED)})")
_HASHTAGS = re.compile(r"#[^\s#,;|]+(?:[\s,;|]*#[^\s#,;|]+)*[\s,;|]*")
_SLUGS = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*(?:[ ,;]+[^\W_]+(?:[-_][^\W_]+)*)*")


def _by_first_letter(tables: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """All phrases of the tables by their first letter, longest first, so that a line is compared with few of them."""
    phrases = {fold(phrase) for table in tables for row in table.values() for phrase in row}
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[0], []).append(phrase)
    return {letter: tuple(row) for letter, row in found.items()}


_POINTERS = _by_first_letter([POINTERS])
_NOTICES = _by_first_letter([NOTICES])
_FOLLOW = _by_first_letter([FOLLOW])
_MARKERS = frozenset(fold(phrase) for row in MARKERS.values() for phrase in row)
_TAG_LABELS = frozenset(map(fold, TAG_LABELS))


def is_boilerplate(line: str) -> bool:
    """Whether a line is there for the outlet and not for the article.

    Args:
        line: one line of an article, without line breaks; HTML entities may be in it.
    """
    if len(line) > MAX_BOILERPLATE_CHARACTERS:
        return False
    if "&" in line:
        line = html.unescape(line)
    plain = " ".join(line.split()).strip(_BEFORE_POINTER)
    folded = fold(plain)
    if not folded:
        return False
    if folded.strip("*_[]()…. :") in _MARKERS or _points_elsewhere(folded, plain):
        return True
    if len(folded) > MAX_NOTICE_CHARACTERS:
        return False
    first = folded[0]
    return (
        folded.startswith(_NOTICES.get(first, ()))
        or (folded.startswith(_FOLLOW.get(first, ())) and _PLATFORM.search(folded) is not None)
        or _states_rights(folded)
    )


def _states_rights(folded: str) -> bool:
    """Whether a folded line begins with a copyright sign and a holder, or says after one that rights are reserved."""
    if _RIGHTS.match(folded):
        return True
    return any(phrase in folded for phrase in _RESERVED) and _RESERVED_BY.search(folded) is not None


def _points_elsewhere(folded: str, plain: str) -> bool:
    """Whether the line is a pointer: its phrase, then a colon, an arrow or nothing; or its phrase in capitals."""
    for phrase in _POINTERS.get(folded[0], ()):
        if folded.startswith(phrase):
            if _AFTER_POINTER.match(folded, len(phrase)):
                return True
            # "LESEN SIE AUCH Minister tritt zurück": capitals set the phrase off, if they end with it.
            head, rest = plain[: len(phrase)], plain[len(phrase) :]
            if " " in phrase and head.isupper() and not rest.isupper() and not rest[:1].isalnum():
                return True
    return False


def is_tag_line(line: str) -> bool:
    """Whether a line, if it ends the article, is a tag: `rrt-allgemeines`, `politics world-news`, `Tags: a, b`."""
    if len(line) > MAX_TAG_CHARACTERS:
        return False
    if is_hashtag_line(line):
        return True
    label, colon, rest = fold(line).partition(":")
    if colon and label.strip() in _TAG_LABELS and rest.strip() and not rest.rstrip().endswith((".", "!", "?")):
        return True
    return (
        ("-" in line or "_" in line)
        and line == line.lower()
        and line != line.upper()
        and len(line.split()) <= MAX_TAG_WORDS
        and _SLUGS.fullmatch(line) is not None
    )


def is_hashtag_line(line: str) -> bool:
    """Whether a line holds hashtags and nothing else."""
    return line.startswith("#") and len(line) <= MAX_BOILERPLATE_CHARACTERS and _HASHTAGS.fullmatch(line) is not None
