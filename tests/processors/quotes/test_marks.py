"""Which marks belong together."""

import itertools
import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.quotes.marks import CLOSERS, SAME_SIGN, find_marked
from tests.timing import slowdown

SIGNS = "„“”‟\"'‘’‚«»‹›「」『』〝〟＂״`<>,& \n.,!?aÉב你는5"
KINDS = sorted({sign for opening, closing in CLOSERS.items() for sign in (opening, *closing)})


def inner(text: str, language: str = "und") -> list[str]:
    return [text[m.inner_start : m.inner_end].strip() for m in find_marked(text, language) if m.depth == 0]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Sie rief: „Kommt her!“ Dann ging sie.", ["Kommt her!"]),
        ("de", "Das sei »völlig offen«, hieß es.", ["völlig offen"]),
        ("de", "Sie sagte: »Das ›Wunder‹ bleibt aus.«", ["Das ›Wunder‹ bleibt aus."]),
        ("de-CH", "Er sagte: «Das geht nicht.»", ["Das geht nicht."]),
        ("gsw", "Er sagte: «Das Wort ‹Reform› passt nicht.» Dann ging er.", ["Das Wort ‹Reform› passt nicht."]),
        ("en", "“We left,” she said. “It rained.”", ["We left,", "It rained."]),
        ("en", '"We left," she said. "It rained."', ["We left,", "It rained."]),
        ("en", "‟We left,” she said.", ["We left,"]),
        ("fr", "« Nous partons », dit-elle.", ["Nous partons"]),
        ("fr", "L'homme a dit : « C'est l'heure. »", ["C'est l'heure."]),
        ("fr", "La mer (« Notre Mer ») est belle.", ["Notre Mer"]),
        ("fr", 'Elle a dit " nous partons " hier et " demain " aussi.', ["nous partons", "demain"]),
        ("fr", 'L’«Aube» et l’"Aurore" paraissent. D’“autres” non.', ["Aube", "Aurore", "autres"]),
        ("it", "L'\"uomo nero\" è qui, l'“altro” no, dell’«Aurora» sì.", ["uomo nero", "altro", "Aurora"]),
        ("it", 'Ha detto: "L\'uomo dell\'"anno" è qui".', ["L'uomo dell'\"anno\" è qui"]),
        ("es", "«Él dijo “no” y ‘nunca’», contó.", ["Él dijo “no” y ‘nunca’"]),
        ("nl", "'We gaan nu', zei ze. 's Avonds was ze weg.", ["We gaan nu"]),
        ("nl", "‘We gaan nu’, zei ze. ’s Avonds was ze weg.", ["We gaan nu"]),
        ("da", "»Vi rejser nu«, sagde hun.", ["Vi rejser nu"]),
        ("da", "»Det er »helt« umuligt«, siger hun.", ["Det er »helt« umuligt"]),
        ("sv", "”Vi åker nu”, sade hon. ”Det regnar.”", ["Vi åker nu", "Det regnar."]),
        ("sv", "»Vi åker», säger hon. »Nu».", ["Vi åker", "Nu"]),
        ("sv", "”Vi kallar det ’framsteg’ här”, säger hon.", ["Vi kallar det ’framsteg’ här"]),
        ("sv", "Hon sade: ”Han ropade ’Nu!’” Sedan ”nej”.", ["Han ropade ’Nu!’", "nej"]),
        ("fi", "»Lähdemme nyt», hän sanoi.", ["Lähdemme nyt"]),
        ("pl", "„Jedziemy teraz”, powiedziała.", ["Jedziemy teraz"]),
        ("pl", "„Czytaliśmy «Zorzę» w domu”, powiedziała.", ["Czytaliśmy «Zorzę» w domu"]),
        ("cs", "„Jedeme hned,“ řekla.", ["Jedeme hned,"]),
        ("cs", "‚Jedeme‘, řekla. „Slovo ‚ano‘ platí.“", ["Jedeme", "Slovo ‚ano‘ platí."]),
        ("ru", "«Мы читали „Зарю“ дома», — сказала она.", ["Мы читали „Зарю“ дома"]),
        ("ru", "«Мы читали «Зарю» дома», — сказала она.", ["Мы читали «Зарю» дома"]),
        ("hu", "„Most indulunk” – mondta.", ["Most indulunk"]),
        ("hu", "„A »nagy« terv kész” – mondta.", ["A »nagy« terv kész"]),
        ("ro", "„Am citit «Zorile» acasă”, a spus ea.", ["Am citit «Zorile» acasă"]),
        ("el", "«Φεύγουμε “τώρα”», είπε.", ["Φεύγουμε “τώρα”"]),
        ("tr", "Ankara’da “Gidiyoruz” dedi.", ["Gidiyoruz"]),
        ("tr", "Ankara’da ‘Gidiyoruz’ dedi.", ["Gidiyoruz"]),
        ("tr", "“Ankara'nın 'yeni' yolu” dedi.", ["Ankara'nın 'yeni' yolu"]),
        ("hi", "उसने कहा, “हम ‘अभी’ जाते हैं।”", ["हम ‘अभी’ जाते हैं।"]),
        ("hi", "उसने कहा, ‘‘हम जाते हैं।’’ फिर वह गई।", ["हम जाते हैं।"]),
        ("ur", "وہ کہتے ہیں’’ہم جائیں گے‘‘ اور چلے گئے۔", ["ہم جائیں گے"]),
        ("ar", "قالت: «سنغادر الآن».", ["سنغادر الآن"]),
        ("ar", "قالت: ”سنغادر الآن“.", ["سنغادر الآن"]),
        ("ar", "قالت: »سنغادر الآن«.", ["سنغادر الآن"]),
        ("ar", 'وقالت ان"الامر صعب" جدا', ["الامر صعب"]),
        ("ar", 'قال لـ"الفجر" إنه سيأتي.', ["الفجر"]),
        ("fa", "او گفت: «ما می‌رویم».", ["ما می‌رویم"]),
    ],
)
def test_pairs_by_language(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "彼女は「今『朝』を読む」と述べた。", ["今『朝』を読む"]),
        ("ja", '彼は"行こう"と言った。', ["行こう"]),
        ("ja", "〝朝日〟と言った。", ["朝日"]),
        ("zh", "她说：“我们现在走。”", ["我们现在走。"]),
        ("zh", "她说：“我们读《晨报》和‘晚报’。”", ["我们读《晨报》和‘晚报’。"]),
        ("zh", "他读了《晨报》。", []),
        ("zh", "他说：‘我们走吧。’然后离开了。", ["我们走吧。"]),
        ("zh", '他觉得"嘿，你注意到了吗？"王女士说。', ["嘿，你注意到了吗？"]),
        ("zh", "她是一个“好人”、“老师”和一个”朋友“。", ["好人", "老师", "朋友"]),
        ("ko", "그는 “지금 ‘우리’는 간다”고 말했다.", ["지금 ‘우리’는 간다"]),
        ("ko", '그는 "우리는 간다"고 말했다.', ["우리는 간다"]),
        ("ko", "그는 ‘우리는 간다’고 말했다.", ["우리는 간다"]),
        ("ko", "정부는 ‘새 길’과 ‘옛 길’을 말했다.", ["새 길", "옛 길"]),
        ("ko", "그는 '우리는 간다'고 말했다.", ["우리는 간다"]),
        ("th", 'เขากล่าวว่า"เราไปเลย"แล้วเดินออก', ["เราไปเลย"]),
    ],
)
def test_scripts_that_write_on_without_a_blank(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('מנכ"ל החברה אמר: "אנחנו יוצאים". צה"ל הגיב.', ["אנחנו יוצאים"]),
        ('כך כתב ה"שחר" אתמול.', ["שחר"]),
        ("הוא אמר: ״אנחנו יוצאים״. צה״ל הגיב.", ["אנחנו יוצאים"]),
        ("הוא אמר: „אנחנו יוצאים”.", ["אנחנו יוצאים"]),
        ("צה”ל מסר: ”אנחנו יוצאים”.", ["אנחנו יוצאים"]),
        ("ד''ר לוי אמר: ''אנחנו יוצאים''.", ["אנחנו יוצאים"]),
        ("מנכ״ל החברה, ד״ר לוי, אמר ש״הדרך ארוכה״ מאוד.", ["הדרך ארוכה"]),
        ('הוא אמר: "צה"ל ומפא"י יוצאים", וש"זה טוב".', ['צה"ל ומפא"י יוצאים', "זה טוב"]),
    ],
)
def test_gershayim_of_a_hebrew_abbreviation_are_no_marks(text: str, expected: list[str]) -> None:
    assert inner(text, "he") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We can’t stay,” he said, and the workers’ hut stood empty.", ["We can’t stay,"]),
        ("‘We can’t stay,’ he said, and the workers’ hut stood empty.", ["We can’t stay,"]),
        ("‘The workers’ demand isn’t new,’ he said.", ["The workers’ demand isn’t new,"]),
        ("'The workers' demand isn't new,' he said.", ["The workers' demand isn't new,"]),
        ("‘Nothin’ to see here,’ he said.", ["Nothin’ to see here,"]),
        ("James’ car, the Joneses’ house.", []),
        ("'Tis the season, she said. Rock 'n' roll.", []),
        ("He told 'em to go. 'We won't,' they said.", ["We won't,"]),
        ("‘It’s the ’90s,’ she said.", ["It’s the ’90s,"]),
        ("In the ‘90s we were young, the boys’ club said.", []),
        ("Das '68er-Jahr und Hans' Auto.", []),
        ("It was a 6\" pipe, the '90s model, in Joe's shed.", []),
    ],
)
def test_apostrophes_are_no_marks(text: str, expected: list[str]) -> None:
    assert inner(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The 6\'2" guard said, "I am 6\'3" now," and left.', ["I am 6'3\" now,"]),
        ("He is 6’2” tall. “We go,” he said.", ["We go,"]),
        ('A 5″ pipe at 40°26′46″N was "too short".', ["too short"]),
        ('It lies at 40°26\'46"N, he said. "It is cold."', ["It is cold."]),
        ('A 27" screen and a 32" screen cost "too much".', ["too much"]),
        ('"I have 27" screens," she said.', ['I have 27" screens,']),
        ('The "27" on his shirt and a 32" screen.', ["27"]),
        ("“I was 27” is the first line, “I was 28” the last.", ["I was 27", "I was 28"]),
    ],
)
def test_feet_and_seconds_are_no_marks(text: str, expected: list[str]) -> None:
    assert inner(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "``We left,'' she said.", ["We left,"]),
        ("en", "''We left,'' she said. ''It rained.''", ["We left,", "It rained."]),
        ("en", "‘‘We left,’’ she said. ‘‘No.’’", ["We left,", "No."]),
        ("en", "’’We left,’’ she said. ’’No.’’", ["We left,", "No."]),
        ("en", "‘We heard ‘go’’, he said.", ["We heard ‘go’"]),
        ("pl", ",,Jedziemy teraz'', powiedziała.", ["Jedziemy teraz"]),
        ("pl", ",,Jedziemy teraz”, powiedziała.", ["Jedziemy teraz"]),
        ("de", "Sie sagte: ,,Wir gehen.'' Er sagte: ,,Nein.``", ["Wir gehen.", "Nein."]),
        ("de", "Er schrieb: „Mit den Kindern''(sic!)'' ging es.“ Sie las.", ["Mit den Kindern''(sic!)'' ging es."]),
        ("ru", "<<Мы идём>>, — сказал он.", ["Мы идём"]),
        ("fr", "<< Nous partons >>, dit-elle.", ["Nous partons"]),
        ("en", "if a << 2 and b >> 3 then", []),
    ],
)
def test_two_signs_typed_for_one(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'He called it "huge”, mixing marks.', ["huge"]),
        ("en", '“We go," she said. "We stay,” he said.', ["We go,", "We stay,"]),
        ("de", '„Wir gehen", sagte sie. „Wir bleiben", sagte er.', ["Wir gehen", "Wir bleiben"]),
        ("fi", 'Hän sanoi, että ”kiista", mutta ei muuta.', ["kiista"]),
        ("en", "“She said: ‘We will go.’” He left.", ["She said: ‘We will go.’"]),
        ("en", "\"She said: 'We will go.' \" He left.", ["She said: 'We will go.'"]),
        ("en", "\"He said 'go',\" she recalled. \"Then 'stay'.\"", ["He said 'go',", "Then 'stay'."]),
        ("en", "‘He said “go” and left,’ she recalled.", ["He said “go” and left,"]),
        ("en", "“We [the council] don’t know (yet),” she said.", ["We [the council] don’t know (yet),"]),
        ("en", '"[We] go," she said, "[and] stay."', ["[We] go,", "[and] stay."]),
        ("en", '("We go") [“We stay”] —“We left”— and/or "we"/"they"', ["We go", "We stay", "We left", "we", "they"]),
        ("en", "“We go”—she said—“now.”", ["We go", "now."]),
        ("en", "” … what we saw is that it is cold,” he said.", ["… what we saw is that it is cold,"]),
    ],
)
def test_marks_mixed_nested_and_beside_brackets(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Wohin das führt.“Eine „offene Frage“ bleibt.", ["offene Frage"]),
        (
            "de",
            "„Wir sehen, wohin es führt.“Eine Stadt „wächst eben“, sagte er.",
            ["Wir sehen, wohin es führt.", "wächst eben"],
        ),
        ("de", '"Wohin das führt."Eine Frage. "Ja", sagte er.', ["Wohin das führt.", "Ja"]),
        ("de", 'Er sagte:"Wir gehen." Sie sagte"Nein", und ging.', ["Wir gehen.", "Nein"]),
        ("de", "Er sagte:„Wir gehen.“Sie blieb.", ["Wir gehen."]),
        ("en", "He said “we go and left. “No,” she said.", ["No,"]),
        ("en", 'We go," he said. "No," she said.', ["No,"]),
        ("ru", "«Мы читали «Зарю» и «Утро», — сказала она. «Да», — ответил он.", ["Мы читали «Зарю» и «Утро", "Да"]),
        ("ru", "ООО «Газета «Заря» закрыто. «Да», — сказал он.", ["Заря", "Да"]),
    ],
)
def test_marks_or_blanks_that_were_forgotten(language: str, text: str, expected: list[str]) -> None:
    assert inner(text, language) == expected


def test_nested_marks_have_a_depth() -> None:
    text = "„Sie sagte ‚nein‘ und ging“, so Weber."
    assert [(m.depth, text[m.inner_start : m.inner_end]) for m in find_marked(text, "de")] == [
        (0, "Sie sagte ‚nein‘ und ging"),
        (1, "nein"),
    ]


def test_unclosed_mark_in_a_title_does_not_swallow_the_article() -> None:
    text = "Rat lehnt „neue Brücke ab\n\nDer Rat nennt das „voreilig und teuer“."
    assert inner(text, "de") == ["voreilig und teuer"]


def test_unclosed_statement_ends_with_its_paragraph() -> None:
    text = "The mayor said: “We will build it again.\n\nNobody disagreed."
    (found,) = find_marked(text, "en")
    assert (text[found.start : found.end], found.closed) == ("“We will build it again.", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We came early.\n\n“We stayed late,” Ida Holm said."),
        ("en", '"We came early.\n\n"We stayed late," Ida Holm said.'),
        ("de", "„Wir kamen früh.\n\n„Wir gingen spät“, sagte Ida Holm."),
        ("ru", "«Мы пришли рано.\n\n«Мы ушли поздно», — сказала Ида Хольм."),
        ("es", "«Llegamos temprano.\n\n»Nos fuimos tarde», dijo Ida Holm."),
        ("fr", "« Nous sommes venus tôt.\n\n» Nous sommes partis tard », a dit Ida Holm."),
    ],
)
def test_reopened_marks_make_one_piece_for_each_paragraph(language: str, text: str) -> None:
    first, second = find_marked(text, language)
    assert (first.closed, first.continued) == (False, False)
    assert (second.closed, second.continued) == (True, True)
    assert second.start == text.index("\n\n") + 2


def test_marks_inside_an_unclosed_quotation_stay_inside() -> None:
    text = "“They call it a “feast” here.\n\n“We stayed late,” Ida Holm said."
    assert [m.depth for m in find_marked(text, "en")] == [0, 1, 0]


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = "„Erst kam der Regen.\n\nDann kam das Eis.“ So endet der Brief."
    assert inner(text, "de") == ["Erst kam der Regen.\n\nDann kam das Eis."]


@settings(max_examples=400, deadline=None)
@given(
    st.text(st.sampled_from(SIGNS), max_size=200) | st.text(max_size=200),
    st.sampled_from(["de", "en", "fr", "he", "sv", "ru", "ko", "ur", "und"]),
)
def test_any_text_gives_pairs_that_nest(text: str, language: str) -> None:
    open_ends: list[int] = []
    last = 0
    for marked in find_marked(text, language):
        assert last <= marked.start
        assert 0 <= marked.start < marked.inner_start <= marked.inner_end <= marked.end <= len(text)
        while open_ends and open_ends[-1] <= marked.start:
            open_ends.pop()
        assert marked.depth == len(open_ends)
        assert not open_ends or marked.end <= open_ends[-1]
        open_ends.append(marked.end)
        last = marked.start


@pytest.mark.parametrize("unit", ["“", "„a ", '"', '"a b c.\n', "'a s' b’ ", "「", "«“„ »”“ \n"])
def test_work_grows_with_length_only(unit: str) -> None:
    assert slowdown(lambda n: find_marked(unit * n, "en")) < 24


def every_kind() -> dict[str, str]:
    """Texts of 200 signs to be repeated: each mark alone, every two in turn, and all at random."""
    chance = random.Random(7)
    texts = {sign: sign * 200 for sign in KINDS}
    texts |= {f"{sign} in words": f" {sign}a" * 200 for sign in KINDS}
    texts |= {a + b: (a + b) * 100 for a, b in itertools.pairwise(KINDS)}
    texts |= {f"random {n}": "".join(chance.choices([*KINDS, " ", "a", ".", "\n"], k=200)) for n in range(5)}
    return texts


@pytest.mark.parametrize("text", every_kind().values(), ids=every_kind().keys())
def test_a_mark_costs_the_same_number_of_steps_however_many_there_are(text: str) -> None:
    assert steps(lambda: find_marked(text * 4, "und")) < 6 * steps(lambda: find_marked(text, "und"))


@pytest.mark.parametrize("sign", sorted(set(CLOSERS) - SAME_SIGN))
def test_a_hundred_thousand_opening_marks_enclose_nothing(sign: str) -> None:
    assert find_marked(f" {sign}a" * 100_000, "en") == []


def steps(work: Callable[[], object]) -> int:
    """How many lines of this package `work` runs: the same on every machine."""
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, _: Any) -> Any:
        return line if "quotes" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
