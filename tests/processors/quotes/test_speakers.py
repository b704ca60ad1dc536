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
        ("en", "During a speech in the town hall, Tom Reed attacked Ann Bell for her support of the new bridge in the "
         "north, saying, “It will never float.”", ["Tom Reed", "Ann Bell"], "Tom Reed"),
        ("en", "Mayor Tom Reed called for closing the old bridge and the harbour road, saying that “nobody uses them”.",
         ["Tom Reed"], "Tom Reed"),
        ("en", "He helps his neighbour carry the piano up to the loft and quickly adds, “It has never been tuned.”", [],
         "He"),
        ("pt", "“Vamos abrir a ponte”, disse ao jornal a ministra Ana Belo.", ["Ana Belo"], "Ana Belo"),
        ("pt", "Rui Lobo disse a Ana Belo que “a ponte vai abrir em maio”.", ["Rui Lobo", "Ana Belo"], "Rui Lobo"),
        # A participle right after a name is the name's.
        ("en", "The ad has footage of Tom Reed asking, “Why are we waiting for a bridge?”", ["Tom Reed"], "Tom Reed"),
        ("en", "The council made a statement saying that “we will never pay for it”.", [], "The council"),
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


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("en", "The plan was described by Ann Bell as “a disgrace to the town”.", ["Ann Bell"], "Ann Bell"),
        ("en", "Tom Reed was accused by Ann Bell of being “a danger to the town”.",
         ["Tom Reed", "Ann Bell"], "Ann Bell"),
        ("de", "Tom Reet wurde von Anna Bell als „Schande für die Stadt“ kritisiert.",
         ["Tom Reet", "Anna Bell"], "Anna Bell"),
        ("fr", "Marc Lund a été accusé par Anne Belle d'être « un danger pour la ville ».",
         ["Marc Lund", "Anne Belle"], "Anne Belle"),
        ("fr", "La maire est accusée par l'opposition d'avoir « menti à toute la ville ».", [], "l'opposition"),
        ("fr", "« C'est une honte pour la ville », a été dénoncé par Anne Belle.", ["Anne Belle"], "Anne Belle"),
        ("es", "Juan Belo fue criticado por Ana Soto como «un peligro para la ciudad».",
         ["Juan Belo", "Ana Soto"], "Ana Soto"),
        ("it", "Il piano è stato definito da Anna Bello «una vergogna per la città».", ["Anna Bello"], "Anna Bello"),
        ("pt", "O plano foi classificado pelo ministro como “uma vergonha para a cidade”.", [], "ministro"),
        ("nl", "Het plan werd door Anna Bel omschreven als ‘een schande voor de stad’.", ["Anna Bel"], "Anna Bel"),
        ("sv", "Planen har kallats ”en skam för staden” av Anna Berg.", ["Anna Berg"], "Anna Berg"),
        ("da", "Planen blev af Anna Berg kaldt »en skam for byen«.", ["Anna Berg"], "Anna Berg"),
        ("nb", "Planen ble av Anna Berg kalt «en skam for byen».", ["Anna Berg"], "Anna Berg"),
        ("pl", "Plan został nazwany przez Annę Górską „wstydem dla miasta”.", ["Annę Górską"], "Annę Górską"),
        ("ru", "«Мост откроется в мае», — было заявлено министром.", [], "министром"),
        ("el", "Το σχέδιο χαρακτηρίστηκε από την Άννα Λόφου «ντροπή για την πόλη».", ["Άννα Λόφου"], "Άννα Λόφου"),
        ("ro", "Planul a fost criticat de Ana Deal drept „o rușine pentru oraș”.", ["Ana Deal"], "Ana Deal"),
        ("id", 'Rencana itu disebut oleh Anna Bukit sebagai "aib bagi kota".', ["Anna Bukit"], "Anna Bukit"),
        ("tr", "Plan, Ayşe Tepe tarafından “kent için bir utanç” olarak nitelendi.", ["Ayşe Tepe"], "Ayşe Tepe"),
        ("en", "The plan, called “a disgrace” by Ann Bell, was dropped.", ["Ann Bell"], "Ann Bell"),
        # Whoever was praised speaks where a verb of saying follows; a perfect is active; a place is no agent there.
        ("en", "Tom Reed was praised by Ann Bell and said: “We will see.”", ["Tom Reed", "Ann Bell"], "Tom Reed"),
        ("de", "Tom Reet wurde von Anna Bell gelobt und sagte: „Wir werden sehen.“", ["Tom Reet", "Anna Bell"],
         "Tom Reet"),
        ("pt", "Rui Lobo foi elogiado por Ana Belo e disse: “Vamos ver o que acontece”.", ["Rui Lobo", "Ana Belo"],
         "Rui Lobo"),
        ("it", "Anna Bello ha detto da Roma che «il ponte aprirà a maggio».", ["Anna Bello", "Roma"], "Anna Bello"),
        # A relative pronoun stands for the name before it.
        ("en", "Tom Reed was hired by Ann Bell, who said: “We will see about that.”", ["Tom Reed", "Ann Bell"],
         "Ann Bell"),
        ("fr", "Marc Lund est accueilli par Anne Belle, qui a dit : « Nous verrons bien demain. »",
         ["Marc Lund", "Anne Belle"], "Anne Belle"),
        # Whoever is cited speaks.
        ("en", "Ann Bell was quoted by the paper as saying the plan was “a disgrace to the town”.", ["Ann Bell"],
         "Ann Bell"),
        ("de", "Anna Bell wird mit den Worten zitiert: „Wir zahlen nicht mehr.“", ["Anna Bell"], "Anna Bell"),
        ("de", "Der Sender zitierte eine Lehrerin so: „Im Winter lesen die Kinder mehr.“", [], "eine Lehrerin"),
        ("fr", "Le journal cite Anne Belle : « Nous ne paierons plus. »", ["Anne Belle"], "Anne Belle"),
        ("es", "El diario citó a Ana Soto: «La nieve llega antes que el pan».", ["Ana Soto"], "Ana Soto"),
        ("pt", "O jornal citou o ministro Rui Lobo: “A neve chega antes do pão”.", ["Rui Lobo"], "Rui Lobo"),
        ("it", "Il giornale cita il ministro Marco Lund: «La neve arriva prima del pane».", ["Marco Lund"],
         "Marco Lund"),
        ("nl", "De krant citeert Anna Bel: ‘Wij betalen niet meer.’", ["Anna Bel"], "Anna Bel"),
        ("ru", "Газета цитирует Анну Горскую: «Мы больше не заплатим».", ["Анну Горскую"], "Анну Горскую"),
        ("en", "“We will not pay again,” quoted Ann Bell.", ["Ann Bell"], "Ann Bell"),
    ],
)  # fmt: skip
def test_in_a_passive_the_one_who_acts_speaks(language: str, text: str, names: list[str], speaker: str) -> None:
    assert [found for _, found in said(text, language, *names)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        # A relative pronoun stands for the noun to which somebody only belongs.
        ("en", "The wife of Tom Reed, who said “the oven is cold”, came back.", ["Tom Reed"], "The wife of Tom Reed"),
        ("en", "A lawyer for Tom Reed, who said “the oven is cold”, came back.", ["Tom Reed"], "A lawyer for Tom Reed"),
        ("en", "The diary by Tom Reed, which says “the oven is cold”, was sold.", ["Tom Reed"], "The diary"),
        ("fr", "La fille de Marc Lund, qui a dit « le four est froid », est revenue.", ["Marc Lund"],
         "La fille de Marc Lund"),
        ("es", "El abogado de Juan Belo, que dijo «el horno está frío», volvió.", ["Juan Belo"],
         "El abogado de Juan Belo"),
        ("it", "Il portavoce di Marco Lund, che ha detto «il forno è freddo», è tornato.", ["Marco Lund"],
         "Il portavoce di Marco Lund"),
        # A participle is the subject's where nothing shows that the object does it.
        ("en", "Ann Bell wrote to Tom Reed insisting “the oven is cold”.", ["Ann Bell", "Tom Reed"], "Ann Bell"),
        ("en", "Ann Bell mocked captain Tom Reed calling him “a cold oven”.", ["Ann Bell", "Tom Reed"], "Ann Bell"),
        # An object of a participle is no subject.
        ("en", "A lawyer representing Tom Reed said: “The oven is cold.”", ["Tom Reed"], "A lawyer"),
        ("en", "A woman accused of robbing Tom Reed said: “The oven is cold.”", ["Tom Reed"], "A woman"),
        ("en", "This morning Tom Reed said: “The oven is cold.”", ["Tom Reed"], "Tom Reed"),
        # The name after somebody's role speaks, not its owner, nor who spoke before.
        ("zh", "王海表示，林小溪的律师赵明说：“炉子是冷的，没有人烤面包。”", ["王海", "林小溪", "赵明"], "赵明"),
        # Whoever owns what is quoted is not quoted.
        ("en", "Ann Bell quoted Tom Reed’s song: “The oven is cold.”", ["Ann Bell", "Tom Reed"], "Ann Bell"),
    ],
)  # fmt: skip
def test_a_name_that_only_leads_to_the_verb_does_not_speak(
    language: str, text: str, names: list[str], speaker: str
) -> None:
    assert said(text, language, *names)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("ru", "Ивану Лунду ответила Анна Горская: «Мельница стоит».", ["Ивану Лунду", "Анна Горская"], "Анна Горская"),
        ("uk", "Івану Горцю відповіла Анна Гірська: «Млин стоїть».", ["Івану Горцю", "Анна Гірська"], "Анна Гірська"),
        ("pl", "Janowi Sowie odpowiedziała Anna Górska: „Młyn stoi”.", ["Janowi Sowie", "Anna Górska"], "Anna Górska"),
        ("cs", "Petru Horskému odpověděla Anna Lesní: „Mlýn stojí.“", ["Petru Horskému", "Anna Lesní"], "Anna Lesní"),
        ("de", "Den Trainer Tom Reet nannte die Ministerin Anna Bell „einen alten Müller“.", ["Tom Reet", "Anna Bell"],
         "Anna Bell"),
        ("es", "A Juan Belo le respondió Ana Soto: «El molino no muele».", ["Juan Belo", "Ana Soto"], "Ana Soto"),
        ("it", "A Marco Lund ha risposto Anna Bello: «Il mulino è fermo».", ["Marco Lund", "Anna Bello"], "Anna Bello"),
        # The subject comes first where no case shows another.
        ("es", "Ana Soto respondió a Juan Belo: «El molino no muele».", ["Ana Soto", "Juan Belo"], "Ana Soto"),
        ("pl", "Anna Górska odpowiedziała Janowi Sowie: „Młyn stoi”.", ["Anna Górska", "Janowi Sowie"], "Anna Górska"),
    ],
)  # fmt: skip
def test_an_object_that_comes_first_does_not_speak(language: str, text: str, names: list[str], speaker: str) -> None:
    assert [found for _, found in said(text, language, *names)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Als Trainerin wurde Anna Bell oft gefragt, warum sie schweige.", "Anna Bell"),
        ("de", "Als Trainerin wurde die Ministerin Anna Bell gefragt, wann sie schlafe.", "Anna Bell"),
    ],
)
def test_who_is_asked_asks_nothing_where_the_auxiliary_stands_before(language: str, text: str, name: str) -> None:
    assert said(text, language, name) == []


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("es", "La réplica del ministro Juan Belo: «No vamos a pagar más».", ["Juan Belo"], "Juan Belo"),
        ("es", "La respuesta de Ana Soto fue clara: «No vamos a pagar más».", ["Ana Soto"], "Ana Soto"),
        ("fr", "La réponse de la ministre : « Nous ne paierons plus. »", [], "la ministre"),
        ("en", "The words of minister Ann Bell were clear: “We will not pay again.”", ["Ann Bell"], "Ann Bell"),
        ("en", "The answer of the minister: “We will not pay again.”", [], "the minister"),
        ("de", "Das Fazit von Trainer Tom Reet: „Wir waren heute nicht gut.“", ["Tom Reet"], "Tom Reet"),
        ("de", "Die Antwort der Ministerin: „Wir zahlen nicht mehr.“", [], "der Ministerin"),
        ("it", "La replica del ministro Marco Lund: «Non pagheremo più».", ["Marco Lund"], "Marco Lund"),
        ("pt", "A resposta de Ana Belo foi clara: “Não vamos pagar mais”.", ["Ana Belo"], "Ana Belo"),
        ("nl", "Het antwoord van Anna Bel: ‘Wij betalen niet meer.’", ["Anna Bel"], "Anna Bel"),
        ("sv", "Svaret från Anna Berg: ”Vi betalar inte mer.”", ["Anna Berg"], "Anna Berg"),
        ("sv", "Anna Bergs svar var kort: ”Vi betalar inte mer.”", ["Anna Bergs"], "Anna Bergs"),
        ("ru", "Ответ министра Ивана Лунда был коротким: «Мы больше не заплатим».", ["Ивана Лунда"], "Ивана Лунда"),
        ("ru", "Ответ министра: «Мы больше не заплатим».", [], "министра"),
        ("uk", "Відповідь міністра: «Ми більше не заплатимо».", [], "міністра"),
        ("pl", "Odpowiedź Anny Górskiej: „Nie zapłacimy więcej”.", ["Anny Górskiej"], "Anny Górskiej"),
        # Whoever judges somebody's words speaks, not their owner.
        ("ru", "Иван Лунд назвал ответ Анны Горской «позором для города».", ["Иван Лунд", "Анны Горской"],
         "Иван Лунд"),
        ("de", "Tom Reet nannte die Aussage von Anna Bell „eine Schande für die Stadt“.",
         ["Tom Reet", "Anna Bell"], "Tom Reet"),
        ("es", "Juan Belo calificó la respuesta de Ana Soto de «una vergüenza para la ciudad».",
         ["Juan Belo", "Ana Soto"], "Juan Belo"),
        ("en", "Tom Reed answered the letter of Ann Bell: “We will not pay again.”", ["Tom Reed", "Ann Bell"],
         "Tom Reed"),
    ],
)  # fmt: skip
def test_words_are_their_owner_s(language: str, text: str, names: list[str], speaker: str) -> None:
    assert [found for _, found in said(text, language, *names)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The article of a feminine noun shows that somebody is spoken to.
        ("Der Zeitung sagte Tom Reet: „Wir zahlen nicht mehr.“", "Tom Reet"),
        ("Der Sprecher der Zeitung sagte Tom Reet: „Wir zahlen nicht mehr.“", "Der Sprecher der Zeitung"),
        # Who stands after the comma is spoken of.
        (
            "Die Köchin hat nach dem Streit um den Herd geklagt, der Wirt sei „viel zu geizig für das Haus“.",
            "Die Köchin",
        ),
    ],
)
def test_german_cases_and_commas(text: str, speaker: str) -> None:
    assert [found for _, found in said(text, "de", "Tom Reet")] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "name", "mention"),
    [
        ("en", "Ann Bell came late. Her answer was short: “We will not pay again.”", "Ann Bell", "Her"),
        ("de", "Tom Reet war müde. Sein Fazit: „Wir waren heute nicht gut.“", "Tom Reet", "Sein"),
        ("de", "Anna Bell kam spät. Ihre kurze Antwort: „Wir zahlen nicht mehr.“", "Anna Bell", "Ihre"),
        ("fr", "Anne Belle est venue. Sa réponse : « Nous ne paierons plus. »", "Anne Belle", "Sa"),
        ("it", "Anna Bello è arrivata. La sua risposta: «Non pagheremo più».", "Anna Bello", "sua"),
        ("es", "Ana Soto llegó tarde. Su respuesta: «No vamos a pagar más».", "Ana Soto", "Su"),
        ("sv", "Anna Berg kom sent. Hennes svar: ”Vi betalar inte mer.”", "Anna Berg", "Hennes"),
    ],
)
def test_a_possessive_tells_whose_words_they_are(language: str, text: str, name: str, mention: str) -> None:
    entity = Entity(text=name, label="PER", start=0, end=len(name), canonical=name)
    (quote,) = find_quotations(text, language, [entity])
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.entity) == (mention, name)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Had Anna Bell said “we will open the bridge in May”, nobody would have come."),
        ("en", "Should Anna Bell say the plan is “a disgrace to us all”, the council would act."),
        ("de", "Hätte Anna Bell gesagt, der Steg sei „nicht zu retten“, wäre niemand gekommen."),
    ],
)
def test_nobody_said_what_is_only_supposed(language: str, text: str) -> None:
    assert [speaker for _, speaker in said(text, language, "Anna Bell")] == [None]


def test_a_statement_that_is_only_supposed_is_none() -> None:
    assert said("Had the mayor said that the bridge would close, nobody would have come.", "en") == []


def test_a_verb_that_begins_a_sentence_is_no_first_name() -> None:
    assert said("Said Hensley: “We will open the bridge in May.”", "en")[0][1] == "Hensley"


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("en", "“We will open the bridge in May.”\n— Jane Bell, mayor", ["Jane Bell"], "Jane Bell"),
        ("en", "“We will open the bridge in May.”\n\n- Jane Bell", [], "Jane Bell"),
        ("en", "“We will open the bridge in May.”\n— A resident of Dunmere", [], "A resident of Dunmere"),
        ("en", "“We will open the bridge in May” (Jane Bell, mayor).", ["Jane Bell"], "Jane Bell"),
        ("de", "„Wir öffnen die Brücke im Mai.“\nAnna Bell, Bürgermeisterin", ["Anna Bell"], "Anna Bell"),
        ("fr", "« Nous ouvrirons le pont en mai. » (Anne Belle)", ["Anne Belle"], "Anne Belle"),
        ("ru", "«Мы откроем мост в мае».\n— Анна Горская, мэр", ["Анна Горская"], "Анна Горская"),
        ("zh", "“我们将在五月开放大桥。”——林小溪", ["林小溪"], "林小溪"),
        ("ja", "「五月に橋を開通させたい」（山川花子さん）", ["山川花子"], "山川花子"),
        # No signature: another heading, another sentence.
        ("en", "“We will open the bridge in May.”\n\nJane Bell\n\nShe was born here.", ["Jane Bell"], None),
        ("en", "“We will open the bridge in May.”\n\nJane Bell wins the vote", ["Jane Bell"], None),
        ("en", "“We will open the bridge in May.”\n\nJane Bell, who came late, said nothing.", ["Jane Bell"], None),
    ],
)
def test_a_name_in_brackets_or_on_the_line_below_speaks(
    language: str, text: str, names: list[str], speaker: str | None
) -> None:
    assert [found for _, found in said(text, language, *names)] == [speaker]


def test_names_above_quotations_are_not_taken_for_those_below_others() -> None:
    text = "Jane Bell, mayor\n\n“We will open the bridge in May.”\n\nTom Reed, baker\n\n“We will wait and see.”"
    assert said(text, "en", "Jane Bell", "Tom Reed")[0][1] == "Jane Bell"


def test_names_in_brackets_after_titles_make_no_quotations_of_them() -> None:
    text = "They played “Blue Lantern” (Ann Bell) and “Stone Road” (Tom Reed) all night."
    assert said(text, "en", "Ann Bell", "Tom Reed") == []


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("en", "Ann Bell — a friend of Tom Reed — said: “We will not pay.”", ["Ann Bell", "Tom Reed"], "Ann Bell"),
        ("fr", "Anne Belle – l'amie de Marc Lund – a dit : « Nous ne paierons plus. »", ["Anne Belle", "Marc Lund"],
         "Anne Belle"),
        ("es", "La alcaldesa —amiga de Juan Belo— dijo: «No pagaremos más».", ["Juan Belo"], "La alcaldesa"),
        ("pl", "Anna Górska – burmistrz od 2010 roku – powiedziała: „Nie zapłacimy więcej”.", ["Anna Górska"],
         "Anna Górska"),
        ("ru", "Анна Горская — мэр с 2010 года — сказала: «Мы больше не заплатим».", ["Анна Горская"], "Анна Горская"),
    ],
)  # fmt: skip
def test_what_stands_between_dashes_is_passed_over(language: str, text: str, names: list[str], speaker: str) -> None:
    assert said(text, language, *names)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "name", "speaker"),
    [
        ("de", "Laut Anna Bell sagte der Nachbar, die Brücke sei „nicht mehr zu retten“.", "Anna Bell", "der Nachbar"),
        ("en", "According to Ann Bell, the neighbour told us that “it was a long night for all”.", "Ann Bell",
         "the neighbour"),
        ("es", "Según Ana Soto, el vecino dijo que «fue una noche larga».", "Ana Soto", "el vecino"),
    ],
)  # fmt: skip
def test_whoever_speaks_by_a_report_speaks(language: str, text: str, name: str, speaker: str) -> None:
    assert [found for _, found in said(text, language, name)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "names", "speaker"),
    [
        ("en", "Ann Bell, Tom Reed and Carl Lund said: “We will see.”", ["Ann Bell", "Tom Reed", "Carl Lund"],
         "Ann Bell, Tom Reed and Carl Lund"),
        ("en", "“We will see about that,” said Ann Bell and Tom Reed.", ["Ann Bell", "Tom Reed"],
         "Ann Bell and Tom Reed"),
        ("de", "„Wir werden sehen“, sagten Anna Bell und Tom Reet am Montag.", ["Anna Bell", "Tom Reet"],
         "Anna Bell und Tom Reet"),
        ("fr", "« Nous verrons bien », ont dit Anne Belle et Marc Lund.", ["Anne Belle", "Marc Lund"],
         "Anne Belle et Marc Lund"),
        ("es", "Ana Soto y Juan Belo dijeron que el molino cierra en agosto.", ["Ana Soto", "Juan Belo"],
         "Ana Soto y Juan Belo"),
        ("de", "Anna Bell und Tom Reet sagten, dass die Mühle im August schließt.", ["Anna Bell", "Tom Reet"],
         "Anna Bell und Tom Reet"),
        ("ru", "Анна Горская и Иван Лунд сообщили, что мельница закрыта.", ["Анна Горская", "Иван Лунд"],
         "Анна Горская и Иван Лунд"),
        ("en", "According to Ann Bell and Tom Reed, the mill closes in August.", ["Ann Bell", "Tom Reed"],
         "Ann Bell and Tom Reed"),
        ("en", "“It grinds no more,” said Ann Bell and her brother, Tom Reed.", ["Ann Bell", "Tom Reed"],
         "Ann Bell and her brother, Tom Reed"),
        ("en", "Ann Bell and captain Tom Reed said: “It grinds no more.”", ["Ann Bell", "Tom Reed"],
         "Ann Bell and captain Tom Reed"),
        ("en", "Ann Bell, Tom Reed and others said: “It grinds no more.”", ["Ann Bell", "Tom Reed"],
         "Ann Bell, Tom Reed and others"),
        ("en", "“It grinds no more,” said Ann Bell, Tom Reed and Carl Lund.", ["Ann Bell", "Tom Reed", "Carl Lund"],
         "Ann Bell, Tom Reed and Carl Lund"),
        ("zh", "林小溪和王海表示：“磨坊八月关门。”", ["林小溪", "王海"], "林小溪和王海"),
        ("ar", "قال خالد السالم وهند النور: «تغلق المطحنة في أغسطس».", ["خالد السالم", "هند النور"],
         "خالد السالم وهند النور"),
        # One of them does something else.
        ("en", "Tom Reed waved and Ann Bell said that the mill was old.", ["Tom Reed", "Ann Bell"], "Ann Bell"),
        ("en", "“We will see about that,” said Ann Bell and Tom Reed left the room.", ["Ann Bell", "Tom Reed"],
         "Ann Bell"),
        ("en", "Carl Lund met Ann Bell and Tom Reed said: “We will see.”", ["Carl Lund", "Ann Bell", "Tom Reed"],
         "Tom Reed"),
    ],
)  # fmt: skip
def test_several_who_say_the_same(language: str, text: str, names: list[str], speaker: str) -> None:
    assert [found for _, found in said(text, language, *names)] == [speaker]
