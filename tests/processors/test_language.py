"""Language detection: invented texts, hints, mixtures, and whatever else a feed may bring."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.language import KNOWN_LANGUAGES, detect_language
from processors.language_codes import CLOSE_GROUPS, NEWS_LANGUAGES, language_code

HEADLINES = {
    "ar": "إغلاق ميناء المدينة بعد العاصفة القوية مساء الخميس",
    "cs": "Přístav zůstane po bouřce ještě tři týdny zavřený",
    "da": "Havnen bliver lukket i tre uger efter stormen, siger borgmesteren",
    "de": "Hafen bleibt nach dem Sturm noch drei Wochen geschlossen",
    "el": "Το λιμάνι μένει κλειστό για τρεις εβδομάδες μετά την καταιγίδα",
    "en": "Harbour to stay closed for three weeks after the storm",
    "es": "El puerto seguirá cerrado tres semanas después de la tormenta",
    "fi": "Satama pysyy suljettuna kolme viikkoa myrskyn jälkeen",
    "fr": "Le port restera fermé trois semaines après la tempête",
    "he": "הנמל יישאר סגור שלושה שבועות אחרי הסערה",
    "hi": "तूफान के बाद बंदरगाह तीन सप्ताह तक बंद रहेगा",
    "hu": "A vihar után még három hétig zárva marad a kikötő",
    "id": "Pelabuhan ditutup tiga pekan karena badai, kata wali kota",
    "it": "Il porto resterà chiuso per tre settimane dopo la tempesta",
    "ja": "嵐のあと港は三週間閉鎖されることになった",
    "ka": "ქარიშხლის შემდეგ ნავსადგური სამი კვირით დაიკეტა",
    "ko": "폭풍 이후 항구가 삼 주 동안 폐쇄된다",
    "mk": "Пристаништето ќе биде затворено три недели по бурата",
    "nl": "De haven blijft na de storm nog drie weken gesloten",
    "no": "Havnen blir stengt i tre uker etter stormen, sier ordføreren",
    "pl": "Po burzy port pozostanie zamknięty jeszcze trzy tygodnie",
    "pt": "O porto continuará fechado por três semanas após a tempestade",
    "ru": "После шторма порт будет закрыт ещё три недели",
    "sk": "Prístav zostane po búrke ešte tri týždne zatvorený",
    "sv": "Hamnen förblir stängd i tre veckor efter stormen",
    "th": "ท่าเรือจะปิดสามสัปดาห์หลังพายุ",
    "tr": "Fırtınanın ardından liman üç hafta daha kapalı kalacak",
    "uk": "Після бурі порт буде закритий ще три тижні",
    "vi": "Cảng sẽ đóng cửa ba tuần sau cơn bão",
    "zh": "暴风雨过后，港口将继续关闭三周",
}
GERMAN = (
    "Die Fähre zwischen den beiden Inseln fährt seit Donnerstag nicht mehr. Taucher hatten einen Riss gefunden. "
    "Hafenmeisterin Ines Talbot rechnet mit drei Wochen im Dock. Solange bringen Fischer die Bewohner ans andere Ufer, "
    "und die Gemeinde bezahlt sie dafür. Ein zweites Schiff ist bestellt, wird aber frühestens im Mai geliefert. "
)
ENGLISH = (
    "Nobody on the island had expected the winter to last this long. Shops are running out of flour and lamp oil, and "
    "the school has moved its lessons into the church hall. The council will meet again next week to talk about money. "
)


@pytest.mark.parametrize(("code", "headline"), HEADLINES.items())
def test_headlines(code: str, headline: str) -> None:
    found = detect_language(headline)
    assert found.code == code
    assert found.candidates[0].code == code
    assert found.confidence >= 0.5


def test_an_article_is_detected_with_confidence() -> None:
    found = detect_language(GERMAN)
    assert (found.code, found.candidates[0].code) == ("de", "de")
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\x00",
        "\ud83d",
        "2031 4,5 %",
        "😀 😀",
        "…!?",
        "https://example.org/a?b=c",
        "@hafen #sturm",
        "aaaa",
        "字字字字",
    ],
)
@pytest.mark.parametrize("hint", [None, "de"])
def test_nothing_to_go_by_is_undetermined(text: str, hint: str | None) -> None:
    found = detect_language(text, hint)
    assert (found.code, found.confidence, found.candidates) == ("und", 0.0, [])


@pytest.mark.parametrize(
    "noise", ["\x00", "\ud800", "\x92", "\ufffe", "\u202e", "\U0010ffff", "https://example.org/the/and ", "@the_and "]
)
def test_noise_changes_nothing(noise: str) -> None:
    assert detect_language(noise + GERMAN.replace(". ", f". {noise}")).code == "de"


def test_html_entities_are_no_words() -> None:
    assert detect_language("&quot;Es ist zu fr&uuml;h&quot;, sagte die Ministerin &amp; ging").code == "de"


@pytest.mark.parametrize("unit", ["a", "字", " ", "1", "\x00", "😀", "&", "@", "a@", "www.", "a://", "&#x41;", "ab"])
def test_a_million_characters(unit: str) -> None:
    assert detect_language(unit * (1_000_000 // len(unit))).code == "und"


def test_a_long_article_behind_a_long_address() -> None:
    assert detect_language("https://example.org/" + "a" * 50_000 + " " + GERMAN * 20).code == "de"
    assert detect_language(" " * 100_000 + "1" * 100_000 + GERMAN).code == "de"


def test_half_german_half_english_is_mixed() -> None:
    found = detect_language(GERMAN + ENGLISH + ENGLISH)
    assert found.code == "mixed"
    assert {candidate.code for candidate in found.candidates} == {"de", "en"}


def test_a_long_article_whose_second_half_is_english_is_mixed() -> None:
    sentences = [f"{sentence}, Tag {day}. " for day in range(30) for sentence in GERMAN.split(". ")[:4]]
    english = [f"{sentence}, on day {day}. " for day in range(40) for sentence in ENGLISH.split(". ")[:3]]
    assert detect_language("".join(sentences)).code == "de"
    assert detect_language("".join(sentences) + "".join(english)).code == "mixed"


def test_an_english_quotation_leaves_the_article_german() -> None:
    assert detect_language(f"{GERMAN}„We will sail in May“, sagte sie. {GERMAN}").code == "de"
    assert (
        detect_language(f"„Nobody on the island had expected this winter to last“, sagte sie. {GERMAN * 2}").code
        == "de"
    )


def test_a_headline_is_never_mixed() -> None:
    assert detect_language("Hafen bleibt zu: “We have never seen a storm like this”").code != "mixed"


def test_the_hint_decides_where_detection_is_unsure() -> None:
    assert detect_language("Talbot").code == "und"
    assert detect_language("Talbot", "de-AT").code == "de"
    assert detect_language("首相辞任").code == "zh"
    assert detect_language("首相辞任", "ja").code == "ja"


def test_the_hint_tells_serbian_from_croatian() -> None:
    text = "Vlada je u ponedeljak usvojila novi zakon o radu i platama."
    assert detect_language(text, "sr").code == "sr"
    assert detect_language(text, "hr").code == "hr"


@pytest.mark.parametrize("hint", ["en", "xx", "", "not a tag", "und", "\ud800"])
def test_a_wrong_hint_does_not_change_a_sure_answer(hint: str) -> None:
    assert detect_language(GERMAN, hint).code == "de"
    assert detect_language(HEADLINES["de"], hint).code == "de"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"), ("DE-at", "de"), ("deu", "de"), ("ger", "de"), ("pt_BR", "pt"), ("iw", "he"), ("in", "id"),
        ("jw", "jv"), ("nn", "no"), ("nb-NO", "no"), ("zh-Hant", "zh"), ("zh-Hans-CN", "zh"), ("fil", "tl"),
        ("sr-ME", "sr"), ("sh", "sr"), ("mo", "ro"), (" EN ", "en"), ("und", None), ("zxx", None), ("", None),
        (None, None), ("German", None),
    ],
)  # fmt: skip
def test_language_codes(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


def test_tables_use_the_codes_that_detection_gives() -> None:
    for group in CLOSE_GROUPS:
        assert group.keys() <= KNOWN_LANGUAGES
        for telltales in group.values():
            assert telltales.letters == telltales.letters.lower()
            assert all(word == word.lower() for word in telltales.words)
    assert {language_code(code) for code in NEWS_LANGUAGES} <= KNOWN_LANGUAGES


FRAGMENTS = st.sampled_from(
    [GERMAN, ENGLISH, *HEADLINES.values(), "\ud800", "\x00", "&#0;", "&#xD800;", "😀", "\n" * 50]
)
ANY_TEXT = st.one_of(st.text(st.characters(), max_size=300), st.lists(FRAGMENTS, max_size=8).map("".join))


@given(ANY_TEXT, st.none() | st.sampled_from(["de", "ja", "xx"]) | st.text(max_size=8))
@settings(deadline=None)
def test_any_text_has_a_known_code(text: str, hint: str | None) -> None:
    found = detect_language(text, hint)
    assert found.code in KNOWN_LANGUAGES | {"und", "mixed"}
    assert all(candidate.code in KNOWN_LANGUAGES for candidate in found.candidates)
    assert len(found.candidates) <= 5
    assert (found.code == "und") == (found.confidence < 0.5)
    if found.code not in ("und", "mixed"):
        assert found.candidates[0].code == found.code
