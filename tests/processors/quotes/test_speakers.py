"""Who is speaking, by way of the whole package."""

import pytest

from processors.quotes import find_quotations
from schemas.annotations import Entity


def said(text: str, language: str, *names: str) -> list[tuple[str, str | None]]:
    """The quotations of `text` with their speakers; each of `names` is a person."""
    entities = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            entities.append(Entity(text=name, label="PER", start=start, end=start + len(name), canonical=name))
            start = text.find(name, start + 1)
    quotes = find_quotations(text, language, sorted(entities, key=lambda e: e.start))
    return [(q.text, q.speaker.text if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "“We will open the bridge in May,” said Ann Bell, the mayor of Dunmere.", "Ann Bell"),
        ("en", "“We will open the bridge in May,” Ann Bell told reporters.", "Ann Bell"),
        ("en", "Ann Bell, who succeeded Tom Reed in June, said: “We will open the bridge in May.”", "Ann Bell"),
        ("en", "According to Ann Bell, the bridge is “a gift to the whole valley”.", "Ann Bell"),
        ("en", "“We will open the bridge in May,” a harbour official said.", "a harbour official"),
        ("en", "“We will open the bridge in May.” — Ann Bell", "Ann Bell"),
        ("de", "„Wir öffnen die Brücke im Mai“, sagte Anna Bell am Montag.", "Anna Bell"),
        ("de", "Am Montag sagte Anna Bell: „Wir öffnen die Brücke im Mai.“", "Anna Bell"),
        ("de", "Anna Bell, die im Juni auf Tom Reet folgte, betonte, man habe „lange genug gewartet“.", "Anna Bell"),
        ("de", "Die Brücke ist laut Anna Bell „ein Geschenk für das ganze Tal“.", "Anna Bell"),
        ("de", "Anna Bell zufolge ist die Brücke „ein Geschenk für das ganze Tal“.", "Anna Bell"),
        ("de", "„Wir öffnen im Mai“, sagte ein Sprecher des Hafenamts.", "ein Sprecher des Hafenamts"),
        ("fr", "« Nous ouvrirons le pont en mai », affirme Anne Belle.", "Anne Belle"),
        ("fr", "Selon Anne Belle, le pont est « un cadeau pour toute la vallée ».", "Anne Belle"),
        ("es", "«Abriremos el puente en mayo», afirmó Ana Bello.", "Ana Bello"),
        ("it", "«Apriremo il ponte a maggio», ha detto Anna Bello.", "Anna Bello"),
        ("pt", "“Vamos abrir a ponte em maio”, disse Ana Belo.", "Ana Belo"),
        ("nl", "“We openen de brug in mei”, zegt Anna Bel.", "Anna Bel"),
        ("sv", "”Vi öppnar bron i maj”, säger Anna Berg.", "Anna Berg"),
        ("da", "»Vi åbner broen i maj«, siger Anna Berg.", "Anna Berg"),
        ("nb", "«Vi åpner broen i mai», sier Anna Berg.", "Anna Berg"),
        ("fi", "”Avaamme sillan toukokuussa”, sanoo Anna Koski.", "Anna Koski"),
        ("pl", "„Otworzymy most w maju”, powiedziała Anna Górska.", "Anna Górska"),
        ("cs", "„Most otevřeme v květnu,“ řekla Anna Horská.", "Anna Horská"),
        ("ru", "«Мы откроем мост в мае», — сказала Анна Горская.", "Анна Горская"),
        ("uk", "«Ми відкриємо міст у травні», — сказала Анна Гірська.", "Анна Гірська"),
        ("hu", "„Májusban megnyitjuk a hidat” – mondta Hegyi Anna.", "Hegyi Anna"),
        ("tr", "Ayşe Tepe, “Köprüyü mayısta açacağız” dedi.", "Ayşe Tepe"),
        ("ar", "قالت هند السالم: «سنفتح الجسر في مايو المقبل».", "هند السالم"),
        ("he", 'חנה גבע אמרה: "נפתח את הגשר בחודש מאי".', "חנה גבע"),
        ("zh", "林小溪表示：“我们将在五月开放大桥。”", "林小溪"),
        ("ja", "山川花子は「五月に橋を開通させたい」と述べた。", "山川花子"),
        ("ko", "한가람 시장은 “5월에 다리를 열겠다”고 말했다.", "한가람"),
        ("und", "“We will open the bridge in May,” said Ann Bell.", "Ann Bell"),
    ],
)
def test_one_speaker(language: str, text: str, speaker: str) -> None:
    names = [] if speaker[0].islower() and language in {"en", "de"} else [speaker]
    ((_, found),) = said(text, language, *names, "Tom Reed", "Tom Reet")
    assert found == speaker


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("en", "“We will open in May,” said Ann Bell.", "Bell"),
        ("de", "Am Montag sagte Anna Bell: „Wir öffnen im Mai.“", "Bell"),
        ("zh", "林小溪曾经表示：“我们将在五月开放大桥。”", "林小溪"),
        ("hi", "सीमा वर्मा ने कहा, “हम मई में पुल खोलेंगे।”", "वर्मा"),
        ("ar", "قالت هند السالم: «سنفتح الجسر في مايو المقبل».", "هند"),
    ],
)
def test_speakers_are_found_without_entities(language: str, text: str, part: str) -> None:
    ((_, found),) = said(text, language)
    assert found is not None
    assert part in found


def test_a_speaker_is_carried_to_the_next_quotation() -> None:
    text = "“We waited for years,” said Ann Bell. “Now it is done.”\n\n“I am glad of it.”"
    assert [speaker for _, speaker in said(text, "en", "Ann Bell")] == ["Ann Bell"] * 3


def test_the_person_spoken_to_is_not_the_speaker() -> None:
    ((_, speaker),) = said(
        "Ann Bell told Tom Reed that the plan was “not worth the paper”.", "en", "Ann Bell", "Tom Reed"
    )
    assert speaker == "Ann Bell"


def test_nobody_is_named() -> None:
    ((_, speaker),) = said("“It was cold, and nobody came to the square.”", "en")
    assert speaker is None


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        # The report goes on in the next sentence, which its verb tells.
        ("de", "Der Plan sei gut, sagte Anna Bell. Der alte Steg sei „nicht mehr zu retten“.",
         ["Anna Bell"], "Anna Bell"),
        # A second verb, or a participle, has the subject of the first.
        ("de", "Anna Bell dankte nach dem Lauf ihrem Trainer Tom Reet und sagte: „Wir sehen uns im Mai.“",
         ["Anna Bell", "Tom Reet"], "Anna Bell"),
        ("en", "Ann Bell attacked the plan of Tom Reed in Dunmere, saying, “It will never float.”",
         ["Ann Bell", "Tom Reed"], "Ann Bell"),
        ("en", "Ann Bell walked along the harbour with Tom Reed, saying, “It will never float.”",
         ["Ann Bell", "Tom Reed"], "Ann Bell"),
        ("en", "The film shows Tom Reed shouting, “It will never float.”", ["Tom Reed"], "Tom Reed"),
        # What somebody said when another spoke, or wanted to say.
        ("en", "Ann Bell said Tom Reed was “simply wrong” when he told people the bridge was new.",
         ["Ann Bell", "Tom Reed"], "Ann Bell"),
        ("en", "The mayor said she wanted to speak “without any hurry or fear” to the town.", [], "The mayor"),
        # Nobody in brackets speaks, and a capital inside a name is no verb.
        ("en", "“We will open the bridge in May,” added Ann Bell (North Party), the mayor.",
         ["Ann Bell", "North Party"], "Ann Bell"),
        ("en", "The Dunmere Post printed it on Monday. “We will wait,” Ann Bell said.", ["Ann Bell"], "Ann Bell"),
        # A verb without a subject has the one of the sentence before.
        ("es", "«El horno es viejo», reconoce Ana Prado. «Pero calienta mejor que los nuevos», admite.", ["Ana Prado"],
         "Ana Prado"),
        ("pl", "„Mąka jest dobra”, mówi Anna Sowa. „Ale za gruba na pierogi i na chleb”, przyznaje.", ["Anna Sowa"],
         "Anna Sowa"),
        # A verb of its own leads to the second quotation, and its subject stands beside it.
        ("en", "“We cannot wait,” Ann Bell told reporters, and Tom Reed replied: “Nobody asked you to.”",
         ["Ann Bell", "Tom Reed"], "Tom Reed"),
        ("en", "“We cannot wait,” Ann Bell said, and the fire chief, Tom Reed, added: “We have been ready.”",
         ["Ann Bell", "Tom Reed"], "Tom Reed"),
        # What is said of somebody's words is not theirs.
        ("en", "Ann Bell called Tom Reed’s remarks “a disgrace to us all”.", ["Ann Bell", "Tom Reed’s"], "Ann Bell"),
        # Whoever does something before a colon speaks.
        ("en", "“I stay,” Ann Bell said. Captain Tom Reed backed her: “She is the boss.”", ["Ann Bell", "Tom Reed"],
         "Tom Reed"),
        ("de", "Kapitän Tom Reet stärkte ihr den Rücken: „Sie ist die Chefin.“", ["Tom Reet"], "Tom Reet"),
        # A claim is its owner's.
        ("en", "The council rejected Tom Reed’s claim that the bridge is “about to fall into the sea”.",
         ["Tom Reed’s"], "Tom Reed’s"),
        # What is written speaks too.
        ("en", "“We will open the bridge in May,” the letter reads.", [], "the letter"),
    ],
)  # fmt: skip
def test_subjects_further_away(language: str, text: str, names: list[str], speaker: str) -> None:
    assert said(text, language, *names)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hu", "„A híd biztonságos” – mondta Hegyi Anna. „Nem volt könnyű” – tette hozzá.", "Hegyi Anna"),
        ("pl", "„Most jest bezpieczny” – powiedziała Anna Górska. „Nie było łatwo” – dodała.", "Anna Górska"),
        ("es", "«El puente es seguro», dijo Ana Bello. «No fue fácil», añadió.", "Ana Bello"),
    ],
)
def test_a_verb_without_a_subject_goes_on_with_the_speaker_before(language: str, text: str, name: str) -> None:
    assert [speaker for _, speaker in said(text, language, name)] == [name, name]


@pytest.mark.parametrize(
    ("language", "text", "names", "name"),
    [
        ("tr", "Leman, dün yapılan bir röportajda, “köprü çok eski” dedi.", [], "Leman"),
        ("tr", "Dün İzmir'de Leman “köprü çok eski” dedi.", [], "Leman"),
        ("hu", "A nő igazat ad a szomszédoknak: „A híd túl régi volt.”", [], None),
        ("fi", "Maanantaisessa haastattelussa: ”Silta on vanha ja väsynyt.”", [], None),
    ],
)
def test_a_case_ending_shows_that_a_word_is_no_subject(
    language: str, text: str, names: list[str], name: str | None
) -> None:
    assert [speaker for _, speaker in said(text, language, *names)] == [name]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Ann Bell was asked: “Did you lie to all of us?”", "Ann Bell"),
        ("de", "Anna Bell wurde gefragt: „Haben Sie uns alle belogen?“", "Anna Bell"),
    ],
)
def test_who_is_asked_does_not_ask(language: str, text: str, name: str) -> None:
    assert [speaker for _, speaker in said(text, language, name)] == [None]
