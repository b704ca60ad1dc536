"""Whoever belongs to somebody is not the one the name says."""

import pytest

from processors.names.given_names import is_base_form
from processors.quotes import find_quotations
from schemas.annotations import Entity


def speaker(text: str, language: str, *people: str) -> tuple[str, str | None]:
    """The last quotation's speaker, as mentioned and by name."""
    entities = [
        Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name)
        for name in people
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    quotes = find_quotations(text, language, sorted(entities, key=lambda e: e.start))
    found = quotes[-1].speaker
    assert found is not None
    return found.text, found.entity


@pytest.mark.parametrize(
    ("language", "text", "names", "mention"),
    [
        ("sv", "”Vi betalar inte mer”, säger Ekströms dotter.", ["Ekströms"], "Ekströms dotter"),
        ("sv", "”Vi betalar inte mer”, säger Ekströms dotter.", [], "Ekströms dotter"),
        ("da", "»Vi betaler ikke mere«, siger Anna Bergs advokat.", ["Anna Bergs"], "Anna Bergs advokat"),
        ("de", "„Wir zahlen nicht mehr“, sagte Brandts Tochter.", ["Brandts"], "Brandts Tochter"),
        ("nl", "‘Wij betalen niet meer’, zei Anna Bels advocaat.", ["Anna Bels"], "Anna Bels advocaat"),
        ("fi", "”Emme maksa enempää”, sanoo Anna Kosken asianajaja.", ["Anna Kosken"], "Anna Kosken asianajaja"),
        ("hu", "„Nem fizetünk többet” – mondta Hegyi Anna ügyvédje.", ["Hegyi Anna"], "Hegyi Anna ügyvédje"),
        ("tr", "Ayşe Tepe'nin eşi “Artık ödemeyeceğiz” dedi.", ["Ayşe Tepe"], "Ayşe Tepe'nin eşi"),
        ("ru", "«Мы больше не заплатим», — сказал адвокат Анны Горской.", ["Анны Горской"], "адвокат Анны Горской"),
        ("ru", "«Мы больше не заплатим», — сказал адвокат Савченко.", ["Савченко"], "адвокат Савченко"),
        ("ru", "По словам адвоката Анны Горской, «мы больше не заплатим».", ["Анны Горской"], "адвоката Анны Горской"),
        ("uk", "«Ми більше не заплатимо», — сказав речник Івана Горця.", ["Івана Горця"], "речник Івана Горця"),
        ("pl", "„Nie zapłacimy więcej” – mówi adwokat Anny Górskiej.", ["Anny Górskiej"], "adwokat Anny Górskiej"),
        ("cs", "„Nezaplatíme víc,“ řekl mluvčí Petra Horského.", ["Petra Horského"], "mluvčí Petra Horského"),
        ("sr", "„Nećemo više platiti“, rekao je advokat Ane Gorske.", ["Ane Gorske"], "advokat Ane Gorske"),
        ("ro", "„Nu mai plătim”, a spus avocatul Anei Deal.", ["Anei Deal"], "avocatul Anei Deal"),
        ("ar", "قال محامي هند السالم: «سنفتح الجسر في مايو المقبل».", ["هند السالم"], "محامي هند السالم"),
        ("zh", "张伟的律师说：“桥很安全。”", ["张伟"], "张伟的律师"),
        ("ko", "한가람의 변호사는 “다리는 안전하다”고 말했다.", ["한가람"], "한가람의 변호사는"),
        ("en", "“We will not pay again,” said Hensley’s lawyer.", [], "Hensley’s lawyer"),
    ],
)
def test_whoever_is_somebody_s_is_not_the_owner(language: str, text: str, names: list[str], mention: str) -> None:
    assert speaker(text, language, *names) == (mention, None)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "«Мы больше не заплатим», — сказала адвокат Анна Горская.", "Анна Горская"),
        ("ru", "«Мы больше не заплатим», — заявил адвокат Иванов.", "Иванов"),
        ("ru", "«Мы больше не заплатим», — заявил президент Порошенко.", "Порошенко"),
        ("ru", "По словам мэра Владимира Горского, «мы больше не заплатим».", "Владимира Горского"),
        ("pl", "„Nie zapłacimy więcej” – powiedział adwokat Jan Górski.", "Jan Górski"),
        ("cs", "„Nezaplatíme víc,“ řekl mluvčí Petr Horský.", "Petr Horský"),
        ("ar", "قال المحامي خالد السالم: «سنفتح الجسر في مايو المقبل».", "خالد السالم"),
        ("hu", "„Nem fizetünk többet” – mondta Hegyi Anna ügyvéd.", "Hegyi Anna"),
        ("sv", "Jonas mötte polisen och sa: ”Vi betalar inte mer.”", "Jonas"),
        ("fi", "”Emme maksa enempää”, sanoo ministeri Anna Virtanen.", "Anna Virtanen"),
        ("fi", "”Emme maksa enempää”, sanoo Anna Virtanen asianajaja Turusta.", "Anna Virtanen"),
        ("de", "„Wir zahlen nicht mehr“, sagte Klaus Journalisten am Montag.", "Klaus"),
        ("ro", "„Nu mai plătim”, a spus ministrul Andrei Deal.", "Andrei Deal"),
        ("ar", "قال رئيس الوزراء خالد السالم: «سنفتح الجسر في مايو المقبل».", "خالد السالم"),
    ],
)
def test_a_name_beside_its_own_role_speaks(language: str, text: str, name: str) -> None:
    assert speaker(text, language, name) == (name, name)


@pytest.mark.parametrize(
    ("language", "text", "name", "mention"),
    [
        ("en", "The wife of mayor Carl Lund said: “He bakes at night.”", "Carl Lund", "The wife of mayor Carl Lund"),
        ("en", "The widow of former president Carl Lund said: “He baked at night.”", "Carl Lund",
         "The widow of former president Carl Lund"),
        ("nl", "De zoon van minister Karel Bos zei: ‘Hij bakt in de nacht.’", "Karel Bos",
         "De zoon van minister Karel Bos"),
        ("pt", "A filha do ministro Rui Lobo disse: “Ele assa o pão à noite”.", "Rui Lobo",
         "A filha do ministro Rui Lobo"),
        ("fr", "La fille du ministre Marc Lund a dit : « Il fait le pain la nuit. »", "Marc Lund",
         "La fille du ministre Marc Lund"),
        ("de", "Der Sohn des Ministers Tom Reet sagte: „Er backt in der Nacht.“", "Tom Reet",
         "Der Sohn des Ministers Tom Reet"),
        ("ru", "Сын министра Ивана Лунда сказал: «Он печёт хлеб ночью».", "Ивана Лунда", "Сын министра Ивана Лунда"),
        ("uk", "Син міністра Івана Горця сказав: «Він пече хліб уночі».", "Івана Горця", "Син міністра Івана Горця"),
        ("cs", "Syn ministra Petra Horského řekl: „Peče chleba v noci.“", "Petra Horského",
         "Syn ministra Petra Horského"),
        ("zh", "王海部长的儿子说：“他夜里烤面包。”", "王海", "王海部长的儿子"),
        ("ja", "山川太郎大臣の息子は「夜中にパンを焼いている」と述べた。", "山川太郎", "山川太郎大臣の息子"),
        ("en", "Carl Lund’s godson said: “He bakes at night.”", "Carl Lund", "Carl Lund’s godson"),
        ("en", "Carl Lund’s ex-husband says: “He bakes at night.”", "Carl Lund", "Carl Lund’s ex-husband"),
        ("en", "“He bakes at night,” Carl Hughes’ daughter said.", "Carl Hughes", "Carl Hughes’ daughter"),
        ("en", "“He bakes at night,” said Carl Hughes' daughter.", "Carl Hughes'", "Carl Hughes' daughter"),
        ("en", "“He bakes at night,” said Hughes' daughter.", "Nobody", "Hughes' daughter"),
        ("de", "„Er backt in der Nacht“, sagte Max’ Tochter.", "Max", "Max’ Tochter"),
    ],
)  # fmt: skip
def test_a_title_or_a_sign_alone_may_stand_between(language: str, text: str, name: str, mention: str) -> None:
    assert speaker(text, language, name) == (mention, None)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "La directrice du musée Anne Belle a dit : « Le toit est neuf. »", "Anne Belle"),
        ("de", "Der Sprecher des Ministeriums Tom Reet sagte: „Das Dach ist neu.“", "Tom Reet"),
        ("ru", "Советник президента Иван Горский сказал: «Крыша новая».", "Иван Горский"),
    ],
)
def test_the_name_of_whoever_belongs_to_a_body_is_the_own_one(language: str, text: str, name: str) -> None:
    assert speaker(text, language, name) == (name, name)


def test_a_german_owner_may_follow_without_a_preposition() -> None:
    text = "Der Bruder Tom Reets sagte: „Er backt in der Nacht.“"
    entity = Entity(text="Tom Reets", label="PER", start=11, end=20, canonical="Tom Reet")
    (quote,) = find_quotations(text, "de", [entity])
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.entity) == ("Der Bruder Tom Reets", None)


def test_a_name_after_somebody_s_role_is_the_other_s() -> None:
    text = "„Wir zahlen nicht mehr“, sagte Brandts Sprecher Carl Lund."
    assert speaker(text, "de", "Brandts", "Carl Lund") == ("Carl Lund", "Carl Lund")


def test_the_owner_is_not_what_the_other_is() -> None:
    text = "«Мы не заплатим», — сказал адвокат Ивана Лунда. «Никогда», — добавил адвокат."
    assert speaker(text, "ru", "Ивана Лунда") == ("адвокат", None)


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [("Ольга", "ru", True), ("Ольгой", "ru", False), ("Александра", "ru", None), ("Anny", "pl", False),
     ("Jan", "pl", True), ("Xyzzy", "pl", None), ("", "pl", None)],
)  # fmt: skip
def test_whether_a_first_name_stands_in_the_nominative(name: str, language: str, expected: bool | None) -> None:
    assert is_base_form(name, language) is expected
